//! Reports of what changed between two moments, for people, for machines and for a pull request.
//!
//! In goes a [`Compared`]; out comes text. As with checks, every [`Format`] renders the same value.

use std::collections::HashMap;

use super::narrated::tame;
use super::{Checked, Input, Look};
use crate::diff::{ChangeKind, Diff};
use crate::rules::Finding;
use crate::source::Moment;

mod human;
mod json;
mod markdown;

/// Every format, people's first.
pub static FORMATS: &[Format] = &[
    Format {
        name: "human",
        summary: "what changed and what stands on it, for a terminal or a log",
        render: human::render,
    },
    Format {
        name: "json",
        summary: "one JSON document, `tureen/diff/1`",
        render: |compared, _, _| json::render(compared),
    },
    Format {
        name: "markdown",
        summary: "a comment for a pull request; nothing in a record can mention, link or mark up",
        render: |compared, detail, _| markdown::render(compared, detail),
    },
];

/// A format that a diff can be reported in.
pub struct Format {
    /// Its name on the command line.
    pub name: &'static str,
    /// What it is for, in one line.
    pub summary: &'static str,
    /// Writes the report.
    pub render: fn(&Compared, Detail, &Look) -> String,
}

impl Format {
    /// Returns the format of that name.
    pub fn of_name(name: &str) -> Option<&'static Format> {
        FORMATS.iter().find(|format| format.name == name)
    }
}

/// How much a report for people tells; formats for machines tell all.
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
    /// The later moment.
    pub head: Input,
    /// What changed.
    pub diff: Diff,
    /// Open at the later moment and not at the earlier one.
    pub new: Vec<Finding>,
    /// Open at the earlier moment and no longer found at the later one.
    pub fixed: Vec<Finding>,
    /// Open at both.
    pub kept: Vec<Finding>,
    /// Why not all was judged that was asked for, at one moment or both. `None` where all was.
    pub incomplete: Option<String>,
}

impl Compared {
    /// Brings together what changed with what was found at both moments, findings told apart by their fingerprints.
    ///
    /// A finding is open where no waiver suppresses it. A waiver that this very diff adds or edits suppresses nothing: nobody
    /// has agreed to it yet.
    pub fn of(base: Checked, head: Checked, diff: Diff) -> Compared {
        let incomplete = head.incomplete.or(base.incomplete);
        let is_waived =
            |finding: &Finding| finding.waived_by.as_ref().is_some_and(|waiver| !diff.policy.touches(waiver));
        let mut before: HashMap<String, Finding> = base
            .findings
            .into_iter()
            .filter(|finding| !finding.is_waived())
            .map(|finding| (finding.fingerprint.clone(), finding))
            .collect();
        let (mut new, mut kept) = (Vec::new(), Vec::new());
        for finding in head.findings {
            let was_open = before.remove(&finding.fingerprint).is_some();
            if is_waived(&finding) {
                continue;
            }
            if was_open { kept.push(finding) } else { new.push(finding) }
        }
        let mut fixed: Vec<Finding> = before.into_values().collect();
        fixed.sort_by(|one, two| {
            (&one.path, one.span, one.rule.code, &one.field).cmp(&(
                &two.path,
                two.span,
                two.rule.code,
                &two.field,
            ))
        });
        Compared { base: base.input, head: head.input, diff, new, fixed, kept, incomplete }
    }

    /// Says in one or two sentences what changed.
    fn verdict(&self) -> String {
        let between = format!("between {} and {}", moment(&self.base), moment(&self.head));
        let count = |change: ChangeKind| self.diff.of(change).count();
        let affected = count(ChangeKind::Affected);
        let changed = self.diff.records.len() - affected;
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
        let moves = self.diff.version_moves().filter(|moved| moved.before.is_some() && moved.after.is_some());
        let moves = moves.count();
        if moves > 0 {
            text += &format!(" {moves} SOUP version{} moved.", if moves == 1 { "" } else { "s" });
        }
        let findings = [(&self.new, "new"), (&self.fixed, "fixed"), (&self.kept, "kept")];
        let findings = findings.map(|(findings, what)| format!("{} {what}", findings.len()));
        text + &format!(" Findings: {}.", findings.join(", "))
    }
}

/// Names a moment in a sentence.
fn moment(input: &Input) -> String {
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
