//! The values of fields as HTML: ids as links with titles beside them, lists as lists, parts as tables or nested fields.

use std::fmt::Write;

use crate::field::{Card, Node, Shape, Value};
use crate::markdown::{id_link, ids, is_external};
use crate::source::AttachmentState;

use super::html::{escape, text, time, version};
use super::state;
use super::version::Version;

/// How many columns a table of parts may have; more are shown as fields below each other.
const COLUMNS: usize = 5;

/// Shows values on the pages of a version.
#[derive(Clone, Copy)]
pub struct Values<'v> {
    /// The version.
    pub version: &'v Version<'v>,
    /// The way from the page to the version's folder.
    pub up: &'static str,
}

impl Values<'_> {
    /// Returns what was written in a field, one piece of HTML for each thing to be shown in a line of its own.
    pub fn field(self, name: &str, node: &Node, shape: &Shape) -> Vec<String> {
        match (&node.value, shape) {
            (Value::Absent, _) => Vec::new(),
            (Value::List(elements), Shape::List(inner)) => match &**inner {
                Shape::Map(cards) => vec![self.parts(name, elements, cards)],
                inner => elements.iter().flat_map(|element| self.field(name, element, inner)).collect(),
            },
            (_, Shape::List(inner)) => match &**inner {
                Shape::Map(cards) if matches!(node.value, Value::Map(_)) => {
                    vec![self.parts(name, std::slice::from_ref(node), cards)]
                }
                inner => self.field(name, node, inner),
            },
            (Value::Map(entries), Shape::Map(cards)) => vec![self.named(entries, cards)],
            (Value::Map(entries), Shape::Versions) => vec![self.versions(name, entries)],
            (Value::Scalar { .. }, shape) => vec![self.scalar(name, node, shape)],
            (Value::Map(entries), _) => vec![self.named(entries, &[])],
            (Value::List(elements), _) => {
                let special = matches!(shape, Shape::Special(..));
                let is_map = |element: &Node| matches!(element.value, Value::Map(_));
                if special && elements.len() > 1 && elements.iter().all(is_map) {
                    vec![self.parts(name, elements, &[])]
                } else {
                    elements
                        .iter()
                        .flat_map(|element| self.field(name, element, &Shape::Special("", Vec::new())))
                        .collect()
                }
            }
        }
    }

    /// Returns a text in which the ids of records are links.
    pub fn prose(self, prose: &str) -> String {
        let mut out = String::with_capacity(prose.len() + 16);
        let mut done = 0;
        for (at, id) in ids(prose) {
            let Some(target) = self.version.target(self.up, id) else { continue };
            self.lines(&prose[done..at], &mut out);
            out.push_str(&id_link(id, &target));
            done = at + id.len();
        }
        self.lines(&prose[done..], &mut out);
        out
    }

    /// Returns the link to a record with its title beside it; a gap where there is none.
    pub fn link(self, id: &str) -> String {
        match self.version.target(self.up, id) {
            Some(target) => super::html::titled_link(&target.href, id, &target.title),
            None => format!(
                "<span class=\"gap-mark\">{} <span class=\"id\">{}</span></span>",
                state::result("missing", self.version.words.say("value-no-record")),
                text(id)
            ),
        }
    }

    /// Adds a text with its line ends, which a block in YAML means.
    fn lines(self, prose: &str, out: &mut String) {
        let mut lines = prose.split('\n');
        if let Some(first) = lines.next() {
            escape(first, out);
        }
        for line in lines {
            out.push_str("<br>");
            escape(line, out);
        }
    }

    fn scalar(self, name: &str, node: &Node, shape: &Shape) -> String {
        let value = node.text().unwrap_or_default().trim();
        match shape {
            Shape::Id => self.link(value),
            Shape::Date => time(text(value)),
            Shape::Boolean => match value {
                "true" => text(self.version.words.say("value-yes")),
                "false" => text(self.version.words.say("value-no")),
                other => text(other),
            },
            Shape::Text
            | Shape::Number
            | Shape::Words(_)
            | Shape::List(_)
            | Shape::Map(_)
            | Shape::Versions
            | Shape::Table(_)
            | Shape::Keys(_)
            | Shape::Special(..) => self.text(name, value),
        }
    }

    fn text(self, name: &str, value: &str) -> String {
        if matches!(name, "path" | "file" | "license_text") {
            return self.file(value);
        }
        let is_address = is_external(value) && value.contains("://") && !value.contains(char::is_whitespace);
        if is_address {
            return format!("<a href=\"{0}\" rel=\"noreferrer\">{0}</a>", text(value));
        }
        match name {
            "version" | "software_version" | "from" | "to" | "revision" | "patch_level" => version(value),
            "purl" | "cpe" | "swid" | "sha256" | "value" | "vector" | "seen_at" | "members" => {
                format!("<code class=\"hash\">{}</code>", text(value))
            }
            _ => self.prose(value),
        }
    }

    /// Returns a file that a record names: a link where it was copied, a gap where it is not there.
    pub fn file(self, path: &str) -> String {
        let state = self.version.attachment(path).map(|attachment| &attachment.state);
        if let Some(target) = self.version.file(self.up, path) {
            let download =
                target.download.map(|name| format!(" download=\"{}\"", text(&name))).unwrap_or_default();
            let size = match state {
                Some(AttachmentState::Found { bytes, .. }) => {
                    format!(" <small class=\"soft\">{}</small>", size(*bytes))
                }
                Some(AttachmentState::LfsPointer { .. }) => {
                    format!(" <small class=\"soft\">{}</small>", text(self.version.words.say("value-lfs")))
                }
                _ => String::new(),
            };
            return format!("<a href=\"{}\"{download}>{}</a>{size}", text(&target.href), text(path));
        }
        let words = &*self.version.words;
        let why = match state {
            Some(AttachmentState::Missing) | None => words.say("value-no-file"),
            Some(AttachmentState::OutsideRepository) => words.say("value-outside"),
            Some(AttachmentState::Symlink { .. }) => words.say("value-symlink"),
            Some(AttachmentState::Submodule) => words.say("value-submodule"),
            Some(AttachmentState::Folder) => words.say("value-folder"),
            Some(AttachmentState::Ignored) => words.say("value-ignored"),
            Some(AttachmentState::Unreadable { .. }) => words.say("record-unreadable"),
            Some(AttachmentState::Found { .. } | AttachmentState::LfsPointer { .. }) => {
                words.say("value-not-copied")
            }
        };
        format!(
            "<span class=\"gap-mark\">{} <code>{}</code></span>",
            state::result("missing", why),
            text(path)
        )
    }

    /// Returns named parts as fields below each other.
    fn named(
        self,
        entries: &[(crate::text::Spanned<crate::text::Excerpt>, Node)],
        cards: &'static [Card],
    ) -> String {
        let mut out = String::from("<dl class=\"fields\">");
        for (key, node) in entries {
            if node.is_absent() {
                continue;
            }
            let card = cards.iter().find(|card| card.name.trim_start_matches("r#") == &*key.value);
            let shape = card.map_or(Shape::Special("", Vec::new()), |card| (card.shape)());
            out.push_str("<div><dt");
            if let Some(card) = card {
                out.push_str(" title=\"");
                escape(card.doc.trim(), &mut out);
                out.push('"');
            }
            out.push('>');
            escape(&word(&key.value), &mut out);
            out.push_str("</dt>");
            for value in self.field(&key.value, node, &shape) {
                let _ = write!(out, "<dd>{value}</dd>");
            }
            out.push_str("</div>");
        }
        out.push_str("</dl>");
        out
    }

    /// Returns a list of parts: a table where it is narrow, else fields below each other.
    fn parts(self, name: &str, elements: &[Node], cards: &'static [Card]) -> String {
        let mut columns: Vec<(&str, Shape)> = Vec::new();
        for element in elements {
            if let Value::Map(entries) = &element.value {
                for (key, node) in entries.iter().filter(|(_, node)| !node.is_absent()) {
                    if !columns.iter().any(|(known, _)| *known == &*key.value) {
                        let card =
                            cards.iter().find(|card| card.name.trim_start_matches("r#") == &*key.value);
                        let shape = card.map_or(Shape::Special("", Vec::new()), |card| (card.shape)());
                        columns.push((&key.value, shape));
                    }
                    if matches!(node.value, Value::Map(_)) {
                        // A table in a table is read by nobody.
                        columns.extend(std::iter::repeat_n(("", Shape::Text), COLUMNS));
                    }
                }
            }
        }
        if elements.is_empty() {
            return text(self.version.words.say("approvals-none"));
        }
        let mut out = String::new();
        if columns.len() > COLUMNS {
            for element in elements {
                match &element.value {
                    Value::Map(entries) => out.push_str(&self.named(entries, cards)),
                    Value::Absent | Value::Scalar { .. } | Value::List(_) => {
                        out.push_str(&self.field(name, element, &Shape::Special("", Vec::new())).join(" "));
                    }
                }
            }
            return out;
        }
        self.table(name, columns.iter().map(|(key, _)| word(key)), &mut out);
        for element in elements {
            out.push_str("<tr>");
            for (key, shape) in &columns {
                let node = element.get(key);
                let value = node.map(|node| self.field(key, node, shape)).unwrap_or_default();
                let _ = write!(out, "<td>{}</td>", value.join("<br>"));
            }
            if columns.is_empty() || !matches!(element.value, Value::Map(_)) {
                let _ = write!(
                    out,
                    "<td>{}</td>",
                    self.field(name, element, &Shape::Special("", Vec::new())).join(" ")
                );
            }
            out.push_str("</tr>");
        }
        out.push_str("</tbody></table></div>");
        out
    }

    fn versions(self, name: &str, entries: &[(crate::text::Spanned<crate::text::Excerpt>, Node)]) -> String {
        let mut out = String::new();
        self.table(
            name,
            ["SOUP".to_owned(), self.version.words.say("column-version").to_owned()].into_iter(),
            &mut out,
        );
        for (key, node) in entries {
            let value = node.text().map(|text| version(text.trim())).unwrap_or_default();
            let _ = write!(out, "<tr><td>{}</td><td>{value}</td></tr>", self.link(&key.value));
        }
        out.push_str("</tbody></table></div>");
        out
    }

    fn table(self, name: &str, columns: impl Iterator<Item = String>, out: &mut String) {
        let label = text(&word(name));
        let _ = write!(
            out,
            "<div class=\"table\" role=\"group\" aria-label=\"{label}\" tabindex=\"0\"><table><thead><tr>"
        );
        for column in columns {
            let _ = write!(out, "<th scope=\"col\">{}</th>", text(&column));
        }
        out.push_str("</tr></thead><tbody>");
    }
}

/// Returns a field's name as people read it.
pub fn word(name: &str) -> String {
    name.trim_start_matches("r#").replace('_', " ")
}

/// Returns a number of bytes in the unit that fits it: `1.2 MB`.
pub fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{}.{} kB", bytes / 1_000, bytes % 1_000 / 100),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000),
    }
}
