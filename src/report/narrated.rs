//! Findings in plain lines, for logs and for reading aloud; and the lines around them, which drawn reports share.

use std::fmt::Write;

use super::{Checked, Input, LevelChange};
use crate::field::Fault;
use crate::rules::{Edit, Finding};
use crate::source::Moment;
use crate::text::{FileText, Position, Span};

/// Says in one line what was judged, and as of when.
pub(super) fn header(checked: &Checked) -> String {
    format!("{}: {}", tame(&checked.input.device), judged(&checked.input))
}

/// Names a moment with its commit, the day it was judged as of, and how many records it has.
pub(super) fn judged(input: &Input) -> String {
    let mut line = moment(input);
    let _ = write!(line, ", as of {}", input.as_of);
    if input.release {
        line.push_str(", judged as a release");
    }
    let _ = write!(line, ", {}", many(input.records, "record"));
    line
}

fn moment(input: &Input) -> String {
    let commit = input.commit.as_ref().map(|commit| &commit[..commit.len().min(10)]);
    let name = match &input.moment {
        Moment::WorkTree => "work tree".to_owned(),
        Moment::Index => "index".to_owned(),
        // A commit that was asked for by its whole id is told once.
        Moment::Revision(name) if input.commit.as_ref() == Some(name) => {
            return commit.unwrap_or_default().to_owned();
        }
        Moment::Revision(name) => {
            return commit.map_or_else(|| tame(name), |commit| format!("{} ({commit})", tame(name)));
        }
    };
    match (commit, input.dirty) {
        (Some(commit), false) => format!("{name} at {commit}"),
        (Some(commit), true) => format!("{name}, changed since {commit}"),
        (None, _) => name,
    }
}

/// Says what is waived, what the project changed, what was left out, and in the last line how many findings there are.
pub(super) fn footer(checked: &Checked) -> String {
    let input = &checked.input;
    let mut out = String::new();
    let mut waived: Vec<(&str, &str, &str)> = checked
        .findings
        .iter()
        .filter_map(|finding| {
            let record = finding.record.as_deref().unwrap_or_default();
            Some((finding.waived_by.as_deref()?, finding.rule.code, record))
        })
        .collect();
    waived.sort_unstable();
    waived.dedup();
    for (waiver, rule, record) in waived {
        let _ = writeln!(out, "waived: {rule} on {} by {}", tame(record), tame(waiver));
    }
    for change in &input.levels {
        let _ = writeln!(out, "{}", level_changed(change));
    }
    if !input.narrowed.is_empty() {
        let _ = writeln!(out, "only: {}", tame(&input.narrowed.join(", ")));
    }
    if let Some(why) = &checked.incomplete {
        let _ = writeln!(out, "{}", incomplete(why));
    }
    let _ = writeln!(out, "{}", summary(checked));
    out
}

/// Says how many findings there are, or by which rulesets and as of which day there are none.
pub(super) fn summary(checked: &Checked) -> String {
    let (input, counts) = (&checked.input, checked.counts());
    let waived = if counts.waived == 0 { String::new() } else { format!("; {} waived", counts.waived) };
    if counts.error + counts.warning + counts.note == 0 {
        let rulesets = input.rulesets.join(", ");
        let ruleset = if input.rulesets.len() == 1 { "ruleset" } else { "rulesets" };
        let such = if input.narrowed.is_empty() { "" } else { "such " };
        return format!("no {such}findings for {ruleset} {rulesets} as of {}{waived}", input.as_of);
    }
    let levels = [(counts.error, "error"), (counts.warning, "warning"), (counts.note, "note")];
    let each: Vec<String> =
        levels.into_iter().filter(|(count, _)| *count > 0).map(|(count, level)| many(count, level)).collect();
    format!("{}{waived}", each.join(", "))
}

/// Says that the project gives a rule another level than its own.
pub(super) fn level_changed(change: &LevelChange) -> String {
    let default = change.default().map_or(String::new(), |level| format!(" (by itself: {level})"));
    format!("level changed by the project: {} is of level {}{default}", tame(&change.code), change.level)
}

/// Says that something was not judged.
pub(super) fn incomplete(why: &str) -> String {
    format!("not complete: {}; what depends on history was not judged", tame(why))
}

pub(super) fn many(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

/// Says which clauses ask for it, how binding they are, and by which class the record was judged.
pub(super) fn grounds(finding: &Finding) -> String {
    let each: Vec<String> =
        finding.clauses().iter().map(|clause| format!("{clause} ({})", clause.basis)).collect();
    let class = finding.class.map_or_else(String::new, |class| format!("; class {class}"));
    format!("{}{class}", each.join(", "))
}

/// Says in one line which change a finding rests on: what changed, in which commit, and along which links it matters.
pub(super) fn reason(edit: &Edit) -> String {
    format!("{}{}", tame(&edit.record), change(edit))
}

/// Says the same as it follows upon the id of the record.
pub fn change(edit: &Edit) -> String {
    let mut line = String::new();
    if !edit.field.is_empty() {
        let _ = write!(line, " {}", tame(&edit.field));
    }
    let value = |value: &Option<String>, none: &str| value.as_ref().map_or(none.to_owned(), |text| one(text));
    let _ = match (&edit.before, &edit.after) {
        (None, None) => write!(line, " changed"),
        (before, after) => write!(line, ": {} → {}", value(before, "(nothing)"), value(after, "(nothing)")),
    };
    match &edit.commit {
        Some(commit) => {
            let _ = write!(line, ", {}", commit.get(..10).unwrap_or(commit));
        }
        None if edit.uncommitted => line.push_str(", not committed"),
        None => {}
    }
    if let Some(date) = edit.date {
        let _ = write!(line, ", {date}");
    }
    if let Some(author) = &edit.author {
        let _ = write!(line, ", {}", tame(author));
    }
    if !edit.via.is_empty() {
        let _ = write!(line, ", via {}", tame(&edit.via.join(", ")));
    }
    line
}

/// The longest value of a reason that is shown whole.
const LONGEST_VALUE: usize = 60;

/// Returns a value in one short line.
fn one(text: &str) -> String {
    let line = tame(&text.split_whitespace().collect::<Vec<_>>().join(" "));
    match line.char_indices().nth(LONGEST_VALUE) {
        Some((end, _)) => format!("{}…", line[..end].trim_end()),
        None => line,
    }
}

/// Tells a finding in lines that a log, an editor and a screen reader can follow: the place first, as compilers do.
pub(super) fn narrated(finding: &Finding) -> String {
    let mut out = String::new();
    let at = place(&finding.path, &finding.text, finding.span);
    let _ = writeln!(out, "{at}: {}: {} [{}]", finding.level, tame(&finding.message), finding.rule.code);
    if let Some(line) = line_of(&finding.text, finding.span) {
        let _ = writeln!(out, "  | {line}");
    }
    for edit in &finding.reasons {
        let _ = writeln!(out, "  because {}", reason(edit));
    }
    for label in &finding.labels {
        let at = place(&finding.path, &finding.text, label.span);
        let _ = writeln!(out, "  see {at}: {}", tame(&label.message));
    }
    for related in &finding.related {
        let at = place(&related.path, &related.text, related.span);
        let _ = writeln!(out, "  see {at}: {}", tame(&related.message));
    }
    let _ = writeln!(out, "  help: {}", tame(&finding.help));
    let _ = writeln!(out, "  asked by: {}", grounds(finding));
    out
}

/// Tells a fault of the configuration in the same way.
pub(super) fn narrated_fault(path: &str, text: &FileText, fault: &Fault) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "{}: error: {}", place(path, text, fault.at), tame(&fault.message));
    if let Some(line) = line_of(text, fault.at) {
        let _ = writeln!(out, "  | {line}");
    }
    if let Some((at, what)) = &fault.also {
        let _ = writeln!(out, "  see {}: {what}", place(path, text, *at));
    }
    if let Some(help) = &fault.help {
        let _ = writeln!(out, "  help: {}", tame(help));
    }
    out
}

/// Names a place as compilers do; the file alone where there is no text.
pub(super) fn place(path: &str, text: &FileText, span: Span) -> String {
    if text.is_empty() {
        return tame(path);
    }
    let Position { line, column } = text.position(span.start);
    format!("{}:{line}:{column}", tame(path))
}

fn line_of(text: &FileText, span: Span) -> Option<String> {
    let line = text[text.line_start(span.start)..].trim_start_matches('\u{feff}').chars();
    // A line of a generated file can be the whole file.
    let cut: String = line.take_while(|character| *character != '\n').take(200).collect();
    Some(tame(cut.trim_end())).filter(|line| !line.is_empty())
}

/// Returns a text in one line, with nothing in it that a terminal would act upon.
pub(super) fn tame(text: &str) -> String {
    text.chars().map(|character| if is_acted_upon(character) { '\u{fffd}' } else { character }).collect()
}

/// Returns whether a terminal acts upon a character instead of showing it: control characters, and those that turn the
/// direction of what follows. Records come from strangers' pull requests too.
pub(super) fn is_acted_upon(character: char) -> bool {
    character.is_control() || matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
