//! Finds lower classes whose separation is not described.

use super::{Check, Findings, Rule, Severity, is_unreadable};
use crate::config::Level;
use crate::dossier::{ARCHITECTURE, Dossier, MECHANISM, SHARED_RESOURCES};
use crate::record::Kind;
use crate::record::relations::{ITEM_ARCHITECTURE, SOUP_ARCHITECTURE};
use crate::standard::{Classes, iec_62304};

pub(super) static RULE: Rule = Rule {
    code: "segregation-without-architecture",
    clauses: &[&iec_62304::CLAUSE_4_3_D, &iec_62304::CLAUSE_5_3_5],
    classes: Classes::B_C,
    severity: Severity::ERROR.in_class_b(Level::Warning),
    summary: "a class is lowered by a separation that no architecture describes",
    explain: "
Any mechanism that truly keeps one part from disturbing another can serve; a claim without a description cannot. A lower class needs
a live architecture document (`segregation.architecture`), the mechanism that separates, and an account of the resources that are
shared all the same and why they cannot carry a fault. Each of the three that is missing is reported. Findings are judged by the
class that would be inherited: below class C the lowering has no effect and it is an error, below class B a warning. An item or SOUP
without any `segregation` is reported by `class-below-parent-unjustified` or `soup-class-below-host` alone, a link that leads
nowhere by `link-dangling`.
",
    help: "describe the separation in a document and name it, the mechanism and the shared resources",
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
#             ^ the lower class
segregation:
#^^^^^^^^^^ class A is below class C of SYS-002, and no document describes the separation
  rationale: a fault cannot reach the dispatcher
  mechanism: [own process, bounded one-way pipe, watchdog]
  shared_resources: the disk, limited by a quota
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
  rationale: a fault cannot reach the dispatcher
  mechanism: [own process, bounded one-way pipe, watchdog]
  shared_resources: the disk, limited by a quota
  architecture: ARCH-002
---
//- documents/ARCH-002.md
---
id: ARCH-002
---
",
    break_it: "
//- items/ITEM-202.md
-  architecture: ARCH-002
",
    check: Check::Dossier(check),
};

/// What a separation needs to be described, with its field and the words for its absence.
static PARTS: &[(&str, &str, &str)] = &[
    (ARCHITECTURE, "segregation.architecture", "no document describes the separation"),
    (MECHANISM, "segregation.mechanism", "no mechanism of the separation is named"),
    (SHARED_RESOURCES, "segregation.shared_resources", "nothing is said about shared resources"),
];

fn check(dossier: &Dossier, found: &mut Findings<'_>) {
    for record in dossier.live() {
        let Some(lowering) = record.lowering().filter(|lowering| lowering.segregation.is_some()) else {
            continue;
        };
        let relation = if record.kind() == Kind::Item { &ITEM_ARCHITECTURE } else { &SOUP_ARCHITECTURE };
        for (part, field, says) in PARTS {
            let reported =
                is_unreadable(record, field) || *part == ARCHITECTURE && record.has_broken_link(relation);
            if lowering.lacks.contains(part) && !reported {
                let message = format!(
                    "class {} is below class {} of {}, and {says}",
                    lowering.declared.value,
                    lowering.inherited,
                    lowering.from.id()
                );
                found
                    .add_as(lowering.inherited, record.missing(*field), message)
                    .label(lowering.declared.at, "the lower class");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::config::Level;
    use crate::rules::drawn;

    const LOWERED: &str = "
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
segregation: {rationale: own container, architecture: ARCH-404}
---
";

    #[test]
    fn below_class_b_it_is_a_warning_and_a_dangling_link_is_left_to_its_own_rule() {
        let findings = drawn::findings(&RULE, LOWERED).expect("an example");
        let messages: Vec<_> = findings.iter().map(|finding| (&*finding.field, finding.level)).collect();
        assert_eq!(
            messages,
            [("segregation.mechanism", Level::Warning), ("segregation.shared_resources", Level::Warning)]
        );
    }

    #[test]
    fn a_retired_document_describes_nothing() {
        let document = "//- documents/ARCH-404.md\n---\nid: ARCH-404\nstatus: retired\n---\n";
        let findings = drawn::findings(&RULE, &format!("{LOWERED}{document}")).expect("an example");
        assert_eq!(findings.len(), 3);
    }
}
