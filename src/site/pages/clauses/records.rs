//! One clause with all the records that stand under it, where they are too many for the page of its ruleset.

use std::collections::HashMap;

use super::standing::Standing;
use super::{english, section};
use crate::dossier::Placed;
use crate::rules::Finding;
use crate::site::Error;
use crate::site::html::{facts, id_link, text, time};
use crate::site::pages::soup::ListView;
use crate::site::pages::{CellView, RowView, TableView, heads};
use crate::site::state;
use crate::site::template::{Page, Templates};
use crate::site::version::Version;
use crate::site::words::Words;
use crate::standard::Standard;

/// Returns the page of a clause.
///
/// # Errors
/// The template cannot be filled.
pub fn page(
    version: &Version<'_>,
    templates: &Templates,
    standard: &'static Standard,
    standing: &Standing<'_>,
) -> Result<Page, Error> {
    let words = &templates.words;
    let clause = standing.answered.clause;
    let mut by_path: HashMap<&str, Vec<&Finding>> = HashMap::new();
    for finding in standing.open.iter().chain(&standing.waived) {
        by_path.entry(&finding.path).or_default().push(finding);
    }
    let answered = &standing.answered;
    let mut rows: Vec<(usize, RowView)> = Vec::new();
    for (records, key, says) in [
        (&answered.answering, "fresh", "clauses-evidence"),
        (&answered.silent, "na", "clauses-silent"),
        (&answered.not_asked, "na", "clauses-not-asked"),
    ] {
        for record in records {
            let path = version.dossier().repository_path(record.path());
            let found = by_path.remove(&*path).unwrap_or_default();
            rows.push((record.index, row(version, words, standing, *record, key, says, &found)));
        }
    }
    // What is found in records that no part of is for the clause, and in other files.
    let mut others: Vec<(&str, Vec<&Finding>)> = by_path.into_iter().collect();
    others.sort_by_key(|(path, _)| *path);
    let others = others.into_iter().flat_map(|(_, findings)| findings).map(|finding| {
        let waived = finding.is_waived();
        let whose = finding.record.as_deref().unwrap_or(&finding.path);
        RowView {
            state: if waived { "waived" } else { "missing" },
            cells: vec![
                CellView::html(format!("<span class=\"id\">{}</span>", text(whose))),
                CellView::default(),
                CellView::default(),
                CellView::default(),
                CellView::html(section::gap(version, finding)),
            ],
            ..RowView::default()
        }
    });
    rows.sort_by_key(|(index, _)| *index);
    let table = TableView {
        id: "records",
        label: clause.to_string(),
        noun: words.say("nouns-records"),
        words: words.say("clauses-chips").to_owned(),
        csv: format!("clause-{}", standing.file(standard).replace(".html", ".csv")),
        columns: heads(words, "clauses-head", &["record", "title", "kind", "class", "stands"]),
        ..TableView::default()
    }
    .with_rows(rows.into_iter().map(|(_, row)| row).chain(others));
    let lead = format!("{} {}", english(words, clause.summary), standing.badge(words));
    Ok(Page {
        address: format!("clauses/{}", standing.file(standard)),
        title: clause.to_string(),
        attributes: " class=\"broad\"".to_owned(),
        kicker: format!(
            "<p class=\"kicker\"><a href=\"index.html\">{}</a> › <a href=\"{}.html#{}\">{}</a></p>",
            text(words.say("clauses-title")),
            standard.ruleset,
            standing.anchor(),
            text(standard.name)
        ),
        heading: format!("{} <small>{}</small>", text(&clause.to_string()), english(words, clause.title)),
        lead,
        facts: facts(&[
            text(&words.fill("clauses-classes", &[("classes", clause.classes.to_string().into())])),
            words.html("clauses-as-of", &[("date", time(version.as_of()))]),
        ]),
        main: templates
            .render("pages/list.html", &ListView { table, malformed: Vec::new(), above: String::new() })?,
        ..Page::default()
    })
}

fn row(
    version: &Version<'_>,
    words: &Words,
    standing: &Standing<'_>,
    record: Placed<'_>,
    key: &'static str,
    says: &str,
    found: &[&Finding],
) -> RowView {
    let own = record.record();
    let open = found.iter().filter(|finding| !finding.is_waived()).count();
    let (key, shown) = if open > 0 {
        let lines: Vec<String> = found.iter().map(|finding| section::gap(version, finding)).collect();
        ("missing", lines.join("<br>"))
    } else if !found.is_empty() {
        let lines: Vec<String> =
            found.iter().map(|finding| section::waived(version, words, finding)).collect();
        ("waived", lines.join("<br>"))
    } else if key == "na" && standing.reasoned.contains(&record) {
        (key, state::result(key, words.say("clauses-reasoned")))
    } else {
        (key, state::result(key, words.say(says)))
    };
    let class = section::class(standing.answered.clause, record).to_string();
    RowView {
        state: key,
        cells: vec![
            CellView::html(id_link(&version.href(section::UP, record), own.id())),
            CellView::text(own.title()),
            CellView::text(words.named("kinds", record.kind().card().name)),
            CellView::text(&class),
            CellView { sort: Some(key.to_owned()), ..CellView::html(shown) },
        ],
        class,
    }
}
