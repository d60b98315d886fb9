//! Where the pages of records lie, seen from a page that compares: on the site, or on one that is served elsewhere.

use std::collections::HashMap;

use crate::diff::{ChangeKind, RecordChange};
use crate::dossier::Target;
use crate::record::Kind;
use crate::report::diff::links::Links;
use crate::report::diff::{Compared, Telling};
use crate::site::html::{id_link, text};
use crate::site::version::Read;
use crate::site::words::Words;

/// The ways from a page that compares to the records that it speaks of.
pub enum Ways<'w> {
    /// The page lies on the site.
    Site(Site<'w>),
    /// The page is a file of its own.
    Alone(Alone<'w>),
}

/// The two versions, as they lie seen from a page of the site.
pub struct Site<'w> {
    /// The earlier version.
    pub before: &'w Read,
    /// The later version.
    pub after: &'w Read,
    /// The way to the earlier version; `None` where its pages must not be linked.
    pub to_before: Option<String>,
    /// The way to the later version.
    pub to_after: String,
    /// What the page says itself.
    pub words: &'w Words,
}

/// What a file of its own knows of the records that it names.
pub struct Alone<'w> {
    links: Links<'w>,
    /// The records by id in lower case: the kind where there is a page, and the title.
    known: HashMap<String, (Option<Kind>, &'w str)>,
    words: &'w Words,
}

impl<'w> Alone<'w> {
    /// Returns what can be told of records without their dossiers.
    pub fn of(compared: &'w Compared, telling: &'w Telling, words: &'w Words) -> Alone<'w> {
        let review = &compared.review;
        let mut known = HashMap::new();
        for evidence in &review.evidence {
            let kind = evidence.line.is_some().then_some(evidence.kind);
            known.insert(evidence.record.to_ascii_lowercase(), (kind, &*evidence.title));
        }
        for record in &review.diff.records {
            let kind = (record.change != ChangeKind::Removed).then_some(record.kind);
            known.insert(record.id.to_ascii_lowercase(), (kind, &*record.title));
        }
        Alone { links: Links::of(compared, telling), known, words }
    }
}

/// A record as a page names it.
pub struct Named<'n> {
    /// Its page; `None` where there is none to link to.
    pub href: Option<String>,
    /// Its id.
    pub id: &'n str,
    /// Its title, empty where it is not known.
    pub title: String,
}

impl Named<'_> {
    /// Returns the id, linked where there is a page.
    pub fn id(&self) -> String {
        match &self.href {
            Some(href) => id_link(href, self.id),
            None => format!("<span class=\"id\">{}</span>", text(self.id)),
        }
    }

    /// Returns the id with the title beside it.
    pub fn whole(&self) -> String {
        if self.title.is_empty() { self.id() } else { format!("{} {}", self.id(), text(&self.title)) }
    }
}

impl Ways<'_> {
    /// Returns what the page says itself.
    pub fn words(&self) -> &Words {
        match self {
            Ways::Site(site) => site.words,
            Ways::Alone(alone) => alone.words,
        }
    }

    /// Returns how a record is named, by its id.
    pub fn record<'n>(&self, id: &'n str) -> Named<'n> {
        match self {
            Ways::Site(site) => site.record(id),
            Ways::Alone(alone) => {
                let (kind, title) = alone.known.get(&id.to_ascii_lowercase()).copied().unwrap_or_default();
                Named { href: kind.and_then(|kind| alone.links.page(kind, id)), id, title: title.to_owned() }
            }
        }
    }

    /// Returns how a record that changed is named: what has no id, by its file.
    pub fn changed<'n>(&self, record: &'n RecordChange) -> Named<'n> {
        let id = if record.id.is_empty() { &record.path } else { &record.id };
        let href = match self {
            Ways::Site(_) => self.file(&record.path),
            Ways::Alone(_) => self.record(&record.id).href,
        };
        Named { href, id, title: record.title.clone() }
    }

    /// Returns the page of the record in the file at a path from the repository's root.
    pub fn file(&self, path: &str) -> Option<String> {
        let Ways::Site(site) = self else { return None };
        site.page(site.after, path).map(|page| format!("{}{page}", site.to_after)).or_else(|| {
            let page = site.page(site.before, path)?;
            site.to_before.as_ref().map(|to| format!("{to}{page}"))
        })
    }

    /// Returns the address of a line of the later moment, from 1.
    pub fn line(&self, path: &str, line: usize) -> Option<String> {
        match self {
            Ways::Site(site) => {
                let page = site.page(site.after, path)?;
                Some(format!("{}{page}#L{line}", site.to_after))
            }
            Ways::Alone(alone) => alone.links.line(path, line),
        }
    }

    /// Returns the address of the page of all findings of the later moment.
    pub fn findings(&self) -> Option<String> {
        match self {
            Ways::Site(site) => Some(format!("{}findings.html", site.to_after)),
            Ways::Alone(alone) => alone.links.findings.clone(),
        }
    }
}

impl Site<'_> {
    fn page<'r>(&self, read: &'r Read, path: &str) -> Option<&'r str> {
        let path = path.strip_prefix(&*read.reading.dossier.root).unwrap_or(path);
        read.addresses.of_path(path).map(|page| &**page)
    }

    fn record<'n>(&self, id: &'n str) -> Named<'n> {
        let sides = [(self.after, Some(&self.to_after)), (self.before, self.to_before.as_ref())];
        for (read, to) in sides {
            let (page, title) = match read.reading.dossier.target(id) {
                Target::Record(record) | Target::Misnamed(record) => {
                    (Some(&**read.addresses.page(record)), record.record().title())
                }
                Target::Malformed(file) => (
                    read.addresses.of_path(&file.path).map(|page| &**page),
                    self.words.say("record-unreadable-title"),
                ),
                Target::Missing => continue,
            };
            let href = to.zip(page).map(|(to, page)| format!("{to}{page}"));
            return Named { href, id, title: title.to_owned() };
        }
        Named { href: None, id, title: String::new() }
    }
}
