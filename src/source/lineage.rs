//! Goes from a commit to its parents, and says which files differ between them, without reading any file.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use git2::{ObjectType, Oid, Repository, Sort};

use super::blob::key;
use super::revision::{FOLDER, SUBMODULE};
use super::{BlobId, Commit, Error, Source, object, path, state::State};

/// The name of a commit: git's object id.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct CommitId(Oid);

impl CommitId {
    fn of(oid: Oid) -> CommitId {
        CommitId(key(oid))
    }
}

/// A commit's place in history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lineage {
    /// Its parents, in order.
    pub parents: Vec<CommitId>,
    /// The committer's time in seconds since 1970-01-01 UTC.
    pub seconds: i64,
    /// Whether it has parents that are not in this repository: the edge of a shallow clone.
    pub cut: bool,
}

/// A file that differs between two commits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// Its path from the repository's root.
    pub path: Arc<str>,
    /// Its content in the older commit.
    pub before: Option<BlobId>,
    /// Its content in the newer commit.
    pub after: Option<BlobId>,
}

/// What stands for a name in a tree: its mode and its object.
type Spot = Option<(i32, Oid)>;

fn is_file((mode, _): &(i32, Oid)) -> bool {
    *mode != FOLDER && *mode != SUBMODULE
}

impl Source {
    /// Returns the commit that a whole object id, as hex digits, names.
    ///
    /// # Errors
    /// It is no commit of this repository.
    pub fn commit_named(&self, hex: &str) -> Result<CommitId, Error> {
        let state = self.lock();
        let repo = self.repo(&state.repo)?;
        self.commit_id(repo, hex).map(CommitId::of)
    }

    /// Returns all that is known of a commit.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn commit(&self, id: CommitId) -> Result<Commit, Error> {
        let state = self.lock();
        let commit = object::commit(state.git(), id.0);
        commit.map(|commit| Commit::of(&commit)).map_err(|error| Error::git("a commit", &error))
    }

    /// Returns a commit's place in history, read at most once.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn lineage(&self, id: CommitId) -> Result<Arc<Lineage>, Error> {
        let mut state = self.lock();
        if let Some(known) = state.lineages.get(&id.0) {
            return Ok(Arc::clone(known));
        }
        let lineage = {
            let commit = object::commit(state.git(), id.0).map_err(|error| Error::git("a commit", &error))?;
            let written = commit
                .raw_header_bytes()
                .split(|byte| *byte == b'\n')
                .filter(|line| line.starts_with(b"parent "))
                .count();
            let parents: Vec<CommitId> = commit.parent_ids().map(CommitId::of).collect();
            let has = |parent: &CommitId| state.git().find_commit(parent.0).is_ok();
            let there: Vec<CommitId> = parents.iter().copied().filter(has).collect();
            let cut = written > there.len();
            Arc::new(Lineage { parents: there, seconds: commit.time().seconds(), cut })
        };
        state.lineages.insert(id.0, Arc::clone(&lineage));
        Ok(lineage)
    }

    /// Returns the place of each commit in the history of some others, 0 for the first: none comes before one that follows it,
    /// whatever their clocks say; else the newer one comes first.
    ///
    /// # Errors
    /// History cannot be read.
    pub fn order(&self, tips: &[CommitId]) -> Result<HashMap<CommitId, u32>, Error> {
        let state = self.lock();
        let failed = |error: git2::Error| Error::git("history", &error);
        let mut walk = state.git().revwalk().map_err(failed)?;
        walk.set_sorting(Sort::TOPOLOGICAL | Sort::TIME).map_err(failed)?;
        for tip in tips {
            walk.push(tip.0).map_err(failed)?;
        }
        let numbered = (0..).zip(walk).map(|(place, id)| Ok((CommitId::of(id?), place)));
        numbered.collect::<Result<_, _>>().map_err(failed)
    }

    /// Returns the commits that a merge in progress brings in beside `HEAD`.
    ///
    /// # Errors
    /// A name in `MERGE_HEAD` is no commit of this repository.
    pub fn merging(&self) -> Result<Vec<CommitId>, Error> {
        let state = self.lock();
        let Some(repo) = &state.repo else { return Ok(Vec::new()) };
        let heads = std::fs::read_to_string(repo.path().join("MERGE_HEAD")).unwrap_or_default();
        heads.split_whitespace().map(|hex| self.commit_id(repo, hex).map(CommitId::of)).collect()
    }

    /// Returns the files below `folders` (from the repository's root; an empty text is all of it) that differ between two
    /// commits, by path; `None` stands for a commit without files. Links count as files; submodules do not, as nothing of them
    /// is in this repository.
    ///
    /// # Errors
    /// A tree cannot be read: a partial clone or a damaged repository.
    pub fn changed(
        &self,
        before: Option<CommitId>,
        after: CommitId,
        folders: &[&str],
    ) -> Result<Vec<Changed>, Error> {
        let mut state = self.lock();
        let failed = |error: git2::Error| Error::git("what a commit changed", &error);
        let (old, new) = (
            before.map(|id| state.root(id)).transpose().map_err(failed)?,
            state.root(after).map_err(failed)?,
        );
        let mut changed = Vec::new();
        if old == Some(new) {
            return Ok(changed);
        }
        for folder in folders {
            let before = match old {
                Some(root) => state.at(root, folder).map_err(failed)?,
                None => None,
            };
            let after = state.at(new, folder).map_err(failed)?;
            state.differ(before, after, folder, &mut changed).map_err(failed)?;
        }
        changed.sort_by(|one, two| one.path.cmp(&two.path));
        changed.dedup();
        Ok(changed)
    }

    /// Returns the content's id of a file of a commit, `None` where there is no such file.
    ///
    /// # Errors
    /// A tree cannot be read.
    pub fn blob_at(&self, id: CommitId, path: &str) -> Result<Option<BlobId>, Error> {
        let mut state = self.lock();
        let failed = |error: git2::Error| Error::git("a file of a commit", &error);
        let root = state.root(id).map_err(failed)?;
        let spot = state.at(root, path).map_err(failed)?;
        Ok(spot.filter(is_file).map(|(_, id)| BlobId::of(id)))
    }

    /// Returns the files of a commit below a folder with their content's ids, by path from the repository's root.
    ///
    /// # Errors
    /// A tree cannot be read.
    pub fn files_at(&self, id: CommitId, folder: &str) -> Result<Vec<(Arc<str>, BlobId)>, Error> {
        let files = self.changed(None, id, &[folder])?;
        Ok(files.into_iter().filter_map(|file| Some((file.path, file.after?))).collect())
    }

    /// Returns the commit that a revision fixes for good: a tag, or at least seven digits of an object id.
    ///
    /// # Errors
    /// There is no such revision, it leads to no commit, or it is a name that moves, such as a branch.
    pub fn fixed_commit(&self, revision: &str) -> Result<CommitId, Error> {
        let state = self.lock();
        let repo = self.repo(&state.repo)?;
        let commit = super::revision::resolve(repo, revision)?.id();
        let is_digits = revision.len() >= 7 && revision.bytes().all(|byte| byte.is_ascii_hexdigit());
        let short = revision.strip_prefix("refs/tags/").unwrap_or(revision);
        let is_tag = repo.find_reference(&format!("refs/tags/{short}")).is_ok();
        if is_tag || is_digits && commit.to_string().starts_with(&revision.to_ascii_lowercase()) {
            return Ok(CommitId::of(commit));
        }
        Err(Error::UnknownRevision {
            name: revision.to_owned(),
            hint: "it moves: name a tag, or a commit by seven or more digits of its object id".to_owned(),
        })
    }
}

impl std::fmt::Display for CommitId {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(formatter)
    }
}

impl State {
    fn root(&mut self, id: CommitId) -> Result<Oid, git2::Error> {
        if let Some(root) = self.roots.get(&id.0) {
            return Ok(*root);
        }
        let root = object::commit(self.git(), id.0)?.tree_id();
        self.roots.insert(id.0, root);
        Ok(root)
    }

    /// Returns what a path leads to in a tree.
    fn at(&mut self, root: Oid, path: &str) -> Result<Spot, git2::Error> {
        let mut at = (FOLDER, root);
        for name in path.split('/').filter(|name| !name.is_empty()) {
            if at.0 != FOLDER {
                return Ok(None);
            }
            match self.raw_tree(at.1)?.find(name.as_bytes())? {
                Some(spot) => at = spot,
                None => return Ok(None),
            }
        }
        Ok(Some(at))
    }

    fn raw_tree(&mut self, id: Oid) -> Result<Arc<RawTree>, git2::Error> {
        let repo = self.repo.as_ref().expect("object ids come from a repository");
        self.trees.get(id, repo)
    }

    /// Collects the files that differ; equal folders are passed over unread, and so are equal names of two folders.
    fn differ(
        &mut self,
        before: Spot,
        after: Spot,
        path: &str,
        changed: &mut Vec<Changed>,
    ) -> Result<(), git2::Error> {
        if before == after {
            return Ok(());
        }
        let file = |spot: Spot| spot.filter(is_file).map(|(_, id)| BlobId::of(id));
        if file(before) != file(after) {
            changed.push(Changed { path: path.into(), before: file(before), after: file(after) });
        }
        let tree = |state: &mut State, spot: Spot| match spot {
            Some((FOLDER, id)) => state.raw_tree(id).map(|tree| (tree, id)),
            Some((_, id)) => Ok((Arc::default(), id)),
            None => Ok((Arc::default(), Oid::ZERO_SHA1)),
        };
        let (old, new) = (tree(self, before)?, tree(self, after)?);
        let (mut old, mut new) =
            (entries(&old.0.bytes, old.1).peekable(), entries(&new.0.bytes, new.1).peekable());
        loop {
            let order = match (old.peek(), new.peek()) {
                (None, None) => return Ok(()),
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (Some(old), Some(new)) if old.whole == new.whole => Ordering::Equal,
                (Some(old), Some(new)) => compare(old, new),
            };
            let old = if order.is_le() { old.next() } else { None };
            let new = if order.is_ge() { new.next() } else { None };
            if old.as_ref().map(|old| old.whole) == new.as_ref().map(|new| new.whole) {
                continue;
            }
            let name = old.as_ref().or(new.as_ref()).map_or(&b""[..], |entry| entry.name);
            let below = path::join(path, &String::from_utf8_lossy(name));
            let spot = |entry: Option<Entry<'_>>| entry.map(|entry| entry.spot()).transpose();
            self.differ(spot(old)?, spot(new)?, &below, changed)?;
        }
    }
}

/// Trees as git stores them, so that most of two neighbours can be passed over byte by byte. Only the last ones are kept: a
/// long history has thousands, and each is looked at with its neighbours.
#[derive(Default)]
pub(super) struct Trees {
    kept: HashMap<Oid, Arc<RawTree>>,
    bytes: usize,
}

/// Above this many bytes the trees kept are let go.
const MOST_KEPT: usize = 16 << 20;

impl Trees {
    fn get(&mut self, id: Oid, repo: &Repository) -> Result<Arc<RawTree>, git2::Error> {
        if let Some(tree) = self.kept.get(&key(id)) {
            return Ok(Arc::clone(tree));
        }
        let bytes = object::with(repo, id, ObjectType::Tree, |bytes| Box::from(bytes))?;
        let tree = Arc::new(RawTree { bytes, starts: OnceLock::new(), id });
        if self.bytes + tree.bytes.len() > MOST_KEPT {
            self.kept.clear();
            self.bytes = 0;
        }
        self.bytes += tree.bytes.len();
        self.kept.insert(key(id), Arc::clone(&tree));
        Ok(tree)
    }
}

/// A tree as git stores it.
pub(super) struct RawTree {
    bytes: Box<[u8]>,
    /// Where each name's entry begins; found only for a tree in which a name is looked up.
    starts: OnceLock<Vec<u32>>,
    id: Oid,
}

impl Default for RawTree {
    fn default() -> RawTree {
        RawTree { bytes: Box::default(), starts: OnceLock::new(), id: Oid::ZERO_SHA1 }
    }
}

impl RawTree {
    /// Returns what a name stands for: a file, or else a folder, which git sorts elsewhere.
    fn find(&self, name: &[u8]) -> Result<Spot, git2::Error> {
        let starts = self.starts.get_or_init(|| {
            let whole = entries(&self.bytes, self.id).map(|entry| entry.whole.len());
            let mut at = 0;
            let starts = whole.map(|length| {
                at += length;
                at - length
            });
            starts.map(|start| u32::try_from(start).expect("no tree of git has four gigabytes")).collect()
        });
        for mode in [&b"100644"[..], b"40000"] {
            let wanted = Entry { whole: b"", mode, name, id: b"" };
            let entry = |start: &u32| entries(&self.bytes[*start as usize..], self.id).next();
            let found = starts.binary_search_by(|start| {
                entry(start).map_or(Ordering::Greater, |entry| compare(&entry, &wanted))
            });
            if let Ok(found) = found {
                return entry(&starts[found]).map(|entry| entry.spot()).transpose();
            }
        }
        Ok(None)
    }
}

/// One name of a tree: its mode in octal digits, a space, the name, a zero byte, the object id's bytes.
struct Entry<'t> {
    whole: &'t [u8],
    mode: &'t [u8],
    name: &'t [u8],
    id: &'t [u8],
}

impl Entry<'_> {
    fn is_folder(&self) -> bool {
        self.mode == b"40000"
    }

    fn spot(&self) -> Result<(i32, Oid), git2::Error> {
        let digits = std::str::from_utf8(self.mode).ok().and_then(|mode| i32::from_str_radix(mode, 8).ok());
        let mode = digits.ok_or_else(|| git2::Error::from_str("a tree holds a mode that is no number"))?;
        Ok((mode, Oid::from_bytes(self.id)?))
    }
}

/// Returns the names of a tree in its order, up to the first that is broken.
fn entries(tree: &[u8], id: Oid) -> impl Iterator<Item = Entry<'_>> {
    let length = id.as_bytes().len();
    let mut rest = tree;
    std::iter::from_fn(move || {
        let space = rest.iter().position(|byte| *byte == b' ')?;
        let zero = space + rest[space..].iter().position(|byte| *byte == 0)?;
        let end = zero + 1 + length;
        let whole = rest.get(..end)?;
        rest = &rest[end..];
        Some(Entry { whole, mode: &whole[..space], name: &whole[space + 1..zero], id: &whole[zero + 1..] })
    })
}

/// Compares two names as git orders them in a tree: a folder's as if it ended with a slash.
fn compare(one: &Entry<'_>, two: &Entry<'_>) -> Ordering {
    let common = one.name.len().min(two.name.len());
    one.name[..common].cmp(&two.name[..common]).then_with(|| {
        let next = |entry: &Entry<'_>| match entry.name.get(common) {
            Some(byte) => *byte,
            None if entry.is_folder() => b'/',
            None => 0,
        };
        next(one).cmp(&next(two)).then_with(|| one.name.len().cmp(&two.name.len()))
    })
}
