//! What stands on what changed: records that nobody edited and whose evidence or class rests on one that changed.

use std::collections::{HashMap, HashSet};

use super::fields::FieldChange;
use super::matched::Pair;
use super::{ChangeKind, RecordChange};
use crate::dossier::{Dossier, Placed, Reason};
use crate::record::relations::{
    APPLIES_TO, BENEFIT_RISK, CAUSES, CONTROLS, COVERS, EXTERNAL_CONTROLS, IMPLEMENTS, ITEM_ARCHITECTURE,
    PARENT, SOUP_ARCHITECTURE, TESTED, USED_IN, VERIFIES,
};
use crate::record::verification::VerificationResult;
use crate::record::{AnomalyReview, Kind, Relation, Verification};

/// Why a record that nobody edited is affected.
///
/// It is so in these cases, and in no others:
///
/// 1. *Its evidence rests on what changed.* A verification rests on what it `verifies` and on the SOUP in its `soup_versions`;
///    through a requirement also on the SOUP and items that this applies to, and through a control on the requirements that
///    implement it. The newest anomaly review of a SOUP rests on that SOUP; a risk on its `causes`, its `controls` and the
///    document that weighs its benefit; an item or SOUP on the document that describes its separation; an item on its
///    `external_controls`; a control on the requirements that implement it. Each of them is affected when what it rests on
///    was added, removed, retired, became unreadable, or changed in a field that is relevant for evidence.
/// 2. *Its evidence went away.* A verification that verifies it, or an anomaly review that covers it, was removed, retired, no
///    longer links to it, or no longer passes.
/// 3. *Its place went away or appeared.* The parent, host, or target of a requirement that it names was added, removed,
///    retired or became unreadable.
/// 4. *Its computed class moved.* The path then leads along the reasons of the class to the record that was edited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Because {
    /// The links from the affected record to the one that changed.
    pub path: Vec<Step>,
    /// The id of the record that changed.
    pub record: String,
    /// Its title.
    pub title: String,
    /// What happened to it.
    pub change: ChangeKind,
    /// The fields that changed and count, without those of a record that came or went.
    pub fields: Vec<FieldChange>,
}

/// One link of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The relation.
    pub relation: &'static Relation,
    /// Whether it is read from the side that writes it.
    pub forward: bool,
    /// The field in which the link is written, list elements named by their value.
    pub field: String,
    /// The id of the record that it leads to.
    pub record: String,
}

impl Step {
    /// Returns the relation in words, as it is read along the path.
    pub fn words(&self) -> &'static str {
        if self.forward { self.relation.forward } else { self.relation.backward }
    }
}

/// Relations whose writing side rests on the fields of the other one.
static EVIDENCE: &[&Relation] = &[
    &TESTED,
    &VERIFIES,
    &COVERS,
    &CAUSES,
    &CONTROLS,
    &BENEFIT_RISK,
    &ITEM_ARCHITECTURE,
    &SOUP_ARCHITECTURE,
    &EXTERNAL_CONTROLS,
];

/// Relations whose writing side rests on the other one being there.
static PLACE: &[&Relation] = &[&PARENT, &USED_IN, &APPLIES_TO, &IMPLEMENTS];

/// Adds why records are affected to `records`, and the records themselves where nobody edited them. `changed` has the place
/// in `records` of each pair that is there already.
pub(super) fn find(
    base: &Dossier,
    head: &Dossier,
    pairs: &[Pair<'_>],
    changed: &HashMap<usize, usize>,
    records: &mut Vec<RecordChange>,
) {
    let mut search =
        Search { base, head, pairs, changed, records, numbers: Numbers::default(), found: HashMap::new() };
    for (number, pair) in pairs.iter().enumerate() {
        for (entry, numbers) in
            [(pair.before, &mut search.numbers.before), (pair.after, &mut search.numbers.after)]
        {
            numbers.extend(entry.and_then(|entry| entry.record()).map(|record| (record.index, number)));
        }
    }
    let mut triggers: Vec<usize> = changed.keys().copied().collect();
    triggers.sort_unstable();
    for number in triggers {
        search.from(number);
    }
    let mut found: Vec<_> = std::mem::take(&mut search.found).into_iter().collect();
    found.sort_unstable_by_key(|(number, _)| *number);
    for (number, mut because) in found {
        because.sort_by(|one, two| (one.path.len(), &one.record).cmp(&(two.path.len(), &two.record)));
        match changed.get(&number) {
            Some(&at) => records[at].because = because,
            None => {
                let Some(entry) = pairs[number].after else { continue };
                records.push(RecordChange {
                    id: entry.id().to_owned(),
                    kind: entry.kind(),
                    title: entry.title().to_owned(),
                    path: entry.repository_path(),
                    path_before: None,
                    kind_before: None,
                    change: ChangeKind::Affected,
                    fields: Vec::new(),
                    links: Vec::new(),
                    body: None,
                    class: None,
                    unreadable: None,
                    because,
                });
            }
        }
    }
}

struct Search<'s, 'd> {
    base: &'d Dossier,
    head: &'d Dossier,
    pairs: &'s [Pair<'d>],
    changed: &'s HashMap<usize, usize>,
    records: &'s [RecordChange],
    numbers: Numbers,
    found: HashMap<usize, Vec<Because>>,
}

/// The pair of each record, by its number in the dossier.
#[derive(Default)]
struct Numbers {
    before: HashMap<usize, usize>,
    after: HashMap<usize, usize>,
}

impl<'d> Search<'_, 'd> {
    /// Follows one change to all that rests on it.
    fn from(&mut self, number: usize) {
        let change = &self.records[self.changed[&number]];
        let pair = &self.pairs[number];
        let before = pair.before.and_then(|entry| entry.record());
        let after = pair.after.and_then(|entry| entry.record());
        if change.class.is_some() && !change.is_edited() {
            self.class(before, after);
        }
        if !change.is_edited() {
            return;
        }
        let live = |record: Option<Placed<'_>>| record.is_some_and(|record| record.is_live());
        let came_or_went = live(before) != live(after);
        if change.is_relevant() || came_or_went {
            // What is no longer there is reached by the links that led to it.
            for record in [after, before].into_iter().flatten() {
                self.dependents(number, record, came_or_went);
            }
        }
        if matches!(change.kind, Kind::Verification | Kind::AnomalyReview) {
            self.lost_evidence(number, before, after);
        }
    }

    /// Adds the records that rest on `record` by their own links.
    fn dependents(&mut self, number: usize, record: Placed<'d>, came_or_went: bool) {
        for (link, by) in record.incoming() {
            let relation = link.relation;
            let step = || vec![step(relation, true, &link.field, record)];
            let rests = EVIDENCE.contains(&relation) || came_or_went && PLACE.contains(&relation);
            if rests && (*relation != COVERS || self.is_newest_review(by, record)) {
                self.add(by, number, step());
            }
            if *relation == APPLIES_TO {
                self.verifications(by, number, step());
            }
        }
        if record.kind() == Kind::Requirement {
            for (link, control) in record.outgoing().filter(|(link, _)| *link.relation == IMPLEMENTS) {
                let path = vec![step(&IMPLEMENTS, false, &link.field, record)];
                self.verifications(control, number, path.clone());
                self.add(control, number, path);
            }
        }
    }

    /// Adds the verifications of `record`, which itself leads on by `path`.
    fn verifications(&mut self, record: Placed<'d>, number: usize, path: Vec<Step>) {
        for (link, by) in record.incoming().filter(|(link, _)| *link.relation == VERIFIES) {
            let first = step(&VERIFIES, true, &link.field, record);
            self.add(by, number, std::iter::once(first).chain(path.iter().cloned()).collect());
        }
    }

    /// Adds the records that an evidence record no longer vouches for.
    fn lost_evidence(&mut self, number: usize, before: Option<Placed<'d>>, after: Option<Placed<'d>>) {
        let Some(before) = before.filter(|before| before.is_live() && vouches(*before)) else { return };
        let still: HashSet<String> = after
            .filter(|after| after.is_live() && vouches(*after))
            .into_iter()
            .flat_map(Placed::outgoing)
            .filter(|(link, _)| *link.relation == VERIFIES || *link.relation == COVERS)
            .map(|(_, target)| target.id().to_ascii_lowercase())
            .collect();
        for (link, target) in before.outgoing() {
            let relation = link.relation;
            if (*relation == VERIFIES || *relation == COVERS)
                && !still.contains(&target.id().to_ascii_lowercase())
            {
                self.add(target, number, vec![step(relation, false, &link.field, before)]);
            }
        }
    }

    /// Says why the class of a record moved that nobody edited.
    fn class(&mut self, before: Option<Placed<'d>>, after: Option<Placed<'d>>) {
        let cause = after.and_then(|after| self.class_cause(after));
        let (Some((cause, path)), Some(record)) = (cause.or_else(|| self.class_cause(before?)), after) else {
            return;
        };
        self.add(record, cause, path);
    }

    /// Walks along the reasons of a class until a record that was edited.
    fn class_cause(&self, record: Placed<'d>) -> Option<(usize, Vec<Step>)> {
        let mut path = Vec::new();
        let mut at = record;
        let mut seen = HashSet::new();
        while seen.insert(at.index) {
            // The separation of the record itself: its proof and its document, which have no class to follow.
            let proofs = at
                .incoming()
                .filter(|(link, _)| *link.relation == VERIFIES)
                .map(|(link, by)| (link, by, false));
            let documents = at.outgoing().map(|(link, to)| (link, to, true)).filter(|(link, ..)| {
                *link.relation == ITEM_ARCHITECTURE || *link.relation == SOUP_ARCHITECTURE
            });
            let separation =
                matches!(at.classed().reason, Reason::Segregated(_) | Reason::SegregationLacks(..));
            for (link, other, forward) in proofs.chain(documents).filter(|_| separation) {
                if let Some(number) = self.edited(other) {
                    path.push(step(link.relation, forward, &link.field, other));
                    return Some((number, path));
                }
            }
            let next = match &at.classed().reason {
                Reason::Parent(next)
                | Reason::Host(next)
                | Reason::Raised(next)
                | Reason::Segregated(next)
                | Reason::SegregationLacks(next, _)
                | Reason::Serves(next) => *next,
                Reason::Declared
                | Reason::Undeclared
                | Reason::NoSystem
                | Reason::NoHost
                | Reason::ServesNothing
                | Reason::NotJudged => return None,
            };
            let forward = at.outgoing().map(|(link, to)| (link, to, true));
            let backward = at.incoming().map(|(link, from)| (link, from, false));
            let (link, other, forward) = forward.chain(backward).find(|(_, other, _)| other.index == next)?;
            path.push(step(link.relation, forward, &link.field, other));
            if let Some(number) = self.edited(other) {
                return Some((number, path));
            }
            at = other;
        }
        None
    }

    /// Returns the pair of a record of either moment, if somebody edited it.
    fn edited(&self, record: Placed<'_>) -> Option<usize> {
        let number = self.number(record)?;
        let at = self.changed.get(&number)?;
        self.records[*at].is_edited().then_some(number)
    }

    fn number(&self, record: Placed<'_>) -> Option<usize> {
        let is_base = std::ptr::eq(record.dossier, self.base);
        let numbers = if is_base { &self.numbers.before } else { &self.numbers.after };
        numbers.get(&record.index).copied()
    }

    /// Adds a reason to a record, unless somebody edited it, it is no longer in use, or the same change is a reason already.
    fn add(&mut self, record: Placed<'d>, cause: usize, path: Vec<Step>) {
        let Some(number) = self.number(record) else { return };
        let in_use =
            self.pairs[number].after.and_then(|entry| entry.record()).is_some_and(|record| record.is_live());
        if number == cause || !in_use || self.edited(record).is_some() {
            return;
        }
        let change = &self.records[self.changed[&cause]];
        let because = self.found.entry(number).or_default();
        let known = because.iter_mut().find(|known| known.record == change.id);
        if let Some(known) = known {
            if known.path.len() > path.len() {
                known.path = path;
            }
            return;
        }
        let counts = |field: &&FieldChange| change.change == ChangeKind::Modified && counts(field);
        because.push(Because {
            path,
            record: change.id.clone(),
            title: change.title.clone(),
            change: change.change,
            fields: change.fields.iter().filter(counts).cloned().collect(),
        });
    }

    /// Returns whether no later live review covers the SOUP: older ones spoke of older versions.
    fn is_newest_review(&self, review: Placed<'_>, soup: Placed<'_>) -> bool {
        let date = |review: Placed<'_>| {
            let fields = review.fields::<AnomalyReview>();
            fields.and_then(|fields| fields.date.as_ref()).map(|date| date.value)
        };
        let soup = self.head.find(soup.id()).unwrap_or(soup);
        let newest = soup.from(&COVERS).filter(|other| other.is_live()).map(date).max();
        newest.is_none_or(|newest| date(review) >= newest)
    }
}

/// Returns whether a field's change reaches what rests on its record: those that are relevant for evidence, and those that
/// take it out of use or make evidence of it or no longer.
fn counts(field: &FieldChange) -> bool {
    field.relevant
        || matches!(&*field.name, "status" | "result" | "level" | "verifies" | "covers")
        || matches!(field.list.as_deref(), Some("verifies" | "covers"))
}

/// Returns whether a record is evidence as it stands: a verification that passed, or any review.
fn vouches(record: Placed<'_>) -> bool {
    record.fields::<Verification>().is_none_or(|verification| {
        verification.result.as_ref().is_some_and(|result| result.value == VerificationResult::Pass)
    })
}

fn step(relation: &'static Relation, forward: bool, field: &str, to: Placed<'_>) -> Step {
    Step { relation, forward, field: field.to_owned(), record: to.id().to_owned() }
}
