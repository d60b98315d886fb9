//! Walks through the records of a chain, up and down, and notes what is not there.

use std::borrow::Cow;
use std::collections::HashSet;

use super::gap::{Gap, Missing, Standing};
use super::{Column, End, Step, What};
use crate::dossier::Placed;
use crate::record::relations::{
    AFFECTS, ANOMALY_CHANGE, ANOMALY_RISKS, APPLIES_TO, CAUSES, CONTROLS, IMPLEMENTS, MOVES, PROBLEM_REPORTS,
    VERIFIES,
};
use crate::record::{Change, Control, Kind, Requirement, Risk};
use crate::site::version::Version;
use crate::standard::Class;
use crate::trace::words::{estimate, level};
use crate::trace::{direct, live};

/// A walk through records.
pub(super) struct Tracer<'v> {
    version: &'v Version<'v>,
    /// What was written out already: a second time its id is enough. `None` writes out everything.
    seen: Option<HashSet<usize>>,
    left: usize,
    cut: usize,
}

impl<'v> Tracer<'v> {
    /// Begins a walk of so many steps, in which nothing is written out twice; `None` goes everywhere as often as it comes there.
    pub fn new(version: &'v Version<'v>, steps: Option<usize>) -> Tracer<'v> {
        let seen = steps.map(|_| HashSet::new());
        Tracer { version, seen, left: steps.unwrap_or(usize::MAX), cut: 0 }
    }

    /// Forgets what was written out already.
    pub fn forget(&mut self) {
        self.seen.iter_mut().for_each(HashSet::clear);
    }

    /// Returns at how many places a step more would have followed.
    pub fn cut(&self) -> usize {
        self.cut
    }

    /// Returns what follows from a record.
    pub fn below(&mut self, record: Placed<'v>) -> Vec<Step<'v>> {
        match record.kind() {
            Kind::Soup | Kind::Item => self.below_source(record),
            Kind::Risk => self.below_risk(record),
            Kind::Control => self.below_control(record),
            Kind::Requirement => self.below_requirement(record),
            Kind::AnomalyReview => {
                let mut steps: Vec<Step<'v>> =
                    distinct(record.to(&ANOMALY_CHANGE)).filter_map(|change| self.change(change)).collect();
                steps.extend(distinct(record.to(&ANOMALY_RISKS)).filter_map(|risk| self.risk(risk, false)));
                steps
            }
            Kind::Problem => {
                let changes = distinct(record.from(&PROBLEM_REPORTS));
                let mut steps: Vec<Step<'v>> = changes.filter_map(|change| self.change(change)).collect();
                steps.extend(distinct(record.to(&AFFECTS)).filter_map(|source| self.source(source, "")));
                steps
            }
            Kind::Change => self.below_change(record),
            Kind::Verification | Kind::Tool | Kind::Document | Kind::Release | Kind::Waiver => Vec::new(),
        }
    }

    /// Returns what a record serves or comes of.
    pub fn above(&mut self, record: Placed<'v>) -> Vec<Step<'v>> {
        match record.kind() {
            Kind::Verification => {
                let verified = distinct(record.to(&VERIFIES));
                verified.filter_map(|target| self.served(target)).collect()
            }
            Kind::Requirement => self.above_requirement(record),
            Kind::Control => distinct(record.from(&CONTROLS)).filter_map(|risk| self.served(risk)).collect(),
            Kind::Risk => self.above_risk(record),
            Kind::Change => {
                let reports = record.to(&PROBLEM_REPORTS).chain(record.from(&ANOMALY_CHANGE));
                distinct(reports).filter_map(|report| self.plain(report)).collect()
            }
            Kind::Soup
            | Kind::Item
            | Kind::AnomalyReview
            | Kind::Problem
            | Kind::Tool
            | Kind::Document
            | Kind::Release
            | Kind::Waiver => Vec::new(),
        }
    }

    fn step(&mut self, record: Placed<'v>, note: Cow<'v, str>, end: End<'v>) -> Option<Step<'v>> {
        let column = Column::of(record.kind())?;
        if self.left == 0 {
            self.cut += 1;
            return None;
        }
        self.left -= 1;
        let (id, title) = (record.record().id(), record.record().title());
        Some(Step {
            column,
            page: self.version.addresses().page(record),
            what: What::Record { id, title, note, end },
            again: false,
            steps: Vec::new(),
        })
    }

    fn gap(&self, record: Placed<'v>, missing: Missing) -> Step<'v> {
        Step {
            column: missing.column(),
            page: self.version.addresses().page(record),
            what: What::Gap(Gap::of(self.version, record, missing)),
            again: false,
            steps: Vec::new(),
        }
    }

    fn is_first(&mut self, record: Placed<'v>) -> bool {
        self.seen.as_mut().is_none_or(|seen| seen.insert(record.index))
    }

    /// Returns a record of which nothing more is said here.
    pub fn plain(&mut self, record: Placed<'v>) -> Option<Step<'v>> {
        self.step(record, Cow::Borrowed(""), End::Open)
    }

    /// Returns a SOUP or item, with what goes wrong there.
    pub fn source(&mut self, record: Placed<'v>, note: &'v str) -> Option<Step<'v>> {
        let class = match record.class() {
            Class::A => "class A",
            Class::B => "class B",
            Class::C => "class C",
        };
        self.step(record, note.into(), End::Word(class.to_owned()))
    }

    fn change(&mut self, record: Placed<'v>) -> Option<Step<'v>> {
        let decision = record.fields::<Change>().and_then(|change| change.decision.as_ref());
        let end = decision.map_or(End::Open, |decision| End::Word(decision.value.word().to_owned()));
        let mut step = self.step(record, Cow::Borrowed(""), end)?;
        step.again = !self.is_first(record);
        if !step.again {
            step.steps = self.below_change(record);
        }
        Some(step)
    }

    fn below_change(&mut self, record: Placed<'v>) -> Vec<Step<'v>> {
        distinct(record.to(&MOVES)).filter_map(|soup| self.source(soup, "")).collect()
    }

    fn below_source(&mut self, record: Placed<'v>) -> Vec<Step<'v>> {
        let risks: Vec<Placed<'v>> = distinct(record.from(&CAUSES)).collect();
        if risks.is_empty() && record.kind() == Kind::Soup && record.is_live() {
            return vec![self.gap(record, Missing::Risk)];
        }
        risks.into_iter().filter_map(|risk| self.risk(risk, true)).collect()
    }

    /// Returns a risk; what follows from it too, where that is wanted.
    pub fn risk(&mut self, record: Placed<'v>, deep: bool) -> Option<Step<'v>> {
        let risk = record.fields::<Risk>()?;
        let mut step = self.step(record, estimate(risk).into(), End::Word(level(risk)))?;
        if deep {
            step.steps = self.below_risk(record);
        }
        Some(step)
    }

    fn below_risk(&mut self, record: Placed<'v>) -> Vec<Step<'v>> {
        let controls: Vec<Placed<'v>> = live(record.to(&CONTROLS)).collect();
        if controls.is_empty() {
            return vec![self.gap(record, Missing::Control)];
        }
        controls.into_iter().filter_map(|control| self.control(control)).collect()
    }

    fn control(&mut self, record: Placed<'v>) -> Option<Step<'v>> {
        let mut step = self.step(record, kind_of_control(record), End::Open)?;
        step.again = !self.is_first(record);
        if !step.again {
            step.steps = self.below_control(record);
        }
        Some(step)
    }

    fn below_control(&mut self, record: Placed<'v>) -> Vec<Step<'v>> {
        let requirements: Vec<Placed<'v>> = live(record.from(&IMPLEMENTS)).collect();
        let verified = record.is_verified();
        let asked = (!verified).then(|| Gap::of(self.version, record, Missing::Verification));
        let rule = asked.as_ref().and_then(Gap::rule);
        let mut steps = Vec::with_capacity(requirements.len() + 1);
        if requirements.is_empty() {
            steps.push(self.gap(record, Missing::Requirement));
        }
        steps.extend(requirements.into_iter().filter_map(|requirement| self.requirement(requirement)));
        steps.extend(direct(record).filter_map(|run| self.verification(run, rule)));
        // A test of the requirement shows the requirement; that it shows the control too somebody has to record.
        if !live(record.from(&VERIFIES)).any(|_| true) {
            let below =
                |step: &Step<'_>| step.steps.iter().any(|step| matches!(step.what, What::Record { .. }));
            let proven = steps.iter().any(below);
            let missing = if proven { Missing::OwnVerification } else { Missing::Verification };
            let open = asked.is_some_and(|gap| !matches!(gap.standing, Standing::Justified(_)));
            if open || !proven {
                steps.push(self.gap(record, missing));
            }
        }
        steps
    }

    fn requirement(&mut self, record: Placed<'v>) -> Option<Step<'v>> {
        let mut step = self.step(record, kind_of_requirement(record), End::Open)?;
        step.again = !self.is_first(record);
        if !step.again {
            step.steps = self.below_requirement(record);
        }
        Some(step)
    }

    fn below_requirement(&mut self, record: Placed<'v>) -> Vec<Step<'v>> {
        let runs: Vec<Placed<'v>> = live(record.from(&VERIFIES)).collect();
        if runs.is_empty() {
            return vec![self.gap(record, Missing::Verification)];
        }
        let asked = (!record.is_verified()).then(|| Gap::of(self.version, record, Missing::Verification));
        let rule = asked.as_ref().and_then(Gap::rule);
        runs.into_iter().filter_map(|run| self.verification(run, rule)).collect()
    }

    /// Returns a verification; `rule` asks for a passed one where this is none.
    pub fn verification(&mut self, record: Placed<'v>, rule: Option<&'v str>) -> Option<Step<'v>> {
        let (key, word) = self.version.outcome(record);
        self.step(record, Cow::Borrowed(""), End::Result(key, word, rule))
    }

    /// Returns what something serves, with what that serves in turn.
    fn served(&mut self, record: Placed<'v>) -> Option<Step<'v>> {
        let mut step = match record.kind() {
            Kind::Requirement => self.step(record, kind_of_requirement(record), End::Open),
            Kind::Control => self.step(record, kind_of_control(record), End::Open),
            Kind::Risk => self.risk(record, false),
            Kind::Soup | Kind::Item => self.source(record, ""),
            Kind::Tool
            | Kind::Verification
            | Kind::AnomalyReview
            | Kind::Change
            | Kind::Problem
            | Kind::Document
            | Kind::Release
            | Kind::Waiver => None,
        }?;
        if Column::of(record.kind()) == Some(Column::Source) {
            return Some(step);
        }
        step.again = !self.is_first(record);
        if !step.again {
            step.steps = self.above(record);
        }
        Some(step)
    }

    fn above_requirement(&mut self, record: Placed<'v>) -> Vec<Step<'v>> {
        let mut serves: Vec<Placed<'v>> = distinct(record.to(&IMPLEMENTS)).collect();
        if serves.is_empty() {
            serves = distinct(record.to(&APPLIES_TO)).collect();
        }
        if serves.is_empty() && record.is_live() {
            return vec![self.gap(record, Missing::Purpose)];
        }
        serves.into_iter().filter_map(|served| self.served(served)).collect()
    }

    fn above_risk(&mut self, record: Placed<'v>) -> Vec<Step<'v>> {
        let sources: Vec<Placed<'v>> = distinct(record.to(&CAUSES)).collect();
        if sources.is_empty() && record.is_live() {
            return vec![self.gap(record, Missing::Cause)];
        }
        sources.into_iter().filter_map(|source| self.source(source, cause(record, source))).collect()
    }
}

/// Returns the live ones of some records, each once, in their order.
fn distinct<'d>(records: impl Iterator<Item = Placed<'d>>) -> impl Iterator<Item = Placed<'d>> {
    let mut seen = HashSet::new();
    live(records).filter(move |record| seen.insert(record.index))
}

/// Returns what goes wrong in a SOUP or item, as a risk says it; empty where it says nothing, or says it more than once.
pub fn cause<'d>(risk: Placed<'d>, source: Placed<'d>) -> &'d str {
    let Some(fields) = risk.fields::<Risk>() else { return "" };
    let id = source.record().id();
    let named = |cause: &&crate::record::risk::Cause| {
        cause.source.as_ref().is_some_and(|link| link.value.eq_ignore_ascii_case(id))
    };
    let mut causes = fields.causes.iter().filter(named);
    match (causes.next(), causes.next()) {
        (Some(only), None) => only.cause.as_ref().map_or("", |cause| &cause.value),
        (None, _) | (Some(_), Some(_)) => "",
    }
}

fn kind_of_control<'d>(record: Placed<'d>) -> Cow<'d, str> {
    let control = record.fields::<Control>();
    let kind = control.and_then(|control| control.kind.as_ref()).map_or("", |kind| kind.value.word());
    let external =
        control.and_then(|control| control.external.as_ref()).is_some_and(|external| external.value);
    match (external, kind.is_empty()) {
        (true, false) => format!("{kind}, external").into(),
        (true, true) => "external".into(),
        (false, _) => kind.into(),
    }
}

fn kind_of_requirement<'d>(record: Placed<'d>) -> Cow<'d, str> {
    let kind = record.fields::<Requirement>().and_then(|requirement| requirement.kind.as_ref());
    kind.map_or("", |kind| kind.value.word()).into()
}
