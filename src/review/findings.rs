//! Tells what a change brings from what was there already.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::Side;
use crate::diff::{Diff, RecordChange};
use crate::field::outermost;
use crate::rules::{Finding, Waivers};

/// The findings of two moments that no waiver suppresses.
pub(super) struct Split {
    pub new: Vec<Finding>,
    pub fixed: Vec<Finding>,
    pub kept: Vec<Finding>,
    /// Waived at both moments.
    pub waived: Vec<Finding>,
}

/// Splits the findings of two moments, told apart by their fingerprints.
///
/// A finding is waived where the waivers of both moments suppress it: one that the change adds, widens or takes away has been
/// agreed to by nobody yet. A finding that was there before is new all the same where the change made it graver, or gave it
/// another reason: evidence that was overtaken by one version and is now overtaken by the next was not looked at in between.
pub(super) fn split(base: &Side<'_>, head: &Side<'_>, diff: &Diff) -> Split {
    let agreed = Waivers::of(base.dossier, head.dossier.judged.as_of);
    let mut before: HashMap<&str, &Finding> = HashMap::new();
    before.extend(
        base.findings
            .iter()
            .filter(|finding| !finding.is_waived())
            .map(|finding| (&*finding.fingerprint, finding)),
    );
    let edited: HashMap<String, &RecordChange> = diff
        .records
        .iter()
        .filter(|record| record.is_edited())
        .map(|record| (record.id.to_ascii_lowercase(), record))
        .collect();
    let is_one_scale = base.dossier.judged.is_release() == head.dossier.judged.is_release();
    let mut split = Split { new: Vec::new(), fixed: Vec::new(), kept: Vec::new(), waived: Vec::new() };
    // On one day nothing but the change itself can make a finding say something else.
    let is_one_day = base.dossier.judged.as_of == head.dossier.judged.as_of;
    for finding in head.findings {
        let known = before.remove(&*finding.fingerprint);
        if finding.is_waived() && agreed.of_finding(finding).is_some() {
            split.waived.push(finding.clone());
            continue;
        }
        let is_kept = known.is_some_and(|known| {
            let is_graver = is_one_scale && finding.level > known.level;
            let says_else = is_one_scale && is_one_day && told(known) != told(finding);
            !is_graver && !says_else && !is_restated(known, finding, &edited)
        });
        if is_kept { split.kept.push(finding.clone()) } else { split.new.push(finding.clone()) }
    }
    split.fixed = before.into_values().cloned().collect();
    split.fixed.sort_by(|one, two| {
        (&one.path, one.span, one.rule.code, &one.field).cmp(&(
            &two.path,
            two.span,
            two.rule.code,
            &two.field,
        ))
    });
    split
}

/// Returns what a finding tells, places left out: lines move, and a record may move with them.
fn told(finding: &Finding) -> (&str, BTreeSet<(Option<&str>, &str)>) {
    let related = finding.related.iter().map(|related| (related.record.as_deref(), &*related.message));
    (&finding.message, related.collect())
}

/// Returns whether a finding says something else than before because of the change.
fn is_restated(before: &Finding, after: &Finding, edited: &HashMap<String, &RecordChange>) -> bool {
    let known: HashSet<_> =
        before.reasons.iter().map(|edit| (&edit.record, &edit.field, &edit.after)).collect();
    let is_new_reason = after.reasons.iter().any(|edit| {
        edited.contains_key(&edit.record.to_ascii_lowercase())
            && !known.contains(&(&edit.record, &edit.field, &edit.after))
    });
    let own = after.record.as_ref().and_then(|id| edited.get(&id.to_ascii_lowercase()));
    let field = outermost(&after.field);
    let is_edited_here =
        own.is_some_and(|own| own.fields.iter().any(|change| outermost(&change.name) == field));
    is_new_reason || is_edited_here && before.message != after.message
}
