//! Finds the repository, or the plain folder, that a folder belongs to.

use std::{path::Path, sync::Mutex};

use git2::{ErrorCode, Index, ObjectFormat, Repository};

use super::{Error, Source, device::CONFIG, io, object, path, state::State};

impl Source {
    /// Opens what `start`, the current folder, lies in.
    ///
    /// Looks upwards for a work tree, a linked work tree or a bare repository. A folder outside git opens as a plain
    /// folder, rooted at the nearest folder above with a `tureen.toml`, or at `start` itself.
    ///
    /// # Errors
    /// There is no such folder, or a repository that cannot be opened: another user's, of an unsupported kind, broken.
    pub fn open(start: &Path) -> Result<Source, Error> {
        if !start.is_dir() {
            return Err(Error::NoFolder { path: start.to_owned() });
        }
        let start = start.canonicalize().map_err(|error| io(start, error))?;
        object::verify_here();
        let repo = match Repository::discover(&start) {
            Ok(repo) => Some(repo),
            Err(error) if error.code() == ErrorCode::NotFound => {
                if let Some(git) =
                    start.ancestors().map(|folder| folder.join(".git")).find(|git| git.exists())
                {
                    return Err(Error::BrokenRepository { path: git });
                }
                None
            }
            Err(error) => return Err(Error::open(&start, &error)),
        };
        let root = match &repo {
            Some(repo) => repo.workdir().unwrap_or_else(|| repo.path()).to_owned(),
            None => {
                let above = start.ancestors().find(|folder| folder.join(CONFIG).is_file());
                above.unwrap_or(&start).to_owned()
            }
        };
        let root = root.canonicalize().map_err(|error| io(&root, error))?;
        let bare = repo.as_ref().is_some_and(Repository::is_bare);
        let below = if bare { None } else { start.strip_prefix(&root).ok() };
        Ok(Source {
            current: below.and_then(path::from_native).unwrap_or_default(),
            root,
            git: repo.is_some(),
            bare,
            format: repo.as_ref().map_or(ObjectFormat::Sha1, Repository::object_format),
            repository: repo.as_ref().map(|repo| repo.path().to_owned()),
            handles: Mutex::default(),
            state: Mutex::new(State::new(repo)),
        })
    }

    /// Reads what is staged from another index than the repository's own: while `git commit --all` runs its hooks, what will
    /// be committed stands in a file of its own.
    ///
    /// An index that lies in another repository is not taken, nor one in no folder at all: a hook may ask about a repository
    /// that is not the one being committed to. Outside git, nothing is staged.
    ///
    /// # Errors
    /// The file cannot be read as an index.
    pub fn take_index(&self, file: &Path) -> Result<(), Error> {
        let state = self.lock();
        let Some(repo) = &state.repo else { return Ok(()) };
        let own = repo.path().canonicalize().map_err(|error| io(repo.path(), error))?;
        match file.parent().and_then(|folder| folder.canonicalize().ok()) {
            Some(folder) if folder == own || Repository::open(&folder).is_err() => {}
            Some(_) | None => return Ok(()),
        }
        let failed = |error: git2::Error| Error::git(file.display().to_string(), &error);
        let mut index = Index::open_ext(file, self.format).map_err(failed)?;
        repo.set_index(&mut index).map_err(failed)
    }
}
