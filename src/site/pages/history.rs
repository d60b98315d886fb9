//! One record over all versions: in which it is, what changed when, and by which commits.

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use serde::Serialize;

use super::changes::DeltaView;
use super::record::CommitView;
use crate::record::Kind;
use crate::site::Error;
use crate::site::address;
use crate::site::html::{many, text, version as version_html};
use crate::site::step::{Fold, Lived, Stay, shown};
use crate::site::template::{Page, Templates};

/// Returns the page of every record that has an id.
///
/// # Errors
/// A template cannot be filled.
pub fn pages(fold: &Fold<'_>, templates: &Templates) -> Result<Vec<Page>, Error> {
    let lives: Vec<(&&str, &Lived<'_>)> =
        fold.lives.iter().filter(|(key, _)| !key.starts_with("file:")).collect();
    lives.par_iter().filter_map(|(_, life)| page(life, fold, templates).transpose()).collect()
}

fn page(life: &Lived<'_>, fold: &Fold<'_>, templates: &Templates) -> Result<Option<Page>, Error> {
    let versions = &fold.versions;
    let (Some(first), Some(last)) = (life.stays.first(), life.stays.last()) else { return Ok(None) };
    let face = &last.entry.face;
    let view =
        HistoryView { entries: life.stays.iter().rev().map(|stay| EntryView::of(stay, fold)).collect() };
    let from = version_html(&versions[first.version].name);
    let mut lead = match life.gone {
        Some(_) => {
            format!("From {from} to {}, and in no version since. ", version_html(&versions[last.until].name))
        }
        None => format!("In every version looked at since {from}. "),
    };
    let fields = view.entries.iter().map(|entry| entry.changes.len()).sum::<usize>();
    lead.push_str(&format!(
        "{} over {}.",
        many(fields, "field change", "field changes"),
        many(versions.len(), "version", "versions")
    ));
    if versions.iter().any(|version| !version.complete) {
        lead.push_str(" This clone is shallow: versions and commits before those shown are not known here.");
    }
    let noun = Kind::of_name(&face.kind).map_or("", |kind| kind.card().noun);
    Ok(Some(Page {
        address: address::history(&face.id),
        title: format!("{} {}, history", face.id, face.title),
        kicker: format!(
            "<p class=\"kicker\"><span class=\"id\">{}</span> over all versions · {noun} record</p>",
            text(&face.id),
        ),
        heading: text(if face.title.is_empty() { &face.id } else { &face.title }),
        lead,
        main: templates.render("pages/history.html", &view)?,
        ..Page::default()
    }))
}

#[derive(Serialize)]
struct HistoryView {
    entries: Vec<EntryView>,
}

#[derive(Serialize)]
struct EntryView {
    href: String,
    name: String,
    when: String,
    released: bool,
    same_until: Option<String>,
    state: String,
    what: String,
    changes: Vec<DeltaView>,
    commits: Vec<CommitView>,
}

impl EntryView {
    fn of(stay: &Stay<'_>, fold: &Fold<'_>) -> EntryView {
        let version = fold.versions[stay.version];
        let face = &stay.entry.face;
        let changes = match (&stay.entry.before, &face.unreadable) {
            (Some(before), None) if before.unreadable.is_none() => shown(&stay.entry.fields),
            (Some(_) | None, _) => Vec::new(),
        };
        EntryView {
            href: format!("../{}/{}", version.folder, face.page),
            name: version.name.clone(),
            when: version.date.clone().unwrap_or_default(),
            released: version.released,
            same_until: (stay.until > stay.version).then(|| fold.versions[stay.until].name.clone()),
            state: face.state.badge(),
            what: what(stay, changes.len()),
            changes: changes.into_iter().map(DeltaView::of_delta).collect(),
            commits: stay.commits.iter().map(|commit| CommitView::of_face(commit)).collect(),
        }
    }
}

fn what(stay: &Stay<'_>, fields: usize) -> String {
    let face = &stay.entry.face;
    let Some(before) = &stay.entry.before else {
        return match (stay.is_back, &*face.version) {
            (true, _) => "back again".to_owned(),
            (false, "") => "first version that has it".to_owned(),
            (false, number) => format!("first version that has it, as {number}"),
        };
    };
    let is_text = before.body != face.body;
    match (fields, is_text) {
        (0, false) => "the record is the same; how it stands is not".to_owned(),
        (0, true) => "the text changed".to_owned(),
        (_, is_text) => {
            let mut what = many(fields, "field changed", "fields changed");
            if is_text {
                what.push_str(", the text too");
            }
            what
        }
    }
}
