//! What is owed before a change may pass: the smallest list of edits that settles what it brings, in the order of doing them.
//!
//! One line is one file, or one command. What the records tell is filled in; what only people know is asked, never invented.

use std::collections::HashSet;

use super::findings::Split;
use super::{Objection, Side, SoupMove};
use crate::config::Level;
use crate::dossier::{Dossier, Placed};
use crate::rules::Finding;

mod answers;
pub mod draft;
mod evidence;
mod objected;
mod rest;

/// Who usually does it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Those who build and test the software.
    Development,
    /// Those who judge risks and anomalies.
    Risk,
    /// Those who approve.
    Quality,
}

impl Role {
    /// Every role, in the order in which things are done.
    pub const ALL: [Role; 3] = [Role::Development, Role::Risk, Role::Quality];

    /// Returns the word that outputs use.
    pub fn word(self) -> &'static str {
        match self {
            Role::Development => "development",
            Role::Risk => "risk",
            Role::Quality => "quality",
        }
    }
}

/// One thing to do: an edit of one file, or one command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owed {
    /// Who usually does it.
    pub role: Role,
    /// What to do, as an instruction without full stop.
    pub action: String,
    /// The command that does it, or begins it; it is run in the device's folder.
    pub command: Option<String>,
    /// The id of the record that is edited or written.
    pub record: Option<String>,
    /// The path of its file from the repository's root.
    pub path: String,
    /// The line to go to, from 1; `None` for a file that is not there yet.
    pub line: Option<usize>,
    /// The text of a file that is not there yet, what is asked left empty.
    pub draft: Option<String>,
    /// What to fill in.
    pub fills: Vec<Fill>,
    /// The fingerprints of the new findings that it settles.
    pub settles: Vec<String>,
}

/// A field to fill in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fill {
    /// The field's path, list elements named by their value.
    pub field: String,
    /// The value, where the records tell it; `None` where only a person knows.
    pub value: Option<String>,
    /// What is asked, or why the value is the one.
    pub ask: String,
}

impl Fill {
    fn asked(field: impl Into<String>, ask: impl Into<String>) -> Fill {
        Fill { field: field.into(), value: None, ask: ask.into() }
    }

    fn given(field: impl Into<String>, value: impl Into<String>, why: impl Into<String>) -> Fill {
        Fill { field: field.into(), value: Some(value.into()), ask: why.into() }
    }
}

/// Returns what is owed for the new findings that reach a level.
pub(super) fn of(
    base: &Side<'_>,
    head: &Dossier,
    moves: &[SoupMove],
    split: &Split,
    objections: &[Objection],
    level: Level,
) -> Vec<Owed> {
    let open: Vec<&Finding> = split.new.iter().filter(|finding| finding.level >= level).collect();
    let revision = base.revision;
    let mut work =
        Work { base: base.dossier, revision, head, moves, open, settled: HashSet::new(), owed: Vec::new() };
    rest::bring_back(&mut work);
    answers::change_record(&mut work);
    answers::impact(&mut work);
    evidence::anomaly_review(&mut work);
    evidence::runs(&mut work);
    evidence::assessments(&mut work);
    evidence::approvals(&mut work);
    rest::release_dates(&mut work);
    rest::requirements(&mut work);
    rest::risk_analysis(&mut work);
    rest::missing_fields(&mut work);
    rest::anything_else(&mut work);
    objected::settle(&mut work, objections);
    let mut owed = work.owed;
    // What was found first of a role stays first: a request comes before what it asks for.
    owed.sort_by_key(|owed| owed.role);
    owed
}

/// The list in the making.
struct Work<'w> {
    base: &'w Dossier,
    /// The commit of the earlier moment.
    revision: Option<&'w str>,
    head: &'w Dossier,
    moves: &'w [SoupMove],
    open: Vec<&'w Finding>,
    settled: HashSet<String>,
    owed: Vec<Owed>,
}

impl<'w> Work<'w> {
    /// Returns the findings that nothing settles yet.
    fn unsettled(&self) -> impl Iterator<Item = &'w Finding> + use<'_, 'w> {
        self.open.iter().copied().filter(|finding| !self.settled.contains(&finding.fingerprint))
    }

    /// Returns the findings of some rules that nothing settles yet.
    fn of_rules(&self, codes: &[&str]) -> Vec<&'w Finding> {
        self.unsettled().filter(|finding| codes.contains(&finding.rule.code)).collect()
    }

    fn add(&mut self, owed: Owed) {
        self.settled.extend(owed.settles.iter().cloned());
        self.owed.push(owed);
    }

    /// Adds an edit of a record that is there.
    fn edit(
        &mut self,
        role: Role,
        action: String,
        record: Placed<'_>,
        fills: Vec<Fill>,
        findings: &[&Finding],
    ) {
        let first = fills.first().map_or(String::new(), |fill| fill.field.clone());
        let at = if first.is_empty() { record.whole() } else { record.field(first) };
        self.add(Owed {
            role,
            action,
            command: None,
            record: Some(record.id().to_owned()),
            path: record.dossier.repository_path(record.path()),
            line: Some(record.record().text.position(at.span.start).line),
            draft: None,
            fills,
            settles: fingerprints(findings),
        });
    }

    /// Returns the record of the later moment that a finding is about.
    fn record_of(&self, finding: &Finding) -> Option<Placed<'w>> {
        self.head.find(finding.record.as_deref()?)
    }
}

fn fingerprints(findings: &[&Finding]) -> Vec<String> {
    findings.iter().map(|finding| finding.fingerprint.clone()).collect()
}

/// Groups findings by the record that they are about, in the order in which the records come.
fn by_record<'f>(findings: &[&'f Finding]) -> Vec<(String, Vec<&'f Finding>)> {
    let mut groups: Vec<(String, Vec<&Finding>)> = Vec::new();
    for finding in findings {
        let Some(id) = &finding.record else { continue };
        match groups.iter_mut().find(|(known, _)| known.eq_ignore_ascii_case(id)) {
            Some((_, group)) => group.push(finding),
            None => groups.push((id.clone(), vec![finding])),
        }
    }
    groups
}

/// Writes a list in a sentence: `a`, `a and b`, `a, b and c`.
fn listed(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// Writes a list in a sentence, of which only the first ones are told.
fn shortly_listed(words: &[String]) -> String {
    const MOST: usize = 6;
    if words.len() <= MOST {
        return listed(words);
    }
    format!("{} and {} more", words[..MOST].join(", "), words.len() - MOST)
}

/// Returns a word as a shell takes it.
fn shell(word: &str) -> String {
    let is_plain = |character: char| character.is_ascii_alphanumeric() || "._-+:~/@=%".contains(character);
    if !word.is_empty() && word.chars().all(is_plain) && !word.starts_with(['-', '~', '=']) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', r"'\''"))
}
