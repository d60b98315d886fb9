//! Reads the files of one moment; nothing after this stage can tell a work tree from a tag.
//!
//! In: a folder on disk and a [`Moment`]. Out: a [`Tree`] of texts by path, [`Commit`]s, [`Tag`]s and a
//! [`History`]. Only this stage names git2. Nothing is ever checked out, written or fetched.

mod ahead;
mod attachment;
mod blob;
mod commit;
mod content;
mod device;
mod dirty;
mod edited;
mod error;
mod folder;
pub mod fixture;
mod handle;
mod history;
mod index;
mod laid;
mod lineage;
mod named;
mod object;
mod open;
mod path;
mod replay;
mod revision;
mod signed;
mod state;
mod tag;
mod trees;
#[cfg(test)]
mod tests;
mod walk;
mod work_tree;

use std::{
    collections::BTreeMap,
    fmt,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use rayon::prelude::*;

pub use self::{
    attachment::{Attachment, AttachmentState, MAX_ATTACHMENT_BYTES},
    blob::{BlobId, IdMap, IdSet},
    commit::{Commit, Person},
    content::{Content, MAX_RECORD_BYTES},
    device::Device,
    error::Error,
    folder::folder_of_texts,
    history::{FirstWith, History, Touch},
    lineage::{Changed, CommitId, Lineage},
    named::{MAX_INVENTORY_BYTES, NamedFile},
    replay::{NewTag, Revision, write_history},
    signed::Signed,
    tag::{SignatureKind, Tag, TagKind},
};
use self::{
    error::io,
    handle::Handle,
    state::{Leaf, Spot, State},
};

/// Which state of the device's files is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Moment {
    /// The files on disk: tracked and untracked ones, ignored ones left out.
    WorkTree,
    /// What `git add` has staged.
    Index,
    /// Anything that git resolves to a commit: a tag, a branch, an object id.
    Revision(String),
}

impl Moment {
    /// Returns `work-tree`, `index`, or the revision as it was asked for.
    pub fn name(&self) -> &str {
        match self {
            Moment::WorkTree => "work-tree",
            Moment::Index => "index",
            Moment::Revision(name) => name,
        }
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A repository, or a plain folder outside any; remembers each blob it has read.
///
/// May be shared between threads: calls that ask git take turns.
pub struct Source {
    /// The work tree's root, the plain folder, or a bare repository's own folder. Canonical.
    root: PathBuf,
    /// The current folder below the root: empty or `a/b`.
    current: String,
    git: bool,
    bare: bool,
    format: git2::ObjectFormat,
    state: Mutex<State>,
    /// Where the repository itself lies, to be opened again.
    repository: Option<PathBuf>,
    handles: Mutex<Vec<Handle>>,
}

/// One moment, resolved but not read: every later question about it is answered from the same commit.
#[derive(Clone, Debug)]
pub struct Snapshot {
    /// The moment as it was asked for.
    pub moment: Moment,
    /// The revision's commit; for the work tree and the index that of `HEAD`, if there is one.
    pub commit: Option<Commit>,
    /// The object id of that commit's tree, as hex digits.
    pub tree: Option<String>,
    id: Option<git2::Oid>,
    /// What is read in place of files, or beside them.
    laid: laid::Laid,
}

/// The files of one moment below the records folder.
#[derive(Clone, Debug)]
pub struct Tree {
    /// The device that the files belong to.
    pub device: Device,
    /// The records folder below the device's root, such as `dhf`; empty for the device's root itself.
    pub folder: String,
    /// All files below the folder, by path from the *device's* root, `/` between names.
    pub files: BTreeMap<Arc<str>, Entry>,
    /// What [`Source::attach`] found, by path as the records name it.
    pub attachments: BTreeMap<Arc<str>, Attachment>,
    /// What is wrong with the folder itself rather than with the contents of a file.
    pub problems: Vec<Problem>,
}

/// One file of a [`Tree`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// git's id of the bytes; [`BlobId::UNREAD`] where they were not read and git does not know them.
    pub blob: BlobId,
    /// What the file holds.
    pub content: Content,
}

/// A place below the records folder that could not be listed as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The path from the device's root; what is not UTF-8 in it is replaced by U+FFFD.
    pub path: String,
    /// What is wrong there.
    pub kind: ProblemKind,
}

/// What is wrong with a place below the records folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProblemKind {
    /// The name is not UTF-8, so no record can be read from it and none can name it.
    NameNotUtf8,
    /// Two paths differ only in the case of letters; some systems can hold only one of them.
    NamesDifferInCase {
        /// The path that comes first in the alphabet.
        other: String,
    },
    /// The records folder, or a folder above it, is a symbolic link, which is never followed.
    FolderIsSymlink {
        /// Where the link points, as written.
        target: String,
    },
    /// The records folder lies in a submodule, which is never entered.
    FolderIsSubmodule,
    /// A folder cannot be listed: no permission, a corrupt or a missing object.
    Unreadable {
        /// The system's or git's own words.
        reason: String,
    },
}

impl Source {
    /// Returns whether there is a git repository.
    pub fn is_git(&self) -> bool {
        self.git
    }

    /// Returns whether the repository has no work tree.
    pub fn is_bare(&self) -> bool {
        self.bare
    }

    /// Returns whether history was cut off when cloning (`git clone --depth`).
    pub fn is_shallow(&self) -> bool {
        self.lock().repo.as_ref().is_some_and(|repo| repo.is_shallow())
    }

    /// Returns the absolute root that paths count from: of the work tree, of the plain folder, or of the bare repository.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Returns one file's content at a moment, `None` if there is no such file; at most [`MAX_RECORD_BYTES`] are read.
    ///
    /// The path counts from the repository's root. A path that leaves the repository is an absent file.
    ///
    /// # Errors
    /// The index cannot be read. An object or file that cannot be read is [`Content::Unreadable`].
    pub fn file(&self, snapshot: &Snapshot, path_from_repository_root: &str) -> Result<Option<Entry>, Error> {
        let Some(path) = path::normalise("", path_from_repository_root) else { return Ok(None) };
        let mut state = self.lock();
        let leaf = self.spot(&mut state, snapshot, &path)?;
        Ok(match leaf.spot {
            Spot::Missing | Spot::Folder => None,
            _ => Some(state.entry(&leaf, self.format, true)),
        })
    }

    /// Lists everything below `<device.root><folder>/` and reads the text of every `*.md`.
    ///
    /// `skip` are absolute output folders, never read as input at any moment. A folder that does not exist is an empty
    /// tree. A record above [`MAX_RECORD_BYTES`] is [`Content::TooLarge`], other files are [`Content::Other`], unread.
    ///
    /// # Errors
    /// The folder leaves the device's root, or the index cannot be read. Whatever is wrong with single files and
    /// folders is in the tree.
    pub fn tree(
        &self,
        snapshot: &Snapshot,
        device: &Device,
        folder: &str,
        skip: &[PathBuf],
    ) -> Result<Tree, Error> {
        let outside = || Error::FolderOutside { folder: folder.to_owned() };
        let below = path::normalise(&device.root, folder).ok_or_else(outside)?;
        let folder = path::strip(&below, device.root.trim_end_matches('/')).ok_or_else(outside)?;
        let skip: Vec<String> = skip.iter().filter_map(|path| self.below_root(path)).collect();

        let listing = self.list(&mut self.lock(), snapshot, &below, &skip)?;
        self.read_ahead(&listing.leaves);
        let entries = self.read(&listing.leaves);
        let from_device = |path: &str| path.strip_prefix(&*device.root).unwrap_or(path).to_owned();
        let mut problems: Vec<Problem> = listing
            .problems
            .into_iter()
            .map(|problem| Problem { path: from_device(&problem.path), ..problem })
            .collect();
        let files: BTreeMap<Arc<str>, Entry> = listing
            .leaves
            .iter()
            .map(|leaf| Arc::from(leaf.path.strip_prefix(&*device.root).unwrap_or(&leaf.path)))
            .zip(entries)
            .collect();
        differ_in_case(&files, &mut problems);
        problems.sort_by(|a, b| a.path.cmp(&b.path));
        let folder = folder.to_owned();
        Ok(Tree { device: device.clone(), folder, files, attachments: BTreeMap::new(), problems })
    }

    /// Returns the content of a blob that a [`Tree`], a [`Touch`] or an [`Attachment`] named, read at most once.
    pub fn content(&self, blob: BlobId) -> Content {
        self.lock().content(blob)
    }

    /// Returns how many distinct blobs were read in this process so far.
    pub fn blobs_read(&self) -> usize {
        self.lock().read.len()
    }

    /// Reads what is on disk in parallel, takes the rest from what was read from git, and keeps the order.
    fn read(&self, leaves: &[Leaf]) -> Vec<Entry> {
        // The lock is not held meanwhile: a rayon thread that waits may pick up other work that takes it.
        let disk: Vec<Option<Entry>> = leaves
            .par_iter()
            .map(|leaf| match &leaf.spot {
                Spot::Disk { path, bytes } => {
                    Some(work_tree::read(leaf, path, *bytes, self.format, is_record(leaf)))
                }
                _ => None,
            })
            .collect();
        let mut state = self.lock();
        leaves
            .iter()
            .zip(disk)
            .map(|(leaf, read)| match read {
                Some(entry) => state.remember(entry),
                None => state.entry(leaf, self.format, is_record(leaf)),
            })
            .collect()
    }

    /// Turns an absolute path into one from the root, `None` when it lies elsewhere.
    fn below_root(&self, absolute: &Path) -> Option<String> {
        // An output folder need not exist yet, and its parent may be reached through a link.
        let real = absolute.canonicalize().or_else(|_| {
            let parent = absolute.parent().unwrap_or(absolute).canonicalize();
            parent.map(|parent| parent.join(absolute.file_name().unwrap_or_default()))
        });
        let real = real.unwrap_or_else(|_| absolute.to_owned());
        path::from_native(real.strip_prefix(&self.root).ok()?).filter(|path| !path.is_empty())
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // A panic elsewhere cannot leave the caches half written: every entry is inserted whole.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn is_record(leaf: &Leaf) -> bool {
    leaf.path.ends_with(".md")
}

fn differ_in_case(files: &BTreeMap<Arc<str>, Entry>, problems: &mut Vec<Problem>) {
    let mut first: BTreeMap<String, &str> = BTreeMap::new();
    for path in files.keys() {
        let other = *first.entry(path.to_lowercase()).or_insert(path);
        if other != &**path {
            let kind = ProblemKind::NamesDifferInCase { other: other.to_owned() };
            problems.push(Problem { path: path.to_string(), kind });
        }
    }
}
