//! Says what a file holds, as far as it can be used as text.

use std::sync::Arc;

/// The largest record that is read, in bytes (4 MB); a larger file is judged by its size.
pub const MAX_RECORD_BYTES: u64 = 4 * 1024 * 1024;

/// What a file holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// The text as it is: byte order mark, NUL and CRLF are kept.
    Text(Arc<str>),
    /// Bytes that are not UTF-8.
    NotUtf8 {
        /// How many bytes from the start are UTF-8.
        valid_up_to: usize,
        /// The text with U+FFFD in place of what is not, for display only.
        text: Arc<str>,
    },
    /// More than [`MAX_RECORD_BYTES`], unread.
    TooLarge {
        /// The file's size in bytes.
        bytes: u64,
    },
    /// Any file that is not `*.md`, unread.
    Other {
        /// The file's size in bytes.
        bytes: u64,
    },
    /// A Git LFS pointer in place of the content.
    LfsPointer {
        /// The pointer as written.
        text: Arc<str>,
    },
    /// A symbolic link, never followed.
    Symlink {
        /// Where it points, as written.
        target: String,
    },
    /// Another repository, never entered.
    Submodule,
    /// Bytes that cannot be had: no permission, vanished, not a regular file, a missing or corrupt object, unmerged.
    Unreadable {
        /// The system's, git's or our own words.
        reason: String,
    },
}

impl Content {
    /// Returns the text, unless there is none that can be relied on.
    pub fn text(&self) -> Option<&Arc<str>> {
        match self {
            Content::Text(text) => Some(text),
            Content::NotUtf8 { .. }
            | Content::TooLarge { .. }
            | Content::Other { .. }
            | Content::LfsPointer { .. }
            | Content::Symlink { .. }
            | Content::Submodule
            | Content::Unreadable { .. } => None,
        }
    }

    pub(super) fn of(bytes: &[u8]) -> Content {
        match std::str::from_utf8(bytes) {
            Ok(text) if lfs_pointer(bytes).is_some() => Content::LfsPointer { text: text.into() },
            Ok(text) => Content::Text(text.into()),
            Err(error) => Content::NotUtf8 {
                valid_up_to: error.valid_up_to(),
                text: String::from_utf8_lossy(bytes).into(),
            },
        }
    }
}

/// A pointer is smaller than this by its own specification.
pub(super) const MAX_POINTER_BYTES: u64 = 1024;

/// Returns the SHA-256 and the size in bytes that a Git LFS pointer names, `None` when it is none.
pub(super) fn lfs_pointer(bytes: &[u8]) -> Option<(String, u64)> {
    if bytes.len() as u64 > MAX_POINTER_BYTES
        || !bytes.starts_with(b"version https://git-lfs.github.com/spec/")
    {
        return None;
    }
    let text = std::str::from_utf8(bytes).ok()?;
    let field = |name: &str| text.lines().find_map(|line| line.strip_prefix(name));
    Some((field("oid sha256:")?.to_owned(), field("size ")?.parse().ok()?))
}
