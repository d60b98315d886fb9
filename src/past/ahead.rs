//! Compares the next commits of a walk on all threads, and reads what they changed, before the walk comes there.

use std::collections::HashSet;

use super::scope::Scope;
use super::search::{Pending, Search};
use super::stamp::Walk;
use crate::source::{CommitId, IdSet};

/// How many commits are read ahead at once, and how many contents about.
const AHEAD: usize = 64;
const AHEAD_BLOBS: usize = 512;

impl Walk<'_> {
    /// Reads on all threads what the next commits of the walk changed in records of which something is still sought.
    pub(super) fn look_ahead(&mut self, search: &Search<'_>, id: CommitId, pending: &Pending) {
        if !self.ahead.insert(id) {
            return;
        }
        let mut queue = search.queue.clone();
        queue.push((i64::MAX, id));
        let mut seen = IdSet::default();
        let mut steps = Vec::new();
        while let Some((_, id)) = queue.pop()
            && seen.len() < AHEAD
        {
            if !seen.insert(id) {
                continue;
            }
            // What cannot be read is told by the walk itself.
            let Ok(lineage) = self.desk.source.lineage(id) else { continue };
            queue.extend(lineage.parents.iter().map(|parent| (search.place(*parent), *parent)));
            steps.extend(lineage.parents.iter().map(|parent| (*parent, id)));
        }
        self.desk.source.compare_ahead(&steps, &folders(&pending.scope, pending.wide));
        let mut wanted = Vec::new();
        // Most often the newest change of a record is the last one that is asked for.
        let mut records = HashSet::new();
        for (parent, id) in steps {
            if wanted.len() >= AHEAD_BLOBS {
                break;
            }
            self.ahead.insert(id);
            let changes = self.differences(parent, id, &pending.scope, pending.wide);
            let Ok(changes) = changes else { continue };
            for change in changes.iter() {
                let record = self.record_on(&change.path, &pending.moved);
                let open = record.filter(|record| search.is_sought(*record));
                if let (Some(record), Some(blob)) = (open, change.before)
                    && records.insert(record)
                {
                    wanted.push((blob, self.dossier.at_index(record).record().kind()));
                }
            }
        }
        self.desk.parses.ahead(&self.desk.source, &wanted);
    }
}

/// Returns what of two commits is compared: where records lie, or all of them.
pub(super) fn folders(scope: &Scope, whole: bool) -> Vec<&str> {
    if whole { vec![""] } else { vec![&scope.folder, &scope.config] }
}
