//! The SOUP that moved, in JSON.

use serde::Serialize;

use super::Texts;
use crate::review::{AnomalyDelta, MovedAnomaly, SoupMove};

/// A SOUP that came, went, or moved to another version or class.
#[derive(Serialize)]
pub(super) struct Move<'c> {
    soup: &'c str,
    title: &'c str,
    version: Option<Texts<'c>>,
    class: Option<Classes>,
    changes: &'c [String],
    covered: bool,
    asked: bool,
    direction: Option<&'static str>,
    passed_over: Option<PassedOver<'c>>,
    anomalies: Option<Anomalies<'c>>,
}

#[derive(Serialize)]
struct PassedOver<'c> {
    review: &'c str,
    version: &'c str,
    between: bool,
}

#[derive(Serialize)]
struct Anomalies<'c> {
    fixed: Vec<Anomaly<'c>>,
    new: Vec<Anomaly<'c>>,
    open: Vec<Anomaly<'c>>,
    unassessed: Vec<Anomaly<'c>>,
}

#[derive(Serialize)]
struct Anomaly<'c> {
    id: &'c str,
    state: Option<&'static str>,
    review: &'c str,
}

#[derive(Serialize)]
struct Classes {
    before: String,
    after: String,
}

impl<'c> Move<'c> {
    pub fn of(moved: &'c SoupMove) -> Move<'c> {
        let version = moved.versions.as_ref();
        let meaning = moved.meaning.as_ref();
        Move {
            soup: &moved.soup,
            title: &moved.title,
            version: version
                .map(|(before, after)| Texts { before: before.as_deref(), after: after.as_deref() }),
            class: moved
                .classes
                .map(|(before, after)| Classes { before: before.to_string(), after: after.to_string() }),
            changes: &moved.changes,
            covered: moved.is_covered,
            asked: moved.is_asked,
            direction: meaning.map(|meaning| meaning.direction.word()),
            passed_over: meaning.and_then(|meaning| meaning.passed_over.as_ref()).map(|passed| PassedOver {
                review: &passed.review,
                version: &passed.version,
                between: passed.is_between,
            }),
            anomalies: meaning.map(|meaning| Anomalies::of(&meaning.anomalies)),
        }
    }
}

impl<'c> Anomalies<'c> {
    fn of(delta: &'c AnomalyDelta) -> Anomalies<'c> {
        let each = |anomalies: &'c [MovedAnomaly]| {
            let one = |anomaly: &'c MovedAnomaly| Anomaly {
                id: &anomaly.id,
                state: anomaly.state,
                review: &anomaly.review,
            };
            anomalies.iter().map(one).collect()
        };
        Anomalies {
            fixed: each(&delta.fixed),
            new: each(&delta.new),
            open: each(&delta.open),
            unassessed: each(&delta.unassessed),
        }
    }
}
