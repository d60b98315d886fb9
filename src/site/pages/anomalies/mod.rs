//! Anomalies: every one that is known at this version, what a release lists as residual (IEC 62304 5.8.2, 5.8.3), what is
//! told of each unresolved one (FDA premarket guidance), and the problem reports beside them.

use jiff::civil::Date;
use serde::Serialize;

use super::{CellView, RowView, TableView, heads};
use crate::dossier::{AnomalyEntry, KnownAnomaly, Placed};
use crate::field::Text;
use crate::record::anomaly_review::AnomalyState;
use crate::record::relations::{AFFECTS, RESIDUAL_PROBLEM};
use crate::record::{Kind, Problem};
use crate::rules::Finding;
use crate::site::Error;
use crate::site::html::{facts, id_link, text, time, titled_link, version as version_html};
use crate::site::state;
use crate::site::template::{Page, Templates};
use crate::site::version::{Version, soup_version};
use crate::site::words::Words;

mod listed;
mod unresolved;

use listed::Listed;

#[derive(Serialize)]
struct AnomaliesView<'w> {
    figures: Vec<(String, usize, String)>,
    /// Which releases' lists were looked at, as links.
    lists: String,
    residual: Option<TableView<'w>>,
    /// What a list names that is not open, or not known at all.
    stray: Vec<String>,
    unresolved: Option<TableView<'w>>,
    all: Option<TableView<'w>>,
    problems: Option<TableView<'w>>,
    reviews: String,
    review_count: usize,
}

/// Returns the page.
///
/// # Errors
/// The template cannot be filled.
pub fn page(version: &Version<'_>, templates: &Templates) -> Result<Page, Error> {
    let words = &templates.words;
    let dossier = version.dossier();
    let known: Vec<KnownAnomaly<'_>> = dossier.anomalies().collect();
    let open: Vec<KnownAnomaly<'_>> = known.iter().copied().filter(|known| known.is_open()).collect();
    let listed = Listed::of(version);
    let listed_open = open.iter().filter(|known| listed.of_anomaly(**known).is_some()).count();
    let is_kev =
        |known: &&KnownAnomaly<'_>| known.governing().anomaly.kev.as_ref().is_some_and(|kev| kev.value);
    let untriaged = open.iter().filter(|known| {
        known.governing().anomaly.state.as_ref().is_none_or(|state| state.value != AnomalyState::Affected)
    });
    let problems: Vec<Placed<'_>> = dossier.problem_reports().map(|(record, _)| record).collect();
    let figures = [
        ("#all", known.len(), "known"),
        ("#unresolved", open.len(), "open"),
        ("#unresolved", untriaged.count(), "untriaged"),
        ("#all", known.iter().filter(is_kev).count(), "kev"),
        ("#residual", listed_open, "listed"),
        ("#problems", problems.len(), "problems"),
    ];
    let figures = figures
        .map(|(href, count, id)| (href.to_owned(), count, words.named("anomalies", id).to_owned()))
        .to_vec();
    let lists: Vec<String> = listed
        .records
        .iter()
        .map(|record| id_link(&version.href("", *record), record.record().id()))
        .collect();
    let residual = table(version, words, "residual-table", "anomalies-residual", RESIDUAL)
        .with_rows(open.iter().map(|known| residual_row(version, words, &listed, *known)));
    let unresolved = table(version, words, "unresolved-table", "anomalies-unresolved", UNRESOLVED)
        .with_rows(open.iter().map(|known| unresolved::row(version, words, *known)));
    let whole = TableView {
        words: words.say("anomalies-chips").to_owned(),
        ..table(version, words, "all-table", "anomalies-all", ALL)
    }
    .with_rows(known.iter().map(|known| row(version, words, *known)));
    let reports = table(version, words, "problems-table", "anomalies-problems", PROBLEMS)
        .with_rows(problems.iter().map(|record| problem_row(version, words, &listed, *record)));
    let view = AnomaliesView {
        figures,
        lists: lists.join(", "),
        residual: Some(residual).filter(|table| table.count > 0),
        stray: listed.stray(version, words, &open),
        unresolved: Some(unresolved).filter(|table| table.count > 0),
        all: Some(whole).filter(|table| table.count > 0),
        problems: Some(reports).filter(|table| table.count > 0),
        reviews: format!("{}/index.html", version.addresses().folder(Kind::AnomalyReview)),
        review_count: dossier.anomaly_reviews().count(),
    };
    let lead = words.html(
        "anomalies-lead",
        &[
            ("date", time(version.as_of())),
            ("known", known.len().to_string()),
            ("open", open.len().to_string()),
            ("listed", listed_open.to_string()),
        ],
    );
    Ok(Page {
        address: "anomalies.html".to_owned(),
        title: words.say("anomalies-title").to_owned(),
        attributes: " class=\"broad\"".to_owned(),
        heading: text(words.say("anomalies-title")),
        lead,
        facts: facts(&[text(words.say("anomalies-governs")), text(words.say("anomalies-score-no-risk"))]),
        main: templates.render("pages/anomalies.html", &view)?,
        ..Page::default()
    })
}

const RESIDUAL: &[&str] = &["anomaly", "soup", "condition", "listed", "relevance", "-rationale"];
const UNRESOLVED: &[&str] =
    &["anomaly", "-description", "-found", "-cause", "-effect", "-outcome", "-leaving", "days"];
const ALL: &[&str] =
    &["anomaly", "description", "soup", "condition", "relevance", "-score", "-found", "review", "since"];
const PROBLEMS: &[&str] =
    &["problem", "title", "criticality", "-affects", "-cause", "-disposition", "listed"];

fn table<'w>(
    version: &Version<'_>,
    words: &'w Words,
    id: &'static str,
    name: &str,
    columns: &[&str],
) -> TableView<'w> {
    TableView {
        id,
        label: words.say(name).to_owned(),
        noun: words.say("nouns-rows"),
        csv: format!("{}-{}.csv", id.trim_end_matches("-table"), version.read.planned.folder),
        columns: heads(words, "anomalies-head", columns),
        ..TableView::default()
    }
}

fn residual_row(
    version: &Version<'_>,
    words: &Words,
    listed: &Listed<'_>,
    known: KnownAnomaly<'_>,
) -> RowView {
    let entry = known.governing();
    let (key, shown) = match listed.of_anomaly(known) {
        Some(record) => ("fresh", format!("{}<small>{}</small>", present(words), link(version, record))),
        None if listed.records.is_empty() => ("na", state::result("na", words.say("anomalies-no-list"))),
        None => {
            ("missing", gap(version, words, known, &["release-anomaly-unevaluated"], "anomalies-not-listed"))
        }
    };
    RowView {
        class: known.class().to_string(),
        state: key,
        cells: vec![
            name(known),
            soup_cell(version, known),
            condition(version, words, known),
            CellView::html(shown),
            relevance(version, words, known),
            said(version, words, known, entry.anomaly.rationale.as_ref(), &["anomaly-conclusion-missing"]),
        ],
    }
}

fn row(version: &Version<'_>, words: &Words, known: KnownAnomaly<'_>) -> RowView {
    let entry = known.governing();
    let anomaly = entry.anomaly;
    let stated = |field: &Option<Text>| text(field.as_ref().map_or("", |field| &field.value));
    let mut described = stated(&anomaly.title);
    if let Some(range) = &anomaly.affected_range {
        let says = words.html("anomalies-affected", &[("range", text(&range.value))]);
        described.push_str(&format!("<small>{says}</small>"));
    }
    let kev = match &anomaly.kev {
        Some(kev) if kev.value => {
            let added = anomaly.kev_added.as_ref().map(|day| format!(" {}", time(day.value)));
            format!("<strong>KEV</strong>{}", added.unwrap_or_default())
        }
        Some(_) | None => String::new(),
    };
    let first = known.entries().filter_map(AnomalyEntry::listed_on).min();
    RowView {
        class: known.class().to_string(),
        state: if known.is_open() { "missing" } else { "fresh" },
        cells: vec![
            name(known),
            CellView::html(described),
            soup_cell(version, known),
            condition(version, words, known),
            relevance(version, words, known),
            CellView::html([kev, score(entry)].concat()),
            CellView::html(stated(&anomaly.found_by)),
            CellView::html(link(version, entry.review)),
            if known.is_open() { days_open(version, words, known) } else { CellView::date(first) },
        ],
    }
}

fn problem_row(version: &Version<'_>, words: &Words, listed: &Listed<'_>, record: Placed<'_>) -> RowView {
    let problem = record.fields::<Problem>();
    let part = |field: Option<&Text>| CellView::text(field.map_or("", |field| &field.value));
    let affects: Vec<String> = record.to(&AFFECTS).map(|other| link(version, other)).collect();
    let disposition = problem.and_then(|problem| problem.disposition.as_ref());
    let release = record.from(&RESIDUAL_PROBLEM).find(|release| listed.records.contains(release));
    let (key, disposition) = match (disposition, release) {
        (Some(disposition), _) => ("fresh", text(&disposition.value)),
        (None, Some(_)) => ("fresh", state::result("na", words.say("anomalies-residual-instead"))),
        (None, None) => ("missing", missing(words, "anomalies-no-disposition")),
    };
    RowView {
        class: record.class().to_string(),
        state: key,
        cells: vec![
            CellView::html(link(version, record)),
            CellView::text(record.record().title()),
            part(problem.and_then(|problem| problem.criticality.as_ref())),
            CellView { ids: true, ..CellView::html(affects.join(" ")) },
            part(problem.and_then(|problem| problem.investigation.as_ref())),
            CellView::html(disposition),
            CellView::html(release.map(|release| link(version, release)).unwrap_or_default()),
        ],
    }
}

fn name(known: KnownAnomaly<'_>) -> CellView {
    let id = known.id().unwrap_or("?");
    let kind = known.governing().anomaly.r#type.as_ref().map(|kind| kind.value.word()).unwrap_or_default();
    CellView {
        csv: Some(id.to_owned()),
        ..CellView::html(format!("<span class=\"id\">{}</span><small>{kind}</small>", text(id)))
    }
}

/// Returns the SOUP that has it, with the version in use.
fn soup_cell(version: &Version<'_>, known: KnownAnomaly<'_>) -> CellView {
    let Some(soup) = known.soup() else { return CellView::html(state::result("missing", "?")) };
    let link = titled_link(&version.href("", soup), soup.record().id(), soup.record().title());
    CellView::html(format!("{link} {}", version_html(soup_version(soup))))
}

/// Returns what the governing entry says of the device.
fn condition(version: &Version<'_>, words: &Words, known: KnownAnomaly<'_>) -> CellView {
    let anomaly = known.governing().anomaly;
    let Some(said) = &anomaly.state else {
        return CellView::html(gap(version, words, known, &["anomaly-untriaged"], "anomalies-no-condition"));
    };
    let word = said.value.word().replace('_', " ");
    let mut html = match said.value {
        AnomalyState::Affected => state::result("missing", &word),
        AnomalyState::UnderInvestigation => state::result("stale", &word),
        AnomalyState::NotAffected | AnomalyState::Fixed => state::result("fresh", &word),
    };
    let why = anomaly.justification.as_ref().map(|why| why.value.word().replace('_', " "));
    let disputed = anomaly.disputed.as_ref().is_some_and(|disputed| disputed.value);
    let disputed = disputed.then(|| words.say("anomalies-disputed").to_owned());
    for more in why.into_iter().chain(disputed) {
        html.push_str(&format!("<small>{}</small>", text(&more)));
    }
    CellView { sort: Some(word.clone()), csv: Some(word), ..CellView::html(html) }
}

fn relevance(version: &Version<'_>, words: &Words, known: KnownAnomaly<'_>) -> CellView {
    match &known.governing().anomaly.safety_relevance {
        Some(said) => CellView::text(said.value.word()),
        None => {
            CellView::html(gap(version, words, known, &["anomaly-conclusion-missing"], "anomalies-not-said"))
        }
    }
}

/// Returns the scores with what is needed to read them.
fn score(entry: AnomalyEntry<'_>) -> String {
    let word = |field: &Option<Text>| text(field.as_ref().map_or("", |field| &field.value));
    let on = |day: Option<Date>| day.map(|day| format!(", {}", time(day))).unwrap_or_default();
    let mut out = String::new();
    if let Some(cvss) = &entry.anomaly.cvss {
        out.push_str(&format!(
            "<small>CVSS {} <strong>{}</strong>{}</small><small class=\"hash\">{}</small>",
            word(&cvss.version),
            word(&cvss.score),
            on(cvss.date.as_ref().map(|day| day.value)),
            word(&cvss.vector)
        ));
    }
    if let Some(epss) = &entry.anomaly.epss {
        let day = on(epss.date.as_ref().map(|day| day.value));
        out.push_str(&format!("<small>EPSS <strong>{}</strong>{day}</small>", word(&epss.score)));
    }
    out
}

/// Returns the day since which it is open, and how many days that is.
fn days_open(version: &Version<'_>, words: &Words, known: KnownAnomaly<'_>) -> CellView {
    let is_open = |entry: &AnomalyEntry<'_>| {
        entry.anomaly.state.as_ref().is_none_or(|state| match state.value {
            AnomalyState::Affected | AnomalyState::UnderInvestigation => true,
            AnomalyState::NotAffected | AnomalyState::Fixed => false,
        })
    };
    let since: Option<Date> =
        known.entries().rev().take_while(is_open).filter_map(AnomalyEntry::listed_on).min();
    let Some(since) = since else { return CellView::html(missing(words, "anomalies-undated")) };
    let days = i64::from((version.as_of() - since).get_days());
    let shown = words.fill("anomalies-days", &[("days", days.into())]);
    CellView {
        sort: Some(days.to_string()),
        csv: Some(days.to_string()),
        ..CellView::html(format!("{}<small>{}</small>", time(since), text(&shown)))
    }
}

/// Returns what is recorded, or a gap.
fn said(
    version: &Version<'_>,
    words: &Words,
    known: KnownAnomaly<'_>,
    field: Option<&Text>,
    rules: &[&str],
) -> CellView {
    match field {
        Some(field) => CellView::text(&field.value),
        None => CellView::html(gap(version, words, known, rules, "anomalies-not-said")),
    }
}

/// Returns a gap with the finding that reports it, where one does.
fn gap(version: &Version<'_>, words: &Words, known: KnownAnomaly<'_>, rules: &[&str], says: &str) -> String {
    let named = known.to_string();
    let is_it =
        |finding: &&Finding| rules.contains(&finding.rule.code) && finding.message.starts_with(&named);
    let found = if rules.is_empty() { None } else { version.findings().iter().find(is_it) };
    let mark = missing(words, says);
    match found {
        Some(finding) => format!(
            "<a href=\"findings.html#f-{}\">{mark}</a><small><code>{}</code></small>",
            finding.fingerprint, finding.rule.code
        ),
        None => mark,
    }
}

fn missing(words: &Words, says: &str) -> String {
    state::result("missing", words.say(says))
}

fn present(words: &Words) -> String {
    state::result("fresh", words.say("anomalies-is-listed"))
}

fn link(version: &Version<'_>, record: Placed<'_>) -> String {
    id_link(&version.href("", record), record.record().id())
}
