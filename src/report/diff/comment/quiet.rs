//! The comment of one line, for a change that owes nothing.

use std::fmt::Write;

use super::head::marker;
use super::meaning::versions;
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
    let moves: Vec<String> =
        compared.review.moves.iter().take(6).map(|moved| in_line(moved, links)).collect();
    let more = compared.review.moves.len().saturating_sub(moves.len());
    let mut line = format!("{}✅ **{}**", marker(compared), plain(&compared.verdict()));
    let _ = write!(line, " {}", compared.changes(plain));
    if !moves.is_empty() {
        let _ = write!(line, " {}", moves.join("; "));
        if more > 0 {
            let _ = write!(line, "; and {more} more");
        }
        line.push('.');
    }
    if let Some(changes) = &links.changes {
        let _ = write!(line, " [What changed]({changes})");
    }
    line.push('\n');
    line
}

fn in_line(moved: &SoupMove, links: &Links<'_>) -> String {
    let id = links.record(Some(Kind::Soup), &moved.soup);
    let changes: Vec<String> = moved.changes.iter().map(|id| code(id)).collect();
    let by = if changes.is_empty() { String::new() } else { format!(" by {}", changes.join(", ")) };
    format!("{id} {}{by}", versions(moved))
}
