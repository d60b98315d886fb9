//! An unresolved anomaly as a submission tells of it (FDA premarket guidance), gaps shown.

use super::{condition, days_open, link, missing, name, relevance, said, soup_cell};
use crate::dossier::{AnomalyEntry, KnownAnomaly};
use crate::record::relations::AFFECTS;
use crate::record::{Change, Problem, Risk};
use crate::site::html::text;
use crate::site::pages::{CellView, RowView};
use crate::site::state;
use crate::site::version::Version;
use crate::site::words::Words;
use crate::trace::words as traced;

/// What the FDA asks of each unresolved anomaly, in its order.
pub(super) fn row(version: &Version<'_>, words: &Words, known: KnownAnomaly<'_>) -> RowView {
    let entry = known.governing();
    let anomaly = entry.anomaly;
    let mut effect = relevance(version, words, known).html;
    for part in [&anomaly.rationale, &anomaly.impact_statement].into_iter().flatten() {
        effect.push_str(&format!("<small>{}</small>", text(&part.value)));
    }
    let mut outcome = condition(version, words, known).html;
    if let Some(action) = &anomaly.action_statement {
        outcome.push_str(&format!("<small>{}</small>", text(&action.value)));
    }
    if let Some(change) = entry.change() {
        outcome.push_str(&format!("<small>{}</small>", link(version, change)));
    }
    let leaving = leaving(version, words, entry);
    let is_gap = |html: &str| html.contains("state-missing");
    let cells = vec![
        name(known),
        described(version, words, known),
        said(version, words, known, anomaly.found_by.as_ref(), &[]),
        cause(version, words, known),
        CellView::html(effect),
        CellView::html(outcome),
        CellView::html(leaving),
        days_open(version, words, known),
    ];
    let state = if cells.iter().any(|cell| is_gap(&cell.html)) { "missing" } else { "fresh" };
    RowView { class: known.class().to_string(), state, cells }
}

/// Returns the description with the SOUP that has it.
fn described(version: &Version<'_>, words: &Words, known: KnownAnomaly<'_>) -> CellView {
    let mut cell = said(version, words, known, known.governing().anomaly.title.as_ref(), &[]);
    cell.html.push_str(&format!("<small>{}</small>", soup_cell(version, known).html));
    cell
}

/// Returns what is recorded of the root cause: no field of an entry is for it, but problem reports of the SOUP tell what was found.
fn cause(version: &Version<'_>, words: &Words, known: KnownAnomaly<'_>) -> CellView {
    let id = known.id().unwrap_or_default();
    let reports = known.soup().into_iter().flat_map(|soup| soup.from(&AFFECTS));
    let about =
        reports.filter(|report| report.is_live() && !id.is_empty() && report.record().text.contains(id));
    let found: Vec<String> = about
        .filter_map(|report| {
            let says = report.fields::<Problem>()?.investigation.as_ref()?;
            Some(format!("{}<small>{}</small>", link(version, report), text(&says.value)))
        })
        .collect();
    if found.is_empty() {
        let review = link(version, known.governing().review);
        CellView::html(format!(
            "{}<small>{}</small>",
            state::result("na", words.say("anomalies-no-field")),
            words.html("anomalies-see-review", &[("review", review)])
        ))
    } else {
        CellView::html(found.join(" "))
    }
}

/// Returns why it is left in: the decision on its change, and the risks with their residual level.
fn leaving(version: &Version<'_>, words: &Words, entry: AnomalyEntry<'_>) -> String {
    let mut parts = Vec::new();
    if let Some((record, change)) = entry.change().and_then(|it| Some((it, it.fields::<Change>()?))) {
        let decision =
            change.decision.as_ref().map_or(words.say("anomalies-undecided"), |it| it.value.word());
        let why = change.rationale.as_ref().map(|why| format!("<small>{}</small>", text(&why.value)));
        parts.push(format!("{} {}{}", link(version, record), text(decision), why.unwrap_or_default()));
    }
    for (record, risk) in entry.risks().filter_map(|record| Some((record, record.fields::<Risk>()?))) {
        parts.push(format!("{} {}", link(version, record), text(&traced::level(risk))));
    }
    if parts.is_empty() { missing(words, "anomalies-no-reason") } else { parts.join("<br>") }
}
