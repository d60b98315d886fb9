//! All records of a kind in one table, with the columns that tell them apart.

use fluent_bundle::FluentValue;

use super::soup::ListView;
use super::{CellView, LinkView, RowView, TableView, headed};
use crate::dossier::{Placed, Reason};
use crate::record::relations::{
    AFFECTS, APPLIES_TO, CAUSES, CONTROLS, COVERS, IMPLEMENTS, MOVES, PARENT, VERIFIES,
};
use crate::record::{Fields, KINDS, Kind, Relation};
use crate::site::Error;
use crate::site::html::{facts, id_link, text, version as version_html};
use crate::site::state;
use crate::site::template::{Page, Templates};
use crate::site::version::{Version, heading};
use crate::trace::words;

const UP: &str = "../";

/// Returns the page of a kind.
///
/// # Errors
/// The template cannot be filled.
pub fn page(version: &Version<'_>, templates: &Templates, kind: Kind) -> Result<Page, Error> {
    let card = kind.card();
    let records: Vec<Placed<'_>> = version.dossier().of_kind(kind).collect();
    let retired = records.iter().filter(|record| !record.record().is_live()).count();
    let words = &*version.words;
    let mut names = vec!["id", "title"];
    names.extend(own_columns(kind));
    let judged = records.iter().any(|record| record.classed().reason != Reason::NotJudged);
    names.extend(judged.then_some("class"));
    names.extend(["status", "state"]);
    let table = TableView {
        id: "records",
        label: heading(kind, words).to_owned(),
        noun: words.say("list-noun"),
        csv: format!("{}-{}.csv", card.name, version.read.planned.folder),
        columns: headed(&names, words),
        chips: judged,
        ..TableView::default()
    }
    .with_rows(records.iter().map(|record| row(version, *record, judged)));
    let malformed = malformed(version, UP, kind);
    let above = match kind {
        Kind::Item => super::pictures::classes(version, &[kind], &templates.words),
        Kind::Soup
        | Kind::Tool
        | Kind::Requirement
        | Kind::Risk
        | Kind::Control
        | Kind::Verification
        | Kind::AnomalyReview
        | Kind::Change
        | Kind::Problem
        | Kind::Document
        | Kind::Release
        | Kind::Waiver => String::new(),
    };
    let mut lead = words.html(
        "list-lead",
        &[("count", FluentValue::from(records.len())), ("version", super::named(version).into())],
    );
    if retired > 0 {
        lead.push_str(&words.html("list-retired", &[("count", retired)]));
    }
    if !malformed.is_empty() {
        lead.push_str(&words.html("list-unreadable", &[("count", malformed.len())]));
    }
    lead.push('.');
    let title = heading(kind, words);
    Ok(Page {
        address: format!("{}/index.html", version.addresses().folder(kind)),
        title: title.to_owned(),
        attributes: if names.len() >= 8 { " class=\"broad\"".to_owned() } else { String::new() },
        heading: text(title),
        lead,
        facts: facts(&[text(version.dossier().config.folder(kind).folder.as_str())]),
        main: templates.render("pages/list.html", &ListView { above, table, malformed })?,
        ..Page::default()
    })
}

/// Returns the files of a kind that cannot be read.
pub fn malformed(version: &Version<'_>, up: &str, kind: Kind) -> Vec<LinkView> {
    let files = version.dossier().malformed.iter().enumerate();
    files
        .filter(|(_, file)| file.malformed.kind == kind)
        .map(|(index, file)| LinkView {
            href: format!("{up}{}", version.addresses().malformed(index)),
            id: file.path.to_string(),
            title: file.malformed.problem.message.clone(),
            words: String::new(),
        })
        .collect()
}

/// Returns how many records and unreadable files there are of each kind.
pub fn counts(version: &Version<'_>) -> Vec<(Kind, usize, usize, usize)> {
    let mut counts: Vec<(Kind, usize, usize, usize)> =
        KINDS.iter().map(|card| (card.kind, 0, 0, 0)).collect();
    for record in version.dossier().records() {
        let count = &mut counts[record.kind() as usize];
        if record.record().is_live() { count.1 += 1 } else { count.2 += 1 }
    }
    for file in &version.dossier().malformed {
        counts[file.malformed.kind as usize].3 += 1;
    }
    counts
}

/// Returns the columns of a kind: messages of the family `column`, with `-` before those by which nobody sorts.
fn own_columns(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Item => &["kind", "-part-of"],
        Kind::Soup => &["version"],
        Kind::Tool => &["version", "purpose"],
        Kind::Requirement => &["kind", "-applies-to", "-implements"],
        Kind::Risk => &["-causes", "estimate", "level", "-controls"],
        Kind::Control => &["kind", "-controlled", "-implemented-by"],
        Kind::Verification => &["method", "result", "-verifies"],
        Kind::AnomalyReview => &["date", "reviewer", "-covers", "anomalies"],
        Kind::Change => &["reason", "-moves", "decision", "approved"],
        Kind::Problem => &["criticality", "-affects", "disposition"],
        Kind::Document => &["revision"],
        Kind::Release => &["version", "date", "residual"],
        Kind::Waiver => &["rule", "-record", "expires"],
    }
}

/// How many ids a cell lists before it only counts.
const LISTED: usize = 12;

fn row(version: &Version<'_>, record: Placed<'_>, judged: bool) -> RowView {
    let own = record.record();
    let title = if own.title().is_empty() { record.path() } else { own.title() };
    let id = if own.id().is_empty() { version.words.say("word-no-id") } else { own.id() };
    let mut cells = vec![CellView::html(id_link(&version.href(UP, record), id)), CellView::text(title)];
    let word = |field: &Option<crate::field::Text>| {
        CellView::text(&field.as_ref().map(|text| text.value.to_string()).unwrap_or_default())
    };
    let to = |relation: &'static Relation| linked(version, record.to(relation));
    let from = |relation: &'static Relation| linked(version, record.from(relation));
    macro_rules! spelled {
        ($field:expr) => {
            CellView::text($field.as_ref().map_or("", |field| field.value.word()))
        };
    }
    macro_rules! dated {
        ($field:expr) => {
            CellView::date($field.as_ref().map(|field| field.value))
        };
    }
    match &own.fields {
        Fields::Item(item) => cells.extend([spelled!(item.kind), to(&PARENT)]),
        Fields::Soup(soup) => cells.push(word(&soup.version)),
        Fields::Tool(tool) => cells.extend([word(&tool.version), word(&tool.purpose)]),
        Fields::Requirement(requirement) => {
            cells.extend([spelled!(requirement.kind), to(&APPLIES_TO), to(&IMPLEMENTS)]);
        }
        Fields::Risk(risk) => cells.extend([
            to(&CAUSES),
            CellView::text(&words::estimate(risk)),
            CellView::text(&words::level(risk)),
            to(&CONTROLS),
        ]),
        Fields::Control(control) => {
            cells.extend([spelled!(control.kind), from(&CONTROLS), from(&IMPLEMENTS)]);
        }
        Fields::Verification(verification) => {
            let (key, outcome) = version.outcome(record);
            cells.extend([
                spelled!(verification.method),
                CellView { sort: Some(outcome.to_owned()), ..CellView::html(state::result(key, outcome)) },
                to(&VERIFIES),
            ]);
        }
        Fields::AnomalyReview(review) => cells.extend([
            dated!(review.date),
            word(&review.reviewer),
            to(&COVERS),
            CellView::text(&review.anomalies.len().to_string()),
        ]),
        Fields::Change(change) => cells.extend([
            spelled!(change.reason),
            to(&MOVES),
            spelled!(change.decision),
            dated!(own.common.approved_on),
        ]),
        Fields::Problem(problem) => {
            cells.extend([word(&problem.criticality), to(&AFFECTS), word(&problem.disposition)]);
        }
        Fields::Document(document) => cells.push(word(&document.revision)),
        Fields::Release(release) => cells.extend([
            CellView::html(
                release.version.as_ref().map(|number| version_html(&number.value)).unwrap_or_default(),
            ),
            dated!(release.date),
            CellView::text(&release.residual_anomalies.len().to_string()),
        ]),
        Fields::Waiver(waiver) => {
            let target = waiver
                .record
                .as_ref()
                .and_then(|target| version.target(UP, &target.value).map(|found| (target, found)));
            cells.extend([
                CellView::html(
                    waiver
                        .rule
                        .as_ref()
                        .map(|rule| format!("<code>{}</code>", text(&rule.value)))
                        .unwrap_or_default(),
                ),
                CellView::html(target.map(|(id, found)| id_link(&found.href, &id.value)).unwrap_or_default()),
                dated!(waiver.expires),
            ]);
        }
    }
    let class = if judged { record.class().to_string() } else { String::new() };
    if judged {
        cells.push(CellView::text(&class));
    }
    let state = version.state(record);
    cells.push(CellView::text(own.common.status.as_ref().map_or("", |status| status.value.word())));
    cells.push(CellView {
        sort: Some(state.key().to_owned()),
        csv: Some(state.word(&version.words)),
        ..CellView::html(state.badge(&version.words))
    });
    RowView { class, state: state.key(), cells }
}

fn linked<'d>(version: &Version<'_>, records: impl Iterator<Item = Placed<'d>>) -> CellView {
    let records: Vec<Placed<'d>> = records.collect();
    let mut links: Vec<String> = records
        .iter()
        .take(LISTED)
        .map(|record| id_link(&version.href(UP, *record), record.record().id()))
        .collect();
    if records.len() > LISTED {
        links.push(version.words.fill("word-and-more", &[("count", (records.len() - LISTED).into())]));
    }
    CellView { ids: true, ..CellView::html(links.join(" ")) }
}
