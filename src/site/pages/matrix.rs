//! Matrices: SOUP against risks, verifications and requirements, and the chain from risk to proof (IEC 62304 7.3.3).

use serde::Serialize;

use super::sheets::SHEETS;
use super::soup::ListView;
use super::{CellView, RowView, TableView, columns};
use crate::dossier::Placed;
use crate::record::relations::{APPLIES_TO, CAUSES, TESTED, VERIFIES};
use crate::record::{Kind, Risk};
use crate::site::html::{facts, id_link, many, text, titled_link};
use crate::site::template::{Page, Templates};
use crate::site::version::Version;
use crate::site::{Error, state};
use crate::standard::Class;
use crate::trace::{live, words};

const UP: &str = "../";

/// The widest grid that can be read; a wider matrix lists what its cells would mark.
const COLUMNS: usize = 40;

/// A matrix of SOUP against another kind.
struct Matrix {
    file: &'static str,
    title: &'static str,
    kind: Kind,
    clause: &'static str,
    one: &'static str,
    several: &'static str,
}

static MATRICES: &[Matrix] = &[
    Matrix {
        file: "soup-risk.html",
        title: "SOUP × risk",
        kind: Kind::Risk,
        clause: "IEC 62304 7.1.2 c",
        one: "risk",
        several: "risks",
    },
    Matrix {
        file: "soup-verification.html",
        title: "SOUP × verification",
        kind: Kind::Verification,
        clause: "IEC 62304 5.6, 5.7",
        one: "verification",
        several: "verifications",
    },
    Matrix {
        file: "soup-requirement.html",
        title: "SOUP × requirement",
        kind: Kind::Requirement,
        clause: "IEC 62304 5.3.3",
        one: "requirement",
        several: "requirements",
    },
];

/// Returns all matrices with their index.
///
/// # Errors
/// A template cannot be filled.
pub fn pages(version: &Version<'_>, templates: &Templates) -> Result<Vec<Page>, Error> {
    let mut pages = vec![index(version, templates)?];
    for matrix in MATRICES {
        pages.push(page(version, templates, matrix)?);
    }
    Ok(pages)
}

#[derive(Serialize)]
struct IndexView {
    matrices: Vec<super::LinkView>,
}

fn index(version: &Version<'_>, templates: &Templates) -> Result<Page, Error> {
    let mut matrices = vec![super::LinkView {
        href: "chain.html".to_owned(),
        id: "From hazardous situation to verified control".to_owned(),
        title: "risk, cause, control, requirement, verification, result".to_owned(),
        words: "IEC 62304 7.3.3".to_owned(),
    }];
    matrices.extend(MATRICES.iter().map(|matrix| super::LinkView {
        href: matrix.file.to_owned(),
        id: matrix.title.to_owned(),
        title: format!("which SOUP belongs to which {}", matrix.one),
        words: matrix.clause.to_owned(),
    }));
    matrices.extend(SHEETS.iter().map(|sheet| super::LinkView {
        href: format!("{}.html", sheet.name),
        id: templates.words.named("sheets", &format!("{}-title", sheet.name)).to_owned(),
        title: templates.words.named("sheets", &format!("{}-about", sheet.name)).to_owned(),
        words: sheet.clauses.to_owned(),
    }));
    Ok(Page {
        address: "matrix/index.html".to_owned(),
        title: "Matrices".to_owned(),
        heading: "Matrices".to_owned(),
        lead: format!(
            "{} over the records of {}; every cell leads to the record that it stands for.",
            many(matrices.len(), "matrix", "matrices"),
            super::named(version)
        ),
        main: templates.render("pages/matrices.html", &IndexView { matrices })?,
        ..Page::default()
    })
}

#[derive(Serialize)]
struct GridView {
    label: String,
    noun: String,
    csv: String,
    count: usize,
    columns: Vec<HeadView>,
    rows: Vec<GridRowView>,
}

#[derive(Serialize)]
struct HeadView {
    href: String,
    id: String,
    title: String,
    word: String,
}

#[derive(Serialize)]
struct GridRowView {
    class: String,
    state: &'static str,
    head: String,
    cells: Vec<String>,
}

fn page(version: &Version<'_>, templates: &Templates, matrix: &Matrix) -> Result<Page, Error> {
    let dossier = version.dossier();
    let soups: Vec<Placed<'_>> = dossier.soups().map(|(record, _)| record).collect();
    let others: Vec<Placed<'_>> = live(dossier.of_kind(matrix.kind)).collect();
    let linked: Vec<Vec<Placed<'_>>> = soups.iter().map(|soup| linked(*soup, matrix.kind)).collect();
    let filled: usize = linked.iter().map(Vec::len).sum();
    let gaps = soups
        .iter()
        .zip(&linked)
        .filter(|(soup, linked)| linked.is_empty() && soup.class() != Class::A)
        .count();
    let mut lead = format!(
        "{} against {}; {} filled. ",
        many(soups.len(), "SOUP", "SOUP"),
        many(others.len(), matrix.one, matrix.several),
        many(filled, "cell is", "cells are")
    );
    lead.push_str(&match gaps {
        0 => format!("Every SOUP of class B or C has at least one {}.", matrix.one),
        gaps => format!("{gaps} SOUP of class B or C without any {}.", matrix.one),
    });
    let csv = format!("{}.csv", matrix.file.trim_end_matches(".html"));
    let main = if others.len() <= COLUMNS {
        let view = GridView {
            label: matrix.title.to_owned(),
            noun: "SOUP".to_owned(),
            csv,
            count: soups.len(),
            columns: others.iter().map(|other| head(version, *other)).collect(),
            rows: soups
                .iter()
                .zip(&linked)
                .map(|(soup, linked)| GridRowView {
                    class: soup.class().to_string(),
                    state: version.state(*soup).key(),
                    head: titled_link(&version.href(UP, *soup), soup.record().id(), soup.record().title()),
                    cells: others
                        .iter()
                        .map(|other| {
                            if linked.contains(other) { cell(version, *soup, *other) } else { String::new() }
                        })
                        .collect(),
                })
                .collect(),
        };
        templates.render("pages/matrix.html", &view)?
    } else {
        let table = TableView {
            id: "matrix",
            label: matrix.title.to_owned(),
            noun: "SOUP",
            csv,
            columns: columns(&["SOUP", "Title", "Class", "Count", "-Linked"]),
            chips: true,
            ..TableView::default()
        }
        .with_rows(soups.iter().zip(&linked).map(|(soup, linked)| row(version, *soup, linked)));
        templates
            .render("pages/list.html", &ListView { above: String::new(), table, malformed: Vec::new() })?
    };
    Ok(Page {
        address: format!("matrix/{}", matrix.file),
        title: matrix.title.to_owned(),
        attributes: " class=\"broad\"".to_owned(),
        heading: matrix.title.to_owned(),
        lead,
        facts: facts(&[text(matrix.clause), "a cell leads to the record and says how it stands".to_owned()]),
        main,
        ..Page::default()
    })
}

fn row(version: &Version<'_>, soup: Placed<'_>, linked: &[Placed<'_>]) -> RowView {
    let ids: Vec<String> =
        linked.iter().map(|other| id_link(&version.href(UP, *other), other.record().id())).collect();
    let state = version.state(soup);
    let shown = if ids.is_empty() { state::result("missing", "none") } else { ids.join(" ") };
    RowView {
        class: soup.class().to_string(),
        state: state.key(),
        cells: vec![
            CellView::html(id_link(&version.href(UP, soup), soup.record().id())),
            CellView::text(soup.record().title()),
            CellView::text(&soup.class().to_string()),
            CellView::text(&ids.len().to_string()),
            CellView { ids: true, ..CellView::html(shown) },
        ],
    }
}

fn head(version: &Version<'_>, record: Placed<'_>) -> HeadView {
    HeadView {
        href: version.href(UP, record),
        id: record.record().id().to_owned(),
        title: record.record().title().to_owned(),
        word: record.fields::<Risk>().map(words::level).unwrap_or_default(),
    }
}

fn cell(version: &Version<'_>, soup: Placed<'_>, other: Placed<'_>) -> String {
    let badge = if other.kind() == Kind::Verification {
        let (key, word) = version.outcome(other);
        state::result(key, word)
    } else {
        version.state(other).badge(&version.words)
    };
    format!(
        "<a href=\"{}\" title=\"{} and {}\">{badge}</a>",
        version.href(UP, other),
        text(soup.record().id()),
        text(other.record().id())
    )
}

/// Returns the records of a kind that belong to a SOUP, each once, by id.
pub fn linked(soup: Placed<'_>, kind: Kind) -> Vec<Placed<'_>> {
    let mut found: Vec<Placed<'_>> = match kind {
        Kind::Risk => live(soup.from(&CAUSES)).collect(),
        Kind::Requirement => live(soup.from(&APPLIES_TO)).collect(),
        _ => {
            let through = live(soup.from(&APPLIES_TO)).flat_map(|requirement| requirement.from(&VERIFIES));
            live(soup.from(&TESTED).chain(soup.from(&VERIFIES)).chain(through)).collect()
        }
    };
    found.sort_by_key(|record| record.index);
    found.dedup();
    found
}
