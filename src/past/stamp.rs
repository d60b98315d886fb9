//! Walks from a moment towards the past, once, and finds for everything that is watched the newest commit which changed it.
//!
//! A value is followed along the parents that hold it. It is stamped by the commit that none of its parents agrees with: so a
//! merge stamps nothing that one of its sides already said, and a move of the file stamps nothing at all.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::search::{Pending, Search};
use super::watch::{Watch, agreeing, parts, same_id};
use crate::config::Config;
use crate::dossier::{Dossier, Read};
use crate::reading::{Desk, Error, Reading};
use crate::record::{Kind, Record};
use crate::source::{BlobId, Changed, CommitId, Content, Moment};

/// The newest commit that changed what is watched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Stamp {
    /// It is not committed yet.
    Now,
    /// This commit.
    Commit(CommitId, Arc<Scope>),
    /// The commit is not in this clone.
    Unknown,
}

/// Where records lie at a commit; both count from the repository's root.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Scope {
    /// The configuration.
    config: String,
    /// The records' root, without a slash at its end.
    pub folder: String,
}

/// The walk of one moment.
pub(super) struct Walk<'w> {
    pub(super) desk: &'w Desk,
    pub(super) dossier: &'w Dossier,
    start: Vec<Side>,
    /// Whether the moment is not a commit.
    uncommitted: bool,
    scope: Arc<Scope>,
    /// By path from the repository's root.
    at_path: HashMap<Box<str>, usize>,
    /// Paths that records had before they moved.
    pub(super) earlier: HashMap<usize, Vec<Arc<str>>>,
    differences: HashMap<(Option<CommitId>, CommitId), Arc<Vec<Changed>>>,
    /// The commits of which the changes were read ahead.
    ahead: HashSet<CommitId>,
}

/// How many commits are read ahead at once, and how many contents about.
const AHEAD: usize = 64;
const AHEAD_BLOBS: usize = 512;

/// A parent, and the files that differ from it; `None` for a side whose files are not in this clone.
struct Side {
    parent: CommitId,
    changes: Option<Arc<Vec<Changed>>>,
}

impl<'w> Walk<'w> {
    /// Prepares the walk: reads no commit but the first.
    ///
    /// # Errors
    /// The moment's commit cannot be read.
    pub fn new(desk: &'w Desk, reading: &'w Reading) -> Result<Walk<'w>, Error> {
        let dossier = &reading.dossier;
        let device = &reading.tree.device;
        let folder = format!("{}{}", device.root, reading.tree.folder).trim_end_matches('/').to_owned();
        let scope = Arc::new(Scope { config: device.config.clone(), folder });
        let at_path = dossier
            .records()
            .map(|record| (dossier.repository_path(record.path()).into_boxed_str(), record.index))
            .collect();
        let uncommitted = !matches!(reading.snapshot.moment, Moment::Revision(_));
        let mut walk = Walk {
            desk,
            dossier,
            start: Vec::new(),
            uncommitted,
            scope,
            at_path,
            earlier: HashMap::new(),
            differences: HashMap::new(),
            ahead: HashSet::new(),
        };
        let Some(commit) = &reading.snapshot.commit else { return Ok(walk) };
        let tip = desk.source.commit_named(&commit.id)?;
        let mut tips = vec![tip];
        if uncommitted {
            tips.extend(desk.source.merging()?);
        }
        for parent in tips {
            let changes = if uncommitted {
                Some(Arc::new(walk.uncommitted(reading, parent)?))
            } else {
                Some(Arc::default())
            };
            walk.start.push(Side { parent, changes });
        }
        Ok(walk)
    }

    /// Returns the stamp of each watch, in order; at most 65,000 commits are looked at per moment in any order of dates.
    ///
    /// # Errors
    /// A commit that is there cannot be read.
    pub fn stamps(&mut self, watches: &[Watch]) -> Result<Vec<Stamp>, Error> {
        let mut search = Search::new(watches);
        let all: Vec<u16> = watches.iter().map(|watch| parts(&watch.what)).collect();
        let first = Pending { held: all, moved: HashMap::new(), scope: Arc::clone(&self.scope) };
        let sides = std::mem::take(&mut self.start);
        if self.uncommitted {
            let stamped = |_| Stamp::Now;
            self.pass(&mut search, first, &sides, false, &stamped);
        } else if let Some(side) = sides.first() {
            search.push(self.desk, side.parent, first)?;
        }
        self.start = sides;
        while let Some(id) = search.next() {
            let Some(pending) = search.pending.remove(&id) else { continue };
            if search.is_settled(&pending) {
                continue;
            }
            let lineage = self.desk.source.lineage(id)?;
            let scope = Arc::clone(&pending.scope);
            self.look_ahead(&search, id, &pending);
            let mut sides = Vec::with_capacity(lineage.parents.len());
            for parent in &lineage.parents {
                sides.push(Side { parent: *parent, changes: self.differences(*parent, id, &scope) });
            }
            let stamped = move |_| Stamp::Commit(id, Arc::clone(&scope));
            self.pass(&mut search, pending, &sides, lineage.cut, &stamped);
        }
        // What no commit answered for, as before the first commit, is said only now.
        Ok(search.stamps.into_iter().map(|stamp| stamp.unwrap_or(Stamp::Now)).collect())
    }

    /// Returns the scope of the moment itself.
    pub fn scope(&self) -> Arc<Scope> {
        Arc::clone(&self.scope)
    }

    /// Returns the commit that the moment is, or that its work tree stands on.
    pub fn tip(&self) -> Option<CommitId> {
        self.start.first().map(|side| side.parent)
    }

    /// Hands each watch on to the parents that agree with it, and stamps what none agrees with.
    fn pass(
        &mut self,
        search: &mut Search<'_>,
        pending: Pending,
        sides: &[Side],
        cut: bool,
        stamped: &dyn Fn(()) -> Stamp,
    ) {
        let Pending { held, moved, scope } = pending;
        if sides.is_empty() {
            for (watch, held) in held.iter().enumerate() {
                if *held != 0 {
                    search.settle(watch, if cut { Stamp::Unknown } else { stamped(()) });
                }
            }
            return;
        }
        let mut on: Vec<(CommitId, Pending)> = Vec::with_capacity(sides.len());
        let mut touched: HashSet<usize> = HashSet::new();
        let mut cut = cut;
        for side in sides {
            let Some(changes) = &side.changes else {
                cut = true;
                continue;
            };
            let mut next =
                Pending { held: held.clone(), moved: moved.clone(), scope: self.scope_at(changes, &scope) };
            let mut before = Before { changes, by_id: HashMap::new() };
            for change in changes.iter() {
                let Some(record) = self.record_on(&change.path, &moved) else { continue };
                let watches = search.of(record);
                if watches.iter().all(|watch| search.stamps[*watch].is_some() || held[*watch] == 0) {
                    continue;
                }
                let found = before.of(self, record, change);
                if let Some((path, _)) = found.as_ref().filter(|(path, _)| **path != *change.path) {
                    next.moved.insert(record, Arc::clone(path));
                    let earlier = self.earlier.entry(record).or_default();
                    if !earlier.contains(path) {
                        earlier.push(Arc::clone(path));
                    }
                }
                for watch in watches {
                    let kept = match &found {
                        Some((_, Read::Record(old))) => {
                            agreeing(&search.watches[watch].what, self.dossier.at_index(record).record(), old)
                        }
                        // What could not be read then said nothing else: the repair is no new look.
                        Some((_, Read::Malformed(_))) => u16::MAX,
                        None => 0,
                    };
                    next.held[watch] &= kept;
                    touched.insert(watch);
                }
            }
            on.push((side.parent, next));
        }
        if on.is_empty() {
            // Every side is missing.
            touched.extend(0..held.len());
        }
        for watch in touched {
            let handed_on = on.iter().fold(0, |all, (_, next)| all | next.held[watch]);
            if held[watch] & !handed_on != 0 {
                search.settle(watch, if cut { Stamp::Unknown } else { stamped(()) });
            }
        }
        for (parent, next) in on {
            // A commit that cannot be read is told by the loop that reads it.
            let _ = search.push(self.desk, parent, next);
        }
    }

    /// Reads on all threads what the next commits of the walk changed in records of which something is still sought.
    fn look_ahead(&mut self, search: &Search<'_>, id: CommitId, pending: &Pending) {
        if !self.ahead.insert(id) {
            return;
        }
        let mut queue = search.queue.clone();
        queue.push((i64::MAX, id));
        let mut seen = HashSet::new();
        let mut wanted = Vec::new();
        // Most often the newest change of a record is the last one that is asked for.
        let mut records = HashSet::new();
        while let Some((_, id)) = queue.pop()
            && seen.len() < AHEAD
            && wanted.len() < AHEAD_BLOBS
        {
            if !seen.insert(id) {
                continue;
            }
            self.ahead.insert(id);
            // What cannot be read is told by the walk itself.
            let Ok(lineage) = self.desk.source.lineage(id) else { continue };
            for parent in &lineage.parents {
                let Ok(seconds) = self.desk.source.lineage(*parent).map(|lineage| lineage.seconds) else {
                    continue;
                };
                queue.push((seconds, *parent));
                let Some(changes) = self.differences(*parent, id, &pending.scope) else { continue };
                for change in changes.iter() {
                    let record = self.record_on(&change.path, &pending.moved);
                    let open = record.filter(|record| {
                        search.of(*record).iter().any(|watch| search.stamps[*watch].is_none())
                    });
                    if let (Some(record), Some(blob)) = (open, change.before)
                        && records.insert(record)
                    {
                        wanted.push((blob, self.dossier.at_index(record).record().kind()));
                    }
                }
            }
        }
        self.desk.parses.ahead(&self.desk.source, &wanted);
    }

    /// Returns the record that lies on a path at a commit, given those that lie elsewhere than at the moment.
    fn record_on(&self, path: &str, moved: &HashMap<usize, Arc<str>>) -> Option<usize> {
        if !moved.is_empty()
            && let Some((record, _)) = moved.iter().find(|(_, at)| ***at == *path)
        {
            return Some(*record);
        }
        self.at_path.get(path).copied().filter(|record| !moved.contains_key(record))
    }

    /// Returns where records lie at a parent: elsewhere only if the configuration differs from it.
    fn scope_at(&self, changes: &[Changed], scope: &Arc<Scope>) -> Arc<Scope> {
        let Some(change) = changes.iter().find(|change| *change.path == *scope.config) else {
            return Arc::clone(scope);
        };
        let name = scope.config.rsplit('/').next().unwrap_or(&scope.config);
        let (config, blob) = match change.before {
            Some(blob) => (scope.config.clone(), Some(blob)),
            // The device moved as a whole, or it begins here.
            None => {
                let gone = changes
                    .iter()
                    .find(|other| other.after.is_none() && other.path.rsplit('/').next() == Some(name));
                match gone {
                    Some(gone) => (gone.path.to_string(), gone.before),
                    None => return Arc::clone(scope),
                }
            }
        };
        let text = match blob.map(|blob| self.desk.source.content(blob)) {
            Some(Content::Text(text)) => text,
            Some(_) | None => return Arc::clone(scope),
        };
        let Ok((parsed, _)) = Config::parse(&text) else { return Arc::clone(scope) };
        let root = config.rfind('/').map_or("", |end| &config[..=end]);
        let folder = format!("{root}{}", parsed.records.root).trim_end_matches('/').to_owned();
        if config == scope.config && folder == scope.folder {
            return Arc::clone(scope);
        }
        Arc::new(Scope { config, folder })
    }

    /// Returns the files that differ between a commit and its parent where records lie; `None` if that cannot be read.
    fn differences(&mut self, parent: CommitId, id: CommitId, scope: &Scope) -> Option<Arc<Vec<Changed>>> {
        if let Some(known) = self.differences.get(&(Some(parent), id)) {
            return Some(Arc::clone(known));
        }
        let source = &self.desk.source;
        let mut changed = source.changed(Some(parent), id, &[&scope.folder, &scope.config]).ok()?;
        // Where the configuration came or changed, records may have lain elsewhere: the whole commit is looked at.
        if changed.iter().any(|change| *change.path == *scope.config) {
            changed = source.changed(Some(parent), id, &[""]).ok()?;
        }
        let changed = Arc::new(changed);
        self.differences.insert((Some(parent), id), Arc::clone(&changed));
        Some(changed)
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
        let committed = source.blob_at(parent, &self.scope.config)?;
        let now = source.file(&reading.snapshot, &self.scope.config)?.map(|entry| entry.blob);
        let config = Changed { path: self.scope.config.as_str().into(), before: committed, after: now };
        if committed != now && *self.scope_at(std::slice::from_ref(&config), &self.scope) != *self.scope {
            // The records' root was moved, and nothing of that is committed yet.
            let all = source.files_at(parent, "")?.into_iter();
            let known: HashSet<Arc<str>> = changed.iter().map(|change| Arc::clone(&change.path)).collect();
            let inside = format!("{}/", self.scope.folder);
            changed.extend(
                all.filter(|(path, _)| path.ends_with(".md") || path.ends_with(".toml"))
                    .filter(|(path, _)| !path.starts_with(&inside) && !known.contains(path))
                    .map(|(path, old)| Changed { path, before: Some(old), after: None }),
            );
            changed.push(config);
        }
        changed.sort_by(|one, two| one.path.cmp(&two.path));
        Ok(changed)
    }

    pub(super) fn read(&self, blob: BlobId, kind: Kind) -> Read {
        self.desk.parses.of_blob(blob, kind, || self.desk.source.content(blob))
    }
}

/// The older side of what a commit changed.
struct Before<'c> {
    changes: &'c [Changed],
    by_id: HashMap<Kind, ById>,
}

/// Records of a commit by their ids in lower case, each with its path.
type ById = HashMap<String, (Arc<str>, Arc<Record>)>;

impl Before<'_> {
    /// Returns a record as it was on the older side, with its path there: at its own path, or wherever it was moved from.
    fn of(&mut self, walk: &Walk<'_>, index: usize, change: &Changed) -> Option<(Arc<str>, Read)> {
        let record = walk.dossier.at_index(index);
        let kind = record.record().kind();
        if let Some(blob) = change.before {
            match walk.read(blob, kind) {
                Read::Record(old) if same_id(old.id(), record.id()) => {
                    return Some((Arc::clone(&change.path), Read::Record(old)));
                }
                Read::Malformed(old) if old.id.as_ref().is_none_or(|id| same_id(id, record.id())) => {
                    return Some((Arc::clone(&change.path), Read::Malformed(old)));
                }
                Read::Record(_) | Read::Malformed(_) => {}
            }
        }
        let by_id = self.by_id.entry(kind).or_insert_with(|| {
            let mut by_id = HashMap::new();
            for change in self.changes.iter().filter(|change| change.path.ends_with(".md")) {
                if let Some(blob) = change.before
                    && let Read::Record(old) = walk.read(blob, kind)
                {
                    by_id.insert(old.id().to_ascii_lowercase(), (Arc::clone(&change.path), old));
                }
            }
            by_id
        });
        let (path, old) = by_id.get(&record.id().to_ascii_lowercase())?;
        Some((Arc::clone(path), Read::Record(Arc::clone(old))))
    }
}
