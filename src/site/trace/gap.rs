//! What a chain lacks at a record, and how that stands: asked for by a rule, waived, or with a reason that nothing is asked for.
//!
//! Whether a gap is open is never judged here: a gap is open where a rule reports it, and waived where that finding is.

use super::Column;
use crate::dossier::{Placed, RiskLevel};
use crate::record::control::ControlKind;
use crate::record::relations::EXTERNAL_CONTROLS;
use crate::record::{Control, Kind, Soup};
use crate::rules::Finding;
use crate::site::state;
use crate::site::version::Version;
use crate::standard::Class;

/// What may be missing in a chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Missing {
    /// A SOUP is the cause of no risk.
    Risk,
    /// A risk has no cause in a SOUP or item.
    Cause,
    /// A risk has no control.
    Control,
    /// A control is implemented by no requirement.
    Requirement,
    /// Nothing verifies a requirement or control.
    Verification,
    /// What implements a control is verified, the control itself is not.
    OwnVerification,
    /// A requirement serves nothing.
    Purpose,
}

/// Something that a chain lacks.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Gap<'v> {
    /// What is missing.
    pub missing: Missing,
    /// How that stands.
    pub standing: Standing<'v>,
}

/// How a gap stands.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Standing<'v> {
    /// A rule asks for what is missing.
    Open(&'v str),
    /// A rule asks for it, and a record waives that.
    Waived {
        /// The rule.
        rule: &'v str,
        /// The id of the waiver.
        by: &'v str,
    },
    /// No rule asks for it.
    Justified(Reason<'v>),
}

/// Why no rule asks for what is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reason<'v> {
    /// The control lies outside the software.
    External,
    /// The control is information for safety.
    Information,
    /// The record is judged as class A.
    ClassA,
    /// The initial risk is recorded, or computed by the project's matrix, at its lowest level.
    Level(&'v str),
    /// A rationale says why there is none.
    Rationale,
    /// None of the rules in force asks for it.
    NotAsked,
}

impl Missing {
    /// Returns the column in which the missing thing would stand.
    pub fn column(self) -> Column {
        match self {
            Missing::Cause | Missing::Purpose => Column::Source,
            Missing::Risk => Column::Risk,
            Missing::Control => Column::Control,
            Missing::Requirement => Column::Requirement,
            Missing::Verification | Missing::OwnVerification => Column::Verification,
        }
    }

    /// Returns the key of the message that says what is missing.
    pub fn key(self) -> &'static str {
        match self {
            Missing::Risk => "risk",
            Missing::Cause => "cause",
            Missing::Control => "control",
            Missing::Requirement => "requirement",
            Missing::Verification => "verification",
            Missing::OwnVerification => "own-verification",
            Missing::Purpose => "purpose",
        }
    }

    /// Returns the rules that ask for it, and the field whose broken links would be the reason.
    pub(super) fn asked(self, kind: Kind) -> (&'static [&'static str], &'static str) {
        match self {
            Missing::Risk => (&["soup-risk-analysis-missing"], ""),
            Missing::Cause => (&["risk-orphan"], "causes"),
            Missing::Control => (&["risk-uncontrolled", "trace-chain-broken"], "controls"),
            Missing::Requirement => (&["control-without-requirement"], ""),
            Missing::Verification | Missing::OwnVerification if kind == Kind::Control => {
                (&["control-unverified"], "")
            }
            Missing::Verification | Missing::OwnVerification => (&["requirement-unverified"], ""),
            Missing::Purpose => (&["requirement-orphan"], "applies_to"),
        }
    }
}

/// The rules that report a link that leads nowhere, as the reason why something is missing.
pub(super) const BROKEN: [&str; 3] = ["link-dangling", "link-wrong-type", "link-to-retired"];

impl<'v> Gap<'v> {
    /// Looks up how it stands that something is missing at a record.
    pub fn of(version: &'v Version<'_>, record: Placed<'v>, missing: Missing) -> Gap<'v> {
        let (rules, field) = missing.asked(record.kind());
        let mut waived = None;
        let mut open = None;
        let mut look = |finding: &'v Finding| {
            let rule = finding.rule.code;
            match finding.waived_by.as_deref() {
                None => open = open.or(Some(rule)),
                Some(by) => waived = waived.or(Some((rule, by))),
            }
        };
        for finding in version.findings_of(record.path()) {
            let code = finding.rule.code;
            let broken = !field.is_empty() && finding.field.starts_with(field) && BROKEN.contains(&code);
            if rules.contains(&code) || broken {
                look(finding);
            }
        }
        // A control on which a class relies is judged with the item whose class that is.
        if record.kind() == Kind::Control && missing.column() == Column::Verification {
            let id = record.record().id();
            for item in record.from(&EXTERNAL_CONTROLS) {
                let of_item = version.findings_of(item.path());
                of_item
                    .filter(|finding| {
                        finding.rule.code == "external-control-unverified" && finding.field.ends_with(id)
                    })
                    .for_each(&mut look);
            }
        }
        let standing = match (open, waived) {
            (Some(rule), _) => Standing::Open(rule),
            (None, Some((rule, by))) => Standing::Waived { rule, by },
            (None, None) => Standing::Justified(reason(record, missing)),
        };
        Gap { missing, standing }
    }

    /// Returns the rule that asks for what is missing.
    pub fn rule(&self) -> Option<&'v str> {
        match &self.standing {
            Standing::Open(rule) | Standing::Waived { rule, .. } => Some(rule),
            Standing::Justified(_) => None,
        }
    }

    /// Returns the key of the state in which the gap is.
    pub fn key(&self) -> &'static str {
        match &self.standing {
            Standing::Open(_) => "missing",
            Standing::Waived { .. } => "waived",
            Standing::Justified(_) => "na",
        }
    }

    /// Returns the shape of that state.
    pub fn shape(&self) -> &'static str {
        state::mark(self.key())
    }
}

/// Returns why no rule asks for what is missing at a record.
fn reason<'v>(record: Placed<'v>, missing: Missing) -> Reason<'v> {
    if let Some(control) = record.fields::<Control>().filter(|_| missing == Missing::Requirement) {
        if control.external.as_ref().is_some_and(|external| external.value) {
            return Reason::External;
        }
        if control.kind.as_ref().is_some_and(|kind| kind.value == ControlKind::Information) {
            return Reason::Information;
        }
    }
    if missing == Missing::Control
        && let RiskLevel::Acceptable(level) = record.initial_level()
    {
        return Reason::Level(level);
    }
    if missing == Missing::Risk
        && record.fields::<Soup>().is_some_and(|soup| soup.no_hazard_rationale.is_some())
    {
        return Reason::Rationale;
    }
    if record.class() == Class::A { Reason::ClassA } else { Reason::NotAsked }
}
