//! The whole file of a version for paper: cover, contents, every record, matrices and findings.
//!
//! Nothing is rendered a second time: what records' pages and lists show is taken over from them. A small device is one document;
//! a large one is a document for each kind of record, in numbered parts where a kind is large itself.

use std::collections::HashMap;

use rayon::prelude::*;
use serde::Serialize;

use self::chapter::{Chapter, ContentsView};
use super::Sheet;
use crate::record::{KINDS, Kind};
use crate::site::gather::{self, Gather, Target, Way};
use crate::site::html::{facts, text, time, version as version_html};
use crate::site::template::{Page, Templates};
use crate::site::version::Version;
use crate::site::words::Hole;
use crate::site::{Error, TOOL};

mod chapter;

/// The page that is opened to print: the whole, or the way to its parts.
pub const ADDRESS: &str = "print.html";

/// How many records one document may hold: more are some hundred pages of paper.
const TOGETHER: usize = 300;

/// How many records of a kind one part may hold.
const PART: usize = 500;

/// The lists that go on paper behind the records, in this order where a version has them; after those that end in `/` every
/// page of the folder but its index.
const LISTS: &[&str] = &["matrix/", "anomalies.html", "findings.html"];

/// One document.
struct Document<'s> {
    address: String,
    name: String,
    /// Its number and of how many, where a kind is shared out.
    part: Option<(usize, usize)>,
    chapters: Vec<Chapter<'s>>,
}

/// Where a page is in the documents.
struct Place {
    document: usize,
    name: String,
}

/// Returns the documents, the one to open first. `sheets` come in the order of paths; `lists` are the version's other pages.
///
/// # Errors
/// A template cannot be filled.
pub fn pages(
    version: &Version<'_>,
    templates: &Templates,
    sheets: &[Sheet],
    lists: &[Page],
) -> Result<Vec<Page>, Error> {
    let chapters = chapters(version, templates, sheets, lists);
    let documents = documents(templates, chapters, sheets.len());
    let mut places: HashMap<&str, Place> = HashMap::with_capacity(sheets.len() + lists.len());
    for (number, document) in documents.iter().enumerate() {
        for chapter in &document.chapters {
            for sheet in &chapter.sheets {
                let name = gather::of_record(&sheet.page.address);
                places.insert(&sheet.page.address, Place { document: number, name });
            }
            for page in &chapter.lists {
                let name = gather::of_page(&page.address);
                places.insert(&page.address, Place { document: number, name });
            }
        }
    }
    let made = documents.par_iter().enumerate().map(|(number, document)| {
        let up = if document.address.contains('/') { "../" } else { "" };
        let way = |target: Target<'_>| {
            let page = target.file;
            let place = target.place.filter(|place| !place.is_empty());
            // History and source stay on the page.
            let found = places.get(page).filter(|_| !place.is_some_and(is_left_out));
            Way::To(match (found, place) {
                (Some(found), place) => {
                    let mut to = String::with_capacity(48);
                    if found.document != number {
                        to.push_str(up);
                        to.push_str(&documents[found.document].address);
                    }
                    to.push('#');
                    to.push_str(&found.name);
                    if let Some(place) = place {
                        to.push(':');
                        to.push_str(place);
                    }
                    to
                }
                (None, Some(place)) => format!("{up}{page}#{place}"),
                (None, None) => format!("{up}{page}"),
            })
        };
        document.page(version, templates, &way, up, &documents)
    });
    made.collect()
}

/// Returns whether a place of a record's page is in the part that does not go on paper.
fn is_left_out(place: &str) -> bool {
    let line = place.strip_prefix('L').is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()));
    line || place == "history" || place == "source"
}

fn chapters<'s>(
    version: &Version<'_>,
    templates: &Templates,
    sheets: &'s [Sheet],
    lists: &'s [Page],
) -> Vec<Chapter<'s>> {
    let mut chapters = Vec::new();
    for card in KINDS {
        let own: Vec<&Sheet> = sheets.iter().filter(|sheet| sheet.kind == card.kind).collect();
        if own.is_empty() {
            continue;
        }
        // The SOUP list is what an auditor asks for first (IEC 62304 8.1.2).
        let list = format!("{}/index.html", version.addresses().folder(card.kind));
        let wanted = (card.kind == Kind::Soup).then_some(list);
        let lists = lists.iter().filter(|page| wanted.as_ref().is_some_and(|list| page.address == *list));
        chapters.push(Chapter {
            anchor: format!("kind:{}", card.name),
            name: templates.words.named("kinds", card.name).to_owned(),
            broad: false,
            lists: lists.collect(),
            sheets: own,
        });
    }
    for wanted in LISTS {
        let found = lists.iter().filter(|page| match wanted.strip_suffix('/') {
            Some(folder) => {
                let inside = page.address.strip_prefix(folder).and_then(|rest| rest.strip_prefix('/'));
                inside.is_some_and(|file| file != "index.html")
            }
            None => page.address == *wanted,
        });
        chapters.extend(found.map(|page| Chapter {
            anchor: gather::of_page(&page.address),
            name: page.title.clone(),
            broad: page.attributes.contains("broad"),
            lists: vec![page],
            sheets: Vec::new(),
        }));
    }
    chapters
}

fn documents<'s>(templates: &Templates, chapters: Vec<Chapter<'s>>, records: usize) -> Vec<Document<'s>> {
    let whole = templates.words.say("print-title").to_owned();
    if records <= TOGETHER {
        return vec![Document { address: ADDRESS.to_owned(), name: whole, part: None, chapters }];
    }
    let mut documents =
        vec![Document { address: ADDRESS.to_owned(), name: whole, part: None, chapters: Vec::new() }];
    for chapter in chapters {
        let file =
            chapter.anchor.split_once(':').map_or(&*chapter.anchor, |(_, file)| file).replace('/', "-");
        let parts = chapter.sheets.len().div_ceil(PART).max(1);
        // All parts of a kind are of one size, so that none holds a handful.
        let size = chapter.sheets.len().div_ceil(parts).max(1);
        let mut rest = chapter.sheets.as_slice();
        for number in 1..=parts {
            let (sheets, after) = rest.split_at(size.min(rest.len()));
            rest = after;
            let number = (parts > 1).then_some((number, parts));
            documents.push(Document {
                address: match number {
                    Some((number, _)) => format!("print/{file}-{number}.html"),
                    None => format!("print/{file}.html"),
                },
                name: chapter.name.clone(),
                part: number,
                chapters: vec![Chapter {
                    anchor: chapter.anchor.clone(),
                    name: chapter.name.clone(),
                    broad: chapter.broad,
                    lists: if number.is_none_or(|(number, _)| number == 1) {
                        chapter.lists.clone()
                    } else {
                        Vec::new()
                    },
                    sheets: sheets.to_vec(),
                }],
            });
        }
    }
    documents
}

/// What `pages/print.html` shows.
#[derive(Serialize)]
struct PrintView {
    cover: Option<CoverView>,
    parts: Vec<PartView>,
    contents: Vec<ContentsView>,
    /// The records and tables as HTML: there may be hundreds.
    chapters: String,
}

#[derive(Serialize)]
struct CoverView {
    rows: Vec<(String, String)>,
    approval: Vec<(String, String)>,
}

#[derive(Serialize)]
struct PartView {
    href: String,
    name: String,
    count: usize,
    first: String,
    last: String,
}

impl Document<'_> {
    fn title(&self, templates: &Templates) -> String {
        match self.part {
            Some((number, of)) => templates.words.fill(
                "print-part",
                &[("name", self.name.as_str().into()), ("number", number.into()), ("of", of.into())],
            ),
            None => self.name.clone(),
        }
    }

    fn records(&self) -> usize {
        self.chapters.iter().map(|chapter| chapter.sheets.len()).sum()
    }

    fn page(
        &self,
        version: &Version<'_>,
        templates: &Templates,
        way: &(dyn Fn(Target<'_>) -> Way + Sync),
        up: &str,
        all: &[Document<'_>],
    ) -> Result<Page, Error> {
        let words = &templates.words;
        let gather = Gather { way, deeper: 2, paper: true };
        let written: Vec<String> =
            self.chapters.par_iter().flat_map_iter(|chapter| chapter.html(&gather)).collect();
        let is_first = self.address == ADDRESS;
        let parts: Vec<PartView> = if is_first {
            all.iter().skip(1).map(|part| PartView::of(part, templates)).collect()
        } else {
            Vec::new()
        };
        let named = version_html(version.name());
        let view = PrintView {
            cover: is_first.then(|| cover(version, templates)),
            contents: self.chapters.iter().map(Chapter::contents).collect(),
            chapters: written.concat(),
            parts,
        };
        let lead = if !is_first {
            words.html(
                "print-part-lead",
                &[
                    ("version", named.clone()),
                    ("whole", format!("<a href=\"{up}{ADDRESS}\">{}</a>", text(words.say("print-title")))),
                ],
            )
        } else if view.parts.is_empty() {
            words.html(
                "print-lead",
                &[("version", Hole::from(named.clone())), ("count", self.records().into())],
            )
        } else {
            let count: usize = all.iter().map(Document::records).sum();
            words.html(
                "print-parts-lead",
                &[
                    ("version", Hole::from(named.clone())),
                    ("count", count.into()),
                    ("parts", view.parts.len().into()),
                ],
            )
        };
        let device = &version.dossier().config.device;
        Ok(Page {
            address: self.address.clone(),
            title: self.title(templates),
            attributes: if self.chapters.iter().all(|chapter| chapter.broad) && !is_first {
                " class=\"whole broad\"".to_owned()
            } else {
                " class=\"whole\"".to_owned()
            },
            kicker: format!("<p class=\"kicker\">{}</p>", text(&device.title)),
            heading: if is_first {
                format!("{} {named}", text(&device.name))
            } else {
                text(&self.title(templates))
            },
            lead,
            facts: facts(&[text(words.say("print-facts"))]),
            main: templates.render("pages/print.html", &view)?,
            ..Page::default()
        })
    }
}

impl PartView {
    fn of(part: &Document<'_>, templates: &Templates) -> PartView {
        let sheets = || part.chapters.iter().flat_map(|chapter| &chapter.sheets);
        PartView {
            href: part.address.clone(),
            name: part.title(templates),
            count: part.records(),
            first: sheets().next().map(|sheet| sheet.id.clone()).unwrap_or_default(),
            last: sheets().last().map(|sheet| sheet.id.clone()).unwrap_or_default(),
        }
    }
}

/// Returns what the cover says.
fn cover(version: &Version<'_>, templates: &Templates) -> CoverView {
    let words = &templates.words;
    let dossier = version.dossier();
    let device = &dossier.config.device;
    let planned = &version.read.planned;
    let mut rows = Vec::new();
    let mut row = |name: &str, html: String| {
        if !html.is_empty() {
            rows.push((words.named("print-cover", name).to_owned(), html));
        }
    };
    let hash = |id: &str| format!("<code class=\"hash\">{}</code>", text(id));
    row("device", text(&device.name));
    row("device-id", text(&device.id));
    row("manufacturer", text(&device.manufacturer));
    row(
        "version",
        match &planned.tag {
            Some(_) => version_html(version.name()),
            None => {
                format!("{} <strong>{}</strong>", text(version.name()), text(words.say("print-not-released")))
            }
        },
    );
    row("tag", planned.tag.as_ref().map(|tag| super::provenance::tag(tag, words)).unwrap_or_default());
    if let Some(commit) = &version.read.reading.snapshot.commit {
        row("commit", hash(&commit.id));
        row("tree", hash(&commit.tree));
    }
    row("as-of", time(version.as_of()));
    row("tool", TOOL.to_owned());
    row("rulesets", text(&dossier.config.rulesets.join(", ")));
    row("verdict", super::findings::verdict(version));
    CoverView { rows, approval: super::home::approval(version, words) }
}
