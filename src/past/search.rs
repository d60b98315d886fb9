//! The state of a walk: what was stamped, and which commits are still to be looked at.

use std::collections::{BinaryHeap, HashMap};
use std::sync::Arc;

use super::stamp::{Scope, Stamp};
use super::watch::Watch;
use crate::reading::{Desk, Error};
use crate::source::CommitId;

/// A commit that the walk has yet to look at.
pub(super) struct Pending {
    /// For each watch, which of its parts are what they are at the moment.
    pub held: Vec<u16>,
    /// Where records lie that moved since.
    pub moved: HashMap<usize, Arc<str>>,
    pub scope: Arc<Scope>,
}

/// What was found so far.
pub(super) struct Search<'s> {
    pub watches: &'s [Watch],
    /// The watches of each record.
    by_record: HashMap<usize, Vec<usize>>,
    /// The watches that stand under another one.
    under: HashMap<usize, Vec<usize>>,
    pub stamps: Vec<Option<Stamp>>,
    open: usize,
    pub queue: BinaryHeap<(i64, CommitId)>,
    pub pending: HashMap<CommitId, Pending>,
}

impl<'s> Search<'s> {
    pub fn new(watches: &'s [Watch]) -> Search<'s> {
        let mut by_record: HashMap<usize, Vec<usize>> = HashMap::new();
        let mut under: HashMap<usize, Vec<usize>> = HashMap::new();
        for (number, watch) in watches.iter().enumerate() {
            by_record.entry(watch.record).or_default().push(number);
            if let Some(above) = watch.under {
                under.entry(above).or_default().push(number);
            }
        }
        Search {
            watches,
            by_record,
            under,
            stamps: vec![None; watches.len()],
            open: watches.len(),
            queue: BinaryHeap::new(),
            pending: HashMap::new(),
        }
    }

    /// Returns the newest commit not looked at yet, as long as anything is sought.
    pub fn next(&mut self) -> Option<CommitId> {
        if self.open == 0 { None } else { self.queue.pop().map(|(_, id)| id) }
    }

    pub fn of(&self, record: usize) -> Vec<usize> {
        self.by_record.get(&record).cloned().unwrap_or_default()
    }

    /// Returns whether nothing that a commit could answer is still sought.
    pub fn is_settled(&self, pending: &Pending) -> bool {
        !pending.held.iter().zip(&self.stamps).any(|(held, stamp)| *held != 0 && stamp.is_none())
    }

    /// Keeps the first stamp of a watch, which is the newest.
    pub fn settle(&mut self, watch: usize, stamp: Stamp) {
        if self.stamps[watch].is_some() {
            return;
        }
        for below in self.under.get(&watch).cloned().unwrap_or_default() {
            if self.stamps[below].is_none() {
                self.stamps[below] = Some(stamp.clone());
                self.open -= 1;
            }
        }
        self.stamps[watch] = Some(stamp);
        self.open -= 1;
    }

    pub fn push(&mut self, desk: &Desk, id: CommitId, next: Pending) -> Result<(), Error> {
        if let Some(known) = self.pending.get_mut(&id) {
            for (known, more) in known.held.iter_mut().zip(&next.held) {
                *known |= more;
            }
            known.moved.extend(next.moved);
            return Ok(());
        }
        let seconds = desk.source.lineage(id)?.seconds;
        self.queue.push((seconds, id));
        self.pending.insert(id, next);
        Ok(())
    }
}
