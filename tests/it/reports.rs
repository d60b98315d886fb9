//! Reports of the whole program against the schemas that their readers publish, and against what hosts ask beyond them.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::device::{Device, Run, run};
use crate::golden::read;

/// A device with every sort of finding that is hard to report: in no file, in an empty one, in one with an odd name, waived, of
/// a level that the project changed, with text that means something to a host.
pub fn hostile() -> Device {
    let device = Device::repository();
    device.write("tureen.toml", b"[rules.levels]\nsoup-license-missing = \"note\"\n");
    device.write("dhf/soup/SOUP-001.md", b"---\nid: SOUP-001\ntitle: zlib\nversion: '*'\n---\n");
    let odd = "---\nid: SOUP-002\ntitle: '[x](https://example.invalid) @octocat {0} <b> %0A ]]>'\nused_in: ['[a](b) |, `c` {1}']\n---\n";
    device.write("dhf/soup/a b, ä#%?:%41.md", odd.as_bytes());
    device.write("dhf/soup/empty.md", b"");
    device.write("dhf/soup/latin.md", b"---\nid: SOUP-\xe9\n---\n");
    device.write("dhf/soup/control.md", b"---\nid: SOUP-003\ntitle: \"a\x1b[31m\x01\"\n---\n");
    device.write(
        "dhf/waivers/WAIVER-001.md",
        b"---\nid: WAIVER-001\ntitle: Its version\nrule: soup-version-not-exact\nrecord: SOUP-001\nreason: '[x](y) {0}'\napproved_by: Ada\nexpires: 2030-01-01\n---\n",
    );
    #[cfg(unix)]
    std::os::unix::fs::symlink("/nowhere", device.path().join("dhf/items")).expect("a link can be made");
    device
}

/// The reports of the example device at both ends of its history, and of a hostile one.
fn reports(format: &str) -> Vec<Run> {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let written = run(folder.path(), &["demo", "mlt"]);
    assert_eq!(written.status, 0, "{}", written.errors);
    let example = folder.path().join("mlt");
    let check = ["check", "--format", format];
    let runs = vec![
        run(&example, &[&check[..], &["--at", "v2.0.0"]].concat()),
        run(&example, &check),
        hostile().run(&check),
    ];
    for run in &runs {
        assert!(run.status < 2, "{}", run.errors);
    }
    runs
}

pub fn json(text: &str) -> Value {
    serde_json::from_str(text).expect("it is JSON")
}

pub fn validator(schema: &Value) -> jsonschema::Validator {
    jsonschema::options().should_validate_formats(true).build(schema).expect("it is a schema")
}

/// Asserts that a document follows a schema.
#[track_caller]
pub fn assert_follows(validator: &jsonschema::Validator, document: &Value) {
    let errors: Vec<String> = validator
        .iter_errors(document)
        .take(5)
        .map(|error| format!("{}: {error}", error.instance_path()).chars().take(400).collect())
        .collect();
    assert!(errors.is_empty(), "{}", errors.join("\n"));
}

#[test]
fn sarif_follows_the_schema_of_oasis() {
    // One expression of the schema does not close its bracket; the errata have it in this form.
    let schema = read("tests/schemas/sarif/sarif-schema-2.1.0.json")
        .replace("^[a-zA-Z]{2}|^[a-zA-Z]{2}-[a-zA-Z]{2}]?$", "^[a-zA-Z]{2}(-[a-zA-Z]{2})?$");
    let validator = validator(&json(&schema));
    for run in reports("sarif") {
        assert_follows(&validator, &json(&run.output));
    }
    let mut wrong = json(&reports("sarif")[0].output);
    wrong["runs"][0]["tool"]["driver"]["colour"] = "red".into();
    assert!(!validator.is_valid(&wrong), "the schema is strict");
}

#[test]
fn sarif_is_what_github_accepts() {
    for run in reports("sarif") {
        assert!(run.output.len() < 10_000_000);
        let document = json(&run.output);
        assert_eq!(document["runs"].as_array().map(Vec::len), Some(1));
        let run = &document["runs"][0];
        let rules = run["tool"]["driver"]["rules"].as_array().expect("a list");
        for rule in rules {
            for text in ["shortDescription", "fullDescription"] {
                let text = rule[text]["text"].as_str().expect("a text");
                assert!(!text.is_empty() && text.chars().count() <= 1024, "{rule}");
            }
            assert!(rule["help"]["markdown"].is_string() && rule["help"]["text"].is_string());
            assert!(rule["properties"]["tags"].as_array().is_some_and(|tags| tags.len() <= 10));
            // Nobody scored these findings.
            assert!(rule["properties"]["security-severity"].is_null());
        }
        let results = run["results"].as_array().expect("a list");
        assert!(results.len() <= 25_000);
        let mut fingerprints = BTreeSet::new();
        for result in results {
            let rule = result["ruleIndex"].as_u64().and_then(|index| rules.get(index as usize));
            assert_eq!(rule.map(|rule| &rule["id"]), Some(&result["ruleId"]));
            assert_eq!(result["locations"].as_array().map(Vec::len), Some(1), "{result}");
            let place = &result["locations"][0]["physicalLocation"];
            assert!(place["region"]["startLine"].as_u64().is_some_and(|line| line > 0), "{result}");
            let address = place["artifactLocation"]["uri"].as_str().expect("an address");
            let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/%".contains(&byte);
            assert!(!address.starts_with('/') && address.bytes().all(is_plain), "{address}");
            assert!(result["message"]["text"].as_str().is_some_and(|text| !text.contains("](")), "{result}");
            let fingerprint = &result["partialFingerprints"]["primaryLocationLineHash"];
            assert!(fingerprints.insert(fingerprint.to_string()), "{fingerprint} stands twice");
        }
    }
}

#[test]
fn sarif_tells_waivers_and_levels_that_the_project_changed() {
    let document = json(&hostile().run(&["check", "--format", "sarif"]).output);
    let run = &document["runs"][0];
    let results = run["results"].as_array().expect("a list");
    let waived: Vec<_> = results.iter().filter(|result| result["suppressions"].is_array()).collect();
    assert_eq!(waived.len(), 1);
    let justification = waived[0]["suppressions"][0]["justification"].as_str().expect("a text");
    assert!(justification.starts_with("WAIVER-001, approval recorded as Ada, until 2030-01-01"));
    assert_eq!(waived[0]["level"], "note");
    let overridden = &run["invocations"][0]["ruleConfigurationOverrides"];
    assert_eq!(overridden[0]["descriptor"]["id"], "soup-license-missing");
    assert_eq!(run["properties"]["levels"][0]["level"], "note");
}

#[test]
fn code_quality_follows_the_schema_of_gitlab() {
    let validator = validator(&json(&read("tests/schemas/gitlab/codeclimate.json")));
    for run in reports("gitlab") {
        let document = json(&run.output);
        let mut fingerprints = BTreeSet::new();
        for entry in document.as_array().expect("a list") {
            assert_follows(&validator, entry);
            assert!(fingerprints.insert(entry["fingerprint"].to_string()), "{entry}");
            let severities = ["info", "minor", "major", "critical", "blocker"];
            assert!(entry["severity"].as_str().is_some_and(|severity| severities.contains(&severity)));
            assert!(entry["location"]["lines"]["begin"].as_u64().is_some_and(|line| line > 0), "{entry}");
            let path = entry["location"]["path"].as_str().expect("a path");
            assert!(!path.starts_with(['/', '.']), "{path}");
        }
    }
}

#[test]
fn annotations_are_one_line_each() {
    for run in reports("github") {
        for line in run.output.lines() {
            let (name, _) = line.trim_start_matches("::").split_once(' ').expect("a command");
            assert!(line.starts_with("::") && ["error", "warning", "notice"].contains(&name), "{line}");
        }
    }
}

#[test]
fn every_format_tells_each_finding_the_waived_ones_and_changed_levels() {
    let device = hostile();
    let found = json(&device.run(&["check", "--format", "json"]).output);
    let findings = found["findings"].as_array().expect("a list");
    assert!(findings.len() > 5);
    for format in tureen::report::FORMATS {
        let text = device.run(&["check", "--format", format.name]).output;
        for finding in findings {
            let rule = finding["rule"].as_str().expect("a text");
            assert!(text.contains(rule), "{} says nothing of {rule}", format.name);
        }
        assert!(text.contains("WAIVER-001"), "{} says nothing of the waiver", format.name);
        let level = format.name == "json" || text.contains("is of level note");
        assert!(level, "{} says nothing of the level", format.name);
    }
}

#[test]
fn every_format_goes_to_a_file_and_says_the_same_as_on_standard_output() {
    let device = hostile();
    let names: Vec<&str> = tureen::report::FORMATS.iter().map(|format| format.name).collect();
    let outputs: Vec<String> = names.iter().map(|name| format!("{name}={name}.out")).collect();
    let mut arguments = vec!["check"];
    outputs.iter().for_each(|output| arguments.extend(["-o", output]));
    device.run(&arguments);
    for name in names {
        let written =
            std::fs::read_to_string(device.path().join(format!("{name}.out"))).expect("it is written");
        assert_eq!(written, device.run(&["check", "--format", name]).output, "{name}");
    }
}
