//! What happened to a record in one version, in sentences, with the words that the diff's report uses.

use crate::diff::{LineKind, words};
use crate::record::Kind;
use crate::site::address::safe;
use crate::site::html::{text, time, version as version_html};
use crate::site::step::{Delta, Entry, Face, Summary, shown};
use crate::site::values::word;
use crate::site::words::Words;

/// The longest value of several words that is shown whole beside an arrow; in longer ones the words that differ are shown.
const SHORT: usize = 40;

/// How many words that stayed are shown beside those that did not.
const AROUND: usize = 5;

/// The most changes that are told of one version: more are on the page that compares it.
const MOST: usize = 60;

/// Returns what differs in a record against the version before, as sentences in HTML, and how many of its fields do. `before`
/// is that version, and `now` the one that is told of.
pub fn sentences(entry: &Entry, before: &Summary, now: &Summary, words: &Words) -> (Vec<String>, usize) {
    let (face, Some(was)) = (&entry.face, &entry.before) else { return (Vec::new(), 0) };
    let mut told = Vec::new();
    match (&was.unreadable, &face.unreadable) {
        (old, Some(why)) if old.as_ref() != Some(why) => {
            told.push(words.html("history-unreadable", &[("reason", text(why))]));
        }
        (Some(why), None) => told.push(words.html("history-readable", &[("reason", text(why))])),
        (Some(_) | None, _) => {}
    }
    if was.kind != face.kind {
        told.push(words.html("history-kind", &[("step", step(&kind(was, words), &kind(face, words)))]));
    }
    if was.path != face.path {
        told.push(words.html("history-file", &[("step", step(&code(&was.path), &code(&face.path)))]));
    }
    // Of a file that cannot be read nobody knows the fields.
    let is_read = was.unreadable.is_none() && face.unreadable.is_none();
    let deltas = if is_read { shown(&entry.fields) } else { Vec::new() };
    let approval = approval(&deltas, words);
    let is_told = approval.is_some();
    let rest =
        deltas.iter().filter(|delta| !is_told || !matches!(&*delta.name, "approved_by" | "approved_on"));
    told.extend(rest.map(|delta| field(delta, words)));
    told.extend(approval);
    let letter = |face: &Face| face.class.as_ref().map_or_else(|| "–".to_owned(), |(class, _)| class.clone());
    if letter(was) != letter(face) {
        let because =
            face.class.as_ref().map(|(_, because)| format!(", {}", text(because))).unwrap_or_default();
        let step = step(&text(&letter(was)), &text(&letter(face)));
        told.push(words.html("history-class", &[("step", format!("{step}{because}"))]));
    }
    let page = format!("../{}", now.page_since(&before.folder));
    if was.body != face.body {
        let name = if face.id.is_empty() { &face.path } else { &face.id };
        let words_of = text(words.say("history-text-words"));
        let link = format!("<a href=\"{}#r-{}\">{words_of}</a>", text(&page), text(&safe(name)));
        told.push(words.html("history-text", &[("link", link)]));
    }
    if told.len() > MOST {
        let more = told.len() - MOST;
        told.truncate(MOST);
        let more = text(&words.fill("history-more", &[("count", more.into())]));
        told.push(format!("<a href=\"{}\">{more}</a>", text(&page)));
    }
    if was.state != face.state {
        told.push(
            words.html("history-stood", &[("step", step(&was.state.badge(words), &face.state.badge(words)))]),
        );
    }
    (told, deltas.len())
}

fn step(before: &str, after: &str) -> String {
    format!("{before} → {after}")
}

fn code(path: &str) -> String {
    format!("<code class=\"hash\">{}</code>", text(path))
}

fn kind(face: &Face, words: &Words) -> String {
    let known = Kind::of_name(&face.kind).map(|kind| words.named("kinds", kind.card().name));
    text(known.unwrap_or(&face.kind))
}

/// Says who is recorded to have approved it, where both the name and the day are new or gone.
fn approval(deltas: &[&Delta], words: &Words) -> Option<String> {
    let of = |name: &str| deltas.iter().find(|delta| delta.name == name);
    let (by, on) = (of("approved_by")?, of("approved_on")?);
    let said = |by: &Option<String>, on: &Option<String>| {
        let (name, date) = (text(by.as_deref()?), time(text(on.as_deref()?)));
        Some(words.html("history-approval", &[("name", name), ("date", date)]))
    };
    let was = said(&by.before, &on.before).map(|was| format!("<del>{was}</del>"));
    let now = said(&by.after, &on.after).map(|now| format!("<ins>{now}</ins>"));
    match (was, now) {
        (Some(was), Some(now)) => Some(words.html("history-approved-anew", &[("now", now), ("was", was)])),
        (None, Some(now)) => Some(words.html("history-approved", &[("now", now)])),
        (Some(was), None) => Some(words.html("history-unapproved", &[("was", was)])),
        (None, None) => None,
    }
}

/// Says how a field differs.
fn field(delta: &Delta, words: &Words) -> String {
    let name = text(&word(delta.list.as_ref().unwrap_or(&delta.name)));
    match (&delta.before, &delta.after) {
        (None, Some(after)) => {
            let value = format!("<ins>{}</ins>", value(after));
            words.html("history-added", &[("field", name), ("value", value)])
        }
        (Some(before), None) => {
            let value = format!("<del>{}</del>", value(before));
            words.html("history-removed", &[("field", name), ("value", value)])
        }
        (Some(before), Some(after)) => format!("{name} {}", between(before, after)),
        (None, None) => name,
    }
}

fn value(shown: &str) -> String {
    text(&line(shown))
}

fn line(shown: &str) -> String {
    shown.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns a value before and after: both whole where they are short, else the words that differ with a few around them.
pub fn between(before: &str, after: &str) -> String {
    let is_word = |text: &str| !text.trim().contains(char::is_whitespace);
    if before.len().max(after.len()) <= SHORT || is_word(before) || is_word(after) {
        return step(&format!("<del>{}</del>", value(before)), &format!("<ins>{}</ins>", value(after)));
    }
    let pieces = words(&line(before), &line(after));
    let last = pieces.len().saturating_sub(1);
    let mut out = String::from(": ");
    for (number, (kind, piece)) in pieces.iter().enumerate() {
        out.push_str(&match kind {
            LineKind::Same => text(&elided(piece, number > 0, number < last)),
            LineKind::Removed => marked("del", piece),
            LineKind::Added => marked("ins", piece),
        });
    }
    out
}

/// Marks a piece inside its white space.
fn marked(element: &str, piece: &str) -> String {
    let inner = piece.trim();
    if inner.is_empty() {
        return piece.to_owned();
    }
    let start = &piece[..piece.len() - piece.trim_start().len()];
    let end = &piece[piece.trim_end().len()..];
    format!("{start}<{element}>{}</{element}>{end}", text(inner))
}

/// Leaves out the middle of what stayed; at the start and the end of the whole the outer words.
fn elided(piece: &str, after: bool, before: bool) -> String {
    let words: Vec<&str> = piece.split(' ').collect();
    let (first, last) = (if after { AROUND } else { 0 }, if before { AROUND } else { 0 });
    if words.len() <= first + last + 2 {
        return piece.to_owned();
    }
    let head = words[..first].join(" ");
    let tail = words[words.len() - last..].join(" ");
    format!("{head}{}…{}{tail}", if after { " " } else { "" }, if before { " " } else { "" })
}

/// Says that a version first has a record, as which version of a SOUP.
pub fn first(face: &Face, words: &Words) -> String {
    match &*face.version {
        "" => text(words.say("history-first")),
        number => words.html("history-first-as", &[("version", version_html(number))]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_value_is_shown_whole_and_a_long_one_by_its_words() {
        assert_eq!(between("4.11.0.86", "4.12.0.88"), "<del>4.11.0.86</del> → <ins>4.12.0.88</ins>");
        let (before, after) = (
            "The decoder shall decode one picture of twenty-four megapixels in 400 ms or less <on> one core",
            "The decoder shall decode one picture of twenty-four megapixels in 250 ms or less <on> one core",
        );
        let told = between(before, after);
        assert!(told.contains("<del>400</del>") && told.contains("<ins>250</ins>"), "{told}");
        assert!(told.contains("… ") && !told.contains("<on>"), "{told}");
    }
}
