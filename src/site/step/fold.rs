//! Steps put together: into the life of every record over all versions, and into the difference between any two versions.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::delta::sort;
use super::{CommitFace, Delta, Entry, Face, Step, Summary, shown};
use crate::diff::ChangeKind;

/// All versions of a site, with the life of every record over them.
pub struct Fold<'s> {
    /// The versions, oldest first.
    pub versions: Vec<&'s Summary>,
    /// The lives by the records' keys.
    pub lives: BTreeMap<&'s str, Lived<'s>>,
}

/// One record over all versions.
#[derive(Default)]
pub struct Lived<'s> {
    /// What was new about it when, oldest first; never empty.
    pub stays: Vec<Stay<'s>>,
    /// The number of the version in which it was gone; nothing where the newest has it.
    pub gone: Option<usize>,
    commits: HashSet<&'s str>,
}

/// A version in which something about a record is new; those after it in which nothing is are only counted.
pub struct Stay<'s> {
    /// The number of the version, from 0.
    pub version: usize,
    /// The number of the last version in which it is still so.
    pub until: usize,
    /// What is new.
    pub entry: &'s Entry,
    /// Whether the record had been gone.
    pub is_back: bool,
    /// The commits that no version before has.
    pub commits: Vec<&'s CommitFace>,
}

impl<'s> Fold<'s> {
    /// Folds the steps of a site, oldest first.
    pub fn of(steps: impl IntoIterator<Item = &'s Step>) -> Fold<'s> {
        let mut fold = Fold { versions: Vec::new(), lives: BTreeMap::new() };
        for step in steps {
            fold.add(step);
        }
        let last = fold.versions.len().saturating_sub(1);
        for life in fold.lives.values_mut().filter(|life| life.gone.is_none()) {
            life.close(last);
        }
        fold
    }

    fn add(&mut self, step: &'s Step) {
        let number = self.versions.len();
        self.versions.push(&step.version);
        for gone in &step.gone {
            if let Some(life) = self.lives.get_mut(&*gone.key) {
                life.close(number.saturating_sub(1));
                life.gone = Some(number);
            }
        }
        // All that goes by another key is taken out before anything is put in: two may have changed places.
        let renamed: Vec<(&Entry, Lived<'s>)> = step
            .records
            .iter()
            .filter_map(|entry| Some((entry, self.lives.remove(entry.was.as_deref()?)?)))
            .collect();
        for (entry, mut life) in renamed {
            if let Some(other) = self.lives.remove(&*entry.key) {
                life.before(other);
            }
            self.lives.insert(&entry.key, life);
        }
        for entry in &step.records {
            let life = self.lives.entry(&entry.key).or_default();
            let is_back = life.gone.take().is_some();
            if !is_back {
                life.close(number.saturating_sub(1));
            }
            let commits = entry.commits.iter().filter_map(|commit| step.commits.get(*commit));
            let commits = commits.filter(|commit| life.commits.insert(&commit.id)).collect();
            life.stays.push(Stay { version: number, until: number, entry, is_back, commits });
        }
    }

    /// Returns the number of the version in a folder.
    pub fn number(&self, folder: &str) -> Option<usize> {
        self.versions.iter().position(|version| version.folder == folder)
    }

    /// Returns the versions that the version of a number is compared with on a page of its own: the one before it in the site,
    /// and the release before it on its line where that is another one.
    pub fn compared(&self, number: usize) -> Vec<&'s Summary> {
        let neighbour = number.checked_sub(1).map(|number| self.versions[number]);
        let previous = self.versions[number].previous.as_ref();
        let previous =
            previous.and_then(|(folder, _)| self.number(folder)).map(|number| self.versions[number]);
        let previous =
            previous.filter(|previous| neighbour.is_none_or(|neighbour| neighbour.folder != previous.folder));
        neighbour.into_iter().chain(previous).collect()
    }
}

impl<'s> Lived<'s> {
    fn close(&mut self, until: usize) {
        if let Some(stay) = self.stays.last_mut() {
            stay.until = until.max(stay.version);
        }
    }

    /// Puts what another record of the same key was before to what this one was.
    fn before(&mut self, other: Lived<'s>) {
        self.commits.extend(other.commits);
        self.stays.extend(other.stays);
        self.stays.sort_by_key(|stay| stay.version);
    }

    /// Returns the newest that is known of the record.
    pub fn face(&self) -> Option<&'s Face> {
        self.stays.last().map(|stay| &stay.entry.face)
    }
}

/// What differs between two versions in one record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Composed {
    /// What tells the record from all others in the later version, in the earlier one where it is gone.
    pub key: String,
    /// What it was in the earlier version; nothing where it was not there.
    pub before: Option<Face>,
    /// What it is in the later version; nothing where it is not there.
    pub after: Option<Face>,
    /// What differs in its fields, in their order.
    pub fields: Vec<Delta>,
}

impl Composed {
    /// Returns what is told of the fields that differ; of what could or can not be read nobody knows the fields.
    pub fn fields(&self) -> Vec<&Delta> {
        let unreadable = |face: &Option<Face>| face.as_ref().is_some_and(|face| face.unreadable.is_some());
        if unreadable(&self.before) || unreadable(&self.after) { Vec::new() } else { shown(&self.fields) }
    }

    /// Returns what happened to the record; nothing where only how it stands or where its page is differs.
    pub fn change(&self) -> Option<ChangeKind> {
        let (before, after) = match (&self.before, &self.after) {
            (None, None) => return None,
            (None, Some(_)) => return Some(ChangeKind::Added),
            (Some(_), None) => return Some(ChangeKind::Removed),
            (Some(before), Some(after)) => (before, after),
        };
        let letter = |face: &Face| face.class.as_ref().map(|(class, _)| class.clone());
        if before.kind != after.kind
            || before.body != after.body
            || before.unreadable != after.unreadable
            || !self.fields().is_empty()
        {
            Some(ChangeKind::Modified)
        } else if before.path != after.path {
            Some(ChangeKind::Moved)
        } else if letter(before) != letter(after) {
            Some(ChangeKind::Affected)
        } else {
            None
        }
    }

    /// Puts what came later to what came before.
    fn then(&mut self, key: &str, after: Option<&Face>, fields: &[Delta]) {
        key.clone_into(&mut self.key);
        self.after = after.cloned();
        let numbers: HashMap<String, usize> =
            self.fields.iter().enumerate().map(|(number, delta)| (delta.key().to_owned(), number)).collect();
        for later in fields {
            match numbers.get(later.key()) {
                Some(number) => self.fields[*number].then(later),
                None => self.fields.push(later.clone()),
            }
        }
        self.fields.retain(|delta| delta.before != delta.after);
    }
}

/// Puts the steps from one version to another together, oldest first, that of the earlier version left out. What is the same in
/// both is left out of the result, which is in the order of keys.
pub fn compose<'s>(steps: impl IntoIterator<Item = &'s Step>) -> Vec<Composed> {
    let mut alive: HashMap<String, Composed> = HashMap::new();
    let mut dead: HashMap<String, Composed> = HashMap::new();
    for step in steps {
        for gone in &step.gone {
            let mut known = alive.remove(&gone.key).unwrap_or_else(|| Composed {
                key: gone.key.clone(),
                before: Some(gone.before.clone()),
                after: None,
                fields: Vec::new(),
            });
            known.then(&gone.key, None, &gone.fields);
            if known.before.is_some() {
                dead.insert(gone.key.clone(), known);
            }
        }
        // All that goes by another key is taken out before anything is put in: two may have changed places.
        let taken: Vec<(&Entry, Option<Composed>)> = step
            .records
            .iter()
            .map(|entry| {
                let known = match &entry.before {
                    Some(_) => alive.remove(entry.was.as_ref().unwrap_or(&entry.key)),
                    None => dead.remove(&entry.key),
                };
                (entry, known)
            })
            .collect();
        for (entry, known) in taken {
            let mut known = known.unwrap_or_else(|| Composed {
                key: entry.key.clone(),
                before: entry.before.clone(),
                after: None,
                fields: Vec::new(),
            });
            known.then(&entry.key, Some(&entry.face), &entry.fields);
            alive.insert(entry.key.clone(), known);
        }
    }
    // One that was gone, and another that has its id since: the id is what makes the record.
    for (key, known) in &mut alive {
        if known.before.is_none()
            && let Some(mut gone) = dead.remove(key)
        {
            let fields = std::mem::take(&mut known.fields);
            gone.then(key, known.after.as_ref(), &fields);
            *known = gone;
        }
    }
    let mut all: Vec<Composed> = alive.into_values().chain(dead.into_values()).collect();
    all.retain(|known| known.before != known.after || !known.fields.is_empty());
    for known in &mut all {
        sort(&mut known.fields);
    }
    all.sort_by(|one, two| one.key.cmp(&two.key));
    all
}
