//! Finds anomalies of which nobody concluded whether they could contribute to harm.

use super::release_anomaly_unevaluated::Listed;
use super::{Check, Findings, Rule, Severity, is_unreadable_within};
use crate::dossier::Dossier;
use crate::standard::{Classes, iec_62304};

pub(super) static RULE: Rule = Rule {
    code: "anomaly-conclusion-missing",
    clauses: &[&iec_62304::CLAUSE_7_1_3],
    classes: Classes::B_C,
    severity: Severity::ERROR,
    summary: "an anomaly lacks its safety relevance, or the reason for it",
    explain: "
A list of anomalies is read to find out whether one of them could lead to a hazardous situation in this device. That answer is written down
for each: `safety_relevance` (none, possible, confirmed) with its reason in `rationale`. It is another question than `state`: a defect that
no attacker can reach can still be a hazard, so `not_affected` does not answer it.

Each anomaly that lacks the one or the other is reported once, in the entry that governs. One that is under investigation is asked too:
`possible` says that nobody can rule it out yet.

At a release it is as well what is asked of the anomalies that remain in it (5.8.3): where the release lists it is named beside the finding.

The newest entry for a SOUP and an anomaly's number governs, by the later of its `assessed_on` and the `date` of its review; live
reviews alone count, and anomalies of retired SOUP are left out. The class is that of the SOUP: a review that covers SOUP of class C as well
does not ask more of one of class A.
",
    help: "judge what it could do in this device, and write `safety_relevance` and `rationale`",
    wrong: "
//- reviews/AR-010-1.md
---
id: AR-010-1
anomalies:
  - soup: SOUP-010
    id: CC-17
#       ^^^^^ nothing says whether CC-17 of SOUP-010 could contribute to harm
    state: affected
  - soup: SOUP-010
    id: CC-9
    state: not_affected
    safety_relevance: none
#                     ^^^^ no reason is given for the safety relevance of CC-9 of SOUP-010
---
//- soup/SOUP-010.md
---
id: SOUP-010
---
",
    right: "
//- reviews/AR-010-1.md
---
id: AR-010-1
anomalies:
  - soup: SOUP-010
    id: CC-17
    state: affected
    safety_relevance: confirmed
    rationale: Shifted colours lower the score of pigmented lesions by up to 0.07.
  - soup: SOUP-010
    id: CC-9
    state: not_affected
    safety_relevance: none
    rationale: Each fit runs in a process of its own, so nothing accumulates.
---
//- soup/SOUP-010.md
---
id: SOUP-010
---
",
    break_it: "
//- reviews/AR-010-1.md
-    safety_relevance: none
-    rationale: Each fit runs in a process of its own that ends afterwards, so nothing accumulates.
",
    check: Check::Dossier(check),
};

fn check(dossier: &Dossier, found: &mut Findings<'_>) {
    let listed = Listed::of(dossier);
    for known in dossier.anomalies() {
        let entry = known.governing();
        let is_unreadable = |part: &str| is_unreadable_within(entry.review, entry.anomaly.at, part);
        let draft = match &entry.anomaly.safety_relevance {
            None if is_unreadable("safety_relevance") => continue,
            None => {
                let message = format!("nothing says whether {known} could contribute to harm");
                found.add_as(known.class(), entry.at("safety_relevance", None), message)
            }
            Some(relevance) if entry.anomaly.rationale.is_none() && !is_unreadable("rationale") => {
                let message = format!("no reason is given for the safety relevance of {known}");
                found
                    .add_as(known.class(), entry.at("rationale", Some(relevance.at)), message)
                    .help("say in `rationale` why it has this safety relevance in this device")
            }
            Some(_) => continue,
        };
        if let Some(place) = listed.place(known) {
            draft.related(place, "it remains in this release");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::{drawn, release_anomaly_unevaluated};

    #[test]
    fn a_release_that_lists_it_is_named_and_finds_nothing_more() {
        let release = "
//= release v2.1.0
//- releases/REL-2.1.0.md
---
id: REL-2.1.0
tag: v2.1.0
residual_anomalies: [{soup: SOUP-010, anomaly: CC-17}]
---
";
        let example = format!("{release}{}", drawn::undrawn(RULE.wrong));
        let found = drawn::findings(&RULE, &example).expect("an example");
        let related: Vec<usize> = found.iter().map(|finding| finding.related.len()).collect();
        assert_eq!(related, [1, 0], "the list holds CC-17 alone");
        drawn::check(&release_anomaly_unevaluated::RULE, &example).expect("nothing is found");
    }

    #[test]
    fn the_governing_entry_alone_is_asked() {
        let later = "
//- reviews/AR-010-2.md
---
id: AR-010-2
date: 2026-01-10
covers: [{soup: SOUP-010, version: 3.2.1}]
anomalies:
  - {id: CC-17, safety_relevance: possible, rationale: not ruled out yet}
  - {id: CC-9, safety_relevance: none, rationale: nothing accumulates}
---
";
        let example = format!("{}{later}", drawn::undrawn(RULE.wrong));
        drawn::check(&RULE, &example).expect("nothing is found");
    }

    #[test]
    fn what_cannot_be_read_is_not_missing() {
        let example = "
//- reviews/AR-1.md
---
id: AR-1
anomalies:
  - just a word
  - {id: X-1, safety_relevance: high}
  - {id: X-2, safety_relevance: none, rationale: [a, b]}
  - {id: X-3, safety_relevance: none}
#                               ^^^^ no reason is given for the safety relevance of X-3
---
";
        drawn::check(&RULE, example).expect("as drawn");
    }

    #[test]
    fn class_a_soup_owes_none_even_in_a_review_of_everything() {
        let example = "
//- items/SYS-1.md
---
id: SYS-1
safety_class: A
---
//- soup/SOUP-1.md
---
id: SOUP-1
used_in: [SYS-1]
---
//- soup/SOUP-2.md
---
id: SOUP-2
---
//- reviews/AR-1.md
---
id: AR-1
covers: [{soup: SOUP-1, version: 1}, {soup: SOUP-2, version: 1}]
anomalies:
  - {soup: SOUP-1, id: X-1}
  - {soup: SOUP-2, id: X-1}
#                      ^^^ nothing says whether X-1 of SOUP-2 could contribute to harm
---
";
        drawn::check(&RULE, example).expect("as drawn");
    }

    #[test]
    fn an_anomaly_without_soup_or_number_is_judged_all_the_same() {
        let example = "
//- reviews/AR-1.md
---
id: AR-1
anomalies:
  - title: drift
#   ^^^^^^^^^^^^ nothing says whether an anomaly without a number could contribute to harm
---
";
        drawn::check(&RULE, example).expect("as drawn");
    }
}
