//! `tureen check`: moments, places to start from, exit statuses and streams.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::device::{Device, Run, git, run};

/// A repository with a release in order, and a work tree with an error.
fn device() -> Device {
    let device = Device::repository();
    device.write("dhf/documents/DOC-001.md", b"---\nid: DOC-001\ntitle: A plan\nstatus: approved\n---\n");
    device.write("dhf/releases/REL-1.md", b"---\nid: REL-1\ntag: v1.0.0\nstatus: approved\n---\n");
    device.commit("Start");
    git(device.path(), &["tag", "-a", "-m", "First", "v1.0.0"]);
    device.write("dhf/documents/DOC-001.md", b"---\nid: DOC-001\ntitel: A plan\n---\n");
    device
}

fn in_json(run: &Run) -> serde_json::Value {
    serde_json::from_str(&run.output).unwrap_or_else(|error| panic!("{error}: {}{}", run.output, run.errors))
}

#[test]
fn the_exit_status_follows_the_level_denied() {
    let device = device();
    for (arguments, status) in [
        (&["check"][..], 1),
        (&["check", "--at", "v1.0.0"], 0),
        (&["check", "--staged"], 0),
        (&["check", "--record", "DOC-001"], 1),
        (&["check", "--rule", "soup-version-missing"], 0),
        (&["check", "--at", "nowhere"], 2),
        (&["check", "--format", "xml"], 2),
        (&["check", "--rule", "no-such-rule"], 2),
        (&["check", "--record", "DOC-999"], 2),
        (&["check", "--no-such-flag"], 2),
    ] {
        let run = device.run(arguments);
        assert_eq!(run.status, status, "{arguments:?}: {}{}", run.output, run.errors);
        assert_eq!(
            run.status == 2,
            run.output.is_empty(),
            "results go to standard output, failures to standard error"
        );
        assert_eq!(run.status == 2, !run.errors.is_empty(), "{arguments:?}: {}", run.errors);
    }
}

#[test]
fn a_lower_level_can_be_denied() {
    let device = Device::new();
    device.write("dhf/soup/SOUP-001.md", b"---\nid: SOUP-001\n---\n");
    let warnings = ["check", "--rule", "soup-license-missing"];
    assert_eq!(device.run(&warnings).status, 0);
    assert_eq!(device.run(&[&warnings[..], &["--deny", "warning"]].concat()).status, 1);
    assert_eq!(device.run(&[&warnings[..], &["--deny", "note"]].concat()).status, 1);
}

#[test]
fn a_project_changes_the_level_of_a_rule() {
    let device = Device::new();
    device.write("tureen.toml", b"[rules]\nlevels = { \"soup-license-missing\" = \"error\" }\n");
    device.write("dhf/soup/SOUP-001.md", b"---\nid: SOUP-001\n---\n");
    assert_eq!(device.run(&["check", "--rule", "soup-license-missing"]).status, 1);
}

#[test]
fn every_place_to_start_from_gives_the_same_report() {
    let device = device();
    let arguments = ["check", "--at", "v1.0.0", "--format", "json"];
    let expected = device.run(&arguments);
    assert_eq!(expected.status, 0, "{}", expected.errors);
    let elsewhere = tempfile::tempdir().expect("a temporary folder can be made");
    let path = |name: &str| elsewhere.path().join(name).display().to_string();
    git(device.path(), &["clone", "--quiet", "--bare", ".", &path("bare.git")]);
    git(device.path(), &["worktree", "add", "--quiet", "--detach", &path("linked"), "v1.0.0"]);
    let starts: [PathBuf; 3] = [
        device.path().join("dhf/documents"),
        elsewhere.path().join("bare.git"),
        elsewhere.path().join("linked/dhf"),
    ];
    for start in starts {
        let run = run(&start, &arguments);
        assert_eq!(run.output, expected.output, "from {}: {}", start.display(), run.errors);
    }
}

#[test]
fn threads_and_verbosity_change_nothing() {
    let device = device();
    let expected = device.run(&["check", "--format", "json"]);
    for arguments in [&["-j", "1"][..], &["-j", "7"], &["-v"], &["-q"]] {
        let run = device.run(&[&["check", "--format", "json"], arguments].concat());
        assert_eq!((run.output, run.status), (expected.output.clone(), expected.status), "{arguments:?}");
    }
}

#[test]
fn the_day_comes_from_the_tag_the_environment_or_the_command_line() {
    let device = device();
    let as_of = |arguments: &[&str]| {
        let run = device.run(&[&["check", "--format", "json"], arguments].concat());
        in_json(&run)["input"]["as_of"].as_str().unwrap_or_default().to_owned()
    };
    // The tag was made on the 10th, in the tagger's own offset; today is what SOURCE_DATE_EPOCH says.
    assert_eq!(as_of(&["--at", "v1.0.0"]), "2026-01-10");
    assert_eq!(as_of(&[]), "2026-01-15");
    assert_eq!(as_of(&["--at", "HEAD"]), "2026-01-15");
    assert_eq!(as_of(&["--at", "v1.0.0", "--as-of", "2025-03-04"]), "2025-03-04");
}

#[test]
fn the_report_says_which_moment_was_judged() {
    let device = device();
    let input = |arguments: &[&str]| {
        let run = device.run(&[&["check", "--format", "json"], arguments].concat());
        in_json(&run)["input"].clone()
    };
    let head = git(device.path(), &["rev-parse", "HEAD"]);
    let released = input(&["--at", "v1.0.0"]);
    assert_eq!(released["commit"], head.trim());
    assert_eq!((&released["moment"], &released["dirty"]), (&"v1.0.0".into(), &false.into()));
    let work_tree = input(&[]);
    assert_eq!((&work_tree["moment"], &work_tree["dirty"]), (&"work-tree".into(), &true.into()));
    let index = input(&["--staged"]);
    assert_eq!((&index["moment"], &index["dirty"]), (&"index".into(), &false.into()));
}

#[test]
fn a_moment_is_judged_as_a_release_when_a_tag_says_so_or_when_asked() {
    let device = Device::repository();
    device.write("dhf/items/SYS-001.md", b"---\nid: SYS-001\nkind: system\nsafety_class: B\n---\n");
    device.write(
        "dhf/requirements/REQ-001.md",
        b"---\nid: REQ-001\nkind: functional\napplies_to: [SYS-001]\n---\n",
    );
    device.commit("Start");
    git(device.path(), &["tag", "-a", "-m", "First", "v1.0.0"]);
    let status = |arguments: &[&str]| {
        device.run(&[&["check", "--rule", "requirement-unverified"], arguments].concat()).status
    };
    assert_eq!(status(&[]), 0, "a warning on a branch");
    assert_eq!(status(&["--at", "main"]), 0, "the same commit, not named by its tag");
    assert_eq!(status(&["--at", "v1.0.0"]), 1, "an error at the release");
    assert_eq!(status(&["--release", "1.1.0"]), 1, "asked before tagging what the tag will be asked");
}

#[test]
fn outputs_go_to_files_besides() {
    let device = device();
    let run = device.run(&["check", "-o", "json=found.json", "--output", "human=found.txt"]);
    assert_eq!(run.status, 1, "{}", run.errors);
    let expected = device.run(&["check", "--format", "json"]);
    let written = std::fs::read_to_string(device.path().join("found.json")).expect("the file is written");
    assert_eq!(written, expected.output);
    assert!(
        std::fs::read_to_string(device.path().join("found.txt")).is_ok_and(|text| text.contains("titel"))
    );
    let run = device.run(&["check", "-o", "json=no/such/folder/found.json"]);
    assert_eq!(run.status, 2);
    assert!(run.errors.contains("no/such/folder/found.json"), "{}", run.errors);
}

#[test]
fn a_check_writes_nothing() {
    let device = device();
    let before = everything(device.path());
    for arguments in [&["check"][..], &["check", "--at", "v1.0.0"], &["check", "--staged"]] {
        device.run(arguments);
    }
    assert!(everything(device.path()) == before, "a check changed a file");
}

/// Every file below a folder with its content and the time of its last change.
fn everything(folder: &Path) -> BTreeMap<PathBuf, (Vec<u8>, std::time::SystemTime)> {
    let mut files = BTreeMap::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(&folder).expect("the folder is there") {
            let entry = entry.expect("the folder can be read");
            let metadata = entry.metadata().expect("the file is there");
            if metadata.is_dir() {
                open.push(entry.path());
            } else {
                let content = std::fs::read(entry.path()).expect("the file can be read");
                files.insert(entry.path(), (content, metadata.modified().expect("a time")));
            }
        }
    }
    files
}

#[test]
fn quiet_says_nothing_when_nothing_is_found() {
    let device = device();
    // The tag is not signed, which is reported at a release.
    let run = device.run(&["check", "--at", "v1.0.0^{commit}", "--as-of", "2026-01-10", "--quiet"]);
    assert_eq!((run.status, &*run.output, &*run.errors), (0, "", ""));
    assert!(!device.run(&["check", "--quiet"]).output.is_empty());
}

#[test]
fn several_devices_in_one_repository_are_told_apart() {
    let device = Device::repository();
    std::fs::remove_file(device.path().join("tureen.toml")).expect("the file is there");
    for name in ["one", "two"] {
        device.write(&format!("{name}/tureen.toml"), b"");
        device.write(&format!("{name}/dhf/documents/DOC-001.md"), b"---\nid: DOC-001\ntitel: A plan\n---\n");
    }
    let run = device.run(&["check"]);
    assert_eq!(run.status, 2, "{}", run.output);
    assert!(
        run.errors.contains("one/tureen.toml") && run.errors.contains("two/tureen.toml"),
        "{}",
        run.errors
    );
    for arguments in [
        &["-C", "two", "check", "--format", "json"][..],
        &["check", "--config", "two/tureen.toml", "--format", "json"],
    ] {
        let run = device.run(arguments);
        let document = in_json(&run);
        assert_eq!(document["findings"][0]["path"], "two/dhf/documents/DOC-001.md");
    }
}

#[test]
fn a_hook_reads_what_will_be_committed() {
    let device = Device::repository();
    let record = |version: &str| format!("---\nid: SOUP-001\ntitle: zlib\nversion: {version}\n---\n");
    device.write("dhf/soup/SOUP-001.md", record("1.3.1").as_bytes());
    device.write("dhf/soup/SOUP-002.md", record("1.3.1").replace("001", "002").as_bytes());
    device.commit("Start");
    let hook = device.path().join(".git/hooks/pre-commit");
    let program = env!("CARGO_BIN_EXE_tureen");
    let script =
        format!("#!/bin/sh\n'{program}' check --staged --rule soup-version-not-exact >.git/told 2>&1\n");
    std::fs::create_dir_all(hook.parent().expect("it lies in a folder")).expect("folders can be made");
    std::fs::write(&hook, script).expect("the hook can be written");
    #[cfg(unix)]
    std::fs::set_permissions(&hook, std::os::unix::fs::PermissionsExt::from_mode(0o755)).expect("it may run");
    device.write("dhf/soup/SOUP-001.md", record("latest").as_bytes());
    device.write("dhf/soup/SOUP-002.md", record("newest").replace("001", "002").as_bytes());
    let commit = |arguments: &[&str]| {
        let all = [
            &["-c", "user.name=Ada", "-c", "user.email=ada@example.com", "commit", "-m", "x"][..],
            arguments,
        ];
        let output = std::process::Command::new("git").args(all.concat()).current_dir(device.path()).output();
        let told = std::fs::read_to_string(device.path().join(".git/told")).expect("the hook ran");
        (output.expect("git starts").status.success(), told.contains("latest"), told.contains("newest"))
    };
    assert_eq!(commit(&["--all"]), (false, true, true));
    assert_eq!(commit(&["dhf/soup/SOUP-002.md"]), (false, false, true));
    git(device.path(), &["add", "dhf/soup/SOUP-001.md"]);
    assert_eq!(commit(&[]), (false, true, false));
}

#[test]
fn the_index_of_another_repository_is_not_taken() {
    let (device, other) = (device(), Device::repository());
    for index in [other.path().join(".git/index"), other.path().join("nowhere/index")] {
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_tureen"))
            .args(["check", "--staged"])
            .current_dir(device.path())
            .env("GIT_INDEX_FILE", &index)
            .output()
            .expect("the program starts");
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    }
}
