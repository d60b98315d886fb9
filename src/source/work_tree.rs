//! Reads single files of a work tree or a plain folder, never through a symbolic link.

use std::{
    fs::{self, File, Metadata},
    io::{self, Read},
    path::Path,
    time::UNIX_EPOCH,
};

use git2::ObjectFormat;

use super::{
    BlobId, Content, Entry, MAX_RECORD_BYTES,
    index::Tracked,
    state::{Leaf, Spot},
};

/// Says what a path from the root leads to on disk. Every component is looked at, so no link is followed.
pub(super) fn spot(root: &Path, path: &str) -> Leaf {
    let found = |spot| Leaf { path: path.to_owned(), id: BlobId::UNREAD, spot };
    let mut full = root.to_owned();
    let mut spot = Spot::Folder;
    for name in path.split('/').filter(|name| !name.is_empty()) {
        if !matches!(spot, Spot::Folder) {
            return found(Spot::Missing);
        }
        full.push(name);
        spot = match fs::symlink_metadata(&full) {
            Ok(metadata) => spot_of(&full, &metadata),
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
                return found(Spot::Missing);
            }
            Err(error) => return found(Spot::Unreadable { reason: error.to_string() }),
        };
        if matches!(spot, Spot::Link { .. } | Spot::Submodule) {
            return found(spot);
        }
    }
    found(spot)
}

/// Says what a directory entry is, without opening it: a FIFO would wait for ever.
pub(super) fn spot_of(path: &Path, metadata: &Metadata) -> Spot {
    let kind = metadata.file_type();
    if kind.is_symlink() {
        let target = fs::read_link(path).map(|target| target.to_string_lossy().into_owned());
        Spot::Link { target: target.unwrap_or_else(|_| "?".to_owned()) }
    } else if kind.is_dir() {
        if path.join(".git").symlink_metadata().is_ok() { Spot::Submodule } else { Spot::Folder }
    } else if kind.is_file() {
        Spot::Disk { path: path.to_owned(), bytes: metadata.len() }
    } else {
        Spot::Unreadable { reason: "it is neither a file nor a folder".to_owned() }
    }
}

/// Reads a file's text and hashes it, unless it is too large or no text is asked for.
pub(super) fn read(leaf: &Leaf, path: &Path, bytes: u64, format: ObjectFormat, text: bool) -> Entry {
    if !text {
        return Entry { blob: leaf.id, content: Content::Other { bytes } };
    }
    match read_at_most(path, MAX_RECORD_BYTES) {
        Ok(Ok(content)) => Entry { blob: BlobId::hash(&content, format), content: Content::of(&content) },
        Ok(Err(bytes)) => Entry { blob: leaf.id, content: Content::TooLarge { bytes } },
        Err(error) => {
            Entry { blob: BlobId::UNREAD, content: Content::Unreadable { reason: error.to_string() } }
        }
    }
}

/// Reads a whole file, or returns its size in bytes if that is above the limit.
pub(super) fn read_at_most(path: &Path, limit: u64) -> io::Result<Result<Vec<u8>, u64>> {
    let file = File::open(path)?;
    let bytes = file.metadata()?.len();
    if bytes > limit {
        return Ok(Err(bytes));
    }
    // The file may grow meanwhile.
    let mut content = Vec::with_capacity(usize::try_from(bytes).unwrap_or_default());
    file.take(limit + 1).read_to_end(&mut content)?;
    let read = content.len() as u64;
    Ok(if read > limit { Err(read) } else { Ok(content) })
}

/// Returns git's id of an unread file if its size and time say, as they do to git, that it is as staged.
pub(super) fn staged_id(tracked: &Tracked, metadata: &Metadata) -> BlobId {
    let since = metadata.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    let same = since.is_some_and(|time| {
        let (seconds, nanoseconds) = tracked.modified;
        // git marks a file that changed while the index was written by the size 0, so equal sizes can be relied on.
        u64::from(tracked.bytes) == metadata.len()
            && i64::from(seconds) == i64::try_from(time.as_secs()).unwrap_or(-1)
            && (nanoseconds == 0 || nanoseconds == time.subsec_nanos())
    });
    if same && !tracked.unmerged && tracked.bytes != 0 { BlobId::of(tracked.id) } else { BlobId::UNREAD }
}
