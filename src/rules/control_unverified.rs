//! Finds risk controls that no passed verification shows.

use super::{Check, Findings, Rule, Severity};
use crate::config::Level;
use crate::dossier::Dossier;
use crate::record::relations::EXTERNAL_CONTROLS;
use crate::standard::{Classes, iec_62304, iso_14971};

pub(super) static RULE: Rule = Rule {
    code: "control-unverified",
    clauses: &[&iec_62304::CLAUSE_7_3_1, &iso_14971::CLAUSE_7_2],
    classes: Classes::B_C,
    severity: Severity::ERROR.before_release(Level::Warning),
    summary: "a risk control has no passed verification",
    explain: "
A control lowers a risk only if it is there and works. Asked for is a live verification with `result: pass` that names the control
itself in `verifies`: a test of a requirement that implements it shows the requirement, and whether that is enough for the control is
a judgement somebody has to record. Whether the verification is stale is another question. A control that the class of an item relies on
is reported by `external-control-unverified` alone.
",
    help: "verify the control, and name it in the `verifies` of a passed verification",
    wrong: "
//- controls/RC-004.md
---
id: RC-004
#   ^^^^^^ no passed verification names this control
---
//- verification/VER-005.md
---
id: VER-005
verifies: [RC-004]
result: fail
---
",
    right: "
//- controls/RC-004.md
---
id: RC-004
---
//- verification/VER-005.md
---
id: VER-005
verifies: [RC-004]
result: pass
---
",
    break_it: "
//- verification/VER-005.md
-result: pass
+result: fail
",
    check: Check::Dossier(check),
};

fn check(dossier: &Dossier, found: &mut Findings<'_>) {
    for (record, _) in dossier.controls() {
        let relied_on = record.from(&EXTERNAL_CONTROLS).any(|item| item.is_live());
        if record.is_addressable() && !relied_on {
            super::unverified(record, "control", found);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::config::Level;
    use crate::rules::drawn;

    #[test]
    fn it_is_a_warning_until_the_release() {
        let level = |example: &str| {
            let findings = drawn::findings(&RULE, example).expect("an example");
            findings.first().map(|finding| finding.level)
        };
        assert_eq!(level(RULE.wrong), Some(Level::Warning));
        assert_eq!(level(&format!("//= release\n{}", RULE.wrong)), Some(Level::Error));
    }

    #[test]
    fn a_verified_requirement_is_not_yet_a_verified_control() {
        let example = "
//- controls/RC-004.md
---
id: RC-004
#   ^^^^^^ no passed verification names this control
---
//- requirements/REQ-106.md
---
id: REQ-106
implements: [RC-004]
---
//- verification/VER-005.md
---
id: VER-005
verifies: [REQ-106]
result: pass
---
";
        drawn::check(&RULE, example).expect("as drawn");
    }

    #[test]
    fn class_a_owes_none_and_a_control_that_a_class_relies_on_is_left_to_its_rule() {
        let example = "
//- items/SYS-001.md
---
id: SYS-001
safety_class: A
external_controls: [RC-001]
---
//- risks/RISK-001.md
---
id: RISK-001
causes: [{source: SYS-001, cause: late}]
controls: [RC-002]
---
//- controls/RC-001.md
---
id: RC-001
---
//- controls/RC-002.md
---
id: RC-002
---
";
        drawn::check(&RULE, example).expect("nothing is found");
    }
}
