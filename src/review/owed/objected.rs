//! What settles the objections of the gate.

use super::{Fill, Role, Work, evidence};
use crate::past::Sort;
use crate::record::Kind;
use crate::review::Objection;

/// Asks for what the gate objects to, where nothing on the list settles it yet.
pub(super) fn settle(work: &mut Work<'_>, objections: &[Objection]) {
    for objection in objections {
        let is_owed = |owed: &super::Owed| {
            owed.record.as_ref().is_some_and(|record| record.eq_ignore_ascii_case(&objection.record))
        };
        if work.owed.iter().any(is_owed) {
            continue;
        }
        let Some(record) = work.head.find(&objection.record) else { continue };
        let id = record.id();
        let why = &objection.message;
        let (role, action, fills) = match (objection.sort, record.kind()) {
            (Some(Sort::Verification), Kind::Verification) => (
                Role::Development,
                format!("run {id} again, and write down its result, date, versions and evidence: {why}"),
                evidence::run_fills(record),
            ),
            (Some(Sort::AnomalyReview), Kind::AnomalyReview) => (
                Role::Risk,
                format!("review again what {id} reviewed, and write down on which day: {why}"),
                vec![evidence::day(record, "date", "On which day was it done?")],
            ),
            (Some(Sort::RiskAssessment), _) => (
                Role::Risk,
                format!("assess {id} again, and have it approved: {why}"),
                vec![
                    evidence::day(record, "approved_on", "On which day was the assessment approved?"),
                    Fill::asked("approved_by", "By whom?"),
                ],
            ),
            (None | Some(Sort::Approval), _) => (
                Role::Quality,
                format!("have {id} approved again: {why}"),
                vec![
                    evidence::day(record, "approved_on", "On which day was it approved?"),
                    Fill::asked("approved_by", "By whom?"),
                ],
            ),
            (Some(Sort::Verification | Sort::AnomalyReview | Sort::Acceptance), _) => {
                (Role::Development, format!("bring back what {id} had, or do it again: {why}"), Vec::new())
            }
        };
        work.edit(role, action, record, fills, &[]);
    }
}
