//! Finds records as they were at the commits that say what evidence saw.

use std::collections::HashMap;
use std::sync::Arc;

use super::stamp::{Scope, Walk};
use super::watch::same_id;
use crate::dossier::Read;
use crate::reading::Error;
use crate::record::{Kind, Record};
use crate::source::{BlobId, CommitId};

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
        // Commits side by side share most of their trees, so each is asked once for all that is wanted of it.
        let mut order: HashMap<CommitId, i64> = HashMap::new();
        for (_, commit, _) in &wanted {
            if !order.contains_key(commit) {
                order.insert(*commit, self.desk.source.lineage(*commit)?.seconds);
            }
        }
        wanted.sort_by_key(|(record, commit, _)| (order[commit], *commit, *record));
        wanted.dedup_by_key(|(record, commit, _)| (*record, *commit));
        let mut places = Vec::with_capacity(wanted.len());
        for (record, commit, _) in &wanted {
            places.push(self.blobs_at(*record, *commit)?);
        }
        let differing = wanted.iter().zip(&places).flat_map(|((record, ..), blobs)| {
            let record = self.dossier.at_index(*record);
            let kind = record.record().kind();
            blobs.iter().filter(move |blob| **blob != record.blob()).map(move |blob| (*blob, kind))
        });
        let differing: Vec<(BlobId, Kind)> = differing.collect();
        self.desk.parses.ahead(&self.desk.source, &differing);
        let mut listings = HashMap::new();
        let mut seen = HashMap::with_capacity(wanted.len());
        for ((record, commit, scope), blobs) in wanted.into_iter().zip(places) {
            let found = match self.among(record, &blobs) {
                Some(found) => found,
                None => self.anywhere(record, commit, &scope, &mut listings)?,
            };
            seen.insert((record, commit), found);
        }
        Ok(seen)
    }

    /// Returns what lay at a commit on the paths that a record is known to have had.
    fn blobs_at(&self, record: usize, commit: CommitId) -> Result<Vec<BlobId>, Error> {
        let own = self.dossier.repository_path(self.dossier.at_index(record).path());
        let earlier = self.earlier.get(&record).into_iter().flatten().map(|path| &**path);
        let mut blobs = Vec::new();
        for path in std::iter::once(&*own).chain(earlier) {
            blobs.extend(self.desk.source.blob_at(commit, path)?);
        }
        Ok(blobs)
    }

    /// Returns the one of some contents that is an earlier state of a record.
    fn among(&self, record: usize, blobs: &[BlobId]) -> Option<Seen> {
        let record = self.dossier.at_index(record);
        blobs.iter().find_map(|blob| {
            if *blob == record.blob() {
                return Some(Seen::Same);
            }
            match self.read(*blob, record.record().kind()) {
                Read::Record(found) if same_id(found.id(), record.id()) => Some(Seen::Record(found)),
                Read::Malformed(found) if found.id.as_ref().is_none_or(|id| same_id(id, record.id())) => {
                    Some(Seen::Unreadable)
                }
                Read::Record(_) | Read::Malformed(_) => None,
            }
        })
    }

    /// Looks for a record in all files of a commit; `listings` remembers the records of each kind.
    fn anywhere(
        &self,
        record: usize,
        commit: CommitId,
        scope: &Scope,
        listings: &mut HashMap<(CommitId, Kind), HashMap<String, Arc<Record>>>,
    ) -> Result<Seen, Error> {
        let record = self.dossier.at_index(record);
        let kind = record.record().kind();
        let by_id = match listings.entry((commit, kind)) {
            std::collections::hash_map::Entry::Occupied(known) => known.into_mut(),
            std::collections::hash_map::Entry::Vacant(unknown) => {
                let files = self.desk.source.files_at(commit, &scope.folder)?;
                let files: Vec<(BlobId, Kind)> = files
                    .into_iter()
                    .filter(|(path, _)| path.ends_with(".md"))
                    .map(|(_, blob)| (blob, kind))
                    .collect();
                self.desk.parses.ahead(&self.desk.source, &files);
                let mut by_id = HashMap::new();
                for (blob, kind) in files {
                    if let Read::Record(found) = self.read(blob, kind) {
                        by_id.entry(found.id().to_ascii_lowercase()).or_insert(found);
                    }
                }
                unknown.insert(by_id)
            }
        };
        let found = by_id.get(&record.id().to_ascii_lowercase());
        Ok(found.map_or(Seen::Absent, |found| Seen::Record(Arc::clone(found))))
    }
}
