//! Reads objects of git whole, each held against its own name.

use std::sync::Once;

use git2::{ErrorClass, ErrorCode, ObjectType, Oid, Repository};

use super::BlobId;

/// Leaves it to [`with`] to hold objects against their names.
///
/// libgit2 does so with a SHA-1 that looks for attempted collisions and is several times as slow: a sixth of the time of a
/// whole comparison. What collides is what git has taken in when it was fetched or committed.
pub(super) fn verify_here() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| git2::opts::strict_hash_verification(false));
}

/// Returns what is made of the bytes of an object.
///
/// # Errors
/// The object is not there, is of another type, or its bytes are not those that it is named by.
pub(super) fn with<T>(
    repo: &Repository,
    id: Oid,
    kind: ObjectType,
    made: impl FnOnce(&[u8]) -> T,
) -> Result<T, git2::Error> {
    let odb = repo.odb()?;
    let object = odb.read(id)?;
    let failed = |code, message: &str| Err(git2::Error::new(code, ErrorClass::Odb, message));
    if object.kind() != kind {
        return failed(ErrorCode::NotFound, "the requested type does not match the type in the ODB");
    }
    if BlobId::hash_of(kind, object.data(), repo.object_format()) != BlobId::of(id) {
        return failed(ErrorCode::GenericError, "object hash mismatch");
    }
    Ok(made(object.data()))
}

/// Returns a commit.
///
/// # Errors
/// As those of [`with`].
pub(super) fn commit(repo: &Repository, id: Oid) -> Result<git2::Commit<'_>, git2::Error> {
    with(repo, id, ObjectType::Commit, |_| ())?;
    repo.find_commit(id)
}
