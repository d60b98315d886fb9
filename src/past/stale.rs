//! Compares what evidence saw with what is there now, and says which commit made the difference.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;

use super::approved::{self, Stamped};
use super::basis::{self, Rest};
use super::scope::Scope;
use super::seen::Seen;
use super::stamp::{Stamp, Walk};
use super::watch::{Watch, What};
use super::witness::{Sort, Witness, witnesses};
use crate::diff::{FieldChange, first_difference, of_field};
use crate::dossier::{Dossier, Placed};
use crate::field::{Card, Shape, outermost};
use crate::reading::Error;
use crate::record::{AnomalyReview, Kind, Record, Risk, Soup, Verification};
use crate::source::{self, Commit, CommitId};
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
    /// Whether it is known not to be committed.
    pub uncommitted: bool,
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
    /// Which commit wrote each approval down, where that was asked for.
    pub approvals: Vec<Stamped>,
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

/// Judges the evidence of a moment by what it names and by history; with `approvals` every approval is stamped besides, in the
/// same walk.
pub(super) fn judge(walk: &mut Walk<'_>, dossier: &Dossier, approvals: bool) -> Result<Judged, Error> {
    let (pieces, mut watches) = pieces(walk, dossier)?;
    let approved = if approvals { approved::watch(dossier, &mut watches) } else { Vec::new() };
    let stamps = walk.stamps(&watches)?;
    let mut judged = Judged { approvals: approved::stamped(walk, &approved, &stamps)?, ..Judged::default() };
    let wanted = pieces.iter().flat_map(|piece| {
        piece.rests.iter().filter_map(|(rest, watch)| match piece.stamp(*watch, &stamps) {
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
        // Several ways may lead to a record: what changed there is told once.
        let mut told: HashSet<(usize, String)> = HashSet::new();
        let mut misnamed_ones: HashSet<usize> = HashSet::new();
        for (rest, watch) in &piece.rests {
            let mut causes: Vec<Cause> = misnamed(dossier, rest).into_iter().collect();
            misnamed_ones.extend(causes.iter().map(|cause| cause.record));
            match piece.stamp(*watch, &stamps) {
                Stamp::Now => {}
                Stamp::Unknown => {
                    judged.unknown.insert(dossier.at_index(piece.witness.record).id().to_owned());
                }
                Stamp::Commit(commit, _) => {
                    let changes = compared.get(&(rest.target, commit)).into_iter().flatten();
                    let is_misnamed = misnamed_ones.contains(&rest.target);
                    let counted =
                        changes.filter(|change| counts(change, piece.witness.sort, rest, is_misnamed));
                    let counted: Vec<&FieldChange> = counted.collect();
                    if !counted.is_empty() {
                        let seen_on = walk.desk.source.commit(commit)?.committer_date;
                        causes.extend(counted.into_iter().map(|change| cause(rest, change, seen_on)));
                    }
                }
            }
            causes.retain(|cause| told.insert((cause.record, cause.field.clone())));
            if !causes.is_empty() {
                stale.push((rest.clone(), causes));
            }
        }
        let unusable = match piece.fixed {
            Some(Fixed::Unusable(why)) => Some(why),
            Some(Fixed::At(..) | Fixed::Unknown) | None => None,
        };
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
    /// What it vouches for, each with the number of its watch.
    rests: Vec<(Rest, Option<usize>)>,
    /// What the evidence itself says of when it looked.
    fixed: Option<Fixed>,
}

/// The commit that evidence says it looked at.
enum Fixed {
    /// This one, and where records lay there.
    At(CommitId, Arc<Scope>),
    /// It is none, for this reason.
    Unusable(String),
    /// History is too shallow to tell.
    Unknown,
}

impl Piece {
    fn stamp(&self, watch: Option<usize>, stamps: &[Stamp]) -> Stamp {
        match (&self.fixed, watch) {
            (Some(Fixed::At(commit, scope)), _) => Stamp::Commit(*commit, Arc::clone(scope)),
            (Some(Fixed::Unknown), _) => Stamp::Unknown,
            (None, Some(watch)) => stamps[watch].clone(),
            // A revision that cannot be looked at is reported for itself.
            (Some(Fixed::Unusable(_)), _) | (None, None) => Stamp::Now,
        }
    }
}

/// Returns the evidence of a moment with the watches that say what it saw: one for every link by which it leads somewhere.
fn pieces(walk: &Walk<'_>, dossier: &Dossier) -> Result<(Vec<Piece>, Vec<Watch>), Error> {
    let mut pieces = Vec::new();
    let mut watches: Vec<Watch> = Vec::new();
    for witness in witnesses(dossier) {
        let rests = basis::of(dossier, witness);
        let fixed = fixed(walk, dossier.at_index(witness.record), witness.sort)?;
        if rests.is_empty() && fixed.is_none() {
            continue;
        }
        let mut known: HashMap<Option<(&'static str, String)>, usize> = HashMap::new();
        let watched = rests.into_iter().map(|rest| {
            if fixed.is_some() {
                return (rest, None);
            }
            let key = rest.lead.as_ref().map(|lead| (lead.relation.field, lead.id.to_ascii_lowercase()));
            let number = *known.entry(key).or_insert_with(|| {
                let what = What::Fields(witness.sort.vouching(), rest.lead.clone());
                watches.push(Watch { record: witness.record, what });
                watches.len() - 1
            });
            (rest, Some(number))
        });
        let rests = watched.collect();
        pieces.push(Piece { witness, rests, fixed });
    }
    Ok((pieces, watches))
}

/// Returns the commit that evidence says it looked at.
fn fixed(walk: &Walk<'_>, record: Placed<'_>, sort: Sort) -> Result<Option<Fixed>, Error> {
    let seen_at = match sort {
        Sort::Verification => record.fields::<Verification>().and_then(|fields| fields.seen_at.as_ref()),
        Sort::AnomalyReview => record.fields::<AnomalyReview>().and_then(|fields| fields.seen_at.as_ref()),
        Sort::RiskAssessment => record.fields::<Risk>().and_then(|fields| fields.seen_at.as_ref()),
        Sort::Acceptance | Sort::Approval => None,
    };
    let Some(seen_at) = seen_at else { return Ok(None) };
    let source = &walk.desk.source;
    let unusable = |why: String| if source.is_shallow() { Fixed::Unknown } else { Fixed::Unusable(why) };
    let revision = &*seen_at.value;
    Ok(Some(match source.fixed_commit(revision) {
        Ok(commit) if !walk.is_past(commit)? => {
            unusable(format!("`{revision}` is not in the history of this moment"))
        }
        Ok(commit) => Fixed::At(commit, walk.scope_of(commit)?),
        Err(source::Error::UnknownRevision { hint, .. }) => {
            unusable(format!("`{revision}` is no commit that stays: {hint}"))
        }
        Err(error) => unusable(format!("`{revision}`: {error}")),
    }))
}

/// Returns the version that evidence names and that is not the one in use.
fn misnamed(dossier: &Dossier, rest: &Rest) -> Option<Cause> {
    let target = dossier.at_index(rest.target);
    let current = target.fields::<Soup>()?.version.as_ref()?;
    let last = rest.named.last().filter(|_| rest.names_it)?;
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
        uncommitted: false,
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
    if now.kind() == Kind::Document
        && let Some((before, after)) = first_difference(old.body(), now.body())
    {
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

/// Returns whether a change counts for evidence of a sort, beside what the evidence itself says of it.
fn counts(change: &FieldChange, sort: Sort, rest: &Rest, is_misnamed: bool) -> bool {
    let field = outermost(&change.name);
    // The acceptance of a residual risk looks at that too; all other evidence at the fields that are marked.
    if field == "residual" {
        return sort == Sort::Acceptance;
    }
    let is_named = !rest.named.is_empty();
    let comes_with_version = matches!(field, "patch_level" | "upgrade_designation" | "hashes");
    change.relevant && !(is_named && field == "version") && !(comes_with_version && is_misnamed)
}

/// Returns what a piece of evidence rests on that differs between two moments in a way that counts for it, as if it had seen
/// the earlier one. A record that was not there then is left out.
pub fn overtaken_between(base: &Dossier, head: &Dossier, witness: Witness) -> Vec<Cause> {
    let mut causes = Vec::new();
    let mut told: HashSet<(usize, String)> = HashSet::new();
    let seen_on = base.judged.as_of;
    for rest in basis::of(head, witness) {
        let now = head.at_index(rest.target);
        let Some(then) = base.find(now.id()).filter(|then| then.kind() == now.kind()) else { continue };
        if then.blob() == now.blob() && then.blob().is_known() {
            continue;
        }
        for change in differences(now.record(), then.record()) {
            let is_named = !rest.named.is_empty() && change.name == "version";
            if (is_named || counts(&change, witness.sort, &rest, false))
                && told.insert((rest.target, change.name.clone()))
            {
                causes.push(cause(&rest, &change, seen_on));
            }
        }
    }
    causes
}

fn cause(rest: &Rest, change: &FieldChange, seen_on: Date) -> Cause {
    Cause {
        record: rest.target,
        via: rest.via.clone(),
        field: change.name.clone(),
        before: change.before.clone(),
        after: change.after.clone(),
        commit: None,
        uncommitted: false,
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
                "" => What::Fields(&["id"], None),
                "body" => What::Body,
                field => What::Part(field.to_owned()),
            };
            watches.push(Watch { record: cause.record, what });
            watches.len() - 1
        });
    }
    if watches.is_empty() {
        return Ok(());
    }
    let stamps = walk.stamps(&watches)?;
    for cause in &mut causes {
        let number = numbers[&(cause.record, cause.field.clone())];
        match &stamps[number] {
            Stamp::Commit(commit, _) => cause.commit = Some(walk.desk.source.commit(*commit)?),
            Stamp::Now => cause.uncommitted = true,
            Stamp::Unknown => {}
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
