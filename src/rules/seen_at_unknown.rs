//! Finds evidence that says which revision it looked at, and there is no such revision.

use super::{Check, Findings, Rule, Severity};
use crate::dossier::Dossier;
use crate::past::Past;
use crate::standard::{Classes, iec_62304, practice};

pub(super) static RULE: Rule = Rule {
    code: "seen-at-unknown",
    clauses: &[&practice::CLAUSE_TRACEABILITY, &iec_62304::CLAUSE_8_2_3],
    classes: Classes::ALL,
    severity: Severity::ERROR,
    summary: "evidence says that it looked at a revision which is not in the history of this moment",
    explain: "
`seen_at` says which revision a verification, anomaly review or risk assessment looked at, where that is not the commit that
recorded it. It has to name a tag, or a commit by seven or more digits of its object id: a branch moves, and with it what the
evidence would be said to have seen. The commit has to lead to the moment that is judged; after a rebase or a squash the old
commits no longer do. Until it does, nothing is known of what the evidence saw, and its staleness is not judged.
",
    help: "name the tag or commit in this history that holds what was looked at, or leave `seen_at` out",
    wrong: "
//= commit 2025-05-20
//- verification/VER-001.md
---
id: VER-001
verifies: [REQ-101]
result: pass
date: 2025-05-20
seen_at: 0123456789abcdef
#        ^^^^^^^^^^^^^^^^ `0123456789abcdef` is no commit that stays
---
//- requirements/REQ-101.md
---
id: REQ-101
---
",
    right: "
//= commit 2025-05-19 tag v0.9.0
//- requirements/REQ-101.md
---
id: REQ-101
text: decodes JPEG
---
//= commit 2025-05-20
//- verification/VER-001.md
---
id: VER-001
verifies: [REQ-101]
result: pass
date: 2025-05-20
seen_at: v0.9.0
---
",
    break_it: "
//- verification/VER-003.md
 date: 2025-11-21
+seen_at: v2.1.0-rc.1
",
    check: Check::Past(check),
};

fn check(dossier: &Dossier, past: &Past, found: &mut Findings<'_>) {
    for evidence in &past.evidence {
        if let Some(why) = &evidence.seen_at {
            let record = dossier.at_index(evidence.record);
            let (message, help) = why.split_once(": ").unwrap_or((why, ""));
            let draft = found.add(record.field("seen_at"), message);
            if !help.is_empty() {
                draft.help(help);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::drawn;

    #[test]
    fn a_branch_moves_and_so_says_nothing() {
        let example = RULE.right.replace("seen_at: v0.9.0", "seen_at: main");
        let findings = drawn::findings(&RULE, &example).expect("an example");
        assert_eq!(findings.len(), 1);
        assert!(findings[0].help.contains("it moves"), "{}", findings[0].help);
    }

    #[test]
    fn it_overrides_the_commit_that_recorded_the_evidence() {
        let edit = "//= commit 2025-06-01\n//- requirements/REQ-101.md\n---\nid: REQ-101\ntext: decodes PNG\n---\n//= commit 2025-06-02\n//- verification/VER-001.md\n---\nid: VER-001\nverifies: [REQ-101]\nresult: pass\ndate: 2025-06-02\nseen_at: v0.9.0\n---\n";
        let example = format!("{}{edit}", RULE.right);
        let stale = &crate::rules::verification_stale::RULE;
        assert_eq!(drawn::findings(stale, &example).expect("an example").len(), 1);
        let without = example.replace("date: 2025-06-02\nseen_at: v0.9.0", "date: 2025-06-02");
        assert_eq!(drawn::findings(stale, &without).expect("an example").len(), 0);
    }
}
