//! Drawn examples: files written as one text, with the expected findings drawn under what they are about.
//!
//! ```text
//! //- soup/zlib.md                  a file below the records' root; `//- tureen.toml` is the configuration, and `//- /Cargo.lock` stands
//!                                   beside it
//! ---
//! id: SOUP-001
//! #   ^^^^^^^^ no version is given  the finding's place and message; in the first column the `#` is the first caret
//! ---
//! ```
//!
//! An example may have a history: a line `//= commit 2025-06-02` begins a commit of that day, `//= commit 2025-06-02 tag v1.0.0` one
//! with a release's tag (`name v1.0.0` for a lightweight one), and `//= edit` what is not committed yet. Each part holds only the
//! files that differ, and `//- removed/file.md` with nothing below takes one away. What is drawn is about the last state.
//!
//! In a body an HTML comment does the same. A line `//= release v2.1.0` judges as that release, `//= as-of 2026-01-15` sets the day
//! (the same day when nothing is said). A place that goes over several lines is drawn under its first one; what is found about a
//! file as such, at no line of it, is drawn as its first line.

use std::collections::BTreeSet;

use super::{Finding, Rule};
use crate::config::FILE_NAME;
use crate::dossier::fixture::assemble;
use crate::dossier::{Dossier, Judged};
use crate::past::{self, Incomplete, Past};
use crate::text::{FileText, Span};

/// The day that examples are judged as of.
pub const AS_OF: &str = "2026-01-15";

/// The release as which an example is judged that names none.
pub const RELEASE: &str = "v1.0.0";

/// A place with what is said there: path, line, first column, column after the last, message.
type Drawn = (String, usize, usize, usize, String);

/// Returns whether an example draws any finding.
pub fn draws_any(example: &str) -> bool {
    !expected(example).is_empty()
}

/// Returns the example without what is drawn into it.
pub fn undrawn(example: &str) -> String {
    example.split_inclusive('\n').filter(|line| caret(line).is_none()).collect()
}

/// Returns the lines that say how an example is judged: `release`, `as-of 2026-01-15`, `commit 2025-06-02`.
pub fn orders(example: &str) -> impl Iterator<Item = &str> {
    example.lines().filter_map(|line| line.strip_prefix("//= "))
}

/// Judges an example by one rule and compares what it finds with what is drawn.
///
/// # Errors
/// Says what was drawn and not found, and what was found and not drawn.
pub fn check(rule: &'static Rule, example: &str) -> Result<(), String> {
    let differences = compare(rule, example)?.differences;
    if differences.is_empty() { Ok(()) } else { Err(format!("\n  {}", differences.join("\n  "))) }
}

/// What is drawn into an example, held against what a rule finds there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compared {
    /// How many places are drawn, those that only explain a finding included.
    pub drawn: usize,
    /// How many places the rule's findings point at.
    pub found: usize,
    /// What was drawn and not found, and what was found and not drawn.
    pub differences: Vec<String>,
}

/// Judges an example by one rule, and tells what is drawn, what is found and how they differ.
///
/// # Errors
/// Says what is wrong with the example itself.
pub fn compare(rule: &'static Rule, example: &str) -> Result<Compared, String> {
    let expected = expected(example);
    let found: BTreeSet<Drawn> = findings(rule, example)?.iter().flat_map(drawn).collect();
    let mut differences = Vec::new();
    differences.extend(expected.difference(&found).map(|drawn| format!("drawn, not found: {drawn:?}")));
    differences.extend(found.difference(&expected).map(|found| format!("found, not drawn: {found:?}")));
    Ok(Compared { drawn: expected.len(), found: found.len(), differences })
}

/// Returns what one rule finds in an example.
///
/// # Errors
/// Says what is wrong with the example itself.
pub fn findings(rule: &'static Rule, example: &str) -> Result<Vec<Finding>, String> {
    let (dossier, past) = judged(example)?;
    Ok(rule.findings(&dossier, &past))
}

/// Assembles the dossier of an example.
///
/// # Errors
/// Says what is wrong with the example itself.
pub fn dossier(example: &str) -> Result<Dossier, String> {
    judged(example).map(|(dossier, _)| dossier)
}

/// Assembles the dossier of an example, with its past where it has a history.
///
/// # Errors
/// Says what is wrong with the example itself, or why its history cannot be written to a temporary folder.
pub fn judged(example: &str) -> Result<(Dossier, Past), String> {
    let order = example.lines().find_map(|line| line.strip_prefix("//= release"));
    let release =
        order.map(|name| Some(name.trim()).filter(|name| !name.is_empty()).unwrap_or(RELEASE).to_owned());
    let as_of = example.lines().find_map(|line| line.strip_prefix("//= as-of ")).unwrap_or(AS_OF);
    let as_of = as_of.parse().map_err(|error| format!("`{as_of}` is no date: {error}"))?;
    let judged = Judged { as_of, release };
    if past::fixture::has_history(example) {
        return past::fixture::read(example, &judged);
    }
    let dossier = assemble(example, judged)?;
    let past = Past::unknown(&dossier, Incomplete::NotAsked);
    Ok((dossier, past))
}

fn drawn(finding: &Finding) -> Vec<Drawn> {
    let main = std::iter::once((finding.span, finding.message.clone()));
    let labels = finding.labels.iter().map(|label| (label.span, label.message.clone()));
    let path = match finding.path.strip_prefix("dhf/") {
        Some(path) => path.to_owned(),
        None if finding.path == FILE_NAME => finding.path.clone(),
        None => format!("/{}", finding.path),
    };
    main.chain(labels).map(|(span, message)| place(&path, &finding.text, span, message)).collect()
}

fn place(path: &str, text: &FileText, span: Span, message: String) -> Drawn {
    if text.is_empty() {
        return (path.to_owned(), 0, 0, 0, message);
    }
    let start = text.position(span.start);
    let end = text.position(span.end);
    let line_end = text.lines().nth(start.line - 1).map_or(1, |line| line.chars().count() + 1);
    let end = if end.line == start.line { end.column } else { line_end };
    (path.to_owned(), start.line, start.column, end, message)
}

fn expected(example: &str) -> BTreeSet<Drawn> {
    let mut expected = BTreeSet::new();
    for (path, text) in past::fixture::last(example) {
        let mut above = 0;
        for (number, line) in text.lines().enumerate() {
            let Some((start, end, message)) = caret(line) else {
                above = number + 1;
                continue;
            };
            let (start, end) = if above == 0 { (0, 0) } else { (start, end) };
            expected.insert((path.clone(), above, start, end, message));
        }
    }
    expected
}

/// Reads a line that draws: the columns of its carets and the message behind them.
fn caret(line: &str) -> Option<(usize, usize, String)> {
    let html = line.trim_start().strip_prefix("<!--").and_then(|rest| rest.trim_end().strip_suffix("-->"));
    let rest = html.or_else(|| line.strip_prefix('#'))?;
    let marks = rest.trim_start();
    let carets = marks.chars().take_while(|mark| *mark == '^').count();
    if carets == 0 {
        return None;
    }
    let message = marks[carets..].trim().to_owned();
    let mut start = line.chars().position(|mark| mark == '^')? + 1;
    let end = start + carets;
    if start == 2 && html.is_none() {
        start = 1;
    }
    Some((start, end, message))
}
