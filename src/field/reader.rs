//! The reader: collects what is wrong while typed values are read from nodes, and never stops at the first fault.

use std::fmt::Write as _;

use super::{Card, Fault, FaultKind, Links, Node, Shape, Value};
use crate::text::{Span, nearest};

/// A value that can be read from a node.
///
/// Reading reports every fault to the [`Reader`] and returns what is left: `None` when nothing usable was written.
pub trait FromNode: Sized {
    /// The part that names such a value as an element of a list, where it consists of named parts.
    const KEY: Option<&'static str> = None;
    /// Reads the value of `node`.
    fn read(node: &Node, reader: &mut Reader) -> Option<Self>;
    /// Says what may be written.
    fn shape() -> Shape;
    /// Whether a value of this type may hold links; asked before paths are put together for [`FromNode::links`].
    const MAY_LINK: bool = true;
    /// Adds the links that this value holds; `schema` is the field's path, `named` the same with list elements named by
    /// their value.
    fn links<'a>(&'a self, schema: &str, named: &str, found: &mut Links<'a>) {
        let _ = (schema, named, found);
    }
    /// Returns the text that names this value as an element of a list, if it has one.
    fn key(&self) -> Option<&str> {
        None
    }
}

/// Collects the faults of one file while its values are read.
#[derive(Debug, Default)]
pub struct Reader {
    /// What was found so far, in the order of reading.
    pub faults: Vec<Fault>,
    path: String,
}

impl Reader {
    /// Reports a fault of the field that is being read.
    pub fn report(&mut self, kind: FaultKind, at: Span, message: impl Into<String>, help: Option<String>) {
        let (field, message) = (self.path.as_str().into(), message.into());
        self.faults.push(Fault { kind, field, at, message, help, also: None, meant: None });
    }

    /// Returns how a sentence names what is being read: by its field's path.
    pub fn place(&self) -> String {
        if self.path.is_empty() { "this".to_owned() } else { format!("`{}`", self.path) }
    }

    /// Runs `read` one step down, at the key `name`.
    pub fn within<T>(&mut self, name: &str, read: impl FnOnce(&mut Reader) -> T) -> T {
        let before = self.path.len();
        if !self.path.is_empty() && !name.starts_with('[') {
            self.path.push('.');
        }
        self.path.push_str(name);
        let value = read(self);
        self.path.truncate(before);
        value
    }

    /// Runs `read` one step down, at an element of a list.
    pub fn within_element<T>(&mut self, index: usize, read: impl FnOnce(&mut Reader) -> T) -> T {
        let before = self.path.len();
        // Writing into a text cannot fail.
        let _ = write!(self.path, "[{index}]");
        let value = read(self);
        self.path.truncate(before);
        value
    }

    /// Reads the field `name` of the map `node`, if it is there.
    pub fn field<T: FromNode>(&mut self, node: &Node, name: &str) -> Option<T> {
        let value = node.get(name)?;
        if matches!(value.value, Value::Absent) {
            return None;
        }
        self.within(name, |reader| T::read(value, reader))
    }

    /// Reports every key of the map `node` that none of `cards` knows, with the nearest one as suggestion.
    pub fn reject_unknown(&mut self, node: &Node, cards: &[&[Card]], what: &str) {
        let Value::Map(entries) = &node.value else { return };
        for (key, _) in entries {
            if cards.iter().any(|cards| cards.iter().any(|card| *card.name == *key.value)) {
                continue;
            }
            let names = || cards.iter().flat_map(|cards| cards.iter().map(|card| card.name));
            let near = nearest(&key.value, names());
            let help = match near {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("known here: {}", names().collect::<Vec<_>>().join(", ")),
            };
            let meant = near.filter(|near| node.get(near).is_none_or(Node::is_absent));
            let meant = meant.map(|meant| self.within(meant, |reader| reader.path.as_str().into()));
            let name = key.value.to_string();
            self.within(&name, |reader| {
                reader.report(
                    FaultKind::Unknown,
                    key.at,
                    format!("{what} has no field `{name}`"),
                    Some(help),
                );
            });
            if let Some(fault) = self.faults.last_mut() {
                fault.meant = meant;
            }
        }
    }

    /// Reports that something else than `expected` was written.
    pub fn expected(&mut self, expected: &str, node: &Node) {
        let found = match &node.value {
            Value::Absent => "nothing",
            Value::Scalar { .. } => "a single value",
            Value::List(_) => "a list",
            Value::Map(_) => "named parts",
        };
        self.report(FaultKind::Invalid, label(node), format!("expected {expected}, found {found}"), None);
    }
}

/// Returns a help text that suggests the nearest of `words`, or lists them all.
pub fn suggestion(word: &str, words: &[&str]) -> String {
    match nearest(word, words.iter().copied()) {
        Some(near) => format!("did you mean `{near}`? Possible: {}", words.join(", ")),
        None => format!("possible: {}", words.join(", ")),
    }
}

/// Returns a span worth labelling: a long list or map is pointed at by its first byte alone.
fn label(node: &Node) -> Span {
    match node.value {
        Value::List(_) | Value::Map(_) => {
            Span { start: node.at.start, end: node.at.end.min(node.at.start + 1) }
        }
        Value::Absent | Value::Scalar { .. } => node.at,
    }
}
