//! Sheets: one table each that an auditor or a submission asks for as a table; gaps shown in their cells.

use serde::Serialize;

use super::{CellView, TableView, gap, heads};
use crate::dossier::Placed;
use crate::field::Text;
use crate::record::Common;
use crate::site::Error;
use crate::site::html::{facts, id_link, text};
use crate::site::pages::anchor;
use crate::site::template::{Page, Templates};
use crate::site::version::Version;
use crate::site::words::Words;

mod licence;
mod ots;
mod risks;
mod segregation;
mod support;

/// The way from a sheet to its version's folder.
const UP: &str = "../";

/// A sheet: what it is called, and how its table is made.
pub struct Sheet {
    /// The name of its file, and the word by which messages know it.
    pub name: &'static str,
    /// The clauses that it answers, as they are cited.
    pub clauses: &'static str,
    /// Its columns, the first one the head of the row; those behind a `-` do not sort.
    columns: &'static [&'static str],
    /// Returns its rows, and the lead's counts: how many rows, and how many of them show a gap.
    rows: for<'w> fn(&Version<'_>, &Words, TableView<'w>) -> TableView<'w>,
}

/// Every sheet, in the order of the index of matrices.
pub static SHEETS: &[&Sheet] =
    &[&risks::SHEET, &segregation::SHEET, &ots::SHEET, &support::SHEET, &licence::SHEET];

#[derive(Serialize)]
struct SheetView<'w> {
    notes: Vec<String>,
    table: TableView<'w>,
    none: String,
}

/// Returns the pages of all sheets.
///
/// # Errors
/// The template cannot be filled.
pub fn pages(version: &Version<'_>, templates: &Templates) -> Result<Vec<Page>, Error> {
    SHEETS.iter().map(|sheet| page(version, templates, sheet)).collect()
}

fn page(version: &Version<'_>, templates: &Templates, sheet: &Sheet) -> Result<Page, Error> {
    let words = &templates.words;
    let say = |part: &str| words.named("sheets", &format!("{}-{part}", sheet.name));
    let empty = TableView {
        id: "sheet",
        label: say("title").to_owned(),
        noun: words.say("nouns-rows"),
        csv: format!("{}-{}.csv", sheet.name, version.read.planned.folder),
        words: words.say("sheets-chips").to_owned(),
        columns: heads(words, &format!("sheets-{}-head", sheet.name), sheet.columns),
        ..TableView::default()
    };
    let table = (sheet.rows)(version, words, empty);
    let gaps = table.rows.matches("data-state=\"missing\"").count();
    let lead = words.fill(
        &format!("sheets-{}-lead", sheet.name),
        &[("count", table.count.into()), ("gaps", gaps.into()), ("date", version.as_of().to_string().into())],
    );
    let view = SheetView { notes: vec![text(say("note"))], table, none: say("none").to_owned() };
    Ok(Page {
        address: format!("matrix/{}.html", sheet.name),
        title: say("title").to_owned(),
        attributes: " class=\"broad sheet\"".to_owned(),
        kicker: format!(
            "<p class=\"kicker\"><a href=\"index.html\">{}</a></p>",
            text(words.say("nav-matrices"))
        ),
        heading: text(say("title")),
        lead: text(&lead),
        facts: facts(&[text(sheet.clauses)]),
        main: templates.render("pages/sheet.html", &view)?,
        ..Page::default()
    })
}

/// Returns the head of a row: the id, with the title below it.
fn head(version: &Version<'_>, record: Placed<'_>) -> CellView {
    let own = record.record();
    CellView {
        csv: Some(format!("{} {}", own.id(), own.title())),
        ..CellView::html(format!("{}<small>{}</small>", link(version, record), text(own.title())))
    }
}

fn link(version: &Version<'_>, record: Placed<'_>) -> String {
    let own = record.record();
    id_link(&version.href(UP, record), if own.id().is_empty() { record.path() } else { own.id() })
}

fn links<'d>(version: &Version<'_>, records: impl Iterator<Item = Placed<'d>>) -> String {
    records.map(|record| link(version, record)).collect::<Vec<_>>().join(" ")
}

/// Returns what a field says, or a gap with the rule that asks for it.
fn said(
    version: &Version<'_>,
    words: &Words,
    record: Placed<'_>,
    field: Option<&Text>,
    rules: &[&str],
) -> String {
    match field {
        Some(field) => text(&field.value),
        None => gap::of(version, words, UP, record, rules, "sheets-gap"),
    }
}

/// Returns a link to a section of a record's page, where anything is written in it.
fn section(version: &Version<'_>, record: Placed<'_>, section: &str, shown: &str) -> String {
    let cards = record.kind().card().cards.iter().chain(Common::CARDS);
    let mut own = cards.filter(|card| card.section == section);
    let is_written = own.any(|card| {
        let name = card.name.trim_start_matches("r#");
        record.record().node.get(name).is_some_and(|node| !node.is_absent())
    });
    let place = if is_written { format!("#{}", anchor(section)) } else { String::new() };
    format!("<a href=\"{}{place}\">{}</a>", text(&version.href(UP, record)), text(shown))
}

/// Returns the state of a row by what its cells show.
fn worst(cells: &[CellView]) -> &'static str {
    let shows = |key: &str| cells.iter().any(|cell| cell.html.contains(&format!("state-{key}\"")));
    ["missing", "stale", "waived"].into_iter().find(|key| shows(key)).unwrap_or("fresh")
}
