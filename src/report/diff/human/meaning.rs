//! What a change means, for people: SOUP that moved, evidence, what is owed.

use std::collections::HashSet;

use super::short;
use crate::report::diff::{Detail, moved};
use crate::report::narrated::{many, reason, tame};
use crate::report::paint::{Page, Tint, Tinted};
use crate::review::{EvidenceChange, Owed, Review, Role, SoupMove, State, Verdict};

/// Writes the SOUP whose version or class moved, each with the change records that say so.
pub(super) fn moves(review: &Review, page: &mut Page) {
    if review.moves.is_empty() {
        return;
    }
    page.heading("SOUP that moved");
    let rows: Vec<[String; 4]> = review.moves.iter().map(row).collect();
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    // Spaces inside a cell do not break, so that a row stays a row.
    let pad = |text: &str, column: usize| {
        format!("{text}{}", " ".repeat(width(column) + 2 - text.chars().count())).replace(' ', "\u{a0}")
    };
    for (row, moved) in rows.iter().zip(&review.moves) {
        let [id, title, before, after] = row;
        let mut pieces = vec![
            (Tint::Strong, pad(id, 0)),
            (Tint::Plain, pad(title, 1)),
            (Tint::Removed, pad(before, 2)),
            (Tint::Plain, "→\u{a0}\u{a0}".to_owned()),
            (Tint::Added, pad(after, 3)),
        ];
        pieces.push((Tint::Dim, remarks(moved)));
        page.line(2, &pieces);
        for remark in moved::remarks(moved, &|text| short(text, 40)) {
            page.line(4, &[(Tint::Plain, remark)]);
        }
    }
}

fn row(moved: &SoupMove) -> [String; 4] {
    let side = |version: &Option<String>, none: &str| match version.as_deref() {
        None => none.to_owned(),
        Some("") => "(no version)".to_owned(),
        Some(version) => short(version, 40),
    };
    let (before, after) = match (&moved.versions, moved.classes) {
        (Some((before, after)), _) => (side(before, "(new)"), side(after, "(gone)")),
        (None, Some((before, after))) => (format!("class {before}"), format!("class {after}")),
        (None, None) => (String::new(), String::new()),
    };
    [tame(&moved.soup), short(&moved.title, 32), before, after]
}

/// Says what else is known of a move: which way it goes, a class that moved with the version, and which change records cover it.
fn remarks(moved: &SoupMove) -> String {
    let mut remarks: Vec<String> = moved::way(moved).map(str::to_owned).into_iter().collect();
    if let (Some(_), Some((before, after))) = (&moved.versions, moved.classes) {
        remarks.push(format!("class {before} → {after}"));
    }
    remarks.push(match (moved.is_covered, &moved.changes[..]) {
        (_, []) if moved.is_covered || !moved.is_asked => "needs no change record".to_owned(),
        (true, changes) => tame(&changes.join(", ")),
        (false, []) => "no change record".to_owned(),
        (false, changes) => format!("{} covers it only in part", tame(&changes.join(", "))),
    });
    remarks.join("; ")
}

/// What is told with the evidence, and not a second time.
pub(super) struct Told<'r> {
    /// The ids of the records.
    pub records: HashSet<&'r str>,
    /// The fingerprints of the findings.
    pub findings: HashSet<&'r str>,
}

/// Returns what is told with the evidence that no longer holds.
pub(super) fn told(review: &Review) -> Told<'_> {
    let worse = || review.evidence.iter().filter(|evidence| evidence.is_worse());
    Told {
        records: worse().map(|evidence| &*evidence.record).collect(),
        findings: worse().flat_map(|evidence| &evidence.findings).map(|key| &**key).collect(),
    }
}

/// Writes what became of the evidence: what is worse one by one with its reasons, what was renewed in one line.
pub(super) fn evidence(review: &Review, detail: Detail, page: &mut Page) {
    let (worse, other): (Vec<&EvidenceChange>, Vec<_>) = review
        .evidence
        .iter()
        .filter(|evidence| evidence.before != State::NotApplicable || evidence.after != State::NotApplicable)
        .partition(|evidence| evidence.is_worse());
    if !worse.is_empty() {
        page.heading("Evidence that no longer holds");
    }
    for evidence in worse {
        let mut pieces = named(evidence, evidence.after.words());
        let from = if evidence.before == State::NotApplicable { "new" } else { evidence.before.words() };
        pieces.push((Tint::Dim, format!(" ({}, was {from})", evidence.sort.noun())));
        page.line(2, &pieces);
        for edit in evidence.reasons.iter().filter(|_| detail != Detail::Stat) {
            page.line(4, &[(Tint::Plain, format!("because {}", reason(edit)))]);
        }
    }
    type Belongs = fn(&EvidenceChange) -> bool;
    let lists: [(&str, Belongs); 3] = [
        ("Evidence renewed", |evidence| evidence.is_renewed && evidence.after == State::Fresh),
        ("Evidence that is new", |evidence| {
            !evidence.is_renewed && evidence.before != State::Fresh && evidence.after == State::Fresh
        }),
        ("Evidence that was stale before and still is", |evidence| {
            evidence.before == State::Stale && evidence.after == State::Stale
        }),
    ];
    for (heading, belongs) in lists {
        let each: Vec<&EvidenceChange> = other.iter().copied().filter(|evidence| belongs(evidence)).collect();
        if each.is_empty() {
            continue;
        }
        if detail == Detail::Stat {
            page.heading(&format!("{heading}: {}", many(each.len(), "piece")));
            continue;
        }
        page.heading(heading);
        let ids: Vec<String> =
            each.iter().map(|evidence| tame(&evidence.record).replace(' ', "\u{a0}")).collect();
        page.line(2, &[(Tint::Plain, ids.join(", "))]);
    }
}

fn named(evidence: &EvidenceChange, state: &str) -> Vec<Tinted> {
    vec![
        (Tint::Strong, format!("{state}\u{a0} ")),
        (Tint::Strong, format!("{}\u{a0}", tame(&evidence.record))),
        (Tint::Plain, format!(" {}", tame(&evidence.title))),
    ]
}

/// Writes what the gate objects to though no finding says so.
pub(super) fn objections(review: &Review, page: &mut Page) {
    if review.objections.is_empty() {
        return;
    }
    page.heading("The gate objects");
    for objection in &review.objections {
        page.line(2, &[(Tint::Plain, tame(&objection.message))]);
    }
}

/// Writes what is owed, by who usually does it, each with its place.
pub(super) fn owed(review: &Review, detail: Detail, page: &mut Page) {
    if review.owed.is_empty() {
        return;
    }
    page.heading(match review.gate.verdict {
        Verdict::Fail => "Owed before this may pass",
        Verdict::Pass | Verdict::Unknown => "Owed",
    });
    let mut number = 0;
    for role in Role::ALL {
        let mut is_first = true;
        for owed in review.owed.iter().filter(|owed| owed.role == role) {
            if std::mem::take(&mut is_first) {
                page.line(2, &[(Tint::Dim, role.word().to_owned())]);
            }
            number += 1;
            one(number, owed, detail, page);
        }
    }
}

fn one(number: usize, owed: &Owed, detail: Detail, page: &mut Page) {
    page.line(2, &[(Tint::Strong, format!("{number}.\u{a0}{}", tame(&owed.action)))]);
    let place = match owed.line {
        Some(line) => format!("{}:{line}", tame(&owed.path)),
        None if owed.draft.is_some() => format!("{} (new file)", tame(&owed.path)),
        None => format!("{} (gone)", tame(&owed.path)),
    };
    page.line(5, &[(Tint::Dim, place)]);
    if let Some(command) = &owed.command {
        page.line(5, &[(Tint::Plain, format!("$ {}", tame(command)))]);
    }
    for fill in owed.fills.iter().filter(|_| detail != Detail::Stat) {
        let pieces = match &fill.value {
            Some(value) => vec![(Tint::Dim, format!("{}: ", tame(&fill.field))), (Tint::Added, tame(value))],
            None => vec![(Tint::Dim, format!("{}: {}", tame(&fill.field), tame(&fill.ask)))],
        };
        page.line(5, &pieces);
    }
}
