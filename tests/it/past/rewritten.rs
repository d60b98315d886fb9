//! Histories that were written anew: squashed, rebased.

use super::*;

fn with_side(commits: impl Fn(&Lab)) -> Lab {
    let lab = Lab::new();
    lab.branch("side", "main");
    commits(&lab);
    lab.checkout("main");
    lab.put("notes.txt", "", "Something else");
    lab
}

#[test]
fn squashed_into_one_commit_run_and_change_stand_together() {
    let lab = with_side(|lab| {
        lab.put(REQ, &requirement("two"), "Change the text");
        lab.put(VER, &run_on("2026-02-01"), "Run again");
    });
    lab.git(&["merge", "--quiet", "--squash", "side"]);
    lab.finds(&[]);
    lab.commit("Squashed");
    lab.finds(&[]);
    lab.put(REQ, &requirement("three"), "Change it again");
    lab.finds(&[&overtaken("two", "three", "Change it again")]);
}

#[test]
fn a_squashed_change_makes_an_older_run_stale() {
    let lab = with_side(|lab| {
        lab.put(REQ, &requirement("two"), "Change the text");
        lab.put(REQ, &requirement("three"), "Change it again");
    });
    lab.git(&["merge", "--quiet", "--squash", "side"]);
    lab.commit("Squashed");
    lab.finds(&[&overtaken("one", "three", "Squashed")]);
}

#[test]
fn rebased_in_order_all_stays_as_it_was() {
    let lab = with_side(|lab| {
        lab.put(VER, &run_on("2026-02-01"), "Run again");
        lab.put(REQ, &requirement("two"), "Change the text");
    });
    let before = lab.git(&["rev-parse", "side"]);
    lab.git(&["rebase", "--quiet", "main", "side"]);
    lab.git(&["reflog", "expire", "--expire=now", "--all"]);
    lab.git(&["gc", "--quiet", "--prune=now"]);
    assert!(!lab.try_git(&["cat-file", "-e", before.trim()]).0, "the old commits are gone");
    lab.finds(&[&overtaken("one", "two", "Change the text")]);
    lab.put(VER, &run_on("2026-03-01"), "Run once more");
    lab.finds(&[]);
}

#[test]
fn rebased_on_a_change_a_run_is_said_to_have_seen_it() {
    // The run is committed anew on top of the change: whoever rebases says that it holds there.
    let lab = Lab::new();
    lab.branch("side", "main");
    lab.put(VER, &run_on("2026-02-01"), "Run again");
    lab.checkout("main");
    lab.put(REQ, &requirement("two"), "Change the text");
    lab.git(&["rebase", "--quiet", "main", "side"]);
    lab.finds(&[]);
}

#[test]
fn amended_into_one_commit_run_and_change_stand_together() {
    let lab = Lab::new();
    lab.put(VER, &run_on("2026-02-01"), "Run again");
    lab.write(REQ, &requirement("two"));
    lab.git(&["commit", "--quiet", "--all", "--amend", "--no-edit"]);
    lab.finds(&[]);
}
