//! Writes a history that is given as values into a new repository: for the example device, tests and measurements.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use git2::build::TreeUpdateBuilder;
use git2::{FileMode, Oid, Repository, RepositoryInitOptions, Signature, Time};

use super::Error;

/// A commit to be made.
#[derive(Clone, Debug)]
pub struct Revision {
    /// Author and committer, as `Name <mail>`.
    pub author: String,
    /// When, as RFC 3339 with offset.
    pub date: String,
    /// The message.
    pub message: String,
    /// Every file of the commit, by path.
    pub files: BTreeMap<String, Arc<str>>,
    /// The tag that names it.
    pub tag: Option<NewTag>,
}

/// A tag to be made.
#[derive(Clone, Debug)]
pub struct NewTag {
    /// Its name.
    pub name: String,
    /// Who tags, as `Name <mail>`.
    pub tagger: String,
    /// When, as RFC 3339 with offset.
    pub date: String,
    /// The message; a lightweight tag has none and no object of its own.
    pub message: Option<String>,
}

/// Makes a repository in `folder` with these commits, oldest first, on the branch `main`, and checks out the last one.
///
/// The same revisions give the same object ids everywhere.
///
/// # Errors
/// The folder cannot be written, or a person or date cannot be read.
pub fn write_history(folder: &Path, revisions: &[Revision]) -> Result<(), Error> {
    let what = || format!("write the history into {}", folder.display());
    let mut options = RepositoryInitOptions::new();
    options.initial_head("main").mkpath(true).no_reinit(true).external_template(false);
    let repository = Repository::init_opts(folder, &options).map_err(|error| Error::git(what(), &error))?;
    // Evidence is known by its hash, so line endings must stay what they are on every system.
    let mut config = repository.config().map_err(|error| Error::git(what(), &error))?;
    config.set_bool("core.autocrlf", false).map_err(|error| Error::git(what(), &error))?;
    commit_all(&repository, revisions).map_err(|error| Error::git(what(), &error))?;
    let mut checkout = git2::build::CheckoutBuilder::new();
    repository.checkout_head(Some(checkout.force())).map_err(|error| Error::git(what(), &error))
}

fn commit_all(repository: &Repository, revisions: &[Revision]) -> Result<(), git2::Error> {
    let empty: BTreeMap<String, Arc<str>> = BTreeMap::new();
    let mut before = &empty;
    let mut tree = repository.find_tree(repository.treebuilder(None)?.write()?)?;
    let mut parent: Option<Oid> = None;
    for revision in revisions {
        let mut update = TreeUpdateBuilder::new();
        for path in before.keys().filter(|path| !revision.files.contains_key(*path)) {
            update.remove(path);
        }
        for (path, text) in revision.files.iter().filter(|(path, text)| before.get(*path) != Some(*text)) {
            update.upsert(path.as_str(), repository.blob(text.as_bytes())?, FileMode::Blob);
        }
        tree = repository.find_tree(update.create_updated(repository, &tree)?)?;
        before = &revision.files;
        let author = signature(&revision.author, &revision.date)?;
        let parents = match parent {
            Some(parent) => vec![repository.find_commit(parent)?],
            None => Vec::new(),
        };
        let parents: Vec<_> = parents.iter().collect();
        let commit = repository.commit(Some("HEAD"), &author, &author, &revision.message, &tree, &parents)?;
        parent = Some(commit);
        if let Some(tag) = &revision.tag {
            let target = repository.find_object(commit, None)?;
            match &tag.message {
                Some(message) => {
                    let tagger = signature(&tag.tagger, &tag.date)?;
                    repository.tag(&tag.name, &target, &tagger, &format!("{message}\n"), false)?;
                }
                None => {
                    repository.tag_lightweight(&tag.name, &target, false)?;
                }
            }
        }
    }
    Ok(())
}

fn signature(person: &str, date: &str) -> Result<Signature<'static>, git2::Error> {
    let unreadable = || git2::Error::from_str(&format!("`{person}` at `{date}` is no person at a time"));
    let (name, mail) =
        person.strip_suffix('>').and_then(|person| person.split_once(" <")).ok_or_else(unreadable)?;
    let parts = jiff::fmt::temporal::DateTimeParser::new().parse_pieces(date).map_err(|_| unreadable())?;
    let offset = parts.to_numeric_offset().ok_or_else(unreadable)?;
    let time: jiff::Timestamp = date.parse().map_err(|_| unreadable())?;
    Signature::new(name, mail, &Time::new(time.as_second(), offset.seconds() / 60))
}
