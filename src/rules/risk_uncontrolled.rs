//! Finds risks that are not acceptable and that nothing controls.

use super::{Check, Findings, Rule, Severity, is_unreadable};
use crate::dossier::{Dossier, RiskLevel};
use crate::record::relations::CONTROLS;
use crate::standard::{Classes, iec_62304};

pub(super) static RULE: Rule = Rule {
    code: "risk-uncontrolled",
    clauses: &[&iec_62304::CLAUSE_7_2_1],
    classes: Classes::B_C,
    severity: Severity::ERROR,
    summary: "a risk is not acceptable and has no control",
    explain: "
For every cause that can lead to an unacceptable risk, controls are defined. Acceptable is the first word of `risk.levels` in
`tureen.toml`, every other level is not. The initial level counts as the project's matrix gives it for `severity` and `probability`;
where one of them is missing or off the scale, the stated `level` counts. A risk whose level cannot be told that way is left to the
rules that find its values missing or wrong.

A retired control is none. Where `controls` holds a link that leads nowhere or to the wrong kind, that link alone is reported.
",
    help: "define what lowers the risk, and name it in `controls`",
    wrong: "
//- risks/RISK-003.md
---
id: RISK-003
severity: serious
probability: probable
controls: []
#^^^^^^^ the initial risk is `unacceptable`, and no live control lowers it
---
",
    right: "
//- risks/RISK-003.md
---
id: RISK-003
severity: serious
probability: probable
controls: [RC-002]
---
//- controls/RC-002.md
---
id: RC-002
---
",
    break_it: "
//- risks/RISK-003.md
-controls: [RC-001, RC-002]
",
    check: Check::Dossier(check),
};

fn check(dossier: &Dossier, found: &mut Findings<'_>) {
    for (record, _) in dossier.risks() {
        let RiskLevel::NotAcceptable(level) = record.initial_level() else { continue };
        let is_controlled = record.to(&CONTROLS).any(|control| control.is_live());
        if !is_controlled && !record.has_broken_link(&CONTROLS) && !is_unreadable(record, "controls") {
            let message = format!("the initial risk is `{level}`, and no live control lowers it");
            found.add(record.missing("controls"), message);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::drawn;

    #[test]
    fn an_acceptable_risk_needs_no_control_and_one_that_cannot_be_told_is_left_alone() {
        for probability in ["improbable", "often", "[probable]"] {
            let example = RULE.right.replace("probable\n", &format!("{probability}\n"));
            let example = example.replace("[RC-002]", "[]");
            assert!(drawn::findings(&RULE, &example).expect("an example").is_empty(), "{probability}");
        }
    }

    #[test]
    fn a_stated_level_counts_where_the_matrix_gives_none() {
        let example = RULE.wrong.replace("probability: probable", "level: conditional");
        let findings = drawn::findings(&RULE, &example).expect("an example");
        assert_eq!(findings.len(), 1);
        assert!(findings[0].message.contains("`conditional`"));
    }

    #[test]
    fn a_retired_control_is_none_and_a_dangling_one_is_left_to_its_own_rule() {
        let retired = RULE.right.replace("id: RC-002", "id: RC-002\nstatus: retired");
        assert_eq!(drawn::findings(&RULE, &retired).expect("an example").len(), 1);
        let dangling = RULE.right.replace("[RC-002]", "[RC-404]");
        drawn::check(&RULE, &dangling).expect("nothing is found");
    }

    #[test]
    fn class_a_owes_none() {
        let example = RULE.wrong.replace("controls: []\n", "causes: [{source: SYS-001, cause: late}]\n")
            + "//- items/SYS-001.md\n---\nid: SYS-001\nsafety_class: A\n---\n";
        assert!(drawn::findings(&RULE, &example).expect("an example").is_empty());
    }
}
