//! The comment of one line, for a change that owes nothing.

use std::fmt::Write;

use super::head::marker;
use super::meaning::versions;
use crate::diff::ChangeKind;
use crate::record::Kind;
use crate::report::diff::Compared;
use crate::report::diff::links::Links;
use crate::report::quoted::{code, plain};
use crate::review::{EvidenceChange, SoupMove, Verdict};

/// Returns whether there is nothing to tell but that nothing is owed.
pub(super) fn applies(compared: &Compared) -> bool {
    let review = &compared.review;
    review.gate.verdict == Verdict::Pass
        && review.new.is_empty()
        && review.diff.policy.is_empty()
        && !review.evidence.iter().any(EvidenceChange::is_worse)
        && compared.incomplete.is_none()
}

/// Writes the comment of one line for a change that owes nothing.
pub(super) fn line(compared: &Compared, links: &Links<'_>) -> String {
    let review = &compared.review;
    let mut line = format!("{}✅ **{}**", marker(compared), plain(&compared.verdict()));
    let _ = write!(line, " {}", compared.changes(plain));
    let moves: Vec<String> = review.moves.iter().take(MOST).map(|moved| in_line(moved, links)).collect();
    told(&moves, review.moves.len(), "", &mut line);
    // A green tick must not hide what it stands on.
    let changed = || review.diff.records.iter().filter(|record| record.change != ChangeKind::Affected);
    let other = || changed().filter(|record| !review.moves.iter().any(|moved| moved.soup == record.id));
    let ids: Vec<String> = other()
        .take(MOST)
        .map(|record| {
            let kind = Some(record.kind).filter(|_| record.change != ChangeKind::Removed);
            let id = if record.id.is_empty() { &record.path } else { &record.id };
            format!("{} {}", links.record(kind, id), record.change.word())
        })
        .collect();
    let opening = if moves.is_empty() { "" } else { "Also " };
    told(&ids, other().count(), opening, &mut line);
    if let Some(changes) = &links.changes {
        let _ = write!(line, " [What changed]({changes})");
    }
    line.push('\n');
    line
}

/// How many moves, and how many other records, are named.
const MOST: usize = 6;

/// Writes a list of which only the first ones may be told.
fn told(words: &[String], count: usize, opening: &str, line: &mut String) {
    // What is hostile may be long: then it is counted, and told on the site.
    let length: usize = words.iter().map(String::len).sum();
    if words.is_empty() || length > 1_200 {
        return;
    }
    let _ = write!(line, " {opening}{}", words.join("; "));
    if count > words.len() {
        let _ = write!(line, "; and {} more", count - words.len());
    }
    line.push('.');
}

fn in_line(moved: &SoupMove, links: &Links<'_>) -> String {
    let id = links.record(Some(Kind::Soup), &moved.soup);
    let changes: Vec<String> = moved.changes.iter().map(|id| code(id)).collect();
    let by = if changes.is_empty() { String::new() } else { format!(" by {}", changes.join(", ")) };
    format!("{id} {}{by}", versions(moved))
}
