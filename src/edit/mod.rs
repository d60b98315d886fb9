//! Edit: one field of a record is written anew, and every other byte of its file stays what it is.
//!
//! In goes the text of a record, the path of a field and a value; out comes the text with that value. Comments, the order of
//! keys, quotes, line endings and a byte-order mark are kept: only the bytes of the value are replaced, or a line is added. The
//! result is read again and compared, field by field; what would change anything else is an error, and nothing comes out.

use std::ops::Range;
use std::sync::Arc;

use crate::field::{Node, Value, read_yaml};
use crate::record::front_matter::{Split, split};

mod compare;
mod place;
mod spelling;
mod target;

#[cfg(test)]
mod tests;

use compare::is_only_change;
use spelling::Spelling;
use target::{Found, Missing};

/// Why a field cannot be set. Nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The text is no record whose front matter can be read.
    #[error("the record cannot be read: {0}")]
    Unreadable(String),
    /// The path is empty, or names nothing that a field could be.
    #[error("`{0}` is no path of a field")]
    NoPath(String),
    /// A list has no element of that name or number; elements are not made up.
    #[error("`{list}` has no element {element}")]
    NoElement {
        /// The path of the list.
        list: String,
        /// The element that was asked for.
        element: String,
    },
    /// A list or named parts stand where one value is to be written, or one value where parts are.
    #[error("`{0}` holds something else than one value")]
    NotOneValue(String),
    /// The value cannot be written there without changing something else.
    #[error("`{0}` cannot be set without changing more than that field")]
    NotAlone(String),
}

/// Returns the text of a record with one field set.
///
/// `path` names the field as findings do: `version`, `impact.new_causes`, `soup_versions.SOUP-005`, and elements of lists by
/// their name (`covers.SOUP-005.version`) or their number from 0 (`evidence[0].path`). A field that is not there is added, with
/// the parts above it, where the reference lists it. The value is one text as the reader gives it, quotes and folding resolved;
/// an empty one leaves the key without a value.
///
/// # Errors
/// The record cannot be read, the path leads to no place for one value, or more than the field would change.
pub fn set(text: &str, path: &str, value: &str) -> Result<String, Error> {
    let before = Parsed::read(text)?;
    let target = target::find(&before.node, path)?;
    let edits = match &target.found {
        Found::Value { node, key, in_flow } => replacements(&before, node, *key, *in_flow, value),
        Found::Missing(missing) => additions(&before, missing, value),
        Found::Container => return Err(Error::NotOneValue(path.to_owned())),
    };
    for (range, written) in edits {
        let mut edited = text.to_owned();
        edited.replace_range(range, &written);
        // What another way of writing it would break is tried in the next one.
        if let Ok(after) = Parsed::read(&edited)
            && after.duplicates == before.duplicates
            && edited[after.body.clone()] == text[before.body.clone()]
            && is_only_change(&before.node, &after.node, &target.steps, value)
        {
            return Ok(edited);
        }
    }
    Err(Error::NotAlone(path.to_owned()))
}

/// A record's text, as far as an edit looks at it.
struct Parsed {
    text: Arc<str>,
    yaml: Range<usize>,
    body: Range<usize>,
    node: Node,
    /// How many keys stand twice.
    duplicates: usize,
}

impl Parsed {
    fn read(text: &str) -> Result<Parsed, Error> {
        let text: Arc<str> = text.into();
        let (yaml, body) = match split(&text) {
            Split::Found { yaml, body } => (yaml, body),
            Split::None => return Err(Error::Unreadable("it has no front matter".to_owned())),
            Split::Unclosed(_) => {
                return Err(Error::Unreadable("its front matter is opened and never closed".to_owned()));
            }
        };
        let (node, faults) =
            read_yaml(&text, yaml.clone()).map_err(|fault| Error::Unreadable(fault.message))?;
        match node.value {
            Value::Map(_) | Value::Absent => Ok(Parsed { text, yaml, body, node, duplicates: faults.len() }),
            Value::Scalar { .. } | Value::List(_) => {
                Err(Error::Unreadable("its front matter holds no fields".to_owned()))
            }
        }
    }
}

/// Some bytes, and what is written in their place.
type Replacement = (Range<usize>, String);

/// Returns the ways to write a value in place of another one: in its own style first.
fn replacements(
    record: &Parsed,
    node: &Node,
    key: Option<usize>,
    in_flow: bool,
    value: &str,
) -> Vec<Replacement> {
    let text: &str = &record.text;
    let at = node.at.range();
    let spellings = |first: Spelling| {
        [first, Spelling::Plain, Spelling::Single, Spelling::Double]
            .into_iter()
            .filter_map(move |spelling| spelling.write(value, in_flow))
    };
    let Value::Scalar { plain, .. } = node.value else {
        // Nothing is written yet; `~` and `null` are, and give way.
        if !at.is_empty() {
            return spellings(Spelling::Plain).map(|written| (at.clone(), written)).collect();
        }
        let from = key.unwrap_or(at.start);
        return spellings(Spelling::Plain)
            .map(|written| {
                let (at, before) = place::behind_key(text, from);
                (at..at, format!("{before}{written}"))
            })
            .collect();
    };
    let first = match text.as_bytes().get(at.start) {
        _ if plain => Spelling::Plain,
        Some(b'"') => Spelling::Double,
        Some(b'\'') => Spelling::Single,
        Some(_) | None => {
            let Some(block) = place::Block::around(text, at.clone()) else { return Vec::new() };
            let mut edits: Vec<Replacement> = block.filled(text, value).into_iter().collect();
            edits.extend(spellings(Spelling::Plain).map(|written| (block.whole.clone(), written)));
            return edits;
        }
    };
    if value.is_empty() {
        // The space behind the colon goes as well.
        let start = text[..at.start].trim_end_matches(' ').len();
        return vec![(start..at.end, String::new()), (at, String::new())];
    }
    spellings(first).map(|written| (at.clone(), written)).collect()
}

/// Returns the ways to add a field with the parts above it.
fn additions(record: &Parsed, missing: &Missing<'_>, value: &str) -> Vec<Replacement> {
    let spellings = [Spelling::Plain, Spelling::Single, Spelling::Double];
    spellings
        .into_iter()
        .filter_map(|spelling| {
            let written = spelling.write(value, missing.in_flow())?;
            let (at, text) = place::addition(&record.text, record.yaml.clone(), missing, &written);
            Some((at..at, text))
        })
        .collect()
}
