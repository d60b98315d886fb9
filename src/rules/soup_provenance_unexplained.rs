//! Finds earlier work without adequate records whose origin is not explained.

use super::{Check, Findings, Rule, Severity, is_unreadable};
use crate::dossier::Dossier;
use crate::record::soup::Provenance;
use crate::standard::{Classes, iec_62304};

pub(super) static RULE: Rule = Rule {
    code: "soup-provenance-unexplained",
    clauses: &[&iec_62304::CLAUSE_3_29],
    classes: Classes::ALL,
    severity: Severity::ERROR,
    summary: "a SOUP with inadequate records does not say where it comes from",
    explain: "
That records are inadequate is a claim about somebody's past work. It holds only when one can read where the software comes
from, who wrote it, and which records of its development are missing.

The explanation is missing when `provenance` is `inadequate-records` and `provenance_rationale` is not written. Ready-made
software needs none. Whether the text names origin, author and missing records is for a reader to judge.
",
    help: "write in `provenance_rationale` where it comes from, who wrote it, and which records are missing",
    wrong: "
//- soup/SOUP-001.md
---
id: SOUP-001
provenance: inadequate-records
#           ^^^^^^^^^^^^^^^^^^ no rationale explains this provenance
---
",
    right: "
//- soup/SOUP-001.md
---
id: SOUP-001
provenance: inadequate-records
provenance_rationale: >-
  Written in 2015 by R. Castellan for a research camera. Source and version history exist; requirements, reviews and test
  records do not.
---
",
    break_it: "
//- soup/SOUP-010.md
-provenance_rationale: >-
-  Written between 2014 and 2017 by R. Castellan at Maplewood for a research camera,
-  before the quality management system was introduced in 2018. Source, version
-  history and user notes exist. Requirements, design reviews, unit-test records and
-  problem reports of that time do not, and the author has left; they cannot be
-  reconstructed to the standard of clause 5. Hence SOUP of the second kind.
",
    check: Check::Dossier(check),
};

fn check(dossier: &Dossier, found: &mut Findings<'_>) {
    for (record, soup) in dossier.soups() {
        let Some(provenance) = &soup.provenance else { continue };
        if provenance.value == Provenance::InadequateRecords
            && soup.provenance_rationale.is_none()
            && !is_unreadable(record, "provenance_rationale")
        {
            found.add(
                record.at("provenance_rationale", provenance.at),
                "no rationale explains this provenance",
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::drawn::check;

    #[test]
    fn ready_made_software_needs_no_rationale() {
        check(&RULE, "\n//- soup/SOUP-001.md\n---\nid: SOUP-001\nprovenance: off-the-shelf\n---\n")
            .expect("nothing is found");
    }
}
