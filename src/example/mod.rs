//! The example device: a design history file with two releases, embedded in the program with its whole history.
//!
//! `example-dhf/` holds the newest state in full; `example-dhf/history/` holds one text per commit, from which earlier states
//! follow by walking back. In goes nothing; out come [`Revision`]s, oldest first, for [`crate::source::write_history`].

use std::collections::BTreeMap;
use std::sync::Arc;

use include_dir::{Dir, DirEntry, include_dir};

use crate::source::{NewTag, Revision};

mod judged;

pub use judged::judge;

/// The day as of which the newest state has exactly one warning.
pub use crate::rules::example_edit::AS_OF;

static EXAMPLE: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/example-dhf");
const HISTORY: &str = "history/";

/// Files by path.
type State = BTreeMap<String, Arc<str>>;

/// Why the embedded history cannot be replayed: somebody edited it so that it no longer fits.
#[derive(Debug, thiserror::Error)]
#[error("example-dhf/history/{file}: {problem}")]
pub struct Error {
    /// The text of the commit that does not fit.
    pub file: String,
    /// What is wrong with it.
    pub problem: String,
}

/// Returns the commits of the example device, oldest first.
///
/// # Errors
/// A text of the history does not fit the state after it.
pub fn revisions() -> Result<Vec<Revision>, Error> {
    let (mut state, history): (State, State) =
        all_files().into_iter().partition(|(path, _)| !path.starts_with(HISTORY));
    let mut revisions = Vec::new();
    let mut first = String::new();
    for (path, text) in history.iter().rev().filter(|(path, _)| path.ends_with(".commit")) {
        let file = path.trim_start_matches(HISTORY).to_owned();
        let fault = |problem: String| Error { file: file.clone(), problem };
        let commit = Commit::parse(text).map_err(fault)?;
        let after = state.clone();
        commit.undo(&mut state).map_err(fault)?;
        revisions.push(commit.into_revision(after));
        first.clone_from(&file);
    }
    if let Some(left) = state.keys().next() {
        return Err(Error { file: first, problem: format!("no commit adds {left}") });
    }
    revisions.reverse();
    Ok(revisions)
}

/// Returns the files of the newest state, by path from the device's root.
pub fn files() -> BTreeMap<String, Arc<str>> {
    all_files().into_iter().filter(|(path, _)| !path.starts_with(HISTORY)).collect()
}

fn all_files() -> State {
    let mut files = State::new();
    let mut open = vec![&EXAMPLE];
    while let Some(folder) = open.pop() {
        for entry in folder.entries() {
            match entry {
                DirEntry::Dir(folder) => open.push(folder),
                DirEntry::File(file) => {
                    let path = file.path().to_string_lossy().replace('\\', "/");
                    let text = file.contents_utf8().expect("a test reads every file of the example as UTF-8");
                    files.insert(path, text.into());
                }
            }
        }
    }
    files
}

/// One text of the history.
struct Commit<'t> {
    author: &'t str,
    date: &'t str,
    tag: Option<NewTag>,
    adds: Vec<&'t str>,
    message: &'t str,
    patches: Vec<FilePatch<'t>>,
}

/// What a commit does to one file that stays or goes.
struct FilePatch<'t> {
    path: &'t str,
    patch: diffy::Patch<'t, str>,
}

impl<'t> Commit<'t> {
    fn parse(text: &'t str) -> Result<Commit<'t>, String> {
        let (head, rest) = text.split_once("\n\n").ok_or("no empty line ends the headers")?;
        let header = |name: &str| head.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
        let need = |name: &str| header(name).ok_or_else(|| format!("no {name}"));
        let (message, diff) = rest.split_once("\n===\n").unwrap_or((rest, ""));
        let tag = match header("Tag") {
            Some(name) => Some(NewTag {
                name: name.to_owned(),
                tagger: need("Tagger")?.to_owned(),
                date: need("Tag-Date")?.to_owned(),
                message: Some(need("Tag-Message")?.to_owned()),
            }),
            None => None,
        };
        Ok(Commit {
            author: need("Author")?,
            date: need("Date")?,
            tag,
            adds: head.lines().filter_map(|line| line.strip_prefix("Adds: ")).collect(),
            message: message.trim_end(),
            patches: file_patches(diff)?,
        })
    }

    /// Takes a state back to the one before this commit.
    fn undo(&self, state: &mut State) -> Result<(), String> {
        for FilePatch { path, patch } in &self.patches {
            let after = state.get(*path).cloned().unwrap_or_else(|| "".into());
            let before =
                diffy::apply(&after, &patch.reverse()).map_err(|error| format!("{path}: {error}"))?;
            state.insert((*path).to_owned(), before.into());
        }
        for path in &self.adds {
            state
                .remove(*path)
                .ok_or_else(|| format!("it adds {path}, which the state after it does not hold"))?;
        }
        Ok(())
    }

    fn into_revision(self, files: State) -> Revision {
        Revision {
            author: self.author.to_owned(),
            date: self.date.to_owned(),
            message: format!("{}\n", self.message),
            files,
            tag: self.tag,
        }
    }
}

/// Parts a unified diff by file.
fn file_patches(diff: &str) -> Result<Vec<FilePatch<'_>>, String> {
    let mut starts: Vec<usize> = diff.match_indices("--- a/").map(|(at, _)| at).collect();
    // A removed line that reads `-- a/…` looks the same; only at the start of a line, and followed by `+++`, is it a header.
    starts.retain(|&at| {
        let next = diff[at..].split_once('\n').map_or("", |(_, rest)| rest);
        (at == 0 || diff[..at].ends_with('\n')) && next.starts_with("+++ ")
    });
    let ends = starts.iter().skip(1).copied().chain(std::iter::once(diff.len()));
    let parts = starts.iter().copied().zip(ends).map(|(start, end)| &diff[start..end]);
    parts
        .map(|part| {
            let first = part.lines().next().unwrap_or("");
            let path = first.strip_prefix("--- a/").ok_or_else(|| format!("no `--- a/` before {first}"))?;
            let patch = diffy::Patch::from_str(part).map_err(|error| format!("{path}: {error}"))?;
            Ok(FilePatch { path, patch })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_history_walks_back_to_nothing_and_forward_to_the_newest_state() {
        let revisions = revisions().expect("the history fits the newest state");
        assert_eq!(revisions.last().map(|revision| &revision.files), Some(&files()));
        let tags: Vec<_> =
            revisions.iter().filter_map(|revision| Some(&*revision.tag.as_ref()?.name)).collect();
        assert_eq!(tags, ["v2.0.0", "v2.1.0"]);
    }

    #[test]
    fn commits_stand_in_the_order_of_their_dates() {
        let revisions = revisions().expect("the history fits the newest state");
        let dates: Vec<jiff::Timestamp> =
            revisions.iter().map(|revision| revision.date.parse().expect("a date with an offset")).collect();
        assert!(dates.is_sorted());
    }
}
