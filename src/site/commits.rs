//! The commits that touched a record, in an order that does not depend on which other releases are looked at.

use std::collections::HashMap;

use jiff::Timestamp;

use crate::source::{Commit, History};

/// The history of the device's files.
#[derive(Debug)]
pub struct Commits {
    /// As it was walked.
    pub history: History,
    ranks: HashMap<String, u32>,
}

impl Commits {
    /// Orders the commits of a history: newest first, a commit before its parents, ties by id.
    pub fn new(history: History) -> Commits {
        // How many commits lead to one from the start is a fact of the commit; its place in a walk is not.
        let mut generations: HashMap<&str, u32> = HashMap::with_capacity(history.commits.len());
        for commit in history.commits.iter().rev() {
            let parents = commit.parents.iter().filter_map(|parent| generations.get(&**parent));
            let generation = parents.max().map_or(0, |generation| generation + 1);
            generations.insert(&commit.id, generation);
        }
        let mut order: Vec<(std::cmp::Reverse<i64>, std::cmp::Reverse<u32>, &str)> = history
            .commits
            .iter()
            .map(|commit| {
                let time = commit.committer_time.parse::<Timestamp>().map_or(0, Timestamp::as_second);
                (std::cmp::Reverse(time), std::cmp::Reverse(generations[&*commit.id]), &*commit.id)
            })
            .collect();
        order.sort_unstable();
        let ranks = (0u32..).zip(order).map(|(rank, (_, _, id))| (id.to_owned(), rank)).collect();
        Commits { history, ranks }
    }

    /// Returns the commits that touched a path, from the device's root, among a commit and its ancestors, newest first.
    pub fn of(&self, path: &str, tip: Option<&str>) -> Vec<&Commit> {
        let Some(tip) = tip else { return Vec::new() };
        let mut commits = self.history.of(path, tip);
        if commits.len() > 1 {
            commits.sort_by_key(|commit| self.ranks.get(&commit.id));
        }
        commits
    }
}
