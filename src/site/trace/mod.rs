//! The chain from a cause to its proof: SOUP or item, risk, control, requirement, verification (IEC 62304 7.3.3), with what is
//! missing in it. List, picture and table of a chain all show what stands here.

use std::borrow::Cow;

use super::version::Version;
use crate::dossier::Placed;
use crate::record::Kind;

mod gap;
mod list;
mod picture;
mod tracer;

pub use gap::{Gap, Missing, Standing};
pub use list::{html, why};
pub use picture::picture;
pub use tracer::cause;

use tracer::Tracer;

/// How many steps a chain on a record's page may have; the chain table has them all.
const STEPS: usize = 20;

/// The columns in which a picture of a chain stands, from cause to proof.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Column {
    /// What was reported or reviewed.
    Report,
    /// A change.
    Change,
    /// The SOUP or software item.
    Source,
    /// The risk.
    Risk,
    /// The control.
    Control,
    /// The requirement.
    Requirement,
    /// The verification, with its result.
    Verification,
}

impl Column {
    /// Returns the column in which records of a kind stand; `None` for kinds that are part of no chain.
    pub fn of(kind: Kind) -> Option<Column> {
        match kind {
            Kind::Problem | Kind::AnomalyReview => Some(Column::Report),
            Kind::Change => Some(Column::Change),
            Kind::Soup | Kind::Item => Some(Column::Source),
            Kind::Risk => Some(Column::Risk),
            Kind::Control => Some(Column::Control),
            Kind::Requirement => Some(Column::Requirement),
            Kind::Verification => Some(Column::Verification),
            Kind::Tool | Kind::Document | Kind::Release | Kind::Waiver => None,
        }
    }

    /// Returns the key of the message that heads the column.
    fn key(self) -> &'static str {
        match self {
            Column::Report => "report",
            Column::Change => "change",
            Column::Source => "source",
            Column::Risk => "risk",
            Column::Control => "control",
            Column::Requirement => "requirement",
            Column::Verification => "verification",
        }
    }
}

/// One step of a chain, with those that follow from it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Step<'v> {
    /// Where it stands in a picture.
    pub column: Column,
    /// The page that it leads to, from the version's folder.
    pub page: &'v str,
    /// What it is.
    pub what: What<'v>,
    /// Whether it stands further up already, with what follows from it.
    pub again: bool,
    /// What follows from it.
    pub steps: Vec<Step<'v>>,
}

/// What a step is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum What<'v> {
    /// A record.
    Record {
        /// Its id.
        id: &'v str,
        /// Its title.
        title: &'v str,
        /// What more is worth knowing, in the records' own words.
        note: Cow<'v, str>,
        /// How it ends here.
        end: End<'v>,
    },
    /// Something that is not there.
    Gap(Gap<'v>),
}

/// How a step ends.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum End<'v> {
    /// Other steps follow.
    Open,
    /// In a word of the project's own, which is not judged here.
    Word(String),
    /// In a result: the key and the word of its state, and the rule that asks for another one.
    Result(&'static str, &'v str, Option<&'v str>),
}

/// The chain through a record.
#[derive(Clone, Debug, Hash)]
pub struct Chain<'v> {
    /// The record itself, with nothing following.
    pub own: Step<'v>,
    /// What it serves or comes of, nearest first.
    pub above: Vec<Step<'v>>,
    /// What follows from it.
    pub below: Vec<Step<'v>>,
    /// At how many places more would have followed than a page has room for.
    pub cut: usize,
}

impl Chain<'_> {
    /// Returns what asks for such a chain.
    pub fn clause(&self) -> &'static str {
        match self.own.column {
            Column::Report | Column::Change => "IEC 62304 8.2.4",
            Column::Source | Column::Risk | Column::Control | Column::Requirement | Column::Verification => {
                "IEC 62304 7.3.3"
            }
        }
    }

    /// Returns the key of the message that a chain through a record of this kind is called by.
    pub fn key(&self) -> &'static str {
        match self.own.column {
            Column::Report | Column::Change => "change",
            Column::Source => "source",
            Column::Risk => "risk",
            Column::Control | Column::Requirement | Column::Verification => "proof",
        }
    }
}

/// Returns the chain through a record; `None` where it is part of none.
pub fn of<'v>(version: &'v Version<'v>, record: Placed<'v>) -> Option<Chain<'v>> {
    let column = Column::of(record.kind())?;
    let mut tracer = Tracer::new(version, Some(STEPS));
    let own = match column {
        Column::Verification => tracer.verification(record, None),
        Column::Risk => tracer.risk(record, false),
        Column::Source => tracer.source(record, ""),
        Column::Report | Column::Change | Column::Control | Column::Requirement => tracer.plain(record),
    }?;
    let below = tracer.below(record);
    tracer.forget();
    let above = tracer.above(record);
    let is_chain = !above.is_empty() || !below.is_empty();
    is_chain.then_some(Chain { own, above, below, cut: tracer.cut() })
}

/// Returns a risk with everything that follows from it, however much that is, each part written out wherever it stands.
pub fn whole<'v>(version: &'v Version<'v>, risk: Placed<'v>) -> Vec<Step<'v>> {
    Tracer::new(version, None).below(risk)
}
