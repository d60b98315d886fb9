//! TOML into a tree of values with places. The only file that names the toml crate.

use super::{Fault, FaultKind, Node, Value};
use crate::text::{Span, Spanned};
use toml::Spanned as TomlSpanned;
use toml::de::{DeTable, DeValue};

/// Reads a TOML document into a map node; spans count bytes from the start of `text`.
///
/// # Errors
/// A text that is no TOML gives its faults, each with its place.
pub fn read(text: &str) -> Result<Node, Vec<Fault>> {
    let (table, errors) = DeTable::parse_recoverable(text);
    if errors.is_empty() {
        let mut node = map(table.get_ref());
        node.at = Span::new(0, text.len());
        return Ok(node);
    }
    Err(errors
        .into_iter()
        .map(|error| Fault {
            kind: FaultKind::Syntax,
            field: Box::default(),
            at: error.span().map_or(Span::default(), Span::from),
            message: error.message().trim().replace('\n', ", "),
            help: None,
            also: None,
            meant: None,
        })
        .collect())
}

fn map(table: &DeTable<'_>) -> Node {
    let mut entries: Vec<_> = table
        .iter()
        .map(|(key, value)| (Spanned::new(key.get_ref().as_ref().into(), key.span().into()), node(value)))
        .collect();
    entries.sort_by_key(|(key, _)| key.at);
    Node { at: Span::default(), value: Value::Map(entries) }
}

fn node(value: &TomlSpanned<DeValue<'_>>) -> Node {
    let at = value.span().into();
    let plain = |text: &str| Value::Scalar { text: text.into(), plain: true };
    let value = match value.get_ref() {
        DeValue::String(text) => Value::Scalar { text: text.as_ref().into(), plain: false },
        DeValue::Integer(integer) => plain(integer.as_str()),
        DeValue::Float(float) => plain(float.as_str()),
        DeValue::Boolean(boolean) => plain(if *boolean { "true" } else { "false" }),
        DeValue::Datetime(date) => plain(&date.to_string()),
        DeValue::Array(elements) => Value::List(elements.iter().map(node).collect()),
        DeValue::Table(table) => map(table).value,
    };
    Node { at, value }
}
