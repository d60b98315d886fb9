//! Finds items that declare a class above their parent's.

use super::{Check, Findings, Rule, Severity};
use crate::dossier::{Dossier, Reason};
use crate::standard::{Classes, iec_62304};

pub(super) static RULE: Rule = Rule {
    code: "class-above-parent",
    clauses: &[&iec_62304::CLAUSE_4_3_D],
    classes: Classes::ALL,
    severity: Severity::ERROR,
    summary: "an item declares a class above its parent's",
    explain: "
If a part can contribute to serious harm, so can the whole that contains it: a system cannot hold an item of a class above its own.
Such an item is judged by the higher class. The declared class is compared with the one that the parent is judged by, so a parent
whose own lower class has no effect counts with the class that it would inherit.
",
    help: "raise the class of the parent, or move the item into a system of its class",
    wrong: "
//- items/SYS-001.md
---
id: SYS-001
safety_class: B
---
//- items/ITEM-103.md
---
id: ITEM-103
parent: SYS-001
safety_class: C
#             ^ class C is above class B of SYS-001
---
",
    right: "
//- items/SYS-001.md
---
id: SYS-001
safety_class: C
---
//- items/ITEM-103.md
---
id: ITEM-103
parent: SYS-001
safety_class: C
---
",
    break_it: "
//- items/ITEM-103.md
-safety_class: B
+safety_class: C
",
    check: Check::Dossier(check),
};

fn check(dossier: &Dossier, found: &mut Findings<'_>) {
    for (record, item) in dossier.items() {
        let classed = record.classed();
        let (Reason::Raised(parent), Some(declared)) = (&classed.reason, &item.safety_class) else {
            continue;
        };
        let parent = dossier.at_index(*parent);
        found
            .add(
                record.at("safety_class", declared.at),
                format!("class {} is above class {} of {}", declared.value, classed.inherited, parent.id()),
            )
            .related(parent.field("safety_class"), "the class of the parent");
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::drawn;

    #[test]
    fn a_parent_without_a_class_of_its_own_counts_with_the_inherited_one() {
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
//- items/ITEM-102.md
---
id: ITEM-102
parent: ITEM-101
safety_class: B
#             ^ class B is above class A of ITEM-101
---
";
        drawn::check(&RULE, example).expect("as drawn");
    }

    #[test]
    fn nothing_is_above_a_parent_that_is_not_classified() {
        let example = "
//- items/SYS-001.md
---
id: SYS-001
---
//- items/ITEM-101.md
---
id: ITEM-101
parent: SYS-001
safety_class: C
---
";
        drawn::check(&RULE, example).expect("nothing is found");
    }
}
