//! What the move of a version means, in words that every report for people shares.

use crate::review::{Meaning, MovedAnomaly, PassedOver, SoupMove};
use crate::version::Direction;

/// How many anomalies of one sort are named.
const NAMED: usize = 8;

/// Returns the word for the way that a version went; `None` where there is none to go.
pub(crate) fn way(moved: &SoupMove) -> Option<&'static str> {
    Some(match moved.meaning.as_ref()?.direction {
        Direction::Upgrade => "upgrade",
        Direction::Downgrade => "downgrade",
        Direction::Same => "same version, spelled differently",
        Direction::Unknown => "order unknown",
    })
}

/// Returns what there is to say of a move beside its versions, in sentences without an end. `mark` writes an id or a version.
pub(crate) fn remarks(moved: &SoupMove, mark: &dyn Fn(&str) -> String) -> Vec<String> {
    let Some(Meaning { direction, passed_over, anomalies }) = &moved.meaning else { return Vec::new() };
    let mut remarks = Vec::new();
    let after = moved.versions.as_ref().and_then(|(_, after)| after.as_deref()).unwrap_or_default();
    if *direction == Direction::Downgrade {
        remarks.push(format!("this is a downgrade: what was fixed after {} may be open again", mark(after)));
    }
    if let Some(PassedOver { review, version, is_between }) = passed_over {
        let what = if *is_between { "which this move passes over" } else { "neither of the two" };
        remarks.push(format!(
            "the newest anomaly review, {}, covers {}, {what}",
            mark(review),
            mark(version)
        ));
    }
    let lists = anomalies.each().into_iter().filter(|(_, anomalies)| !anomalies.is_empty());
    let lists: Vec<String> = lists.map(|(what, anomalies)| list(what, anomalies, mark)).collect();
    if !lists.is_empty() {
        remarks.push(format!("anomalies: {}", lists.join("; ")));
    }
    remarks
}

fn list(what: &str, anomalies: &[MovedAnomaly], mark: &dyn Fn(&str) -> String) -> String {
    let mut names: Vec<String> = anomalies
        .iter()
        .take(NAMED)
        .map(|anomaly| match anomaly.state.filter(|state| *state != what) {
            Some(state) => format!("{} ({})", mark(&anomaly.id), state.replace('_', " ")),
            None => mark(&anomaly.id),
        })
        .collect();
    if anomalies.len() > NAMED {
        names.push(format!("and {} more", anomalies.len() - NAMED));
    }
    format!("{} {what}: {}", anomalies.len(), names.join(", "))
}
