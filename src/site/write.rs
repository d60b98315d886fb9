//! Writes the site: beside its place first, then moved there whole. The only file of this stage that writes to disk.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;
use sha2::{Digest, Sha256};
use tempfile::TempDir;

use super::Error;
use super::standing::{Folder, Standing, is_made_here};

/// The file by which a folder is known to be made here.
pub const MARKER: &str = ".tureen-site";

/// The list of all other files with their hashes, as `sha256sum -c` reads it.
pub const MANIFEST: &str = "manifest.sha256";

/// What the marker says.
pub const MARKER_TEXT: &str = "This folder was made by `tureen build`, which replaces it whole.\n";

/// How often a site is moved into place before another build that does the same is given way to.
pub const ATTEMPTS: usize = 20;

/// The SHA-256 of a file.
pub type Hash = [u8; 32];

/// A site on its way to disk.
pub struct Writer {
    out: PathBuf,
    /// Where the site grows; `None` where nothing is written, and only hashes are asked for.
    aside: Option<TempDir>,
    hashes: Mutex<BTreeMap<String, Hash>>,
    /// The files of the version that is being made, where nothing is written and something else is made of them.
    held: Option<Mutex<HashMap<String, Vec<u8>>>>,
    /// The site that is there, with what tells it from one that another build has put there meanwhile.
    old: Option<(Arc<Standing>, Identity)>,
    /// The files that are there already, byte for byte.
    same: Mutex<Vec<String>>,
    /// The folders of versions that are taken over whole: from which site, and their names.
    kept: Mutex<Vec<(Arc<Standing>, String)>>,
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
    /// Begins a site at `out`, where `old` is the site that is there, if it may be relied on: every file is compared with it,
    /// and only what differs is written.
    ///
    /// # Errors
    /// There is something at `out` that was not made here, or nothing can be written beside it.
    pub fn begin(out: &Path, old: Option<Arc<Standing>>) -> Result<Writer, Error> {
        let out = whole(out)?;
        is_made_here(&out)?;
        let parent = out.parent().unwrap_or(Path::new("/"));
        fs::create_dir_all(parent).map_err(|error| Error::write(parent, error))?;
        let name = out.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let aside = tempfile::Builder::new()
            .prefix(&format!(".{name}.tureen-"))
            .tempdir_in(parent)
            .map_err(|error| Error::write(parent, error))?;
        let site = aside.path().join("site");
        fs::create_dir(&site).map_err(|error| Error::write(&site, error))?;
        let old = old.and_then(|old| Some((old, Identity::of(&out)?)));
        Ok(Writer { out, aside: Some(aside), old, ..Writer::hashing(false) })
    }

    /// Begins a site that is never written: every file is digested and forgotten, or held until [`Writer::forget`] if `holds`.
    pub fn hashing(holds: bool) -> Writer {
        Writer {
            out: PathBuf::new(),
            aside: None,
            hashes: Mutex::default(),
            held: holds.then(Mutex::default),
            old: None,
            same: Mutex::default(),
            kept: Mutex::default(),
            written: AtomicUsize::new(0),
        }
    }

    /// Returns the hashes of the files that were put into a site that is never written.
    pub fn into_hashes(self) -> BTreeMap<String, Hash> {
        self.hashes.into_inner().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes over a version's folder as it is in a site: this one's predecessor, or another one's.
    pub fn keep(&self, from: &Arc<Standing>, folder: &str) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.push((Arc::clone(from), folder.to_owned()));
    }

    /// Takes over a file of the site that is there, outside version folders.
    pub fn keep_file(&self, file: &str) {
        self.same.lock().unwrap_or_else(PoisonError::into_inner).push(file.to_owned());
    }

    /// Makes a folder into which files are put.
    ///
    /// # Errors
    /// It cannot be made.
    pub fn folder(&self, folder: &str) -> Result<(), Error> {
        let Some(path) = self.path(folder) else { return Ok(()) };
        fs::create_dir_all(&path).map_err(|error| Error::write(&path, error))
    }

    /// Puts a file into the site, by its path with `/` between names, and returns its hash. Its folder was made before.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn put(&self, file: &str, bytes: &[u8]) -> Result<Hash, Error> {
        let Some(path) = self.path(file) else {
            let hash: Hash = Sha256::digest(bytes).into();
            if let Some(held) = &self.held {
                let mut held = held.lock().unwrap_or_else(PoisonError::into_inner);
                held.insert(file.to_owned(), bytes.to_vec());
            }
            let mut hashes = self.hashes.lock().unwrap_or_else(PoisonError::into_inner);
            hashes.insert(file.to_owned(), hash);
            return Ok(hash);
        };
        if self.old.is_some() && is_same(&self.out.join(file), bytes) {
            self.same.lock().unwrap_or_else(PoisonError::into_inner).push(file.to_owned());
        } else {
            let written = fs::File::create_new(&path).and_then(|mut to| to.write_all(bytes));
            written.map_err(|error| Error::write(&path, error))?;
            self.written.fetch_add(1, Ordering::Relaxed);
        }
        Ok(Sha256::digest(bytes).into())
    }

    /// Returns the bytes of a file that was put.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn bytes(&self, file: &str) -> Result<Vec<u8>, Error> {
        let path = self.path(file);
        // What is there already, byte for byte, was not written again.
        let Some(path) = path else {
            let held = self.held.as_ref().map(|held| held.lock().unwrap_or_else(PoisonError::into_inner));
            let bytes = held.and_then(|held| held.get(file).cloned());
            return bytes.ok_or_else(|| Error::write(Path::new(file), io::Error::other("it is not held")));
        };
        let read = fs::read(&path).or_else(|error| match &self.old {
            Some(_) => fs::read(self.out.join(file)),
            None => Err(error),
        });
        read.map_err(|error| Error::write(&path, error))
    }

    /// Lets go of what is held.
    pub fn forget(&self) {
        if let Some(held) = &self.held {
            held.lock().unwrap_or_else(PoisonError::into_inner).clear();
        }
    }

    /// Moves the site into place.
    ///
    /// # Errors
    /// The site cannot be moved; what was there stays.
    pub fn finish(self) -> Result<Outcome, Error> {
        let mut same = self.same.into_inner().unwrap_or_else(PoisonError::into_inner);
        let kept = self.kept.into_inner().unwrap_or_else(PoisonError::into_inner);
        let aside = self.aside.as_ref().expect("what is only hashed is never put into place").path();
        let site = aside.join("site");
        if let Some((old, identity)) = &self.old {
            let is_ours = |(from, _): &(Arc<Standing>, String)| Arc::ptr_eq(from, old);
            let files =
                |(from, folder): &(Arc<Standing>, String)| from.sound(folder).map_or(0, Folder::count);
            if self.written.into_inner() == 0
                && kept.iter().all(is_ours)
                && same.len() + kept.iter().map(files).sum::<usize>() == old.count
                && identity.is_still(&self.out)
            {
                return Ok(Outcome::Unchanged);
            }
            same.sort_unstable();
            let linked = same.par_iter().map(|file| share(&self.out.join(file), &site.join(file)));
            if linked.collect::<io::Result<()>>().is_err() {
                return Ok(Outcome::Overtaken);
            }
        }
        let taken = kept.par_iter().map(|(from, folder)| {
            let is_ours = self.old.as_ref().is_some_and(|(old, _)| Arc::ptr_eq(from, old));
            take(from, folder, &site, is_ours)
        });
        if taken.collect::<io::Result<()>>().is_err() {
            return Ok(Outcome::Overtaken);
        }
        if self.old.as_ref().is_some_and(|(_, identity)| !identity.is_still(&self.out)) {
            return Ok(Outcome::Overtaken);
        }
        let replaced = aside.join("replaced");
        let mut last = None;
        for _ in 0..ATTEMPTS {
            // A folder appears here only by another build, or by somebody's hand.
            is_made_here(&self.out)?;
            let moved = fs::rename(&self.out, &replaced);
            match fs::rename(&site, &self.out) {
                Ok(()) => {
                    clear(&replaced);
                    return Ok(Outcome::Replaced);
                }
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

    fn path(&self, file: &str) -> Option<PathBuf> {
        self.aside.as_ref().map(|aside| aside.path().join("site").join(file))
    }
}

/// Returns the folder in full. A link to a folder stays: what it leads to is replaced.
///
/// # Errors
/// There is no current folder.
pub fn whole(out: &Path) -> Result<PathBuf, Error> {
    let out = out.canonicalize().unwrap_or_else(|_| out.to_owned());
    if out.is_absolute() {
        return Ok(out);
    }
    Ok(std::env::current_dir().map_err(|error| Error::write(&out, error))?.join(out))
}

/// Puts a file in a second place without writing its bytes again, where the disk can do that.
fn share(from: &Path, to: &Path) -> io::Result<()> {
    fs::hard_link(from, to).or_else(|_| fs::copy(from, to).map(|_| ()))
}

/// Takes a version's folder over into a site. What is not this site's own is copied: two sites share no file.
fn take(from: &Standing, folder: &str, site: &Path, is_ours: bool) -> io::Result<()> {
    let Some(found) = from.sound(folder) else { return Err(io::ErrorKind::NotFound.into()) };
    let (old, new) = (from.folder.join(folder), site.join(folder));
    fs::create_dir_all(&new)?;
    let mut last = "";
    for file in found.files() {
        let inside = file.rsplit_once('/').map_or("", |(inside, _)| inside);
        if inside != last {
            fs::create_dir_all(new.join(inside))?;
            last = inside;
        }
        let (from, to) = (old.join(file), new.join(file));
        if is_ours { share(&from, &to)? } else { fs::copy(&from, &to).map(|_| ())? }
    }
    // Last, so that no file is newer than the manifest which lists it.
    let (from, to) = (old.join(MANIFEST), new.join(MANIFEST));
    if is_ours { share(&from, &to) } else { fs::copy(&from, &to).map(|_| ()) }
}

/// Removes what a folder holds, on all threads.
fn clear(folder: &Path) {
    let entries: Vec<PathBuf> =
        fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    entries.par_iter().for_each(|entry| drop(fs::remove_dir_all(entry)));
}

fn is_same(path: &Path, bytes: &[u8]) -> bool {
    let there = fs::symlink_metadata(path);
    let alike = there.is_ok_and(|metadata| metadata.is_file() && metadata.len() == bytes.len() as u64);
    alike && fs::read(path).is_ok_and(|there| there == bytes)
}

/// What tells a site from one that is put in its place.
#[derive(PartialEq, Eq)]
pub struct Identity {
    modified: Option<std::time::SystemTime>,
    file: u64,
}

impl Identity {
    /// Returns what tells the folder that is there from any other; `None` where there is none.
    pub fn of(out: &Path) -> Option<Identity> {
        // The folder itself: its files may be shared with the site before.
        let metadata = fs::metadata(out).ok()?;
        #[cfg(unix)]
        let file = std::os::unix::fs::MetadataExt::ino(&metadata);
        #[cfg(not(unix))]
        let file = metadata.len();
        Some(Identity { modified: metadata.modified().ok(), file })
    }

    fn is_still(&self, out: &Path) -> bool {
        Identity::of(out).is_some_and(|now| now == *self)
    }
}
