//! Moves of small devices: where the step begins, and what it is told by.

use jiff::civil::date;

use super::{Known, Plan, Recording, Refused, plan};
use crate::rules::drawn;
use crate::version::Direction;

fn soup(version: &str) -> String {
    format!("\n//- soup/SOUP-1.md\n---\nid: SOUP-1\ntitle: zlib\nversion: {version}\n---\n")
}

fn change(number: u8, from: &str, to: &str, more: &str) -> String {
    format!(
        "//- changes/CR-0{number}.md\n---\nid: CR-0{number}\nchanges: [{{soup: soup-1, from: {from}, to: {to}}}]\n{more}---\n"
    )
}

/// Plans a move to a version from what is in the work tree, at the last commit and at the release before.
fn planned(now: &str, head: &str, release: &str, to: &str) -> Result<Plan, Refused> {
    let [now, head, release] =
        [now, head, release].map(|text| drawn::dossier(text).expect("the example can be read"));
    let known =
        Known { now: &now, head: Some(&head), release: Some(("v1", &release)), today: date(2026, 2, 15) };
    plan("SOUP-1", to, &known, &|_| false)
}

fn step(plan: &Plan) -> (&str, &str, &Recording) {
    (&plan.from, &plan.to, &plan.recording)
}

#[test]
fn a_step_begins_at_the_version_in_use_where_records_lead_there() {
    let released = soup("1.0");
    let plan = planned(&released, &released, &released, "1.1").expect("it can be moved");
    assert_eq!(step(&plan), ("1.0", "1.1", &Recording::New("CR-001".to_owned())));
    assert_eq!(plan.direction, Direction::Upgrade);

    let led = format!("{}{}", soup("1.1"), change(1, "1.0", "1.1", ""));
    let plan = planned(&led, &led, &released, "1.2").expect("it can be moved");
    assert_eq!(step(&plan), ("1.1", "1.2", &Recording::New("CR-02".to_owned())));

    let unrecorded = soup("1.1");
    let plan = planned(&unrecorded, &unrecorded, &released, "1.2").expect("it can be moved");
    assert_eq!((&*plan.from, &*plan.to), ("1.0", "1.2"), "the whole way from the release");

    let half = format!("{}{}", soup("1.2"), change(1, "1.0", "1.1", ""));
    let plan = planned(&half, &half, &released, "1.3").expect("it can be moved");
    assert_eq!(&*plan.from, "1.1", "where the records end");
}

#[test]
fn what_was_moved_by_hand_gets_what_is_missing() {
    let (released, moved) = (soup("1.0"), soup("1.1"));
    for head in [&released, &moved] {
        let plan = planned(&moved, head, &released, "1.1").expect("it can be told");
        assert_eq!(step(&plan), ("1.0", "1.1", &Recording::New("CR-001".to_owned())));
        assert_eq!(plan.files.len(), 1, "the record says it already");
    }
    let told = format!("{moved}{}", change(1, "1.0", "1.1", ""));
    let plan = planned(&told, &moved, &released, "1.1").expect("it can be told");
    assert_eq!((&plan.recording, plan.files.len()), (&Recording::Covered("CR-01".to_owned()), 0));
    let same =
        Refused::Same { id: "SOUP-1".to_owned(), version: "1.0".to_owned(), since: "at v1".to_owned() };
    assert_eq!(planned(&released, &released, &released, "1.0"), Err(same));
}

#[test]
fn what_was_decided_before_counts() {
    let released = soup("1.0");
    let with = |more: &str| format!("{released}{}", change(1, "1.0", "1.1", more));
    for (more, expected) in [
        ("", Recording::Covered("CR-01".to_owned())),
        ("decision: apply\n", Recording::Covered("CR-01".to_owned())),
        ("decision: defer\n", Recording::Deferred("CR-01".to_owned())),
        ("decision: reject\n", Recording::New("CR-02".to_owned())),
        ("status: retired\n", Recording::New("CR-02".to_owned())),
    ] {
        let now = with(more);
        let plan = planned(&now, &now, &released, "1.1").expect("it can be moved");
        assert_eq!(plan.recording, expected, "{more}");
    }
}

#[test]
fn what_was_never_committed_is_only_taken_back() {
    let released = soup("1.0");
    let plan = planned(&soup("1.1"), &released, &released, "1.0").expect("it can be moved");
    assert_eq!((&plan.recording, plan.files.len()), (&Recording::NotNeeded, 1));
}

#[test]
fn a_soup_without_a_version_has_nothing_to_move_from() {
    let none = "\n//- soup/SOUP-1.md\n---\nid: SOUP-1\n---\n";
    assert_eq!(planned(none, none, none, "1.0"), Err(Refused::NoVersion { id: "SOUP-1".to_owned() }));
    let plan = planned(none, none, &soup("1.0"), "1.1").expect("the release had one");
    assert_eq!((&*plan.from, &*plan.files[0].fields[0]), ("1.0", "version"));
}
