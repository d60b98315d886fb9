//! Names file contents as git does, so that equal bytes have equal names wherever they were read.

use std::fmt;

use git2::{ObjectFormat, ObjectType, Oid};

/// git's object id of a file's bytes (also computed for work-tree files, so equal content has an equal id).
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct BlobId {
    length: u8,
    bytes: [u8; 32],
}

impl BlobId {
    /// The id of what was not read and is not in git, such as a large untracked file. Equal to no content.
    pub const UNREAD: BlobId = BlobId { length: 0, bytes: [0; 32] };

    /// Returns whether this names a content; ids that do not must not be compared.
    pub fn is_known(self) -> bool {
        self.length != 0
    }

    pub(super) fn of(oid: Oid) -> BlobId {
        let mut bytes = [0; 32];
        bytes[..oid.as_bytes().len()].copy_from_slice(oid.as_bytes());
        BlobId { length: if oid.as_bytes().len() == 20 { 20 } else { 32 }, bytes }
    }

    pub(super) fn hash(content: &[u8], format: ObjectFormat) -> BlobId {
        let oid = Oid::hash_object_ext(ObjectType::Blob, content, format);
        BlobId::of(oid.expect("hashing bytes in memory needs nothing that could fail"))
    }

    pub(super) fn oid(self) -> Option<Oid> {
        Oid::from_bytes(&self.bytes[..self.length.into()]).ok()
    }
}

impl fmt::Display for BlobId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.bytes[..self.length.into()].iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}
