//! What moved in lock files and SBOMs, and which SOUP record that concerns.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use crate::dossier::{Claims, Dossier};
use crate::inventory::{Component, Entry, Purl, Scope, is_same_version};

/// A component that came, went or moved to another version in the lock files and SBOMs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComponentChange {
    /// Its name, as the file has it.
    pub name: String,
    /// Its package URL without version, where it has one.
    pub purl: Option<String>,
    /// The version before; `None` where it was not listed, or without one.
    pub before: Option<String>,
    /// The version after, in the same way.
    pub after: Option<String>,
    /// Whether it was listed before.
    pub was_listed: bool,
    /// Whether it is listed after.
    pub is_listed: bool,
    /// The path from the repository's root of the file that lists it after, before where it is gone; of several the first.
    pub file: String,
    /// The line there.
    pub line: usize,
    /// Whether it shipped before.
    pub shipped: bool,
    /// Whether it ships after.
    pub ships: bool,
    /// The ids of the SOUP records that it concerns: those that name its package, themselves or by their members.
    pub records: Vec<String>,
    /// Whether the records say the same as the files after the change: one is about the version that is listed, or, where
    /// it is gone, none is about the package any more.
    pub recorded: bool,
}

/// The versions that files list of one package: where each stands first, and whether it ships.
type Versions<'d> = BTreeMap<&'d str, Side<'d>>;

/// Compares what is listed at two moments. A moment at which nothing is named says nothing of what came or went, nor does a
/// file that could not be read at one of them.
pub(super) fn between(base: &Dossier, head: &Dossier) -> Vec<ComponentChange> {
    let sides = [base, head];
    if sides.iter().any(|dossier| dossier.inventory.files.is_empty()) || is_same(base, head) {
        return Vec::new();
    }
    let files = sides.iter().flat_map(|dossier| &dossier.inventory.files);
    let unread: HashSet<&str> =
        files.filter(|file| !file.inventory.is_read).map(|file| &*file.path).collect();
    let (before, after) = (listed(base, &unread), listed(head, &unread));
    let claims = Both { base, head, before: Claims::of(base), after: Claims::of(head) };
    let packages: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let mut changes = Vec::new();
    let nothing = BTreeMap::new();
    for package in packages {
        let (old, new) = (before.get(package).unwrap_or(&nothing), after.get(package).unwrap_or(&nothing));
        let (gone, come) = (only(old, new), only(new, old));
        // Of several versions side by side nobody knows which became which; in the order of their texts they are told in pairs.
        for pair in 0..gone.len().max(come.len()) {
            changes.extend(claims.change(gone.get(pair).copied(), come.get(pair).copied()));
        }
        for (version, after) in new {
            if let Some(before) = old.get(version).filter(|before| before.ships != after.ships) {
                changes.extend(claims.change(Some(*before), Some(*after)));
            }
        }
    }
    changes
}

/// Returns the versions that one moment lists and the other does not.
fn only<'d>(one: &Versions<'d>, other: &Versions<'_>) -> Vec<Side<'d>> {
    one.iter().filter(|(version, _)| !other.contains_key(*version)).map(|(_, side)| *side).collect()
}

/// Returns whether both moments hold the same files, read in the same way.
fn is_same(base: &Dossier, head: &Dossier) -> bool {
    let files = |dossier: &Dossier| -> Vec<_> {
        dossier.inventory.files.iter().map(|file| (file.path.clone(), file.blob)).collect()
    };
    let globs = |dossier: &Dossier| {
        let config = &dossier.config.inventory;
        let texts = |globs: &[crate::text::Spanned<String>]| -> Vec<String> {
            globs.iter().map(|glob| glob.value.clone()).collect()
        };
        (texts(&config.own), texts(&config.development))
    };
    let (old, new) = (files(base), files(head));
    old == new && old.iter().all(|(_, blob)| blob.is_known()) && globs(base) == globs(head)
}

fn listed<'d>(dossier: &'d Dossier, unread: &HashSet<&str>) -> BTreeMap<String, Versions<'d>> {
    let mut listed: BTreeMap<String, Versions<'d>> = BTreeMap::new();
    let entries = dossier.inventory.entries();
    for entry in entries.filter(|entry| entry.scope != Scope::Own && !unread.contains(&*entry.file.path)) {
        let component = entry.component;
        let package = component.purl.as_ref().map_or(&*component.name, Purl::key).to_owned();
        let version = component.version.as_deref().unwrap_or_default();
        let ships = entry.scope == Scope::Shipped;
        let versions = listed.entry(package).or_default();
        versions.entry(version).and_modify(|known| known.ships |= ships).or_insert(Side { entry, ships });
    }
    listed
}

/// A component at one of the moments.
#[derive(Clone, Copy)]
struct Side<'d> {
    entry: Entry<'d>,
    ships: bool,
}

/// Returns whether two versions are one, in two spellings.
fn is_spelled_anew(before: &Component, after: &Component) -> bool {
    let ecosystem = after.purl.as_ref().map_or("", Purl::ecosystem);
    match (&before.version, &after.version) {
        (Some(before), Some(after)) => is_same_version(ecosystem, before, after),
        (None, None) => true,
        (Some(_), None) | (None, Some(_)) => false,
    }
}

/// What the records of both moments claim.
struct Both<'d> {
    base: &'d Dossier,
    head: &'d Dossier,
    before: Claims<'d>,
    after: Claims<'d>,
}

impl Both<'_> {
    fn change(&self, before: Option<Side<'_>>, after: Option<Side<'_>>) -> Option<ComponentChange> {
        let shown = after.or(before)?;
        if let (Some(before), Some(after)) = (before, after)
            && before.ships == after.ships
            && is_spelled_anew(before.entry.component, after.entry.component)
        {
            return None;
        }
        let (entry, dossier) = (shown.entry, if after.is_some() { self.head } else { self.base });
        let component = entry.component;
        let now = self.after.naming(component);
        let mut records: Vec<String> =
            now.iter().map(|claim| self.after.all[*claim].record.id().to_owned()).collect();
        let recorded = match after {
            Some(after) => now.iter().any(|claim| self.after.all[*claim].agrees(after.entry.component)),
            None => !now.iter().any(|claim| self.after.all[*claim].ships),
        };
        if let Some(before) = before {
            let then = self.before.naming(before.entry.component);
            records.extend(then.iter().map(|claim| self.before.all[*claim].record.id().to_owned()));
        }
        records.sort();
        records.dedup();
        let version = |side: Option<Side<'_>>| side.and_then(|side| side.entry.component.version.clone());
        Some(ComponentChange {
            name: component.name.clone(),
            purl: component.purl.as_ref().map(|purl| purl.package().to_owned()),
            before: version(before),
            after: version(after),
            was_listed: before.is_some(),
            is_listed: after.is_some(),
            file: dossier.repository_path(&entry.file.path),
            line: entry.file.inventory.text.position(component.at.start).line,
            shipped: before.is_some_and(|side| side.ships),
            ships: after.is_some_and(|side| side.ships),
            records,
            recorded,
        })
    }
}

impl ComponentChange {
    /// Returns whether the change is about what ships, before or after.
    pub fn is_about_product(&self) -> bool {
        self.shipped || self.ships
    }

    /// Says what happened: `2.2.6 → 2.3.5`, `new, 2.3.5`, `gone, 2.2.6`.
    pub fn move_in_words(&self) -> String {
        let version = |version: &Option<String>| version.clone().unwrap_or_else(|| "no version".to_owned());
        match (self.was_listed, self.is_listed) {
            (true, true) if self.before == self.after && self.ships => {
                format!("{}, which ships now", version(&self.after))
            }
            (true, true) if self.before == self.after => {
                format!("{}, which does not ship any more", version(&self.after))
            }
            (true, true) => format!("{} → {}", version(&self.before), version(&self.after)),
            (false, _) => format!("new, {}", version(&self.after)),
            (true, false) => format!("gone, {}", version(&self.before)),
        }
    }
}
