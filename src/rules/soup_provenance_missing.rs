//! Finds SOUP records that do not say which branch of the definition of SOUP they fall under.

use super::{Check, Findings, Rule, Severity, is_unreadable};
use crate::dossier::Dossier;
use crate::standard::{Classes, iec_62304};

pub(super) static RULE: Rule = Rule {
    code: "soup-provenance-missing",
    clauses: &[&iec_62304::CLAUSE_3_29],
    classes: Classes::ALL,
    severity: Severity::ERROR,
    summary: "a SOUP record does not say why it is SOUP",
    explain: "
There are two ways to be SOUP. Ready-made software that anybody can obtain has a manufacturer who publishes versions and
anomalies; earlier work without adequate records has neither, whoever wrote it, and needs an explanation. What is asked of a
record differs accordingly.

The provenance is missing when `provenance` is not written. A word that is neither `off-the-shelf` nor
`inadequate-records` is reported by `field-invalid` alone.
",
    help: "write `off-the-shelf` for ready-made software, `inadequate-records` for earlier work without adequate records",
    wrong: "
//- soup/SOUP-001.md
---
id: SOUP-001
#   ^^^^^^^^ no provenance is given
---
",
    right: "
//- soup/SOUP-001.md
---
id: SOUP-001
provenance: off-the-shelf
---
",
    break_it: "
//- soup/SOUP-009.md
-provenance: off-the-shelf
",
    check: Check::Dossier(check),
};

fn check(dossier: &Dossier, found: &mut Findings<'_>) {
    for (record, soup) in dossier.soups() {
        if soup.provenance.is_none() && !is_unreadable(record, "provenance") {
            found.add(record.missing("provenance"), "no provenance is given");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::drawn::check;

    #[test]
    fn an_unknown_word_is_not_called_missing_as_well() {
        check(&RULE, "\n//- soup/SOUP-001.md\n---\nid: SOUP-001\nprovenance: COTS\n---\n")
            .expect("nothing is found");
    }

    #[test]
    fn a_retired_record_is_not_asked() {
        check(&RULE, "\n//- soup/SOUP-001.md\n---\nid: SOUP-001\nstatus: retired\n---\n")
            .expect("nothing is found");
    }
}
