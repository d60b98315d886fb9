//! The state of a walk: what was stamped, and which commits are still to be looked at.

use std::collections::hash_map::Entry;
use std::collections::{BinaryHeap, HashMap};
use std::sync::Arc;

use super::scope::Scope;
use super::stamp::Stamp;
use super::watch::{Lost, Watch};
use crate::source::{CommitId, IdMap};

/// A commit that the walk has yet to look at.
pub(super) struct Pending {
    /// What is not there what it is at the moment, by watch; what is missing here is the same.
    pub lost: HashMap<usize, Lost>,
    /// Where records lie that moved since.
    pub moved: HashMap<usize, Arc<str>>,
    /// Where records lie.
    pub scope: Arc<Scope>,
    /// Whether records were found elsewhere, so that whole commits have to be looked at.
    pub wide: bool,
}

/// What was found so far.
pub(super) struct Search<'s> {
    pub watches: &'s [Watch],
    /// The watches of each record.
    by_record: HashMap<usize, Vec<usize>>,
    pub stamps: Vec<Option<Stamp>>,
    open: usize,
    /// The commits to be looked at, each with its place in the order, the greatest first.
    pub queue: BinaryHeap<(i64, CommitId)>,
    pub pending: IdMap<CommitId, Pending>,
    /// The place of each commit in history, 0 for the newest, where more than one line of it is walked: no commit comes before
    /// one that follows it, whatever their clocks say.
    order: Option<Arc<IdMap<CommitId, u32>>>,
}

impl<'s> Search<'s> {
    pub fn new(watches: &'s [Watch]) -> Search<'s> {
        let mut by_record: HashMap<usize, Vec<usize>> = HashMap::new();
        for (number, watch) in watches.iter().enumerate() {
            by_record.entry(watch.record).or_default().push(number);
        }
        Search {
            watches,
            by_record,
            stamps: vec![None; watches.len()],
            open: watches.len(),
            queue: BinaryHeap::new(),
            pending: IdMap::default(),
            order: None,
        }
    }

    /// Returns the newest commit not looked at yet, as long as anything is sought.
    pub fn next(&mut self) -> Option<(CommitId, Pending)> {
        while self.open > 0
            && let Some((_, id)) = self.queue.pop()
        {
            let pending = self.pending.remove(&id).expect("every commit in the queue is pending");
            let is_gone = |(watch, lost): &(&usize, &Lost)| lost.gone && self.is_open(**watch);
            if pending.lost.len() < self.open || pending.lost.iter().filter(is_gone).count() < self.open {
                return Some((id, pending));
            }
        }
        None
    }

    /// Returns the watches of a record of which the stamp is still sought.
    pub fn of(&self, record: usize) -> Vec<usize> {
        let watches = self.by_record.get(&record).into_iter().flatten();
        watches.copied().filter(|watch| self.is_open(*watch)).collect()
    }

    /// Returns whether anything is still sought of a record.
    pub fn is_sought(&self, record: usize) -> bool {
        self.by_record.get(&record).is_some_and(|watches| watches.iter().any(|watch| self.is_open(*watch)))
    }

    pub fn is_open(&self, watch: usize) -> bool {
        self.stamps[watch].is_none()
    }

    /// Keeps the first stamp of a watch, which is the newest.
    pub fn settle(&mut self, watch: usize, stamp: Stamp) {
        if self.stamps[watch].is_none() {
            self.stamps[watch] = Some(stamp);
            self.open -= 1;
        }
    }

    /// Returns whether another line of history would be the second, and their order is not known.
    pub fn needs_order(&self, id: CommitId) -> bool {
        self.order.is_none() && !self.queue.is_empty() && !self.pending.contains_key(&id)
    }

    /// Keeps to the order of history from here on.
    pub fn keep_order(&mut self, order: Arc<IdMap<CommitId, u32>>) {
        let known = std::mem::take(&mut self.queue);
        self.order = Some(order);
        self.queue = known.into_iter().map(|(_, id)| (self.place(id), id)).collect();
    }

    pub fn push(&mut self, id: CommitId, next: Pending) {
        let place = self.place(id);
        match self.pending.entry(id) {
            Entry::Occupied(known) => {
                let known = known.into_mut();
                known
                    .lost
                    .retain(|watch, lost| next.lost.get(watch).inspect(|other| lost.keep(other)).is_some());
                known.moved.extend(next.moved);
                known.wide |= next.wide;
            }
            Entry::Vacant(unknown) => {
                unknown.insert(next);
                self.queue.push((place, id));
            }
        }
    }

    /// Returns the place of a commit in the queue.
    pub fn place(&self, id: CommitId) -> i64 {
        let place = self.order.as_ref().and_then(|order| order.get(&id));
        // In one line of history there is one commit at a time.
        place.map_or(0, |place| -i64::from(*place))
    }
}
