//! The SOUP list (IEC 62304 8.1.2), and what is known of the anomalies of one SOUP.

use fluent_bundle::FluentValue;
use jiff::civil::Date;
use serde::Serialize;

use super::{CellView, RowView, TableView, headed};
use crate::diff::VersionMove;
use crate::dossier::{AnomalyEntry, Placed};
use crate::record::{AnomalyReview, Kind, Soup, relations};
use crate::site::Error;
use crate::site::html::{facts, id_link, text, time, version as version_html};
use crate::site::template::{Page, Templates};
use crate::site::version::Version;
use crate::standard::Class;

/// Returns the page.
///
/// # Errors
/// The template cannot be filled.
pub fn page(version: &Version<'_>, templates: &Templates) -> Result<Page, Error> {
    let up = "../";
    let words = &*version.words;
    let soups: Vec<(Placed<'_>, &Soup)> = version.dossier().soups().collect();
    let rows = soups.iter().map(|(record, soup)| row(version, up, *record, soup));
    let table = TableView {
        id: "soup-table",
        label: words.say("kinds-soup").to_owned(),
        noun: "SOUP",
        csv: format!("soup-{}.csv", version.read.planned.folder),
        columns: headed(
            &[
                "id",
                "title",
                "version",
                "manufacturer",
                "license",
                "class",
                "-hosts",
                "support",
                "review",
                "state",
            ],
            words,
        ),
        chips: true,
        ..TableView::default()
    }
    .with_rows(rows);
    let of_class = |class: Class| soups.iter().filter(|(record, _)| record.class() == class).count();
    let mut lead = words.html(
        "soup-lead",
        &[
            ("count", FluentValue::from(soups.len())),
            ("version", super::named(version).into()),
            ("c", of_class(Class::C).into()),
            ("b", of_class(Class::B).into()),
            ("a", of_class(Class::A).into()),
        ],
    );
    if let Some(since) = &version.since {
        let moves: Vec<_> = since.diff().version_moves().collect();
        let count = |wanted: fn(&VersionMove<'_>) -> bool| moves.iter().filter(|step| wanted(step)).count();
        lead.push(' ');
        lead.push_str(&words.html(
            "soup-since",
            &[
                ("version", FluentValue::from(version_html(since.name()))),
                ("moved", count(|step| step.before.is_some() && step.after.is_some()).into()),
                ("added", count(|step| step.before.is_none()).into()),
                ("removed", count(|step| step.after.is_none()).into()),
            ],
        ));
    }
    let folder = version.addresses().folder(Kind::Soup);
    Ok(Page {
        address: format!("{folder}/index.html"),
        title: words.say("kinds-soup").to_owned(),
        attributes: " class=\"broad\"".to_owned(),
        heading: text(words.say("kinds-soup")),
        lead,
        facts: facts(&[
            text(words.say("soup-identified")),
            "IEC 62304 8.1.2".to_owned(),
            "<a href=\"../data/soup.csv\">soup.csv</a>".to_owned(),
        ]),
        main: templates.render(
            "pages/list.html",
            &ListView {
                above: super::pictures::classes(version, &[Kind::Soup], &templates.words),
                table,
                malformed: super::list::malformed(version, up, Kind::Soup),
            },
        )?,
        ..Page::default()
    })
}

/// What `pages/list.html` shows.
#[derive(Serialize)]
pub struct ListView<'w> {
    /// What stands above the records, as HTML; may be empty.
    pub above: String,
    /// The records.
    pub table: TableView<'w>,
    /// The files that cannot be read.
    pub malformed: Vec<super::LinkView>,
}

fn row(version: &Version<'_>, up: &str, record: Placed<'_>, soup: &Soup) -> RowView {
    let record_ref = record.record();
    let number = soup.version.as_ref().map_or("", |version| &version.value);
    let mut shown = if number.is_empty() { String::new() } else { version_html(number) };
    if let Some(before) = moved(version, record) {
        shown.push_str(&format!("<small>← {}</small>", version_html(before)));
    }
    let hosts: Vec<String> = record
        .to(&relations::USED_IN)
        .map(|host| id_link(&version.href(up, host), host.record().id()))
        .collect();
    let until = soup.end_of_support.as_ref().map(|day| day.value);
    let support = match (until, &soup.level_of_support) {
        (Some(day), _) => time(day),
        (None, Some(level)) if soup.end_of_support_justification.is_some() => {
            format!(
                "{}<small>{}</small>",
                text(version.words.say("soup-none-published")),
                text(level.value.word())
            )
        }
        (None, Some(level)) => text(level.value.word()),
        (None, None) => String::new(),
    };
    let review = newest_review(record);
    let state = version.state(record);
    let maker = soup.manufacturer.as_ref().map_or("", |maker| &maker.value);
    let license = soup.license.as_ref().map_or("", |license| &license.value);
    let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
    RowView {
        class: record.class().to_string(),
        state: state.key(),
        cells: vec![
            CellView::html(id_link(&version.href(up, record), record_ref.id())),
            CellView::text(record_ref.title()),
            CellView { csv: Some(number.to_owned()), sort: Some(number.to_owned()), ..CellView::html(shown) },
            CellView::text(maker),
            CellView::text(license),
            CellView::html(record.class().to_string()),
            CellView { ids: true, ..CellView::html(hosts.join(" ")) },
            CellView { sort: Some(day(until)), csv: Some(day(until)), ..CellView::html(support) },
            CellView {
                sort: Some(day(review.map(|(date, _)| date))),
                csv: Some(day(review.map(|(date, _)| date))),
                ..CellView::html(review.map_or_else(String::new, |(date, review)| {
                    format!(
                        "{}<small>{}</small>",
                        time(date),
                        id_link(&version.href(up, review), review.record().id())
                    )
                }))
            },
            CellView {
                sort: Some(state.key().to_owned()),
                csv: Some(state.word(&version.words)),
                ..CellView::html(state.badge(&version.words))
            },
        ],
    }
}

/// Returns the version of a SOUP in the release before, where it was another one.
pub fn moved<'v>(version: &'v Version<'_>, record: Placed<'_>) -> Option<&'v str> {
    let change = version.change(record)?;
    change.fields.iter().find(|field| field.name == "version")?.before.as_deref()
}

/// Returns the newest live review that covers a SOUP, with its day.
pub fn newest_review(record: Placed<'_>) -> Option<(Date, Placed<'_>)> {
    let reviews = record.from(&relations::COVERS).filter(|review| review.is_live());
    let dated =
        reviews.filter_map(|review| Some((review.fields::<AnomalyReview>()?.date.as_ref()?.value, review)));
    dated.max_by(|(one, first), (two, second)| {
        one.cmp(two).then_with(|| first.record().id().cmp(second.record().id()))
    })
}

/// An anomaly, as the page of its SOUP shows it.
#[derive(Serialize)]
pub struct AnomalyView {
    id: String,
    title: String,
    affected: String,
    state: String,
    relevance: String,
    rationale: String,
    review: super::LinkView,
}

/// Returns the anomalies of a SOUP by number, each as its newest entry judges it.
pub fn anomalies(version: &Version<'_>, up: &str, record: Placed<'_>) -> Vec<AnomalyView> {
    record
        .anomalies()
        .map(|known| {
            let AnomalyEntry { review, anomaly, .. } = known.governing();
            let word = |word: Option<&str>| word.map(|word| word.replace('_', " ")).unwrap_or_default();
            let mut state = word(anomaly.state.as_ref().map(|state| state.value.word()));
            if let Some(why) = &anomaly.justification {
                state = format!("{state}: {}", why.value.word().replace('_', " "));
            }
            AnomalyView {
                id: anomaly.id.as_ref().map(|id| id.value.to_string()).unwrap_or_default(),
                title: anomaly.title.as_ref().map(|title| title.value.to_string()).unwrap_or_default(),
                affected: anomaly
                    .affected_range
                    .as_ref()
                    .map(|range| range.value.to_string())
                    .unwrap_or_default(),
                state,
                relevance: word(anomaly.safety_relevance.as_ref().map(|relevance| relevance.value.word())),
                rationale: anomaly.rationale.as_ref().map(|why| why.value.to_string()).unwrap_or_default(),
                review: super::LinkView {
                    href: version.href(up, review),
                    id: review.record().id().to_owned(),
                    title: review.record().title().to_owned(),
                    words: String::new(),
                },
            }
        })
        .collect()
}

/// Returns the SOUP list as comma-separated values, for spreadsheets (RFC 4180).
pub fn csv(version: &Version<'_>) -> String {
    let mut out = String::from(
        "id,title,version,manufacturer,license,class,used_in,purl,level_of_support,end_of_support,last_review,findings\r\n",
    );
    for (record, soup) in version.dossier().soups() {
        let hosts: Vec<&str> = soup.used_in.iter().map(|host| &*host.value).collect();
        let word = |field: &Option<crate::field::Text>| {
            field.as_ref().map(|text| text.value.to_string()).unwrap_or_default()
        };
        let cells = [
            record.record().id().to_owned(),
            record.record().title().to_owned(),
            word(&soup.version),
            word(&soup.manufacturer),
            word(&soup.license),
            record.class().to_string(),
            hosts.join(" "),
            word(&soup.purl),
            soup.level_of_support.as_ref().map(|level| level.value.word().to_owned()).unwrap_or_default(),
            soup.end_of_support.as_ref().map(|day| day.value.to_string()).unwrap_or_default(),
            newest_review(record).map(|(date, _)| date.to_string()).unwrap_or_default(),
            version.state(record).count().to_string(),
        ];
        let line: Vec<String> = cells.iter().map(|cell| quoted(cell)).collect();
        out.push_str(&line.join(","));
        out.push_str("\r\n");
    }
    out
}

/// Quotes a cell, and keeps a spreadsheet from taking it as a formula.
fn quoted(cell: &str) -> String {
    let guard = if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
    let cell = format!("{guard}{cell}");
    if cell.contains([',', '"', '\n', '\r']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell }
}
