//! Two versions against each other, record by record and field by field.

use std::collections::HashSet;

use crate::dossier::{Dossier, Placed};
use crate::field::{Card, FieldClass, Node, Value};
use crate::record::{Common, Kind, Record};

/// What differs between two versions.
pub struct Comparison<'a> {
    /// Records that only the later one has.
    pub added: Vec<Placed<'a>>,
    /// Records that only the earlier one has.
    pub removed: Vec<Placed<'a>>,
    /// Records that say something else: before, after, and what.
    pub modified: Vec<(Placed<'a>, Placed<'a>, Vec<FieldChange>)>,
}

/// A field that says something else.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct FieldChange {
    /// The field's name; `body` for the text below the front matter.
    pub name: String,
    /// What a change of it means.
    pub class: FieldClass,
    /// What was written before, in one line; empty where it was not there.
    pub before: String,
    /// What is written now, in one line; empty where it is not there any more.
    pub after: String,
}

impl<'a> Comparison<'a> {
    /// Compares two versions; records are the same where kind and id are.
    pub fn between(before: &'a Dossier, after: &'a Dossier) -> Comparison<'a> {
        let mut comparison = Comparison { added: Vec::new(), removed: Vec::new(), modified: Vec::new() };
        let mut met = HashSet::new();
        for record in governing(after) {
            match before.find(record.record().id()).filter(|other| other.kind() == record.kind()) {
                None => comparison.added.push(record),
                Some(other) => {
                    met.insert(other.index);
                    if other.blob() != record.blob() || !record.blob().is_known() {
                        let changes = changes(other.record(), record.record());
                        if !changes.is_empty() {
                            comparison.modified.push((other, record, changes));
                        }
                    }
                }
            }
        }
        comparison.removed = governing(before).filter(|record| !met.contains(&record.index)).collect();
        comparison
    }

    /// Returns the SOUP whose version moved: before and after.
    pub fn moved(&self) -> impl Iterator<Item = (Placed<'a>, Placed<'a>)> {
        let moved = self.modified.iter().filter(|(_, record, changes)| {
            record.kind() == Kind::Soup && changes.iter().any(|change| change.name == "version")
        });
        moved.map(|(before, after, _)| (*before, *after))
    }
}

/// Returns the fields in which two states of a record differ.
pub fn changes(before: &Record, after: &Record) -> Vec<FieldChange> {
    let mut found = Vec::new();
    let kind = after.kind();
    let mut names: Vec<&str> = Common::CARDS.iter().chain(kind.card().cards).map(name).collect();
    for node in [&before.node, &after.node] {
        if let Value::Map(entries) = &node.value {
            for (key, _) in entries {
                if !names.contains(&&*key.value) {
                    names.push(&key.value);
                }
            }
        }
    }
    for field in names {
        let (one, two) = (written(&before.node, field), written(&after.node, field));
        let same = match (one, two) {
            (None, None) => true,
            (Some(one), Some(two)) => one.means(two),
            (Some(_), None) | (None, Some(_)) => false,
        };
        if !same {
            let line = |node: Option<&Node>| node.map(line).unwrap_or_default();
            found.push(FieldChange {
                name: field.to_owned(),
                class: class(kind, field),
                before: line(one),
                after: line(two),
            });
        }
    }
    let prose =
        |record: &Record| -> Vec<String> { record.body().split_whitespace().map(str::to_owned).collect() };
    if before.body() != after.body() && prose(before) != prose(after) {
        found.push(FieldChange {
            name: "body".to_owned(),
            class: FieldClass::Text,
            before: format!("{} lines", before.body().lines().count()),
            after: format!("{} lines", after.body().lines().count()),
        });
    }
    found
}

/// Returns a value in one line.
pub fn line(node: &Node) -> String {
    match &node.value {
        Value::Absent => String::new(),
        Value::Scalar { text, .. } => text.split_whitespace().collect::<Vec<_>>().join(" "),
        Value::List(elements) => {
            let is_map = |element: &Node| matches!(element.value, Value::Map(_));
            let between = if elements.iter().any(is_map) { "; " } else { ", " };
            elements.iter().map(line).collect::<Vec<_>>().join(between)
        }
        Value::Map(entries) => entries
            .iter()
            .filter(|(_, value)| !value.is_absent())
            .map(|(key, value)| format!("{}: {}", &*key.value, line(value)))
            .collect::<Vec<_>>()
            .join(", "),
    }
}

fn governing(dossier: &Dossier) -> impl Iterator<Item = Placed<'_>> {
    dossier.records().filter(|record| {
        !record.record().id().is_empty() && dossier.find(record.record().id()) == Some(*record)
    })
}

fn written<'n>(node: &'n Node, field: &str) -> Option<&'n Node> {
    node.get(field).filter(|value| !value.is_absent())
}

fn name(card: &Card) -> &'static str {
    card.name.trim_start_matches("r#")
}

fn class(kind: Kind, field: &str) -> FieldClass {
    let mut cards = Common::CARDS.iter().chain(kind.card().cards);
    cards.find(|card| name(card) == field).map_or(FieldClass::Meta, |card| card.class)
}
