//! What becomes of each sort of file.

use std::{collections::BTreeSet, sync::Arc};

use super::*;
use crate::source::{AttachmentState, MAX_RECORD_BYTES, ProblemKind};

#[test]
fn a_blob_that_many_moments_hold_is_read_once() {
    let lab = Lab::with_device();
    lab.write("dhf/soup/SOUP-002.md", "two\n");
    lab.commit("second");
    let source = lab.source();
    let (_, _, new) = read(&source, &revision("HEAD"));
    assert_eq!(source.blobs_read(), 2);
    let (_, _, old) = read(&source, &revision("HEAD~1"));
    let (_, _, now) = read(&source, &Moment::WorkTree);
    assert_eq!(source.blobs_read(), 2);
    let texts = [&new, &old, &now].map(|tree| content(tree, "dhf/soup/SOUP-001.md").text().expect("text"));
    assert!(Arc::ptr_eq(texts[0], texts[1]) && Arc::ptr_eq(texts[0], texts[2]));
    assert_eq!(new.files, now.files);
}

#[test]
fn ignored_files_are_left_out_unless_they_are_tracked() {
    let lab = Lab::with_device();
    lab.write("dhf/build/tracked.md", "tracked\n");
    lab.commit("before it was ignored");
    lab.write(".gitignore", "build/\n*.tmp.md\n");
    lab.write("dhf/build/other.md", "other\n");
    lab.write("dhf/out/build/a.md", "a\n");
    lab.write("dhf/a.tmp.md", "a\n");
    lab.write("dhf/new.md", "new\n");
    let (_, _, tree) = read(&lab.source(), &Moment::WorkTree);
    assert_eq!(paths(&tree), ["dhf/build/tracked.md", "dhf/new.md", "dhf/soup/SOUP-001.md"]);
}

#[test]
fn output_folders_are_never_input() {
    let lab = Lab::with_device();
    lab.write("dhf/site/index.md", "old\n");
    lab.commit("a committed site");
    let source = lab.source();
    for moment in [Moment::WorkTree, Moment::Index, revision("HEAD")] {
        let (snapshot, device, _) = read(&source, &moment);
        let tree = source.tree(&snapshot, &device, "dhf", &[lab.path("dhf/site")]).expect("a tree");
        assert_eq!(paths(&tree), ["dhf/soup/SOUP-001.md"], "{moment}");
    }
}

#[test]
fn each_sort_of_content_is_named() {
    let lab = Lab::with_device();
    let pointer =
        format!("version https://git-lfs.github.com/spec/v1\noid sha256:{}\nsize 12\n", "a".repeat(64));
    lab.write("dhf/bad.md", b"ok\xff");
    lab.write("dhf/large.md", vec![b'x'; MAX_RECORD_BYTES as usize + 1]);
    lab.write("dhf/lfs.md", &pointer);
    lab.write("dhf/report.pdf", "%PDF");
    lab.commit("contents");
    let source = lab.source();
    for moment in [Moment::WorkTree, Moment::Index, revision("HEAD")] {
        let (_, _, tree) = read(&source, &moment);
        let not_utf8 = Content::NotUtf8 { valid_up_to: 2, text: "ok\u{fffd}".into() };
        assert_eq!(content(&tree, "dhf/bad.md"), &not_utf8);
        assert_eq!(content(&tree, "dhf/large.md"), &Content::TooLarge { bytes: MAX_RECORD_BYTES + 1 });
        assert_eq!(content(&tree, "dhf/lfs.md"), &Content::LfsPointer { text: pointer.as_str().into() });
        assert_eq!(content(&tree, "dhf/report.pdf"), &Content::Other { bytes: 4 });
    }
}

#[cfg(unix)]
#[test]
fn links_are_never_followed() {
    let lab = Lab::with_device();
    let secret = tempfile::tempdir().expect("a temporary folder");
    write(secret.path(), "id.md", "secret\n");
    std::os::unix::fs::symlink(secret.path().join("id.md"), lab.path("dhf/link.md")).expect("a link");
    std::os::unix::fs::symlink(secret.path(), lab.path("dhf/folder")).expect("a link");
    lab.commit("links");
    let source = lab.source();
    for moment in [Moment::WorkTree, Moment::Index, revision("HEAD")] {
        let (snapshot, device, mut tree) = read(&source, &moment);
        assert_eq!(paths(&tree), ["dhf/folder", "dhf/link.md", "dhf/soup/SOUP-001.md"]);
        assert!(matches!(content(&tree, "dhf/link.md"), Content::Symlink { .. }));
        let names = ["dhf/link.md", "dhf/folder/id.md"].map(str::to_owned);
        source.attach(&snapshot, &mut tree, &names.clone().into(), &names.clone().into()).expect("looked up");
        for name in &names {
            assert!(
                matches!(tree.attachments[name.as_str()].state, AttachmentState::Symlink { .. }),
                "{moment}"
            );
            assert_eq!(source.bytes(&snapshot, &device, name).expect("none"), None);
        }
        let below = source.tree(&snapshot, &device, "dhf/folder", &[]).expect("a tree");
        assert!(below.files.is_empty());
        assert!(matches!(below.problems[0].kind, ProblemKind::FolderIsSymlink { .. }));
    }
}

#[test]
fn attachments_are_looked_up_and_hashed() {
    let lab = Lab::with_device();
    lab.write("dhf/evidence/log.txt", "abc");
    lab.write(".gitignore", "ignored.txt\n");
    lab.write("dhf/evidence/ignored.txt", "abc");
    lab.commit("evidence");
    let source = lab.source();
    let named = [
        "dhf/evidence/log.txt",
        "dhf/../dhf/evidence",
        "no.txt",
        "/etc/passwd",
        "../x",
        ".git/config",
        "a\0",
    ];
    let named: BTreeSet<String> = named.map(str::to_owned).into();
    for moment in [Moment::WorkTree, Moment::Index, revision("HEAD")] {
        let (snapshot, device, mut tree) = read(&source, &moment);
        source.attach(&snapshot, &mut tree, &named, &named).expect("looked up");
        let state = |name: &str| tree.attachments[name].state.clone();
        let sha256 = Some("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad".to_owned());
        assert_eq!(state("dhf/evidence/log.txt"), AttachmentState::Found { bytes: 3, sha256 });
        assert_eq!(state("dhf/../dhf/evidence"), AttachmentState::Folder);
        assert_eq!(state("no.txt"), AttachmentState::Missing);
        for outside in ["/etc/passwd", "../x", ".git/config", "a\0"] {
            assert_eq!(state(outside), AttachmentState::OutsideRepository);
            assert_eq!(source.bytes(&snapshot, &device, outside).expect("none"), None);
        }
        assert_eq!(
            source.bytes(&snapshot, &device, "dhf/evidence/log.txt").expect("some"),
            Some(b"abc".to_vec())
        );
    }
    let (snapshot, _, mut tree) = read(&source, &Moment::WorkTree);
    let ignored: BTreeSet<String> = ["dhf/evidence/ignored.txt".to_owned()].into();
    source.attach(&snapshot, &mut tree, &ignored, &ignored).expect("looked up");
    assert_eq!(tree.attachments["dhf/evidence/ignored.txt"].state, AttachmentState::Ignored);
}

#[cfg(unix)]
#[test]
fn odd_names_and_odd_files_are_problems_of_their_own() {
    use std::os::unix::ffi::OsStrExt;
    let lab = Lab::with_device();
    lab.write("dhf/soup/soup-001.MD", "one\n");
    lab.write("dhf/soup/soup-001.md", "one\n");
    let name = std::ffi::OsStr::from_bytes(b"bad\xff.md");
    std::fs::write(lab.path("dhf").join(name), "x").expect("a file");
    lab.commit("names");
    let _socket = std::os::unix::net::UnixListener::bind(lab.path("dhf/socket.md")).expect("a socket");
    let source = lab.source();
    for moment in [Moment::WorkTree, Moment::Index, revision("HEAD")] {
        let (_, _, tree) = read(&source, &moment);
        let kinds: Vec<_> =
            tree.problems.iter().map(|problem| (&*problem.path, problem.kind.clone())).collect();
        let differ = |other: &str| ProblemKind::NamesDifferInCase { other: other.to_owned() };
        assert_eq!(
            kinds,
            [
                ("dhf/bad\u{fffd}.md", ProblemKind::NameNotUtf8),
                ("dhf/soup/soup-001.MD", differ("dhf/soup/SOUP-001.md")),
                ("dhf/soup/soup-001.md", differ("dhf/soup/SOUP-001.md")),
            ]
        );
        if moment == Moment::WorkTree {
            assert!(matches!(content(&tree, "dhf/socket.md"), Content::Unreadable { .. }));
        }
    }
}

#[test]
fn a_repository_inside_is_not_entered() {
    let lab = Lab::with_device();
    Repository::init(lab.path("dhf/inner")).expect("a repository");
    lab.write("dhf/inner/a.md", "a\n");
    let (_, _, tree) = read(&lab.source(), &Moment::WorkTree);
    assert_eq!(content(&tree, "dhf/inner"), &Content::Submodule);
    assert_eq!(tree.files.len(), 2);
}

#[test]
fn a_missing_or_corrupt_object_spoils_one_record_only() {
    let lab = Lab::with_device();
    lab.write("dhf/soup/SOUP-002.md", "two\n");
    lab.commit("second");
    let blob = lab.repo.revparse_single("HEAD:dhf/soup/SOUP-002.md").expect("a blob").id().to_string();
    let path = lab.path(".git/objects").join(&blob[..2]).join(&blob[2..]);
    std::fs::remove_file(&path).expect("removed");
    for words in ["its object is missing", "git cannot read its object"] {
        let (_, _, tree) = read(&lab.source(), &revision("HEAD"));
        assert_eq!(content(&tree, "dhf/soup/SOUP-001.md"), &Content::Text("one\n".into()));
        let Content::Unreadable { reason } = content(&tree, "dhf/soup/SOUP-002.md") else {
            panic!("{tree:?}")
        };
        assert!(reason.starts_with(words), "{reason}");
        std::fs::write(&path, "no zlib").expect("spoilt");
    }
}

#[test]
fn an_unmerged_file_says_so() {
    let lab = Lab::with_device();
    let mut index = lab.repo.index().expect("an index");
    let mut entry = index.get_path("dhf/soup/SOUP-001.md".as_ref(), 0).expect("staged");
    index.remove("dhf/soup/SOUP-001.md".as_ref(), 0).expect("removed");
    for stage in [2, 3] {
        entry.flags = entry.flags & !(0b11 << 12) | stage << 12;
        index.add(&entry).expect("added");
    }
    index.write().expect("written");
    let (_, _, tree) = read(&lab.source(), &Moment::Index);
    assert_eq!(paths(&tree), ["dhf/soup/SOUP-001.md"]);
    assert!(matches!(content(&tree, "dhf/soup/SOUP-001.md"), Content::Unreadable { .. }));
}
