//! The example device, edited and judged: what is found there without the words of it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock, Mutex};

use jiff::civil::Date;
use tempfile::TempDir;
use tureen::past::Past;
use tureen::reading::{Days, Desk};
use tureen::rules;
use tureen::rules::example_edit::ExampleEdit;
use tureen::source::{Moment, Revision, write_history};

use crate::device::git;

/// The files of a moment, by path from the device's root.
pub type Files = BTreeMap<String, Arc<str>>;

/// A finding without its words: rule, record (the path where it has none), field.
pub type Key = (&'static str, String, String);

/// What is found and not waived, with how often and in which words.
pub type Found = BTreeMap<Key, Vec<String>>;

/// The example device as it is written, in a repository that no test changes.
struct Original {
    folder: TempDir,
    revisions: Vec<Revision>,
    /// Copies that are free to be edited, by the release whose commit is checked out.
    copies: Mutex<BTreeMap<Option<String>, Vec<Copy>>>,
}

/// A copy of the original. Its desk remembers what it read, so that one judgement after the other costs little.
struct Copy {
    folder: TempDir,
    desk: Desk,
}

impl Copy {
    fn root(&self) -> PathBuf {
        self.folder.path().join("mlt")
    }
}

static ORIGINAL: LazyLock<Original> = LazyLock::new(|| {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let revisions = tureen::example::revisions().expect("the history fits the newest state");
    write_history(&folder.path().join("mlt"), &revisions).expect("the history can be written");
    Original { folder, revisions, copies: Mutex::default() }
});

/// Returns the files at the release's commit, or of the newest state.
pub fn files(release: Option<&str>) -> &'static Files {
    let is_meant = |revision: &&Revision| {
        release.is_none_or(|name| revision.tag.as_ref().is_some_and(|tag| tag.name == name))
    };
    let revision = ORIGINAL.revisions.iter().rev().find(is_meant);
    &revision.unwrap_or_else(|| panic!("{release:?} is no release of the example")).files
}

/// Judges the example device where an edit is made, without it.
pub fn unbroken(edit: &ExampleEdit) -> Found {
    let bare = ExampleEdit { as_of: None, ..edit.clone() };
    let copy = copy(edit.at.as_deref());
    let found = judge(&copy.desk, &bare);
    keep(edit, copy);
    found
}

/// Judges the example device where an edit is made, with these files.
pub fn broken(edit: &ExampleEdit, files: &Files) -> Found {
    let copy = copy(edit.at.as_deref());
    let before = self::files(edit.at.as_deref());
    if edit.is_committed || edit.name.is_some() {
        commit(&copy.root(), edit, before, files);
        // The desk of the copy knows its tags as they were.
        return judge(&open(&copy.root()), edit);
    }
    write(&copy.root(), before, files);
    let found = judge(&copy.desk, edit);
    write(&copy.root(), files, before);
    keep(edit, copy);
    found
}

/// Returns a copy of the original with that release's commit checked out.
fn copy(release: Option<&str>) -> Copy {
    let mut copies = ORIGINAL.copies.lock().expect("no test panics with it");
    if let Some(copy) = copies.get_mut(&release.map(str::to_owned)).and_then(Vec::pop) {
        return copy;
    }
    drop(copies);
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let from = ORIGINAL.folder.path().join("mlt").display().to_string();
    git(folder.path(), &["clone", "--quiet", "--shared", &from, "mlt"]);
    let root = folder.path().join("mlt");
    if let Some(release) = release {
        git(&root, &["checkout", "--quiet", release]);
    }
    Copy { desk: open(&root), folder }
}

fn open(root: &Path) -> Desk {
    Desk::open(root, None, Vec::new()).expect("the copy can be opened")
}

/// Gives back a copy that is as it was.
fn keep(edit: &ExampleEdit, copy: Copy) {
    let mut copies = ORIGINAL.copies.lock().expect("no test panics with it");
    copies.entry(edit.at.clone()).or_default().push(copy);
}

/// Writes what differs between two states of the files.
fn write(mlt: &Path, before: &Files, after: &Files) {
    for path in before.keys().filter(|path| !after.contains_key(*path)) {
        std::fs::remove_file(mlt.join(path)).expect("the file can be removed");
    }
    for (path, text) in after.iter().filter(|(path, text)| before.get(*path) != Some(text)) {
        std::fs::write(mlt.join(path), text.as_bytes()).expect("the file can be written");
    }
}

/// Commits what differs between two states, past the file system: it may not tell names apart that git does.
fn commit(mlt: &Path, edit: &ExampleEdit, before: &Files, after: &Files) {
    for path in before.keys().filter(|path| !after.contains_key(*path)) {
        git(mlt, &["rm", "--quiet", "--cached", path]);
    }
    for (path, text) in after.iter().filter(|(path, text)| before.get(*path) != Some(text)) {
        let outside = mlt.with_file_name("blob");
        std::fs::write(&outside, text.as_bytes()).expect("the file can be written");
        let blob = git(mlt, &["hash-object", "-w", "--no-filters", "--", &outside.display().to_string()]);
        let entry = format!("100644,{},{path}", blob.trim());
        git(mlt, &["update-index", "--add", "--cacheinfo", &entry]);
    }
    if edit.is_committed {
        git(mlt, &["commit", "--quiet", "--allow-empty", "-m", "Break it"]);
    }
    if let Some(name) = &edit.name {
        git(mlt, &["tag", "--force", name, &format!("{name}^{{commit}}")]);
    }
}

fn judge(desk: &Desk, edit: &ExampleEdit) -> Found {
    let release = edit.name.as_deref().or(edit.at.as_deref());
    let moment = match (&edit.name, edit.is_committed) {
        (Some(name), _) => Moment::Revision(name.clone()),
        (None, true) => Moment::Revision("HEAD".to_owned()),
        (None, false) => Moment::WorkTree,
    };
    let as_of: Date = match (&edit.as_of, release) {
        (Some(day), _) => day.parse().expect("a day"),
        (None, Some(release)) => {
            let releases = desk.releases("v*").expect("tags can be read");
            let tag = releases.tags.iter().find(|tag| tag.name == release);
            tag.and_then(|tag| tag.date).expect("a release has a day")
        }
        (None, None) => tureen::example::AS_OF.parse().expect("a day"),
    };
    let days = Days { today: as_of, as_of: Some(as_of) };
    let reading = desk.read(&moment, days, edit.at.as_deref()).expect("the moment can be read");
    let past = Past::of(desk, &reading, days, &[]).expect("the history can be read");
    let mut found = Found::new();
    for finding in rules::check(&reading.dossier, &past).into_iter().filter(|finding| !finding.is_waived()) {
        let record = finding.record.unwrap_or(finding.path);
        found.entry((finding.rule.code, record, finding.field)).or_default().push(finding.message);
    }
    found
}
