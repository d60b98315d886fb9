//! Reads the files that the configuration names: lock files and SBOMs, each by its path or by a glob.

use std::{path::PathBuf, sync::Arc};

use git2::ObjectType;
use globset::GlobBuilder;

use super::{
    BlobId, Content, Device, Error, Snapshot, Source, object, path,
    state::{Leaf, Spot, State, reason},
    work_tree,
};

/// The largest lock file or SBOM that is read, in bytes (16 MB): one of ten thousand packages holds five.
pub const MAX_INVENTORY_BYTES: u64 = 16 * 1024 * 1024;

/// A file that the configuration names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedFile {
    /// Its path from the device's root.
    pub path: Arc<str>,
    /// git's id of its bytes; [`BlobId::UNREAD`] where they were not read.
    pub blob: BlobId,
    /// What it holds; [`Content::Other`] where that is known already.
    pub content: Content,
}

impl Source {
    /// Returns the files at a moment that a path or a glob names, both from the device's root, sorted; none where there is none, and
    /// none outside the repository.
    ///
    /// In a glob `*` and `?` stay within one name and `**` goes over several. Files that git ignores are not found by a glob, and
    /// unreadable by their path: they will be in no release. `skip` are absolute output folders. The content of a blob that is
    /// `known` is not read again.
    ///
    /// # Errors
    /// The index cannot be read. Whatever is wrong with one file is its content.
    pub fn files_named(
        &self,
        snapshot: &Snapshot,
        device: &Device,
        name: &str,
        skip: &[PathBuf],
        known: &dyn Fn(BlobId, &str) -> bool,
    ) -> Result<Vec<NamedFile>, Error> {
        let mut state = self.lock();
        let is_glob = name.contains(['*', '?', '[', '{']);
        // A glob lists the folder that stands in front of it, not the whole repository.
        let plain = if is_glob { name.split(['*', '?', '[', '{']).next().unwrap_or_default() } else { name };
        let folder = if is_glob { plain.rsplit_once('/').map_or("", |(folder, _)| folder) } else { plain };
        let Some(below) = path::normalise(&device.root, folder) else { return Ok(Vec::new()) };
        let leaves = if is_glob {
            let glob = GlobBuilder::new(name).literal_separator(true).build();
            let Ok(glob) = glob.map(|glob| glob.compile_matcher()) else { return Ok(Vec::new()) };
            let skip: Vec<String> = skip.iter().filter_map(|path| self.below_root(path)).collect();
            let mut leaves = self.list(&mut state, snapshot, &below, &skip)?.leaves;
            leaves.retain(|leaf| {
                path::strip(&leaf.path, device.root.trim_end_matches('/'))
                    .is_some_and(|path| glob.is_match(path))
            });
            leaves
        } else {
            vec![self.spot_to_attach(&mut state, snapshot, &below)?]
        };
        let found = leaves.into_iter().filter(|leaf| !matches!(leaf.spot, Spot::Missing | Spot::Folder));
        let mut files: Vec<NamedFile> = found
            .map(|leaf| {
                let path = path::strip(&leaf.path, device.root.trim_end_matches('/')).unwrap_or(&leaf.path);
                let path = Arc::from(path);
                let (blob, content) = self.inventory(&state, leaf, known);
                NamedFile { path, blob, content }
            })
            .collect();
        files.sort_by(|one, two| one.path.cmp(&two.path));
        Ok(files)
    }

    fn inventory(
        &self,
        state: &State,
        leaf: Leaf,
        known: &dyn Fn(BlobId, &str) -> bool,
    ) -> (BlobId, Content) {
        if leaf.id.is_known() && matches!(leaf.spot, Spot::Blob(_)) && known(leaf.id, &leaf.path) {
            return (leaf.id, Content::Other { bytes: 0 });
        }
        let unreadable = |reason: String| Content::Unreadable { reason };
        match leaf.spot {
            Spot::Disk { path, .. } => match work_tree::read_at_most(&path, MAX_INVENTORY_BYTES) {
                Ok(Ok(bytes)) => (BlobId::hash(&bytes, self.format), Content::of(&bytes)),
                Ok(Err(bytes)) => (leaf.id, Content::TooLarge { bytes }),
                Err(error) => (BlobId::UNREAD, unreadable(error.to_string())),
            },
            Spot::Blob(oid) => {
                let read = || -> Result<Content, git2::Error> {
                    let (bytes, _) = state.git().odb()?.read_header(oid)?;
                    if bytes as u64 > MAX_INVENTORY_BYTES {
                        return Ok(Content::TooLarge { bytes: bytes as u64 });
                    }
                    object::with(state.git(), oid, ObjectType::Blob, Content::of)
                };
                (leaf.id, read().unwrap_or_else(|error| unreadable(reason(&error))))
            }
            Spot::Laid { text } => (leaf.id, Content::of(text.as_bytes())),
            Spot::Link { target } => (BlobId::UNREAD, Content::Symlink { target }),
            Spot::Submodule => (BlobId::UNREAD, Content::Submodule),
            Spot::Folder | Spot::Missing => (BlobId::UNREAD, unreadable("there is no file".to_owned())),
            Spot::Unreadable { reason } if reason.is_empty() => {
                (BlobId::UNREAD, unreadable("git ignores it, so it will be in no release".to_owned()))
            }
            Spot::Unreadable { reason } => (BlobId::UNREAD, unreadable(reason)),
        }
    }
}
