//! Says which commits touched a file, after one walk over all of history.

mod renames;

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    sync::{Arc, Mutex, PoisonError},
};

use git2::{Diff, Oid, Repository, Sort};

use super::{BlobId, Commit, Device, Error, Source, dirty, path};

/// The commits of some tips and all their ancestors, and which of a device's files each of them touched.
#[derive(Debug)]
pub struct History {
    /// All commits, newest first; a commit always stands before its parents.
    pub commits: Vec<Commit>,
    /// Whether all of history is there: not in a shallow clone, and not when trees are missing.
    pub complete: bool,
    positions: HashMap<String, u32>,
    parents: Vec<Vec<u32>>,
    /// By path from the device's root, newest first.
    steps: HashMap<Arc<str>, Vec<Step>>,
    reached: Mutex<HashMap<u32, Arc<Reach>>>,
}

/// Which of some commits first contains each commit, by the places that [`History::first_with`] was given them in.
#[derive(Clone, Debug, Default)]
pub struct FirstWith(Vec<Option<u32>>);

/// One commit's change of one file.
#[derive(Clone, Copy, Debug)]
pub struct Touch<'history> {
    /// The commit.
    pub commit: &'history Commit,
    /// The file's path in that commit, from the device's root.
    pub path: &'history str,
    /// Its content after the commit, `None` if the commit removes it.
    pub after: Option<BlobId>,
    /// Its content in each parent, in the order of the parents, `None` where it was not; all differ from `after`.
    pub before: &'history [Option<BlobId>],
    /// Its path in the parent, where the commit renames it; `after` may then equal `before`.
    pub from: Option<&'history str>,
}

#[derive(Clone, Debug, Default)]
struct Step {
    commit: u32,
    after: Option<BlobId>,
    before: Vec<Option<BlobId>>,
    from: Option<Arc<str>>,
}

impl History {
    /// Returns the commits that touched `path` (from the device's root) among `tip` and its ancestors, newest first.
    ///
    /// Follows renames backwards. A merge is listed only where the file differs from all parents. An unknown path or
    /// tip gives nothing.
    pub fn of(&self, path: &str, tip: &str) -> Vec<&Commit> {
        self.touches(path, tip).into_iter().map(|touch| touch.commit).collect()
    }

    /// Returns the same with the file's path and content before and after each commit.
    pub fn touches(&self, path: &str, tip: &str) -> Vec<Touch<'_>> {
        let (Some(&tip), Some((path, steps))) = (self.positions.get(tip), self.steps.get_key_value(path))
        else {
            return Vec::new();
        };
        let reach = self.reach(tip);
        if steps.iter().all(|step| step.from.is_none()) {
            let steps = steps.iter().filter(|step| reach.has(step.commit));
            return steps.map(|step| self.touch(path, step)).collect();
        }
        self.follow(path, &reach).into_values().map(|(path, step)| self.touch(path, step)).collect()
    }

    /// Returns a commit by its id as hex digits.
    pub fn commit(&self, id: &str) -> Option<&Commit> {
        Some(&self.commits[*self.positions.get(id)? as usize])
    }

    /// Returns whether `ancestor` is `descendant` or reachable from it; false for commits that are not in here.
    pub fn is_ancestor(&self, ancestor: &str, descendant: &str) -> bool {
        let position = |id| self.positions.get(id).copied();
        let (Some(ancestor), Some(descendant)) = (position(ancestor), position(descendant)) else {
            return false;
        };
        self.reach(descendant).has(ancestor)
    }

    /// Finds for every commit the first of `marks`, commits as hex digits, that is it or descends from it: one look at every
    /// commit, however many marks there are. Marks that are not in here contain nothing.
    pub fn first_with<'m>(&self, marks: impl IntoIterator<Item = &'m str>) -> FirstWith {
        let mut first = vec![None; self.commits.len()];
        let mut open: Vec<u32> = Vec::new();
        for (number, mark) in (0..).zip(marks) {
            open.extend(self.positions.get(mark));
            while let Some(at) = open.pop() {
                let at = at as usize;
                // What an earlier mark contains, with all that lies behind it, is done.
                if first[at].is_none() {
                    first[at] = Some(number);
                    open.extend(&self.parents[at]);
                }
            }
        }
        FirstWith(first)
    }

    /// Returns the place of the first mark that contains a commit; `None` where none does.
    pub fn first_of(&self, first: &FirstWith, commit: &str) -> Option<usize> {
        let at = *self.positions.get(commit)? as usize;
        first.0.get(at).copied().flatten().map(|number| number as usize)
    }

    /// Collects the steps of a path and of its earlier names.
    fn follow<'a>(&'a self, path: &'a Arc<str>, reach: &Reach) -> BTreeMap<u32, (&'a Arc<str>, &'a Step)> {
        let mut found = BTreeMap::new();
        let mut seen = HashSet::new();
        // A path, and the commit that renamed it away.
        let mut open: Vec<(&Arc<str>, Option<u32>)> = vec![(path, None)];
        while let Some((path, renamed)) = open.pop() {
            let Some((path, steps)) = self.steps.get_key_value(path) else { continue };
            let mut cuts: Vec<u32> = Vec::new();
            for step in steps.iter().filter(|step| reach.has(step.commit)) {
                // What comes after the rename is another file with the old name; what another branch did before the
                // merge is this file, wherever the walk has put it.
                let later = |renamed| step.commit <= renamed && self.reach(step.commit).has(renamed);
                // What comes before a file was renamed to this path is another file, too.
                let earlier = cuts.iter().any(|&cut| self.reach(cut).has(step.commit));
                if renamed.is_some_and(later) || earlier {
                    continue;
                }
                found.entry(step.commit).or_insert((path, step));
                if let Some(from) = &step.from {
                    cuts.push(step.commit);
                    if seen.insert((from, step.commit)) {
                        open.push((from, Some(step.commit)));
                    }
                }
            }
        }
        found
    }

    fn touch<'a>(&'a self, path: &'a str, step: &'a Step) -> Touch<'a> {
        let commit = &self.commits[step.commit as usize];
        Touch { commit, path, after: step.after, before: &step.before, from: step.from.as_deref() }
    }

    /// Returns what a commit reaches, itself included; computed once.
    fn reach(&self, from: u32) -> Arc<Reach> {
        let mut reached = self.reached.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(reached.entry(from).or_insert_with(|| Arc::new(Reach::from(from, &self.parents))))
    }
}

impl Source {
    /// Walks all history of the tips once, and notes which commits touched the device's records and `tureen.toml`.
    ///
    /// Tips are commits as hex digits; a revision's is in its [`Snapshot`](super::Snapshot).
    ///
    /// # Errors
    /// A tip is no commit of this repository, or a commit is missing where the clone is not shallow.
    pub fn history(&self, tips: &[String], device: &Device, folder: &str) -> Result<History, Error> {
        let state = self.lock();
        let mut history = History {
            commits: Vec::new(),
            complete: true,
            positions: HashMap::new(),
            parents: Vec::new(),
            steps: HashMap::new(),
            reached: Mutex::default(),
        };
        let Some(repo) = &state.repo else { return Ok(history) };
        history.complete = !repo.is_shallow();
        let folder = path::normalise(&device.root, folder)
            .and_then(|below| Some(path::strip(&below, device.root.trim_end_matches('/'))?.to_owned()))
            .ok_or_else(|| Error::FolderOutside { folder: folder.to_owned() })?;

        let failed = |error: git2::Error| Error::git("history", &error);
        let mut walk = repo.revwalk().map_err(failed)?;
        walk.set_sorting(Sort::TOPOLOGICAL | Sort::TIME).map_err(failed)?;
        for tip in tips {
            walk.push(self.commit_id(repo, tip)?).map_err(failed)?;
        }
        for id in walk {
            let commit = repo.find_commit(id.map_err(failed)?).map_err(failed)?;
            let position =
                u32::try_from(history.commits.len()).expect("fewer than four thousand million commits");
            match steps(repo, &commit, device, &folder, position) {
                Ok(steps) => {
                    for (path, step) in steps {
                        history.steps.entry(path).or_default().push(step);
                    }
                }
                // A partial clone may lack trees. What is known stays right, but it is not all.
                Err(_) => history.complete = false,
            }
            let commit = Commit::of(&commit);
            history.positions.insert(commit.id.clone(), position);
            history.commits.push(commit);
        }
        let position = |id: &String| history.positions.get(id).copied();
        history.parents = history
            .commits
            .iter()
            .map(|commit| commit.parents.iter().filter_map(position).collect())
            .collect();
        Ok(history)
    }

    /// Returns whether `ancestor` is `descendant` or reachable from it; both are commits as hex digits.
    ///
    /// # Errors
    /// One of them is no commit of this repository.
    pub fn is_ancestor(&self, ancestor: &str, descendant: &str) -> Result<bool, Error> {
        let state = self.lock();
        let repo = self.repo(&state.repo)?;
        let (ancestor, descendant) = (self.commit_id(repo, ancestor)?, self.commit_id(repo, descendant)?);
        Ok(ancestor == descendant
            || repo
                .graph_descendant_of(descendant, ancestor)
                .map_err(|error| Error::git("history", &error))?)
    }

    /// Returns the best common ancestor of two commits, all as hex digits; `None` if they share no history.
    ///
    /// # Errors
    /// One of them is no commit of this repository, or history cannot be read.
    pub fn merge_base(&self, one: &str, two: &str) -> Result<Option<String>, Error> {
        let state = self.lock();
        let repo = self.repo(&state.repo)?;
        match repo.merge_base(self.commit_id(repo, one)?, self.commit_id(repo, two)?) {
            Ok(id) => Ok(Some(id.to_string())),
            Err(error) if error.code() == git2::ErrorCode::NotFound => Ok(None),
            Err(error) => Err(Error::git("history", &error)),
        }
    }

    pub(super) fn repo<'a>(&self, repo: &'a Option<Repository>) -> Result<&'a Repository, Error> {
        repo.as_ref().ok_or_else(|| Error::NotGit { path: self.root.clone() })
    }

    pub(super) fn commit_id(&self, repo: &Repository, hex: &str) -> Result<Oid, Error> {
        let id = Oid::from_str_ext(hex, self.format).and_then(|id| repo.find_commit(id));
        id.map(|commit| commit.id()).map_err(|_| Error::UnknownRevision {
            name: hex.to_owned(),
            hint: "name the commit by its whole object id".to_owned(),
        })
    }
}

/// Returns what one commit did to the device's files, against each parent.
fn steps(
    repo: &Repository,
    commit: &git2::Commit<'_>,
    device: &Device,
    folder: &str,
    position: u32,
) -> Result<BTreeMap<Arc<str>, Step>, git2::Error> {
    let tree = commit.tree()?;
    let mut parents: Vec<Option<git2::Tree<'_>>> =
        commit.parents().map(|parent| parent.tree().map(Some)).collect::<Result<_, _>>()?;
    if parents.is_empty() {
        parents.push(None);
    }
    let mut steps: BTreeMap<Arc<str>, Step> = BTreeMap::new();
    for (at, parent) in parents.iter().enumerate() {
        let mut options = dirty::options(&device.root, folder, &device.config);
        let mut diff = repo.diff_tree_to_tree(parent.as_ref(), Some(&tree), Some(&mut options))?;
        let mut changes = changes(&diff, device);
        for (path, change) in &changes {
            let new = || Step { commit: position, after: change.1, ..Step::default() };
            let step = if at == 0 {
                Some(steps.entry(path.clone()).or_insert_with(new))
            } else {
                steps.get_mut(path)
            };
            if let Some(step) = step.filter(|_| parent.is_some()) {
                step.before.push(change.0);
            }
        }
        // A merge has touched only what differs from every parent.
        if parents.len() > 1 {
            steps.retain(|_, step| step.before.len() == at + 1);
        } else if parent.is_some() {
            for (path, from) in renames::find(&mut diff, &mut changes, device)? {
                let before = steps.get(&from).and_then(|step| step.before.first().copied().flatten());
                if let Some(step) = steps.get_mut(&path) {
                    step.before = vec![before];
                    step.from = Some(from);
                }
            }
        }
    }
    Ok(steps)
}

/// What a diff says of one path: its content before and after.
type Change = (Option<BlobId>, Option<BlobId>);

fn changes(diff: &Diff<'_>, device: &Device) -> BTreeMap<Arc<str>, Change> {
    let mut changes: BTreeMap<Arc<str>, Change> = BTreeMap::new();
    let id = |file: git2::DiffFile<'_>| (!file.id().is_zero()).then(|| BlobId::of(file.id()));
    for delta in diff.deltas() {
        if let Some(path) = delta.new_file().path().and_then(|path| from_device(path, device)) {
            // A change of type may come as two.
            let change = changes.entry(path).or_default();
            *change = (change.0.or(id(delta.old_file())), change.1.or(id(delta.new_file())));
        }
    }
    changes
}

fn from_device(path: &std::path::Path, device: &Device) -> Option<Arc<str>> {
    Some(path::from_native(path)?.strip_prefix(&*device.root)?.into())
}

/// A set of commits by position.
#[derive(Debug)]
struct Reach(Vec<u64>);

impl Reach {
    /// Collects what is reachable, in one pass: parents always come later.
    fn from(start: u32, parents: &[Vec<u32>]) -> Reach {
        let mut reach = Reach(vec![0; parents.len().div_ceil(64)]);
        reach.add(start);
        for at in start..u32::try_from(parents.len()).expect("positions are u32") {
            if reach.has(at) {
                parents[at as usize].iter().for_each(|&parent| reach.add(parent));
            }
        }
        reach
    }

    fn add(&mut self, at: u32) {
        self.0[at as usize / 64] |= 1 << (at % 64);
    }

    fn has(&self, at: u32) -> bool {
        self.0[at as usize / 64] & 1 << (at % 64) != 0
    }
}
