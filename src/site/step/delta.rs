//! What differs between two flat lists of a record's fields, put together over several steps, and what of it is told.

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};

use super::is_false;
use crate::diff::{Flat, FlatKind};

/// Something that is written otherwise than before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delta {
    /// The field's path, list elements named by their value.
    pub name: String,
    /// What tells it from all others in the record, where that is not its name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    key: Option<String>,
    /// The place of its field among the fields of its kind.
    at: usize,
    /// The list of which it is a whole element.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub list: Option<String>,
    /// The key of the element that it is a part of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    within: Option<String>,
    /// Whether it is the order of a list.
    #[serde(default, skip_serializing_if = "is_false")]
    order: bool,
    /// Whether it is an id, of which case does not matter.
    #[serde(default, skip_serializing_if = "is_false")]
    id: bool,
    /// What a change of it means, in a word.
    pub class: String,
    /// What was written before, nothing where nothing was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// What is written after, nothing where nothing is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
}

impl Delta {
    /// Returns what tells it from all others in the record.
    pub fn key(&self) -> &str {
        self.key.as_deref().unwrap_or(&self.name)
    }

    fn of(flat: &Flat) -> Delta {
        let (list, order) = match &flat.kind {
            FlatKind::Value => (None, false),
            FlatKind::Element(list) => (Some(list.clone()), false),
            FlatKind::Order => (None, true),
        };
        Delta {
            name: flat.name.clone(),
            key: Some(flat.key.clone()).filter(|key| *key != flat.name),
            at: flat.place,
            list,
            within: flat.within.clone(),
            order,
            id: flat.is_id,
            class: flat.class.name().to_owned(),
            before: None,
            after: None,
        }
    }

    /// Returns whether both sides say the same: white space does not count, and case does not in ids.
    fn says_nothing(&self) -> bool {
        match (&self.before, &self.after) {
            (Some(before), Some(after)) => {
                let same = |(one, two): (&str, &str)| one == two || self.id && one.eq_ignore_ascii_case(two);
                let words = || before.split_whitespace().zip(after.split_whitespace());
                before.split_whitespace().count() == after.split_whitespace().count() && words().all(same)
            }
            (None, None) => true,
            (Some(_), None) | (None, Some(_)) => false,
        }
    }

    /// Puts what came later to what came before.
    pub fn then(&mut self, later: &Delta) {
        let before = self.before.take();
        *self = Delta { before, ..later.clone() };
    }
}

/// Returns whatever is written otherwise, in the order of the fields.
pub fn deltas(before: &[Flat], after: &[Flat]) -> Vec<Delta> {
    let old: HashMap<&str, &Flat> = before.iter().map(|flat| (&*flat.key, flat)).collect();
    let new: HashSet<&str> = after.iter().map(|flat| &*flat.key).collect();
    let mut found = Vec::new();
    for flat in after {
        let was = old.get(&*flat.key).map(|flat| flat.text.clone());
        if was.as_deref() != Some(&*flat.text) {
            found.push(Delta { before: was, after: Some(flat.text.clone()), ..Delta::of(flat) });
        }
    }
    for flat in before.iter().filter(|flat| !new.contains(&*flat.key)) {
        found.push(Delta { before: Some(flat.text.clone()), ..Delta::of(flat) });
    }
    sort(&mut found);
    found
}

/// Puts differences in the order of the fields.
pub fn sort(deltas: &mut [Delta]) {
    deltas.sort_by(|one, two| (one.at, one.key()).cmp(&(two.at, two.key())));
}

/// Returns what is told of differences: an element that came or went as a whole, of others the parts that differ, and the order
/// of a list where nothing else in it differs.
pub fn shown(deltas: &[Delta]) -> Vec<&Delta> {
    let is_whole = |delta: &Delta| delta.list.is_some() && (delta.before.is_none() || delta.after.is_none());
    let whole: HashSet<&str> = deltas.iter().filter(|delta| is_whole(delta)).map(Delta::key).collect();
    let within: HashMap<&str, Option<&str>> =
        deltas.iter().map(|delta| (delta.key(), delta.within.as_deref())).collect();
    let is_told_with = |delta: &Delta| {
        let mut around = delta.within.as_deref();
        // Elements stand in elements a few levels deep at most.
        for _ in 0..16 {
            match around {
                Some(key) if whole.contains(key) => return true,
                Some(key) => around = within.get(key).copied().flatten(),
                None => return false,
            }
        }
        false
    };
    let stirred: HashSet<&str> =
        deltas.iter().filter(|delta| is_whole(delta)).filter_map(|delta| delta.list.as_deref()).collect();
    deltas
        .iter()
        .filter(|delta| {
            let is_told = match (&delta.list, delta.order) {
                (Some(_), _) => is_whole(delta),
                (None, true) => {
                    delta.before.is_some() && delta.after.is_some() && !stirred.contains(&*delta.name)
                }
                (None, false) => true,
            };
            is_told && !delta.says_nothing() && !is_told_with(delta)
        })
        .collect()
}
