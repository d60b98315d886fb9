//! A SOUP moves to another version.

use super::*;

const SOUP: &str = "dhf/soup/SOUP-005.md";

/// Moves OpenCV as a person without paperwork would.
fn bump(lab: &Lab, from: &str, to: &str) {
    lab.replace(SOUP, from, to);
    lab.commit("Move OpenCV");
}

const STALE: [&str; 7] = [
    "SOUP-005 approval fresh > stale",
    "RISK-002 risk assessment fresh > stale",
    "RISK-003 risk assessment fresh > stale",
    "VER-001 verification fresh > stale",
    "VER-002 verification fresh > stale",
    "VER-012 verification fresh > stale",
    "AR-2026-01 anomaly review fresh > stale",
];

const OWED: [&str; 5] = [
    "development dhf/changes/CR-008.md",
    "development dhf/verification/VER-001.md",
    "development dhf/verification/VER-002.md",
    "development dhf/verification/VER-012.md",
    "risk dhf/reviews/AR-005-3.md",
];

#[test]
fn a_bump_without_paperwork_owes_five_things_and_doing_them_ends_in_green() {
    let lab = Lab::new();
    bump(&lab, "4.12.0.88", "4.13.0.90");
    let reviewed = lab.review();
    reviewed.is_kept_as("bump-without-paperwork");
    assert_eq!(reviewed.worse(), STALE);
    assert_eq!(reviewed.moves(), ["SOUP-005 4.12.0.88 > 4.13.0.90 not by "]);
    assert_eq!(reviewed.owed(), OWED);
    let reasons = reviewed.list("evidence")[3]["reasons"].clone();
    assert_eq!((&reasons[0]["record"], &reasons[0]["author"]), (&"SOUP-005".into(), &"Ada Lang".into()));
    lab.do_what_is_owed(&reviewed);
}

#[test]
fn a_bump_with_full_paperwork_is_one_green_line() {
    let lab = Lab::new();
    bump(&lab, "4.12.0.88", "4.13.0.90");
    lab.set(SOUP, "approved_on", AS_OF);
    lab.do_what_is_owed(&lab.review());
    let change = "dhf/changes/CR-008.md";
    // The request was approved on the day of the move, not after it.
    let approval = [
        ("requested_on", "2026-01-09"),
        ("approved_by", "Elif Aydin"),
        ("approved_on", "2026-01-10"),
        ("status", "approved"),
    ];
    for (field, value) in approval {
        lab.set(change, field, value);
    }
    lab.commit("Approve CR-008");
    let reviewed = lab.review();
    assert_eq!(reviewed.comment.lines().count(), 2, "the marker and one line: {}", reviewed.comment);
    assert!(reviewed.comment.lines().nth(1).is_some_and(|line| line.contains("**Nothing is owed")));
    assert_eq!(reviewed.moves(), ["SOUP-005 4.12.0.88 > 4.13.0.90 by CR-008"]);
    reviewed.is_kept_as("bump-with-full-paperwork");
}

#[test]
fn a_downgrade_owes_what_an_upgrade_owes() {
    let lab = Lab::new();
    bump(&lab, "4.12.0.88", "4.11.0.86");
    // The day of release is still that of the newer version: it is asked for there, not at the reviews of the older one.
    let reviewed = lab.review();
    assert!(reviewed.owed().contains(&format!("development {SOUP}")), "{:?}", reviewed.owed());
    reviewed.is_kept_as("downgrade");
    // The old change record leads the other way, and the assessments of the risks saw the old version: they are fresh again.
    assert_eq!(reviewed.moves(), ["SOUP-005 4.12.0.88 > 4.11.0.86 not by "]);
    assert!(!reviewed.is_green());
    lab.do_what_is_owed(&reviewed);
}

#[test]
fn a_revert_of_a_bump_leaves_nothing_to_do() {
    let lab = Lab::new();
    bump(&lab, "4.12.0.88", "4.13.0.90");
    bump(&lab, "4.13.0.90", "4.12.0.88");
    let reviewed = lab.review();
    assert!(reviewed.is_green(), "{}", reviewed.comment);
    assert_eq!(reviewed.list("records").len(), 0);
    // Seen from the bump, the revert settles what the bump owes.
    let reverted = lab.review_of("topic~1..topic");
    assert!(reverted.is_green(), "{}", reverted.comment);
    assert!(reverted.document["findings"]["fixed"].as_array().is_some_and(|fixed| fixed.len() > 6));
    reverted.is_kept_as("revert");
}

#[test]
fn two_branches_that_moved_the_same_soup_owe_for_the_one_that_was_kept() {
    let lab = Lab::new();
    lab.git(&["checkout", "--quiet", "-b", "other", "main"]);
    bump(&lab, "4.12.0.88", "4.13.0.90");
    lab.git(&["checkout", "--quiet", "topic"]);
    bump(&lab, "4.12.0.88", "4.13.0.90");
    lab.do_what_is_owed(&lab.review());
    // The other branch goes one version further, and wins.
    lab.git(&["checkout", "--quiet", "other"]);
    bump(&lab, "4.13.0.90", "4.14.0.92");
    lab.git(&["checkout", "--quiet", "topic"]);
    lab.git(&["merge", "--quiet", "--no-edit", "-X", "theirs", "other"]);
    assert!(lab.read(SOUP).contains("version: 4.14.0.92"));
    let reviewed = lab.review();
    reviewed.is_kept_as("two-branches");
    assert_eq!(reviewed.moves(), ["SOUP-005 4.12.0.88 > 4.14.0.92 not by "]);
    assert!(reviewed.worse().contains(&"VER-001 verification fresh > stale".to_owned()));
    lab.do_what_is_owed(&reviewed);
}

#[test]
fn evidence_that_was_stale_already_is_owed_again_for_the_next_version() {
    let lab = Lab::new();
    bump(&lab, "4.12.0.88", "4.13.0.90");
    lab.git(&["branch", "--quiet", "--force", "main", "topic"]);
    bump(&lab, "4.13.0.90", "4.14.0.92");
    let reviewed = lab.review();
    assert!(!reviewed.is_green(), "{}", reviewed.comment);
    assert!(reviewed.new_errors().contains(&"verification-stale VER-001".to_owned()));
    assert!(reviewed.new_errors().contains(&"soup-change-unrecorded SOUP-005".to_owned()));
}

#[test]
fn a_base_far_behind_is_compared_where_the_two_parted() {
    let lab = Lab::new();
    bump(&lab, "4.12.0.88", "4.13.0.90");
    lab.git(&["checkout", "--quiet", "main"]);
    for number in 0..30 {
        lab.replace("dhf/soup/SOUP-003.md", "owner: ", "owner:  ");
        lab.set("dhf/requirements/REQ-107.md", "owner", &format!("Somebody {number}"));
        lab.commit("Go on");
    }
    lab.replace("dhf/soup/SOUP-004.md", "1.16.3", "1.17.0");
    lab.commit("Move SciPy on main");
    lab.git(&["checkout", "--quiet", "topic"]);
    let reviewed = lab.review();
    assert_eq!(reviewed.worse(), STALE, "nothing of what happened on main");
    assert_eq!(reviewed.owed(), OWED);
    // Two dots would tell of main's change as if this branch took it back.
    assert!(
        lab.review_of("main..topic")
            .moves()
            .iter()
            .any(|moved| moved.starts_with("SOUP-004 1.17.0 > 1.16.3"))
    );
}
