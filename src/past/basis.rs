//! What a piece of evidence vouches for: the records whose relevant fields it saw, and the links that lead there.

use std::collections::HashSet;

use super::watch::Lead;
use super::witness::{Sort, Witness, newest_of};
use crate::dossier::{Dossier, Placed};
use crate::field::Text;
use crate::record::relations::{
    APPLIES_TO, BENEFIT_RISK, CAUSES, COVERS, IMPLEMENTS, ITEM_ARCHITECTURE, SOUP_ARCHITECTURE, TESTED,
    VERIFIES,
};
use crate::record::{AnomalyReview, Kind, Verification, WrittenLink};
use crate::text::Span;

/// One record that evidence vouches for.
#[derive(Clone, Debug)]
pub(super) struct Rest {
    /// The record's number in the dossier.
    pub target: usize,
    /// The field of the evidence where the way begins, list elements named by their value.
    pub field: String,
    /// Where that is written.
    pub span: Span,
    /// The link with which the way begins: before it was there, the evidence said nothing of the record. `None` for what the
    /// evidence says of its own record.
    pub lead: Option<Lead>,
    /// The versions that the evidence names for the record; empty where it names none.
    pub named: Vec<Text>,
    /// Whether it names them here.
    pub names_it: bool,
    /// The records on the way, both ends left out.
    pub via: Vec<usize>,
}

/// Returns what a piece of evidence vouches for, the shortest ways to a record first. A record is there once for every link that
/// leads to it: what was seen by a link that was added later says nothing of what was seen by another one.
///
/// A verification vouches for the SOUP in its `soup_versions` and for what it `verifies`; through a requirement also for the
/// SOUP and items to which this applies, through a control for the requirements that implement it, and, on the level of
/// segregation, through an item or SOUP for the document that describes its separation. An anomaly review vouches for the
/// SOUP of which it is the newest review; a risk assessment for its causes; an acceptance for its own risk and for the document
/// that weighs the benefit; an approval for its own record.
pub(super) fn of(dossier: &Dossier, witness: Witness) -> Vec<Rest> {
    let record = dossier.at_index(witness.record);
    let mut found = Found { record, rests: Vec::new(), seen: HashSet::new() };
    match witness.sort {
        Sort::Verification => verification(&mut found),
        Sort::AnomalyReview => {
            for soup in newest_of(record) {
                let covers = record.fields::<AnomalyReview>().map_or(&[][..], |review| &review.covers);
                let own = covers.iter().filter(|covered| {
                    covered.soup.as_ref().is_some_and(|id| id.value.eq_ignore_ascii_case(soup.id()))
                });
                let named = own.filter_map(|covered| covered.version.clone()).collect();
                let mut links = links(record, &COVERS);
                if let Some((link, _)) = links.find(|(_, to)| *to == soup) {
                    found.add(soup, link, named, &[]);
                }
            }
        }
        Sort::RiskAssessment => {
            for (link, cause) in links(record, &CAUSES) {
                found.add(cause, link, Vec::new(), &[]);
            }
        }
        Sort::Acceptance => {
            found.own("acceptance");
            for (link, document) in links(record, &BENEFIT_RISK) {
                found.add(document, link, Vec::new(), &[]);
            }
        }
        Sort::Approval => found.own("approved_on"),
    }
    found.rests
}

fn verification(found: &mut Found<'_>) {
    let record = found.record;
    for (link, soup) in links(record, &TESTED) {
        found.add(soup, link, link.version.clone().into_iter().collect(), &[]);
    }
    for (link, target) in links(record, &VERIFIES) {
        found.add(target, link, Vec::new(), &[]);
    }
    let separates = record.fields::<Verification>().is_some_and(Verification::is_of_segregation);
    for (link, target) in links(record, &VERIFIES) {
        let further: Vec<Placed<'_>> = match target.record().kind() {
            Kind::Requirement => target.to(&APPLIES_TO).collect(),
            Kind::Control => target.from(&IMPLEMENTS).collect(),
            Kind::Item if separates => target.to(&ITEM_ARCHITECTURE).collect(),
            Kind::Soup if separates => target.to(&SOUP_ARCHITECTURE).collect(),
            Kind::Item
            | Kind::Soup
            | Kind::Tool
            | Kind::Risk
            | Kind::Verification
            | Kind::AnomalyReview
            | Kind::Change
            | Kind::Problem
            | Kind::Document
            | Kind::Release
            | Kind::Waiver => Vec::new(),
        };
        for beyond in further {
            found.add(beyond, link, Vec::new(), &[target.index]);
        }
    }
}

struct Found<'d> {
    record: Placed<'d>,
    rests: Vec<Rest>,
    seen: HashSet<(usize, &'static str, String)>,
}

impl<'d> Found<'d> {
    fn add(&mut self, target: Placed<'d>, link: &WrittenLink, named: Vec<Text>, via: &[usize]) {
        let lead = Lead { relation: link.relation, id: link.id.value.to_string().into() };
        let key = (target.index, lead.relation.field, lead.id.to_ascii_lowercase());
        // What is retired is reported as such where somebody still links to it.
        if !target.is_live() || !self.seen.insert(key) {
            return;
        }
        let names_it = !named.is_empty();
        let known = || self.rests.iter().find(|rest| rest.target == target.index && rest.names_it);
        let named = if names_it { named } else { known().map(|rest| rest.named.clone()).unwrap_or_default() };
        self.rests.push(Rest {
            target: target.index,
            field: link.field.to_string(),
            span: link.version.as_ref().map_or(link.id.at, |version| version.at),
            lead: Some(lead),
            named,
            names_it,
            via: via.to_vec(),
        });
    }

    fn own(&mut self, field: &str) {
        let at = self.record.field(field);
        self.rests.push(Rest {
            target: self.record.index,
            field: field.to_owned(),
            span: at.span,
            lead: None,
            named: Vec::new(),
            names_it: false,
            via: Vec::new(),
        });
    }
}

fn links<'d>(
    record: Placed<'d>,
    relation: &'static crate::record::Relation,
) -> impl Iterator<Item = (&'d WrittenLink, Placed<'d>)> {
    record.outgoing().filter(move |(link, _)| std::ptr::eq(link.relation, relation))
}
