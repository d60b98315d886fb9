//! The smallest parts of what a record says, so that two states of it can be compared part by part.

use std::collections::BTreeSet;

use super::watch::What;
use super::witness::card;
use crate::field::{Card, Node, Shape, Value};
use crate::record::Record;

/// The smallest parts of fields, each as one text of its path and its words.
pub(super) type Parts = BTreeSet<Box<str>>;

/// What stands between the names of a path, and before the words at its end: it occurs in no text of a record.
const BETWEEN: char = '\u{1f}';

/// Returns the smallest parts of what is watched, as a record says them.
pub(super) fn parts(what: &What, record: &Record) -> Parts {
    match what {
        What::Fields(fields, _) => parts_of(fields, record),
        What::Part(part) => Parts::from([part.as_str().into()]),
        What::Body => Parts::from(["body".into()]),
    }
}

/// Returns the smallest parts of some fields, as a record says them. Keys, order, quoting and white space are no parts; nor is a
/// place in a list, so that what two branches did to one list is told apart after they were merged.
pub(super) fn parts_of(fields: &[&str], record: &Record) -> Parts {
    let mut found = Parts::new();
    for field in fields {
        if let (Some(card), Some(node)) = (card(record, field), record.node.get(field)) {
            collect(node, Some((card.shape)()), card.key, field, &mut found);
        }
    }
    found
}

fn collect(node: &Node, shape: Option<Shape>, key: Option<&'static str>, path: &str, found: &mut Parts) {
    match &node.value {
        Value::Absent => {}
        Value::Scalar { text, .. } => {
            let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
            let words =
                if matches!(element(&shape), Some(Shape::Id)) { words.to_ascii_lowercase() } else { words };
            if !words.is_empty() {
                found.insert(format!("{path}{BETWEEN}{words}").into());
            }
        }
        Value::List(elements) => {
            let inner = match shape {
                Some(Shape::List(inner)) => Some(*inner),
                Some(_) | None => None,
            };
            for element in elements {
                collect(element, inner.clone(), key, path, found);
            }
        }
        Value::Map(entries) => {
            let named = key.and_then(|key| node.get(key)).and_then(Node::text).unwrap_or_default();
            let named = named.split_whitespace().collect::<Vec<_>>().join(" ").to_ascii_lowercase();
            let cards: &[Card] = match element(&shape) {
                Some(Shape::Map(cards)) => cards,
                Some(_) | None => &[],
            };
            let are_ids = matches!(shape, Some(Shape::Versions));
            for (name, value) in entries {
                let name = if are_ids { name.value.to_ascii_lowercase() } else { name.value.to_string() };
                let card = cards.iter().find(|card| card.name == name);
                let path = format!("{path}{BETWEEN}{named}{BETWEEN}{name}");
                collect(value, card.map(|card| (card.shape)()), card.and_then(|card| card.key), &path, found);
            }
        }
    }
}

/// Returns the shape of an element where a field is a list, of which one may stand alone.
fn element(shape: &Option<Shape>) -> Option<&Shape> {
    match shape {
        Some(Shape::List(inner)) => Some(inner),
        other => other.as_ref(),
    }
}

/// Returns the name of the field that a part belongs to.
pub(super) fn field_of(part: &str) -> &str {
    part.split(BETWEEN).next().unwrap_or(part)
}
