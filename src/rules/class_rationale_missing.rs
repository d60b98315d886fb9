//! Finds software systems that do not say why they have their class.

use super::{Check, Findings, Rule, Severity, is_unreadable};
use crate::dossier::Dossier;
use crate::standard::{Classes, iec_62304};

pub(super) static RULE: Rule = Rule {
    code: "class-rationale-missing",
    clauses: &[&iec_62304::CLAUSE_4_3_A, &iec_62304::CLAUSE_4_3_C],
    classes: Classes::ALL,
    severity: Severity::ERROR,
    summary: "a software system does not say why it has its class",
    explain: "
A class rests on the worst harm that the system could contribute to, with failure of the software taken as certain and only
controls outside the software counted. Without these reasons the letter alone can be neither followed nor challenged. Every live
system owes its rationale, whatever its class, a system that declares none as well: why it is treated as C. Items below it owe one
only where their class is lower, as `segregation.rationale`.
",
    help: "write `class_rationale:` with the worst harm and the external controls that were counted",
    wrong: "
//- items/SYS-001.md
---
id: SYS-001
#   ^^^^^^^ no rationale is given for the class
kind: system
safety_class: A
---
",
    right: "
//- items/SYS-001.md
---
id: SYS-001
kind: system
safety_class: A
class_rationale: RC-001, outside the software, leaves no contribution to harm
---
",
    break_it: "
//- items/SYS-001.md
-class_rationale: >-
-  A wrong or missing score changes the order of reading. A dermatologist reads every case
-  within 5 working days whatever the score (RC-001, outside the software). With that
-  control counted, the worst remaining harm is a reading delayed by days, a non-serious
-  injury at most. Software failure is taken as certain.
",
    check: Check::Dossier(check),
};

fn check(dossier: &Dossier, found: &mut Findings<'_>) {
    for (record, item) in dossier.items() {
        let is_missing = item.class_rationale.is_none() && !is_unreadable(record, "class_rationale");
        if record.is_system() && is_missing {
            found.add(record.missing("class_rationale"), "no rationale is given for the class");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::drawn;

    #[test]
    fn items_below_a_system_and_retired_systems_owe_none() {
        let example = "
//- items/ITEM-101.md
---
id: ITEM-101
parent: SYS-001
---
//- items/SYS-001.md
---
id: SYS-001
status: retired
---
";
        drawn::check(&RULE, example).expect("nothing is found");
    }
}
