//! One record as a flat list of what is written in it: what differs between any two moments then follows from the two lists
//! alone, however many moments lie between them.

use std::collections::{HashMap, HashSet};

use super::fields::{Place, by_key, elements, entries, folded, written};
use crate::field::{Card, FieldClass, Node, Shape, Value};
use crate::record::{Common, Record};

/// Something that is written in a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flat {
    /// The field's path as a change names it, list elements named by their value.
    pub name: String,
    /// What tells it from everything else in the record: the path, with ids in lower case.
    pub key: String,
    /// The place of its field among the fields of its kind, from 0.
    pub place: usize,
    /// What it is.
    pub kind: FlatKind,
    /// The key of the element that it is a part of.
    pub within: Option<String>,
    /// What a change of it means.
    pub class: FieldClass,
    /// Whether it is an id, of which case does not matter.
    pub is_id: bool,
    /// The value as it is shown.
    pub text: String,
}

/// What a part of a record is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FlatKind {
    /// A value.
    Value,
    /// A whole element of the list at this path: told where it came or went, else its parts are.
    Element(String),
    /// All texts of a list in their order: told where nothing but the order differs.
    Order,
}

/// The place of fields that no kind knows.
const UNKNOWN: usize = 999;

/// Returns everything that is written in a record above its text, in the order of its kind's fields.
pub fn flat(record: &Record) -> Vec<Flat> {
    let mut cards: Vec<&Card> = Common::CARDS.iter().collect();
    let own = record.kind().card().cards.iter();
    let own: Vec<&Card> = own.filter(|own| !cards.iter().any(|card| card.name == own.name)).collect();
    cards.extend(own);
    let mut found = Flattened { out: Vec::new(), place: 0, within: None };
    for (place, card) in cards.iter().enumerate() {
        if let Some(node) = record.node.get(card.name) {
            found.place = place;
            found.add(&Place::of(card, card.name.to_owned()), card.name.to_owned(), node);
        }
    }
    let entries = entries(Some(&record.node));
    let written = by_key(&entries, false);
    let mut unknown: Vec<&str> = entries.iter().map(|(key, _)| *key).collect();
    unknown.retain(|key| !cards.iter().any(|card| card.name == *key));
    unknown.sort_unstable();
    unknown.dedup();
    found.place = UNKNOWN;
    for key in unknown {
        if let Some(node) = written.get(key) {
            let mut place = Place::unknown();
            key.clone_into(&mut place.name);
            found.add(&place, key.to_owned(), node);
        }
    }
    found.out
}

/// What was found so far, and where.
struct Flattened {
    out: Vec<Flat>,
    place: usize,
    within: Option<String>,
}

impl Flattened {
    fn add(&mut self, place: &Place, key: String, node: &Node) {
        if node.is_absent() {
            return;
        }
        let is_list = matches!(place.shape, Some(Shape::List(_))) || matches!(node.value, Value::List(_));
        match &node.value {
            _ if is_list => self.add_list(place, &key, node),
            Value::Map(_) => self.add_map(place, &key, node),
            Value::Absent | Value::Scalar { .. } | Value::List(_) => {
                let is_id = matches!(place.shape, Some(Shape::Id));
                self.push(place, key, FlatKind::Value, is_id, written(node));
            }
        }
    }

    fn add_map(&mut self, place: &Place, key: &str, node: &Node) {
        let ids = matches!(place.shape, Some(Shape::Versions));
        let entries = entries(Some(node));
        let parts = by_key(&entries, ids);
        let mut seen = HashSet::new();
        let known = place.cards().iter().map(|card| card.name);
        for part in known.chain(entries.iter().map(|(key, _)| *key)) {
            let name = folded(part, ids);
            if let Some(node) = parts.get(&name).filter(|_| seen.insert(name.clone())) {
                self.add(&place.part(part), format!("{key}.{name}"), node);
            }
        }
    }

    fn add_list(&mut self, place: &Place, key: &str, node: &Node) {
        let elements = elements(Some(node));
        let mut counts: HashMap<String, usize> = HashMap::new();
        let is_list_of_ids = matches!(place.inner(), Some(Shape::Id));
        for (number, element) in elements.iter().enumerate() {
            let name = place.name_of(element);
            let is_id = place.is_named_by_id(element);
            let named = folded(&name, is_id).into_owned();
            let count = counts.entry(named.clone()).and_modify(|count| *count += 1).or_insert(1);
            if is_list_of_ids && *count > 1 {
                // The same id twice in a list means what it means once.
                continue;
            }
            let end = |name: &str| match (name, *count) {
                ("", _) => format!("[{number}]"),
                (name, 1) => format!(".{name}"),
                (name, nth) => format!(".{name}[{nth}]"),
            };
            let own = place.element(format!("{}{}", place.name, end(&name)));
            let own_key = format!("{key}{}", end(&named));
            self.push(&own, own_key.clone(), FlatKind::Element(place.name.clone()), is_id, written(element));
            if element.text().is_none() {
                let around = self.within.replace(own_key.clone());
                self.add(&own, own_key, element);
                self.within = around;
            }
        }
        let order_counts = match place.inner() {
            Some(Shape::Text | Shape::Words(_)) | None => {
                elements.iter().all(|element| element.text().is_some())
            }
            Some(_) => false,
        };
        if order_counts && elements.len() > 1 {
            let joined = elements.iter().map(|node| written(node)).collect::<Vec<_>>().join(", ");
            self.push(place, format!("{key}[]"), FlatKind::Order, false, joined);
        }
    }

    fn push(&mut self, place: &Place, key: String, kind: FlatKind, is_id: bool, text: String) {
        self.out.push(Flat {
            name: place.name.clone(),
            key,
            place: self.place,
            kind,
            within: self.within.clone(),
            class: place.class,
            is_id,
            text,
        });
    }
}
