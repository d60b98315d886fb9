//! Remembers by which ways a walk came to its commits, and tells which records' files were never touched on the way: these are
//! at such a commit what they are at the moment, and no tree has to be asked.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::source::{Changed, CommitId, IdMap};

/// The first way by which each commit was reached.
#[derive(Default)]
pub(super) struct Trail {
    steps: IdMap<CommitId, Step>,
}

/// The last step of a way.
struct Step {
    /// The commit on whose parent's side the way goes on; `None` for the moment itself.
    from: Option<CommitId>,
    /// The files that differ between the two.
    changes: Arc<Vec<Changed>>,
}

impl Trail {
    /// Remembers a step, unless the commit was reached before.
    pub fn add(&mut self, to: CommitId, from: Option<CommitId>, changes: &Arc<Vec<Changed>>) {
        self.steps.entry(to).or_insert_with(|| Step { from, changes: Arc::clone(changes) });
    }

    /// Returns those of some records, each with a commit, whose file no step between the commit and the moment touches.
    /// `record_on` says which record lies on a path at the moment.
    pub fn untouched(
        &self,
        wanted: impl Iterator<Item = (usize, CommitId)>,
        record_on: impl Fn(&str) -> Option<usize>,
    ) -> HashSet<(usize, CommitId)> {
        let mut asked: IdMap<CommitId, Vec<usize>> = IdMap::default();
        for (record, commit) in wanted {
            if self.steps.contains_key(&commit) {
                asked.entry(commit).or_default().push(record);
            }
        }
        let mut next: IdMap<CommitId, Vec<CommitId>> = IdMap::default();
        let mut open: Vec<Visit> = Vec::new();
        for (to, step) in &self.steps {
            match step.from {
                Some(from) => next.entry(from).or_default().push(*to),
                None => open.push(Visit::Enter(*to)),
            }
        }
        // The ways make a tree: on the way down each step is counted, on the way back it is taken off again.
        let mut touched: HashMap<usize, u32> = HashMap::new();
        let mut found = HashSet::new();
        while let Some(visit) = open.pop() {
            let (Visit::Enter(commit) | Visit::Leave(commit)) = visit;
            let records = self.steps[&commit].changes.iter().filter_map(|change| record_on(&change.path));
            match visit {
                Visit::Enter(_) => {
                    records.for_each(|record| *touched.entry(record).or_default() += 1);
                    let asked = asked.get(&commit).into_iter().flatten();
                    let same = asked.filter(|record| touched.get(record).is_none_or(|count| *count == 0));
                    found.extend(same.map(|record| (*record, commit)));
                    open.push(Visit::Leave(commit));
                    open.extend(next.get(&commit).into_iter().flatten().copied().map(Visit::Enter));
                }
                Visit::Leave(_) => records.for_each(|record| *touched.entry(record).or_default() -= 1),
            }
        }
        found
    }
}

enum Visit {
    Enter(CommitId),
    Leave(CommitId),
}
