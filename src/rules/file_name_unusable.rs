//! Finds names of files that not every system can keep.

use super::{Check, Findings, Rule, Severity};
use crate::dossier::Dossier;
use crate::source::ProblemKind;
use crate::standard::{Classes, practice};

pub(super) static RULE: Rule = Rule {
    code: "file-name-unusable",
    clauses: &[&practice::CLAUSE_RECORDS],
    classes: Classes::ALL,
    severity: Severity::ERROR,
    summary: "the name of a file cannot be kept or told apart on every system",
    explain: "
A name that is not UTF-8 cannot be named by any record, and nothing is read from such a file. Of two names that differ only in the case of
letters, Windows and macOS keep one: whoever clones the repository there sees one of the files in place of both. Everything below the
records' folder is looked at, attachments too. The finding is about the path that comes later; there is no line to point at.
",
    help: "rename the file with `git mv`",
    wrong: "
//- evidence/Report.csv
1,2
//- evidence/report.csv
#^ the name differs only in the case of letters from `dhf/evidence/Report.csv`
",
    right: "
//- evidence/report-1.csv
1,2
//- evidence/report-2.csv
3,4
",
    break_it: "
//= committed
//- evidence/VER-011/2025-11-25-Dispatch-Timing.txt from evidence/VER-011/2025-11-25-dispatch-timing.txt
",
    check: Check::Dossier(check),
};

fn check(dossier: &Dossier, found: &mut Findings<'_>) {
    for problem in &dossier.problems {
        match &problem.kind {
            ProblemKind::NameNotUtf8 => {
                let message = "the name is not UTF-8, so nothing is read from the file";
                found.add_path(&problem.path, message).no_file();
            }
            ProblemKind::NamesDifferInCase { other } => {
                let other = dossier.repository_path(other);
                let message = format!("the name differs only in the case of letters from `{other}`");
                found.add_path(&problem.path, message);
            }
            // What cannot be read for another reason than its name is the subject of `record-malformed`.
            ProblemKind::FolderIsSymlink { .. }
            | ProblemKind::FolderIsSubmodule
            | ProblemKind::Unreadable { .. } => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::{Finding, drawn};
    use crate::source::{Problem, ProblemKind};

    #[test]
    fn a_name_that_is_not_utf_8_is_found() {
        let (mut dossier, past) = drawn::judged("").expect("an example");
        dossier
            .problems
            .push(Problem { path: "dhf/bad\u{fffd}.md".to_owned(), kind: ProblemKind::NameNotUtf8 });
        let findings: Vec<Finding> = RULE.findings(&dossier, &past);
        assert_eq!(findings.len(), 1);
        assert_eq!(findings[0].path, "dhf/bad\u{fffd}.md");
    }

    #[test]
    fn every_name_after_the_first_is_found() {
        let example = "//- soup/A.md\n//- soup/a.md\n//- soup/b.md\n";
        let findings = drawn::findings(&RULE, example).expect("an example");
        assert_eq!(findings.iter().map(|finding| &*finding.path).collect::<Vec<_>>(), ["dhf/soup/a.md"]);
    }
}
