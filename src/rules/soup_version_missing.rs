//! Finds SOUP records that do not say which version is in use.

use super::{Check, Findings, Rule, Severity, is_unreadable};
use crate::dossier::Dossier;
use crate::standard::{Classes, iec_62304};

pub(super) static RULE: Rule = Rule {
    code: "soup-version-missing",
    clauses: &[&iec_62304::CLAUSE_8_1_2_C],
    classes: Classes::ALL,
    severity: Severity::ERROR,
    summary: "a SOUP record does not say which version is in use",
    explain: "
A risk judged for one version says little about the next. Give the unique designator of what was built in: a version, a
release date, a commit or a patch number, exactly as the manufacturer writes it.
",
    help: "write the version that is in the shipped build",
    wrong: "
//- soup/SOUP-001.md
---
id: SOUP-001
#   ^^^^^^^^ no version is given
title: zlib
---
",
    right: "
//- soup/SOUP-001.md
---
id: SOUP-001
title: zlib
version: 1.3.1
---
",
    break_it: "
//- soup/SOUP-009.md
-version: 0.38.0
",
    check: Check::Dossier(check),
};

fn check(dossier: &Dossier, found: &mut Findings<'_>) {
    for (record, soup) in dossier.soups() {
        if soup.version.is_none() && !is_unreadable(record, "version") {
            found.add(record.missing("version"), "no version is given");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::drawn::check;

    #[test]
    fn a_version_that_cannot_be_read_is_not_called_missing_as_well() {
        check(&RULE, "\n//- soup/SOUP-001.md\n---\nid: SOUP-001\nversion: [1.2, 1.3]\n---\n")
            .expect("nothing is found");
    }
}
