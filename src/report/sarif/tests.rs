//! What GitHub asks of SARIF, and what happens where more was found than it takes.

use std::collections::BTreeSet;

use serde_json::Value;
use snapbox::IntoData;

use super::*;
use crate::report::tests::{EXAMPLE, checked, edit};
use crate::rules::Related;
use crate::text::Span;

fn document(rendered: &Rendered) -> Value {
    serde_json::from_str(&rendered.text).expect("it is JSON")
}

fn results(rendered: &Rendered) -> Vec<Value> {
    document(rendered)["runs"][0]["results"].as_array().cloned().expect("a list")
}

#[test]
fn a_finding_and_a_waived_one_are_results() {
    let mut checked = checked(EXAMPLE);
    checked.input.rules.clear();
    checked.findings.retain(|finding| finding.rule.code == "soup-version-missing");
    checked.findings[0].reasons.push(edit());
    let results = results(&render(&checked));
    let text = format!("{:#}\n{:#}\n", results[0], results[1]);
    snapbox::assert_data_eq!(text, snapbox::str![[r#"
{
  "ruleId": "soup-version-missing",
  "ruleIndex": 0,
  "kind": "fail",
  "level": "error",
  "message": {
    "text": "No version is given.\nBecause SOUP-005 version: 4.11.0.86 → 4.12.0.88, 77c1e2ab40, 2025-11-18, Jana Vogt, via REQ-101.\nWrite the version that is in the shipped build.\nAsked for by IEC 62304 8.1.2 c (normative); class C."
  },
  "locations": [
    {
      "physicalLocation": {
        "artifactLocation": {
          "uri": "dhf/soup/SOUP-001.md",
          "uriBaseId": "%SRCROOT%"
        },
        "region": {
          "startLine": 2,
          "startColumn": 5,
          "endLine": 2,
          "endColumn": 13
        }
      },
      "logicalLocations": [
        {
          "fullyQualifiedName": "SOUP-001/version",
          "kind": "record"
        }
      ]
    }
  ],
  "partialFingerprints": {
    "tureen/v1": "7518adee56c3e4ac22c4",
    "primaryLocationLineHash": "7518adee56c3e4ac22c4"
  },
  "properties": {
    "basis": "normative",
    "clauses": [
      "IEC 62304 8.1.2 c"
    ],
    "class": "C",
    "level": "error",
    "record": "SOUP-001",
    "field": "version",
    "path": "dhf/soup/SOUP-001.md",
    "reasons": [
      "SOUP-005 version: 4.11.0.86 → 4.12.0.88, 77c1e2ab40, 2025-11-18, Jana Vogt, via REQ-101"
    ]
  }
}
{
  "ruleId": "soup-version-missing",
  "ruleIndex": 0,
  "kind": "fail",
  "level": "note",
  "message": {
    "text": "Waived by WAIVER-001: no version is given.\nWrite the version that is in the shipped build.\nAsked for by IEC 62304 8.1.2 c (normative); class C."
  },
  "locations": [
    {
      "physicalLocation": {
        "artifactLocation": {
          "uri": "dhf/soup/SOUP-002.md",
          "uriBaseId": "%SRCROOT%"
        },
        "region": {
          "startLine": 2,
          "startColumn": 5,
          "endLine": 2,
          "endColumn": 13
        }
      },
      "logicalLocations": [
        {
          "fullyQualifiedName": "SOUP-002/version",
          "kind": "record"
        }
      ]
    }
  ],
  "partialFingerprints": {
    "tureen/v1": "8b28938480126f1153f9",
    "primaryLocationLineHash": "8b28938480126f1153f9"
  },
  "properties": {
    "basis": "normative",
    "clauses": [
      "IEC 62304 8.1.2 c"
    ],
    "class": "C",
    "level": "error",
    "record": "SOUP-002",
    "field": "version",
    "path": "dhf/soup/SOUP-002.md"
  },
  "suppressions": [
    {
      "kind": "external",
      "status": "accepted",
      "justification": "WAIVER-001, approval recorded as Ada Example, until 2026-12-31: It comes with the platform | see @platform",
      "location": {
        "physicalLocation": {
          "artifactLocation": {
            "uri": "dhf/waivers/WAIVER-001.md",
            "uriBaseId": "%SRCROOT%"
          },
          "region": {
            "startLine": 1
          }
        }
      }
    }
  ]
}

"#]].raw());
}

#[test]
fn the_run_says_what_was_judged_and_how() {
    let mut checked = checked(EXAMPLE);
    checked.input.rules.retain(|rule| rule.code == "soup-license-missing");
    checked.findings.clear();
    checked.incomplete = Some("shallow clone".to_owned());
    let run = document(&render(&checked))["runs"][0].clone();
    snapbox::assert_data_eq!(format!("{run:#}\n"), snapbox::str![[r#"
{
  "tool": {
    "driver": {
      "name": "Tureen",
      "version": "0.1.0",
      "semanticVersion": "0.1.0",
      "rules": [
        {
          "id": "soup-license-missing",
          "shortDescription": {
            "text": "A SOUP record does not say under which licence it is used."
          },
          "fullDescription": {
            "text": "Whether a SOUP may be shipped in this way depends on its licence. IEC 62304 does not ask for it; buyers, lawyers and SBOMs do."
          },
          "help": {
            "text": "Write the licence as an SPDX expression in `license`. Asked for by Practice licence, Practice CISA-2025.",
            "markdown": "Whether a SOUP may be shipped in this way depends on its licence. IEC 62304 does not ask for it; buyers, lawyers and SBOMs do.\n\nThe licence is missing when `license` is not written. Where it is not known, say so with `NOASSERTION`; where its author\ngrants none, with `NONE`. Both need a reason, and an SPDX expression has no room for one: the reason stands in the text\nbelow the front matter, in a line that has the word licence, license, `NOASSERTION` or `NONE` in it. Whether it convinces\nis for a reader to judge.\n\nWrite the licence as an SPDX expression in `license`.\n\nAsked for by:\n\n- Practice licence, Licence known (practice)\n- Practice CISA-2025, CISA draft of SBOM elements (practice)\n"
          },
          "defaultConfiguration": {
            "level": "warning"
          },
          "properties": {
            "tags": [
              "practice"
            ],
            "basis": "practice",
            "clauses": [
              "Practice licence",
              "Practice CISA-2025"
            ],
            "classes": "A, B, C",
            "levels": "warning"
          }
        }
      ]
    }
  },
  "language": "en",
  "automationDetails": {
    "id": "tureen/"
  },
  "columnKind": "unicodeCodePoints",
  "originalUriBaseIds": {
    "%SRCROOT%": {
      "description": {
        "text": "The repository's root."
      }
    }
  },
  "invocations": [
    {
      "executionSuccessful": true,
      "ruleConfigurationOverrides": [
        {
          "descriptor": {
            "id": "soup-license-missing",
            "index": 0
          },
          "configuration": {
            "level": "note"
          }
        }
      ],
      "toolConfigurationNotifications": [
        {
          "level": "note",
          "message": {
            "text": "level changed by the project: soup-license-missing is of level note (by itself: warning)"
          }
        }
      ],
      "toolExecutionNotifications": [
        {
          "level": "warning",
          "message": {
            "text": "not complete: shallow clone; what depends on history was not judged"
          }
        }
      ]
    }
  ],
  "properties": {
    "device": "Example",
    "moment": "work-tree",
    "commit": "9f3c2b1a09f3c2b1a09f3c2b1a09f3c2b1a0cafe",
    "tree": "51aa2b1a09f3c2b1a09f3c2b1a09f3c2b1a0cafe",
    "dirty": false,
    "asOf": "2026-01-15",
    "judgedAsRelease": false,
    "records": 3,
    "rulesets": [
      "iec62304-ed1.1",
      "iso14971",
      "iso13485",
      "fda",
      "iec81001-5-1",
      "mdr",
      "practice"
    ],
    "levels": [
      {
        "rule": "soup-license-missing",
        "level": "note",
        "default": "warning"
      }
    ],
    "narrowed": [],
    "summary": "no findings for rulesets iec62304-ed1.1, iso14971, iso13485, fda, iec81001-5-1, mdr, practice as of 2026-01-15",
    "complete": false
  },
  "results": []
}

"#]].raw());
}

#[test]
fn every_result_has_one_real_place_and_a_fingerprint_of_its_own() {
    let mut checked = checked(EXAMPLE);
    (checked.findings[0].path, checked.findings[0].is_file) = ("dhf/soup".to_owned(), false);
    (checked.findings[1].text, checked.findings[1].span) = ("".into(), Span::default());
    let rendered = render(&checked);
    let results = results(&rendered);
    assert_eq!(results.len(), checked.findings.len());
    let mut fingerprints = BTreeSet::new();
    for result in &results {
        let locations = result["locations"].as_array().expect("a list");
        assert_eq!(locations.len(), 1);
        let place = &locations[0]["physicalLocation"];
        assert!(place["region"]["startLine"].as_u64().is_some_and(|line| line > 0), "{result}");
        let path = place["artifactLocation"]["uri"].as_str().expect("a path");
        assert!(!path.is_empty() && !path.starts_with('/') && !path.contains(':'), "{path}");
        fingerprints.insert(result["partialFingerprints"]["primaryLocationLineHash"].to_string());
    }
    assert_eq!(fingerprints.len(), results.len());
    // What lies in no file stands at the configuration and names its path.
    let at = |index: usize| &results[index]["locations"][0]["physicalLocation"];
    assert_eq!(at(0)["artifactLocation"]["uri"], "tureen.toml");
    assert!(results[0]["message"]["text"].as_str().is_some_and(|text| text.starts_with("dhf/soup: ")));
    assert_eq!(at(1)["region"], json!({ "startLine": 1 }));
}

#[test]
fn where_not_all_fit_the_least_grave_are_left_out_and_that_is_said() {
    let checked = checked(EXAMPLE);
    let counts = checked.counts();
    for limits in [
        Limits { results: counts.error - 1, ..LIMITS },
        Limits { results: counts.error + 1, ..LIMITS },
        Limits { bytes: render(&checked).text.len() - 4_000, ..LIMITS },
    ] {
        let rendered = render_within(&checked, limits);
        let results = results(&rendered);
        assert!(results.len() <= limits.results && rendered.text.len() <= limits.bytes);
        let of = |level: &str| results.iter().filter(|result| result["level"] == level).count();
        assert!(of("error") == counts.error || of("warning") + of("note") == 0, "an error goes last");
        assert!(of("warning") == counts.warning || of("note") == 0, "a warning goes before an error");
        let said = rendered.left_out.clone().expect("some are left out");
        let run = &document(&rendered)["runs"][0];
        assert_eq!(run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"], text_of(&said));
        // What is left stays in the order of the findings.
        let lines: Vec<_> = results.iter().map(|result| result["properties"]["path"].as_str()).collect();
        assert!(lines.is_sorted() && !lines.is_empty());
    }
    assert_eq!(render(&checked).left_out, None);
}

#[test]
fn more_findings_than_github_takes_are_cut_to_what_it_takes() {
    let mut checked = checked(EXAMPLE);
    let one = checked.findings[0].clone();
    checked.findings = (0..26_000)
        .map(|number| {
            let mut finding = one.clone();
            finding.fingerprint = number.to_string();
            finding.level = if number % 2 == 0 { Level::Warning } else { Level::Error };
            finding
        })
        .collect();
    let rendered = render(&checked);
    assert!(rendered.text.len() <= LIMITS.bytes);
    let results = results(&rendered);
    assert!(results.len() <= LIMITS.results);
    let errors = results.iter().filter(|result| result["level"] == "error").count();
    assert!(errors == results.len() || errors == 13_000, "{errors} of {}", results.len());
    assert!(rendered.left_out.is_some());
}

#[test]
fn nothing_in_a_record_is_a_link_a_placeholder_or_an_address() {
    let mut checked = checked(EXAMPLE);
    let hostile = "[approved](https://example.invalid) {0} a:b\u{1b}[31m\u{202e}";
    for finding in &mut checked.findings {
        finding.message = hostile.to_owned();
        finding.path = "javascript:a b/ä?#%.md".to_owned();
        finding.help = "x".repeat(10_000);
    }
    for waiver in checked.waivers.values_mut() {
        waiver.reason = hostile.to_owned();
    }
    let rendered = render(&checked);
    assert!(!rendered.text.contains("](") && !rendered.text.contains(['\u{1b}', '\u{202e}']));
    let results = results(&rendered);
    let text = results[0]["message"]["text"].as_str().expect("a text");
    assert!(text.contains("[approved] (https://example.invalid) {{0}}"), "{text}");
    assert!(text.chars().count() < 2 * LONGEST);
    let path = &results[0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"];
    assert_eq!(path, "javascript%3Aa%20b/%C3%A4%3F%23%25.md");
}

#[test]
fn further_places_are_told_up_to_a_number() {
    let mut checked = checked(EXAMPLE);
    let finding = &mut checked.findings[0];
    let related = Related {
        record: None,
        path: "dhf/items/ITEM-001.md".to_owned(),
        span: Span::new(4, 6),
        text: "---\nid: ITEM-001\n---\n".into(),
        message: "it is used here".to_owned(),
    };
    finding.related = vec![related; RELATED + 1];
    let results = results(&render(&checked));
    assert_eq!(results[0]["relatedLocations"].as_array().map(Vec::len), Some(RELATED));
    let region = &results[0]["relatedLocations"][0]["physicalLocation"]["region"];
    assert_eq!(region, &json!({ "startLine": 2, "startColumn": 1, "endLine": 2, "endColumn": 3 }));
    assert!(
        results[0]["message"]["text"].as_str().is_some_and(|text| text.contains("100 of 101 further places"))
    );
}
