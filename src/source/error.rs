//! Says why a source could not be read at all, and what to do about it.

use std::path::{Path, PathBuf};

/// Why a source could not be read at all; what is wrong with single files is in the [`Tree`](super::Tree).
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The folder to start from does not exist or is a file.
    #[error("there is no folder {}", .path.display())]
    NoFolder {
        /// The folder as given.
        path: PathBuf,
    },
    /// git refuses repositories that other users own.
    #[error("the repository at {} belongs to another user", .path.display())]
    OtherOwner {
        /// The folder where the repository was looked for.
        path: PathBuf,
    },
    /// The repository is stored in a way that cannot be read.
    #[error("the repository at {} uses `{extension}`, which Tureen cannot read", .path.display())]
    UnsupportedRepository {
        /// The folder where the repository was looked for.
        path: PathBuf,
        /// The setting, as in git's configuration.
        extension: String,
    },
    /// There is a `.git`, but no repository behind it.
    #[error("{} does not lead to a repository", .path.display())]
    BrokenRepository {
        /// The `.git` that was found.
        path: PathBuf,
    },
    /// A bare repository was asked for its work tree or index.
    #[error("a bare repository has no {moment}")]
    Bare {
        /// `work tree` or `index`.
        moment: &'static str,
    },
    /// A plain folder was asked for what only git has.
    #[error("{} is not in a git repository", .path.display())]
    NotGit {
        /// The folder.
        path: PathBuf,
    },
    /// No commit has this name.
    #[error("there is no revision `{name}`")]
    UnknownRevision {
        /// The revision as asked for.
        name: String,
        /// What to try, from what is known about the repository.
        hint: String,
    },
    /// The name exists, but leads to something without history.
    #[error("`{name}` leads to a {kind}, not to a commit")]
    NotACommit {
        /// The revision as asked for.
        name: String,
        /// `blob` or `tree`.
        kind: String,
    },
    /// The moment holds no configuration.
    #[error("there is no tureen.toml in `{moment}`")]
    NoConfig {
        /// The moment's name.
        moment: String,
    },
    /// The file given by `--config` is not in the moment.
    #[error("there is no file {path} in `{moment}`")]
    ConfigMissing {
        /// The path from the repository's root.
        path: String,
        /// The moment's name.
        moment: String,
    },
    /// The file given by `--config` is not in the repository.
    #[error("{} is outside {}", .path.display(), .root.display())]
    ConfigOutside {
        /// The path as given.
        path: PathBuf,
        /// The repository's root.
        root: PathBuf,
    },
    /// The moment holds several devices and nothing says which is meant.
    #[error("there are {} devices in `{moment}`: {}", .configs.len(), .configs.join(", "))]
    SeveralConfigs {
        /// The moment's name.
        moment: String,
        /// Their files from the repository's root, sorted.
        configs: Vec<String>,
    },
    /// The records folder is not below the device's root.
    #[error("the records folder `{folder}` is outside the device's folder")]
    FolderOutside {
        /// The folder as configured.
        folder: String,
    },
    /// The pattern for tags cannot be understood.
    #[error("`{glob}` is not a pattern for tags: {reason}")]
    BadGlob {
        /// The pattern.
        glob: String,
        /// What is wrong with it.
        reason: String,
    },
    /// A file is too large to be copied.
    #[error("{path} has {bytes} bytes, more than the {} that are copied", super::MAX_ATTACHMENT_BYTES)]
    AttachmentTooLarge {
        /// The path as asked for.
        path: String,
        /// Its size in bytes.
        bytes: u64,
    },
    /// The system refused to read.
    #[error("cannot read {}", .path.display())]
    Io {
        /// What was being read.
        path: PathBuf,
        /// Why not.
        source: std::io::Error,
    },
    /// git could not read its own data.
    #[error("git cannot read {what}: {reason}")]
    Git {
        /// What was being read.
        what: String,
        /// git's own words.
        reason: String,
    },
}

impl Error {
    /// Returns what the user can do, if there is something to say beyond the message.
    pub fn help(&self) -> Option<String> {
        Some(match self {
            Error::OtherOwner { path } => {
                format!("if you trust it: git config --global --add safe.directory {}", path.display())
            }
            Error::UnsupportedRepository { extension, .. } if extension.contains("refstorage") => {
                "git can convert it: git refs migrate --ref-format=files".to_owned()
            }
            Error::UnsupportedRepository { extension, .. } if extension.contains("partialclone") => {
                "this is a partial clone, which lacks files: clone without --filter".to_owned()
            }
            Error::UnsupportedRepository { .. } => {
                "read it from an ordinary clone: git clone <repository> <folder>".to_owned()
            }
            Error::BrokenRepository { .. } => {
                "a linked work tree that has moved is mended by: git worktree repair".to_owned()
            }
            Error::Bare { .. } => "name a revision: --at REV".to_owned(),
            Error::NotGit { .. } => "revisions, the index and history need git: git init".to_owned(),
            Error::UnknownRevision { hint, .. } => hint.clone(),
            Error::NotACommit { .. } => "name a tag, a branch or a commit".to_owned(),
            Error::NoConfig { .. } => {
                "an empty tureen.toml at the device's root is enough to begin with; `tureen demo` writes a whole example".to_owned()
            }
            Error::ConfigMissing { .. } => "--config counts from the current folder".to_owned(),
            Error::ConfigOutside { .. } => "the configuration is read from the same moment as the records, \
                 so it lies in the same repository"
                .to_owned(),
            Error::SeveralConfigs { configs, .. } => {
                let first = configs.first().map_or("tureen.toml", String::as_str);
                format!("say which one, for example --config {first}, or change into its folder")
            }
            Error::FolderOutside { .. } => "`[records] root` is a folder below tureen.toml".to_owned(),
            Error::AttachmentTooLarge { .. } => "keep it elsewhere and name its address".to_owned(),
            Error::NoFolder { .. } | Error::BadGlob { .. } | Error::Io { .. } => return None,
            Error::Git { .. } => "git fsck says more".to_owned(),
        })
    }

    pub(super) fn git(what: impl Into<String>, error: &git2::Error) -> Error {
        Error::Git { what: what.into(), reason: error.message().to_owned() }
    }

    /// Says in our words why a repository does not open.
    pub(super) fn open(path: &Path, error: &git2::Error) -> Error {
        let path = path.to_owned();
        let message = error.message();
        let extension =
            |name: &str| Error::UnsupportedRepository { path: path.clone(), extension: name.to_owned() };
        if error.code() == git2::ErrorCode::Owner {
            Error::OtherOwner { path }
        } else if let Some((_, name)) = message.split_once("unsupported extension name ") {
            extension(name.trim())
        } else if message.contains("unsupported repository version") || message.contains("object format") {
            extension(message)
        } else {
            Error::git(format!("the repository at {}", path.display()), error)
        }
    }
}

pub(super) fn io(path: &Path, source: std::io::Error) -> Error {
    Error::Io { path: path.to_owned(), source }
}
