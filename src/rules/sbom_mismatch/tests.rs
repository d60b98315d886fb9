//! Corner cases of holding lock files and SBOMs against SOUP records.

use std::fmt::Write as _;

use super::RULE;
use crate::config::Level;
use crate::rules::drawn::{self, check, findings};

/// Returns an example with a requirements file of these lines, and more files behind it.
fn pip(lines: &str, files: &str) -> String {
    format!(
        "\n//- tureen.toml\n[inventory]\nfiles = [\"requirements.txt\"]\n//- /requirements.txt\n{lines}\n{files}"
    )
}

fn soup(number: usize, fields: &str) -> String {
    format!("//- soup/SOUP-00{number}.md\n---\nid: SOUP-00{number}\n{fields}\n---\n")
}

#[test]
fn nothing_is_asked_where_nothing_is_named() {
    let example = format!("\n//- /requirements.txt\nnumpy==2.2.6\n{}", soup(1, "purl: pkg:pypi/scipy@1.0"));
    check(&RULE, &example).expect("nothing is found");
}

#[test]
fn spellings_of_one_package_and_one_version_are_one() {
    let files = soup(1, "version: '7.2'\npurl: pkg:pypi/Zope.Interface@7.2.0");
    check(&RULE, &pip("zope_interface==7.2", &files)).expect("nothing is found");
    let files = soup(1, "version: 2.2.6\npurl: pkg:pypi/numpy?repository_url=https://example.invalid");
    check(&RULE, &pip("numpy==2.2.6", &files)).expect("the version field alone is enough");
    let files = soup(1, "purl: pkg:pypi/numpy@2.2.6");
    check(&RULE, &pip("numpy==2.2.6", &files)).expect("the package URL alone is enough");
    let files = soup(1, "version: '2.2'\npatch_level: '6'\npurl: pkg:pypi/numpy@2.2.6");
    check(&RULE, &pip("numpy==2.2.6", &files)).expect("the version goes on in another field");
    check(&RULE, &pip("numpy", &soup(1, "version: 2.2.6\npurl: pkg:pypi/numpy")))
        .expect("no version is pinned");
}

#[test]
fn one_edited_version_of_two_is_found() {
    let files = "
//- soup/SOUP-001.md
---
id: SOUP-001
version: 2.3.5
#        ^^^^^ `requirements.txt` has 2.2.6, in line 1; this record says 2.3.5
purl: pkg:pypi/numpy@2.2.6
---
//- soup/SOUP-002.md
---
id: SOUP-002
version: 1.16.3
purl: pkg:pypi/scipy@1.15.3
#     ^^^^^^^^^^^^^^^^^^^^^ `requirements.txt` has 1.16.3, in line 2; this record says 1.15.3
---
";
    check(&RULE, &pip("numpy==2.2.6\nscipy==1.16.3", files)).expect("as drawn");
}

#[test]
fn members_are_held_one_by_one() {
    let files = "
//- soup/SOUP-001.md
---
id: SOUP-001
title: Helpers
version: '2025-11'
members:
  - pkg:pypi/idna@3.10
  - sniffio 1.3.0
#   ^^^^^^^^^^^^^ `requirements.txt` has 1.3.1, in line 2; this member says 1.3.0
  - anyio==4.11.0
  - pkg:pypi/h11@0.16.0
#   ^^^^^^^^^^^^^^^^^^^ `requirements.txt` does not list `pkg:pypi/h11`
  - left-pad 1.3.0
  - pkg:h11
#   ^^^^^^^ this is no package URL: missing type
---
";
    let example = pip("idna==3.10\nsniffio==1.3.1\nanyio==4.11.0", files);
    check(&RULE, &example).expect("as drawn; of a bare name nobody knows the ecosystem");
    let fields: Vec<String> =
        findings(&RULE, &example).expect("an example").into_iter().map(|finding| finding.field).collect();
    assert_eq!(
        fields,
        ["members.sniffio 1.3.0", "members.pkg:pypi/h11@0.16.0", "members.pkg:h11"],
        "each has a field of its own to be waived by"
    );
}

#[test]
fn what_does_not_ship_stands_for_components_and_is_not_looked_for() {
    let files = soup(1, "shipped: false\npurl: pkg:pypi/numpy@1.0")
        + &soup(2, "shipped: false\npurl: pkg:pypi/pytest@8.0")
        + &soup(3, "status: retired\npurl: pkg:pypi/six@1.0");
    check(&RULE, &pip("numpy==1.0", &files)).expect("nothing is found");
    let found = findings(&RULE, &pip("numpy==2.0", &files)).expect("an example");
    assert_eq!(found.len(), 1, "another version ships");
    assert_eq!(
        found[0].message,
        "no SOUP record stands for `numpy` 2.0: SOUP-001 stands for 1.0, which does not ship"
    );
}

#[test]
fn two_versions_side_by_side_are_asked_for_each() {
    let lines = "numpy==2.2.6\nnumpy==1.26.4";
    let both = soup(1, "purl: pkg:pypi/numpy@2.2.6") + &soup(2, "purl: pkg:pypi/numpy@1.26.4");
    check(&RULE, &pip(lines, &both)).expect("nothing is found");
    let one = soup(1, "purl: pkg:pypi/numpy@2.2.6");
    let found = findings(&RULE, &pip(lines, &one)).expect("an example");
    let messages: Vec<&str> = found.iter().map(|finding| &*finding.message).collect();
    assert_eq!(
        messages,
        ["no SOUP record stands for `numpy` 1.26.4: SOUP-001 stands for 2.2.6, which ships too"]
    );
    assert_eq!(found[0].related[0].record.as_deref(), Some("SOUP-001"));
    let other = soup(1, "purl: pkg:pypi/numpy@2.0.0");
    let found = findings(&RULE, &pip(lines, &other)).expect("an example");
    assert_eq!(found.len(), 1, "one record cannot be two versions: {found:?}");
    assert!(found[0].message.contains("2.2.6, in line 1, `requirements.txt` has 1.26.4, in line 2"));
    let none = findings(&RULE, &pip(lines, "")).expect("an example");
    assert_eq!((none.len(), none[0].labels.len()), (1, 1), "one package is one thing to do");
}

#[test]
fn a_package_of_an_ecosystem_that_no_file_is_about_is_left_alone() {
    let files = soup(1, "purl: pkg:deb/ubuntu/zlib1g@1.3") + &soup(2, "purl: pkg:generic/python@3.12.12");
    check(&RULE, &pip("", &files)).expect("nothing is found");
    let missing = soup(1, "purl: pkg:pypi/numpy@1.0");
    assert_eq!(
        findings(&RULE, &pip("", &missing)).expect("an example").len(),
        1,
        "an empty file is about its own"
    );
}

#[test]
fn what_an_unread_file_may_list_is_not_called_missing() {
    let example = pip("", &soup(1, "purl: pkg:pypi/numpy@1.0"));
    let example = example.replace("[\"requirements.txt\"]", "[\"requirements.txt\", \"uv.lock\"]");
    check(&RULE, &example).expect("nothing is found");
}

#[test]
fn for_development_only_is_said() {
    let example = "
//- tureen.toml
[inventory]
files = [\"poetry.lock\"]
//- /poetry.lock
[[package]]
name = \"numpy\"
version = \"2.2.6\"
groups = [\"dev\"]
//- soup/SOUP-001.md
---
id: SOUP-001
purl: pkg:pypi/numpy@2.2.6
#     ^^^^^^^^^^^^^^^^^^^^ `poetry.lock` has this for development only, in line 3
---
";
    check(&RULE, example).expect("as drawn");
}

#[test]
fn one_component_of_two_files_is_one_finding() {
    let example = "
//- tureen.toml
[inventory]
files = [\"*.txt\", \"Cargo.lock\"]
//- /a-requirements.txt
numpy==2.2.6
#      ^^^^^ no SOUP record stands for `numpy` 2.2.6
//- /b-requirements.txt
NumPy==2.2.6
//- /Cargo.lock
[[package]]
name = \"own\"
version = \"1.0.0\"
";
    check(&RULE, example).expect("as drawn");
}

#[test]
fn without_package_url_the_title_counts() {
    let example = |title: &str| {
        format!(
            "
//- tureen.toml
[inventory]
files = [\"device.cdx.json\"]
//- /device.cdx.json
{{\"bomFormat\": \"CycloneDX\", \"specVersion\": \"1.6\", \"components\": [
  {{\"type\": \"library\", \"name\": \"ColourCal\", \"version\": \"3.2.1\"}}]}}
//- soup/SOUP-010.md
---
id: SOUP-010
title: {title}
version: 3.2.1
---
"
        )
    };
    check(&RULE, &example("colourcal")).expect("nothing is found");
    let found = findings(&RULE, &example("Colour calibration")).expect("an example");
    assert_eq!(found[0].message, "no SOUP record stands for `ColourCal` 3.2.1");
    assert_eq!(found[0].field, "ColourCal");
}

#[test]
fn many_without_record_are_counted_and_what_is_waived_is_listed() {
    let mut lines = String::new();
    for number in 0..30 {
        let _ = writeln!(lines, "package-{number:02}==1.0");
    }
    let waiver = "
//- waivers/WAIVER-001.md
---
id: WAIVER-001
rule: sbom-mismatch
purl: pkg:pypi/package_03
reason: it is on its way out
approved_by: A. Berger
expires: 2026-12-31
---
";
    let example = pip(&lines, waiver);
    let (dossier, past) = drawn::judged(&example).expect("an example");
    let found = crate::rules::check(&dossier, &past);
    let said: Vec<(&str, Option<&str>)> = found
        .iter()
        .filter(|finding| std::ptr::eq(finding.rule, &raw const RULE))
        .map(|finding| (&*finding.message, finding.waived_by.as_deref()))
        .collect();
    assert_eq!(
        said,
        [
            (
                "no SOUP record stands for 29 of the 30 packages that ship: `package-00` 1.0, `package-01` 1.0, `package-02` 1.0, \
                 `package-04` 1.0, `package-05` 1.0 and 24 more",
                None
            ),
            ("no SOUP record stands for `package-03` 1.0", Some("WAIVER-001")),
        ]
    );
    assert!(!found.iter().any(|finding| finding.rule.code.starts_with("waiver-")), "{found:?}");
}

#[test]
fn a_release_is_judged_more_strictly() {
    let example = pip("numpy==1.0", "");
    let level = |example: &str| findings(&RULE, example).expect("an example")[0].level;
    assert_eq!(level(&example), Level::Warning);
    assert_eq!(level(&format!("\n//= release v1.0.0{example}")), Level::Error);
}
