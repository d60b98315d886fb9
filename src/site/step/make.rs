//! Makes the step of a version from what was read and judged of it and of the version before it.

use std::collections::{HashMap, HashSet};

use sha2::{Digest, Sha256};

use super::{CommitFace, Device, Entry, Face, Gone, SCHEMA, Step, Summary, deltas};
use crate::diff::{ChangeKind, flat, said};
use crate::dossier::{Dossier, MalformedFile, Placed, Reason, Target};
use crate::site::judged::Judged;
use crate::site::state::State;
use crate::site::version::{Since, Version, soup_version};
use crate::source::{BlobId, Commit, Moment};

/// The faces of all records of a version, those that cannot be read too.
pub struct Faces {
    /// The faces with their keys, records first.
    all: Vec<(String, Face)>,
    /// The files' bytes, by their ids, in the same order.
    blobs: Vec<BlobId>,
    /// The numbers of the faces by the files' paths from the repository's root.
    by_path: HashMap<String, usize>,
}

impl Faces {
    /// Returns the faces of a version's records; those of an earlier version spare reading a text a second time.
    pub fn of(judged: &Judged, before: Option<&Faces>) -> Faces {
        let dossier = &judged.read.reading.dossier;
        let mut states: HashMap<&str, State> = HashMap::new();
        for finding in &judged.findings {
            let path = finding.path.strip_prefix(&*dossier.root).unwrap_or(&finding.path);
            states.entry(path).or_default().add(finding);
        }
        let state = |path: &str| states.get(path).copied().unwrap_or_default();
        let mut all = Vec::with_capacity(dossier.placed.len() + dossier.malformed.len());
        let mut blobs = Vec::with_capacity(all.capacity());
        for record in dossier.records() {
            let page = judged.read.addresses.page(record);
            let mut face = of_record(record, page, state(record.path()));
            let known = before.and_then(|before| before.body(&face.path, record.blob()));
            face.body = known.map_or_else(|| digest(record.record().body()), str::to_owned);
            all.push((key(record), face));
            blobs.push(record.blob());
        }
        for (number, file) in dossier.malformed.iter().enumerate() {
            let page = judged.read.addresses.malformed(number);
            all.push((key_of_file(dossier, file), of_file(dossier, file, page, state(&file.path))));
            blobs.push(file.blob);
        }
        let by_path = all.iter().enumerate().map(|(number, (_, face))| (face.path.clone(), number)).collect();
        Faces { all, blobs, by_path }
    }

    /// Returns what tells a record's text from another, where the same bytes were a record of the same file.
    fn body(&self, path: &str, blob: BlobId) -> Option<&str> {
        let number = *self.by_path.get(path)?;
        let face = &self.all[number].1;
        let is_same = blob.is_known() && self.blobs[number] == blob && face.unreadable.is_none();
        is_same.then_some(&*face.body)
    }
}

fn key(record: Placed<'_>) -> String {
    let id = record.record().id();
    if !id.is_empty() && record.dossier.find(id) == Some(record) {
        return id.to_ascii_lowercase();
    }
    by_path(record.dossier, record.path())
}

fn key_of_file(dossier: &Dossier, file: &MalformedFile) -> String {
    let id = file.malformed.id.as_deref().unwrap_or_default();
    match dossier.target(id) {
        Target::Malformed(found) if std::ptr::eq(found, file) => id.to_ascii_lowercase(),
        Target::Malformed(_) | Target::Record(_) | Target::Misnamed(_) | Target::Missing => {
            by_path(dossier, &file.path)
        }
    }
}

fn by_path(dossier: &Dossier, path: &str) -> String {
    format!("file:{}", dossier.repository_path(path))
}

fn of_record(record: Placed<'_>, page: &str, state: State) -> Face {
    let classed = record.classed();
    let is_judged = classed.reason != Reason::NotJudged;
    Face {
        id: record.record().id().to_owned(),
        kind: record.kind().card().name.to_owned(),
        title: record.record().title().to_owned(),
        path: record.dossier.repository_path(record.path()),
        page: page.to_owned(),
        version: soup_version(record).to_owned(),
        retired: !record.record().is_live(),
        state,
        class: is_judged.then(|| (classed.class.to_string(), classed.reason.sentence(record.dossier))),
        body: String::new(),
        unreadable: None,
    }
}

fn of_file(dossier: &Dossier, file: &MalformedFile, page: &str, state: State) -> Face {
    Face {
        id: file.malformed.id.as_deref().unwrap_or_default().to_owned(),
        kind: file.malformed.kind.card().name.to_owned(),
        title: String::new(),
        path: dossier.repository_path(&file.path),
        page: page.to_owned(),
        version: String::new(),
        retired: false,
        state,
        class: None,
        body: digest(&file.malformed.text),
        unreadable: Some(file.malformed.problem.message.clone()),
    }
}

/// Tells a text from one that says something else; empty for one that says nothing.
fn digest(text: &str) -> String {
    let mut hasher = Sha256::new();
    let mut is_empty = true;
    for line in said(text) {
        is_empty = false;
        hasher.update(&line);
        hasher.update("\n");
    }
    if is_empty {
        return String::new();
    }
    hasher.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

impl Summary {
    /// Returns what the root says of a version.
    pub fn of(version: &Version<'_>) -> Summary {
        let dossier = version.dossier();
        let planned = &version.read.planned;
        let device = &dossier.config.device;
        let since = version.since.as_deref();
        Summary {
            name: planned.name.clone(),
            folder: planned.folder.clone(),
            date: planned.tag.as_ref().and_then(|tag| tag.date).map(|date| date.to_string()),
            as_of: version.as_of().to_string(),
            commit: planned.commit.clone(),
            released: version.is_released(),
            work_tree: planned.moment == Moment::WorkTree,
            previous: since.map(|since| (since.folder().to_owned(), since.name().to_owned())),
            records: dossier.placed.len() + dossier.malformed.len(),
            total: version.total,
            complete: version.commits.history.complete,
            language: version.dossier().config.site.language.clone(),
            device: Device {
                name: device.name.clone(),
                id: device.id.clone(),
                manufacturer: device.manufacturer.clone(),
                title: device.title.clone(),
            },
        }
    }
}

impl Step {
    /// Returns what a version adds over its neighbour, given the faces of both and what changed between them.
    pub fn of(version: &Version<'_>, faces: &Faces, neighbour: Option<(&Faces, &Since)>) -> Step {
        let mut step = Step {
            schema: SCHEMA.to_owned(),
            version: Summary::of(version),
            neighbour: neighbour.map(|(_, since)| since.folder().to_owned()),
            records: Vec::new(),
            gone: Vec::new(),
            commits: Vec::new(),
        };
        let dossier = version.dossier();
        let mut commits = Table::new(version, neighbour.map(|(_, since)| since));
        let mut matched: HashSet<usize> = HashSet::new();
        for (number, (key, face)) in faces.all.iter().enumerate() {
            let record = (number < dossier.placed.len()).then_some(Placed { dossier, index: number });
            let path = record.map_or_else(
                || &*dossier.malformed[number - dossier.placed.len()].path,
                |record| record.path(),
            );
            let change = neighbour.and_then(|(_, since)| since.change(&face.path));
            let before = neighbour.and_then(|(known, since)| {
                let path = match change {
                    Some(change) if change.change == ChangeKind::Added => return None,
                    Some(change) => change.path_before.as_deref().unwrap_or(&face.path),
                    None => &face.path,
                };
                let number = *known.by_path.get(path)?;
                matched.insert(number);
                Some((&known.all[number], flats(&since.before.reading.dossier, number)))
            });
            let is_compared = neighbour.is_some() && change.is_some_and(|change| change.is_edited());
            let fields = match (is_compared, &before) {
                (false, _) => Vec::new(),
                (true, None) => deltas(&[], &record.map(|record| flat(record.record())).unwrap_or_default()),
                (true, Some((_, before))) => {
                    deltas(&before(), &record.map(|record| flat(record.record())).unwrap_or_default())
                }
            };
            let own = commits.of(path, before.is_some());
            let before = before.map(|(known, _)| known);
            if fields.is_empty()
                && own.is_empty()
                && before.is_some_and(|(known, before)| known == key && before == face)
            {
                continue;
            }
            step.records.push(Entry {
                key: key.clone(),
                was: before.map(|(known, _)| known).filter(|known| *known != key).cloned(),
                face: face.clone(),
                before: before.map(|(_, before)| before.clone()),
                fields,
                commits: own,
            });
        }
        if let Some((known, since)) = neighbour {
            let gone = known.all.iter().enumerate().filter(|(number, _)| !matched.contains(number));
            step.gone.extend(gone.map(|(number, (key, before))| Gone {
                key: key.clone(),
                before: before.clone(),
                fields: deltas(&flats(&since.before.reading.dossier, number)(), &[]),
            }));
        }
        step.records.sort_by(|one, two| one.key.cmp(&two.key));
        step.gone.sort_by(|one, two| one.key.cmp(&two.key));
        step.commits = commits.faces;
        step
    }
}

/// Returns what is written in the record of a number among the faces, when it is asked for.
fn flats(dossier: &Dossier, number: usize) -> impl Fn() -> Vec<crate::diff::Flat> + '_ {
    move || dossier.placed.get(number).map(|place| flat(&place.record)).unwrap_or_default()
}

/// The commits of a step, each once.
struct Table<'v> {
    version: &'v Version<'v>,
    /// The commit of the version before.
    known: Option<&'v str>,
    numbers: HashMap<&'v str, usize>,
    faces: Vec<CommitFace>,
}

impl<'v> Table<'v> {
    fn new(version: &'v Version<'v>, since: Option<&'v Since>) -> Table<'v> {
        Table {
            version,
            known: since.and_then(|since| since.before.planned.commit.as_deref()),
            numbers: HashMap::new(),
            faces: Vec::new(),
        }
    }

    /// Returns the numbers of the commits that touched a file; of one that was there before, those since.
    fn of(&mut self, path: &str, was_there: bool) -> Vec<usize> {
        let all = self.version.commits;
        let mut commits = all.of(path, self.version.read.planned.commit.as_deref());
        if let Some(known) = self.known.filter(|_| was_there) {
            commits.retain(|commit| !all.history.is_ancestor(&commit.id, known));
        }
        commits.into_iter().map(|commit| self.number(commit)).collect()
    }

    fn number(&mut self, commit: &'v Commit) -> usize {
        *self.numbers.entry(&commit.id).or_insert_with(|| {
            self.faces.push(CommitFace {
                id: commit.id.clone(),
                date: commit.date.to_string(),
                subject: commit.subject.clone(),
                author: commit.author.name.clone(),
                release: self.version.first_release(commit).map(str::to_owned),
            });
            self.faces.len() - 1
        })
    }
}
