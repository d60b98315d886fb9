//! Reads many blobs at once, each part of a list on a thread of its own.

use std::collections::HashSet;

use git2::{ObjectType, Oid, Repository};
use rayon::prelude::*;

use super::{
    BlobId, Content, MAX_RECORD_BYTES, Source, is_record, object,
    state::{Leaf, Spot},
};

/// Fewer blobs than this are not worth a second handle on the repository.
const FEW: usize = 16;

impl Source {
    /// Reads the records among some leaves of a tree that were not read yet, so that they are in memory when asked for.
    ///
    /// Neighbours in a tree lie near each other in git's packs, so each thread reads one part of the list, not every other
    /// blob of it. What cannot be read is left out, and told when it is asked for.
    pub(super) fn read_ahead(&self, leaves: &[Leaf]) {
        let blobs = leaves.iter().filter_map(|leaf| match leaf.spot {
            Spot::Blob(oid) if is_record(leaf) => Some((leaf.id, oid)),
            _ => None,
        });
        self.read_all(blobs);
    }

    /// Reads blobs that are in git and were not read yet, so that they are in memory when asked for.
    pub fn read_blobs_ahead(&self, blobs: impl IntoIterator<Item = BlobId>) {
        self.read_all(blobs.into_iter().filter_map(|id| Some((id, id.oid()?))));
    }

    fn read_all(&self, blobs: impl Iterator<Item = (BlobId, Oid)>) {
        let state = self.lock();
        let mut seen = HashSet::new();
        let unread: Vec<(BlobId, Oid)> =
            blobs.filter(|(id, _)| !state.is_read(*id) && seen.insert(*id)).collect();
        // A rayon thread that waits may pick up other work that takes the lock.
        drop(state);
        if unread.len() < FEW {
            return;
        }
        let part = unread.len().div_ceil(rayon::current_num_threads());
        let read: Vec<Vec<(BlobId, Content)>> = unread
            .par_chunks(part)
            .map(|part| {
                let Some(handle) = self.handle() else { return Vec::new() };
                let read = |(id, oid): &(BlobId, Oid)| Some((*id, read_blob(&handle.repo, *oid).ok()?));
                let read = part.iter().filter_map(read).collect();
                self.give_back(handle);
                read
            })
            .collect();
        let mut state = self.lock();
        read.into_iter().flatten().for_each(|(id, content)| state.keep(id, content));
    }
}

/// Reads a blob, unless it has more than [`MAX_RECORD_BYTES`].
pub(super) fn read_blob(repo: &Repository, oid: Oid) -> Result<Content, git2::Error> {
    let (bytes, _) = repo.odb()?.read_header(oid)?;
    if bytes as u64 > MAX_RECORD_BYTES {
        return Ok(Content::TooLarge { bytes: bytes as u64 });
    }
    object::with(repo, oid, ObjectType::Blob, Content::of)
}
