//! Which tags there are, and what they lead to.

use super::*;
use crate::source::{SignatureKind, TagKind};

#[test]
fn each_kind_of_tag_is_told_apart() {
    let lab = Lab::with_device();
    let commit = lab.head();
    let annotated = lab.tag("v1.0.0", commit);
    lab.tag("v1.0.0-again", annotated);
    lab.repo.reference("refs/tags/v1.1.0", commit, false, "test").expect("a light tag");
    lab.tag("other", commit);
    let blob = lab.repo.revparse_single("HEAD:tureen.toml").expect("a blob").id();
    lab.tag("v2.0.0", blob);
    lab.repo
        .reference("refs/tags/v2.1.0", lab.repo.find_commit(commit).expect("it").tree_id(), false, "")
        .expect("a tag");
    let source = lab.source();
    let mut tags = source.tags("v*").expect("tags");
    tags.sort_by(|a, b| a.name.cmp(&b.name));
    let commit =
        |at: usize| tags[at].commit.as_ref().map(|commit| commit.id.as_str()).map_err(String::as_str);
    let head = lab.head().to_string();
    assert_eq!(
        tags.iter().map(|tag| &*tag.name).collect::<Vec<_>>(),
        ["v1.0.0", "v1.0.0-again", "v1.1.0", "v2.0.0", "v2.1.0"]
    );
    assert_eq!(
        [0, 1, 2, 3, 4].map(commit),
        [Ok(&*head), Ok(&*head), Ok(&*head), Err("it leads to a blob"), Err("it leads to a tree")]
    );
    assert_eq!((tags[0].kind, tags[2].kind), (TagKind::Annotated, TagKind::Lightweight));
    assert_eq!(tags[0].message, "a release");
    assert_eq!(tags[0].tagger.as_ref().expect("a tagger").name, "Ada Test");
    // An hour after the commit: past midnight two hours east of Greenwich.
    assert_eq!(tags[0].time.as_deref(), Some("2023-11-15T01:13:20+02:00"));
    assert_eq!(tags[0].date.expect("a date").to_string(), "2023-11-15");
    assert_eq!(tags[2].time.as_deref(), Some("2023-11-15T00:13:20+02:00"));
    assert_eq!((&tags[2].tagger, tags[3].date.is_some(), tags[4].date), (&None, true, None));
    let error = source.snapshot(&revision("v2.0.0")).expect_err("a blob");
    assert_eq!(error.to_string(), "`v2.0.0` leads to a blob, not to a commit");
    assert_eq!(source.snapshot(&revision("v1.0.0-again")).expect("a commit").commit.expect("it").id, head);
    assert!(source.tags("v[").is_err());
}

#[test]
fn a_signature_is_recognised_and_kept_out_of_the_message() {
    let lab = Lab::with_device();
    let object = lab.repo.find_object(lab.head(), None).expect("a commit");
    for (name, first, kind) in [
        ("v1", "-----BEGIN SSH SIGNATURE-----", SignatureKind::Ssh),
        ("v2", "-----BEGIN PGP SIGNATURE-----", SignatureKind::OpenPgp),
        ("v3", "-----BEGIN SIGNED MESSAGE-----", SignatureKind::X509),
        ("v4", "-----BEGIN NEW SIGNATURE-----", SignatureKind::Other),
    ] {
        let message = format!("text\n\nmore\n{first}\nAAAA\n");
        lab.repo.tag(name, &object, &lab.signature(), &message, false).expect("a tag");
        let tag = &lab.source().tags(name).expect("tags")[0];
        assert_eq!((tag.message.as_str(), tag.signature), ("text\n\nmore", Some(kind)));
    }
}

#[test]
fn ten_thousand_tags_are_filtered_by_name_first() {
    let lab = Lab::with_device();
    let head = lab.head().to_string();
    // Names that do not match lead to nothing at all, so reading them would show.
    let nothing = "1".repeat(40);
    let mut packed = "# pack-refs with: peeled fully-peeled sorted \n".to_owned();
    for number in 0..10_000 {
        packed += &format!("{nothing} refs/tags/nightly-{number:05}\n");
    }
    packed += &format!("{head} refs/tags/v1.0.0\n");
    lab.write(".git/packed-refs", packed);
    let start = std::time::Instant::now();
    let tags = lab.source().tags("v*").expect("tags");
    assert_eq!(tags.iter().map(|tag| &*tag.name).collect::<Vec<_>>(), ["v1.0.0"]);
    assert!(start.elapsed().as_millis() < 1000, "{:?}", start.elapsed());
}
