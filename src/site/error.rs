//! Why a site cannot be built, and what the user can do about it.

use std::path::{Path, PathBuf};

use crate::reading;
use crate::source;

use super::MOST_VERSIONS;

/// Why a site cannot be built.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A moment cannot be read.
    #[error(transparent)]
    Reading(#[from] reading::Error),
    /// There is something in the way that was not made here.
    #[error("{} is not a site that Tureen made", .path.display())]
    Foreign {
        /// The folder.
        path: PathBuf,
    },
    /// A site that is to be joined is none.
    #[error("there is no site in {}", .path.display())]
    NoSite {
        /// The folder.
        path: PathBuf,
    },
    /// There is a site in the way that holds a file of somebody's own.
    #[error("{} holds {file}, which `tureen build` did not write", .path.display())]
    Stray {
        /// The folder.
        path: PathBuf,
        /// The file, from the folder.
        file: String,
    },
    /// The site would lie among the records.
    #[error("{} lies among the records", .path.display())]
    AmongRecords {
        /// The folder.
        path: PathBuf,
    },
    /// A file cannot be written.
    #[error("{} cannot be written: {reason}", .path.display())]
    Write {
        /// The file or folder.
        path: PathBuf,
        /// The system's words.
        reason: String,
    },
    /// A version cannot be packed.
    #[error("{folder}.zip cannot be packed: {reason}")]
    Archive {
        /// The folder of the version.
        folder: String,
        /// What is in the way.
        reason: String,
    },
    /// A template cannot be used.
    #[error("the template {name} cannot be used: {reason}")]
    Template {
        /// The template.
        name: String,
        /// What is wrong with it.
        reason: String,
    },
    /// A file of a project's theme cannot be used.
    #[error("{path}: {reason}")]
    Theme {
        /// The file.
        path: String,
        /// What it holds; nothing where its place says nothing.
        text: String,
        /// Where it is wrong, in bytes.
        at: std::ops::Range<usize>,
        /// What is wrong.
        reason: String,
        /// What to do about it.
        help: Option<String>,
    },
    /// More releases than anybody means to build at once.
    #[error("{count} releases match: that is more than the {MOST_VERSIONS} that one site holds")]
    TooMany {
        /// How many there are.
        count: usize,
    },
    /// History is cut off where it is needed.
    #[error("{version}: {reason}")]
    Shallow {
        /// The version.
        version: String,
        /// What cannot be told.
        reason: String,
    },
    /// No version matches what was asked for.
    #[error("there is no version to build: {asked}")]
    NoVersion {
        /// What was asked for.
        asked: String,
    },
    /// The threads cannot be had.
    #[error("{jobs} threads cannot be started: {reason}")]
    Threads {
        /// How many were asked for.
        jobs: usize,
        /// The system's words.
        reason: String,
    },
}

impl From<source::Error> for Error {
    fn from(error: source::Error) -> Error {
        Error::Reading(error.into())
    }
}

impl Error {
    /// Returns what the user can do about it.
    pub fn help(&self) -> Option<String> {
        match self {
            Error::Reading(error) => error.help(),
            Error::Foreign { .. } => Some(
                "name an empty folder, one that does not exist yet, or a site made by `tureen build`"
                    .to_owned(),
            ),
            Error::NoSite { .. } => {
                Some("`--join` takes folders that `tureen build` has written, as of one release each".to_owned())
            }
            Error::Stray { .. } => {
                Some("a site is replaced whole, and the file would be gone: move it elsewhere".to_owned())
            }
            Error::AmongRecords { .. } => Some(
                "what lies there is read as input; name a folder beside the records, as `site`".to_owned(),
            ),
            Error::Write { .. } => {
                Some("the site that was there is as it was; free the place and build again".to_owned())
            }
            Error::Archive { .. } | Error::Template { .. } => None,
            Error::Theme { help, .. } => help.clone(),
            Error::TooMany { .. } => {
                Some("name fewer: `--tags GLOB`, `--at REV`, or `[releases] tags` in tureen.toml".to_owned())
            }
            Error::Shallow { .. } => Some(
                "get all of history with `git fetch --unshallow --tags`, in CI with `fetch-depth: 0`; `--no-history` builds without it and says so on the pages"
                    .to_owned(),
            ),
            Error::NoVersion { .. } => {
                Some("releases are tags that match `[releases] tags`; `git tag --list` shows them".to_owned())
            }
            Error::Threads { .. } => Some("ask for fewer with `-j`".to_owned()),
        }
    }

    pub(super) fn write(path: &Path, error: std::io::Error) -> Error {
        Error::Write { path: path.to_owned(), reason: error.to_string() }
    }
}
