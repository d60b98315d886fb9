//! Waivers to the end, asking before tagging, and a file that begins with old findings.

use super::device::Device;

const SOUP: &[u8] = b"---\nid: SOUP-001\ntitle: zlib\nversion: 1.3.1\n---\n";

fn rules_of(device: &Device, arguments: &[&str]) -> Vec<String> {
    let rule = |line: &String| Some(line.split_once(' ')?.1.split_once(':')?.0.to_owned());
    device.check(arguments).findings.iter().filter_map(rule).collect()
}

fn json(device: &Device, arguments: &[&str]) -> serde_json::Value {
    let run = device.run(&[&["check", "--as-of", "2026-01-15", "--format", "json"], arguments].concat());
    serde_json::from_str(&run.output).unwrap_or_else(|error| panic!("{error}: {}", run.errors))
}

#[test]
fn only_what_a_revision_did_not_have_is_new_wherever_its_line_moved() {
    let device = Device::repository();
    device.write("dhf/soup/SOUP-001.md", SOUP);
    device.commit("an old file");
    let all = rules_of(&device, &[]);
    assert!(all.len() > 5, "{all:?}");
    assert!(rules_of(&device, &["--new-since", "HEAD"]).is_empty());

    // The same findings, ten lines further down, and one more.
    let moved = "---\n# a\n# b\n# c\nid: SOUP-001\ntitle: zlib\n---\n";
    device.write("dhf/soup/SOUP-001.md", moved.as_bytes());
    assert_eq!(rules_of(&device, &["--new-since", "HEAD"]), ["soup-version-missing"]);
    let document = json(&device, &["--new-since", "HEAD"]);
    let said = document["input"]["narrowed"].to_string();
    assert!(said.contains("new since HEAD") && said.contains("left out"), "{said}");

    device.commit("worse");
    assert_eq!(rules_of(&device, &["--new-since", "HEAD~1"]), ["soup-version-missing"]);
    assert!(rules_of(&device, &["--new-since", "HEAD", "--at", "HEAD"]).is_empty());
    let run = device.run(&["check", "--new-since", "nowhere"]);
    assert_eq!(run.status, 2);
    assert!(run.errors.contains("nowhere"), "{}", run.errors);
}

#[test]
fn what_went_overdue_since_a_revision_is_new_unless_the_day_is_given_for_both() {
    let device = Device::repository();
    let soup = "---\nid: SOUP-001\ntitle: zlib\nversion: 1.3.1\nend_of_support: 2026-01-12\n---\n";
    device.write("dhf/soup/SOUP-001.md", soup.as_bytes());
    device.commit("still supported on the day of the commit");
    let new = |arguments: &[&str]| {
        let run = device.run(&[&["check", "--format", "json", "--new-since", "HEAD"], arguments].concat());
        let document: serde_json::Value = serde_json::from_str(&run.output).expect("JSON");
        let findings = document["findings"].as_array().expect("a list").clone();
        findings
            .into_iter()
            .map(|finding| finding["rule"].as_str().expect("a text").to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(new(&[]), ["end-of-support-passed"]);
    assert!(new(&["--as-of", "2026-01-15"]).is_empty());
}

#[test]
fn a_finding_that_is_no_longer_waived_is_new() {
    let device = Device::repository();
    device.write("dhf/soup/SOUP-001.md", SOUP);
    let waiver = "---\nid: WAIVER-001\ntitle: W\nrule: soup-license-missing\nrecord: SOUP-001\nreason: R\napproved_by: A\nexpires: 2026-12-31\n---\n";
    device.write("dhf/waivers/WAIVER-001.md", waiver.as_bytes());
    device.commit("waived");
    let document = json(&device, &[]);
    assert_eq!(document["summary"]["waived"], 1);
    std::fs::remove_file(device.path().join("dhf/waivers/WAIVER-001.md")).expect("it is there");
    assert_eq!(rules_of(&device, &["--new-since", "HEAD"]), ["soup-license-missing"]);
}

#[test]
fn a_waiver_for_one_field_leaves_the_others_open() {
    let device = Device::repository();
    let run = "---\nid: VER-001\ntitle: V\nprocedure: P\nresult: pass\nsoup_versions: {}\nconfiguration: C\ntools: [TOOL-001]\n---\n";
    device.write("dhf/verification/VER-001.md", run.as_bytes());
    let waiver = |field: &str| {
        format!(
            "---\nid: WAIVER-001\ntitle: W\nrule: verification-incomplete\nrecord: VER-001\n{field}reason: R\napproved_by: A\nexpires: 2026-12-31\n---\n"
        )
    };
    let open = |field: &str| {
        device.write("dhf/waivers/WAIVER-001.md", waiver(field).as_bytes());
        let document = json(&device, &["--rule", "verification-incomplete", "--rule", "waiver-too-broad"]);
        let findings = document["findings"].as_array().expect("a list").clone();
        let open = findings.into_iter().filter(|finding| finding["waived_by"].is_null());
        open.map(|finding| finding["field"].as_str().expect("a text").to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(
        open("field: tester\n"),
        ["software_version", "date"].map(|field| field.to_owned()).into_iter().rev().collect::<Vec<_>>()
    );
    assert_eq!(open(""), ["rule"], "all are suppressed, and that is reported at the waiver");
}

#[test]
fn asked_as_a_release_the_work_tree_is_judged_as_the_tag_will_be() {
    let device = Device::repository();
    device.write("dhf/soup/SOUP-001.md", SOUP);
    device.commit("a start");
    assert!(!rules_of(&device, &[]).contains(&"release-record-missing".to_owned()));
    assert!(rules_of(&device, &["--release", "1.0.0"]).contains(&"release-record-missing".to_owned()));
    let release = "---\nid: REL-1.0.0\ntitle: R\nversion: 1.0.0\ntag: v1.0.0\nstatus: approved\napproved_by: A\napproved_on: 2026-01-10\n---\n";
    device.write("dhf/releases/REL-1.0.0.md", release.as_bytes());
    for version in ["1.0.0", "v1.0.0"] {
        let rules = rules_of(&device, &["--release", version]);
        assert!(!rules.contains(&"release-record-missing".to_owned()), "{version}: {rules:?}");
        assert!(!rules.contains(&"release-tag-unsigned".to_owned()), "there is no tag to look at");
        assert!(rules.contains(&"release-record-unapproved".to_owned()), "SOUP-001 is no approved record");
    }
}
