//! Where bytes go: behind a key, into a block, or on a line of their own beside the right neighbour.

use std::ops::Range;

use super::target::Missing;
use crate::field::{Node, Value};
use crate::text::{Excerpt, Spanned};

/// Returns where a value goes whose key ends at `key`, and what stands between the two.
pub(super) fn behind_key(text: &str, key: usize) -> (usize, &'static str) {
    let rest = &text[key..];
    let colon = rest.len() - rest.trim_start_matches([' ', '\t']).len();
    match rest[colon..].strip_prefix(':') {
        // Within braces a key may stand alone.
        None => (key, ": "),
        Some(_) => (key + colon + 1, " "),
    }
}

/// A value that stands on lines of its own, behind `|` or `>`.
pub(super) struct Block {
    /// From the sign to the last byte before the line end.
    pub whole: Range<usize>,
    /// The sign with what says more of it, as `>-`.
    header: Range<usize>,
}

impl Block {
    /// Finds the sign of the block whose lines are at `content`.
    pub fn around(text: &str, content: Range<usize>) -> Option<Block> {
        let mut end = text[..content.start].rfind('\n')?;
        // The sign stands on the line before, but for blank lines, and may have a comment behind it.
        let line = loop {
            let start = text[..end].rfind('\n').map_or(0, |newline| newline + 1);
            if !text[start..end].trim().is_empty() {
                break start..end;
            }
            end = start.checked_sub(1)?;
        };
        let written = &text[line.clone()];
        let code = written.find(" #").map_or(written, |comment| &written[..comment]).trim_end();
        let from = code.rfind(['|', '>'])?;
        let header = line.start + from..line.start + code.len();
        let is_sign = |sign: char| matches!(sign, '-' | '+') || sign.is_ascii_digit();
        if !text[header.start + 1..header.end].chars().all(is_sign) {
            return None;
        }
        let last = text[..content.end].trim_end_matches(['\n', '\r', ' ']).len();
        Some(Block { whole: header.start..last.max(header.end), header })
    }

    /// Returns the block with another text in it, lines broken as they were: `None` where a block cannot hold it.
    pub fn filled(&self, text: &str, value: &str) -> Option<(Range<usize>, String)> {
        let lines = &text[self.header.end..self.whole.end];
        let body = lines.find('\n')? + 1;
        let first = lines[body..].lines().find(|line| !line.trim().is_empty())?;
        let indent = &first[..first.len() - first.trim_start().len()];
        let is_folded = text[self.header.start..].starts_with('>');
        if value.trim() != value
            || value.is_empty()
            || value.contains(['\r', '\t'])
            || is_folded && value.contains(['\n'])
        {
            return None;
        }
        let width =
            lines[body..].lines().map(|line| line.trim_end().chars().count()).max().unwrap_or(0).max(72);
        let broken: Vec<String> = if is_folded {
            fold(value, width.saturating_sub(indent.len()))
        } else {
            value.split('\n').map(ToOwned::to_owned).collect()
        };
        let written: Vec<String> = broken
            .iter()
            .map(|line| if line.is_empty() { String::new() } else { format!("{indent}{line}") })
            .collect();
        let start = self.header.end + body;
        Some((start..self.whole.end, written.join(line_end(text, start))))
    }
}

/// Breaks a text at single spaces into lines of at most `width` characters where that is possible.
fn fold(value: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in value.split(' ') {
        let line = lines.last_mut().expect("there is always a line");
        if line.is_empty() {
            line.push_str(word);
        } else if line.chars().count() + 1 + word.chars().count() <= width || word.is_empty() {
            line.push(' ');
            line.push_str(word);
        } else {
            lines.push(word.to_owned());
        }
    }
    lines
}

/// Returns where a field goes that is missing, and its text with the parts above it.
pub(super) fn addition(
    text: &str,
    yaml: Range<usize>,
    missing: &Missing<'_>,
    value: &str,
) -> (usize, String) {
    let entries = match &missing.parent.value {
        Value::Map(entries) => &entries[..],
        Value::Absent | Value::Scalar { .. } | Value::List(_) => &[],
    };
    if missing.in_flow() {
        return within_braces(text, entries, missing, value);
    }
    match (neighbour(entries, missing), missing.parent_key) {
        (Some((beside, is_after)), _) => {
            let start = beside.0.at.range().start;
            let line = text[..start].rfind('\n').map_or(0, |newline| newline + 1);
            let indent = start - line;
            let is_alone = text[line..start].trim().is_empty();
            if !is_after && is_alone {
                return (line, lines(text, line, indent, &missing.keys, value));
            }
            let at = end_of(text, &yaml, beside, indent);
            (at, lines(text, line, indent, &missing.keys, value))
        }
        (None, Some(key)) => {
            // The parts above are an empty key: they go below it, two columns further.
            let line = text[..key].rfind('\n').map_or(0, |newline| newline + 1);
            let dashes = text[line..key].len() - text[line..key].trim_start_matches([' ', '-']).len();
            let at = line_after(text, key);
            (at, lines(text, line, dashes + 2, &missing.keys, value))
        }
        (None, None) => (yaml.start, lines(text, 0, 0, &missing.keys, value)),
    }
}

type Entry = (Spanned<Excerpt>, Node);

/// Returns the entry beside which a field belongs, and whether it goes after it: the nearest one that the reference lists before
/// it, else the first one listed after it, else the last of all.
fn neighbour<'n>(entries: &'n [Entry], missing: &Missing<'_>) -> Option<(&'n Entry, bool)> {
    let place = |name: &str| missing.order.iter().position(|known| *known == name);
    let own = missing.keys.first().and_then(|key| place(key));
    let Some(own) = own else { return entries.last().map(|last| (last, true)) };
    let placed = || entries.iter().filter_map(|entry| Some((place(&entry.0.value)?, entry)));
    let before = placed().filter(|(place, _)| *place < own).max_by_key(|(place, _)| *place);
    let after = placed().filter(|(place, _)| *place > own).min_by_key(|(place, _)| *place);
    match (before, after) {
        (Some((_, entry)), _) => Some((entry, true)),
        (None, Some((_, entry))) => Some((entry, false)),
        (None, None) => entries.last().map(|last| (last, true)),
    }
}

/// Returns the start of the line after an entry, with the comments that belong to it.
fn end_of(text: &str, yaml: &Range<usize>, (key, value): &Entry, indent: usize) -> usize {
    let end = key.at.range().end.max(value.at.range().end);
    // A block that keeps its blank lines, as `|+` does, ends behind them.
    let header = text.get(key.at.range().end..value.at.range().start).unwrap_or_default();
    let keeps = header.lines().next().is_some_and(|line| line.contains("|+") || line.contains(">+"));
    let mut at = if keeps && text[..end].ends_with('\n') {
        end
    } else {
        let end = text[..end].trim_end_matches(['\n', '\r', ' ']).len().max(key.at.range().end);
        line_after(text, end)
    };
    while at < yaml.end {
        let line = text[at..].lines().next().unwrap_or_default();
        let inner = line.trim_start_matches(' ');
        let column = line.len() - inner.len();
        // One in the entry's own column is about the next entry, unless there is none.
        let is_last = column == indent && indent > 0 && ends(&text[at..yaml.end], indent);
        if !inner.starts_with('#') || column < indent || column == indent && !is_last {
            break;
        }
        at = line_after(text, at);
    }
    at
}

/// Returns whether lines of comments in a column are the last ones of their map: what follows stands further out.
fn ends(text: &str, column: usize) -> bool {
    let columns = text.lines().filter(|line| !line.trim().is_empty());
    let mut columns =
        columns.map(|line| (line.len() - line.trim_start_matches(' ').len(), line.trim_start()));
    let next = columns.find(|(at, line)| !(*at >= column && line.starts_with('#')));
    next.is_none_or(|(at, _)| at < column)
}

fn within_braces(text: &str, entries: &[Entry], missing: &Missing<'_>, value: &str) -> (usize, String) {
    let (last, above) = missing.keys.split_last().expect("a path has a key");
    let mut written = pair(last, value);
    for key in above.iter().rev() {
        written = format!("{key}: {{{written}}}");
    }
    let parent = missing.parent.at.range();
    if !missing.parent_is_flow {
        // An empty key within braces: the parts get braces of their own.
        let (at, before) = behind_key(text, missing.parent_key.unwrap_or(parent.start));
        return (at, format!("{before}{{{written}}}"));
    }
    match neighbour(entries, missing) {
        None => (parent.start + 1, written),
        Some(((key, _), false)) => (key.at.range().start, format!("{written}, ")),
        Some(((key, found), true)) => {
            let end = if found.at.is_empty() {
                behind_key(text, key.at.range().end).0
            } else {
                found.at.range().end
            };
            let end = if text[key.at.range().end..].trim_start().starts_with(':') {
                end
            } else {
                key.at.range().end
            };
            (end, format!(", {written}"))
        }
    }
}

/// Returns the lines of a field with the parts above it, each two columns further.
fn lines(text: &str, near: usize, indent: usize, keys: &[String], value: &str) -> String {
    let (last, above) = keys.split_last().expect("a path has a key");
    let mut written = String::new();
    for (depth, key) in above.iter().enumerate() {
        written.push_str(&format!("{}{key}:{}", " ".repeat(indent + 2 * depth), line_end(text, near)));
    }
    let indent = " ".repeat(indent + 2 * above.len());
    format!("{written}{indent}{}{}", pair(last, value), line_end(text, near))
}

fn pair(key: &str, value: &str) -> String {
    if value.is_empty() { format!("{key}:") } else { format!("{key}: {value}") }
}

/// Returns the end of the lines around a byte, as the file writes it.
fn line_end(text: &str, near: usize) -> &'static str {
    let end = text[near..].find('\n').map(|newline| near + newline);
    match end.or_else(|| text.find('\n')) {
        Some(end) if text[..end].ends_with('\r') => "\r\n",
        Some(_) | None => "\n",
    }
}

fn line_after(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |newline| at + newline + 1)
}
