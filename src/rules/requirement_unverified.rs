//! Finds requirements that no passed verification shows.

use super::{Check, Findings, Rule, Severity};
use crate::config::Level;
use crate::dossier::Dossier;
use crate::record::relations::APPLIES_TO;
use crate::standard::{Class, Classes, iec_62304};

pub(super) static RULE: Rule = Rule {
    code: "requirement-unverified",
    clauses: &[&iec_62304::CLAUSE_5_7_1, &iec_62304::CLAUSE_5_6_3, &iec_62304::CLAUSE_5_7_4],
    classes: Classes::ALL,
    severity: Severity::ERROR.before_release(Level::Warning),
    summary: "a requirement has no passed verification",
    explain: "
Asked for is a live verification with `result: pass` that names the requirement in `verifies`; whether it is stale is another question.
In class B and C every live requirement owes one. In class A only system tests are asked for, so there a requirement owes one when it
applies to a live software system itself.
",
    help: "verify the requirement, and name it in the `verifies` of a passed verification",
    wrong: "
//- requirements/REQ-117.md
---
id: REQ-117
#   ^^^^^^^ no passed verification names this requirement
---
//- verification/VER-008.md
---
id: VER-008
verifies: [REQ-117]
result: planned
---
",
    right: "
//- requirements/REQ-117.md
---
id: REQ-117
---
//- verification/VER-008.md
---
id: VER-008
verifies: [REQ-117]
result: pass
---
",
    break_it: "
//- verification/VER-008.md
-result: pass
+result: planned
",
    check: Check::Dossier(check),
};

fn check(dossier: &Dossier, found: &mut Findings<'_>) {
    for (record, _) in dossier.requirements() {
        let of_system = || record.to(&APPLIES_TO).any(|target| target.is_live() && target.is_system());
        if record.is_addressable() && (record.class() > Class::A || of_system()) {
            super::unverified(record, "requirement", found);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::drawn;

    #[test]
    fn in_class_a_the_requirements_of_the_system_owe_a_test() {
        let example = "
//- items/SYS-001.md
---
id: SYS-001
safety_class: A
---
//- items/ITEM-101.md
---
id: ITEM-101
parent: SYS-001
---
//- requirements/REQ-001.md
---
id: REQ-001
#   ^^^^^^^ no passed verification names this requirement
applies_to: [SYS-001]
---
//- requirements/REQ-002.md
---
id: REQ-002
applies_to: [ITEM-101]
---
";
        drawn::check(&RULE, example).expect("as drawn");
    }

    #[test]
    fn one_passed_verification_is_enough_and_a_retired_one_is_none() {
        let failed =
            "//- verification/VER-009.md\n---\nid: VER-009\nverifies: [REQ-117]\nresult: fail\n---\n";
        drawn::check(&RULE, &format!("{}{failed}", RULE.right)).expect("nothing is found");
        let retired = RULE.right.replace("result: pass", "result: pass\nstatus: retired");
        assert_eq!(drawn::findings(&RULE, &retired).expect("an example").len(), 1);
    }

    #[test]
    fn a_result_that_cannot_be_read_is_reported_there() {
        let example = RULE.wrong.replace("result: planned", "result: passed");
        assert!(drawn::findings(&RULE, &example).expect("an example").is_empty());
    }
}
