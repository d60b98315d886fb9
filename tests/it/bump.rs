//! `tureen bump` and `tureen what-if`: what they edit, what they leave alone, and what they say of it.

use std::path::Path;

use crate::device::{Device, Run, git};

const SOUP: &str = "dhf/soup/SOUP-005.md";
const CHANGE: &str = "dhf/changes/CR-008.md";

fn bump(device: &Device, arguments: &[&str]) -> Run {
    device.run(&[&["--as-of", "2026-02-15", "bump"], arguments].concat())
}

fn what_if(device: &Device, arguments: &[&str]) -> Run {
    device.run(&[&["--as-of", "2026-02-15", "what-if"], arguments].concat())
}

fn check(device: &Device, arguments: &[&str]) -> Vec<String> {
    let all = [&["check", "--as-of", "2026-02-15", "--format", "json"], arguments].concat();
    let document = in_json(&device.run(&all));
    let findings = document["findings"].as_array().expect("a list");
    findings.iter().map(|finding| finding["message"].to_string()).collect()
}

fn status(device: &Device) -> String {
    git(device.path(), &["status", "--porcelain", "--untracked-files=all"])
}

/// Returns what is printed for people in one line, however it is wrapped.
fn flat(run: &Run) -> String {
    run.output.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn in_json(run: &Run) -> serde_json::Value {
    serde_json::from_str(&run.output).unwrap_or_else(|error| panic!("{error}: {}{}", run.output, run.errors))
}

#[test]
fn a_bump_edits_the_version_and_writes_a_change_record_whose_questions_are_open() {
    let device = Device::example();
    let run = bump(&device, &["SOUP-005", "4.13.0.90"]);
    assert_eq!(run.status, 0, "{}", run.errors);
    assert_eq!(status(&device), format!(" M {SOUP}\n?? {CHANGE}\n"));
    let edits = git(device.path(), &["diff", "--unified=0", SOUP]);
    let edits: Vec<&str> = edits.lines().filter(|line| line.starts_with(['+', '-'])).skip(2).collect();
    assert_eq!(
        edits,
        [
            "-version: 4.12.0.88",
            "-release_date: 2025-07-07",
            "-purl: pkg:pypi/opencv-python-headless@4.12.0.88",
            "+version: 4.13.0.90",
            "+release_date:",
            "+purl: pkg:pypi/opencv-python-headless@4.13.0.90",
        ]
    );
    let change = device.read(CHANGE);
    for line in [
        "id: CR-008",
        "title: OpenCV 4.12.0.88 to 4.13.0.90",
        "status: draft",
        "requested_on: 2026-02-15",
        "  - soup: SOUP-005",
        "    from: 4.12.0.88",
        "    to: 4.13.0.90",
    ] {
        assert!(change.lines().any(|other| other == line), "{line}\n{change}");
    }
    let first = run.output.split("\n\n").next().unwrap_or_default();
    assert!(first.contains("SOUP-005 OpenCV: 4.12.0.88 → 4.13.0.90, an upgrade"), "{first}");
    assert!(first.contains("takes out `release_date` 2025-07-07, the day of 4.12.0.88"), "{first}");
    assert!(first.contains("still names 4.12.0.88, in line 111"), "{first}");

    // The open questions are missing to the rule, and nothing of the record cannot be read.
    let check = device.run(&["check", "--as-of", "2026-02-15", "--record", "CR-008", "--format", "json"]);
    let document = in_json(&check);
    let findings = document["findings"].as_array().expect("a list");
    let fields: Vec<_> =
        findings.iter().map(|finding| (finding["rule"].as_str(), finding["field"].as_str())).collect();
    let missing = |field| (Some("change-impact-missing"), Some(field));
    assert_eq!(
        fields,
        [
            missing("impact.new_causes"),
            missing("impact.new_controls"),
            missing("impact.controls_disturbed"),
            missing("impact.reverification"),
        ]
    );
}

#[test]
fn what_if_says_what_bump_does_and_what_diff_says_afterwards() {
    let device = Device::example();
    let supposed = what_if(&device, &["SOUP-005", "4.13.0.90", "--format", "json"]);
    assert_eq!(supposed.status, 0, "{}", supposed.errors);
    assert_eq!(status(&device), "");
    assert!(supposed.errors.contains("would edit dhf/soup/SOUP-005.md"), "{}", supposed.errors);
    let made = bump(&device, &["SOUP-005", "4.13.0.90", "--format", "json"]);
    assert_eq!(made.output, supposed.output);
    let told = device.run(&["diff", "HEAD", "--as-of", "2026-02-15", "--format", "json"]);
    assert_eq!(told.output, supposed.output);
    let document = in_json(&told);
    assert_eq!(document["gate"]["verdict"], "fail");
}

#[test]
fn a_dry_run_prints_a_patch_that_makes_the_same_edits() {
    let (one, two) = (Device::example(), Device::example());
    for device in [&one, &two] {
        // A file without a line end, one with Windows line ends, and flow style.
        device.replace(
            "dhf/soup/SOUP-013.md",
            "hashes:\n  - algorithm: sha256\n    value: ",
            "hashes: [{algorithm: sha256, value: ",
        );
        device.replace(
            "dhf/soup/SOUP-013.md",
            "4a579232200f10669750a5ff764e59fbe82f0943544eb9fea8181724a124be0",
            "4a579232200f10669750a5ff764e59fbe82f0943544eb9fea8181724a124be0}]",
        );
        let text = device.read("dhf/soup/SOUP-013.md").trim_end().replace('\n', "\r\n");
        device.write("dhf/soup/SOUP-013.md", text.as_bytes());
        device.commit("Other ways of writing");
    }
    let dry = bump(&one, &["SOUP-013", "2025-01-31", "--dry-run"]);
    assert_eq!((dry.status, status(&one)), (0, String::new()), "{}", dry.errors);
    assert!(dry.errors.contains("would write dhf/changes/CR-008.md"), "{}", dry.errors);
    std::fs::write(one.path().join("edits.patch"), &dry.output).expect("a file");
    git(one.path(), &["apply", "edits.patch"]);
    assert_eq!(bump(&two, &["SOUP-013", "2025-01-31"]).status, 0);
    for path in ["dhf/soup/SOUP-013.md", CHANGE] {
        assert_eq!(one.read(path), two.read(path), "{path}");
    }
    let change = one.read(CHANGE);
    assert_eq!(
        change.matches("\r\n").count(),
        change.matches('\n').count(),
        "as the record writes its lines"
    );
}

#[test]
fn a_hash_of_another_version_is_not_left_behind() {
    let device = Device::example();
    let run = bump(&device, &["backbone weights", "2025-01-31"]);
    assert_eq!(run.status, 0, "{}", run.errors);
    assert!(device.read("dhf/soup/SOUP-013.md").contains("\n  - algorithm: sha256\n    value:\nsource_url:"));
    assert!(flat(&run).contains("the hash of 2024-11-05: write that of"), "{}", run.output);
    assert!(flat(&run).contains("check `source_url` in line 14"), "{}", run.output);
    // Nothing identifies what is built in until somebody writes the new one.
    let found = check(&device, &["--rule", "soup-identifier-missing", "--record", "SOUP-013"]);
    assert_eq!(found.len(), 1, "{found:?}");
}

#[test]
fn what_is_done_is_not_done_again() {
    let device = Device::example();
    bump(&device, &["SOUP-005", "4.13.0.90"]);
    let before = (device.read(SOUP), device.read(CHANGE));
    let again = bump(&device, &["soup-005", "4.13.0.90"]);
    assert_eq!(again.status, 0, "{}", again.errors);
    assert!(flat(&again).contains("CR-008 tells this step already"), "{}", again.output);
    assert_eq!((device.read(SOUP), device.read(CHANGE)), before);
    device.commit("Move OpenCV");
    let again = bump(&device, &["soup-005", "4.13.0.90"]);
    assert_eq!((again.status, status(&device)), (0, String::new()), "{}", again.errors);

    // On to the next version before anything was released: the steps follow each other.
    bump(&device, &["SOUP-005", "4.13.1.92"]);
    let next = device.read("dhf/changes/CR-009.md");
    assert!(next.contains("    from: 4.13.0.90\n    to: 4.13.1.92\n"), "{next}");
    // And back: what is not committed is only taken back.
    std::fs::remove_file(device.path().join("dhf/changes/CR-009.md")).expect("it was written");
    let back = bump(&device, &["SOUP-005", "4.13.0.90"]);
    assert!(flat(&back).contains("no change record"), "{}", back.output);
    assert_eq!(status(&device), "", "{}", back.output);
}

#[test]
fn a_change_record_that_is_there_is_not_written_twice() {
    let device = Device::example();
    let run = bump(&device, &["SOUP-006", "2.10.0"]);
    assert!(flat(&run).contains("CR-006 tells this step already"), "{}{}", run.output, run.errors);
    assert_eq!(status(&device), " M dhf/soup/SOUP-006.md\n");
    git(device.path(), &["checkout", "--quiet", "."]);
    device.replace("dhf/changes/CR-006.md", "decision: apply", "decision: defer");
    let run = bump(&device, &["SOUP-006", "2.10.0"]);
    assert!(flat(&run).contains("CR-006 tells this step and put it off"), "{}{}", run.output, run.errors);
    assert!(!device.path().join(CHANGE).exists());
}

#[test]
fn a_version_that_somebody_moved_by_hand_gets_its_change_record_alone() {
    for committed in [false, true] {
        let device = Device::example();
        device.replace(SOUP, "version: 4.12.0.88\n", "version: 4.13.0.90\n");
        device.replace(SOUP, "release_date: 2025-07-07\n", "release_date: 2026-01-20\n");
        if committed {
            device.commit("Move OpenCV by hand");
        }
        let text = device.read(SOUP);
        let run = bump(&device, &["SOUP-005", "4.13.0.90"]);
        assert_eq!(run.status, 0, "{}", run.errors);
        let expected = text.replace("headless@4.12.0.88", "headless@4.13.0.90");
        assert_eq!(device.read(SOUP), expected, "the package URL alone still had the old version");
        assert!(device.read(CHANGE).contains("    from: 4.12.0.88\n    to: 4.13.0.90\n"));
        assert!(!flat(&run).contains("`release_date`"), "{}", run.output);
        let unrecorded = check(&device, &["--rule", "soup-change-unrecorded"]);
        assert!(unrecorded.is_empty(), "{unrecorded:?}");
    }
}

#[test]
fn the_step_begins_where_the_change_records_end() {
    // The last commit moved the version without a record: the next move tells the whole way from the release.
    let device = Device::example();
    device.replace(SOUP, "version: 4.12.0.88\n", "version: 4.13.0.90\n");
    device.commit("Move OpenCV by hand");
    bump(&device, &["SOUP-005", "4.13.1.92"]);
    assert!(device.read(CHANGE).contains("    from: 4.12.0.88\n    to: 4.13.1.92\n"));
    let unrecorded = check(&device, &["--rule", "soup-change-unrecorded"]);
    assert!(unrecorded.is_empty(), "{unrecorded:?}");
}

#[test]
fn a_downgrade_is_called_one() {
    let device = Device::example();
    let run = bump(&device, &["SOUP-005", "4.11.0.86"]);
    assert!(flat(&run).contains("4.12.0.88 → 4.11.0.86, a downgrade"), "{}", run.output);
    let run = bump(&device, &["SOUP-010", "3.2.1+0c4d55e"]);
    assert!(flat(&run).contains("whether that is later cannot be told"), "{}", run.output);
}

#[test]
fn the_next_id_is_free_wherever_it_might_be_taken() {
    let device = Device::example();
    device.write("dhf/changes/2026/cr-008.md", b"not a record");
    device.write("dhf/changes/other.md", b"---\nid: CR-009\ntitle: [\n---\n");
    device.write(".gitignore", b"CR-010.md\n");
    device.write("dhf/changes/CR-010.md", b"ignored, and still there");
    let run = bump(&device, &["SOUP-005", "4.13.0.90"]);
    assert_eq!(run.status, 0, "{}", run.errors);
    assert!(device.path().join("dhf/changes/CR-011.md").exists(), "{}", status(&device));
    assert_eq!(device.read("dhf/changes/CR-010.md"), "ignored, and still there");

    let device = Device::repository();
    device.write("dhf/soup/SOUP-001.md", b"---\nid: SOUP-001\ntitle: 'x: y'\nversion: 1.0.0\n---\n");
    device.commit("Start");
    assert_eq!(bump(&device, &["x: y", "1.1.0"]).status, 0);
    assert!(device.read("dhf/changes/CR-001.md").contains("title: 'x: y 1.0.0 to 1.1.0'\n"));
}

#[test]
fn what_cannot_be_done_is_said_and_nothing_is_written() {
    let device = Device::example();
    device.replace("dhf/soup/SOUP-009.md", "status: approved", "status: retired");
    device.replace("dhf/soup/SOUP-011.md", "title: ", "title: [");
    device.write(
        "dhf/soup/SOUP-020.md",
        device.read("dhf/soup/SOUP-003.md").replace("SOUP-003", "SOUP-020").as_bytes(),
    );
    device.commit("Make trouble");
    for (arguments, says) in [
        (&["SOUP-05", "1.0"][..], "did you mean SOUP-005?"),
        (&["OpenCW", "1.0"], "did you mean SOUP-005 (OpenCV)?"),
        (&["pkg:pypi/nothing", "1.0"], "no SOUP is called pkg:pypi/nothing"),
        (&["VER-001", "1.0"], "VER-001 is a verification, and no SOUP"),
        (&["SOUP-009", "1.0"], "SOUP-009 is retired"),
        (&["SOUP-011", "1.0"], "dhf/soup/SOUP-011.md:"),
        (&["numpy", "2.3.5"], "numpy is the name of several SOUP: SOUP-003, SOUP-020"),
        (&["SOUP-005", "4.12.0.88"], "SOUP-005 has version 4.12.0.88 already, as it had at v2.1.0"),
        (&["SOUP-005", "latest"], "means another version every time"),
        (&["SOUP-005", "^4"], "begins a range of versions"),
        (&["SOUP-005", "4.x"], "stands for any version"),
        (&["SOUP-005", " "], "the version is empty"),
        (&["SOUP-005", "TBD"], "nobody has written yet"),
        (&["SOUP-005", "4.13.0.90", "--format", "xml"], "there is no format `xml`"),
    ] {
        for command in ["bump", "what-if"] {
            let run = device.run(&[&[command], arguments].concat());
            assert_eq!((run.status, run.output.as_str()), (2, ""), "{arguments:?}: {}", run.errors);
            assert!(run.errors.contains(says), "{arguments:?}: {}", run.errors);
            assert_eq!(status(&device), "", "{arguments:?}");
        }
    }
}

#[test]
fn a_file_that_cannot_be_written_leaves_everything_as_it_was() {
    let device = Device::example();
    let soup = device.path().join(SOUP);
    let set = |path: &Path, readonly: bool| {
        let mut permissions = std::fs::metadata(path).expect("it is there").permissions();
        permissions.set_readonly(readonly);
        std::fs::set_permissions(path, permissions).expect("they can be set");
    };
    set(&soup, true);
    let run = bump(&device, &["SOUP-005", "4.13.0.90"]);
    assert_eq!(run.status, 2, "{}", run.output);
    assert!(run.errors.contains("dhf/soup/SOUP-005.md is read-only"), "{}", run.errors);
    set(&soup, false);
    assert_eq!(status(&device), "");

    // A folder in place of the changes' folder is no place for a file.
    std::fs::rename(device.path().join("dhf/changes"), device.path().join("dhf/elsewhere"))
        .expect("it moves");
    device.write("dhf/changes", b"a file");
    let before = device.read(SOUP);
    let run = bump(&device, &["SOUP-005", "4.13.0.90"]);
    assert_eq!(run.status, 2, "{}", run.output);
    assert_eq!(device.read(SOUP), before);
    let left: Vec<_> = std::fs::read_dir(device.path().join("dhf/soup")).expect("a folder").collect();
    assert_eq!(left.len(), 13, "nothing is left beside the records");
}

#[cfg(unix)]
#[test]
fn permissions_are_kept() {
    use std::os::unix::fs::PermissionsExt;
    let device = Device::example();
    let soup = device.path().join(SOUP);
    std::fs::set_permissions(&soup, std::fs::Permissions::from_mode(0o640)).expect("they can be set");
    bump(&device, &["SOUP-005", "4.13.0.90"]);
    assert_eq!(std::fs::metadata(&soup).expect("it is there").permissions().mode() & 0o777, 0o640);
}

#[test]
fn without_a_repository_the_edits_are_made_and_what_they_bring_is_not_told() {
    let device = Device::new();
    device.write("dhf/soup/SOUP-001.md", b"---\nid: SOUP-001\ntitle: zlib\nversion: 1.3.0\n---\n");
    let run = bump(&device, &["zlib", "1.3.1"]);
    assert_eq!(run.status, 0, "{}", run.errors);
    assert!(device.read("dhf/soup/SOUP-001.md").contains("version: 1.3.1\n"));
    assert!(device.read("dhf/changes/CR-001.md").contains("from: 1.3.0\n"));
    assert!(run.errors.contains("this is not a git repository"), "{}", run.errors);
    assert_eq!(what_if(&device, &["zlib", "1.3.2"]).status, 2);
}

#[test]
fn before_the_first_commit_and_in_a_bare_repository_it_is_said_what_is_missing() {
    let device = Device::repository();
    device.write("dhf/soup/SOUP-001.md", b"---\nid: SOUP-001\ntitle: zlib\nversion: 1.3.0\n---\n");
    let run = bump(&device, &["zlib", "1.3.1"]);
    assert_eq!(run.status, 0, "{}", run.errors);
    assert!(run.errors.contains("there is no commit to compare with"), "{}", run.errors);

    device.commit("Start");
    let bare = tempfile::tempdir().expect("a folder");
    let path = bare.path().join("bare.git");
    git(device.path(), &["clone", "--quiet", "--bare", ".", &path.to_string_lossy()]);
    let run = crate::device::run(&path, &["bump", "zlib", "1.3.2"]);
    assert_eq!(run.status, 2);
    assert!(run.errors.contains("a bare repository has no work tree"), "{}", run.errors);
}
