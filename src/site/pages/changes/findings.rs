//! The findings that a change brings and settles, as rows.

use std::collections::HashSet;

use serde::Serialize;

use super::Ways;
use super::evidence::reasons;
use crate::review::Review;
use crate::rules::Finding;
use crate::site::html::{text, with_code};
use crate::site::{clauses, state};

/// How many findings a list shows: where each of many rests on each of many there are more than anybody reads on one page.
const MOST: usize = 500;

/// Findings in rows, the gravest first, as many as are shown.
#[derive(Default, Serialize)]
pub struct RowsView {
    rows: Vec<FindingRow>,
    /// How many there are in all.
    count: usize,
    /// How many of them are not shown.
    more: usize,
}

/// A finding in a row. Every part but the place and the rule is HTML.
#[derive(Serialize)]
struct FindingRow {
    id: Option<String>,
    level: String,
    record: String,
    message: String,
    reasons: Vec<String>,
    waived: Option<String>,
    clauses: String,
    rule: &'static str,
    place: String,
    source: Option<String>,
}

/// Returns the new findings, the gravest first.
pub fn new(review: &Review, ways: &Ways<'_>) -> RowsView {
    let worse = review.evidence.iter().filter(|evidence| evidence.is_worse());
    let told: HashSet<&str> = worse.flat_map(|evidence| &evidence.findings).map(|key| &**key).collect();
    rows(&review.new, |finding| FindingRow {
        id: Some(format!("f-{}", finding.fingerprint)),
        // The reasons of evidence that no longer holds are told with it.
        reasons: match told.contains(&*finding.fingerprint) {
            true => Vec::new(),
            false => reasons(&finding.reasons, ways),
        },
        waived: finding.waived_by.as_deref().map(|waiver| ways.record(waiver).id()),
        source: ways.line(&finding.path, finding.start().line),
        ..row(finding, ways)
    })
}

/// Returns the findings that are no longer found, the gravest first.
pub fn fixed(review: &Review, ways: &Ways<'_>) -> RowsView {
    rows(&review.fixed, |finding| row(finding, ways))
}

fn rows(findings: &[Finding], row: impl Fn(&Finding) -> FindingRow) -> RowsView {
    let mut findings: Vec<&Finding> = findings.iter().collect();
    findings.sort_by_key(|finding| std::cmp::Reverse(finding.level));
    let count = findings.len();
    RowsView {
        rows: findings.into_iter().take(MOST).map(row).collect(),
        count,
        more: count.saturating_sub(MOST),
    }
}

fn row(finding: &Finding, ways: &Ways<'_>) -> FindingRow {
    let place = match finding.text.is_empty() {
        true => finding.path.clone(),
        false => format!("{}:{}", finding.path, finding.start().line),
    };
    FindingRow {
        id: None,
        level: state::level(finding.level, ways.words()),
        record: finding.record.as_deref().map_or_else(|| text(&finding.path), |id| ways.record(id).whole()),
        message: with_code(&finding.message),
        reasons: Vec::new(),
        waived: None,
        clauses: clauses::cite(finding.clauses()),
        rule: finding.rule.code,
        place,
        source: None,
    }
}
