//! Reports: what a check found, for people and for machines.
//!
//! In goes a [`Checked`]; out comes text. Every [`Format`] renders the same value, so no two of them can disagree. A report
//! says what was judged, by which rulesets and as of which day; it never says that anything complies.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::config::Level;
use crate::dossier::Dossier;
use crate::past::Past;
use crate::record::Waiver;
use crate::rules::{Finding, RULES, Rule};
use crate::source::{Moment, Snapshot};

pub mod bump;
pub mod diff;
mod github;
mod gitlab;
pub mod json;
mod junit;
mod markdown;
mod narrated;
pub mod page;
mod paint;
mod place;
mod quoted;
pub mod sarif;
pub mod self_test;
pub mod schema;
pub mod terminal;
pub mod trace;

pub use narrated::change;

/// Every format, people's first.
pub static FORMATS: &[Format] = &[
    Format {
        name: "human",
        summary: "findings with the lines they are about, for a terminal or a log",
        render: |checked, look| terminal::render(checked, look).into(),
    },
    Format {
        name: "json",
        summary: "one JSON document, `tureen/check/1`",
        render: |checked, _| json::render(checked).into(),
    },
    Format {
        name: "markdown",
        summary: "a comment for a pull request; nothing in a record can mention, link or mark up",
        render: |checked, _| markdown::render(checked),
    },
    Format {
        name: "sarif",
        summary: "SARIF 2.1.0, for code scanning and editors",
        render: |checked, _| sarif::render(checked),
    },
    Format {
        name: "github",
        summary: "annotations of files in the log of a GitHub workflow",
        render: |checked, _| github::render(checked).into(),
    },
    Format {
        name: "gitlab",
        summary: "a Code Quality report for GitLab",
        render: |checked, _| gitlab::render(checked).into(),
    },
    Format {
        name: "junit",
        summary: "JUnit XML: a suite for each rule, a failed test for each finding",
        render: |checked, _| junit::render(checked).into(),
    },
];

/// A format that a check can be reported in.
pub struct Format {
    /// Its name on the command line.
    pub name: &'static str,
    /// What it is for, in one line.
    pub summary: &'static str,
    /// Writes the report.
    pub render: fn(&Checked, &Look) -> Rendered,
}

/// A report, written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rendered {
    /// The report.
    pub text: String,
    /// What had to be left out, in words, where whoever reads the format takes no more. The report says it too.
    pub left_out: Option<String>,
}

impl From<String> for Rendered {
    /// Returns a report that leaves nothing out.
    fn from(text: String) -> Rendered {
        Rendered { text, left_out: None }
    }
}

impl Format {
    /// Returns the format of that name.
    pub fn of_name(name: &str) -> Option<&'static Format> {
        FORMATS.iter().find(|format| format.name == name)
    }
}

/// What a report for people may look like; formats for machines do not ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// Whether escape sequences may colour it.
    pub color: bool,
    /// The width in characters.
    pub width: usize,
    /// Whether it is told in plain lines instead of drawn: for logs, and for reading aloud.
    pub narrated: bool,
}

impl Default for Look {
    /// Returns the look of a log.
    fn default() -> Look {
        Look { color: false, width: 100, narrated: true }
    }
}

/// What came of a check: the one value that all formats render.
#[derive(Clone, Debug)]
pub struct Checked {
    /// What was judged, and how.
    pub input: Input,
    /// What was found, by path and place; waived findings among them.
    pub findings: Vec<Finding>,
    /// The waivers that suppress a finding, by id.
    pub waivers: BTreeMap<String, Suppression>,
    /// Why not all was judged that was asked for: `shallow clone`, `no git repository`. `None` where all was.
    pub incomplete: Option<String>,
}

/// What was judged, and how.
#[derive(Clone, Debug)]
pub struct Input {
    /// The device's name.
    pub device: String,
    /// The device's short id.
    pub device_id: String,
    /// The moment.
    pub moment: Moment,
    /// Its commit; for the work tree and the index the one they stand on, if there is any.
    pub commit: Option<String>,
    /// The tree of that commit.
    pub tree: Option<String>,
    /// Whether the device's files differ from that commit.
    pub dirty: bool,
    /// The day that dates were judged against.
    pub as_of: Date,
    /// Whether it was judged as a release.
    pub release: bool,
    /// How many records there are, those that cannot be read included.
    pub records: usize,
    /// The device's root below the repository's root: empty, or ending in `/`.
    pub root: String,
    /// The path of the configuration, from the repository's root.
    pub config: String,
    /// The folder of each kind of record below the records' root, in the order of kinds.
    pub folders: Vec<String>,
    /// The rulesets in use, by name.
    pub rulesets: Vec<String>,
    /// The rules that were asked, by code.
    pub rules: Vec<&'static Rule>,
    /// Those of them that could not tell all that they ask, because too little is known of the past.
    pub unjudged: Vec<&'static Rule>,
    /// The rule levels that the project changed, by the rule's code.
    pub levels: Vec<LevelChange>,
    /// What narrows the findings, in words: `rule soup-version-missing`, `new since main`. Empty when all are told.
    pub narrowed: Vec<String>,
}

impl Input {
    /// Returns what was judged and how, for a dossier read from `snapshot`; not narrowed.
    pub fn read(dossier: &Dossier, past: &Past, snapshot: &Snapshot, dirty: bool) -> Input {
        let commit = snapshot.commit.as_ref().map(|commit| commit.id.clone());
        let tree = snapshot.tree.clone();
        Input { commit, tree, dirty, ..Input::of(dossier, past, snapshot.moment.clone()) }
    }

    fn of(dossier: &Dossier, past: &Past, moment: Moment) -> Input {
        let config = &dossier.config;
        let asked = |rule: &&Rule| rule.is_asked(dossier);
        let rules: Vec<&'static Rule> = RULES.iter().copied().filter(asked).collect();
        Input {
            device: config.device.name.clone(),
            device_id: config.device.id.clone(),
            moment,
            commit: None,
            tree: None,
            dirty: false,
            as_of: dossier.judged.as_of,
            release: dossier.judged.is_release(),
            records: dossier.placed.len() + dossier.malformed.len(),
            root: dossier.root.clone(),
            config: dossier.config_path.clone(),
            folders: config.records.folders.iter().map(|folder| folder.folder.clone()).collect(),
            rulesets: config.rulesets.clone(),
            unjudged: rules.iter().copied().filter(|rule| !rule.can_tell(dossier, past)).collect(),
            rules,
            levels: levels(dossier),
            narrowed: Vec::new(),
        }
    }
}

/// A level that the project changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LevelChange {
    /// The rule's code, as it was written.
    pub code: String,
    /// The level that its findings have here.
    pub level: Level,
    /// The line of the configuration that says so; 1 where another configuration than the moment's own judges.
    pub line: usize,
}

impl LevelChange {
    /// Returns the level that the rule has by itself, in words; `None` where there is no such rule.
    pub fn default(&self) -> Option<String> {
        Rule::of_code(&self.code).map(page::level)
    }
}

/// Why a waiver suppresses findings, and who said so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suppression {
    /// The path of the waiver's file, from the repository's root.
    pub path: String,
    /// Why.
    pub reason: String,
    /// Who is recorded to have approved it.
    pub approved_by: String,
    /// The last day on which it holds.
    pub expires: Option<Date>,
}

/// How many findings there are of each level, and how many are waived.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Errors that no waiver suppresses.
    pub error: usize,
    /// Warnings that no waiver suppresses.
    pub warning: usize,
    /// Notes that no waiver suppresses.
    pub note: usize,
    /// Findings of any level that a waiver suppresses.
    pub waived: usize,
}

impl Checked {
    /// Returns what came of judging `dossier` with its past, both read from `snapshot`; not narrowed.
    pub fn of(
        dossier: &Dossier,
        past: &Past,
        snapshot: &Snapshot,
        dirty: bool,
        findings: Vec<Finding>,
    ) -> Checked {
        Checked::new(dossier, past, Input::read(dossier, past, snapshot, dirty), findings)
    }

    fn new(dossier: &Dossier, past: &Past, input: Input, findings: Vec<Finding>) -> Checked {
        let waivers = waivers(dossier, &findings);
        let incomplete = past.incomplete.as_ref().map(ToString::to_string);
        Checked { input, findings, waivers, incomplete }
    }

    /// Returns the findings that no waiver suppresses.
    pub fn open(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| !finding.is_waived())
    }

    /// Returns how many findings there are of each level.
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        for finding in &self.findings {
            if finding.is_waived() {
                counts.waived += 1;
                continue;
            }
            match finding.level {
                Level::Error => counts.error += 1,
                Level::Warning => counts.warning += 1,
                Level::Note => counts.note += 1,
            }
        }
        counts
    }

    /// Returns the gravest level among the findings that no waiver suppresses.
    pub fn worst(&self) -> Option<Level> {
        self.open().map(|finding| finding.level).max()
    }
}

fn levels(dossier: &Dossier) -> Vec<LevelChange> {
    let text = &dossier.config.text;
    let levels = dossier.config.levels.iter().map(|(code, level)| LevelChange {
        code: code.clone(),
        level: level.value,
        line: text.position(level.at.start).line,
    });
    levels.collect()
}

fn waivers(dossier: &Dossier, findings: &[Finding]) -> BTreeMap<String, Suppression> {
    let ids = findings.iter().filter_map(|finding| finding.waived_by.as_deref());
    let waivers = ids.filter_map(|id| {
        let record = dossier.find(id)?;
        let waiver = record.fields::<Waiver>()?;
        let approved_by = record.record().common.approved_by.as_ref();
        let suppression = Suppression {
            path: dossier.repository_path(record.path()),
            reason: waiver.reason.as_ref().map(|reason| reason.value.to_string()).unwrap_or_default(),
            approved_by: approved_by.map(|by| by.value.to_string()).unwrap_or_default(),
            expires: waiver.expires.as_ref().map(|day| day.value),
        };
        Some((id.to_owned(), suppression))
    });
    waivers.collect()
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::rules::{Edit, check, drawn};

    /// An example with a waived finding and a level that the project changed.
    pub(crate) const EXAMPLE: &str = "
//- tureen.toml
[rules.levels]
soup-license-missing = \"note\"
//- soup/SOUP-001.md
---
id: SOUP-001
title: zlib
---
//- soup/SOUP-002.md
---
id: SOUP-002
title: libpng
---
//- waivers/WAIVER-001.md
---
id: WAIVER-001
title: The version of libpng
rule: soup-version-missing
record: SOUP-002
reason: It comes with the platform | see @platform
approved_by: Ada Example
approved_on: 2026-01-10
expires: 2026-12-31
---
";

    /// Checks an example under all rules, as if it were the work tree.
    pub(crate) fn checked(example: &str) -> Checked {
        let (dossier, past) = drawn::judged(example).expect("the example can be read");
        let findings = check(&dossier, &past);
        let id = |start: &str| Some(format!("{start}2b1a09f3c2b1a09f3c2b1a09f3c2b1a0cafe"));
        let input = Input::of(&dossier, &past, Moment::WorkTree);
        let input = Input { commit: id("9f3c"), tree: id("51aa"), ..input };
        let mut checked = Checked::new(&dossier, &past, input, findings);
        checked.input.device = "Example".to_owned();
        // An example has no history; a report says so unless a test is about other things.
        checked.incomplete = None;
        checked.input.unjudged.clear();
        checked
    }

    /// A change that a finding may rest on.
    pub(crate) fn edit() -> Edit {
        Edit {
            record: "SOUP-005".to_owned(),
            field: "version".to_owned(),
            before: Some("4.11.0.86".to_owned()),
            after: Some("4.12.0.88".to_owned()),
            commit: Some("77c1e2ab409f3c2b1a09f3c2b1a09f3c2b1a0caf".to_owned()),
            uncommitted: false,
            date: Some(jiff::civil::date(2025, 11, 18)),
            author: Some("Jana Vogt".to_owned()),
            via: vec!["REQ-101".to_owned()],
        }
    }

    #[test]
    fn formats_are_found_by_their_names() {
        for format in FORMATS {
            assert!(Format::of_name(format.name).is_some_and(|found| std::ptr::eq(found, format)));
        }
        assert!(Format::of_name("xml").is_none());
    }
}
