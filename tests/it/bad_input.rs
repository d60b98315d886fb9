//! Bad input: each sort gives a precise message at its place, the other records stay judged, and nothing hangs or grows.

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use crate::device::{Device, git};

/// A record that is in order as far as the reader goes.
const GOOD: &str = "---\nid: REQ-001\ntitle: A requirement\napplies_to: [SOUP-001]\n---\n";

/// Checks a device with these files besides a good record, under the rules that the reader speaks through, and compares
/// `path:line:column rule: message`.
#[track_caller]
fn check(files: &[(&str, &[u8])], expected: &[&str]) {
    let device = Device::new();
    device.write("dhf/requirements/REQ-001.md", GOOD.as_bytes());
    for (path, content) in files {
        device.write(path, content);
    }
    compare(&device, &[], expected);
}

#[track_caller]
fn compare(device: &Device, arguments: &[&str], expected: &[&str]) {
    let start = Instant::now();
    let checked = device.check(arguments);
    assert!(start.elapsed() < Duration::from_secs(20), "the check took {:?}", start.elapsed());
    let found: Vec<_> = checked
        .findings
        .iter()
        .filter(|finding| READER.iter().any(|rule| finding.contains(&format!(" {rule}: "))))
        .collect();
    assert_eq!(found, expected, "all: {:#?}\nstandard error: {}", checked.findings, checked.errors);
}

/// The rules that report how something is written or stored rather than what it says.
const READER: &[&str] = &[
    "record-malformed",
    "record-id-invalid",
    "record-id-duplicate",
    "field-unknown",
    "field-invalid",
    "key-duplicate",
    "date-invalid",
    "link-dangling",
    "link-circular",
    "file-name-unusable",
    "evidence-missing",
    "attachment-missing",
    "config-unknown-key",
];

#[test]
fn a_file_without_front_matter_is_told() {
    check(
        &[("dhf/soup/notes.md", b"# Notes\n"), ("dhf/soup/SOUP-001.md", b"---\nid: SOUP-001\n---\n")],
        &["dhf/soup/notes.md:1:1 record-malformed: the file has no front matter"],
    );
}

#[test]
fn an_empty_file_is_told() {
    check(
        &[("dhf/soup/a.md", b""), ("dhf/soup/SOUP-001.md", b"---\nid: SOUP-001\n---\n")],
        &["dhf/soup/a.md:1:1 record-malformed: the file is empty"],
    );
}

#[test]
fn front_matter_that_is_never_closed_is_told_at_its_first_line() {
    check(
        &[("dhf/soup/SOUP-001.md", b"---\nid: SOUP-001\ntitle: x\n")],
        &["dhf/soup/SOUP-001.md:1:1 record-malformed: the front matter is opened and never closed"],
    );
}

#[test]
fn empty_front_matter_is_told() {
    check(
        &[("dhf/soup/a.md", b"---\n---\nbody\n"), ("dhf/soup/SOUP-001.md", b"---\nid: SOUP-001\n---\n")],
        &["dhf/soup/a.md:1:1 record-malformed: the front matter is empty"],
    );
}

#[test]
fn front_matter_that_holds_no_fields_is_told() {
    check(
        &[
            ("dhf/soup/a.md", b"---\n- one\n- two\n---\n"),
            ("dhf/soup/SOUP-001.md", b"---\nid: SOUP-001\n---\n"),
        ],
        &["dhf/soup/a.md:2:1 record-malformed: the front matter holds no fields"],
    );
}

#[test]
fn what_is_no_yaml_is_told_and_a_link_to_it_is_not_told_as_well() {
    check(
        &[("dhf/soup/SOUP-001.md", b"---\nid: SOUP-001\ntitle: a: b\n---\n")],
        &[
            "dhf/soup/SOUP-001.md:3:9 record-malformed: the value holds `: `, which begins another value in YAML",
        ],
    );
}

#[test]
fn all_faults_of_a_file_are_told_at_once_and_the_rest_of_it_counts() {
    check(
        &[(
            "dhf/soup/SOUP-001.md",
            b"---\nid: SOUP-001\ntitle: x\ntitle: y\nused_in: {a: b}\nversoin: 1.0\nrelease_date: 2025-02-30\nmodified: yes\nkind: libary\n---\n",
        )],
        &[
            "dhf/soup/SOUP-001.md:4:1 key-duplicate: `title` stands twice; only the first one counts",
            "dhf/soup/SOUP-001.md:5:10 field-invalid: expected the id of a record, found named parts",
            "dhf/soup/SOUP-001.md:6:1 field-unknown: a SOUP record has no field `versoin`",
            "dhf/soup/SOUP-001.md:7:15 date-invalid: `2025-02-30` is not a calendar date",
            "dhf/soup/SOUP-001.md:8:11 field-invalid: expected true or false, found `yes`",
            "dhf/soup/SOUP-001.md:9:7 field-invalid: `libary` is not one of the words for this field",
        ],
    );
}

#[test]
fn an_alias_bomb_is_refused_at_its_first_anchor() {
    let mut bomb = String::from("---\nid: SOUP-001\na: &a [x, x, x, x, x, x, x, x, x]\n");
    for (next, last) in ('b'..='i').zip('a'..='h') {
        bomb += &format!(
            "{next}: &{next} [*{last}, *{last}, *{last}, *{last}, *{last}, *{last}, *{last}, *{last}, *{last}]\n"
        );
    }
    bomb += "---\n";
    check(
        &[("dhf/soup/SOUP-001.md", bomb.as_bytes())],
        &[
            "dhf/soup/SOUP-001.md:3:7 record-malformed: anchors, aliases and tags (`&`, `*`, `!`) are not accepted",
        ],
    );
}

#[test]
fn nesting_a_hundred_thousand_deep_is_refused() {
    let deep = format!("---\nid: SOUP-001\na: {}\n---\n", "[".repeat(100_000));
    let device = Device::new();
    device.write("dhf/requirements/REQ-001.md", GOOD.as_bytes());
    device.write("dhf/soup/SOUP-001.md", deep.as_bytes());
    let start = Instant::now();
    let checked = device.check(&[]);
    assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
    let found: Vec<_> =
        checked.findings.iter().filter(|finding| finding.contains("record-malformed")).collect();
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].ends_with("record-malformed: lists and maps are nested too deeply"), "{found:?}");
}

#[test]
fn a_record_of_a_hundred_megabytes_is_judged_by_its_size_unread() {
    let device = Device::new();
    device.write("dhf/requirements/REQ-001.md", GOOD.as_bytes());
    device.write("dhf/soup/SOUP-001.md", b"---\nid: SOUP-001\n---\n");
    let large =
        std::fs::File::create(device.path().join("dhf/soup/SOUP-002.md")).expect("the file can be made");
    large.set_len(100_000_000).expect("a sparse file can be made");
    compare(
        &device,
        &[],
        &[
            "dhf/soup/SOUP-002.md:1:1 record-malformed: the file holds 100000000 bytes; a record may hold 4194304",
        ],
    );
}

#[test]
fn text_that_is_not_utf_8_is_told_at_the_byte() {
    check(
        &[("dhf/soup/SOUP-001.md", b"---\nid: SOUP-001\ntitle: caf\xe9\n---\n")],
        &["dhf/soup/SOUP-001.md:3:11 record-malformed: the file is not UTF-8 from byte 28 on"],
    );
}

#[test]
fn a_byte_order_mark_and_windows_line_endings_are_no_fault() {
    check(
        &[("dhf/soup/SOUP-001.md", b"\xef\xbb\xbf---\r\nid: SOUP-001\r\ntitle: x\r\n---\r\nbody\r\n")],
        &[],
    );
}

#[test]
fn a_nul_byte_is_told_and_the_record_still_counts() {
    check(
        &[("dhf/soup/SOUP-001.md", b"---\nid: SOUP-001\n---\nbo\0dy\n")],
        &["dhf/soup/SOUP-001.md:4:3 field-invalid: the file holds a NUL byte"],
    );
}

#[test]
fn two_records_with_one_id_are_told_ignoring_case() {
    check(
        &[("dhf/soup/a.md", b"---\nid: SOUP-001\n---\n"), ("dhf/soup/b.md", b"---\nid: soup-001\n---\n")],
        &["dhf/soup/b.md:2:5 record-id-duplicate: soup-001 is already the id of dhf/soup/a.md"],
    );
}

#[test]
fn an_id_that_is_no_file_name_is_told() {
    check(
        &[
            ("dhf/soup/a.md", b"---\nid: ../../x\n---\n"),
            ("dhf/soup/SOUP-001.md", b"---\nid: SOUP-001\n---\n"),
        ],
        &["dhf/soup/a.md:2:7 record-id-invalid: `/` does not belong into an id"],
    );
}

#[test]
fn a_symbolic_link_out_of_the_tree_is_not_followed() {
    let device = Device::new();
    device.write("dhf/requirements/REQ-001.md", GOOD.as_bytes());
    device.write("dhf/soup/SOUP-001.md", b"---\nid: SOUP-001\n---\n");
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("/etc/passwd", device.path().join("dhf/soup/SOUP-002.md"))
            .expect("a link can be made");
        compare(
            &device,
            &[],
            &["dhf/soup/SOUP-002.md:1:1 record-malformed: the file is a symbolic link to `/etc/passwd`"],
        );
    }
}

#[test]
fn an_lfs_pointer_is_told() {
    let pointer =
        format!("version https://git-lfs.github.com/spec/v1\noid sha256:{}\nsize 12345\n", "a".repeat(64));
    check(
        &[
            ("dhf/soup/SOUP-002.md", pointer.as_bytes()),
            ("dhf/soup/SOUP-001.md", b"---\nid: SOUP-001\n---\n"),
        ],
        &[
            "dhf/soup/SOUP-002.md:1:1 record-malformed: the file is a Git LFS pointer, its text is not in the repository",
        ],
    );
}

#[test]
fn a_folder_with_nothing_to_check_is_a_failure() {
    let device = Device::new();
    let output = device.run(&["check"]);
    assert_eq!(output.status, 2);
    assert_eq!(
        output.errors,
        "tureen: there is nothing to check: no record below dhf at work-tree\n  help: a record is a Markdown file with front matter, as dhf/soup/SOUP-001.md; `tureen demo DIR` shows a whole device\n"
    );
}

#[test]
fn a_folder_without_configuration_is_a_failure() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let output = crate::device::run(folder.path(), &["check"]);
    assert_eq!(output.status, 2, "{}", output.errors);
    assert!(output.errors.starts_with("tureen: "), "{}", output.errors);
    assert!(output.errors.contains("tureen.toml"), "{}", output.errors);
    assert!(output.errors.contains("tureen demo"), "{}", output.errors);
}

#[test]
fn an_unknown_key_of_the_configuration_is_a_failure_with_a_suggestion() {
    let device = Device::new();
    device.write("tureen.toml", b"[device]\nnmae = \"x\"\n");
    device.write("dhf/requirements/REQ-001.md", GOOD.as_bytes());
    let output = device.run(&["check"]);
    assert_eq!(output.status, 2);
    assert_eq!(
        output.errors,
        "tureen: tureen.toml cannot be used\ntureen.toml:2:1: error: `device` has no field `nmae`\n  | nmae = \"x\"\n  help: did you mean `name`?\n  help: correct the keys; the book's page on configuration lists them all\n"
    );
}

#[test]
fn an_unknown_key_of_a_past_configuration_is_a_finding() {
    let device = Device::repository();
    device.write("tureen.toml", b"[device]\nnmae = \"x\"\n");
    device.write("dhf/soup/SOUP-001.md", b"---\nid: SOUP-001\n---\n");
    device.commit("Start");
    compare(
        &device,
        &["--at", "HEAD"],
        &["tureen.toml:2:1 config-unknown-key: `device` has no field `nmae`"],
    );
}

#[test]
fn an_empty_repository_checks_its_work_tree_and_has_no_revision() {
    let device = Device::repository();
    device.write("dhf/soup/SOUP-001.md", b"---\nid: SOUP-001\n---\n");
    compare(&device, &[], &[]);
    let output = device.run(&["check", "--at", "HEAD"]);
    assert_eq!(output.status, 2, "{}", output.errors);
    assert!(output.errors.contains("HEAD"), "{}", output.errors);
}

#[test]
fn a_detached_head_is_read_like_any_other() {
    let device = Device::repository();
    device.write("dhf/soup/SOUP-001.md", b"---\nid: SOUP-001\n---\n");
    device.commit("Start");
    git(device.path(), &["checkout", "--quiet", "--detach"]);
    compare(&device, &["--at", "HEAD"], &[]);
}

#[test]
fn a_tag_on_a_blob_is_a_failure_when_it_is_named() {
    let device = Device::repository();
    device.write("dhf/soup/SOUP-001.md", b"---\nid: SOUP-001\n---\n");
    device.commit("Start");
    let blob = git(device.path(), &["rev-parse", "HEAD:dhf/soup/SOUP-001.md"]);
    git(device.path(), &["tag", "v9.0.0", blob.trim()]);
    let output = device.run(&["check", "--at", "v9.0.0"]);
    assert_eq!(output.status, 2);
    assert!(output.errors.contains("v9.0.0") && output.errors.contains("blob"), "{}", output.errors);
}

#[test]
fn a_shallow_clone_says_why_a_tag_is_not_there() {
    let device = Device::repository();
    device.write("dhf/soup/SOUP-001.md", b"---\nid: SOUP-001\n---\n");
    device.commit("Start");
    git(device.path(), &["tag", "-a", "-m", "First", "v1.0.0"]);
    device.write("dhf/soup/SOUP-002.md", b"---\nid: SOUP-002\n---\n");
    device.commit("Go on");
    let clone = tempfile::tempdir().expect("a temporary folder can be made");
    let from = format!("file://{}", device.path().display());
    git(clone.path(), &["clone", "--quiet", "--depth", "1", "--no-tags", &from, "c"]);
    let output = crate::device::run(&clone.path().join("c"), &["check", "--at", "v1.0.0"]);
    assert_eq!(output.status, 2);
    assert!(
        output.errors.contains("v1.0.0") && output.errors.contains("fetch-depth: 0"),
        "{}",
        output.errors
    );
}

#[test]
fn a_corrupt_object_is_told_and_the_other_records_are_judged() {
    let device = Device::repository();
    device.write("dhf/soup/SOUP-001.md", b"---\nid: SOUP-001\n---\n");
    device.write("dhf/soup/SOUP-002.md", b"---\nid: SOUP-002\nversoin: 1\n---\n");
    device.commit("Start");
    let blob = git(device.path(), &["rev-parse", "HEAD:dhf/soup/SOUP-001.md"]);
    let blob = blob.trim();
    let object = device.path().join(format!(".git/objects/{}/{}", &blob[..2], &blob[2..]));
    make_writable(&object);
    std::fs::write(&object, b"this is no object").expect("the object can be spoiled");
    let checked = device.check(&["--at", "HEAD"]);
    let told = |path: &str, what: &str| {
        checked.findings.iter().any(|finding| finding.starts_with(path) && finding.contains(what))
    };
    assert!(
        told("dhf/soup/SOUP-001.md", "record-malformed: the file cannot be read: "),
        "{:#?}",
        checked.findings
    );
    assert!(told("dhf/soup/SOUP-002.md", "field-unknown"), "{:#?}", checked.findings);
}

fn make_writable(path: &Path) {
    let mut permissions = std::fs::metadata(path).expect("the object is there").permissions();
    #[expect(clippy::permissions_set_readonly_false, reason = "a file in a temporary folder of this test")]
    permissions.set_readonly(false);
    std::fs::set_permissions(path, permissions).expect("permissions can be set");
}

#[test]
fn ten_thousand_tags_do_not_slow_a_check_down() {
    let device = Device::repository();
    device.write("dhf/soup/SOUP-001.md", b"---\nid: SOUP-001\n---\n");
    device.commit("Start");
    let commit = git(device.path(), &["rev-parse", "HEAD"]);
    let packed: String = (0..10_000).map(|n| format!("{} refs/tags/build-{n:05}\n", commit.trim())).collect();
    std::fs::write(device.path().join(".git/packed-refs"), format!("# pack-refs with: sorted\n{packed}"))
        .expect("refs can be written");
    let start = Instant::now();
    compare(&device, &["--at", "build-09999"], &[]);
    assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
}

#[test]
fn ten_thousand_releases_do_not_fill_the_disk() {
    let device = Device::repository();
    device.write("dhf/soup/SOUP-001.md", b"---\nid: SOUP-001\n---\n");
    device.commit("Start");
    let commit = git(device.path(), &["rev-parse", "HEAD"]);
    let packed: String = (0..10_000).map(|n| format!("{} refs/tags/v{n:05}\n", commit.trim())).collect();
    std::fs::write(device.path().join(".git/packed-refs"), format!("# pack-refs with: sorted\n{packed}"))
        .expect("refs can be written");
    let run = device.run(&["build"]);
    assert_eq!(run.status, 2, "{}", run.output);
    assert_eq!(
        run.errors,
        "tureen: 10000 releases match: that is more than the 1000 that one site holds\n  help: name fewer: `--tags GLOB`, `--at REV`, or `[releases] tags` in tureen.toml\n"
    );
    assert!(!device.path().join("site").exists());
    assert_eq!(device.run(&["build", "--at", "v00042"]).status, 0);
}

#[test]
fn evidence_that_is_missing_or_outside_is_told() {
    let record = b"---\nid: VER-001\nresult: pass\nevidence:\n  - {path: dhf/evidence/a.log, sha256: 00}\n  - {path: ../../../etc/passwd, sha256: 00}\n---\n";
    let device = Device::new();
    device.write("dhf/verification/VER-001.md", record);
    let checked = device.check(&["--rule", "evidence-missing"]);
    assert_eq!(checked.findings.len(), 2, "{:#?}", checked.findings);
    assert!(
        checked.findings[0].starts_with("dhf/verification/VER-001.md:5:12 evidence-missing: "),
        "{:#?}",
        checked.findings
    );
    assert!(
        checked.findings[1].starts_with("dhf/verification/VER-001.md:6:12 evidence-missing: "),
        "{:#?}",
        checked.findings
    );
}

#[test]
fn file_names_that_differ_only_in_case_are_told() {
    let device = Device::repository();
    device.write("dhf/soup/SOUP-001.md", b"---\nid: SOUP-001\n---\n");
    device.commit("Start");
    // A file system may not hold both names; git does.
    let blob = git(device.path(), &["rev-parse", "HEAD:dhf/soup/SOUP-001.md"]);
    git(
        device.path(),
        &["update-index", "--add", "--cacheinfo", &format!("100644,{},dhf/soup/soup-001.md", blob.trim())],
    );
    let checked = device.check(&["--staged", "--rule", "file-name-unusable"]);
    assert_eq!(checked.findings.len(), 1, "{:#?}", checked.findings);
    assert!(checked.findings[0].contains("soup-001.md"), "{:#?}", checked.findings);
}

#[test]
#[cfg(unix)]
fn a_folder_that_is_a_symbolic_link_is_told() {
    let device = Device::new();
    device.write("dhf/requirements/REQ-001.md", GOOD.as_bytes());
    device.write("dhf/soup/SOUP-001.md", b"---\nid: SOUP-001\n---\n");
    std::os::unix::fs::symlink("/etc", device.path().join("dhf/soup/more")).expect("a link can be made");
    compare(&device, &[], &["dhf/soup/more:1:1 record-malformed: the file is a symbolic link to `/etc`"]);
}

#[test]
fn a_file_of_somebodys_own_in_a_site_is_not_lost() {
    let device = Device::new();
    device.write("dhf/soup/SOUP-001.md", b"---\nid: SOUP-001\n---\n");
    assert_eq!(device.run(&["build"]).status, 0);
    device.write("site/mine.txt", b"mine");
    let run = device.run(&["build"]);
    assert_eq!(run.status, 2, "{}", run.output);
    assert!(run.errors.contains("holds mine.txt, which `tureen build` did not write"), "{}", run.errors);
    assert!(device.path().join("site/mine.txt").exists());
}

#[test]
fn a_site_among_the_records_is_refused() {
    let device = Device::new();
    device.write("dhf/soup/SOUP-001.md", b"---\nid: SOUP-001\n---\n");
    let run = device.run(&["build", "-o", "dhf/soup/out"]);
    assert_eq!(run.status, 2, "{}", run.output);
    assert!(run.errors.contains("lies among the records"), "{}", run.errors);
    assert!(!device.path().join("dhf/soup/out").exists());
}

#[test]
fn a_submodule_among_the_records_is_told() {
    let device = Device::repository();
    device.write("dhf/soup/SOUP-001.md", b"---\nid: SOUP-001\n---\n");
    device.commit("Start");
    let commit = git(device.path(), &["rev-parse", "HEAD"]);
    git(
        device.path(),
        &["update-index", "--add", "--cacheinfo", &format!("160000,{},dhf/soup/other.md", commit.trim())],
    );
    compare(
        &device,
        &["--staged"],
        &["dhf/soup/other.md:1:1 record-malformed: this is another repository, not a file"],
    );
}

#[test]
#[cfg(unix)]
fn a_repository_of_another_user_gives_gits_own_advice() {
    use std::os::unix::fs::chown;
    let device = Device::repository();
    device.write("dhf/soup/SOUP-001.md", b"---\nid: SOUP-001\n---\n");
    device.commit("Start");
    // Only root can give a folder away; elsewhere there is no such repository to be had.
    if [device.path().to_path_buf(), device.path().join(".git")]
        .iter()
        .any(|path| chown(path, Some(12_345), Some(12_345)).is_err())
    {
        return;
    }
    let output = Command::new(env!("CARGO_BIN_EXE_tureen"))
        .args(["check", "--at", "HEAD"])
        .current_dir(device.path())
        .env("HOME", device.path())
        .output()
        .expect("the program starts");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{errors}");
    assert!(errors.contains("git config --global --add safe.directory"), "{errors}");
}
