//! The example device, as the program writes and judges it.

use std::path::Path;

use crate::device::{Run, git, run};

/// Writes the example device and runs the program in it.
fn in_example(arguments: &[&str]) -> Run {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    write_example(folder.path());
    run(&folder.path().join("mlt"), arguments)
}

fn write_example(folder: &Path) {
    let written = run(folder, &["demo", "mlt"]);
    assert_eq!(written.status, 0, "{}", written.errors);
}

fn findings(run: &Run) -> Vec<(String, String, String)> {
    let document: serde_json::Value = serde_json::from_str(&run.output).expect("the output is JSON");
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let open = document["findings"]
        .as_array()
        .expect("a list")
        .iter()
        .filter(|finding| finding["waived_by"].is_null());
    open.map(|finding| (text(&finding["level"]), text(&finding["rule"]), text(&finding["record"]))).collect()
}

#[test]
fn commit_ids_are_the_same_everywhere() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    write_example(folder.path());
    let repository = folder.path().join("mlt");
    let ids =
        git(&repository, &["rev-parse", "v2.0.0^{commit}", "v2.1.0^{commit}", "HEAD", "v2.0.0", "v2.1.0"]);
    assert_eq!(ids.lines().collect::<Vec<_>>(), IDS);
    assert_eq!(git(&repository, &["status", "--porcelain"]), "");
    git(&repository, &["fsck", "--strict"]);
}

/// The commits of both releases and of HEAD, and the two tags.
const IDS: [&str; 5] = [
    "13bdef889b648329f9870e448f86ef17187a25b2",
    "dd3f47fa3d6445d1a4e9f1e84e491701ba0b29ea",
    "cfabfaaa12bd8ea867c03bae08236b9d0817cd0a",
    "fab3ec25c05fc4207e41ad8f0cb674009f24fe5e",
    "5d5ce336a833d5ace627b42ad5794243fc9d6630",
];

#[test]
fn both_releases_have_no_error() {
    for tag in ["v2.0.0", "v2.1.0"] {
        let run = in_example(&["check", "--at", tag, "--format", "json"]);
        assert_eq!(run.status, 0, "{}", run.errors);
        let errors: Vec<_> = findings(&run).into_iter().filter(|finding| finding.0 == "error").collect();
        assert_eq!(errors, []);
    }
}

#[test]
fn the_newest_state_has_exactly_one_warning() {
    let run = in_example(&["check", "--as-of", "2026-02-15", "--format", "json"]);
    let expected = ("warning".to_owned(), "end-of-support-approaching".to_owned(), "SOUP-003".to_owned());
    assert_eq!(findings(&run), [expected]);
    assert_eq!(run.status, 0);
}

#[test]
fn a_demo_never_writes_into_a_folder_that_holds_something() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    std::fs::create_dir(folder.path().join("mlt")).expect("a folder can be made");
    std::fs::write(folder.path().join("mlt/precious.txt"), "mine").expect("a file can be written");
    let run = run(folder.path(), &["demo", "mlt"]);
    assert_eq!((run.status, &*run.output), (2, ""));
    assert_eq!(run.errors, "tureen: mlt is not empty\n  help: name a folder that does not exist yet\n");
    assert_eq!(std::fs::read_dir(folder.path().join("mlt")).expect("the folder is there").count(), 1);
}
