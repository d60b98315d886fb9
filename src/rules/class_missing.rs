//! Finds software systems that declare no safety class.

use super::{Check, Findings, Rule, Severity, is_unreadable};
use crate::dossier::{Dossier, Reason};
use crate::record::relations::PARENT;
use crate::standard::{Classes, iec_62304};

pub(super) static RULE: Rule = Rule {
    code: "class-missing",
    clauses: &[&iec_62304::CLAUSE_4_3_A, &iec_62304::CLAUSE_4_3_G],
    classes: Classes::ALL,
    severity: Severity::ERROR,
    summary: "a software system declares no safety class",
    explain: "
The class of a system decides what is asked of everything in it. Until it is declared, the system and all that inherits from it
are judged as class C. A system is an item of kind `system`; an item that gives no kind and no parent is one if its id begins
with `SYS-`. Items below a system need not declare a class, they inherit it. An
item that is neither a system nor a part of anything is reported too: whatever it declares, it is judged as class C.
",
    help: "add `safety_class: A`, `B` or `C`, from the worst contribution to harm",
    wrong: "
//- items/SYS-001.md
---
id: SYS-001
#   ^^^^^^^ no safety class is declared, so everything in the system is judged as C
kind: system
---
",
    right: "
//- items/SYS-001.md
---
id: SYS-001
kind: system
safety_class: B
---
//- items/ITEM-101.md
---
id: ITEM-101
parent: SYS-001
---
",
    break_it: "
//- items/SYS-001.md
-safety_class: B
",
    check: Check::Dossier(check),
};

fn check(dossier: &Dossier, found: &mut Findings<'_>) {
    for (record, _) in dossier.items() {
        if record.classed().reason == Reason::Undeclared && !is_unreadable(record, "safety_class") {
            found.add(
                record.missing("safety_class"),
                "no safety class is declared, so everything in the system is judged as C",
            );
        }
        // Circles and links that lead nowhere are reported as such.
        if record.classed().reason == Reason::NoSystem
            && !record.record().links.iter().any(|link| link.relation == &PARENT)
        {
            found
                .add(record.missing("parent"), "the item belongs to no software system, so it is judged as C")
                .help("name the system or item that it is a part of in `parent`, or write `kind: system`");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::drawn;

    #[test]
    fn an_item_with_the_id_of_a_system_and_no_parent_is_one() {
        let example = "
//- items/SYS-001.md
---
id: SYS-001
safety_class:
#^^^^^^^^^^^ no safety class is declared, so everything in the system is judged as C
---
";
        drawn::check(&RULE, example).expect("as drawn");
    }

    #[test]
    fn an_item_that_belongs_to_no_system_is_told() {
        let example = "
//- items/ITEM-001.md
---
id: ITEM-001
#   ^^^^^^^^ the item belongs to no software system, so it is judged as C
safety_class: A
---
//- items/ITEM-002.md
---
id: ITEM-002
parent: ITEM-009
---
";
        drawn::check(&RULE, example).expect("as drawn");
    }

    #[test]
    fn a_class_that_is_none_is_not_missing_as_well() {
        let example = "//- items/SYS-001.md\n---\nid: SYS-001\nsafety_class: II\n---\n";
        drawn::check(&RULE, example).expect("nothing is found");
    }
}
