//! Finds SOUP whose newest anomaly review looked at another version, or at another use of it.

use std::collections::HashMap;

use jiff::civil::Date;

use super::placeholder_value::is_filler;
use super::soup_version_not_exact::pins;
use super::{Check, Findings, Rule, Severity, is_unreadable, overtaken};
use crate::dossier::{Dossier, Placed};
use crate::field::Text;
use crate::past::{Cause, Past, Sort};
use crate::record::AnomalyReview;
use crate::record::anomaly_review::Covered;
use crate::record::relations::COVERS;
use crate::standard::{Classes, iec_62304};

pub(super) static RULE: Rule = Rule {
    code: "anomaly-review-stale",
    clauses: &[&iec_62304::CLAUSE_7_1_3, &iec_62304::CLAUSE_7_4_1],
    classes: Classes::B_C,
    severity: Severity::ERROR,
    summary: "the newest anomaly review of a SOUP does not cover the version in use, or looked at another use of it",
    explain: "
An anomaly review holds for the version that it looked at. After an update the list is another one: anomalies are fixed, and
new ones come with the new version.

It is reported when anomaly reviews cover the SOUP, and none among those of the newest date covers the `version` of the SOUP
record, compared as text. Older versions may be covered beside it, as long as they are in the field. Live reviews alone
count; those without a date count only when none has one. Left to other rules: a SOUP without a version
(`soup-version-missing`) or with one that pins nothing (`soup-version-not-exact`), an entry of `covers` without one (`anomaly-review-incomplete`), no review at all
(`anomaly-review-missing`).

An anomaly matters or does not by how the device uses the SOUP. So a newest review that covers the version is reported as well, at the
review, when another evidence-relevant field of the SOUP (`intended_use`, `used_in`, `patches`, `hashes` …) differs from what the
review saw: from the tree of the newest commit that changed its `date`, `covers`, `sources` or `seen_at`. One review of the newest
date that still stands is enough. A SOUP with a `no_hazard_rationale` needs no review, so a review of it cannot be stale.
",
    help: "review the published anomalies of the version in use and add an anomaly review that covers it",
    wrong: "
//- soup/SOUP-003.md
---
id: SOUP-003
version: 2.3.5
#        ^^^^^ the newest anomaly review, AR-003-1 of 2025-05-22, covers 2.2.6 and not this version
---
//- reviews/AR-003-1.md
---
id: AR-003-1
date: 2025-05-22
covers:
  - soup: SOUP-003
    version: 2.2.6
---
",
    right: "
//- soup/SOUP-003.md
---
id: SOUP-003
version: 2.3.5
---
//- reviews/AR-003-1.md
---
id: AR-003-1
date: 2025-05-22
covers:
  - soup: SOUP-003
    version: 2.2.6
---
//- reviews/AR-003-2.md
---
id: AR-003-2
date: 2025-11-18
covers:
  - soup: SOUP-003
    version: 2.3.5
  - soup: SOUP-003
    version: 2.2.6
---
",
    break_it: "
//- soup/SOUP-003.md
-version: 2.2.6
+version: 2.3.5
",
    check: Check::Past(check),
};

fn check(dossier: &Dossier, past: &Past, found: &mut Findings<'_>) {
    let seen = Overtaken::of(past);
    for (record, soup) in dossier.soups() {
        let Some(version) = &soup.version else { continue };
        // What pins nothing is reported as such, and no review could cover it.
        if !pins(version) {
            continue;
        }
        if soup.no_hazard_rationale.is_some() || is_unreadable(record, "no_hazard_rationale") {
            continue;
        }
        let (date, newest) = newest_covers(record);
        let Some((review, _)) = newest.first() else { continue };
        let mut covered: Vec<&Text> =
            newest.iter().filter_map(|(_, covered)| covered.version.as_ref()).collect();
        let is_known = covered.len() == newest.len() && !covered.iter().any(|covered| is_filler(covered));
        if !is_known {
            continue;
        }
        if covered.iter().any(|covered| covered.value == version.value) {
            another_use(dossier, record, &newest, &seen, found);
            continue;
        }
        covered.dedup_by_key(|version| &version.value);
        let covered: Vec<&str> = covered.iter().map(|version| &*version.value).collect();
        let date = date.map_or_else(String::new, |date| format!(" of {date}"));
        let message = format!(
            "the newest anomaly review, {}{date}, covers {} and not this version",
            review.id(),
            covered.join(", ")
        );
        let mut draft = found.add(record.at("version", version.at), message);
        for (review, covered) in &newest {
            let at = covered.version.as_ref().map_or(covered.at, |version| version.at);
            draft = draft.related(review.at("covers", at), "the version that was looked at");
        }
        let moved = newest.iter().flat_map(|(review, _)| seen.causes(*review, record));
        if let Some(cause) = moved.into_iter().find(|cause| cause.named) {
            overtaken::reason(dossier, cause, draft);
        }
    }
}

/// Reports a SOUP of which every newest review saw another use.
fn another_use(
    dossier: &Dossier,
    soup: Placed<'_>,
    newest: &[(Placed<'_>, &Covered)],
    reviews: &Overtaken<'_>,
    found: &mut Findings<'_>,
) {
    let seen: Vec<(Placed<'_>, Vec<Cause>)> = newest
        .iter()
        .map(|(review, _)| {
            let causes = reviews.causes(*review, soup).filter(|cause| !cause.named).cloned();
            (*review, causes.collect())
        })
        .collect();
    let Some((review, causes)) = seen.first().filter(|_| seen.iter().all(|(_, causes)| !causes.is_empty()))
    else {
        return;
    };
    let message = overtaken::changed(dossier, &causes.iter().collect::<Vec<_>>(), "this review");
    let at = newest
        .first()
        .map_or(soup.whole().span, |(_, covered)| covered.soup.as_ref().map_or(covered.at, |soup| soup.at));
    let at = review.at(format!("covers.{}", soup.id()), at);
    let help = "review the anomalies again for the use that the device makes of the SOUP now, and add an anomaly review";
    let draft = found.add_as(soup.class(), at, message).help(help);
    overtaken::explain(dossier, causes, draft);
}

/// What overtook each anomaly review, by review and SOUP.
struct Overtaken<'p>(HashMap<(usize, usize), Vec<&'p Cause>>);

impl<'p> Overtaken<'p> {
    fn of(past: &'p Past) -> Overtaken<'p> {
        let mut by_place: HashMap<(usize, usize), Vec<&Cause>> = HashMap::new();
        for evidence in past.of_sort(Sort::AnomalyReview) {
            for cause in evidence.stale.iter().flat_map(|stale| &stale.causes) {
                by_place.entry((evidence.record, cause.record)).or_default().push(cause);
            }
        }
        Overtaken(by_place)
    }

    fn causes(&self, review: Placed<'_>, soup: Placed<'_>) -> impl Iterator<Item = &'p Cause> {
        self.0.get(&(review.index, soup.index)).into_iter().flatten().copied()
    }
}

/// Returns the newest date among the live reviews of a SOUP, and the entries that cover it in reviews of that date; where none
/// has a date, in all of them.
pub(crate) fn newest_covers(soup: Placed<'_>) -> (Option<Date>, Vec<(Placed<'_>, &Covered)>) {
    let mut newest = None;
    let mut covers = Vec::new();
    let links =
        soup.incoming().filter(|(link, review)| std::ptr::eq(link.relation, &COVERS) && review.is_live());
    for (link, record) in links {
        let Some(review) = record.fields::<AnomalyReview>() else { continue };
        let date = review.date.as_ref().map(|date| date.value);
        if date > newest {
            newest = date;
            covers.clear();
        }
        // Entries stand in the order of the file, so the one around the link is the last that begins before it.
        let after = review.covers.partition_point(|covered| covered.at.start <= link.id.at.start);
        if date == newest && after > 0 {
            covers.push((record, &review.covers[after - 1]));
        }
    }
    (newest, covers)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::drawn::check;

    #[test]
    fn another_use_of_the_same_version_needs_another_review() {
        let example = "
//= commit 2025-05-22
//- soup/SOUP-003.md
---
id: SOUP-003
version: 2.2.6
intended_use: resizes images
---
//- reviews/AR-003-1.md
---
id: AR-003-1
date: 2025-05-22
covers:
  - soup: SOUP-003
#         ^^^^^^^^ SOUP-003 changed since this review: intended_use
    version: 2.2.6
---
//= commit 2025-06-22
//- soup/SOUP-003.md
---
id: SOUP-003
version: 2.2.6
intended_use: resizes images and decides which are urgent
---
";
        check(&RULE, example).expect("as drawn");
        let moved = example.replace(
            "version: 2.2.6\nintended_use: resizes images and",
            "version: 2.3.5\nintended_use: resizes images and",
        );
        let found = crate::rules::drawn::findings(&RULE, &moved).expect("an example");
        assert_eq!((found.len(), &*found[0].reasons[0].field), (1, "version"));
        assert!(found[0].reasons[0].commit.is_some());
        let again = format!(
            "{example}//= commit 2025-06-23\n//- reviews/AR-003-2.md\n---\nid: AR-003-2\ndate: 2025-05-22\ncovers:\n  - {{soup: SOUP-003, version: 2.2.6}}\n---\n"
        );
        let found = crate::rules::drawn::findings(&RULE, &again).expect("an example");
        assert!(found.is_empty(), "one review of the newest date that still stands is enough");
    }

    const SOUP: &str = "
//- soup/SOUP-001.md
---
id: SOUP-001
version: '2.10'
---
";

    fn review(id: &str, rest: &str) -> String {
        format!("//- reviews/{id}.md\n---\nid: {id}\n{rest}\n---\n")
    }

    #[test]
    fn among_reviews_of_one_day_any_may_cover_the_version() {
        let one = review("AR-1", "date: 2025-11-18\ncovers: [{ soup: SOUP-001, version: 2.10 }]");
        let two = review("AR-2", "date: 2025-11-18\ncovers: [{ soup: SOUP-001, version: 2.9 }]");
        check(&RULE, &format!("{SOUP}{one}{two}")).expect("nothing is found");
    }

    #[test]
    fn an_undated_or_retired_review_is_not_the_newest() {
        let one = review("AR-1", "date: 2025-11-18\ncovers: [{ soup: SOUP-001, version: 2.10 }]");
        let two = review("AR-2", "covers: [{ soup: SOUP-001, version: 2.9 }]");
        let three =
            review("AR-3", "status: retired\ndate: 2026-01-01\ncovers: [{ soup: SOUP-001, version: 2.9 }]");
        check(&RULE, &format!("{SOUP}{one}{two}{three}")).expect("nothing is found");
    }

    #[test]
    fn a_review_that_names_no_version_is_left_to_another_rule() {
        let one = review("AR-1", "date: 2025-11-18\ncovers: [{ soup: SOUP-001 }]");
        check(&RULE, &format!("{SOUP}{one}")).expect("nothing is found");
    }

    #[test]
    fn a_version_that_pins_nothing_is_left_to_other_rules() {
        let one = review("AR-1", "date: 2025-11-18\ncovers: [{ soup: SOUP-001, version: 2.9 }]");
        for version in ["^2.9", "latest", "TBD"] {
            let soup = format!("\n//- soup/SOUP-001.md\n---\nid: SOUP-001\nversion: {version}\n---\n");
            check(&RULE, &format!("{soup}{one}")).expect("nothing is found");
        }
    }

    #[test]
    fn versions_are_compared_as_text() {
        let soup = "
//- soup/SOUP-001.md
---
id: SOUP-001
version: '2.10'
#         ^^^^
---
";
        let one = review("AR-1", "date: 2025-11-18\ncovers: [{ soup: SOUP-001, version: 2.1 }]");
        let difference = check(&RULE, &format!("{soup}{one}")).expect_err("2.1 is not 2.10");
        assert!(difference.contains("covers 2.1 and not this version"), "{difference}");
    }
}
