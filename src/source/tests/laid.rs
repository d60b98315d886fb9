//! What is laid over a work tree is read as if it had been written.

use std::sync::Arc;

use super::*;
use crate::source::{Attachment, AttachmentState};

#[test]
fn what_is_laid_is_read_as_if_it_were_written() {
    let lab = Lab::with_device();
    lab.write("dhf/soup/SOUP-002.md", "as it is\n");
    let laid = [
        ("dhf/soup/SOUP-001.md", "two\r\n"),
        ("dhf/changes/CR-001.md", "new, in a new folder\n"),
        ("dhf/evidence/log.txt", "passed\n"),
    ];
    let source = lab.source();
    let plain = source.snapshot(&Moment::WorkTree).expect("a work tree");
    let device = source.device(&Moment::WorkTree, None).expect("a device");
    let texts = || laid.map(|(path, text)| (path.to_owned(), Arc::from(text)));
    let read = |source: &Source, snapshot: &Snapshot| {
        let mut tree = source.tree(snapshot, &device, "dhf", &[]).expect("a tree");
        let named = ["dhf/evidence/log.txt".to_owned()].into();
        source.attach(snapshot, &mut tree, &named, &named).expect("attachments");
        tree
    };
    let as_if = read(&source, &plain.clone().with_files(texts()));
    assert_eq!(read(&source, &plain).files.len(), 2, "nothing is written, and nothing stays in mind");
    assert!(!lab.path("dhf/changes").exists());

    for (path, text) in laid {
        lab.write(path, text);
    }
    let written = read(&lab.source(), &plain);
    assert_eq!(as_if.files.keys().collect::<Vec<_>>(), written.files.keys().collect::<Vec<_>>());
    for (path, entry) in &written.files {
        assert_eq!(as_if.files[path].content, entry.content, "{path}");
        // What is no record is not read on disk, so nothing is known of its name there.
        assert!(as_if.files[path].blob == entry.blob || !entry.blob.is_known(), "{path}");
        if path.ends_with(".md") {
            assert_eq!(source.content(as_if.files[path].blob), entry.content, "its name leads to it");
        }
    }
    let sha256 = |tree: &Tree| match &tree.attachments["dhf/evidence/log.txt"] {
        Attachment { state: AttachmentState::Found { bytes: 7, sha256 }, .. } => sha256.clone(),
        other => panic!("{other:?}"),
    };
    assert_eq!(sha256(&as_if), sha256(&written));
    assert!(sha256(&as_if).is_some());
}

#[test]
fn what_is_laid_makes_the_device_dirty_only_where_it_differs() {
    let lab = Lab::with_device();
    let source = lab.source();
    let device = source.device(&Moment::WorkTree, None).expect("a device");
    for (path, text, dirty) in [
        ("dhf/soup/SOUP-001.md", "one\n", false),
        ("dhf/soup/SOUP-001.md", "two\n", true),
        ("dhf/soup/SOUP-002.md", "one\n", true),
    ] {
        let snapshot = source.snapshot(&Moment::WorkTree).expect("a work tree");
        let snapshot = snapshot.with_files([(path.to_owned(), Arc::from(text))]);
        let tree = source.tree(&snapshot, &device, "dhf", &[]).expect("a tree");
        assert_eq!(source.is_dirty(&snapshot, &tree).expect("known"), dirty, "{path}: {text}");
    }
}

#[test]
fn what_would_leave_the_repository_is_not_laid() {
    let lab = Lab::with_device();
    let source = lab.source();
    let snapshot = source.snapshot(&Moment::WorkTree).expect("a work tree");
    let out = ["../elsewhere.md", "/etc/elsewhere.md", "dhf/../../elsewhere.md", ".git/config"];
    let snapshot = snapshot.with_files(out.map(|path| (path.to_owned(), Arc::from("x"))));
    for path in out {
        let found = source.file(&snapshot, path).expect("it can be asked for");
        assert!(found.is_none(), "{path}");
    }
}
