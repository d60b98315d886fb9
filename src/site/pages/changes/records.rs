//! Records as they differ: their fields, their class, the words of their text.

use serde::Serialize;

use super::Ways;
use crate::diff::{BodyChange, ChangeKind, ClassChange, Diff, FieldChange, Line, LineKind, RecordChange};
use crate::record::Kind;
use crate::site::address::safe;
use crate::site::html::text;
use crate::site::pages::LinkView;
use crate::site::values::word;
use crate::site::version::heading;

/// So many modified records are shown unfolded; of more, each kind is folded with its count.
const UNFOLDED: usize = 60;

/// The modified records of a kind.
#[derive(Serialize)]
pub struct GroupView {
    id: &'static str,
    name: String,
    open: bool,
    records: Vec<ModifiedView>,
}

#[derive(Serialize)]
struct ModifiedView {
    anchor: String,
    record: String,
    label: String,
    what: String,
    class: String,
    fields: Vec<DeltaView>,
    body: Vec<HunkView>,
}

#[derive(Serialize)]
struct HunkView {
    section: Option<String>,
    lines: Vec<String>,
}

/// A field that says something else.
#[derive(Serialize)]
pub struct DeltaView {
    name: String,
    before: String,
    after: String,
    class: &'static str,
}

impl DeltaView {
    /// Returns what is shown of a change.
    pub fn of(change: &FieldChange) -> DeltaView {
        DeltaView {
            name: word(&change.name),
            before: change.before.clone().unwrap_or_default(),
            after: change.after.clone().unwrap_or_default(),
            class: change.class.name(),
        }
    }
}

/// Returns the records to which the same happened, as links.
pub fn listed(diff: &Diff, change: ChangeKind, ways: &Ways<'_>) -> Vec<LinkView> {
    diff.of(change).map(|record| link(record, ways)).collect()
}

fn link(record: &RecordChange, ways: &Ways<'_>) -> LinkView {
    let say = ways.words();
    let mut words = say.named("kind", record.kind.card().name).to_owned();
    if let Some(before) = &record.path_before {
        let from = say.fill("changes-moved-from", &[("path", before.as_str().into())]);
        words = format!("{words}, {from}");
    }
    if let Some(because) = record.because.first() {
        let more = record.because.len() - 1;
        words = say.fill("changes-rests-on", &[("record", because.record.as_str().into())]);
        if more > 0 {
            words = format!("{words} {}", say.fill("word-and-more", &[("count", more.into())]));
        }
    }
    let named = ways.changed(record);
    LinkView { href: named.href.unwrap_or_default(), id: named.id.to_owned(), title: named.title, words }
}

/// Returns the modified records, kind by kind.
pub fn modified(diff: &Diff, ways: &Ways<'_>) -> Vec<GroupView> {
    let open = diff.of(ChangeKind::Modified).count() <= UNFOLDED;
    let mut groups: Vec<(Kind, GroupView)> = Vec::new();
    for record in diff.of(ChangeKind::Modified) {
        let kind = record.kind;
        if groups.last().is_none_or(|(last, _)| *last != kind) {
            let (id, name) = (kind.card().name, heading(kind, ways.words()).to_owned());
            groups.push((kind, GroupView { id, name, open, records: Vec::new() }));
        }
        if let Some((_, group)) = groups.last_mut() {
            group.records.push(view(record, ways));
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

fn view(record: &RecordChange, ways: &Ways<'_>) -> ModifiedView {
    let named = ways.changed(record);
    let graver = record.fields.iter().map(|field| field.class).min();
    let graver = graver.map(|class| format!(" · {}", class.name())).unwrap_or_default();
    let class = record.class.as_ref().map(|class| {
        let reason = ways.words().english(text(&class.because_after));
        ways.words().html("changes-class", &[("step", class_step(class)), ("reason", reason)])
    });
    ModifiedView {
        anchor: format!("r-{}", safe(named.id)),
        record: named.whole(),
        label: named.id.to_owned(),
        what: format!("{}{graver}", ways.words().named("kind", record.kind.card().name)),
        class: class.unwrap_or_default(),
        fields: record.fields.iter().map(DeltaView::of).collect(),
        body: record.body.as_ref().map(hunks).unwrap_or_default(),
    }
}

fn hunks(body: &BodyChange) -> Vec<HunkView> {
    let hunks = body.hunks.iter();
    hunks
        .map(|hunk| HunkView { section: hunk.section.clone(), lines: hunk.lines.iter().map(line).collect() })
        .collect()
}

/// Returns a line of a body with the words that differ marked; where none are told apart, the whole line differs.
fn line(line: &Line) -> String {
    let element = match line.kind {
        LineKind::Same => None,
        LineKind::Removed => Some("del"),
        LineKind::Added => Some("ins"),
    };
    let whole = line.pieces.iter().all(|piece| !piece.changed);
    line.pieces
        .iter()
        .map(|piece| match element.filter(|_| whole || piece.changed) {
            Some(element) => format!("<{element}>{}</{element}>", text(&piece.text)),
            None => text(&piece.text),
        })
        .collect()
}

fn class_step(class: &ClassChange) -> String {
    let word = |class: Option<crate::standard::Class>| {
        class.map_or_else(|| "–".to_owned(), |class| class.to_string())
    };
    format!("{} → {}", word(class.before), word(class.after))
}
