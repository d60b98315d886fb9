//! A piece of text that shares the file it was read from.

use std::borrow::{Borrow, Cow};
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::{Deref, Range};
use std::sync::Arc;

/// A piece of text, mostly a part of a file that is kept anyway: cloning and trimming it copies nothing.
///
/// A record holds a hundred of them; as texts of their own they would be most of its memory and of the time to read it.
#[derive(Clone)]
pub struct Excerpt {
    whole: Arc<str>,
    /// Always within `whole` and on the boundaries of characters.
    start: u32,
    end: u32,
}

impl Excerpt {
    /// Returns the bytes `range` of a file. Text beyond the first 4 GB is copied.
    ///
    /// # Panics
    /// The range is not within the file, or cuts a character.
    pub fn of(file: &Arc<str>, range: Range<usize>) -> Excerpt {
        let text = &file[range.clone()];
        match (u32::try_from(range.start), u32::try_from(range.end)) {
            (Ok(start), Ok(end)) => Excerpt { whole: Arc::clone(file), start, end },
            _ => text.into(),
        }
    }

    /// Returns the text without white space around it.
    pub fn trimmed(&self) -> Excerpt {
        let text: &str = self;
        let start = text.len() - text.trim_start().len();
        let end = start + text.trim().len();
        let at = |offset: usize| self.start + u32::try_from(offset).expect("not beyond the end, which fits");
        Excerpt { whole: Arc::clone(&self.whole), start: at(start), end: at(end) }
    }
}

impl Deref for Excerpt {
    type Target = str;
    fn deref(&self) -> &str {
        &self.whole[self.start as usize..self.end as usize]
    }
}

impl From<&str> for Excerpt {
    fn from(text: &str) -> Excerpt {
        let end = u32::try_from(text.len()).expect("no value of a record or configuration has 4 GB");
        Excerpt { whole: text.into(), start: 0, end }
    }
}

impl From<String> for Excerpt {
    fn from(text: String) -> Excerpt {
        text.as_str().into()
    }
}

impl From<Cow<'_, str>> for Excerpt {
    fn from(text: Cow<'_, str>) -> Excerpt {
        (&*text).into()
    }
}

impl From<Excerpt> for String {
    fn from(excerpt: Excerpt) -> String {
        (*excerpt).to_owned()
    }
}

impl AsRef<str> for Excerpt {
    fn as_ref(&self) -> &str {
        self
    }
}

impl Borrow<str> for Excerpt {
    fn borrow(&self) -> &str {
        self
    }
}

impl PartialEq for Excerpt {
    fn eq(&self, other: &Excerpt) -> bool {
        **self == **other
    }
}

impl Eq for Excerpt {}

impl PartialOrd for Excerpt {
    fn partial_cmp(&self, other: &Excerpt) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Excerpt {
    fn cmp(&self, other: &Excerpt) -> std::cmp::Ordering {
        (**self).cmp(other)
    }
}

impl Hash for Excerpt {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (**self).hash(state);
    }
}

impl fmt::Display for Excerpt {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(formatter)
    }
}

impl fmt::Debug for Excerpt {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(formatter)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_excerpt_shares_the_file_and_compares_as_text() {
        let file: Arc<str> = "id:  ä x \n".into();
        let excerpt = Excerpt::of(&file, 3..file.len());
        assert_eq!(&*excerpt, "  ä x \n");
        assert_eq!(&*excerpt.trimmed(), "ä x");
        assert_eq!(excerpt.trimmed(), Excerpt::from("ä x"));
        assert_eq!(Arc::strong_count(&file), 2);
        assert_eq!(&*Excerpt::from(" \n").trimmed(), "");
    }
}
