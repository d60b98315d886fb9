//! Finds verifications that verify nothing.

use super::{Check, Findings, Rule, Severity, is_unreadable};
use crate::dossier::Dossier;
use crate::record::relations::VERIFIES;
use crate::standard::{Classes, iec_62304};

pub(super) static RULE: Rule = Rule {
    code: "verification-orphan",
    clauses: &[&iec_62304::CLAUSE_5_7_4_B],
    classes: Classes::ALL,
    severity: Severity::WARNING,
    summary: "a verification verifies no live record",
    explain: "
A test that passed shows something only of what it was about. One live requirement, control, SOUP, item or document in `verifies` is enough,
and a planned verification owes it too: who plans a test knows what for. Where `verifies` holds a link that leads nowhere or to the wrong
kind, that link alone is reported.
",
    help: "name what it shows in `verifies`, or retire it",
    wrong: "
//- verification/VER-001.md
---
id: VER-001
verifies: []
#^^^^^^^ the verification is about no live record
---
",
    right: "
//- verification/VER-001.md
---
id: VER-001
verifies: [REQ-101]
---
//- requirements/REQ-101.md
---
id: REQ-101
---
",
    break_it: "
//- verification/VER-010.md
-verifies: [REQ-125, REQ-126]
",
    check: Check::Dossier(check),
};

fn check(dossier: &Dossier, found: &mut Findings<'_>) {
    for (record, _) in dossier.verifications() {
        let is_about = record.to(&VERIFIES).any(|target| target.is_live());
        if !is_about && !record.has_broken_link(&VERIFIES) && !is_unreadable(record, "verifies") {
            found.add(record.missing("verifies"), "the verification is about no live record");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::drawn;

    #[test]
    fn what_is_retired_is_nothing_and_a_document_is_something() {
        let retired = RULE.right.replace("id: REQ-101\n", "id: REQ-101\nstatus: retired\n");
        assert_eq!(drawn::findings(&RULE, &retired).expect("an example").len(), 1);
        let document = RULE.right.replace("REQ-101", "ARCH-001").replace("requirements", "documents");
        drawn::check(&RULE, &document).expect("nothing is found");
    }

    #[test]
    fn a_dangling_link_is_left_to_its_own_rule() {
        let example = RULE.right.replace("[REQ-101]", "[REQ-404]");
        drawn::check(&RULE, &example).expect("nothing is found");
    }
}
