//! Finds records as they were at the commits that say what evidence saw.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::scope::Scope;
use super::stamp::Walk;
use super::watch::same_id;
use crate::dossier::Read;
use crate::reading::Error;
use crate::record::{Kind, Record};
use crate::source::{BlobId, CommitId, IdMap};

/// A record at an earlier commit.
#[derive(Clone, Debug)]
pub(super) enum Seen {
    /// Byte for byte what it is at the moment.
    Same,
    /// Another state of it.
    Record(Arc<Record>),
    /// It was there and could not be read.
    Unreadable,
    /// It was not there.
    Absent,
}

/// A record by its number in the dossier, and a commit with the place where records lay then.
pub(super) type Wanted = (usize, CommitId, Arc<Scope>);

impl Walk<'_> {
    /// Returns each record as it was at each commit, by its id.
    ///
    /// # Errors
    /// A tree cannot be read.
    pub fn seen(&mut self, mut wanted: Vec<Wanted>) -> Result<HashMap<(usize, CommitId), Seen>, Error> {
        let mut known = HashSet::with_capacity(wanted.len());
        wanted.retain(|(record, commit, _)| known.insert((*record, *commit)));
        let pairs = wanted.iter().map(|(record, commit, _)| (*record, *commit));
        let untouched = self.trail.untouched(pairs, |path| self.at_path.get(path).copied());
        let mut seen = HashMap::with_capacity(wanted.len());
        wanted.retain(|(record, commit, scope)| {
            let is_same = untouched.contains(&(*record, *commit)) && self.lies_in(*record, scope);
            if is_same {
                seen.insert((*record, *commit), Seen::Same);
            }
            !is_same
        });
        // Commits side by side share most of their trees, so each is asked once for all that is wanted of it.
        let mut order: IdMap<CommitId, i64> = IdMap::default();
        for (_, commit, _) in &wanted {
            if !order.contains_key(commit) {
                order.insert(*commit, self.desk.source.lineage(*commit)?.seconds);
            }
        }
        wanted.sort_by_cached_key(|(record, commit, _)| (order[commit], *commit, *record));
        let mut places = Vec::with_capacity(wanted.len());
        for (record, commit, scope) in &wanted {
            places.push(self.blobs_at(*record, *commit, scope)?);
        }
        let differing = wanted.iter().zip(&places).flat_map(|((record, ..), blobs)| {
            let record = self.dossier.at_index(*record);
            let kind = record.record().kind();
            blobs.iter().filter(move |blob| **blob != record.blob()).map(move |blob| (*blob, kind))
        });
        let differing: Vec<(BlobId, Kind)> = differing.collect();
        self.desk.parses.ahead(&self.desk.source, &differing);
        for ((record, commit, scope), blobs) in wanted.into_iter().zip(places) {
            let found = match self.among(record, &blobs)? {
                Some(found) => found,
                None => self.anywhere(record, commit, &scope)?,
            };
            seen.insert((record, commit), found);
        }
        Ok(seen)
    }

    /// Returns whether records of a record's kind lay at an earlier commit where it lies at the moment.
    fn lies_in(&self, record: usize, scope: &Scope) -> bool {
        let record = self.dossier.at_index(record);
        scope.holds(&self.dossier.repository_path(record.path()), record.record().kind())
    }

    /// Returns what lay at a commit on the paths that a record is known to have had, as far as records lay there.
    fn blobs_at(&self, record: usize, commit: CommitId, scope: &Scope) -> Result<Vec<BlobId>, Error> {
        let placed = self.dossier.at_index(record);
        let own = self.dossier.repository_path(placed.path());
        let earlier = self.earlier.get(&record).into_iter().flatten().map(|path| &**path);
        let mut blobs = Vec::new();
        for path in std::iter::once(&*own).chain(earlier) {
            if scope.holds(path, placed.record().kind()) {
                blobs.extend(self.desk.source.blob_at(commit, path)?);
            }
        }
        Ok(blobs)
    }

    /// Returns the one of some contents that is an earlier state of a record.
    fn among(&self, record: usize, blobs: &[BlobId]) -> Result<Option<Seen>, Error> {
        let record = self.dossier.at_index(record);
        let mut is_broken = false;
        for blob in blobs {
            if *blob == record.blob() {
                return Ok(Some(Seen::Same));
            }
            match self.read(*blob, record.record().kind())? {
                Read::Record(found) if same_id(found.id(), record.id()) => {
                    return Ok(Some(Seen::Record(found)));
                }
                Read::Malformed(found) if found.id.as_ref().is_some_and(|id| same_id(id, record.id())) => {
                    return Ok(Some(Seen::Unreadable));
                }
                Read::Malformed(found) => is_broken |= found.id.is_none(),
                Read::Record(_) => {}
            }
        }
        // A file that tells no id may have been this record all the same.
        Ok(is_broken.then_some(Seen::Unreadable))
    }

    /// Looks for a record in all files of a commit that may have been it.
    fn anywhere(&mut self, record: usize, commit: CommitId, scope: &Scope) -> Result<Seen, Error> {
        let record = self.dossier.at_index(record);
        let listing = self.listing(commit, record.record().kind(), scope)?;
        let found = listing.get(&record.id().trim().to_ascii_lowercase());
        let mut records = Vec::new();
        for (_, read) in found.into_iter().flatten() {
            match read {
                Read::Record(found) => records.push(found),
                Read::Malformed(_) => {}
            }
        }
        // Of several records with one id links lead to the first live one.
        let led_to = records.iter().find(|record| record.is_live()).or(records.first());
        Ok(match (led_to, found) {
            (Some(record), _) => Seen::Record(Arc::clone(record)),
            (None, Some(_)) => Seen::Unreadable,
            (None, None) => Seen::Absent,
        })
    }
}
