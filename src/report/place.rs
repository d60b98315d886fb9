//! Where a host of repositories can show a finding: always at a line of a file.

use std::borrow::Cow;

use super::Input;
use super::narrated::tame;
use crate::rules::Finding;
use crate::text::Position;

/// A line of a file.
pub(super) struct Place<'c> {
    /// The file's path, from the repository's root.
    pub path: &'c str,
    /// Where it begins.
    pub start: Position,
    /// Where it ends, not included; `None` where the whole line is meant, because there is no text to point at.
    pub end: Option<Position>,
}

impl<'c> Place<'c> {
    /// Returns the place of a finding. One about a folder, or about a name that is no text, stands at the configuration's first
    /// line: a host refuses what lies in no file.
    pub fn of(finding: &'c Finding, input: &'c Input) -> Place<'c> {
        let path = if finding.is_file { &finding.path } else { &input.config };
        if finding.text.is_empty() || !finding.is_file {
            return Place { path, start: Position { line: 1, column: 1 }, end: None };
        }
        Place { path, start: finding.start(), end: Some(finding.end()) }
    }
}

/// Returns what a finding says, in one line; where its place does not show it, the path that it is about comes first.
pub(super) fn message(finding: &Finding) -> Cow<'_, str> {
    let message = tame(&finding.message);
    if finding.is_file { message.into() } else { format!("{}: {message}", tame(&finding.path)).into() }
}

/// Returns what a finding is about, in one line: its record, or the path where it has none.
pub(super) fn subject(finding: &Finding) -> String {
    tame(finding.record.as_deref().unwrap_or(&finding.path))
}
