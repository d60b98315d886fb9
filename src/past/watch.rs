//! What of a record is watched, and what of that an older state of the record does not say yet.

use std::collections::BTreeSet;

use super::witness::card;
use crate::diff::{first_difference, of_field};
use crate::field::{Card, Node, Shape, Value};
use crate::record::{Fields, Record, Relation, WrittenLink};

/// Something of a record whose stamp is sought.
#[derive(Clone, Debug)]
pub(super) struct Watch {
    /// The record's number in the dossier.
    pub record: usize,
    /// What of it.
    pub what: What,
}

/// What of a record is watched; it is stamped by the newest change of any of its parts.
#[derive(Clone, Debug)]
pub(super) enum What {
    /// Some fields by their names; and the link, where what they say is said of what it leads to: before there was that link,
    /// nothing was said of it.
    Fields(&'static [&'static str], Option<Lead>),
    /// A part of a field by its path, as a difference of fields names it.
    Part(String),
    /// The text below the front matter.
    Body,
}

/// A link by its relation and the id that stands there.
#[derive(Clone, Debug)]
pub(super) struct Lead {
    pub relation: &'static Relation,
    pub id: Box<str>,
}

/// The smallest parts of fields, each as one text of its path and its words.
type Parts = BTreeSet<Box<str>>;

/// What of something watched is on one side of a commit not what it is at the moment.
#[derive(Clone, Debug, Default)]
pub(super) struct Lost {
    /// Whether the record, or the link, is not there at all.
    pub gone: bool,
    /// The fields of which anything differs.
    fields: BTreeSet<Box<str>>,
    /// What the moment says and this side does not.
    parts: Parts,
    /// What this side says and the moment does not.
    others: Parts,
}

/// What stands between the names of a path, and before the words at its end: it occurs in no text of a record.
const BETWEEN: char = '\u{1f}';

impl Lost {
    /// Returns how an older state of a record differs from the one at the moment; `None` for a record that was not there.
    pub fn between(what: &What, now: &Record, old: Option<&Record>) -> Lost {
        let Some(old) = old else { return Lost { gone: true, ..Lost::of(Parts::new(), parts(what, now)) } };
        match what {
            What::Fields(_, lead) => {
                let led = |record| lead.as_ref().map(|lead| words_with(record, lead));
                Lost { gone: led(old) != led(now), ..Lost::of(parts(what, old), parts(what, now)) }
            }
            What::Part(part) => {
                let field = part.split(['.', '[']).next().unwrap_or(part);
                let changes = card(now, field).map(|card| of_field(card, old, now));
                let differs = changes.into_iter().flatten().any(|change| overlap(&change.name, part));
                if differs { Lost::of(Parts::new(), parts(what, now)) } else { Lost::default() }
            }
            What::Body => {
                let differs = first_difference(old.body(), now.body()).is_some();
                if differs { Lost::of(Parts::new(), parts(what, now)) } else { Lost::default() }
            }
        }
    }

    fn of(old: Parts, now: Parts) -> Lost {
        let parts: Parts = now.difference(&old).cloned().collect();
        let others: Parts = old.difference(&now).cloned().collect();
        let fields = parts.iter().chain(&others).map(|part| field_of(part).into()).collect();
        Lost { gone: false, fields, parts, others }
    }

    /// Returns whether anything is lost.
    pub fn is_any(&self) -> bool {
        self.gone || !self.fields.is_empty()
    }

    /// Returns how much is lost.
    pub fn count(&self) -> usize {
        usize::from(self.gone) + self.parts.len() + self.others.len()
    }

    /// Returns whether a commit wrote something that the moment says: what all its parents had lost, and the commit had not.
    ///
    /// What it took away counts only where it says of that field all that the moment says: nobody can tell who left out a part
    /// of what was replaced later.
    pub fn is_written(known: Option<&Lost>, parents: &[&Lost]) -> bool {
        let Some((first, others)) = parents.split_first() else { return true };
        if parents.iter().all(|parent| parent.gone) {
            return true;
        }
        let has = |part: &str| known.is_none_or(|known| !known.parts.contains(part));
        let is_whole = |part: &str| known.is_none_or(|known| !known.fields.contains(field_of(part)));
        let all =
            |parts: fn(&Lost) -> &Parts, part: &str| others.iter().all(|other| parts(other).contains(part));
        first.parts.iter().any(|part| has(part) && all(|lost| &lost.parts, part))
            || first.others.iter().any(|part| is_whole(part) && all(|lost| &lost.others, part))
    }

    /// Adds what is lost on the way to an older commit.
    pub fn add(&mut self, more: &Lost) {
        self.gone |= more.gone;
        self.fields.extend(more.fields.iter().cloned());
        self.parts.extend(more.parts.iter().cloned());
    }

    /// Leaves what is lost on another way as well: what came to a commit by one of two ways came there.
    pub fn keep(&mut self, other: &Lost) {
        if self.gone {
            self.clone_from(other);
        } else if !other.gone {
            self.fields.retain(|field| other.fields.contains(field));
            self.parts.retain(|part| other.parts.contains(part));
        }
    }
}

/// Returns the smallest parts of what is watched, as a record says them. Keys, order, quoting and white space are no parts; nor is a place in a
/// list, so that what two branches did to one list is told apart after they were merged.
fn parts(what: &What, record: &Record) -> Parts {
    let mut found = Parts::new();
    let fields = match what {
        What::Fields(fields, _) => *fields,
        What::Part(part) => return Parts::from([part.as_str().into()]),
        What::Body => return Parts::from(["body".into()]),
    };
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
fn field_of(part: &str) -> &str {
    part.split(BETWEEN).next().unwrap_or(part)
}

/// Returns whether one of two paths of a field is the other one, or within it.
fn overlap(one: &str, two: &str) -> bool {
    let (short, long) = if one.len() < two.len() { (one, two) } else { (two, one) };
    long.strip_prefix(short).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
}

/// Returns the words that stand with a link, in one line; `None` where there is no such link.
fn words_with(record: &Record, lead: &Lead) -> Option<String> {
    let is_it = |link: &&WrittenLink| {
        !link.reverse && *link.relation == *lead.relation && same_id(&link.id.value, &lead.id)
    };
    record.links.iter().find(is_it)?;
    let Fields::Risk(risk) = &record.fields else { return Some(String::new()) };
    let causes = risk
        .causes
        .iter()
        .filter(|cause| cause.source.as_ref().is_some_and(|source| same_id(&source.value, &lead.id)));
    let words: Vec<&str> = causes
        .filter_map(|cause| cause.cause.as_ref())
        .flat_map(|text| text.value.split_whitespace())
        .collect();
    Some(words.join(" "))
}

pub(super) fn same_id(one: &str, two: &str) -> bool {
    one.trim().eq_ignore_ascii_case(two.trim())
}
