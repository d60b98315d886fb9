//! Small pieces of HTML that pages are put together from; everything that comes from a record goes through [`escape`].

use std::fmt::Display;

pub use crate::markdown::escape;

/// Returns a text escaped for HTML.
pub fn text(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    escape(text, &mut out);
    out
}

/// Returns a text in one line, cut after so many characters, escaped for HTML.
pub fn cut(shown: &str, most: usize) -> String {
    let line = shown.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(most) {
        Some((end, _)) => text(&format!("{}…", line[..end].trim_end())),
        None => text(&line),
    }
}

/// Returns a text escaped for HTML, with what stands between backquotes set as code.
pub fn with_code(words: &str) -> String {
    let parts: Vec<&str> = words.split('`').collect();
    // A backquote without its fellow is only a backquote.
    if parts.len().is_multiple_of(2) {
        return text(words);
    }
    let part = |(number, part): (usize, &&str)| {
        if number % 2 == 1 { format!("<code>{}</code>", text(part)) } else { text(part) }
    };
    parts.iter().enumerate().map(part).collect()
}

/// Returns the link to a record, the id as its text.
pub fn id_link(href: &str, id: &str) -> String {
    format!("<a class=\"id\" href=\"{}\">{}</a>", text(href), text(id))
}

/// Returns the link to a record with its title beside it.
pub fn titled_link(href: &str, id: &str, title: &str) -> String {
    if title.is_empty() { id_link(href, id) } else { format!("{} {}", id_link(href, id), text(title)) }
}

/// Returns a count with its noun, in the plural where that fits.
pub fn many(count: usize, one: &str, several: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { several })
}

/// Returns a date as an element, so that it never breaks.
pub fn time(date: impl Display) -> String {
    format!("<time>{date}</time>")
}

/// Returns the first ten digits of an object id.
pub fn short(id: &str) -> &str {
    id.get(..10).unwrap_or(id)
}

/// Returns a version, as it is set everywhere.
pub fn version(version: &str) -> String {
    format!("<span class=\"version\">{}</span>", text(version))
}

/// Returns the spans of a line of facts.
pub fn facts(facts: &[String]) -> String {
    facts.iter().map(|fact| format!("<span>{fact}</span>")).collect::<Vec<_>>().join(" ")
}

/// Returns a value of a style sheet in quotes.
pub fn css_string(text: &str) -> String {
    let mut out = String::from("\"");
    for character in crate::text::printable(text).chars() {
        match character {
            '"' | '\\' => out.extend(['\\', character]),
            // A style sheet may stand in no element, but a reader of the file should not have to know that.
            '<' | '\n' | '\r' | '\t' => out.push_str(&format!("\\{:x} ", u32::from(character))),
            other => out.push(other),
        }
    }
    out.push('"');
    out
}
