//! Goes from a commit to its parents, and says which files differ between them, without reading any file.

use std::sync::Arc;

use git2::{Oid, Sort};
use rayon::prelude::*;

use super::blob::{IdMap, key};
use super::{BlobId, Commit, Error, Source, object, state::State, trees::is_file};

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

/// Fewer steps than this are not worth a second handle on the repository.
const FEW: usize = 8;

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
        if let Some(known) = state.lineages.get(&id) {
            return Ok(Arc::clone(known));
        }
        let tree;
        let lineage = {
            let commit = object::commit(state.git(), id.0).map_err(|error| Error::git("a commit", &error))?;
            tree = commit.tree_id();
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
        state.lineages.insert(id, Arc::clone(&lineage));
        state.roots.insert(id, tree);
        Ok(lineage)
    }

    /// Returns the place of each commit in the history of some others, 0 for the first: none comes before one that follows it,
    /// whatever their clocks say; else the newer one comes first.
    ///
    /// # Errors
    /// History cannot be read.
    pub fn order(&self, tips: &[CommitId]) -> Result<IdMap<CommitId, u32>, Error> {
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
    /// commits, by path, found at most once. Links count as files; submodules do not, as nothing of them is in this repository.
    ///
    /// # Errors
    /// A tree cannot be read: a partial clone or a damaged repository.
    pub fn changed(
        &self,
        before: CommitId,
        after: CommitId,
        folders: &[&str],
    ) -> Result<Arc<Vec<Changed>>, Error> {
        let mut state = self.lock();
        let key = (before, after, folders.join("\n"));
        if let Some(known) = state.changes.get(&key) {
            return Ok(Arc::clone(known));
        }
        let failed = |error: git2::Error| Error::git("what a commit changed", &error);
        let (old, new) = (state.root(before).map_err(failed)?, state.root(after).map_err(failed)?);
        let changed = Arc::new(state.trees().changed(Some(old), new, folders).map_err(failed)?);
        state.changes.insert(key, Arc::clone(&changed));
        Ok(changed)
    }

    /// Compares commits with their parents on all threads, so that [`Source::changed`] knows what they changed. What cannot be
    /// read is left out, and told when it is asked for.
    pub fn compare_ahead(&self, steps: &[(CommitId, CommitId)], folders: &[&str]) {
        let folder = folders.join("\n");
        let mut state = self.lock();
        let mut unknown = Vec::new();
        for (before, after) in steps {
            let key = (*before, *after, folder.clone());
            if !state.changes.contains_key(&key)
                && let (Ok(old), Ok(new)) = (state.root(*before), state.root(*after))
            {
                unknown.push((key, old, new));
            }
        }
        // A rayon thread that waits may pick up other work that takes the lock.
        drop(state);
        if unknown.len() < FEW {
            return;
        }
        // Neighbours in history share most of their trees, so each thread compares one part of the list.
        let part = unknown.len().div_ceil(rayon::current_num_threads());
        let found: Vec<Vec<_>> = unknown
            .par_chunks(part)
            .map(|part| {
                let Some(mut handle) = self.handle() else { return Vec::new() };
                let compare =
                    |((before, after, folder), old, new): &((CommitId, CommitId, String), Oid, Oid)| {
                        let changed = handle.trees().changed(Some(*old), *new, folders).ok()?;
                        Some(((*before, *after, folder.clone()), Arc::new(changed)))
                    };
                let found = part.iter().filter_map(compare).collect();
                self.give_back(handle);
                found
            })
            .collect();
        let mut state = self.lock();
        state.changes.extend(found.into_iter().flatten());
    }

    /// Returns the content's id of a file of a commit, `None` where there is no such file.
    ///
    /// # Errors
    /// A tree cannot be read.
    pub fn blob_at(&self, id: CommitId, path: &str) -> Result<Option<BlobId>, Error> {
        let mut state = self.lock();
        let failed = |error: git2::Error| Error::git("a file of a commit", &error);
        let root = state.root(id).map_err(failed)?;
        let spot = state.trees().at(root, path).map_err(failed)?;
        Ok(spot.filter(is_file).map(|(_, id)| BlobId::of(id)))
    }

    /// Returns the files of a commit below a folder with their content's ids, by path from the repository's root.
    ///
    /// # Errors
    /// A tree cannot be read.
    pub fn files_at(&self, id: CommitId, folder: &str) -> Result<Vec<(Arc<str>, BlobId)>, Error> {
        let mut state = self.lock();
        let failed = |error: git2::Error| Error::git("the files of a commit", &error);
        let root = state.root(id).map_err(failed)?;
        let files = state.trees().changed(None, root, &[folder]).map_err(failed)?;
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
        if let Some(root) = self.roots.get(&id) {
            return Ok(*root);
        }
        let root = object::commit(self.git(), id.0)?.tree_id();
        self.roots.insert(id, root);
        Ok(root)
    }
}
