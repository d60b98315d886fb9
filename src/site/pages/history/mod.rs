//! One record over all versions: in which it is, how it stood, what changed when, and by which commits.

use rayon::iter::{IntoParallelIterator, ParallelIterator};
use serde::Serialize;

use super::record::CommitView;
use crate::record::Kind;
use crate::site::Error;
use crate::site::address;
use crate::site::html::{facts, many, text, version as version_html};
use crate::site::step::{Fold, Lived, Stay, Summary};
use crate::site::template::{Page, Templates};

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
    let mut entries: Vec<EntryView> = Vec::new();
    for (number, stay) in life.stays.iter().enumerate() {
        if stay.is_back
            && let Some(last) = number.checked_sub(1).map(|number| &life.stays[number])
        {
            entries.push(EntryView::gap(last.until + 1, stay.version - 1, fold));
        }
        entries.push(EntryView::of(stay, number == 0, fold));
    }
    if let Some(gone) = life.gone {
        entries.push(EntryView::gap(gone, fold.versions.len() - 1, fold));
    }
    let fields: usize = entries.iter().map(|entry| entry.fields).sum();
    let changed: Vec<&EntryView> = entries.iter().filter(|entry| entry.is_edited).collect();
    let lead = lead(life, fold, fields, &changed);
    let mut known = vec![format!("<code class=\"hash\">{}</code>", text(&face.path))];
    if life.gone.is_none() {
        known.push(face.state.badge());
    }
    let noun = Kind::of_name(&face.kind).map_or("", |kind| kind.card().noun);
    let label = format!(
        "How {} stood in each of {}, from {} on; the same stands in words below",
        face.id,
        many(fold.versions.len(), "version", "versions"),
        fold.versions[first.version].name
    );
    entries.reverse();
    let view = HistoryView { picture: picture::svg(life, fold, &label), entries };
    Ok(Some(Page {
        address: address::history(&face.id),
        title: format!("{} {}, history", face.id, face.title),
        kicker: format!(
            "<p class=\"kicker\"><span class=\"id\">{}</span> over all versions · {noun} record</p>",
            text(&face.id),
        ),
        heading: text(if face.title.is_empty() { &face.id } else { &face.title }),
        lead,
        facts: facts(&known),
        main: templates.render("pages/history.html", &view)?,
        ..Page::default()
    }))
}

/// Says since when and until when there is the record, and how often it changed.
fn lead(life: &Lived<'_>, fold: &Fold<'_>, fields: usize, changed: &[&EntryView]) -> String {
    let versions = &fold.versions;
    let name = |number: usize| named(versions[number]);
    let first = life.stays.first().map_or(0, |stay| stay.version);
    let last = life.stays.last().map_or(0, |stay| stay.until);
    let has_gaps = life.stays.iter().any(|stay| stay.is_back);
    let mut lead = match (life.gone, has_gaps) {
        (Some(_), _) => format!("From {} to {}, and in no version since. ", name(first), name(last)),
        (None, true) => format!("Since {}, not in every version. ", name(first)),
        (None, false) if first == 0 => {
            format!("In every version, from {} to {}. ", name(first), name(versions.len() - 1))
        }
        (None, false) => format!("In every version since {}. ", name(first)),
    };
    match changed.last() {
        None => lead.push_str("It never changed."),
        Some(newest) => lead.push_str(&format!(
            "It changed in {}, the last time in {}: {} in all.",
            many(changed.len(), "version", "versions"),
            version_html(&newest.name),
            many(fields, "field change", "field changes"),
        )),
    }
    if versions.iter().any(|version| !version.complete) {
        lead.push_str(" This clone is shallow: versions and commits before those shown are not known here.");
    }
    lead
}

fn named(version: &Summary) -> String {
    if version.work_tree { "the work tree".to_owned() } else { version_html(&version.name) }
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
    fn of(stay: &Stay<'_>, is_first: bool, fold: &Fold<'_>) -> EntryView {
        let version = fold.versions[stay.version];
        let face = &stay.entry.face;
        let before = stay.version.checked_sub(1).map(|number| fold.versions[number]);
        let (sentences, fields) =
            before.map(|before| told::sentences(stay.entry, before, version)).unwrap_or_default();
        let (what, is_edited) = match &stay.entry.before {
            None if is_first => (told::first(face), false),
            None => ("back again".to_owned(), true),
            Some(before) => {
                let is_text = before.body != face.body;
                let is_edited = fields > 0 || is_text || before.unreadable != face.unreadable;
                let what = match (fields, is_edited, sentences.is_empty()) {
                    (0, false, true) => "written otherwise, and says the same",
                    (0, false, false) => "not edited",
                    (_, _, _) => "changed",
                };
                (what.to_owned(), is_edited)
            }
        };
        EntryView {
            href: format!("../{}/{}", version.folder, face.page),
            name: version.name.clone(),
            when: version.date.clone().unwrap_or_default(),
            released: version.released,
            until: (stay.until > stay.version).then(|| fold.versions[stay.until].name.clone()),
            state: face.state.badge(),
            what,
            sentences,
            fields,
            is_edited,
            commits: stay.commits.iter().map(|commit| CommitView::of_face(commit)).collect(),
        }
    }

    /// Says that the record was in no version from one number to another.
    fn gap(from: usize, until: usize, fold: &Fold<'_>) -> EntryView {
        let version = fold.versions[from];
        EntryView {
            href: String::new(),
            name: version.name.clone(),
            when: version.date.clone().unwrap_or_default(),
            released: version.released,
            until: (until > from).then(|| fold.versions[until].name.clone()),
            state: crate::site::state::result("na", "not there"),
            what: "gone".to_owned(),
            sentences: Vec::new(),
            fields: 0,
            is_edited: true,
            commits: Vec::new(),
        }
    }
}
