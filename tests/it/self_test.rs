//! `tureen self-test`: the report of the installed program, in every format.

use serde_json::Value;
use sha2::{Digest, Sha256};
use tureen::report::Look;
use tureen::report::self_test::{Binary, FORMATS, Format, Tested};
use tureen::rules::{RULES, Rule, proof};

use crate::device::run;

fn rule(code: &str) -> &'static Rule {
    Rule::of_code(code).expect("there is such a rule")
}

/// Returns a test in which one rule was judged by another's example.
fn broken() -> Tested {
    let (title, version) = (rule("soup-title-missing"), rule("soup-version-missing"));
    Tested {
        date: "2026-01-15".parse().expect("a date"),
        binary: Binary {
            path: "/opt/<b>tureen</b>".to_owned(),
            sha256: "00".repeat(32),
            bytes: 12,
            os: "linux",
            arch: "x86_64",
            profile: "release",
        },
        proofs: vec![
            proof::of(version, version.wrong, version.right),
            proof::of(title, version.wrong, title.right),
        ],
        wholes: Vec::new(),
    }
}

fn rendered(format: &str, tested: &Tested) -> String {
    let format = Format::of_name(format).expect("there is such a format");
    (format.render)(tested, &Look::default())
}

#[test]
fn every_rule_passes_in_the_program_that_is_tested() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let run = run(
        folder.path(),
        &["self-test", "--format", "json", "-o", "html=page.html", "-o", "human=report.txt"],
    );
    assert_eq!(run.status, 0, "{}{}", run.output, run.errors);
    let document: Value = serde_json::from_str(&run.output).expect("the output is JSON");
    assert_eq!(
        (&document["schema"], &document["date"]),
        (&"tureen/self-test/1".into(), &"2026-01-15".into())
    );
    let tested = std::fs::read(env!("CARGO_BIN_EXE_tureen")).expect("the program can be read");
    let digest: String = Sha256::digest(&tested).iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(document["binary"]["sha256"], digest);
    assert_eq!(document["platform"]["os"], std::env::consts::OS);
    let rules = document["rules"].as_array().expect("a list");
    assert_eq!(rules.len(), RULES.len());
    for rule in rules {
        assert_eq!(rule["passed"], true, "{rule}");
        assert!(rule["wrong"]["expected"].as_u64() > Some(0) && rule["right"]["expected"] == 0, "{rule}");
    }
    assert_eq!(document["device"].as_array().map(Vec::len), Some(3));
    assert_eq!(document["summary"]["failed"], 0);

    let read = |name: &str| std::fs::read_to_string(folder.path().join(name)).expect("it was written");
    for text in [read("page.html"), read("report.txt")] {
        assert!(text.contains(&digest) && text.contains("2026-01-15"), "{text}");
        for rule in RULES {
            assert!(text.contains(rule.code), "{} is not in it", rule.code);
        }
    }
}

#[test]
fn a_rule_that_does_not_find_what_is_drawn_fails_the_test_in_every_format() {
    let tested = broken();
    assert!(!tested.is_passed());
    assert_eq!(tested.verdict(), "1 of 2 checks failed.");
    for format in FORMATS {
        let text = rendered(format.name, &tested);
        assert!(text.contains("drawn, not found: "), "{}: {text}", format.name);
    }
    let document: Value = serde_json::from_str(&rendered("json", &tested)).expect("it is JSON");
    assert_eq!((&document["passed"], &document["summary"]["failed"]), (&false.into(), &1.into()));
    assert_eq!(
        (&document["rules"][0]["passed"], &document["rules"][1]["passed"]),
        (&true.into(), &false.into())
    );
    assert!(rendered("human", &tested).contains("FAILED"));
    assert!(rendered("html", &tested).contains("<td>FAILED</td>"));
}

#[test]
fn a_test_of_nothing_is_not_passed() {
    let tested = Tested { proofs: Vec::new(), ..broken() };
    assert!(!tested.is_passed());
}

#[test]
fn the_page_loads_nothing_and_closes_what_it_opens() {
    let page = rendered("html", &broken());
    for forbidden in ["http:", "https:", "//", "src=", "href=", "url(", "<script", "@import"] {
        assert!(!page.contains(forbidden), "{forbidden}");
    }
    assert!(page.contains("&lt;b&gt;tureen"), "what comes from the machine is text");
    let mut open: Vec<&str> = Vec::new();
    for tag in page.split('<').skip(1) {
        let name = tag.split(['>', ' ']).next().unwrap_or_default();
        match name.strip_prefix('/') {
            Some(name) => assert_eq!(open.pop(), Some(name), "before </{name}>"),
            None if ["!DOCTYPE", "meta"].contains(&name) => {}
            None => open.push(name),
        }
    }
    assert!(open.is_empty(), "{open:?}");
}

#[test]
fn no_report_claims_more_than_it_shows() {
    for format in FORMATS {
        let text = rendered(format.name, &broken()).split_whitespace().collect::<Vec<_>>().join(" ");
        for claim in ["is validated", "certified", "compliant", "complies", "compliance", "conforms"] {
            assert!(!text.to_lowercase().contains(claim), "{}: {claim}", format.name);
        }
        if format.name != "json" {
            assert!(text.contains("This report is no validation."), "{}", format.name);
        }
    }
}

#[test]
fn the_exit_status_and_the_arguments_are_as_with_other_commands() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    for (arguments, status) in [
        (&["self-test", "--format", "xml"][..], 2),
        (&["self-test", "-o", "html"], 2),
        (&["self-test", "-o", "html=no/such/folder.html"], 2),
        (&["self-test", "--quiet"], 0),
    ] {
        let run = run(folder.path(), arguments);
        assert_eq!((run.status, run.output.is_empty()), (status, true), "{arguments:?}: {}", run.errors);
    }
}
