//! What a change could try to pass the gate without doing what it owes.

use super::*;

const VER: &str = "dhf/verification/VER-001.md";

/// Gives REQ-101 another meaning.
fn reword(lab: &Lab) {
    lab.replace("dhf/requirements/REQ-101.md", "up to 24", "up to 96");
    lab.commit("Ask for more");
}

/// Asserts that the gate stays closed for this evidence, and that doing what is owed opens it.
#[track_caller]
fn objects_to(lab: &Lab, id: &str) -> Reviewed {
    let reviewed = lab.review();
    let gate = &reviewed.document["gate"];
    assert_eq!(gate["verdict"], "fail", "{}", reviewed.comment);
    let because = gate["because"].as_array().cloned().unwrap_or_default();
    assert!(because.iter().any(|why| why.as_str().is_some_and(|why| why.contains(id))), "{because:?}");
    assert!(reviewed.comment.contains("**The gate objects**"), "{}", reviewed.comment);
    reviewed
}

#[test]
fn a_date_that_is_set_and_set_back_renews_nothing() {
    let lab = Lab::new();
    reword(&lab);
    lab.set(VER, "date", "2025-11-20");
    lab.commit("Set a date");
    lab.set(VER, "date", "2025-11-19");
    lab.commit("Set it back");
    let reviewed = objects_to(&lab, "VER-001");
    assert!(reviewed.worse().contains(&"VER-001 verification fresh > stale".to_owned()));
    let page = lab.run(&["diff", "main...topic", "--format", "html"]).output;
    assert!(
        page.contains("The gate objects") && page.contains("VER-001 has no new date"),
        "the page says so too"
    );
    lab.do_what_is_owed(&reviewed);
}

#[test]
fn evidence_that_is_removed_and_restored_saw_nothing_new() {
    let lab = Lab::new();
    reword(&lab);
    let text = lab.read(VER);
    lab.git(&["rm", "--quiet", VER]);
    lab.commit("Remove it");
    lab.write(VER, &text);
    lab.commit("Restore it");
    lab.do_what_is_owed(&objects_to(&lab, "VER-001"));
}

#[test]
fn a_version_that_is_replaced_in_a_run_without_a_new_day_or_report_is_no_run() {
    let lab = Lab::new();
    lab.replace("dhf/soup/SOUP-005.md", "4.12.0.88", "4.13.0.90");
    for run in ["VER-001", "VER-002", "VER-012"] {
        lab.set(&format!("dhf/verification/{run}.md"), "soup_versions.SOUP-005", "4.13.0.90");
    }
    lab.commit("Replace the version everywhere");
    for run in ["VER-001", "VER-002", "VER-012"] {
        objects_to(&lab, run);
    }
    lab.do_what_is_owed(&lab.review());
}

#[test]
fn evidence_does_not_go_on_under_another_id() {
    let lab = Lab::new();
    reword(&lab);
    lab.git(&["mv", VER, "dhf/verification/VER-101.md"]);
    lab.replace("dhf/verification/VER-101.md", "id: VER-001", "id: VER-101");
    lab.commit("Rename the run");
    objects_to(&lab, "VER-101");
}

#[test]
fn taking_evidence_away_is_not_easier_than_producing_it_again() {
    let lab = Lab::new();
    reword(&lab);
    lab.set(VER, "result", "planned");
    lab.commit("Plan to test");
    objects_to(&lab, "REQ-101");
}

#[test]
fn a_tag_inside_the_change_is_no_release_before_it() {
    let lab = Lab::new();
    lab.replace("dhf/soup/SOUP-005.md", "4.12.0.88", "4.13.0.90");
    lab.commit("Move OpenCV");
    for tag in [&["v2.1.1"][..], &["--force", "v2.1.0"]] {
        lab.git(&[&["tag"], tag].concat());
        lab.git(&["commit", "--quiet", "--allow-empty", "-m", "Go on"]);
        let reviewed = lab.review();
        assert!(reviewed.new_errors().contains(&"soup-change-unrecorded SOUP-005".to_owned()), "{tag:?}");
    }
}

#[test]
fn an_approved_change_record_is_not_extended_without_another_approval() {
    let lab = Lab::new();
    lab.replace("dhf/soup/SOUP-005.md", "4.12.0.88", "4.13.0.90");
    let step = "changes:\n  - soup: SOUP-005\n    from: 4.12.0.88\n    to: 4.13.0.90\n";
    lab.replace("dhf/changes/CR-006.md", "changes:\n", step);
    lab.commit("Let the change of PyTorch cover it");
    let reviewed = objects_to(&lab, "CR-006");
    assert!(reviewed.owed().contains(&"quality dhf/changes/CR-006.md".to_owned()), "{:?}", reviewed.owed());
    lab.do_what_is_owed(&reviewed);
}

#[test]
fn an_old_change_record_does_not_answer_for_another_use() {
    let lab = Lab::new();
    lab.set("dhf/soup/SOUP-005.md", "intended_use", "Decode images and decide which of them are urgent.");
    lab.commit("Use it for more");
    let reviewed = objects_to(&lab, "RISK-002");
    assert!(reviewed.worse().contains(&"RISK-002 risk assessment fresh > stale".to_owned()));
    lab.do_what_is_owed(&reviewed);
}

#[test]
fn an_old_finding_does_not_hide_what_the_change_adds_to_it() {
    let lab = Lab::new();
    lab.set("dhf/risks/RISK-003.md", "severity", "critical");
    lab.commit("Raise a severity");
    lab.git(&["branch", "--quiet", "--force", "main", "topic"]);
    lab.set("dhf/risks/RISK-004.md", "severity", "critical");
    lab.commit("Raise another one");
    let reviewed = lab.review();
    assert!(
        reviewed.new_errors().iter().any(|error| error.starts_with("class-below-risk-severity")),
        "{:?}",
        reviewed.new_errors()
    );
}

#[test]
fn lock_files_are_those_that_the_base_names() {
    let lab = Lab::new();
    let config = lab.read("tureen.toml");
    let named = "\n[inventory]\nfiles = [\"requirements.txt\"]\n";
    lab.write(
        "tureen.toml",
        &format!(
            "{}{named}",
            config.replace("[rules]\n", "[rules]\nlevels = { \"sbom-mismatch\" = \"error\" }\n")
        ),
    );
    lab.write("requirements.txt", "opencv-python-headless==4.12.0.88\n");
    lab.commit("Name a lock file");
    lab.git(&["branch", "--quiet", "--force", "main", "topic"]);
    lab.write("requirements.txt", "opencv-python-headless==4.13.0.90\n");
    lab.replace("tureen.toml", "files = [\"requirements.txt\"]", "files = []");
    lab.commit("Move it, and look away");
    let reviewed = lab.review();
    assert!(
        reviewed.new_errors().iter().any(|error| error.starts_with("sbom-mismatch")),
        "{}",
        reviewed.comment
    );
}

#[test]
fn what_is_waived_before_and_after_is_listed_and_counted() {
    let lab = Lab::new();
    lab.set("dhf/soup/SOUP-010.md", "owner", "Somebody");
    lab.commit("Change an owner");
    let reviewed = lab.review();
    let waived = reviewed.document["findings"]["waived"].as_array().cloned().unwrap_or_default();
    assert_eq!((waived.len(), &waived[0]["waived_by"]), (1, &"WAIVER-001".into()));
}
