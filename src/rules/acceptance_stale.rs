//! Finds residual risks that are no longer the ones which somebody accepted.

use super::{Check, Findings, Rule, Severity, overtaken};
use crate::dossier::Dossier;
use crate::past::{Past, Sort};
use crate::standard::{Classes, iso_14971};

pub(super) static RULE: Rule = Rule {
    code: "acceptance-stale",
    clauses: &[&iso_14971::CLAUSE_7_4],
    classes: Classes::ALL,
    severity: Severity::ERROR,
    summary: "a risk changed since its residual risk was accepted",
    explain: "
Who accepts a residual risk weighs that risk against that benefit. When the risk's evidence-relevant fields, its residual risk, or
the document in `acceptance.benefit_risk` (its `revision` or text) differ from what the acceptance saw, it was another risk that
was accepted. What it saw is the tree of the newest commit that changed `acceptance`.
",
    help: "have the residual risk accepted again as it is now, and write down by whom and on which day",
    wrong: "
//= commit 2025-05-20
//- risks/RISK-008.md
---
id: RISK-008
severity: serious
residual: {severity: serious, probability: remote, level: conditional}
acceptance:
#^^^^^^^^^ RISK-008 changed since this acceptance: severity
  by: Dr. A. Berger
  on: 2025-05-20
  rationale: an urgent notice is worth more
---
//= commit 2025-11-18
//- risks/RISK-008.md
---
id: RISK-008
severity: critical
residual: {severity: serious, probability: remote, level: conditional}
acceptance:
#^^^^^^^^^ RISK-008 changed since this acceptance: severity
  by: Dr. A. Berger
  on: 2025-05-20
  rationale: an urgent notice is worth more
---
",
    right: "
//= commit 2025-05-20
//- risks/RISK-008.md
---
id: RISK-008
severity: serious
residual: {severity: serious, probability: remote, level: conditional}
acceptance:
  by: Dr. A. Berger
  on: 2025-05-20
  rationale: an urgent notice is worth more
---
//= commit 2025-11-18
//- risks/RISK-008.md
---
id: RISK-008
severity: critical
residual: {severity: serious, probability: remote, level: conditional}
acceptance:
  by: Dr. A. Berger
  on: 2025-11-18
  rationale: an urgent notice is worth more
---
",
    break_it: "
//- risks/RISK-008.md
-severity: critical
+severity: catastrophic
",
    check: Check::Past(check),
};

fn check(dossier: &Dossier, past: &Past, found: &mut Findings<'_>) {
    for evidence in past.of_sort(Sort::Acceptance) {
        let record = dossier.at_index(evidence.record);
        for stale in &evidence.stale {
            let causes: Vec<_> = stale.causes.iter().collect();
            let message = overtaken::changed(dossier, &causes, "this acceptance");
            let draft = found.add(record.missing(stale.field.clone()), message);
            overtaken::explain(dossier, &stale.causes, draft);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::drawn::check;

    #[test]
    fn the_document_that_weighs_the_benefit_was_accepted_as_well() {
        let example = "
//= commit 2025-05-20
//- risks/RISK-008.md
---
id: RISK-008
acceptance:
  by: Dr. A. Berger
  on: 2025-05-20
  benefit_risk: BR-001
# ^^^^^^^^^^^^ BR-001 changed since this acceptance: revision
---
//- documents/BR-001.md
---
id: BR-001
revision: 1
---
//= commit 2025-06-20
//- documents/BR-001.md
---
id: BR-001
revision: 2
---
";
        check(&RULE, example).expect("as drawn");
    }

    #[test]
    fn a_worse_residual_risk_was_not_accepted() {
        let wrong = RULE.wrong.replace(
            "severity: critical\nresidual: {severity: serious, probability: remote",
            "severity: serious\nresidual: {severity: serious, probability: frequent",
        );
        let wrong = wrong.replace("acceptance: severity", "acceptance: residual.probability");
        check(&RULE, &wrong).expect("as drawn");
    }
}
