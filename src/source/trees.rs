//! Compares the trees of commits without reading any file.

use std::cmp::Ordering;
use std::sync::{Arc, OnceLock};

use git2::{ObjectType, Oid, Repository};

use super::blob::{IdMap, key};
use super::revision::{FOLDER, SUBMODULE};
use super::{BlobId, Changed, object, path};

/// What stands for a name in a tree: its mode and its object.
pub(super) type Spot = Option<(i32, Oid)>;

pub(super) fn is_file((mode, _): &(i32, Oid)) -> bool {
    *mode != FOLDER && *mode != SUBMODULE
}

/// Trees as git stores them, so that most of two neighbours can be passed over byte by byte. Only the last ones are kept: a
/// long history has thousands, and each is looked at with its neighbours.
#[derive(Default)]
pub(super) struct Kept {
    trees: IdMap<Oid, Arc<RawTree>>,
    bytes: usize,
}

/// Above this many bytes the trees kept are let go.
const MOST_KEPT: usize = 8 << 20;

/// The trees of a repository.
pub(super) struct Trees<'r> {
    pub repo: &'r Repository,
    pub kept: &'r mut Kept,
}

impl Trees<'_> {
    /// Returns the files below `folders` that differ between two trees, by path; `None` stands for a tree without files.
    pub fn changed(
        &mut self,
        old: Option<Oid>,
        new: Oid,
        folders: &[&str],
    ) -> Result<Vec<Changed>, git2::Error> {
        let mut changed = Vec::new();
        if old == Some(new) {
            return Ok(changed);
        }
        for folder in folders {
            let before = match old {
                Some(root) => self.at(root, folder)?,
                None => None,
            };
            let after = self.at(new, folder)?;
            self.differ(before, after, folder, &mut changed)?;
        }
        changed.sort_by(|one, two| one.path.cmp(&two.path));
        changed.dedup();
        Ok(changed)
    }

    fn get(&mut self, id: Oid) -> Result<Arc<RawTree>, git2::Error> {
        if let Some(tree) = self.kept.trees.get(&key(id)) {
            return Ok(Arc::clone(tree));
        }
        let bytes = object::with(self.repo, id, ObjectType::Tree, |bytes| Box::from(bytes))?;
        let tree = Arc::new(RawTree { bytes, starts: OnceLock::new(), id });
        if self.kept.bytes + tree.bytes.len() > MOST_KEPT {
            *self.kept = Kept::default();
        }
        self.kept.bytes += tree.bytes.len();
        self.kept.trees.insert(key(id), Arc::clone(&tree));
        Ok(tree)
    }

    /// Returns what a path leads to in a tree.
    pub fn at(&mut self, root: Oid, path: &str) -> Result<Spot, git2::Error> {
        let mut at = (FOLDER, root);
        for name in path.split('/').filter(|name| !name.is_empty()) {
            if at.0 != FOLDER {
                return Ok(None);
            }
            match self.get(at.1)?.find(name.as_bytes())? {
                Some(spot) => at = spot,
                None => return Ok(None),
            }
        }
        Ok(Some(at))
    }

    /// Collects the files that differ; equal folders are passed over unread, and so are equal names of two folders.
    fn differ(
        &mut self,
        before: Spot,
        after: Spot,
        path: &str,
        changed: &mut Vec<Changed>,
    ) -> Result<(), git2::Error> {
        if before == after {
            return Ok(());
        }
        let file = |spot: Spot| spot.filter(is_file).map(|(_, id)| BlobId::of(id));
        if file(before) != file(after) {
            changed.push(Changed { path: path.into(), before: file(before), after: file(after) });
        }
        let (old, new) = (self.tree(before)?, self.tree(after)?);
        let (mut old, mut new) = (Rest::of(&old), Rest::of(&new));
        loop {
            old.pass_over_equal(&mut new);
            let (one, two) = (old.first(), new.first());
            let order = match (&one, &two) {
                (None, None) => return Ok(()),
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (Some(one), Some(two)) => compare(one, two),
            };
            let (one, two) = (one.filter(|_| order.is_le()), two.filter(|_| order.is_ge()));
            old.pass(&one);
            new.pass(&two);
            if one.as_ref().map(|one| one.whole) == two.as_ref().map(|two| two.whole) {
                continue;
            }
            let name = one.as_ref().or(two.as_ref()).map_or(&b""[..], |entry| entry.name);
            let below = path::join(path, &String::from_utf8_lossy(name));
            let spot = |entry: Option<Entry<'_>>| entry.map(|entry| entry.spot()).transpose();
            self.differ(spot(one)?, spot(two)?, &below, changed)?;
        }
    }

    fn tree(&mut self, spot: Spot) -> Result<Arc<RawTree>, git2::Error> {
        match spot {
            Some((FOLDER, id)) => self.get(id),
            Some(_) | None => Ok(Arc::default()),
        }
    }
}

/// A tree as git stores it.
pub(super) struct RawTree {
    bytes: Box<[u8]>,
    /// Where each name's entry begins; found only for a tree in which a name is looked up.
    starts: OnceLock<Vec<u32>>,
    id: Oid,
}

impl Default for RawTree {
    fn default() -> RawTree {
        RawTree { bytes: Box::default(), starts: OnceLock::new(), id: Oid::ZERO_SHA1 }
    }
}

impl RawTree {
    /// Returns what a name stands for: a file, or else a folder, which git sorts elsewhere.
    fn find(&self, name: &[u8]) -> Result<Spot, git2::Error> {
        let starts = self.starts.get_or_init(|| {
            let whole = entries(&self.bytes, self.id).map(|entry| entry.whole.len());
            let mut at = 0;
            let starts = whole.map(|length| {
                at += length;
                at - length
            });
            starts.map(|start| u32::try_from(start).expect("no tree of git has four gigabytes")).collect()
        });
        for mode in [&b"100644"[..], b"40000"] {
            let wanted = Entry { whole: b"", mode, name, id: b"" };
            let entry = |start: &u32| entries(&self.bytes[*start as usize..], self.id).next();
            let found = starts.binary_search_by(|start| {
                entry(start).map_or(Ordering::Greater, |entry| compare(&entry, &wanted))
            });
            if let Ok(found) = found {
                return entry(&starts[found]).map(|entry| entry.spot()).transpose();
            }
        }
        Ok(None)
    }
}

/// What of a tree was not looked at yet.
struct Rest<'t> {
    bytes: &'t [u8],
    id: Oid,
}

impl<'t> Rest<'t> {
    fn of(tree: &'t RawTree) -> Rest<'t> {
        Rest { bytes: &tree.bytes, id: tree.id }
    }

    fn first(&self) -> Option<Entry<'t>> {
        entries(self.bytes, self.id).next()
    }

    fn pass(&mut self, entry: &Option<Entry<'_>>) {
        self.bytes = &self.bytes[entry.as_ref().map_or(0, |entry| entry.whole.len())..];
    }

    /// Passes over the entries with which both go on: of a thousand names of a folder a commit changes one or two.
    fn pass_over_equal(&mut self, other: &mut Rest<'t>) {
        let common = common_start(self.bytes, other.bytes);
        let lengths = entries(&self.bytes[..common], self.id).map(|entry| entry.whole.len());
        let equal: usize = lengths.sum();
        (self.bytes, other.bytes) = (&self.bytes[equal..], &other.bytes[equal..]);
    }
}

/// Returns how many bytes two texts have in common at their start.
fn common_start(one: &[u8], two: &[u8]) -> usize {
    const BLOCK: usize = 128;
    let blocks = one.chunks_exact(BLOCK).zip(two.chunks_exact(BLOCK));
    let at = BLOCK * blocks.take_while(|(one, two)| one == two).count();
    at + one[at..].iter().zip(&two[at..]).take_while(|(one, two)| one == two).count()
}

/// One name of a tree: its mode in octal digits, a space, the name, a zero byte, the object id's bytes.
struct Entry<'t> {
    whole: &'t [u8],
    mode: &'t [u8],
    name: &'t [u8],
    id: &'t [u8],
}

impl Entry<'_> {
    fn is_folder(&self) -> bool {
        self.mode == b"40000"
    }

    fn spot(&self) -> Result<(i32, Oid), git2::Error> {
        let digits = std::str::from_utf8(self.mode).ok().and_then(|mode| i32::from_str_radix(mode, 8).ok());
        let mode = digits.ok_or_else(|| git2::Error::from_str("a tree holds a mode that is no number"))?;
        Ok((mode, Oid::from_bytes(self.id)?))
    }
}

/// Returns the names of a tree in its order, up to the first that is broken.
fn entries(tree: &[u8], id: Oid) -> impl Iterator<Item = Entry<'_>> {
    let length = id.as_bytes().len();
    let mut rest = tree;
    std::iter::from_fn(move || {
        let space = rest.iter().position(|byte| *byte == b' ')?;
        let zero = space + rest[space..].iter().position(|byte| *byte == 0)?;
        let end = zero + 1 + length;
        let whole = rest.get(..end)?;
        rest = &rest[end..];
        Some(Entry { whole, mode: &whole[..space], name: &whole[space + 1..zero], id: &whole[zero + 1..] })
    })
}

/// Compares two names as git orders them in a tree: a folder's as if it ended with a slash.
fn compare(one: &Entry<'_>, two: &Entry<'_>) -> Ordering {
    let common = one.name.len().min(two.name.len());
    one.name[..common].cmp(&two.name[..common]).then_with(|| {
        let next = |entry: &Entry<'_>| match entry.name.get(common) {
            Some(byte) => *byte,
            None if entry.is_folder() => b'/',
            None => 0,
        };
        next(one).cmp(&next(two)).then_with(|| one.name.len().cmp(&two.name.len()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(names: &[(&str, u8)]) -> RawTree {
        let entry = |(name, id): &(&str, u8)| [format!("100644 {name}\0").as_bytes(), &[*id; 20]].concat();
        let bytes = names.iter().flat_map(entry).collect();
        RawTree { bytes, starts: OnceLock::new(), id: Oid::ZERO_SHA1 }
    }

    #[test]
    fn equal_entries_are_passed_over_up_to_the_first_that_differs() {
        let many: Vec<String> = (0..50).map(|number| format!("SOUP-{number:03}.md")).collect();
        for differing in [0, 1, 17, 49] {
            // A zero byte and a space inside of an id are no ends of a name.
            let ids = |at: usize| [0, b' ', 1][at % 3];
            let old: Vec<(&str, u8)> = many.iter().enumerate().map(|(at, name)| (&**name, ids(at))).collect();
            let mut new = old.clone();
            new[differing].1 = 9;
            let (old, new) = (tree(&old), tree(&new));
            let (mut one, mut two) = (Rest::of(&old), Rest::of(&new));
            one.pass_over_equal(&mut two);
            let first = |rest: &Rest<'_>| rest.first().map(|entry| entry.name.to_vec());
            assert_eq!(first(&one), Some(many[differing].clone().into_bytes()));
            assert_eq!(first(&one), first(&two));
        }
    }

    #[test]
    fn a_tree_that_is_the_start_of_another_is_passed_over_whole() {
        let (old, new) = (tree(&[("a", 1)]), tree(&[("a", 1), ("b", 2)]));
        let (mut one, mut two) = (Rest::of(&old), Rest::of(&new));
        one.pass_over_equal(&mut two);
        assert!(one.first().is_none());
        assert_eq!(two.first().map(|entry| entry.name), Some(&b"b"[..]));
    }
}
