//! Finds changes that were approved after the SOUP had already moved.

use super::{Check, Findings, Rule, Severity};
use crate::dossier::Dossier;
use crate::past::{Past, steps};
use crate::standard::{Classes, iec_62304};

pub(super) static RULE: Rule = Rule {
    code: "change-approved-late",
    clauses: &[&iec_62304::CLAUSE_8_2_1, &iec_62304::CLAUSE_6_2_4],
    classes: Classes::ALL,
    severity: Severity::WARNING,
    summary: "a change was approved on a later day than that of the commit which moved the SOUP",
    explain: "
First the approval, then the change. A live change whose step leads to the version now in use is reported when its `approved_on` is
later than the day of the commit that brought this version, by the author's or the committer's date, whichever is later, each in
its own time zone. Asked are moves since the previous release; older ones were asked then. What is not committed yet is not judged,
and dates in git are what people's computers said.
",
    help: "check both dates; if the approval came late indeed, say so in the change's rationale and in your procedure for changes",
    wrong: "
//= commit 2025-06-02 tag v2.0.0
//- soup/SOUP-005.md
---
id: SOUP-005
version: 4.11.0.86
---
//= commit 2025-11-18
//- soup/SOUP-005.md
---
id: SOUP-005
version: 4.12.0.88
---
//- changes/CR-001.md
---
id: CR-001
changes:
  - {soup: SOUP-005, from: 4.11.0.86, to: 4.12.0.88}
approved_by: Ada Example
approved_on: 2025-11-20
#            ^^^^^^^^^^ SOUP-005 moved to 4.12.0.88 on 2025-11-18, before this approval
---
",
    right: "
//= commit 2025-06-02 tag v2.0.0
//- soup/SOUP-005.md
---
id: SOUP-005
version: 4.11.0.86
---
//= commit 2025-11-18
//- soup/SOUP-005.md
---
id: SOUP-005
version: 4.12.0.88
---
//- changes/CR-001.md
---
id: CR-001
changes:
  - {soup: SOUP-005, from: 4.11.0.86, to: 4.12.0.88}
approved_by: Ada Example
approved_on: 2025-11-18
---
",
    break_it: "
//= at v2.1.0
//- changes/CR-001.md
-approved_on: 2025-08-04
+approved_on: 2025-11-28
",
    check: Check::Past(check),
};

fn check(dossier: &Dossier, past: &Past, found: &mut Findings<'_>) {
    for (record, change) in dossier.changes() {
        let Some(approved) = &record.record().common.approved_on else { continue };
        for step in steps(change) {
            let Some((_, to)) = &step.versions else { continue };
            let moved = past.moves.iter().find(|moved| {
                let version = moved.after.as_ref().map(|after| &after.version);
                moved.is_of_version() && moved.id.eq_ignore_ascii_case(&step.soup) && version == to.as_ref()
            });
            let Some((moved, commit)) = moved.and_then(|moved| Some((moved, moved.commit.as_ref()?))) else {
                continue;
            };
            let day = commit.date.max(commit.committer_date);
            if approved.value <= day {
                continue;
            }
            let version = to.as_deref().unwrap_or_default();
            let message = format!("{} moved to {version} on {day}, before this approval", moved.id);
            let draft = found.add(record.at("approved_on", approved.at), message);
            if let Some(index) = moved.record {
                let commit = commit.id.get(..7).unwrap_or(&commit.id);
                draft
                    .related(dossier.at_index(index).field("version"), format!("brought by commit {commit}"));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::drawn;

    #[test]
    fn what_is_not_committed_yet_is_not_judged() {
        let example = RULE.wrong.replace("//= commit 2025-11-18", "//= edit");
        assert!(drawn::findings(&RULE, &example).expect("an example").is_empty());
    }

    #[test]
    fn a_step_to_another_version_is_not_the_one_that_was_made() {
        let example = RULE.wrong.replace("to: 4.12.0.88", "to: 4.13.0");
        assert!(drawn::findings(&RULE, &example).expect("an example").is_empty());
    }
}
