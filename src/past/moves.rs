//! The SOUP that came, went, or moved to another version or class since the previous release.

use std::collections::{HashMap, HashSet};

use super::stamp::{Stamp, Walk};
use super::watch::{Watch, What};
use crate::dossier::{Dossier, Placed, Target};
use crate::field::Text;
use crate::reading::Error;
use crate::record::change::Decision;
use crate::record::{Change, Kind, Soup};
use crate::source::Commit;
use crate::standard::Class;

/// A SOUP that is not what it was at the previous release.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move {
    /// Its id, as it is written now, or as it was where it is gone.
    pub id: String,
    /// Its title, in the same way.
    pub title: String,
    /// The number of its record in the dossier; `None` where no record is left.
    pub record: Option<usize>,
    /// What it was; `None` where it was not in use.
    pub before: Option<Moved>,
    /// What it is; `None` where it is no longer in use.
    pub after: Option<Moved>,
    /// The commit that brought the version now in use; `None` while it is not committed, and where that is not known.
    pub commit: Option<Commit>,
}

/// What a SOUP was or is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// Its version, empty where none is given.
    pub version: String,
    /// The class that it is judged by.
    pub class: Class,
    /// The path of its record from the repository's root.
    pub path: String,
}

impl Move {
    /// Returns whether the version moved, or the SOUP came or went.
    pub fn is_of_version(&self) -> bool {
        let version = |side: &Option<Moved>| side.as_ref().map(|side| side.version.clone());
        version(&self.before) != version(&self.after)
    }

    /// Returns the class before and after, where it moved while the SOUP was in use.
    pub fn classes(&self) -> Option<(Class, Class)> {
        let (before, after) = (self.before.as_ref()?.class, self.after.as_ref()?.class);
        (before != after).then_some((before, after))
    }
}

/// Returns the SOUP that differ between the previous release and now, by id. What cannot be read on either side is reported for
/// that alone.
pub(super) fn between(before: &Dossier, now: &Dossier) -> Vec<Move> {
    let mut moves = Vec::new();
    for soup in now.of_kind(Kind::Soup).filter(|soup| soup.is_addressable()) {
        let old = match before.target(soup.id()) {
            Target::Record(old) => state(old),
            Target::Missing => None,
            Target::Malformed(_) | Target::Misnamed(_) => continue,
        };
        let new = state(soup);
        if old.is_none() && new.is_none() {
            continue;
        }
        moves.push(Move {
            id: soup.id().to_owned(),
            title: soup.title().to_owned(),
            record: Some(soup.index),
            before: old,
            after: new,
            commit: None,
        });
    }
    for soup in before.of_kind(Kind::Soup).filter(|soup| soup.is_addressable() && soup.is_live()) {
        if let Target::Missing = now.target(soup.id()) {
            moves.push(Move {
                id: soup.id().to_owned(),
                title: soup.title().to_owned(),
                record: None,
                before: state(soup),
                after: None,
                commit: None,
            });
        }
    }
    moves.retain(|moved| moved.is_of_version() || moved.classes().is_some());
    moves.sort_by(|one, two| one.id.cmp(&two.id));
    moves
}

/// Finds the commit that brought each version now in use.
pub(super) fn dated(mut moves: Vec<Move>, walk: &mut Walk<'_>) -> Result<Vec<Move>, Error> {
    let dated: Vec<usize> = (0..moves.len()).filter(|at| moves[*at].is_of_version()).collect();
    let dated: Vec<(usize, usize)> =
        dated.into_iter().filter_map(|at| Some((at, moves[at].record?))).collect();
    let watches: Vec<Watch> = dated
        .iter()
        .map(|(_, record)| Watch { record: *record, what: What::Fields(&["version"], None) })
        .collect();
    if watches.is_empty() {
        return Ok(moves);
    }
    for ((at, _), stamp) in dated.iter().zip(walk.stamps(&watches)?) {
        if let Stamp::Commit(commit, _) = stamp {
            moves[*at].commit = Some(walk.desk.source.commit(commit)?);
        }
    }
    Ok(moves)
}

/// One step that a change record writes down.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Recorded {
    /// The id of the SOUP in lower case.
    pub soup: String,
    /// The version before and after, where the step names them; `None` where the SOUP is added or removed.
    pub versions: Option<(Option<String>, Option<String>)>,
    /// The class before and after, where the step names them.
    pub classes: Option<(Class, Class)>,
}

/// Returns the steps that live changes write down, those put off or rejected left out.
pub fn recorded(dossier: &Dossier) -> Vec<Recorded> {
    dossier.changes().flat_map(|(_, change)| steps(change)).collect()
}

/// Returns the steps that a change writes down; one that was put off or rejected makes none.
pub fn steps(change: &Change) -> Vec<Recorded> {
    let decision = change.decision.as_ref().map(|decision| decision.value);
    if matches!(decision, Some(Decision::Defer | Decision::Reject)) {
        return Vec::new();
    }
    let version = |text: &Text| Some(text.value.to_string()).filter(|version| version != NONE);
    let steps = change.changes.iter().filter_map(|step| {
        let classes = step.class_from.as_ref().zip(step.class_to.as_ref());
        Some(Recorded {
            soup: step.soup.as_ref()?.value.to_ascii_lowercase(),
            versions: step.from.as_ref().zip(step.to.as_ref()).map(|(from, to)| (version(from), version(to))),
            classes: classes.map(|(from, to)| (from.value, to.value)),
        })
    });
    steps.collect()
}

/// Returns the steps that may cover a move since an earlier moment: those that were not there then, and those that were but
/// cannot have been made yet. A step that was there together with steps that lead back again was made, and is used up.
pub fn usable(now: Vec<Recorded>, then: &[Recorded]) -> Vec<Recorded> {
    let old: HashSet<&Recorded> = then.iter().collect();
    // A device has thousands of steps, of which a SOUP has a few.
    let mut by_soup: HashMap<&str, Vec<&Versions>> = HashMap::new();
    for step in then {
        by_soup.entry(&step.soup).or_default().extend(&step.versions);
    }
    let is_used = |step: &Recorded| {
        let Some((from, to)) = &step.versions else { return false };
        old.contains(step) && from != to && by_soup.get(&*step.soup).is_some_and(|own| reaches(own, to, from))
    };
    now.into_iter().filter(|step| !is_used(step)).collect()
}

/// Returns whether steps lead from one version of a SOUP to another; `None` is not being in use.
pub fn leads(steps: &[Recorded], soup: &str, from: &Option<String>, to: &Option<String>) -> bool {
    let soup = soup.to_ascii_lowercase();
    let own: Vec<&Versions> =
        steps.iter().filter(|step| step.soup == soup).filter_map(|step| step.versions.as_ref()).collect();
    reaches(&own, from, to)
}

/// The version before and after a step.
type Versions = (Option<String>, Option<String>);

fn reaches(own: &[&Versions], from: &Option<String>, to: &Option<String>) -> bool {
    let mut reached = HashSet::from([from]);
    let mut open = vec![from];
    while let Some(at) = open.pop() {
        for (start, end) in own.iter().copied() {
            if start == at && reached.insert(end) {
                open.push(end);
            }
        }
    }
    // The start is reached before any step is made; a move to itself is none.
    reached.contains(to)
}

/// What a change writes for a SOUP that is not there.
const NONE: &str = "none";

fn state(record: Placed<'_>) -> Option<Moved> {
    let soup = record.fields::<Soup>().filter(|_| record.is_live())?;
    Some(Moved {
        version: soup.version.as_ref().map_or_else(String::new, |version| version.value.to_string()),
        class: record.class(),
        path: record.dossier.repository_path(record.path()),
    })
}
