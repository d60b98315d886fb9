//! What the gate objects to though no finding says so: it sees both sides of a change, where a rule sees one moment.
//!
//! Evidence is stamped by history, and a change writes its own history: a date that is set and set back leaves a younger stamp
//! and no trace in the files. So what says the same on both sides must have seen the same on both sides.

use std::collections::{HashMap, HashSet};

use super::Side;
use super::evidence::{EvidenceChange, State, stale_rules};
use crate::config::Level;
use crate::diff::{ChangeKind, Diff, RecordChange};
use crate::dossier::{Dossier, Placed};
use crate::field::outermost;
use crate::past::{Cause, Sort, overtaken_between, steps, witnesses};
use crate::record::{Change, Kind};
use crate::rules::{Edit, Rule};

/// Something that keeps a change from passing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Objection {
    /// The id of the record that it is about.
    pub record: String,
    /// What sort of evidence it is about; `None` where it is about a change record.
    pub sort: Option<Sort>,
    /// What is wrong, as a statement without full stop.
    pub message: String,
    /// What changed, so that it is wrong.
    pub reasons: Vec<Edit>,
}

/// Returns what the gate objects to at a level.
pub(super) fn of(
    base: &Side<'_>,
    head: &Side<'_>,
    diff: &Diff,
    evidence: &[EvidenceChange],
    level: Level,
) -> Vec<Objection> {
    let edited: HashMap<String, &RecordChange> = diff
        .records
        .iter()
        .filter(|record| record.is_edited())
        .map(|record| (record.id.to_ascii_lowercase(), record))
        .collect();
    let mut found = untouched(base, head, &edited, level);
    found.extend(lost(head, evidence, level));
    found.extend(renamed(diff));
    found.extend(extended(base.dossier, head.dossier, diff));
    found
}

/// Returns the evidence that nobody produced anew, and that is fresh all the same though what it rests on changed.
fn untouched(
    base: &Side<'_>,
    head: &Side<'_>,
    edited: &HashMap<String, &RecordChange>,
    level: Level,
) -> Vec<Objection> {
    let stale = |side: &Side<'_>| -> HashSet<(String, Sort)> {
        let evidence = side.past.evidence.iter().filter(|evidence| !evidence.stale.is_empty());
        evidence
            .map(|evidence| (side.dossier.at_index(evidence.record).id().to_ascii_lowercase(), evidence.sort))
            .collect()
    };
    let (stale_before, stale_after) = (stale(base), stale(head));
    let mut reported: HashSet<(&str, String)> = HashSet::new();
    for finding in head.findings {
        reported.extend(finding.record.as_ref().map(|id| (finding.rule.code, id.to_ascii_lowercase())));
    }
    let mut found = Vec::new();
    for witness in witnesses(head.dossier) {
        let record = head.dossier.at_index(witness.record);
        let id = record.id().to_ascii_lowercase();
        let key = (id.clone(), witness.sort);
        let Some(before) = base.dossier.find(&id).filter(|before| before.is_live()) else { continue };
        let is_reported =
            stale_rules(witness.sort).iter().any(|rule| reported.contains(&(*rule, id.clone())));
        let is_assessment = witness.sort == Sort::RiskAssessment;
        if is_reported
            || before.kind() != record.kind()
            // What it saw is not what the change began with: going back to that makes it fresh honestly.
            || stale_before.contains(&key) && !(is_assessment && stale_after.contains(&key))
            || stale_after.contains(&key) && !is_assessment
            || !is_asked(witness.sort, record, level)
            || looked_again(witness.sort, edited.get(&id).copied())
        {
            continue;
        }
        let mut causes = overtaken_between(base.dossier, head.dossier, witness);
        if is_assessment {
            // A version is answered for by the steps of change records, which a rule follows; any other change of a cause by
            // a change record that came with it.
            let is_excused = stale_after.contains(&key);
            causes.retain(|cause| {
                !(is_excused && (is_identity(cause) || is_answered(head.dossier, cause, edited)))
            });
        }
        if causes.is_empty() {
            continue;
        }
        let mut names: Vec<&str> = Vec::new();
        for cause in &causes {
            let id = head.dossier.at_index(cause.record).record().id();
            if !names.contains(&id) {
                names.push(id);
            }
        }
        let noun = witness.sort.noun();
        found.push(Objection {
            record: record.id().to_owned(),
            sort: Some(witness.sort),
            message: format!(
                "the {noun} {} has no new date and no new evidence, and {} changed",
                record.id(),
                names.join(", ")
            ),
            reasons: causes.iter().map(|cause| Edit::of(head.dossier, cause)).collect(),
        });
    }
    found
}

/// Returns whether a rule asks for evidence of a sort at this level or above.
fn is_asked(sort: Sort, record: Placed<'_>, level: Level) -> bool {
    let dossier = record.dossier;
    let class = record.lowering().map_or(record.class(), |lowering| lowering.inherited);
    stale_rules(sort).iter().filter_map(|code| Rule::of_code(code)).any(|rule| {
        let own = dossier.config.levels.get(rule.code).map(|own| own.value);
        let reached = own.unwrap_or_else(|| rule.severity.level(Some(class), dossier.judged.is_release()));
        rule.classes.includes(class) && rule.is_asked(dossier) && reached >= level
    })
}

/// Returns whether somebody says in this change that they looked again: a day, and for a run or a review what it was done with.
fn looked_again(sort: Sort, change: Option<&RecordChange>) -> bool {
    let says: &[&str] = match sort {
        Sort::Verification => &["date", "evidence", "result", "seen_at"],
        Sort::AnomalyReview => &["date", "sources", "seen_at"],
        Sort::RiskAssessment | Sort::Acceptance | Sort::Approval => sort.vouching(),
    };
    change.is_some_and(|change| change.fields.iter().any(|field| says.contains(&outermost(&field.name))))
}

fn is_identity(cause: &Cause) -> bool {
    matches!(outermost(&cause.field), "version" | "patch_level" | "upgrade_designation" | "hashes")
}

/// Returns whether a change record that came or was edited in this change names the record that changed.
fn is_answered(head: &Dossier, cause: &Cause, edited: &HashMap<String, &RecordChange>) -> bool {
    let cause = head.at_index(cause.record);
    cause.incoming().any(|(link, from)| {
        std::ptr::eq(link.relation, &crate::record::relations::MOVES)
            && from.fields::<Change>().is_some_and(|change| !steps(change).is_empty())
            && edited.contains_key(&from.id().to_ascii_lowercase())
    })
}

/// Returns the records that had their evidence before the change and have none after it, where no finding says so at this level:
/// to take evidence away must not be easier than to do it again.
fn lost(head: &Side<'_>, evidence: &[EvidenceChange], level: Level) -> Vec<Objection> {
    let graver = head.findings.iter().filter(|finding| finding.level >= level);
    let blocking: HashSet<&str> = graver.map(|finding| &*finding.fingerprint).collect();
    let lost = evidence.iter().filter(|change| {
        let is_needed =
            !change.findings.is_empty() && !change.findings.iter().any(|key| blocking.contains(&**key));
        change.before == State::Fresh && change.after == State::Missing && is_needed
    });
    let lost = lost.filter(|change| head.dossier.find(&change.record).is_some_and(|record| record.is_live()));
    lost.map(|change| Objection {
        record: change.record.clone(),
        sort: Some(change.sort),
        message: format!(
            "{} had its {} before this change, and has none after it",
            change.record,
            change.sort.noun()
        ),
        reasons: Vec::new(),
    })
    .collect()
}

/// What a piece of evidence says in the fields that vouch: names and values.
type Said = Vec<(String, String)>;

/// Returns evidence that goes on under another id: what it says was not done again.
fn renamed(diff: &Diff) -> Vec<Objection> {
    let is_evidence =
        |record: &&RecordChange| matches!(record.kind, Kind::Verification | Kind::AnomalyReview);
    let said = |record: &RecordChange| -> Said {
        let sort = if record.kind == Kind::Verification { Sort::Verification } else { Sort::AnomalyReview };
        let fields = record.fields.iter().filter(|field| sort.vouching().contains(&outermost(&field.name)));
        let value = |field: &crate::diff::FieldChange| field.after.clone().or_else(|| field.before.clone());
        fields.map(|field| (field.name.clone(), value(field).unwrap_or_default())).collect()
    };
    let mut gone: HashMap<(Kind, Said), &str> = HashMap::new();
    for record in diff.of(ChangeKind::Removed).filter(is_evidence) {
        gone.insert((record.kind, said(record)), &record.id);
    }
    let added = diff.of(ChangeKind::Added).filter(is_evidence);
    let renamed = added.filter_map(|record| {
        let words = said(record);
        let old = gone.get(&(record.kind, words.clone())).filter(|_| !words.is_empty())?;
        let sort = if record.kind == Kind::Verification { Sort::Verification } else { Sort::AnomalyReview };
        Some(Objection {
            record: record.id.clone(),
            sort: Some(sort),
            message: format!(
                "{} says word for word what {old} said: a file may move, its id may not",
                record.id
            ),
            reasons: Vec::new(),
        })
    });
    renamed.collect()
}

/// Returns the change records that got other steps after they were approved.
fn extended(base: &Dossier, head: &Dossier, diff: &Diff) -> Vec<Objection> {
    let changes = diff.of(ChangeKind::Modified).filter(|record| record.kind == Kind::Change);
    let extended = changes.filter_map(|record| {
        let touches = |name: &str| record.fields.iter().any(|field| outermost(&field.name) == name);
        let day = base.find(&record.id)?.record().common.approved_on.as_ref()?.value;
        let is_live = head.find(&record.id).is_some_and(|record| record.is_live());
        let is_extended = is_live && touches("changes") && !touches("approved_on");
        is_extended.then(|| Objection {
            record: record.id.clone(),
            sort: None,
            message: format!("{} was approved on {day}, and its steps were changed after that", record.id),
            reasons: Vec::new(),
        })
    });
    extended.collect()
}
