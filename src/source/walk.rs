//! Lists a work tree or a plain folder: what git tracks, and what it neither tracks nor ignores.

use std::collections::BTreeMap;

use walkdir::WalkDir;

use super::{
    BlobId, Error, Problem, ProblemKind, Source,
    index::Tracked,
    path,
    revision::SUBMODULE,
    state::{Leaf, Listing, Spot, State},
    work_tree,
};

impl Source {
    /// Lists all files below a folder of the work tree, counted from its root.
    pub(super) fn list_work_tree(
        &self,
        state: &mut State,
        folder: &str,
        skip: &[String],
    ) -> Result<Listing, Error> {
        let mut listing = Listing::default();
        let trouble = |kind| Problem { path: folder.to_owned(), kind };
        match work_tree::spot(&self.root, folder).spot {
            Spot::Folder => {}
            Spot::Link { target } => {
                listing.problems.push(trouble(ProblemKind::FolderIsSymlink { target }));
                return Ok(listing);
            }
            Spot::Submodule => {
                listing.problems.push(trouble(ProblemKind::FolderIsSubmodule));
                return Ok(listing);
            }
            Spot::Unreadable { reason } => {
                listing.problems.push(trouble(ProblemKind::Unreadable { reason }));
                return Ok(listing);
            }
            Spot::Missing | Spot::Blob(_) | Spot::Disk { .. } | Spot::Laid { .. } => return Ok(listing),
        }
        let tracked: BTreeMap<Vec<u8>, Tracked> =
            state.tracked(folder)?.into_iter().map(|tracked| (tracked.path.clone(), tracked)).collect();

        let mut walk = WalkDir::new(self.root.join(folder))
            .min_depth(1)
            .follow_root_links(false)
            .sort_by_file_name()
            .into_iter();
        while let Some(next) = walk.next() {
            let entry = match next {
                Ok(entry) => entry,
                Err(error) => {
                    let path = error.path().and_then(|path| path.strip_prefix(&self.root).ok());
                    let path =
                        path.map_or_else(|| folder.to_owned(), |path| path.to_string_lossy().into_owned());
                    // A file that vanished since its folder was listed is simply not there.
                    if error.io_error().is_none_or(|error| error.kind() != std::io::ErrorKind::NotFound) {
                        let reason = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
                        listing.problems.push(Problem { path, kind: ProblemKind::Unreadable { reason } });
                    }
                    continue;
                }
            };
            let is_folder = entry.file_type().is_dir();
            let leave = |walk: &mut walkdir::IntoIter| {
                if is_folder {
                    walk.skip_current_dir();
                }
            };
            let below = entry.path().strip_prefix(&self.root).unwrap_or(entry.path());
            let Some(path) = path::from_native(below) else {
                if !state.ignores(below) {
                    let path = below.to_string_lossy().into_owned();
                    listing.problems.push(Problem { path, kind: ProblemKind::NameNotUtf8 });
                }
                leave(&mut walk);
                continue;
            };
            if entry.file_name() == ".git" || skip.contains(&path) {
                leave(&mut walk);
                continue;
            }
            let known = tracked.get(path.as_bytes());
            if known.is_none() && !(is_folder && has_below(&tracked, &path)) && state.ignores(below) {
                leave(&mut walk);
                continue;
            }
            let Ok(metadata) = entry.path().symlink_metadata() else { continue };
            let mut spot = work_tree::spot_of(entry.path(), &metadata);
            if known.is_some_and(|tracked| tracked.mode == SUBMODULE) {
                spot = Spot::Submodule;
            }
            let id = match &spot {
                Spot::Folder => continue,
                Spot::Link { target } => BlobId::hash(target.as_bytes(), self.format),
                Spot::Submodule => known.map_or(BlobId::UNREAD, |tracked| BlobId::of(tracked.id)),
                _ => known.map_or(BlobId::UNREAD, |tracked| work_tree::staged_id(tracked, &metadata)),
            };
            if matches!(spot, Spot::Submodule) {
                leave(&mut walk);
            }
            listing.leaves.push(Leaf { path, id, spot });
        }
        Ok(listing)
    }
}

impl State {
    /// Returns whether git ignores a path from the root that it does not track; never outside git.
    pub fn ignores(&self, path: &std::path::Path) -> bool {
        self.repo.as_ref().is_some_and(|repo| repo.is_path_ignored(path).unwrap_or(false))
    }
}

fn has_below(tracked: &BTreeMap<Vec<u8>, Tracked>, folder: &str) -> bool {
    let start = format!("{folder}/").into_bytes();
    tracked.range(start.clone()..).next().is_some_and(|(path, _)| path.starts_with(&start))
}
