//! Names file contents as git does, so that equal bytes have equal names wherever they were read.

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::hash::{BuildHasherDefault, Hasher};

use git2::{ObjectFormat, ObjectType, Oid};
use sha1::Sha1;
use sha2::{Digest, Sha256};

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
        BlobId::hash_of(ObjectType::Blob, content, format)
    }

    /// Returns the name of any object.
    pub(super) fn hash_of(kind: ObjectType, content: &[u8], format: ObjectFormat) -> BlobId {
        match format {
            ObjectFormat::Sha1 => BlobId::digest::<Sha1>(kind, content),
            ObjectFormat::Sha256 => BlobId::digest::<Sha256>(kind, content),
        }
    }

    /// git's own SHA-1 looks for attempted collisions and is four times as slow: a tenth of the time of a whole `check`. Names
    /// given here are compared with names that git gave and kept, so a file that collides is one that git has taken in.
    fn digest<D: Digest>(kind: ObjectType, content: &[u8]) -> BlobId {
        let mut digest = D::new();
        digest.update(format!("{} {}\0", kind.str(), content.len()));
        digest.update(content);
        let digest = digest.finalize();
        let mut bytes = [0; 32];
        bytes[..digest.len()].copy_from_slice(&digest);
        BlobId { length: if digest.len() == 20 { 20 } else { 32 }, bytes }
    }

    pub(super) fn oid(self) -> Option<Oid> {
        Oid::from_bytes(&self.bytes[..self.length.into()]).ok()
    }
}

/// A map by git's ids.
pub type IdMap<K, V> = HashMap<K, V, BuildHasherDefault<IdHasher>>;

/// A set of git's ids.
pub type IdSet<K> = HashSet<K, BuildHasherDefault<IdHasher>>;

/// Hashes git's ids, whose bytes are spread evenly already, by their first eight bytes.
#[derive(Clone, Copy, Debug, Default)]
pub struct IdHasher(u64);

impl Hasher for IdHasher {
    fn write(&mut self, bytes: &[u8]) {
        let mut first = [0; 8];
        let length = bytes.len().min(first.len());
        first[..length].copy_from_slice(&bytes[..length]);
        self.0 = self.0.rotate_left(7) ^ u64::from_le_bytes(first);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// Returns an object id as it can be looked up: git2 hashes 32 bytes of every id, and behind the 20 of a SHA-1 stands what
/// happened to be in memory, so that equal ids from two places are two keys.
pub(super) fn key(oid: Oid) -> Oid {
    Oid::from_bytes(oid.as_bytes()).expect("an object id has as many bytes as object ids have")
}

impl fmt::Display for BlobId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.bytes[..self.length.into()].iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

#[cfg(test)]
mod tests {
    use git2::ObjectType;

    use super::*;

    #[test]
    fn a_file_has_the_name_that_git_gives_it() {
        for format in [ObjectFormat::Sha1, ObjectFormat::Sha256] {
            for content in [&b""[..], b"a record\n", &[0xff; 100_000]] {
                let oid = Oid::hash_object_ext(ObjectType::Blob, content, format).expect("bytes in memory");
                assert_eq!(BlobId::hash(content, format), BlobId::of(oid));
            }
        }
    }
}
