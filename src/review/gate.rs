//! Whether a change may pass.

use super::Objection;
use crate::config::Level;
use crate::past::Incomplete;
use crate::rules::Finding;

/// What the gate says of a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gate {
    /// Whether it may pass.
    pub verdict: Verdict,
    /// The lowest level of a new finding that keeps it from passing.
    pub level: Level,
    /// Why, in sentences without full stop; empty where it may pass.
    pub because: Vec<String>,
}

/// Whether a change may pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It brings nothing that reaches the level.
    Pass,
    /// It brings findings that do.
    Fail,
    /// What it brings cannot be told wholly, and what can be told does not reach the level.
    Unknown,
}

impl Verdict {
    /// Returns the word that outputs use.
    pub fn word(self) -> &'static str {
        match self {
            Verdict::Pass => "pass",
            Verdict::Fail => "fail",
            Verdict::Unknown => "unknown",
        }
    }
}

/// Judges what is new.
pub(super) fn judge(
    incomplete: Option<&Incomplete>,
    new: &[Finding],
    objections: &[Objection],
    level: Level,
) -> Gate {
    let mut because = Vec::new();
    for counted in [Level::Error, Level::Warning, Level::Note].into_iter().filter(|counted| *counted >= level)
    {
        let count = new.iter().filter(|finding| finding.level == counted).count();
        if count > 0 {
            let (plural, verb) = if count == 1 { ("", "is") } else { ("s", "are") };
            because.push(format!("{count} {counted}{plural} {verb} new"));
        }
    }
    because.extend(objections.iter().map(|objection| objection.message.clone()));
    let verdict = match (because.is_empty(), incomplete) {
        (false, _) => Verdict::Fail,
        (true, None) => Verdict::Pass,
        (true, Some(_)) => Verdict::Unknown,
    };
    because.extend(incomplete.map(|why| format!("not all could be judged: {why}")));
    Gate { verdict, level, because }
}
