//! The sections of a comment: what moved, evidence, what is owed, findings, and what changed.

use std::fmt::Write;

use super::{Section, entries};
use crate::diff::{ChangeKind, ComponentChange, RecordChange};
use crate::record::Kind;
use crate::report::diff::components::{Told, remark};
use crate::report::diff::links::Links;
use crate::report::diff::moved::{remarks, way};
use crate::report::diff::{Compared, Detail};
use crate::report::narrated::grounds;
use crate::report::quoted::{because, code, in_cell, plain};
use crate::review::{EvidenceChange, Owed, Role, SoupMove, State};
use crate::rules::Finding;
use crate::version::Direction;

/// How many pieces of evidence with the same reasons, and how many reasons, are named.
const MANY: usize = 12;

/// Returns what a change means: moves, evidence, what is owed, new findings.
pub(super) fn meant(compared: &Compared, links: &Links<'_>) -> Vec<Section> {
    let review = &compared.review;
    let mut sections = Vec::new();
    if !review.moves.is_empty() {
        let rows = review.moves.iter().map(|moved| {
            let id = in_cell(&links.record(Some(Kind::Soup), &moved.soup));
            let changes = match (moved.is_covered, &moved.changes[..]) {
                (_, []) if moved.is_covered || !moved.is_asked => "none needed".to_owned(),
                (false, []) => "**none**".to_owned(),
                (is_covered, changes) => {
                    let ids: Vec<String> = changes.iter().map(|id| code(id)).collect();
                    format!("{}{}", ids.join(", "), if is_covered { "" } else { " **(in part)**" })
                }
            };
            let (title, moved) = (in_cell(&plain(&moved.title)), in_cell(&versions(moved)));
            format!("| {id} | {title} | {moved} | {} |\n", in_cell(&changes))
        });
        sections.push(Section {
            opening: "\n| SOUP | Title | Moved | Change record |\n| --- | --- | --- | --- |\n".to_owned(),
            entries: rows.collect(),
            closing: "",
            noun: "SOUP that moved",
            share: 10,
        });
    }
    let remarks: Vec<String> = review.moves.iter().flat_map(|moved| remarked(moved, links)).collect();
    if !remarks.is_empty() {
        sections.push(Section {
            opening: "\n**What the moves mean for anomalies**\n\n".to_owned(),
            entries: remarks,
            closing: "",
            noun: "remarks on moves",
            share: 10,
        });
    }
    let told = Told::of(compared);
    if !told.open.is_empty() {
        sections.push(Section {
            opening: "\n**Lock files and SBOMs that no SOUP record follows**\n\n".to_owned(),
            entries: told.open.iter().map(|change| component(change, links)).collect(),
            closing: "",
            noun: "packages that no SOUP record follows",
            share: 10,
        });
    }
    let evidence = evidence(&review.evidence, links);
    if !evidence.is_empty() {
        sections.push(Section {
            opening: "\n**Evidence that no longer holds**\n\n".to_owned(),
            entries: evidence,
            closing: "",
            noun: "reasons for which evidence no longer holds",
            share: 25,
        });
    }
    let objections = review.objections.iter().map(|objection| format!("- {}\n", plain(&objection.message)));
    let objections: Vec<String> = objections.collect();
    if !objections.is_empty() {
        sections.push(Section {
            opening: "\n**The gate objects**\n\n".to_owned(),
            entries: objections,
            closing: "",
            noun: "objections of the gate",
            share: 10,
        });
    }
    for role in Role::ALL {
        let tasks = review.owed.iter().filter(|owed| owed.role == role);
        let tasks: Vec<String> = tasks.map(|owed| task(owed, links)).collect();
        if !tasks.is_empty() {
            sections.push(Section {
                opening: format!("\n**Owed by {}**\n\n", role.word()),
                entries: tasks,
                closing: "",
                noun: "things owed",
                share: 15,
            });
        }
    }
    let mut new: Vec<&Finding> = review.new.iter().collect();
    new.sort_by_key(|finding| std::cmp::Reverse(finding.level));
    sections.extend(findings("New findings", &new, links));
    sections
}

/// Writes what became of a package in lock files and SBOMs.
fn component(change: &ComponentChange, links: &Links<'_>) -> String {
    let place = links.place(&change.file, change.is_listed.then_some(change.line));
    let (name, moved) = (code(&change.name), plain(&change.move_in_words()));
    format!("- {name} {moved}: {}, {place}\n", remark(change, code))
}

/// Writes the evidence that became worse: what has the same state and the same reasons in one entry.
fn evidence(changes: &[EvidenceChange], links: &Links<'_>) -> Vec<String> {
    let mut groups: Vec<(State, Vec<String>, Vec<String>)> = Vec::new();
    for change in changes.iter().filter(|change| change.is_worse()) {
        let id = format!("{} {}", links.record(Some(change.kind), &change.record), change.sort.noun());
        let reasons: Vec<String> = change.reasons.iter().map(because).collect();
        match groups.iter_mut().find(|(state, _, known)| *state == change.after && *known == reasons) {
            Some((_, ids, _)) => ids.push(id),
            None => groups.push((change.after, vec![id], reasons)),
        }
    }
    let written = groups.into_iter().map(|(state, mut ids, mut reasons)| {
        let more = shortened(&mut ids);
        let mut entry = format!("- {}: {}{more}", state.words(), ids.join(", "));
        let more = shortened(&mut reasons);
        match &reasons[..] {
            [] => {}
            [reason] => {
                let _ = write!(entry, ", because {reason}");
            }
            reasons => {
                entry.push_str(", because");
                reasons.iter().for_each(|reason| entry.push_str(&format!("\n  - {reason}")));
                if !more.is_empty() {
                    let _ = write!(entry, "\n  -{more}");
                }
            }
        }
        entry + "\n"
    });
    written.collect()
}

/// Keeps the first ones, and says how many more there are.
fn shortened(words: &mut Vec<String>) -> String {
    let more = words.len().saturating_sub(MANY);
    words.truncate(MANY);
    if more > 0 { format!(" and {more} more") } else { String::new() }
}

/// Writes one thing that is owed as a task.
fn task(owed: &Owed, links: &Links<'_>) -> String {
    let mut text = format!("- [ ] {}", plain(&owed.action));
    let place = match owed.line {
        Some(_) => links.place(&owed.path, owed.line),
        None if owed.draft.is_some() => format!("{} (new file)", code(&owed.path)),
        None => format!("{} (gone)", code(&owed.path)),
    };
    let _ = writeln!(text, ": {place}");
    if let Some(command) = &owed.command {
        let _ = writeln!(text, "  - run {}", code(command));
    }
    let given: Vec<String> = owed
        .fills
        .iter()
        .filter_map(|fill| Some(format!("{} {}", code(&fill.field), code(fill.value.as_deref()?))))
        .collect();
    let asked: Vec<String> =
        owed.fills.iter().filter(|fill| fill.value.is_none()).map(|fill| code(&fill.field)).collect();
    if !given.is_empty() {
        let _ = writeln!(text, "  - set {}", given.join(", "));
    }
    if !asked.is_empty() {
        let _ = writeln!(text, "  - fill in {}", asked.join(", "));
    }
    text
}

/// Returns a folded table of findings.
fn findings(heading: &str, findings: &[&Finding], links: &Links<'_>) -> Option<Section> {
    if findings.is_empty() {
        return None;
    }
    let rows = findings.iter().map(|finding| {
        let record = finding.record.as_deref().map_or("–".to_owned(), |record| in_cell(&code(record)));
        let line = (!finding.text.is_empty()).then(|| finding.start().line);
        let mut says = in_cell(&plain(&finding.message));
        for edit in &finding.reasons {
            let _ = write!(says, "<br>because {}", in_cell(&because(edit)));
        }
        if let Some(waiver) = &finding.waived_by {
            let _ = write!(
                says,
                "<br>waived by {}, which is not in force before this is merged",
                in_cell(&code(waiver))
            );
        }
        let (level, rule) = (finding.level, finding.rule.code);
        let (grounds, place) =
            (in_cell(&plain(&grounds(finding))), in_cell(&links.place(&finding.path, line)));
        format!("| {level} | `{rule}` | {record} | {says} | {grounds} | {place} |\n")
    });
    Some(Section {
        opening: format!(
            "\n<details><summary>{heading} ({})</summary>\n\n| Level | Rule | Record | Finding | Asked for by | Place |\n| --- | --- | --- | --- | --- | --- |\n",
            findings.len()
        ),
        entries: rows.collect(),
        closing: "\n</details>\n",
        noun: "findings, the least grave",
        share: 20,
    })
}

/// Returns what changed, folded.
pub(super) fn changed(compared: &Compared, detail: Detail, links: &Links<'_>) -> Vec<Section> {
    let review = &compared.review;
    let mut sections = Vec::new();
    for change in ChangeKind::ALL {
        let records: Vec<&RecordChange> = review.diff.of(change).collect();
        if records.is_empty() {
            continue;
        }
        let title = match change {
            ChangeKind::Added => "Added",
            ChangeKind::Removed => "Removed",
            ChangeKind::Modified => "Modified",
            ChangeKind::Moved => "Moved",
            ChangeKind::Affected => "Affected: not edited, and resting on what changed",
        };
        sections.push(Section {
            opening: format!("\n<details><summary>{title} ({})</summary>\n\n", records.len()),
            entries: records.iter().map(|record| entries::record(record, detail, links)).collect(),
            closing: "\n</details>\n",
            noun: "records",
            share: 10,
        });
    }
    let told = Told::of(compared);
    if !told.followed.is_empty() && detail != Detail::Stat {
        let opening = format!(
            "\n<details><summary>Lock files and SBOMs, as SOUP records say ({})</summary>\n\n",
            told.followed.len()
        );
        sections.push(Section {
            opening,
            entries: told.followed.iter().map(|change| component(change, links)).collect(),
            closing: "\n</details>\n",
            noun: "packages that SOUP records follow",
            share: 5,
        });
    }
    let renewed = review.evidence.iter().filter(|evidence| evidence.after == State::Fresh);
    let renewed: Vec<String> = renewed
        .map(|evidence| {
            let what = if evidence.is_renewed { "renewed" } else { "new" };
            format!(
                "- {} {}, {what}\n",
                links.record(Some(evidence.kind), &evidence.record),
                evidence.sort.noun()
            )
        })
        .collect();
    if !renewed.is_empty() {
        sections.push(Section {
            opening: format!("\n<details><summary>Evidence renewed or new ({})</summary>\n\n", renewed.len()),
            entries: renewed,
            closing: "\n</details>\n",
            noun: "pieces of evidence",
            share: 10,
        });
    }
    sections.extend(findings("Fixed findings", &review.fixed.iter().collect::<Vec<_>>(), links));
    if detail == Detail::Full {
        sections.extend(findings("Kept findings", &review.kept.iter().collect::<Vec<_>>(), links));
    }
    sections
}

/// Returns what there is to say of a move beside its versions, as entries of a list.
fn remarked(moved: &SoupMove, links: &Links<'_>) -> Vec<String> {
    let id = links.record(Some(Kind::Soup), &moved.soup);
    let remarks = remarks(moved, &|text| code(text)).into_iter();
    remarks.map(|remark| format!("- {id}: {remark}\n")).collect()
}

/// Says from what to what a SOUP moved.
pub(super) fn versions(moved: &SoupMove) -> String {
    let side = |version: &Option<String>, none: &str| version.as_deref().map_or(none.to_owned(), code);
    let mut parts = Vec::new();
    if let Some((before, after)) = &moved.versions {
        parts.push(format!("{} → {}", side(before, "not in use"), side(after, "no longer in use")));
        let is_down = moved.meaning.as_ref().is_some_and(|meaning| meaning.direction == Direction::Downgrade);
        parts.extend(way(moved).map(|way| if is_down { format!("**{way}**") } else { way.to_owned() }));
    }
    if let Some((before, after)) = moved.classes {
        parts.push(format!("class {before} → {after}"));
    }
    parts.join(", ")
}
