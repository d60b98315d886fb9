//! Finds records that a release holds unapproved.

use super::{Check, Findings, Rule, Severity, is_unreadable};
use crate::dossier::Dossier;
use crate::record::Status;
use crate::standard::{Classes, iso_13485};

pub(super) static RULE: Rule = Rule {
    code: "release-record-unapproved",
    clauses: &[&iso_13485::CLAUSE_4_2_4],
    classes: Classes::ALL,
    severity: Severity::ERROR,
    summary: "a release holds a record that is not approved",
    explain: "
A release is a baseline: what it holds was reviewed and approved before use. At a release every live record of every kind needs `status: approved`;
what is being written for a later one stays out of the baseline, or is retired there. Before a release the rule says nothing.

`check --release VERSION` asks it before the tag is there. The status is a statement in the record, not a signature.
",
    help: "have the record approved, or keep it out of the release",
    wrong: "
//= release v2.1.0
//- changes/CR-003.md
---
id: CR-003
status: draft
#       ^^^^^ the record is a draft, and v2.1.0 is a release
---
//- soup/SOUP-005.md
---
id: SOUP-005
#   ^^^^^^^^ the record has no status, and v2.1.0 is a release
---
",
    right: "
//= release v2.1.0
//- changes/CR-003.md
---
id: CR-003
status: approved
---
//- soup/SOUP-005.md
---
id: SOUP-005
status: retired
---
",
    break_it: "
//= at v2.1.0
//- changes/CR-003.md
-status: approved
+status: draft
",
    check: Check::Dossier(check),
};

fn check(dossier: &Dossier, found: &mut Findings<'_>) {
    let Some(release) = &dossier.judged.release else { return };
    for record in dossier.live() {
        let says = match record.record().common.status.as_ref().map(|status| status.value) {
            Some(Status::Approved) => continue,
            None if is_unreadable(record, "status") => continue,
            None => "has no status",
            Some(Status::Draft) => "is a draft",
            Some(Status::InReview) => "is in review",
            Some(Status::Retired) => "is retired",
        };
        found.add(record.field("status"), format!("the record {says}, and {release} is a release"));
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::drawn;

    #[test]
    fn a_branch_may_hold_drafts() {
        let example = RULE.wrong.replace("//= release v2.1.0\n", "");
        assert!(drawn::findings(&RULE, &example).expect("an example").is_empty());
    }

    #[test]
    fn a_status_that_cannot_be_read_is_reported_there() {
        let example = RULE.right.replace("status: approved", "status: released");
        assert!(drawn::findings(&RULE, &example).expect("an example").is_empty());
    }
}
