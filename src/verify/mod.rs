//! Verify: whether a site on disk holds together, and whether it is what the repository's tags give.
//!
//! In goes a folder, and the repository that it is said to come from; out comes a [`Verified`]. The manifest tells what was changed
//! since the site was written, by whoever did not change the manifest too. So every version is built anew, into nothing but hashes,
//! and compared file by file: a page that was edited together with its manifest is found by that. Nothing is written.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::reading::{self, Desk};
use crate::site::inputs::Inputs;
use crate::site::{Hash, MANIFEST};

mod folder;
mod human;
mod json;
mod rebuilt;

use folder::{Folder, Lying};
pub use human::render as human;
pub use json::{SCHEMA, render as json};

/// What came of looking at a site.
#[derive(Clone, Debug)]
pub struct Verified {
    /// Whether it is a whole site, or one version's folder alone.
    pub is_whole: bool,
    /// How many files there are.
    pub files: usize,
    /// The manifests: the site's own first, then those of its versions.
    pub manifests: Vec<Checked>,
    /// The versions, by folder.
    pub versions: Vec<Version>,
    /// Whether the pages around the versions are as they are built; `None` for a version's folder alone.
    pub root: Option<Verdict>,
    /// Every file that is not as it should be, by path.
    pub differences: Vec<Difference>,
    /// Whether nothing was built anew, because only the manifests were asked for.
    pub manifest_only: bool,
}

/// What came of reading a manifest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// Its path from the folder that was asked for.
    pub file: String,
    /// Whether there is one.
    pub is_there: bool,
    /// How many files it lists.
    pub listed: usize,
    /// The numbers of the lines that cannot be read, from 1.
    pub broken: Vec<usize>,
}

/// What came of one version.
#[derive(Clone, Debug)]
pub struct Version {
    /// Its folder, without a slash; empty for one that was copied away.
    pub folder: String,
    /// What it says it was made from; `None` where it does not say.
    pub inputs: Option<Inputs>,
    /// Whether it is what the repository gives.
    pub verdict: Verdict,
    /// In what the site's inputs differ from those of today, in words: each may be the cause of differences.
    pub causes: Vec<String>,
}

/// Whether something is what the repository gives.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "verdict", rename_all = "kebab-case")]
pub enum Verdict {
    /// Built anew, every file is the same.
    Equal,
    /// Built anew, files differ: they are among the differences.
    Differs,
    /// The tag, or another name, leads elsewhere now.
    Moved {
        /// The commit of the site.
        site: String,
        /// The commit that it leads to now.
        now: String,
        /// Whether the commit is the same, and the tag was made anew.
        retagged: bool,
    },
    /// There is no such tag, though the commit is there.
    Gone,
    /// The repository lacks the commit: it is another one, or history was cut off or rewritten.
    MissingCommit {
        /// The commit.
        commit: String,
    },
    /// Another version of the tool made it, which may write other bytes.
    OtherTool {
        /// The tool that made it.
        site: String,
        /// This one.
        this: String,
    },
    /// It cannot be built anew, for this reason.
    Unjudged {
        /// Why.
        reason: String,
    },
    /// Nothing was asked.
    NotAsked,
}

/// How it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// All is equal.
    Equal,
    /// Something could not be judged, and nothing is known to differ.
    Unjudged,
    /// Something differs.
    Differs,
}

/// A file that is not as it should be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// Its path from the folder that was asked for.
    pub file: String,
    /// What the manifest of its version, or of the site, says of it.
    pub manifest: Listed,
    /// What building anew says of it.
    pub rebuilt: Rebuilt,
}

/// What a manifest says of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Listed {
    /// It is as listed.
    Same,
    /// It is listed with another hash.
    Other,
    /// It is not listed.
    Unlisted,
    /// It is listed and not there.
    Missing,
    /// It is a symbolic link: nothing is said of what that leads to.
    Link,
    /// It cannot be read.
    Unreadable,
    /// It is neither there nor listed.
    Nowhere,
}

/// What building anew says of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rebuilt {
    /// It was not built anew.
    NotCompared,
    /// It is as it is built.
    Same,
    /// It is built with other bytes.
    Other,
    /// No such file is built.
    NotBuilt,
}

/// Why nothing can be said of a folder.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It cannot be read.
    #[error("{} cannot be read: {reason}", .path.display())]
    Unreadable {
        /// The folder.
        path: PathBuf,
        /// The system's words.
        reason: String,
    },
    /// It is no site.
    #[error("{} is not a site that Tureen made", .path.display())]
    Foreign {
        /// The folder.
        path: PathBuf,
    },
    /// The repository cannot be read.
    #[error(transparent)]
    Reading(#[from] reading::Error),
    /// There is no repository to build from.
    #[error("there is no git repository at {} to build the site from", .path.display())]
    NoRepository {
        /// Where it was looked for.
        path: PathBuf,
    },
}

impl Error {
    /// Returns what the user can do about it.
    pub fn help(&self) -> Option<String> {
        match self {
            Error::Unreadable { .. } => None,
            Error::Foreign { .. } => Some(
                "name the folder that `tureen build` wrote, or one version's folder in it: it holds data/inputs.json and manifest.sha256"
                    .to_owned(),
            ),
            Error::Reading(error) => error.help(),
            Error::NoRepository { .. } => Some(
                "run it in a clone of the device's repository, or name one with -C; `--manifest-only` asks the manifests alone"
                    .to_owned(),
            ),
        }
    }
}

impl Verdict {
    /// Returns how it stands.
    pub fn standing(&self) -> Standing {
        match self {
            Verdict::Equal | Verdict::NotAsked => Standing::Equal,
            Verdict::Differs | Verdict::Moved { .. } | Verdict::Gone => Standing::Differs,
            Verdict::MissingCommit { .. } | Verdict::OtherTool { .. } | Verdict::Unjudged { .. } => {
                Standing::Unjudged
            }
        }
    }
}

impl Verified {
    /// Returns how the whole stands.
    pub fn standing(&self) -> Standing {
        let whole = self.manifests.iter().any(|manifest| !manifest.is_there || !manifest.broken.is_empty());
        let verdicts = self.versions.iter().map(|version| &version.verdict).chain(&self.root);
        let worst = verdicts.map(Verdict::standing).max().unwrap_or(Standing::Unjudged);
        if whole || !self.differences.is_empty() { Standing::Differs } else { worst }
    }
}

impl Difference {
    /// Says what is wrong with the file, as a clause that its name opens. `is_same_input` is whether the site says it was made from
    /// what the repository holds today.
    pub fn words(&self, is_same_input: bool) -> &'static str {
        let is_manifest = self.file == MANIFEST || self.file.ends_with(&format!("/{MANIFEST}"));
        match (self.manifest, self.rebuilt) {
            (Listed::Missing, Rebuilt::NotBuilt) => "is listed and not there, and no such file is built",
            (Listed::Missing, _) => "is missing",
            (Listed::Nowhere, _) => "was taken out, of the manifest too",
            (Listed::Link, _) => "is a symbolic link, which no build writes",
            (Listed::Unreadable, _) => "cannot be read",
            (Listed::Unlisted, Rebuilt::Same) => "is as it is built, and the manifest lacks it",
            (Listed::Unlisted, Rebuilt::Other) => "is not as it is built, and the manifest lacks it",
            (Listed::Unlisted, Rebuilt::NotBuilt | Rebuilt::NotCompared) => {
                "does not belong here: the manifest does not list it"
            }
            (Listed::Other, Rebuilt::Same) => "is as it is built, and the manifest gives another hash",
            (Listed::Other, _) => "was changed after it was written",
            (Listed::Same, Rebuilt::NotBuilt) => "was added, to the manifest too",
            (Listed::Same, _) if !is_same_input => "is built otherwise from what the repository holds now",
            (Listed::Same, _) if is_manifest => "was rewritten",
            (Listed::Same, _) => "was changed, and the manifest with it",
        }
    }
}

/// Looks at the manifests of a site alone.
///
/// # Errors
/// The folder cannot be read, or is no site.
pub fn manifests(path: &Path) -> Result<Verified, Error> {
    let folder = Folder::read(path)?;
    let versions = folder.versions.iter().map(|(name, inputs)| Version {
        folder: name.trim_end_matches('/').to_owned(),
        inputs: inputs.clone(),
        verdict: Verdict::NotAsked,
        causes: Vec::new(),
    });
    let root = folder.is_whole.then_some(Verdict::NotAsked);
    let versions = versions.collect();
    Ok(verified(&folder, versions, root, &BTreeMap::new(), true))
}

/// Looks at the manifests of a site, and builds its versions anew from a repository. `open` opens the repository with the
/// configuration at a path from its root, or with the one that is found there.
///
/// # Errors
/// The folder cannot be read, or is no site; there is no repository, or it cannot be read.
pub fn verify(
    path: &Path,
    open: impl Fn(Option<&str>) -> Result<Desk, reading::Error>,
) -> Result<Verified, Error> {
    let folder = Folder::read(path)?;
    let rebuilt::Rebuild { versions, root, files } = rebuilt::of(path, &folder, open)?;
    Ok(verified(&folder, versions, root, &files, false))
}

/// Holds what lies there against the manifests, and against what was built anew, by the folder of the version, or of the root,
/// where one could be.
fn verified(
    folder: &Folder,
    mut versions: Vec<Version>,
    mut root: Option<Verdict>,
    built: &BTreeMap<Option<String>, BTreeMap<String, Hash>>,
    manifest_only: bool,
) -> Verified {
    let mut all: BTreeMap<&str, Difference> = BTreeMap::new();
    let mut paths: Vec<&str> = folder.files.keys().map(String::as_str).collect();
    paths.extend(built.values().flat_map(BTreeMap::keys).map(String::as_str));
    let listed: Vec<String> = folder
        .manifests
        .iter()
        .flat_map(|(at, manifest)| manifest.listed.keys().map(move |file| format!("{at}{file}")))
        .collect();
    paths.extend(listed.iter().map(String::as_str));
    paths.sort_unstable();
    paths.dedup();
    for file in paths {
        let lying = folder.files.get(file);
        let version = folder.version_of(file);
        let manifest = in_manifests(folder, file, version, lying);
        let rebuilt = match (built.get(&version.map(str::to_owned)), lying) {
            (None, _) => Rebuilt::NotCompared,
            (Some(files), lying) => match (files.get(file), lying) {
                (None, _) => Rebuilt::NotBuilt,
                (Some(hash), Some(Lying::File(there))) if hash == there => Rebuilt::Same,
                (Some(_), _) => Rebuilt::Other,
            },
        };
        let is_right = manifest == Listed::Same && matches!(rebuilt, Rebuilt::Same | Rebuilt::NotCompared);
        if !is_right {
            all.insert(file, Difference { file: file.to_owned(), manifest, rebuilt });
        }
        if !matches!(rebuilt, Rebuilt::Same | Rebuilt::NotCompared) {
            let verdict = match version {
                None => root.as_mut(),
                Some(name) => versions
                    .iter_mut()
                    .find(|version| version.folder == name.trim_end_matches('/'))
                    .map(|version| &mut version.verdict),
            };
            if let Some(verdict @ Verdict::Equal) = verdict {
                *verdict = Verdict::Differs;
            }
        }
    }
    let manifests = folder.manifests.iter().map(|(at, manifest)| Checked {
        file: format!("{at}{MANIFEST}"),
        is_there: manifest.is_there,
        listed: manifest.listed.len(),
        broken: manifest.broken.clone(),
    });
    Verified {
        is_whole: folder.is_whole,
        files: folder.files.len(),
        manifests: manifests.collect(),
        versions,
        root,
        differences: all.into_values().collect(),
        manifest_only,
    }
}

/// Says what the manifest of a file's version and that of the site say of it; the one that objects is believed.
fn in_manifests(folder: &Folder, file: &str, version: Option<&str>, lying: Option<&Lying>) -> Listed {
    let mut said = Listed::Same;
    let (mut is_listed, mut is_asked) = (false, false);
    for at in [version, folder.is_whole.then_some("")].into_iter().flatten() {
        let Some(manifest) = folder.manifests.get(at).filter(|manifest| manifest.is_there) else { continue };
        let Some(inside) = file.strip_prefix(at).filter(|inside| *inside != MANIFEST) else { continue };
        is_asked = true;
        match (manifest.listed.get(inside), lying) {
            (Some(hash), Some(Lying::File(there))) if hash != there => said = Listed::Other,
            (Some(_), _) => {}
            (None, _) if said == Listed::Same => said = Listed::Unlisted,
            (None, _) => {}
        }
        is_listed |= manifest.listed.contains_key(inside);
    }
    match lying {
        Some(Lying::Link) => Listed::Link,
        Some(Lying::Unreadable(_)) => Listed::Unreadable,
        Some(Lying::File(_)) => said,
        None if is_listed => Listed::Missing,
        // A manifest lists no manifest of its own folder.
        None if !is_asked => Listed::Missing,
        None => Listed::Nowhere,
    }
}
