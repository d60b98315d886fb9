//! The search page: what is searched when scripts may run, and all ids by kind for whoever reads without.

use std::fmt::Write;

use serde::Serialize;

use crate::record::KINDS;
use crate::site::Error;
use crate::site::html::{escape, text};
use crate::site::template::{Page, Templates};
use crate::site::version::Version;

#[derive(Serialize)]
struct SearchView {
    kinds: Vec<KindView>,
}

#[derive(Serialize)]
struct KindView {
    folder: String,
    name: String,
    count: usize,
    /// The entries as HTML: there may be thousands.
    entries: String,
}

/// Returns the page.
///
/// # Errors
/// The template cannot be filled.
pub fn page(version: &Version<'_>, templates: &Templates) -> Result<Page, Error> {
    let dossier = version.dossier();
    let words = &templates.words;
    let mut kinds = Vec::new();
    for card in KINDS {
        let mut entries: Vec<(&str, &str, &str)> = dossier
            .of_kind(card.kind)
            .map(|record| {
                (record.record().id(), &**version.addresses().page(record), record.record().title())
            })
            .collect();
        entries.extend(
            dossier.malformed.iter().enumerate().filter(|(_, file)| file.malformed.kind == card.kind).map(
                |(index, file)| {
                    let id = file.malformed.id.as_deref().unwrap_or_default();
                    (id, &**version.addresses().malformed(index), &*file.path)
                },
            ),
        );
        if entries.is_empty() {
            continue;
        }
        entries.sort_unstable();
        let mut html = String::with_capacity(entries.len() * 100);
        for (id, page, title) in &entries {
            let _ = write!(html, "<li><a class=\"id\" href=\"{}\">", text(page));
            escape(if id.is_empty() { words.say("search-no-id") } else { id }, &mut html);
            html.push_str("</a> ");
            escape(title, &mut html);
            html.push_str("</li>\n");
        }
        kinds.push(KindView {
            folder: version.addresses().folder(card.kind).to_owned(),
            name: words.named("kinds", card.name).to_owned(),
            count: entries.len(),
            entries: html,
        });
    }
    let records = dossier.placed.len() + dossier.malformed.len();
    Ok(Page {
        address: "search.html".to_owned(),
        title: words.say("search-title").to_owned(),
        heading: text(words.say("search-title")),
        lead: text(
            &words.fill("search-lead", &[("count", records.into()), ("version", version.name().into())]),
        ),
        main: templates.render("pages/search.html", &SearchView { kinds })?,
        ..Page::default()
    })
}
