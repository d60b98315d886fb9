//! Finds risks whose chain from hazard to harm has a gap.

use super::{Check, Findings, Rule, Severity, is_unreadable};
use crate::dossier::Dossier;
use crate::standard::{Classes, iso_14971};

pub(super) static RULE: Rule = Rule {
    code: "risk-chain-incomplete",
    clauses: &[&iso_14971::CLAUSE_5_4, &iso_14971::CLAUSE_5_5],
    classes: Classes::ALL,
    severity: Severity::ERROR,
    summary: "a risk lacks a part of the chain from hazard to harm",
    explain: "
A risk is a chain: a hazard, a sequence of events, the hazardous situation it ends in, and the harm that may follow, with severity and
probability. Each of these six that is empty is reported. `p1` and `p2` may stay empty; they help to argue the probability.
",
    help: "fill in the part that is missing",
    wrong: "
//- risks/RISK-001.md
---
id: RISK-001
#   ^^^^^^^^ no probability is given
hazard: wrong diagnostic information
sequence_of_events: a filter returns wrong values, and the score is computed from them
hazardous_situation: a wrong score is shown
harm:
#^^^ no harm is given
severity: serious
---
",
    right: "
//- risks/RISK-001.md
---
id: RISK-001
hazard: wrong diagnostic information
sequence_of_events: a filter returns wrong values, and the score is computed from them
hazardous_situation: a wrong score is shown
harm: delayed reading
severity: serious
probability: remote
---
",
    break_it: "
//- risks/RISK-005.md
-harm: Reading delayed by the time of the outage, usually hours; the patient may have to come again
",
    check: Check::Dossier(check),
};

fn check(dossier: &Dossier, found: &mut Findings<'_>) {
    for (record, risk) in dossier.risks() {
        for (field, value, name) in [
            ("hazard", &risk.hazard, "hazard"),
            ("sequence_of_events", &risk.sequence_of_events, "sequence of events"),
            ("hazardous_situation", &risk.hazardous_situation, "hazardous situation"),
            ("harm", &risk.harm, "harm"),
            ("severity", &risk.severity, "severity"),
            ("probability", &risk.probability, "probability"),
        ] {
            if value.is_none() && !is_unreadable(record, field) {
                found.add(record.missing(field), format!("no {name} is given"));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::drawn;

    #[test]
    fn every_empty_part_is_told_by_itself() {
        let findings = drawn::findings(&RULE, "//- risks/a.md\n---\nid: RISK-1\n---\n").expect("an example");
        assert_eq!(findings.len(), 6);
    }

    #[test]
    fn a_part_that_cannot_be_read_is_not_missing_as_well() {
        let example = RULE.right.replace("harm: delayed reading", "harm: [delayed, reading]");
        drawn::check(&RULE, &example).expect("nothing is found");
    }
}
