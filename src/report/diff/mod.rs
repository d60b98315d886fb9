//! Reports of what changed between two moments and what that means, for people, for machines and for a pull request.
//!
//! In goes a [`Compared`]; out comes text. As with checks, every [`Format`] renders the same value.

use std::collections::BTreeMap;

use super::narrated::{many, tame};
use super::{Checked, Input, Look, Rendered};
use crate::config::Level;
use crate::diff::ChangeKind;
use crate::review::{EvidenceChange, Review, Verdict};
use crate::source::Moment;

pub mod comment;
mod components;
mod human;
mod json;
pub mod links;
pub(crate) mod moved;

/// Every format, people's first.
pub static FORMATS: &[Format] = &[
    Format {
        name: "human",
        summary: "what changed, what that means and what is owed, for a terminal or a log",
        render: |compared, telling, look| human::render(compared, telling.detail, look).into(),
    },
    Format {
        name: "json",
        summary: "one JSON document, `tureen/diff/1`",
        render: |compared, _, _| json::render(compared).into(),
    },
    Format {
        name: "markdown",
        summary: "a comment for a pull request; nothing in a record can mention, link or mark up",
        render: |compared, telling, _| comment::render(compared, telling),
    },
    Format {
        name: "sarif",
        summary: "the new findings as SARIF 2.1.0, for code scanning and editors",
        render: |compared, _, _| super::sarif::render(&compared.as_checked()),
    },
    Format {
        name: "github",
        summary: "the new findings as annotations of files in the log of a GitHub workflow",
        render: |compared, _, _| super::github::render(&compared.as_checked()).into(),
    },
    Format {
        name: "gitlab",
        summary: "the new findings as a Code Quality report for GitLab",
        render: |compared, _, _| super::gitlab::render(&compared.as_checked()).into(),
    },
    Format {
        name: "junit",
        summary: "JUnit XML: a suite for each rule, a failed test for each new finding",
        render: |compared, _, _| super::junit::render(&compared.as_checked()).into(),
    },
];

/// A format that a diff can be reported in.
pub struct Format {
    /// Its name on the command line.
    pub name: &'static str,
    /// What it is for, in one line.
    pub summary: &'static str,
    /// Writes the report.
    pub render: fn(&Compared, &Telling, &Look) -> Rendered,
}

impl Format {
    /// Returns the format of that name.
    pub fn of_name(name: &str) -> Option<&'static Format> {
        FORMATS.iter().find(|format| format.name == name)
    }
}

/// How a report for people tells what it tells; formats for machines tell all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Telling {
    /// How much is told.
    pub detail: Detail,
    /// The longest comment, in bytes; `None` for the longest that every host takes.
    pub budget: Option<usize>,
    /// The address of the built site, to which a comment links.
    pub site_url: Option<String>,
    /// The address of a line of a file in the host's view of a commit, with `{commit}`, `{path}` and `{line}`.
    pub source_url: Option<String>,
}

/// How much a report for people tells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Detail {
    /// One line a record.
    Stat,
    /// Every field that differs.
    #[default]
    Fields,
    /// The bodies as well, and all that is written in records that came or went.
    Full,
}

/// Two moments, compared and judged: the one value that all formats render.
#[derive(Clone, Debug)]
pub struct Compared {
    /// The earlier moment.
    pub base: Input,
    /// The later moment, as the earlier one's configuration judges it.
    pub head: Input,
    /// What changed and what that means.
    pub review: Review,
    /// Why not all was judged that was asked for, at one moment or both. `None` where all was.
    pub incomplete: Option<String>,
}

impl Compared {
    /// Says in one or two sentences what changed, the names of the moments written by `quote`.
    pub fn changes(&self, quote: fn(&str) -> String) -> String {
        let diff = &self.review.diff;
        let between = format!("between {} and {}", quote(&moment(&self.base)), quote(&moment(&self.head)));
        let count = |change: ChangeKind| diff.of(change).count();
        let affected = count(ChangeKind::Affected);
        let changed = diff.records.len() - affected;
        let each: Vec<String> = ChangeKind::ALL
            .into_iter()
            .filter(|change| *change != ChangeKind::Affected)
            .map(|change| (count(change), change))
            .filter(|(count, _)| *count > 0)
            .map(|(count, change)| format!("{count} {}", change.word()))
            .collect();
        let mut text = match (changed, affected) {
            (0, 0) => format!("No record changed {between}."),
            (1, _) => format!("1 record changed {between}: {}", each.join(", ")),
            (_, _) => format!("{changed} records changed {between}: {}", each.join(", ")),
        };
        if changed > 0 || affected > 0 {
            text += &match affected {
                0 => ".".to_owned(),
                1 => "; 1 more is affected.".to_owned(),
                _ => format!("; {affected} more are affected."),
            };
        }
        let moves = diff.version_moves().filter(|moved| moved.before.is_some() && moved.after.is_some());
        let moves = moves.count();
        if moves > 0 {
            text += &format!(" {} moved.", many(moves, "SOUP version"));
        }
        text += &components::sentence(self);
        text
    }

    /// Says whether the change may pass, with the counts that this rests on: nothing of it is ever cut.
    pub fn verdict(&self) -> String {
        let (review, brought) = (&self.review, self.brought());
        let owed = match review.owed.len() {
            0 => "Nothing is owed".to_owned(),
            1 => "1 thing is owed".to_owned(),
            count => format!("{count} things are owed"),
        };
        let is_clean = review.new.is_empty() && !review.evidence.iter().any(EvidenceChange::is_worse);
        match review.gate.verdict {
            Verdict::Pass if is_clean => format!("{owed}: {brought}."),
            Verdict::Pass => format!("{owed} at level {}: {brought}.", review.gate.level),
            Verdict::Fail => format!("{owed} before this may pass: {brought}."),
            Verdict::Unknown => {
                format!(
                    "It cannot be told whether anything is owed: {}, but not all could be judged.",
                    self.found()
                )
            }
        }
    }

    /// Says in counts what the change brought, as a part of a sentence.
    pub fn brought(&self) -> String {
        let worse = self.review.evidence.iter().filter(|evidence| evidence.is_worse()).count();
        let stale = match worse {
            0 => "no evidence became stale or went missing".to_owned(),
            1 => "1 piece of evidence became stale or went missing".to_owned(),
            _ => format!("{worse} pieces of evidence became stale or went missing"),
        };
        format!("{}; {stale}", self.found())
    }

    fn found(&self) -> String {
        let counts = self.as_checked().counts();
        let new = [(counts.error, "error"), (counts.warning, "warning"), (counts.note, "note")];
        let new = new.into_iter().filter(|(count, _)| *count > 0);
        let mut new: Vec<String> = new.map(|(count, level)| many(count, &format!("new {level}"))).collect();
        if new.is_empty() {
            new.push("no new finding".to_owned());
        }
        let objections = self.review.objections.len();
        if objections > 0 {
            new.push(format!("{} of the gate", many(objections, "objection")));
        }
        new.join(", ")
    }

    /// Counts the findings that are none of the change's doing: fixed, kept and waived ones; empty where there are none.
    fn others(&self) -> Vec<String> {
        let review = &self.review;
        let mut others = Vec::new();
        if !review.fixed.is_empty() {
            others.push(format!("{} fixed", review.fixed.len()));
        }
        if !review.kept.is_empty() {
            let of = |level: Level| review.kept.iter().filter(|finding| finding.level == level).count();
            let levels = [(Level::Error, "error"), (Level::Warning, "warning"), (Level::Note, "note")];
            let levels =
                levels.map(|(level, word)| (of(level), word)).into_iter().filter(|(count, _)| *count > 0);
            let levels: Vec<String> = levels.map(|(count, word)| many(count, word)).collect();
            others.push(format!("{} kept from before ({})", review.kept.len(), levels.join(", ")));
        }
        if !review.waived.is_empty() {
            others.push(format!("{} waived before and after", review.waived.len()));
        }
        others
    }

    /// Returns the new findings as what came of a check, for formats that only know findings.
    pub fn as_checked(&self) -> Checked {
        let mut input = self.head.clone();
        input.narrowed.push(format!("new since {}", moment(&self.base)));
        let mut findings = self.review.new.clone();
        for finding in &mut findings {
            // A waiver of this very change suppresses nothing yet.
            finding.waived_by = None;
        }
        Checked { input, findings, waivers: BTreeMap::new(), incomplete: self.incomplete.clone() }
    }
}

/// Names a moment in a sentence.
pub fn moment(input: &Input) -> String {
    match &input.moment {
        Moment::WorkTree => "the work tree".to_owned(),
        Moment::Index => "the index".to_owned(),
        // The merge base is asked for by its whole object id.
        Moment::Revision(name) if name.len() >= 40 && name.chars().all(|digit| digit.is_ascii_hexdigit()) => {
            name[..10].to_owned()
        }
        Moment::Revision(name) => tame(name),
    }
}

#[cfg(test)]
mod tests;
