//! Finds risk values that the project's own scale contradicts.

use super::placeholder_value::is_filler;
use super::{Check, Findings, Rule, Severity};
use crate::dossier::{Dossier, Placed};
use crate::field::Text;
use crate::record::Risk;
use crate::standard::{Classes, iso_14971};
use crate::text::nearest;

pub(super) static RULE: Rule = Rule {
    code: "risk-level-inconsistent",
    clauses: &[&iso_14971::CLAUSE_5_5, &iso_14971::CLAUSE_6],
    classes: Classes::ALL,
    severity: Severity::ERROR,
    summary: "a risk's values contradict the project's scale or each other",
    explain: "
Severity, probability and level are words of the scale in `tureen.toml`, and the matrix there gives the level. Reported is each value
that is off the scale, each stated level (initial or residual) that differs from the matrix, and a residual risk that is worse than
the initial one. Worse means that its level is graver, or that severity or probability is higher and the other not lower; a residual
risk may trade one for the other. An empty value is not reported here. Words are compared exactly as written.
",
    help: "take the values from the scale and the matrix in `tureen.toml`",
    wrong: "
//- risks/RISK-001.md
---
id: RISK-001
severity: serious
#         ^^^^^^^ the severity
probability: occasional
#            ^^^^^^^^^^ the probability
level: acceptable
#      ^^^^^^^^^^ the level is `acceptable`; serious and occasional give `unacceptable`
residual:
  severity: grave
#           ^^^^^ `grave` is not one of the severities
---
",
    right: "
//- risks/RISK-001.md
---
id: RISK-001
severity: serious
probability: occasional
level: unacceptable
residual:
  severity: minor
  probability: remote
  level: acceptable
---
",
    break_it: "
//- risks/RISK-009.md
-level: conditional
+level: acceptable
",
    check: Check::Dossier(check),
};

/// One estimate of a risk: the initial or the residual one.
struct Estimate<'d> {
    path: &'static str,
    severity: Option<&'d Text>,
    probability: Option<&'d Text>,
    level: Option<&'d Text>,
}

fn check(dossier: &Dossier, found: &mut Findings<'_>) {
    for (record, risk) in dossier.risks() {
        let (initial, residual) = estimates(risk);
        for estimate in std::iter::once(&initial).chain(&residual) {
            off_scale(record, estimate, found);
            against_matrix(record, estimate, found);
        }
        if let Some(residual) = &residual {
            worse(record, &initial, residual, found);
        }
    }
}

fn estimates(risk: &Risk) -> (Estimate<'_>, Option<Estimate<'_>>) {
    let said = |text: &Text| !is_filler(text);
    let initial = Estimate {
        path: "",
        severity: risk.severity.as_ref().filter(|text| said(text)),
        probability: risk.probability.as_ref().filter(|text| said(text)),
        level: risk.level.as_ref().filter(|text| said(text)),
    };
    let residual = risk.residual.as_ref().map(|residual| Estimate {
        path: "residual.",
        severity: residual.severity.as_ref().filter(|text| said(text)),
        probability: residual.probability.as_ref().filter(|text| said(text)),
        level: residual.level.as_ref().filter(|text| said(text)),
    });
    (initial, residual)
}

fn off_scale(record: Placed<'_>, estimate: &Estimate<'_>, found: &mut Findings<'_>) {
    let scale = &record.dossier.config.risk;
    for (field, value, words, plural) in [
        ("severity", estimate.severity, &scale.severity, "severities"),
        ("probability", estimate.probability, &scale.probability, "probabilities"),
        ("level", estimate.level, &scale.levels, "levels"),
    ] {
        let Some(value) = value.filter(|value| !words.iter().any(|word| **word == *value.value)) else {
            continue;
        };
        let possible = format!("possible: {}", words.join(", "));
        let help = match nearest(value, words.iter().map(String::as_str)) {
            Some(near) => format!("did you mean `{near}`? Otherwise {possible}"),
            None => possible,
        };
        found
            .add(
                record.at(format!("{}{field}", estimate.path), value.at),
                format!("`{}` is not one of the {plural}", &*value.value),
            )
            .help(help);
    }
}

fn against_matrix(record: Placed<'_>, estimate: &Estimate<'_>, found: &mut Findings<'_>) {
    let scale = &record.dossier.config.risk;
    let (Some(severity), Some(probability), Some(level)) =
        (estimate.severity, estimate.probability, estimate.level)
    else {
        return;
    };
    let Some(given) = scale.level(severity, probability) else { return };
    if given == &*level.value || !scale.levels.iter().any(|word| **word == *level.value) {
        return;
    }
    found
        .add(
            record.at(format!("{}level", estimate.path), level.at),
            format!(
                "the level is `{}`; {} and {} give `{given}`",
                &*level.value, &*severity.value, &*probability.value
            ),
        )
        .label(severity.at, "the severity")
        .label(probability.at, "the probability");
}

fn worse(record: Placed<'_>, initial: &Estimate<'_>, residual: &Estimate<'_>, found: &mut Findings<'_>) {
    let scale = &record.dossier.config.risk;
    let rank = |words: &[String], value: Option<&Text>| {
        words.iter().position(|word| value.is_some_and(|value| **word == *value.value))
    };
    let level = |estimate: &Estimate<'_>| {
        let level = scale.level(estimate.severity?, estimate.probability?)?;
        scale.levels.iter().position(|word| word == level)
    };
    let severities = (rank(&scale.severity, initial.severity), rank(&scale.severity, residual.severity));
    let probabilities =
        (rank(&scale.probability, initial.probability), rank(&scale.probability, residual.probability));
    let (
        (Some(severity), Some(severity_left)),
        (Some(probability), Some(probability_left)),
        (Some(before), Some(after)),
    ) = (severities, probabilities, (level(initial), level(residual)))
    else {
        return;
    };
    let dominated = severity_left >= severity && probability_left >= probability;
    if after <= before && !dominated {
        return;
    }
    let (field, value, first) = if severity_left > severity {
        ("severity", residual.severity, initial.severity)
    } else if probability_left > probability {
        ("probability", residual.probability, initial.probability)
    } else {
        return;
    };
    if let (Some(value), Some(first)) = (value, first) {
        found
            .add(
                record.at(format!("residual.{field}"), value.at),
                format!("the residual risk is worse than the initial one: {} after {}", &**value, &**first),
            )
            .label(first.at, "the initial value");
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::drawn;

    #[test]
    fn a_residual_risk_that_is_worse_is_found_and_a_trade_is_not() {
        let example = "
//- risks/RISK-001.md
---
id: RISK-001
severity: minor
#         ^^^^^ the initial value
probability: remote
residual:
  severity: serious
#           ^^^^^^^ the residual risk is worse than the initial one: serious after minor
  probability: remote
---
//- risks/RISK-002.md
---
id: RISK-002
severity: critical
probability: improbable
residual:
  severity: minor
  probability: remote
---
//- risks/RISK-003.md
---
id: RISK-003
severity: serious
probability: improbable
residual:
  severity: serious
  probability: improbable
---
";
        drawn::check(&RULE, example).expect("as drawn");
    }

    #[test]
    fn a_residual_level_is_held_against_the_residual_values() {
        let example = "
//- risks/RISK-001.md
---
id: RISK-001
residual:
  severity: critical
#           ^^^^^^^^ the severity
  probability: remote
#              ^^^^^^ the probability
  level: conditional
#        ^^^^^^^^^^^ the level is `conditional`; critical and remote give `unacceptable`
---
";
        drawn::check(&RULE, example).expect("as drawn");
    }

    #[test]
    fn the_scale_is_the_projects_own_and_placeholders_are_left_to_their_rule() {
        let example = "
//- tureen.toml
[risk]
severity = [\"low\", \"high\"]
probability = [\"seldom\", \"often\"]
levels = [\"fine\", \"not fine\"]
matrix = [[\"fine\", \"fine\"], [\"fine\", \"not fine\"]]
//- risks/RISK-001.md
---
id: RISK-001
severity: serious
#         ^^^^^^^ `serious` is not one of the severities
probability: TBD
level: bad
#      ^^^ `bad` is not one of the levels
---
";
        drawn::check(&RULE, example).expect("as drawn");
    }
}
