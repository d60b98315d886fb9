//! The text below the front matter, line by line, with the words that changed inside a line.
//!
//! Compared are not the lines of the file but what they say: a paragraph is one line however it is wrapped, white space
//! counts once, and the marks of lists and tables have one form. So an edit of the formatting alone shows nothing.

use similar::{ChangeTag, DiffOp, DiffTag, InlineChange, InlineChangeOptions, TextDiff};

/// What changed in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BodyChange {
    /// Whether it makes evidence that vouches for the record stale: the body of a document does.
    pub relevant: bool,
    /// The places that changed, from top to bottom.
    pub hunks: Vec<Hunk>,
}

/// One place that changed, with a line around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hunk {
    /// The heading under which it stands.
    pub section: Option<String>,
    /// The lines.
    pub lines: Vec<Line>,
}

/// A line: a paragraph, an item of a list, a row of a table, a line of code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Whether it came, went, or stayed.
    pub kind: LineKind,
    /// The line of the file at which it begins, after the change; of what went, before it.
    pub number: usize,
    /// The text in pieces.
    pub pieces: Vec<Piece>,
}

/// What happened to a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineKind {
    /// It stayed.
    Same,
    /// It went.
    Removed,
    /// It came.
    Added,
}

/// A part of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The text.
    pub text: String,
    /// Whether it is among the words that differ, where the rest of the line stayed.
    pub changed: bool,
}

/// How many lines that stayed are shown around a change.
const AROUND: usize = 1;

/// Above this many lines that changed together, the words that changed in them are not looked for.
const MANY: usize = 200;
/// Above this many bytes neither: no paragraph is that long, and the time grows faster than the text.
const LONG: usize = 20_000;
/// Above this many lines between the first and the last change, all of them are told as replaced.
const MOST: usize = 20_000;

/// Returns what changed between two texts, nothing if they say the same. With each stands the number of its first line.
pub(super) fn between(before: (&str, usize), after: (&str, usize)) -> Vec<Hunk> {
    let (before, after) = (lines(before.0, before.1), lines(after.0, after.1));
    let old: Vec<&str> = before.iter().map(|line| &*line.text).collect();
    let new: Vec<&str> = after.iter().map(|line| &*line.text).collect();
    if old == new {
        return Vec::new();
    }
    let (same_at_start, same_at_end) = same_at_ends(&old, &new);
    let middle = |lines: &[&str]| same_at_start..lines.len() - same_at_end;
    if middle(&old).len().max(middle(&new).len()) > MOST {
        let went = before[middle(&old)].iter().map(|line| line.whole(LineKind::Removed));
        let came = after[middle(&new)].iter().map(|line| line.whole(LineKind::Added));
        return vec![Hunk { section: None, lines: went.chain(came).collect() }];
    }
    let diff = TextDiff::from_slices(&old, &new);
    let headings = headings(&after);
    let hunk = |ops: Vec<DiffOp>| {
        let first = ops.iter().find(|op| op.tag() != DiffTag::Equal).map_or(0, |op| op.new_range().start);
        let changes = ops.iter().flat_map(|op| -> Vec<InlineChange<'_, str>> {
            let lines = old[op.old_range()].iter().chain(&new[op.new_range()]);
            let is_long = lines.map(|line| line.len()).sum::<usize>() > LONG;
            if is_long || op.old_range().len().max(op.new_range().len()) > MANY {
                return diff.iter_changes(op).map(InlineChange::from).collect();
            }
            // Without a deadline, so that the same texts give the same words on any machine.
            diff.iter_inline_changes_with_options_deadline(op, InlineChangeOptions::default(), None).collect()
        });
        let section = headings[first].map(|heading| after[heading].text.trim_matches(['#', ' ']).to_owned());
        Hunk { section, lines: changes.map(|change| line(&change, &before, &after)).collect() }
    };
    diff.grouped_ops(AROUND).into_iter().map(hunk).collect()
}

/// Returns the first line in which two texts differ, as each of them has it; `None` if they say the same.
pub fn first_difference(before: &str, after: &str) -> Option<(Option<String>, Option<String>)> {
    let (before, after) = (lines(before, 1), lines(after, 1));
    let same = before.iter().zip(&after).take_while(|(old, new)| old.text == new.text).count();
    let text = |lines: &[Said]| lines.get(same).map(|line| line.text.to_string());
    let (before, after) = (text(&before), text(&after));
    (before.is_some() || after.is_some()).then_some((before, after))
}

/// Returns what a text says, line by line: two texts that say the same give the same lines, however they are set.
pub fn said(text: &str) -> Vec<String> {
    lines(text, 1).into_iter().map(|line| line.text).collect()
}

/// Returns how many lines two texts have in common at their start, and of the others at their end.
fn same_at_ends(old: &[&str], new: &[&str]) -> (usize, usize) {
    let start = old.iter().zip(new).take_while(|(old, new)| old == new).count();
    let (old, new) = (&old[start..], &new[start..]);
    (start, old.iter().rev().zip(new.iter().rev()).take_while(|(old, new)| old == new).count())
}

/// Returns for every line, and for the end of the text, the number of the last heading above it.
fn headings(lines: &[Said]) -> Vec<Option<usize>> {
    let mut last = None;
    let mut headings = Vec::with_capacity(lines.len() + 1);
    for (number, line) in lines.iter().enumerate() {
        headings.push(last);
        if line.is_heading {
            last = Some(number);
        }
    }
    headings.push(last);
    headings
}

fn line(change: &InlineChange<'_, str>, before: &[Said], after: &[Said]) -> Line {
    let number = |lines: &[Said], at: Option<usize>| at.map_or(0, |at| lines[at].number);
    let (kind, number) = match change.tag() {
        ChangeTag::Equal => (LineKind::Same, number(after, change.new_index())),
        ChangeTag::Delete => (LineKind::Removed, number(before, change.old_index())),
        ChangeTag::Insert => (LineKind::Added, number(after, change.new_index())),
    };
    let mut pieces = Vec::new();
    for (changed, text) in change.values() {
        push(&mut pieces, text, *changed);
    }
    Line { kind, number, pieces }
}

/// Returns two texts as one line of words: those that stayed, went and came. White space counts once.
pub fn words(before: &str, after: &str) -> Vec<(LineKind, String)> {
    let (before, after) = (spaced(before), spaced(after));
    if before.len().max(after.len()) > LONG {
        return vec![(LineKind::Removed, before), (LineKind::Added, after)];
    }
    let mut words: Vec<(LineKind, String)> = Vec::new();
    for change in TextDiff::from_words(&before, &after).iter_all_changes() {
        let kind = match change.tag() {
            ChangeTag::Equal => LineKind::Same,
            ChangeTag::Delete => LineKind::Removed,
            ChangeTag::Insert => LineKind::Added,
        };
        match words.last_mut() {
            Some((last, text)) if *last == kind => text.push_str(change.value()),
            _ => words.push((kind, change.value().to_owned())),
        }
    }
    words
}

fn push(pieces: &mut Vec<Piece>, text: &str, changed: bool) {
    match pieces.last_mut() {
        Some(last) if last.changed == changed => last.text.push_str(text),
        _ => pieces.push(Piece { text: text.to_owned(), changed }),
    }
}

/// What a line says.
struct Said {
    text: String,
    /// The line of the file at which it begins.
    number: usize,
    is_heading: bool,
}

impl Said {
    /// Returns the line in one piece.
    fn whole(&self, kind: LineKind) -> Line {
        Line { kind, number: self.number, pieces: vec![Piece { text: self.text.clone(), changed: false }] }
    }
}

/// Returns what a text says, line by line.
fn lines(text: &str, first: usize) -> Vec<Said> {
    let mut lines: Vec<Said> = Vec::new();
    let mut fence: Option<&str> = None;
    // Whether the next line of prose goes on with the last one.
    let mut open = false;
    let mut after_blank = true;
    for (number, line) in text.lines().enumerate().map(|(index, line)| (index + first, line.trim_end())) {
        let content = line.trim_start();
        if let Some(mark) = fence {
            lines.push(Said { text: line.to_owned(), number, is_heading: false });
            if content.starts_with(mark) && content.trim_start_matches(&mark[..1]).is_empty() {
                fence = None;
            }
            continue;
        }
        let was_blank = std::mem::replace(&mut after_blank, content.is_empty());
        if content.is_empty() {
            open = false;
        } else if let Some(mark) = ["```", "~~~"].into_iter().find(|mark| content.starts_with(mark)) {
            fence = Some(mark);
            open = false;
            lines.push(Said { text: line.to_owned(), number, is_heading: false });
        } else if was_blank && !open && line.len() - content.len() >= 4 && !is_item(content) {
            // Code by its indentation, or a further paragraph of an item: either way as it is written.
            lines.push(Said { text: line.to_owned(), number, is_heading: false });
        } else if stands_alone(content) {
            open = false;
            lines.push(Said { text: row(content), number, is_heading: content.starts_with('#') });
        } else if is_item(content) {
            open = true;
            let indent = &line[..line.len() - content.len()];
            lines.push(Said { text: format!("{indent}{}", item(content)), number, is_heading: false });
        } else if open && let Some(last) = lines.last_mut() {
            // Within a quotation the mark of each line is wrapping, too.
            let more =
                if last.text.starts_with('>') { content.trim_start_matches(['>', ' ']) } else { content };
            last.text.push(' ');
            last.text.push_str(&spaced(more));
        } else {
            open = true;
            lines.push(Said { text: spaced(content), number, is_heading: false });
        }
    }
    lines
}

/// Returns whether a line is never wrapped: a heading, a rule, a row of a table, HTML, the target of a link.
fn stands_alone(line: &str) -> bool {
    let heading = line.trim_start_matches('#');
    let is_heading = heading.len() < line.len() && (heading.is_empty() || heading.starts_with(' '));
    let is_rule = ['=', '-', '*', '_'].iter().any(|mark| line.chars().all(|it| it == *mark || it == ' '));
    is_heading || is_rule || line.starts_with(['|', '<']) || line.starts_with('[') && line.contains("]:")
}

/// Returns whether a line begins an item of a list.
fn is_item(line: &str) -> bool {
    let rest = line.trim_start_matches(|character: char| character.is_ascii_digit());
    let mark = if rest.len() < line.len() { ['.', ')'].as_slice() } else { &['-', '*', '+'] };
    rest.strip_prefix(mark).is_some_and(|rest| rest.starts_with([' ', '\t']))
}

/// Returns an item with one form of its mark.
fn item(line: &str) -> String {
    let text = spaced(line);
    match text.strip_prefix(['*', '+']) {
        Some(rest) => format!("-{rest}"),
        None => text,
    }
}

/// Returns a row with one form of the line under a table's head.
fn row(line: &str) -> String {
    if line.starts_with('|')
        && line.contains('-')
        && line.chars().all(|it| matches!(it, '|' | '-' | ':' | ' '))
    {
        let cells = line.trim_matches(['|', ' ']).split('|').map(|cell| {
            let cell = cell.trim();
            let mark = |mark: bool| if mark { ":" } else { "" };
            format!(" {}---{} |", mark(cell.starts_with(':')), mark(cell.ends_with(':')))
        });
        return format!("|{}", cells.collect::<String>());
    }
    spaced(line)
}

fn spaced(line: &str) -> String {
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}
