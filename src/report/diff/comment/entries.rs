//! The entries of a comment about what changed: records with their fields and bodies.

use std::fmt::Write;

use crate::diff::{ChangeKind, FieldChange, LineKind, RecordChange};
use crate::report::diff::Detail;
use crate::report::diff::human::what;
use crate::report::diff::links::Links;
use crate::report::narrated::tame;
use crate::report::quoted::{code, plain, run_of_backticks};

/// Writes a record that changed, or rests on one that did, as an entry of a list.
pub(super) fn record(record: &RecordChange, detail: Detail, links: &Links<'_>) -> String {
    let mut text = String::new();
    let out = &mut text;
    let id = if record.id.is_empty() { &record.path } else { &record.id };
    let kind = Some(record.kind).filter(|_| record.change != ChangeKind::Removed);
    let _ = writeln!(out, "- {} {}", links.record(kind, id), plain(&record.title));
    if detail == Detail::Stat {
        return text;
    }
    if let Some(path) = &record.path_before {
        let _ = writeln!(out, "  - file: {} → {}", code(path), code(&record.path));
    }
    if let Some(kind) = record.kind_before {
        let _ = writeln!(out, "  - kind: {} → {}", kind.card().name, record.kind.card().name);
    }
    if let Some(unreadable) = &record.unreadable {
        let _ = match (&unreadable.before, &unreadable.after) {
            (_, Some(after)) => writeln!(out, "  - cannot be read as a record: {}", plain(after)),
            (Some(before), None) => writeln!(out, "  - can be read again; before: {}", plain(before)),
            (None, None) => Ok(()),
        };
    }
    let is_whole = matches!(record.change, ChangeKind::Added | ChangeKind::Removed);
    if !is_whole || detail == Detail::Full {
        for field in &record.fields {
            let name = code(field.list.as_ref().unwrap_or(&field.name));
            let link = record.links.iter().find(|link| link.field == field.name);
            let title = link.filter(|link| !link.title.is_empty());
            let title = title.map_or(String::new(), |link| format!(" {}", plain(&link.title)));
            let _ = writeln!(out, "  - {name}: {}{title}", values(field));
        }
        if let Some(class) = &record.class {
            let word =
                |class: Option<crate::standard::Class>| class.map_or("–".to_owned(), |it| it.to_string());
            let because = if class.after.is_some() { &class.because_after } else { &class.because_before };
            let (before, after) = (word(class.before), word(class.after));
            let _ = writeln!(out, "  - safety class: {before} → {after}, {}", plain(because));
        }
        body(record, detail, out);
    }
    for because in &record.because {
        let steps = because.path.iter().map(|step| format!("{} {}", step.words(), code(&step.record)));
        let steps: Vec<String> = steps.collect();
        let _ = writeln!(out, "  - {}: {}", steps.join(", which is "), plain(&what(because)));
    }
    text
}

fn body(record: &RecordChange, detail: Detail, out: &mut String) {
    let Some(body) = &record.body else { return };
    if detail != Detail::Full {
        let mut sections: Vec<String> = body
            .hunks
            .iter()
            .map(|hunk| hunk.section.as_deref().map_or("its beginning".to_owned(), plain))
            .collect();
        sections.dedup();
        let _ = writeln!(out, "  - body: changed in {}", sections.join(", "));
        return;
    }
    let mut lines: Vec<String> = Vec::new();
    for hunk in &body.hunks {
        lines.push(format!("@@ {} @@", tame(hunk.section.as_deref().unwrap_or("beginning"))));
        for line in &hunk.lines {
            let mark = match line.kind {
                LineKind::Same => ' ',
                LineKind::Removed => '-',
                LineKind::Added => '+',
            };
            let text: String = line.pieces.iter().map(|piece| piece.text.as_str()).collect();
            lines.push(format!("{mark}{}", tame(&text)));
        }
    }
    // A fence that is longer than any run of backticks inside cannot be closed from inside.
    let longest = lines.iter().map(|line| run_of_backticks(line)).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    let _ = writeln!(out, "  - body:\n\n    {fence}diff");
    for line in lines {
        let _ = writeln!(out, "    {line}");
    }
    let _ = writeln!(out, "    {fence}\n");
}

pub(super) fn values(field: &FieldChange) -> String {
    match (&field.before, &field.after) {
        (Some(before), Some(after)) => format!("{} → {}", code(before), code(after)),
        (None, Some(after)) => format!("added {}", code(after)),
        (Some(before), None) => format!("removed {}", code(before)),
        (None, None) => String::new(),
    }
}
