//! Due: what asks for somebody, and by which day.
//!
//! In goes a [`Dossier`]; out come [`Due`]s: reviews by each SOUP's own interval, ends of support, decisions that wait, waivers
//! that end. The rules about time judge by these, and so do the pages that look ahead: there is no second opinion. Nothing is
//! concluded from a day that nobody wrote down.

use jiff::Span;
use jiff::civil::Date;

use crate::dossier::{Dossier, KnownAnomaly, Placed};
use crate::field::Text;
use crate::record::{Fields, Soup};

mod decisions;
mod ends;
mod reviews;

pub use decisions::{decisions, opened, revisits, triages};
pub use ends::{ends_of_support, waivers};
pub use reviews::{anomaly_reviews, full_reviews};

/// What asks for somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum What {
    /// The published anomalies of a SOUP are to be looked at (IEC 62304 6.1 f).
    AnomalyReview,
    /// A SOUP is to be looked at as a whole.
    FullReview,
    /// Support of a SOUP ends.
    EndOfSupport,
    /// A change that was put off is to be looked at again.
    Revisit,
    /// A change waits for a decision.
    Decision,
    /// An anomaly waits for somebody to say whether it affects the device.
    Triage,
    /// A waiver ends.
    Waiver,
}

/// Something that asks for somebody.
#[derive(Clone, Copy, Debug)]
pub struct Due<'d> {
    /// What is asked.
    pub what: What,
    /// The record that it is about.
    pub record: Placed<'d>,
    /// The anomaly, where it is about one.
    pub anomaly: Option<KnownAnomaly<'d>>,
    /// The day that it counts from, where it counts from one.
    pub since: Option<Date>,
    /// The review that day is from, where it is from one.
    pub review: Option<Placed<'d>>,
    /// The days that are planned or allowed from there.
    pub allowed: Option<u32>,
    /// The day by which it is due; `None` where none can be told.
    pub day: Option<Date>,
    /// The last day on which it is in time, grace counted in; `None` as for `day`.
    pub latest: Option<Date>,
    /// Whether the record already says what comes of it, so that it only is to be known.
    pub is_answered: bool,
}

/// How soon something is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Soon {
    /// The last day to be in time has passed.
    Overdue,
    /// Within so many days: the least of [`AHEAD`] that holds.
    Within(u16),
    /// After all of these.
    Later,
    /// Nothing tells by which day.
    Undated,
    /// The day has passed, and the record says what comes of it.
    Answered,
}

/// How far ahead people look, in days.
pub const AHEAD: [u16; 3] = [30, 60, 90];

impl<'d> Due<'d> {
    fn of(what: What, record: Placed<'d>) -> Due<'d> {
        Due {
            what,
            record,
            anomaly: None,
            since: None,
            review: None,
            allowed: None,
            day: None,
            latest: None,
            is_answered: false,
        }
    }

    /// Sets the days that follow from a start, an interval and days of grace.
    fn counted(self, since: Option<Date>, allowed: u32, grace: u32) -> Due<'d> {
        let day = since.map(|since| after(since, allowed));
        let latest = day.map(|day| after(day, grace));
        Due { since, allowed: Some(allowed), day, latest, ..self }
    }

    /// Returns whether the last day to be in time has passed, as of the day by which the dossier is judged.
    pub fn is_overdue(&self) -> bool {
        self.latest.is_some_and(|latest| self.record.dossier.judged.as_of > latest)
    }

    /// Returns how soon it is due, as of the day by which the dossier is judged.
    pub fn soon(&self) -> Soon {
        let as_of = self.record.dossier.judged.as_of;
        let Some(day) = self.day else { return Soon::Undated };
        if self.is_overdue() {
            return if self.is_answered { Soon::Answered } else { Soon::Overdue };
        }
        let within = |days: &&u16| day <= after(as_of, u32::from(**days));
        AHEAD.iter().find(within).map_or(Soon::Later, |days| Soon::Within(*days))
    }

    /// Returns whether it is overdue, or due within the last of [`AHEAD`].
    pub fn is_near(&self) -> bool {
        matches!(self.soon(), Soon::Overdue | Soon::Within(_))
    }

    /// Returns the days from the start of counting to the day by which the dossier is judged.
    pub fn days(&self) -> Option<i64> {
        Some(i64::from((self.record.dossier.judged.as_of - self.since?).get_days()))
    }

    /// Returns who is asked, as recorded: who watches the SOUP, or else the owner of the record.
    pub fn owner(&self) -> Option<&'d Text> {
        let record = self.anomaly.and_then(KnownAnomaly::soup).unwrap_or(self.record);
        let watching = match &record.record().fields {
            Fields::Soup(soup) => soup.monitoring.as_ref().and_then(|monitoring| monitoring.owner.as_ref()),
            _ => None,
        };
        watching.or(record.record().common.owner.as_ref())
    }
}

/// Returns everything that asks for somebody, the most pressing first: by how soon, day, kind and record.
pub fn all(dossier: &Dossier) -> Vec<Due<'_>> {
    let mut all = anomaly_reviews(dossier);
    all.extend(full_reviews(dossier));
    all.extend(ends_of_support(dossier));
    all.extend(revisits(dossier));
    all.extend(decisions(dossier));
    all.extend(triages(dossier));
    all.extend(waivers(dossier));
    all.sort_by_cached_key(|due| (due.soon(), due.day, due.what, due.record.index));
    all
}

/// Returns the day so many days after another; the last one there is where it would come after it.
fn after(day: Date, days: u32) -> Date {
    let span = Span::new().try_days(i64::from(days));
    span.and_then(|span| day.checked_add(span)).unwrap_or(Date::MAX)
}

/// Returns the interval that a SOUP has for itself, or that of the project.
fn interval(soup: &Soup, own: fn(&crate::record::soup::Monitoring) -> Option<u32>, project: u32) -> u32 {
    soup.monitoring.as_ref().and_then(own).unwrap_or(project)
}

#[cfg(test)]
mod tests;
