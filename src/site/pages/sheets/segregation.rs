//! Separations that lower a class or that risk control relies on: why, by what, what is shared, and the evidence (IEC 62304
//! 4.3 d, 5.3.5).

use super::{Sheet, UP, head, link, said, worst};
use crate::dossier::{Placed, Reason};
use crate::record::relations::VERIFIES;
use crate::record::segregation::Segregation;
use crate::record::{Fields, Verification};
use crate::rules::Finding;
use crate::site::html::text;
use crate::site::pages::{CellView, RowView, TableView, gap};
use crate::site::state;
use crate::site::version::Version;
use crate::site::words::Words;

pub(super) static SHEET: Sheet = Sheet {
    name: "segregation",
    clauses: "IEC 62304 4.3 d, 5.3.5",
    columns: &[
        "record",
        "class",
        "-rationale",
        "-mechanism",
        "-shared",
        "architecture",
        "-evidence",
        "findings",
    ],
    rows,
};

fn rows<'w>(version: &Version<'_>, words: &Words, table: TableView<'w>) -> TableView<'w> {
    let dossier = version.dossier();
    let separated = dossier.live().filter_map(|record| {
        let segregation = match &record.record().fields {
            Fields::Item(item) => item.segregation.as_ref(),
            Fields::Soup(soup) => soup.segregation.as_ref(),
            Fields::Tool(_)
            | Fields::Requirement(_)
            | Fields::Risk(_)
            | Fields::Control(_)
            | Fields::Verification(_)
            | Fields::AnomalyReview(_)
            | Fields::Change(_)
            | Fields::Problem(_)
            | Fields::Document(_)
            | Fields::Release(_)
            | Fields::Waiver(_) => return None,
        };
        let lowers = matches!(record.classed().reason, Reason::Segregated(_) | Reason::SegregationLacks(..));
        let claims = version.findings_of(record.path()).any(is_about);
        (segregation.is_some() || lowers || claims).then_some((record, segregation))
    });
    table.with_rows(separated.map(|(record, segregation)| row(version, words, record, segregation)))
}

fn is_about(finding: &Finding) -> bool {
    let code = finding.rule.code;
    code.starts_with("segregation-")
        || code == "class-below-parent-unjustified"
        || code == "soup-class-below-host"
}

fn row(
    version: &Version<'_>,
    words: &Words,
    record: Placed<'_>,
    segregation: Option<&Segregation>,
) -> RowView {
    let classed = record.classed();
    let lowered = if classed.class < classed.inherited {
        words.fill(
            "sheets-segregation-lowered",
            &[
                ("class", classed.class.to_string().into()),
                ("inherited", classed.inherited.to_string().into()),
            ],
        )
    } else {
        classed.class.to_string()
    };
    let why = classed.reason.sentence(version.dossier());
    let architecture = ["segregation-without-architecture"];
    let mechanism: Vec<String> = segregation
        .map(|it| it.mechanism.iter().map(|text| text.value.to_string()).collect())
        .unwrap_or_default();
    let mechanism = if mechanism.is_empty() {
        gap::of(version, words, UP, record, &architecture, "sheets-gap")
    } else {
        text(&mechanism.join("; "))
    };
    let described = segregation.and_then(|it| it.architecture.as_ref());
    let described = match described.and_then(|id| version.dossier().find(&id.value)) {
        Some(document) => link(version, document),
        None => gap::of(version, words, UP, record, &architecture, "sheets-gap"),
    };
    let findings: Vec<String> = version
        .findings_of(record.path())
        .filter(|finding| is_about(finding))
        .map(|finding| gap::mark(words, UP, Some(finding), "sheets-finding"))
        .collect();
    let rationale = segregation.and_then(|it| it.rationale.as_ref());
    let unjustified = ["class-below-parent-unjustified", "soup-class-below-host"];
    let cells = vec![
        head(version, record),
        CellView {
            sort: Some(classed.class.to_string()),
            ..CellView::html(format!("{}<small lang=\"en\">{}</small>", text(&lowered), text(&why)))
        },
        CellView::html(said(version, words, record, rationale, &unjustified)),
        CellView::html(mechanism),
        CellView::html(said(
            version,
            words,
            record,
            segregation.and_then(|it| it.shared_resources.as_ref()),
            &architecture,
        )),
        CellView::html(described),
        CellView::html(evidence(version, words, record)),
        CellView::html(findings.join("<br>")),
    ];
    RowView { class: classed.class.to_string(), state: worst(&cells), cells }
}

/// Returns the verifications that provoke the fault, each with its result.
fn evidence(version: &Version<'_>, words: &Words, record: Placed<'_>) -> String {
    let of_level = record.from(&VERIFIES).filter(|run| {
        run.is_live() && run.fields::<Verification>().is_some_and(Verification::is_of_segregation)
    });
    let runs: Vec<String> = of_level
        .map(|run| {
            let (key, word) = version.outcome(run);
            format!("{} {}", link(version, run), state::result(key, word))
        })
        .collect();
    if runs.is_empty() {
        gap::of(version, words, UP, record, &["segregation-without-evidence"], "sheets-gap")
    } else {
        runs.join("<br>")
    }
}
