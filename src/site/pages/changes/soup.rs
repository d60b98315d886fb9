//! The SOUP that moved, each with the change records that say so, and the classes that moved with the reason.

use serde::Serialize;

use super::Ways;
use crate::diff::{ChangeKind, Diff};
use crate::report::diff::moved::{remarks, way};
use crate::review::{Review, SoupMove};
use crate::site::html::{text, version as version_html};
use crate::site::state;
use crate::standard::Class;

/// A SOUP that moved. Every part but the class is HTML.
#[derive(Serialize)]
pub struct MoveView {
    pub(super) record: String,
    pub(super) from: String,
    pub(super) to: String,
    pub(super) class: String,
    pub(super) changes: String,
    /// Which way the version goes.
    way: &'static str,
    /// What else there is to say of the move.
    remarks: Vec<String>,
}

/// A class that moved.
#[derive(Serialize)]
pub struct ClassView {
    record: String,
    before: String,
    after: String,
    why: String,
}

/// Returns the SOUP that moved, those that were there before and after first.
pub fn moves(review: &Review, ways: &Ways<'_>) -> Vec<MoveView> {
    let mut moves: Vec<&SoupMove> = review.moves.iter().collect();
    moves.sort_by_key(|moved| !is_step(moved));
    moves.into_iter().map(|moved| view(moved, ways)).collect()
}

/// Returns whether a SOUP was in use before and after, in two versions.
pub fn is_step(moved: &SoupMove) -> bool {
    moved.versions.as_ref().is_some_and(|(before, after)| before.is_some() && after.is_some())
}

fn view(moved: &SoupMove, ways: &Ways<'_>) -> MoveView {
    let words = ways.words();
    let class_of = |class: Class| words.fill("changes-class-is", &[("class", class.to_string().into())]);
    let side = |version: &Option<String>, none: &str| match version.as_deref() {
        None => none.to_owned(),
        Some("") => state::result("missing", words.say("soups-no-version")),
        Some(version) => version_html(version),
    };
    let (from, to) = match (&moved.versions, moved.classes) {
        (Some((before, after)), _) => {
            (side(before, words.say("changes-move-added")), side(after, words.say("changes-move-removed")))
        }
        (None, Some((before, after))) => (class_of(before), class_of(after)),
        (None, None) => (String::new(), String::new()),
    };
    let class = match moved.classes {
        Some((before, after)) => format!("{before} → {after}"),
        None => moved.class.map(|class| class.to_string()).unwrap_or_default(),
    };
    let named = ways.record(&moved.soup);
    let record = super::Named { title: moved.title.clone(), ..named }.whole();
    let remarks = remarks(moved, &|part| format!("<code>{}</code>", text(part)));
    MoveView {
        record,
        from,
        to,
        class,
        changes: covering(moved, ways),
        way: way(moved).unwrap_or_default(),
        remarks,
    }
}

/// Returns the change records that cover a move, or that there is none, in words.
fn covering(moved: &SoupMove, ways: &Ways<'_>) -> String {
    let links: Vec<String> = moved.changes.iter().map(|id| ways.record(id).id()).collect();
    match (moved.is_covered || !moved.is_asked && links.is_empty(), links.is_empty()) {
        (true, true) => state::result("na", ways.words().say("changes-needs-none")),
        (true, false) => links.join(" "),
        (false, true) => state::result("missing", ways.words().say("changes-no-record")),
        (false, false) => {
            format!("{} {}", links.join(" "), state::result("missing", ways.words().say("changes-in-part")))
        }
    }
}

/// Returns the classes that moved, of records that were there before and after.
pub fn classes(diff: &Diff, ways: &Ways<'_>) -> Vec<ClassView> {
    let word = |class: Option<Class>| class.map_or_else(|| "–".to_owned(), |class| class.to_string());
    let stayed = diff
        .records
        .iter()
        .filter(|record| !matches!(record.change, ChangeKind::Added | ChangeKind::Removed));
    stayed
        .filter_map(|record| {
            let class = record.class.as_ref()?;
            let now = class.after.map(|_| ways.words().english(text(&class.because_after)));
            Some(ClassView {
                record: ways.changed(record).whole(),
                before: word(class.before),
                after: word(class.after),
                why: now.unwrap_or_else(|| text(ways.words().say("changes-no-class-now"))),
            })
        })
        .collect()
}
