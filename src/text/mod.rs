//! Text with places in it: spans in bytes, positions in lines and characters, and values that know where they were written.

use std::borrow::Cow;
use std::fmt;
use std::ops::{Deref, Range};

mod excerpt;
mod file;

pub use excerpt::Excerpt;
pub use file::FileText;

/// A range of bytes in one file, counted from the start of the file, the end not included.
///
/// Files above 4 MB are never read as records, so 32 bits are enough.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// The first byte.
    pub start: u32,
    /// The byte after the last one.
    pub end: u32,
}

impl Span {
    /// Returns the span from `start` to `end`, both in bytes; offsets beyond 4 GB are cut there.
    pub fn new(start: usize, end: usize) -> Span {
        let cut = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        Span { start: cut(start), end: cut(end) }
    }

    /// Returns the span as a range of byte offsets, for slicing.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Returns whether the span holds no byte.
    pub fn is_empty(self) -> bool {
        self.start >= self.end
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Span {
        Span::new(range.start, range.end)
    }
}

/// A value and where it was written.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Spanned<T> {
    /// What was written.
    pub value: T,
    /// Where it was written.
    pub at: Span,
}

impl<T> Spanned<T> {
    /// Returns `value` as written at `at`.
    pub fn new(value: T, at: Span) -> Spanned<T> {
        Spanned { value, at }
    }
}

impl<T> Deref for Spanned<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T: fmt::Display> fmt::Display for Spanned<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.value.fmt(formatter)
    }
}

/// A place as people count it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line, counted from 1.
    pub line: usize,
    /// The column in characters, counted from 1.
    pub column: usize,
}

/// Returns the text with U+FFFD in place of characters that hide or reorder others: controls other than tab and line ends, and
/// the marks that change the direction of text.
pub fn printable(text: &str) -> Cow<'_, str> {
    // Most texts hold none, and most of those are plain bytes.
    let plain = |byte: u8| (0x20..0x7f).contains(&byte) || matches!(byte, b'\t' | b'\n' | b'\r');
    if text.bytes().all(plain) || !text.contains(hides) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace(hides, "\u{fffd}"))
}

/// Returns whether a character hides or reorders others: a control other than tab and line ends, or a mark of direction.
fn hides(character: char) -> bool {
    match character {
        '\t' | '\n' | '\r' => false,
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => true,
        other => other.is_control(),
    }
}

/// Returns the word of `words` that `word` was probably meant to be, if one is near enough.
///
/// Nearness is optimal string alignment distance, at most one edit and one more for each four characters.
pub fn nearest<'w>(word: &str, words: impl IntoIterator<Item = &'w str>) -> Option<&'w str> {
    let word = word.to_lowercase();
    words
        .into_iter()
        .map(|candidate| (strsim::osa_distance(&word, &candidate.to_lowercase()), candidate))
        .filter(|(distance, candidate)| *distance <= 1 + candidate.len() / 4)
        .min_by_key(|(distance, candidate)| (*distance, *candidate))
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_word_is_suggested_only_when_it_is_near() {
        let words = ["manufacturer", "version", "title"];
        assert_eq!(nearest("manufactuer", words), Some("manufacturer"));
        assert_eq!(nearest("Version", words), Some("version"));
        assert_eq!(nearest("colour", words), None);
    }
}
