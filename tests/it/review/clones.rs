//! What a clone holds: too little history, no release, a tag that moved; and what the change does to how it is judged.

use super::*;

#[test]
fn a_shallow_clone_is_told_and_not_guessed() {
    let lab = Lab::new();
    lab.replace("dhf/soup/SOUP-005.md", "4.12.0.88", "4.13.0.90");
    lab.commit("Move OpenCV");
    let shallow = tempfile::tempdir().expect("a temporary folder can be made");
    let from = format!("file://{}", lab.path().display());
    git(shallow.path(), &["clone", "--quiet", "--depth", "2", "--branch", "topic", &from, "."]);
    let run = run(shallow.path(), &["--as-of", AS_OF, "diff", "HEAD~1..HEAD"]);
    assert_eq!(run.status, 2, "{}", run.output);
    assert!(run.errors.contains("fetch-depth: 0") && run.errors.contains("--no-history"), "{}", run.errors);
    let without =
        ["--as-of", AS_OF, "diff", "HEAD~1..HEAD", "--no-history", "--format", "json", "--deny", "error"];
    let run = crate::device::run(shallow.path(), &without);
    assert_eq!(run.status, 1, "what evidence names itself is still judged: {}", run.errors);
    let document: Value = serde_json::from_str(&run.output).expect("the output is JSON");
    assert_eq!((&document["complete"], &document["gate"]["verdict"]), (&false.into(), &"fail".into()));
    let same = ["--as-of", AS_OF, "diff", "HEAD..HEAD", "--no-history", "--format", "json"];
    let run = crate::device::run(shallow.path(), &same);
    let document: Value = serde_json::from_str(&run.output).expect("the output is JSON");
    assert_eq!(document["gate"]["verdict"], "unknown", "no green tick without history");
}

#[test]
fn without_a_previous_release_a_change_is_still_compared_with_its_base() {
    let lab = Lab::new();
    lab.git(&["tag", "--delete", "v2.0.0", "v2.1.0"]);
    lab.replace("dhf/soup/SOUP-005.md", "4.12.0.88", "4.13.0.90");
    lab.commit("Move OpenCV");
    let reviewed = lab.review();
    reviewed.is_kept_as("no-previous-release");
    // Nothing was released that a change record would have to lead from; what evidence saw counts all the same.
    assert!(reviewed.new_errors().contains(&"verification-stale VER-001".to_owned()));
    assert!(!reviewed.new_errors().iter().any(|error| error.starts_with("soup-change-unrecorded")));
    lab.do_what_is_owed(&reviewed);
    let run = lab.run(&["diff"]);
    assert_eq!(run.status, 2);
    assert!(run.errors.contains("there is no release to compare with"), "{}", run.errors);
}

#[test]
fn a_tag_that_moved_is_judged_where_it_is_now() {
    let lab = Lab::new();
    lab.replace("dhf/soup/SOUP-005.md", "4.12.0.88", "4.13.0.90");
    lab.commit("Move OpenCV");
    let before = lab.review();
    assert!(before.new_errors().contains(&"soup-change-unrecorded SOUP-005".to_owned()));
    // Somebody releases the move without paperwork by moving the tag: what evidence saw does not move with it.
    lab.git(&["tag", "--force", "--annotate", "-m", "Again", "v2.1.0", "topic"]);
    let after = lab.review();
    assert!(after.new_errors().contains(&"verification-stale VER-001".to_owned()), "{}", after.comment);
    assert!(!after.is_green());
}

#[test]
fn a_change_of_the_configuration_and_its_own_waivers_count_for_nothing_and_are_told_first() {
    let lab = Lab::new();
    lab.replace("dhf/soup/SOUP-005.md", "4.12.0.88", "4.13.0.90");
    lab.commit("Move OpenCV");
    let honest = lab.review();
    let config = lab.read("tureen.toml");
    lab.write(
        "tureen.toml",
        &config
            .replace(
                "rulesets = [\"iec62304-ed1.1\", \"iso14971\", ",
                "levels = { \"verification-stale\" = \"note\" }\nrulesets = [",
            )
            .replace("tags = \"v*\"", "tags = \"release-*\""),
    );
    lab.write(
        "dhf/waivers/WAIVER-002.md",
        "---\nid: WAIVER-002\ntitle: No time\nrule: verification-stale\nrecord: VER-001\nreason: no time\nstatus: approved\napproved_by: Me\napproved_on: 2026-02-14\nexpires: 2026-12-31\n---\n",
    );
    lab.commit("Talk it down");
    let reviewed = lab.review();
    reviewed.is_kept_as("talked-down");
    for error in honest.new_errors() {
        assert!(reviewed.new_errors().contains(&error), "{error}");
    }
    let policy = reviewed.comment.find("This changes how the device is judged").expect("it is told");
    assert!(policy < reviewed.comment.find("| SOUP |").expect("what moved is told"));
    let told = |key: &str| reviewed.document["policy"][key].as_array().map_or(0, Vec::len);
    assert!(told("configuration") >= 3 && told("waivers") == 1);
}
