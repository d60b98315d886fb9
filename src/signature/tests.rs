//! Signatures made here, with keys that are made from fixed bytes, so that no key pair is kept and no program is needed.

use ssh_key::private::{Ed25519Keypair, KeypairData};
use ssh_key::public::{KeyData, SkEd25519};
use ssh_key::{Algorithm, HashAlg, LineEnding, PrivateKey, PublicKey, Signature, SshSig};

use super::*;

const TAG: &str =
    "object 9f3c\ntype commit\ntag v1.0.0\ntagger Ada <ada@example.com> 1736500000 +0000\n\nfirst\n";

fn pair(seed: u8) -> PrivateKey {
    PrivateKey::new(KeypairData::Ed25519(Ed25519Keypair::from_seed(&[seed; 32])), "").expect("it is a key")
}

fn signed(bytes: &str, signature: &SshSig) -> Signed {
    Signed {
        kind: SignatureKind::Ssh,
        bytes: bytes.as_bytes().to_vec(),
        signature: signature.to_pem(LineEnding::LF).expect("it can be written"),
        calls_itself: Some("v1.0.0".to_owned()),
        names: None,
    }
}

fn sign(pair: &PrivateKey, namespace: &str) -> Signed {
    let signature = SshSig::sign(pair, namespace, HashAlg::Sha512, TAG.as_bytes()).expect("it can sign");
    signed(TAG, &signature)
}

fn list(options: &str, key: &PublicKey) -> Signers {
    Signers::read(&format!("ada@example.com {options} {}\n", key.to_openssh().expect("it can be written")))
}

fn judged(signed: &Signed, list: &Signers) -> Verdict {
    judge(signed, Some("v1.0.0"), Timestamp::from_second(1_736_500_000).expect("a time"), Some(list))
}

#[test]
fn a_signature_is_good_when_it_matches_and_the_list_gives_its_key() {
    let (ada, eve) = (pair(1), pair(2));
    let list = list("", ada.public_key());
    let signed = sign(&ada, "git");
    let Verdict::Good { made, principals, line } = judged(&signed, &list) else { panic!("it is good") };
    assert_eq!(
        (&*principals, line, &*made.kind, made.digest),
        ("ada@example.com", 1, "ssh-ed25519", "SHA-512")
    );
    assert_eq!(made.fingerprint, ada.fingerprint(HashAlg::Sha256).to_string());

    let unknown = judged(&sign(&eve, "git"), &list);
    assert!(matches!(unknown, Verdict::NotListed { objection: None, .. }), "{unknown:?}");
    let none = judge(&signed, Some("v1.0.0"), Timestamp::MIN, None);
    assert!(matches!(none, Verdict::NotListed { .. }), "{none:?}");
}

#[test]
fn a_signature_of_other_bytes_for_another_use_or_another_tag_is_bad() {
    let ada = pair(1);
    let list = list("", ada.public_key());
    let good = sign(&ada, "git");
    let bad = |signed: &Signed| match judged(signed, &list) {
        Verdict::Bad { reason, .. } => reason,
        other => panic!("{other:?}"),
    };
    let moved = Signed { bytes: TAG.replace("9f3c", "9f3d").into_bytes(), ..good.clone() };
    assert_eq!(bad(&moved), "it does not match what it is said to sign");
    assert_eq!(bad(&sign(&ada, "file")), "it was made for `file`, not for git");
    let renamed = Signed { calls_itself: Some("v0.9.0".to_owned()), ..good.clone() };
    assert_eq!(bad(&renamed), "what is signed calls itself v0.9.0, and the tag is called v1.0.0");
    let followed = Signed { signature: good.signature.clone() + "and more\n", ..good.clone() };
    assert!(bad(&followed).starts_with("it cannot be read"));
    for cut in [10, 60, good.signature.len() - 40] {
        let cut = Signed { signature: good.signature[..cut].to_owned(), ..good.clone() };
        assert!(bad(&cut).starts_with("it cannot be read"));
    }
}

#[test]
fn a_key_counts_for_what_and_when_the_list_says() {
    let ada = pair(1);
    for (options, counts) in [
        ("valid-after=\"20250101\"", true),
        ("valid-after=\"20250201\"", false),
        ("valid-before=\"20250201\"", true),
        ("valid-before=\"20250101Z\"", false),
        ("namespaces=\"git\"", true),
        ("namespaces=\"file\"", false),
        ("cert-authority", false),
    ] {
        let verdict = judged(&sign(&ada, "git"), &list(options, ada.public_key()));
        assert_eq!(matches!(verdict, Verdict::Good { .. }), counts, "{options}: {verdict:?}");
    }
}

#[test]
fn a_security_key_counts_and_a_certificate_is_told_as_not_supported() {
    let pair = Ed25519Keypair::from_seed(&[3; 32]);
    let sk = SkEd25519::new(pair.public, "ssh:".to_owned());
    let data = KeyData::SkEd25519(sk);
    let bytes = SshSig::signed_data("git", HashAlg::Sha256, TAG.as_bytes()).expect("it can be written");
    let digest = |bytes: &[u8]| -> Vec<u8> { <sha2::Sha256 as sha2::Digest>::digest(bytes).to_vec() };
    let counter = [1, 0, 0, 0, 7];
    let whole = [digest(b"ssh:"), counter.to_vec(), digest(&bytes)].concat();
    let raw = PrivateKey::new(KeypairData::Ed25519(pair), "").expect("it is a key");
    let raw: Signature = signature_of(&raw, &whole);
    let made = [raw.as_bytes(), &counter].concat();
    let signature = Signature::new(Algorithm::SkEd25519, made).expect("it is one");
    let signature = SshSig::new(data.clone(), "git", HashAlg::Sha256, signature).expect("it is one");
    let list = list("", &PublicKey::from(data));
    let verdict = judged(&signed(TAG, &signature), &list);
    assert!(matches!(&verdict, Verdict::Good { made, .. } if made.kind.starts_with("sk-")), "{verdict:?}");

    let pgp = Signed { kind: SignatureKind::OpenPgp, ..sign(&self::pair(1), "git") };
    assert_eq!(judged(&pgp, &list), Verdict::NotVerified(SignatureKind::OpenPgp));
}

fn signature_of(pair: &impl ssh_key::SigningKey, bytes: &[u8]) -> Signature {
    pair.try_sign(bytes).expect("it can sign")
}
