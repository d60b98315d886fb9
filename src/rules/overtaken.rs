//! Says of evidence what it was overtaken by, in the words that all rules about staleness share.

use super::soup_version_not_exact::pins;
use super::{Draft, Edit};
use crate::dossier::{Dossier, Placed};
use crate::field::outermost;
use crate::past::{Cause, Stale};
use crate::record::Kind;
use crate::record::relations::{TESTED, VERIFIES};
use crate::standard::Class;

/// Returns the causes of which it is known to what they changed. A version that is missing now, or that pins nothing, is reported for
/// that alone: no evidence could name it, and what it will be is not known.
pub(super) fn known(dossier: &Dossier, causes: &[Cause]) -> Vec<Cause> {
    let is_known = |cause: &&Cause| {
        cause.field != "version"
            || dossier.at_index(cause.record).kind() != Kind::Soup
            || cause.after.as_deref().is_some_and(pins)
    };
    causes.iter().filter(is_known).cloned().collect()
}

/// Returns what changed since a run, the version that it names first; `None` where nothing did.
pub(super) fn run(dossier: &Dossier, causes: &[Cause]) -> Option<String> {
    let named = causes.iter().find(|cause| cause.named);
    let others: Vec<&Cause> = causes.iter().filter(|cause| !cause.named).collect();
    let mut parts = Vec::new();
    if let Some(cause) = named {
        let soup = dossier.at_index(cause.record);
        let title = if soup.title().is_empty() { soup.id() } else { soup.title() };
        let version = |version: &Option<String>| version.clone().unwrap_or_default();
        parts.push(format!(
            "tested with {title} {}; {} is now {}",
            version(&cause.before),
            soup.id(),
            version(&cause.after)
        ));
    }
    if !others.is_empty() {
        parts.push(changed(dossier, &others, "this run"));
    }
    (!parts.is_empty()).then(|| parts.join("; "))
}

/// Returns what changed since evidence, as a statement: `REQ-101 changed since this run: text`.
pub(super) fn changed(dossier: &Dossier, causes: &[&Cause], since: &str) -> String {
    let mut records: Vec<(&Cause, Vec<&str>)> = Vec::new();
    for cause in causes {
        match records.iter_mut().find(|(first, _)| first.record == cause.record) {
            Some((_, fields)) => fields.push(&cause.field),
            None => records.push((cause, vec![&cause.field])),
        }
    }
    let each = records.into_iter().map(|(cause, fields)| {
        let via: Vec<&str> = cause.via.iter().map(|index| dossier.at_index(*index).record().id()).collect();
        let via = if via.is_empty() { String::new() } else { format!(" (by way of {})", via.join(" and ")) };
        let id = dossier.at_index(cause.record).record().id();
        match (&fields[..], &cause.before) {
            ([""], Some(_)) => format!("{id}{via} could not be read at the time of {since}"),
            ([""], None) => format!("{id}{via} was not there at the time of {since}"),
            _ => format!("{id}{via} changed since {since}: {}", fields.join(", ")),
        }
    });
    each.collect::<Vec<_>>().join("; ")
}

/// Gives every cause as a reason of a finding, and points at what is there now.
pub(super) fn explain<'f>(dossier: &Dossier, causes: &[Cause], mut draft: Draft<'f>) -> Draft<'f> {
    let mut seen = Vec::new();
    for cause in causes {
        let record = dossier.at_index(cause.record);
        draft = reason(dossier, cause, draft);
        let place = (cause.record, outermost(&cause.field));
        if !seen.contains(&place) {
            seen.push(place);
            let at = match place.1 {
                "" | "body" => record.whole(),
                field => record.field(field),
            };
            draft = draft.related(at, "what is there now");
        }
    }
    draft
}

/// Gives a cause as a reason of a finding.
pub(super) fn reason<'f>(dossier: &Dossier, cause: &Cause, draft: Draft<'f>) -> Draft<'f> {
    draft.reason(Edit::of(dossier, cause))
}

/// Points at the records that rest on a verification: each of them rests on something that must be done again.
pub(super) fn dependents<'f>(verification: Placed<'_>, mut draft: Draft<'f>) -> Draft<'f> {
    for (_, target) in verification.outgoing().filter(|(link, _)| *link.relation == VERIFIES) {
        if matches!(target.record().kind(), Kind::Control | Kind::Requirement) && target.is_live() {
            draft = draft.related(target.whole(), "rests on this verification");
        }
    }
    draft
}

/// Returns the class that would be inherited without the separation which a place of a verification proves: that of the item or
/// SOUP verified there, or of the lowered one that holds the SOUP tested there. `None` where no lowered class rests on the place.
pub(super) fn separation(verification: Placed<'_>, stale: &Stale) -> Option<Class> {
    let lowered: Vec<(Placed<'_>, Class)> = verification
        .to(&VERIFIES)
        .filter_map(|target| Some((target, target.lowering()?.inherited)))
        .collect();
    let here = verification.outgoing().find(|(link, _)| *link.field == stale.field);
    let (link, target) = here?;
    let is_tested = *link.relation == TESTED;
    let own = lowered.iter().find(|(record, _)| *record == target).map(|(_, class)| *class);
    match own {
        Some(class) => Some(class),
        // A tested SOUP is a part of what is separated, whichever side it stands on.
        None if is_tested => lowered.iter().map(|(_, class)| *class).max(),
        None => None,
    }
}
