//! Reads what a tag or commit signs: the signed bytes, and the signature that git keeps beside them.

use git2::{ObjectFormat, ObjectType, Oid};

use super::tag::{SignatureKind, kind_of, start_of_signature};
use super::{BlobId, Error, Source, commit::lossy};

/// A signed tag or commit, taken apart; nothing here is checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signed {
    /// How it is signed.
    pub kind: SignatureKind,
    /// The bytes that the signature is about: the object without its signatures, as git hands them to who verifies.
    pub bytes: Vec<u8>,
    /// The signature as it is kept, in armour.
    pub signature: String,
    /// What a tag calls itself inside the signed bytes; `None` for a commit. A reference can give it another name.
    pub calls_itself: Option<String>,
    /// The object, its kind and its id, that a tag names inside the signed bytes.
    pub names: Option<(String, String)>,
}

impl Source {
    /// Returns a tag or commit taken apart, by its object id as hex digits; `None` where it is not signed, or is neither.
    ///
    /// # Errors
    /// The object cannot be read, or its bytes are not those that it is named by.
    pub fn signed(&self, object: &str) -> Result<Option<Signed>, Error> {
        let state = self.lock();
        let Some(repo) = &state.repo else { return Ok(None) };
        let what = || format!("the object {object}");
        let failed = |error: git2::Error| Error::git(what(), &error);
        let id = Oid::from_str_ext(object, self.format).map_err(failed)?;
        let odb = repo.odb().map_err(failed)?;
        let raw = odb.read(id).map_err(failed)?;
        if BlobId::hash_of(raw.kind(), raw.data(), repo.object_format()) != BlobId::of(id) {
            return Err(failed(git2::Error::from_str("object hash mismatch")));
        }
        Ok(match raw.kind() {
            ObjectType::Tag => of_tag(raw.data()),
            ObjectType::Commit => of_commit(raw.data(), self.format),
            ObjectType::Any | ObjectType::Tree | ObjectType::Blob => None,
        })
    }

    /// Returns the name of the hash function that the repository's objects are named by.
    pub fn hash_function(&self) -> &'static str {
        match self.format {
            ObjectFormat::Sha1 => "SHA-1",
            ObjectFormat::Sha256 => "SHA-256",
        }
    }
}

/// A tag carries its signature at the end of its message.
fn of_tag(object: &[u8]) -> Option<Signed> {
    let at = start_of_signature(object)?;
    let (bytes, _) = without_signatures(&object[..at]);
    let signature = lossy(&object[at..]);
    let header = |name: &str| {
        let head = lossy(&bytes);
        let head = head.split("\n\n").next().unwrap_or_default();
        head.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' ').map(str::to_owned))
    };
    Some(Signed {
        kind: kind_of(&signature),
        calls_itself: header("tag"),
        names: header("type").zip(header("object")),
        bytes,
        signature,
    })
}

/// A commit carries its signature in a header named after the hash function; that for the other function is about other bytes.
fn of_commit(object: &[u8], format: ObjectFormat) -> Option<Signed> {
    let own = match format {
        ObjectFormat::Sha1 => "gpgsig",
        ObjectFormat::Sha256 => "gpgsig-sha256",
    };
    let (bytes, signatures) = without_signatures(object);
    let (_, signature) = signatures.into_iter().find(|(name, _)| name == own)?;
    Some(Signed { kind: kind_of(&signature), bytes, signature, calls_itself: None, names: None })
}

/// Returns an object without the headers that hold signatures, and those headers.
fn without_signatures(object: &[u8]) -> (Vec<u8>, Vec<(String, String)>) {
    let mut bytes = Vec::with_capacity(object.len());
    let mut signatures: Vec<(String, String)> = Vec::new();
    let (mut in_head, mut in_signature) = (true, false);
    for line in object.split_inclusive(|byte| *byte == b'\n') {
        in_head = in_head && line != b"\n";
        if in_head && in_signature && line.starts_with(b" ") {
            if let Some((_, signature)) = signatures.last_mut() {
                signature.push_str(&lossy(&line[1..]));
            }
            continue;
        }
        in_signature = in_head && line.starts_with(b"gpgsig");
        if in_signature {
            let line = lossy(line);
            let (name, value) = line.split_once(' ').unwrap_or((&line, ""));
            signatures.push((name.to_owned(), value.to_owned()));
        } else {
            bytes.extend_from_slice(line);
        }
    }
    (bytes, signatures)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signed_bytes_are_the_object_without_any_signature() {
        let commit = "tree 1\nauthor a\ngpgsig -----BEGIN SSH SIGNATURE-----\n AAAA\n -----END SSH SIGNATURE-----\nencoding x\n\ngpgsig no header\n more\n";
        let signed = of_commit(commit.as_bytes(), ObjectFormat::Sha1).expect("it is signed");
        assert_eq!(lossy(&signed.bytes), "tree 1\nauthor a\nencoding x\n\ngpgsig no header\n more\n");
        assert_eq!(signed.signature, "-----BEGIN SSH SIGNATURE-----\nAAAA\n-----END SSH SIGNATURE-----\n");
        assert_eq!(of_commit(commit.as_bytes(), ObjectFormat::Sha256), None);

        let tag = "object 12\ntype commit\ntag v1\ntagger a\n\ntag v2\n\n-----BEGIN SSH SIGNATURE-----\nAAAA\n-----END SSH SIGNATURE-----\n";
        let signed = of_tag(tag.as_bytes()).expect("it is signed");
        assert_eq!(lossy(&signed.bytes), "object 12\ntype commit\ntag v1\ntagger a\n\ntag v2\n\n");
        assert_eq!((signed.kind, signed.calls_itself.as_deref()), (SignatureKind::Ssh, Some("v1")));
        assert_eq!(signed.names, Some(("commit".to_owned(), "12".to_owned())));
        assert_eq!(of_tag(b"object 12\ntype commit\ntag v1\n\nno signature\n"), None);
    }
}
