//! Keys and signatures of SSH, read and held against bytes. The only file that names ssh_key.

use ssh_key::public::KeyData;
use ssh_key::{Algorithm, HashAlg, PublicKey, SshSig};

/// What git signs for: a signature that was made for files or mails is none of a tag.
const NAMESPACE: &str = "git";

/// A public key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    data: KeyData,
}

impl Key {
    /// Reads a key's kind and its bytes in base 64, as lists of keys write them.
    ///
    /// # Errors
    /// Says what is wrong with it.
    pub fn read(kind: &str, base64: &str) -> Result<Key, String> {
        let key = PublicKey::from_openssh(&format!("{kind} {base64}")).map_err(|error| error.to_string())?;
        Ok(Key { data: key.key_data().clone() })
    }

    /// Returns the key's fingerprint, as `ssh-keygen -l` writes it: `SHA256:` and the digest in base 64.
    pub fn fingerprint(&self) -> String {
        self.data.fingerprint(HashAlg::Sha256).to_string()
    }

    /// Returns the key's kind, as `ssh-ed25519`.
    pub fn kind(&self) -> String {
        self.data.algorithm().to_string()
    }
}

/// A signature, read and not yet held against anything.
#[derive(Clone, Debug)]
pub struct Signature {
    signature: SshSig,
    /// The key that it says it was made with.
    pub key: Key,
}

/// Why a signature cannot be good.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It is no signature of SSH, or something stands behind it.
    Malformed(String),
    /// It was made for something else than git's objects.
    OtherUse(String),
    /// The key is of a kind that cannot be checked here.
    Unsupported(String),
    /// It does not match the bytes.
    Mismatch,
}

impl Signature {
    /// Reads a signature in its armour.
    ///
    /// # Errors
    /// It cannot be read, or is of a key that cannot be checked here.
    pub fn read(armoured: &str) -> Result<Signature, Fault> {
        let signature =
            SshSig::from_pem(armoured.trim_end()).map_err(|error| Fault::Malformed(error.to_string()))?;
        let key = Key { data: signature.public_key().clone() };
        if !is_supported(&signature.public_key().algorithm()) {
            return Err(Fault::Unsupported(key.kind()));
        }
        Ok(Signature { signature, key })
    }

    /// Returns how the bytes were digested before they were signed, as `SHA-512`.
    pub fn digest(&self) -> &'static str {
        match self.signature.hash_alg() {
            HashAlg::Sha256 => "SHA-256",
            HashAlg::Sha512 => "SHA-512",
            _ => "an unknown digest",
        }
    }

    /// Holds the signature against the bytes.
    ///
    /// # Errors
    /// It was made for something else, or does not match.
    pub fn verify(&self, bytes: &[u8]) -> Result<(), Fault> {
        if self.signature.namespace() != NAMESPACE {
            return Err(Fault::OtherUse(self.signature.namespace().to_owned()));
        }
        let key = PublicKey::from(self.key.data.clone());
        key.verify(NAMESPACE, bytes, &self.signature).map_err(|_| Fault::Mismatch)
    }
}

/// Keys that can be checked: Ed25519, ECDSA, RSA, and those that live in a security key. DSA is out of use, and of a certificate
/// it would have to be told who may issue it.
fn is_supported(algorithm: &Algorithm) -> bool {
    match algorithm {
        Algorithm::Ed25519
        | Algorithm::Ecdsa { .. }
        | Algorithm::Rsa { .. }
        | Algorithm::SkEd25519
        | Algorithm::SkEcdsaSha2NistP256 => true,
        Algorithm::Dsa | Algorithm::Other(_) => false,
        // The crate may come to know more than is tried here.
        _ => false,
    }
}
