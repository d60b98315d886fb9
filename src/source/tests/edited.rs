//! How a state of the work tree is told from another.

use super::{Lab, fs};

#[test]
fn every_state_of_the_work_tree_has_a_name_of_its_own() {
    let lab = Lab::with_device();
    let state = || lab.source().edited(&[]).expect("git can tell").expect("it is small");
    let clean = state();
    lab.write("dhf/soup/SOUP-001.md", "two\n");
    let edited = state();
    lab.write("dhf/soup/SOUP-002.md", "new\n");
    let added = state();
    lab.write("dhf/soup/SOUP-001.md", "one\n");
    fs::remove_file(lab.path("dhf/soup/SOUP-002.md")).expect("it is there");
    assert_eq!(state(), clean);
    assert_ne!(edited, clean);
    assert_ne!(added, edited);
    lab.write("site/index.html", "a page");
    assert_ne!(state(), clean);
    let skipped = lab.source().edited(&[lab.path("site")]).expect("git can tell");
    assert_eq!(skipped.as_deref(), Some(&*clean));
}

#[test]
fn a_deleted_file_and_an_emptied_one_are_two_states() {
    let lab = Lab::with_device();
    let state = || lab.source().edited(&[]).expect("git can tell").expect("it is small");
    lab.write("dhf/soup/SOUP-001.md", "");
    let emptied = state();
    fs::remove_file(lab.path("dhf/soup/SOUP-001.md")).expect("it is there");
    assert_ne!(state(), emptied);
}
