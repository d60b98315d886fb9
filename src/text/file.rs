//! The text of a file, shared, with what is needed to count its lines and to show it, each made once and only when asked for.

use std::fmt;
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use super::{Position, hides};

/// The text of a file. Cloning it copies nothing.
///
/// A file can have thousands of findings; if each counted lines from the start, or looked for what must not be shown, a report
/// would take the square of the file's length.
#[derive(Clone, Default)]
pub struct FileText {
    kept: Arc<Kept>,
}

#[derive(Default)]
struct Kept {
    text: Arc<str>,
    marks: OnceLock<Vec<Mark>>,
    harmless: OnceLock<Option<Box<str>>>,
}

/// Where a byte stands: the first one of each piece of the text.
#[derive(Clone, Copy)]
struct Mark {
    /// The number of ends of lines before it.
    lines: u32,
    /// The first byte of its line.
    line_start: u32,
    /// The number of characters of the line before it.
    characters: u32,
}

/// The bytes between two marks: few enough to be counted for each place, enough that marks are small beside the text.
const PIECE: usize = 512;

impl FileText {
    /// Returns the text as it is kept elsewhere too.
    pub fn whole(&self) -> &Arc<str> {
        &self.kept.text
    }

    /// Returns the position of a byte offset; an offset past the end is the end, one within a character is that character's.
    ///
    /// A byte-order mark at the start of the file takes no column.
    pub fn position(&self, offset: u32) -> Position {
        let place = self.place(offset as usize);
        Position { line: place.lines as usize + 1, column: place.characters as usize + 1 }
    }

    /// Returns the first byte of the line that a byte offset is in.
    pub fn line_start(&self, offset: u32) -> usize {
        self.place(offset as usize).line_start as usize
    }

    /// Returns the text with nothing in it that a terminal would act upon but tabs and ends of lines. It has the same length, and every
    /// character the same place.
    pub fn harmless(&self) -> &str {
        let harmless = self.kept.harmless.get_or_init(|| self.contains(hides).then(|| harmless(self)));
        harmless.as_deref().unwrap_or(self)
    }

    fn place(&self, offset: usize) -> Mark {
        let mut offset = offset.min(self.len());
        while !self.is_char_boundary(offset) {
            offset -= 1;
        }
        let marks = self.kept.marks.get_or_init(|| marks(self));
        let mut from = offset / PIECE * PIECE;
        while !self.is_char_boundary(from) {
            from += 1;
        }
        marks[offset / PIECE].after(from, &self[from..offset])
    }
}

impl Mark {
    /// Returns the mark after some text, which begins at `start` here.
    fn after(self, start: usize, text: &str) -> Mark {
        let ends = text.bytes().filter(|byte| *byte == b'\n').count();
        let (line_start, characters, line) = match text.rfind('\n') {
            Some(end) => (start + end + 1, 0, &text[end + 1..]),
            None => (self.line_start as usize, self.characters as usize, text),
        };
        let characters = characters + line.chars().filter(|character| *character != '\u{feff}').count();
        let small = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        Mark { lines: self.lines + small(ends), line_start: small(line_start), characters: small(characters) }
    }
}

/// Returns a mark for each piece of a text; one within a character stands for the next one.
fn marks(text: &str) -> Vec<Mark> {
    let mut mark = Mark { lines: 0, line_start: 0, characters: 0 };
    let mut marks = vec![mark];
    let mut start = 0;
    for end in (PIECE..=text.len()).step_by(PIECE) {
        let end = (end..).find(|end| text.is_char_boundary(*end)).expect("the end of a text is a boundary");
        mark = mark.after(start, &text[start..end]);
        marks.push(mark);
        start = end;
    }
    marks
}

/// Returns a text of the same length in which each character that hides or reorders others has a stand-in as long as itself.
fn harmless(text: &str) -> Box<str> {
    let stand_in = |character: char| match character.len_utf8() {
        1 => '?',
        2 => '¿',
        _ => '\u{fffd}',
    };
    let shown = text.chars().map(|character| if hides(character) { stand_in(character) } else { character });
    shown.collect::<String>().into()
}

impl Deref for FileText {
    type Target = str;
    fn deref(&self) -> &str {
        &self.kept.text
    }
}

impl From<&Arc<str>> for FileText {
    fn from(text: &Arc<str>) -> FileText {
        FileText { kept: Arc::new(Kept { text: Arc::clone(text), ..Kept::default() }) }
    }
}

impl From<&str> for FileText {
    fn from(text: &str) -> FileText {
        (&Arc::<str>::from(text)).into()
    }
}

impl fmt::Debug for FileText {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(formatter)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_lines_and_characters_from_one() {
        let file = FileText::from("ab\näöx\n");
        assert_eq!(file.position(0), Position { line: 1, column: 1 });
        assert_eq!(file.position(7), Position { line: 2, column: 3 });
        assert_eq!(file.position(99), Position { line: 3, column: 1 });
    }

    #[test]
    fn a_byte_order_mark_takes_no_column() {
        assert_eq!(FileText::from("\u{feff}ab").position(4), Position { line: 1, column: 2 });
    }

    #[test]
    fn a_place_is_the_same_wherever_pieces_end() {
        let lines = ["ä", "€uro\r", "", "plain", "\u{1f9ea}\u{1f9ea}", "x"];
        let text: String = lines.iter().cycle().take(900).map(|line| format!("{line}\n")).collect();
        let text = format!("\u{feff}{text}{}", "ö".repeat(1500));
        let file = FileText::from(&*text);
        let (mut line, mut column, mut line_start) = (1, 1, 0);
        for (offset, character) in text.char_indices() {
            for within in offset..offset + character.len_utf8() {
                let within = u32::try_from(within).expect("a short text");
                assert_eq!(file.position(within), Position { line, column }, "{within}");
                assert_eq!(file.line_start(within), line_start, "{within}");
            }
            match character {
                '\n' => (line, column, line_start) = (line + 1, 1, offset + 1),
                '\u{feff}' => {}
                _ => column += 1,
            }
        }
    }

    #[test]
    fn what_is_harmless_keeps_every_place() {
        let file = FileText::from("a\u{1b}[31m\u{202e}b\tc\nd\u{85}");
        assert_eq!(file.harmless(), "a?[31m\u{fffd}b\tc\nd¿");
        assert_eq!(file.harmless().len(), file.len());
        let plain = FileText::from("ä\r\n");
        assert!(std::ptr::eq(plain.harmless(), &*plain));
    }
}
