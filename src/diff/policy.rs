//! What changed in how a device is judged: its configuration and its waivers.

use std::sync::Arc;

use super::fields::{self, FieldChange};
use super::{ChangeKind, RecordChange};
use crate::config::Config;
use crate::field::{Card, FieldClass, read_toml};
use crate::record::Kind;

/// What changed in how a device is judged. A reader of the diff must see it before what was judged by it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Policy {
    /// The keys of `tureen.toml` that differ, as `rules.levels.soup-license-missing`.
    pub configuration: Vec<FieldChange>,
    /// The waivers that came, went or were edited, by id.
    pub waivers: Vec<WaiverChange>,
}

/// A waiver that came, went or was edited; its record is among the records of the diff, too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaiverChange {
    /// Its id.
    pub id: String,
    /// The path of its file from the repository's root.
    pub path: String,
    /// What happened.
    pub change: ChangeKind,
    /// The fields that differ.
    pub fields: Vec<FieldChange>,
}

impl Policy {
    /// Returns whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.configuration.is_empty() && self.waivers.is_empty()
    }

    /// Returns whether a waiver is new or was edited, so that nobody has agreed to it yet.
    pub fn touches(&self, waiver: &str) -> bool {
        self.waivers.iter().any(|change| change.id.eq_ignore_ascii_case(waiver))
    }
}

pub(super) fn between(base: &Arc<Config>, head: &Arc<Config>, records: &[RecordChange]) -> Policy {
    let waivers = records
        .iter()
        .filter(|record| record.kind == Kind::Waiver || record.kind_before == Some(Kind::Waiver))
        .filter(|record| record.is_edited())
        .map(|record| WaiverChange {
            id: record.id.clone(),
            path: record.path.clone(),
            change: record.change,
            fields: record.fields.clone(),
        });
    Policy { configuration: configuration(&base.text, &head.text), waivers: waivers.collect() }
}

fn configuration(before: &str, after: &str) -> Vec<FieldChange> {
    if before == after {
        return Vec::new();
    }
    let cards: Vec<&Card> = Config::cards().iter().collect();
    match (read_toml(before), read_toml(after)) {
        (Ok(before), Ok(after)) => fields::of_nodes(&cards, Some(&before), Some(&after)),
        // At a past moment a file that is no TOML stands for the defaults.
        (before, after) => {
            let read = |it: &Result<_, Vec<_>>| if it.is_ok() { "is TOML" } else { "is not TOML" };
            vec![FieldChange {
                name: crate::config::FILE_NAME.to_owned(),
                list: None,
                class: FieldClass::Meta,
                relevant: false,
                before: Some(read(&before).to_owned()),
                after: Some(read(&after).to_owned()),
            }]
        }
    }
}
