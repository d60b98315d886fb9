//! What of a record is watched, and what of that an older state of the record does not say yet.

use std::collections::BTreeSet;

use super::parts::{Parts, field_of, parts, parts_of};
use super::witness::card;
use crate::diff::{first_difference, of_field};
use crate::field::outermost;
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

/// What of something watched is on one side of a commit not what it is at the moment.
#[derive(Clone, Debug, Default)]
pub(super) struct Lost {
    /// Whether the record, or the link, is not there at all.
    pub gone: bool,
    /// Whether the record was there and could not be read: nobody knows what it said.
    pub unread: bool,
    /// The fields of which anything differs.
    fields: BTreeSet<Box<str>>,
    /// What the moment says and this side does not.
    parts: Parts,
    /// What this side says and the moment does not.
    others: Parts,
}

impl Lost {
    /// Returns what is lost where there is no such record.
    pub fn all(what: &What, now: &Record) -> Lost {
        Lost { gone: true, ..Lost::of(Parts::new(), parts(what, now)) }
    }

    fn of(old: Parts, now: Parts) -> Lost {
        let parts: Parts = now.difference(&old).cloned().collect();
        let others: Parts = old.difference(&now).cloned().collect();
        let fields = parts.iter().chain(&others).map(|part| field_of(part).into()).collect();
        Lost { fields, parts, others, ..Lost::default() }
    }

    /// Returns what is taken to be lost on a side that could not be read, given the other sides of a merge: what one of them
    /// says came from there. What could not be read is followed for the rest alone; its repair is no new look.
    pub fn unread(what: &What, now: &Record, others: &[&Lost]) -> Lost {
        let mut all = Lost { unread: true, ..Lost::default() };
        if others.is_empty() || others.iter().all(|other| other.gone) {
            return all;
        }
        let is_elsewhere = |part: &str| others.iter().any(|other| !other.gone && !other.parts.contains(part));
        let said = parts(what, now);
        all.gone = said.iter().all(|part| is_elsewhere(part));
        all.parts = said.into_iter().filter(|part| is_elsewhere(part)).collect();
        all.fields = all.parts.iter().map(|part| field_of(part).into()).collect();
        all
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

/// A record and an older state of it; many links of one record ask for the same fields.
pub(super) struct Compared<'r> {
    now: &'r Record,
    old: &'r Record,
    known: Vec<(&'static [&'static str], Lost)>,
}

impl<'r> Compared<'r> {
    pub fn new(now: &'r Record, old: &'r Record) -> Compared<'r> {
        Compared { now, old, known: Vec::new() }
    }

    /// Returns how the older state differs in what is watched.
    pub fn lost(&mut self, what: &What) -> Lost {
        let (now, old) = (self.now, self.old);
        let whole = |differs: bool| {
            if differs { Lost::of(Parts::new(), parts(what, now)) } else { Lost::default() }
        };
        match what {
            What::Fields(fields, lead) => {
                let at = self.known.iter().position(|(known, _)| std::ptr::eq(*known, *fields));
                let at = at.unwrap_or_else(|| {
                    // Most often one field differs of many: the parts of the others would cancel each other.
                    let differs = |field: &&str| match (now.node.get(field), old.node.get(field)) {
                        (Some(now), Some(old)) => !now.means(old),
                        (None, None) => false,
                        (Some(_), None) | (None, Some(_)) => true,
                    };
                    let differing: Vec<&str> = fields.iter().copied().filter(differs).collect();
                    self.known.push((fields, Lost::of(parts_of(&differing, old), parts_of(&differing, now))));
                    self.known.len() - 1
                });
                let led = |record| lead.as_ref().map(|lead| words_with(record, lead));
                Lost { gone: led(old) != led(now), ..self.known[at].1.clone() }
            }
            What::Part(part) => {
                let field = outermost(part);
                let changes = card(now, field).map(|card| of_field(card, old, now));
                whole(changes.into_iter().flatten().any(|change| overlap(&change.name, part)))
            }
            What::Body => whole(first_difference(old.body(), now.body()).is_some()),
        }
    }
}

/// Returns whether one of two paths of a field is the other one, or within it.
fn overlap(one: &str, two: &str) -> bool {
    let (short, long) = if one.len() < two.len() { (one, two) } else { (two, one) };
    long.strip_prefix(short).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
}

/// Returns the words that stand with a link, in one line; `None` where there is no such link.
fn words_with(record: &Record, lead: &Lead) -> Option<String> {
    let is_it = |link: &&WrittenLink| {
        !link.reverse && std::ptr::eq(link.relation, lead.relation) && same_id(&link.id.value, &lead.id)
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
