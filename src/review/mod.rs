//! Review: what a change means for evidence and findings, what it owes, and whether it may pass.
//!
//! In go two judged moments with their [`Diff`]; out comes a [`Review`] of plain data that borrows nothing. The gate looks only
//! at what the change brings, and the change cannot talk it down: the later moment comes in as judged by the configuration of
//! the earlier one, and a waiver counts only where both moments hold one.

use crate::config::Level;
use crate::diff::Diff;
use crate::dossier::Dossier;
use crate::past::Past;
use crate::rules::Finding;

mod evidence;
mod findings;
mod gate;
mod meaning;
mod moves;
mod objection;
pub mod owed;

pub use evidence::{EvidenceChange, State};
pub use gate::{Gate, Verdict};
pub use meaning::{AnomalyDelta, Meaning, MovedAnomaly, PassedOver};
pub use moves::SoupMove;
pub use objection::Objection;
pub use owed::{Fill, Owed, Role};

/// A moment, judged.
#[derive(Clone, Copy, Debug)]
pub struct Side<'s> {
    /// Its commit, the work tree's where that stands on one.
    pub revision: Option<&'s str>,
    /// Its records.
    pub dossier: &'s Dossier,
    /// What came before it.
    pub past: &'s Past,
    /// What was found, waived findings among it.
    pub findings: &'s [Finding],
}

/// What a change means.
#[derive(Clone, Debug)]
pub struct Review {
    /// What changed.
    pub diff: Diff,
    /// The SOUP whose version or class moved, by id.
    pub moves: Vec<SoupMove>,
    /// The evidence of which something else can be said after the change than before it, and all that is stale after it.
    pub evidence: Vec<EvidenceChange>,
    /// Open after the change, and not before it or not for this reason; by path and place.
    pub new: Vec<Finding>,
    /// Open before the change and no longer found.
    pub fixed: Vec<Finding>,
    /// Open before and after, and nothing to do with the change.
    pub kept: Vec<Finding>,
    /// Found after the change, and waived before and after.
    pub waived: Vec<Finding>,
    /// What the gate objects to though no finding says so.
    pub objections: Vec<Objection>,
    /// What has to be done before the gate lets the change pass, in order.
    pub owed: Vec<Owed>,
    /// Whether the change may pass.
    pub gate: Gate,
}

impl Review {
    /// Reviews a change: `head` is judged by the configuration of `base`. What is new and reaches `level` keeps it from passing.
    pub fn of(base: Side<'_>, head: Side<'_>, diff: Diff, level: Level) -> Review {
        let moves = moves::between(base.dossier, &head, &diff);
        let mut evidence = evidence::between(&base, &head, &diff);
        let split = findings::split(&base, &head, &diff);
        let objections = objection::of(&base, &head, &diff, &evidence, level);
        evidence::objected(&head, &objections, &mut evidence);
        let owed = owed::of(&base, head.dossier, &moves, &split, &objections, level);
        let incomplete = head.past.incomplete.as_ref().or(base.past.incomplete.as_ref());
        let gate = gate::judge(incomplete, &split.new, &objections, level);
        let findings::Split { new, fixed, kept, waived } = split;
        Review { diff, moves, evidence, new, fixed, kept, waived, objections, owed, gate }
    }
}
