//! Risks with their initial and residual levels, controls and acceptances (ISO 14971 5.5, 7.3, 7.4).

use super::{Sheet, UP, head, link, links, said, worst};
use crate::dossier::{Placed, RiskLevel};
use crate::field::Text;
use crate::record::Risk;
use crate::record::relations::{CAUSES, CONTROLS};
use crate::site::html::{text, time};
use crate::site::pages::{CellView, RowView, TableView, gap};
use crate::site::version::Version;
use crate::site::words::Words;
use crate::trace::live;

pub(super) static SHEET: Sheet = Sheet {
    name: "risks",
    clauses: "ISO 14971 5.4, 5.5, 7.3, 7.4 · IEC 62304 7.1",
    columns: &["risk", "-situation", "-causes", "initial", "-controls", "residual", "acceptance"],
    rows,
};

fn rows<'w>(version: &Version<'_>, words: &Words, table: TableView<'w>) -> TableView<'w> {
    table.with_rows(version.dossier().risks().map(|(record, risk)| row(version, words, record, risk)))
}

fn row(version: &Version<'_>, words: &Words, record: Placed<'_>, risk: &Risk) -> RowView {
    let chain = ["risk-chain-incomplete"];
    let situation = format!(
        "{}<small>{} {}</small>",
        said(version, words, record, risk.hazardous_situation.as_ref(), &chain),
        text(words.say("sheets-risks-harm")),
        said(version, words, record, risk.harm.as_ref(), &chain)
    );
    let causes = links(version, live(record.to(&CAUSES)));
    let controls = links(version, live(record.to(&CONTROLS)));
    let residual = risk.residual.as_ref();
    let cells = vec![
        head(version, record),
        CellView::html(situation),
        ids(or_gap(version, words, record, causes, &["risk-orphan", "trace-chain-broken"])),
        estimate(
            version,
            words,
            record,
            [&risk.severity, &risk.probability, &risk.level],
            &["risk-chain-incomplete", "risk-level-inconsistent"],
        ),
        ids(controlled(version, words, record, controls)),
        match residual {
            Some(left) => estimate(
                version,
                words,
                record,
                [&left.severity, &left.probability, &left.level],
                &["residual-risk-unaccepted", "risk-level-inconsistent"],
            ),
            None => CellView::html(gap::of(
                version,
                words,
                UP,
                record,
                &["residual-risk-unaccepted"],
                "sheets-risks-not-evaluated",
            )),
        },
        CellView::html(acceptance(version, words, record, risk)),
    ];
    RowView { class: record.class().to_string(), state: worst(&cells), cells }
}

fn ids(html: String) -> CellView {
    CellView { ids: true, ..CellView::html(html) }
}

fn or_gap(version: &Version<'_>, words: &Words, record: Placed<'_>, html: String, rules: &[&str]) -> String {
    if html.is_empty() { gap::of(version, words, UP, record, rules, "sheets-gap") } else { html }
}

/// Returns the controls; none is a gap only where a rule asks for one.
fn controlled(version: &Version<'_>, words: &Words, record: Placed<'_>, controls: String) -> String {
    if !controls.is_empty() {
        return controls;
    }
    let finding = gap::finding(version, record, &["risk-uncontrolled", "trace-chain-broken"]);
    finding.map_or_else(
        || text(words.say("sheets-risks-no-control")),
        |finding| gap::mark(words, UP, Some(finding), "sheets-risks-no-control"),
    )
}

/// Returns severity, probability and the level that is stated for them.
fn estimate(
    version: &Version<'_>,
    words: &Words,
    record: Placed<'_>,
    parts: [&Option<Text>; 3],
    rules: &[&str],
) -> CellView {
    let word =
        |part: &Option<Text>| part.as_ref().map(|part| text(&part.value)).unwrap_or_else(|| "?".to_owned());
    let [severity, probability, level] = parts;
    if severity.is_none() && probability.is_none() && level.is_none() {
        return CellView::html(gap::of(version, words, UP, record, rules, "sheets-risks-not-evaluated"));
    }
    let shown = level.as_ref().map_or_else(
        || gap::of(version, words, UP, record, rules, "sheets-risks-no-level"),
        |level| text(&level.value),
    );
    CellView {
        sort: Some(word(level)),
        csv: Some(format!("{} × {} → {}", word(severity), word(probability), word(level))),
        ..CellView::html(format!("{shown}<small>{} × {}</small>", word(severity), word(probability)))
    }
}

/// Returns who is recorded to have accepted what is left, where that is asked for or written.
fn acceptance(version: &Version<'_>, words: &Words, record: Placed<'_>, risk: &Risk) -> String {
    let Some(accepted) = &risk.acceptance else {
        return match record.residual_level() {
            RiskLevel::NotAcceptable(_) => {
                gap::of(version, words, UP, record, &["residual-risk-unaccepted"], "sheets-risks-unaccepted")
            }
            RiskLevel::Acceptable(_) => text(words.say("sheets-risks-none-asked")),
            RiskLevel::Open | RiskLevel::Unclear => String::new(),
        };
    };
    let by = accepted.by.as_ref().map_or_else(|| "?".to_owned(), |by| text(&by.value));
    let on = accepted.on.as_ref().map_or_else(|| "?".to_owned(), |on| time(on.value));
    let mut html = words.html("sheets-risks-accepted", &[("by", by), ("date", on)]);
    if let Some(why) = &accepted.rationale {
        html.push_str(&format!("<small>{}</small>", text(&why.value)));
    }
    let document = accepted.benefit_risk.as_ref().and_then(|id| version.dossier().find(&id.value));
    html.push_str(&document.map(|document| format!(" {}", link(version, document))).unwrap_or_default());
    for rule in ["residual-risk-unaccepted", "acceptance-stale"] {
        if let Some(finding) = gap::finding(version, record, &[rule]) {
            html.push_str(&format!("<br>{}", gap::mark(words, UP, Some(finding), "sheets-finding")));
        }
    }
    html
}
