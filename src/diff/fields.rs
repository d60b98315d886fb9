//! One tree of values against its earlier self: which fields differ, by their paths.
//!
//! Values are compared as they were read, so that wrapping, quoting, key order and line endings give nothing. Lists of ids
//! and of named parts are sets: their order means nothing. In a list of plain texts the order is told when it alone differs.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use crate::field::{Card, FieldClass, Node, Shape, Value};
use crate::record::{Common, Record};

/// A field whose value differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldChange {
    /// The field's path, list elements named by their value: `version`, `causes.SOUP-003.cause`, `controls.RC-001`.
    pub name: String,
    /// The list's path, where a whole element of it came or went.
    pub list: Option<String>,
    /// What a change of the field means.
    pub class: FieldClass,
    /// Whether it makes evidence that vouches for the record stale.
    pub relevant: bool,
    /// What was written before, `None` for nothing.
    pub before: Option<String>,
    /// What is written after, `None` for nothing.
    pub after: Option<String>,
}

/// Above this many elements of one name, elements are paired in the order of writing: finding the likest would take too long.
const MANY: usize = 32;

/// Returns the fields of a record that differ, in the order of its kind's fields; a record that is not there has none.
pub(super) fn of_records(before: Option<&Record>, after: Option<&Record>) -> Vec<FieldChange> {
    let mut cards: Vec<&Card> = Common::CARDS.iter().collect();
    for record in [after, before].into_iter().flatten() {
        // A record that changed its kind is seen with the fields of both.
        let own = record.kind().card().cards.iter();
        let unknown: Vec<&Card> = own.filter(|own| !cards.iter().any(|card| card.name == own.name)).collect();
        cards.extend(unknown);
    }
    of_nodes(&cards, before.map(|record| &record.node), after.map(|record| &record.node))
}

/// Returns how one field of a record, named as its kind's card names it, differs between two states of the record.
pub fn of_field(card: &Card, before: &Record, after: &Record) -> Vec<FieldChange> {
    let mut found = Vec::new();
    let place = Place::of(card, card.name.to_owned());
    place.compare(before.node.get(card.name), after.node.get(card.name), &mut found);
    found
}

/// Returns the fields of two maps that differ: those that `cards` know in their order, then the others by name.
pub(super) fn of_nodes(cards: &[&Card], before: Option<&Node>, after: Option<&Node>) -> Vec<FieldChange> {
    let mut found = Vec::new();
    let known: HashSet<&str> = cards.iter().map(|card| card.name).collect();
    for card in cards {
        let (before, after) =
            (before.and_then(|node| node.get(card.name)), after.and_then(|node| node.get(card.name)));
        if before.is_some() || after.is_some() {
            Place::of(card, card.name.to_owned()).compare(before, after, &mut found);
        }
    }
    let (before, after) = (entries(before), entries(after));
    let mut unknown: Vec<&str> =
        before.iter().chain(&after).map(|(key, _)| *key).filter(|key| !known.contains(key)).collect();
    unknown.sort_unstable();
    unknown.dedup();
    let (before, after) = (by_key(&before, false), by_key(&after, false));
    for key in unknown {
        let place = Place { name: key.to_owned(), ..Place::unknown() };
        place.compare(before.get(key).copied(), after.get(key).copied(), &mut found);
    }
    found
}

/// A field that is being compared: where it stands and what is known of it.
pub(super) struct Place {
    pub name: String,
    pub class: FieldClass,
    relevant: bool,
    pub shape: Option<Shape>,
    key: Option<&'static str>,
}

impl Place {
    pub fn of(card: &Card, name: String) -> Place {
        let shape = Some((card.shape)());
        Place { name, class: card.class, relevant: card.relevant, shape, key: card.key }
    }

    /// A key that does not exist: rules report it, and the diff still shows it.
    pub fn unknown() -> Place {
        Place { name: String::new(), class: FieldClass::Meta, relevant: false, shape: None, key: None }
    }

    /// A part of this field. What no card knows counts as the field does.
    pub fn part(&self, key: &str) -> Place {
        let name = format!("{}.{key}", self.name);
        match self.cards().iter().find(|card| card.name == key) {
            Some(card) => Place::of(card, name),
            None => Place { name, shape: None, key: None, ..*self },
        }
    }

    /// An element of this list.
    pub fn element(&self, name: String) -> Place {
        let shape = match &self.shape {
            Some(Shape::List(inner)) => Some((**inner).clone()),
            Some(_) | None => None,
        };
        Place { name, shape, ..*self }
    }

    /// The parts that the field, or an element of it, consists of.
    pub fn cards(&self) -> &'static [Card] {
        match self.inner() {
            Some(Shape::Map(cards)) => cards,
            Some(_) | None => &[],
        }
    }

    /// The shape of the field, or of an element where it is a list.
    pub fn inner(&self) -> Option<&Shape> {
        match &self.shape {
            Some(Shape::List(inner)) => Some(inner),
            other => other.as_ref(),
        }
    }

    fn compare(&self, before: Option<&Node>, after: Option<&Node>, found: &mut Vec<FieldChange>) {
        let before = before.filter(|node| !node.is_absent());
        let after = after.filter(|node| !node.is_absent());
        let same = match (before, after) {
            (Some(before), Some(after)) => before.means(after),
            (None, None) => true,
            (Some(_), None) | (None, Some(_)) => false,
        };
        if same {
            return;
        }
        let written = || [before, after].into_iter().flatten();
        let lists = written().any(|node| matches!(node.value, Value::List(_)));
        let maps = written().any(|node| matches!(node.value, Value::Map(_)));
        let texts = written().any(|node| node.text().is_some());
        if matches!(self.shape, Some(Shape::List(_))) || lists && !maps {
            self.compare_lists(before, after, found);
        } else if maps && (lists || texts) {
            // Named parts became a text or a list, or the other way round: nothing of the one is in the other.
            self.compare(before, None, found);
            self.compare(None, after, found);
        } else if maps {
            self.compare_maps(before, after, found);
        } else if !(matches!(self.shape, Some(Shape::Id)) && same_id(before, after)) {
            found.push(self.changed(None, before, after));
        }
    }

    fn compare_maps(&self, before: Option<&Node>, after: Option<&Node>, found: &mut Vec<FieldChange>) {
        // The keys of this one shape are ids.
        let ids = matches!(self.shape, Some(Shape::Versions));
        let (before, after) = (entries(before), entries(after));
        let (old, new) = (by_key(&before, ids), by_key(&after, ids));
        let mut seen = HashSet::new();
        let known = self.cards().iter().map(|card| card.name);
        for key in known.chain(after.iter().chain(&before).map(|(key, _)| *key)) {
            let name = folded(key, ids);
            if seen.insert(name.clone()) {
                self.part(key).compare(old.get(&name).copied(), new.get(&name).copied(), found);
            }
        }
    }

    fn compare_lists(&self, before: Option<&Node>, after: Option<&Node>, found: &mut Vec<FieldChange>) {
        let first = found.len();
        let (before, after) = (elements(before), elements(after));
        let mut groups: HashMap<String, Group<'_>> = HashMap::new();
        let mut order: Vec<String> = Vec::new();
        for (nodes, new) in [(&after, true), (&before, false)] {
            for element in nodes.iter().copied().enumerate() {
                let named = self.name_of(element.1);
                let key = folded(&named, self.is_named_by_id(element.1)).into_owned();
                let group = groups.entry(key).or_insert_with_key(|key| {
                    order.push(key.clone());
                    Group { name: named.into_owned(), before: Vec::new(), after: Vec::new() }
                });
                if new { group.after.push(element) } else { group.before.push(element) }
            }
        }
        for key in order {
            self.compare_group(groups.remove(&key).expect("every key in the order has its group"), found);
        }
        let are_texts = |nodes: &[&Node]| nodes.iter().all(|node| node.text().is_some());
        let order_counts = match self.inner() {
            Some(Shape::Text | Shape::Words(_)) | None => are_texts(&before) && are_texts(&after),
            Some(_) => false,
        };
        // A text alone is a list of one, and an empty list is none: then nothing differs but the writing.
        let in_order = before.iter().zip(&after).all(|(before, after)| before.means(after));
        if order_counts && found.len() == first && before.len() == after.len() && !in_order {
            let joined =
                |nodes: &[&Node]| Some(nodes.iter().map(|node| written(node)).collect::<Vec<_>>().join(", "));
            let change = self.changed(None, None, None);
            found.push(FieldChange { before: joined(&before), after: joined(&after), ..change });
        }
    }

    /// Compares the elements of one name: mostly one on each side.
    fn compare_group(&self, group: Group<'_>, found: &mut Vec<FieldChange>) {
        let Group { name, mut before, mut after } = group;
        if matches!(self.inner(), Some(Shape::Id)) && !before.is_empty() && !after.is_empty() {
            // The same id twice in a list means what it means once.
            return;
        }
        let (first_before, first_after) = (before.clone(), after.clone());
        let place = |element: &Element<'_>, all: &[Element<'_>]| {
            let nth = all.iter().position(|one| one.0 == element.0).map_or(1, |nth| nth + 1);
            self.element(match (&*name, nth) {
                ("", _) => format!("{}[{}]", self.name, element.0),
                (name, 1) => format!("{}.{name}", self.name),
                (name, nth) => format!("{}.{name}[{nth}]", self.name),
            })
        };
        let mut pairs = Vec::new();
        if before.len().max(after.len()) <= MANY {
            // What stayed as it is must not be taken for what changed.
            before.retain(|old| {
                let same = after.iter().position(|new| old.1.means(new.1));
                same.map(|same| after.remove(same)).is_none()
            });
            after.retain(|new| {
                let old = likest(new.1, &before);
                pairs.extend(old.map(|old| (before.remove(old), *new)));
                old.is_none()
            });
        }
        let rest = before.len().min(after.len());
        pairs.extend(before.drain(..rest).zip(after.drain(..rest)));
        pairs.sort_by_key(|(_, new)| new.0);
        for (old, new) in pairs {
            place(&new, &first_after).compare(Some(old.1), Some(new.1), found);
        }
        for new in after {
            found.push(place(&new, &first_after).changed(Some(&self.name), None, Some(new.1)));
        }
        for old in before {
            found.push(place(&old, &first_before).changed(Some(&self.name), Some(old.1), None));
        }
    }

    /// Returns what names an element: its text, or that of the part which is its key; nothing where it has neither.
    pub fn name_of<'n>(&self, node: &'n Node) -> Cow<'n, str> {
        let named = match &node.value {
            Value::Map(_) => self.key.and_then(|key| node.get(key)),
            Value::Absent | Value::Scalar { .. } | Value::List(_) => Some(node),
        };
        let text = named.and_then(Node::text).unwrap_or_default().trim();
        if text.contains(|character: char| character.is_whitespace() && character != ' ')
            || text.contains("  ")
        {
            return Cow::Owned(text.split_whitespace().collect::<Vec<_>>().join(" "));
        }
        Cow::Borrowed(text)
    }

    pub fn is_named_by_id(&self, node: &Node) -> bool {
        let key = || self.cards().iter().find(|card| self.key == Some(card.name));
        match node.value {
            Value::Map(_) => key().is_some_and(|key| matches!((key.shape)(), Shape::Id)),
            Value::Absent | Value::Scalar { .. } | Value::List(_) => matches!(self.inner(), Some(Shape::Id)),
        }
    }

    fn changed(&self, list: Option<&str>, before: Option<&Node>, after: Option<&Node>) -> FieldChange {
        FieldChange {
            name: self.name.clone(),
            list: list.map(str::to_owned),
            class: self.class,
            relevant: self.relevant,
            before: before.map(written),
            after: after.map(written),
        }
    }
}

/// An element of a list with its number, from 0.
type Element<'n> = (usize, &'n Node);

/// The elements of two lists that have one name.
struct Group<'n> {
    name: String,
    before: Vec<Element<'n>>,
    after: Vec<Element<'n>>,
}

/// Returns the number of the candidate that has most parts in common with an element, `None` where none has any.
fn likest(element: &Node, candidates: &[Element<'_>]) -> Option<usize> {
    let Value::Map(parts) = &element.value else { return None };
    let alike = |candidate: &Node| {
        parts
            .iter()
            .filter(|(key, value)| candidate.get(&key.value).is_some_and(|it| it.means(value)))
            .count()
    };
    let ranked = candidates.iter().enumerate().map(|(at, candidate)| (alike(candidate.1), at));
    // Of several that are equally alike, the first one.
    ranked
        .filter(|(alike, _)| *alike > 0)
        .max_by_key(|(alike, at)| (*alike, usize::MAX - at))
        .map(|(_, at)| at)
}

fn same_id(before: Option<&Node>, after: Option<&Node>) -> bool {
    let id = |node: Option<&Node>| Some(node?.text()?.trim().to_ascii_lowercase());
    id(before).is_some() && id(before) == id(after)
}

pub(super) fn folded(text: &str, id: bool) -> Cow<'_, str> {
    if id { Cow::Owned(text.to_ascii_lowercase()) } else { Cow::Borrowed(text) }
}

/// Returns the keys of a map with their values, in the order of writing.
pub(super) fn entries(node: Option<&Node>) -> Vec<(&str, &Node)> {
    match node.map(|node| &node.value) {
        Some(Value::Map(entries)) => entries.iter().map(|(key, value)| (&*key.value, value)).collect(),
        Some(Value::Absent | Value::Scalar { .. } | Value::List(_)) | None => Vec::new(),
    }
}

pub(super) fn by_key<'n>(entries: &[(&'n str, &'n Node)], ids: bool) -> HashMap<Cow<'n, str>, &'n Node> {
    entries.iter().rev().map(|(key, value)| (folded(key, ids), *value)).collect()
}

/// Returns the elements of a list; a value alone stands for a list of one.
pub(super) fn elements(node: Option<&Node>) -> Vec<&Node> {
    match node.map(|node| (&node.value, node)) {
        Some((Value::List(elements), _)) => elements.iter().filter(|element| !element.is_absent()).collect(),
        Some((Value::Absent, _)) | None => Vec::new(),
        Some((Value::Scalar { .. } | Value::Map(_), node)) => vec![node],
    }
}

/// Returns a value as one text: a list with commas, named parts with semicolons.
pub(super) fn written(node: &Node) -> String {
    match &node.value {
        Value::Absent => String::new(),
        Value::Scalar { text, .. } => text.trim().to_owned(),
        Value::List(elements) => elements.iter().map(written).collect::<Vec<_>>().join(", "),
        Value::Map(entries) => {
            let parts = entries.iter().filter(|(_, value)| !value.is_absent());
            parts
                .map(|(key, value)| format!("{}: {}", key.value, written(value)))
                .collect::<Vec<_>>()
                .join("; ")
        }
    }
}
