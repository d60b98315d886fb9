//! What moving a SOUP edits, for people: the step, the files, and what to look at.

use super::Look;
use super::narrated::tame;
use super::paint::{Page, Tint, Tinted};
use crate::bump::{Plan, Recording};
use crate::version::Direction;

/// Whether the edits were made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Made {
    /// They were written.
    Written,
    /// They would be.
    Planned,
}

/// Tells the step, the files and what a person has to look at.
pub fn human(plan: &Plan, made: Made, look: &Look) -> String {
    let mut page = Page { out: String::new(), look: *look };
    let plain = |text: String| (Tint::Plain, text);
    let mut head = vec![(Tint::Strong, format!("{} {}", tame(&plan.soup), tame(&plan.title)))];
    match plan.from == plan.to {
        true => head.push(plain(format!(": {}", tame(&plan.to)))),
        false => {
            head.push(plain(": ".to_owned()));
            head.push((Tint::Removed, tame(&plan.from)));
            head.push(plain(" → ".to_owned()));
            head.push((Tint::Added, tame(&plan.to)));
            head.push(plain(direction(plan.direction).to_owned()));
        }
    }
    page.line(0, &head);
    for file in &plan.files {
        let is_new = file.before.is_none();
        let word = match (is_new, made) {
            (true, Made::Written) => "wrote",
            (true, Made::Planned) => "would write",
            (false, Made::Written) => "edited",
            (false, Made::Planned) => "would edit",
        };
        let what = if is_new {
            "a draft whose reason, answers and decision are yours to write".to_owned()
        } else {
            file.fields.iter().map(|field| tame(field)).collect::<Vec<_>>().join(", ")
        };
        page.line(
            2,
            &[plain(format!("{word} ")), (Tint::Strong, tame(&file.path)), plain(format!(": {what}"))],
        );
    }
    if let Some(said) = said(plan) {
        page.line(2, &[plain(said)]);
    }
    for note in &plan.notes {
        page.line(2, &[plain(tame(note))] as &[Tinted]);
    }
    page.out
}

/// Says which way a version goes, behind the version.
pub(super) fn direction(direction: Direction) -> &'static str {
    match direction {
        Direction::Upgrade => ", an upgrade",
        Direction::Downgrade => ", a downgrade",
        Direction::Same => ", which is the same version spelled differently",
        Direction::Unknown => "; whether that is later cannot be told from the two",
    }
}

/// Says why no change record is written.
fn said(plan: &Plan) -> Option<String> {
    match &plan.recording {
        Recording::New(_) => None,
        Recording::Covered(id) if plan.files.is_empty() && plan.from == plan.to => Some(format!(
            "nothing to write: the record has this version, and {} tells how it came there",
            tame(id)
        )),
        Recording::Covered(id) if id.is_empty() => Some("change records tell this way already".to_owned()),
        Recording::Covered(id) => Some(format!("{} tells this step already", tame(id))),
        Recording::Deferred(id) => Some(format!(
            "{} tells this step and put it off: whoever decides to make it now changes the decision there",
            tame(id)
        )),
        Recording::NotNeeded => Some(format!(
            "no change record: {} is the version that was committed or released before",
            tame(&plan.to)
        )),
    }
}
