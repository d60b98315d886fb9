//! Reading: a moment of a device's repository becomes a dossier.
//!
//! In goes a folder and a [`Moment`]; out comes a [`Reading`]: the dossier with what is known of the moment. A [`Desk`] is
//! opened once per run and remembers every blob and every parsed record, so that many moments cost little more than one.

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use jiff::civil::Date;

use crate::config::{Config, InventoryFiles};
use crate::dossier::{Dossier, Judged, Parses, named_files};
use crate::field::Fault;
use crate::inventory::{Inventories, Readings};
use crate::source::{self, Content, Device, Moment, Snapshot, Source, Tag, Tree};
use crate::text::{FileText, Span, Spanned};

mod releases;

pub use releases::{Releases, compare_versions};

/// A repository opened for one run.
pub struct Desk {
    /// The repository, or a plain folder outside any.
    pub source: Source,
    /// What came of each blob.
    pub parses: Parses,
    /// What came of each blob that is a lock file or an SBOM.
    pub readings: Readings,
    config: Option<PathBuf>,
    skip: Vec<PathBuf>,
    releases: OnceLock<Releases>,
}

/// The days that a run goes by: no other clock is read.
#[derive(Clone, Copy, Debug)]
pub struct Days {
    /// Today, for moments that are no release.
    pub today: Date,
    /// The day that overrides all.
    pub as_of: Option<Date>,
}

/// A moment, read.
pub struct Reading {
    /// The moment with its commit.
    pub snapshot: Snapshot,
    /// The dossier.
    pub dossier: Dossier,
    /// The files below the records' root.
    pub tree: Tree,
    /// The tag that names the moment as a release.
    pub tag: Option<Tag>,
    /// Whether the device's files differ from `HEAD`: at the work tree and the index.
    pub dirty: bool,
}

/// Why a moment cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The repository or a revision cannot be read.
    #[error(transparent)]
    Source(#[from] source::Error),
    /// The configuration cannot be used.
    #[error("{path} cannot be used")]
    Config {
        /// Its path from the repository's root.
        path: String,
        /// The file.
        text: FileText,
        /// What is wrong with it.
        faults: Vec<Fault>,
    },
    /// The configuration is no text.
    #[error("{path} cannot be read: {reason}")]
    ConfigUnreadable {
        /// Its path from the repository's root.
        path: String,
        /// Why.
        reason: String,
    },
    /// The records' folder holds no record.
    #[error("there is nothing to check: no record below {folder} at {moment}")]
    Nothing {
        /// The records' folder from the repository's root.
        folder: String,
        /// The moment.
        moment: String,
    },
}

impl Error {
    /// Returns what the user can do about it.
    pub fn help(&self) -> Option<String> {
        match self {
            Error::Source(error) => error.help(),
            Error::Config { .. } => {
                Some("correct the keys; the book's page on configuration lists them all".to_owned())
            }
            Error::ConfigUnreadable { .. } => {
                Some("`tureen.toml` is a text file in UTF-8, of at most 4 MB".to_owned())
            }
            Error::Nothing { folder, .. } => Some(format!(
                "a record is a Markdown file with front matter, as {folder}/soup/SOUP-001.md; `tureen demo DIR` shows a whole device"
            )),
        }
    }
}

impl Desk {
    /// Opens the repository around `start`. `config` is a path given by the user, from `start`; `skip` are output folders,
    /// which are never read as input.
    ///
    /// # Errors
    /// There is a repository and it cannot be opened.
    pub fn open(start: &Path, config: Option<PathBuf>, skip: Vec<PathBuf>) -> Result<Desk, Error> {
        Ok(Desk {
            source: Source::open(start)?,
            parses: Parses::default(),
            readings: Readings::default(),
            config,
            skip,
            releases: OnceLock::new(),
        })
    }

    /// Returns the device of a moment.
    ///
    /// # Errors
    /// There is no configuration there, or several and none of them is meant.
    pub fn device(&self, moment: &Moment) -> Result<Device, Error> {
        Ok(self.source.device(moment, self.config.as_deref())?)
    }

    /// Reads a moment of the device that is found there. `release` is the version as which it is judged where no tag says so.
    ///
    /// # Errors
    /// It cannot be read, its configuration cannot be used, or it holds no record.
    pub fn read(&self, moment: &Moment, days: Days, release: Option<&str>) -> Result<Reading, Error> {
        let device = self.device(moment)?;
        let reading = self.read_device(moment, &device, days, release)?;
        if reading.dossier.placed.is_empty() && reading.dossier.malformed.is_empty() {
            let folder = format!("{}{}", device.root, reading.tree.folder);
            return Err(Error::Nothing { folder, moment: moment.name().to_owned() });
        }
        Ok(reading)
    }

    /// Reads a moment of a device that was found at another one; a moment without records gives an empty dossier.
    ///
    /// # Errors
    /// The moment cannot be read, or the configuration of the work tree cannot be used.
    pub fn read_device(
        &self,
        moment: &Moment,
        device: &Device,
        days: Days,
        release: Option<&str>,
    ) -> Result<Reading, Error> {
        self.read_snapshot(self.source.snapshot(moment)?, device, days, release)
    }

    /// Reads the work tree of a device as if some files had been written, or written anew; nothing on disk is touched.
    ///
    /// `files` are texts by their paths from the repository's root. To whoever judges the reading they are edits that are not
    /// committed.
    ///
    /// # Errors
    /// The work tree cannot be read, or its configuration cannot be used.
    pub fn read_as_if(
        &self,
        files: impl IntoIterator<Item = (String, Arc<str>)>,
        device: &Device,
        days: Days,
    ) -> Result<Reading, Error> {
        let snapshot = self.source.snapshot(&Moment::WorkTree)?.with_files(files);
        self.read_snapshot(snapshot, device, days, None)
    }

    fn read_snapshot(
        &self,
        snapshot: Snapshot,
        device: &Device,
        days: Days,
        release: Option<&str>,
    ) -> Result<Reading, Error> {
        let (config, faults) = self.config(&snapshot, device)?;
        let tag = self.named_tag(&snapshot.moment, &config)?;
        let as_of = days.as_of.or_else(|| tag.as_ref().and_then(|tag| tag.date)).unwrap_or(days.today);
        let judged = Judged {
            as_of,
            release: tag.as_ref().map(|tag| tag.name.clone()).or_else(|| release.map(str::to_owned)),
        };
        let mut tree = self.source.tree(&snapshot, device, &config.records.root, &self.skip)?;
        // git compares the files with `HEAD` on one thread, while the others parse.
        let (dirty, mut dossier) = rayon::join(
            || self.source.is_dirty(&snapshot, &tree),
            || Dossier::assemble(&tree, Arc::new(config), faults, judged, &self.parses),
        );
        let dirty = dirty?;
        let (named, hashed) = named_files(&dossier);
        self.source.attach(&snapshot, &mut tree, &named, &hashed)?;
        dossier.attachments.clone_from(&tree.attachments);
        dossier.inventory = self.inventories(&snapshot, device, &dossier.config.inventory, &[])?;
        Ok(Reading { snapshot, dossier, tree, tag, dirty })
    }

    /// Returns the dossier of a moment as another configuration judges it: by its rulesets, levels, risk scale, review
    /// periods, release tags, and by what it names in lock files and SBOMs. Where records live stays as it is at the moment.
    ///
    /// # Errors
    /// Lock files and SBOMs cannot be read.
    pub fn judged_by(&self, reading: &Reading, config: &Config) -> Result<Dossier, Error> {
        let own = &reading.dossier.config;
        let mut levels = config.levels.clone();
        for (rule, level) in &mut levels {
            // A place in the other file is none in this one.
            level.at = own.levels.get(rule).map_or(Span::default(), |own| own.at);
        }
        // Whoever no longer names a file is still held against it. Places in the other file are none in this one.
        let unplaced = |globs: &[Spanned<String>]| -> Vec<Spanned<String>> {
            globs.iter().map(|glob| Spanned::new(glob.value.clone(), Span::default())).collect()
        };
        let inventory = InventoryFiles {
            files: own.inventory.files.clone(),
            own: unplaced(&config.inventory.own),
            development: unplaced(&config.inventory.development),
        };
        let before = unplaced(&config.inventory.files);
        let judging = Config {
            rulesets: config.rulesets.clone(),
            levels,
            risk: config.risk.clone(),
            review: config.review.clone(),
            release_tags: config.release_tags.clone(),
            inventory: inventory.clone(),
            ..Config::clone(own)
        };
        let (faults, judged) = (reading.dossier.config_faults.clone(), reading.dossier.judged.clone());
        let mut dossier = Dossier::assemble(&reading.tree, Arc::new(judging), faults, judged, &self.parses);
        dossier.attachments.clone_from(&reading.tree.attachments);
        dossier.inventory = self.inventories(&reading.snapshot, &reading.tree.device, &inventory, &before)?;
        Ok(dossier)
    }

    /// Returns what the lock files and SBOMs of a moment list; nothing is read where none is named. Of those named `before` it is
    /// not asked that they are still there.
    fn inventories(
        &self,
        snapshot: &Snapshot,
        device: &Device,
        config: &InventoryFiles,
        before: &[Spanned<String>],
    ) -> Result<Inventories, Error> {
        let known = |blob, path: &str| self.readings.knows(blob, path);
        let find = |name: &str| self.source.files_named(snapshot, device, name, &self.skip, &known);
        let mut named = Vec::with_capacity(config.files.len());
        for name in &config.files {
            named.push((name, find(&name.value)?));
        }
        for name in before {
            let found = find(&name.value)?;
            if !found.is_empty() {
                named.push((name, found));
            }
        }
        Ok(Inventories::assemble(config, named, &self.readings))
    }

    /// Returns the releases of the device, lowest version first. The glob is read from the moment asked for.
    ///
    /// # Errors
    /// Tags cannot be read.
    pub fn releases(&self, glob: &str) -> Result<Releases, Error> {
        if let Some(known) = self.releases.get().filter(|known| known.glob == glob) {
            return Ok(known.clone());
        }
        let tags = if self.source.is_git() { self.source.tags(glob)? } else { Vec::new() };
        let releases = Releases::new(glob, tags);
        Ok(self.releases.get_or_init(|| releases.clone()).clone_if(glob).unwrap_or(releases))
    }

    /// Returns the highest release among the ancestors of a commit, the commit itself left out; `own` is the release that the
    /// moment is, which is never its own predecessor.
    ///
    /// # Errors
    /// History cannot be read.
    pub fn previous_release(
        &self,
        glob: &str,
        commit: &str,
        own: Option<&str>,
    ) -> Result<Option<Tag>, Error> {
        let releases = self.releases(glob)?;
        if releases.tags.is_empty() {
            return Ok(None);
        }
        for tag in releases.tags.iter().rev() {
            let is_own = own.is_some_and(|own| own == tag.name);
            let is_later = own.is_some_and(|own| compare_versions(&tag.name, own).is_ge());
            // Most often the highest tag is the one, and little of history is looked at.
            if !is_own
                && !is_later
                && let Ok(target) = &tag.commit
                && self.source.is_ancestor(&target.id, commit)?
            {
                return Ok(Some(tag.clone()));
            }
        }
        Ok(None)
    }

    /// Returns the configuration at a moment with the faults that the rules report.
    fn config(&self, snapshot: &Snapshot, device: &Device) -> Result<(Config, Vec<Fault>), Error> {
        let path = device.config.clone();
        let at_work = matches!(snapshot.moment, Moment::WorkTree);
        let text = match self.source.file(snapshot, &path)?.map(|entry| entry.content) {
            None => return Ok((Config::default(), Vec::new())),
            // The configuration is no `*.md` file, but `Source::file` reads what is asked for.
            Some(Content::Text(text)) => FileText::from(&text),
            Some(Content::NotUtf8 { .. }) => {
                return Err(Error::ConfigUnreadable { path, reason: "it is not UTF-8".to_owned() });
            }
            Some(Content::TooLarge { bytes }) => {
                return Err(Error::ConfigUnreadable { path, reason: format!("it holds {bytes} bytes") });
            }
            Some(Content::Symlink { target }) => {
                return Err(Error::ConfigUnreadable {
                    path,
                    reason: format!("it is a symbolic link to {target}"),
                });
            }
            Some(Content::Unreadable { reason }) => return Err(Error::ConfigUnreadable { path, reason }),
            Some(Content::Other { .. } | Content::LfsPointer { .. } | Content::Submodule) => {
                return Err(Error::ConfigUnreadable { path, reason: "it is no text".to_owned() });
            }
        };
        match Config::parse(&text) {
            Ok((config, faults)) if faults.is_empty() || !at_work => Ok((config, faults)),
            Ok((_, faults)) => Err(Error::Config { path, text, faults }),
            // A past moment is still judged, by the defaults: the fault is a finding there.
            Err(faults) if !at_work => Ok((Config { text, ..Config::default() }, faults)),
            Err(faults) => Err(Error::Config { path, text, faults }),
        }
    }

    /// Returns the release tag that a moment is named by.
    fn named_tag(&self, moment: &Moment, config: &Config) -> Result<Option<Tag>, Error> {
        let Moment::Revision(name) = moment else { return Ok(None) };
        let name = name.strip_prefix("refs/tags/").unwrap_or(name);
        let releases = self.releases(&config.release_tags)?;
        Ok(releases.tags.iter().find(|tag| tag.name == name).cloned())
    }
}
