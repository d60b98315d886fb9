//! The root of the site: the list of versions, the SOUP over all of them, and what older pages need to learn of newer ones.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::json;

use crate::dossier::Placed;
use crate::site::Error;
use crate::site::html::{facts, id_link, many, short, text, time, version as version_html};
use crate::site::state::State;
use crate::site::template::{Page, Templates};
use crate::site::version::{Version, soup_version};

/// What the root of the site says of a version.
#[derive(Clone, Debug)]
pub struct Summary {
    /// What it is called.
    pub name: String,
    /// Its folder.
    pub folder: String,
    /// The day of the release.
    pub date: Option<String>,
    /// The day by which it is judged.
    pub as_of: String,
    /// The commit.
    pub commit: Option<String>,
    /// Whether a release tag names it.
    pub released: bool,
    /// The folder of the version that it is compared with.
    pub previous: Option<String>,
    /// How many records there are, unreadable ones counted in.
    pub records: usize,
    /// How it stands.
    pub total: State,
    /// The SOUP: id, title and version, with their pages.
    pub soups: Vec<(String, String, String, String)>,
    /// The comparison with the version before it in the list.
    pub compared: Option<(String, String)>,
}

impl Summary {
    /// Returns what the root says of a version.
    pub fn of(version: &Version<'_>) -> Summary {
        let dossier = version.dossier();
        let planned = &version.read.planned;
        let soup = |record: Placed<'_>| {
            (
                record.record().id().to_owned(),
                record.record().title().to_owned(),
                soup_version(record).to_owned(),
                version.href("", record),
            )
        };
        Summary {
            name: planned.name.clone(),
            folder: planned.folder.clone(),
            date: planned.tag.as_ref().and_then(|tag| tag.date).map(|date| date.to_string()),
            as_of: version.as_of().to_string(),
            commit: planned.commit.clone(),
            released: version.is_released(),
            previous: None,
            records: dossier.placed.len() + dossier.malformed.len(),
            total: version.total,
            soups: dossier.soups().map(|(record, _)| soup(record)).collect(),
            compared: None,
        }
    }
}

#[derive(Serialize)]
struct VersionsView {
    versions: Vec<VersionView>,
}

#[derive(Serialize)]
struct VersionView {
    href: String,
    name: String,
    note: &'static str,
    released: bool,
    date: Option<String>,
    as_of: String,
    commit: String,
    records: usize,
    findings: String,
    findings_href: String,
    compared: Option<(String, String)>,
}

/// Returns the list of versions, newest first. `versions` come oldest first.
///
/// # Errors
/// The template cannot be filled.
pub fn page(
    versions: &[Summary],
    device: &crate::config::Device,
    templates: &Templates,
) -> Result<Page, Error> {
    let newest = versions.iter().rposition(|version| version.released);
    let rows = versions.iter().enumerate().rev().map(|(number, version)| {
        let mut findings = version.total.counts();
        if version.total.waived > 0 {
            findings.push_str(&format!(", {} waived", version.total.waived));
        }
        VersionView {
            href: format!("{}/index.html", version.folder),
            name: version.name.clone(),
            note: if Some(number) == newest { "newest release" } else { "" },
            released: version.released,
            date: version.date.clone(),
            as_of: version.as_of.clone(),
            commit: version.commit.as_deref().map(|commit| short(commit).to_owned()).unwrap_or_default(),
            records: version.records,
            findings,
            findings_href: format!("{}/findings.html", version.folder),
            compared: version.compared.clone(),
        }
    });
    let releases = versions.iter().filter(|version| version.released).count();
    let mut lead = many(releases, "release", "releases");
    if let Some(open) = versions.iter().find(|version| !version.released) {
        lead.push_str(&format!(
            " and {}",
            if open.name == "work tree" { "the work tree".to_owned() } else { text(&open.name) }
        ));
    }
    lead.push('.');
    if let Some(newest) = newest.map(|newest| &versions[newest]) {
        lead.push_str(&format!(
            " The newest release is {}{}: {} as of {}.",
            version_html(&newest.name),
            newest.date.as_ref().map(|date| format!(" of {}", time(date))).unwrap_or_default(),
            text(&newest.total.counts()),
            time(&newest.as_of)
        ));
    }
    let mut known = vec![text(&device.manufacturer), text(&device.id)];
    known.retain(|fact| !fact.is_empty());
    Ok(Page {
        address: "index.html".to_owned(),
        title: "Versions".to_owned(),
        kicker: format!("<p class=\"kicker\">{}</p>", text(&device.title)),
        heading: text(&device.name),
        lead,
        facts: facts(&known),
        main: templates.render("pages/versions.html", &VersionsView { versions: rows.collect() })?,
        ..Page::default()
    })
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
pub fn soups(versions: &[Summary], templates: &Templates) -> Result<Page, Error> {
    let mut known: BTreeMap<String, (String, String)> = BTreeMap::new();
    let mut cells: Vec<BTreeMap<String, (&str, &str)>> = Vec::new();
    for version in versions {
        let mut column = BTreeMap::new();
        for (id, title, number, page) in &version.soups {
            let key = id.to_ascii_lowercase();
            column.insert(key.clone(), (&**number, &**page));
            known.insert(key, (id.clone(), title.clone()));
        }
        cells.push(column);
    }
    let rows = known.iter().map(|(key, (id, title))| {
        let history = format!("{} {}", id_link(&crate::site::address::history(id), id), text(title));
        let mut before: Option<&str> = None;
        let row: Vec<String> = cells
            .iter()
            .zip(versions)
            .map(|(column, version)| {
                let cell = column.get(key);
                let number = cell.map(|(number, _)| *number);
                let moved = before.is_some() && number.is_some() && before != number;
                before = number.or(before);
                match cell {
                    None => String::new(),
                    Some((number, page)) => {
                        let shown =
                            if number.is_empty() { "no version".to_owned() } else { version_html(number) };
                        let link = format!("<a href=\"{}/{page}\">{shown}</a>", version.folder);
                        if moved { format!("<strong>{link}</strong>") } else { link }
                    }
                }
            })
            .collect();
        (history, row)
    });
    let view = SoupsView {
        versions: versions
            .iter()
            .map(|version| (format!("{}/index.html", version.folder), version.name.clone()))
            .collect(),
        rows: rows.collect(),
    };
    let lead = format!(
        "{} in {}; a version in bold is another one than in the column before.",
        many(view.rows.len(), "SOUP", "SOUP"),
        many(versions.len(), "version", "versions")
    );
    Ok(Page {
        address: "soup.html".to_owned(),
        title: "SOUP × release".to_owned(),
        attributes: " class=\"broad\"".to_owned(),
        heading: "SOUP × release".to_owned(),
        lead,
        facts: facts(&["IEC 62304 8.1.3".to_owned()]),
        main: templates.render("pages/soups.html", &view)?,
        ..Page::default()
    })
}

/// Returns the list of versions as a script, newest first, with the pages that some of them lack. `pages` are those of each
/// version, in the order of `versions`.
pub fn script(versions: &[Summary], pages: &[Vec<String>]) -> String {
    let list: Vec<serde_json::Value> = versions
        .iter()
        .rev()
        .map(|version| {
            json!({
                "name": version.name,
                "dir": version.folder,
                "date": version.date.as_ref().unwrap_or(&version.as_of),
                "released": version.released,
                "previous": version.previous,
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
