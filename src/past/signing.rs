//! How a release is signed: its tag and the commit that the tag names, held against the list of keys in the repository.
//!
//! A tag's own tree could hold the key of whoever forged it. So the list is read from that tree, as everything about a release is,
//! and the key is looked for in the list of the release before it too: one that came in between is told.

use jiff::Timestamp;

use crate::config::SignersFile;
use crate::dossier::Dossier;
use crate::reading::{self, Desk, Reading};
use crate::signature::{Signers, Verdict, judge};
use crate::source::{Content, Moment, Snapshot, TagKind};

/// How a moment is signed.
#[derive(Clone, Debug)]
pub struct Signing {
    /// The signature of the tag that names it as a release; `None` where no tag does.
    pub tag: Option<Verdict>,
    /// The signature of the commit.
    pub commit: Verdict,
    /// The list that both were held against.
    pub list: List,
    /// Whether the release before knew the tag's key.
    pub before: Before,
}

/// The list of keys of a moment.
#[derive(Clone, Debug)]
pub struct List {
    /// Its path from the repository's root.
    pub path: String,
    /// Whether the configuration names it.
    pub is_named: bool,
    /// The commit from whose tree it was read.
    pub commit: String,
    /// What it holds, or why nothing could be read.
    pub content: Result<Signers, Unlisted>,
}

/// Why there is no list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unlisted {
    /// No file is there.
    Absent,
    /// What is there cannot be read as text.
    Unreadable(String),
}

/// Whether the list of the release before gives the key of a tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Before {
    /// There is no key to look for.
    NotAsked,
    /// There is no release before it.
    NoRelease,
    /// The release of that tag has no list.
    NoList(String),
    /// The list of the release of that tag gives the key.
    Known(String),
    /// The list of the release of that tag does not give the key: it has come since.
    New(String),
}

impl Signing {
    /// Judges the signatures of a moment; `None` where there is no commit. `previous` is the release before it, with its tag.
    ///
    /// # Errors
    /// A commit is gone meanwhile. A signed object that cannot be read is a bad signature.
    pub fn of(
        desk: &Desk,
        reading: &Reading,
        previous: Option<(&str, &Reading)>,
    ) -> Result<Option<Signing>, reading::Error> {
        let Some(commit) = &reading.snapshot.commit else { return Ok(None) };
        let list = List::of(desk, &reading.dossier, &commit.id)?;
        let known = list.content.as_ref().ok();
        let verdict = |object: &str, name: Option<&str>, time: Option<&str>| {
            let at = time.and_then(|time| time.parse::<Timestamp>().ok()).unwrap_or(Timestamp::MIN);
            match desk.source.signed(object) {
                Ok(Some(signed)) => judge(&signed, name, at, known),
                Ok(None) => Verdict::Unsigned,
                // The records are judged all the same.
                Err(error) => Verdict::Bad { made: None, reason: error.to_string() },
            }
        };
        let tag = match &reading.tag {
            Some(tag) if tag.kind == TagKind::Annotated => {
                Some(verdict(&tag.object, Some(&tag.name), tag.time.as_deref()))
            }
            Some(_) => Some(Verdict::Unsigned),
            None => None,
        };
        let commit = verdict(&commit.id, None, Some(&commit.committer_time));
        let before = match (tag.as_ref().and_then(Verdict::made), previous) {
            (None, _) => Before::NotAsked,
            (Some(_), None) => Before::NoRelease,
            (Some(made), Some((name, previous))) => {
                let list = match &previous.snapshot.commit {
                    Some(commit) => List::of(desk, &previous.dossier, &commit.id)?.content.ok(),
                    None => None,
                };
                match list {
                    None => Before::NoList(name.to_owned()),
                    Some(list) if list.gives(&made.fingerprint) => Before::Known(name.to_owned()),
                    Some(_) => Before::New(name.to_owned()),
                }
            }
        };
        Ok(Some(Signing { tag, commit, list, before }))
    }
}

impl List {
    /// Reads the list of a dossier from the tree of a commit.
    fn of(desk: &Desk, dossier: &Dossier, commit: &str) -> Result<List, reading::Error> {
        let SignersFile { path, is_named } = &dossier.config.signers;
        let path = dossier.repository_path(path);
        let snapshot: Snapshot = desk.source.snapshot(&Moment::Revision(commit.to_owned()))?;
        let unreadable = |reason: String| Err(Unlisted::Unreadable(reason));
        let content = match desk.source.file(&snapshot, &path)?.map(|entry| entry.content) {
            None => Err(Unlisted::Absent),
            Some(Content::Text(text)) => Ok(Signers::read(&text)),
            Some(Content::NotUtf8 { .. }) => unreadable("it is not UTF-8".to_owned()),
            Some(Content::TooLarge { bytes }) => unreadable(format!("it holds {bytes} bytes")),
            Some(Content::Symlink { target }) => unreadable(format!("it is a symbolic link to {target}")),
            Some(Content::Unreadable { reason }) => unreadable(reason),
            Some(Content::Other { .. } | Content::LfsPointer { .. } | Content::Submodule) => {
                unreadable("it is no text".to_owned())
            }
        };
        Ok(List { path, is_named: *is_named, commit: commit.to_owned(), content })
    }
}
