//! The chain of the whole device, one row for each way from a hazardous situation to its proof (IEC 62304 7.3.3), with every
//! gap: those that a rule reports, and apart from them those that nothing asks to close.

use serde::Serialize;

use super::{CellView, RowView, TableView};
use crate::dossier::Placed;
use crate::record::Risk;
use crate::record::relations::CAUSES;
use crate::site::Error;
use crate::site::html::{facts, id_link, text, titled_link};
use crate::site::state;
use crate::site::template::{Page, Templates};
use crate::site::trace::{self, End, Gap, Missing, Standing, Step, What, cause};
use crate::site::version::Version;
use crate::site::words::Words;
use crate::trace::live;

const UP: &str = "../";

/// The most rows of one page; a longer table goes on on another, after a whole risk.
const ROWS: usize = 400;

/// The most rows that one control has under one risk; of more the table gives the count, and the control's page has them all.
const WAYS: usize = 24;

/// The most gaps that the first of several pages lists.
const GAPS: usize = 300;

/// One way from a risk to its proof, each part as HTML and as plain text.
struct Way {
    cells: [Cell; 4],
    state: &'static str,
}

#[derive(Clone, Default)]
struct Cell {
    html: String,
    plain: String,
}

/// The rows of a risk.
struct Ways<'v> {
    risk: Placed<'v>,
    rows: Vec<Way>,
}

/// Counts of ways by how they stand.
#[derive(Clone, Copy, Default)]
struct Counts {
    risks: usize,
    rows: usize,
    open: usize,
    waived: usize,
    justified: usize,
}

#[derive(Serialize)]
struct ChainView<'w> {
    tables: Vec<TableView<'w>>,
    parts: Vec<PartView>,
    more: String,
}

#[derive(Serialize)]
struct PartView {
    href: String,
    name: String,
    cells: [usize; 5],
}

/// Returns the table, with its parts where it is long.
///
/// # Errors
/// The template cannot be filled.
pub fn pages(version: &Version<'_>, templates: &Templates) -> Result<Vec<Page>, Error> {
    let words = &templates.words;
    let risks: Vec<Ways<'_>> = live(version.dossier().risks().map(|(record, _)| record))
        .map(|risk| {
            let mut rows = ways(version, risk, words);
            // Where the walk cannot even begin, no row of the risk is complete.
            if live(risk.to(&CAUSES)).next().is_none() {
                let state = Gap::of(version, risk, Missing::Cause).key();
                rows.iter_mut().for_each(|way| way.state = graver(way.state, state));
            }
            Ways { risk, rows }
        })
        .collect();
    let mut parts: Vec<&[Ways<'_>]> = Vec::new();
    let (mut start, mut rows) = (0, 0);
    for (at, risk) in risks.iter().enumerate() {
        if rows > 0 && rows + risk.rows.len() > ROWS {
            parts.push(&risks[start..at]);
            (start, rows) = (at, 0);
        }
        rows += risk.rows.len();
    }
    parts.push(&risks[start..]);
    let total = counts(&risks);
    let page = |address: String, title: String, lead: String, view: ChainView<'_>| -> Result<Page, Error> {
        Ok(Page {
            address,
            title: title.clone(),
            attributes: " class=\"broad\"".to_owned(),
            heading: text(&title),
            lead,
            facts: facts(&["IEC 62304 7.3.3".to_owned(), text(words.say("chain-how"))]),
            main: templates.render("pages/chain.html", &view)?,
            ..Page::default()
        })
    };
    let title = words.say("chain-title").to_owned();
    let lead = lead_of(version, total, words);
    if let [only] = &*parts {
        let tables = if risks.is_empty() { Vec::new() } else { vec![table(version, only, "chain", words)] };
        let view = ChainView { tables, parts: Vec::new(), more: String::new() };
        return Ok(vec![page("matrix/chain.html".to_owned(), title, lead, view)?]);
    }
    let mut pages = Vec::with_capacity(parts.len() + 1);
    let mut views = Vec::with_capacity(parts.len());
    for (number, part) in parts.iter().enumerate() {
        let href = format!("chain-{}.html", number + 1);
        let id = |risk: Option<&Ways<'_>>| risk.map_or("", |risk| risk.risk.record().id()).to_owned();
        let name = format!("{} – {}", id(part.first()), id(part.last()));
        let own = counts(part);
        views.push(PartView {
            href: href.clone(),
            name: name.clone(),
            cells: [own.risks, own.rows, own.open, own.waived, own.justified],
        });
        let view = ChainView {
            tables: vec![table(version, part, &format!("chain-{}", number + 1), words)],
            parts: Vec::new(),
            more: String::new(),
        };
        let of_part = words.fill(
            "chain-part",
            &[("part", (number + 1).to_string().into()), ("parts", parts.len().to_string().into())],
        );
        let way_back = format!("<a href=\"chain.html\">{}</a>", text(words.say("chain-all")));
        let lead = format!("{} {} {way_back}", text(&of_part), lead_of(version, own, words));
        pages.push(page(format!("matrix/{href}"), format!("{title}: {name}"), lead, view)?);
    }
    let view = first(version, &risks, total, views, words);
    pages.insert(0, page("matrix/chain.html".to_owned(), title, lead, view)?);
    Ok(pages)
}

/// Returns the first of several pages: all gaps that a rule reports, and where the rest is.
fn first<'w>(
    version: &Version<'_>,
    risks: &[Ways<'_>],
    total: Counts,
    parts: Vec<PartView>,
    words: &'w Words,
) -> ChainView<'w> {
    let gaps = risks.iter().flat_map(|risk| {
        risk.rows
            .iter()
            .filter(|way| way.state == "missing")
            .map(move |way| row(version, risk, way, true, words))
    });
    let table = TableView {
        label: words.say("chain-gaps").to_owned(),
        ..head("chain", "chain-gaps.csv".to_owned(), words)
    }
    .with_rows(gaps.take(GAPS));
    let left_out = total.open.saturating_sub(table.count);
    let more = match left_out {
        0 => String::new(),
        _ => text(&words.fill("chain-more", &[("count", left_out.to_string().into())])),
    };
    ChainView { tables: if table.count == 0 { Vec::new() } else { vec![table] }, parts, more }
}

fn lead_of(version: &Version<'_>, total: Counts, words: &Words) -> String {
    text(&words.fill(
        "chain-lead",
        &[
            ("risks", total.risks.into()),
            ("rows", total.rows.into()),
            ("open", total.open.into()),
            ("waived", total.waived.into()),
            ("justified", total.justified.into()),
            ("date", version.as_of().to_string().into()),
        ],
    ))
}

fn counts(risks: &[Ways<'_>]) -> Counts {
    let mut counts = Counts { risks: risks.len(), ..Counts::default() };
    for way in risks.iter().flat_map(|risk| &risk.rows) {
        counts.rows += 1;
        counts.open += usize::from(way.state == "missing");
        counts.waived += usize::from(way.state == "waived");
        counts.justified += usize::from(way.state == "na");
    }
    counts
}

fn head<'w>(id: &'static str, csv: String, words: &'w Words) -> TableView<'w> {
    TableView {
        id,
        label: words.say("chain-title").to_owned(),
        noun: words.say("chain-rows"),
        csv,
        columns: super::columns(&[
            words.say("chain-situation"),
            words.say("chain-cause"),
            words.say("chain-control"),
            words.say("chain-requirement"),
            words.say("chain-verification"),
            words.say("chain-result"),
        ]),
        words: words.say("chain-states").to_owned(),
        ..TableView::default()
    }
}

fn table<'w>(version: &Version<'_>, risks: &[Ways<'_>], name: &str, words: &'w Words) -> TableView<'w> {
    let rows = risks.iter().flat_map(|risk| {
        risk.rows.iter().enumerate().map(move |(number, way)| row(version, risk, way, number == 0, words))
    });
    head("chain", format!("{name}-{}.csv", version.read.planned.folder), words).with_rows(rows)
}

/// Returns a row. What a risk says of itself stands in full in its first row; the others have the ids, and sort and save alike.
fn row(version: &Version<'_>, risk: &Ways<'_>, way: &Way, is_first: bool, words: &Words) -> RowView {
    let record = risk.risk;
    let (id, title) = (record.record().id(), record.record().title());
    let situation = record
        .fields::<Risk>()
        .and_then(|fields| fields.hazardous_situation.as_ref())
        .map_or("", |situation| &situation.value);
    let href = version.href(UP, record);
    let mut head = if is_first { titled_link(&href, id, title) } else { id_link(&href, id) };
    if is_first && !situation.is_empty() && situation != title {
        head.push_str(&format!(" <small>{}</small>", text(situation)));
    }
    let causes = causes(version, record, is_first, words);
    let mut cells = vec![
        CellView { sort: Some(id.to_owned()), csv: Some(format!("{id} {title}")), ..CellView::html(head) },
        CellView { csv: Some(causes.plain), ..CellView::html(causes.html) },
    ];
    cells.extend(
        way.cells
            .iter()
            .map(|cell| CellView { csv: Some(cell.plain.clone()), ..CellView::html(cell.html.clone()) }),
    );
    RowView { class: record.class().to_string(), state: way.state, cells }
}

fn causes(version: &Version<'_>, risk: Placed<'_>, in_full: bool, words: &Words) -> Cell {
    let mut cell = Cell::default();
    let mut seen = std::collections::HashSet::new();
    for source in live(risk.to(&CAUSES)).filter(|source| seen.insert(source.index)) {
        let (id, title) = (source.record().id(), source.record().title());
        let says = cause(risk, source);
        let href = version.href(UP, source);
        if in_full {
            cell.html.push_str(&format!("<div>{}", titled_link(&href, id, title)));
            if !says.is_empty() {
                cell.html.push_str(&format!("<small>{}</small>", text(says)));
            }
            cell.html.push_str("</div>");
        } else {
            cell.html.push_str(&format!("{} ", id_link(&href, id)));
        }
        let between = if cell.plain.is_empty() { "" } else { "; " };
        cell.plain.push_str(&format!("{between}{id} {title}: {says}"));
    }
    if cell.html.is_empty() {
        return missing(&Gap::of(version, risk, Missing::Cause), version.addresses().page(risk), words);
    }
    cell
}

/// Returns the ways from a risk to its proof.
fn ways(version: &Version<'_>, risk: Placed<'_>, words: &Words) -> Vec<Way> {
    let mut rows = Vec::new();
    for step in trace::whole(version, risk) {
        if let What::Gap(gap) = &step.what {
            let cells = [missing(gap, step.page, words), Cell::default(), Cell::default(), Cell::default()];
            rows.push(Way { cells, state: gap.key() });
            continue;
        }
        let mut own = of_control(&step, words);
        if own.len() > WAYS {
            let rest = own.split_off(WAYS);
            let worst = rest.iter().map(|way| way.state).max_by_key(|state| weight(state)).unwrap_or("fresh");
            let more = text(&words.fill("chain-folded", &[("count", rest.len().to_string().into())]));
            let link = format!("<a href=\"{UP}{}#chain\">{more}</a>", text(step.page));
            let cells = [record(&step), Cell { html: link, plain: more }, Cell::default(), Cell::default()];
            own.push(Way { cells, state: worst });
        }
        rows.extend(own);
    }
    rows
}

/// Returns the ways from a control to its proof.
fn of_control(step: &Step<'_>, words: &Words) -> Vec<Way> {
    let control = record(step);
    let gap_of = |wanted: Missing| {
        step.steps.iter().find_map(|step| match &step.what {
            What::Gap(gap) if gap.missing == wanted => Some((gap, missing(gap, step.page, words))),
            What::Gap(_) | What::Record { .. } => None,
        })
    };
    let no_requirement = gap_of(Missing::Requirement);
    // Where nothing implements the control its own proof stands beside the gap, else beside no requirement.
    let direct = || no_requirement.as_ref().map_or_else(Cell::default, |(_, cell)| cell.clone());
    let at_least = no_requirement.as_ref().map_or("fresh", |(gap, _)| gap.key());
    let mut rows = Vec::new();
    let mut push = |requirement: Cell, verification: Cell, result: Cell, state: &'static str| {
        rows.push(Way { cells: [control.clone(), requirement, verification, result], state });
    };
    for below in &step.steps {
        match &below.what {
            What::Record { end: End::Open, .. } => {
                for run in &below.steps {
                    let (verification, result, state) = proof(run, words);
                    push(record(below), verification, result, state);
                }
            }
            What::Record { .. } => {
                let (verification, result, state) = proof(below, words);
                push(direct(), verification, result, graver(at_least, state));
            }
            What::Gap(gap) if gap.missing == Missing::Requirement => {}
            What::Gap(gap) => {
                push(direct(), missing(gap, below.page, words), Cell::default(), graver(at_least, gap.key()))
            }
        }
    }
    rows
}

/// Returns a verification with its result, or what stands for it, and how that stands.
fn proof(step: &Step<'_>, words: &Words) -> (Cell, Cell, &'static str) {
    match &step.what {
        What::Gap(gap) => (missing(gap, step.page, words), Cell::default(), gap.key()),
        What::Record { end: End::Result(key, word, rule), .. } => {
            let asked = rule.map(|rule| format!("<small><code>{rule}</code></small>")).unwrap_or_default();
            let shown =
                Cell { html: format!("{}{asked}", state::result(key, word)), plain: (*word).to_owned() };
            (record(step), shown, key)
        }
        What::Record { .. } => (record(step), Cell::default(), "fresh"),
    }
}

fn record(step: &Step<'_>) -> Cell {
    match &step.what {
        What::Record { id, title, note, .. } => {
            let mut html = titled_link(&format!("{UP}{}", step.page), id, title);
            if step.column == trace::Column::Control && !note.is_empty() {
                html.push_str(&format!("<small>{}</small>", text(note)));
            }
            Cell { html, plain: format!("{id} {title}") }
        }
        What::Gap(_) => Cell::default(),
    }
}

fn missing(gap: &Gap<'_>, page: &str, words: &Words) -> Cell {
    let word = words.named("trace-no", gap.missing.key());
    let why = trace::why(gap, words);
    let shown = state::result(gap.key(), word);
    let html = match &gap.standing {
        Standing::Open(rule) => {
            format!(
                "<a class=\"gap-mark\" href=\"{UP}{}#findings\">{shown} <code>{rule}</code></a>",
                text(page)
            )
        }
        Standing::Waived { .. } | Standing::Justified(_) => format!("{shown}<small>{}</small>", text(&why)),
    };
    Cell { html, plain: format!("{word}: {why}") }
}

/// Returns the graver of two states.
fn graver(one: &'static str, other: &'static str) -> &'static str {
    if weight(one) > weight(other) { one } else { other }
}

fn weight(state: &str) -> usize {
    ["fresh", "na", "waived", "stale", "missing"].iter().position(|key| *key == state).unwrap_or_default()
}
