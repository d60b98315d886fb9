//! Finds lower classes without a rationale for the separation.

use super::{Check, Findings, Rule, Severity, is_unreadable};
use crate::dossier::{Dossier, RATIONALE};
use crate::record::Kind;
use crate::standard::{Classes, iec_62304};

pub(super) static RULE: Rule = Rule {
    code: "class-below-parent-unjustified",
    clauses: &[&iec_62304::CLAUSE_4_3_D, &iec_62304::CLAUSE_4_3_E],
    classes: Classes::ALL,
    severity: Severity::ERROR,
    summary: "an item declares a class below its parent's and does not say what separates it",
    explain: "
A part inherits the class of the whole unless a written rationale explains why a fault of the part cannot reach the rest. Without
`segregation.rationale` the lower class has no effect: the item is judged by the inherited one. The same is asked of a SOUP with a
`segregation` of its own below its highest host; a SOUP without any is reported by `soup-class-below-host`. What else the
separation lacks is asked by `segregation-without-architecture` and `segregation-without-evidence`, once there is one. Where the
inherited class is C only because no system above declares one, that is reported by `class-missing` and not here.
",
    help: "explain the separation in `segregation.rationale`, or remove the class so that it is inherited",
    wrong: "
//- items/SYS-002.md
---
id: SYS-002
safety_class: C
---
//- items/ITEM-202.md
---
id: ITEM-202
parent: SYS-002
safety_class: A
#             ^ class A is below class C of SYS-002, and no rationale is given
---
",
    right: "
//- items/SYS-002.md
---
id: SYS-002
safety_class: C
---
//- items/ITEM-202.md
---
id: ITEM-202
parent: SYS-002
safety_class: A
segregation:
  rationale: an own process behind a bounded one-way pipe; it cannot stall the dispatcher
---
",
    break_it: "
//- items/ITEM-202.md
-  rationale: >-
-    The writer runs as a process of its own and receives events through a pipe that the core
-    never waits for. Dead, flooded or out of memory, it cannot hold a notice back.
",
    check: Check::Dossier(check),
};

fn check(dossier: &Dossier, found: &mut Findings<'_>) {
    for record in dossier.live() {
        // Where nothing above is classified that is the cause, and reported there.
        let Some(lowering) = record.lowering().filter(|lowering| lowering.is_declared) else { continue };
        let own = record.kind() == Kind::Item || lowering.segregation.is_some();
        if own && lowering.lacks.contains(&RATIONALE) && !is_unreadable(record, "segregation.rationale") {
            found
                .add(
                    record.at("safety_class", lowering.declared.at),
                    format!(
                        "class {} is below class {} of {}, and no rationale is given",
                        lowering.declared.value,
                        lowering.inherited,
                        lowering.from.id()
                    ),
                )
                .related(lowering.from.field("safety_class"), "the class that would be inherited");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::drawn;

    #[test]
    fn a_soup_is_asked_only_once_it_has_a_segregation() {
        let example = "
//- items/SYS-001.md
---
id: SYS-001
safety_class: B
---
//- soup/SOUP-001.md
---
id: SOUP-001
used_in: [SYS-001]
safety_class: A
#             ^ class A is below class B of SYS-001, and no rationale is given
segregation:
  mechanism: [container]
---
//- soup/SOUP-002.md
---
id: SOUP-002
used_in: [SYS-001]
safety_class: A
---
";
        drawn::check(&RULE, example).expect("as drawn");
    }

    #[test]
    fn below_a_system_without_a_class_the_system_is_the_cause() {
        let example = RULE.wrong.replace("safety_class: C\n", "");
        assert!(drawn::findings(&RULE, &example).expect("an example").is_empty());
    }

    #[test]
    fn a_segregation_that_cannot_be_read_is_not_missing_as_well() {
        let example = RULE.wrong.replace("\nparent:", "\nsegregation: own process\nparent:");
        assert!(drawn::findings(&RULE, &example).expect("an example").is_empty());
    }
}
