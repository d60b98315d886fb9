//! What changed against another version: on a version's own page, and between neighbours at the root of the site.

use serde::Serialize;

use crate::dossier::Placed;
use crate::field::FieldClass;
use crate::record::Change;
use crate::record::relations::MOVES;
use crate::site::Error;
use crate::site::compare::{Comparison, FieldChange};
use crate::site::html::{id_link, many, text, time, titled_link, version as version_html};
use crate::site::template::{Page, Templates};
use crate::site::values::word;
use crate::site::version::{Read, Version, soup_version};

/// Where the two sides of a comparison lie, seen from its page.
struct Sides<'a> {
    before: &'a Read,
    after: &'a Read,
    /// The way to the earlier version; `None` where its pages must not be linked.
    to_before: Option<String>,
    to_after: String,
}

#[derive(Serialize)]
struct ChangesView {
    figures: Vec<(String, usize, &'static str)>,
    moves: Vec<MoveView>,
    added: Vec<super::LinkView>,
    removed: Vec<super::LinkView>,
    modified: Vec<ModifiedView>,
    config: bool,
    compared: bool,
}

#[derive(Serialize)]
struct MoveView {
    record: String,
    from: String,
    to: String,
    class: String,
    changes: String,
}

#[derive(Serialize)]
struct ModifiedView {
    anchor: String,
    record: String,
    label: String,
    what: String,
    fields: Vec<DeltaView>,
}

/// A field that says something else.
#[derive(Serialize)]
pub struct DeltaView {
    name: String,
    before: String,
    after: String,
    class: &'static str,
}

impl DeltaView {
    /// Returns what is shown of a change.
    pub fn of(change: &FieldChange) -> DeltaView {
        DeltaView {
            name: word(&change.name),
            before: change.before.clone(),
            after: change.after.clone(),
            class: change.class.name(),
        }
    }
}

/// Returns the page of a version against the release before it.
///
/// # Errors
/// The template cannot be filled.
pub fn page(version: &Version<'_>, templates: &Templates) -> Result<Page, Error> {
    let Some(previous) = &version.previous else {
        let view = ChangesView {
            figures: Vec::new(),
            moves: Vec::new(),
            added: Vec::new(),
            removed: Vec::new(),
            modified: Vec::new(),
            config: false,
            compared: false,
        };
        return Ok(Page {
            address: "changes.html".to_owned(),
            title: "Changes".to_owned(),
            heading: "Changes".to_owned(),
            lead: format!(
                "{} is the first release on its line: there is nothing to compare it with.",
                super::named(version)
            ),
            main: templates.render("pages/changes.html", &view)?,
            ..Page::default()
        });
    };
    let sides = Sides { before: previous, after: &version.read, to_before: None, to_after: String::new() };
    let (lead, main, contents) = compare(&sides, templates)?;
    Ok(Page {
        address: "changes.html".to_owned(),
        title: format!("Changes since {}", previous.planned.name),
        contents,
        heading: format!("Changes since {}", version_html(&previous.planned.name)),
        lead,
        facts: "<span data-across=\"compare\" hidden><a>the same, with links to both versions</a></span>"
            .to_owned(),
        main,
        ..Page::default()
    })
}

/// Returns the page of two neighbours at the root of the site.
///
/// # Errors
/// The template cannot be filled.
pub fn between(before: &Read, after: &Read, templates: &Templates) -> Result<Page, Error> {
    let to = |read: &Read| format!("../{}/", read.planned.folder);
    let sides = Sides { before, after, to_before: Some(to(before)), to_after: to(after) };
    let (lead, main, contents) = compare(&sides, templates)?;
    let named = |read: &Read| {
        format!("<a href=\"../{}/index.html\">{}</a>", read.planned.folder, version_html(&read.planned.name))
    };
    Ok(Page {
        address: address(before, after),
        title: format!("{} → {}", before.planned.name, after.planned.name),
        contents,
        heading: format!("{} → {}", named(before), named(after)),
        lead,
        main,
        ..Page::default()
    })
}

/// Returns the address of the comparison of two versions.
pub fn address(before: &Read, after: &Read) -> String {
    format!("compare/{}..{}.html", before.planned.folder, after.planned.folder)
}

fn compare(sides: &Sides<'_>, templates: &Templates) -> Result<(String, String, String), Error> {
    let (before, after) = (&sides.before.reading.dossier, &sides.after.reading.dossier);
    let comparison = Comparison::between(before, after);
    let link_after = |record: Placed<'_>| {
        titled_link(
            &format!("{}{}", sides.to_after, sides.after.addresses.page(record)),
            record.record().id(),
            record.record().title(),
        )
    };
    let moves: Vec<MoveView> = comparison
        .moved()
        .map(|(old, new)| MoveView {
            record: link_after(new),
            from: version_html(soup_version(old)),
            to: version_html(soup_version(new)),
            class: if old.class() == new.class() {
                new.class().to_string()
            } else {
                format!("{} → {}", old.class(), new.class())
            },
            changes: covering(sides, old, new),
        })
        .collect();
    let listed = |record: &Placed<'_>, read: &Read, to: Option<&String>| super::LinkView {
        href: to.map(|to| format!("{to}{}", read.addresses.page(*record))).unwrap_or_default(),
        id: record.record().id().to_owned(),
        title: record.record().title().to_owned(),
        words: record.kind().card().noun.to_owned(),
    };
    let modified = comparison.modified.iter().map(|(_, record, changes)| {
        let graver = changes.iter().map(|change| change.class).min().unwrap_or(FieldClass::Meta);
        ModifiedView {
            anchor: format!("r-{}", super::super::address::safe(record.record().id())),
            record: link_after(*record),
            label: record.record().id().to_owned(),
            what: format!("{} · {}", record.kind().card().noun, graver.name()),
            fields: changes.iter().map(DeltaView::of).collect(),
        }
    });
    let config = before.config.text != after.config.text;
    let view = ChangesView {
        figures: vec![
            ("#soup".to_owned(), moves.len(), "SOUP moved"),
            ("#added".to_owned(), comparison.added.len(), "records added"),
            ("#removed".to_owned(), comparison.removed.len(), "records removed"),
            ("#records".to_owned(), comparison.modified.len(), "records modified"),
        ],
        added: comparison
            .added
            .iter()
            .map(|record| listed(record, sides.after, Some(&sides.to_after)))
            .collect(),
        removed: comparison
            .removed
            .iter()
            .map(|record| listed(record, sides.before, sides.to_before.as_ref()))
            .collect(),
        modified: modified.collect(),
        moves,
        config,
        compared: true,
    };
    let day = |read: &Read| time(read.reading.dossier.judged.as_of);
    let lead = format!(
        "{} SOUP moved between {} ({}) and {} ({}); {} added, {} removed, {} modified.",
        view.moves.len(),
        version_html(&sides.before.planned.name),
        day(sides.before),
        version_html(&sides.after.planned.name),
        day(sides.after),
        many(view.added.len(), "record", "records"),
        view.removed.len(),
        view.modified.len()
    );
    let contents = super::contents(&[
        ("policy", "Policy"),
        ("soup", "SOUP moves"),
        ("added", "Added"),
        ("removed", "Removed"),
        ("records", "Modified"),
    ]);
    Ok((lead, templates.render("pages/changes.html", &view)?, contents))
}

/// Returns the change records that cover the step of a SOUP from one version to another.
fn covering(sides: &Sides<'_>, old: Placed<'_>, new: Placed<'_>) -> String {
    let (from, to) = (soup_version(old), soup_version(new));
    let mut links: Vec<String> = Vec::new();
    for change in new.from(&MOVES).filter(|change| change.is_live()) {
        let Some(fields) = change.fields::<Change>() else { continue };
        let covers = fields.changes.iter().any(|step| {
            let is = |field: &Option<crate::field::Text>, version: &str| {
                field.as_ref().is_some_and(|text| *text.value == *version)
            };
            step.soup.as_ref().is_some_and(|soup| soup.value.eq_ignore_ascii_case(new.record().id()))
                && (is(&step.from, from) || is(&step.to, to))
        });
        if covers {
            links.push(id_link(
                &format!("{}{}", sides.to_after, sides.after.addresses.page(change)),
                change.record().id(),
            ));
        }
    }
    if links.is_empty() { crate::site::state::result("missing", "no change record") } else { links.join(" ") }
}

/// Returns the first few SOUP that moved, for the home page, and how many records changed besides.
pub fn digest(version: &Version<'_>, most: usize) -> Option<(Vec<[String; 5]>, usize)> {
    let previous = version.previous.as_ref()?;
    let sides = Sides { before: previous, after: &version.read, to_before: None, to_after: String::new() };
    let comparison = Comparison::between(&previous.reading.dossier, version.dossier());
    let rows: Vec<[String; 5]> = comparison
        .moved()
        .take(most)
        .map(|(old, new)| {
            [
                titled_link(&version.href("", new), new.record().id(), new.record().title()),
                version_html(soup_version(old)),
                version_html(soup_version(new)),
                text(&new.class().to_string()),
                covering(&sides, old, new),
            ]
        })
        .collect();
    let all = comparison.added.len() + comparison.removed.len() + comparison.modified.len();
    let others = all - rows.len();
    Some((rows, others))
}
