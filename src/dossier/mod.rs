//! The dossier: all of one moment, ids resolved, links known in both directions, every record with its safety class.
//!
//! In goes a [`Tree`](crate::source::Tree) with its configuration and the date to judge by; out comes a value that rules, diff
//! and site only read. Nothing here reads a file, a clock or the environment.

use std::collections::{BTreeMap, HashMap};
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use jiff::civil::Date;

use crate::config::Config;
use crate::field::Fault;
use crate::inventory::Inventories;
use crate::record::item::ItemKind;
use crate::record::relations;
use crate::record::{
    AnomalyReview, Change, Control, Document, Fields, Item, Kind, Malformed, Problem, Record, Relation,
    Release, Requirement, Risk, Soup, Tool, Verification, Waiver, WrittenLink,
};
use crate::source::{Attachment, BlobId};
use crate::standard::Class;
use crate::text::Span;

mod anomalies;
mod assemble;
mod body;
mod claims;
pub mod class;
pub mod fixture;
mod links;
mod release;
mod risk_level;
mod unread;

pub use anomalies::{AnomalyEntry, KnownAnomaly};
pub use assemble::{Parses, Read, named_files};
pub use body::BodyTarget;
pub use claims::{Claim, Claims, Name, Stated};
pub use class::{ARCHITECTURE, Classed, EVIDENCE, Lowering, MECHANISM, RATIONALE, Reason, SHARED_RESOURCES};
pub use links::{Link, Target};
pub use risk_level::RiskLevel;
pub use unread::{is_unreadable, is_unreadable_within};

/// All records of one moment.
#[derive(Debug)]
pub struct Dossier {
    /// The configuration of the moment.
    pub config: Arc<Config>,
    /// What is wrong with the configuration's keys and values.
    pub config_faults: Vec<Fault>,
    /// How the moment is judged.
    pub judged: Judged,
    /// The device's root below the repository's root: empty, or ending in `/`.
    pub root: String,
    /// The path of the configuration from the repository's root.
    pub config_path: String,
    /// Every file that could be read as a record, by path.
    pub placed: Vec<Place>,
    /// Every file that could not, by path.
    pub malformed: Vec<MalformedFile>,
    /// Places in the records' folder that could not be listed as they are.
    pub problems: Vec<crate::source::Problem>,
    /// The files that records name, by the path that they name.
    pub attachments: BTreeMap<Arc<str>, Attachment>,
    /// What the lock files and SBOMs list that the configuration names.
    pub inventory: Inventories,
    ids: HashMap<Box<str>, usize>,
    malformed_ids: HashMap<Box<str>, usize>,
    misnamed: HashMap<Box<str>, usize>,
    outgoing: Vec<Vec<Link>>,
    incoming: Vec<Vec<Link>>,
    classes: Vec<Classed>,
    anomalies: OnceLock<Vec<anomalies::Known>>,
}

/// How a moment is judged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged {
    /// The day against which dates are judged.
    pub as_of: Date,
    /// The release as which it is judged, by the name of its tag, or by the version asked for before there is a tag. Levels are
    /// stricter then, and the rules for releases apply.
    pub release: Option<String>,
}

impl Judged {
    /// Returns whether the moment is judged as a release.
    pub fn is_release(&self) -> bool {
        self.release.is_some()
    }
}

/// A record and where its file stands.
#[derive(Debug)]
pub struct Place {
    /// The path from the device's root.
    pub path: Arc<str>,
    /// git's id of the file's bytes.
    pub blob: BlobId,
    /// The record.
    pub record: Arc<Record>,
}

/// A file that cannot be read as a record.
#[derive(Debug)]
pub struct MalformedFile {
    /// The path from the device's root.
    pub path: Arc<str>,
    /// git's id of the file's bytes.
    pub blob: BlobId,
    /// What can still be told.
    pub malformed: Arc<Malformed>,
}

/// A record within its dossier.
#[derive(Clone, Copy)]
pub struct Placed<'d> {
    /// The dossier.
    pub dossier: &'d Dossier,
    /// The record's number in the dossier, from 0 in the order of paths.
    pub index: usize,
}

/// A place in a record that a finding points at.
#[derive(Clone, Debug)]
pub struct At<'d> {
    /// The record.
    pub record: Placed<'d>,
    /// The field's path, list elements named by their value; empty for the whole record.
    pub field: String,
    /// The bytes of the file.
    pub span: Span,
}

impl Dossier {
    /// Returns every record, retired ones too, by path.
    pub fn records(&self) -> impl DoubleEndedIterator<Item = Placed<'_>> + ExactSizeIterator {
        (0..self.placed.len()).map(|index| Placed { dossier: self, index })
    }

    /// Returns every live record, by path.
    pub fn live(&self) -> impl Iterator<Item = Placed<'_>> {
        self.records().filter(|record| record.is_live())
    }

    /// Returns every record of a kind, retired ones too, by path.
    pub fn of_kind(&self, kind: Kind) -> impl Iterator<Item = Placed<'_>> {
        self.records().filter(move |record| record.kind() == kind)
    }

    /// Returns the record with that id, compared ignoring case.
    pub fn find(&self, id: &str) -> Option<Placed<'_>> {
        let index = with_key(id, |key| self.ids.get(key).copied())?;
        Some(Placed { dossier: self, index })
    }

    /// Returns what an id leads to.
    pub fn target(&self, id: &str) -> Target<'_> {
        if let Some(record) = self.find(id) {
            return Target::Record(record);
        }
        with_key(id, |key| match (self.malformed_ids.get(key), self.misnamed.get(key)) {
            (Some(index), _) => Target::Malformed(&self.malformed[*index]),
            (None, Some(index)) => Target::Misnamed(self.at_index(*index)),
            (None, None) => Target::Missing,
        })
    }

    /// Returns the path from the repository's root of a path from the device's root.
    pub fn repository_path(&self, path: &str) -> String {
        format!("{}{path}", self.root)
    }
}

/// Looks something up by an id as the tables hold it, in lower case. Millions are looked up, and none is long: nothing goes to the
/// heap.
fn with_key<T>(id: &str, look: impl FnOnce(&str) -> T) -> T {
    let mut buffer = [0; 64];
    match buffer.get_mut(..id.len()) {
        Some(key) => {
            key.copy_from_slice(id.as_bytes());
            key.make_ascii_lowercase();
            look(std::str::from_utf8(key).expect("only letters of ASCII were changed"))
        }
        None => look(&id.to_ascii_lowercase()),
    }
}

macro_rules! views {
    ($( $(#[doc = $doc:literal])* $name:ident: $kind:ident; )+) => {
        impl Dossier {
            $( $(#[doc = $doc])*
            pub fn $name(&self) -> impl Iterator<Item = (Placed<'_>, &$kind)> {
                self.live().filter_map(|record| match &self.placed[record.index].record.fields {
                    Fields::$kind(fields) => Some((record, &**fields)),
                    _ => None,
                })
            } )+
        }

        $( impl<'d> AsFields<'d> for $kind {
            fn of(record: Placed<'d>) -> Option<&'d $kind> {
                match &record.dossier.placed[record.index].record.fields {
                    Fields::$kind(fields) => Some(fields),
                    _ => None,
                }
            }
        } )+
    };
}

views! {
    /// Returns the live software items, by path.
    items: Item;
    /// Returns the live SOUP, by path.
    soups: Soup;
    /// Returns the live tools, by path.
    tools: Tool;
    /// Returns the live requirements, by path.
    requirements: Requirement;
    /// Returns the live risks, by path.
    risks: Risk;
    /// Returns the live risk controls, by path.
    controls: Control;
    /// Returns the live verifications, by path.
    verifications: Verification;
    /// Returns the live anomaly reviews, by path.
    anomaly_reviews: AnomalyReview;
    /// Returns the live changes, by path.
    changes: Change;
    /// Returns the live problem reports, by path.
    problem_reports: Problem;
    /// Returns the live documents, by path.
    documents: Document;
    /// Returns the live releases, by path.
    releases: Release;
    /// Returns the live waivers, by path.
    waivers: Waiver;
}

/// The fields of one kind of record.
pub trait AsFields<'d>: Sized {
    /// Returns the fields if the record is of this kind.
    fn of(record: Placed<'d>) -> Option<&'d Self>;
}

impl Deref for Placed<'_> {
    type Target = Record;
    fn deref(&self) -> &Record {
        &self.dossier.placed[self.index].record
    }
}

impl<'d> Placed<'d> {
    /// Returns the record itself, for as long as the dossier lives.
    pub fn record(self) -> &'d Record {
        &self.dossier.placed[self.index].record
    }

    /// Returns the file's path from the device's root.
    pub fn path(self) -> &'d str {
        &self.dossier.placed[self.index].path
    }

    /// Returns git's id of the file's bytes.
    pub fn blob(self) -> BlobId {
        self.dossier.placed[self.index].blob
    }

    /// Returns the fields of a kind, `None` for a record of another kind.
    pub fn fields<T: AsFields<'d>>(self) -> Option<&'d T> {
        T::of(self)
    }

    /// Returns whether links can lead to the record: its id has a prefix of its kind and is that of no earlier record.
    ///
    /// What nobody can lead to is reported for its id alone, not for everything that does not lead to it.
    pub fn is_addressable(self) -> bool {
        self.has_prefix() && self.dossier.find(self.record().id()) == Some(self)
    }

    /// Returns whether the id begins as ids of its kind do, in any case.
    fn has_prefix(self) -> bool {
        let id = self.record().id();
        let begins =
            |prefix: &String| id.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix));
        self.dossier.config.folder(self.record().kind()).prefixes.iter().any(begins)
    }

    /// Returns the safety class that the record is judged by, with its reasons.
    pub fn classed(self) -> &'d Classed {
        &self.dossier.classes[self.index]
    }

    /// Returns the safety class that the record is judged by; what has none is judged as C.
    pub fn class(self) -> Class {
        self.classed().class
    }

    /// Returns the resolved links that this record writes, in the order of writing.
    pub fn outgoing(self) -> impl Iterator<Item = (&'d WrittenLink, Placed<'d>)> {
        let links = &self.dossier.outgoing[self.index];
        links.iter().map(move |link| (&self.record().links[link.written], self.dossier.at_index(link.to)))
    }

    /// Returns the records that a relation leads to, in the order of writing.
    pub fn to(self, relation: &'static Relation) -> impl Iterator<Item = Placed<'d>> {
        self.outgoing()
            .filter(move |(link, _)| std::ptr::eq(link.relation, relation))
            .map(|(_, record)| record)
    }

    /// Returns the links that lead to this record, by the path of the records that write them.
    pub fn incoming(self) -> impl Iterator<Item = (&'d WrittenLink, Placed<'d>)> {
        let links = &self.dossier.incoming[self.index];
        links.iter().map(move |link| {
            let from = self.dossier.at_index(link.from);
            (&from.record().links[link.written], from)
        })
    }

    /// Returns the records that lead to this one by a relation, by path.
    pub fn from(self, relation: &'static Relation) -> impl Iterator<Item = Placed<'d>> {
        self.incoming()
            .filter(move |(link, _)| std::ptr::eq(link.relation, relation))
            .map(|(_, record)| record)
    }

    /// Returns the live verifications of this record.
    pub fn verifications(self) -> impl Iterator<Item = (Placed<'d>, &'d Verification)> {
        let live = self.from(&relations::VERIFIES).filter(|by| by.is_live());
        live.filter_map(|by| Some((by, by.fields::<Verification>()?)))
    }

    /// Returns whether a live verification of this record was passed.
    pub fn is_verified(self) -> bool {
        self.verifications().any(|(_, verification)| verification.is_passed())
    }

    /// Returns whether an item is a whole system: it says so, or says nothing and has no parent and a `SYS-` id.
    pub fn is_system(self) -> bool {
        let Some(item) = self.fields::<Item>() else { return false };
        match &item.kind {
            Some(kind) => kind.value == ItemKind::System,
            None => {
                self.to(&relations::PARENT).next().is_none()
                    && self.id().to_ascii_uppercase().starts_with("SYS-")
            }
        }
    }

    /// Returns whether the record writes links of a relation that lead to no record of a kind that may stand there. Other
    /// rules report those; what follows from them is not reported as well.
    pub fn has_broken_link(self, relation: &'static Relation) -> bool {
        let written = self.record().links.iter().filter(|link| !link.reverse);
        written.filter(|link| std::ptr::eq(link.relation, relation)).count() > self.to(relation).count()
    }

    /// Returns the place of a value in the field of that path.
    pub fn at(self, field: impl Into<String>, span: Span) -> At<'d> {
        At { record: self, field: field.into(), span }
    }

    /// Returns the place to point at when the field of that path says nothing: its key if it is written, else the nearest
    /// parent's key, else the id, else the first line.
    pub fn missing(self, field: impl Into<String>) -> At<'d> {
        let field = field.into();
        let mut span = None;
        let mut node = Some(&self.record().node);
        for part in field.split('.') {
            let entry = node.and_then(|node| node.entry(part));
            node = entry.map(|(_, value)| value);
            if let Some((key, _)) = entry {
                span = Some(key.at);
            }
        }
        At { record: self, field, span: span.unwrap_or_else(|| self.head()) }
    }

    /// Returns the place of what is written in the field of that path, or where to point when it says nothing.
    pub fn field(self, field: impl Into<String>) -> At<'d> {
        let field = field.into();
        let node = field.split('.').try_fold(&self.record().node, |node, part| node.get(part));
        match node.filter(|node| !node.is_absent()) {
            Some(node) => At { record: self, field, span: node.at },
            None => self.missing(field),
        }
    }

    /// Returns the place of the whole record: its id, or its first line.
    pub fn whole(self) -> At<'d> {
        At { record: self, field: String::new(), span: self.head() }
    }

    fn head(self) -> Span {
        match &self.record().common.id {
            Some(id) => id.at,
            None => Span::new(0, 3.min(self.record().text.len())),
        }
    }
}

impl std::fmt::Debug for Placed<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{} ({})", self.id(), self.path())
    }
}

impl PartialEq for Placed<'_> {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.dossier, other.dossier) && self.index == other.index
    }
}

impl Dossier {
    /// Returns the record of that number; the number comes from this dossier.
    pub fn at_index(&self, index: usize) -> Placed<'_> {
        Placed { dossier: self, index }
    }
}
