//! Says whether two readings of a record differ in one field alone.

use super::target::Step;
use crate::field::{Node, Value};

/// Returns whether `after` is `before` but for the field at the end of `steps`, which holds `value`. Keys that were not there
/// may have come on the way to it, and nothing else.
pub(super) fn is_only_change(before: &Node, after: &Node, steps: &[Step], value: &str) -> bool {
    let Some((step, rest)) = steps.split_first() else { return holds(after, value) };
    let empty = Node { at: before.at, value: Value::Absent };
    match (step, &before.value, &after.value) {
        (Step::Key(name), old @ (Value::Map(_) | Value::Absent), Value::Map(new)) => {
            let old = match old {
                Value::Map(entries) => &entries[..],
                Value::Absent | Value::Scalar { .. } | Value::List(_) => &[],
            };
            let others = |(key, _): &&(_, Node)| *key_text(key) != **name;
            let (mut one, mut two) = (old.iter().filter(others), new.iter().filter(others));
            let same = loop {
                match (one.next(), two.next()) {
                    (None, None) => break true,
                    (Some((key, value)), Some((other, found)))
                        if key.value == other.value && is_same(value, found) => {}
                    _ => break false,
                }
            };
            let was = before.get(name).unwrap_or(&empty);
            same && after.get(name).is_some_and(|now| is_only_change(was, now, rest, value))
        }
        (Step::Element(number), Value::List(old), Value::List(new)) => {
            old.len() == new.len()
                && old.iter().zip(new).enumerate().all(|(index, (old, new))| {
                    if index == *number { is_only_change(old, new, rest, value) } else { is_same(old, new) }
                })
        }
        _ => false,
    }
}

fn key_text(key: &crate::text::Spanned<crate::text::Excerpt>) -> &str {
    &key.value
}

fn holds(node: &Node, value: &str) -> bool {
    match &node.value {
        Value::Absent => value.is_empty(),
        // A block ends with a line end, which belongs to the way of writing it.
        Value::Scalar { text, .. } => {
            **text == *value || text.trim_end_matches('\n') == value && !value.is_empty()
        }
        Value::List(_) | Value::Map(_) => false,
    }
}

/// Returns whether two nodes are the same in everything but their places.
fn is_same(one: &Node, two: &Node) -> bool {
    match (&one.value, &two.value) {
        (Value::Absent, Value::Absent) => true,
        (Value::Scalar { .. }, Value::Scalar { .. }) => one.value == two.value,
        (Value::List(one), Value::List(two)) => {
            one.len() == two.len() && one.iter().zip(two).all(|(one, two)| is_same(one, two))
        }
        (Value::Map(one), Value::Map(two)) => {
            one.len() == two.len()
                && one.iter().zip(two).all(|(one, two)| one.0.value == two.0.value && is_same(&one.1, &two.1))
        }
        _ => false,
    }
}
