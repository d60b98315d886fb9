//! The chain from a risk to its proof: risk, control, requirement, verification, each under the one before (IEC 62304 7.3.3).

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt::Write;

use crate::dossier::Placed;
use crate::record::relations::{CAUSES, CONTROLS, IMPLEMENTS, VERIFIES};
use crate::record::{Control, Kind, Requirement, Risk};

use super::html::{escape, id_link, text};
use super::state;
use super::version::Version;
use crate::trace::words::{estimate, is_outside, level};
use crate::trace::{direct, live};

/// How many steps a chain on a record's page may have; the matrix has them all.
const STEPS: usize = 200;

/// One step of a chain, with those that follow from it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Step<'v> {
    /// The page of the record, from the version's folder.
    pub page: &'v str,
    /// Its id.
    pub id: &'v str,
    /// Its title.
    pub title: &'v str,
    /// What more is worth knowing, in small print.
    pub note: Cow<'static, str>,
    /// How it ends here.
    pub end: End,
    /// What follows from it.
    pub steps: Vec<Step<'v>>,
}

/// How a step ends.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum End {
    /// Other steps follow.
    Open,
    /// In a word of the project's own, which is not judged here.
    Word(String),
    /// In a state: its key and its word.
    State(&'static str, Cow<'static, str>),
}

/// Returns the chains that begin at a record: at the risks of a SOUP or an item, or at the record itself.
pub fn of<'v>(version: &'v Version<'v>, record: Placed<'v>) -> Vec<Step<'v>> {
    let mut tracer = Tracer { version, seen: HashSet::new(), left: STEPS };
    match record.kind() {
        Kind::Soup | Kind::Item => live(record.from(&CAUSES)).filter_map(|risk| tracer.risk(risk)).collect(),
        Kind::Risk => live(record.to(&CONTROLS)).filter_map(|control| tracer.control(control)).collect(),
        Kind::Control => tracer.below_control(record),
        Kind::Requirement => {
            live(record.from(&VERIFIES)).filter_map(|run| tracer.verification(run)).collect()
        }
        Kind::Tool
        | Kind::Verification
        | Kind::AnomalyReview
        | Kind::Change
        | Kind::Problem
        | Kind::Document
        | Kind::Release
        | Kind::Waiver => Vec::new(),
    }
}

/// Returns a chain as indented text.
pub fn html(steps: &[Step<'_>], up: &str) -> String {
    fn list(steps: &[Step<'_>], up: &str, class: &str, out: &mut String) {
        let _ = write!(out, "<ul{class}>");
        for step in steps {
            out.push_str("<li><p>");
            out.push_str(&id_link(&format!("{up}{}", step.page), step.id));
            out.push_str(" <span>");
            escape(step.title, out);
            if !step.note.is_empty() {
                let _ = write!(out, " <small>{}</small>", text(&step.note));
            }
            out.push_str("</span>");
            match &step.end {
                End::Open => {}
                End::Word(word) => {
                    let _ = write!(out, " <span class=\"end\">{}</span>", text(word));
                }
                End::State(key, word) => {
                    let _ = write!(out, " {}", state::result(key, word));
                }
            }
            out.push_str("</p>");
            if !step.steps.is_empty() {
                list(&step.steps, up, "", out);
            }
            out.push_str("</li>\n");
        }
        out.push_str("</ul>\n");
    }
    let mut out = String::new();
    if !steps.is_empty() {
        list(steps, up, " class=\"chain\"", &mut out);
    }
    out
}

struct Tracer<'v> {
    version: &'v Version<'v>,
    /// What was written out already: a second time its id is enough.
    seen: HashSet<usize>,
    left: usize,
}

impl<'v> Tracer<'v> {
    fn step(&mut self, record: Placed<'v>, note: Cow<'static, str>, end: End) -> Option<Step<'v>> {
        self.left = self.left.checked_sub(1)?;
        Some(Step {
            page: self.version.addresses().page(record),
            id: record.record().id(),
            title: record.record().title(),
            note,
            end,
            steps: Vec::new(),
        })
    }

    fn risk(&mut self, record: Placed<'v>) -> Option<Step<'v>> {
        let risk = record.fields::<Risk>()?;
        let mut step = self.step(record, estimate(risk).into(), End::Word(level(risk)))?;
        step.steps = live(record.to(&CONTROLS)).filter_map(|control| self.control(control)).collect();
        if step.steps.is_empty() && !record.to(&CONTROLS).any(|control| control.is_live()) {
            step.note = format!("{} no control", step.note).trim().to_owned().into();
        }
        Some(step)
    }

    fn control(&mut self, record: Placed<'v>) -> Option<Step<'v>> {
        let control = record.fields::<Control>();
        let kind = control.and_then(|control| control.kind.as_ref()).map_or("", |kind| kind.value.word());
        let external =
            control.and_then(|control| control.external.as_ref()).is_some_and(|external| external.value);
        let note: Cow<'static, str> = if external { format!("{kind}, external").into() } else { kind.into() };
        if !self.seen.insert(record.index) {
            return self.step(record, format!("{note}, as above").into(), End::Open);
        }
        let mut step = self.step(record, note, End::Open)?;
        step.steps = self.below_control(record);
        if step.steps.is_empty() {
            step.end = NOT_VERIFIED;
        } else if is_outside(control) && !live(record.from(&IMPLEMENTS)).any(|_| true) {
            step.end = End::State("na", Cow::Borrowed("no requirement, outside the software"));
        }
        Some(step)
    }

    fn below_control(&mut self, record: Placed<'v>) -> Vec<Step<'v>> {
        let mut steps: Vec<Step<'v>> =
            live(record.from(&IMPLEMENTS)).filter_map(|requirement| self.requirement(requirement)).collect();
        steps.extend(direct(record).filter_map(|run| self.verification(run)));
        steps
    }

    fn requirement(&mut self, record: Placed<'v>) -> Option<Step<'v>> {
        let requirement = record.fields::<Requirement>();
        let kind = requirement
            .and_then(|requirement| requirement.kind.as_ref())
            .map_or("", |kind| kind.value.word());
        let mut step = self.step(record, kind.into(), End::Open)?;
        if self.seen.insert(record.index) {
            step.steps = live(record.from(&VERIFIES)).filter_map(|run| self.verification(run)).collect();
            if step.steps.is_empty() {
                step.end = NOT_VERIFIED;
            }
        }
        Some(step)
    }

    fn verification(&mut self, record: Placed<'v>) -> Option<Step<'v>> {
        let (key, word) = self.version.outcome(record);
        self.step(record, Cow::Borrowed(""), End::State(key, word.into()))
    }
}

/// The end of what nothing verifies.
const NOT_VERIFIED: End = End::State("missing", Cow::Borrowed("no verification"));
