//! What stands around every page: the bar, the sections, the colophon, and the running head on paper.

use std::collections::HashMap;

use serde::Serialize;

use super::pages::versions::Summary;
use super::template::{self, Frame, Templates};
use super::version::{Read, Version};
use super::{Error, TOOL, html, pages};
use crate::record::KINDS;

/// The style sheet and the scripts of every page, in the order in which they run.
pub static SHARED: &[&str] = &["tureen.css", "words.js", "tureen.js", "tables.js", "search.js"];

/// Returns the style sheets and scripts of a version.
pub fn assets(version: &Version<'_>) -> Vec<(&'static str, String)> {
    let commit = version.read.planned.commit.as_deref().map(html::short).unwrap_or_default();
    let device = &version.dossier().config.device.name;
    let as_of = version.as_of().to_string();
    let running = running(device, version.name(), commit, &as_of, version.is_released());
    let shared = SHARED.iter().map(|name| (*name, template::asset(name).to_owned()));
    shared.chain([("running.css", running)]).collect()
}

/// Returns the running head on paper.
pub fn running(device: &str, name: &str, commit: &str, as_of: &str, released: bool) -> String {
    let font = "font: 8pt \"Segoe UI\", \"Liberation Sans\", sans-serif;";
    let head =
        |place: &str, text: &str| format!("  @{place} {{ content: {}; {font} }}\n", html::css_string(text));
    let commit = if commit.is_empty() { String::new() } else { format!("commit {commit} · ") };
    let mut css = String::from("/* Written for each version: the running head on paper. */\n@page {\n");
    css.push_str(&head("top-left", &format!("{device} · {name}")));
    if !released {
        css.push_str(&head("top-center", "NOT RELEASED"));
    }
    css.push_str(&head("top-right", &format!("{commit}as of {as_of}")));
    css.push_str("}\n");
    css
}

/// What `base.html` shows around every page.
#[derive(Serialize)]
struct BaseView<'v> {
    tool: &'static str,
    device: DeviceView<'v>,
    version: Option<VersionView<'v>>,
    /// The way to the version's folder, or to the root of the site for the pages there.
    up: &'static str,
    /// The way to the root of the site.
    root: &'static str,
    sections: Vec<SectionView>,
    versions: Vec<SwitchView<'v>>,
    commit: &'v str,
    as_of: String,
}

#[derive(Serialize)]
struct DeviceView<'v> {
    name: &'v str,
    id: &'v str,
    manufacturer: &'v str,
}

#[derive(Serialize)]
struct VersionView<'v> {
    name: &'v str,
    date: String,
    released: bool,
    changed: bool,
}

#[derive(Serialize)]
struct SectionView {
    href: String,
    name: String,
    count: Option<usize>,
    current: bool,
}

#[derive(Serialize)]
struct SwitchView<'v> {
    href: String,
    name: &'v str,
    when: String,
}

/// The frames of a version: one for each section, at each depth.
pub struct Frames {
    by_folder: HashMap<String, Frame>,
    other: [Frame; 2],
}

impl Frames {
    /// Renders the frames of a version.
    ///
    /// # Errors
    /// The template cannot be filled.
    pub fn of(version: &Version<'_>, templates: &Templates) -> Result<Frames, Error> {
        let frame = |current: &str, inside: bool| {
            let dossier = version.dossier();
            let device = &dossier.config.device;
            let up = if inside { "../" } else { "" };
            let sections =
                pages::home::sections(version).into_iter().map(|(href, name, count)| SectionView {
                    current: href == current
                        || (!current.is_empty() && href.starts_with(&format!("{current}/"))),
                    href: format!("{up}{href}"),
                    name,
                    count,
                });
            let planned = &version.read.planned;
            let date = planned.tag.as_ref().and_then(|tag| tag.date);
            templates.frame(&BaseView {
                tool: TOOL,
                device: DeviceView { name: &device.name, id: &device.id, manufacturer: &device.manufacturer },
                version: Some(VersionView {
                    name: &planned.name,
                    date: date.map_or_else(|| "not released".to_owned(), |date| date.to_string()),
                    released: version.is_released(),
                    changed: version.read.reading.dirty,
                }),
                up,
                root: if inside { "../../" } else { "../" },
                sections: sections.collect(),
                versions: Vec::new(),
                commit: planned.commit.as_deref().unwrap_or_default(),
                as_of: version.as_of().to_string(),
            })
        };
        let mut by_folder = HashMap::new();
        for card in KINDS {
            let folder = version.addresses().folder(card.kind);
            by_folder.insert(folder.to_owned(), frame(folder, true)?);
        }
        by_folder.insert("matrix".to_owned(), frame("matrix", true)?);
        for page in ["index.html", "changes.html", "findings.html", "provenance.html"] {
            by_folder.insert(page.to_owned(), frame(page, false)?);
        }
        Ok(Frames { by_folder, other: [frame("", false)?, frame("", true)?] })
    }

    /// Returns the frame of the page at an address.
    pub fn of_page(&self, address: &str) -> &Frame {
        let inside = address.split_once('/');
        let folder = inside.map_or(address, |(folder, _)| folder);
        self.by_folder.get(folder).unwrap_or(&self.other[usize::from(inside.is_some())])
    }
}

/// Returns the frame of the pages at the root of the site.
///
/// # Errors
/// The template cannot be filled.
pub fn root_frame(
    versions: &[Summary],
    last: &Read,
    depth: usize,
    current: &str,
    templates: &Templates,
) -> Result<Frame, Error> {
    let up = if depth == 0 { "" } else { "../" };
    let device = &last.reading.dossier.config.device;
    let section = |href: &str, name: String| SectionView {
        href: format!("{up}{href}"),
        name,
        count: None,
        current: href == current,
    };
    let mut sections =
        vec![section("index.html", "Versions".to_owned()), section("soup.html", "SOUP × release".to_owned())];
    let compared = versions.iter().rev().filter_map(|version| Some((version, version.compared.as_ref()?)));
    for (version, (page, before)) in compared.take(12) {
        sections.push(section(page, format!("{before} → {}", version.name)));
    }
    templates.frame(&BaseView {
        tool: TOOL,
        device: DeviceView { name: &device.name, id: &device.id, manufacturer: &device.manufacturer },
        version: None,
        up,
        root: up,
        sections,
        versions: versions
            .iter()
            .rev()
            .map(|version| SwitchView {
                href: format!("{up}{}/index.html", version.folder),
                name: &version.name,
                when: version.date.clone().unwrap_or_else(|| "not released".to_owned()),
            })
            .collect(),
        commit: last.planned.commit.as_deref().unwrap_or_default(),
        as_of: last.reading.dossier.judged.as_of.to_string(),
    })
}
