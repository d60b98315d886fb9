//! Decisions that wait: on changes, and on what anomalies mean.

use jiff::ToSpan;
use jiff::civil::Date;

use super::{Due, What};
use crate::dossier::{AnomalyEntry, Dossier, KnownAnomaly, is_unreadable, is_unreadable_within};
use crate::record::anomaly_review::AnomalyState;
use crate::record::change::{Decision, Reason};

/// Returns the live changes without a decision, by path. Only for one with `reason: security` the project says how many days it
/// may wait.
pub fn decisions(dossier: &Dossier) -> Vec<Due<'_>> {
    let undecided = dossier.changes().filter(|(record, change)| {
        change.decision.is_none()
            && !is_unreadable(*record, "decision")
            && !is_unreadable(*record, "requested_on")
    });
    let due = undecided.map(|(record, change)| {
        let since = change.requested_on.as_ref().map(|day| day.value);
        let due = Due { since, ..Due::of(What::Decision, record) };
        match &change.reason {
            Some(reason) if reason.value == Reason::Security => {
                due.counted(since, dossier.config.review.decision, 0)
            }
            Some(_) | None => due,
        }
    });
    due.collect()
}

/// Returns the live changes that were put off, with the day on which they are to be looked at again, by path.
pub fn revisits(dossier: &Dossier) -> Vec<Due<'_>> {
    let deferred = dossier.changes().filter(|(_, change)| {
        change.decision.as_ref().is_some_and(|decision| decision.value == Decision::Defer)
    });
    let due = deferred.map(|(record, change)| {
        let day = change.revisit.as_ref().map(|day| day.value);
        Due { day, latest: day, ..Due::of(What::Revisit, record) }
    });
    due.collect()
}

/// Returns the anomalies of which nobody has said yet whether they affect the device. They count from the first review since which
/// nobody settled them, and at a release they are due at once; their record is the governing review.
pub fn triages(dossier: &Dossier) -> Vec<Due<'_>> {
    let waiting = dossier.anomalies().filter(|known| {
        let entry = known.governing();
        is_untriaged(entry) && !is_unreadable_within(entry.review, entry.anomaly.at, "state")
    });
    let due = waiting.map(|known| {
        let (first, since) = opened(known).unzip();
        let due = Due::of(What::Triage, known.governing().review);
        let due = Due { anomaly: Some(known), review: first.map(|entry| entry.review), ..due };
        let due = due.counted(since, dossier.config.review.triage, 0);
        if !dossier.judged.is_release() {
            return due;
        }
        // Whoever releases knows by then.
        let as_of = dossier.judged.as_of;
        let before = as_of.checked_sub(1.day()).unwrap_or(as_of);
        let earlier = |day: Option<Date>, other: Date| Some(day.map_or(other, |day| day.min(other)));
        Due { day: earlier(due.day, as_of), latest: earlier(due.latest, before), ..due }
    });
    due.collect()
}

/// Returns whether nobody has said yet whether the device is affected.
fn is_untriaged(entry: AnomalyEntry<'_>) -> bool {
    let state = entry.anomaly.state.as_ref();
    state.is_none_or(|state| state.value == AnomalyState::UnderInvestigation)
}

/// Returns the first entry since which nobody settled the anomaly, and the day on which it was listed; `None` where no day
/// is known.
pub fn opened(known: KnownAnomaly<'_>) -> Option<(AnomalyEntry<'_>, Date)> {
    let open = known.entries().rev().take_while(|entry| is_untriaged(*entry));
    open.filter_map(|entry| Some((entry, entry.listed_on()?))).min_by_key(|(_, day)| *day)
}
