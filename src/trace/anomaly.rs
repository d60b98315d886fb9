//! An anomaly of a SOUP: everybody's judgement of it, what it leads to, and what is done about it.

use super::releases::{Entry, entries};
use super::{Neighbourhood, Way, walk};
use crate::dossier::{KnownAnomaly, Placed};
use crate::field::Link;

/// An anomaly with its entries, and what they name.
#[derive(Debug)]
pub struct JudgedAnomaly<'d> {
    /// The anomaly.
    pub known: KnownAnomaly<'d>,
    /// Its entries, oldest first.
    pub entries: Vec<Entry>,
    /// The SOUP that has it, with what stands above that.
    pub soup: Option<Neighbourhood<'d>>,
    /// The risks that the governing entry names, with what stands below them.
    pub risks: Vec<Neighbourhood<'d>>,
    /// The change that the governing entry names.
    pub change: Option<Neighbourhood<'d>>,
}

impl<'d> JudgedAnomaly<'d> {
    /// Looks up what an anomaly's entries name; walks go `depth` links far, the one to the record itself among them.
    pub fn of(known: KnownAnomaly<'d>, depth: usize) -> JudgedAnomaly<'d> {
        let governing = known.governing();
        let dossier = governing.review.dossier;
        let depth = depth.saturating_sub(1);
        let named = |link: &Link| dossier.find(&link.value);
        let below = |record: Placed<'d>| Neighbourhood {
            record,
            above: Vec::new(),
            below: walk(record, Way::Below, depth),
        };
        let soup = known.soup();
        JudgedAnomaly {
            known,
            entries: soup.map_or_else(|| entries(governing.review, known), |soup| entries(soup, known)),
            soup: soup.map(|record| Neighbourhood {
                record,
                above: walk(record, Way::Above, depth),
                below: Vec::new(),
            }),
            risks: governing.anomaly.risks.iter().filter_map(named).map(below).collect(),
            change: governing.anomaly.change.as_ref().and_then(named).map(below),
        }
    }
}
