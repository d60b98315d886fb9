//! Finds anomalies that affect the device, and about which nothing is done.

use super::{Check, Findings, Rule, Severity, is_unreadable, is_unreadable_within};
use crate::dossier::{AnomalyEntry, Dossier, Placed};
use crate::record::Risk;
use crate::record::anomaly_review::AnomalyState;
use crate::standard::{Classes, fda, practice};

pub(super) static RULE: Rule = Rule {
    code: "affected-without-action",
    clauses: &[&practice::CLAUSE_VEX, &fda::CLAUSE_524B_B_2],
    classes: Classes::ALL,
    severity: Severity::ERROR,
    summary: "an anomaly affects the device, and no action, change or accepted risk answers it",
    explain: "
A device that is known to be affected needs an answer: what users or the manufacturer do until it is gone, the change that deals with it,
or the decision that the risk may stay. VEX asks for an action statement with `affected`; the record accepts any of these three:

- `action_statement`, in words;
- `change`, leading to a live change, whatever was decided there: to defer or reject it with reasons is a decision too;
- one of `risks`, leading to a live risk that somebody accepted: it has an `acceptance`. A residual risk that the matrix finds acceptable is no
  such decision; nobody looked at this anomaly there.

It is reported when the entry that governs says `affected` and has none of them. A `change` or `risks` that holds a link to nowhere is
reported as that alone. Whether an acceptance is complete, and whether each linked risk is accepted, is asked by other rules.

The newest entry for a SOUP and an anomaly's number governs, by the later of its `assessed_on` and the `date` of its review; live
reviews alone count, and anomalies of retired SOUP are left out.
",
    help: "say what is done in `action_statement`, or name the change or the accepted risk",
    wrong: "
//- reviews/AR-010-1.md
---
id: AR-010-1
date: 2025-11-21
anomalies:
  - soup: SOUP-010
    id: CC-17
    state: affected
#          ^^^^^^^^ CC-17 of SOUP-010 is `affected`, and no action, change or accepted risk answers it
    risks: [RISK-006]
---
//- soup/SOUP-010.md
---
id: SOUP-010
---
//- risks/RISK-006.md
---
id: RISK-006
residual: {severity: serious, probability: remote}
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
    state: affected
    risks: [RISK-006]
    change: CR-007
---
//- soup/SOUP-010.md
---
id: SOUP-010
---
//- risks/RISK-006.md
---
id: RISK-006
residual: {severity: serious, probability: remote}
---
//- changes/CR-007.md
---
id: CR-007
decision: defer
---
",
    break_it: "
//- reviews/AR-010-1.md
-    action_statement: >-
-      The chart self-check (RC-007) discards the drifted correction, the station asks for a new
-      photograph, and images are not scored until one passes. The sites were told on 2025-04-22
-      to check the exposure. Replacement of the library is decided under CR-007.
@@
-    change: CR-007
",
    check: Check::Dossier(check),
};

fn check(dossier: &Dossier, found: &mut Findings<'_>) {
    for known in dossier.anomalies() {
        let entry = known.governing();
        let Some(state) = entry.anomaly.state.as_ref().filter(|state| state.value == AnomalyState::Affected)
        else {
            continue;
        };
        if is_answered(entry) || is_unclear(entry) {
            continue;
        }
        let message =
            format!("{known} is `{}`, and no action, change or accepted risk answers it", state.value);
        let mut draft = found.add_as(known.class(), entry.at("action_statement", Some(state.at)), message);
        if let Some(change) = entry.change() {
            draft = draft.related(change.field("status"), "this change is retired");
        }
        for risk in entry.risks() {
            let says = if risk.is_live() { "this risk is not accepted" } else { "this risk is retired" };
            draft = draft.related(risk.whole(), says);
        }
    }
}

fn is_answered(entry: AnomalyEntry<'_>) -> bool {
    entry.anomaly.action_statement.is_some()
        || entry.change().is_some_and(|change| change.is_live())
        || entry.risks().any(|risk| risk.is_live() && is_accepted(risk))
}

/// Returns whether an answer is written that cannot be read or leads nowhere: that is a finding already.
fn is_unclear(entry: AnomalyEntry<'_>) -> bool {
    let anomaly = entry.anomaly;
    let has_broken_link =
        anomaly.change.is_some() && entry.change().is_none() || anomaly.risks.len() > entry.risks().count();
    let parts = ["action_statement", "change", "risks"];
    has_broken_link || parts.iter().any(|part| is_unreadable_within(entry.review, anomaly.at, part))
}

/// Returns whether somebody accepted the risk; an acceptance that cannot be read is reported there.
fn is_accepted(record: Placed<'_>) -> bool {
    let Some(risk) = record.fields::<Risk>() else { return false };
    risk.acceptance.is_some() || is_unreadable(record, "acceptance")
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::drawn;

    fn count(from: &str, to: &str) -> usize {
        let example = RULE.wrong.replace(from, to);
        assert_ne!(example, RULE.wrong, "{from}");
        drawn::findings(&RULE, &example).expect("the example is sound").len()
    }

    #[test]
    fn an_action_in_words_or_an_accepted_risk_is_an_answer() {
        assert_eq!(
            count("    risks:", "    action_statement: the chart self-check discards it\n    risks:"),
            0
        );
        assert_eq!(count("residual: {", "acceptance: {by: J. Vogt, on: 2025-11-21}\nresidual: {"), 0);
        assert_eq!(count("residual: {", "acceptance: yes\nresidual: {"), 0);
    }

    #[test]
    fn a_level_that_the_matrix_finds_acceptable_is_no_decision() {
        assert_eq!(count("probability: remote", "probability: improbable, level: acceptable"), 1);
    }

    #[test]
    fn what_is_retired_is_no_answer() {
        let example = RULE.right.replace("decision: defer", "status: retired");
        let findings = drawn::findings(&RULE, &example).expect("the example is sound");
        let said: Vec<_> =
            findings.iter().flat_map(|finding| &finding.related).map(|also| &*also.message).collect();
        assert_eq!(said, ["this change is retired", "this risk is not accepted"]);
        assert_eq!(count("residual: {", "status: retired\nresidual: {"), 1);
    }

    #[test]
    fn a_link_to_nowhere_is_reported_as_that_alone() {
        assert_eq!(count("risks: [RISK-006]", "risks: [RISK-099]"), 0);
        assert_eq!(count("risks: [RISK-006]", "change: SOUP-010"), 0);
        assert_eq!(count("risks: [RISK-006]", "change: [CR-007, CR-008]"), 0);
    }

    #[test]
    fn other_states_need_no_action() {
        for state in ["fixed", "not_affected", "under_investigation"] {
            assert_eq!(count("state: affected", &format!("state: {state}")), 0);
        }
    }
}
