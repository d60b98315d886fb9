//! Reviews of SOUP: of their published anomalies, and of the whole record.

use std::collections::HashMap;

use jiff::civil::Date;

use super::{Due, What, interval};
use crate::dossier::{Dossier, Placed, is_unreadable};
use crate::record::Soup;
use crate::record::relations::COVERS;
use crate::standard::Class;

/// What is known of the live reviews of a SOUP.
#[derive(Default)]
struct Reviews<'d> {
    /// The newest one that has a date.
    newest: Option<(Date, Placed<'d>)>,
    /// Whether one of them has a date that cannot be read: it could be the newest.
    has_unreadable: bool,
}

/// Returns the next anomaly review of every live SOUP that owes one, by path.
///
/// It counts from the newest live review that covers the SOUP in whatever version. Without any, in class A and with a
/// `no_hazard_rationale`, the record's own interval is a promise that counts from its approval, and where one of the two is
/// not written, nothing is owed. Where the newest review cannot be told, no day is given.
pub fn anomaly_reviews(dossier: &Dossier) -> Vec<Due<'_>> {
    let of_soup = reviews(dossier);
    let settings = &dossier.config.review;
    let mut found = Vec::new();
    for (record, soup) in dossier.soups() {
        if !record.is_addressable() || is_unreadable(record, "monitoring.cadence_days") {
            continue;
        }
        let allowed = interval(
            soup,
            |monitoring| Some(monitoring.cadence_days.as_ref()?.value),
            settings.vulnerability,
        );
        let (since, review) = match of_soup.get(&record.index) {
            Some(reviews) if reviews.has_unreadable => (None, None),
            Some(Reviews { newest, .. }) => newest.map(|(day, review)| (day, review)).unzip(),
            None if is_asked(record, soup) => (None, None),
            None => match promised_since(record, soup) {
                Some(day) => (Some(day), None),
                None => continue,
            },
        };
        let due = Due { review, ..Due::of(What::AnomalyReview, record) };
        found.push(due.counted(since, allowed, settings.grace));
    }
    found
}

/// Returns the next full review of every live SOUP, by path.
///
/// No field says that a SOUP was looked at as a whole. Its approval does: somebody put a name under the record as it stands. So it
/// counts from `approved_on`.
pub fn full_reviews(dossier: &Dossier) -> Vec<Due<'_>> {
    let settings = &dossier.config.review;
    let soups = dossier.soups().filter(|(record, _)| {
        record.is_addressable()
            && !is_unreadable(*record, "monitoring.full_review_days")
            && !is_unreadable(*record, "approved_on")
    });
    let due = soups.map(|(record, soup)| {
        let allowed =
            interval(soup, |monitoring| Some(monitoring.full_review_days.as_ref()?.value), settings.full);
        let since = record.record().common.approved_on.as_ref().map(|day| day.value);
        Due::of(What::FullReview, record).counted(since, allowed, settings.grace)
    });
    due.collect()
}

/// Returns the reviews of every SOUP that a live one covers, by the SOUP's number.
fn reviews(dossier: &Dossier) -> HashMap<usize, Reviews<'_>> {
    let mut of_soup: HashMap<usize, Reviews<'_>> = HashMap::new();
    for (review, fields) in dossier.anomaly_reviews() {
        let date = fields.date.as_ref().map(|date| date.value);
        let is_unreadable = date.is_none() && is_unreadable(review, "date");
        for soup in review.to(&COVERS) {
            let known = of_soup.entry(soup.index).or_default();
            known.has_unreadable |= is_unreadable;
            let is_newer = known.newest.is_none_or(|(newest, _)| date.is_some_and(|date| newest <= date));
            if let Some(date) = date.filter(|_| is_newer) {
                known.newest = Some((date, review));
            }
        }
    }
    of_soup
}

/// Returns whether a review is asked for at all (7.1.3).
fn is_asked(record: Placed<'_>, soup: &Soup) -> bool {
    record.class() != Class::A && soup.no_hazard_rationale.is_none()
}

/// Returns the day from which the record's own interval counts, where no review covers the SOUP and none is asked for.
fn promised_since(record: Placed<'_>, soup: &Soup) -> Option<Date> {
    soup.monitoring.as_ref()?.cadence_days.as_ref()?;
    record.record().common.approved_on.as_ref().map(|approved| approved.value)
}
