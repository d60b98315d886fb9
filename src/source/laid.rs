//! Texts in place of files, or beside them, as if they had been written: nothing on disk is touched.

use std::collections::BTreeMap;
use std::sync::Arc;

use git2::ObjectFormat;

use super::state::{Leaf, Listing, Spot};
use super::{BlobId, Snapshot, path};

/// Texts by their paths from the repository's root.
pub(super) type Laid = Arc<BTreeMap<String, Arc<str>>>;

impl Snapshot {
    /// Returns the same moment with some files written anew or added, by path from the repository's root.
    ///
    /// Whoever reads it cannot tell them from files on disk: names of contents are computed, and what is laid over the work tree
    /// counts as not committed. A path that leaves the repository is left out.
    pub fn with_files(mut self, files: impl IntoIterator<Item = (String, Arc<str>)>) -> Snapshot {
        let mut laid = BTreeMap::clone(&self.laid);
        laid.extend(files.into_iter().filter_map(|(name, text)| Some((path::normalise("", &name)?, text))));
        self.laid = Arc::new(laid);
        self
    }

    /// Returns the text that is laid at a path.
    pub(super) fn laid_at(&self, path: &str, format: ObjectFormat) -> Option<Leaf> {
        self.laid.get(path).map(|text| leaf(path, text, format))
    }

    /// Returns whether a text is laid below a folder.
    pub(super) fn is_laid_below(&self, folder: &str) -> bool {
        self.laid.keys().any(|path| path::strip(path, folder).is_some_and(|rest| !rest.is_empty()))
    }

    /// Lays the texts below a folder over what is listed there.
    pub(super) fn lay(&self, folder: &str, listing: &mut Listing, format: ObjectFormat) {
        let below = |path: &str| path::strip(path, folder).is_some_and(|rest| !rest.is_empty());
        listing.leaves.retain(|leaf| !self.laid.contains_key(&leaf.path));
        let laid = self.laid.iter().filter(|(path, _)| below(path));
        listing.leaves.extend(laid.map(|(path, text)| leaf(path, text, format)));
    }
}

fn leaf(path: &str, text: &Arc<str>, format: ObjectFormat) -> Leaf {
    let id = BlobId::hash(text.as_bytes(), format);
    Leaf { path: path.to_owned(), id, spot: Spot::Laid { text: Arc::clone(text) } }
}
