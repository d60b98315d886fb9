//! Rules: what an auditor would ask of the records, one file each.
//!
//! In go a [`Dossier`] and its [`Past`]; out come [`Finding`]s in the order of path, line and rule. A rule is a [`Rule`] card: everything
//! about it is data except the few lines that decide. Only rules make findings, every finding names its rule, every rule its
//! clauses.

use rayon::prelude::*;

use crate::dossier::{Dossier, Placed, is_unreadable, is_unreadable_within};
use crate::field::{FaultKind, Text};
use crate::past::Past;
use crate::standard::{Basis, Class, Classes, Clause};
use crate::text::Span;

pub mod drawn;
pub mod example_edit;
mod finding;
pub mod proof;
mod severity;
#[cfg(test)]
mod tests;
mod waived;
mod overtaken;

pub(crate) use anomaly_review_stale::newest_covers;
pub(crate) use finding::widen;
pub use finding::{Draft, Edit, Finding, Findings, Label, Related};
pub use severity::Severity;
pub(crate) use soup_version_not_exact::why_not_pinned;
pub use waived::Waivers;

mod acceptance_stale;
mod affected_without_action;
mod anomaly_conclusion_missing;
mod anomaly_hazard_unlinked;
mod anomaly_review_incomplete;
mod anomaly_review_missing;
mod anomaly_review_overdue;
mod anomaly_review_stale;
mod anomaly_source_missing;
mod anomaly_untriaged;
mod approval_stale;
mod architecture_verification_missing;
mod attachment_missing;
mod change_approved_late;
mod change_impact_missing;
mod change_unapproved;
mod class_above_parent;
mod class_below_parent_unjustified;
mod class_below_risk_severity;
mod class_missing;
mod class_rationale_missing;
mod config_unknown_key;
mod control_class_too_low;
mod control_side_effect_unreviewed;
mod control_unverified;
mod control_without_requirement;
mod date_invalid;
mod end_of_support_approaching;
mod end_of_support_passed;
mod evidence_missing;
mod external_control_unverified;
mod field_invalid;
mod field_unknown;
mod file_name_unusable;
mod inventory_unreadable;
mod kev_open;
mod key_duplicate;
mod link_circular;
mod link_dangling;
mod link_one_sided;
mod link_to_retired;
mod link_wrong_type;
mod monitoring_plan_missing;
mod not_affected_unjustified;
mod placeholder_value;
mod problem_report_open;
mod record_id_duplicate;
mod record_id_invalid;
mod record_malformed;
mod release_anomaly_unevaluated;
mod release_record_missing;
mod release_record_unapproved;
mod release_tag_unsigned;
mod requirement_orphan;
mod requirement_unverified;
mod residual_risk_unaccepted;
mod risk_assessment_stale;
mod risk_chain_incomplete;
mod risk_level_inconsistent;
mod risk_orphan;
mod risk_uncontrolled;
mod sbom_mismatch;
mod score_undated;
mod security_category_missing;
mod seen_at_unknown;
mod segregation_evidence_stale;
mod segregation_without_architecture;
mod segregation_without_evidence;
mod soup_change_unrecorded;
mod soup_class_below_host;
mod soup_duplicate;
mod soup_functional_requirement_missing;
mod soup_identifier_missing;
mod soup_intended_use_missing;
mod soup_is_tool;
mod soup_license_missing;
mod soup_license_not_spdx;
mod soup_manufacturer_missing;
mod soup_modified_unrecorded;
mod soup_not_allocated;
mod soup_performance_requirement_missing;
mod soup_provenance_missing;
mod soup_provenance_unexplained;
mod soup_risk_analysis_missing;
mod soup_system_requirement_missing;
mod soup_title_missing;
mod soup_version_missing;
mod soup_version_not_exact;
mod support_status_unknown;
mod trace_chain_broken;
mod update_decision_missing;
mod verification_failed_unhandled;
mod verification_incomplete;
mod verification_orphan;
mod verification_stale;
mod waiver_invalid;
mod waiver_too_broad;
mod waiver_unused;

/// Every rule, by name.
pub static RULES: &[&Rule] = &[
    &acceptance_stale::RULE,
    &affected_without_action::RULE,
    &anomaly_conclusion_missing::RULE,
    &anomaly_hazard_unlinked::RULE,
    &anomaly_review_incomplete::RULE,
    &anomaly_review_missing::RULE,
    &anomaly_review_overdue::RULE,
    &anomaly_review_stale::RULE,
    &anomaly_source_missing::RULE,
    &anomaly_untriaged::RULE,
    &approval_stale::RULE,
    &architecture_verification_missing::RULE,
    &attachment_missing::RULE,
    &change_approved_late::RULE,
    &change_impact_missing::RULE,
    &change_unapproved::RULE,
    &class_above_parent::RULE,
    &class_below_parent_unjustified::RULE,
    &class_below_risk_severity::RULE,
    &class_missing::RULE,
    &class_rationale_missing::RULE,
    &config_unknown_key::RULE,
    &control_class_too_low::RULE,
    &control_side_effect_unreviewed::RULE,
    &control_unverified::RULE,
    &control_without_requirement::RULE,
    &date_invalid::RULE,
    &end_of_support_approaching::RULE,
    &end_of_support_passed::RULE,
    &evidence_missing::RULE,
    &external_control_unverified::RULE,
    &field_invalid::RULE,
    &field_unknown::RULE,
    &file_name_unusable::RULE,
    &inventory_unreadable::RULE,
    &kev_open::RULE,
    &key_duplicate::RULE,
    &link_circular::RULE,
    &link_dangling::RULE,
    &link_one_sided::RULE,
    &link_to_retired::RULE,
    &link_wrong_type::RULE,
    &monitoring_plan_missing::RULE,
    &not_affected_unjustified::RULE,
    &placeholder_value::RULE,
    &problem_report_open::RULE,
    &record_id_duplicate::RULE,
    &record_id_invalid::RULE,
    &record_malformed::RULE,
    &release_anomaly_unevaluated::RULE,
    &release_record_missing::RULE,
    &release_record_unapproved::RULE,
    &release_tag_unsigned::RULE,
    &requirement_orphan::RULE,
    &requirement_unverified::RULE,
    &residual_risk_unaccepted::RULE,
    &risk_assessment_stale::RULE,
    &risk_chain_incomplete::RULE,
    &risk_level_inconsistent::RULE,
    &risk_orphan::RULE,
    &risk_uncontrolled::RULE,
    &sbom_mismatch::RULE,
    &score_undated::RULE,
    &security_category_missing::RULE,
    &seen_at_unknown::RULE,
    &segregation_evidence_stale::RULE,
    &segregation_without_architecture::RULE,
    &segregation_without_evidence::RULE,
    &soup_change_unrecorded::RULE,
    &soup_class_below_host::RULE,
    &soup_duplicate::RULE,
    &soup_functional_requirement_missing::RULE,
    &soup_identifier_missing::RULE,
    &soup_intended_use_missing::RULE,
    &soup_is_tool::RULE,
    &soup_license_missing::RULE,
    &soup_license_not_spdx::RULE,
    &soup_manufacturer_missing::RULE,
    &soup_modified_unrecorded::RULE,
    &soup_not_allocated::RULE,
    &soup_performance_requirement_missing::RULE,
    &soup_provenance_missing::RULE,
    &soup_provenance_unexplained::RULE,
    &soup_risk_analysis_missing::RULE,
    &soup_system_requirement_missing::RULE,
    &soup_title_missing::RULE,
    &soup_version_missing::RULE,
    &soup_version_not_exact::RULE,
    &support_status_unknown::RULE,
    &trace_chain_broken::RULE,
    &update_decision_missing::RULE,
    &verification_failed_unhandled::RULE,
    &verification_incomplete::RULE,
    &verification_orphan::RULE,
    &verification_stale::RULE,
    &waiver_invalid::RULE,
    &waiver_too_broad::RULE,
    &waiver_unused::RULE,
];

/// A rule: what it asks, why, and how it is shown to work.
pub struct Rule {
    /// Its name: subject first, then what is wrong.
    pub code: &'static str,
    /// The clauses that ask for it; the first one is the main one.
    pub clauses: &'static [&'static Clause],
    /// The safety classes that it concerns. Records that are judged without class are always concerned.
    pub classes: Classes,
    /// How grave its findings are.
    pub severity: Severity,
    /// What it finds, in one line.
    pub summary: &'static str,
    /// Why that matters and what exactly is asked, as Markdown.
    pub explain: &'static str,
    /// What to do about a finding, as an instruction; a finding may have a help of its own.
    pub help: &'static str,
    /// An example that is wrong, with the expected findings drawn into it (see [`drawn`]).
    pub wrong: &'static str,
    /// The same example, put right.
    pub right: &'static str,
    /// The edit of the example device that, made alone, makes the rule speak (see [`example_edit`]).
    pub break_it: &'static str,
    /// What decides.
    pub check: Check,
}

/// What a rule looks at.
pub enum Check {
    /// All records of one moment.
    Dossier(fn(&Dossier, &mut Findings<'_>)),
    /// The same, and what came before: what evidence saw, the previous release, the tag.
    Past(fn(&Dossier, &Past, &mut Findings<'_>)),
    /// The same, and what all other rules found.
    Found(fn(&Dossier, &[Finding], &mut Findings<'_>)),
}

impl Rule {
    /// Returns the rule's clauses that are in force under `rulesets` and ask it of a record of that class; what is judged without class
    /// counts as C.
    pub fn clauses_for<'r>(
        &self,
        rulesets: &'r [String],
        class: Option<Class>,
    ) -> impl Iterator<Item = &'static Clause> + 'r {
        let class = class.unwrap_or(Class::C);
        let in_force = move |clause: &&Clause| clause.is_in_force(rulesets);
        self.clauses.iter().copied().filter(in_force).filter(move |clause| clause.classes.includes(class))
    }

    /// Returns the strongest basis that the rule can have under `rulesets`; `None` where no clause of theirs asks for it, so
    /// that it does not run. What a single finding rests on depends on its class too: see [`Finding::basis`].
    pub fn basis(&self, rulesets: &[String]) -> Option<Basis> {
        self.clauses_for(rulesets, None).map(|clause| clause.basis).min()
    }

    /// Returns the rule of that code.
    pub fn of_code(code: &str) -> Option<&'static Rule> {
        RULES.iter().copied().find(|rule| rule.code == code)
    }

    /// Returns whether a waiver can suppress its findings: all but those about waivers.
    pub fn is_waivable(&self) -> bool {
        !self.code.starts_with("waiver-")
    }

    /// Returns the rule's own findings in a dossier with its past, waivers not looked at. What all other rules find is looked
    /// at by a rule about waivers alone.
    pub fn findings(&'static self, dossier: &Dossier, past: &Past) -> Vec<Finding> {
        if self.severity.is_release_only() && !dossier.judged.is_release() {
            return Vec::new();
        }
        let mut found = Findings::new(self, dossier, past);
        match self.check {
            Check::Dossier(check) => check(dossier, &mut found),
            Check::Past(check) => check(dossier, past, &mut found),
            Check::Found(check) => check(dossier, &others(dossier, past), &mut found),
        }
        found.into_findings()
    }

    /// Returns whether the rule is asked of this moment: not one about releases at another moment, nor one of a ruleset that
    /// is not in use.
    pub fn is_asked(&self, dossier: &Dossier) -> bool {
        let in_time = !self.severity.is_release_only() || dossier.judged.is_release();
        in_time && self.basis(&dossier.config.rulesets).is_some()
    }

    /// Returns whether the rule can tell all that it asks at this moment: it is asked of it, and where it is about the past,
    /// enough of that is known.
    pub fn can_tell(&self, dossier: &Dossier, past: &Past) -> bool {
        let known = !matches!(self.check, Check::Past(_)) || past.incomplete.is_none();
        known && self.is_asked(dossier)
    }
}

impl std::fmt::Debug for Rule {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.code)
    }
}

/// Returns what all rules of the dossier's rulesets find, by path, line and rule, waived findings marked.
pub fn check(dossier: &Dossier, past: &Past) -> Vec<Finding> {
    let mut findings = others(dossier, past);
    for rule in RULES.iter().filter(|rule| rule.basis(&dossier.config.rulesets).is_some()) {
        if let Check::Found(check) = rule.check {
            let mut found = Findings::new(rule, dossier, past);
            check(dossier, &findings, &mut found);
            findings.extend(found.into_findings());
        }
    }
    finding::settle(&mut findings);
    findings
}

/// Returns what all rules find that do not look at findings, with waived ones marked.
fn others(dossier: &Dossier, past: &Past) -> Vec<Finding> {
    let asked = |rule: &&&'static Rule| {
        rule.basis(&dossier.config.rulesets).is_some() && !matches!(rule.check, Check::Found(_))
    };
    let mut findings: Vec<Finding> =
        RULES.par_iter().filter(asked).flat_map_iter(|rule| rule.findings(dossier, past)).collect();
    waived::waive(&mut findings, dossier);
    findings
}

/// Reports the faults of writing of one kind, for the rules that stand for them.
fn record_faults(dossier: &Dossier, kind: FaultKind, found: &mut Findings<'_>) {
    for record in dossier.records() {
        for fault in record.record().faults.iter().filter(|fault| fault.kind == kind) {
            let mut draft = found.add(record.at(fault.field.clone(), fault.at), fault.message.clone());
            if let Some(help) = &fault.help {
                draft = draft.help(help.clone());
            }
            if let Some((at, message)) = fault.also {
                draft.label(at, message);
            }
        }
    }
}

/// Reports a requirement or control that no live verification shows by having passed.
fn unverified(record: Placed<'_>, noun: &str, found: &mut Findings<'_>) {
    // A result that cannot be read is reported where it stands.
    if record.is_verified() || record.verifications().any(|(by, _)| is_unreadable(by, "result")) {
        return;
    }
    let mut draft = found.add(record.whole(), format!("no passed verification names this {noun}"));
    for (by, verification) in record.verifications() {
        let says = match &verification.result {
            Some(result) => format!("this verification has the result {}", result.value),
            None => "this verification has no result".to_owned(),
        };
        draft = draft.related(by.field("result"), says);
    }
}

/// Returns the place of some bytes of a text; the whole text where it is not written in one piece, as in a folded block.
fn part(record: Placed<'_>, text: &Text, bytes: std::ops::Range<usize>) -> Span {
    match record.record().text[text.at.range()].find(&*text.value) {
        Some(before) => {
            let start = text.at.start as usize + before;
            Span::new(start + bytes.start, start + bytes.end)
        }
        None => text.at,
    }
}
