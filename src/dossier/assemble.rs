//! A tree of files becomes a dossier.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use rayon::prelude::*;

use super::{BodyTarget, Dossier, Judged, MalformedFile, Place, class, links};
use crate::config::Config;
use crate::field::{Fault, FaultKind};
use crate::inventory::Inventories;
use crate::record::{Fields, Kind, Malformed, Parsed, Record};
use crate::source::{BlobId, Content, Entry, MAX_RECORD_BYTES, Source, Tree};
use crate::text::Span;

/// Remembers what came of each blob, so that it is parsed once however many moments hold it.
#[derive(Default)]
pub struct Parses {
    known: Mutex<HashMap<(BlobId, Kind), Read>>,
}

/// What came of a file's bytes.
#[derive(Clone, Debug)]
pub enum Read {
    /// A record.
    Record(Arc<Record>),
    /// Nothing that can be used.
    Malformed(Arc<Malformed>),
}

impl Parses {
    /// Returns how many distinct files were parsed.
    pub fn len(&self) -> usize {
        self.known.lock().unwrap_or_else(PoisonError::into_inner).len()
    }

    /// Returns what comes of one blob as a record of a kind: from memory, or of the content that `content` gives.
    pub fn of_blob(&self, blob: BlobId, kind: Kind, content: impl FnOnce() -> Content) -> Read {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner).get(&(blob, kind)).cloned();
        if let Some(known) = known {
            return known;
        }
        let entry = Entry { blob, content: content() };
        let read = parse(&entry, kind);
        if is_text(&entry) {
            let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
            known.insert((blob, kind), read.clone());
        }
        read
    }

    /// Reads and parses blobs on all threads, so that they are known when asked for.
    pub fn ahead(&self, source: &Source, blobs: &[(BlobId, Kind)]) {
        let unknown: Vec<(BlobId, Kind)> = {
            let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
            blobs.iter().copied().filter(|blob| !known.contains_key(blob)).collect()
        };
        source.read_blobs_ahead(unknown.iter().map(|(blob, _)| *blob));
        let contents: Vec<_> = unknown
            .into_iter()
            .map(|(blob, kind)| (Entry { blob, content: source.content(blob) }, kind))
            .collect();
        let read: Vec<Read> = contents.par_iter().map(|(entry, kind)| parse(entry, *kind)).collect();
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        for ((entry, kind), read) in contents.iter().zip(read) {
            if is_text(entry) {
                known.entry((entry.blob, *kind)).or_insert(read);
            }
        }
    }

    /// Returns whether nothing was parsed yet.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns what comes of each file, in the order given: known blobs from memory, the others parsed on all cores.
    fn of(&self, files: &[(&Arc<str>, &Entry, Kind)]) -> Vec<Read> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let found: Vec<Option<Read>> = files
            .iter()
            .map(|(_, entry, kind)| known.get(&(entry.blob, *kind)).filter(|_| is_text(entry)).cloned())
            .collect();
        drop(known);
        let parsed: Vec<Read> = files
            .par_iter()
            .zip(found)
            .map(|((_, entry, kind), found)| found.unwrap_or_else(|| parse(entry, *kind)))
            .collect();
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        for ((_, entry, kind), one) in files.iter().zip(&parsed) {
            if is_text(entry) {
                known.entry((entry.blob, *kind)).or_insert_with(|| one.clone());
            }
        }
        parsed
    }
}

/// Only what was read as text is known by its blob: what could not be read has no bytes to know it by.
fn is_text(entry: &Entry) -> bool {
    matches!(entry.content, Content::Text(_))
}

impl Dossier {
    /// Assembles the records of a tree. Each distinct blob is parsed once in the life of `parses`.
    pub fn assemble(
        tree: &Tree,
        config: Arc<Config>,
        config_faults: Vec<Fault>,
        judged: Judged,
        parses: &Parses,
    ) -> Dossier {
        let below = if tree.folder.is_empty() { String::new() } else { format!("{}/", tree.folder) };
        let files: Vec<_> = tree
            .files
            .iter()
            .filter_map(|(path, entry)| {
                let path_below = path.strip_prefix(&*below)?;
                // Whatever records lie behind links and submodules are not read, so these are told of by any name.
                let closed = matches!(entry.content, Content::Symlink { .. } | Content::Submodule);
                let kind = if closed {
                    config.kind_of(&format!("{path_below}.md"))
                } else {
                    config.kind_of(path_below)
                }?;
                Some((path, entry, kind))
            })
            .collect();
        let mut placed = Vec::with_capacity(files.len());
        let mut malformed = Vec::new();
        for ((path, entry, _), one) in files.iter().zip(parses.of(&files)) {
            let (path, blob) = (Arc::clone(path), entry.blob);
            match one {
                Read::Record(record) => placed.push(Place { path, blob, record }),
                Read::Malformed(file) => malformed.push(MalformedFile { path, blob, malformed: file }),
            }
        }
        let ids = links::ids(&placed);
        let malformed_ids = malformed
            .iter()
            .enumerate()
            .map(|(index, file)| {
                let id = file.malformed.id.as_deref().unwrap_or_else(|| stem(&file.path));
                (id.to_ascii_lowercase().into(), index)
            })
            .collect();
        let (outgoing, incoming) = links::resolve(&placed, &ids);
        let mut dossier = Dossier {
            config,
            config_faults,
            judged,
            root: tree.device.root.clone(),
            config_path: tree.device.config.clone(),
            placed,
            malformed,
            problems: tree.problems.clone(),
            attachments: tree.attachments.clone(),
            inventory: Inventories::default(),
            ids,
            malformed_ids,
            misnamed: HashMap::new(),
            outgoing,
            incoming,
            classes: Vec::new(),
            anomalies: OnceLock::new(),
        };
        dossier.misnamed = misnamed(&dossier);
        dossier.classes = class::classify(&dossier);
        dossier
    }
}

/// Returns the records whose own id leads nowhere, by the name of their file: who links to that name means them.
fn misnamed(dossier: &Dossier) -> HashMap<Box<str>, usize> {
    let nameless = dossier.records().filter(|record| !record.has_prefix());
    nameless.map(|record| (stem(record.path()).to_ascii_lowercase().into(), record.index)).collect()
}

/// Returns the name of a record's file without its ending.
fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.strip_suffix(".md").unwrap_or(name)
}

/// Returns the files that records of a tree name: those to look up, and those of them whose hash is needed, both by their
/// path from the device's root.
pub fn named_files(dossier: &Dossier) -> (BTreeSet<String>, BTreeSet<String>) {
    let mut named = BTreeSet::new();
    let mut hashed = BTreeSet::new();
    for place in &dossier.placed {
        match &place.record.fields {
            Fields::Soup(soup) => {
                named.extend(soup.license_text.iter().map(|path| path.value.to_string()));
                if let Some(crate::record::soup::AnomalySources::Published(sources)) = &soup.anomaly_sources {
                    named.extend(
                        sources.iter().filter_map(|source| Some(source.file.as_ref()?.value.to_string())),
                    );
                }
            }
            Fields::Verification(verification) => {
                let paths = verification
                    .evidence
                    .iter()
                    .filter_map(|evidence| Some(evidence.path.as_ref()?.value.to_string()));
                hashed.extend(paths);
            }
            Fields::AnomalyReview(review) => {
                named.extend(
                    review.sources.iter().filter_map(|source| Some(source.file.as_ref()?.value.to_string())),
                );
            }
            Fields::Item(_)
            | Fields::Tool(_)
            | Fields::Requirement(_)
            | Fields::Risk(_)
            | Fields::Control(_)
            | Fields::Change(_)
            | Fields::Problem(_)
            | Fields::Document(_)
            | Fields::Release(_)
            | Fields::Waiver(_) => {}
        }
    }
    let in_bodies = (0..dossier.placed.len()).into_par_iter().flat_map_iter(|index| {
        let record = dossier.at_index(index);
        record.record().body_links().iter().filter_map(move |link| match record.body_target(link) {
            Some(BodyTarget::File(path)) => Some(path),
            Some(BodyTarget::Record(_) | BodyTarget::Malformed(_)) | None => None,
        })
    });
    named.extend(in_bodies.collect::<Vec<String>>());
    named.extend(hashed.iter().cloned());
    (named, hashed)
}

fn parse(entry: &Entry, kind: Kind) -> Read {
    let cannot = |at: usize, text: &Arc<str>, message: String, help: &str| {
        let fault = Fault {
            kind: FaultKind::Syntax,
            field: Box::default(),
            at: Span::new(at, at),
            message,
            help: Some(help.to_owned()),
            also: None,
            meant: None,
        };
        Read::Malformed(Arc::new(Malformed::new(kind, text, fault)))
    };
    let empty: Arc<str> = "".into();
    match &entry.content {
        Content::Text(text) => match Record::parse(kind, text) {
            Parsed::Record(record) => Read::Record(Arc::new(record)),
            Parsed::Malformed(malformed) => Read::Malformed(Arc::new(malformed)),
        },
        Content::NotUtf8 { valid_up_to, text } => {
            let message = format!("the file is not UTF-8 from byte {} on", valid_up_to + 1);
            cannot(*valid_up_to, text, message, "save it as UTF-8")
        }
        Content::TooLarge { bytes } => {
            let message = format!("the file holds {bytes} bytes; a record may hold {MAX_RECORD_BYTES}");
            cannot(0, &empty, message, "move attachments into files of their own and name them in the record")
        }
        Content::LfsPointer { text } => cannot(
            0,
            text,
            "the file is a Git LFS pointer, its text is not in the repository".to_owned(),
            "keep records out of LFS (`git lfs untrack '*.md'`)",
        ),
        Content::Symlink { target } => cannot(
            0,
            &empty,
            format!("the file is a symbolic link to `{target}`"),
            "links are never followed; put the record itself here",
        ),
        Content::Submodule => cannot(
            0,
            &empty,
            "this is another repository, not a file".to_owned(),
            "records of a submodule are not read; keep them in this repository",
        ),
        Content::Unreadable { reason } => cannot(
            0,
            &empty,
            format!("the file cannot be read: {reason}"),
            "restore the file, then check again",
        ),
        Content::Other { .. } => {
            cannot(0, &empty, "the file was not read".to_owned(), "records are `*.md` files")
        }
    }
}
