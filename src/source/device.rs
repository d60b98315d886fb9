//! Finds the device that is meant: the folder of one `tureen.toml`.

use std::path::Path;

use git2::Oid;
use walkdir::WalkDir;

use super::{
    Error, Moment, Snapshot, Source, path,
    state::{Spot, State},
};

/// The configuration's usual name.
pub(super) const CONFIG: &str = "tureen.toml";

/// How deep a plain folder is searched: it may be a home folder, or the root of a disk.
const PLAIN_FOLDER_DEPTH: usize = 4;

/// One device of a repository.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Device {
    /// The device's root below the repository's root: empty, or a path that ends with `/`, such as `devices/mlt/`.
    pub root: String,
    /// The configuration's path from the repository's root.
    pub config: String,
}

impl Device {
    /// Returns the device that a configuration file belongs to; the path counts from the repository's root.
    pub fn of(config: &str) -> Device {
        let root = config.rfind('/').map_or("", |end| &config[..=end]);
        Device { root: root.to_owned(), config: config.to_owned() }
    }
}

impl Source {
    /// Finds the device at a moment.
    ///
    /// `config` is the path given by `--config`, from the current folder. Without it: the nearest `tureen.toml` from
    /// the current folder upwards to the repository's root; if there is none, the only one anywhere in the moment.
    ///
    /// # Errors
    /// There is none, there are several, or the one given is absent or outside; also what [`Source::snapshot`] says.
    pub fn device(&self, moment: &Moment, config: Option<&Path>) -> Result<Device, Error> {
        let snapshot = self.snapshot(moment)?;
        let mut state = self.lock();
        let mut exists = |path: &str| {
            let leaf = self.spot(&mut state, &snapshot, path)?;
            Ok(!matches!(leaf.spot, Spot::Missing | Spot::Folder))
        };
        if let Some(config) = config {
            let path = self.named(config)?;
            return if exists(&path)? {
                Ok(Device::of(&path))
            } else {
                Err(Error::ConfigMissing { path, moment: moment.name().to_owned() })
            };
        }
        let mut folder = Some(&*self.current);
        while let Some(here) = folder {
            let path = path::join(here, CONFIG);
            if exists(&path)? {
                return Ok(Device::of(&path));
            }
            folder = (!here.is_empty()).then(|| here.rfind('/').map_or("", |end| &here[..end]));
        }
        let mut configs = self.configs(&mut state, &snapshot)?;
        configs.sort();
        let moment = moment.name().to_owned();
        match &*configs {
            [] => Err(Error::NoConfig { moment }),
            [config] => Ok(Device::of(config)),
            _ => Err(Error::SeveralConfigs { moment, configs }),
        }
    }

    /// Lists every `tureen.toml` of a moment, from the repository's root.
    fn configs(&self, state: &mut State, snapshot: &Snapshot) -> Result<Vec<String>, Error> {
        let is_config = |path: &str| path == CONFIG || path.ends_with(&format!("/{CONFIG}"));
        if !self.git {
            let hidden = |entry: &walkdir::DirEntry| entry.file_name().as_encoded_bytes().starts_with(b".");
            let walk = WalkDir::new(&self.root).max_depth(PLAIN_FOLDER_DEPTH).into_iter();
            return Ok(walk
                .filter_entry(|entry| entry.depth() == 0 || !hidden(entry))
                .filter_map(Result::ok)
                .filter(|entry| entry.file_type().is_file() && entry.file_name() == CONFIG)
                .filter_map(|entry| path::from_native(entry.path().strip_prefix(&self.root).ok()?))
                .collect());
        }
        if let (Moment::Revision(_), Some(tree)) = (&snapshot.moment, snapshot.id) {
            return configs_in_tree(state, tree);
        }
        let listing = self.list(state, snapshot, "", &[])?;
        Ok(listing.leaves.into_iter().map(|leaf| leaf.path).filter(|path| is_config(path)).collect())
    }

    /// Turns a path from the current folder, or an absolute one, into one from the repository's root.
    fn named(&self, config: &Path) -> Result<String, Error> {
        let outside = || Error::ConfigOutside { path: config.to_owned(), root: self.root.clone() };
        if config.is_absolute() {
            return self.below_root(config).ok_or_else(outside);
        }
        let config = config.to_str().map(|config| config.replace(std::path::MAIN_SEPARATOR, "/"));
        config.and_then(|config| path::normalise(&self.current, &config)).ok_or_else(outside)
    }
}

fn configs_in_tree(state: &State, tree: Oid) -> Result<Vec<String>, Error> {
    let failed = |error: git2::Error| Error::git("the tree", &error);
    let mut configs = Vec::new();
    let tree = state.git().find_tree(tree).map_err(failed)?;
    tree.walk(git2::TreeWalkMode::PreOrder, |folder, entry| {
        if entry.name_bytes() == CONFIG.as_bytes() && entry.kind() == Some(git2::ObjectType::Blob) {
            configs.push(format!("{folder}{CONFIG}"));
        }
        git2::TreeWalkResult::Ok
    })
    .map_err(failed)?;
    Ok(configs)
}
