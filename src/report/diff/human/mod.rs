//! A diff for people: the verdict first, then what is judged differently, what moved, records, evidence, findings, what is owed.

use std::collections::HashSet;

use super::{Compared, Detail, components};
use crate::diff::{Because, BodyChange, ChangeKind, FieldChange, Line, LineKind, RecordChange, words};
use crate::report::Look;
use crate::report::narrated::{grounds, incomplete, judged, level_changed, reason, tame};
use crate::report::paint::{Page, Tint, Tinted};
use crate::rules::Finding;
use crate::text::Position;

mod meaning;

/// Writes the report.
pub fn render(compared: &Compared, detail: Detail, look: &Look) -> String {
    let mut page = Page { out: String::new(), look: *look };
    let device = tame(&compared.head.device);
    let review = &compared.review;
    page.line(0, &[(Tint::Plain, format!("{device}: ")), (Tint::Strong, compared.verdict())]);
    page.line(0, &[(Tint::Plain, compared.changes(str::to_owned))]);
    page.line(0, &[(Tint::Dim, format!("from {}", judged(&compared.base)))]);
    page.line(0, &[(Tint::Dim, format!("to {}", judged(&compared.head)))]);
    policy(compared, &mut page);
    meaning::moves(review, &mut page);
    components::write(compared, detail, &mut page);
    let mut kind = None;
    for record in review.diff.records.iter().filter(|record| record.change != ChangeKind::Affected) {
        if kind != Some(record.kind) {
            page.heading(record.kind.card().heading);
            kind = Some(record.kind);
        }
        self::record(record, detail, &mut page);
    }
    // What is affected by having become stale is told with the evidence.
    let told = meaning::told(review);
    let affected = || {
        review
            .diff
            .of(ChangeKind::Affected)
            .filter(|record| record.class.is_some() || !told.records.contains(&*record.id))
    };
    if affected().next().is_some() {
        page.heading("Affected: not edited, and resting on what changed");
    }
    for record in affected() {
        self::record(record, detail, &mut page);
    }
    meaning::evidence(review, detail, &mut page);
    findings("New findings", &review.new, &told.findings, detail, &mut page);
    findings("Fixed findings", &review.fixed, &HashSet::new(), detail, &mut page);
    if detail == Detail::Full {
        findings("Kept findings", &review.kept, &HashSet::new(), detail, &mut page);
    }
    let others = compared.others();
    if !others.is_empty() {
        page.heading(&format!("Other findings: {}", others.join(", ")));
    }
    // The earlier moment's configuration judges both.
    if !compared.base.levels.is_empty() {
        page.out.push('\n');
        compared.base.levels.iter().for_each(|change| page.line(0, &[(Tint::Plain, level_changed(change))]));
    }
    meaning::objections(review, &mut page);
    meaning::owed(review, detail, &mut page);
    if let Some(why) = &compared.incomplete {
        page.heading(&incomplete(why));
    }
    page.out
}

fn policy(compared: &Compared, page: &mut Page) {
    let policy = &compared.review.diff.policy;
    if policy.is_empty() {
        return;
    }
    page.heading("Judged differently: changes of the configuration and of waivers");
    page.rows(2, policy.configuration.iter().map(|key| (name(key), value(key, ""))).collect());
    for waiver in &policy.waivers {
        let mut pieces = head(waiver.change, &waiver.id, "");
        pieces.push((Tint::Plain, " ".to_owned()));
        let each = waiver.fields.iter().map(|field| {
            let value = field.after.as_deref().or(field.before.as_deref()).unwrap_or_default();
            format!("{}: {}", tame(&field.name), short(value, 80))
        });
        pieces.push((Tint::Plain, each.collect::<Vec<_>>().join("; ")));
        page.line(2, &pieces);
    }
}

fn record(record: &RecordChange, detail: Detail, page: &mut Page) {
    let id = if record.id.is_empty() { &record.path } else { &record.id };
    let mut head = head(record.change, id, &record.title);
    if detail == Detail::Stat {
        let parts = parts(record);
        if !parts.is_empty() {
            head.push((Tint::Plain, ": ".to_owned()));
            head.push((Tint::Dim, parts.join(", ")));
        }
        return page.line(2, &head);
    }
    page.line(2, &head);
    page.rows(4, rows(record, detail));
    if let Some(body) = record.body.as_ref().filter(|_| detail == Detail::Full) {
        self::body(body, page);
    }
    for because in &record.because {
        page.line(4, &self::because(because));
    }
}

/// Returns the change, the id and the title of a record, columns of changes one below the other.
fn head(change: ChangeKind, id: &str, title: &str) -> Vec<Tinted> {
    let gap = "\u{a0}".repeat(10 - change.word().len());
    vec![
        (Tint::Plain, format!("{}{gap}", change.word())),
        (Tint::Strong, format!("{}\u{a0}", tame(id))),
        (Tint::Plain, format!(" {}", tame(title))),
    ]
}

/// Returns what differs in a record, each with its name.
fn rows(record: &RecordChange, detail: Detail) -> Vec<(String, Vec<Tinted>)> {
    let mut rows: Vec<(String, Vec<Tinted>)> = Vec::new();
    if let Some(path) = &record.path_before {
        rows.push(("file".to_owned(), between(Some(path), Some(&record.path))));
    }
    if let Some(kind) = record.kind_before {
        let kinds = (kind.card().name, record.kind.card().name);
        rows.push(("kind".to_owned(), between(Some(kinds.0), Some(kinds.1))));
    }
    if let Some(unreadable) = &record.unreadable {
        let text = match (&unreadable.before, &unreadable.after) {
            (_, Some(after)) => format!("cannot be read as a record: {after}"),
            (Some(before), None) => format!("can be read again; before: {before}"),
            (None, None) => String::new(),
        };
        rows.push(("file".to_owned(), vec![(Tint::Strong, tame(&text))]));
    }
    let is_whole = matches!(record.change, ChangeKind::Added | ChangeKind::Removed);
    if is_whole && detail != Detail::Full {
        return rows;
    }
    for field in &record.fields {
        let link = record.links.iter().find(|link| link.field == field.name);
        rows.push((name(field), value(field, link.map_or("", |link| &link.title))));
    }
    if let Some(class) = &record.class {
        let word = |class: Option<crate::standard::Class>| class.map(|class| class.to_string());
        let mut pieces = between(word(class.before).as_deref(), word(class.after).as_deref());
        let because = if class.after.is_some() { &class.because_after } else { &class.because_before };
        pieces.push((Tint::Plain, format!(", {}", tame(because))));
        rows.push(("safety class".to_owned(), pieces));
    }
    if let Some(body) = record.body.as_ref().filter(|_| detail != Detail::Full) {
        rows.push(("body".to_owned(), vec![(Tint::Plain, sections(body))]));
    }
    rows
}

/// Returns what differs in a record by name alone.
fn parts(record: &RecordChange) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    let is_whole = matches!(record.change, ChangeKind::Added | ChangeKind::Removed);
    if !is_whole {
        parts
            .extend(record.fields.iter().map(|field| tame(field.name.split('.').next().unwrap_or_default())));
        for (there, word) in [
            (record.path_before.is_some() || record.unreadable.is_some(), "file"),
            (record.kind_before.is_some(), "kind"),
            (record.class.is_some(), "safety class"),
            (record.body.is_some(), "body"),
        ] {
            parts.extend(there.then(|| word.to_owned()));
        }
    }
    parts.extend(record.because.iter().map(|because| format!("by {}", tame(&because.record))));
    parts.dedup();
    parts
}

/// Names the sections of a body that changed.
fn sections(body: &BodyChange) -> String {
    let mut sections: Vec<String> = Vec::new();
    for hunk in &body.hunks {
        let section = hunk.section.as_deref();
        let section =
            section.map_or("its beginning".to_owned(), |section| format!("“{}”", short(section, 40)));
        if !sections.contains(&section) {
            sections.push(section);
        }
    }
    format!("changed in {}", sections.join(", "))
}

fn name(field: &FieldChange) -> String {
    tame(field.list.as_ref().unwrap_or(&field.name))
}

/// Returns the values of a field; `title` is that of the record that it leads to.
fn value(field: &FieldChange, title: &str) -> Vec<Tinted> {
    let mut pieces = between(field.before.as_deref(), field.after.as_deref());
    if !title.is_empty() {
        pieces.push((Tint::Plain, format!(" {}", tame(title))));
    }
    pieces
}

/// The longest value of several words that is shown whole beside an arrow; in longer ones the words that differ are shown.
const SHORT: usize = 40;
/// How many words that stayed are shown beside those that did not.
const AROUND: usize = 5;

/// Returns a value before and after.
fn between(before: Option<&str>, after: Option<&str>) -> Vec<Tinted> {
    match (before, after) {
        (None, None) => Vec::new(),
        (None, Some(after)) => vec![(Tint::Added, format!("+ {}", tame(&words_of(after))))],
        (Some(before), None) => vec![(Tint::Removed, format!("- {}", tame(&words_of(before))))],
        (Some(before), Some(after))
            if before.len().max(after.len()) <= SHORT || is_word(before) || is_word(after) =>
        {
            vec![
                (Tint::Removed, tame(&words_of(before))),
                (Tint::Plain, " → ".to_owned()),
                (Tint::Added, tame(&words_of(after))),
            ]
        }
        (Some(before), Some(after)) => {
            let pieces = words(before, after);
            let last = pieces.len().saturating_sub(1);
            let shown = pieces.iter().enumerate().map(|(index, (kind, text))| match kind {
                LineKind::Same => (Tint::Plain, elided(text, index > 0, index < last)),
                LineKind::Removed => (Tint::Removed, marked(text, "[-", "-]")),
                LineKind::Added => (Tint::Added, marked(text, "{+", "+}")),
            });
            shown.collect()
        }
    }
}

fn is_word(text: &str) -> bool {
    !text.trim().contains(char::is_whitespace)
}

/// Marks a text inside its white space, so that removed and added words are told apart without colours.
fn marked(text: &str, from: &str, to: &str) -> String {
    let inner = text.trim();
    if inner.is_empty() {
        return text.to_owned();
    }
    let start = text.len() - text.trim_start().len();
    let end = text.trim_end().len();
    format!("{}{from}{}{to}{}", &text[..start], tame(inner), &text[end..])
}

/// Leaves out the middle of what stayed; at the start and the end of the whole the outer words.
fn elided(text: &str, after: bool, before: bool) -> String {
    let words: Vec<&str> = text.split(' ').collect();
    let (first, last) = (if after { AROUND } else { 0 }, if before { AROUND } else { 0 });
    if words.len() <= first + last + 2 {
        return tame(text);
    }
    let head = words[..first].join(" ");
    let tail = words[words.len() - last..].join(" ");
    tame(&format!("{head}{}…{}{tail}", if after { " " } else { "" }, if before { " " } else { "" }))
}

fn body(body: &BodyChange, page: &mut Page) {
    for hunk in &body.hunks {
        let section = hunk.section.as_deref().unwrap_or("(beginning)");
        let line = hunk.lines.iter().find(|line| line.kind != LineKind::Same).map_or(0, |line| line.number);
        page.line(4, &[(Tint::Dim, format!("body, {}, line {line}", tame(section)))]);
        for line in &hunk.lines {
            page.line(6, &self::line(line));
        }
    }
}

fn line(line: &Line) -> Vec<Tinted> {
    let (tint, mark) = match line.kind {
        LineKind::Same => (Tint::Dim, "\u{a0}"),
        LineKind::Removed => (Tint::Removed, "-"),
        LineKind::Added => (Tint::Added, "+"),
    };
    let mut pieces = vec![(tint, format!("{mark}\u{a0}"))];
    for piece in &line.pieces {
        let text = tame(&piece.text);
        match (piece.changed, line.kind) {
            (true, LineKind::Removed) => pieces.push((tint, marked(&text, "[-", "-]"))),
            (true, LineKind::Added) => pieces.push((tint, marked(&text, "{+", "+}"))),
            (true, LineKind::Same) | (false, _) => pieces.push((tint, text)),
        }
    }
    pieces
}

/// Says on what a record rests that changed, link by link.
fn because(because: &Because) -> Vec<Tinted> {
    let mut pieces = Vec::new();
    for (index, step) in because.path.iter().enumerate() {
        let comma = if index > 0 { ", which is " } else { "" };
        pieces.push((Tint::Plain, format!("{comma}{} ", step.words())));
        pieces.push((Tint::Strong, tame(&step.record)));
    }
    pieces.push((Tint::Plain, format!(": {}", what(because))));
    pieces
}

/// Says what happened to the record that changed.
pub(in crate::report::diff) fn what(because: &Because) -> String {
    let fields: Vec<String> = because
        .fields
        .iter()
        .map(|field| match (&field.before, &field.after) {
            (Some(before), Some(after)) if before.len().max(after.len()) <= SHORT => {
                format!("{} {} → {}", tame(&field.name), tame(before), tame(after))
            }
            _ => tame(field.list.as_ref().unwrap_or(&field.name)),
        })
        .collect();
    let mut fields = fields;
    fields.dedup();
    match (fields.len(), because.change) {
        (0, ChangeKind::Modified) => "its text changed".to_owned(),
        (0, change) => change.word().to_owned(),
        (1..=4, _) => fields.join(", "),
        (many, _) => format!("{} and {} more fields", fields[..3].join(", "), many - 3),
    }
}

/// Writes findings; of those in `told` the reasons are told elsewhere.
fn findings(heading: &str, findings: &[Finding], told: &HashSet<&str>, detail: Detail, page: &mut Page) {
    if findings.is_empty() {
        return;
    }
    page.heading(heading);
    for finding in findings {
        let place = if finding.text.is_empty() {
            tame(&finding.path)
        } else {
            let Position { line, column } = finding.start();
            format!("{}:{line}:{column}", tame(&finding.path))
        };
        let message = tame(&finding.message);
        page.line(
            2,
            &[
                (Tint::Plain, format!("{place}: ")),
                (Tint::Strong, finding.level.to_string()),
                (Tint::Plain, format!(": {message} [{}]", finding.rule.code)),
            ],
        );
        if detail == Detail::Stat {
            continue;
        }
        for edit in finding.reasons.iter().filter(|_| !told.contains(&*finding.fingerprint)) {
            page.line(4, &[(Tint::Plain, format!("because {}", reason(edit)))]);
        }
        page.line(4, &[(Tint::Dim, format!("asked by: {}", grounds(finding)))]);
    }
}

/// Returns a text in one line of at most `most` characters.
fn short(text: &str, most: usize) -> String {
    let text = words_of(text);
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", tame(text[..end].trim_end())),
        None => tame(&text),
    }
}

/// Returns a text in one line, white space counted once.
fn words_of(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
