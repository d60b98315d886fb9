//! Tells two states of a work tree apart without reading what git knows to be as in `HEAD`.

use std::fs;
use std::path::PathBuf;

use git2::DiffOptions;
use sha2::{Digest, Sha256};

use super::{Error, Source, path};

/// The most bytes that are read to tell two states apart; above them the states are taken to differ.
const MOST_BYTES: u64 = 64 << 20;

impl Source {
    /// Returns a digest of every file in which the work tree differs from `HEAD`, as hex digits: paths and bytes, files that
    /// git ignores left out. With the commit of `HEAD` it names the state of the work tree.
    ///
    /// `skip` are absolute output folders. `None` where the state has no cheap name: outside git, where git turns line ends
    /// over, and where more than 64 MiB differ.
    ///
    /// # Errors
    /// The index or `HEAD` cannot be read.
    pub fn edited(&self, skip: &[PathBuf]) -> Result<Option<String>, Error> {
        let skip: Vec<String> = skip.iter().filter_map(|path| self.below_root(path)).collect();
        let state = self.lock();
        let Some(repo) = &state.repo else { return Ok(None) };
        let config = repo.config().map_err(|error| Error::git("the settings", &error))?;
        let turns_lines = config.get_string("core.autocrlf");
        if turns_lines.is_ok_and(|value| !value.eq_ignore_ascii_case("false")) {
            return Ok(None);
        }
        let head = repo.head().ok().and_then(|head| head.peel_to_tree().ok());
        let mut options = DiffOptions::new();
        options
            .include_untracked(true)
            .recurse_untracked_dirs(true)
            .include_typechange(true)
            .ignore_submodules(true)
            .skip_binary_check(true);
        let Ok(diff) = repo.diff_tree_to_workdir_with_index(head.as_ref(), Some(&mut options)) else {
            return Ok(None);
        };
        let mut digest = Sha256::new();
        let mut left = MOST_BYTES;
        for delta in diff.deltas() {
            let file = delta.new_file().path().or(delta.old_file().path());
            let Some(name) = file.and_then(path::from_native) else { return Ok(None) };
            let is_skipped = |folder: &String| {
                name.strip_prefix(&**folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
            };
            if skip.iter().any(is_skipped) {
                continue;
            }
            digest.update(name.as_bytes());
            digest.update([0]);
            let full = self.root.join(&name);
            let Ok(metadata) = fs::symlink_metadata(&full) else { continue };
            if metadata.file_type().is_symlink() {
                let Ok(target) = fs::read_link(&full) else { return Ok(None) };
                digest.update(target.to_string_lossy().as_bytes());
            } else if metadata.is_file() {
                let Some(rest) = left.checked_sub(metadata.len()) else { return Ok(None) };
                left = rest;
                let Ok(bytes) = fs::read(&full) else { return Ok(None) };
                digest.update(Sha256::digest(bytes));
            }
            digest.update([0]);
        }
        Ok(Some(digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect()))
    }
}
