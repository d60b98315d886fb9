//! What the FDA's guidance on off-the-shelf software asks of each component, in its order: answered, a gap, or not to be
//! answered from records.

use super::{Sheet, UP, head, link, section, worst};
use crate::dossier::Placed;
use crate::record::relations::{APPLIES_TO, CAUSES, COVERS, TESTED, USED_IN, VERIFIES};
use crate::record::soup::AnomalySources;
use crate::record::{Soup, Verification};
use crate::site::html::text;
use crate::site::pages::{CellView, RowView, TableView, gap};
use crate::site::state;
use crate::site::version::Version;
use crate::site::words::Words;
use crate::trace::live;

pub(super) static SHEET: Sheet = Sheet {
    name: "ots",
    clauses: "FDA OTS",
    columns: &["soup", "-what", "-system", "-user", "-does", "-works", "-control", "-risk", "-assurance"],
    rows,
};

/// One thing that an answer needs.
struct Part {
    /// The word by which messages know it.
    name: &'static str,
    /// Whether it is there.
    is_there: bool,
    /// The rules that ask for it.
    rules: &'static [&'static str],
}

fn part(name: &'static str, is_there: bool, rules: &'static [&'static str]) -> Part {
    Part { name, is_there, rules }
}

fn rows<'w>(version: &Version<'_>, words: &Words, table: TableView<'w>) -> TableView<'w> {
    table.with_rows(version.dossier().soups().map(|(record, soup)| row(version, words, record, soup)))
}

fn row(version: &Version<'_>, words: &Words, record: Placed<'_>, soup: &Soup) -> RowView {
    let answer = |own: &str, parts: &[Part], more: String| answer(version, words, record, own, parts, &more);
    let user = state::result("na", words.say("sheets-ots-people"));
    let assurance = [
        part("assurance", soup.development_assurance.is_some() || soup.master_file.is_some(), &[]),
        part("continues", soup.replacement_plan.is_some(), &[]),
    ];
    let cells = vec![
        head(version, record),
        CellView::html(answer("Identification", &identity(record, soup), String::new())),
        CellView::html(answer("Requirements", &system(soup), String::new())),
        CellView::html(user),
        CellView::html(answer("Use", &function(record, soup), String::new())),
        works(version, words, record, soup),
        CellView::html(answer("Monitoring", &control(soup), String::new())),
        risk(version, words, record, soup),
        // Asked at one level only, and which one it is stands in no record: what is missing is told, and is no gap.
        CellView::html(enhanced(version, words, record, &assurance)),
    ];
    RowView { class: record.class().to_string(), state: worst(&cells), cells }
}

fn identity(record: Placed<'_>, soup: &Soup) -> [Part; 6] {
    [
        part("title", !record.record().title().is_empty(), &["soup-title-missing"]),
        part("manufacturer", soup.manufacturer.is_some(), &["soup-manufacturer-missing"]),
        part("version", soup.version.is_some(), &["soup-version-missing"]),
        part("release-date", soup.release_date.is_some(), &[]),
        part("fits", soup.justification.is_some(), &[]),
        part("limitations", soup.limitations.is_some(), &[]),
    ]
}

fn system(soup: &Soup) -> [Part; 2] {
    let needs = soup.system_requirements.as_ref();
    [
        part("hardware", needs.is_some_and(|it| it.hardware.is_some()), &["soup-system-requirement-missing"]),
        part("software", needs.is_some_and(|it| it.software.is_some()), &["soup-system-requirement-missing"]),
    ]
}

fn function(record: Placed<'_>, soup: &Soup) -> [Part; 2] {
    let is_used = record.to(&USED_IN).next().is_some();
    [
        part("function", soup.intended_use.is_some(), &["soup-intended-use-missing"]),
        part("links", is_used, &["soup-not-allocated"]),
    ]
}

fn control(soup: &Soup) -> [Part; 3] {
    let watched = soup.monitoring.as_ref();
    let identified =
        soup.purl.is_some() || soup.cpe.is_some() || soup.swid.is_some() || !soup.hashes.is_empty();
    [
        part("identifier", identified, &["soup-identifier-missing"]),
        part(
            "monitoring",
            watched.is_some_and(|it| it.owner.is_some() && it.method.is_some()),
            &["monitoring-plan-missing"],
        ),
        part("updates", watched.is_some_and(|it| it.update_strategy.is_some()), &[]),
    ]
}

/// Returns whether it is known to work: requirements, runs that tested it, the list of its known problems.
fn works(version: &Version<'_>, words: &Words, record: Placed<'_>, soup: &Soup) -> CellView {
    let requirements: Vec<Placed<'_>> = live(record.from(&APPLIES_TO)).collect();
    let through = requirements.iter().flat_map(|requirement| requirement.from(&VERIFIES));
    let mut runs: Vec<Placed<'_>> =
        live(record.from(&TESTED).chain(record.from(&VERIFIES)).chain(through)).collect();
    runs.sort_by_key(|run| run.index);
    runs.dedup();
    let is_passed = |run: &Placed<'_>| run.fields::<Verification>().is_some_and(Verification::is_passed);
    let passed = runs.iter().filter(|run| is_passed(run)).count();
    let stale = runs.iter().filter(|run| version.outcome(**run).0 == "stale").count();
    let sources = match &soup.anomaly_sources {
        Some(AnomalySources::Published(list)) => !list.is_empty(),
        Some(AnomalySources::NonePublished(_)) => true,
        None => false,
    };
    let is_reviewed = record.from(&COVERS).any(|review| review.is_live());
    let parts = [
        part("requirements", !requirements.is_empty(), &["soup-functional-requirement-missing"]),
        part("tests", passed > 0, &["requirement-unverified"]),
        part("sources", sources, &["anomaly-source-missing"]),
        part("known-problems", is_reviewed, &["anomaly-review-missing"]),
    ];
    let mut more = words.fill("sheets-ots-runs", &[("passed", passed.into()), ("runs", runs.len().into())]);
    more = format!("<a href=\"soup-verification.html\">{}</a>", text(&more));
    if stale > 0 {
        let says = words.fill("sheets-ots-stale", &[("count", stale.into())]);
        more.push_str(&format!(" {}", state::result("stale", &says)));
    }
    CellView::html(answer(version, words, record, "Anomalies", &parts, &more))
}

fn risk(version: &Version<'_>, words: &Words, record: Placed<'_>, soup: &Soup) -> CellView {
    let risks: Vec<Placed<'_>> = live(record.from(&CAUSES)).collect();
    if risks.is_empty() && soup.no_hazard_rationale.is_some() {
        let why = section(version, record, "Risk", words.say("sheets-ots-no-cause"));
        return CellView::html(format!(
            "{}<small>{why}</small>",
            state::result("na", words.say("sheets-ots-not-applicable"))
        ));
    }
    let parts = [part("risks", !risks.is_empty(), &["soup-risk-analysis-missing"])];
    let links: Vec<String> = risks.iter().take(6).map(|risk| link(version, *risk)).collect();
    let mut more = links.join(" ");
    if risks.len() > 6 {
        let count = words.fill("sheets-ots-more", &[("count", (risks.len() - 6).into())]);
        more.push_str(&format!(" <a href=\"soup-risk.html\">{}</a>", text(&count)));
    }
    CellView::html(answer(version, words, record, "Risk", &parts, &more))
}

fn enhanced(version: &Version<'_>, words: &Words, record: Placed<'_>, parts: &[Part]) -> String {
    let lacking: Vec<&str> = parts
        .iter()
        .filter(|part| !part.is_there)
        .map(|part| words.named("sheets-ots-part", part.name))
        .collect();
    if lacking.is_empty() {
        return answer(version, words, record, "Development assurance", parts, "");
    }
    let lacks = words.fill("sheets-ots-lacks", &[("parts", lacking.join(", ").into())]);
    format!("{}<small>{}</small>", state::result("na", words.say("sheets-ots-enhanced")), text(&lacks))
}

/// Returns an answer: where it stands, or what of it is missing, and by which rule.
fn answer(
    version: &Version<'_>,
    words: &Words,
    record: Placed<'_>,
    own: &str,
    parts: &[Part],
    more: &str,
) -> String {
    let lacking: Vec<&Part> = parts.iter().filter(|part| !part.is_there).collect();
    let mut out = String::new();
    if lacking.len() < parts.len() {
        let shown = if lacking.is_empty() {
            words.say("sheets-ots-answered").to_owned()
        } else {
            words.fill(
                "sheets-ots-partly",
                &[("there", (parts.len() - lacking.len()).into()), ("all", parts.len().into())],
            )
        };
        let place = section(version, record, own, &shown);
        out.push_str(&if lacking.is_empty() {
            state::result("fresh", "").replace("</i> ", &format!("</i> {place}"))
        } else {
            place
        });
    }
    for part in lacking {
        let finding = gap::finding(version, record, part.rules);
        if !out.is_empty() {
            out.push_str("<br>");
        }
        out.push_str(&gap::mark(words, UP, finding, &format!("sheets-ots-gap-{}", part.name)));
    }
    if !more.is_empty() {
        out.push_str(&format!("<small>{more}</small>"));
    }
    out
}
