//! Why a SOUP cannot be moved to a version.

use crate::edit;

/// Why nothing can be planned. Nothing is written then.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// No SOUP is called so.
    #[error("no SOUP is called {asked} here")]
    Unknown {
        /// What was asked for.
        asked: String,
        /// What was probably meant.
        near: Option<String>,
    },
    /// The record is of another kind.
    #[error("{id} is a {kind}, and no SOUP")]
    OtherKind {
        /// Its id.
        id: String,
        /// What one of its kind is called.
        kind: &'static str,
    },
    /// Several SOUP are called so.
    #[error("{asked} is the name of several SOUP: {}", ids.join(", "))]
    Several {
        /// What was asked for.
        asked: String,
        /// Their ids.
        ids: Vec<String>,
    },
    /// The record is retired.
    #[error("{id} is retired: it is no longer part of the device")]
    Retired {
        /// Its id.
        id: String,
    },
    /// The record cannot be read.
    #[error("{path}:{line}: this record cannot be read: {reason}")]
    Unreadable {
        /// Its path from the repository's root.
        path: String,
        /// The line, from 1.
        line: usize,
        /// Why.
        reason: String,
    },
    /// The version names no single build.
    #[error("{0}")]
    NotExact(String),
    /// The SOUP has that version, and had it before.
    #[error("{id} has version {version} already, as it had {since}")]
    Same {
        /// Its id.
        id: String,
        /// The version.
        version: String,
        /// The moment that it is compared with, as `at v2.1.0`.
        since: String,
    },
    /// No version is known that the SOUP could move from.
    #[error("{id} has no version to move from")]
    NoVersion {
        /// Its id.
        id: String,
    },
    /// A field cannot be edited.
    #[error("{path}: {error}")]
    Edit {
        /// The record's path from the repository's root.
        path: String,
        /// Why.
        error: edit::Error,
    },
}

impl Refused {
    /// Returns what the user can do about it.
    pub fn help(&self) -> String {
        match self {
            Refused::Unknown { near: Some(near), .. } => format!("did you mean {near}?"),
            Refused::Unknown { near: None, .. } => {
                "name it by its id, its title or its package URL; a SOUP that is new needs a record first"
                    .to_owned()
            }
            Refused::OtherKind { .. } => "name a SOUP by its id, its title or its package URL".to_owned(),
            Refused::Several { .. } => "name the one that moves by its id".to_owned(),
            Refused::Retired { .. } => {
                "to use it again, write another `status` into its record first".to_owned()
            }
            Refused::Unreadable { .. } => {
                "put it right first; `tureen check` says all that is wrong with it".to_owned()
            }
            Refused::NotExact(_) => "give one exact version, as it will be built in".to_owned(),
            Refused::Same { .. } => "give the version that it is to move to".to_owned(),
            Refused::NoVersion { .. } => {
                "write the version that is in use into its record, commit that, and try again".to_owned()
            }
            Refused::Edit { .. } => "write the value by hand; nothing was changed".to_owned(),
        }
    }
}
