//! The SOUP whose version or class moved, and the change records that say so.

use std::collections::HashSet;

use super::Side;
use super::meaning::{self, Meaning};
use crate::diff::Diff;
use crate::dossier::{Dossier, Reason};
use crate::past::{Recorded, leads, recorded, steps, usable};
use crate::record::{Change, Kind};
use crate::standard::Class;

/// A SOUP that came, went, or moved to another version or class.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SoupMove {
    /// Its id.
    pub soup: String,
    /// Its title.
    pub title: String,
    /// The path of its file from the repository's root.
    pub path: String,
    /// The version before and after, where it moved; `None` on a side where the SOUP was not in use.
    pub versions: Option<(Option<String>, Option<String>)>,
    /// The class before and after, where it moved while the SOUP was in use.
    pub classes: Option<(Class, Class)>,
    /// Its class after the change, before it where the SOUP is no longer in use; `None` where it is judged without.
    pub class: Option<Class>,
    /// The live change records whose steps lead from the one to the other, by id.
    pub changes: Vec<String>,
    /// Whether they lead all the way.
    pub is_covered: bool,
    /// Whether a change record is asked for: not so where the SOUP is what it was at the previous release, or nothing was
    /// released yet.
    pub is_asked: bool,
    /// What the move of its version means, where it has one before and after.
    pub meaning: Option<Meaning>,
}

/// Returns the SOUP that moved between two moments, by id.
pub(super) fn between(base: &Dossier, judged: &Side<'_>, diff: &Diff) -> Vec<SoupMove> {
    let head = judged.dossier;
    let unrecorded: HashSet<String> = judged
        .findings
        .iter()
        .filter(|finding| finding.rule.code == "soup-change-unrecorded")
        .filter_map(|finding| finding.record.as_ref().map(|id| id.to_ascii_lowercase()))
        .collect();
    let steps = usable(recorded(head), &recorded(base));
    let soups = diff.records.iter().filter(|record| record.kind == Kind::Soup);
    let moves = soups.filter_map(|record| {
        let live = |dossier: &Dossier| meaning::live(dossier, &record.id).is_some();
        let (was, is) = (live(base), live(head));
        let version = |dossier: &Dossier| {
            let soup = meaning::live(dossier, &record.id)?;
            let soup = soup.fields::<crate::record::Soup>()?;
            Some(soup.version.as_ref().map_or_else(String::new, |version| version.value.to_string()))
        };
        let (before, after) = (version(base), version(head));
        let versions = (before != after || was != is).then_some((before, after));
        let classes = record.class.as_ref().and_then(|class| class.before.zip(class.after));
        // A class that nobody meant, because something is missing or wrong above the SOUP, is no move.
        let is_meant =
            |class: Class| head.find(&record.id).and_then(|soup| soup.intended_class()) == Some(class);
        let classes = classes.filter(|(_, class)| was && is && is_meant(*class));
        let class = |dossier: &Dossier| {
            let soup = dossier.find(&record.id)?;
            (soup.classed().reason != Reason::NotJudged).then(|| soup.class())
        };
        if versions.is_none() && classes.is_none() {
            return None;
        }
        let by_version = versions.as_ref().is_none_or(|(from, to)| leads(&steps, &record.id, from, to));
        let is_class =
            |step: &Recorded| step.soup.eq_ignore_ascii_case(&record.id) && step.classes == classes;
        let by_class = classes.is_none() || steps.iter().any(is_class);
        let meaning = versions.as_ref().and_then(|versions| match versions {
            (Some(before), Some(after)) if !before.is_empty() && !after.is_empty() => {
                let (old, new) = (meaning::live(base, &record.id)?, meaning::live(head, &record.id)?);
                Some(meaning::of(old, new, before, after))
            }
            _ => None,
        });
        Some(SoupMove {
            soup: record.id.clone(),
            title: record.title.clone(),
            path: record.path.clone(),
            changes: changes(head, &steps, &record.id, versions.as_ref(), classes),
            versions,
            classes,
            class: class(if is { head } else { base }),
            is_covered: by_version && by_class,
            is_asked: by_version && by_class
                || judged.past.incomplete.is_some()
                || unrecorded.contains(&record.id.to_ascii_lowercase()),
            meaning,
        })
    });
    moves.collect()
}

/// Returns the changes that have a step on a way from the version before to the one after, or the class move itself.
fn changes(
    head: &Dossier,
    all: &[Recorded],
    soup: &str,
    versions: Option<&(Option<String>, Option<String>)>,
    classes: Option<(Class, Class)>,
) -> Vec<String> {
    let own: Vec<Recorded> =
        all.iter().filter(|step| step.soup.eq_ignore_ascii_case(soup)).cloned().collect();
    let is_on_the_way = |step: &Recorded| {
        let is_of_version = || {
            versions.zip(step.versions.as_ref()).is_some_and(|((from, to), (start, end))| {
                // A step away from the end, or back to the start, is part of another way: a move was taken back.
                start != to && end != from && leads(&own, soup, from, start) && leads(&own, soup, end, to)
            })
        };
        own.contains(step) && (classes.is_some() && step.classes == classes || is_of_version())
    };
    // A device has thousands of steps, of which a SOUP has a few.
    let names_it = |change: &Change| {
        let mut named = change.changes.iter().filter_map(|step| step.soup.as_ref());
        named.any(|named| named.value.eq_ignore_ascii_case(soup))
    };
    let changes = head.changes().filter(|(_, change)| names_it(change));
    let changes = changes.filter(|(_, change)| steps(change).iter().any(is_on_the_way));
    changes.map(|(record, _)| record.id().to_owned()).collect()
}
