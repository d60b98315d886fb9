//! Records come, go, move and say something else.

use super::*;

const NEW_SOUP: &str = "---
id: SOUP-014
title: libavif
status: approved
owner: Jana Vogt
approved_by: Elif Aydin
approved_on: 2026-02-10
manufacturer: Alliance for Open Media
version: 1.3.0
purl: pkg:generic/libavif@1.3.0
kind: library
provenance: off-the-shelf
license: BSD-2-Clause
intended_use: Decode AVIF images from new dermoscopy stations.
used_in: [ITEM-102]
---

## Description

A decoder for AVIF.
";

#[test]
fn a_soup_that_is_added_owes_its_change_record_and_its_evidence() {
    let lab = Lab::new();
    lab.write("dhf/soup/SOUP-014.md", NEW_SOUP);
    lab.commit("Add libavif");
    let reviewed = lab.review();
    reviewed.is_kept_as("soup-added");
    assert_eq!(reviewed.moves(), ["SOUP-014 - > 1.3.0 not by "]);
    assert!(reviewed.worse().contains(&"SOUP-014 anomaly review not-applicable > missing".to_owned()));
    let owed = reviewed.list("owed");
    assert_eq!(owed[0]["path"], "dhf/changes/CR-008.md");
    assert!(owed[0]["draft"].as_str().is_some_and(|draft| draft.contains("from: none\n    to: 1.3.0\n")));
    lab.do_what_is_owed(&reviewed);
}

#[test]
fn a_soup_that_is_removed_is_missed_by_those_who_cite_it() {
    let lab = Lab::new();
    lab.git(&["rm", "--quiet", "dhf/soup/SOUP-012.md"]);
    lab.commit("Remove structlog");
    let reviewed = lab.review();
    reviewed.is_kept_as("soup-removed");
    assert_eq!(reviewed.moves(), ["SOUP-012 25.5.0 > - not by "]);
    assert!(reviewed.owed().contains(&"development dhf/soup/SOUP-012.md".to_owned()));
    lab.do_what_is_owed(&reviewed);
}

#[test]
fn a_soup_that_is_replaced_by_another_is_one_change_record_with_two_steps() {
    let lab = Lab::new();
    lab.set("dhf/soup/SOUP-012.md", "status", "retired");
    lab.write(
        "dhf/soup/SOUP-014.md",
        &NEW_SOUP.replace("libavif", "loguru").replace("1.3.0", "0.7.3").replace("ITEM-102", "ITEM-202"),
    );
    lab.commit("Replace structlog by loguru");
    let reviewed = lab.review();
    reviewed.is_kept_as("soup-replaced");
    let owed = reviewed.list("owed");
    let draft =
        owed.iter().find_map(|owed| owed["draft"].as_str().filter(|draft| draft.contains("changes:")));
    let draft = draft.expect("a change record is drafted");
    assert!(draft.contains("- soup: SOUP-012\n    from: 25.5.0\n    to: none\n"), "{draft}");
    assert!(draft.contains("- soup: SOUP-014\n    from: none\n    to: 0.7.3\n"), "{draft}");
}

#[test]
fn a_licence_that_changes_makes_no_evidence_stale() {
    let lab = Lab::new();
    lab.replace("dhf/soup/SOUP-005.md", "license: Apache-2.0", "license: BSD-3-Clause");
    lab.commit("Correct the licence");
    let reviewed = lab.review();
    assert!(reviewed.is_green() && reviewed.worse().is_empty(), "{}", reviewed.comment);
    assert_eq!(reviewed.list("records")[0]["fields"][0]["class"], "legal");
    reviewed.is_kept_as("licence-change");
    lab.replace("dhf/soup/SOUP-005.md", "license: BSD-3-Clause", "license: BSD three clauses");
    lab.commit("Spell it out");
    assert_eq!(lab.review().worse(), [""; 0]);
}

#[test]
fn a_class_that_is_raised_by_another_host_is_told_with_its_reason() {
    let lab = Lab::new();
    lab.replace("dhf/soup/SOUP-012.md", "used_in: [ITEM-202]", "used_in: [ITEM-201]");
    lab.replace("dhf/soup/SOUP-012.md", "safety_class: A", "safety_class: C");
    lab.commit("Move structlog into the dispatcher");
    let reviewed = lab.review();
    reviewed.is_kept_as("class-raised");
    let records = reviewed.list("records");
    let soup = records.iter().find(|record| record["id"] == "SOUP-012").expect("it changed");
    assert_eq!((&soup["class"]["before"], &soup["class"]["after"]), (&"A".into(), &"C".into()));
    assert_eq!(reviewed.list("moves")[0]["class"]["after"], "C");
    assert!(!reviewed.is_green());
    let draft = reviewed.list("owed")[0]["draft"].as_str().unwrap_or_default().to_owned();
    assert!(draft.contains("class_from: A\n    class_to: C\n"), "{draft}");
    lab.do_what_is_owed(&reviewed);
}

#[test]
fn segregation_evidence_that_is_lost_raises_what_was_lowered() {
    let lab = Lab::new();
    lab.set("dhf/verification/VER-014.md", "result", "fail");
    lab.commit("VER-014 fails");
    let reviewed = lab.review();
    reviewed.is_kept_as("segregation-lost");
    assert!(
        reviewed.worse().contains(&"VER-014 verification fresh > missing".to_owned()),
        "{:?}",
        reviewed.worse()
    );
    assert!(
        reviewed.worse().contains(&"ITEM-202 verification fresh > missing".to_owned()),
        "{:?}",
        reviewed.worse()
    );
    let records = reviewed.list("records");
    let item = records.iter().find(|record| record["id"] == "ITEM-202").expect("it is affected");
    assert_eq!((&item["class"]["before"], &item["class"]["after"]), (&"A".into(), &"C".into()));
    assert!(!reviewed.is_green());
}

#[test]
fn a_requirement_with_another_meaning_makes_its_runs_stale_and_running_them_ends_in_green() {
    let lab = Lab::new();
    lab.replace("dhf/requirements/REQ-102.md", "400 ms", "250 ms");
    lab.commit("Ask for faster decoding");
    let reviewed = lab.review();
    reviewed.is_kept_as("requirement-reworded");
    assert!(reviewed.worse().contains(&"VER-001 verification fresh > stale".to_owned()));
    assert!(reviewed.owed().contains(&"development dhf/verification/VER-001.md".to_owned()));
    lab.do_what_is_owed(&reviewed);
}

#[test]
fn white_space_key_order_and_quoting_are_no_change() {
    let lab = Lab::new();
    lab.replace(
        "dhf/soup/SOUP-005.md",
        "title: OpenCV\nstatus: approved\n",
        "status:   \"approved\"\n\"title\": 'OpenCV'\n",
    );
    lab.replace("dhf/requirements/REQ-101.md", "---\n\n", "# a comment\n---\n\n");
    let text = lab.read("dhf/risks/RISK-002.md").replace('\n', "\r\n");
    lab.write("dhf/risks/RISK-002.md", &text);
    lab.commit("Tidy");
    let reviewed = lab.review();
    assert_eq!(reviewed.list("records").len(), 0, "{}", reviewed.comment);
    assert!(reviewed.is_green());
    reviewed.is_kept_as("writing-only");
}

#[test]
fn a_file_that_is_moved_and_renamed_changes_nothing_else() {
    let lab = Lab::new();
    std::fs::create_dir_all(lab.path().join("dhf/soup/vision")).expect("a folder");
    lab.git(&["mv", "dhf/soup/SOUP-005.md", "dhf/soup/vision/opencv.md"]);
    let text = lab.read("dhf/soup/vision/opencv.md");
    lab.write(
        "dhf/soup/vision/opencv.md",
        &text.replace("](../", "](../../").replace("](SOUP-003.md)", "](../SOUP-003.md)"),
    );
    lab.commit("Sort the SOUP");
    let reviewed = lab.review();
    assert!(reviewed.is_green() && reviewed.worse().is_empty(), "{}", reviewed.comment);
    reviewed.is_kept_as("file-moved");
}

#[test]
fn a_record_that_others_cite_is_brought_back_by_one_command() {
    let lab = Lab::new();
    lab.git(&["rm", "--quiet", "dhf/controls/RC-002.md"]);
    lab.commit("Remove RC-002");
    let reviewed = lab.review();
    reviewed.is_kept_as("record-deleted");
    assert_eq!(reviewed.owed(), ["risk dhf/controls/RC-002.md"], "{}", reviewed.comment);
    assert!(
        reviewed.list("owed")[0]["command"]
            .as_str()
            .is_some_and(|command| command.starts_with("git checkout "))
    );
    lab.do_what_is_owed(&reviewed);
    assert_eq!(lab.git(&["status", "--short"]), "");
}

#[test]
fn a_change_record_with_a_wrong_step_is_corrected_in_its_place() {
    let lab = Lab::new();
    lab.replace("dhf/soup/SOUP-005.md", "4.12.0.88", "4.13.0.90");
    lab.commit("Move OpenCV");
    lab.do_what_is_owed(&lab.review());
    lab.set("dhf/changes/CR-008.md", "changes.SOUP-005.to", "4.13.0.91");
    lab.commit("Mistype");
    let reviewed = lab.review();
    assert_eq!(reviewed.owed()[0], "development dhf/changes/CR-008.md");
    assert_eq!(reviewed.list("owed")[0]["fills"][0]["value"], "4.13.0.90");
    lab.do_what_is_owed(&reviewed);
}
