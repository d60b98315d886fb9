//! Finds a record on the older side of a commit, by its id, wherever it lay there.

use std::collections::HashMap;
use std::sync::Arc;

use super::scope::Scope;
use super::stamp::Walk;
use super::watch::same_id;
use crate::dossier::Read;
use crate::reading::Error;
use crate::record::Kind;
use crate::source::{BlobId, Changed, CommitId};

/// The older side of a commit, or of what is not committed.
pub(super) struct Older<'o> {
    pub parent: CommitId,
    /// The commit; `None` for what is not committed.
    pub child: Option<CommitId>,
    /// What differs between the two, where records lie.
    pub changes: &'o [Changed],
    /// Where records lie on the older side.
    pub scope: Arc<Scope>,
    by_id: HashMap<(Kind, Place), Arc<ById>>,
}

/// Which of the files that a commit changed are looked at.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Place {
    /// Those where records lie.
    Near,
    /// Those of the whole repository.
    Far,
    /// Those of the whole device that the configuration takes for no records.
    Beside,
}

/// Files by the ids in lower case that they tell, each with its path and what came of it; by path.
pub(super) type ById = HashMap<String, Vec<(Arc<str>, Read)>>;

impl<'o> Older<'o> {
    pub fn new(
        parent: CommitId,
        child: Option<CommitId>,
        changes: &'o [Changed],
        scope: Arc<Scope>,
    ) -> Older<'o> {
        Older { parent, child, changes, scope, by_id: HashMap::new() }
    }

    /// Returns a record as it was on the older side, given what the commit did to its file: the file as it was, or whatever
    /// other files tell its id. Several do where somebody copied it and had not deleted the old one yet.
    ///
    /// # Errors
    /// A tree or a file cannot be read.
    pub fn of(
        &mut self,
        walk: &mut Walk<'_>,
        index: usize,
        change: &Changed,
    ) -> Result<Vec<(Arc<str>, Read)>, Error> {
        let record = walk.dossier.at_index(index).record();
        let kind = record.kind();
        let before = change.before.map(|blob| walk.read(blob, kind)).transpose()?;
        let own = || before.iter().map(|read| (Arc::clone(&change.path), read.clone())).collect();
        let id = before.as_ref().and_then(id_of);
        if id.is_some_and(|id| same_id(id, record.id())) {
            return Ok(own());
        }
        let id = record.id().trim().to_ascii_lowercase();
        for place in [Place::Near, Place::Far] {
            if let Some(found) = self.changed(walk, kind, place)?.get(&id) {
                return Ok(found.clone());
            }
        }
        if let Some(found) = walk.listing(self.parent, kind, &self.scope)?.get(&id) {
            return Ok(found.clone());
        }
        if let Some(found) = self.changed(walk, kind, Place::Beside)?.get(&id) {
            return Ok(found.clone());
        }
        // A file that tells no id and became this record is taken for it, broken.
        let is_broken = |read: &Read| matches!(read, Read::Malformed(file) if file.id.is_none());
        Ok(if before.as_ref().is_some_and(is_broken) { own() } else { Vec::new() })
    }

    /// Returns files that the commit changed as they were before.
    fn changed(&mut self, walk: &mut Walk<'_>, kind: Kind, place: Place) -> Result<Arc<ById>, Error> {
        if let Some(known) = self.by_id.get(&(kind, place)) {
            return Ok(Arc::clone(known));
        }
        let whole;
        let changes = match self.child.filter(|_| place != Place::Near) {
            Some(child) => {
                whole = walk.differences(self.parent, child, &self.scope, true)?;
                &whole[..]
            }
            None => self.changes,
        };
        let may_be = |path: &str| match place {
            Place::Near | Place::Far => self.scope.holds(path, kind),
            Place::Beside => self.scope.passes_over(path),
        };
        let files = changes.iter().filter(|change| may_be(&change.path));
        let files = files.filter_map(|change| Some((Arc::clone(&change.path), change.before?)));
        let by_id = Arc::new(walk.by_id(files.collect(), kind)?);
        self.by_id.insert((kind, place), Arc::clone(&by_id));
        Ok(by_id)
    }
}

impl Walk<'_> {
    /// Returns the files of a commit that may be records of a kind: those in its folder, or, where none is there, all files of
    /// the device that are no records of other kinds.
    ///
    /// # Errors
    /// A tree or a file cannot be read.
    pub fn listing(&mut self, commit: CommitId, kind: Kind, scope: &Scope) -> Result<Arc<ById>, Error> {
        if let Some(known) = self.listings.get(&(commit, kind)) {
            return Ok(Arc::clone(known));
        }
        let source = &self.desk.source;
        let mut files = source.files_at(commit, &scope.folder)?;
        files.retain(|(path, _)| scope.holds(path, kind));
        if files.is_empty() {
            files = source.files_at(commit, scope.root().trim_end_matches('/'))?;
            files.retain(|(path, _)| scope.passes_over(path));
        }
        let by_id = Arc::new(self.by_id(files, kind)?);
        self.listings.insert((commit, kind), Arc::clone(&by_id));
        Ok(by_id)
    }

    fn by_id(&self, files: Vec<(Arc<str>, BlobId)>, kind: Kind) -> Result<ById, Error> {
        let blobs: Vec<_> = files.iter().map(|(_, blob)| (*blob, kind)).collect();
        self.desk.parses.ahead(&self.desk.source, &blobs);
        let mut by_id = ById::new();
        for (path, blob) in files {
            let read = self.read(blob, kind)?;
            if let Some(id) = id_of(&read) {
                by_id.entry(id.trim().to_ascii_lowercase()).or_default().push((path, read));
            }
        }
        Ok(by_id)
    }
}

/// Returns the id that a file tells.
fn id_of(read: &Read) -> Option<&str> {
    match read {
        Read::Record(record) => Some(record.id()).filter(|id| !id.is_empty()),
        Read::Malformed(file) => file.id.as_deref(),
    }
}
