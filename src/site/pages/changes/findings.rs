//! The findings that a change brings and settles, as rows.

use std::collections::HashSet;

use serde::Serialize;

use super::Ways;
use super::evidence::reasons;
use crate::review::Review;
use crate::rules::Finding;
use crate::site::html::{text, with_code};
use crate::site::{clauses, state};

/// A finding in a row. Every part but the place and the rule is HTML.
#[derive(Serialize)]
pub struct FindingRow {
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
pub fn new(review: &Review, ways: &Ways<'_>) -> Vec<FindingRow> {
    let worse = review.evidence.iter().filter(|evidence| evidence.is_worse());
    let told: HashSet<&str> = worse.flat_map(|evidence| &evidence.findings).map(|key| &**key).collect();
    let mut findings: Vec<&Finding> = review.new.iter().collect();
    findings.sort_by_key(|finding| std::cmp::Reverse(finding.level));
    let row = |finding: &Finding| FindingRow {
        id: Some(format!("f-{}", finding.fingerprint)),
        // The reasons of evidence that no longer holds are told with it.
        reasons: match told.contains(&*finding.fingerprint) {
            true => Vec::new(),
            false => reasons(&finding.reasons, ways),
        },
        waived: finding.waived_by.as_deref().map(|waiver| ways.record(waiver).id()),
        source: ways.line(&finding.path, finding.start().line),
        ..row(finding, ways)
    };
    findings.into_iter().map(row).collect()
}

/// Returns the findings that are no longer found, the gravest first.
pub fn fixed(review: &Review, ways: &Ways<'_>) -> Vec<FindingRow> {
    let mut findings: Vec<&Finding> = review.fixed.iter().collect();
    findings.sort_by_key(|finding| std::cmp::Reverse(finding.level));
    findings.into_iter().map(|finding| row(finding, ways)).collect()
}

fn row(finding: &Finding, ways: &Ways<'_>) -> FindingRow {
    let place = match finding.text.is_empty() {
        true => finding.path.clone(),
        false => format!("{}:{}", finding.path, finding.start().line),
    };
    FindingRow {
        id: None,
        level: state::level(finding.level),
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
