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
    /// A record whose file has that name, and whose own id is missing or misformed.
    Misnamed(Placed<'d>),
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

#[cfg(test)]
mod tests {
    use crate::dossier::{Judged, Target, fixture};

    const DEVICE: &str = "
//- soup/a.md
---
id: SOUP-1
used_in: [ITEM-1]
---
//- items/a.md
---
id: ITEM-1
parent: item-2
---
//- items/b.md
---
id: ITEM-2
parent: ITEM-1
---
//- requirements/a.md
---
id: REQ-1
applies_to: [SOUP-1, REQ-1, SOUP-9]
---
//- risks/a.md
---
id: RISK-1
title: x: y
---
";

    #[test]
    fn links_are_known_in_both_directions_ignoring_case_and_lead_to_the_right_kinds_only() {
        let judged = Judged { as_of: jiff::civil::date(2026, 1, 15), release: None };
        let dossier = fixture::assemble(DEVICE, judged).expect("the example can be read");
        let record = |id: &str| dossier.find(id).expect("the record is there");
        let out: Vec<_> =
            record("REQ-1").outgoing().map(|(link, to)| format!("{} {to:?}", link.field)).collect();
        assert_eq!(out, ["applies_to.SOUP-1 SOUP-1 (dhf/soup/a.md)"]);
        let back: Vec<_> =
            record("soup-1").incoming().map(|(link, from)| format!("{} {from:?}", link.field)).collect();
        assert_eq!(back, ["applies_to.SOUP-1 REQ-1 (dhf/requirements/a.md)"]);
        assert!(matches!(dossier.target("risk-1"), Target::Malformed(_)));
        assert!(matches!(dossier.target("SOUP-9"), Target::Missing));
    }
}
