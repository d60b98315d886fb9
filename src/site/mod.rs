//! Site: every release and the work tree as a folder of pages that needs no server, no network and no script.
//!
//! In goes a [`Desk`]; out comes a folder. [`plan`] says which versions there are; [`build`] reads them one after the other,
//! oldest first, turns each into pages and writes them beside the place where the site goes, into which it is moved whole.
//! What the pages of one version show never depends on which other versions are built. A record's page is rendered once for
//! all versions in which everything that it shows is the same; the frame around it is copied.

use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;
use serde::Serialize;

use crate::config::Config;
use crate::diff::Diff;
use crate::dossier::Placed;
use crate::reading::{self, Days, Desk};
use crate::record::KINDS;
use crate::rules;
use crate::source::{self, Content, Device, Moment};

mod address;
mod attachments;
mod clauses;
mod commits;
mod html;
mod pages;
mod state;
mod template;
mod trace;
mod values;
mod version;
mod write;

pub use pages::versions::Summary;
pub use version::Planned;

use address::Addresses;
use commits::Commits;
use pages::history::Tracks;
use pages::record::{Inner, Kept, Shown};
use template::{Frame, Page, Templates};
use version::{Read, Since, Version};
use write::{Outcome, Writer};

/// The tool, as every page names it.
pub const TOOL: &str = concat!("tureen ", env!("CARGO_PKG_VERSION"));

/// What is to be built.
pub struct Request<'a> {
    /// Which versions.
    pub versions: Which,
    /// Whether the work tree is one of them.
    pub work_tree: bool,
    /// The folder that the site becomes.
    pub out: &'a Path,
    /// The days to go by.
    pub days: Days,
    /// On how many threads; on all cores where it is not said.
    pub jobs: Option<usize>,
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
    /// How many of them are pages of records.
    pub record_pages: usize,
    /// Whether the site was there already, byte for byte; no file was touched then.
    pub unchanged: bool,
    /// Tags that match and lead to no commit, each with the reason.
    pub skipped: Vec<(String, String)>,
}

/// Why a site cannot be built.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A moment cannot be read.
    #[error(transparent)]
    Reading(#[from] reading::Error),
    /// There is something in the way that was not made here.
    #[error("{} is not a site that Tureen made", .path.display())]
    Foreign {
        /// The folder.
        path: PathBuf,
    },
    /// A file cannot be written.
    #[error("{} cannot be written: {reason}", .path.display())]
    Write {
        /// The file or folder.
        path: PathBuf,
        /// The system's words.
        reason: String,
    },
    /// A template cannot be used.
    #[error("the template {name} cannot be used: {reason}")]
    Template {
        /// The template.
        name: String,
        /// What is wrong with it.
        reason: String,
    },
    /// No version matches what was asked for.
    #[error("there is no version to build: {asked}")]
    NoVersion {
        /// What was asked for.
        asked: String,
    },
    /// The threads cannot be had.
    #[error("{jobs} threads cannot be started: {reason}")]
    Threads {
        /// How many were asked for.
        jobs: usize,
        /// The system's words.
        reason: String,
    },
}

impl From<source::Error> for Error {
    fn from(error: source::Error) -> Error {
        Error::Reading(error.into())
    }
}

impl Error {
    /// Returns what the user can do about it.
    pub fn help(&self) -> Option<String> {
        match self {
            Error::Reading(error) => error.help(),
            Error::Foreign { .. } => Some(
                "name an empty folder, one that does not exist yet, or a site made by `tureen build`"
                    .to_owned(),
            ),
            Error::Write { .. } => {
                Some("the site that was there is as it was; free the place and build again".to_owned())
            }
            Error::Template { .. } => None,
            Error::NoVersion { .. } => {
                Some("releases are tags that match `[releases] tags`; `git tag --list` shows them".to_owned())
            }
            Error::Threads { .. } => Some("ask for fewer with `-j`".to_owned()),
        }
    }

    fn write(path: &Path, error: std::io::Error) -> Error {
        Error::Write { path: path.to_owned(), reason: error.to_string() }
    }
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
        Which::All | Which::Tags(_) => {
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
                Which::All | Which::At(_) => None,
            };
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
    if versions.is_empty() {
        let asked = match &request.versions {
            Which::Tags(glob) => format!("no release matches `{glob}`"),
            Which::All | Which::At(_) => "no release and no work tree".to_owned(),
        };
        return Err(Error::NoVersion { asked });
    }
    Ok(Plan { versions, skipped })
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
        tags: config.release_tags,
        commit: snapshot.commit.map(|commit| commit.id),
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
    let Some(jobs) = request.jobs else { return build_here(desk, request) };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs).build();
    let pool = pool.map_err(|error| Error::Threads { jobs, reason: error.to_string() })?;
    pool.install(|| build_here(desk, request))
}

fn build_here(desk: &Desk, request: &Request<'_>) -> Result<Built, Error> {
    let Plan { versions, skipped } = plan(desk, request)?;
    let templates = Templates::new()?;
    // Whoever is overtaken by another build relies on nothing that is there.
    for reuse in [true, false] {
        let writer = Writer::begin(request.out, reuse)?;
        let mut build = Build::begin(desk, request, &versions, &templates, &writer)?;
        for planned in &versions {
            build.version(planned)?;
        }
        let mut built = build.finish()?;
        built.skipped.clone_from(&skipped);
        match writer.finish()? {
            Outcome::Overtaken => {}
            Outcome::Replaced => return Ok(built),
            Outcome::Unchanged => return Ok(Built { unchanged: true, ..built }),
        }
    }
    Err(Error::Write { path: request.out.to_owned(), reason: "another build is writing there".to_owned() })
}

/// One build on its way.
struct Build<'b> {
    desk: &'b Desk,
    request: &'b Request<'b>,
    templates: &'b Templates,
    writer: &'b Writer,
    commits: HashMap<(Device, String), Arc<Commits>>,
    /// The version before, which is most often what the next one is compared with.
    last: Option<Arc<Read>>,
    kept: Kept,
    tracks: Tracks,
    summaries: Vec<Summary>,
    /// The pages of each version, in the order of the versions.
    pages: Vec<Vec<String>>,
    manifest: Vec<String>,
    record_pages: usize,
    compared: Vec<Page>,
}

impl<'b> Build<'b> {
    fn begin(
        desk: &'b Desk,
        request: &'b Request<'b>,
        planned: &[Planned],
        templates: &'b Templates,
        writer: &'b Writer,
    ) -> Result<Build<'b>, Error> {
        let mut tips: HashMap<(Device, String), Vec<String>> = HashMap::new();
        for version in planned {
            let tips = tips.entry((version.device.clone(), version.records.clone())).or_default();
            tips.extend(version.commit.iter().cloned());
        }
        let mut commits = HashMap::new();
        for ((device, records), mut tips) in tips {
            tips.sort();
            tips.dedup();
            let history = desk.source.history(&tips, &device, &records)?;
            commits.insert((device, records), Arc::new(Commits::new(history)));
        }
        Ok(Build {
            desk,
            request,
            templates,
            writer,
            commits,
            last: None,
            kept: Kept::new(),
            tracks: Tracks::default(),
            summaries: Vec::new(),
            pages: Vec::new(),
            manifest: Vec::new(),
            record_pages: 0,
            compared: Vec::new(),
        })
    }

    /// Reads, judges and writes one version.
    fn version(&mut self, planned: &Planned) -> Result<(), Error> {
        let read = Arc::new(self.read(planned)?);
        let previous = self.previous(planned)?;
        let findings = rules::check(&read.reading.dossier);
        let since = |before: &Arc<Read>| {
            Arc::new(Since::of(before, Diff::between(&before.reading.dossier, &read.reading.dossier)))
        };
        let neighbour = self.last.as_ref().map(since);
        let previous = previous.map(|previous| match &neighbour {
            Some(neighbour) if Arc::ptr_eq(&neighbour.before, &previous) => Arc::clone(neighbour),
            Some(_) | None => since(&previous),
        });
        let commits = Arc::clone(&self.commits[&(planned.device.clone(), planned.records.clone())]);
        let version = Version::new(self.desk, Arc::clone(&read), previous, &commits, findings);
        self.tracks.begin(&version, neighbour.clone());
        let frames = Frames::of(&version, self.templates)?;
        let mut manifest = Vec::new();
        let mut pages = Vec::new();

        self.folders(&version)?;
        self.records(&version, &frames, &mut manifest, &mut pages)?;
        let lists: Vec<Page> = self.lists(&version)?;
        for page in lists {
            let whole = frames.of_page(&page.address).fill(&page.with_attributes(&version));
            self.put(&planned.folder, &page.address, whole.as_bytes(), &mut manifest)?;
            pages.push(page.address);
        }
        for (name, text) in assets(&version) {
            self.put(&planned.folder, &format!("assets/{name}"), text.as_bytes(), &mut manifest)?;
        }
        self.put(&planned.folder, "data/soup.csv", pages::soup::csv(&version).as_bytes(), &mut manifest)?;
        attachments::copy(&version, |file, bytes| self.put(&planned.folder, file, bytes, &mut manifest))?;
        manifest.sort();
        let text = manifest.concat();
        let own = self.writer.put(&format!("{}/manifest.sha256", planned.folder), text.as_bytes())?;
        let folder = &planned.folder;
        let lines = manifest.iter().map(|line| format!("{}{folder}/{}", &line[..66], &line[66..]));
        self.manifest.extend(lines);
        self.manifest.push(manifest_line(&format!("{folder}/manifest.sha256"), &own));

        let mut summary = Summary::of(&version);
        let built = |since: &Since| self.summaries.iter().any(|summary| summary.folder == since.folder());
        summary.previous =
            version.since.as_deref().filter(|since| built(since)).map(|since| since.folder().to_owned());
        // On another line than its neighbour a version is compared with both.
        let own = version.since.iter().filter(|since| built(since));
        let other =
            own.filter(|since| neighbour.as_ref().is_none_or(|neighbour| !Arc::ptr_eq(neighbour, since)));
        for since in neighbour.iter().chain(other) {
            let page = pages::changes::between(since, &read, self.templates)?;
            summary.compared = Some((page.address.clone(), since.name().to_owned()));
            self.compared.push(page);
        }
        self.summaries.push(summary);
        pages.sort();
        self.pages.push(pages);
        self.last = Some(read);
        Ok(())
    }

    fn read(&self, planned: &Planned) -> Result<Read, Error> {
        let desk = self.desk;
        let mut reading = desk.read_device(&planned.moment, &planned.device, self.request.days, false)?;
        let mut addresses = Addresses::of(&reading.dossier);
        attachments::find(desk, &mut reading)?;
        let found = reading.tree.attachments.iter().filter(|(_, attachment)| version::is_found(attachment));
        addresses.attach(found.map(|(path, _)| path));
        Ok(Read { planned: planned.clone(), reading, addresses })
    }

    /// Returns the release before a version: most often the one that was read last.
    fn previous(&self, planned: &Planned) -> Result<Option<Arc<Read>>, Error> {
        let Some(commit) = &planned.commit else { return Ok(None) };
        let own = planned.tag.as_ref().map(|tag| &*tag.name);
        let Some(tag) = self.desk.previous_release(&planned.tags, commit, own)? else { return Ok(None) };
        if let Some(last) = self.last.as_ref().filter(|last| last.planned.name == tag.name) {
            return Ok(Some(Arc::clone(last)));
        }
        let before = self::planned(self.desk, &Moment::Revision(tag.name), Some(&planned.device))?;
        Ok(Some(Arc::new(self.read(&before)?)))
    }

    fn folders(&self, version: &Version<'_>) -> Result<(), Error> {
        let folder = &version.read.planned.folder;
        for inner in ["assets", "data", "matrix"] {
            self.writer.folder(&format!("{folder}/{inner}"))?;
        }
        for card in KINDS {
            self.writer.folder(&format!("{folder}/{}", version.addresses().folder(card.kind)))?;
        }
        Ok(())
    }

    /// Writes the pages of all records.
    fn records(
        &mut self,
        version: &Version<'_>,
        frames: &Frames,
        manifest: &mut Vec<String>,
        pages: &mut Vec<String>,
    ) -> Result<(), Error> {
        let records: Vec<Placed<'_>> = version.dossier().records().collect();
        let folder = &version.read.planned.folder;
        let (kept, templates, writer) = (&self.kept, self.templates, self.writer);
        let made = records.par_iter().map(|record| {
            let shown = Shown::of(version, *record);
            let key = shown.key();
            let path = &version.dossier().placed[record.index].path;
            let inner = match kept.get(path).filter(|(known, _)| *known == key) {
                Some((_, inner)) => Arc::clone(inner),
                None => Arc::new(shown.inner(templates)?),
            };
            let page = shown.page().with_attributes(version);
            let whole = frames.of_page(&page.address).fill_with(&page, &inner.contents, &inner.main);
            let hash = writer.put(&format!("{folder}/{}", page.address), whole.as_bytes())?;
            let commits: Vec<_> = shown.commits().to_vec();
            Ok((manifest_line(&page.address, &hash), page.address, Arc::clone(path), key, inner, commits))
        });
        let made: Vec<_> = made.collect::<Result<_, Error>>()?;
        let mut next: HashMap<Arc<str>, (pages::record::Key, Arc<Inner>)> =
            HashMap::with_capacity(made.len());
        for (record, (line, address, path, key, inner, commits)) in records.iter().zip(made) {
            self.tracks.add(version, *record, &commits);
            manifest.push(line);
            pages.push(address);
            next.insert(path, (key, inner));
        }
        self.kept = next;
        for index in 0..version.dossier().malformed.len() {
            let page = pages::record::malformed(version, self.templates, index)?.with_attributes(version);
            let whole = frames.of_page(&page.address).fill(&page);
            self.put(folder, &page.address, whole.as_bytes(), manifest)?;
            pages.push(page.address);
        }
        self.record_pages += records.len() + version.dossier().malformed.len();
        Ok(())
    }

    fn lists(&self, version: &Version<'_>) -> Result<Vec<Page>, Error> {
        let templates = self.templates;
        type Make<'m> = Box<dyn Fn() -> Result<Vec<Page>, Error> + Send + Sync + 'm>;
        let mut makers: Vec<Make<'_>> = vec![
            Box::new(|| Ok(vec![pages::home::page(version, templates)?])),
            Box::new(|| Ok(vec![pages::soup::page(version, templates)?])),
            Box::new(|| pages::matrix::pages(version, templates)),
            Box::new(|| Ok(vec![pages::findings::page(version, templates)?])),
            Box::new(|| Ok(vec![pages::changes::page(version, templates)?])),
            Box::new(|| Ok(vec![pages::provenance::page(version, templates)?])),
        ];
        for card in KINDS.iter().filter(|card| card.kind != crate::record::Kind::Soup) {
            makers.push(Box::new(move || Ok(vec![pages::list::page(version, templates, card.kind)?])));
        }
        let pages: Vec<Vec<Page>> = makers.par_iter().map(|make| make()).collect::<Result<_, _>>()?;
        Ok(pages.into_iter().flatten().collect())
    }

    fn put(&self, folder: &str, file: &str, bytes: &[u8], manifest: &mut Vec<String>) -> Result<(), Error> {
        if let Some((inside, _)) = file.rsplit_once('/') {
            self.writer.folder(&format!("{folder}/{inside}"))?;
        }
        let hash = self.writer.put(&format!("{folder}/{file}"), bytes)?;
        manifest.push(manifest_line(file, &hash));
        Ok(())
    }

    /// Writes the root of the site.
    fn finish(self) -> Result<Built, Error> {
        let last = self.last.as_ref().expect("a plan has at least one version");
        let config = &last.reading.dossier.config;
        let any = self.summaries.iter().any(|summary| summary.records > 0);
        if !any {
            return Err(Error::Reading(reading::Error::Nothing {
                folder: format!("{}{}", last.planned.device.root, last.planned.records),
                moment: last.planned.moment.name().to_owned(),
            }));
        }
        let mut manifest = self.manifest;
        let frame =
            |depth: usize, current: &str| root_frame(&self.summaries, last, depth, current, self.templates);
        let mut root = |file: &str, bytes: &[u8]| -> Result<(), Error> {
            let hash = self.writer.put(file, bytes)?;
            manifest.push(manifest_line(file, &hash));
            Ok(())
        };
        for folder in ["assets", "compare", "history"] {
            self.writer.folder(folder)?;
        }
        for page in [
            pages::versions::page(&self.summaries, &config.device, self.templates)?,
            pages::versions::soups(&self.summaries, self.templates)?,
        ] {
            root(&page.address, frame(0, &page.address)?.fill(&page).as_bytes())?;
        }
        for page in &self.compared {
            root(&page.address, frame(1, &page.address)?.fill(page).as_bytes())?;
        }
        let around = frame(1, "")?;
        let written: Vec<(String, write::Hash)> = self
            .tracks
            .pages(self.templates)
            .map(|page| {
                let page = page?;
                let hash = self.writer.put(&page.address, around.fill(&page).as_bytes())?;
                Ok((page.address, hash))
            })
            .collect::<Result<_, Error>>()?;
        for name in ["tureen.css", "tureen.js"] {
            root(&format!("assets/{name}"), template::asset(name).as_bytes())?;
        }
        let commit = last.planned.commit.as_deref().map(html::short).unwrap_or_default();
        let running = running(
            &config.device.name,
            "all versions",
            commit,
            &last.reading.dossier.judged.as_of.to_string(),
            true,
        );
        root("assets/running.css", running.as_bytes())?;
        root("versions.js", pages::versions::script(&self.summaries, &self.pages).as_bytes())?;
        root(write::MARKER, write::MARKER_TEXT.as_bytes())?;
        let count = written.len() + self.pages.iter().map(Vec::len).sum::<usize>() + self.compared.len() + 2;
        manifest.extend(written.iter().map(|(file, hash)| manifest_line(file, hash)));
        manifest.sort_by(|one, two| one[66..].cmp(&two[66..]));
        self.writer.put("manifest.sha256", manifest.concat().as_bytes())?;
        Ok(Built {
            versions: self.summaries,
            pages: count,
            record_pages: self.record_pages,
            unchanged: false,
            skipped: Vec::new(),
        })
    }
}

impl Page {
    /// Adds what the script needs to keep a reader on the same page of another version.
    fn with_attributes(&self, version: &Version<'_>) -> Page {
        let up = if self.address.contains('/') { "../../" } else { "../" };
        let attributes = format!(
            " data-version=\"{}\" data-page=\"{}\" data-root=\"{up}\"{}",
            html::text(&version.read.planned.folder),
            html::text(&self.address),
            self.attributes
        );
        Page { attributes, ..self.clone() }
    }
}

/// Returns a line of a manifest, as `sha256sum` writes and reads it.
fn manifest_line(file: &str, hash: &write::Hash) -> String {
    let mut line = String::with_capacity(68 + file.len());
    for byte in hash {
        line.push(char::from_digit(u32::from(byte >> 4), 16).expect("four bits are a digit"));
        line.push(char::from_digit(u32::from(byte & 15), 16).expect("four bits are a digit"));
    }
    line.push_str("  ");
    line.push_str(file);
    line.push('\n');
    line
}

/// Returns the style sheets and scripts of a version.
fn assets(version: &Version<'_>) -> Vec<(&'static str, String)> {
    let commit = version.read.planned.commit.as_deref().map(html::short).unwrap_or_default();
    let device = &version.dossier().config.device.name;
    let as_of = version.as_of().to_string();
    vec![
        ("tureen.css", template::asset("tureen.css").to_owned()),
        ("tureen.js", template::asset("tureen.js").to_owned()),
        ("running.css", running(device, version.name(), commit, &as_of, version.is_released())),
    ]
}

/// Returns the running head on paper.
fn running(device: &str, name: &str, commit: &str, as_of: &str, released: bool) -> String {
    let font = "font: 8pt \"Segoe UI\", \"Liberation Sans\", sans-serif;";
    let head =
        |place: &str, text: &str| format!("  @{place} {{ content: {}; {font} }}\n", html::css_string(text));
    let commit = if commit.is_empty() { String::new() } else { format!("commit {commit} · ") };
    let mut css = String::from("/* Written for each version: the running head on paper. */\n@page {\n");
    css.push_str(&head("top-left", &format!("{device} · {name}")));
    if !released {
        css.push_str(&head("top-center", "NOT RELEASED"));
    }
    css.push_str(&head("top-right", &format!("{commit}as of {as_of}")));
    css.push_str("}\n");
    css
}

/// What `base.html` shows around every page.
#[derive(Serialize)]
struct BaseView<'v> {
    tool: &'static str,
    device: DeviceView<'v>,
    version: Option<VersionView<'v>>,
    /// The way to the version's folder, or to the root of the site for the pages there.
    up: &'static str,
    /// The way to the root of the site.
    root: &'static str,
    sections: Vec<SectionView>,
    versions: Vec<SwitchView<'v>>,
    commit: &'v str,
    as_of: String,
}

#[derive(Serialize)]
struct DeviceView<'v> {
    name: &'v str,
    id: &'v str,
    manufacturer: &'v str,
}

#[derive(Serialize)]
struct VersionView<'v> {
    name: &'v str,
    date: String,
    released: bool,
    changed: bool,
}

#[derive(Serialize)]
struct SectionView {
    href: String,
    name: String,
    count: Option<usize>,
    current: bool,
}

#[derive(Serialize)]
struct SwitchView<'v> {
    href: String,
    name: &'v str,
    when: String,
}

/// The frames of a version: one for each section, at each depth.
struct Frames {
    by_folder: HashMap<String, Frame>,
    other: [Frame; 2],
}

impl Frames {
    fn of(version: &Version<'_>, templates: &Templates) -> Result<Frames, Error> {
        let frame = |current: &str, inside: bool| {
            let dossier = version.dossier();
            let device = &dossier.config.device;
            let up = if inside { "../" } else { "" };
            let sections =
                pages::home::sections(version).into_iter().map(|(href, name, count)| SectionView {
                    current: href == current
                        || (!current.is_empty() && href.starts_with(&format!("{current}/"))),
                    href: format!("{up}{href}"),
                    name,
                    count,
                });
            let planned = &version.read.planned;
            let date = planned.tag.as_ref().and_then(|tag| tag.date);
            templates.frame(&BaseView {
                tool: TOOL,
                device: DeviceView { name: &device.name, id: &device.id, manufacturer: &device.manufacturer },
                version: Some(VersionView {
                    name: &planned.name,
                    date: date.map_or_else(|| "not released".to_owned(), |date| date.to_string()),
                    released: version.is_released(),
                    changed: version.read.reading.dirty,
                }),
                up,
                root: if inside { "../../" } else { "../" },
                sections: sections.collect(),
                versions: Vec::new(),
                commit: planned.commit.as_deref().unwrap_or_default(),
                as_of: version.as_of().to_string(),
            })
        };
        let mut by_folder = HashMap::new();
        for card in KINDS {
            let folder = version.addresses().folder(card.kind);
            by_folder.insert(folder.to_owned(), frame(folder, true)?);
        }
        by_folder.insert("matrix".to_owned(), frame("matrix", true)?);
        for page in ["index.html", "changes.html", "findings.html", "provenance.html"] {
            by_folder.insert(page.to_owned(), frame(page, false)?);
        }
        Ok(Frames { by_folder, other: [frame("", false)?, frame("", true)?] })
    }

    /// Returns the frame of the page at an address.
    fn of_page(&self, address: &str) -> &Frame {
        let inside = address.split_once('/');
        let folder = inside.map_or(address, |(folder, _)| folder);
        self.by_folder.get(folder).unwrap_or(&self.other[usize::from(inside.is_some())])
    }
}

/// Returns the frame of the pages at the root of the site.
fn root_frame(
    versions: &[Summary],
    last: &Read,
    depth: usize,
    current: &str,
    templates: &Templates,
) -> Result<Frame, Error> {
    let up = if depth == 0 { "" } else { "../" };
    let device = &last.reading.dossier.config.device;
    let section = |href: &str, name: String| SectionView {
        href: format!("{up}{href}"),
        name,
        count: None,
        current: href == current,
    };
    let mut sections =
        vec![section("index.html", "Versions".to_owned()), section("soup.html", "SOUP × release".to_owned())];
    let compared = versions.iter().rev().filter_map(|version| Some((version, version.compared.as_ref()?)));
    for (version, (page, before)) in compared.take(12) {
        sections.push(section(page, format!("{before} → {}", version.name)));
    }
    templates.frame(&BaseView {
        tool: TOOL,
        device: DeviceView { name: &device.name, id: &device.id, manufacturer: &device.manufacturer },
        version: None,
        up,
        root: up,
        sections,
        versions: versions
            .iter()
            .rev()
            .map(|version| SwitchView {
                href: format!("{up}{}/index.html", version.folder),
                name: &version.name,
                when: version.date.clone().unwrap_or_else(|| "not released".to_owned()),
            })
            .collect(),
        commit: last.planned.commit.as_deref().unwrap_or_default(),
        as_of: last.reading.dossier.judged.as_of.to_string(),
    })
}
