//! Finds risks without a cause in the software.

use super::{Check, Findings, Rule, Severity, is_unreadable};
use crate::dossier::Dossier;
use crate::record::relations::CAUSES;
use crate::standard::{Classes, iec_62304, practice};

pub(super) static RULE: Rule = Rule {
    code: "risk-orphan",
    clauses: &[&iec_62304::CLAUSE_7_3_3_A, &practice::CLAUSE_TRACEABILITY],
    classes: Classes::ALL,
    severity: Severity::WARNING,
    summary: "no cause of a risk leads to a live SOUP or software item",
    explain: "
From a hazardous situation one must be able to walk to the software behind it. A risk whose `causes` name no live SOUP or item hangs in
the air: either the cause was forgotten, or the risk is not one of this software. Where `causes` holds a link that leads nowhere or to
the wrong kind, that link alone is reported.
",
    help: "name the SOUP or item in `causes`, or retire the risk",
    wrong: "
//- risks/RISK-006.md
---
id: RISK-006
#   ^^^^^^^^ no cause leads to a live SOUP or software item
hazard: wrong diagnostic information
---
",
    right: "
//- risks/RISK-006.md
---
id: RISK-006
hazard: wrong diagnostic information
causes: [{source: SOUP-010, cause: drift on over-exposed charts}]
---
//- soup/SOUP-010.md
---
id: SOUP-010
---
",
    break_it: "
//- risks/RISK-006.md
-causes:
-  - source: SOUP-010
-    cause: \"Defect CC-17: clipped patches enter the fit with full weight and the correction drifts\"
",
    check: Check::Dossier(check),
};

fn check(dossier: &Dossier, found: &mut Findings<'_>) {
    for (record, _) in dossier.risks() {
        let has_cause = record.to(&CAUSES).any(|cause| cause.is_live());
        if !has_cause && !record.has_broken_link(&CAUSES) && !is_unreadable(record, "causes") {
            found.add(record.missing("causes"), "no cause leads to a live SOUP or software item");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::drawn;

    #[test]
    fn a_retired_cause_is_none() {
        let example = RULE.right.replace("id: SOUP-010", "id: SOUP-010\nstatus: retired");
        let findings = drawn::findings(&RULE, &example).expect("an example");
        assert_eq!(findings.len(), 1);
    }

    #[test]
    fn a_dangling_cause_is_left_to_its_own_rule() {
        let example = RULE.right.replace("source: SOUP-010", "source: SOUP-404");
        drawn::check(&RULE, &example).expect("nothing is found");
    }
}
