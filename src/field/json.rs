//! JSON into a tree of values with places. The only file that names serde_json's raw values, whose addresses are the places.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::{Fault, FaultKind, Node, Value};
use crate::text::{Excerpt, Span, Spanned};

/// The most levels of lists and maps that a document may have; real ones have a dozen.
const MOST_LEVELS: usize = 100;

/// Reads a JSON document into a node; spans count bytes from the start of `text`, those of strings with their quotes.
///
/// # Errors
/// A text that is no JSON, or is nested too deeply, gives its first fault with its place.
pub fn read(text: &Arc<str>) -> Result<Node, Fault> {
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let whole: &RawValue = serde_json::from_str(&text[start..]).map_err(|error| {
        let end = start + offset(&text[start..], error.line(), error.column());
        let words = error.to_string();
        let message = words.split(" at line ").next().unwrap_or(&words).to_owned();
        let before = text[..end].char_indices().next_back().map_or(start, |(before, _)| before.max(start));
        fault(Span::new(before, end), message)
    })?;
    node(text, whole, 0)
}

/// The entries of a map, their keys and values as they are written.
struct Entries<'t>(Vec<(&'t RawValue, &'t RawValue)>);

impl<'t> Deserialize<'t> for Entries<'t> {
    fn deserialize<D: Deserializer<'t>>(deserializer: D) -> Result<Entries<'t>, D::Error> {
        struct Each;
        impl<'t> Visitor<'t> for Each {
            type Value = Entries<'t>;
            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("an object")
            }
            fn visit_map<M: MapAccess<'t>>(self, mut map: M) -> Result<Entries<'t>, M::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Entries(entries))
            }
        }
        deserializer.deserialize_map(Each)
    }
}

fn node(file: &Arc<str>, raw: &RawValue, level: usize) -> Result<Node, Fault> {
    let range = range(file, raw);
    let at = Span::from(range.clone());
    if level > MOST_LEVELS {
        let at = Span::new(range.start, range.start + 1);
        return Err(fault(at, format!("more than {MOST_LEVELS} levels are nested here")));
    }
    let broken = |error: serde_json::Error| fault(at, error.to_string());
    let value = match raw.get().as_bytes().first() {
        Some(b'{') => {
            let Entries(raw_entries) = serde_json::from_str(raw.get()).map_err(broken)?;
            let mut entries: Vec<(Spanned<Excerpt>, Node)> = Vec::with_capacity(raw_entries.len());
            for (key, value) in raw_entries {
                let place = self::range(file, key);
                entries.push((Spanned::new(string(file, key)?, place.into()), node(file, value, level + 1)?));
            }
            Value::Map(entries)
        }
        Some(b'[') => {
            let elements: Vec<&RawValue> = serde_json::from_str(raw.get()).map_err(broken)?;
            let nodes: Result<Vec<Node>, Fault> =
                elements.into_iter().map(|element| node(file, element, level + 1)).collect();
            Value::List(nodes?)
        }
        Some(b'"') => Value::Scalar { text: string(file, raw)?, plain: false },
        Some(b'n') => Value::Absent,
        Some(_) | None => Value::Scalar { text: Excerpt::of(file, range), plain: true },
    };
    Ok(Node { at, value })
}

/// Returns the text of a string; one without escapes is a part of the file.
fn string(file: &Arc<str>, raw: &RawValue) -> Result<Excerpt, Fault> {
    let range = range(file, raw);
    if !raw.get().contains('\\') {
        return Ok(Excerpt::of(file, range.start + 1..range.end - 1));
    }
    let text: Result<String, _> = serde_json::from_str(raw.get());
    text.map(Excerpt::from).map_err(|error| fault(range.into(), error.to_string()))
}

/// Returns where a raw value stands: it borrows from the file, so its address tells.
fn range(file: &Arc<str>, raw: &RawValue) -> Range<usize> {
    let start = raw.get().as_ptr().addr() - file.as_ptr().addr();
    start..start + raw.get().len()
}

/// Returns the byte offset of a line and a column in bytes, both from 1, as serde_json counts them.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let before: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let offset = (before + column).min(text.len());
    (offset..=text.len()).find(|offset| text.is_char_boundary(*offset)).unwrap_or(text.len())
}

fn fault(at: Span, message: String) -> Fault {
    let field = Box::default();
    Fault { kind: FaultKind::Syntax, field, at, message, help: None, also: None, meant: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_know_where_they_stand() {
        let text: Arc<str> = "\u{feff}{ \"a\": [1, true, null, {\"b\\u00e4\": \"x\\ny\"}] }\n".into();
        let node = read(&text).expect("it is JSON");
        let Some(Value::List(list)) = node.get("a").map(|list| list.value.clone()) else { panic!("a list") };
        assert_eq!((list[0].text(), &text[list[0].at.range()]), (Some("1"), "1"));
        assert!(list[2].is_absent());
        let (key, value) = list[3].entry("bä").expect("the key is unescaped");
        assert_eq!((&text[key.at.range()], &text[value.at.range()]), ("\"b\\u00e4\"", "\"x\\ny\""));
        assert_eq!(value.text(), Some("x\ny"));
    }

    #[test]
    fn what_is_no_json_is_told_with_its_place() {
        let text: Arc<str> = "{\n  \"ä\": [1,\n}\n".into();
        let fault = read(&text).expect_err("the list is not closed");
        assert_eq!((fault.message.as_str(), &text[fault.at.range()]), ("expected value", "}"));
        let cut: Arc<str> = "{\"a\": 1".into();
        assert!(read(&cut).expect_err("it is cut off").message.starts_with("EOF"));
        assert!(read(&"".into()).is_err() && read(&"\"\\ud800\"".into()).is_err());
    }

    #[test]
    fn nesting_without_end_is_refused_and_does_not_overflow() {
        for open in ["[", "{\"a\":"] {
            let close = if open == "[" { "]" } else { "}" };
            let text: Arc<str> = format!("{}1{}", open.repeat(20_000), close.repeat(20_000)).into();
            assert!(read(&text).expect_err("too deep").message.contains("levels"));
        }
    }
}
