//! Findings for GitLab: a Code Quality report, which merge requests compare with that of their target.

use serde::Serialize;

use super::Checked;
use super::json::written;
use super::narrated::{grounds, incomplete, level_changed, tame};
use super::place::{Place, message, subject};
use crate::config::Level;
use crate::rules::Finding;

/// An entry of the report.
#[derive(Serialize)]
struct Entry<'c> {
    description: String,
    check_name: &'c str,
    fingerprint: String,
    severity: &'static str,
    location: Location<'c>,
}

#[derive(Serialize)]
struct Location<'c> {
    path: &'c str,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<usize>,
}

/// Writes the report, with a newline at its end.
///
/// The format knows entries and nothing else. So a level that the project changed is an entry at its line of the
/// configuration, and what could not be judged is one too: a merge request that brings such a thing shows it.
pub fn render(checked: &Checked) -> String {
    let configured = |line| Location { path: &checked.input.config, lines: Lines { begin: line, end: None } };
    let levels = checked.input.levels.iter().map(|change| Entry {
        description: level_changed(change),
        check_name: "level-changed",
        fingerprint: fingerprint(checked, &format!("level-changed:{}:{}", change.code, change.level)),
        severity: "info",
        location: configured(change.line),
    });
    let missing = checked.incomplete.iter().map(|why| Entry {
        description: incomplete(why),
        check_name: "history-missing",
        fingerprint: fingerprint(checked, "history-missing"),
        severity: "info",
        location: configured(1),
    });
    let findings = checked.findings.iter().map(|finding| Entry::of(finding, checked));
    let entries: Vec<Entry<'_>> = findings.chain(levels).chain(missing).collect();
    written(&entries)
}

impl<'c> Entry<'c> {
    fn of(finding: &'c Finding, checked: &'c Checked) -> Entry<'c> {
        let Place { path, start, end } = Place::of(finding, &checked.input);
        let waived = match &finding.waived_by {
            Some(waiver) => format!("waived by {}: ", tame(waiver)),
            None => String::new(),
        };
        let message = message(finding);
        Entry {
            description: format!("{waived}{}: {message} [{}]", subject(finding), grounds(finding)),
            check_name: finding.rule.code,
            fingerprint: fingerprint(checked, &finding.fingerprint),
            severity: if finding.is_waived() { "info" } else { severity(finding.level) },
            location: Location { path, lines: Lines { begin: start.line, end: end.map(|end| end.line) } },
        }
    }
}

/// Returns a fingerprint that is unique in the repository: the reports of several devices in it are shown as one.
fn fingerprint(checked: &Checked, own: &str) -> String {
    format!("{}{own}", checked.input.root)
}

/// Returns GitLab's word for a level. `blocker` and `critical` say how urgent something is, which no rule knows.
fn severity(level: Level) -> &'static str {
    match level {
        Level::Error => "major",
        Level::Warning => "minor",
        Level::Note => "info",
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use snapbox::IntoData;

    use super::*;
    use crate::report::tests::{EXAMPLE, checked};

    #[test]
    fn a_finding_a_waived_one_and_a_changed_level_are_entries() {
        let mut checked = checked(EXAMPLE);
        checked.incomplete = Some("shallow clone".to_owned());
        let shown = ["soup-version-missing", "soup-license-missing"];
        checked.findings.retain(|finding| shown.contains(&finding.rule.code));
        snapbox::assert_data_eq!(render(&checked), snapbox::str![[r#"
[
  {
    "description": "SOUP-001: no licence is given [Practice licence (practice), Practice CISA-2025 (practice); class C]",
    "check_name": "soup-license-missing",
    "fingerprint": "73406d5bd986be33c00d",
    "severity": "info",
    "location": {
      "path": "dhf/soup/SOUP-001.md",
      "lines": {
        "begin": 2,
        "end": 2
      }
    }
  },
  {
    "description": "SOUP-001: no version is given [IEC 62304 8.1.2 c (normative); class C]",
    "check_name": "soup-version-missing",
    "fingerprint": "7518adee56c3e4ac22c4",
    "severity": "major",
    "location": {
      "path": "dhf/soup/SOUP-001.md",
      "lines": {
        "begin": 2,
        "end": 2
      }
    }
  },
  {
    "description": "SOUP-002: no licence is given [Practice licence (practice), Practice CISA-2025 (practice); class C]",
    "check_name": "soup-license-missing",
    "fingerprint": "07bed4445538276d45be",
    "severity": "info",
    "location": {
      "path": "dhf/soup/SOUP-002.md",
      "lines": {
        "begin": 2,
        "end": 2
      }
    }
  },
  {
    "description": "waived by WAIVER-001: SOUP-002: no version is given [IEC 62304 8.1.2 c (normative); class C]",
    "check_name": "soup-version-missing",
    "fingerprint": "8b28938480126f1153f9",
    "severity": "info",
    "location": {
      "path": "dhf/soup/SOUP-002.md",
      "lines": {
        "begin": 2,
        "end": 2
      }
    }
  },
  {
    "description": "level changed by the project: soup-license-missing is of level note (by itself: warning)",
    "check_name": "level-changed",
    "fingerprint": "level-changed:soup-license-missing:note",
    "severity": "info",
    "location": {
      "path": "tureen.toml",
      "lines": {
        "begin": 2
      }
    }
  },
  {
    "description": "not complete: shallow clone; what depends on history was not judged",
    "check_name": "history-missing",
    "fingerprint": "history-missing",
    "severity": "info",
    "location": {
      "path": "tureen.toml",
      "lines": {
        "begin": 1
      }
    }
  }
]

"#]].raw());
    }

    #[test]
    fn fingerprints_are_unique_and_lines_count_from_one() {
        let checked = checked(EXAMPLE);
        let text = render(&checked);
        let entries: Vec<serde_json::Value> = serde_json::from_str(&text).expect("it is a list");
        assert!(entries.len() >= checked.findings.len());
        let fingerprints: BTreeSet<_> = entries.iter().map(|entry| entry["fingerprint"].as_str()).collect();
        assert_eq!(fingerprints.len(), entries.len());
        for entry in entries {
            assert!(entry["location"]["lines"]["begin"].as_u64().is_some_and(|line| line > 0), "{entry}");
        }
    }
}
