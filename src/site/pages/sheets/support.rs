//! The support addendum of an SBOM: per component what the FDA's cybersecurity guidance asks for, in its order (§V.A.4(b)).

use super::{Sheet, UP, head, link, links, said, worst};
use crate::dossier::{KnownAnomaly, Placed};
use crate::record::anomaly_review::AnomalyState;
use crate::record::relations::{CONTROLS, DEPENDENCY_OF, USED_IN};
use crate::record::{Kind, Soup};
use crate::site::html::{text, time, version as version_html};
use crate::site::pages::{CellView, RowView, TableView, gap};
use crate::site::state;
use crate::site::version::{Version, soup_version};
use crate::site::words::Words;
use crate::trace::live;

pub(super) static SHEET: Sheet = Sheet {
    name: "support",
    clauses: "FDA §V.A.4(b), SBOM · 524B(b)(3)",
    columns: &["soup", "supplier", "-identifier", "-relation", "level", "end", "-known", "-risk", "-plan"],
    rows,
};

/// How many anomalies a cell tells of before it points to their list.
const TOLD: usize = 8;

fn rows<'w>(version: &Version<'_>, words: &Words, table: TableView<'w>) -> TableView<'w> {
    table.with_rows(version.dossier().soups().map(|(record, soup)| row(version, words, record, soup)))
}

fn row(version: &Version<'_>, words: &Words, record: Placed<'_>, soup: &Soup) -> RowView {
    let status = ["support-status-unknown"];
    let supplier = soup.supplier.as_ref().or(soup.manufacturer.as_ref());
    let mut identifiers: Vec<String> = [&soup.purl, &soup.cpe, &soup.swid]
        .into_iter()
        .flatten()
        .map(|id| format!("<code class=\"hash\">{}</code>", text(&id.value)))
        .collect();
    identifiers.extend(soup.hashes.iter().map(|hash| {
        let part = |part: &Option<crate::field::Text>| {
            part.as_ref().map(|part| text(&part.value)).unwrap_or_default()
        };
        format!("<small>{} <code class=\"hash\">{}</code></small>", part(&hash.algorithm), part(&hash.value))
    }));
    let identifiers = if identifiers.is_empty() {
        gap::of(version, words, UP, record, &["soup-identifier-missing"], "sheets-gap")
    } else {
        identifiers.join(" ")
    };
    let hosts = links(version, record.to(&USED_IN));
    let brought = links(version, record.to(&DEPENDENCY_OF));
    let relation = match (hosts.is_empty(), brought.is_empty()) {
        (true, true) => gap::of(version, words, UP, record, &["soup-not-allocated"], "sheets-gap"),
        (false, true) => hosts,
        (_, false) => words.html("sheets-support-brought-by", &[("hosts", hosts), ("soup", brought)]),
    };
    let assessed = soup.support_assessed_on.as_ref().map(|day| {
        format!("<small>{}</small>", words.html("sheets-support-assessed", &[("date", time(day.value))]))
    });
    let level = soup.level_of_support.as_ref().map_or_else(
        || gap::of(version, words, UP, record, &status, "sheets-gap"),
        |level| text(level.value.word()),
    );
    let is_over = ["end-of-support-passed", "end-of-support-approaching"];
    let end = match (&soup.end_of_support, &soup.end_of_support_justification) {
        (Some(day), _) => {
            let finding = gap::finding(version, record, &is_over);
            let mark = finding.map(|it| gap::mark(words, UP, Some(it), "sheets-finding"));
            format!("{}<small>{}</small>", time(day.value), mark.unwrap_or_default())
        }
        (None, Some(why)) => {
            format!("<p>{}</p><small>{}</small>", text(&why.value), text(words.say("sheets-support-no-date")))
        }
        (None, None) => gap::of(version, words, UP, record, &status, "sheets-gap"),
    };
    let known: Vec<KnownAnomaly<'_>> = record.anomalies().collect();
    let is_cared_for = soup
        .level_of_support
        .as_ref()
        .is_some_and(|level| level.value == crate::record::soup::LevelOfSupport::ActivelyMaintained);
    let plan = match &soup.replacement_plan {
        Some(plan) => format!("<p>{}</p>", text(&plan.value)),
        None if is_cared_for && gap::finding(version, record, &["end-of-support-passed"]).is_none() => {
            state::result("na", words.say("sheets-support-no-plan"))
        }
        None => gap::of(version, words, UP, record, &["end-of-support-passed"], "sheets-gap"),
    };
    let cells = vec![
        head(version, record),
        CellView::html(format!(
            "{}<small>{}</small>",
            said(version, words, record, supplier, &["soup-manufacturer-missing"]),
            version_html(soup_version(record))
        )),
        CellView::html(identifiers),
        CellView { ids: true, ..CellView::html(relation) },
        CellView::html(format!("{level}{}", assessed.unwrap_or_default())),
        CellView {
            sort: soup.end_of_support.as_ref().map(|day| day.value.to_string()),
            ..CellView::html(end)
        },
        CellView::html(vulnerabilities(version, words, record, &known)),
        CellView::html(risks(version, words, &known)),
        CellView::html(plan),
    ];
    RowView { class: record.class().to_string(), state: worst(&cells), cells }
}

/// Returns the known anomalies with state, whether exploitation is known, and how each was found; open ones first.
fn vulnerabilities(
    version: &Version<'_>,
    words: &Words,
    record: Placed<'_>,
    known: &[KnownAnomaly<'_>],
) -> String {
    if known.is_empty() {
        let review = crate::site::pages::soup::newest_review(record);
        return match review {
            Some((day, review)) => words.html(
                "sheets-support-none-recorded",
                &[("review", link(version, review)), ("date", time(day))],
            ),
            None => gap::of(
                version,
                words,
                UP,
                record,
                &["anomaly-review-missing"],
                "sheets-support-never-reviewed",
            ),
        };
    }
    let (open, closed): (Vec<_>, Vec<_>) = known.iter().copied().partition(|known| known.is_open());
    let mut lines: Vec<String> =
        open.iter().chain(&closed).take(TOLD).map(|known| vulnerability(words, *known)).collect();
    if known.len() > TOLD {
        let more = words.fill("sheets-support-more", &[("count", (known.len() - TOLD).into())]);
        lines.push(format!("<a href=\"{UP}anomalies.html#all\">{}</a>", text(&more)));
    }
    lines.join("<br>")
}

fn vulnerability(words: &Words, known: KnownAnomaly<'_>) -> String {
    let anomaly = known.governing().anomaly;
    let (key, word) = match anomaly.state.as_ref().map(|state| state.value) {
        Some(AnomalyState::Affected) => ("missing", "affected"),
        Some(AnomalyState::UnderInvestigation) => ("stale", "under investigation"),
        Some(AnomalyState::NotAffected) => ("fresh", "not affected"),
        Some(AnomalyState::Fixed) => ("fresh", "fixed"),
        None => ("missing", words.say("anomalies-no-condition")),
    };
    let kev = if anomaly.kev.as_ref().is_some_and(|kev| kev.value) { " <strong>KEV</strong>" } else { "" };
    let found = anomaly.found_by.as_ref().map_or_else(
        || words.say("sheets-support-found-unknown").to_owned(),
        |found| words.fill("sheets-support-found", &[("how", found.value.to_string().into())]),
    );
    format!(
        "<span class=\"id\">{}</span>{kev} {}<small>{}</small>",
        text(known.id().unwrap_or("?")),
        state::result(key, word),
        text(&found)
    )
}

/// Returns the risks that open anomalies lead to, with what controls them.
fn risks(version: &Version<'_>, words: &Words, known: &[KnownAnomaly<'_>]) -> String {
    let mut risks: Vec<Placed<'_>> = Vec::new();
    for known in known {
        for risk in known.governing().risks().filter(|risk| risk.kind() == Kind::Risk && risk.is_live()) {
            if !risks.contains(&risk) {
                risks.push(risk);
            }
        }
    }
    if risks.is_empty() {
        let is_open = known.iter().any(|known| known.is_open());
        return state::result(if is_open { "missing" } else { "na" }, words.say("sheets-support-no-risk"));
    }
    let lines: Vec<String> = risks
        .iter()
        .map(|risk| {
            let controls = links(version, live(risk.to(&CONTROLS)));
            format!("{}<small>{}</small>", link(version, *risk), controls)
        })
        .collect();
    lines.join("<br>")
}
