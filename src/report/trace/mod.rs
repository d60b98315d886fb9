//! Reports of what surrounds a record, for people, for machines and for a comment.
//!
//! In goes a [`Traced`]; out comes text. As with checks, every [`Format`] renders the same value.

use super::{Input, Look};
use crate::rules::Finding;
use crate::trace::releases::History;
use crate::trace::{ByFile, Found};

mod human;
mod json;
mod markdown;
mod sheet;

/// Every format, people's first.
pub static FORMATS: &[Format] = &[
    Format {
        name: "human",
        summary: "what surrounds a record, for a terminal",
        render: |traced, look| human::render(&sheet::of(traced), look),
    },
    Format {
        name: "json",
        summary: "one JSON document, `tureen/trace/1`",
        render: |traced, _| json::render(traced),
    },
    Format {
        name: "markdown",
        summary: "a list for a comment or a page; nothing in a record can mention, link or mark up",
        render: |traced, _| markdown::render(&sheet::of(traced)),
    },
];

/// A format that a trace can be reported in.
pub struct Format {
    /// Its name on the command line.
    pub name: &'static str,
    /// What it is for, in one line.
    pub summary: &'static str,
    /// Writes the report.
    pub render: fn(&Traced<'_>, &Look) -> String,
}

impl Format {
    /// Returns the format of that name.
    pub fn of_name(name: &str) -> Option<&'static Format> {
        FORMATS.iter().find(|format| format.name == name)
    }
}

/// What came of a trace: the one value that all formats render.
pub struct Traced<'d> {
    /// What was asked for, as it was typed.
    pub asked: String,
    /// How many links far the walks went.
    pub depth: usize,
    /// The moment, and how it was judged.
    pub input: Input,
    /// Why staleness could not be judged, or not wholly; `None` where it was, or where nothing was judged.
    pub incomplete: Option<String>,
    /// What was found.
    pub told: Told<'d>,
}

/// What was found: at one moment, or in every release.
pub enum Told<'d> {
    /// At one moment, with the findings of its records.
    Now(Found<'d>, ByFile<'d>),
    /// In every release.
    Always(History),
}

/// Returns the open findings of a file and those that are waived.
fn parted<'f>(findings: &[&'f Finding]) -> (Vec<&'f Finding>, Vec<&'f Finding>) {
    findings.iter().copied().partition(|finding| !finding.is_waived())
}
