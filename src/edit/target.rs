//! Finds the place that a path names: a value that is there, or the parts in which it is missing.

use super::Error;
use crate::field::{Card, Node, Shape, Value};
use crate::record::{Common, KINDS};

/// What a path leads to.
pub(super) struct Target<'n> {
    /// The way there, for looking at the result.
    pub steps: Vec<Step>,
    pub found: Found<'n>,
}

/// One step down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Key(String),
    Element(usize),
}

pub(super) enum Found<'n> {
    /// One value, or nothing behind a key.
    Value {
        node: &'n Node,
        /// The byte behind its key, where it has one.
        key: Option<usize>,
        in_flow: bool,
    },
    /// Nothing: the field is to be added.
    Missing(Missing<'n>),
    /// A list, or named parts.
    Container,
}

/// A field that is not there.
pub(super) struct Missing<'n> {
    /// The parts that it belongs to, or the nothing in place of them.
    pub parent: &'n Node,
    /// The byte behind the parent's key, where it has one.
    pub parent_key: Option<usize>,
    /// Whether the parent stands within braces or brackets.
    pub parent_in_flow: bool,
    /// Whether the parent is written with braces itself.
    pub parent_is_flow: bool,
    /// The keys to be added, the outermost first.
    pub keys: Vec<String>,
    /// The names of the fields beside it, in the order of the reference.
    pub order: Vec<&'static str>,
}

impl Missing<'_> {
    pub fn in_flow(&self) -> bool {
        self.parent_in_flow || self.parent_is_flow
    }
}

/// What is known of the fields at one level.
enum Known {
    Cards(Vec<&'static Card>),
    /// Ids, which may have dots, each with a version.
    Versions,
    Nothing,
}

/// Follows a path down from the fields of a record.
///
/// A key may have dots, as ids do: of the keys that are there the longest that the path begins with is meant.
pub(super) fn find<'n>(root: &'n Node, path: &str) -> Result<Target<'n>, Error> {
    let mut walk = Walk { steps: Vec::new(), known: known_at_top(root), path: path.to_owned() };
    if path.is_empty() || path.split('.').any(|part| part.trim().is_empty()) {
        return Err(Error::NoPath(path.to_owned()));
    }
    let (mut node, mut rest, mut key, mut in_flow, mut name) = (root, path, None, false, String::new());
    loop {
        if rest.is_empty() {
            let found = match node.value {
                Value::Scalar { .. } | Value::Absent => Found::Value { node, key, in_flow },
                Value::List(_) | Value::Map(_) => Found::Container,
            };
            return Ok(Target { steps: walk.steps, found });
        }
        match &node.value {
            Value::Map(entries) => {
                let is_flow = node.at.range().len() > 1
                    && is_braced(node, entries.first().map(|(key, _)| key.at.start));
                let longest = entries
                    .iter()
                    .filter_map(|entry| Some((entry, after(rest, &entry.0.value)?)))
                    // An id is followed by nothing but its version; another one may begin with it.
                    .filter(|(_, next)| next.is_empty() || !matches!(walk.known, Known::Versions))
                    .max_by_key(|((key, _), _)| key.value.len());
                let Some(((found, value), next)) = longest else {
                    let (keys, order) = walk.missing(rest)?;
                    let parent = Missing {
                        parent: node,
                        parent_key: key,
                        parent_in_flow: in_flow,
                        parent_is_flow: is_flow,
                        keys,
                        order,
                    };
                    return Ok(Target { steps: walk.steps, found: Found::Missing(parent) });
                };
                walk.down(&found.value);
                name = found.value.to_string();
                (node, rest, key, in_flow) = (value, next, Some(found.at.range().end), in_flow || is_flow);
            }
            Value::List(elements) => {
                let (number, next) = element(elements, rest, &name).ok_or_else(|| Error::NoElement {
                    list: walk.path[..walk.path.len() - rest.len()].trim_end_matches('.').to_owned(),
                    element: rest.split('.').next().unwrap_or_default().to_owned(),
                })?;
                walk.steps.push(Step::Element(number));
                let first = elements.first().map(|first| first.at.start);
                // A block list begins with the dash before its first element as well; only brackets end behind the last one.
                let is_flow = first.is_some_and(|first| first > node.at.start) && ends_behind(node, elements);
                (node, rest, key, in_flow) = (&elements[number], next, None, in_flow || is_flow);
            }
            Value::Absent => {
                let (keys, order) = walk.missing(rest)?;
                let parent = Missing {
                    parent: node,
                    parent_key: key,
                    parent_in_flow: in_flow,
                    parent_is_flow: false,
                    keys,
                    order,
                };
                return Ok(Target { steps: walk.steps, found: Found::Missing(parent) });
            }
            Value::Scalar { .. } => {
                let end = walk.path.len() - rest.len();
                return Err(Error::NotOneValue(walk.path[..end].trim_end_matches('.').to_owned()));
            }
        }
    }
}

struct Walk {
    steps: Vec<Step>,
    known: Known,
    path: String,
}

impl Walk {
    /// Goes one key down.
    fn down(&mut self, key: &str) {
        self.steps.push(Step::Key(key.to_owned()));
        let card = match &self.known {
            Known::Cards(cards) => cards.iter().find(|card| card.name == key).copied(),
            Known::Versions | Known::Nothing => None,
        };
        self.known = card.map_or(Known::Nothing, |card| below(&(card.shape)()));
    }

    /// Returns the keys that a path names below here, and the fields that belong beside the first of them.
    fn missing(&mut self, rest: &str) -> Result<(Vec<String>, Vec<&'static str>), Error> {
        let order = match &self.known {
            Known::Cards(cards) => cards.iter().map(|card| card.name).collect(),
            Known::Versions | Known::Nothing => Vec::new(),
        };
        if rest.contains(['[', ']', '\n']) {
            return Err(Error::NoPath(self.path.clone()));
        }
        let mut keys = Vec::new();
        let mut rest = rest;
        while !rest.is_empty() {
            let end = match self.known {
                Known::Versions => rest.len(),
                Known::Cards(_) | Known::Nothing => rest.find('.').unwrap_or(rest.len()),
            };
            let (key, next) = rest.split_at(end);
            self.down(key);
            keys.push(key.to_owned());
            rest = next.trim_start_matches('.');
        }
        Ok((keys, order))
    }
}

/// Returns what stands behind a name at the start of a path, `None` where the path does not begin with it.
fn after<'p>(path: &'p str, name: &str) -> Option<&'p str> {
    let rest = path.strip_prefix(name)?;
    match rest.strip_prefix('.') {
        Some(rest) => Some(rest),
        None => Some(rest).filter(|rest| rest.is_empty() || rest.starts_with('[')),
    }
}

/// Returns the element of a list that a path begins with, by number or by name, and the rest of the path.
fn element<'p>(elements: &[Node], path: &'p str, list: &str) -> Option<(usize, &'p str)> {
    if let Some((number, rest)) = path.strip_prefix('[').and_then(|path| path.split_once(']')) {
        let number: usize = number.parse().ok().filter(|number| *number < elements.len())?;
        return Some((number, rest.strip_prefix('.').unwrap_or(rest)));
    }
    let naming = naming_parts(list);
    let named = elements.iter().enumerate().filter_map(|(number, element)| {
        let names = match &element.value {
            Value::Scalar { text, .. } => vec![&**text],
            Value::Map(entries) => entries
                .iter()
                .filter(|(key, _)| naming.is_empty() || naming.contains(&&*key.value))
                .filter_map(|(_, value)| value.text())
                .collect(),
            Value::Absent | Value::List(_) => Vec::new(),
        };
        let found = names.into_iter().filter_map(|name| Some((name.len(), after(path, name.trim())?)));
        let (length, rest) = found.max_by_key(|(length, _)| *length)?;
        Some((length, number, rest))
    });
    // Of two elements with one name the first is meant, as everywhere.
    let (_, number, rest) = named.max_by_key(|(length, number, _)| (*length, usize::MAX - *number))?;
    Some((number, rest))
}

/// Returns the parts that name an element of the lists called so, in whatever kind.
fn naming_parts(list: &str) -> Vec<&'static str> {
    fn collect(cards: &'static [Card], list: &str, found: &mut Vec<&'static str>) {
        for card in cards {
            found.extend(card.key.filter(|_| card.name == list));
            if let Known::Cards(cards) = below(&(card.shape)()) {
                found.extend(cards.iter().filter(|card| card.name == list).filter_map(|card| card.key));
            }
        }
    }
    let mut found = Vec::new();
    KINDS.iter().for_each(|kind| collect(kind.cards, list, &mut found));
    found
}

/// Returns what is known of the parts of a shape.
fn below(shape: &Shape) -> Known {
    match shape {
        Shape::Map(cards) => Known::Cards(cards.iter().collect()),
        Shape::List(inner) => below(inner),
        Shape::Versions => Known::Versions,
        Shape::Special(_, shapes) => {
            shapes.iter().map(below).find(|known| !matches!(known, Known::Nothing)).unwrap_or(Known::Nothing)
        }
        Shape::Text
        | Shape::Date
        | Shape::Boolean
        | Shape::Number
        | Shape::Id
        | Shape::Words(_)
        | Shape::Table(_)
        | Shape::Keys(_) => Known::Nothing,
    }
}

/// Returns the fields of a record: those of the kind that knows most of the keys that are written.
fn known_at_top(root: &Node) -> Known {
    let keys: Vec<&str> = match &root.value {
        Value::Map(entries) => entries.iter().map(|(key, _)| &*key.value).collect(),
        Value::Absent | Value::Scalar { .. } | Value::List(_) => Vec::new(),
    };
    let id = root.get("id").and_then(Node::text).unwrap_or_default().to_ascii_uppercase();
    let fits = |kind: &&crate::record::KindCard| {
        let known = keys.iter().filter(|key| kind.cards.iter().any(|card| card.name == **key)).count();
        (kind.prefixes.iter().any(|prefix| id.starts_with(prefix)), known)
    };
    let kind = KINDS.iter().rev().max_by_key(fits).expect("there are kinds");
    Known::Cards(Common::CARDS.iter().chain(kind.cards).collect())
}

/// Returns whether a map is written with braces: it begins before its first key.
fn is_braced(map: &Node, first_key: Option<u32>) -> bool {
    first_key.is_none_or(|first| first > map.at.start)
}

/// Returns whether a list ends behind its last element, with a bracket.
fn ends_behind(list: &Node, elements: &[Node]) -> bool {
    elements.last().is_some_and(|last| last.at.end < list.at.end)
}
