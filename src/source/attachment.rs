//! Looks up the files that records name: evidence, and whatever else lies beside them.

use std::{
    collections::BTreeSet,
    fs::File,
    io::{self, Read},
    path::Path,
    sync::Arc,
};

use git2::ObjectType;
use rayon::prelude::*;
use sha2::{Digest, Sha256};

use super::{
    BlobId, Device, Error, Snapshot, Source, Tree,
    content::{MAX_POINTER_BYTES, lfs_pointer},
    io as cannot_read, object, path,
    state::{Leaf, Spot, State, reason},
    work_tree,
};

/// The largest attachment that is copied into a site, in bytes (100 MB).
pub const MAX_ATTACHMENT_BYTES: u64 = 100 * 1000 * 1000;

/// The largest file in git that is hashed, in bytes: git reads it into memory whole.
const MAX_HASHED_BYTES: u64 = 1 << 30;

/// A file that a record names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// git's id of its bytes; [`BlobId::UNREAD`] for files that only the work tree holds.
    pub blob: BlobId,
    /// What is there.
    pub state: AttachmentState,
}

/// What is at the path that a record names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AttachmentState {
    /// A file.
    Found {
        /// Its size in bytes.
        bytes: u64,
        /// Its SHA-256 as 64 lower-case hex digits, if that was asked for.
        sha256: Option<String>,
    },
    /// Nothing.
    Missing,
    /// An absolute path, one that `..` leads out of the repository, or one into `.git`. Never looked at.
    OutsideRepository,
    /// A symbolic link, there or on the way; never followed.
    Symlink {
        /// Where it points, as written.
        target: String,
    },
    /// A Git LFS pointer in place of the file.
    LfsPointer {
        /// The SHA-256 of the file that is elsewhere.
        sha256: String,
        /// Its size in bytes.
        bytes: u64,
    },
    /// Another repository, there or on the way; never entered.
    Submodule,
    /// A folder.
    Folder,
    /// A file that git ignores: it is on this disk only, and will be in no release.
    Ignored,
    /// A file that cannot be read.
    Unreadable {
        /// The system's or git's own words.
        reason: String,
    },
}

/// What is known of a blob that a record names.
#[derive(Clone, Debug)]
pub(super) struct Looked {
    bytes: u64,
    pointer: Option<(String, u64)>,
    sha256: Option<String>,
}

impl Source {
    /// Looks up the files that records name, by path from the device's root, into `tree.attachments`.
    ///
    /// SHA-256 is computed for those also in `hash`; each blob is hashed once however many moments hold it.
    ///
    /// # Errors
    /// The index cannot be read. Whatever is wrong with one file is its state.
    pub fn attach(
        &self,
        snapshot: &Snapshot,
        tree: &mut Tree,
        named: &BTreeSet<String>,
        hash: &BTreeSet<String>,
    ) -> Result<(), Error> {
        let mut state = self.lock();
        let mut places: Vec<(&String, Option<Leaf>)> = Vec::with_capacity(named.len());
        for name in named {
            let leaf = match path::normalise(&tree.device.root, name) {
                Some(path) => Some(self.spot_to_attach(&mut state, snapshot, &path)?),
                None => None,
            };
            places.push((name, leaf));
        }
        drop(state);

        let disk: Vec<Option<io::Result<Looked>>> = places
            .par_iter()
            .map(|(name, leaf)| match leaf.as_ref().map(|leaf| &leaf.spot) {
                Some(Spot::Disk { path, bytes }) => Some(look_on_disk(path, *bytes, hash.contains(*name))),
                _ => None,
            })
            .collect();

        let mut state = self.lock();
        for ((name, leaf), disk) in places.into_iter().zip(disk) {
            let blob = leaf.as_ref().map_or(BlobId::UNREAD, |leaf| leaf.id);
            let found = match (disk, leaf.map(|leaf| leaf.spot)) {
                (Some(Ok(looked)), _) => looked.into(),
                (Some(Err(error)), _) => AttachmentState::Unreadable { reason: error.to_string() },
                (None, Some(Spot::Blob(_))) => match state.look(blob, hash.contains(name)) {
                    Ok(looked) => looked.into(),
                    Err(error) => AttachmentState::Unreadable { reason: reason(&error) },
                },
                (None, Some(Spot::Laid { text })) => looked_at(text.as_bytes(), hash.contains(name)).into(),
                (None, Some(Spot::Link { target })) => AttachmentState::Symlink { target },
                (None, Some(Spot::Submodule)) => AttachmentState::Submodule,
                (None, Some(Spot::Folder)) => AttachmentState::Folder,
                (None, Some(Spot::Unreadable { reason })) if reason.is_empty() => AttachmentState::Ignored,
                (None, Some(Spot::Unreadable { reason })) => AttachmentState::Unreadable { reason },
                (None, Some(Spot::Missing | Spot::Disk { .. })) => AttachmentState::Missing,
                (None, None) => AttachmentState::OutsideRepository,
            };
            tree.attachments.insert(Arc::from(name.as_str()), Attachment { blob, state: found });
        }
        Ok(())
    }

    /// Returns the bytes of an attachment, to be copied into a site; `None` where there is no regular file.
    ///
    /// The path counts from the device's root. Ignored files, links and what is outside the repository give `None`;
    /// a Git LFS pointer gives the pointer.
    ///
    /// # Errors
    /// The file has more than [`MAX_ATTACHMENT_BYTES`], or cannot be read.
    pub fn bytes(
        &self,
        snapshot: &Snapshot,
        device: &Device,
        path_from_device_root: &str,
    ) -> Result<Option<Vec<u8>>, Error> {
        let Some(path) = path::normalise(&device.root, path_from_device_root) else { return Ok(None) };
        let too_large = |bytes| Error::AttachmentTooLarge { path: path_from_device_root.to_owned(), bytes };
        let mut state = self.lock();
        match self.spot_to_attach(&mut state, snapshot, &path)?.spot {
            Spot::Disk { path, .. } => match work_tree::read_at_most(&path, MAX_ATTACHMENT_BYTES) {
                Ok(Ok(bytes)) => Ok(Some(bytes)),
                Ok(Err(bytes)) => Err(too_large(bytes)),
                Err(error) => Err(cannot_read(&path, error)),
            },
            Spot::Laid { text } => Ok(Some(text.as_bytes().to_vec())),
            Spot::Blob(id) => {
                let failed = |error: git2::Error| Error::Git { what: path.clone(), reason: reason(&error) };
                let bytes = state.size(id).map_err(failed)?;
                if bytes > MAX_ATTACHMENT_BYTES {
                    return Err(too_large(bytes));
                }
                object::with(state.git(), id, ObjectType::Blob, |bytes| Some(bytes.to_vec())).map_err(failed)
            }
            _ => Ok(None),
        }
    }

    /// As [`Source::spot`], but an ignored file is told apart: it is unreadable for no reason.
    pub(super) fn spot_to_attach(
        &self,
        state: &mut State,
        snapshot: &Snapshot,
        path: &str,
    ) -> Result<Leaf, Error> {
        let mut leaf = self.spot(state, snapshot, path)?;
        if let Spot::Disk { path: full, .. } = &leaf.spot {
            match state.tracked_at(path)? {
                Some(tracked) => {
                    leaf.id = full
                        .symlink_metadata()
                        .map_or(BlobId::UNREAD, |metadata| work_tree::staged_id(&tracked, &metadata));
                }
                None if state.ignores(path.as_ref()) => {
                    leaf.spot = Spot::Unreadable { reason: String::new() }
                }
                None => {}
            }
        }
        Ok(leaf)
    }
}

impl State {
    fn look(&mut self, blob: BlobId, hash: bool) -> Result<Looked, git2::Error> {
        if let Some(looked) = self.looked.get(&blob).filter(|looked| !hash || looked.sha256.is_some()) {
            return Ok(looked.clone());
        }
        let oid = blob.oid().ok_or_else(|| git2::Error::from_str("not in git"))?;
        let bytes = self.size(oid)?;
        let mut looked = Looked { bytes, pointer: None, sha256: None };
        if hash && bytes > MAX_HASHED_BYTES {
            return Err(git2::Error::from_str("more than 1 GiB, too large to be hashed"));
        }
        if hash || bytes <= MAX_POINTER_BYTES {
            (looked.pointer, looked.sha256) = object::with(self.git(), oid, ObjectType::Blob, |bytes| {
                (lfs_pointer(bytes), hash.then(|| hex(&Sha256::digest(bytes))))
            })?;
            self.read.insert(blob);
        }
        self.looked.insert(blob, looked.clone());
        Ok(looked)
    }
}

impl From<Looked> for AttachmentState {
    fn from(looked: Looked) -> AttachmentState {
        match looked.pointer {
            Some((sha256, bytes)) => AttachmentState::LfsPointer { sha256, bytes },
            None => AttachmentState::Found { bytes: looked.bytes, sha256: looked.sha256 },
        }
    }
}

fn looked_at(content: &[u8], hash: bool) -> Looked {
    let sha256 = hash.then(|| hex(&Sha256::digest(content)));
    Looked { bytes: content.len() as u64, pointer: lfs_pointer(content), sha256 }
}

fn look_on_disk(path: &Path, bytes: u64, hash: bool) -> io::Result<Looked> {
    let mut looked = Looked { bytes, pointer: None, sha256: None };
    if bytes <= MAX_POINTER_BYTES {
        let mut start = Vec::new();
        File::open(path)?.take(MAX_POINTER_BYTES + 1).read_to_end(&mut start)?;
        looked.pointer = lfs_pointer(&start);
    }
    if hash {
        let (mut file, mut digest, mut buffer) = (File::open(path)?, Sha256::new(), vec![0; 64 * 1024]);
        loop {
            match file.read(&mut buffer)? {
                0 => break,
                read => digest.update(&buffer[..read]),
            }
        }
        looked.sha256 = Some(hex(&digest.finalize()));
    }
    Ok(looked)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
