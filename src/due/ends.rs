//! Days on which something ends: support of a SOUP, a waiver.

use jiff::ToSpan;

use super::{Due, What};
use crate::dossier::{Dossier, is_unreadable};

/// Returns the end of support of every live SOUP that names one, by path. From that day on it has ended; a plan to replace the
/// SOUP, readable or not, is an answer.
pub fn ends_of_support(dossier: &Dossier) -> Vec<Due<'_>> {
    let ends = dossier.soups().filter_map(|(record, soup)| {
        let day = soup.end_of_support.as_ref()?.value;
        let is_answered = soup.replacement_plan.is_some() || is_unreadable(record, "replacement_plan");
        let latest = day.checked_sub(1.day()).unwrap_or(day);
        let due = Due::of(What::EndOfSupport, record);
        Some(Due { day: Some(day), latest: Some(latest), is_answered, ..due })
    });
    ends.collect()
}

/// Returns the last day of every live waiver, by path.
pub fn waivers(dossier: &Dossier) -> Vec<Due<'_>> {
    let ends = dossier.waivers().filter(|(record, _)| !is_unreadable(*record, "expires"));
    let due = ends.map(|(record, waiver)| {
        let day = waiver.expires.as_ref().map(|day| day.value);
        Due { day, latest: day, ..Due::of(What::Waiver, record) }
    });
    due.collect()
}
