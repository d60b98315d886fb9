//! What a change did to evidence: what was fresh and is stale, what was missing and is there.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::{Objection, Side};
use crate::diff::Diff;
use crate::dossier::Placed;
use crate::field::outermost;
use crate::past::{Sort, witnesses};
use crate::record::{Kind, Verification};
use crate::rules::{Edit, Finding, Rule};

/// What can be said of a piece of evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// It is asked for, and it does not stand any more on what it saw.
    Stale,
    /// It is asked for, and there is none.
    Missing,
    /// It is there and stands on what it saw.
    Fresh,
    /// Nobody asks for it at this moment.
    NotApplicable,
}

impl State {
    /// Returns the words that outputs for people use.
    pub fn words(self) -> &'static str {
        match self {
            State::Stale => "stale",
            State::Missing => "missing",
            State::Fresh => "fresh",
            State::NotApplicable => "not applicable",
        }
    }

    /// Returns the word that outputs for machines use.
    pub fn word(self) -> &'static str {
        match self {
            State::Stale => "stale",
            State::Missing => "missing",
            State::Fresh => "fresh",
            State::NotApplicable => "not-applicable",
        }
    }
}

/// A piece of evidence, before and after a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvidenceChange {
    /// The id of the record that is the evidence; where it is missing, of the record that needs it.
    pub record: String,
    /// Its kind.
    pub kind: Kind,
    /// Its title.
    pub title: String,
    /// The path of its file from the repository's root.
    pub path: String,
    /// The line to look at, from 1; `None` where the file is gone.
    pub line: Option<usize>,
    /// What sort of evidence it is.
    pub sort: Sort,
    /// What could be said before.
    pub before: State,
    /// What can be said after.
    pub after: State,
    /// Whether somebody looked again in this change: the fields that say so were edited.
    pub is_renewed: bool,
    /// What it no longer stands on, and who changed that, with the links on the way.
    pub reasons: Vec<Edit>,
    /// The fingerprints of the findings that say so.
    pub findings: Vec<String>,
}

impl EvidenceChange {
    /// Returns whether the change took something away: it is stale or missing, and was not before.
    pub fn is_worse(&self) -> bool {
        self.before != self.after && matches!(self.after, State::Stale | State::Missing)
    }
}

/// The rules that speak where evidence of a sort no longer stands on what it saw.
pub(super) fn stale_rules(sort: Sort) -> &'static [&'static str] {
    match sort {
        Sort::Verification => &["verification-stale", "segregation-evidence-stale"],
        Sort::AnomalyReview => &["anomaly-review-stale"],
        Sort::RiskAssessment => &["risk-assessment-stale"],
        Sort::Acceptance => &["acceptance-stale"],
        Sort::Approval => &["approval-stale"],
    }
}

/// The rules that speak of a record where evidence of a sort is missing.
static MISSING: &[(&str, Sort)] = &[
    ("anomaly-review-missing", Sort::AnomalyReview),
    ("architecture-verification-missing", Sort::Verification),
    ("control-unverified", Sort::Verification),
    ("external-control-unverified", Sort::Verification),
    ("requirement-unverified", Sort::Verification),
    ("residual-risk-unaccepted", Sort::Acceptance),
    ("segregation-without-evidence", Sort::Verification),
    ("soup-risk-analysis-missing", Sort::RiskAssessment),
];

/// A piece of evidence at one moment.
#[derive(Default)]
struct Piece {
    state: Option<State>,
    reasons: Vec<Edit>,
    findings: Vec<String>,
    line: Option<usize>,
    /// Whether it is told of the record that needs it.
    needed: Option<&'static Rule>,
}

/// Pieces by the id of the record in lower case and their sort.
type Pieces = BTreeMap<(String, Sort), Piece>;

/// Returns the evidence that the change touched, and all that is stale after it: what is worst first, then by kind and id.
pub(super) fn between(base: &Side<'_>, head: &Side<'_>, diff: &Diff) -> Vec<EvidenceChange> {
    let (before, mut after) = (pieces(base), pieces(head));
    let keys: HashSet<&(String, Sort)> = before.keys().chain(after.keys()).collect();
    let mut keys: Vec<(String, Sort)> = keys.into_iter().cloned().collect();
    keys.sort();
    let renewed: HashSet<(String, Sort)> = renewed(diff);
    let mut changes = Vec::new();
    for key in keys {
        let (old, new) = (before.get(&key), after.remove(&key));
        let needed = old.and_then(|old| old.needed).or(new.as_ref().and_then(|new| new.needed));
        let was = old.and_then(|old| old.state).unwrap_or_else(|| state_without(base, &key, needed, false));
        let had = old.is_some() && was != State::NotApplicable;
        let is = new.as_ref().and_then(|new| new.state);
        let is = is.unwrap_or_else(|| state_without(head, &key, needed, had));
        let is_renewed = renewed.contains(&key) && old.is_some() && new.is_some();
        // What was there and not asked for before says nothing new by being asked for now.
        let is_just_asked = old.is_some() && was == State::NotApplicable && is == State::Fresh;
        if (was == is && is != State::Stale || is_just_asked) && !is_renewed {
            continue;
        }
        let new = new.unwrap_or_default();
        let Some(record) = head.dossier.find(&key.0).or_else(|| base.dossier.find(&key.0)) else { continue };
        let is_there = std::ptr::eq(record.dossier, head.dossier);
        let own_line = || record.record().text.position(record.whole().span.start).line;
        changes.push(EvidenceChange {
            record: record.id().to_owned(),
            kind: record.kind(),
            title: record.title().to_owned(),
            path: record.dossier.repository_path(record.path()),
            line: is_there.then(|| new.line.unwrap_or_else(own_line)),
            sort: key.1,
            before: was,
            after: is,
            is_renewed,
            reasons: new.reasons,
            findings: new.findings,
        });
    }
    changes.sort_by_key(|change| (change.after, change.kind, change.sort));
    changes
}

/// Takes the evidence that the gate objects to for what it is: stale, though history was written so that it looks fresh.
pub(super) fn objected(head: &Side<'_>, objections: &[Objection], changes: &mut Vec<EvidenceChange>) {
    for objection in objections.iter().filter(|objection| !objection.reasons.is_empty()) {
        let Some((sort, record)) = objection.sort.zip(head.dossier.find(&objection.record)) else { continue };
        let known = changes
            .iter_mut()
            .find(|change| change.sort == sort && change.record.eq_ignore_ascii_case(&objection.record));
        match known {
            Some(known) => {
                (known.after, known.is_renewed) = (State::Stale, false);
                known.reasons.clone_from(&objection.reasons);
            }
            None => changes.push(EvidenceChange {
                record: record.id().to_owned(),
                kind: record.kind(),
                title: record.title().to_owned(),
                path: record.dossier.repository_path(record.path()),
                line: Some(record.record().text.position(record.whole().span.start).line),
                sort,
                before: State::Fresh,
                after: State::Stale,
                is_renewed: false,
                reasons: objection.reasons.clone(),
                findings: Vec::new(),
            }),
        }
    }
    changes.sort_by_key(|change| (change.after, change.kind, change.sort));
}

/// Returns the pieces of evidence in which somebody looked again.
fn renewed(diff: &Diff) -> HashSet<(String, Sort)> {
    let sorts = |kind: Kind| -> &[Sort] {
        match kind {
            Kind::Verification => &[Sort::Verification],
            Kind::AnomalyReview => &[Sort::AnomalyReview],
            Kind::Risk => &[Sort::RiskAssessment, Sort::Acceptance],
            Kind::Item
            | Kind::Soup
            | Kind::Tool
            | Kind::Requirement
            | Kind::Control
            | Kind::Change
            | Kind::Problem
            | Kind::Document
            | Kind::Release
            | Kind::Waiver => &[],
        }
    };
    let mut renewed = HashSet::new();
    for record in diff.records.iter().filter(|record| record.is_edited()) {
        for sort in sorts(record.kind) {
            let looked = record.fields.iter().any(|field| {
                let name = outermost(&field.name);
                sort.vouching().contains(&name)
            });
            if looked {
                renewed.insert((record.id.to_ascii_lowercase(), *sort));
            }
        }
    }
    renewed
}

/// Returns the evidence of a moment with its state.
fn pieces(side: &Side<'_>) -> Pieces {
    let mut named: HashMap<(&str, String), Vec<&Finding>> = HashMap::new();
    for finding in side.findings {
        let reviews = finding.related.iter().filter(|_| finding.rule.code == "anomaly-review-stale");
        let ids = reviews.filter_map(|related| related.record.as_ref()).chain(&finding.record);
        let ids: HashSet<String> = ids.map(|id| id.to_ascii_lowercase()).collect();
        for id in ids {
            named.entry((finding.rule.code, id)).or_default().push(finding);
        }
    }
    let mut overtaken: HashSet<(usize, Sort)> = HashSet::new();
    overtaken.extend(
        side.past
            .evidence
            .iter()
            .filter(|evidence| !evidence.stale.is_empty())
            .map(|evidence| (evidence.record, evidence.sort)),
    );
    let mut pieces = Pieces::new();
    for witness in witnesses(side.dossier) {
        let record = side.dossier.at_index(witness.record);
        let id = record.id().to_ascii_lowercase();
        let mut piece = Piece::default();
        for rule in stale_rules(witness.sort) {
            for finding in named.get(&(*rule, id.clone())).into_iter().flatten() {
                let own = finding.record.as_ref().is_some_and(|own| own.eq_ignore_ascii_case(&id));
                if own && piece.line.is_none() {
                    piece.line = Some(finding.start().line);
                }
                let known: HashSet<Edit> = piece.reasons.iter().cloned().collect();
                piece.reasons.extend(finding.reasons.iter().filter(|edit| !known.contains(edit)).cloned());
                piece.findings.push(finding.fingerprint.clone());
            }
        }
        let is_asked = stale_rules(witness.sort)
            .iter()
            .filter_map(|rule| Rule::of_code(rule))
            .any(|rule| rule.classes.includes(record.class()) && rule.is_asked(side.dossier));
        piece.state =
            Some(match (piece.findings.is_empty(), overtaken.contains(&(witness.record, witness.sort))) {
                (false, _) => State::Stale,
                // It was overtaken, and for its class, or under these rulesets, nobody asks.
                (true, true) if !is_asked => State::NotApplicable,
                (true, _) => State::Fresh,
            });
        pieces.insert((id, witness.sort), piece);
    }
    for (code, sort) in MISSING {
        let findings = side.findings.iter().filter(|finding| finding.rule.code == *code);
        for finding in findings {
            let Some(id) = &finding.record else { continue };
            let piece = pieces.entry((id.to_ascii_lowercase(), *sort)).or_default();
            piece.findings.push(finding.fingerprint.clone());
            piece.state.get_or_insert(State::Missing);
            piece.line.get_or_insert(finding.start().line);
            piece.needed.get_or_insert(finding.rule);
        }
    }
    pieces
}

/// Returns what can be said where a moment holds no such evidence: `had` where the moment before did.
fn state_without(side: &Side<'_>, key: &(String, Sort), needed: Option<&'static Rule>, had: bool) -> State {
    let Some(record) = side.dossier.find(&key.0).filter(|record: &Placed<'_>| record.is_live()) else {
        let is_lost = had && needed.is_none() && key.1 != Sort::Approval;
        return if is_lost { State::Missing } else { State::NotApplicable };
    };
    if let Some(rule) = needed {
        // What lowers a class is asked by the class that it lowers from.
        let class = record.lowering().map_or(record.class(), |lowering| lowering.inherited);
        let is_asked = rule.classes.includes(class) && rule.is_asked(side.dossier);
        return if is_asked { State::Fresh } else { State::NotApplicable };
    }
    match key.1 {
        // It is planned, or it failed.
        Sort::Verification if record.fields::<Verification>().is_some() => State::Missing,
        Sort::Approval if had => State::Missing,
        // A later review speaks of the same SOUP; a risk without causes rests on nothing.
        Sort::Verification
        | Sort::AnomalyReview
        | Sort::RiskAssessment
        | Sort::Acceptance
        | Sort::Approval => State::NotApplicable,
    }
}
