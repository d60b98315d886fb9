//! Inventories: lock files and SBOMs, which say what is built in, read as components.
//!
//! In goes the name and the text of a file that `tureen.toml` names; out comes an [`Inventory`]: a [`Component`] for each thing
//! that is listed, and the [`Fault`]s of what could not be read. Reading never fails and never stops at the first fault. Each
//! format is a [`Format`] card in a file of its own.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use globset::{Glob, GlobSet};

use crate::config::InventoryFiles;
use crate::field::{Fault, Node};
use crate::source::{BlobId, NamedFile};
use crate::text::{FileText, Span, Spanned};

mod cargo_lock;
mod cyclonedx;
mod go_sum;
mod npm;
mod poetry;
mod purl;
mod reach;
mod read;
mod requirements;
mod spdx;
mod spdx3;
#[cfg(test)]
mod tests;
mod uv;

pub use purl::{Purl, is_same_version};

/// Every format that can be read; a file is of the first one that recognises it.
pub static FORMATS: &[&Format] = &[
    &cargo_lock::FORMAT,
    &go_sum::FORMAT,
    &npm::FORMAT,
    &poetry::FORMAT,
    &requirements::FORMAT,
    &uv::FORMAT,
    &cyclonedx::FORMAT,
    &spdx::FORMAT,
    &spdx3::FORMAT,
];

/// A format: how its files are recognised and read.
pub struct Format {
    /// What it is called.
    pub name: &'static str,
    /// What says that a file is of it, in words.
    pub known_by: &'static str,
    /// The type of package URLs that all its components have; `None` where each has its own.
    pub ecosystem: Option<&'static str>,
    /// What tells which components do not ship, in words.
    pub scopes: &'static str,
    /// How it is recognised and read.
    read: Read,
}

/// How files of a format are recognised and read.
enum Read {
    /// By the name of the file, as TOML.
    Toml(fn(&str) -> bool, fn(&Node, &mut Listed)),
    /// By the name of the file, line by line.
    Lines(fn(&str) -> bool, fn(&str, &mut Listed)),
    /// By the name of the file or by what the document says of itself, as JSON.
    Json(fn(&str, &Node) -> bool, fn(&Node, &mut Listed)),
}

/// A thing that a file lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Component {
    /// Its name as the file has it, with scope or path.
    pub name: String,
    /// Its version as the file has it; `None` where none is pinned.
    pub version: Option<String>,
    /// Its package URL, with the version.
    pub purl: Option<Purl>,
    /// Whether it ships.
    pub scope: Scope,
    /// Where it stands in the file: its version, or else what names it.
    pub at: Span,
}

/// Whether a component ships in the device.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// It does, or nothing says that it does not.
    Shipped,
    /// Only development, tests or builds use it.
    Development,
    /// It is one of the project's own packages, which are no SOUP by themselves.
    Own,
}

/// What came of one file.
#[derive(Debug, Default)]
pub struct Inventory {
    /// Its format; `None` where that is not known.
    pub format: Option<&'static str>,
    /// What it lists, in the order of the file.
    pub components: Vec<Component>,
    /// What could not be read, in the order of the file.
    pub faults: Vec<Fault>,
    /// The types of package URLs that the file is about: what of these it does not list is not built in, as far as it knows.
    pub ecosystems: BTreeSet<String>,
    /// The files that it takes in by their name, from its own folder.
    pub includes: Vec<Spanned<String>>,
    /// Whether all that it lists is known.
    pub is_read: bool,
    /// The whole file; empty where it could not be read at all.
    pub text: FileText,
}

/// A file that `tureen.toml` names.
#[derive(Clone, Debug)]
pub struct InventoryFile {
    /// Its path from the device's root.
    pub path: Arc<str>,
    /// git's id of its bytes.
    pub blob: BlobId,
    /// What it says.
    pub inventory: Arc<Inventory>,
}

/// The inventories of one moment.
#[derive(Clone, Debug, Default)]
pub struct Inventories {
    /// The files, by path.
    pub files: Vec<InventoryFile>,
    /// What is wrong with how `tureen.toml` names them.
    pub problems: Vec<Problem>,
    own: GlobSet,
    development: GlobSet,
}

/// Something wrong with how `tureen.toml` names lock files, SBOMs and packages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The key, with what stands there.
    pub field: String,
    /// Where it stands in `tureen.toml`.
    pub at: Span,
    /// What is wrong, as a statement.
    pub message: String,
    /// What to do about it.
    pub help: &'static str,
}

/// A component with the file that lists it, and whether it ships as the project says.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'i> {
    /// The file.
    pub file: &'i InventoryFile,
    /// What it lists.
    pub component: &'i Component,
    /// Whether it ships: as the file says, unless `tureen.toml` says otherwise.
    pub scope: Scope,
}

/// Collects what a file lists while it is read.
#[derive(Default)]
struct Listed {
    components: Vec<Component>,
    faults: Vec<Fault>,
    includes: Vec<Spanned<String>>,
}

/// Remembers what came of each blob, so that it is read once however many moments hold it.
#[derive(Default)]
pub struct Readings {
    known: Mutex<HashMap<Key, Arc<Inventory>>>,
}

/// A blob under the name of a file: formats go by both.
type Key = (BlobId, Box<str>);

impl Inventories {
    /// Puts the inventories of a moment together: the files by the names that led to them, each read once in the life of
    /// `readings`.
    pub fn assemble(
        config: &InventoryFiles,
        named: Vec<(&Spanned<String>, Vec<NamedFile>)>,
        readings: &Readings,
    ) -> Inventories {
        let mut problems = Vec::new();
        let mut files: BTreeMap<Arc<str>, InventoryFile> = BTreeMap::new();
        for (name, found) in named {
            if found.is_empty() {
                let message = format!("there is no file `{}`", name.value);
                let help = "add the file, or correct the path: it counts from the folder of `tureen.toml`, stays in the repository, and case counts";
                problems.push(Problem {
                    field: format!("inventory.files.{}", name.value),
                    at: name.at,
                    message,
                    help,
                });
            }
            for file in found {
                let inventory = readings.of(&file);
                files
                    .insert(file.path.clone(), InventoryFile { path: file.path, blob: file.blob, inventory });
            }
        }
        let own = globs("own", &config.own, &mut problems);
        let development = globs("development", &config.development, &mut problems);
        Inventories { files: files.into_values().collect(), problems, own, development }
    }

    /// Returns whether nothing is named, so that there is nothing to hold the records against.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty() && self.problems.is_empty()
    }

    /// Returns every component of every file, by path and in the order of the file.
    pub fn entries(&self) -> impl Iterator<Item = Entry<'_>> {
        self.files.iter().flat_map(move |file| {
            file.inventory.components.iter().map(move |component| {
                let matches = |globs: &GlobSet| {
                    component.purl.as_ref().is_some_and(|purl| globs.is_match(plain(purl.key())))
                };
                let scope = match component.scope {
                    Scope::Own => Scope::Own,
                    _ if matches(&self.own) => Scope::Own,
                    Scope::Shipped if matches(&self.development) => Scope::Development,
                    scope @ (Scope::Shipped | Scope::Development) => scope,
                };
                Entry { file, component, scope }
            })
        })
    }

    /// Returns whether every file that is named could be read, so that what none of them lists is not built in.
    pub fn is_complete(&self) -> bool {
        self.problems.is_empty() && self.files.iter().all(|file| file.inventory.is_read)
    }

    /// Returns whether some file that could be read is about an ecosystem.
    pub fn knows(&self, ecosystem: &str) -> bool {
        self.files.iter().any(|file| file.inventory.ecosystems.contains(ecosystem))
    }
}

/// Returns the globs of package URLs, each written with or without encoding.
fn globs(key: &str, given: &[Spanned<String>], problems: &mut Vec<Problem>) -> GlobSet {
    let mut set = GlobSet::builder();
    for text in given {
        let purl = Purl::parse(&text.value);
        let glob = purl.as_ref().map_or(&*text.value, Purl::key);
        match (&purl, Glob::new(&plain(glob))) {
            (Ok(_), Ok(glob)) => drop(set.add(glob)),
            (Err(error), _) => problems.push(Problem {
                field: format!("inventory.{key}.{}", text.value),
                at: text.at,
                message: format!("`{}` is no package URL: {error}", text.value),
                help: "write a package URL without version, as `pkg:npm/@example/*`",
            }),
            (Ok(_), Err(error)) => problems.push(Problem {
                field: format!("inventory.{key}.{}", text.value),
                at: text.at,
                message: format!("this is no glob: {}", error.kind()),
                help: "`*` stands for anything",
            }),
        }
    }
    set.build().unwrap_or_default()
}

/// Returns a package URL as people write it: the signs that names hold are not encoded.
fn plain(package: &str) -> String {
    package.replace("%40", "@").replace("%2B", "+")
}

impl Readings {
    /// Returns whether a blob was read already under a file's name.
    pub fn knows(&self, blob: BlobId, path: &str) -> bool {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.contains_key(&(blob, file_name(path).into()))
    }

    fn of(&self, file: &NamedFile) -> Arc<Inventory> {
        let key = (file.blob, Box::from(file_name(&file.path)));
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner).get(&key).cloned();
        if let Some(known) = known.filter(|_| file.blob.is_known()) {
            return known;
        }
        let inventory = Arc::new(Inventory::of(file_name(&file.path), &file.content));
        if file.blob.is_known() {
            let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
            known.insert(key, Arc::clone(&inventory));
        }
        inventory
    }
}

/// Returns the last part of a path: formats go by it.
fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}
