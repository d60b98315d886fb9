//! Finds files that cannot be read as a record.

use super::{Check, Findings, Rule, Severity};
use crate::dossier::Dossier;
use crate::source::ProblemKind;
use crate::standard::{Classes, iec_62304, practice};

pub(super) static RULE: Rule = Rule {
    code: "record-malformed",
    clauses: &[&iec_62304::CLAUSE_8_1_1, &practice::CLAUSE_RECORDS],
    classes: Classes::ALL,
    severity: Severity::ERROR,
    summary: "a file in a records folder cannot be read as a record",
    explain: "
A file that cannot be read is judged by no other rule, so nothing is known of what it should say. It stays in the dossier
under this finding; the other records are judged as usual, and links to its id are not reported as well. A folder of records that
cannot be listed, or that is a symbolic link or a submodule, is reported in the same way.
",
    help: "write front matter between two `---` lines, with an `id:` and a `title:`",
    wrong: "
//- soup/SOUP-001.md
---
id: SOUP-001
version: >=1.0
#        ^ the value begins with `>`, which means something else in YAML
---
",
    right: "
//- soup/SOUP-001.md
---
id: SOUP-001
version: 1.0.2
---
",
    break_it: "
//- soup/SOUP-009.md
-title: Uvicorn
+title: Uvicorn: the HTTP server
",
    check: Check::Dossier(check),
};

fn check(dossier: &Dossier, found: &mut Findings<'_>) {
    for file in &dossier.malformed {
        let fault = &file.malformed.problem;
        let mut draft = found.add_file(file, fault.at, fault.message.clone());
        if let Some(help) = &fault.help {
            draft = draft.help(help.clone());
        }
        if let Some((at, message)) = fault.also {
            draft.label(at, message);
        }
    }
    for problem in &dossier.problems {
        let (message, help) = match &problem.kind {
            ProblemKind::FolderIsSymlink { target } => (
                format!("the folder is a symbolic link to `{target}`, and nothing in it is read"),
                "links are never followed; put the folder itself here",
            ),
            ProblemKind::FolderIsSubmodule => (
                "the folder is another repository, and nothing in it is read".to_owned(),
                "submodules are never entered; keep the records in this repository",
            ),
            ProblemKind::Unreadable { reason } => {
                (format!("the folder cannot be listed: {reason}"), "restore the folder, then check again")
            }
            // Names are the subject of `file-name-unusable`.
            ProblemKind::NameNotUtf8 | ProblemKind::NamesDifferInCase { .. } => continue,
        };
        found.add_path(&problem.path, message).help(help).no_file();
    }
}
