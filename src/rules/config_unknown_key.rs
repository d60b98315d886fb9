//! Finds settings in `tureen.toml` that mean nothing.

use super::{Check, Findings, Rule, Severity};
use crate::dossier::Dossier;
use crate::standard::{Classes, practice};
use crate::text::nearest;

pub(super) static RULE: Rule = Rule {
    code: "config-unknown-key",
    clauses: &[&practice::CLAUSE_CONFIGURATION],
    classes: Classes::ALL,
    severity: Severity::ERROR,
    summary: "`tureen.toml` has a key or value that means nothing",
    explain: "
A setting with a slip in it looks as if it were in force. What is reported here has no effect: the default holds in its place.
Keys that do not exist, values that their key cannot hold, and levels for rules that do not exist are reported. At the work tree
a key that does not exist ends the run instead; at a past moment, which nobody can correct any more, it is a finding.
",
    help: "correct the setting, or remove it",
    wrong: "
//- tureen.toml
[device]
nmae = \"Lesion triage\"
#^^^ `device` has no field `nmae`

[rules]
levels = { \"soup-versoin-missing\" = \"warning\" }
#          ^^^^^^^^^^^^^^^^^^^^^^ there is no rule `soup-versoin-missing`
",
    right: "
//- tureen.toml
[device]
name = \"Lesion triage\"

[rules]
levels = { \"soup-version-missing\" = \"warning\" }
",
    break_it: "
//= committed
//- tureen.toml
-id = \"MLT\"
+nmae = \"MLT\"
",
    check: Check::Dossier(check),
};

fn check(dossier: &Dossier, found: &mut Findings<'_>) {
    for fault in &dossier.config_faults {
        let mut draft = found.add_config(&fault.field, fault.at, fault.message.clone());
        if let Some(help) = &fault.help {
            draft = draft.help(help.clone());
        }
        if let Some((at, message)) = fault.also {
            draft.label(at, message);
        }
    }
    for (code, level) in &dossier.config.levels {
        if Rule::of_code(code).is_none() {
            let field = format!("rules.levels.{code}");
            let draft = found.add_config(&field, level.at, format!("there is no rule `{code}`"));
            if let Some(near) = nearest(code, super::RULES.iter().map(|rule| rule.code)) {
                draft.help(format!("did you mean `{near}`?"));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::drawn;

    #[test]
    fn a_rule_cannot_be_switched_off() {
        let example = "
//- tureen.toml
[rules]
levels = { \"soup-version-missing\" = \"off\" }
#                                   ^^^^^ a rule cannot be switched off
";
        drawn::check(&RULE, example).expect("as drawn");
    }

    #[test]
    fn a_ruleset_that_does_not_exist_is_found() {
        let example = "
//- tureen.toml
[rules]
rulesets = [\"iec62304\"]
#           ^^^^^^^^^^ there is no ruleset `iec62304`
";
        drawn::check(&RULE, example).expect("as drawn");
    }
}
