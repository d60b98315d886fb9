//! Finds anomalies that are said not to affect the device, and not why.

use super::{Check, Findings, Rule, Severity, is_unreadable_within};
use crate::dossier::Dossier;
use crate::record::anomaly_review::AnomalyState;
use crate::standard::{Classes, practice};

pub(super) static RULE: Rule = Rule {
    code: "not-affected-unjustified",
    clauses: &[&practice::CLAUSE_VEX],
    classes: Classes::ALL,
    severity: Severity::ERROR,
    summary: "an anomaly is said not to affect the device, and nothing says why",
    explain: "
`not_affected` is the word that is written most easily and asked about first. VEX asks for a reason with it, and one of two is enough: a label in
`justification` (as `vulnerable_code_not_present`), or the reason in words in `impact_statement`. Words serve plain defects better, since
the labels speak of attackers. `rationale` is another thing: it is the reason for the safety relevance.

It is reported when the entry that governs says `not_affected` and has neither. The newest entry for a SOUP and an anomaly's number governs,
by the later of its `assessed_on` and the `date` of its review; live reviews alone count, and anomalies of retired SOUP are left
out.
",
    help: "say why in `justification` or `impact_statement`, or judge the anomaly again",
    wrong: "
//- reviews/AR-006-3.md
---
id: AR-006-3
date: 2026-01-12
anomalies:
  - soup: SOUP-006
    id: CVE-2026-24747
    state: not_affected
#          ^^^^^^^^^^^^ CVE-2026-24747 of SOUP-006 is `not_affected`, and neither label nor statement says why
---
//- soup/SOUP-006.md
---
id: SOUP-006
---
",
    right: "
//- reviews/AR-006-3.md
---
id: AR-006-3
date: 2026-01-12
anomalies:
  - soup: SOUP-006
    id: CVE-2026-24747
    state: not_affected
    justification: vulnerable_code_cannot_be_controlled_by_adversary
---
//- soup/SOUP-006.md
---
id: SOUP-006
---
",
    break_it: "
//- reviews/AR-006-3.md
-    justification: vulnerable_code_cannot_be_controlled_by_adversary
-    impact_statement: >-
-      MLT loads one weight file, from the signed release. Its SHA-256 is compared with the
-      signed manifest before the framework opens it (RC-004), and the same buffer is loaded.
",
    check: Check::Dossier(check),
};

fn check(dossier: &Dossier, found: &mut Findings<'_>) {
    for known in dossier.anomalies() {
        let entry = known.governing();
        let anomaly = entry.anomaly;
        let Some(state) = anomaly.state.as_ref().filter(|state| state.value == AnomalyState::NotAffected)
        else {
            continue;
        };
        let is_unreadable = |part: &str| is_unreadable_within(entry.review, anomaly.at, part);
        if anomaly.justification.is_none()
            && anomaly.impact_statement.is_none()
            && !is_unreadable("justification")
            && !is_unreadable("impact_statement")
        {
            let message = format!("{known} is `{}`, and neither label nor statement says why", state.value);
            found.add_as(known.class(), entry.at("justification", Some(state.at)), message);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::drawn;

    #[test]
    fn one_of_the_two_is_enough_and_a_label_that_cannot_be_read_is_reported_as_such() {
        for reason in ["impact_statement: the process ends after each fit", "justification: not_reachable"] {
            let example = RULE
                .right
                .replace("justification: vulnerable_code_cannot_be_controlled_by_adversary", reason);
            assert_ne!(example, RULE.right);
            drawn::check(&RULE, &example).expect("nothing is found");
        }
    }

    #[test]
    fn the_reason_for_the_safety_relevance_is_no_justification() {
        let example = RULE.wrong.replace(
            "    state:",
            "    safety_relevance: none\n    rationale: it only formats messages\n    state:",
        );
        drawn::check(&RULE, &example).expect("as drawn");
    }

    #[test]
    fn a_reason_in_an_older_entry_does_not_carry_over() {
        let older = "
//- reviews/AR-006-2.md
---
id: AR-006-2
date: 2025-11-20
anomalies:
  - {soup: SOUP-006, id: CVE-2026-24747, state: not_affected, justification: component_not_present}
---
";
        drawn::check(&RULE, &format!("{}{older}", RULE.wrong)).expect("as drawn");
        let example = format!("{}{older}", RULE.wrong).replace("2026-01-12", "2025-01-12");
        drawn::check(&RULE, &drawn::undrawn(&example)).expect("nothing is found");
    }
}
