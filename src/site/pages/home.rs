//! The home page of a version: verdict, figures, what changed, what is open, who approved, and the limits of it all.

use serde::Serialize;

use crate::dossier::{AnomalyEntry, Placed};
use crate::record::Kind;
use crate::record::item::ItemKind;
use crate::site::Error;
use crate::site::html::{facts, short, text, time, titled_link, version as version_html};
use crate::site::template::{Page, Templates};
use crate::site::version::{Version, heading};
use crate::site::words::Words;
use crate::source::TagKind;

/// How many lines a list on this page has before it points elsewhere.
const LINES: usize = 10;

#[derive(Serialize)]
struct HomeView {
    figures: Vec<(String, usize, String)>,
    classes: String,
    previous: Option<String>,
    moves: Vec<[String; 5]>,
    others: usize,
    open: Vec<OpenView>,
    more_anomalies: usize,
    more_due: usize,
    everything: Vec<super::LinkView>,
    approval: Vec<(String, String)>,
    kinds: Vec<KindView>,
}

/// Something open, in a line.
#[derive(Serialize)]
pub struct OpenView {
    /// The record, as a link.
    pub record: String,
    /// What is open about it.
    pub what: String,
    /// What stands at the end of the line: where it is told, or the day.
    pub end: String,
}

#[derive(Serialize)]
struct KindView {
    href: String,
    name: String,
    live: usize,
    retired: usize,
    malformed: usize,
}

/// Returns the page.
///
/// # Errors
/// The template cannot be filled.
pub fn page(version: &Version<'_>, templates: &Templates) -> Result<Page, Error> {
    let words = &templates.words;
    let dossier = version.dossier();
    let device = &dossier.config.device;
    let counts = super::list::counts(version);
    let live = |kind: Kind| counts[kind as usize].1;
    let list = |kind: Kind| format!("{}/index.html", version.addresses().folder(kind));
    let anomalies = anomalies(version);
    let (due, near) = super::due::near(version, words);
    let figure = |id: &str| words.named("home-figure", id).to_owned();
    let figures = vec![
        (list(Kind::Soup), live(Kind::Soup), figure("soup")),
        (list(Kind::Risk), live(Kind::Risk), figure("risks")),
        (list(Kind::Verification), live(Kind::Verification), figure("verifications")),
        ("anomalies.html".to_owned(), anomalies.len(), figure("anomalies")),
        ("findings.html".to_owned(), version.total.count(), figure("findings")),
        ("due.html".to_owned(), due, figure("due")),
    ];
    let more = |count: usize| count.saturating_sub(LINES);
    let (more_anomalies, more_due) = (more(anomalies.len()), more(near.len()));
    let mut open: Vec<OpenView> = anomalies.into_iter().take(LINES).collect();
    open.extend(near.into_iter().take(LINES));
    let (moves, others) = super::changes::digest(version, LINES).unwrap_or_default();
    let view = HomeView {
        figures,
        classes: super::pictures::classes(version, &[Kind::Soup, Kind::Item], &templates.words),
        previous: version.since.as_ref().map(|since| version_html(since.name())),
        moves,
        others,
        open,
        more_anomalies,
        more_due,
        everything: everything(words),
        approval: approval(version, &templates.words),
        kinds: counts
            .iter()
            .map(|(kind, live, retired, malformed)| KindView {
                href: list(*kind),
                name: heading(*kind, words).to_owned(),
                live: *live,
                retired: *retired,
                malformed: *malformed,
            })
            .collect(),
    };
    let mut known = vec![text(&device.manufacturer), text(&device.id)];
    known.retain(|fact| !fact.is_empty());
    for (record, item) in dossier.items() {
        if item.kind.as_ref().is_some_and(|kind| kind.value == ItemKind::System) {
            let class = record.class().to_string();
            known.push(text(&words.fill(
                "home-system",
                &[("system", record.record().title().into()), ("class", class.into())],
            )));
        }
    }
    let name = if version.is_released() || version.name() != "work tree" {
        version_html(version.name())
    } else {
        text(words.say("base-work-tree"))
    };
    Ok(Page {
        address: "index.html".to_owned(),
        title: words.say("nav-home").to_owned(),
        kicker: format!("<p class=\"kicker\">{}</p>", text(&device.title)),
        heading: format!("{} {name}", text(&device.name)),
        lead: format!("{} {}", standing(version), super::findings::verdict(version)),
        facts: facts(&known),
        main: templates.render("pages/home.html", &view)?,
        ..Page::default()
    })
}

/// Says what moment this is.
fn standing(version: &Version<'_>) -> String {
    let words = &*version.words;
    let commit = version
        .read
        .planned
        .commit
        .as_ref()
        .map(|commit| {
            let commit = format!("<code>{}</code>", short(commit));
            format!(" {}", words.html("home-at-commit", &[("commit", commit)]))
        })
        .unwrap_or_default();
    let not_released = format!("<strong>{}</strong>", text(words.say("base-no-release")));
    match &version.read.planned.tag {
        Some(tag) => {
            let date = tag.date.map(|date| format!(" {}", time(date))).unwrap_or_default();
            let holes = [("date", date), ("commit", commit)];
            match tag.kind {
                TagKind::Annotated => words.html("home-released-annotated", &holes),
                TagKind::Lightweight => words.html("home-released-lightweight", &holes),
            }
        }
        None if version.name() == "work tree" => {
            let changed = if version.read.reading.dirty { words.say("home-changed-since") } else { "" };
            let holes = [("commit", commit), ("changed", text(changed)), ("state", not_released)];
            words.html("home-work-tree", &holes)
        }
        None => {
            let holes = [("name", text(version.name())), ("commit", commit), ("state", not_released)];
            words.html("home-revision", &holes)
        }
    }
}

fn anomalies(version: &Version<'_>) -> Vec<OpenView> {
    let mut open = Vec::new();
    for known in version.dossier().anomalies().filter(|known| known.is_open()) {
        let AnomalyEntry { review, anomaly, .. } = known.governing();
        let id = known.id().unwrap_or_default();
        let title = anomaly.title.as_ref().map_or("", |title| &title.value);
        let state = anomaly.state.as_ref().map_or_else(
            || version.words.say("home-no-state").to_owned(),
            |state| state.value.word().replace('_', " "),
        );
        open.push(OpenView {
            record: link(version, known.soup().unwrap_or(review)),
            what: format!("{}: {state}", text(format!("{id} {title}").trim())),
            end: link(version, review),
        });
    }
    open
}

fn link(version: &Version<'_>, record: Placed<'_>) -> String {
    titled_link(&version.href("", record), record.record().id(), record.record().title())
}

/// Returns what is recorded of approvals, as names and statements.
pub fn approval(version: &Version<'_>, words: &Words) -> Vec<(String, String)> {
    let dossier = version.dossier();
    let mut rows = Vec::new();
    for (record, release) in dossier.releases() {
        let is_this = version.read.planned.tag.as_ref().is_some_and(|tag| {
            release.tag.as_ref().is_some_and(|named| *named.value == *tag.name)
                || release
                    .version
                    .as_ref()
                    .is_some_and(|number| *number.value == *tag.name.trim_start_matches('v'))
        });
        if is_this {
            let common = &record.record().common;
            let by = common.approved_by.as_ref().map_or_else(
                || text(words.say("home-no-approval")),
                |by| words.html("home-approval-as", &[("name", text(&by.value))]),
            );
            let on =
                common.approved_on.as_ref().map(|on| format!(", {}", time(on.value))).unwrap_or_default();
            rows.push((
                words.say("home-release-record").to_owned(),
                format!("{}: {by}{on}", link(version, record)),
            ));
        }
    }
    if let Some(tag) = &version.read.planned.tag {
        rows.push((words.say("home-tag").to_owned(), super::provenance::tag(tag, words)));
    }
    let live = dossier.live().count();
    let approved = dossier.live().filter(|record| {
        let common = &record.record().common;
        common.approved_by.is_some() && common.approved_on.is_some()
    });
    rows.push((
        words.say("home-records").to_owned(),
        text(&words.fill("home-approved", &[("approved", approved.count().into()), ("count", live.into())])),
    ));
    rows
}

/// Returns the links of the navigation, at most fourteen.
pub fn sections(version: &Version<'_>, words: &Words) -> Vec<(String, String, Option<usize>)> {
    let list = |kind: Kind| format!("{}/index.html", version.addresses().folder(kind));
    let mut sections = vec![("index.html".to_owned(), words.say("nav-home").to_owned(), None)];
    for kind in [Kind::Soup, Kind::Item, Kind::Requirement, Kind::Risk, Kind::Control, Kind::Verification] {
        sections.push((list(kind), words.named("kinds", kind.card().name).to_owned(), None));
    }
    sections.push(("anomalies.html".to_owned(), words.say("anomalies-title").to_owned(), None));
    sections.push((list(Kind::Change), words.named("kinds", Kind::Change.card().name).to_owned(), None));
    let since = match &version.since {
        Some(since) => words.fill("nav-changes-since", &[("version", since.name().into())]),
        None => words.say("nav-changes").to_owned(),
    };
    sections.push(("matrix/index.html".to_owned(), words.say("nav-matrices").to_owned(), None));
    sections.push(("clauses/index.html".to_owned(), words.say("clauses-title").to_owned(), None));
    sections.push(("changes.html".to_owned(), since, None));
    sections.push((
        "findings.html".to_owned(),
        words.say("nav-findings").to_owned(),
        Some(version.total.count()),
    ));
    sections.push(("due.html".to_owned(), words.say("due-title").to_owned(), None));
    sections
}

/// Returns the pages of a version that are neither in the navigation nor lists of a kind.
fn everything(words: &Words) -> Vec<super::LinkView> {
    let link = |href: &str, name: &str, about: &str| super::LinkView {
        href: href.to_owned(),
        id: name.to_owned(),
        title: about.to_owned(),
        words: String::new(),
    };
    let mut links = vec![
        link("approvals.html", words.say("approvals-title"), words.say("home-about-approvals")),
        link("provenance.html", words.say("nav-provenance"), words.say("home-about-provenance")),
    ];
    links.extend(super::sheets::SHEETS.iter().map(|sheet| super::LinkView {
        href: format!("matrix/{}.html", sheet.name),
        id: words.named("sheets", &format!("{}-title", sheet.name)).to_owned(),
        title: words.named("sheets", &format!("{}-about", sheet.name)).to_owned(),
        words: String::new(),
    }));
    links
}
