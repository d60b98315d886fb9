//! Finds live records that depend on a retired one.

use super::{Check, Findings, Rule, Severity};
use crate::dossier::Dossier;
use crate::record::Relation;
use crate::record::relations::{
    APPLIES_TO, BENEFIT_RISK, CAUSES, CONTROLS, DEPENDENCY_OF, IMPLEMENTS, ITEM_ARCHITECTURE, PARENT,
    SOUP_ARCHITECTURE, USED_IN, VERIFIES,
};
use crate::standard::{Classes, iec_62304};

pub(super) static RULE: Rule = Rule {
    code: "link-to-retired",
    clauses: &[&iec_62304::CLAUSE_8_1_3],
    classes: Classes::ALL,
    severity: Severity::WARNING,
    summary: "a live record depends on a retired one",
    explain: "
What is retired no longer belongs to the configuration, so nothing that is in use can rest on it: the requirement of a retired
SOUP, the control that a live risk relies on. Looked at are the links that say how things are now (`parent`, `used_in`,
`dependency_of`, `applies_to`, `implements`, `causes`, `controls`, `verifies`, architecture and benefit-risk documents). A retired control
that a class relies on is reported by `external-control-unverified` alone. Links that say what once was stay as they are: which SOUP a
review covered, a change moved, a run was done with, a release kept an anomaly of, and what a problem report or a waiver was about.
",
    help: "lead the link to what is in use now, or retire this record as well",
    wrong: "
//- risks/RISK-001.md
---
id: RISK-001
controls: [RC-001]
#          ^^^^^^ RC-001 is retired
---
//- controls/RC-001.md
---
id: RC-001
status: retired
---
",
    right: "
//- risks/RISK-001.md
---
id: RISK-001
controls: [RC-001]
---
//- controls/RC-001.md
---
id: RC-001
status: approved
---
",
    break_it: "
//- requirements/REQ-104.md
-status: approved
+status: retired
",
    check: Check::Dossier(check),
};

/// The relations that say how things are now.
static PRESENT: &[&Relation] = &[
    &PARENT,
    &ITEM_ARCHITECTURE,
    &USED_IN,
    &DEPENDENCY_OF,
    &SOUP_ARCHITECTURE,
    &APPLIES_TO,
    &IMPLEMENTS,
    &CAUSES,
    &CONTROLS,
    &BENEFIT_RISK,
    &VERIFIES,
];

fn check(dossier: &Dossier, found: &mut Findings<'_>) {
    for record in dossier.live() {
        for (link, target) in record.outgoing() {
            let is_present = PRESENT.iter().any(|relation| std::ptr::eq(*relation, link.relation));
            if is_present && !target.is_live() {
                found
                    .add(record.at(&*link.field, link.id.at), format!("{} is retired", target.id()))
                    .related(target.field("status"), "retired here");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::drawn;

    #[test]
    fn what_once_was_may_name_what_is_retired_now() {
        let example = "
//- changes/CR-001.md
---
id: CR-001
changes: [{soup: SOUP-001, from: 1.0, to: none}]
---
//- reviews/AR-001.md
---
id: AR-001
covers: [{soup: SOUP-001, version: 1.0}]
---
//- soup/SOUP-001.md
---
id: SOUP-001
status: retired
used_in: [ITEM-101]
---
//- items/ITEM-101.md
---
id: ITEM-101
status: retired
---
";
        drawn::check(&RULE, example).expect("nothing is found");
    }

    #[test]
    fn a_verification_of_a_retired_requirement_is_found() {
        let example = "
//- verification/VER-001.md
---
id: VER-001
verifies: [REQ-001, REQ-002]
#          ^^^^^^^ REQ-001 is retired
---
//- requirements/REQ-001.md
---
id: REQ-001
status: retired
---
//- requirements/REQ-002.md
---
id: REQ-002
---
";
        drawn::check(&RULE, example).expect("as drawn");
    }
}
