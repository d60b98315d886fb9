//! Finds risks of which it is not said what is left, or that nobody accepted.

use super::{Check, Findings, Rule, Severity, is_unreadable};
use crate::dossier::{Dossier, Placed, RiskLevel};
use crate::record::Risk;
use crate::record::relations::BENEFIT_RISK;
use crate::standard::{Classes, iso_14971};

pub(super) static RULE: Rule = Rule {
    code: "residual-risk-unaccepted",
    clauses: &[&iso_14971::CLAUSE_7_4, &iso_14971::CLAUSE_7_3],
    classes: Classes::ALL,
    severity: Severity::ERROR,
    summary: "a residual risk is not evaluated, or is not acceptable and was not accepted",
    explain: "
Controls lower a risk, and what is left is judged again. Two things are found:

- A residual risk that is not evaluated: `residual` is missing, or its `severity` or `probability`. Both together give the level by the
  project's matrix; `residual.level` may repeat it. A risk that is acceptable from the start needs no evaluation of its own: the
  initial risk is what remains.
- A residual risk that is not acceptable, without an acceptance that names the person (`by`), the day (`on`), the `rationale` and the document
  with the benefit-risk analysis (`benefit_risk`). The finding names all that is missing. Acceptable is the first word of `risk.levels` in
  `tureen.toml`; a level between that and the worst one has to be accepted too.

The level counts as the matrix gives it; where the matrix cannot, the stated one counts. Values that cannot be read or are off the scale
are left to their own rules, and so is a document that is not there or retired. Whether the acceptance is still about the risk as it
stands is another question.
",
    help: "evaluate what is left with the controls in place; if it is not acceptable, lower it further or record who accepts it and why",
    wrong: "
//- risks/RISK-008.md
---
id: RISK-008
residual:
  severity: critical
  probability: remote
  level: unacceptable
acceptance:
#^^^^^^^^^ the residual risk is `unacceptable`, and its acceptance gives no date and no benefit-risk analysis
  by: Elif Aydin
  rationale: further controls would add more failure modes than they remove
---
//- risks/RISK-009.md
---
id: RISK-009
#   ^^^^^^^^ the residual risk is not evaluated
severity: serious
probability: remote
---
",
    right: "
//- risks/RISK-008.md
---
id: RISK-008
residual:
  severity: critical
  probability: remote
  level: unacceptable
acceptance:
  by: Elif Aydin
  on: 2025-05-30
  rationale: further controls would add more failure modes than they remove
  benefit_risk: BR-001
---
//- documents/BR-001.md
---
id: BR-001
---
//- risks/RISK-009.md
---
id: RISK-009
severity: serious
probability: remote
residual:
  severity: minor
  probability: remote
---
",
    break_it: "
//- risks/RISK-008.md
-acceptance:
-  by: Elif Aydin
-  on: 2025-05-30
-  rationale: >-
-    Remaining causes are regressions outside what qualification can show; further controls were
-    examined and would add more failure modes than they remove. The notice brings the first
-    contact with the patient forward by days, and the letter still goes out, so that a lost notice
-    falls back to the state of the art. To be looked at again with each change of operating system
-    or interpreter.
-  benefit_risk: BR-001
",
    check: Check::Dossier(check),
};

fn check(dossier: &Dossier, found: &mut Findings<'_>) {
    for (record, risk) in dossier.risks() {
        evaluation(record, risk, found);
        acceptance(record, risk, found);
    }
}

/// Finds a residual risk that nobody estimated.
fn evaluation(record: Placed<'_>, risk: &Risk, found: &mut Findings<'_>) {
    let Some(residual) = &risk.residual else {
        let is_due = match record.initial_level() {
            RiskLevel::NotAcceptable(_) | RiskLevel::Open => true,
            // Whether anything is owed depends on values that are reported where they stand.
            RiskLevel::Acceptable(_) | RiskLevel::Unclear => false,
        };
        if is_due && !is_unreadable(record, "residual") {
            found.add(record.missing("residual"), "the residual risk is not evaluated");
        }
        return;
    };
    let parts = [
        ("severity", residual.severity.is_some(), "severity"),
        ("probability", residual.probability.is_some(), "probability"),
    ];
    if let Some(missing) = missing(record, "residual", &parts) {
        found.add(
            record.missing("residual"),
            format!("the residual risk is not evaluated: it gives {missing}"),
        );
    }
}

/// Finds a residual risk that is not acceptable and that nobody accepted with all that belongs to it.
fn acceptance(record: Placed<'_>, risk: &Risk, found: &mut Findings<'_>) {
    let RiskLevel::NotAcceptable(level) = record.residual_level() else { return };
    let at = || record.missing("acceptance");
    let Some(acceptance) = &risk.acceptance else {
        if !is_unreadable(record, "acceptance") {
            found.add(at(), format!("the residual risk is `{level}`, and nobody has accepted it"));
        }
        return;
    };
    let names_document = acceptance.benefit_risk.is_some() || record.has_broken_link(&BENEFIT_RISK);
    let parts = [
        ("by", acceptance.by.is_some(), "person"),
        ("on", acceptance.on.is_some(), "date"),
        ("rationale", acceptance.rationale.is_some(), "rationale"),
        ("benefit_risk", names_document, "benefit-risk analysis"),
    ];
    if let Some(missing) = missing(record, "acceptance", &parts) {
        found.add(at(), format!("the residual risk is `{level}`, and its acceptance gives {missing}"));
    }
}

/// Says which parts of a field are missing, of those that are not reported as unreadable.
fn missing(record: Placed<'_>, field: &str, parts: &[(&str, bool, &str)]) -> Option<String> {
    let missing = parts
        .iter()
        .filter(|(part, is_there, _)| !is_there && !is_unreadable(record, &format!("{field}.{part}")));
    let names: Vec<_> = missing.map(|(_, _, name)| format!("no {name}")).collect();
    match names.split_last() {
        None => None,
        Some((last, [])) => Some(last.clone()),
        Some((last, rest)) => Some(format!("{} and {last}", rest.join(", "))),
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::drawn;

    fn messages(risk: &str) -> Vec<String> {
        let example = format!("//- risks/RISK-001.md\n---\nid: RISK-001\n{risk}\n---\n");
        let findings = drawn::findings(&RULE, &example).expect("an example");
        findings.into_iter().map(|finding| finding.message).collect()
    }

    #[test]
    fn a_risk_that_is_acceptable_from_the_start_is_what_remains() {
        assert!(messages("severity: minor\nprobability: remote").is_empty());
        assert_eq!(messages("severity: minor"), ["the residual risk is not evaluated"]);
    }

    #[test]
    fn half_an_evaluation_is_none() {
        let risk = "residual: {severity: critical, level: unacceptable}";
        let expected = [
            "the residual risk is not evaluated: it gives no probability",
            "the residual risk is `unacceptable`, and nobody has accepted it",
        ];
        assert_eq!(messages(risk), expected);
    }

    #[test]
    fn a_level_between_has_to_be_accepted_and_a_level_stated_by_hand_does_not_help() {
        for level in ["", ", level: acceptable"] {
            let risk = format!("residual: {{severity: serious, probability: remote{level}}}");
            assert_eq!(messages(&risk), ["the residual risk is `conditional`, and nobody has accepted it"]);
        }
    }

    #[test]
    fn values_that_cannot_be_used_are_left_to_their_own_rules() {
        for risk in [
            "severity: serious\nprobability: often",
            "residual: [minor]",
            "residual: {severity: critical, probability: often}",
            "residual: {severity: critical, probability: [remote]}",
            "residual: {severity: critical, probability: remote}\nacceptance: yes",
            "residual: {severity: critical, probability: remote}\n\
             acceptance: {by: E, on: soon, rationale: r, benefit_risk: BR-404}",
        ] {
            assert_eq!(messages(risk), [""; 0], "{risk}");
        }
    }
}
