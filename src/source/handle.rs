//! More handles on the repository, for the threads that read ahead.

use std::sync::PoisonError;

use git2::Repository;

use super::Source;
use super::trees::{Kept, Trees};

/// A handle of a thread's own.
pub(super) struct Handle {
    pub repo: Repository,
    kept: Kept,
}

impl Handle {
    /// Returns the trees of the repository.
    pub fn trees(&mut self) -> Trees<'_> {
        Trees { repo: &self.repo, kept: &mut self.kept }
    }
}

impl Source {
    /// Returns a handle that nobody uses, or a new one; `None` where there is no repository that can be opened again.
    pub(super) fn handle(&self) -> Option<Handle> {
        let mut handles = self.handles.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(handle) = handles.pop() {
            return Some(handle);
        }
        drop(handles);
        let repo = Repository::open(self.repository.as_deref()?).ok()?;
        Some(Handle { repo, kept: Kept::default() })
    }

    /// Keeps a handle for the next who asks.
    pub(super) fn give_back(&self, handle: Handle) {
        self.handles.lock().unwrap_or_else(PoisonError::into_inner).push(handle);
    }
}
