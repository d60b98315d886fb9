//! Where records lay at an earlier commit: what the configuration said then.

use std::sync::Arc;

use super::stamp::Walk;
use crate::config::Config;
use crate::reading::Error;
use crate::record::Kind;
use crate::source::{BlobId, CommitId, Content};

/// Where records lie at a commit; all paths count from the repository's root.
#[derive(Clone, Debug)]
pub(super) struct Scope {
    /// The configuration.
    pub config: String,
    /// The records' root, without a slash at its end; empty for the whole repository.
    pub folder: String,
    /// Which folder holds which kind; `None` where no configuration says so: any file may be any record then.
    kinds: Option<Arc<Config>>,
}

impl Scope {
    /// Returns where a configuration says that records lie.
    pub fn of(path: &str, config: Arc<Config>) -> Scope {
        let folder = format!("{}{}", root(path), config.records.root).trim_end_matches('/').to_owned();
        Scope { config: path.to_owned(), folder, kinds: Some(config) }
    }

    /// Returns the scope of a commit that does not tell where records lay: anywhere around the configuration, that is.
    fn unknown(path: &str) -> Scope {
        let folder = root(path).trim_end_matches('/').to_owned();
        Scope { config: path.to_owned(), folder, kinds: None }
    }

    /// Returns whether a file was a record of a kind.
    pub fn holds(&self, path: &str, kind: Kind) -> bool {
        match (&self.kinds, self.below(path)) {
            (Some(config), Some(below)) => config.kind_of(below) == Some(kind),
            (Some(_), None) => false,
            (None, _) => path.ends_with(".md"),
        }
    }

    /// Returns whether a file of the device is none that the configuration takes for a record, and could be one all the same.
    pub fn passes_over(&self, path: &str) -> bool {
        let Some(config) = &self.kinds else { return false };
        let kind = self.below(path).and_then(|below| config.kind_of(below));
        kind.is_none() && path.ends_with(".md") && path.starts_with(self.root())
    }

    /// Returns the device's root: empty, or ending in a slash.
    pub fn root(&self) -> &str {
        root(&self.config)
    }

    /// Returns whether a path lies below the records' root.
    pub fn is_around(&self, path: &str) -> bool {
        self.below(path).is_some()
    }

    /// Returns whether records lay in the same place.
    pub fn is_as(&self, other: &Scope) -> bool {
        self.config == other.config && self.folder == other.folder
    }

    fn below<'p>(&self, path: &'p str) -> Option<&'p str> {
        if self.folder.is_empty() {
            return Some(path);
        }
        path.strip_prefix(&*self.folder)?.strip_prefix('/')
    }
}

/// Returns the root of the device that a configuration is of.
fn root(config: &str) -> &str {
    config.rfind('/').map_or("", |end| &config[..=end])
}

impl Walk<'_> {
    /// Returns where records lay at a commit of which only the object id is known.
    ///
    /// # Errors
    /// A tree cannot be read.
    pub fn scope_of(&self, commit: CommitId) -> Result<Arc<Scope>, Error> {
        let config = &self.scope.config;
        match self.desk.source.blob_at(commit, config)? {
            Some(blob) => Ok(Arc::new(self.scope_in(config, blob))),
            None => self.scope_elsewhere(commit, config, |_| Ok(false)),
        }
    }

    /// Returns where records lay at a parent, given the scope of its child, the configuration's content at the parent, and
    /// whether a file is at the child.
    ///
    /// # Errors
    /// A tree cannot be read.
    pub fn scope_before(
        &self,
        parent: CommitId,
        config: &str,
        blob: Option<BlobId>,
        is_left: impl Fn(&str) -> Result<bool, Error>,
    ) -> Result<Arc<Scope>, Error> {
        match blob {
            Some(blob) => Ok(Arc::new(self.scope_in(config, blob))),
            None => self.scope_elsewhere(parent, config, is_left),
        }
    }

    fn scope_in(&self, path: &str, blob: BlobId) -> Scope {
        match self.desk.source.content(blob) {
            Content::Text(text) => match Config::parse(&text) {
                Ok((config, _)) => Scope::of(path, Arc::new(config)),
                Err(_) => Scope::unknown(path),
            },
            Content::NotUtf8 { .. }
            | Content::TooLarge { .. }
            | Content::LfsPointer { .. }
            | Content::Symlink { .. }
            | Content::Submodule
            | Content::Unreadable { .. }
            | Content::Other { .. } => Scope::unknown(path),
        }
    }

    /// Looks for the device's configuration where it is not on its path: that of a device of the same id, else the one that
    /// went. Without either, the device begins there.
    fn scope_elsewhere(
        &self,
        commit: CommitId,
        config: &str,
        is_left: impl Fn(&str) -> Result<bool, Error>,
    ) -> Result<Arc<Scope>, Error> {
        let name = config.rsplit('/').next().unwrap_or(config);
        let mut scopes = Vec::new();
        for (path, blob) in self.desk.source.files_at(commit, "")? {
            if path.rsplit('/').next() == Some(name) {
                scopes.push((Arc::new(self.scope_in(&path, blob)), !is_left(&path)?));
            }
        }
        let own = &self.dossier.config.device.id;
        let is_own = |scope: &Scope| scope.kinds.as_ref().is_some_and(|config| config.device.id == *own);
        // Of one device's two configurations, the one that went was its own.
        for (asks_id, asks_gone) in [(true, true), (true, false), (false, true)] {
            let mut fitting = scopes
                .iter()
                .filter(|(scope, is_gone)| (!asks_id || is_own(scope)) && (!asks_gone || *is_gone));
            if let (Some((scope, _)), None) = (fitting.next(), fitting.next()) {
                return Ok(Arc::clone(scope));
            }
        }
        Ok(Arc::new(Scope::unknown(config)))
    }
}
