//! Signatures: whether one that SSH made matches what it is said to sign, and whether the repository's own list gives its key.
//!
//! In go a [`Signed`] object, the list of keys as text, and the moment that the object states for itself; out comes a [`Verdict`].
//! A matching signature says that whoever held the key signed these bytes. Who that is, when it was, and what it means is for the
//! manufacturer's procedures to say: nothing here is an electronic signature in the sense of a regulation.

use jiff::Timestamp;

use crate::source::{SignatureKind, Signed};

mod key;
mod signers;
#[cfg(test)]
mod tests;

pub use key::Key;
use key::{Fault, Signature};
pub use signers::{Entry, Signers};

/// What a signature is worth.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// There is none.
    Unsigned,
    /// It matches, and the list gives its key for this use and time.
    Good {
        /// The key.
        made: Made,
        /// Whose key it is, as the list says.
        principals: String,
        /// The line of the list.
        line: usize,
    },
    /// It matches, and the list does not give its key, or not for this.
    NotListed {
        /// The key.
        made: Made,
        /// Why the list does not count; `None` where the key is simply not in it.
        objection: Option<String>,
    },
    /// It does not match the bytes, or is about something else.
    Bad {
        /// The key, as far as it could be told.
        made: Option<Made>,
        /// What is wrong.
        reason: String,
    },
    /// The key is of a kind that cannot be checked here.
    Unsupported {
        /// The kind.
        kind: String,
    },
    /// It is none of SSH, and is not checked.
    NotVerified(SignatureKind),
}

/// The key that made a signature, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// The key's fingerprint: `SHA256:…`.
    pub fingerprint: String,
    /// The key's kind: `ssh-ed25519`.
    pub kind: String,
    /// How the bytes were digested: `SHA-512`.
    pub digest: &'static str,
}

impl Verdict {
    /// Returns the key of a signature that matches, whatever the list says of it.
    pub fn made(&self) -> Option<&Made> {
        match self {
            Verdict::Good { made, .. } | Verdict::NotListed { made, .. } => Some(made),
            Verdict::Bad { .. }
            | Verdict::Unsigned
            | Verdict::Unsupported { .. }
            | Verdict::NotVerified(_) => None,
        }
    }
}

/// Judges a signature of a tag or commit. `name` is what a tag is called by its reference, `at` the moment that the object states
/// for itself: as git does, a key's time of use is held against that. Without a list no key is given by it.
pub fn judge(signed: &Signed, name: Option<&str>, at: Timestamp, list: Option<&Signers>) -> Verdict {
    match signed.kind {
        SignatureKind::Ssh => {}
        SignatureKind::OpenPgp | SignatureKind::X509 | SignatureKind::Other => {
            return Verdict::NotVerified(signed.kind);
        }
    }
    let signature = match Signature::read(&signed.signature) {
        Ok(signature) => signature,
        Err(fault) => return faulty(fault, None),
    };
    let made = Made {
        fingerprint: signature.key.fingerprint(),
        kind: signature.key.kind(),
        digest: signature.digest(),
    };
    if let Err(fault) = signature.verify(&signed.bytes) {
        return faulty(fault, Some(made));
    }
    // A good tag can be copied under the name of another release.
    if let (Some(name), Some(own)) = (name, &signed.calls_itself)
        && name != own
    {
        let reason = format!("what is signed calls itself {own}, and the tag is called {name}");
        return Verdict::Bad { made: Some(made), reason };
    }
    let Some(list) = list else { return Verdict::NotListed { made, objection: None } };
    let mut objection = None;
    for entry in list.entries.iter().filter(|entry| entry.key == signature.key) {
        match entry.objection(at) {
            None => return Verdict::Good { made, principals: entry.principals.clone(), line: entry.line },
            Some(said) => objection = Some(said),
        }
    }
    Verdict::NotListed { made, objection }
}

fn faulty(fault: Fault, made: Option<Made>) -> Verdict {
    let reason = match fault {
        Fault::Unsupported(kind) => return Verdict::Unsupported { kind },
        Fault::Malformed(reason) => format!("it cannot be read: {reason}"),
        Fault::OtherUse(namespace) => format!("it was made for `{namespace}`, not for git"),
        Fault::Mismatch => "it does not match what it is said to sign".to_owned(),
    };
    Verdict::Bad { made, reason }
}
