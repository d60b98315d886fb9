//! The guide: what each page answers, what states mean and do not mean, how to check and to cite, and the words used.

use serde::Serialize;

use super::contents;
use crate::record::Kind;
use crate::site::html::{short, text, version as version_html};
use crate::site::template::{Page, Templates};
use crate::site::version::Version;
use crate::site::words::Words;
use crate::site::{Error, state};

/// The address of the page, from the version's folder.
pub const ADDRESS: &str = "guide.html";

/// The terms of the glossary: `glossary-<term>` says it, `glossary-means-<term>` what it means here.
static TERMS: &[&str] = &[
    "accompanying-documentation",
    "anomaly",
    "anomaly-list",
    "architecture",
    "as-of",
    "baseline",
    "benefit-risk",
    "change-request",
    "class",
    "compensating-control",
    "configuration-item",
    "controlled-risk",
    "cvd",
    "cve",
    "cvss",
    "cyber-device",
    "designator",
    "dhf",
    "documentation-level",
    "end-of-support",
    "epss",
    "evidence",
    "finding",
    "harm",
    "hazard",
    "hazardous-situation",
    "identifiers",
    "kev",
    "legacy-software",
    "level-of-support",
    "manufacturer",
    "ots",
    "p1-p2",
    "problem-report",
    "provenance-category",
    "record",
    "residual-anomaly",
    "residual-risk",
    "risk-control",
    "sbom",
    "security-category",
    "segregation",
    "sequence-of-events",
    "severity",
    "software-item",
    "soup",
    "stale",
    "traceability",
    "verification",
    "vex",
    "waiver",
];

/// The sections of the page: anchor and message.
const SECTIONS: &[(&str, &str)] = &[
    ("pages", "guide-pages"),
    ("states", "guide-states"),
    ("green", "guide-green"),
    ("check", "guide-check"),
    ("cite", "guide-cite"),
    ("keys", "guide-keys"),
    ("paper", "guide-paper"),
    ("limits", "limits-heading"),
    ("glossary", "glossary-title"),
];

#[derive(Serialize)]
struct GuideView<'v> {
    pages: Vec<(String, String)>,
    states: Vec<(String, &'v str)>,
    commit: String,
    object: String,
    is_git: bool,
    cite: String,
    paper: String,
    terms: Vec<TermView<'v>>,
}

#[derive(Serialize)]
struct TermView<'v> {
    id: &'static str,
    term: &'v str,
    means: &'v str,
}

/// Returns the page.
///
/// # Errors
/// The template cannot be filled.
pub fn page(version: &Version<'_>, templates: &Templates) -> Result<Page, Error> {
    let words = &templates.words;
    let planned = &version.read.planned;
    let dossier = version.dossier();
    let example = version.dossier().live().find(|record| record.kind() == Kind::Soup);
    let example = example.or_else(|| dossier.records().next());
    let commit = planned.commit.as_deref().map(short).unwrap_or_default();
    let name = match &planned.tag {
        Some(tag) => tag.name.clone(),
        None => commit.to_owned(),
    };
    let path = example.map(|record| dossier.repository_path(record.path())).unwrap_or_default();
    let link = |address: &str, name: &str| format!("<a href=\"{address}\">{}</a>", text(name));
    let cited = example.map(|record| {
        let page = version.addresses().page(record);
        format!("<code class=\"hash\">{}/{page}#history</code>", text(&planned.folder))
    });
    let view = GuideView {
        pages: pages(version, words),
        states: ["fresh", "stale", "missing", "na", "waived"]
            .into_iter()
            .map(|key| (state::result(key, words.named("guide-word", key)), words.named("guide-state", key)))
            .collect(),
        commit: text(&name),
        object: text(&format!("{name}:{path}")),
        is_git: version.desk.source.is_git() && !name.is_empty(),
        cite: words.html("guide-cite-page", &[("example", cited.unwrap_or_default())]),
        paper: words.html(
            "guide-paper-text",
            &[
                ("print", link(super::print::ADDRESS, words.say("print-title"))),
                ("forms", link("forms/index.html", words.say("forms-title"))),
            ],
        ),
        terms: terms(words),
    };
    let sections: Vec<(&str, &str)> =
        SECTIONS.iter().map(|(id, message)| (*id, words.say(message))).collect();
    Ok(Page {
        address: ADDRESS.to_owned(),
        title: words.say("guide-title").to_owned(),
        contents: contents(words, &sections),
        heading: text(words.say("guide-title")),
        lead: words.html("guide-lead", &[("version", version_html(version.name()))]),
        main: templates.render("pages/guide.html", &view)?,
        ..Page::default()
    })
}

/// Returns the pages with the questions that they answer, in the order of the navigation.
fn pages(version: &Version<'_>, words: &Words) -> Vec<(String, String)> {
    let mut rows: Vec<(String, String)> = Vec::new();
    let mut row =
        |link: String, question: &str| rows.push((link, words.named("guide-asks", question).to_owned()));
    let known = super::home::sections(version, words);
    let section = |address: &str| {
        let found = known.iter().find(|(href, _, _)| href == address);
        found.map(|(href, name, _)| format!("<a href=\"{href}\">{}</a>", text(name)))
    };
    let soup = format!("{}/index.html", version.addresses().folder(Kind::Soup));
    for (address, question) in [("index.html", "index"), (&*soup, "soup")] {
        if let Some(link) = section(address) {
            row(link, question);
        }
    }
    row(text(words.say("guide-name-record")), "record");
    for (address, question) in [
        ("anomalies.html", "anomalies"),
        ("matrix/index.html", "matrix"),
        ("clauses/index.html", "clauses"),
        ("changes.html", "changes"),
        ("findings.html", "findings"),
        ("due.html", "due"),
    ] {
        if let Some(link) = section(address) {
            row(link, question);
        }
    }
    for (address, name, question) in [
        ("provenance.html", "nav-provenance", "provenance"),
        ("forms/index.html", "forms-title", "forms"),
        (super::print::ADDRESS, "print-title", "print"),
    ] {
        row(format!("<a href=\"{address}\">{}</a>", text(words.say(name))), question);
    }
    rows
}

/// Returns the glossary in the order of the language's own terms.
fn terms(words: &Words) -> Vec<TermView<'_>> {
    let mut terms: Vec<TermView<'_>> = TERMS
        .iter()
        .map(|id| TermView {
            id,
            term: words.named("glossary", id),
            means: words.named("glossary-means", id),
        })
        .collect();
    terms.sort_by_key(|term| folded(term.term));
    terms
}

/// Returns a term as dictionaries order it: small letters, umlauts as their vowels.
fn folded(term: &str) -> String {
    let plain = |letter: char| match letter {
        'ä' => 'a',
        'ö' => 'o',
        'ü' => 'u',
        other => other,
    };
    term.to_lowercase().chars().map(plain).collect()
}
