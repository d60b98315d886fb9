//! Finds SOUP whose failure was not considered as a cause of harm.

use super::{Check, Findings, Rule, Severity, is_unreadable};
use crate::dossier::Dossier;
use crate::record::relations::CAUSES;
use crate::standard::{Classes, iec_62304};

pub(super) static RULE: Rule = Rule {
    code: "soup-risk-analysis-missing",
    clauses: &[&iec_62304::CLAUSE_7_1_2_C],
    classes: Classes::B_C,
    severity: Severity::ERROR,
    summary: "no risk names the SOUP as a cause, and nothing says why none does",
    explain: "
Failure of a SOUP, and unexpected results from it, are among the causes that risk analysis has to consider. Either they can
lead to a hazardous situation, and a risk says how; or they cannot, and then somebody knows why.

It is reported when no live risk names the SOUP as the `source` of one of its `causes`, and `no_hazard_rationale` is not
written.
",
    help: "name it as a cause in the risks that it can lead to, or say in `no_hazard_rationale` why there are none",
    wrong: "
//- soup/SOUP-001.md
---
id: SOUP-001
#   ^^^^^^^^ no risk names it as a cause, and no rationale says why not
---
",
    right: "
//- soup/SOUP-001.md
---
id: SOUP-001
---
//- risks/RISK-001.md
---
id: RISK-001
causes:
  - source: SOUP-001
    cause: a filter returns wrong values
---
//- soup/SOUP-002.md
---
id: SOUP-002
no_hazard_rationale: It formats service messages, which nobody uses for diagnosis.
---
",
    break_it: "
//- risks/RISK-009.md
-  - source: SOUP-004
+  - source: SOUP-003
",
    check: Check::Dossier(check),
};

fn check(dossier: &Dossier, found: &mut Findings<'_>) {
    for (record, soup) in dossier.soups() {
        if record.is_addressable()
            && soup.no_hazard_rationale.is_none()
            && !is_unreadable(record, "no_hazard_rationale")
            && !record.from(&CAUSES).any(|risk| risk.is_live())
        {
            found.add(
                record.missing("no_hazard_rationale"),
                "no risk names it as a cause, and no rationale says why not",
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::drawn::check;

    #[test]
    fn a_retired_risk_is_none() {
        check(
            &RULE,
            "
//- soup/SOUP-001.md
---
id: SOUP-001
no_hazard_rationale: ''
#^^^^^^^^^^^^^^^^^^ no risk names it as a cause, and no rationale says why not
---
//- risks/RISK-001.md
---
id: RISK-001
status: retired
causes:
  - source: SOUP-001
---
",
        )
        .expect("the place fits");
    }
}
