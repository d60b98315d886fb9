//! Finds anomalies that could contribute to harm and lead to no risk.

use super::{Check, Findings, Rule, Severity, is_unreadable_within};
use crate::dossier::Dossier;
use crate::record::anomaly_review::SafetyRelevance;
use crate::standard::{Classes, iec_62304};

pub(super) static RULE: Rule = Rule {
    code: "anomaly-hazard-unlinked",
    clauses: &[&iec_62304::CLAUSE_7_1_4, &iec_62304::CLAUSE_7_3_3],
    classes: Classes::B_C,
    severity: Severity::ERROR,
    summary: "an anomaly is safety-relevant, and no risk is linked",
    explain: "
An anomaly that could contribute to harm is a potential cause of a hazardous situation, and those stand in the risk management file.
Without the link nobody who reads the risk learns of the anomaly, and nobody who reads the review learns what controls it.

It is reported when the entry that governs says `safety_relevance: possible` or `confirmed`, and none of its `risks` leads to a live risk,
whatever its `state`: that the device is not affected, or that the version in use has the fix, does not make the anomaly any less
relevant. Where it does, say `none`. A link to nowhere is reported as that alone.

The newest entry for a SOUP and an anomaly's number governs, by the later of its `assessed_on` and the `date` of its review; live
reviews alone count, and anomalies of retired SOUP are left out. The class is that of the SOUP.
",
    help: "name the risk that it can lead to in `risks`, and add one where there is none",
    wrong: "
//- reviews/AR-010-1.md
---
id: AR-010-1
date: 2025-11-21
anomalies:
  - soup: SOUP-010
    id: CC-17
    safety_relevance: confirmed
#                     ^^^^^^^^^ the safety relevance of CC-17 of SOUP-010 is confirmed, and no risk is linked
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
date: 2025-11-21
anomalies:
  - soup: SOUP-010
    id: CC-17
    safety_relevance: confirmed
    risks: [RISK-006]
---
//- soup/SOUP-010.md
---
id: SOUP-010
---
//- risks/RISK-006.md
---
id: RISK-006
---
",
    break_it: "
//- reviews/AR-010-1.md
-    risks: [RISK-006]
",
    check: Check::Dossier(check),
};

fn check(dossier: &Dossier, found: &mut Findings<'_>) {
    for known in dossier.anomalies() {
        let entry = known.governing();
        let Some(relevance) = &entry.anomaly.safety_relevance else { continue };
        let is_relevant = match relevance.value {
            SafetyRelevance::Possible | SafetyRelevance::Confirmed => true,
            SafetyRelevance::None => false,
        };
        if !is_relevant
            || entry.risks().any(|risk| risk.is_live())
            || entry.anomaly.risks.len() > entry.risks().count()
            || is_unreadable_within(entry.review, entry.anomaly.at, "risks")
        {
            continue;
        }
        let message =
            format!("the safety relevance of {known} is {}, and no risk is linked", relevance.value);
        let mut draft = found.add_as(known.class(), entry.at("risks", Some(relevance.at)), message);
        for risk in entry.risks() {
            draft = draft.related(risk.field("status"), "this risk is retired");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::drawn;

    fn count(from: &str, to: &str) -> usize {
        let example = RULE.right.replace(from, to);
        assert_ne!(example, RULE.right, "{from}");
        drawn::findings(&RULE, &example).expect("the example is sound").len()
    }

    #[test]
    fn a_possible_relevance_is_asked_whatever_the_state() {
        for state in ["fixed", "not_affected", "under_investigation"] {
            let entry = format!("safety_relevance: possible\n    state: {state}");
            assert_eq!(count("safety_relevance: confirmed\n    risks: [RISK-006]", &entry), 1);
        }
        assert_eq!(count("safety_relevance: confirmed\n    risks: [RISK-006]", "safety_relevance: none"), 0);
    }

    #[test]
    fn a_retired_risk_is_none_and_a_link_to_nowhere_is_left_to_its_rule() {
        assert_eq!(count("id: RISK-006\n", "id: RISK-006\nstatus: retired\n"), 1);
        assert_eq!(count("[RISK-006]", "[RISK-099]"), 0);
        assert_eq!(count("[RISK-006]", "[SOUP-010]"), 0);
        assert_eq!(count("[RISK-006]", "[[RISK-006]]"), 0);
    }

    #[test]
    fn class_a_owes_none() {
        let class_a =
            "id: SOUP-010\nused_in: [SYS-1]\n---\n//- items/SYS-1.md\n---\nid: SYS-1\nsafety_class: A\n";
        let example = RULE.right.replace("    risks: [RISK-006]\n", "").replace("id: SOUP-010\n", class_a);
        drawn::check(&RULE, &example).expect("nothing is found");
    }
}
