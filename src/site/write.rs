//! Writes the site: beside its place first, then moved there whole. The only file of this stage that writes to disk.

use std::collections::HashSet;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use sha2::{Digest, Sha256};
use tempfile::TempDir;

use super::Error;

/// The file by which a folder is known to be made here.
pub const MARKER: &str = ".tureen-site";

/// The list of all other files with their hashes, as `sha256sum -c` reads it.
const MANIFEST: &str = "manifest.sha256";

/// What the marker says.
pub const MARKER_TEXT: &str = "This folder was made by `tureen build`, which replaces it whole.\n";

/// How often a site is moved into place before another build that does the same is given way to.
const ATTEMPTS: usize = 20;

/// The SHA-256 of a file.
pub type Hash = [u8; 32];

/// A site on its way to disk.
pub struct Writer {
    out: PathBuf,
    aside: TempDir,
    /// The site that is there, with what tells it from one that another build has put there meanwhile.
    old: Option<Identity>,
    /// The files that are there already, byte for byte.
    same: Mutex<Vec<String>>,
    written: AtomicUsize,
}

/// What came of writing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The site is in place.
    Replaced,
    /// The site that was there is the same; no file was touched.
    Unchanged,
    /// Another build put its own site there meanwhile, and this one relied on files of the site before.
    Overtaken,
}

impl Writer {
    /// Begins a site at `out`. `reuse` compares every file with the site that is there, and writes only what differs.
    ///
    /// # Errors
    /// There is something at `out` that was not made here, or nothing can be written beside it.
    pub fn begin(out: &Path, reuse: bool) -> Result<Writer, Error> {
        // A link to a folder stays: what it leads to is replaced.
        let out = out.canonicalize().unwrap_or_else(|_| out.to_owned());
        let out = if out.is_absolute() {
            out
        } else {
            std::env::current_dir().map_err(|error| Error::write(&out, error))?.join(out)
        };
        let made_here = allowed(&out)?;
        if made_here {
            refuse_strays(&out)?;
        }
        let parent = out.parent().unwrap_or(Path::new("/"));
        fs::create_dir_all(parent).map_err(|error| Error::write(parent, error))?;
        let name = out.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let aside = tempfile::Builder::new()
            .prefix(&format!(".{name}.tureen-"))
            .tempdir_in(parent)
            .map_err(|error| Error::write(parent, error))?;
        let site = aside.path().join("site");
        fs::create_dir(&site).map_err(|error| Error::write(&site, error))?;
        let old = if made_here && reuse { Identity::of(&out) } else { None };
        Ok(Writer { out, aside, old, same: Mutex::default(), written: AtomicUsize::new(0) })
    }

    /// Makes a folder into which files are put.
    ///
    /// # Errors
    /// It cannot be made.
    pub fn folder(&self, folder: &str) -> Result<(), Error> {
        let path = self.path(folder);
        fs::create_dir_all(&path).map_err(|error| Error::write(&path, error))
    }

    /// Puts a file into the site, by its path with `/` between names, and returns its hash. Its folder was made before.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn put(&self, file: &str, bytes: &[u8]) -> Result<Hash, Error> {
        if self.old.is_some() && is_same(&self.out.join(file), bytes) {
            self.same.lock().unwrap_or_else(PoisonError::into_inner).push(file.to_owned());
        } else {
            let path = self.path(file);
            let written = fs::File::create_new(&path).and_then(|mut to| to.write_all(bytes));
            written.map_err(|error| Error::write(&path, error))?;
            self.written.fetch_add(1, Ordering::Relaxed);
        }
        Ok(Sha256::digest(bytes).into())
    }

    /// Moves the site into place.
    ///
    /// # Errors
    /// The site cannot be moved; what was there stays.
    pub fn finish(self) -> Result<Outcome, Error> {
        let mut same = self.same.into_inner().unwrap_or_else(PoisonError::into_inner);
        let site = self.aside.path().join("site");
        if let Some(old) = &self.old {
            if self.written.into_inner() == 0
                && count(&self.out) == Some(same.len())
                && old.is_still(&self.out)
            {
                return Ok(Outcome::Unchanged);
            }
            same.sort_unstable();
            for file in &same {
                let (from, to) = (self.out.join(file), site.join(file));
                if fs::hard_link(&from, &to).or_else(|_| fs::copy(&from, &to).map(|_| ())).is_err() {
                    return Ok(Outcome::Overtaken);
                }
            }
            if !old.is_still(&self.out) {
                return Ok(Outcome::Overtaken);
            }
        }
        let replaced = self.aside.path().join("replaced");
        let mut last = None;
        for _ in 0..ATTEMPTS {
            // A folder appears here only by another build, or by somebody's hand.
            allowed(&self.out)?;
            let moved = fs::rename(&self.out, &replaced);
            match fs::rename(&site, &self.out) {
                Ok(()) => return Ok(Outcome::Replaced),
                Err(error) => {
                    if moved.is_ok() {
                        let _ = fs::rename(&replaced, &self.out);
                    }
                    let taken = matches!(
                        error.kind(),
                        io::ErrorKind::AlreadyExists | io::ErrorKind::DirectoryNotEmpty
                    );
                    last = Some(error);
                    if !taken {
                        break;
                    }
                }
            }
            let _ = fs::remove_dir_all(&replaced);
        }
        Err(Error::write(&self.out, last.unwrap_or_else(|| io::Error::other("it cannot be moved"))))
    }

    fn path(&self, file: &str) -> PathBuf {
        self.aside.path().join("site").join(file)
    }
}

/// Returns whether the folder holds a site that was made here.
fn allowed(out: &Path) -> Result<bool, Error> {
    match fs::symlink_metadata(out) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(Error::write(out, error)),
        Ok(metadata) if !metadata.is_dir() => Err(Error::Foreign { path: out.to_owned() }),
        Ok(_) if fs::read(out.join(MARKER)).is_ok_and(|text| text == MARKER_TEXT.as_bytes()) => Ok(true),
        Ok(_) => {
            let empty = fs::read_dir(out).map_err(|error| Error::write(out, error))?.next().is_none();
            if empty { Ok(false) } else { Err(Error::Foreign { path: out.to_owned() }) }
        }
    }
}

/// Refuses a site into which somebody has put a file of their own: it would be gone with the site that is replaced.
fn refuse_strays(out: &Path) -> Result<(), Error> {
    let manifest =
        fs::read_to_string(out.join(MANIFEST)).map_err(|error| Error::write(&out.join(MANIFEST), error))?;
    // A line is a hash of 64 digits, two spaces and a path.
    let known: HashSet<&str> = manifest.lines().filter_map(|line| line.get(66..)).collect();
    for entry in walkdir::WalkDir::new(out).min_depth(1) {
        let entry = entry.map_err(|error| Error::write(out, error.into()))?;
        if entry.file_type().is_dir() {
            continue;
        }
        let path = entry.path().strip_prefix(out).map(|path| path.to_string_lossy().replace('\\', "/"));
        let path = path.unwrap_or_default();
        if path != MANIFEST && !known.contains(&*path) {
            return Err(Error::Stray { path: out.to_owned(), file: path });
        }
    }
    Ok(())
}

fn is_same(path: &Path, bytes: &[u8]) -> bool {
    let there = fs::symlink_metadata(path);
    let alike = there.is_ok_and(|metadata| metadata.is_file() && metadata.len() == bytes.len() as u64);
    alike && fs::read(path).is_ok_and(|there| there == bytes)
}

/// Returns how many files there are below a folder; `None` where it cannot be told.
fn count(folder: &Path) -> Option<usize> {
    let mut files = 0;
    for entry in walkdir::WalkDir::new(folder) {
        files += usize::from(!entry.ok()?.file_type().is_dir());
    }
    Some(files)
}

/// What tells a site from one that is put in its place.
struct Identity {
    modified: Option<std::time::SystemTime>,
    file: u64,
}

impl Identity {
    fn of(out: &Path) -> Option<Identity> {
        // The folder itself: its files may be shared with the site before.
        let metadata = fs::metadata(out).ok()?;
        #[cfg(unix)]
        let file = std::os::unix::fs::MetadataExt::ino(&metadata);
        #[cfg(not(unix))]
        let file = metadata.len();
        Some(Identity { modified: metadata.modified().ok(), file })
    }

    fn is_still(&self, out: &Path) -> bool {
        Identity::of(out).is_some_and(|now| now.modified == self.modified && now.file == self.file)
    }
}
