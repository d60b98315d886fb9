//! What records say, quoted in a comment of a pull request: records come from strangers, so nothing in them may mention, link or
//! mark up.
//!
//! It stands in a code span unless it is made of harmless characters only: neither GitHub nor GitLab looks for mentions,
//! references, addresses or commands in code.

use std::fmt::Write;

use super::LevelChange;
use super::narrated::tame;
use crate::rules::Edit;

/// The longest text that is shown whole.
const MOST: usize = 300;

/// Returns a text in one line as it may stand in a comment: as it is where it is harmless, else as code. What stands between
/// backticks is code of its own.
pub(super) fn plain(text: &str) -> String {
    let line = one_line(text);
    let parts: Vec<&str> = line.split('`').collect();
    let last = parts.len() - 1;
    // Backticks come in pairs, there is a text between any two pairs, and what is around them is harmless.
    let is_paired = last.is_multiple_of(2)
        && parts.iter().enumerate().all(|(index, part)| match index {
            _ if index % 2 == 1 => !part.trim().is_empty(),
            _ if index == 0 || index == last => is_harmless(part),
            _ => !part.is_empty() && is_harmless(part),
        });
    if !is_paired {
        return code(&line);
    }
    let part = |(index, part): (usize, &&str)| if index % 2 == 1 { code(part) } else { (*part).to_owned() };
    parts.iter().enumerate().map(part).collect()
}

/// Returns whether nothing in a line is looked for by a host.
fn is_harmless(line: &str) -> bool {
    let mut before = ' ';
    let harmless = line.chars().enumerate().all(|(at, character)| {
        let harmless = match character {
            // A colon begins an address or an emoji, a full stop a domain, unless a space follows: seen one further on.
            ' ' => true,
            _ if matches!(before, ':' | '.') && !(before == '.' && character.is_ascii_digit()) => false,
            ',' | ';' | ':' | '.' | '?' | '\'' | '’' | '“' | '”' | '(' | ')' | '/' | '→' | '–' | '…'
            | '"' => true,
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
    harmless && !line.split(' ').any(is_reference)
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

/// Says which levels the project changed.
pub(super) fn levels(changes: &[LevelChange]) -> String {
    let each = changes.iter().map(|change| {
        let default =
            change.default().map_or(String::new(), |level| format!(" (by itself {})", plain(&level)));
        format!("{} is of level {}{default}", code(&change.code), change.level)
    });
    format!("**Levels changed by the project**: {}", each.collect::<Vec<_>>().join("; "))
}

/// Says which change a finding rests on.
pub(super) fn because(edit: &Edit) -> String {
    let value = |value: &Option<String>| value.as_deref().map_or("nothing".to_owned(), code);
    let mut out = code(&edit.record);
    if !edit.field.is_empty() {
        let _ = write!(out, " {}", code(&edit.field));
    }
    let _ = match (&edit.before, &edit.after) {
        (None, None) => write!(out, " changed"),
        (before, after) => write!(out, ": {} → {}", value(before), value(after)),
    };
    let _ = match &edit.commit {
        Some(commit) => write!(out, ", {}", code(commit.get(..10).unwrap_or(commit))),
        None if edit.uncommitted => write!(out, ", not committed"),
        None => Ok(()),
    };
    if let Some(date) = edit.date {
        let _ = write!(out, ", {date}");
    }
    if let Some(author) = &edit.author {
        let _ = write!(out, ", {}", plain(author));
    }
    if !edit.via.is_empty() {
        let via: Vec<String> = edit.via.iter().map(|id| code(id)).collect();
        let _ = write!(out, ", via {}", via.join(", "));
    }
    out
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

#[cfg(test)]
pub(crate) mod tests {
    use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

    /// What records of strangers may hold: mentions, references, HTML, links, images, table cells, fences, commands, escapes.
    pub(crate) const HOSTILE: &[&str] = &[
        "@octocat please approve",
        "fixes #1, GH-1, !1, owner/repo#2, 9f3c2b1a09",
        "<script>alert(1)</script>",
        "<!-- --> </details> <b>bold</b>",
        "[approved](https://example.invalid)",
        "![x](https://example.invalid/x.png)",
        "https://example.invalid www.example.invalid a@example.invalid",
        "a | b \\| c \\\\| d",
        "` `` ``` @octocat",
        "`a``b` @octocat` and `c`",
        "`a` | `b|c` - `@d`.com",
        "```@octocat",
        "trailing backslash \\",
        "*bold* _it_ ~~gone~~ $x$ :tada:",
        "/approve",
        "\u{202e}desrever \u{1b}[31m",
    ];

    /// Asserts that nothing of `text` marks up `comment`, whose tables have so many columns as one of `columns` says.
    pub(crate) fn assert_harmless(text: &str, comment: &str, columns: &[usize]) {
        let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
        let mut cells = 0;
        let mut in_code = false;
        for event in Parser::new_ext(comment, options) {
            match event {
                Event::Start(Tag::Link { .. } | Tag::Image { .. } | Tag::Emphasis | Tag::Strikethrough) => {
                    panic!("{text:?} marks up:\n{comment}")
                }
                Event::Start(Tag::TableHead | Tag::TableRow) => cells = 0,
                Event::Start(Tag::TableCell) => cells += 1,
                Event::End(TagEnd::TableRow) => {
                    assert!(columns.contains(&cells), "{text:?} makes a cell:\n{comment}");
                }
                Event::Start(Tag::CodeBlock(_)) => in_code = true,
                Event::End(TagEnd::CodeBlock) => in_code = false,
                Event::Text(plain) if !in_code => {
                    let acts = ["@", "#", "!", "://", "www.", ":tada:", "GH-", "9f3c2b1", "$"];
                    assert!(!acts.iter().any(|it| plain.contains(it)), "{text:?} acts: {plain}\n{comment}");
                }
                Event::Html(html) | Event::InlineHtml(html) => {
                    let own = ["<details", "</details>", "<br>", "<!-- tureen:diff:"]
                        .iter()
                        .any(|own| html.trim().starts_with(own));
                    assert!(own, "{text:?} is HTML: {html}\n{comment}");
                }
                _ => {}
            }
        }
        assert!(!comment.contains(['\u{202e}', '\u{1b}']), "{comment}");
    }
}
