//! The root of the site: the list of versions, the SOUP over all of them, and what older pages need to learn of newer ones.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::json;

use crate::record::Kind;
use crate::site::Error;
use crate::site::html::{facts, id_link, short, text, time, version as version_html};
use crate::site::step::{Face, Fold, Lived, Summary};
use crate::site::template::{Page, Templates};
use crate::site::values::size;
use crate::site::words::Words;

#[derive(Serialize)]
struct VersionsView {
    versions: Vec<VersionView>,
    over_time: String,
    has_files: bool,
}

#[derive(Serialize)]
struct VersionView {
    href: String,
    name: String,
    newest: bool,
    released: bool,
    date: Option<String>,
    as_of: String,
    commit: String,
    records: usize,
    findings: String,
    findings_href: String,
    compared: Vec<(String, String)>,
    /// The version as one file: the file, what it is called, and its size.
    files: Vec<(String, String, String)>,
}

/// Returns the list of versions, newest first. `extras` are the archives and single files: the folder of the version, the
/// file and its size.
///
/// # Errors
/// The template cannot be filled.
pub fn page(
    fold: &Fold<'_>,
    extras: &[(String, String, usize)],
    templates: &Templates,
) -> Result<Page, Error> {
    let versions = &fold.versions;
    let device = &versions.last().expect("a site has at least one version").device;
    let newest = versions.iter().rposition(|version| version.released);
    let rows = versions.iter().enumerate().rev().map(|(number, version)| {
        let mut findings = version.total.counts(&templates.words);
        if version.total.waived > 0 {
            findings.push_str(", ");
            findings.push_str(
                &templates.words.fill("versions-waived", &[("count", version.total.waived.into())]),
            );
        }
        VersionView {
            href: format!("{}/index.html", version.folder),
            name: version.name.clone(),
            newest: Some(number) == newest,
            released: version.released,
            date: version.date.clone(),
            as_of: version.as_of.clone(),
            commit: version.commit.as_deref().map(|commit| short(commit).to_owned()).unwrap_or_default(),
            records: version.records,
            findings,
            findings_href: format!("{}/findings.html", version.folder),
            compared: fold
                .compared(number)
                .into_iter()
                .map(|before| (version.page_since(&before.folder), before.name.clone()))
                .collect(),
            files: extras
                .iter()
                .filter(|(folder, _, _)| *folder == version.folder)
                .map(|(_, file, bytes)| {
                    let what = if file.ends_with(".zip") { "archive" } else { "single" };
                    (
                        file.clone(),
                        templates.words.named("versions-file", what).to_owned(),
                        size(*bytes as u64),
                    )
                })
                .collect(),
        }
    });
    let mut known = vec![text(&device.manufacturer), text(&device.id)];
    known.retain(|fact| !fact.is_empty());
    let words = &templates.words;
    Ok(Page {
        address: "index.html".to_owned(),
        title: words.say("nav-versions").to_owned(),
        kicker: format!("<p class=\"kicker\">{}</p>", text(&device.title)),
        heading: text(&device.name),
        lead: lead(versions, newest, words),
        facts: facts(&known),
        main: templates.render(
            "pages/versions.html",
            &VersionsView {
                versions: rows.collect(),
                over_time: super::pictures::over_time(fold, &templates.words),
                has_files: !extras.is_empty(),
            },
        )?,
        ..Page::default()
    })
}

/// Says how many versions there are, and how the newest release stands.
fn lead(versions: &[&Summary], newest: Option<usize>, words: &Words) -> String {
    let releases = versions.iter().filter(|version| version.released).count();
    let mut lead = match versions.iter().find(|version| !version.released) {
        None => text(&words.fill("versions-releases", &[("count", releases.into())])),
        Some(open) => {
            let open = if open.work_tree { words.say("versions-work-tree") } else { &open.name };
            text(&words.fill("versions-releases-and", &[("count", releases.into()), ("open", open.into())]))
        }
    };
    if let Some(newest) = newest.map(|newest| versions[newest]) {
        let date = newest.date.as_ref().map_or_else(|| "–".to_owned(), time);
        lead.push(' ');
        lead.push_str(&words.html(
            "versions-newest-is",
            &[
                ("version", version_html(&newest.name)),
                ("date", date),
                ("counts", text(&newest.total.counts(words))),
                ("day", time(&newest.as_of)),
            ],
        ));
    }
    lead
}

#[derive(Serialize)]
struct SoupsView {
    versions: Vec<(String, String)>,
    rows: Vec<(String, Vec<String>)>,
}

/// Returns which version of each SOUP is in which version of the device.
///
/// # Errors
/// The template cannot be filled.
pub fn soups(fold: &Fold<'_>, templates: &Templates) -> Result<Page, Error> {
    let versions = &fold.versions;
    let rows = fold.lives.iter().filter_map(|(key, life)| {
        let cells = uses(life, versions.len());
        let newest = cells.iter().rev().flatten().next()?;
        let named = match key.starts_with("file:") {
            true => text(if newest.id.is_empty() { &newest.path } else { &newest.id }),
            false => id_link(&crate::site::address::history(&newest.id), &newest.id),
        };
        Some((format!("{named} {}", text(&newest.title)), row(&cells, versions, &templates.words)))
    });
    let view = SoupsView {
        versions: versions
            .iter()
            .map(|version| (format!("{}/index.html", version.folder), version.name.clone()))
            .collect(),
        rows: rows.collect(),
    };
    let words = &templates.words;
    let lead =
        words.fill("soups-lead", &[("count", view.rows.len().into()), ("versions", versions.len().into())]);
    Ok(Page {
        address: "soup.html".to_owned(),
        title: words.say("nav-soups").to_owned(),
        attributes: " class=\"broad\"".to_owned(),
        heading: text(words.say("nav-soups")),
        lead: text(&lead),
        facts: facts(&["IEC 62304 8.1.3".to_owned()]),
        main: templates.render("pages/soups.html", &view)?,
        ..Page::default()
    })
}

/// Returns what a record is in each of so many versions in which it is a SOUP in use.
pub fn uses<'s>(life: &Lived<'s>, versions: usize) -> Vec<Option<&'s Face>> {
    let mut cells: Vec<Option<&Face>> = vec![None; versions];
    for stay in &life.stays {
        let face = &stay.entry.face;
        let is_used = face.kind == Kind::Soup.card().name && !face.retired && face.unreadable.is_none();
        cells[stay.version..=stay.until].fill(is_used.then_some(face));
    }
    cells
}

/// Returns one SOUP over all versions, a version in bold where it is another one than before.
fn row(cells: &[Option<&Face>], versions: &[&Summary], words: &Words) -> Vec<String> {
    let mut before: Option<&str> = None;
    let mut row = Vec::with_capacity(cells.len());
    for (face, version) in cells.iter().zip(versions) {
        let number = face.map(|face| &*face.version);
        let moved = before.is_some() && number.is_some() && before != number;
        before = number.or(before);
        let Some(Face { version: number, page, .. }) = face else {
            row.push(String::new());
            continue;
        };
        let shown =
            if number.is_empty() { text(words.say("soups-no-version")) } else { version_html(number) };
        let link = format!("<a href=\"{}/{}\">{shown}</a>", text(&version.folder), text(page));
        row.push(if moved { format!("<strong>{link}</strong>") } else { link });
    }
    row
}

/// Returns the list of versions as a script, newest first, with the pages that some of them lack. `pages` are those of each
/// version, in the order of the versions; `extras` are as for [`page`].
pub fn script(fold: &Fold<'_>, pages: &[Vec<String>], extras: &[(String, String, usize)]) -> String {
    let versions = &fold.versions;
    let list: Vec<serde_json::Value> = versions
        .iter()
        .rev()
        .map(|version| {
            let file = |ending: &str| {
                let own = extras.iter().filter(|(folder, _, _)| *folder == version.folder);
                own.map(|(_, file, _)| file).find(|file| file.ends_with(ending))
            };
            json!({
                "archive": file(".zip"),
                "single": file(".html"),
                "name": version.name,
                "dir": version.folder,
                "date": version.date.as_ref().unwrap_or(&version.as_of),
                "released": version.released,
                "previous": version.previous.as_ref().map(|(folder, _)| folder).filter(|folder| fold.number(folder).is_some()),
            })
        })
        .collect();
    let mut lacks: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, own) in pages.iter().rev().enumerate() {
        for page in own {
            lacks.entry(page).or_default().push(at);
        }
    }
    let absent: BTreeMap<&str, Vec<usize>> = lacks
        .into_iter()
        .filter(|(_, there)| there.len() < versions.len())
        .map(|(page, there)| (page, (0..versions.len()).filter(|at| !there.contains(at)).collect()))
        .collect();
    let data = json!({ "schema": "tureen/versions/1", "versions": list, "absent": absent });
    // In a script of its own nothing can end the script; a reader who embeds it should not have to know.
    format!("window.TUREEN_VERSIONS = {};\n", data.to_string().replace('<', "\\u003c"))
}
