//! Finds controls in software that no requirement states.

use super::{Check, Findings, Rule, Severity, is_unreadable};
use crate::dossier::Dossier;
use crate::record::control::ControlKind;
use crate::record::relations::IMPLEMENTS;
use crate::standard::{Classes, iec_62304};

pub(super) static RULE: Rule = Rule {
    code: "control-without-requirement",
    clauses: &[&iec_62304::CLAUSE_5_2_3, &iec_62304::CLAUSE_7_2_2_A],
    classes: Classes::B_C,
    severity: Severity::ERROR,
    summary: "no requirement implements a control in software",
    explain: "
A control that software implements is a requirement on that software: else nobody builds it on purpose, and nobody notices when it goes.
Asked for is a live requirement that names the control in `implements`.

A control is in software unless it says `external: true`, or `kind: information`: what a label or an instruction says is verified, but it is no
function of the software. What `external` or `kind` says and cannot be read is reported there, and may have meant one of these.
",
    help: "write the requirement and name the control in its `implements`; if it lies outside the software, say `external: true`",
    wrong: "
//- controls/RC-004.md
---
id: RC-004
#   ^^^^^^ no requirement implements this control
kind: protective
---
//- requirements/REQ-106.md
---
id: REQ-106
applies_to: [SOUP-006]
---
//- soup/SOUP-006.md
---
id: SOUP-006
---
",
    right: "
//- controls/RC-004.md
---
id: RC-004
kind: protective
---
//- requirements/REQ-106.md
---
id: REQ-106
applies_to: [SOUP-006]
implements: [RC-004]
---
//- soup/SOUP-006.md
---
id: SOUP-006
---
//- controls/RC-001.md
---
id: RC-001
kind: protective
external: true
---
//- controls/RC-008.md
---
id: RC-008
kind: information
---
",
    break_it: "
//- requirements/REQ-106.md
-implements: [RC-004]
",
    check: Check::Dossier(check),
};

fn check(dossier: &Dossier, found: &mut Findings<'_>) {
    for (record, control) in dossier.controls() {
        let is_external = control.external.as_ref().is_some_and(|external| external.value);
        let is_information = control.kind.as_ref().is_some_and(|kind| kind.value == ControlKind::Information);
        let is_unknown = is_unreadable(record, "external") || is_unreadable(record, "kind");
        let is_implemented = record.from(&IMPLEMENTS).any(|requirement| requirement.is_live());
        if record.is_addressable() && !is_external && !is_information && !is_unknown && !is_implemented {
            found.add(record.whole(), "no requirement implements this control");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::drawn;

    fn count(example: &str) -> usize {
        drawn::findings(&RULE, example).expect("an example").len()
    }

    #[test]
    fn a_retired_requirement_implements_nothing() {
        assert_eq!(count(&RULE.right.replace("id: REQ-106", "id: REQ-106\nstatus: retired")), 1);
    }

    #[test]
    fn what_may_have_meant_a_control_outside_the_software_is_left_alone() {
        assert_eq!(count(&RULE.wrong.replace("kind: protective", "external: yes")), 0);
        assert_eq!(count(&RULE.wrong.replace("kind: protective", "kind: informative")), 0);
        assert_eq!(count(&RULE.wrong.replace("kind: protective", "external: false")), 1);
    }

    #[test]
    fn class_a_owes_none() {
        let rest = "
//- items/SYS-001.md
---
id: SYS-001
safety_class: A
---
//- risks/RISK-001.md
---
id: RISK-001
causes: [{source: SYS-001, cause: late}]
controls: [RC-004]
---
";
        assert_eq!(count(&format!("{}{rest}", RULE.wrong)), 0);
        assert_eq!(count(&format!("{}{}", RULE.wrong, rest.replace("class: A", "class: B"))), 1);
    }
}
