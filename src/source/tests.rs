//! Real repositories in temporary folders, and what is read from them.

mod edited;
mod files;
mod history;
mod laid;
mod moments;
mod tags;

use std::{
    cell::Cell,
    fs,
    path::{Path, PathBuf},
};

use git2::{IndexAddOption, Oid, Repository, Signature, Time};
use tempfile::TempDir;

use super::{Content, Device, Moment, Snapshot, Source, Tree};

/// A repository with a work tree whose commits are an hour apart and two hours east of Greenwich.
struct Lab {
    folder: TempDir,
    repo: Repository,
    hour: Cell<i64>,
}

impl Lab {
    fn new() -> Lab {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let repo = Repository::init(folder.path()).expect("a new repository");
        Lab { folder, repo, hour: Cell::new(0) }
    }

    /// A repository with a device in its root and one record, committed.
    fn with_device() -> Lab {
        let lab = Lab::new();
        lab.write("tureen.toml", "");
        lab.write("dhf/soup/SOUP-001.md", "one\n");
        lab.commit("start");
        lab
    }

    fn path(&self, below: &str) -> PathBuf {
        self.folder.path().join(below)
    }

    fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        write(self.folder.path(), path, text);
    }

    fn signature(&self) -> Signature<'static> {
        let time = Time::new(1_700_000_000 + 3600 * self.hour.get(), 120);
        self.hour.set(self.hour.get() + 1);
        Signature::new("Ada Test", "ada@example.invalid", &time).expect("a signature")
    }

    fn stage(&self) {
        let mut index = self.repo.index().expect("an index");
        index.add_all(["*"], IndexAddOption::DEFAULT, None).expect("added");
        index.update_all(["*"], None).expect("updated");
        index.write().expect("written");
    }

    /// Commits all files of the work tree on `HEAD`.
    fn commit(&self, message: &str) -> String {
        self.stage();
        let head = self.repo.head().and_then(|head| head.peel_to_commit()).ok();
        let id = self.commit_staged(message, &head.iter().map(git2::Commit::id).collect::<Vec<_>>());
        id.to_string()
    }

    fn commit_staged(&self, message: &str, parents: &[Oid]) -> Oid {
        let tree = self.repo.index().and_then(|mut index| index.write_tree()).expect("a tree");
        let tree = self.repo.find_tree(tree).expect("just written");
        let parents: Vec<_> =
            parents.iter().map(|id| self.repo.find_commit(*id).expect("a parent")).collect();
        let signature = self.signature();
        let id = self
            .repo
            .commit(None, &signature, &signature, message, &tree, &parents.iter().collect::<Vec<_>>())
            .expect("a commit");
        let head = self
            .repo
            .find_reference("HEAD")
            .expect("HEAD")
            .symbolic_target()
            .expect("UTF-8")
            .map(str::to_owned);
        self.repo.reference(&head.expect("a branch"), id, true, "test").expect("moved");
        id
    }

    fn tag(&self, name: &str, object: Oid) -> Oid {
        let object = self.repo.find_object(object, None).expect("an object");
        self.repo.tag(name, &object, &self.signature(), "a release\n", false).expect("a tag")
    }

    fn head(&self) -> Oid {
        self.repo.head().and_then(|head| head.peel_to_commit()).expect("a commit").id()
    }

    fn source(&self) -> Source {
        Source::open(self.folder.path()).expect("the repository opens")
    }
}

fn write(root: &Path, path: &str, text: impl AsRef<[u8]>) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().expect("a file in a folder")).expect("a folder");
    fs::write(path, text).expect("a file");
}

fn revision(name: impl ToString) -> Moment {
    Moment::Revision(name.to_string())
}

fn read(source: &Source, moment: &Moment) -> (Snapshot, Device, Tree) {
    let snapshot = source.snapshot(moment).expect("a snapshot");
    let device = source.device(moment, None).expect("a device");
    let tree = source.tree(&snapshot, &device, "dhf", &[]).expect("a tree");
    (snapshot, device, tree)
}

fn paths(tree: &Tree) -> Vec<&str> {
    tree.files.keys().map(|path| &**path).collect()
}

fn content<'a>(tree: &'a Tree, path: &str) -> &'a Content {
    &tree.files[path].content
}
