//! Lines of coloured text, wrapped at a width with a hanging indent.

use crate::report::Look;

/// How a piece of text stands out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tint {
    Plain,
    /// What the line is about.
    Strong,
    /// What may be passed over.
    Dim,
    /// What was there before. Without colours it is told by its marks.
    Removed,
    /// What is there after.
    Added,
}

/// A piece of a line.
pub(super) type Tinted = (Tint, String);

/// A report that is being written.
pub(super) struct Page {
    pub out: String,
    pub look: Look,
}

impl Page {
    /// Writes a heading with an empty line above it.
    pub fn heading(&mut self, text: &str) {
        self.out.push('\n');
        self.line(0, &[(Tint::Strong, text.to_owned())]);
    }

    /// Writes a line; where it is wrapped, an indented one goes on two columns further in.
    pub fn line(&mut self, indent: usize, pieces: &[Tinted]) {
        // What begins at the margin goes on there: it is a sentence and no entry.
        self.wrapped(indent, if indent == 0 { 0 } else { indent + 2 }, pieces);
    }

    /// Writes rows of a name and a text, texts in one column; a name that the row above has is not repeated.
    pub fn rows(&mut self, indent: usize, rows: Vec<(String, Vec<Tinted>)>) {
        let width = rows.iter().map(|(name, _)| name.chars().count()).max().unwrap_or(0).min(36);
        let mut above = None;
        for (name, mut pieces) in rows {
            let shown = if above.as_ref() == Some(&name) { "" } else { &*name };
            let gap = (width + 2).saturating_sub(shown.chars().count()).max(2);
            pieces.insert(0, (Tint::Dim, format!("{shown}{}", "\u{a0}".repeat(gap))));
            self.wrapped(indent, indent + width + 2, &pieces);
            above = Some(name);
        }
    }

    /// Writes a line, wrapped at the width. No-break spaces hold together and are written as spaces.
    fn wrapped(&mut self, indent: usize, hang: usize, pieces: &[Tinted]) {
        let mut line = " ".repeat(indent);
        let mut column = indent;
        let mut is_start = true;
        for word in words(pieces) {
            let length: usize = word.iter().map(|(_, text)| text.chars().count()).sum();
            if !is_start && column + 1 + length > self.look.width {
                self.out.push_str(line.trim_end());
                self.out.push('\n');
                line = " ".repeat(hang);
                column = hang;
            } else if !is_start {
                line.push(' ');
                column += 1;
            }
            is_start = false;
            column += length;
            for (tint, text) in word {
                self.paint(&mut line, tint, &text.replace('\u{a0}', " "));
            }
        }
        self.out.push_str(line.trim_end());
        self.out.push('\n');
    }

    fn paint(&self, line: &mut String, tint: Tint, text: &str) {
        let code = match tint {
            Tint::Strong => "1",
            Tint::Dim => "2",
            Tint::Removed => "31",
            Tint::Added => "32",
            Tint::Plain => "",
        };
        if code.is_empty() || !self.look.color {
            line.push_str(text);
        } else {
            line.push_str(&format!("\u{1b}[{code}m{text}\u{1b}[0m"));
        }
    }
}

/// Parts pieces at their spaces; pieces without a space between them stay together.
fn words(pieces: &[Tinted]) -> Vec<Vec<Tinted>> {
    let mut words: Vec<Vec<Tinted>> = Vec::new();
    let mut open = false;
    for (tint, text) in pieces {
        for (index, part) in text.split(' ').enumerate() {
            if index > 0 {
                open = false;
            }
            if part.is_empty() {
                continue;
            }
            if !open {
                words.push(Vec::new());
            }
            open = true;
            if let Some(word) = words.last_mut() {
                word.push((*tint, part.to_owned()));
            }
        }
    }
    words
}
