//! What records say, quoted in a comment of a pull request: records come from strangers, so nothing in them may mention, link or
//! mark up.
//!
//! It stands in a code span unless it is made of harmless characters only: neither GitHub nor GitLab looks for mentions,
//! references, addresses or commands in code.

use super::narrated::tame;

/// The longest text that is shown whole.
const MOST: usize = 300;

/// Returns a text in one line as it may stand in a comment: as it is where it is harmless, else as code.
pub(super) fn plain(text: &str) -> String {
    let line = one_line(text);
    let mut before = ' ';
    let is_harmless = line.chars().enumerate().all(|(at, character)| {
        let harmless = match character {
            // A colon begins an address or an emoji, a full stop a domain, unless a space follows: seen one further on.
            ' ' => true,
            _ if matches!(before, ':' | '.') && !(before == '.' && character.is_ascii_digit()) => false,
            ',' | ';' | ':' | '.' | '\'' | '’' | '“' | '”' | '(' | ')' | '/' | '→' | '–' | '…' | '"' => {
                true
            }
            '-' | '+' | '=' => at > 0 && before != '-',
            _ => character.is_alphanumeric(),
        };
        before = character;
        harmless
    });
    // Letters before a number can be a reference, a long run of hexadecimal digits a commit.
    let is_reference = |word: &str| {
        let word = word.trim_matches(|character: char| !character.is_ascii_alphanumeric());
        word.starts_with("GH-") || word.len() >= 7 && word.chars().all(|digit| digit.is_ascii_hexdigit())
    };
    if line.is_empty() || is_harmless && !line.split(' ').any(is_reference) { line } else { code(&line) }
}

/// Returns a text in one line as code.
pub(super) fn code(text: &str) -> String {
    let line = one_line(text);
    let fence = "`".repeat(run_of_backticks(&line) + 1);
    // A space keeps backticks at the ends apart from the fence; without any text there would be no code span at all.
    let space =
        if line.is_empty() || line.starts_with(['`', ' ']) || line.ends_with(['`', ' ']) { " " } else { "" };
    let line = if line.is_empty() { "\u{a0}" } else { &line };
    format!("{fence}{space}{line}{space}{fence}")
}

/// Returns what may stand in a cell of a table: there a bar ends the cell even inside code, unless one backslash stands before
/// it. Where an odd number of them stands there already, one more would make pairs: a space of no width keeps them apart.
pub(super) fn in_cell(text: &str) -> String {
    let mut cell = String::with_capacity(text.len());
    let mut backslashes = 0;
    for character in text.chars() {
        if character == '|' {
            cell.push_str(if backslashes % 2 == 1 { "\u{200b}\\" } else { "\\" });
        }
        backslashes = if character == '\\' { backslashes + 1 } else { 0 };
        cell.push(character);
    }
    cell
}

fn one_line(text: &str) -> String {
    let line = tame(&text.split_whitespace().collect::<Vec<_>>().join(" "));
    match line.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}

/// Returns how many backticks stand in a row at most.
pub(super) fn run_of_backticks(text: &str) -> usize {
    text.split(|character| character != '`').map(str::len).max().unwrap_or(0)
}
