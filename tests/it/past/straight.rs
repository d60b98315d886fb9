//! Histories in one line.

use super::*;

#[test]
fn a_change_after_the_run_makes_it_stale_with_all_there_is_to_tell() {
    let lab = Lab::new();
    lab.finds(&[]);
    lab.author.set("Bo");
    lab.put(REQ, &requirement("two"), "Change the text");
    let commit = lab.head();
    lab.finds(&[&overtaken("one", "two", "Change the text")]);
    let (_, document) = lab.found(lab.path(), &[]);
    let reason = &document["findings"][0]["reasons"][0];
    assert_eq!((&reason["commit"], &reason["author"]), (&commit.as_str().into(), &"Bo".into()));
    assert_eq!(reason["date"], "2026-01-05");
    lab.put(VER, &run_on("2026-02-01"), "Run again");
    lab.finds(&[]);
}

#[test]
fn evidence_and_change_in_one_commit_stand_together() {
    let lab = Lab::new();
    lab.write(VER, &run_on("2026-02-01"));
    lab.put(REQ, &requirement("two"), "Change the text and run again");
    lab.finds(&[]);
}

#[test]
fn what_lies_behind_a_requirement_is_told_with_its_way() {
    let lab = Lab::new();
    lab.write(VER, &record("VER-001", "verifies: [REQ-001]\nresult: pass\ndate: 2026-01-01"));
    lab.commit("Name no versions");
    lab.put(SOUP, &record("SOUP-001", "version: 2.0"), "Move the SOUP");
    lab.finds(&["VER-001 verifies.REQ-001 < REQ-001 SOUP-001 version: 1.0 > 2.0 (Move the SOUP)"]);
}

#[test]
fn a_change_that_is_taken_back_makes_the_evidence_fresh_again() {
    let lab = Lab::new();
    lab.put(REQ, &requirement("two"), "Change the text");
    lab.git(&["revert", "--no-edit", "HEAD"]);
    lab.finds(&[]);
}

#[test]
fn evidence_that_is_taken_back_was_written_by_the_commit_that_did_so() {
    let lab = Lab::new();
    lab.put(VER, &run_on("2026-02-01"), "Run again");
    lab.git(&["revert", "--no-edit", "HEAD"]);
    lab.put(REQ, &requirement("two"), "Change the text");
    lab.finds(&[&overtaken("one", "two", "Change the text")]);
}

#[test]
fn a_target_that_was_deleted_and_written_again_is_judged_by_its_words() {
    let lab = Lab::new();
    lab.remove(REQ);
    lab.commit("Delete the requirement");
    lab.finds(&[]);
    lab.put(REQ, &requirement("one"), "Write it again");
    lab.finds(&[]);
    lab.remove(REQ);
    lab.commit("Delete it once more");
    lab.put("dhf/requirements/other.md", &requirement("two"), "Write another one");
    lab.finds(&[&overtaken("one", "two", "Write another one")]);
}

#[test]
fn a_target_that_was_not_there_was_not_seen() {
    let lab = Lab::new();
    let verifies =
        "verifies: [REQ-001, REQ-002]\nresult: pass\ndate: 2026-01-01\nsoup_versions: {SOUP-001: 1.0}";
    lab.put(VER, &record("VER-001", verifies), "Name a requirement that is not there");
    lab.finds(&[]);
    lab.put("dhf/requirements/REQ-002.md", &record("REQ-002", "text: new"), "Write it");
    lab.finds(&["VER-001 verifies.REQ-002 < REQ-002 : nothing > present (Write it)"]);
}

#[test]
fn evidence_that_was_broken_and_repaired_was_not_looked_at_again() {
    let lab = Lab::new();
    lab.put(VER, &run_on("2026-01-01").replace("result: pass", "result: [pass"), "Break it");
    lab.put(REQ, &requirement("two"), "Change the text");
    lab.put(VER, &run_on("2026-01-01"), "Repair it");
    lab.finds(&[&overtaken("one", "two", "Change the text")]);
}

#[test]
fn a_link_added_later_is_stamped_on_its_own() {
    let lab = Lab::new();
    lab.write("dhf/requirements/REQ-002.md", &record("REQ-002", "text: old"));
    lab.put(REQ, &requirement("two"), "Change the text");
    let verifies =
        "verifies: [REQ-001, REQ-002]\nresult: pass\ndate: 2026-01-01\nsoup_versions: {SOUP-001: 1.0}";
    lab.put(VER, &record("VER-001", verifies), "Verify more");
    lab.finds(&[&overtaken("one", "two", "Change the text")]);
    lab.put("dhf/requirements/REQ-002.md", &record("REQ-002", "text: new"), "Change the other");
    lab.finds(&[
        &overtaken("one", "two", "Change the text"),
        "VER-001 verifies.REQ-002 < REQ-002 text: old > new (Change the other)",
    ]);
}

#[test]
fn a_link_added_later_refreshes_nothing_that_another_link_reaches() {
    let lab = Lab::new();
    lab.write(VER, &record("VER-001", "verifies: [REQ-001]\nresult: pass\ndate: 2026-01-01"));
    lab.commit("Name no versions");
    lab.put(SOUP, &record("SOUP-001", "version: 2.0"), "Move the SOUP");
    lab.write("dhf/requirements/REQ-000.md", &record("REQ-000", "text: new\napplies_to: [SOUP-001]"));
    lab.write(VER, &record("VER-001", "verifies: [REQ-000, REQ-001]\nresult: pass\ndate: 2026-01-01"));
    lab.commit("Verify more");
    lab.finds(&["VER-001 verifies.REQ-001 < REQ-001 SOUP-001 version: 1.0 > 2.0 (Move the SOUP)"]);
}

#[test]
fn the_way_a_record_is_written_counts_for_nothing() {
    let lab = Lab::new();
    lab.put(
        REQ,
        "---\n\"text\": >\n  one\n\nkind: 'functional'\napplies_to: soup-001\nid: req-001\n---\n",
        "Write it differently",
    );
    let ver = "---\r\nsoup_versions:\r\n  soup-001: \"1.0\"\r\ndate: '2026-01-01'\r\nresult: \"pass\"\r\nverifies: req-001\r\nid: ver-001\r\n---\r\n";
    lab.put(VER, ver, "And the evidence");
    lab.finds(&[]);
    lab.put(REQ, &requirement("two"), "Change the text");
    lab.finds(&["ver-001 verifies.req-001 < REQ-001 text: one > two (Change the text)"]);
}

#[test]
fn line_endings_that_git_converts_change_nothing() {
    let lab = Lab::new();
    lab.git(&["config", "core.autocrlf", "true"]);
    for (path, text) in [(VER, run_on("2026-01-01")), (REQ, requirement("one"))] {
        lab.write(path, &text.replace('\n', "\r\n"));
    }
    lab.finds(&[]);
    lab.put(REQ, &requirement("two").replace('\n', "\r\n"), "Change the text");
    lab.finds(&[&overtaken("one", "two", "Change the text")]);
}

#[test]
fn a_clock_that_went_wrong_changes_no_order() {
    let lab = Lab::new();
    lab.days.set(-4000);
    lab.put(REQ, &requirement("two"), "Change the text");
    lab.finds(&[&overtaken("one", "two", "Change the text")]);
    lab.days.set(-8000);
    lab.put(VER, &run_on("2026-02-01"), "Run again");
    lab.finds(&[]);
}

#[test]
fn three_hundred_commits_are_walked_to_the_one_that_matters() {
    let lab = Lab::new();
    let mut stream = String::new();
    let blob = |text: &str| format!("data {}\n{text}\n", text.len());
    for number in 0..300 {
        let seconds = 1_767_916_800 + number * 60;
        let from = if number == 0 { "from refs/heads/main^0\n" } else { "" };
        let soup = record("SOUP-001", &format!("version: 1.0\ntitle: {number}"));
        stream += &format!(
            "commit refs/heads/main\ncommitter Ada <ada@example.com> {seconds} +0000\n{}{from}M 100644 inline {SOUP}\n{}",
            blob(&format!("Change {number}")),
            blob(&soup)
        );
        if number == 7 {
            stream += &format!("M 100644 inline {REQ}\n{}", blob(&requirement("two")));
        }
    }
    lab.fast_import(&stream);
    lab.finds(&[&overtaken("one", "two", "Change 7")]);
}
