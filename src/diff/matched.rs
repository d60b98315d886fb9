//! Which file of one moment is which file of the other.

use std::collections::HashMap;

use crate::dossier::{Dossier, MalformedFile, Placed};
use crate::record::Kind;
use crate::source::BlobId;

/// A file of one moment: a record, or what cannot be read as one.
#[derive(Clone, Copy)]
pub(super) enum Entry<'d> {
    Record(Placed<'d>),
    Malformed(&'d Dossier, &'d MalformedFile),
}

/// A record at both moments, or at the one where it is; never neither.
pub(super) struct Pair<'d> {
    pub before: Option<Entry<'d>>,
    pub after: Option<Entry<'d>>,
}

impl<'d> Entry<'d> {
    pub fn record(self) -> Option<Placed<'d>> {
        match self {
            Entry::Record(record) => Some(record),
            Entry::Malformed(..) => None,
        }
    }

    /// Returns the id as it is written, as far as it can be told.
    pub fn id(self) -> &'d str {
        match self {
            Entry::Record(record) => record.record().id(),
            Entry::Malformed(_, file) => file.malformed.id.as_deref().unwrap_or_default(),
        }
    }

    pub fn title(self) -> &'d str {
        self.record().map_or("", |record| record.record().title())
    }

    pub fn kind(self) -> Kind {
        match self {
            Entry::Record(record) => record.kind(),
            Entry::Malformed(_, file) => file.malformed.kind,
        }
    }

    pub fn blob(self) -> BlobId {
        match self {
            Entry::Record(record) => record.blob(),
            Entry::Malformed(_, file) => file.blob,
        }
    }

    /// Returns the path from the device's root.
    pub fn path(self) -> &'d str {
        match self {
            Entry::Record(record) => record.path(),
            Entry::Malformed(_, file) => &file.path,
        }
    }

    pub fn repository_path(self) -> String {
        match self {
            Entry::Record(record) => record.dossier.repository_path(record.path()),
            Entry::Malformed(dossier, file) => dossier.repository_path(&file.path),
        }
    }
}

/// Returns every file of both moments, each once: matched by its id where that names one file at each of them, else by its
/// path, else, of files that share an id, by equal text and then in order. What is left came or went.
pub(super) fn pairs<'d>(base: &'d Dossier, head: &'d Dossier) -> Vec<Pair<'d>> {
    let (before, after) = (Side::of(base), Side::of(head));
    let mut partner: Vec<Option<usize>> = vec![None; after.entries.len()];
    let mut taken = vec![false; before.entries.len()];
    for (id, new) in &after.ids {
        if let ([new], Some([old])) = (&**new, before.ids.get(id).map(Vec::as_slice)) {
            partner[*new] = Some(*old);
            taken[*old] = true;
        }
    }
    let paths: HashMap<&str, usize> =
        before.entries.iter().enumerate().map(|(index, entry)| (entry.path(), index)).collect();
    for (new, entry) in
        after.entries.iter().enumerate().filter(|(new, _)| partner[*new].is_none()).collect::<Vec<_>>()
    {
        let Some(&old) = paths.get(entry.path()).filter(|old| !taken[**old]) else { continue };
        let (was, is) = (before.entries[old].id(), entry.id());
        // Another id is another record, though it stands in the same file.
        if was.is_empty() || is.is_empty() || was.eq_ignore_ascii_case(is) {
            partner[new] = Some(old);
            taken[old] = true;
        }
    }
    for (id, news) in &after.ids {
        let Some(olds) = before.ids.get(id) else { continue };
        for by_text in [true, false] {
            for &new in news {
                let fits = |old: &&usize| {
                    !taken[**old] && (!by_text || before.entries[**old].blob() == after.entries[new].blob())
                };
                if partner[new].is_none()
                    && let Some(&old) = olds.iter().find(fits)
                {
                    partner[new] = Some(old);
                    taken[old] = true;
                }
            }
        }
    }
    let kept = after
        .entries
        .iter()
        .zip(&partner)
        .map(|(entry, old)| Pair { before: old.map(|old| before.entries[old]), after: Some(*entry) });
    let gone = before.entries.iter().zip(&taken).filter(|(_, taken)| !**taken);
    kept.chain(gone.map(|(entry, _)| Pair { before: Some(*entry), after: None })).collect()
}

/// The files of one moment.
struct Side<'d> {
    entries: Vec<Entry<'d>>,
    /// The numbers of the files that have an id, ids in lower case.
    ids: HashMap<String, Vec<usize>>,
}

impl<'d> Side<'d> {
    fn of(dossier: &'d Dossier) -> Side<'d> {
        let records = dossier.records().map(Entry::Record);
        let malformed = dossier.malformed.iter().map(|file| Entry::Malformed(dossier, file));
        let entries: Vec<Entry<'d>> = records.chain(malformed).collect();
        let mut ids: HashMap<String, Vec<usize>> = HashMap::with_capacity(entries.len());
        for (index, entry) in entries.iter().enumerate().filter(|(_, entry)| !entry.id().is_empty()) {
            ids.entry(entry.id().to_ascii_lowercase()).or_default().push(index);
        }
        Side { entries, ids }
    }
}
