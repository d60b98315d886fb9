//! Clauses: what each asks for, the rules that look after it, and the records that answer; gaps shown, not hidden.

use serde::Serialize;

use super::{CellView, RowView, TableView, heads};
use crate::site::Error;
use crate::site::html::{facts, text, time};
use crate::site::state;
use crate::site::template::{Page, Templates};
use crate::site::version::Version;
use crate::site::words::Words;
use crate::standard::{STANDARDS, Standard};

mod records;
mod section;
mod standing;

pub use standing::{Standing, Stands};

/// How many records a clause lists on the page of its ruleset; of more it gets a page of its own.
const LISTED: usize = 200;

/// Returns the address of a ruleset's page.
fn address(standard: &Standard) -> String {
    format!("clauses/{}.html", standard.ruleset)
}

#[derive(Serialize)]
struct IndexView<'w> {
    table: TableView<'w>,
    levels: String,
}

#[derive(Serialize)]
struct RulesetView<'v, 'w> {
    figures: Vec<(usize, String)>,
    table: TableView<'w>,
    sections: Vec<section::ClauseView<'v>>,
}

/// Returns the index, one page for each ruleset with a clause in force, and one for each clause that many records answer.
///
/// # Errors
/// A template cannot be filled.
pub fn pages(version: &Version<'_>, templates: &Templates) -> Result<Vec<Page>, Error> {
    let words = &templates.words;
    let mut pages = Vec::new();
    let mut rows = Vec::new();
    for standard in STANDARDS {
        let standings = Standing::all(version, standard);
        if standings.is_empty() {
            rows.push(off(words, standard));
            continue;
        }
        rows.push(index_row(words, standard, &standings));
        for standing in standings.iter().filter(|standing| standing.has_own_page()) {
            pages.push(records::page(version, templates, standard, standing)?);
        }
        pages.push(ruleset(version, templates, standard, &standings)?);
    }
    let in_use = version.dossier().config.rulesets.len();
    let table = TableView {
        id: "rulesets",
        label: words.say("clauses-title").to_owned(),
        noun: words.say("nouns-rulesets"),
        csv: format!("rulesets-{}.csv", version.read.planned.folder),
        columns: heads(
            words,
            "clauses-head",
            &["ruleset", "about", "edition", "clauses", "answered", "gaps", "waived", "people", "na"],
        ),
        ..TableView::default()
    }
    .with_rows(rows.into_iter());
    let view = IndexView { table, levels: words.say("clauses-limits").to_owned() };
    pages.push(Page {
        address: "clauses/index.html".to_owned(),
        title: words.say("clauses-title").to_owned(),
        attributes: " class=\"broad\"".to_owned(),
        heading: text(words.say("clauses-title")),
        lead: words.html("clauses-lead", &[("count", in_use.to_string()), ("date", time(version.as_of()))]),
        facts: facts(&[text(words.say("clauses-own-words"))]),
        main: templates.render("pages/clauses.html", &view)?,
        ..Page::default()
    });
    Ok(pages)
}

fn off(words: &Words, standard: &Standard) -> RowView {
    let off = state::result("na", words.say("clauses-off"));
    let mut cells = vec![
        CellView::text(standard.name),
        CellView::html(english(words, standard.title)),
        CellView::text(standard.edition),
        CellView::text(&standard.clauses.len().to_string()),
        CellView::html(off),
    ];
    cells.resize_with(9, CellView::default);
    RowView { state: "", cells, ..RowView::default() }
}

fn index_row(words: &Words, standard: &Standard, standings: &[Standing<'_>]) -> RowView {
    let count = |stands: Stands| standings.iter().filter(|standing| standing.stands() == stands).count();
    let gaps = count(Stands::Gap);
    let number = |count: usize| CellView::text(&count.to_string());
    let page = address(standard);
    let href = page.trim_start_matches("clauses/");
    RowView {
        state: if gaps > 0 { "missing" } else { "fresh" },
        cells: vec![
            CellView::html(format!("<a href=\"{href}\">{}</a>", text(standard.name))),
            CellView::html(english(words, standard.title)),
            CellView::text(standard.edition),
            number(standings.len()),
            number(count(Stands::Answered)),
            CellView {
                sort: Some(gaps.to_string()),
                csv: Some(gaps.to_string()),
                ..CellView::html(if gaps > 0 {
                    state::result("missing", &gaps.to_string())
                } else {
                    "0".to_owned()
                })
            },
            number(count(Stands::Waived)),
            number(count(Stands::People)),
            number(count(Stands::NotApplicable)),
        ],
        ..RowView::default()
    }
}

fn ruleset(
    version: &Version<'_>,
    templates: &Templates,
    standard: &'static Standard,
    standings: &[Standing<'_>],
) -> Result<Page, Error> {
    let words = &templates.words;
    let count = |stands: Stands| standings.iter().filter(|standing| standing.stands() == stands).count();
    let figures =
        Stands::ALL.map(|stands| (count(stands), words.named("clauses-stands", stands.key()).to_owned()));
    let rows = standings.iter().map(|standing| {
        let clause = standing.answered.clause;
        let badge = standing.badge(words);
        let count = |count: usize| CellView::text(&count.to_string());
        RowView {
            state: standing.stands().state(),
            cells: vec![
                CellView {
                    sort: Some(format!("{:04}", standing.number)),
                    csv: Some(clause.number.to_owned()),
                    ..CellView::html(format!(
                        "<a class=\"id\" href=\"#{}\">{}</a>",
                        standing.anchor(),
                        text(clause.number)
                    ))
                },
                CellView::html(english(words, clause.title)),
                CellView::text(&clause.classes.to_string()),
                count(standing.answered.rules.len()),
                count(standing.answering.len()),
                count(standing.open.len()),
                CellView { sort: Some(standing.stands().key().to_owned()), ..CellView::html(badge) },
            ],
            ..RowView::default()
        }
    });
    let table = TableView {
        id: "clauses",
        label: standard.name.to_owned(),
        noun: words.say("nouns-clauses"),
        words: words.say("clauses-chips").to_owned(),
        csv: format!("clauses-{}-{}.csv", standard.ruleset, version.read.planned.folder),
        columns: heads(
            words,
            "clauses-head",
            &["clause", "asks", "classes", "rules", "records", "findings", "stands"],
        ),
        ..TableView::default()
    }
    .with_rows(rows);
    let sections = standings.iter().map(|standing| section::view(version, words, standing)).collect();
    let view = RulesetView { figures: figures.to_vec(), table, sections };
    let lead = words.html(
        "clauses-ruleset-lead",
        &[
            ("name", text(standard.name)),
            ("count", standings.len().to_string()),
            ("gaps", count(Stands::Gap).to_string()),
            ("date", time(version.as_of())),
        ],
    );
    Ok(Page {
        address: address(standard),
        title: standard.name.to_owned(),
        attributes: " class=\"broad\"".to_owned(),
        kicker: format!(
            "<p class=\"kicker\"><a href=\"index.html\">{}</a></p>",
            text(words.say("clauses-title"))
        ),
        heading: text(standard.name),
        lead,
        facts: facts(&[
            english(words, standard.title),
            text(standard.edition),
            text(words.say("clauses-own-words")),
        ]),
        main: templates.render("pages/ruleset.html", &view)?,
        ..Page::default()
    })
}

/// Returns words of ours that stay English on a page in another language.
fn english(words: &Words, shown: &str) -> String {
    if words.language() == "en" { text(shown) } else { format!("<span lang=\"en\">{}</span>", text(shown)) }
}
