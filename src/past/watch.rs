//! What of a record is watched, and whether an older state of the record agrees with it.

use super::witness::card;
use crate::diff::of_field;
use crate::record::{Fields, Record, Relation};

/// Something of a record whose stamp is sought.
#[derive(Clone, Debug)]
pub(super) struct Watch {
    /// The record's number in the dossier.
    pub record: usize,
    /// What of it.
    pub what: What,
    /// The watch without which this one is of no use: once that one is stamped, this one is as old or older.
    pub under: Option<usize>,
}

/// What of a record is watched; it is stamped by the newest change of any of its parts, 16 at most.
#[derive(Clone, Debug)]
pub(super) enum What {
    /// Some fields by their names.
    Fields(Vec<&'static str>),
    /// Parts of fields by their paths, as a difference of fields names them.
    Parts(Vec<String>),
    /// That a link of a relation leads to an id, with the words that stand with it.
    Link(&'static Relation, Box<str>),
    /// The text below the front matter.
    Body,
}

/// Returns a bit for each part of what is watched.
pub(super) fn parts(what: &What) -> u16 {
    let count = match what {
        What::Fields(fields) => fields.len(),
        What::Parts(parts) => parts.len(),
        What::Link(..) | What::Body => 1,
    };
    u16::MAX >> (16 - count.clamp(1, 16))
}

/// Returns the bits of the parts that an older state of a record agrees with.
pub(super) fn agreeing(what: &What, now: &Record, old: &Record) -> u16 {
    let mut bits = 0;
    let mut set = |at: usize, agrees: bool| {
        if agrees {
            bits |= 1 << at.min(15);
        }
    };
    match what {
        What::Fields(fields) => {
            for (at, field) in fields.iter().enumerate() {
                set(at, card(now, field).is_none_or(|card| of_field(card, old, now).is_empty()));
            }
        }
        What::Parts(parts) => {
            for (at, part) in parts.iter().enumerate() {
                let field = part.split(['.', '[']).next().unwrap_or(part);
                let differs = card(now, field)
                    .is_some_and(|card| of_field(card, old, now).iter().any(|change| change.name == *part));
                set(at, !differs);
            }
        }
        What::Link(relation, id) => set(0, words_with(old, relation, id) == words_with(now, relation, id)),
        What::Body => set(0, old.body().split_whitespace().eq(now.body().split_whitespace())),
    }
    bits
}

/// Returns the words that stand with a link, in one line; `None` where there is no such link.
fn words_with(record: &Record, relation: &Relation, id: &str) -> Option<String> {
    let is_it = |link: &&crate::record::WrittenLink| {
        !link.reverse && *link.relation == *relation && same_id(&link.id.value, id)
    };
    record.links.iter().find(is_it)?;
    let Fields::Risk(risk) = &record.fields else { return Some(String::new()) };
    let causes = risk
        .causes
        .iter()
        .filter(|cause| cause.source.as_ref().is_some_and(|source| same_id(&source.value, id)));
    let words: Vec<&str> = causes
        .filter_map(|cause| cause.cause.as_ref())
        .flat_map(|text| text.value.split_whitespace())
        .collect();
    Some(words.join(" "))
}

pub(super) fn same_id(one: &str, two: &str) -> bool {
    one.trim().eq_ignore_ascii_case(two.trim())
}
