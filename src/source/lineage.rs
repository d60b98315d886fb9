//! Goes from a commit to its parents, and says which files differ between them, without reading any file.

use std::cmp::Ordering;
use std::sync::Arc;

use git2::Oid;

use super::revision::{FOLDER, Node};
use super::{BlobId, Commit, Error, Source, path, state::State};

/// The name of a commit: git's object id.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct CommitId(Oid);

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

impl Source {
    /// Returns the commit that a whole object id, as hex digits, names.
    ///
    /// # Errors
    /// It is no commit of this repository.
    pub fn commit_named(&self, hex: &str) -> Result<CommitId, Error> {
        let state = self.lock();
        let repo = self.repo(&state.repo)?;
        self.commit_id(repo, hex).map(CommitId)
    }

    /// Returns all that is known of a commit.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn commit(&self, id: CommitId) -> Result<Commit, Error> {
        let state = self.lock();
        let commit = state.git().find_commit(id.0);
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
            let commit = state.git().find_commit(id.0).map_err(|error| Error::git("a commit", &error))?;
            let written = commit
                .raw_header_bytes()
                .split(|byte| *byte == b'\n')
                .filter(|line| line.starts_with(b"parent "))
                .count();
            let parents: Vec<CommitId> = commit.parent_ids().map(CommitId).collect();
            let has = |parent: &CommitId| state.git().find_commit(parent.0).is_ok();
            let there: Vec<CommitId> = parents.iter().copied().filter(has).collect();
            let cut = written > there.len();
            Arc::new(Lineage { parents: there, seconds: commit.time().seconds(), cut })
        };
        state.lineages.insert(id.0, Arc::clone(&lineage));
        Ok(lineage)
    }

    /// Returns the commits that a merge in progress brings in beside `HEAD`.
    ///
    /// # Errors
    /// A name in `MERGE_HEAD` is no commit of this repository.
    pub fn merging(&self) -> Result<Vec<CommitId>, Error> {
        let state = self.lock();
        let Some(repo) = &state.repo else { return Ok(Vec::new()) };
        let heads = std::fs::read_to_string(repo.path().join("MERGE_HEAD")).unwrap_or_default();
        heads.split_whitespace().map(|hex| self.commit_id(repo, hex).map(CommitId)).collect()
    }

    /// Returns the files below `folders` (from the repository's root; an empty text is all of it) that differ between two
    /// commits, by path; `None` stands for a commit without files. Links and submodules count as files.
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
        Ok(spot.filter(|(mode, _)| *mode != FOLDER).map(|(_, id)| BlobId::of(id)))
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
            return Ok(CommitId(commit));
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
        let root = self.git().find_commit(id.0)?.tree_id();
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
            let level = self.level(at.1)?;
            match level.iter().find(|node| node.name == name.as_bytes()) {
                Some(node) => at = (node.mode, node.id),
                None => return Ok(None),
            }
        }
        Ok(Some(at))
    }

    /// Collects the files that differ; equal folders are passed over unread.
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
        let file = |spot: Spot| spot.filter(|(mode, _)| *mode != FOLDER).map(|(_, id)| BlobId::of(id));
        if file(before) != file(after) {
            changed.push(Changed { path: path.into(), before: file(before), after: file(after) });
        }
        let mut level = |spot: Spot| match spot {
            Some((FOLDER, id)) => self.level(id),
            Some(_) | None => Ok(Arc::default()),
        };
        let (old, new) = (level(before)?, level(after)?);
        let (mut old, mut new) = (old.iter().peekable(), new.iter().peekable());
        loop {
            let order = match (old.peek(), new.peek()) {
                (None, None) => return Ok(()),
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (Some(old), Some(new)) => compare(old, new),
            };
            let old = if order.is_le() { old.next() } else { None };
            let new = if order.is_ge() { new.next() } else { None };
            let spot = |node: Option<&Node>| node.map(|node| (node.mode, node.id));
            if spot(old) == spot(new) {
                continue;
            }
            let name = old.or(new).map(|node| String::from_utf8_lossy(&node.name).into_owned());
            let below = path::join(path, &name.unwrap_or_default());
            self.differ(spot(old), spot(new), &below, changed)?;
        }
    }
}

/// Compares two names as git orders them in a tree: a folder's as if it ended with a slash.
fn compare(one: &Node, two: &Node) -> Ordering {
    let common = one.name.len().min(two.name.len());
    one.name[..common].cmp(&two.name[..common]).then_with(|| {
        let next = |node: &Node| match node.name.get(common) {
            Some(byte) => *byte,
            None if node.mode == FOLDER => b'/',
            None => 0,
        };
        next(one).cmp(&next(two)).then_with(|| one.name.len().cmp(&two.name.len()))
    })
}
