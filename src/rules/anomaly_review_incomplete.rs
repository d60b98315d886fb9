//! Finds anomaly reviews that do not say what was looked at, when, by whom or where.

use super::{Check, Findings, Rule, Severity, is_unreadable};
use crate::dossier::{Dossier, Placed};
use crate::record::AnomalyReview;
use crate::record::anomaly_review::Covered;
use crate::standard::{Classes, iec_62304, iso_13485};

pub(super) static RULE: Rule = Rule {
    code: "anomaly-review-incomplete",
    clauses: &[&iec_62304::CLAUSE_7_1_3, &iso_13485::CLAUSE_4_2_5],
    classes: Classes::B_C,
    severity: Severity::ERROR,
    summary: "an anomaly review lacks a version, its date, its reviewer or a dated source",
    explain: "
Lists of anomalies change by the day. A review is evidence only together with what was looked at, when, by whom, and in which
list as it stood on that day.

Each of these is reported for itself: `covers` names no SOUP; an entry of `covers` has no `version`; there is no `date`; there
is no `reviewer`; no entry of `sources` has both a `url` or `file` and the day on which it was `retrieved`. One such source
is enough.
",
    help: "write down what is missing, as the reviewer's notes tell it; do not fill in what nobody knows",
    wrong: "
//- reviews/AR-001.md
---
id: AR-001
#   ^^^^^^ no reviewer is named
date: 2025-11-18
covers:
  - soup: SOUP-001
#         ^^^^^^^^ no version of SOUP-001 is given
sources:
#^^^^^^ no source has the day on which it was retrieved
  - url: https://github.com/madler/zlib/issues
---
//- soup/SOUP-001.md
---
id: SOUP-001
---
",
    right: "
//- reviews/AR-001.md
---
id: AR-001
date: 2025-11-18
reviewer: Daniel Okafor
covers:
  - soup: SOUP-001
    version: 1.3.1
sources:
  - url: https://github.com/madler/zlib/issues
    retrieved: 2025-11-17
---
//- soup/SOUP-001.md
---
id: SOUP-001
---
",
    break_it: "
//- reviews/AR-003-1.md
-reviewer: Daniel Okafor
",
    check: Check::Dossier(check),
};

fn check(dossier: &Dossier, found: &mut Findings<'_>) {
    for (record, review) in dossier.anomaly_reviews() {
        if review.covers.is_empty() && !is_unreadable(record, "covers") {
            found.add(record.missing("covers"), "no SOUP is covered");
        }
        for covered in &review.covers {
            unversioned(record, covered, found);
        }
        if review.date.is_none() && !is_unreadable(record, "date") {
            found.add(record.missing("date"), "no date is given");
        }
        if review.reviewer.is_none() && !is_unreadable(record, "reviewer") {
            found.add(record.missing("reviewer"), "no reviewer is named");
        }
        unsourced(record, review, found);
    }
}

fn unversioned(record: Placed<'_>, covered: &Covered, found: &mut Findings<'_>) {
    if covered.version.is_some() || has_fault_within(record, covered) {
        return;
    }
    match &covered.soup {
        Some(soup) => {
            let message = format!("no version of {} is given", &*soup.value);
            found.add(record.at(format!("covers.{}.version", &*soup.value), soup.at), message);
        }
        None => {
            found.add(record.missing("covers"), "an entry names neither SOUP nor version");
        }
    }
}

/// Returns whether a value of an entry could not be read. Elements that cannot be read at all are left out of the list, so
/// the place tells, not the number.
fn has_fault_within(record: Placed<'_>, covered: &Covered) -> bool {
    record.record().faults.iter().any(|fault| {
        fault.leaves_empty().is_some() && covered.at.start <= fault.at.start && fault.at.end <= covered.at.end
    })
}

fn unsourced(record: Placed<'_>, review: &AnomalyReview, found: &mut Findings<'_>) {
    if is_unreadable(record, "sources") {
        return;
    }
    let mut named =
        review.sources.iter().filter(|source| source.url.is_some() || source.file.is_some()).peekable();
    if named.peek().is_none() {
        found.add(record.missing("sources"), "no source is named");
    } else if named.all(|source| source.retrieved.is_none()) {
        found.add(record.missing("sources"), "no source has the day on which it was retrieved");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::drawn::check;

    #[test]
    fn everything_that_is_missing_is_found() {
        check(
            &RULE,
            "
//- reviews/AR-001.md
---
id: AR-001
#   ^^^^^^ no SOUP is covered
#   ^^^^^^ no date is given
#   ^^^^^^ no reviewer is named
#   ^^^^^^ no source is named
---
",
        )
        .expect("the places fit");
    }

    #[test]
    fn one_dated_source_is_enough_and_what_cannot_be_read_is_not_missing() {
        check(
            &RULE,
            "
//- reviews/AR-001.md
---
id: AR-001
date: 2025-13-01
reviewer: Daniel Okafor
covers:
  - soup: SOUP-001
    version: [1.2, 1.3]
  - soup: SOUP-002
    version: 1.0
sources:
  - url: https://example.org/errata
  - file: dhf/evidence/tracker.csv
    retrieved: 2025-11-17
---
",
        )
        .expect("nothing is found");
    }

    #[test]
    fn a_review_of_class_a_soup_alone_is_not_asked() {
        check(
            &RULE,
            "
//- items/SYS-001.md
---
id: SYS-001
kind: system
safety_class: A
---
//- soup/SOUP-001.md
---
id: SOUP-001
used_in: [SYS-001]
---
//- reviews/AR-001.md
---
id: AR-001
covers: [{ soup: SOUP-001 }]
---
",
        )
        .expect("nothing is found");
    }
}
