//! Finds SOUP records without a title.

use super::{Check, Findings, Rule, Severity, is_unreadable};
use crate::dossier::Dossier;
use crate::standard::{Classes, iec_62304};

pub(super) static RULE: Rule = Rule {
    code: "soup-title-missing",
    clauses: &[&iec_62304::CLAUSE_8_1_2_A],
    classes: Classes::ALL,
    severity: Severity::ERROR,
    summary: "a SOUP record has no title",
    explain: "
Title, manufacturer and version together say which software is meant; the id means something in this repository only. Give
the name under which its manufacturer publishes it.

A title is missing when `title` is not written or holds nothing but white space.
",
    help: "write the name under which its manufacturer publishes it",
    wrong: "
//- soup/SOUP-001.md
---
id: SOUP-001
title:
#^^^^ no title is given
---
",
    right: "
//- soup/SOUP-001.md
---
id: SOUP-001
title: zlib
---
",
    break_it: "
//- soup/SOUP-009.md
-title: Uvicorn
",
    check: Check::Dossier(check),
};

fn check(dossier: &Dossier, found: &mut Findings<'_>) {
    for (record, _) in dossier.soups() {
        if record.record().common.title.is_none() && !is_unreadable(record, "title") {
            found.add(record.missing("title"), "no title is given");
        }
    }
}
