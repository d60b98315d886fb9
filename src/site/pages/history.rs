//! One record over all versions: in which it is, what changed when, and by which commits.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use serde::Serialize;

use super::changes::DeltaView;
use super::record::CommitView;
use crate::dossier::Placed;
use crate::record::Kind;
use crate::site::Error;
use crate::site::address;
use crate::site::html::{many, text, version as version_html};
use crate::site::template::{Page, Templates};
use crate::site::version::{Since, Version, soup_version};
use crate::source::Commit;

/// What is gathered of all records while versions pass by, oldest first.
#[derive(Default)]
pub struct Tracks {
    tracks: BTreeMap<String, Track>,
    versions: Vec<Passed>,
    since: Option<Arc<Since>>,
    /// Whether history was cut off, so that what came before is not known.
    cut_off: bool,
}

/// A version that has passed by.
struct Passed {
    name: String,
    folder: String,
    when: String,
}

struct Track {
    id: String,
    kind: Kind,
    title: String,
    entries: Vec<Entry>,
    /// The number of the last version that has it.
    last: usize,
    commits: HashSet<String>,
}

/// A version in which something about the record is new; those in which nothing is are only counted.
struct Entry {
    version: usize,
    until: usize,
    page: Arc<str>,
    state: String,
    what: String,
    changes: Vec<DeltaView>,
    commits: Vec<CommitView>,
}

impl Tracks {
    /// Takes in the next version, and what changed since the one before it.
    pub fn begin(&mut self, version: &Version<'_>, since: Option<Arc<Since>>) {
        self.since = since;
        self.cut_off = !version.commits.history.complete;
        let when = match &version.read.planned.tag {
            Some(tag) => tag.date.map(|date| date.to_string()).unwrap_or_default(),
            None => String::new(),
        };
        self.versions.push(Passed {
            name: version.name().to_owned(),
            folder: version.read.planned.folder.clone(),
            when,
        });
    }

    /// Takes in a record of the version that was begun last.
    pub fn add(&mut self, version: &Version<'_>, record: Placed<'_>, commits: &[&Commit]) {
        let number = self.versions.len() - 1;
        let own = record.record();
        if own.id().is_empty() || version.dossier().find(own.id()) != Some(record) {
            return;
        }
        let path = version.dossier().repository_path(record.path());
        let change =
            self.since.as_ref().and_then(|since| since.change(&path)).filter(|change| change.is_edited());
        let key = own.id().to_ascii_lowercase();
        let Some(track) = self.tracks.get_mut(&key) else {
            let mut track = Track {
                id: own.id().to_owned(),
                kind: own.kind(),
                title: own.title().to_owned(),
                entries: Vec::new(),
                last: number,
                commits: HashSet::new(),
            };
            track.enter(version, record, number, first(record), Vec::new(), commits);
            self.tracks.insert(key, track);
            return;
        };
        own.title().clone_into(&mut track.title);
        own.id().clone_into(&mut track.id);
        let returned = track.last + 1 < number;
        let state = version.state(record).badge();
        let page = version.addresses().page(record);
        let same = track.entries.last().is_some_and(|entry| entry.state == state && entry.page == *page);
        if change.is_none() && !returned && same {
            if let Some(entry) = track.entries.last_mut() {
                entry.until = number;
            }
        } else {
            let (what, changes) = match change {
                _ if returned => ("back again".to_owned(), Vec::new()),
                None => ("the record is the same; how it stands is not".to_owned(), Vec::new()),
                Some(change) => {
                    let mut what = many(change.fields.len(), "field changed", "fields changed");
                    if change.body.is_some() {
                        what.push_str(", the text too");
                    }
                    (what, change.fields.iter().map(DeltaView::of).collect())
                }
            };
            track.enter(version, record, number, what, changes, commits);
        }
        track.last = number;
    }

    /// Returns the page of every record.
    ///
    /// # Errors
    /// A template cannot be filled.
    pub fn pages<'t>(
        &'t self,
        templates: &'t Templates,
    ) -> impl rayon::iter::ParallelIterator<Item = Result<Page, Error>> + 't {
        use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
        self.tracks.par_iter().map(move |(_, track)| track.page(&self.versions, self.cut_off, templates))
    }
}

impl Track {
    fn enter(
        &mut self,
        version: &Version<'_>,
        record: Placed<'_>,
        number: usize,
        what: String,
        changes: Vec<DeltaView>,
        commits: &[&Commit],
    ) {
        let mut new = Vec::new();
        for commit in commits {
            if !self.commits.contains(&commit.id) {
                self.commits.insert(commit.id.clone());
                new.push(CommitView::of(commit));
            }
        }
        self.entries.push(Entry {
            version: number,
            until: number,
            page: Arc::clone(version.addresses().page(record)),
            state: version.state(record).badge(),
            what,
            changes,
            commits: new,
        });
    }

    fn page(&self, versions: &[Passed], cut_off: bool, templates: &Templates) -> Result<Page, Error> {
        let entries = self.entries.iter().rev().map(|entry| {
            let passed = &versions[entry.version];
            let until = &versions[entry.until];
            EntryView {
                href: format!("../{}/{}", passed.folder, entry.page),
                name: passed.name.clone(),
                when: passed.when.clone(),
                released: !passed.when.is_empty() || passed.name != "work tree",
                same_until: (entry.until > entry.version).then(|| until.name.clone()),
                state: entry.state.clone(),
                what: entry.what.clone(),
                changes: &entry.changes,
                commits: &entry.commits,
            }
        });
        let gone = self.last + 1 < versions.len();
        let view = HistoryView { entries: entries.collect() };
        let first = self.entries.first().map_or("", |entry| &versions[entry.version].name);
        let last = &versions[self.last].name;
        let mut lead = if gone {
            format!("From {} to {}, and in no version since. ", version_html(first), version_html(last))
        } else {
            format!("In every version looked at since {}. ", version_html(first))
        };
        let fields = self.entries.iter().map(|entry| entry.changes.len()).sum::<usize>();
        lead.push_str(&format!(
            "{} over {}.",
            many(fields, "field change", "field changes"),
            many(versions.len(), "version", "versions")
        ));
        if cut_off {
            lead.push_str(
                " This clone is shallow: versions and commits before those shown are not known here.",
            );
        }
        Ok(Page {
            address: address::history(&self.id),
            title: format!("{} {}, history", self.id, self.title),
            kicker: format!(
                "<p class=\"kicker\"><span class=\"id\">{}</span> over all versions · {} record</p>",
                text(&self.id),
                self.kind.card().noun
            ),
            heading: text(if self.title.is_empty() { &self.id } else { &self.title }),
            lead,
            main: templates.render("pages/history.html", &view)?,
            ..Page::default()
        })
    }
}

fn first(record: Placed<'_>) -> String {
    match soup_version(record) {
        "" => "first version that has it".to_owned(),
        number => format!("first version that has it, as {number}"),
    }
}

#[derive(Serialize)]
struct HistoryView<'t> {
    entries: Vec<EntryView<'t>>,
}

#[derive(Serialize)]
struct EntryView<'t> {
    href: String,
    name: String,
    when: String,
    released: bool,
    same_until: Option<String>,
    state: String,
    what: String,
    changes: &'t [DeltaView],
    commits: &'t [CommitView],
}
