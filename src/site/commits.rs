//! The commits that touched a record, in an order that does not depend on which other releases are looked at.

use std::collections::HashMap;

use jiff::Timestamp;

use crate::reading::compare_versions;
use crate::source::{Commit, FirstWith, History, Tag};

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

/// The releases that a version stands on, itself one of them where it is a release.
#[derive(Debug, Default)]
pub struct Released {
    /// Their names, oldest first.
    names: Vec<String>,
    first: FirstWith,
}

impl Released {
    /// Finds which of the releases up to a version first contains each commit. `tags` are all releases, lowest first, `own` the
    /// one that the version is, and `tip` its commit. What another line of releases holds, or a later one, is left out: a
    /// version's pages say the same whatever was released since.
    pub fn of(tags: &[Tag], own: Option<&str>, tip: Option<&str>, history: &History) -> Released {
        let Some(tip) = tip else { return Released::default() };
        let mut names = Vec::new();
        let mut marks = Vec::new();
        for tag in tags {
            let Ok(commit) = &tag.commit else { continue };
            let is_own = own == Some(&*tag.name);
            let is_before = own.is_none_or(|own| compare_versions(&tag.name, own).is_lt());
            if is_own || is_before && history.is_ancestor(&commit.id, tip) {
                names.push(tag.name.clone());
                marks.push(&*commit.id);
            }
        }
        Released { names, first: history.first_with(marks) }
    }

    /// Returns the first release that contains a commit; `None` for one that is in no release yet.
    pub fn first(&self, history: &History, commit: &str) -> Option<&str> {
        history.first_of(&self.first, commit).map(|number| &*self.names[number])
    }

    /// Returns the releases that first contain some commits, each once, newest first, and whether a commit is in none.
    pub fn of_all<'c>(
        &self,
        history: &History,
        commits: impl Iterator<Item = &'c Commit>,
    ) -> (Vec<&str>, bool) {
        let mut numbers = Vec::new();
        let mut is_open = false;
        for commit in commits {
            match history.first_of(&self.first, &commit.id) {
                Some(number) => numbers.push(number),
                None => is_open = true,
            }
        }
        numbers.sort_unstable_by(|one, two| two.cmp(one));
        numbers.dedup();
        (numbers.into_iter().map(|number| &*self.names[number]).collect(), is_open)
    }
}
