//! Walks from a moment towards the past, once, and finds for everything that is watched the newest commit which changed it.
//!
//! What is said is followed along the parents that say it. It is stamped by the commit in which some part of it differs from
//! every parent: so a merge stamps nothing that one of its sides already said, and a move of the file stamps nothing at all.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::ahead::folders;
use super::earlier::{ById, Older};
use super::scope::Scope;
use super::search::{Pending, Search};
use super::trail::Trail;
use super::watch::{Compared, Lost, Watch};
use crate::dossier::{Dossier, Read};
use crate::reading::{Desk, Error, Reading};
use crate::record::Kind;
use crate::source::{self, BlobId, Changed, CommitId, Content, IdMap, IdSet, Moment, Snapshot};

/// The newest commit that changed what is watched.
#[derive(Clone, Debug)]
pub(super) enum Stamp {
    /// It is not committed yet.
    Now,
    /// This commit, and where records lay there.
    Commit(CommitId, Arc<Scope>),
    /// The commit is not in this clone.
    Unknown,
}

/// The walk of one moment.
pub(super) struct Walk<'w> {
    pub(super) desk: &'w Desk,
    pub(super) dossier: &'w Dossier,
    snapshot: &'w Snapshot,
    start: Vec<Side>,
    /// The commit that the moment is or stands on, and those that a merge in progress brings in.
    tips: Vec<CommitId>,
    /// Whether the moment is not a commit.
    uncommitted: bool,
    /// Where records lie at the moment.
    pub(super) scope: Arc<Scope>,
    /// By path from the repository's root.
    pub(super) at_path: HashMap<Box<str>, usize>,
    /// How the walk came to its commits.
    pub(super) trail: Trail,
    /// Paths that records had before they moved.
    pub(super) earlier: HashMap<usize, Vec<Arc<str>>>,
    /// What differs between a parent and a commit; of the whole repository where that was asked for.
    differences: IdMap<(CommitId, CommitId, bool), Arc<Vec<Changed>>>,
    pub(super) listings: HashMap<(CommitId, Kind), Arc<ById>>,
    order: Option<Arc<IdMap<CommitId, u32>>>,
    /// The commits of which the changes were read ahead.
    pub(super) ahead: IdSet<CommitId>,
}

/// Where records lie on the way to a parent: what becomes of a [`Pending`].
struct Onward {
    moved: HashMap<usize, Arc<str>>,
    scope: Arc<Scope>,
    wide: bool,
}

/// A parent, and the files that differ from it.
struct Side {
    parent: CommitId,
    changes: Arc<Vec<Changed>>,
}

impl<'w> Walk<'w> {
    /// Prepares the walk: reads no commit but the first.
    ///
    /// # Errors
    /// The moment's commit cannot be read.
    pub fn new(desk: &'w Desk, reading: &'w Reading) -> Result<Walk<'w>, Error> {
        let dossier = &reading.dossier;
        let scope = Scope::of(&reading.tree.device.config, Arc::clone(&dossier.config));
        let at_path = dossier
            .records()
            .map(|record| (dossier.repository_path(record.path()).into_boxed_str(), record.index))
            .collect();
        let uncommitted = !matches!(reading.snapshot.moment, Moment::Revision(_));
        let mut walk = Walk {
            desk,
            dossier,
            snapshot: &reading.snapshot,
            start: Vec::new(),
            tips: Vec::new(),
            uncommitted,
            scope: Arc::new(scope),
            at_path,
            trail: Trail::default(),
            earlier: HashMap::new(),
            differences: IdMap::default(),
            listings: HashMap::new(),
            order: None,
            ahead: IdSet::default(),
        };
        let Some(commit) = &reading.snapshot.commit else { return Ok(walk) };
        let tip = desk.source.commit_named(&commit.id)?;
        walk.tips.push(tip);
        if uncommitted {
            walk.tips.extend(desk.source.merging()?);
        }
        for parent in walk.tips.clone() {
            let changes = if uncommitted { walk.uncommitted(reading, parent)? } else { Vec::new() };
            walk.start.push(Side { parent, changes: Arc::new(changes) });
        }
        Ok(walk)
    }

    /// Returns the stamp of each watch, in order.
    ///
    /// # Errors
    /// A commit, a tree or a file that is needed cannot be read.
    pub fn stamps(&mut self, watches: &[Watch]) -> Result<Vec<Stamp>, Error> {
        let mut search = Search::new(watches);
        let first = Pending {
            lost: HashMap::new(),
            moved: HashMap::new(),
            scope: Arc::clone(&self.scope),
            wide: false,
        };
        let sides = std::mem::take(&mut self.start);
        let begun = match sides.first() {
            Some(side) if !self.uncommitted => {
                self.trail.add(side.parent, None, &side.changes);
                self.push(&mut search, side.parent, first)
            }
            Some(_) | None => self.pass(&mut search, None, first, &sides, false),
        };
        self.start = sides;
        begun?;
        while let Some((id, pending)) = search.next() {
            let lineage = self.desk.source.lineage(id)?;
            self.look_ahead(&search, id, &pending);
            let mut sides = Vec::with_capacity(lineage.parents.len());
            for parent in &lineage.parents {
                let changes = self.differences(*parent, id, &pending.scope, pending.wide)?;
                sides.push(Side { parent: *parent, changes });
            }
            self.pass(&mut search, Some(id), pending, &sides, lineage.cut)?;
        }
        // Every way ends at a commit without parents, so nothing is left; if it were, it would not be taken for fresh.
        Ok(search.stamps.into_iter().map(|stamp| stamp.unwrap_or(Stamp::Unknown)).collect())
    }

    /// Returns whether a commit leads to the moment, that of a merge in progress included.
    ///
    /// # Errors
    /// History cannot be read.
    pub fn is_past(&self, commit: CommitId) -> Result<bool, Error> {
        for tip in &self.tips {
            if self.desk.source.is_ancestor(&commit.to_string(), &tip.to_string())? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Hands each watch on to the parents, and stamps what differs from all of them. `commit` is `None` for what is not
    /// committed; `cut` says that parents are missing, which might say the same.
    fn pass(
        &mut self,
        search: &mut Search<'_>,
        commit: Option<CommitId>,
        pending: Pending,
        sides: &[Side],
        cut: bool,
    ) -> Result<(), Error> {
        let stamp = match commit {
            _ if cut => Stamp::Unknown,
            Some(id) => Stamp::Commit(id, Arc::clone(&pending.scope)),
            None => Stamp::Now,
        };
        let mut on: Vec<Onward> = Vec::with_capacity(sides.len());
        let mut lost: Vec<HashMap<usize, Lost>> = Vec::with_capacity(sides.len());
        for side in sides {
            let (next, lost_here) = self.compare(search, commit, &pending, side)?;
            on.push(next);
            lost.push(lost_here);
        }
        self.settle_unread(search, &mut lost);
        let touched: Vec<usize> = match lost.first() {
            // What one side agrees with in everything is stamped by no other.
            Some(first) => first.keys().copied().collect(),
            None => (0..search.watches.len()).collect(),
        };
        for watch in touched {
            let known = pending.lost.get(&watch);
            if known.is_some_and(|known| known.gone) {
                continue;
            }
            let sides: Option<Vec<&Lost>> = lost.iter().map(|lost| lost.get(&watch)).collect();
            let Some(sides) = sides else { continue };
            if Lost::is_written(known, &sides) {
                search.settle(watch, stamp.clone());
            }
        }
        let mut known = pending.lost;
        known.retain(|watch, _| search.is_open(*watch));
        for (((side, next), lost), left) in sides.iter().zip(on).zip(lost).zip((0..sides.len()).rev()) {
            // In one line of history, which is most of it, nothing is copied.
            let mut next_lost = if left == 0 { std::mem::take(&mut known) } else { known.clone() };
            for (watch, lost) in lost {
                if search.is_open(watch) && lost.is_any() {
                    next_lost.entry(watch).or_default().add(&lost);
                }
            }
            self.trail.add(side.parent, commit, &side.changes);
            let Onward { moved, scope, wide } = next;
            self.push(search, side.parent, Pending { lost: next_lost, moved, scope, wide })?;
        }
        Ok(())
    }

    /// Says of the sides of a merge on which a record could not be read what is sought there.
    fn settle_unread(&self, search: &Search<'_>, lost: &mut [HashMap<usize, Lost>]) {
        let unread = lost.iter().flatten().filter(|(_, lost)| lost.unread).map(|(watch, _)| *watch);
        for watch in unread.collect::<HashSet<usize>>() {
            let same = Lost::default();
            let others: Vec<Lost> = lost
                .iter()
                .map(|side| side.get(&watch).unwrap_or(&same))
                .filter(|side| !side.unread)
                .cloned()
                .collect();
            let now = self.dossier.at_index(search.watches[watch].record).record();
            let what = &search.watches[watch].what;
            let here = Lost::unread(what, now, &others.iter().collect::<Vec<_>>());
            for side in lost.iter_mut().filter_map(|side| side.get_mut(&watch)).filter(|side| side.unread) {
                side.clone_from(&here);
            }
        }
    }

    /// Compares what is still sought with one parent: returns what goes on there, and what is lost on the way to it, by watch,
    /// of every record whose file differs.
    fn compare(
        &mut self,
        search: &Search<'_>,
        commit: Option<CommitId>,
        pending: &Pending,
        side: &Side,
    ) -> Result<(Onward, HashMap<usize, Lost>), Error> {
        let scope = self.scope_at(commit, side, &pending.scope)?;
        let mut next = Onward {
            moved: pending.moved.clone(),
            wide: pending.wide || !scope.is_as(&pending.scope),
            scope,
        };
        let mut lost = HashMap::new();
        let mut older = Older::new(side.parent, commit, &side.changes, Arc::clone(&next.scope));
        for change in side.changes.iter() {
            let Some(record) = self.record_on(&change.path, &pending.moved) else { continue };
            let watches = search.of(record);
            if watches.iter().all(|watch| pending.lost.get(watch).is_some_and(|lost| lost.gone)) {
                continue;
            }
            let now = self.dossier.at_index(record).record();
            let found = older.of(self, record, change)?.into_iter().map(|(path, read)| {
                let whats = watches.iter().map(|watch| &search.watches[*watch].what);
                let lost: Vec<Lost> = match &read {
                    Read::Record(old) => {
                        let mut compared = Compared::new(now, old);
                        whats.map(|what| compared.lost(what)).collect()
                    }
                    Read::Malformed(_) => whats.map(|what| Lost::unread(what, now, &[])).collect(),
                };
                (path, lost)
            });
            // Of several copies, the one that says most of what is said now.
            let most = |(_, lost): &(Arc<str>, Vec<Lost>)| -> usize { lost.iter().map(Lost::count).sum() };
            let Some((path, found)) = found.min_by_key(most) else {
                let gone = |watch: &usize| Lost::all(&search.watches[*watch].what, now);
                lost.extend(watches.iter().map(|watch| (*watch, gone(watch))));
                continue;
            };
            lost.extend(watches.into_iter().zip(found));
            if path != change.path {
                next.wide |= !next.scope.is_around(&path);
                let earlier = self.earlier.entry(record).or_default();
                if !earlier.contains(&path) {
                    earlier.push(Arc::clone(&path));
                }
                next.moved.insert(record, path);
            }
        }
        Ok((next, lost))
    }

    fn push(&mut self, search: &mut Search<'_>, id: CommitId, next: Pending) -> Result<(), Error> {
        if search.needs_order(id) {
            let order = match &self.order {
                Some(order) => Arc::clone(order),
                None => {
                    let order = Arc::new(self.desk.source.order(&self.tips)?);
                    Arc::clone(self.order.insert(order))
                }
            };
            search.keep_order(order);
        }
        search.push(id, next);
        Ok(())
    }

    /// Returns the record that lies on a path at a commit, given those that lie elsewhere than at the moment.
    pub(super) fn record_on(&self, path: &str, moved: &HashMap<usize, Arc<str>>) -> Option<usize> {
        if !moved.is_empty()
            && let Some((record, _)) = moved.iter().find(|(_, at)| ***at == *path)
        {
            return Some(*record);
        }
        self.at_path.get(path).copied().filter(|record| !moved.contains_key(record))
    }

    /// Returns where records lie at a parent: elsewhere only if the configuration differs from it.
    fn scope_at(
        &self,
        commit: Option<CommitId>,
        side: &Side,
        scope: &Arc<Scope>,
    ) -> Result<Arc<Scope>, Error> {
        let Some(change) = side.changes.iter().find(|change| *change.path == *scope.config) else {
            return Ok(Arc::clone(scope));
        };
        let source = &self.desk.source;
        let is_left = |path: &str| match commit {
            Some(commit) => Ok(source.blob_at(commit, path)?.is_some()),
            None => Ok(source.file(self.snapshot, path)?.is_some()),
        };
        self.scope_before(side.parent, &scope.config, change.before, is_left)
    }

    /// Returns the files that differ between a commit and its parent where records lie, and in the whole repository where that
    /// is asked for or the configuration differs: then records may have lain elsewhere.
    pub(super) fn differences(
        &mut self,
        parent: CommitId,
        id: CommitId,
        scope: &Scope,
        whole: bool,
    ) -> Result<Arc<Vec<Changed>>, Error> {
        if let Some(known) = self.differences.get(&(parent, id, whole)) {
            return Ok(Arc::clone(known));
        }
        let source = &self.desk.source;
        let mut changed = source.changed(parent, id, &folders(scope, whole))?;
        if !whole && changed.iter().any(|change| *change.path == *scope.config) {
            changed = source.changed(parent, id, &[""])?;
        }
        self.differences.insert((parent, id, whole), Arc::clone(&changed));
        Ok(changed)
    }

    /// Returns the files of the work tree or the index that differ from a commit.
    fn uncommitted(&self, reading: &Reading, parent: CommitId) -> Result<Vec<Changed>, Error> {
        let source = &self.desk.source;
        let mut before: HashMap<Arc<str>, BlobId> =
            source.files_at(parent, &self.scope.folder)?.into_iter().collect();
        let mut changed = Vec::new();
        for (path, entry) in &reading.tree.files {
            let path: Arc<str> = self.dossier.repository_path(path).into();
            let old = before.remove(&path);
            if old != Some(entry.blob) {
                changed.push(Changed { path, before: old, after: Some(entry.blob) });
            }
        }
        changed.extend(before.into_iter().map(|(path, old)| Changed {
            path,
            before: Some(old),
            after: None,
        }));
        let before = source.blob_at(parent, &self.scope.config)?;
        let after = source.file(&reading.snapshot, &self.scope.config)?.map(|entry| entry.blob);
        if before != after {
            changed.retain(|change| *change.path != *self.scope.config);
            changed.push(Changed { path: self.scope.config.as_str().into(), before, after });
        }
        changed.sort_by(|one, two| one.path.cmp(&two.path));
        Ok(changed)
    }

    /// Returns what came of the bytes of a file.
    ///
    /// # Errors
    /// The bytes are not there: what they said is not guessed.
    pub(super) fn read(&self, blob: BlobId, kind: Kind) -> Result<Read, Error> {
        let mut missing = None;
        let read = self.desk.parses.of_blob(blob, kind, || {
            let content = self.desk.source.content(blob);
            if let Content::Unreadable { reason } = &content {
                missing = Some(reason.clone());
            }
            content
        });
        match missing {
            Some(reason) => {
                Err(source::Error::Git { what: format!("an earlier state of a {kind} record"), reason }
                    .into())
            }
            None => Ok(read),
        }
    }
}
