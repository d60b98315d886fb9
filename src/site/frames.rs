//! What stands around every page: the bar, the sections, the colophon, and the running head on paper.

use std::collections::HashMap;

use serde::Serialize;

use super::step::Summary;
use super::template::{self, Frame, Own, Templates};
use super::version::Version;
use super::words::Words;
use super::{Error, TOOL, html, pages};
use crate::record::KINDS;

/// The style sheet and the scripts of every page, in the order in which they run; `words.js` is written from the messages.
static SHARED: &[&str] = &["tureen.css", "words.js", "tureen.js", "tables.js", "search.js"];

/// Returns the style sheet and the scripts of every page.
pub fn shared(templates: &Templates) -> impl Iterator<Item = (&'static str, String)> {
    SHARED.iter().map(|name| match *name {
        "words.js" => ("words.js", templates.words.script()),
        "tureen.css" => ("tureen.css", templates.style() + &own_style(&templates.own)),
        name => (name, template::asset(name).to_owned()),
    })
}

/// Returns the colours that a project has chosen, as a style sheet.
fn own_style(own: &Own) -> String {
    let [light, dark] = &own.site.accents;
    let mut css = String::new();
    if let Some(light) = light {
        css.push_str(&format!("\n:root {{ --link: {light}; }}\n"));
    }
    // Where only the light colour is set, the dark one is the built-in one.
    if let Some(dark) = dark.as_deref().or(light.as_ref().map(|_| "#93bff2")) {
        css.push_str(&format!(
            "@media screen and (prefers-color-scheme: dark) {{ :root {{ --link: {dark}; }} }}\n"
        ));
    }
    css
}

/// Returns the style sheets and scripts of a version.
pub fn assets(version: &Version<'_>, templates: &Templates) -> Vec<(&'static str, String)> {
    let words = &templates.words;
    let commit = version.read.planned.commit.as_deref().map(html::short).unwrap_or_default();
    let device = &version.dossier().config.device.name;
    let as_of = version.as_of().to_string();
    let running = running(device, version.name(), commit, &as_of, version.is_released(), words);
    shared(templates).chain([("running.css", running)]).collect()
}

/// Keeps the notice of what is not released in sight, whatever a project's style sheet says: of important declarations those of
/// the layer win that comes first, and this sheet is the first.
const NOTICE: &str = "@layer notice {
  aside.notice.not-released, aside.notice.not-released strong {
    position: static !important; visibility: visible !important; opacity: 1 !important; transform: none !important;
    clip: auto !important; clip-path: none !important; filter: none !important; text-indent: 0 !important;
    max-height: none !important; height: auto !important; width: auto !important; font-size: 1rem !important;
    color: #a01f1c !important; background: #fbfaf6 !important;
  }
  aside.notice.not-released { display: block !important; }
}
";

/// Returns the running head on paper.
pub fn running(device: &str, name: &str, commit: &str, as_of: &str, released: bool, words: &Words) -> String {
    let font = "font: 8pt \"Segoe UI\", \"Liberation Sans\", sans-serif;";
    let head =
        |place: &str, text: &str| format!("  @{place} {{ content: {}; {font} }}\n", html::css_string(text));
    let commit = if commit.is_empty() {
        String::new()
    } else {
        format!("{} · ", words.fill("base-commit", &[("commit", commit.into())]))
    };
    let as_of = words.fill("base-as-of", &[("date", as_of.into())]);
    let mut css = String::from("/* Written for each version: the running head on paper. */\n@page {\n");
    css.push_str(&head("top-left", &format!("{device} · {name}")));
    if !released {
        css.push_str(&head("top-center", words.say("base-not-released")));
    }
    css.push_str(&head("top-right", &format!("{commit}{as_of}")));
    css.push_str("}\n");
    if !released {
        css.push_str(NOTICE);
    }
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
    /// The way to the folder of the version that is searched, and what that version is called.
    find: String,
    find_in: &'v str,
    sections: Vec<SectionView>,
    /// What a page at the root is about.
    scope: &'v str,
    /// The running head on paper.
    running: String,
    /// What is to be said of pages at the root that show what is not released.
    open: Option<String>,
    commit: &'v str,
    as_of: String,
    /// What stands before and after the name of a page in the title of its window.
    around: (String, String),
    logo: Option<&'static str>,
    header: &'v str,
    footer: &'v str,
}

/// Returns what stands before and after the name of a page in the title of its window.
fn around(own: &Own, device: &str, version: &str) -> (String, String) {
    let (before, after) = own.site.page_title.split_once("{page}").unwrap_or(("", ""));
    let fill = |part: &str| part.replace("{device}", device).replace("{version}", version);
    (fill(before).trim_start().to_owned(), fill(after).trim_end().to_owned())
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
        let (words, own) = (&templates.words, &templates.own);
        let frame = |current: &str, inside: bool| {
            let dossier = version.dossier();
            let device = &dossier.config.device;
            let up = if inside { "../" } else { "" };
            let sections =
                pages::home::sections(version, words).into_iter().map(|(href, name, count)| SectionView {
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
                    date: date
                        .map_or_else(|| words.say("base-no-release").to_owned(), |date| date.to_string()),
                    released: version.is_released(),
                    changed: version.read.reading.dirty,
                }),
                up,
                root: if inside { "../../" } else { "../" },
                find: up.to_owned(),
                find_in: &planned.name,
                sections: sections.collect(),
                scope: "",
                running: format!("{up}assets/running.css"),
                open: None,
                commit: planned.commit.as_deref().unwrap_or_default(),
                as_of: version.as_of().to_string(),
                around: around(own, &device.name, &planned.name),
                logo: own.logo.as_ref().map(|logo| logo.name),
                header: &own.site.header,
                footer: &own.site.footer,
            })
        };
        let mut by_folder = HashMap::new();
        for card in KINDS {
            let folder = version.addresses().folder(card.kind);
            by_folder.insert(folder.to_owned(), frame(folder, true)?);
        }
        for folder in ["approvals", "clauses", "matrix"] {
            by_folder.insert(folder.to_owned(), frame(folder, true)?);
        }
        for page in ["index.html", "anomalies.html", "changes.html", "findings.html", "due.html"] {
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

/// Which pages at the root of the site a frame is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Root<'r> {
    /// Those of all versions; the number of folders that they lie deep.
    All(usize),
    /// The comparison of an earlier version with this one.
    Since(&'r str),
}

/// Returns the frame of pages at the root of the site: `version` is the last of the site, of a comparison the later one of the
/// two, and `current` the page where the frame is for one alone.
///
/// # Errors
/// The template cannot be filled.
pub fn root_frame(
    version: &Summary,
    root: Root<'_>,
    current: &str,
    templates: &Templates,
) -> Result<Frame, Error> {
    let up = if root == Root::All(0) { "" } else { "../" };
    let section = |href: &str, name: &str| SectionView {
        href: format!("{up}{href}"),
        name: name.to_owned(),
        count: None,
        current: href == current,
    };
    let (words, own) = (&templates.words, &templates.own);
    let device = &version.device;
    let name = if version.work_tree { words.say("versions-work-tree") } else { &version.name };
    let date = || (&*version.as_of).into();
    // What is not released stands last in the list, so the last version tells of all.
    let (scope, running, open) = match root {
        Root::All(_) => (
            words.say("base-all-versions").to_owned(),
            format!("{up}assets/running.css"),
            words.fill("base-open-among", &[("version", name.into()), ("date", date())]),
        ),
        // What is printed carries the commit and the day of the later of the two, and whether it is released.
        Root::Since(before) => (
            format!("{before} → {}", version.name),
            format!("{up}{}/assets/running.css", version.folder),
            words.fill("base-open-later", &[("version", name.into()), ("date", date())]),
        ),
    };
    let open = (!version.released).then_some(open);
    templates.frame(&BaseView {
        tool: TOOL,
        device: DeviceView { name: &device.name, id: &device.id, manufacturer: &device.manufacturer },
        version: None,
        up,
        root: up,
        find: format!("{up}{}/", version.folder),
        find_in: &version.name,
        sections: vec![
            section("index.html", words.say("nav-versions")),
            section("soup.html", words.say("nav-soups")),
            section("compare/index.html", words.say("nav-compare")),
        ],
        scope: &scope,
        running,
        open,
        commit: version.commit.as_deref().unwrap_or_default(),
        as_of: version.as_of.clone(),
        around: around(own, &device.name, ""),
        logo: own.logo.as_ref().map(|logo| logo.name),
        header: &own.site.header,
        footer: &own.site.footer,
    })
}
