//! Holds the repository and everything that was already read from it.

use std::{path::PathBuf, sync::Arc};

use git2::{ErrorCode, ObjectFormat, Oid, Repository};

use super::{
    BlobId, Changed, CommitId, Content, Entry, Error, IdMap, IdSet, Lineage, Moment, Problem, Snapshot,
    Source, ahead::read_blob, attachment::Looked, revision::Node, trees, work_tree,
};

/// What a path leads to at one moment, before anything of it is read.
#[derive(Clone, Debug)]
pub(super) enum Spot {
    Missing,
    Folder,
    Submodule,
    Link {
        target: String,
    },
    /// A file in git's object database.
    Blob(Oid),
    /// A regular file on disk.
    Disk {
        path: PathBuf,
        bytes: u64,
    },
    /// A text in memory that stands for a file.
    Laid {
        text: Arc<str>,
    },
    Unreadable {
        reason: String,
    },
}

/// One path, counted from the repository's root, and what is there.
#[derive(Clone, Debug)]
pub(super) struct Leaf {
    pub path: String,
    pub id: BlobId,
    pub spot: Spot,
}

/// All files below a folder, in any order.
#[derive(Debug, Default)]
pub(super) struct Listing {
    pub leaves: Vec<Leaf>,
    pub problems: Vec<Problem>,
}

pub(super) struct State {
    pub repo: Option<Repository>,
    /// The blobs read so far, for [`Source::blobs_read`].
    pub read: IdSet<BlobId>,
    pub looked: IdMap<BlobId, Looked>,
    /// One level of a git tree by its id: tags share most of their folders.
    pub folders: IdMap<Oid, Arc<Vec<Node>>>,
    /// The places of commits in history, and their trees, by the commit's id.
    pub lineages: IdMap<CommitId, Arc<Lineage>>,
    pub roots: IdMap<CommitId, Oid>,
    /// What differs between two commits below some folders.
    pub changes: IdMap<(CommitId, CommitId, String), Arc<Vec<Changed>>>,
    kept: trees::Kept,
    texts: IdMap<BlobId, Content>,
    sizes: IdMap<BlobId, u64>,
}

impl Source {
    /// Says what a path from the repository's root leads to. No link on the way is followed.
    pub(super) fn spot(&self, state: &mut State, snapshot: &Snapshot, path: &str) -> Result<Leaf, Error> {
        if let Some(leaf) = snapshot.laid_at(path, self.format) {
            return Ok(leaf);
        }
        let leaf = match (&snapshot.moment, snapshot.id) {
            (Moment::WorkTree, _) => work_tree::spot(&self.root, path),
            (Moment::Index, _) => state.spot_in_index(path)?,
            (Moment::Revision(_), Some(root)) => state.spot_in_tree(root, path),
            (Moment::Revision(_), None) => unreachable!("a revision's snapshot always has a tree"),
        };
        if matches!(leaf.spot, Spot::Missing) && snapshot.is_laid_below(path) {
            return Ok(Leaf { spot: Spot::Folder, ..leaf });
        }
        Ok(leaf)
    }

    /// Lists all files below a folder, both counted from the repository's root. No link is followed.
    pub(super) fn list(
        &self,
        state: &mut State,
        snapshot: &Snapshot,
        folder: &str,
        skip: &[String],
    ) -> Result<Listing, Error> {
        let mut listing = match (&snapshot.moment, snapshot.id) {
            (Moment::WorkTree, _) => self.list_work_tree(state, folder, skip)?,
            (Moment::Index, _) => state.list_index(folder)?,
            (Moment::Revision(_), Some(root)) => state.list_tree(root, folder),
            (Moment::Revision(_), None) => unreachable!("a revision's snapshot always has a tree"),
        };
        snapshot.lay(folder, &mut listing, self.format);
        let skipped = |path: &str| skip.iter().any(|folder| super::path::strip(path, folder).is_some());
        if !skip.is_empty() {
            listing.leaves.retain(|leaf| !skipped(&leaf.path));
        }
        Ok(listing)
    }
}

impl State {
    pub fn new(repo: Option<Repository>) -> State {
        State {
            repo,
            read: IdSet::default(),
            looked: IdMap::default(),
            folders: IdMap::default(),
            lineages: IdMap::default(),
            roots: IdMap::default(),
            changes: IdMap::default(),
            kept: trees::Kept::default(),
            texts: IdMap::default(),
            sizes: IdMap::default(),
        }
    }

    /// Returns the repository of a source that is known to be git.
    pub fn git(&self) -> &Repository {
        self.repo.as_ref().expect("object ids come from a repository")
    }

    /// Returns the trees of the repository.
    pub fn trees(&mut self) -> trees::Trees<'_> {
        let repo = self.repo.as_ref().expect("object ids come from a repository");
        trees::Trees { repo, kept: &mut self.kept }
    }

    /// Turns a place into an entry; text is read only when asked for.
    pub fn entry(&mut self, leaf: &Leaf, format: ObjectFormat, is_text: bool) -> Entry {
        let content = match &leaf.spot {
            Spot::Disk { path, bytes } => {
                let entry = work_tree::read(leaf, path, *bytes, format, is_text);
                return self.remember(entry);
            }
            Spot::Blob(_) if is_text => self.content(leaf.id),
            Spot::Blob(oid) => match self.size(*oid) {
                Ok(bytes) => Content::Other { bytes },
                Err(error) => Content::Unreadable { reason: reason(&error) },
            },
            Spot::Laid { text } if is_text => {
                return self.remember(Entry { blob: leaf.id, content: Content::of(text.as_bytes()) });
            }
            Spot::Laid { text } => Content::Other { bytes: text.len() as u64 },
            Spot::Link { target } => Content::Symlink { target: target.clone() },
            Spot::Submodule => Content::Submodule,
            Spot::Unreadable { reason } => Content::Unreadable { reason: reason.clone() },
            Spot::Missing => Content::Unreadable { reason: "no such file".to_owned() },
            Spot::Folder => Content::Unreadable { reason: "it is a folder".to_owned() },
        };
        Entry { blob: leaf.id, content }
    }

    /// Shares the text of a file on disk with the same text of other moments.
    pub fn remember(&mut self, entry: Entry) -> Entry {
        match entry.content {
            Content::Text(_) | Content::NotUtf8 { .. } | Content::LfsPointer { .. } => {
                self.read.insert(entry.blob);
                let content = self.texts.entry(entry.blob).or_insert(entry.content).clone();
                Entry { content, ..entry }
            }
            _ => entry,
        }
    }

    /// Reads a blob, at most once and at most [`super::MAX_RECORD_BYTES`].
    pub fn content(&mut self, id: BlobId) -> Content {
        if let Some(content) = self.texts.get(&id) {
            return content.clone();
        }
        let missing = || git2::Error::from_str("nothing of this content is in git");
        let read = id.oid().ok_or_else(missing).and_then(|oid| {
            let repo = self.repo.as_ref().ok_or_else(missing)?;
            read_blob(repo, oid)
        });
        match read {
            Ok(content) => {
                self.keep(id, content.clone());
                content
            }
            // Not remembered: the object may arrive while `serve` runs.
            Err(error) => Content::Unreadable { reason: reason(&error) },
        }
    }

    /// Returns whether a blob's content is in memory.
    pub fn is_read(&self, id: BlobId) -> bool {
        self.texts.contains_key(&id)
    }

    /// Remembers the content of a blob.
    pub fn keep(&mut self, id: BlobId, content: Content) {
        if !matches!(content, Content::TooLarge { .. }) {
            self.read.insert(id);
        }
        self.texts.insert(id, content);
    }

    /// Returns a blob's size in bytes without reading it.
    pub fn size(&mut self, oid: Oid) -> Result<u64, git2::Error> {
        if let Some(bytes) = self.sizes.get(&BlobId::of(oid)) {
            return Ok(*bytes);
        }
        let (bytes, _) = self.git().odb()?.read_header(oid)?;
        self.sizes.insert(BlobId::of(oid), bytes as u64);
        Ok(bytes as u64)
    }
}

/// Says why an object cannot be had.
pub(super) fn reason(error: &git2::Error) -> String {
    if error.code() == ErrorCode::NotFound {
        "its object is missing: this is a partial clone, or the repository is damaged".to_owned()
    } else {
        format!("git cannot read its object: {}", error.message())
    }
}
