//! Reports: what a check found, for people and for machines.
//!
//! In goes a [`Checked`]; out comes text. Every [`Format`] renders the same value, so no two of them can disagree. A report
//! says what was judged, by which rulesets and as of which day; it never says that anything complies.

use jiff::civil::Date;

use crate::config::Level;
use crate::dossier::Dossier;
use crate::rules::Finding;
use crate::source::{Moment, Snapshot};

pub mod diff;
pub mod json;
mod narrated;
pub mod page;
pub mod terminal;

/// Every format, people's first.
pub static FORMATS: &[Format] = &[
    Format {
        name: "human",
        summary: "findings with the lines they are about, for a terminal or a log",
        render: terminal::render,
    },
    Format {
        name: "json",
        summary: "one JSON document, `tureen/check/1`",
        render: |checked, _| json::render(checked),
    },
];

/// A format that a check can be reported in.
pub struct Format {
    /// Its name on the command line.
    pub name: &'static str,
    /// What it is for, in one line.
    pub summary: &'static str,
    /// Writes the report.
    pub render: fn(&Checked, &Look) -> String,
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
    /// Why not all was judged that was asked for: `shallow clone`, `no git repository`. `None` where all was.
    pub incomplete: Option<String>,
}

/// What was judged, and how.
#[derive(Clone, Debug)]
pub struct Input {
    /// The device's name.
    pub device: String,
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
    /// The rulesets in use, by name.
    pub rulesets: Vec<String>,
    /// The rule levels that the project changed, by the rule's code.
    pub levels: Vec<(String, Level)>,
    /// What narrows the findings, in words: `rule soup-version-missing`, `new since main`. Empty when all are told.
    pub narrowed: Vec<String>,
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
    /// Returns what came of judging `dossier`, which was read from `snapshot`; complete, and not narrowed.
    pub fn of(dossier: &Dossier, snapshot: &Snapshot, dirty: bool, findings: Vec<Finding>) -> Checked {
        let config = &dossier.config;
        let input = Input {
            device: config.device.name.clone(),
            moment: snapshot.moment.clone(),
            commit: snapshot.commit.as_ref().map(|commit| commit.id.clone()),
            tree: snapshot.tree.clone(),
            dirty,
            as_of: dossier.judged.as_of,
            release: dossier.judged.is_release(),
            records: dossier.placed.len() + dossier.malformed.len(),
            rulesets: config.rulesets.clone(),
            levels: config.levels.iter().map(|(rule, level)| (rule.clone(), level.value)).collect(),
            narrowed: Vec::new(),
        };
        Checked { input, findings, incomplete: None }
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

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::rules::{Edit, check, drawn};

    /// Checks an example under all rules, as if it were the work tree.
    pub(crate) fn checked(example: &str) -> Checked {
        let dossier = drawn::dossier(example).expect("the example can be read");
        let findings = check(&dossier);
        let input = Input {
            device: "Example".to_owned(),
            moment: Moment::WorkTree,
            commit: Some("9f3c2b1a09f3c2b1a09f3c2b1a09f3c2b1a0cafe".to_owned()),
            tree: Some("51aa2b1a09f3c2b1a09f3c2b1a09f3c2b1a0cafe".to_owned()),
            dirty: false,
            as_of: dossier.judged.as_of,
            release: false,
            records: dossier.placed.len(),
            rulesets: dossier.config.rulesets.clone(),
            levels: Vec::new(),
            narrowed: Vec::new(),
        };
        Checked { input, findings, incomplete: None }
    }

    /// A change that a finding may rest on.
    pub(crate) fn edit() -> Edit {
        Edit {
            record: "SOUP-005".to_owned(),
            field: "version".to_owned(),
            before: Some("4.11.0.86".to_owned()),
            after: Some("4.12.0.88".to_owned()),
            commit: Some("77c1e2ab409f3c2b1a09f3c2b1a09f3c2b1a0caf".to_owned()),
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
