//! What is asked of: work tree, index, revisions, clones that lack something, and evidence that says what it looked at.

use super::*;

#[test]
fn what_is_not_committed_counts_as_written_now() {
    let lab = Lab::new();
    lab.write(REQ, &requirement("two"));
    lab.finds(&[&overtaken("one", "two", "no commit")]);
    let (staged, _) = lab.found(lab.path(), &["--staged"]);
    assert!(staged.is_empty(), "{staged:?}");
    lab.git(&["add", "--all"]);
    lab.write(VER, &run_on("2026-02-01"));
    lab.finds(&[]);
    let (staged, _) = lab.found(lab.path(), &["--staged"]);
    assert_eq!(staged, [overtaken("one", "two", "no commit")]);
}

#[test]
fn before_the_first_commit_all_is_written_now() {
    let lab = Lab::empty();
    lab.write(REQ, &requirement("one"));
    lab.write(VER, &run_on("2026-01-01"));
    lab.finds(&[]);
}

fn seen_at(revision: &str) -> String {
    run_on("2026-01-01").replace("result:", &format!("seen_at: {revision}\nresult:"))
}

/// `v1` says one, `main` says two, a branch `side` says three.
fn three_texts() -> Lab {
    let lab = Lab::new();
    lab.git(&["tag", "-a", "-m", "First", "v1"]);
    lab.branch("side", "main");
    lab.put(REQ, &requirement("three"), "Change it on the side");
    lab.checkout("main");
    lab.put(REQ, &requirement("two"), "Change the text");
    lab
}

#[test]
fn evidence_may_say_which_revision_it_looked_at() {
    let lab = three_texts();
    let (first, head) = (lab.git(&["rev-parse", "v1^{commit}"]), lab.head());
    for (revision, expected) in [
        ("v1", vec![overtaken("one", "two", "Change the text")]),
        (first.trim(), vec![overtaken("one", "two", "Change the text")]),
        (&first[..7], vec![overtaken("one", "two", "Change the text")]),
        (&head, vec![]),
        (&head[..12], vec![]),
    ] {
        lab.put(VER, &seen_at(&format!("'{revision}'")), "Say what it looked at");
        lab.finds(&expected.iter().map(String::as_str).collect::<Vec<_>>());
    }
}

#[test]
fn a_revision_that_moves_or_lies_elsewhere_says_nothing() {
    let lab = three_texts();
    let side = lab.git(&["rev-parse", "side"]);
    let side = side.trim();
    for (revision, message) in [
        ("main".to_owned(), "`main` is no commit that stays".to_owned()),
        ("HEAD".to_owned(), "`HEAD` is no commit that stays".to_owned()),
        ("v1~0".to_owned(), "`v1~0` is no commit that stays".to_owned()),
        ("no-such-tag".to_owned(), "`no-such-tag` is no commit that stays".to_owned()),
        (side.to_owned(), format!("`{side}` is not in the history of this moment")),
    ] {
        lab.put(VER, &seen_at(&format!("'{revision}'")), "Say what it looked at");
        lab.finds(&[&format!("VER-001 seen_at: {message}")]);
    }
}

#[test]
fn a_revision_from_before_the_records_moved_is_read_where_they_were() {
    let lab = three_texts();
    lab.write(VER, &seen_at("v1"));
    lab.rename("dhf", "records");
    lab.rename("records/requirements/REQ-001.md", "records/requirements/decode.md");
    lab.put("tureen.toml", "[records]\nroot = \"records\"\n", "Move the records");
    lab.finds(&[&overtaken("one", "two", "Change the text")]);
    lab.put("records/requirements/decode.md", &requirement("one"), "Take it back");
    lab.finds(&[]);
}

fn clone(lab: &Lab, arguments: &[&str]) -> (tempfile::TempDir, PathBuf) {
    let (keep, path) = elsewhere();
    let from = format!("file://{}", lab.path().display());
    let to = path.display().to_string();
    let mut all = vec!["clone", "--quiet"];
    all.extend(arguments);
    all.extend([&*from, &*to]);
    lab.git(&all);
    (keep, path)
}

#[test]
fn a_shallow_clone_is_judged_as_far_as_it_reaches() {
    let lab = Lab::new();
    lab.put(VER, &run_on("2026-02-01"), "Run again");
    lab.put(REQ, &requirement("two"), "Change the text");
    let (_keep, deep) = clone(&lab, &["--depth", "3"]);
    assert_eq!(lab.found(&deep, &[]).0, [overtaken("one", "two", "Change the text")]);
    assert_eq!(lab.found(&deep, &["--at", "HEAD"]).0, [overtaken("one", "two", "Change the text")]);

    let (_keep, flat) = clone(&lab, &["--depth", "2"]);
    for arguments in [&[][..], &["--at", "HEAD"]] {
        let run = check(&flat, arguments);
        assert_eq!((run.status, &*run.output), (2, ""), "{arguments:?}");
        assert!(run.errors.contains("history is too shallow to tell what VER-001 saw"), "{}", run.errors);
        assert!(run.errors.contains("fetch-depth: 0"), "{}", run.errors);
        let (found, document) = lab.found(&flat, &[arguments, &["--no-history"]].concat());
        assert_eq!((found, &document["complete"]), (vec![], &false.into()));
    }
    // What is written anew there was seen there.
    std::fs::write(flat.join(VER), run_on("2026-03-01")).expect("the file can be written");
    assert!(lab.found(&flat, &[]).0.is_empty());
}

#[test]
fn a_shallow_clone_of_several_branches_is_judged_as_far_as_it_reaches() {
    let lab = Lab::new();
    lab.put(REQ, &requirement("two"), "Change the text");
    lab.put("notes.txt", "", "Something else");
    lab.branch("side", "main~2");
    lab.put(VER, &run_on("2026-02-01"), "Run again");
    lab.checkout("main");
    lab.merge("side");
    // Three commits of each line: the run is there, and so is what it ran on.
    let (_keep, deep) = clone(&lab, &["--depth", "3"]);
    assert_eq!(lab.found(&deep, &[]).0, [overtaken("one", "two", "no commit")]);
    let run = run(&deep, &["check", "--rule", "verification-stale"]);
    assert!(run.output.contains("because REQ-001 text: one → two\n"), "not known is not: {}", run.output);
    // The run is there, but not what came before it: it may have been written earlier.
    let (_keep, flat) = clone(&lab, &["--depth", "2"]);
    let run = check(&flat, &[]);
    assert_eq!((run.status, &*run.output), (2, ""));
    assert!(run.errors.contains("history is too shallow to tell what VER-001 saw"), "{}", run.errors);
}

#[test]
fn a_shallow_clone_does_not_guess_what_a_revision_held() {
    let lab = Lab::new();
    lab.git(&["tag", "-a", "-m", "First", "v1"]);
    let first = lab.head();
    lab.put(REQ, &requirement("two"), "Change the text");
    for revision in ["v1", &first] {
        lab.put(VER, &seen_at(&format!("'{revision}'")), "Say what it looked at");
        lab.finds(&[&overtaken("one", "two", "Change the text")]);
        let (_keep, flat) = clone(&lab, &["--depth", "1"]);
        let run = check(&flat, &[]);
        assert_eq!((run.status, &*run.output), (2, ""), "{revision}");
        assert!(run.errors.contains("history is too shallow to tell what VER-001 saw"), "{}", run.errors);
        // The tag alone does not say whether it leads here.
        lab.try_git(&[
            "-C",
            &flat.display().to_string(),
            "fetch",
            "--quiet",
            "--depth",
            "1",
            "origin",
            "tag",
            "v1",
        ]);
        let run = check(&flat, &[]);
        assert_eq!((run.status, &*run.output), (2, ""), "{revision}: {}", run.errors);
    }
}

#[test]
fn a_partial_clone_says_what_it_lacks() {
    let lab = Lab::new();
    lab.git(&["config", "uploadpack.allowFilter", "true"]);
    lab.put(REQ, &requirement("two"), "Change the text");
    let (_keep, path) = clone(&lab, &["--filter", "blob:none"]);
    let run = check(&path, &[]);
    assert_eq!((run.status, &*run.output), (2, ""));
    assert!(run.errors.contains("partial clone"), "{}", run.errors);
}

#[test]
fn an_earlier_state_that_cannot_be_read_is_told_and_not_guessed() {
    let lab = Lab::new();
    lab.put(VER, &run_on("2026-01-02"), "Run again");
    lab.put(REQ, &requirement("two"), "Change the text");
    let blob = lab.git(&["rev-parse", &format!("HEAD~2:{VER}")]);
    let (folder, file) = blob.trim().split_at(2);
    lab.remove(&format!(".git/objects/{folder}/{file}"));
    let run = check(lab.path(), &[]);
    assert_eq!((run.status, &*run.output), (2, ""));
    assert!(run.errors.contains("damaged"), "{}", run.errors);
}

#[test]
fn without_git_named_versions_are_judged_and_the_rest_is_said_to_be_missing() {
    let lab = Lab::new();
    lab.put(SOUP, &record("SOUP-001", "version: 2.0"), "Move the SOUP");
    lab.write(REQ, &requirement("two"));
    std::fs::remove_dir_all(lab.path().join(".git")).expect("the repository is there");
    let (found, document) = {
        let run = check(lab.path(), &[]);
        let document: Value = serde_json::from_str(&run.output).expect("the output is JSON");
        (document["findings"][0]["message"].clone(), document)
    };
    assert_eq!(found, "tested with SOUP-001 1.0; SOUP-001 is now 2.0");
    assert_eq!(document["findings"].as_array().map(Vec::len), Some(1));
    assert_eq!(document["complete"], false);
}

#[test]
fn a_bare_clone_and_a_linked_work_tree_see_the_same() {
    let lab = Lab::new();
    lab.put(REQ, &requirement("two"), "Change the text");
    let expected = [overtaken("one", "two", "Change the text")];
    let (_keep, bare) = clone(&lab, &["--bare"]);
    assert_eq!(lab.found(&bare, &["--at", "main"]).0, expected);
    let (_keep, linked) = elsewhere();
    lab.git(&["worktree", "add", "--quiet", "-b", "linked", &linked.display().to_string()]);
    assert_eq!(lab.found(&linked, &[]).0, expected);
    // A merge in progress in the linked work tree is that one's own.
    lab.branch("side", "main~1");
    lab.put(VER, &run_on("2026-02-01"), "Run again");
    lab.try_git(&["-C", &linked.display().to_string(), "merge", "--quiet", "--no-commit", "--no-ff", "side"]);
    assert_eq!(lab.found(&linked, &[]).0, expected);
}
