//! Which commits touched what.

use super::*;
use crate::source::History;

const LONG: &str = "a line\nanother line\na third line\na fourth line\na fifth line\n";

fn walk(lab: &Lab) -> History {
    let device = Device::of("tureen.toml");
    lab.source().history(&[lab.head().to_string()], &device, "dhf").expect("a history")
}

fn subjects(history: &History, path: &str, tip: impl ToString) -> Vec<String> {
    history.of(path, &tip.to_string()).iter().map(|commit| commit.subject.clone()).collect()
}

#[test]
fn a_file_is_followed_through_renames() {
    let lab = Lab::with_device();
    lab.write("dhf/a.md", LONG);
    lab.commit("add");
    std::fs::create_dir(lab.path("dhf/moved")).expect("a folder");
    std::fs::rename(lab.path("dhf/a.md"), lab.path("dhf/moved/a.md")).expect("moved");
    lab.commit("move");
    std::fs::rename(lab.path("dhf/moved/a.md"), lab.path("dhf/moved/b.md")).expect("renamed");
    lab.write("dhf/moved/b.md", format!("{LONG}and more\n"));
    let renamed = lab.commit("rename and edit");
    lab.write("dhf/moved/b.md", "short\n");
    lab.write("src/main.c", "int main;\n");
    lab.commit("edit");
    lab.write("dhf/a.md", "another file with an old name\n");
    lab.commit("reuse");

    let history = walk(&lab);
    assert!(history.complete);
    assert_eq!(history.commits.len(), 6);
    assert_eq!(subjects(&history, "dhf/moved/b.md", lab.head()), ["edit", "rename and edit", "move", "add"]);
    assert_eq!(subjects(&history, "dhf/moved/b.md", &renamed), ["rename and edit", "move", "add"]);
    assert_eq!(subjects(&history, "dhf/a.md", lab.head()), ["reuse", "move", "add"]);
    assert_eq!(subjects(&history, "tureen.toml", lab.head()), ["start"]);
    assert_eq!(subjects(&history, "src/main.c", lab.head()), [""; 0]);
    assert_eq!(subjects(&history, "dhf/moved/b.md", "unknown"), [""; 0]);
    let head = lab.head().to_string();
    let touches = history.touches("dhf/moved/b.md", &head);
    assert_eq!((touches[1].path, touches[1].from), ("dhf/moved/b.md", Some("dhf/moved/a.md")));
    assert_eq!((touches[2].after, touches[2].from), (touches[2].before[0], Some("dhf/a.md")));
    assert_eq!(lab.source().content(touches[3].after.expect("added")), Content::Text(LONG.into()));
}

#[test]
fn a_merge_counts_only_where_it_differs_from_all_parents() {
    let lab = Lab::with_device();
    for file in ["left", "right", "both"] {
        lab.write(&format!("dhf/{file}.md"), LONG);
    }
    lab.commit("add");
    let base = lab.head();
    lab.write("dhf/left.md", "left\n");
    lab.write("dhf/both.md", "left\n");
    lab.stage();
    let left = lab.commit_staged("left", &[base]);
    lab.repo
        .reset(lab.repo.find_commit(base).expect("it").as_object(), git2::ResetType::Hard, None)
        .expect("reset");
    std::fs::rename(lab.path("dhf/right.md"), lab.path("dhf/renamed.md")).expect("renamed");
    lab.write("dhf/both.md", "right\n");
    lab.stage();
    let right = lab.commit_staged("right", &[base]);
    lab.write("dhf/left.md", "left\n");
    lab.write("dhf/both.md", "merged\n");
    lab.stage();
    let merge = lab.commit_staged("merge", &[left, right]);

    let history = walk(&lab);
    assert_eq!(subjects(&history, "dhf/left.md", merge), ["left", "add"]);
    assert_eq!(subjects(&history, "dhf/renamed.md", merge), ["right", "add"]);
    assert_eq!(subjects(&history, "dhf/both.md", right), ["right", "add"]);
    assert_eq!(subjects(&history, "dhf/both.md", merge).first().map(String::as_str), Some("merge"));
    assert_eq!(subjects(&history, "dhf/both.md", merge).len(), 4);
    let merge = merge.to_string();
    assert_eq!(history.touches("dhf/both.md", &merge)[0].before.len(), 2);

    let source = lab.source();
    assert!(source.is_ancestor(&left.to_string(), &merge).expect("known"));
    assert!(!source.is_ancestor(&left.to_string(), &right.to_string()).expect("known"));
    assert!(
        history.is_ancestor(&base.to_string(), &merge) && !history.is_ancestor(&merge, &base.to_string())
    );
    assert_eq!(
        source.merge_base(&left.to_string(), &right.to_string()).expect("known"),
        Some(base.to_string())
    );
}

#[test]
fn a_commit_tells_who_when_and_why() {
    let lab = Lab::with_device();
    lab.write("dhf/a.md", "a\n");
    lab.commit("dhf: add a\nrecord\n\nBecause.\n\nReviewed-by: Bo <bo@example.invalid>\nRefs: CR-1\n");
    let commit = lab.source().snapshot(&Moment::WorkTree).expect("a snapshot").commit.expect("HEAD");
    assert_eq!(commit.subject, "dhf: add a record");
    assert_eq!(commit.author.email, "ada@example.invalid");
    assert_eq!(
        (commit.date.to_string().as_str(), commit.time.as_str()),
        ("2023-11-15", "2023-11-15T01:13:20+02:00")
    );
    let trailers = [("Reviewed-by", "Bo <bo@example.invalid>"), ("Refs", "CR-1")];
    assert_eq!(commit.trailers, trailers.map(|(key, value)| (key.to_owned(), value.to_owned())));
    assert_eq!((commit.parents.len(), commit.signed), (1, false));
}

#[test]
fn a_moved_folder_is_paired_without_comparing_texts() {
    let lab = Lab::with_device();
    for number in 0..1200 {
        lab.write(&format!("dhf/old/{number}.md"), format!("record {number}\n"));
    }
    lab.commit("add");
    std::fs::rename(lab.path("dhf/old"), lab.path("dhf/new")).expect("moved");
    lab.commit("move");
    let history = walk(&lab);
    for number in [0, 700, 1199] {
        assert_eq!(subjects(&history, &format!("dhf/new/{number}.md"), lab.head()), ["move", "add"]);
    }
}
