//! Which records are evidence, and which of their own fields say that somebody looked.

use jiff::civil::Date;

use crate::dossier::{Dossier, Placed};
use crate::field::Card;
use crate::record::relations::{CAUSES, COVERS};
use crate::record::{AnomalyReview, Common, Kind, Record, Risk, Status, Verification};

/// The sorts of evidence that can go stale.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sort {
    /// A verification that passed.
    Verification,
    /// The newest anomaly review of a SOUP.
    AnomalyReview,
    /// A risk's assessment of its causes.
    RiskAssessment,
    /// The acceptance of a residual risk.
    Acceptance,
    /// The approval of a record.
    Approval,
}

/// The fields of each sort whose change says that somebody looked again: they make the stamp. Links that say what is looked at
/// (`verifies`, `causes`) make it as well, each for what it leads to, when they are added.
pub static VOUCHING: &[(Sort, &[&str])] = &[
    (Sort::Verification, &["date", "result", "software_version", "soup_versions", "evidence", "seen_at"]),
    (Sort::AnomalyReview, &["date", "covers", "sources", "seen_at"]),
    (
        Sort::RiskAssessment,
        &[
            "hazard",
            "sequence_of_events",
            "hazardous_situation",
            "harm",
            "severity",
            "p1",
            "p2",
            "probability",
            "level",
            "controls",
            "residual",
            "approved_on",
            "seen_at",
        ],
    ),
    (Sort::Acceptance, &["acceptance"]),
    (Sort::Approval, &["approved_on", "approved_by"]),
];

impl Sort {
    /// Returns what the evidence is called in a sentence.
    pub fn noun(self) -> &'static str {
        match self {
            Sort::Verification => "verification",
            Sort::AnomalyReview => "anomaly review",
            Sort::RiskAssessment => "risk assessment",
            Sort::Acceptance => "acceptance",
            Sort::Approval => "approval",
        }
    }

    /// Returns the fields that make the stamp.
    pub fn vouching(self) -> &'static [&'static str] {
        VOUCHING
            .iter()
            .find(|(sort, _)| *sort == self)
            .map(|(_, fields)| *fields)
            .expect("every sort is listed")
    }
}

/// A piece of evidence of a moment.
#[derive(Clone, Copy, Debug)]
pub struct Witness {
    /// The record's number in the dossier.
    pub record: usize,
    /// What it is evidence of.
    pub sort: Sort,
}

/// Returns every piece of evidence of a moment that counts today, by record.
pub fn witnesses(dossier: &Dossier) -> Vec<Witness> {
    let mut found = Vec::new();
    for record in dossier.live().filter(|record| record.is_addressable()) {
        let mut add = |sort| found.push(Witness { record: record.index, sort });
        if record.fields::<Verification>().is_some_and(Verification::is_passed) {
            add(Sort::Verification);
        }
        if record.kind() == Kind::AnomalyReview && newest_of(record).next().is_some() {
            add(Sort::AnomalyReview);
        }
        if let Some(risk) = record.fields::<Risk>() {
            if record.to(&CAUSES).next().is_some() {
                add(Sort::RiskAssessment);
            }
            if risk.acceptance.is_some() {
                add(Sort::Acceptance);
            }
        }
        if is_approved(record) && has_relevant_fields(record.record().kind()) {
            add(Sort::Approval);
        }
    }
    found
}

/// Returns the live SOUP of which a review is the newest live one.
pub(super) fn newest_of(review: Placed<'_>) -> impl Iterator<Item = Placed<'_>> {
    let date = |review: Placed<'_>| -> Option<Date> {
        review.fields::<AnomalyReview>()?.date.as_ref().map(|date| date.value)
    };
    review.to(&COVERS).filter(move |soup| {
        let newest = soup.from(&COVERS).filter(|other| other.is_live()).map(date).max();
        soup.is_live() && newest.is_some_and(|newest| date(review) == newest)
    })
}

fn is_approved(record: Placed<'_>) -> bool {
    let common = &record.record().common;
    common.approved_on.is_some()
        && common.status.as_ref().is_some_and(|status| status.value == Status::Approved)
}

/// Returns whether records of a kind hold anything that evidence looks at.
fn has_relevant_fields(kind: Kind) -> bool {
    kind.card().cards.iter().any(|card| card.relevant)
}

/// Returns the card of a field of a record, its own or one of those that all kinds have.
pub(super) fn card(record: &Record, field: &str) -> Option<&'static Card> {
    let own = record.kind().card().cards.iter();
    Common::CARDS.iter().chain(own).find(|card| card.name == field)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::KINDS;

    #[test]
    fn every_vouching_field_is_a_field_of_its_kind() {
        for (sort, fields) in VOUCHING {
            let kinds: &[Kind] = match sort {
                Sort::Verification => &[Kind::Verification],
                Sort::AnomalyReview => &[Kind::AnomalyReview],
                Sort::RiskAssessment | Sort::Acceptance => &[Kind::Risk],
                Sort::Approval => &[Kind::Soup, Kind::Document],
            };
            for field in *fields {
                for kind in kinds {
                    let own = KINDS[*kind as usize].cards.iter();
                    let known = own.chain(Common::CARDS).any(|card| card.name == *field);
                    assert!(known, "{kind} has no field {field}");
                }
            }
        }
    }
}
