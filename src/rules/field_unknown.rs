//! Finds fields that their record does not have.

use super::{Check, Findings, Rule, Severity};
use crate::dossier::Dossier;
use crate::field::FaultKind;
use crate::standard::{Classes, practice};

pub(super) static RULE: Rule = Rule {
    code: "field-unknown",
    clauses: &[&practice::CLAUSE_RECORDS],
    classes: Classes::ALL,
    severity: Severity::ERROR,
    summary: "a record has a field that its kind does not know",
    explain: "
A field with a slip in its name looks as if the fact were recorded, and no rule sees it. Unknown fields are never dropped in
silence.
",
    help: "correct the name, or move the text into the body",
    wrong: "
//- soup/SOUP-001.md
---
id: SOUP-001
manufactuer: zlib authors
#^^^^^^^^^^ a SOUP record has no field `manufactuer`
---
",
    right: "
//- soup/SOUP-001.md
---
id: SOUP-001
manufacturer: zlib authors
---
",
    check: Check::Dossier(check),
};

fn check(dossier: &Dossier, found: &mut Findings<'_>) {
    super::record_faults(dossier, FaultKind::Unknown, found);
}
