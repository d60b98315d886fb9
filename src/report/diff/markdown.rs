//! A diff as a comment for a pull request.

use std::fmt::Write;

use super::human::what;
use super::{Compared, Detail, moment};
use crate::diff::{ChangeKind, FieldChange, LineKind, RecordChange};
use crate::report::narrated::{grounds, judged, tame};
use crate::report::quoted::{because, code, in_cell, levels, plain, run_of_backticks};
use crate::rules::Finding;

/// Writes the comment.
pub fn render(compared: &Compared, detail: Detail) -> String {
    let (base, head) = (plain(&moment(&compared.base)), plain(&moment(&compared.head)));
    let mut out = format!("### Changes from {base} to {head}\n\n{}\n\n", plain(&compared.verdict()));
    for (word, input) in [("From", &compared.base), ("To", &compared.head)] {
        let _ = writeln!(out, "{word} {}{}", code(&judged(input)), if word == "From" { "\\" } else { "" });
    }
    // The earlier moment's configuration judges both.
    if !compared.base.levels.is_empty() {
        let _ = writeln!(out, "\n{}", levels(&compared.base.levels));
    }
    policy(compared, &mut out);
    versions(compared, &mut out);
    findings("New findings", &compared.new, true, &mut out);
    findings("Fixed findings", &compared.fixed, true, &mut out);
    for change in ChangeKind::ALL {
        let records: Vec<&RecordChange> = compared.diff.of(change).collect();
        let Some(first) = records.first() else { continue };
        let title = match first.change {
            ChangeKind::Added => "Added",
            ChangeKind::Removed => "Removed",
            ChangeKind::Modified => "Modified",
            ChangeKind::Moved => "Moved",
            ChangeKind::Affected => "Affected: not edited, and resting on what changed",
        };
        let _ = writeln!(out, "\n<details><summary>{title} ({})</summary>\n", records.len());
        for record in records {
            self::record(record, detail, &mut out);
        }
        out.push_str("\n</details>\n");
    }
    if detail == Detail::Full {
        findings("Kept findings", &compared.kept, false, &mut out);
    }
    if let Some(why) = &compared.incomplete {
        let _ = writeln!(out, "\n**Not complete**: {}; what depends on history was not judged.", plain(why));
    }
    out
}

fn policy(compared: &Compared, out: &mut String) {
    let policy = &compared.diff.policy;
    if policy.is_empty() {
        return;
    }
    out.push_str("\n**Judged differently: this changes the configuration or waivers**\n\n");
    for key in &policy.configuration {
        let _ = writeln!(out, "- {}: {}", code(&key.name), values(key));
    }
    for waiver in &policy.waivers {
        let fields = waiver.fields.iter().map(|field| format!("{}: {}", code(&field.name), values(field)));
        let fields: Vec<String> = fields.collect();
        let _ = writeln!(out, "- {} {}: {}", code(&waiver.id), waiver.change.word(), fields.join("; "));
    }
}

fn versions(compared: &Compared, out: &mut String) {
    let mut moves = compared.diff.version_moves().peekable();
    if moves.peek().is_none() {
        return;
    }
    out.push_str("\n| SOUP | Title | Before | After |\n| --- | --- | --- | --- |\n");
    for moved in moves {
        let cell =
            |version: Option<&str>| version.map_or("–".to_owned(), |version| in_cell(&code(version)));
        let (id, title) = (in_cell(&code(&moved.record.id)), in_cell(&plain(&moved.record.title)));
        let _ = writeln!(out, "| {id} | {title} | {} | {} |", cell(moved.before), cell(moved.after));
    }
}

fn findings(heading: &str, findings: &[Finding], open: bool, out: &mut String) {
    if findings.is_empty() {
        return;
    }
    let open = if open { " open" } else { "" };
    let _ = writeln!(out, "\n<details{open}><summary>{heading} ({})</summary>\n", findings.len());
    out.push_str("| Level | Rule | Record | Finding | Asked for by | Place |\n");
    out.push_str("| --- | --- | --- | --- | --- | --- |\n");
    for finding in findings {
        let record = finding.record.as_deref().map_or("–".to_owned(), |record| in_cell(&code(record)));
        let place = if finding.text.is_empty() {
            finding.path.clone()
        } else {
            format!("{}:{}", finding.path, finding.start().line)
        };
        let mut says = in_cell(&plain(&finding.message));
        for edit in &finding.reasons {
            let _ = write!(says, "<br>because {}", in_cell(&because(edit)));
        }
        let (level, rule) = (finding.level, finding.rule.code);
        let (grounds, place) = (in_cell(&plain(&grounds(finding))), in_cell(&code(&place)));
        let _ = writeln!(out, "| {level} | `{rule}` | {record} | {says} | {grounds} | {place} |");
    }
    out.push_str("\n</details>\n");
}

fn record(record: &RecordChange, detail: Detail, out: &mut String) {
    let id = if record.id.is_empty() { &record.path } else { &record.id };
    let _ = writeln!(out, "- {} {}", code(id), plain(&record.title));
    if detail == Detail::Stat {
        return;
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

fn values(field: &FieldChange) -> String {
    match (&field.before, &field.after) {
        (Some(before), Some(after)) => format!("{} → {}", code(before), code(after)),
        (None, Some(after)) => format!("added {}", code(after)),
        (Some(before), None) => format!("removed {}", code(before)),
        (None, None) => String::new(),
    }
}
