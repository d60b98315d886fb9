//! Histories in which files and folders move: no move is a look.

use super::*;

/// A history in which the verification is stale already, so that a move could make it fresh by mistake.
fn stale() -> (Lab, [String; 1]) {
    let lab = Lab::new();
    lab.put(REQ, &requirement("two"), "Change the text");
    (lab, [overtaken("one", "two", "Change the text")])
}

#[track_caller]
fn still(lab: &Lab, expected: &[String; 1]) {
    lab.finds(&[&expected[0]]);
}

#[test]
fn evidence_and_target_move_to_other_files() {
    let (lab, expected) = stale();
    lab.rename(VER, "dhf/verification/unit/first.md");
    still(&lab, &expected);
    lab.commit("Move the evidence");
    still(&lab, &expected);
    lab.rename(REQ, "dhf/requirements/decode/first.md");
    still(&lab, &expected);
    lab.commit("Move the target");
    still(&lab, &expected);
    lab.put("dhf/verification/unit/first.md", &run_on("2026-02-01"), "Run again");
    lab.finds(&[]);
}

#[test]
fn a_file_renamed_and_edited_in_one_commit_is_followed_by_its_id() {
    let (lab, expected) = stale();
    let long = |body: &str| format!("{}{}", run_on("2026-01-01"), body.repeat(400));
    lab.put(VER, &long("A line of the report.\n"), "Write a body");
    lab.remove(VER);
    lab.put("dhf/verification/a.md", &long("Quite another text.\n"), "Move it and write another body");
    still(&lab, &expected);
    lab.remove("dhf/verification/a.md");
    lab.put("dhf/verification/b.md", &run_on("2026-02-01"), "Move it and run again");
    lab.finds(&[]);
}

#[test]
fn a_new_file_where_a_moved_record_was_is_another_record() {
    let (lab, expected) = stale();
    lab.rename(VER, "dhf/verification/moved.md");
    lab.put(VER, &run_on("2026-01-01").replace("VER-001", "VER-002"), "Move it and write a new one there");
    still(&lab, &expected);
    lab.put(REQ, &requirement("three"), "Change it again");
    lab.finds(&[
        "VER-002 verifies.REQ-001 < REQ-001 text: two > three (Change it again)",
        &overtaken("one", "three", "Change it again"),
    ]);
}

#[test]
fn evidence_that_changes_places_with_other_evidence_is_followed() {
    let (lab, expected) = stale();
    let second = "dhf/verification/VER-002.md";
    lab.put(second, &run_on("2026-02-01").replace("VER-001", "VER-002"), "Run something else");
    lab.rename(VER, "third.md");
    lab.rename(second, VER);
    lab.rename("third.md", second);
    lab.commit("Change places");
    still(&lab, &expected);
}

#[test]
fn copied_in_one_commit_and_deleted_in_the_next_is_moved() {
    let (lab, expected) = stale();
    lab.put("dhf/verification/unit/VER-001.md", &run_on("2026-01-01"), "Copy it");
    lab.remove(VER);
    still(&lab, &expected);
    lab.commit("Delete the old one");
    still(&lab, &expected);
}

#[test]
fn copied_and_its_old_file_used_for_another_record_is_moved() {
    let (lab, expected) = stale();
    lab.put("dhf/verification/unit/VER-001.md", &run_on("2026-01-01"), "Copy it");
    lab.put(VER, &record("VER-002", "verifies: [REQ-001]\nresult: planned"), "Use the old file again");
    still(&lab, &expected);
}

#[test]
fn broken_evidence_is_moved_while_it_is_repaired() {
    let (lab, expected) = stale();
    lab.put(VER, &run_on("2026-01-01").replace("result: pass", "result: [pass"), "Break it");
    lab.remove(VER);
    lab.put("dhf/verification/moved.md", &run_on("2026-01-01"), "Repair it elsewhere");
    still(&lab, &expected);
}

#[test]
fn a_move_on_one_branch_meets_a_run_on_the_other() {
    let (lab, expected) = stale();
    lab.branch("side", "main");
    lab.rename(VER, "dhf/verification/moved.md");
    lab.commit("Move it");
    lab.checkout("main");
    lab.put("notes.txt", "", "Something else");
    lab.merge("side");
    still(&lab, &expected);
    lab.branch("back", "main");
    lab.rename("dhf/verification/moved.md", VER);
    lab.commit("Move it back");
    lab.checkout("main");
    lab.put("dhf/verification/moved.md", &run_on("2026-02-01"), "Run again");
    lab.put(REQ, &requirement("three"), "Change it again");
    lab.merge("back");
    lab.finds(&[&overtaken("two", "three", "Change it again")]);
}

#[test]
fn the_records_root_moves_with_its_configuration() {
    let (lab, expected) = stale();
    lab.rename("dhf", "records");
    lab.write("tureen.toml", "[records]\nroot = \"records\"\n");
    still(&lab, &expected);
    lab.commit("Move the records");
    still(&lab, &expected);
    lab.put("records/requirements/REQ-001.md", &requirement("three"), "Change it again");
    lab.finds(&[&overtaken("one", "three", "Change it again")]);
}

#[test]
fn the_records_root_moves_before_or_after_its_configuration() {
    for configuration_first in [true, false] {
        let (lab, expected) = stale();
        for step in [configuration_first, !configuration_first] {
            if step {
                lab.put("tureen.toml", "[records]\nroot = \"records\"\n", "Configure");
            } else {
                lab.rename("dhf", "records");
                lab.commit("Move the records");
            }
        }
        still(&lab, &expected);
    }
}

#[test]
fn records_copied_to_a_new_root_are_the_records_of_the_old_one() {
    let (lab, expected) = stale();
    for (path, text) in
        [(SOUP, record("SOUP-001", "version: 1.0")), (REQ, requirement("two")), (VER, run_on("2026-01-01"))]
    {
        lab.write(&path.replace("dhf/", "records/"), &text);
    }
    lab.put("tureen.toml", "[records]\nroot = \"records\"\n", "Copy the records");
    still(&lab, &expected);
    std::fs::remove_dir_all(lab.path().join("dhf")).expect("the folder is there");
    still(&lab, &expected);
    lab.commit("Delete the old ones");
    still(&lab, &expected);
}

#[test]
fn a_configuration_that_was_broken_for_a_while_hides_nothing() {
    let (lab, _) = stale();
    lab.rename("dhf", "records");
    lab.put("tureen.toml", "[records]\nroot = \"records\"\n", "Move the records");
    lab.put("tureen.toml", "[records", "Break the configuration");
    lab.put("records/verification/VER-001.md", &run_on("2026-02-01"), "Run again");
    lab.put("records/requirements/REQ-001.md", &requirement("three"), "Change it again");
    lab.put("tureen.toml", "[records]\nroot = \"records\"\n", "Repair it");
    lab.finds(&[&overtaken("two", "three", "Change it again")]);
}

#[test]
fn a_root_that_led_elsewhere_for_a_while_hides_nothing() {
    let (lab, _) = stale();
    lab.put("tureen.toml", "[records]\nroot = \"elsewhere\"\n", "Look elsewhere");
    lab.put(VER, &run_on("2026-02-01"), "Run again");
    lab.put(REQ, &requirement("three"), "Change it again");
    lab.put("tureen.toml", "", "Look here");
    lab.finds(&[&overtaken("two", "three", "Change it again")]);
}

#[test]
fn the_folder_of_a_kind_moves_with_its_configuration() {
    let (lab, expected) = stale();
    lab.rename("dhf/verification", "dhf/tests");
    lab.write("tureen.toml", "[records]\nverification = { folder = \"tests\" }\n");
    still(&lab, &expected);
    lab.commit("Call them tests");
    still(&lab, &expected);
    lab.rename("dhf/requirements", "dhf/demands");
    lab.put(
        "tureen.toml",
        "[records]\nverification = { folder = \"tests\" }\nrequirement = { folder = \"demands\" }\n",
        "Call them demands",
    );
    still(&lab, &expected);
}

#[test]
fn a_draft_outside_the_records_is_not_what_was_seen() {
    let lab = Lab::new();
    lab.put("dhf/drafts/REQ-001.md", &requirement("two"), "Draft a new text");
    lab.put(VER, &run_on("2026-02-01"), "Run again");
    lab.remove(REQ);
    lab.remove("dhf/drafts/REQ-001.md");
    lab.put("dhf/requirements/decode.md", &requirement("two"), "Make it the text");
    lab.finds(&[&overtaken("one", "two", "Make it the text")]);
}

#[test]
fn a_device_moves_within_its_repository() {
    let lab = Lab::new();
    for path in ["tureen.toml", "dhf"] {
        lab.rename(path, &format!("devices/one/{path}"));
    }
    lab.commit("One of many devices");
    let other = |path: &str| format!("devices/two/{path}");
    lab.write(&other("tureen.toml"), "[device]\nid = \"TWO\"\n");
    lab.write(&other(VER), &run_on("2026-01-01"));
    lab.put(&other(REQ), &requirement("two"), "Another device");
    lab.put(&format!("devices/one/{REQ}"), &requirement("two"), "Change the text");
    let found = |folder: &str| lab.found(&lab.path().join(folder), &[]).0;
    assert_eq!(found("devices/one"), [overtaken("one", "two", "Change the text")]);
    assert!(found("devices/two").is_empty());
    lab.rename("devices/one", "products/first");
    assert_eq!(found("products/first"), [overtaken("one", "two", "Change the text")], "not committed yet");
    lab.commit("Call it a product");
    assert_eq!(found("products/first"), [overtaken("one", "two", "Change the text")]);
    lab.put(&format!("products/first/{VER}"), &run_on("2026-02-01"), "Run again");
    assert!(found("products/first").is_empty());
}

#[test]
fn a_repository_that_becomes_a_folder_of_another_keeps_what_it_saw() {
    let (lab, expected) = stale();
    lab.git(&["checkout", "--quiet", "--orphan", "mono"]);
    lab.git(&["rm", "--quiet", "-r", "--force", "."]);
    lab.put("tureen.toml", "[device]\nid = \"OTHER\"\n", "Another device at the top");
    lab.git(&[
        "merge",
        "--quiet",
        "--strategy",
        "ours",
        "--no-commit",
        "--allow-unrelated-histories",
        "main",
    ]);
    lab.git(&["read-tree", "--prefix=devices/one/", "-u", "main"]);
    lab.commit("Take the device in");
    let (found, _) = lab.found(&lab.path().join("devices/one"), &[]);
    assert_eq!(found, expected);
}
