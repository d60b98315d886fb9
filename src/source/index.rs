//! Reads what is staged: git's index in place of a tree.

use git2::{IndexEntry, Oid};

use super::{
    BlobId, Error, Problem, ProblemKind, path,
    state::{Leaf, Listing, Spot, State},
};

/// One file that git tracks.
pub(super) struct Tracked {
    pub path: Vec<u8>,
    pub mode: i32,
    pub id: Oid,
    pub bytes: u32,
    /// Seconds since 1970 and nanoseconds, which are 0 where git did not keep them.
    pub modified: (i32, u32),
    /// Versions of an unfinished merge, in place of one version.
    pub unmerged: bool,
    /// Announced by `git add --intent-to-add`, but without a content yet.
    pub only_intended: bool,
}

impl State {
    /// Returns what git tracks at a path and below it, sorted; all of it for the empty path. Nothing outside git.
    pub fn tracked(&self, below: &str) -> Result<Vec<Tracked>, Error> {
        let Some(repo) = &self.repo else { return Ok(Vec::new()) };
        let failed = |error: git2::Error| Error::git("the index", &error);
        let mut index = repo.index().map_err(failed)?;
        index.read(false).map_err(failed)?;
        // A path that begins like the folder may lie before what is in it (`dhf.md`, `dhf/a.md`), so all are looked at.
        let start = if below.is_empty() { 0 } else { index.find_prefix(below).unwrap_or(index.len()) };
        // Where file names ignore case the index is sorted so, and `DHF/` stands between the names in `dhf/`.
        let begins = |entry: &IndexEntry| {
            entry.path.get(..below.len()).is_some_and(|start| start.eq_ignore_ascii_case(below.as_bytes()))
        };
        let is_below = |entry: &IndexEntry| {
            entry.path.starts_with(below.as_bytes())
                && matches!(entry.path.get(below.len()), None | Some(b'/'))
        };
        Ok((start..index.len())
            .filter_map(|at| index.get(at))
            .take_while(begins)
            .filter(|entry| below.is_empty() || is_below(entry))
            .map(tracked)
            .collect())
    }

    /// Lists all staged files below a folder.
    pub fn list_index(&mut self, folder: &str) -> Result<Listing, Error> {
        let mut listing = Listing::default();
        if let Some(kind) = match self.spot_in_index(folder)?.spot {
            Spot::Link { target } => Some(ProblemKind::FolderIsSymlink { target }),
            Spot::Submodule => Some(ProblemKind::FolderIsSubmodule),
            _ => None,
        } {
            listing.problems.push(Problem { path: folder.to_owned(), kind });
            return Ok(listing);
        }
        for tracked in self.tracked(folder)?.into_iter().filter(|tracked| !tracked.only_intended) {
            let path = String::from_utf8_lossy(&tracked.path).into_owned();
            if std::str::from_utf8(&tracked.path).is_err() {
                listing.problems.push(Problem { path, kind: ProblemKind::NameNotUtf8 });
            } else if listing.leaves.last().is_none_or(|last| last.path != path) {
                listing.leaves.push(self.leaf(path, &tracked));
            }
        }
        Ok(listing)
    }

    /// Says what a path leads to in the index.
    pub fn spot_in_index(&mut self, path: &str) -> Result<Leaf, Error> {
        let found = |spot| Leaf { path: path.to_owned(), id: BlobId::UNREAD, spot };
        if path.is_empty() {
            return Ok(found(Spot::Folder));
        }
        // A link or a submodule may stand anywhere on the way.
        let ends = path.match_indices('/').map(|(at, _)| at).chain([path.len()]);
        for end in ends {
            let at = self.tracked_at(&path[..end])?;
            if let Some(tracked) = at.filter(|tracked| !tracked.only_intended) {
                if end < path.len() {
                    return Ok(found(self.spot_of(tracked.mode, tracked.id, false)));
                }
                return Ok(self.leaf(path.to_owned(), &tracked));
            }
        }
        let inside = self.tracked(path)?.iter().any(|tracked| tracked.path != path.as_bytes());
        Ok(found(if inside { Spot::Folder } else { Spot::Missing }))
    }

    /// Returns what git tracks at exactly this path.
    pub fn tracked_at(&self, path: &str) -> Result<Option<Tracked>, Error> {
        let Some(repo) = &self.repo else { return Ok(None) };
        let failed = |error: git2::Error| Error::git("the index", &error);
        let mut index = repo.index().map_err(failed)?;
        // While `serve` runs, others stage files.
        index.read(false).map_err(failed)?;
        // `get_path` would panic on these.
        if path::normalise("", path).as_deref() != Some(path) || path.is_empty() {
            return Ok(None);
        }
        let versions = 0..=3;
        Ok(versions.into_iter().find_map(|stage| index.get_path(path.as_ref(), stage)).map(tracked))
    }

    fn leaf(&self, path: String, tracked: &Tracked) -> Leaf {
        let (id, spot) = if tracked.unmerged {
            let reason = "a merge left several versions of it: choose one and `git add` it";
            (BlobId::UNREAD, Spot::Unreadable { reason: reason.to_owned() })
        } else {
            (BlobId::of(tracked.id), self.spot_of(tracked.mode, tracked.id, true))
        };
        Leaf { path, id, spot }
    }
}

fn tracked(entry: IndexEntry) -> Tracked {
    Tracked {
        mode: i32::try_from(entry.mode).unwrap_or_default(),
        id: entry.id,
        bytes: entry.file_size,
        modified: (entry.mtime.seconds(), entry.mtime.nanoseconds()),
        unmerged: entry.flags >> 12 & 0b11 != 0,
        only_intended: entry.flags_extended & 1 << 13 != 0,
        path: entry.path,
    }
}
