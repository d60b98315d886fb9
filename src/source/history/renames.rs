//! Finds which file that a commit adds is one that it removes.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::Arc,
};

use git2::{Delta, Diff, DiffFindOptions};

use super::{Change, Device, from_device};
use crate::source::BlobId;

/// How many removed files an added one is compared with, when no content is equal.
const MOST_COMPARED: usize = 400;

/// A new path and the path it had in the parent, both from the device's root.
type Pair = (Arc<str>, Arc<str>);

/// Returns which of a commit's added files are removed ones, by equal content, then by similar content.
pub(super) fn find(
    diff: &mut Diff<'_>,
    changes: &mut BTreeMap<Arc<str>, Change>,
    device: &Device,
) -> Result<Vec<Pair>, git2::Error> {
    let mut removed: BTreeSet<&Arc<str>> =
        changes.iter().filter(|(_, change)| change.1.is_none()).map(|(path, _)| path).collect();
    let mut added: BTreeSet<&Arc<str>> =
        changes.iter().filter(|(_, change)| change.0.is_none()).map(|(path, _)| path).collect();
    let mut pairs = Vec::new();
    if removed.is_empty() || added.is_empty() {
        return Ok(pairs);
    }
    // Whole folders move: thousands of equal contents are paired without reading any.
    let mut by_content: HashMap<BlobId, Vec<&Arc<str>>> = HashMap::new();
    for path in &removed {
        if let Some(before) = changes[*path].0 {
            by_content.entry(before).or_default().push(path);
        }
    }
    for path in added.clone() {
        let Some(candidates) = changes[path].1.and_then(|after| by_content.get_mut(&after)) else { continue };
        let same_name = candidates.iter().position(|from| name(from) == name(path));
        if !candidates.is_empty() {
            let from = candidates.remove(same_name.unwrap_or(0));
            pairs.push((path.clone(), from.clone()));
            removed.remove(from);
            added.remove(path);
        }
    }
    if removed.is_empty() || added.is_empty() {
        return Ok(pairs);
    }
    let mut options = DiffFindOptions::new();
    options.renames(true).rename_threshold(50).rename_limit(MOST_COMPARED);
    diff.find_similar(Some(&mut options))?;
    for delta in diff.deltas().filter(|delta| delta.status() == Delta::Renamed) {
        let path = |file: git2::DiffFile<'_>| file.path().and_then(|path| from_device(path, device));
        if let (Some(from), Some(to)) = (path(delta.old_file()), path(delta.new_file()))
            && removed.remove(&from)
            && added.remove(&to)
        {
            pairs.push((to, from));
        }
    }
    Ok(pairs)
}

fn name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}
