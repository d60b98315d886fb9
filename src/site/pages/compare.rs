//! The page from which any two versions are compared: a list of the comparisons that are made beforehand, and a form whose
//! script puts the steps between two other versions together.

use serde::Serialize;

use crate::record::KINDS;
use crate::site::Error;
use crate::site::html::{short, text};
use crate::site::step::{Fold, Summary};
use crate::site::template::{Page, Templates};
use crate::site::words::Words;

/// The kinds in the order in which an auditor asks for them.
const ORDER: [&str; 13] = [
    "soup",
    "item",
    "requirement",
    "risk",
    "control",
    "verification",
    "anomaly-review",
    "problem",
    "change",
    "document",
    "release",
    "waiver",
    "tool",
];

#[derive(Serialize)]
struct CompareView<'v> {
    versions: Vec<OptionView<'v>>,
    rows: Vec<PairView>,
    kinds: String,
}

#[derive(Serialize)]
struct OptionView<'v> {
    folder: &'v str,
    name: &'v str,
    when: &'v str,
    released: bool,
    work_tree: bool,
    previous: &'v str,
    facts: String,
    /// Whether it is chosen at first, on either side.
    from: bool,
    to: bool,
}

#[derive(Serialize)]
struct PairView {
    before: String,
    after: String,
    released: bool,
    href: String,
}

/// Returns the page.
///
/// # Errors
/// The template cannot be filled.
pub fn page(fold: &Fold<'_>, templates: &Templates) -> Result<Page, Error> {
    let words = &templates.words;
    let mut rows = Vec::new();
    for (number, version) in fold.versions.iter().enumerate().rev() {
        rows.extend(fold.compared(number).into_iter().map(|before| PairView {
            before: before.name.clone(),
            after: version.name.clone(),
            released: version.released,
            href: version.page_since(&before.folder).trim_start_matches("compare/").to_owned(),
        }));
    }
    let last = fold.versions.len().saturating_sub(1);
    let versions = fold.versions.iter().enumerate().rev().map(|(number, version)| OptionView {
        folder: &version.folder,
        name: &version.name,
        when: version.date.as_deref().unwrap_or_else(|| words.say("base-no-release")),
        released: version.released,
        work_tree: version.work_tree,
        previous: version.previous.as_ref().map_or("", |(folder, _)| folder),
        facts: said(version, words),
        from: number == 0,
        to: number == last,
    });
    let kinds = ORDER.map(|kind| format!("{kind}={}", words.named("kinds", kind)));
    debug_assert_eq!(ORDER.len(), KINDS.len(), "every kind has its place");
    let view = CompareView { versions: versions.collect(), rows, kinds: kinds.join(";") };
    Ok(Page {
        address: "compare/index.html".to_owned(),
        title: words.say("nav-compare").to_owned(),
        kicker: format!("<p class=\"kicker\" hidden>{}</p>", text(words.say("compare-later-open"))),
        heading: text(words.say("compare-heading")),
        lead: text(&words.fill("compare-lead", &[("count", view.rows.len().into())])),
        main: templates.render("pages/compare.html", &view)?,
        ..Page::default()
    })
}

/// Says what moment a version is.
fn said(version: &Summary, words: &Words) -> String {
    let commit = version.commit.as_deref().map_or("–", short);
    words.fill(
        "compare-facts",
        &[("commit", commit.into()), ("date", (&*version.as_of).into()), ("records", version.records.into())],
    )
}
