//! Says whether a device's files differ from the last commit.

use git2::{Delta, DiffOptions};

use super::{Error, Moment, Snapshot, Source, Tree, path, state::State};

impl Source {
    /// Returns whether `tureen.toml` or the records folder differ from `HEAD`.
    ///
    /// Untracked files count where the tree holds them, and so do texts laid over files. Always false for revisions and
    /// outside git. Never writes the index back.
    ///
    /// # Errors
    /// The index or `HEAD` cannot be read.
    pub fn is_dirty(&self, snapshot: &Snapshot, tree: &Tree) -> Result<bool, Error> {
        let mut state = self.lock();
        if self.is_laid_anew(&mut state, snapshot) {
            return Ok(true);
        }
        let Some(repo) = &state.repo else { return Ok(false) };
        let failed = |error: git2::Error| Error::git("what has changed", &error);
        let head = snapshot.id.map(|id| repo.find_tree(id)).transpose().map_err(failed)?;
        let mut options = options(&tree.device.root, &tree.folder, &tree.device.config);
        options.include_untracked(true).recurse_untracked_dirs(true);
        let diff = match snapshot.moment {
            Moment::Revision(_) => return Ok(false),
            Moment::Index => repo.diff_tree_to_index(head.as_ref(), None, Some(&mut options)),
            Moment::WorkTree => repo.diff_tree_to_workdir_with_index(head.as_ref(), Some(&mut options)),
        };
        // A file that cannot be read is a finding of its own; whether it changed cannot be told, so it counts as changed.
        let diff = match diff {
            Ok(diff) => diff,
            Err(_) if snapshot.moment == Moment::WorkTree => return Ok(true),
            Err(error) => return Err(failed(error)),
        };
        let is_ours = |delta: git2::DiffDelta<'_>| {
            if delta.status() != Delta::Untracked {
                return true;
            }
            let path = delta.new_file().path().and_then(path::from_native).unwrap_or_default();
            let from_device = path.strip_prefix(&*tree.device.root).unwrap_or(&path);
            path == tree.device.config || tree.files.contains_key(from_device)
        };
        Ok(diff.deltas().any(is_ours))
    }

    /// Returns whether a text is laid where `HEAD` has another one, or none.
    fn is_laid_anew(&self, state: &mut State, snapshot: &Snapshot) -> bool {
        if !self.is_git() {
            return false;
        }
        snapshot.laid.keys().any(|path| {
            let laid = snapshot.laid_at(path, self.format).map(|leaf| leaf.id);
            let committed = snapshot.id.map(|root| state.spot_in_tree(root, path).id);
            laid != committed
        })
    }
}

/// Limits a diff to a device's configuration and records, named literally.
pub(super) fn options(root: &str, folder: &str, config: &str) -> DiffOptions {
    let mut options = DiffOptions::new();
    let records = format!("{root}{folder}");
    let records = records.trim_end_matches('/');
    options.disable_pathspec_match(true).include_typechange(true).skip_binary_check(true);
    // The device may be the whole repository; then no path is a limit.
    if !records.is_empty() {
        options.pathspec(records).pathspec(config);
    }
    options
}
