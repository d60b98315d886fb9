//! Finds proofs of separations that tested another version, or another architecture, than what is there now.

use super::{Check, Findings, Rule, Severity, overtaken};
use crate::config::Level;
use crate::dossier::Dossier;
use crate::past::{Past, Sort};
use crate::record::Verification;
use crate::standard::{Classes, iec_62304};

pub(super) static RULE: Rule = Rule {
    code: "segregation-evidence-stale",
    clauses: &[&iec_62304::CLAUSE_5_3_5, &iec_62304::CLAUSE_8_2_3],
    classes: Classes::B_C,
    severity: Severity::ERROR.in_class_b(Level::Warning),
    summary: "the proof of a separation saw another SOUP version, or another architecture, than is there now",
    explain: "
A class is lowered on the strength of a test that provoked the fault. That test is stale when `soup_versions` names another version
of a SOUP than its record does now, or when the item or SOUP that is separated, or the document that describes the separation,
changed in an evidence-relevant field (of a document: `revision` and the text) since the test's stamp. Findings are judged by the
class that would be inherited: below class C it is an error, below class B a warning. The lower class stays in effect: whether it
may be relied on until the test is repeated is for people to decide. What such a verification says of requirements and controls
is judged by `verification-stale`; so is one that separates nothing whose class is lowered.
",
    help: "provoke the fault again in the versions and the architecture that are there now, and write down date, result and versions",
    wrong: "
//= commit 2025-05-20
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
  rationale: a process of its own
  mechanism: [separate process]
  shared_resources: a bounded pipe
  architecture: ARCH-002
---
//- documents/ARCH-002.md
---
id: ARCH-002
revision: 1
---
The log writer is a process of its own.
//- soup/SOUP-012.md
---
id: SOUP-012
title: structlog
version: 25.3.0
used_in: [ITEM-202]
---
//- verification/VER-014.md
---
id: VER-014
level: segregation
verifies: [ITEM-202]
#          ^^^^^^^^ ARCH-002 (by way of ITEM-202) changed since this run: body
result: pass
soup_versions: {SOUP-012: 25.3.0}
#                         ^^^^^^ tested with structlog 25.3.0; SOUP-012 is now 25.5.0
date: 2025-05-20
---
//= commit 2025-11-18
//- documents/ARCH-002.md
---
id: ARCH-002
revision: 1
---
The log writer is a thread of the dispatcher.
//- soup/SOUP-012.md
---
id: SOUP-012
title: structlog
version: 25.5.0
used_in: [ITEM-202]
---
",
    right: "
//= commit 2025-05-20
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
  rationale: a process of its own
  mechanism: [separate process]
  shared_resources: a bounded pipe
  architecture: ARCH-002
---
//- documents/ARCH-002.md
---
id: ARCH-002
revision: 1
---
The log writer is a process of its own.
//- verification/VER-014.md
---
id: VER-014
level: segregation
verifies: [ITEM-202]
result: pass
soup_versions: {}
date: 2025-05-20
---
//= commit 2025-11-18
//- documents/ARCH-002.md
---
id: ARCH-002
title: A title is no part of what was tested
revision: 1
---
The log writer is
a process of its own.
",
    break_it: "
//- verification/VER-014.md
-  SOUP-012: 25.5.0
+  SOUP-012: 25.3.0
",
    check: Check::Past(check),
};

fn check(dossier: &Dossier, past: &Past, found: &mut Findings<'_>) {
    for evidence in past.of_sort(Sort::Verification) {
        let record = dossier.at_index(evidence.record);
        if !record.fields::<Verification>().is_some_and(Verification::is_of_segregation) {
            continue;
        }
        for stale in &evidence.stale {
            let Some(inherited) = overtaken::separation(record, stale) else { continue };
            let causes = overtaken::known(dossier, &stale.causes);
            let Some(message) = overtaken::run(dossier, &causes) else { continue };
            let draft = found.add_as(inherited, record.at(stale.field.clone(), stale.span), message);
            overtaken::explain(dossier, &causes, overtaken::dependents(record, draft));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::config::Level;
    use crate::rules::drawn;

    #[test]
    fn below_class_b_it_is_a_warning() {
        let example = RULE.wrong.replace("safety_class: C", "safety_class: B");
        let findings = drawn::findings(&RULE, &example).expect("an example");
        assert_eq!(findings.iter().map(|finding| finding.level).collect::<Vec<_>>(), [Level::Warning; 2]);
    }

    #[test]
    fn a_proof_of_nothing_that_is_lowered_is_a_verification_like_others() {
        let example = RULE.wrong.replace("safety_class: A", "safety_class: C");
        assert!(drawn::findings(&RULE, &example).expect("an example").is_empty());
        let other = &crate::rules::verification_stale::RULE;
        assert_eq!(drawn::findings(other, &example).expect("an example").len(), 2);
        assert!(drawn::findings(other, RULE.wrong).expect("an example").is_empty());
    }
}
