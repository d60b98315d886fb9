//! A moment with its history written as one string, for examples and tests: it becomes a real repository in a temporary folder.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Past;
use crate::config::FILE_NAME;
use crate::dossier::{Dossier, Judged};
use crate::reading::{Days, Desk};
use crate::source::{Moment, NewTag, Revision, fixture, write_history};

/// Who makes the commits of examples.
const AUTHOR: &str = "Ada Example <ada@example.com>";

/// A state of an example's files, and what is done with it.
struct State {
    /// What stands behind `//= `: `commit 2025-06-02 tag v1.0.0`, or `edit`.
    order: String,
    /// The files by path from the records' root; the configuration by its name.
    files: BTreeMap<String, String>,
}

/// Returns whether an example says what was committed when.
pub fn has_history(example: &str) -> bool {
    example.lines().any(|line| line.starts_with("//= commit "))
}

/// Returns the files of an example's last state, by path from the records' root, in the order of paths; of an example without
/// history in the order of writing.
pub fn last(example: &str) -> Vec<(String, String)> {
    match states(example).pop() {
        Some(state) => state.files.into_iter().collect(),
        None => fixture::files(example),
    }
}

/// Writes the history of an example to a temporary folder, and reads its last state: at the tag of its last commit, at that
/// commit, or in the work tree where something is not committed.
///
/// # Errors
/// Says what is wrong with the example, or why the folder cannot be written.
pub fn read(example: &str, judged: &Judged) -> Result<(Dossier, Past), String> {
    let folder = tempfile::tempdir().map_err(|error| format!("no temporary folder: {error}"))?;
    let mut revisions = Vec::new();
    let mut edit = None;
    for state in states(example) {
        let files = state.files.into_iter().map(|(path, text)| (fixture::from_root(&path), Arc::from(text)));
        let mut files: BTreeMap<String, Arc<str>> = files.collect();
        files.entry(FILE_NAME.to_owned()).or_insert_with(|| "".into());
        match state.order.strip_prefix("commit ") {
            Some(order) => revisions.push(revision(order, files)?),
            None => edit = Some(files),
        }
    }
    write_history(folder.path(), &revisions).map_err(|error| error.to_string())?;
    let tag = revisions.last().and_then(|revision| revision.tag.as_ref()).map(|tag| tag.name.clone());
    let moment = match (&edit, tag) {
        (Some(files), _) => {
            for (path, text) in files {
                let path = folder.path().join(path);
                let parent = path.parent().expect("every file lies in the folder");
                std::fs::create_dir_all(parent).map_err(|error| error.to_string())?;
                std::fs::write(&path, text.as_bytes()).map_err(|error| error.to_string())?;
            }
            Moment::WorkTree
        }
        (None, Some(tag)) => Moment::Revision(tag),
        (None, None) => Moment::Revision("HEAD".to_owned()),
    };
    let desk = Desk::open(folder.path(), None, Vec::new()).map_err(|error| error.to_string())?;
    let days = Days { today: judged.as_of, as_of: Some(judged.as_of) };
    let reading = desk.read(&moment, days, judged.release.as_deref()).map_err(|error| format!("{error}"))?;
    let past = Past::with_approvals(&desk, &reading, days, &[]).map_err(|error| format!("{error}"))?;
    Ok((reading.dossier, past))
}

fn states(example: &str) -> Vec<State> {
    if !has_history(example) {
        return Vec::new();
    }
    let mut states: Vec<State> = Vec::new();
    let mut parts: Vec<(String, String)> = Vec::new();
    for line in example.lines() {
        match line.strip_prefix("//= ") {
            Some(order) if order.starts_with("commit ") || order == "edit" => {
                parts.push((order.to_owned(), String::new()));
            }
            Some(_) => {}
            None => {
                if let Some((_, text)) = parts.last_mut() {
                    text.push_str(line);
                    text.push('\n');
                }
            }
        }
    }
    for (order, text) in parts {
        let mut files = states.last().map(|state| state.files.clone()).unwrap_or_default();
        for (path, text) in fixture::files(&text) {
            if text.trim().is_empty() {
                files.remove(&path);
            } else {
                files.insert(path, text);
            }
        }
        states.push(State { order, files });
    }
    states
}

fn revision(order: &str, files: BTreeMap<String, Arc<str>>) -> Result<Revision, String> {
    let mut words = order.split_whitespace();
    let day = words.next().unwrap_or_default();
    let date = format!("{day}T12:00:00+00:00");
    let tag = match (words.next(), words.next()) {
        (None, _) => None,
        (Some(kind @ ("tag" | "name")), Some(name)) => Some(NewTag {
            name: name.to_owned(),
            tagger: AUTHOR.to_owned(),
            date: date.clone(),
            message: (kind == "tag").then(|| format!("Release {name}")),
        }),
        (Some(_), _) => return Err(format!("`{order}`: write a day, then `tag NAME` or `name NAME`")),
    };
    Ok(Revision { author: AUTHOR.to_owned(), date, message: format!("State of {day}\n"), files, tag })
}
