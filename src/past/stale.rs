//! Compares what evidence saw with what is there now, and says which commit made the difference.

use std::collections::{BTreeSet, HashMap};

use jiff::civil::Date;
use rayon::prelude::*;

use super::basis::{self, Rest};
use super::seen::Seen;
use super::stamp::{Stamp, Walk};
use super::watch::{Watch, What};
use super::witness::{Sort, Witness, witnesses};
use crate::diff::{FieldChange, of_field};
use crate::dossier::{Dossier, Placed};
use crate::field::{Card, Shape};
use crate::reading::Error;
use crate::record::{AnomalyReview, Kind, Record, Risk, Soup, Verification};
use crate::source::{Commit, CommitId};
use crate::text::Span;

/// A piece of evidence that no longer stands on what it saw, or of which that cannot be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// The number in the dossier of the record that is the evidence.
    pub record: usize,
    /// What sort of evidence it is.
    pub sort: Sort,
    /// Where it no longer stands, by the places of the record where the ways begin.
    pub stale: Vec<Stale>,
    /// Why its `seen_at` names no commit that can be looked at.
    pub seen_at: Option<String>,
}

/// A place of the evidence from which something leads to what changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stale {
    /// The field, list elements named by their value.
    pub field: String,
    /// Where it is written.
    pub span: Span,
    /// What changed, nearest first.
    pub causes: Vec<Cause>,
}

/// A field of a record that is not what evidence saw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cause {
    /// The number in the dossier of the record that changed.
    pub record: usize,
    /// The numbers of the records on the way from the evidence, both ends left out.
    pub via: Vec<usize>,
    /// The field, list elements named by their value; `body` for the text below the front matter, empty for a record that
    /// was not there or could not be read.
    pub field: String,
    /// What the evidence saw; `None` for nothing.
    pub before: Option<String>,
    /// What is there now.
    pub after: Option<String>,
    /// The commit that wrote it; `None` while it is not committed, and where that is not known.
    pub commit: Option<Commit>,
    /// Whether the evidence itself names what it saw: no history is needed to tell.
    pub named: bool,
    /// The day of the commit that says what the evidence saw; `None` where it names that itself.
    pub seen_on: Option<Date>,
}

/// What came of all evidence of a moment.
#[derive(Debug, Default)]
pub(super) struct Judged {
    /// The evidence that is stale, or cannot be judged by its own fault, by record and sort.
    pub evidence: Vec<Evidence>,
    /// The ids of records of which history is too shallow to tell.
    pub unknown: BTreeSet<String>,
}

/// Judges the evidence of a moment by what it names alone, without history.
pub(super) fn by_name(dossier: &Dossier) -> Vec<Evidence> {
    let found = witnesses(dossier).into_iter().map(|witness| {
        let rests = basis::of(dossier, witness);
        let stale = rests.iter().filter_map(|rest| Some((rest.clone(), vec![misnamed(dossier, rest)?])));
        evidence(witness, stale.collect())
    });
    found.filter(|evidence| !evidence.stale.is_empty()).collect()
}

/// Judges the evidence of a moment by what it names and by history.
pub(super) fn judge(walk: &mut Walk<'_>, dossier: &Dossier) -> Result<Judged, Error> {
    let pieces: Vec<Piece> = pieces(walk, dossier)?;
    let watches: Vec<Watch> = watches(&pieces);
    let stamps = walk.stamps(&watches)?;
    let mut judged = Judged::default();
    let wanted = pieces.iter().flat_map(|piece| {
        let each = piece.rests.iter().zip(&piece.links);
        each.filter_map(|(rest, link)| match piece.stamp(*link, &stamps, walk) {
            Stamp::Commit(commit, scope) => Some((rest.target, commit, scope)),
            Stamp::Now | Stamp::Unknown => None,
        })
    });
    let wanted: Vec<_> = wanted.collect();
    let seen: Vec<_> = walk.seen(wanted)?.into_iter().collect();
    let compared: HashMap<(usize, CommitId), Vec<FieldChange>> = seen
        .into_par_iter()
        .map(|((record, commit), seen)| ((record, commit), changes(dossier.at_index(record), &seen)))
        .filter(|(_, changes)| !changes.is_empty())
        .collect();
    let mut found: Vec<(Witness, Vec<Way>, Option<String>)> = Vec::new();
    for piece in pieces {
        let mut stale = Vec::new();
        for (rest, own) in piece.rests.iter().zip(&piece.links) {
            let mut causes: Vec<Cause> = misnamed(dossier, rest).into_iter().collect();
            match piece.stamp(*own, &stamps, walk) {
                Stamp::Now => {}
                Stamp::Unknown => {
                    judged.unknown.insert(dossier.at_index(piece.witness.record).id().to_owned());
                }
                Stamp::Commit(commit, _) => {
                    let changes = compared.get(&(rest.target, commit)).into_iter().flatten();
                    let counted = changes.filter(|change| counts(change, piece.witness.sort, rest, &causes));
                    let counted: Vec<&FieldChange> = counted.collect();
                    if !counted.is_empty() {
                        let seen_on = walk.desk.source.commit(commit)?.committer_date;
                        causes.extend(counted.into_iter().map(|change| cause(rest, change, seen_on)));
                    }
                }
            }
            if !causes.is_empty() {
                stale.push((rest.clone(), causes));
            }
        }
        let unusable = piece.fixed.and_then(Result::err);
        if !stale.is_empty() || unusable.is_some() {
            found.push((piece.witness, stale, unusable));
        }
    }
    date(walk, found.iter_mut().flat_map(|(_, stale, _)| stale).flat_map(|(_, causes)| causes))?;
    judged.evidence = found
        .into_iter()
        .map(|(witness, stale, seen_at)| Evidence { seen_at, ..evidence(witness, stale) })
        .collect();
    Ok(judged)
}

/// A way from evidence to a record, and what changed at its end.
type Way = (Rest, Vec<Cause>);

/// A piece of evidence with what is to be found out about it.
struct Piece {
    witness: Witness,
    rests: Vec<Rest>,
    /// The commit that it says it looked at, or why that is none.
    fixed: Option<Result<CommitId, String>>,
    /// The number of the watch for its own words.
    watch: Option<usize>,
    /// The number of the watch for the link of each rest, where that is stamped on its own.
    links: Vec<Option<usize>>,
}

impl Piece {
    /// Returns the stamp of a rest; `link` is the watch of its link.
    fn stamp(&self, link: Option<usize>, stamps: &[Stamp], walk: &Walk<'_>) -> Stamp {
        match (&self.fixed, link.or(self.watch)) {
            (Some(Ok(fixed)), _) => Stamp::Commit(*fixed, walk.scope()),
            (None, Some(watch)) => stamps[watch].clone(),
            // A revision that cannot be looked at is reported for itself.
            (Some(Err(_)), _) | (None, None) => Stamp::Now,
        }
    }
}

fn pieces(walk: &Walk<'_>, dossier: &Dossier) -> Result<Vec<Piece>, Error> {
    let mut pieces = Vec::new();
    let mut number = 0;
    for witness in witnesses(dossier) {
        let rests = basis::of(dossier, witness);
        let fixed = fixed(walk, dossier.at_index(witness.record), witness.sort)?;
        if rests.is_empty() && fixed.is_none() {
            continue;
        }
        let mut next = || {
            number += 1;
            number - 1
        };
        let watch = fixed.is_none().then(&mut next);
        let mut known: HashMap<Box<str>, usize> = HashMap::new();
        let links = rests.iter().map(|rest| {
            let link = rest.link.as_ref().filter(|_| fixed.is_none())?;
            Some(*known.entry(link.to_ascii_lowercase().into()).or_insert_with(&mut next))
        });
        let links = links.collect();
        pieces.push(Piece { witness, rests, fixed, watch, links });
    }
    Ok(pieces)
}

fn watches(pieces: &[Piece]) -> Vec<Watch> {
    let mut watches: Vec<Watch> = Vec::new();
    for piece in pieces {
        let Witness { record, sort } = piece.witness;
        if let Some(watch) = piece.watch {
            debug_assert_eq!(watch, watches.len(), "watches are numbered in the order of the pieces");
            watches.push(Watch { record, what: What::Fields(sort.vouching().to_vec()), under: None });
        }
        for (rest, link) in piece.rests.iter().zip(&piece.links) {
            if let (Some(number), Some(id), Some(relation)) = (link, &rest.link, sort.linked())
                && *number == watches.len()
            {
                watches.push(Watch { record, what: What::Link(relation, id.clone()), under: piece.watch });
            }
        }
    }
    watches
}

/// Returns the commit that evidence says it looked at.
fn fixed(walk: &Walk<'_>, record: Placed<'_>, sort: Sort) -> Result<Option<Result<CommitId, String>>, Error> {
    let seen_at = match sort {
        Sort::Verification => record.fields::<Verification>().and_then(|fields| fields.seen_at.as_ref()),
        Sort::AnomalyReview => record.fields::<AnomalyReview>().and_then(|fields| fields.seen_at.as_ref()),
        Sort::RiskAssessment => record.fields::<Risk>().and_then(|fields| fields.seen_at.as_ref()),
        Sort::Acceptance | Sort::Approval => None,
    };
    let Some(seen_at) = seen_at else { return Ok(None) };
    let source = &walk.desk.source;
    let commit = match source.fixed_commit(seen_at) {
        Ok(commit) => commit,
        Err(crate::source::Error::UnknownRevision { hint, .. }) => {
            return Ok(Some(Err(format!("`{}` is no commit that stays: {hint}", &*seen_at.value))));
        }
        Err(error) => return Ok(Some(Err(format!("`{}`: {error}", &*seen_at.value)))),
    };
    let Some(tip) = walk.tip() else { return Ok(Some(Ok(commit))) };
    if source.is_ancestor(&commit.to_string(), &tip.to_string())? {
        return Ok(Some(Ok(commit)));
    }
    Ok(Some(Err(format!("`{}` is not in the history of this moment", &*seen_at.value))))
}

/// Returns the version that evidence names and that is not the one in use.
fn misnamed(dossier: &Dossier, rest: &Rest) -> Option<Cause> {
    let target = dossier.at_index(rest.target);
    let current = target.fields::<Soup>()?.version.as_ref()?;
    let last = rest.named.last()?;
    if rest.named.iter().any(|named| named.value == current.value) {
        return None;
    }
    Some(Cause {
        record: rest.target,
        via: Vec::new(),
        field: "version".to_owned(),
        before: Some(last.value.to_string()),
        after: Some(current.value.to_string()),
        commit: None,
        named: true,
        seen_on: None,
    })
}

/// Returns how a record differs from what was seen of it, as far as any evidence looks at it.
fn changes(now: Placed<'_>, seen: &Seen) -> Vec<FieldChange> {
    let whole = |before: Option<&str>, after: &str| FieldChange {
        name: String::new(),
        list: None,
        class: crate::field::FieldClass::Identity,
        relevant: true,
        before: before.map(str::to_owned),
        after: Some(after.to_owned()),
    };
    match seen {
        Seen::Same => Vec::new(),
        Seen::Absent => vec![whole(None, "present")],
        Seen::Unreadable => vec![whole(Some("unreadable"), "readable")],
        Seen::Record(old) => differences(now.record(), old),
    }
}

fn differences(now: &Record, old: &Record) -> Vec<FieldChange> {
    let residual = |card: &&Card| now.kind() == Kind::Risk && card.name == "residual";
    let cards = now.kind().card().cards.iter();
    let mut found = Vec::new();
    for card in cards.filter(|card| card.relevant || residual(card)) {
        // A switch that is off says what a switch that is not there says.
        let off = |value: &Option<String>| value.as_deref().is_none_or(|value| value == "false");
        let is_switch = matches!((card.shape)(), Shape::Boolean);
        let changes = of_field(card, old, now).into_iter();
        found.extend(changes.filter(|change| !(is_switch && off(&change.before) && off(&change.after))));
    }
    if now.kind() == Kind::Document && !old.body().split_whitespace().eq(now.body().split_whitespace()) {
        let (before, after) = first_difference(old.body(), now.body());
        found.push(FieldChange {
            name: "body".to_owned(),
            list: None,
            class: crate::field::FieldClass::Text,
            relevant: true,
            before,
            after,
        });
    }
    found
}

/// Returns the first line that differs, of each side.
fn first_difference(old: &str, now: &str) -> (Option<String>, Option<String>) {
    let lines = |text: &str| -> Vec<String> {
        let joined = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
        joined.filter(|line| !line.is_empty()).collect()
    };
    let (old, now) = (lines(old), lines(now));
    let same = old.iter().zip(&now).take_while(|(old, now)| old == now).count();
    (old.get(same).cloned(), now.get(same).cloned())
}

/// Returns whether a change counts for evidence of a sort, beside what the evidence itself says of it.
fn counts(change: &FieldChange, sort: Sort, rest: &Rest, causes: &[Cause]) -> bool {
    let field = change.name.split(['.', '[']).next().unwrap_or_default();
    // The acceptance of a residual risk looks at that too; all other evidence at the fields that are marked.
    if field == "residual" {
        return sort == Sort::Acceptance;
    }
    let is_named = !rest.named.is_empty();
    let comes_with_version = matches!(field, "patch_level" | "upgrade_designation" | "hashes");
    change.relevant
        && !(is_named && field == "version")
        && !(comes_with_version && causes.iter().any(|cause| cause.named))
}

fn cause(rest: &Rest, change: &FieldChange, seen_on: Date) -> Cause {
    Cause {
        record: rest.target,
        via: rest.via.clone(),
        field: change.name.clone(),
        before: change.before.clone(),
        after: change.after.clone(),
        commit: None,
        named: false,
        seen_on: Some(seen_on),
    }
}

/// Finds the commit that wrote what each cause says is there now.
fn date<'c>(walk: &mut Walk<'_>, causes: impl Iterator<Item = &'c mut Cause>) -> Result<(), Error> {
    let mut causes: Vec<&mut Cause> = causes.collect();
    let mut numbers: HashMap<(usize, String), usize> = HashMap::new();
    let mut watches = Vec::new();
    for cause in &causes {
        numbers.entry((cause.record, cause.field.clone())).or_insert_with(|| {
            let what = match &*cause.field {
                "" => What::Fields(vec!["id"]),
                "body" => What::Body,
                field => What::Parts(vec![field.to_owned()]),
            };
            watches.push(Watch { record: cause.record, what, under: None });
            watches.len() - 1
        });
    }
    if watches.is_empty() {
        return Ok(());
    }
    let stamps = walk.stamps(&watches)?;
    for cause in &mut causes {
        let number = numbers[&(cause.record, cause.field.clone())];
        if let Stamp::Commit(commit, _) = &stamps[number] {
            cause.commit = Some(walk.desk.source.commit(*commit)?);
        }
    }
    Ok(())
}

/// Puts the ways of a piece of evidence together by the place where they begin.
fn evidence(witness: Witness, found: Vec<Way>) -> Evidence {
    let mut stale: Vec<Stale> = Vec::new();
    for (rest, causes) in found {
        match stale.iter_mut().find(|stale| stale.field == rest.field) {
            Some(stale) => stale.causes.extend(causes),
            None => stale.push(Stale { field: rest.field, span: rest.span, causes }),
        }
    }
    stale.sort_by_key(|stale| stale.span);
    Evidence { record: witness.record, sort: witness.sort, stale, seen_at: None }
}
