//! Finds lower classes whose separation no test has shown.

use super::{Check, Findings, Rule, Severity, is_unreadable};
use crate::config::Level;
use crate::dossier::{Dossier, EVIDENCE};
use crate::standard::{Classes, iec_62304, practice};

pub(super) static RULE: Rule = Rule {
    code: "segregation-without-evidence",
    clauses: &[&iec_62304::CLAUSE_5_3_5, &practice::CLAUSE_EVIDENCE_OF_SEGREGATION],
    classes: Classes::B_C,
    severity: Severity::ERROR.in_class_b(Level::Warning),
    summary: "a class is lowered by a separation that no passed verification shows",
    explain: "
Whether a separation holds is shown by provoking the fault: kill, flood, exhaust or corrupt one side while the other goes on. Asked
for is a live verification of `level: segregation` with `result: pass` that names the item or SOUP in `verifies`; whether it is stale
is another question. Findings are judged by the class that would be inherited: below class C the lowering has no effect and it is an
error, below class B a warning. An item or SOUP without any `segregation` is reported by `class-below-parent-unjustified` or
`soup-class-below-host` alone.
",
    help: "provoke the fault in a verification of level segregation, and name this record in its `verifies`",
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
#^^^^^^^^^^ class A is below class C of SYS-002, and no passed verification of level segregation shows the separation
  rationale: a fault cannot reach the dispatcher
---
//- verification/VER-014.md
---
id: VER-014
level: segregation
verifies: [ITEM-202]
result: planned
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
---
//- verification/VER-014.md
---
id: VER-014
level: segregation
verifies: [ITEM-202]
result: pass
---
",
    break_it: "
//- verification/VER-014.md
-verifies: [ITEM-202, REQ-202, RC-006]
+verifies: [REQ-202, RC-006]
",
    check: Check::Dossier(check),
};

fn check(dossier: &Dossier, found: &mut Findings<'_>) {
    for record in dossier.live() {
        let Some(lowering) = record.lowering().filter(|lowering| lowering.segregation.is_some()) else {
            continue;
        };
        let unreadable =
            record.verifications().any(|(by, _)| is_unreadable(by, "result") || is_unreadable(by, "level"));
        if !lowering.lacks.contains(&EVIDENCE) || unreadable {
            continue;
        }
        let message = format!(
            "class {} is below class {} of {}, and no passed verification of level segregation shows the separation",
            lowering.declared.value,
            lowering.inherited,
            lowering.from.id()
        );
        let mut draft = found
            .add_as(lowering.inherited, record.missing("segregation"), message)
            .label(lowering.declared.at, "the lower class");
        for (by, verification) in record.verifications() {
            if verification.is_of_segregation() {
                draft = draft.related(by.field("result"), "this one has not passed");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::config::Level;
    use crate::rules::drawn;

    #[test]
    fn another_level_and_a_retired_verification_are_no_evidence() {
        for edit in ["level: integration", "level: segregation\nstatus: retired"] {
            let example = RULE.right.replace("level: segregation", edit);
            assert_eq!(drawn::findings(&RULE, &example).expect("an example").len(), 1, "{edit}");
        }
    }

    #[test]
    fn below_class_b_it_is_a_warning() {
        let example = RULE.wrong.replace("safety_class: C", "safety_class: B");
        let findings = drawn::findings(&RULE, &example).expect("an example");
        assert_eq!(findings.first().map(|finding| finding.level), Some(Level::Warning));
    }
}
