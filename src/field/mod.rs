//! Fields: a tree of values with their places, read from YAML, TOML or JSON, and the reader that turns it into typed values.
//!
//! In goes text; out comes a [`Node`] and the [`Fault`]s of writing it. A typed value ([`FromNode`]) is read from a node,
//! all its faults at once; what can be read is kept. Each struct made by [`fields!`] carries a [`Card`] per field, from
//! which the reference, the site and the diff take name, meaning, section and class.

use std::collections::BTreeMap;

use crate::text::{Excerpt, Span, Spanned};

mod json;
mod reader;
mod toml;
mod values;
mod yaml;

pub use json::read as read_json;
pub use reader::{FromNode, Reader, suggestion};
pub use toml::read as read_toml;
pub use values::{FoundLink, Id, Link, Links, Slot, Text, Versions, key};
pub(crate) use values::{fields, words};
pub use yaml::read as read_yaml;

/// A value as it was written, with its place in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// Where the value stands, in bytes from the start of the file. An absent value has an empty span.
    pub at: Span,
    /// What was written.
    pub value: Value,
}

/// What a [`Node`] holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Nothing: `key:` with no value, `~` or `null`.
    Absent,
    /// One piece of text, quotes and folding resolved.
    Scalar {
        /// The text.
        text: Excerpt,
        /// Whether it was written without quotes and not as a block, so that `true` can mean a boolean.
        plain: bool,
    },
    /// A list.
    List(Vec<Node>),
    /// Keys and values, in the order of writing, duplicates left out.
    Map(Vec<(Spanned<Excerpt>, Node)>),
}

/// Returns the field of a record that a path leads into: `causes` of `causes.SOUP-003.cause`, `sources` of `sources[0].url`.
pub fn outermost(path: &str) -> &str {
    path.split(['.', '[']).next().unwrap_or(path)
}

impl Node {
    /// Returns the value of a key of this map, if it is a map and has it.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entry(key).map(|(_, value)| value)
    }

    /// Returns the key, with its place, and the value of a key of this map.
    pub fn entry(&self, key: &str) -> Option<&(Spanned<Excerpt>, Node)> {
        match &self.value {
            Value::Map(entries) => entries.iter().find(|(name, _)| &*name.value == key),
            Value::Absent | Value::Scalar { .. } | Value::List(_) => None,
        }
    }

    /// Returns the text of a scalar.
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Scalar { text, .. } => Some(text),
            Value::Absent | Value::List(_) | Value::Map(_) => None,
        }
    }

    /// Returns whether nothing was written: absent, or text of white space only.
    pub fn is_absent(&self) -> bool {
        match &self.value {
            Value::Absent => true,
            Value::Scalar { text, .. } => text.trim().is_empty(),
            Value::List(_) | Value::Map(_) => false,
        }
    }

    /// Returns whether two nodes mean the same: places, quoting, key order and white space around and inside text do not count.
    pub fn means(&self, other: &Node) -> bool {
        match (&self.value, &other.value) {
            (Value::Scalar { text: one, .. }, Value::Scalar { text: two, .. }) => {
                one == two || one.split_whitespace().eq(two.split_whitespace())
            }
            (Value::List(one), Value::List(two)) => {
                one.len() == two.len() && one.iter().zip(two).all(|(one, two)| one.means(two))
            }
            (Value::Map(one), Value::Map(two)) => {
                // Most often the keys stand in the same order, and no map is needed.
                let alike = one.iter().map(|(key, _)| &*key.value).eq(two.iter().map(|(key, _)| &*key.value));
                if alike {
                    return one.iter().zip(two).all(|((_, one), (_, two))| one.means(two));
                }
                let (one, two) = (written(one), written(two));
                one.len() == two.len()
                    && one.iter().zip(&two).all(|(one, two)| one.0 == two.0 && one.1.means(two.1))
            }
            _ => self.is_absent() && other.is_absent(),
        }
    }
}

/// Returns the entries of a map that hold anything, by key, so that two maps of a hundred thousand keys can be compared.
fn written(entries: &[(Spanned<Excerpt>, Node)]) -> BTreeMap<&str, &Node> {
    let written = entries.iter().filter(|(_, value)| !value.is_absent());
    written.map(|(key, value)| (&*key.value, value)).collect()
}

/// Something wrong with how a value was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Which sort of fault it is.
    pub kind: FaultKind,
    /// The field's path, as `residual.severity` or `causes[1].source`; empty for the whole.
    pub field: Box<str>,
    /// Where it is.
    pub at: Span,
    /// What is wrong, as a statement.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// A second place that explains it.
    pub also: Option<(Span, &'static str)>,
    /// The path of the field that an unknown one was probably meant to be, where that is not written.
    pub meant: Option<Box<str>>,
}

impl Fault {
    /// Returns the path of the field that looks as if nothing were written in it because of this fault: its value could not be
    /// read, or stands under a name that only resembles the field's.
    pub fn leaves_empty(&self) -> Option<&str> {
        match self.kind {
            FaultKind::Invalid | FaultKind::Date => Some(&self.field),
            FaultKind::Unknown => self.meant.as_deref(),
            FaultKind::Syntax | FaultKind::Duplicate => None,
        }
    }
}

/// The sorts of faults that reading can find.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FaultKind {
    /// The text is no YAML or TOML, or uses a part of it that is not accepted; nothing of it can be used.
    Syntax,
    /// A key that does not exist here.
    Unknown,
    /// A value that is not what the field holds.
    Invalid,
    /// A text that is not a calendar date.
    Date,
    /// A key that stands twice in one map.
    Duplicate,
}

/// What a field means for a change (contract of the diff): evidence that vouches for a record looks at some of them only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FieldClass {
    /// What pins the thing down: title, version, hash.
    Identity,
    /// What it must do.
    Requirement,
    /// What it needs around it.
    Prerequisite,
    /// Its safety class and why.
    Class,
    /// Risk: causes, severities, controls.
    Risk,
    /// Anomalies and their reviews.
    Anomaly,
    /// Evidence: results, dates, testers, files.
    Evidence,
    /// Support and monitoring.
    Support,
    /// Licence and origin.
    Legal,
    /// Prose.
    Text,
    /// About the record itself: status, owner, approval.
    Meta,
}

impl FieldClass {
    /// Returns the class's name as outputs write it.
    pub fn name(self) -> &'static str {
        match self {
            FieldClass::Identity => "identity",
            FieldClass::Requirement => "requirement",
            FieldClass::Prerequisite => "prerequisite",
            FieldClass::Class => "class",
            FieldClass::Risk => "risk",
            FieldClass::Anomaly => "anomaly",
            FieldClass::Evidence => "evidence",
            FieldClass::Support => "support",
            FieldClass::Legal => "legal",
            FieldClass::Text => "text",
            FieldClass::Meta => "meta",
        }
    }
}

/// All that is known of a field before any record is read.
#[derive(Debug)]
pub struct Card {
    /// The key, in snake_case.
    pub name: &'static str,
    /// What users read about it: the doc comment.
    pub doc: &'static str,
    /// What it holds, in words: `text`, `date`, `list of ids`.
    pub shape: fn() -> Shape,
    /// What a change of it means.
    pub class: FieldClass,
    /// The heading under which it is shown.
    pub section: &'static str,
    /// Whether a change of it makes evidence that vouches for its record stale.
    pub relevant: bool,
    /// The part that names an element, where the field is a list of named parts.
    pub key: Option<&'static str>,
}

/// What a field may hold.
#[derive(Clone, Debug)]
pub enum Shape {
    /// Text.
    Text,
    /// A calendar date.
    Date,
    /// `true` or `false`.
    Boolean,
    /// A whole number.
    Number,
    /// The id of a record.
    Id,
    /// One of these words.
    Words(Vec<&'static str>),
    /// A list of the same things; one alone may stand without a list.
    List(Box<Shape>),
    /// Named parts.
    Map(&'static [Card]),
    /// Ids, each with a version.
    Versions,
    /// Keys of the user's own, each with the same.
    Table(Box<Shape>),
    /// Certain keys, each with something of its own.
    Keys(Vec<(&'static str, Shape)>),
    /// Something described in words, and the shapes of which it has one; none where nothing more is known.
    Special(&'static str, Vec<Shape>),
}

impl std::fmt::Display for Shape {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Shape::Text => formatter.write_str("text"),
            Shape::Date => formatter.write_str("date"),
            Shape::Boolean => formatter.write_str("true or false"),
            Shape::Number => formatter.write_str("whole number"),
            Shape::Id => formatter.write_str("id"),
            Shape::Words(words) => write!(formatter, "one of {}", words.join(", ")),
            Shape::List(inner) => match &**inner {
                Shape::Id => formatter.write_str("list of ids"),
                Shape::Text => formatter.write_str("list of texts"),
                Shape::Map(_) => formatter.write_str("list of parts"),
                other => write!(formatter, "list of: {other}"),
            },
            Shape::Map(_) => formatter.write_str("named parts"),
            Shape::Versions => formatter.write_str("ids, each with a version"),
            Shape::Table(inner) => write!(formatter, "table of: {inner}"),
            Shape::Keys(keys) => {
                let names: Vec<&str> = keys.iter().map(|(name, _)| *name).collect();
                write!(formatter, "the keys {}", names.join(", "))
            }
            Shape::Special(words, _) => formatter.write_str(words),
        }
    }
}
