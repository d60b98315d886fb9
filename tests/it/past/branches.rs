//! Histories with branches: what one side saw, the other side did not.

use super::*;

/// `main` goes on with one commit, a branch `side` with another; then `side` is merged.
fn merged(main: impl Fn(&Lab), side: impl Fn(&Lab)) -> Lab {
    let lab = Lab::new();
    lab.branch("side", "main");
    side(&lab);
    lab.checkout("main");
    main(&lab);
    lab.merge("side");
    lab
}

fn change(lab: &Lab) {
    lab.author.set("Bo");
    lab.put(REQ, &requirement("two"), "Change the text");
    lab.author.set("Ada");
}

fn run_again(lab: &Lab) {
    lab.put(VER, &run_on("2026-02-01"), "Run again");
}

#[test]
fn a_run_on_one_branch_did_not_see_the_change_on_the_other() {
    for lab in [merged(change, run_again), merged(run_again, change)] {
        lab.finds(&[&overtaken("one", "two", "Change the text")]);
        let (_, document) = lab.found(lab.path(), &[]);
        assert_eq!(document["findings"][0]["reasons"][0]["author"], "Bo");
        run_on_it_makes_fresh(&lab);
    }
}

fn run_on_it_makes_fresh(lab: &Lab) {
    lab.put(VER, &run_on("2026-03-01"), "Run once more");
    lab.finds(&[]);
}

#[test]
fn a_version_moved_on_the_other_branch_is_told_with_its_way() {
    let lab = Lab::new();
    lab.put(
        VER,
        &record("VER-001", "verifies: [REQ-001]\nresult: pass\ndate: 2026-01-02"),
        "Name no versions",
    );
    lab.branch("side", "main");
    lab.put(SOUP, &record("SOUP-001", "version: 2.0"), "Move the SOUP");
    lab.checkout("main");
    lab.put(VER, &record("VER-001", "verifies: [REQ-001]\nresult: pass\ndate: 2026-02-01"), "Run again");
    lab.merge("side");
    lab.finds(&["VER-001 verifies.REQ-001 < REQ-001 SOUP-001 version: 1.0 > 2.0 (Move the SOUP)"]);
}

#[test]
fn a_run_after_the_change_on_the_same_branch_saw_it() {
    let lab = merged(
        |lab| {
            lab.put("notes.txt", "", "Something else");
        },
        |lab| {
            change(lab);
            run_again(lab);
        },
    );
    lab.finds(&[]);
}

/// Both sides ran the verification again, after one of them changed the requirement; the conflict is resolved to `date`.
fn both_ran(resolved: &str) -> Lab {
    let lab = Lab::new();
    lab.branch("side", "main");
    lab.put(VER, &run_on("2026-02-02"), "Run on the side");
    lab.checkout("main");
    change(&lab);
    lab.put(VER, &run_on("2026-02-01"), "Run on main");
    lab.begin_merge("side");
    lab.put(VER, &run_on(resolved), "Merge side");
    lab
}

#[test]
fn a_conflict_is_resolved_to_what_one_side_saw_or_to_something_new() {
    both_ran("2026-02-01").finds(&[]);
    both_ran("2026-02-02").finds(&[&overtaken("one", "two", "Change the text")]);
    // A day that neither side had was written by who merged.
    both_ran("2026-02-03").finds(&[]);
}

#[test]
fn parts_of_one_field_from_both_sides_are_no_new_look() {
    let lab = Lab::new();
    lab.write("dhf/soup/SOUP-002.md", &record("SOUP-002", "version: 1.0"));
    let versions = |one: &str, two: &str| {
        record(
            "VER-001",
            &format!(
                "verifies: [REQ-001]\nresult: pass\ndate: 2026-01-01\nsoup_versions:\n  SOUP-001: {one}\n  # one\n  # two\n  # three\n  SOUP-002: {two}"
            ),
        )
    };
    lab.put(VER, &versions("1.0", "1.0"), "Test two of them");
    lab.branch("side", "main");
    lab.write("dhf/soup/SOUP-002.md", &record("SOUP-002", "version: 2.0"));
    lab.put(VER, &versions("1.0", "2.0"), "Move the second");
    change(&lab);
    lab.checkout("main");
    lab.write(SOUP, &record("SOUP-001", "version: 2.0"));
    lab.put(VER, &versions("2.0", "1.0"), "Move the first");
    lab.merge("side");
    lab.finds(&[&overtaken("one", "two", "Change the text")]);
}

#[test]
fn elements_that_both_sides_took_away_are_no_new_look() {
    let lab = Lab::new();
    let sources = |files: &[&str]| {
        let sources: String =
            files.iter().map(|file| format!("  - file: {file}\n    retrieved: 2026-01-01\n")).collect();
        let covers = "covers: [{soup: SOUP-001, version: 1.0}]\ndate: 2026-01-01\nreviewer: Ada\n";
        record("AR-001", &format!("{covers}sources:\n{}", sources.trim_end()))
    };
    let path = "dhf/reviews/AR-001.md";
    lab.put(path, &sources(&["a", "b", "c", "d", "e"]), "Review");
    lab.branch("side", "main");
    lab.put(path, &sources(&["b", "c", "d", "e"]), "Take the first away");
    lab.put(SOUP, &record("SOUP-001", "version: 1.0\nintended_use: changed"), "Use it for something else");
    lab.checkout("main");
    lab.put(path, &sources(&["a", "b", "c", "d"]), "Take the last away");
    lab.merge("side");
    assert!(lab.stale_fields("AR-001").contains(&"intended_use".to_owned()));
}

#[test]
fn an_evil_merge_changes_what_neither_side_had() {
    let lab = Lab::new();
    lab.branch("side", "main");
    lab.put("notes.txt", "", "Something else");
    lab.checkout("main");
    run_again(&lab);
    lab.begin_merge("side");
    lab.put(REQ, &requirement("three"), "Merge side");
    lab.finds(&[&overtaken("one", "three", "Merge side")]);
}

#[test]
fn a_merge_that_keeps_the_old_words_makes_the_run_stale_that_saw_new_ones() {
    let lab = Lab::new();
    lab.branch("side", "main");
    change(&lab);
    run_again(&lab);
    lab.checkout("main");
    lab.put("notes.txt", "", "Something else");
    lab.begin_merge("side");
    lab.put(REQ, &requirement("one"), "Merge side");
    lab.finds(&[&overtaken("two", "one", "Start")]);
}

#[test]
fn a_merge_that_takes_one_side_whole_takes_its_evidence_as_well() {
    let lab = Lab::new();
    lab.branch("side", "main");
    run_again(&lab);
    lab.checkout("main");
    change(&lab);
    lab.git(&["merge", "--quiet", "--strategy", "ours", "--message", "Merge side", "side"]);
    lab.finds(&[&overtaken("one", "two", "Change the text")]);
}

#[test]
fn a_change_taken_back_on_another_branch_is_taken_back() {
    let lab = Lab::new();
    change(&lab);
    lab.finds(&[&overtaken("one", "two", "Change the text")]);
    lab.branch("side", "main");
    lab.git(&["revert", "--no-edit", "HEAD"]);
    lab.checkout("main");
    lab.put("notes.txt", "", "Something else");
    lab.merge("side");
    lab.finds(&[]);
}

#[test]
fn a_change_picked_to_both_branches_is_one_change() {
    let lab = Lab::new();
    lab.branch("side", "main");
    change(&lab);
    lab.checkout("main");
    lab.put("notes.txt", "", "Something else");
    lab.git(&["cherry-pick", "side"]);
    lab.merge("side");
    lab.finds(&[&overtaken("one", "two", "Change the text")]);
}

#[test]
fn a_run_picked_to_a_branch_saw_what_is_there() {
    let lab = Lab::new();
    lab.branch("side", "main");
    run_again(&lab);
    lab.checkout("main");
    change(&lab);
    lab.git(&["cherry-pick", "side"]);
    // Who picks it says that it holds here.
    lab.finds(&[]);
    lab.merge("side");
    lab.finds(&[]);
}

#[test]
fn a_link_that_another_branch_did_not_have_is_not_refreshed_by_its_run() {
    let lab = Lab::new();
    let other = "dhf/requirements/REQ-002.md";
    lab.put(other, &record("REQ-002", "text: old"), "Write another requirement");
    let fields = |verifies: &str, date: &str| {
        record(
            "VER-001",
            &format!(
                "verifies: [{verifies}]\n# 1\n# 2\n# 3\nresult: pass\ndate: {date}\nsoup_versions: {{SOUP-001: 1.0}}"
            ),
        )
    };
    lab.put(VER, &fields("REQ-001", "2026-01-01"), "Leave room");
    lab.branch("side", "main");
    lab.put(VER, &fields("REQ-001, REQ-002", "2026-01-01"), "Verify more");
    lab.checkout("main");
    lab.put(other, &record("REQ-002", "text: new"), "Change the other");
    lab.put(VER, &fields("REQ-001", "2026-02-01"), "Run again");
    lab.merge("side");
    lab.finds(&["VER-001 verifies.REQ-002 < REQ-002 text: old > new (Change the other)"]);
}

#[test]
fn a_version_that_another_branch_did_not_name_is_not_refreshed_by_its_run() {
    let lab = Lab::new();
    let fields = |versions: &str, date: &str| {
        record(
            "VER-001",
            &format!(
                "verifies: []\nresult: pass\nsoup_versions: {{{versions}}}\n# 1\n# 2\n# 3\ndate: {date}"
            ),
        )
    };
    lab.put(VER, &fields("", "2026-01-01"), "Name no versions");
    lab.branch("side", "main");
    lab.put(VER, &fields("SOUP-001: 1.0", "2026-01-01"), "Name one");
    lab.checkout("main");
    lab.put(SOUP, &record("SOUP-001", "version: 1.0\nintended_use: changed"), "Use it for something else");
    lab.put(VER, &fields("", "2026-02-01"), "Run again");
    lab.merge("side");
    lab.finds(&["VER-001 soup_versions.SOUP-001 < SOUP-001 intended_use: nothing > changed (Use it for something else)"]);
}

#[test]
fn the_clock_of_a_branch_decides_nothing() {
    let lab = Lab::new();
    lab.put(VER, &run_on("2026-01-01").replace("pass", "fail"), "It fails");
    lab.branch("side", "main");
    lab.checkout("main");
    lab.put(VER, &run_on("2026-01-01"), "It passes");
    let passed = lab.head();
    lab.put("notes.txt", "", "Something else");
    // Work that was begun years ago and put on top with its old dates.
    lab.branch("old", &passed);
    lab.days.set(-4000);
    change(&lab);
    run_again(&lab);
    lab.days.set(200);
    lab.checkout("main");
    lab.begin_merge("old");
    lab.put(REQ, &requirement("one"), "Merge old without its text");
    lab.finds(&[&overtaken("two", "one", "Start")]);
}

#[test]
fn merges_of_three_branches_refresh_nothing() {
    let lab = Lab::new();
    for name in ["a", "b"] {
        lab.branch(name, "main");
        lab.put(&format!("{name}.txt"), "", "Something else");
    }
    lab.branch("c", "main");
    change(&lab);
    lab.checkout("main");
    run_again(&lab);
    lab.git(&["merge", "--quiet", "--message", "Merge all", "a", "b", "c"]);
    assert_eq!(lab.git(&["log", "-1", "--format=%P"]).split_whitespace().count(), 4);
    lab.finds(&[&overtaken("one", "two", "Change the text")]);
}

#[test]
fn two_histories_become_one() {
    let lab = Lab::new();
    lab.git(&["checkout", "--quiet", "--orphan", "other"]);
    lab.git(&["rm", "--quiet", "-r", "--force", "."]);
    lab.put("dhf/requirements/REQ-002.md", &record("REQ-002", "text: new"), "Begin elsewhere");
    lab.checkout("main");
    let verifies =
        "verifies: [REQ-001, REQ-002]\nresult: pass\ndate: 2026-01-01\nsoup_versions: {SOUP-001: 1.0}";
    lab.put(VER, &record("VER-001", verifies), "Verify more");
    lab.git(&["merge", "--quiet", "--allow-unrelated-histories", "--message", "Merge other", "other"]);
    lab.finds(&["VER-001 verifies.REQ-002 < REQ-002 : nothing > present (Begin elsewhere)"]);
}

#[test]
fn a_merge_in_progress_refreshes_nothing() {
    let lab = Lab::new();
    lab.branch("side", "main");
    run_again(&lab);
    lab.checkout("main");
    change(&lab);
    lab.begin_merge("side");
    lab.finds(&[&overtaken("one", "two", "Change the text")]);
    let (found, _) = lab.found(lab.path(), &["--staged"]);
    assert_eq!(found, [overtaken("one", "two", "Change the text")]);
    lab.write(VER, &run_on("2026-02-03"));
    lab.finds(&[]);
}

#[test]
fn a_merge_that_takes_both_sides_back_says_what_was_said_before() {
    let lab = Lab::new();
    let said = |date: &str, version: &str, verifies: &str| {
        record(
            "VER-001",
            &format!(
                "verifies: [{verifies}]\nresult: pass\ndate: {date}\nsoftware_version: {version}\nsoup_versions: {{SOUP-001: 1.0}}"
            ),
        )
    };
    lab.put(VER, &said("2026-01-01", "1.0", "REQ-001"), "Name the version");
    change(&lab);
    lab.put(VER, &said("2026-02-01", "1.0", "REQ-001"), "Run again");
    for (one, two) in [
        (said("2026-03-01", "1.0", "REQ-001"), said("2026-02-01", "2.0", "REQ-001")),
        (said("2026-02-01", "1.0", ""), said("2026-02-01", "2.0", "REQ-001")),
    ] {
        lab.git(&["checkout", "--quiet", "-B", "one", "main"]);
        lab.put(VER, &one, "Run here");
        lab.git(&["checkout", "--quiet", "-B", "two", "main"]);
        lab.put(VER, &two, "Run there");
        lab.begin_merge("one");
        lab.put(VER, &said("2026-02-01", "1.0", "REQ-001"), "Take both back");
        lab.finds(&[]);
    }
    lab.put(REQ, &requirement("three"), "Change it again");
    lab.finds(&[&overtaken("two", "three", "Change it again")]);
}

#[test]
fn evidence_that_was_broken_on_one_side_was_run_on_the_other() {
    let broken = |lab: &Lab| {
        change(lab);
        lab.put(VER, &run_on("2026-01-01").replace("result: pass", "result: [pass"), "Break it");
    };
    let lab = Lab::new();
    lab.branch("side", "main");
    run_again(&lab);
    lab.checkout("main");
    broken(&lab);
    lab.begin_merge("side");
    lab.put(VER, &run_on("2026-02-01"), "Merge side");
    lab.finds(&[&overtaken("one", "two", "Change the text")]);
    // What neither side could say any more was perhaps said by the broken one.
    lab.put(VER, &run_on("2026-03-01"), "Run once more");
    lab.finds(&[]);
}

#[test]
fn conflicts_that_were_committed_are_no_look() {
    let lab = both_ran("2026-02-02");
    lab.git(&["reset", "--quiet", "--hard", "HEAD^1"]);
    lab.begin_merge("side");
    let text = std::fs::read_to_string(lab.path().join(VER)).expect("it is there");
    assert!(text.contains("<<<<<<<"), "{text}");
    let (found, _) = lab.found(lab.path(), &[]);
    assert!(found.is_empty(), "what cannot be read is told as such: {found:?}");
    lab.commit("Merge side as it is");
    lab.put(VER, &run_on("2026-02-02"), "Keep what the side says");
    lab.finds(&[&overtaken("one", "two", "Change the text")]);
}
