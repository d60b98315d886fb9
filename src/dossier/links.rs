//! Links in both directions: each is written once, the other direction is derived.

use std::collections::HashMap;

use super::{MalformedFile, Place, Placed};

/// A link between two records of a dossier, by their numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// The record that writes it.
    pub from: usize,
    /// The record that it leads to.
    pub to: usize,
    /// Its number among the links of the record that writes it.
    pub written: usize,
}

/// What an id leads to.
#[derive(Clone, Copy, Debug)]
pub enum Target<'d> {
    /// A record.
    Record(Placed<'d>),
    /// A file that cannot be read, and tells that id.
    Malformed(&'d MalformedFile),
    /// Nothing.
    Missing,
}

/// Returns the number of the record that each id leads to, ids in lower case; of several, the first live one.
pub(super) fn ids(placed: &[Place]) -> HashMap<Box<str>, usize> {
    let mut ids: HashMap<Box<str>, usize> = HashMap::with_capacity(placed.len());
    for (index, place) in placed.iter().enumerate() {
        if place.record.id().is_empty() {
            continue;
        }
        let known = ids.entry(place.record.id().to_ascii_lowercase().into()).or_insert(index);
        if !placed[*known].record.is_live() && place.record.is_live() {
            *known = index;
        }
    }
    ids
}

/// Returns outgoing and incoming links of every record. Links on the derived side, and links to kinds that their relation
/// does not lead to, are left out: rules report them.
pub(super) fn resolve(placed: &[Place], ids: &HashMap<Box<str>, usize>) -> (Vec<Vec<Link>>, Vec<Vec<Link>>) {
    let mut outgoing = vec![Vec::new(); placed.len()];
    let mut incoming = vec![Vec::new(); placed.len()];
    for (from, place) in placed.iter().enumerate() {
        for (written, link) in place.record.links.iter().enumerate() {
            if link.reverse {
                continue;
            }
            let Some(&to) = ids.get(&*link.id.value.to_ascii_lowercase()) else { continue };
            if link.relation.to.contains(&placed[to].record.kind()) {
                let link = Link { from, to, written };
                outgoing[from].push(link);
                incoming[to].push(link);
            }
        }
    }
    (outgoing, incoming)
}
