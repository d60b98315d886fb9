//! The diff: what changed between two moments of a device, record by record, and what stands on what changed.
//!
//! In go two [`Dossier`]s, out comes a [`Diff`] of plain data that borrows nothing. What is equal is passed over by its blob, so
//! the cost lies in what differs, beside one look at every id.

use std::collections::HashMap;

use crate::dossier::{Dossier, Placed, Reason};
use crate::record::{Kind, Relation, WrittenLink};
use crate::standard::Class;

mod affected;
mod body;
mod components;
mod fields;
mod flat;
mod matched;
mod policy;
#[cfg(test)]
mod tests;

pub use affected::{Because, Step};
pub use body::{BodyChange, Hunk, Line, LineKind, Piece, first_difference, said, words};
pub use components::ComponentChange;
pub use fields::{FieldChange, of_field};
pub use flat::{Flat, FlatKind, flat};
use matched::{Entry, Pair};
pub use policy::{Policy, WaiverChange};

/// What changed between two moments.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diff {
    /// What changed in how the device is judged: to be told first.
    pub policy: Policy,
    /// The records that changed or are affected, by kind and id.
    pub records: Vec<RecordChange>,
    /// What moved in lock files and SBOMs, by package.
    pub components: Vec<ComponentChange>,
}

/// What happened to a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ChangeKind {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// Its fields, its body or its kind differ; its file may have moved as well.
    Modified,
    /// Its file moved, and nothing else.
    Moved,
    /// Nobody edited it, and something that it rests on changed.
    Affected,
}

impl ChangeKind {
    /// Every sort of change, in the order in which outputs tell them.
    pub const ALL: [ChangeKind; 5] = [
        ChangeKind::Added,
        ChangeKind::Removed,
        ChangeKind::Modified,
        ChangeKind::Moved,
        ChangeKind::Affected,
    ];

    /// Returns the word that outputs use.
    pub fn word(self) -> &'static str {
        match self {
            ChangeKind::Added => "added",
            ChangeKind::Removed => "removed",
            ChangeKind::Modified => "modified",
            ChangeKind::Moved => "moved",
            ChangeKind::Affected => "affected",
        }
    }
}

/// A record that changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordChange {
    /// The id as it is written after the change, before it where the record is gone; empty where there is none.
    pub id: String,
    /// The kind, in the same way.
    pub kind: Kind,
    /// The title, in the same way.
    pub title: String,
    /// The file's path from the repository's root, in the same way.
    pub path: String,
    /// The file's path before, where it moved.
    pub path_before: Option<String>,
    /// The kind before, where the file moved to the folder of another one.
    pub kind_before: Option<Kind>,
    /// What happened.
    pub change: ChangeKind,
    /// The fields that differ, in the order of the kind's fields. Of a new record all, of one that is gone too.
    pub fields: Vec<FieldChange>,
    /// The links that came or went.
    pub links: Vec<LinkChange>,
    /// What differs in the text below the front matter.
    pub body: Option<BodyChange>,
    /// The safety class, where it differs.
    pub class: Option<ClassChange>,
    /// Why the file could not be read as a record, where that was or is so.
    pub unreadable: Option<Unreadable>,
    /// Why a record that nobody edited is affected: one entry per record that it rests on and that changed.
    pub because: Vec<Because>,
}

/// A link that came or went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkChange {
    /// Whether it came; else it went.
    pub added: bool,
    /// The relation.
    pub relation: &'static Relation,
    /// The field in which it stands, list elements named by their value.
    pub field: String,
    /// The id that it leads to, as it is written.
    pub target: String,
    /// The title of the record that it leads to, empty where there is none.
    pub title: String,
}

/// A safety class that differs; `None` is a moment at which the record was not there or is judged without class.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClassChange {
    /// The class before.
    pub before: Option<Class>,
    /// The class after.
    pub after: Option<Class>,
    /// Why it was the one before.
    pub because_before: String,
    /// Why it is the one after.
    pub because_after: String,
}

/// Why a file could not be read as a record; `None` where it could.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// The reason before.
    pub before: Option<String>,
    /// The reason after.
    pub after: Option<String>,
}

/// A SOUP whose version moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VersionMove<'d> {
    /// The record.
    pub record: &'d RecordChange,
    /// The version before; `None` for a SOUP that is new.
    pub before: Option<&'d str>,
    /// The version after; `None` for a SOUP that is gone.
    pub after: Option<&'d str>,
}

impl Diff {
    /// Compares two moments.
    ///
    /// Records are matched by their id, ignoring case, wherever their files stand; a file whose id is missing, or stands in
    /// several files, is matched by its path. A class that differs is told even where nobody edited the record.
    pub fn between(base: &Dossier, head: &Dossier) -> Diff {
        let pairs = matched::pairs(base, head);
        let mut records: Vec<RecordChange> = Vec::new();
        let mut changed: HashMap<usize, usize> = HashMap::new();
        for (number, pair) in pairs.iter().enumerate() {
            if let Some(change) = record(pair) {
                changed.insert(number, records.len());
                records.push(change);
            }
        }
        affected::find(base, head, &pairs, &changed, &mut records);
        // Ids that were matched ignoring case stand together; the path tells apart what has one id, or none.
        records
            .sort_by_cached_key(|record| (record.kind, record.id.to_ascii_lowercase(), record.path.clone()));
        let policy = policy::between(&base.config, &head.config, &records);
        let components = components::between(base, head);
        Diff { policy, records, components }
    }

    /// Returns whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.records.is_empty() && self.policy.is_empty() && self.components.is_empty()
    }

    /// Returns the records to which this happened, by kind and id.
    pub fn of(&self, change: ChangeKind) -> impl Iterator<Item = &RecordChange> {
        self.records.iter().filter(move |record| record.change == change)
    }

    /// Returns the SOUP whose version moved, came or went, by id.
    pub fn version_moves(&self) -> impl Iterator<Item = VersionMove<'_>> {
        self.records.iter().filter(|record| record.kind == Kind::Soup).filter_map(|record| {
            let version = record.fields.iter().find(|field| field.name == "version")?;
            Some(VersionMove { record, before: version.before.as_deref(), after: version.after.as_deref() })
        })
    }
}

impl RecordChange {
    /// Returns whether somebody edited the record.
    pub fn is_edited(&self) -> bool {
        match self.change {
            ChangeKind::Added | ChangeKind::Removed | ChangeKind::Modified => true,
            ChangeKind::Moved | ChangeKind::Affected => false,
        }
    }

    /// Returns whether the change makes evidence that vouches for the record stale.
    pub fn is_relevant(&self) -> bool {
        match self.change {
            ChangeKind::Added | ChangeKind::Removed => true,
            ChangeKind::Modified => {
                self.fields.iter().any(|field| field.relevant)
                    || self.body.as_ref().is_some_and(|body| body.relevant)
                    || self.unreadable.is_some()
                    || self.kind_before.is_some()
            }
            ChangeKind::Moved | ChangeKind::Affected => false,
        }
    }
}

/// Returns what happened to one record, `None` for nothing.
fn record(pair: &Pair<'_>) -> Option<RecordChange> {
    let (before, after) = (pair.before, pair.after);
    let named = after.or(before)?;
    let mut change = RecordChange {
        id: named.id().to_owned(),
        kind: named.kind(),
        title: named.title().to_owned(),
        path: named.repository_path(),
        path_before: None,
        kind_before: None,
        change: ChangeKind::Modified,
        fields: Vec::new(),
        links: Vec::new(),
        body: None,
        class: None,
        unreadable: None,
        because: Vec::new(),
    };
    let mut is_same_text = false;
    match (before, after) {
        (None, _) => change.change = ChangeKind::Added,
        (_, None) => change.change = ChangeKind::Removed,
        (Some(before), Some(after)) => {
            let path = before.repository_path();
            change.path_before = Some(path).filter(|path| *path != change.path);
            change.kind_before = Some(before.kind()).filter(|kind| *kind != change.kind);
            is_same_text =
                before.blob() == after.blob() && before.blob().is_known() && change.kind_before.is_none();
        }
    }
    if !is_same_text {
        compare(before, after, &mut change);
    }
    change.class = class(before, after);
    if change.change == ChangeKind::Modified && change.says_nothing() {
        change.change = match (&change.path_before, &change.class) {
            (Some(_), _) => ChangeKind::Moved,
            (None, Some(_)) => ChangeKind::Affected,
            (None, None) => return None,
        };
    }
    Some(change)
}

impl RecordChange {
    fn says_nothing(&self) -> bool {
        self.fields.is_empty()
            && self.body.is_none()
            && self.links.is_empty()
            && self.unreadable.is_none()
            && self.kind_before.is_none()
    }
}

fn compare(before: Option<Entry<'_>>, after: Option<Entry<'_>>, change: &mut RecordChange) {
    let (old, new) = (before.and_then(Entry::record), after.and_then(Entry::record));
    // Of a file that cannot be read nobody knows the fields: that they are gone would be a guess.
    if (before.is_none() || old.is_some()) && (after.is_none() || new.is_some()) {
        change.fields = fields::of_records(old.map(Placed::record), new.map(Placed::record));
        change.links = links(old, new);
    }
    let hunks = body::between(text(before), text(after));
    if !hunks.is_empty() {
        change.body = Some(BodyChange { relevant: change.kind == Kind::Document, hunks });
    }
    let problem = |entry: Option<Entry<'_>>| match entry {
        Some(Entry::Malformed(_, file)) => Some(file.malformed.problem.message.clone()),
        Some(Entry::Record(_)) | None => None,
    };
    let (old, new) = (problem(before), problem(after));
    if old != new {
        change.unreadable = Some(Unreadable { before: old, after: new });
    }
}

/// Returns the text below the front matter with the number of its first line; of what is no record the whole text.
fn text(entry: Option<Entry<'_>>) -> (&str, usize) {
    match entry {
        Some(Entry::Record(record)) => {
            let record = record.record();
            (record.body(), record.text.position(record.body.start).line)
        }
        Some(Entry::Malformed(_, file)) => (&file.malformed.text, 1),
        None => ("", 1),
    }
}

/// Returns the links that came or went, those that came first; what is written on the derived side is no link of its own.
fn links(before: Option<Placed<'_>>, after: Option<Placed<'_>>) -> Vec<LinkChange> {
    let key = |link: &WrittenLink| (link.relation.field, link.id.value.to_ascii_lowercase());
    let written = |record: Option<Placed<'_>>| -> HashMap<(&'static str, String), ()> {
        let links = record.into_iter().flat_map(|record| record.record().links.iter());
        links.filter(|link| !link.reverse).map(|link| (key(link), ())).collect()
    };
    let mut found = Vec::new();
    for (from, other, added) in [(after, written(before), true), (before, written(after), false)] {
        let Some(from) = from else { continue };
        let mut seen = other;
        for link in from.record().links.iter().filter(|link| !link.reverse) {
            // A link written twice came or went once.
            if seen.insert(key(link), ()).is_none() {
                let target = from.dossier.find(&link.id.value);
                found.push(LinkChange {
                    added,
                    relation: link.relation,
                    field: link.field.to_string(),
                    target: link.id.value.to_string(),
                    title: target.map(|target| target.title().to_owned()).unwrap_or_default(),
                });
            }
        }
    }
    found
}

fn class(before: Option<Entry<'_>>, after: Option<Entry<'_>>) -> Option<ClassChange> {
    let judged = |record: &Placed<'_>| record.classed().reason != Reason::NotJudged;
    let before = before.and_then(Entry::record).filter(judged);
    let after = after.and_then(Entry::record).filter(judged);
    let (old, new) = (before.map(Placed::class), after.map(Placed::class));
    let because = |record: Option<Placed<'_>>| {
        record.map(|record| record.classed().reason.sentence(record.dossier)).unwrap_or_default()
    };
    (old != new).then(|| ClassChange {
        before: old,
        after: new,
        because_before: because(before),
        because_after: because(after),
    })
}
