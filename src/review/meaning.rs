//! What the move of a version means: which way it goes, which review it passes over, and what it does to known anomalies.

use std::collections::BTreeMap;

use crate::dossier::{AnomalyEntry, Dossier, KnownAnomaly, Placed};
use crate::record::anomaly_review::AnomalyState;
use crate::record::{AnomalyReview, Soup};
use crate::rules::newest_covers;
use crate::version::{Direction, direction, purl_type};

/// What the move of a SOUP from one version to another means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meaning {
    /// Which of the two versions comes later.
    pub direction: Direction,
    /// The newest anomaly review, where it is about neither of the two.
    pub passed_over: Option<PassedOver>,
    /// What was known of the version before, and what is known of the one after.
    pub anomalies: AnomalyDelta,
}

/// An anomaly review of a version that is neither the one before a move nor the one after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PassedOver {
    /// The review's id.
    pub review: String,
    /// The version that it covers.
    pub version: String,
    /// Whether that lies between the two for certain, so that the move leaves it out.
    pub is_between: bool,
}

/// The anomalies of a SOUP whose version moved, each in one of the lists, by number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AnomalyDelta {
    /// A review of the version after says that it no longer is, or does not matter, and nobody had said so before.
    pub fixed: Vec<MovedAnomaly>,
    /// A review of the version after says that it is open, and before it was not known, or closed.
    pub new: Vec<MovedAnomaly>,
    /// Open before, and a review of the version after says that it still is.
    pub open: Vec<MovedAnomaly>,
    /// Known, and no review of the version after says anything of it.
    pub unassessed: Vec<MovedAnomaly>,
}

/// An anomaly and the newest that is known of it after a move.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MovedAnomaly {
    /// Its number, or its title where it has none.
    pub id: String,
    /// Its state in the words of VEX; `None` where nobody gave one.
    pub state: Option<&'static str>,
    /// The review that says so.
    pub review: String,
}

impl AnomalyDelta {
    /// Returns whether there is nothing to tell.
    pub fn is_empty(&self) -> bool {
        self.each().iter().all(|(_, anomalies)| anomalies.is_empty())
    }

    /// Returns the lists, each with how it is called.
    pub fn each(&self) -> [(&'static str, &[MovedAnomaly]); 4] {
        [
            ("fixed", &self.fixed),
            ("new", &self.new),
            ("still open", &self.open),
            ("not assessed for this version", &self.unassessed),
        ]
    }
}

/// Says what the move of a SOUP means that has a version at both moments.
pub(super) fn of(base: Placed<'_>, head: Placed<'_>, before: &str, after: &str) -> Meaning {
    let package = |record: Placed<'_>| {
        record.fields::<Soup>().and_then(|soup| soup.purl.as_ref()).and_then(|purl| purl_type(&purl.value))
    };
    let package = package(head).or_else(|| package(base));
    let compare = |one: &str, two: &str| direction(one, two, package.as_deref());
    Meaning {
        direction: compare(before, after),
        passed_over: passed_over(head, before, after, &compare),
        anomalies: anomalies((base, before), (head, after)),
    }
}

fn passed_over(
    head: Placed<'_>,
    before: &str,
    after: &str,
    compare: &dyn Fn(&str, &str) -> Direction,
) -> Option<PassedOver> {
    let (_, newest) = newest_covers(head);
    let versions =
        newest.iter().filter_map(|(review, covered)| Some((review, &*covered.version.as_ref()?.value)));
    let versions: Vec<_> = versions.map(|(review, version)| (*review, version.to_string())).collect();
    if versions.iter().any(|(_, version)| version == before || version == after) {
        return None;
    }
    let (review, version) = versions.into_iter().next()?;
    let (there, on) = (compare(before, &version), compare(&version, after));
    let is_between = there == on && matches!(there, Direction::Upgrade | Direction::Downgrade);
    Some(PassedOver { review: review.id().to_owned(), version, is_between })
}

fn anomalies((base, version): (Placed<'_>, &str), (head, after): (Placed<'_>, &str)) -> AnomalyDelta {
    let name = |known: KnownAnomaly<'_>| -> String {
        let title = || known.governing().anomaly.title.as_ref().map(|title| title.value.to_string());
        known
            .id()
            .map(str::to_owned)
            .or_else(title)
            .unwrap_or_else(|| "an anomaly without a number".to_owned())
    };
    let before: BTreeMap<String, KnownAnomaly<'_>> =
        base.anomalies().map(|known| (name(known).to_ascii_lowercase(), known)).collect();
    let now: BTreeMap<String, KnownAnomaly<'_>> =
        head.anomalies().map(|known| (name(known).to_ascii_lowercase(), known)).collect();
    let mut delta = AnomalyDelta::default();
    for (key, known) in &now {
        // What the newest review of that very version says; a newer one of another version says nothing of it.
        let Some(entry) = assessed(*known, head, after) else {
            delta.unassessed.push(moved(known.governing(), name(*known)));
            continue;
        };
        let told = moved(entry, name(*known));
        let was = before.get(key).map(|was| assessed(*was, base, version).unwrap_or_else(|| was.governing()));
        match (was.map(is_open), is_open(entry)) {
            (Some(true), true) => delta.open.push(told),
            (Some(false) | None, true) => delta.new.push(told),
            (Some(true) | None, false) => delta.fixed.push(told),
            // It was closed before, and a review says that it stays so.
            (Some(false), false) => {}
        }
    }
    // A review that went with what it knew leaves its anomalies unassessed.
    let gone = before.iter().filter(|(key, _)| !now.contains_key(*key));
    delta.unassessed.extend(gone.map(|(_, known)| moved(known.governing(), name(*known))));
    delta
}

fn moved(entry: AnomalyEntry<'_>, id: String) -> MovedAnomaly {
    let state = entry.anomaly.state.as_ref().map(|state| AnomalyState::word(state.value));
    MovedAnomaly { id, state, review: entry.review.id().to_owned() }
}

/// Returns the newest entry of an anomaly in a review that covers a version.
fn assessed<'d>(known: KnownAnomaly<'d>, soup: Placed<'_>, version: &str) -> Option<AnomalyEntry<'d>> {
    let covers = |review: &AnomalyReview| {
        review.covers.iter().any(|covered| {
            covered.soup.as_ref().is_some_and(|id| id.value.eq_ignore_ascii_case(soup.id()))
                && covered.version.as_ref().is_some_and(|covered| *covered.value == *version)
        })
    };
    known.entries().rev().find(|entry| entry.review.fields::<AnomalyReview>().is_some_and(covers))
}

fn is_open(entry: AnomalyEntry<'_>) -> bool {
    match entry.anomaly.state.as_ref().map(|state| state.value) {
        Some(AnomalyState::Affected | AnomalyState::UnderInvestigation) | None => true,
        Some(AnomalyState::NotAffected | AnomalyState::Fixed) => false,
    }
}

/// Finds a SOUP that is live at a moment.
pub(super) fn live<'d>(dossier: &'d Dossier, id: &str) -> Option<Placed<'d>> {
    dossier.find(id).filter(|soup| soup.is_live())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::drawn;

    fn device(version: &str, reviews: &str) -> Dossier {
        let soup = format!(
            "\n//- soup/SOUP-1.md\n---\nid: SOUP-1\nversion: {version}\npurl: pkg:pypi/x@{version}\n---\n{reviews}"
        );
        drawn::dossier(&soup).expect("the example can be read")
    }

    fn review(id: &str, date: &str, version: &str, anomalies: &str) -> String {
        format!(
            "//- reviews/{id}.md\n---\nid: {id}\ndate: {date}\ncovers: [{{soup: SOUP-1, version: {version}}}]\nanomalies: [{anomalies}]\n---\n"
        )
    }

    fn meaning(before: (&str, &str), after: (&str, &str)) -> Meaning {
        let (base, head) = (device(before.0, before.1), device(after.0, after.1));
        let soup = |dossier| live(dossier, "SOUP-1").expect("the SOUP is there");
        of(soup(&base), soup(&head), before.0, after.0)
    }

    fn ids(anomalies: &[MovedAnomaly]) -> Vec<&str> {
        anomalies.iter().map(|anomaly| &*anomaly.id).collect()
    }

    #[test]
    fn the_way_a_version_goes_is_told_by_its_ecosystem() {
        for (before, after, expected) in [
            ("1.0", "1.0.post1", Direction::Upgrade),
            ("1.0", "1.0rc1", Direction::Downgrade),
            ("1.0", "1.0+local", Direction::Unknown),
            ("1.0", "1.0.0", Direction::Same),
        ] {
            assert_eq!(meaning((before, ""), (after, "")).direction, expected, "{before} to {after}");
        }
    }

    #[test]
    fn a_review_of_a_version_in_between_is_passed_over() {
        let of = |version| review("AR-1", "2025-01-01", version, "");
        let passed = |version| meaning(("4.11", &of(version)), ("4.13", &of(version))).passed_over;
        assert_eq!(passed("4.11"), None);
        assert_eq!(passed("4.13"), None);
        let between = |is_between, version: &str| {
            Some(PassedOver { review: "AR-1".to_owned(), version: version.to_owned(), is_between })
        };
        assert_eq!(passed("4.12"), between(true, "4.12"));
        assert_eq!(passed("4.14"), between(false, "4.14"));
        let newer = format!("{}{}", of("4.12"), review("AR-2", "2025-02-01", "4.11", ""));
        assert_eq!(meaning(("4.11", &newer), ("4.13", &newer)).passed_over, None, "the newest one counts");
        let down = meaning(("4.13", &of("4.12")), ("4.11", &of("4.12")));
        assert_eq!((down.direction, down.passed_over), (Direction::Downgrade, between(true, "4.12")));
    }

    #[test]
    fn each_anomaly_is_fixed_new_still_open_or_unassessed() {
        let before = review(
            "AR-1",
            "2025-01-01",
            "1.0",
            "{id: A-open, state: affected}, {id: A-fixed, state: affected}, {id: A-left, state: affected}, \
             {id: A-closed, state: fixed}, {id: A-back, state: not_affected}, {id: A-old, state: fixed}",
        );
        let after = review(
            "AR-2",
            "2025-02-01",
            "1.1",
            "{id: a-open, state: affected}, {id: A-fixed, state: fixed}, {id: A-closed, state: fixed}, \
             {id: A-back, state: affected}, {id: A-new, state: under_investigation}, {id: A-both, state: fixed}",
        );
        let both = format!("{before}{after}");
        let delta = meaning(("1.0", &before), ("1.1", &both)).anomalies;
        assert_eq!(ids(&delta.fixed), ["A-both", "A-fixed"]);
        assert_eq!(ids(&delta.new), ["A-back", "A-new"]);
        assert_eq!(ids(&delta.open), ["a-open"]);
        assert_eq!(ids(&delta.unassessed), ["A-left", "A-old"]);
        assert_eq!(delta.fixed[1].state, Some("fixed"));
        assert_eq!(delta.fixed[1].review, "AR-2");

        // Without a review of the version after nothing of what was known is assessed.
        let delta = meaning(("1.0", &before), ("1.1", &before)).anomalies;
        assert_eq!(delta.unassessed.len(), 6);
        assert!(delta.fixed.is_empty() && delta.new.is_empty() && delta.open.is_empty());
        assert!(meaning(("1.0", ""), ("1.1", "")).anomalies.is_empty());
    }

    #[test]
    fn what_a_downgrade_goes_back_to_is_what_the_review_of_that_version_said() {
        let old = review("AR-1", "2025-01-01", "1.0", "{id: A-1, state: affected}, {id: A-2, state: fixed}");
        let new = review("AR-2", "2025-02-01", "1.1", "{id: A-1, state: fixed}, {id: A-3, state: fixed}");
        let both = format!("{old}{new}");
        let delta = meaning(("1.1", &both), ("1.0", &both)).anomalies;
        assert_eq!((ids(&delta.new), ids(&delta.unassessed)), (vec!["A-1"], vec!["A-3"]));
        assert_eq!((delta.new[0].state, &*delta.new[0].review), (Some("affected"), "AR-1"));
        assert!(delta.fixed.is_empty() && delta.open.is_empty());
    }

    #[test]
    fn what_went_with_its_review_stays_unassessed() {
        let before = review("AR-1", "2025-01-01", "1.0", "{id: A-1, state: affected}");
        let delta = meaning(("1.0", &before), ("1.1", "")).anomalies;
        assert_eq!(ids(&delta.unassessed), ["A-1"]);
    }
}
