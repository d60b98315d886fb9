//! Finds dates that cannot be right.

use jiff::civil::Date;

use super::{Check, Findings, Rule, Severity};
use crate::dossier::{At, Dossier, Placed};
use crate::field::FaultKind;
use crate::record::soup::AnomalySources;
use crate::record::{AnomalyReview, Fields, Soup};
use crate::standard::{Classes, iso_13485};
use crate::text::{Span, Spanned};

pub(super) static RULE: Rule = Rule {
    code: "date-invalid",
    clauses: &[&iso_13485::CLAUSE_4_2_5],
    classes: Classes::ALL,
    severity: Severity::ERROR,
    summary: "a date is no calendar date, lies in the future, or before what it is about",
    explain: "
A record is worth as much as its dates. Three things are found:

- a text that is not a calendar date written as year-month-day (in retired records too);
- the date of a past event later than the as-of date: `approved_on`, `date`, `release_date`, `retrieved`, `assessed_on`,
  `requested_on`, `support_assessed_on`, `acceptance.on`, `none_published.on`, `kev_added` and the dates of scores. `expires`, `revisit`
  and `end_of_support` may lie ahead. The as-of date is that of the tag for a release, else today or the day given;
- a review older than the `release_date` of the version that it covers. Only the current version of a SOUP has a known release date,
  so only reviews of that version are compared. A review on the day of the release is fine.
",
    help: "correct the date",
    wrong: "
//- reviews/AR-003-1.md
---
id: AR-003-1
date: 2099-01-01
#     ^^^^^^^^^^ 2099-01-01 is later than the as-of date 2026-01-15
sources:
  - url: https://numpy.example/issues
    retrieved: 2025-02-30
#              ^^^^^^^^^^ `2025-02-30` is not a calendar date
---
",
    right: "
//- reviews/AR-003-1.md
---
id: AR-003-1
date: 2025-05-22
sources:
  - url: https://numpy.example/issues
    retrieved: 2025-05-21
---
",
    break_it: "
//- reviews/AR-003-1.md
-date: 2025-05-22
+date: 2099-05-22
",
    check: Check::Dossier(check),
};

fn check(dossier: &Dossier, found: &mut Findings<'_>) {
    super::record_faults(dossier, FaultKind::Date, found);
    let as_of = dossier.judged.as_of;
    for record in dossier.live() {
        for (at, date) in past(record) {
            if date > as_of {
                found.add(at, format!("{date} is later than the as-of date {as_of}"));
            }
        }
    }
    for (record, review) in dossier.anomaly_reviews() {
        covers(record, review, found);
    }
}

/// Finds the versions that a review covers and that were released only after it.
fn covers(record: Placed<'_>, review: &AnomalyReview, found: &mut Findings<'_>) {
    let Some(date) = &review.date else { return };
    for covered in &review.covers {
        let (Some(soup), Some(version)) = (&covered.soup, &covered.version) else { continue };
        let Some(target) = record.dossier.find(soup).filter(|target| target.is_live()) else { continue };
        let Some(fields) = target.fields::<Soup>() else { continue };
        let (Some(current), Some(released)) = (&fields.version, &fields.release_date) else { continue };
        if current.value == version.value && date.value < released.value {
            found
                .add(
                    record.at(format!("covers.{}.version", &*soup.value), version.at),
                    format!(
                        "{} {} was released on {}, after this review of {}",
                        target.id(),
                        &*version.value,
                        released.value,
                        date.value
                    ),
                )
                .label(date.at, "the day of the review")
                .related(target.at("release_date", released.at), "the day of the release");
        }
    }
}

/// Collects the dates of past events of one record.
struct Past<'d> {
    record: Placed<'d>,
    dates: Vec<(At<'d>, Date)>,
}

impl Past<'_> {
    fn add(&mut self, field: &str, date: Option<&Spanned<Date>>) {
        if let Some(date) = date {
            self.dates.push((self.record.at(field, date.at), date.value));
        }
    }

    fn add_at(&mut self, field: String, at: Span, date: Date) {
        self.dates.push((self.record.at(field, at), date));
    }
}

fn past(record: Placed<'_>) -> Vec<(At<'_>, Date)> {
    let mut past = Past { record, dates: Vec::new() };
    past.add("approved_on", record.record().common.approved_on.as_ref());
    match &record.record().fields {
        Fields::Soup(soup) => {
            past.add("release_date", soup.release_date.as_ref());
            past.add("support_assessed_on", soup.support_assessed_on.as_ref());
            if let Some(AnomalySources::NonePublished(none)) = &soup.anomaly_sources {
                past.add("anomaly_sources.none_published.on", none.on.as_ref());
            }
        }
        Fields::Risk(risk) => {
            past.add("acceptance.on", risk.acceptance.as_ref().and_then(|acceptance| acceptance.on.as_ref()));
        }
        Fields::Verification(verification) => past.add("date", verification.date.as_ref()),
        Fields::AnomalyReview(review) => {
            past.add("date", review.date.as_ref());
            for (index, source) in review.sources.iter().enumerate() {
                if let Some(retrieved) = &source.retrieved {
                    let name = name("sources", index, source.url.as_ref());
                    past.add_at(format!("{name}.retrieved"), retrieved.at, retrieved.value);
                }
            }
            for (index, anomaly) in review.anomalies.iter().enumerate() {
                let name = name("anomalies", index, anomaly.id.as_ref());
                for (field, date) in [
                    ("assessed_on", anomaly.assessed_on.as_ref()),
                    ("kev_added", anomaly.kev_added.as_ref()),
                    ("cvss.date", anomaly.cvss.as_ref().and_then(|score| score.date.as_ref())),
                    ("epss.date", anomaly.epss.as_ref().and_then(|score| score.date.as_ref())),
                ] {
                    if let Some(date) = date {
                        past.add_at(format!("{name}.{field}"), date.at, date.value);
                    }
                }
            }
        }
        Fields::Change(change) => past.add("requested_on", change.requested_on.as_ref()),
        Fields::Release(release) => past.add("date", release.date.as_ref()),
        Fields::Item(_)
        | Fields::Tool(_)
        | Fields::Requirement(_)
        | Fields::Control(_)
        | Fields::Problem(_)
        | Fields::Document(_)
        | Fields::Waiver(_) => {}
    }
    past.dates
}

/// Returns the path of a list's element, named by its value where it has one.
fn name(list: &str, index: usize, key: Option<&crate::field::Text>) -> String {
    key.map_or_else(|| format!("{list}[{index}]"), |key| format!("{list}.{}", &*key.value))
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::drawn;

    #[test]
    fn what_is_planned_may_lie_ahead() {
        let example = "
//- soup/SOUP-001.md
---
id: SOUP-001
end_of_support: 2029-05-31
support_assessed_on: 2026-01-16
#                    ^^^^^^^^^^ 2026-01-16 is later than the as-of date 2026-01-15
---
//- changes/CR-001.md
---
id: CR-001
requested_on: 2026-01-15
revisit: 2026-09-01
---
//- waivers/WAIVER-001.md
---
id: WAIVER-001
expires: 2026-12-31
---
";
        drawn::check(&RULE, example).expect("as drawn");
    }

    #[test]
    fn a_review_cannot_be_older_than_the_version_it_covers() {
        let example = "
//- soup/SOUP-003.md
---
id: SOUP-003
version: 2.2.6
release_date: 2025-05-17
---
//- reviews/AR-1.md
---
id: AR-1
date: 2025-05-16
#     ^^^^^^^^^^ the day of the review
covers:
  - {soup: SOUP-003, version: 2.2.5}
  - {soup: soup-003, version: 2.2.6}
#                             ^^^^^ SOUP-003 2.2.6 was released on 2025-05-17, after this review of 2025-05-16
---
//- reviews/AR-2.md
---
id: AR-2
date: 2025-05-17
covers: [{soup: SOUP-003, version: 2.2.6}]
---
";
        drawn::check(&RULE, example).expect("as drawn");
    }

    #[test]
    fn the_as_of_date_decides_what_is_past() {
        let example = "
//= as-of 2025-12-01
//- releases/REL-1.md
---
id: REL-1
date: 2025-12-01
approved_on: 2025-12-02
#            ^^^^^^^^^^ 2025-12-02 is later than the as-of date 2025-12-01
---
//- reviews/AR-1.md
---
id: AR-1
anomalies:
  - id: CVE-1
    kev_added: 2026-01-01
#              ^^^^^^^^^^ 2026-01-01 is later than the as-of date 2025-12-01
    epss: {score: 0.1, date: 2025-11-30}
---
";
        drawn::check(&RULE, example).expect("as drawn");
    }
}
