//! One record over all versions: in which it is, how it stood, what changed when, and by which commits.

use rayon::iter::{IntoParallelIterator, ParallelIterator};
use serde::Serialize;

use super::record::CommitView;
use crate::record::Kind;
use crate::site::Error;
use crate::site::address;
use crate::site::html::{facts, text, version as version_html};
use crate::site::step::{Fold, Lived, Stay};
use crate::site::template::{Page, Templates};
use crate::site::words::{Hole, Words};

mod picture;
mod told;

/// Returns the page of every record that has an id.
///
/// # Errors
/// A template cannot be filled.
pub fn pages(fold: &Fold<'_>, templates: &Templates) -> Result<Vec<Page>, Error> {
    let lives: Vec<&Lived<'_>> =
        fold.lives.iter().filter(|(key, _)| !key.starts_with("file:")).map(|(_, life)| life).collect();
    lives.into_par_iter().filter_map(|life| page(life, fold, templates).transpose()).collect()
}

fn page(life: &Lived<'_>, fold: &Fold<'_>, templates: &Templates) -> Result<Option<Page>, Error> {
    let (Some(first), Some(face)) = (life.stays.first(), life.face()) else { return Ok(None) };
    let words = &templates.words;
    let mut entries: Vec<EntryView> = Vec::new();
    for (number, stay) in life.stays.iter().enumerate() {
        if stay.is_back
            && let Some(last) = number.checked_sub(1).map(|number| &life.stays[number])
        {
            entries.push(EntryView::gap(last.until + 1, stay.version - 1, fold, words));
        }
        entries.push(EntryView::of(stay, number == 0, fold, words));
    }
    if let Some(gone) = life.gone {
        entries.push(EntryView::gap(gone, fold.versions.len() - 1, fold, words));
    }
    let fields: usize = entries.iter().map(|entry| entry.fields).sum();
    let changed: Vec<&EntryView> = entries.iter().filter(|entry| entry.is_edited).collect();
    let lead = lead(life, fold, fields, &changed, words);
    let mut known = vec![format!("<code class=\"hash\">{}</code>", text(&face.path))];
    if life.gone.is_none() {
        known.push(face.state.badge(words));
    }
    let label = words.fill(
        "history-picture",
        &[
            ("id", (&*face.id).into()),
            ("count", fold.versions.len().into()),
            ("first", (&*fold.versions[first.version].name).into()),
        ],
    );
    entries.reverse();
    let view = HistoryView { picture: picture::svg(life, fold, &label), entries };
    let id = format!("<span class=\"id\">{}</span>", text(&face.id));
    let kind = Kind::of_name(&face.kind).map_or("", |kind| words.named("kinds", kind.card().name));
    let title = words.fill("history-title", &[("id", (&*face.id).into()), ("title", (&*face.title).into())]);
    Ok(Some(Page {
        address: address::history(&face.id),
        title,
        kicker: format!(
            "<p class=\"kicker\">{}</p>",
            words.html("history-kicker", &[("id", id), ("kind", text(kind))])
        ),
        heading: text(if face.title.is_empty() { &face.id } else { &face.title }),
        lead,
        facts: facts(&known),
        main: templates.render("pages/history.html", &view)?,
        ..Page::default()
    }))
}

/// Says since when and until when there is the record, and how often it changed.
fn lead(life: &Lived<'_>, fold: &Fold<'_>, fields: usize, changed: &[&EntryView], words: &Words) -> String {
    let versions = &fold.versions;
    let name = |number: usize| version_html(&versions[number].name);
    let first = life.stays.first().map_or(0, |stay| stay.version);
    let last = life.stays.last().map_or(0, |stay| stay.until);
    let has_gaps = life.stays.iter().any(|stay| stay.is_back);
    let mut lead = match (life.gone, has_gaps) {
        (Some(_), _) => words.html("history-until", &[("first", name(first)), ("last", name(last))]),
        (None, true) => words.html("history-gaps", &[("first", name(first))]),
        (None, false) if first == 0 => {
            words.html("history-all", &[("first", name(first)), ("last", name(versions.len() - 1))])
        }
        (None, false) => words.html("history-since", &[("first", name(first))]),
    };
    lead.push(' ');
    match changed.last() {
        None => lead.push_str(&text(words.say("history-never"))),
        Some(newest) => {
            let newest = version_html(&newest.name);
            lead.push_str(&words.html(
                "history-changed",
                &[
                    ("count", Hole::from(changed.len())),
                    ("newest", Hole::from(newest)),
                    ("fields", Hole::from(text(&words.fill("history-fields", &[("count", fields.into())])))),
                ],
            ));
        }
    }
    if versions.iter().any(|version| !version.complete) {
        lead.push(' ');
        lead.push_str(&text(words.say("history-shallow")));
    }
    lead
}

#[derive(Serialize)]
struct HistoryView {
    picture: String,
    entries: Vec<EntryView>,
}

#[derive(Serialize)]
struct EntryView {
    href: String,
    name: String,
    when: String,
    released: bool,
    until: Option<String>,
    state: String,
    what: String,
    sentences: Vec<String>,
    fields: usize,
    is_edited: bool,
    commits: Vec<CommitView>,
}

impl EntryView {
    fn of(stay: &Stay<'_>, is_first: bool, fold: &Fold<'_>, words: &Words) -> EntryView {
        let version = fold.versions[stay.version];
        let face = &stay.entry.face;
        let before = stay.version.checked_sub(1).map(|number| fold.versions[number]);
        let (sentences, fields) =
            before.map(|before| told::sentences(stay.entry, before, version, words)).unwrap_or_default();
        let (what, is_edited) = match &stay.entry.before {
            None if is_first => (told::first(face, words), false),
            None => (text(words.say("history-back")), true),
            Some(before) => {
                let is_text = before.body != face.body;
                let is_edited = fields > 0 || is_text || before.unreadable != face.unreadable;
                let what = match (fields, is_edited, sentences.is_empty()) {
                    (0, false, true) => words.say("history-rewritten"),
                    (0, false, false) => words.say("history-untouched"),
                    (_, _, _) => words.say("history-edited"),
                };
                (text(what), is_edited)
            }
        };
        EntryView {
            href: format!("../{}/{}", version.folder, face.page),
            name: version.name.clone(),
            when: version.date.clone().unwrap_or_default(),
            released: version.released,
            until: (stay.until > stay.version).then(|| fold.versions[stay.until].name.clone()),
            state: face.state.badge(words),
            what,
            sentences,
            fields,
            is_edited,
            commits: stay.commits.iter().map(|commit| CommitView::of_face(commit)).collect(),
        }
    }

    /// Says that the record was in no version from one number to another.
    fn gap(from: usize, until: usize, fold: &Fold<'_>, words: &Words) -> EntryView {
        let version = fold.versions[from];
        EntryView {
            href: String::new(),
            name: version.name.clone(),
            when: version.date.clone().unwrap_or_default(),
            released: version.released,
            until: (until > from).then(|| fold.versions[until].name.clone()),
            state: crate::site::state::result("na", words.say("history-absent")),
            what: text(words.say("history-gone")),
            sentences: Vec::new(),
            fields: 0,
            is_edited: true,
            commits: Vec::new(),
        }
    }
}
