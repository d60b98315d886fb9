//! Traces: what surrounds a record, both ways, and what people may ask for it by.
//!
//! In goes a dossier with its findings and what somebody typed; out comes a [`Found`]: the record with all that stands above
//! and below it, the SOUP of a package, the anomaly with everybody's judgement of it, or the clause with the rules that ask
//! and the records that answer. Only what the records say is said; nothing is concluded from a version or a range.

use std::collections::HashMap;

use crate::dossier::{Dossier, MalformedFile, Placed};
use crate::record::relations::{IMPLEMENTS, VERIFIES};
use crate::rules::Finding;

pub mod answers;
mod anomaly;
mod asked;
pub mod package;
pub mod releases;
mod walk;
pub mod words;

pub use anomaly::JudgedAnomaly;
pub use asked::{Unknown, find};
pub use walk::{End, Step, Way, walk};

/// What was asked for.
#[derive(Debug)]
pub enum Found<'d> {
    /// A record.
    Record(Neighbourhood<'d>),
    /// A file under that id that cannot be read as a record.
    Unreadable(&'d MalformedFile),
    /// The SOUP that are a package, or hold it.
    Package(package::Package, Vec<package::Holder<'d>>),
    /// An anomaly, once for each SOUP that has it.
    Anomaly(Vec<JudgedAnomaly<'d>>),
    /// Clauses.
    Clauses(Vec<answers::Answered<'d>>),
}

/// A record with what stands above and below it.
#[derive(Debug)]
pub struct Neighbourhood<'d> {
    /// The record.
    pub record: Placed<'d>,
    /// What it serves or belongs to, nearest first.
    pub above: Vec<Step<'d>>,
    /// What serves it, or shows something about it.
    pub below: Vec<Step<'d>>,
}

impl<'d> Neighbourhood<'d> {
    /// Walks from a record both ways, so many links far.
    pub fn of(record: Placed<'d>, depth: usize) -> Neighbourhood<'d> {
        Neighbourhood {
            record,
            above: walk(record, Way::Above, depth),
            below: walk(record, Way::Below, depth),
        }
    }
}

/// The findings of a moment, by the file that they are about.
pub struct ByFile<'f> {
    files: HashMap<&'f str, Vec<&'f Finding>>,
}

impl<'f> ByFile<'f> {
    /// Sorts findings by file.
    pub fn of(findings: &'f [Finding]) -> ByFile<'f> {
        let mut files: HashMap<&str, Vec<&Finding>> = HashMap::new();
        for finding in findings {
            files.entry(&finding.path).or_default().push(finding);
        }
        ByFile { files }
    }

    /// Returns the findings of a file, by its path from the device's root; waived ones among them.
    pub fn at(&self, dossier: &Dossier, path: &str) -> &[&'f Finding] {
        self.files.get(&*dossier.repository_path(path)).map_or(&[], Vec::as_slice)
    }
}

/// Returns the live ones of some records.
pub fn live<'d>(records: impl Iterator<Item = Placed<'d>>) -> impl Iterator<Item = Placed<'d>> {
    records.filter(|record| record.is_live())
}

/// Returns the verifications of a control that none of its requirements leads to as well.
pub fn direct<'d>(control: Placed<'d>) -> impl Iterator<Item = Placed<'d>> {
    // A control has a handful: a list is looked through sooner than anything is hashed.
    let through: Vec<usize> = live(control.from(&IMPLEMENTS))
        .flat_map(|requirement| requirement.from(&VERIFIES))
        .map(|run| run.index)
        .collect();
    live(control.from(&VERIFIES)).filter(move |run| !through.contains(&run.index))
}
