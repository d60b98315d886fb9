//! Site: every release and the work tree as a folder of pages that needs no server, no network and no script.
//!
//! In goes a [`Desk`]; out comes a folder. [`plan`] says which versions there are; [`build`] reads them one after the other,
//! oldest first, turns each into pages and writes them beside the place where the site goes, into which it is moved whole.
//! What the pages of one version show never depends on which other versions are built. A record's page is rendered once for
//! all versions in which everything that it shows is the same; the frame around it is copied.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::config::Config;
use crate::reading::{Days, Desk};
use crate::source::{self, Content, Device, Moment};

use inputs::Inputs;

mod address;
mod again;
mod alone;
mod archive;
mod attachments;
mod build;
mod clauses;
mod commits;
mod course;
mod dossier;
mod draw;
mod error;
mod frames;
mod gather;
mod html;
pub mod inputs;
mod judged;
mod look;
mod pages;
mod search;
mod single;
mod standing;
mod state;
pub mod step;
mod template;
mod theme;
mod trace;
mod values;
mod version;
mod words;
mod write;

pub use alone::{HTML, diff_formats};
pub use error::Error;
pub use step::{Step, Summary};
pub use values::size;
pub use version::Planned;
pub use write::{Hash, MANIFEST, MARKER};

/// The tool, as every page names it.
pub const TOOL: &str = concat!("tureen ", env!("CARGO_PKG_VERSION"));

/// The most versions that one site holds: a repository with ten thousand tags would fill a disk.
pub const MOST_VERSIONS: usize = 1000;

/// What is to be built.
pub struct Request<'a> {
    /// Which versions.
    pub versions: Which,
    /// Whether the work tree is one of them.
    pub work_tree: bool,
    /// The folder that the site becomes.
    pub out: &'a Path,
    /// Other sites of the same device, from which versions are taken that are as they would be built now.
    pub join: &'a [PathBuf],
    /// The days to go by.
    pub days: Days,
    /// Whether to judge without history, and say so on the pages.
    pub no_history: bool,
    /// What else is made of each version, beside its folder.
    pub extras: Extras,
    /// A folder with a theme for all versions, in place of their own.
    pub theme: Option<PathBuf>,
    /// On how many threads; on all cores where it is not said.
    pub jobs: Option<usize>,
}

/// What else is made of each version, beside its folder.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Extras {
    /// Of each release `<version>.zip`, its folder as one archive.
    pub archive: bool,
    /// Of each version `<version>.html`, all its pages in one file.
    pub single_file: bool,
}

/// Which versions are built.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Which {
    /// All releases.
    All,
    /// One revision.
    At(String),
    /// The releases whose tags match a glob besides.
    Tags(String),
    /// The releases of these tags.
    These(BTreeSet<String>),
}

/// The versions that a request means.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The versions, oldest first.
    pub versions: Vec<Planned>,
    /// Tags that match and lead to no commit, each with the reason.
    pub skipped: Vec<(String, String)>,
}

/// What was built.
#[derive(Debug)]
pub struct Built {
    /// The versions, oldest first, each with the counts of its findings.
    pub versions: Vec<Summary>,
    /// How many pages there are.
    pub pages: usize,
    /// How many versions were taken over as they were.
    pub kept: usize,
    /// What the sites that were to be joined hold and could not be used: site, version, and why.
    pub refused: Vec<(PathBuf, String, String)>,
    /// The archives and single files that were made, each with its size in bytes.
    pub extras: Vec<(String, usize)>,
    /// Whether the site was there already, byte for byte; no file was touched then.
    pub unchanged: bool,
    /// Tags that match and lead to no commit, each with the reason.
    pub skipped: Vec<(String, String)>,
    /// Whether all of history was there to look at: not so in a shallow clone.
    pub complete: bool,
    /// What was left out of the looks of past versions, since it cannot be used: each version with the reason.
    pub faults: Vec<(String, String)>,
}

/// Returns the versions that a request means.
///
/// # Errors
/// The repository cannot be read, a revision is unknown, or nothing matches.
pub fn plan(desk: &Desk, request: &Request<'_>) -> Result<Plan, Error> {
    let now = if desk.source.is_git() && (desk.source.is_bare() || !request.work_tree) {
        Moment::Revision("HEAD".to_owned())
    } else {
        Moment::WorkTree
    };
    let mut versions = Vec::new();
    let mut skipped = Vec::new();
    match &request.versions {
        Which::At(revision) => versions.push(planned(desk, &Moment::Revision(revision.clone()), None)?),
        Which::All | Which::Tags(_) | Which::These(_) => {
            let device = desk.device(&now)?;
            let head = if desk.source.is_git() { Moment::Revision("HEAD".to_owned()) } else { now.clone() };
            // A repository without a commit has no releases, and its work tree can still be built.
            let config = match desk.source.snapshot(&head) {
                Ok(snapshot) => settings(desk, &snapshot, &device)?,
                Err(_) => Config::default(),
            };
            let releases = desk.releases(&config.release_tags)?;
            skipped.clone_from(&releases.skipped);
            let wanted = match &request.versions {
                Which::Tags(glob) => {
                    let matching = if desk.source.is_git() { desk.source.tags(glob)? } else { Vec::new() };
                    Some(matching.into_iter().map(|tag| tag.name).collect::<BTreeSet<_>>())
                }
                Which::These(tags) => Some(tags.clone()),
                Which::All | Which::At(_) => None,
            };
            if wanted.as_ref().map_or(releases.tags.len(), BTreeSet::len) > MOST_VERSIONS {
                return Err(Error::TooMany {
                    count: wanted.map_or(releases.tags.len(), |wanted| wanted.len()),
                });
            }
            for tag in &releases.tags {
                if wanted.as_ref().is_none_or(|wanted| wanted.contains(&tag.name)) {
                    versions.push(planned(desk, &Moment::Revision(tag.name.clone()), Some(&device))?);
                }
            }
        }
    }
    if request.work_tree && !desk.source.is_bare() {
        versions.push(planned(desk, &Moment::WorkTree, None)?);
    }
    // Two tags whose folders would meet: the later one is told apart.
    let mut taken = BTreeSet::new();
    for version in &mut versions {
        while !taken.insert(version.folder.to_lowercase()) {
            version.folder = format!("{}_", version.folder);
        }
    }
    if let Some(version) = versions.iter().find(|version| version.moment == Moment::WorkTree) {
        let records = desk.source.root().join(&version.device.root).join(&version.records);
        if real(request.out).starts_with(real(&records)) {
            return Err(Error::AmongRecords { path: request.out.to_owned() });
        }
    }
    if versions.is_empty() {
        let asked = match &request.versions {
            Which::Tags(glob) => format!("no release matches `{glob}`"),
            Which::All | Which::At(_) | Which::These(_) => "no release and no work tree".to_owned(),
        };
        return Err(Error::NoVersion { asked });
    }
    Ok(Plan { versions, skipped })
}

/// Returns a path without links and `..`, as far as it exists.
fn real(path: &Path) -> PathBuf {
    let mut rest = Vec::new();
    let mut at = path;
    loop {
        if let Ok(found) = at.canonicalize() {
            return rest.iter().rev().fold(found, |path: PathBuf, name: &std::ffi::OsString| path.join(name));
        }
        match (at.parent(), at.file_name()) {
            (Some(parent), Some(name)) => {
                rest.push(name.to_owned());
                at = if parent.as_os_str().is_empty() { Path::new(".") } else { parent };
            }
            _ => return path.to_owned(),
        }
    }
}

/// Looks up one version; `device` is that of another moment, for tags from before it had its place.
fn planned(desk: &Desk, moment: &Moment, device: Option<&Device>) -> Result<Planned, Error> {
    let snapshot = desk.source.snapshot(moment)?;
    let device = match (desk.device(moment), device) {
        (Ok(device), _) => device,
        (Err(_), Some(device)) => device.clone(),
        // Alone, a tag from before the device had its place is looked at as in a build of all.
        (Err(error), None) => match (moment, desk.device(&Moment::Revision("HEAD".to_owned()))) {
            (Moment::Revision(_), Ok(device)) => device,
            _ => return Err(error.into()),
        },
    };
    let config = settings(desk, &snapshot, &device)?;
    let (name, tag) = match moment {
        Moment::Revision(name) => {
            let name = name.strip_prefix("refs/tags/").unwrap_or(name);
            let tags = desk.releases(&config.release_tags)?.tags;
            (name.to_owned(), tags.into_iter().find(|tag| tag.name == name))
        }
        Moment::WorkTree | Moment::Index => ("work tree".to_owned(), None),
    };
    let folder = match moment {
        Moment::Revision(_) => address::version_folder(&name),
        Moment::WorkTree | Moment::Index => "unreleased".to_owned(),
    };
    Ok(Planned {
        name,
        folder,
        moment: moment.clone(),
        device,
        records: config.records.root,
        site: config.site,
        tags: config.release_tags,
        commit: snapshot.commit.map(|commit| commit.id),
        tree: snapshot.tree,
        tag,
    })
}

/// Reads what the configuration of a moment says; its faults are judged with the records.
fn settings(desk: &Desk, snapshot: &source::Snapshot, device: &Device) -> Result<Config, Error> {
    let entry = desk.source.file(snapshot, &device.config)?;
    let text = entry.and_then(|entry| match entry.content {
        Content::Text(text) => Some(text),
        _ => None,
    });
    Ok(text.and_then(|text| Config::parse(&text).ok()).map(|(config, _)| config).unwrap_or_default())
}

/// Builds the site.
///
/// # Errors
/// A version cannot be read, the place is taken by something that was not made here, or a file cannot be written; the site
/// that was there is then as it was.
pub fn build(desk: &Desk, request: &Request<'_>) -> Result<Built, Error> {
    let Some(jobs) = request.jobs else { return course::here(desk, request) };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs).build();
    let pool = pool.map_err(|error| Error::Threads { jobs, reason: error.to_string() })?;
    pool.install(|| course::here(desk, request))
}

/// Builds the site into nothing but the hash of every file, by its path with `/` between names. Nothing is written, and what
/// lies at [`Request::out`] is only left out of what is read.
///
/// # Errors
/// As those of [`build`], but for those of writing.
pub fn hashes(desk: &Desk, request: &Request<'_>) -> Result<BTreeMap<String, Hash>, Error> {
    course::hashes(desk, request)
}

/// Returns the versions that a request means, each with what decides about the bytes of its folder.
///
/// # Errors
/// As those of [`plan`].
pub fn planned_inputs(desk: &Desk, request: &Request<'_>) -> Result<Vec<(Planned, Inputs)>, Error> {
    let versions = plan(desk, request)?.versions.into_iter();
    versions
        .map(|version| Inputs::of(desk, request, &version, None).map(|inputs| (version, inputs)))
        .collect()
}
