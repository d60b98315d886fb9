//! `tureen diff`: which moments are compared, exit statuses, and what the example device's releases differ in.

use crate::device::{Device, Run, git, run};

/// A repository with a release, a branch that left before it, and a work tree with an error that is new.
fn device() -> Device {
    let device = Device::repository();
    soup(&device, "SOUP-001", "1.2.3");
    device.commit("Start");
    git(device.path(), &["branch", "topic"]);
    git(device.path(), &["tag", "-a", "-m", "First", "v1.0.0"]);
    soup(&device, "SOUP-001", "1.3.0");
    device.commit("Move");
    device.write("dhf/soup/SOUP-002.md", b"---\nid: SOUP-002\ntitle: libpng\nversion: latest\n---\n");
    device
}

fn soup(device: &Device, id: &str, version: &str) {
    let text = format!("---\nid: {id}\ntitle: zlib\nversion: {version}\n---\n");
    device.write(&format!("dhf/soup/{id}.md"), text.as_bytes());
}

fn in_json(run: &Run) -> serde_json::Value {
    serde_json::from_str(&run.output).unwrap_or_else(|error| panic!("{error}: {}{}", run.output, run.errors))
}

fn changes(run: &Run) -> Vec<String> {
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let document = in_json(run);
    let records = document["records"].as_array().expect("a list");
    records.iter().map(|record| format!("{} {}", text(&record["change"]), text(&record["id"]))).collect()
}

#[test]
fn moments_are_named_as_git_names_them() {
    let device = device();
    git(device.path(), &["checkout", "--quiet", "--force", "topic"]);
    soup(&device, "SOUP-003", "9");
    std::fs::remove_file(device.path().join("dhf/soup/SOUP-002.md")).expect("it was left behind");
    device.commit("Elsewhere");
    git(device.path(), &["checkout", "--quiet", "main"]);
    device.write("dhf/soup/SOUP-002.md", b"---\nid: SOUP-002\n---\n");
    for (moments, expected) in [
        (&[][..], &["modified SOUP-001", "added SOUP-002"][..]),
        (&["v1.0.0"], &["modified SOUP-001", "added SOUP-002"]),
        (&["HEAD"], &["added SOUP-002"]),
        (&["v1.0.0..main"], &["modified SOUP-001"]),
        (&["main..v1.0.0"], &["modified SOUP-001"]),
        (&["main..topic"], &["modified SOUP-001", "added SOUP-003"]),
        (&["main...topic"], &["added SOUP-003"]),
        (&["v1.0.0.."], &["modified SOUP-001"]),
        (&["main..main"], &[]),
    ] {
        let run = device.run(&[&["diff", "--format", "json"], moments].concat());
        assert_eq!((run.status, changes(&run)), (0, expected.iter().map(ToString::to_string).collect()));
    }
}

#[test]
fn the_exit_status_follows_what_is_asked() {
    let device = device();
    for (arguments, status) in [
        (&["diff"][..], 0),
        (&["diff", "--exit-code"], 1),
        (&["diff", "--exit-code", "HEAD..HEAD"], 0),
        (&["diff", "--deny", "error"], 1),
        (&["diff", "--deny", "error", "v1.0.0..HEAD"], 1),
        (&["diff", "--deny", "error", "HEAD..HEAD"], 0),
        (&["diff", "nowhere"], 2),
        (&["diff", "HEAD..nowhere"], 2),
        (&["diff", "a..b..c"], 2),
        (&["diff", "--format", "xml"], 2),
        (&["diff", "--stat", "--full"], 2),
    ] {
        let run = device.run(arguments);
        assert_eq!(run.status, status, "{arguments:?}: {}{}", run.output, run.errors);
        assert_eq!(run.status == 2, run.output.is_empty(), "{arguments:?}");
    }
}

#[test]
fn without_a_release_a_revision_is_asked_for() {
    let device = Device::repository();
    soup(&device, "SOUP-001", "1");
    let unborn = device.run(&["diff"]);
    assert_eq!(unborn.status, 2, "{}", unborn.output);
    device.commit("Start");
    let run = device.run(&["diff"]);
    assert_eq!(run.status, 2);
    assert!(run.errors.contains("there is no release to compare with"), "{}", run.errors);
}

#[test]
fn a_change_cannot_lower_the_level_of_its_own_findings() {
    let device = device();
    let config = b"[rules]\nlevels = { \"soup-version-not-exact\" = \"note\" }\n";
    device.write("tureen.toml", config);
    let run = device.run(&["diff", "--deny", "error", "--format", "json"]);
    assert_eq!(run.status, 1, "{}", run.errors);
    let document = in_json(&run);
    assert_eq!(document["policy"]["configuration"][0]["name"], "rules.levels.soup-version-not-exact");
    let text = device.run(&["diff"]).output;
    let (told, records) = (text.find("Judged differently"), text.find("SOUP that moved"));
    assert!(told.is_some() && told < records, "{text}");
}

#[test]
fn formats_are_written_besides() {
    let device = device();
    let run = device.run(&["diff", "--stat", "-o", "markdown=comment.md", "-o", "json=diff.json"]);
    assert_eq!(run.status, 0, "{}", run.errors);
    let read = |name: &str| std::fs::read_to_string(device.path().join(name)).expect("it was written");
    let comment = read("comment.md");
    assert!(comment.starts_with("<!-- tureen:diff:Unnamed-device -->\n### "), "{comment}");
    assert!(read("diff.json").contains("\"schema\": \"tureen/diff/1\""));
}

#[test]
fn a_device_that_moves_in_its_repository_stays_the_same() {
    let device = device();
    device.commit("More");
    git(device.path(), &["tag", "v1.1.0"]);
    std::fs::create_dir(device.path().join("device")).expect("a folder");
    git(device.path(), &["mv", "tureen.toml", "dhf", "device"]);
    device.commit("Make room");
    let run = device.run(&["diff", "v1.1.0..HEAD", "--format", "json"]);
    assert_eq!(changes(&run), ["moved SOUP-001", "moved SOUP-002"]);
}

#[test]
fn the_releases_of_the_example_differ_in_nine_versions() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let written = run(folder.path(), &["demo", "mlt"]);
    assert_eq!(written.status, 0, "{}", written.errors);
    let run = run(&folder.path().join("mlt"), &["diff", "v2.0.0..v2.1.0", "--format", "json"]);
    let document = in_json(&run);
    let mut moves = Vec::new();
    for record in document["records"].as_array().expect("a list") {
        for field in record["fields"].as_array().expect("a list") {
            if record["kind"] == "soup" && field["name"] == "version" {
                let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
                moves.push([text(&record["id"]), text(&field["before"]), text(&field["after"])]);
            }
        }
    }
    let expected = [
        ["SOUP-001", "24.04.2", "24.04.3"],
        ["SOUP-002", "3.12.10", "3.12.12"],
        ["SOUP-004", "1.15.3", "1.16.3"],
        ["SOUP-005", "4.11.0.86", "4.12.0.88"],
        ["SOUP-006", "2.7.0", "2.9.1"],
        ["SOUP-007", "0.115.12", "0.121.2"],
        ["SOUP-008", "0.46.2", "0.49.1"],
        ["SOUP-009", "0.34.2", "0.38.0"],
        ["SOUP-012", "25.3.0", "25.5.0"],
    ];
    assert_eq!(moves, expected);
}
