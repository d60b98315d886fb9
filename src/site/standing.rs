//! The site that is there already: what of it is as it was written, so that it can stay.

use std::collections::HashMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use rayon::prelude::*;
use sha2::{Digest, Sha256};
use walkdir::WalkDir;

use super::Error;
use super::inputs::{self, Inputs};
use super::write::{ATTEMPTS, Identity, MANIFEST, MARKER, MARKER_TEXT, whole};

/// The digits of a hash and the two blanks behind it, as a manifest writes them.
const HEAD: usize = 66;

/// A site that was made here, looked through once.
#[derive(Debug)]
pub struct Standing {
    /// Its folder.
    pub folder: PathBuf,
    versions: HashMap<String, Option<Folder>>,
    /// The files outside version folders that are as they were written, with their hashes as hex digits.
    rest: HashMap<String, String>,
    /// How many files there are.
    pub count: usize,
    /// How many pages its manifest lists.
    pub pages: usize,
    /// Whether every file that is listed is there and as it was written.
    pub is_whole: bool,
}

/// A version's folder in which every file is as it was written.
#[derive(Debug)]
pub struct Folder {
    /// What it was made from.
    pub inputs: Inputs,
    /// The lines of its manifest, each with its line break.
    pub manifest: String,
    /// The hash of the manifest itself, as hex digits.
    pub hash: String,
}

impl Standing {
    /// Looks through the site at `out`; `None` where there is nothing.
    ///
    /// A file that is newer than the manifest which lists it is read and compared with its hash: whoever copies a site without
    /// its times gets it looked through whole. An older one is taken to be as it was written; `tureen verify` takes nothing.
    ///
    /// # Errors
    /// There is something that was not made here, or a file of somebody's own among the site's.
    pub fn of(out: &Path) -> Result<Option<Standing>, Error> {
        let mut attempts = 0..ATTEMPTS;
        loop {
            let before = Identity::of(out);
            let looked = Standing::look(out);
            // Another build may put its site there meanwhile; what was seen is then neither the one nor the other.
            if before == Identity::of(out) || attempts.next().is_none() {
                return looked;
            }
        }
    }

    /// Looks through a site from which versions are to be taken.
    ///
    /// # Errors
    /// There is no site that was made here.
    pub fn to_join(folder: &Path) -> Result<Standing, Error> {
        let folder = whole(folder)?;
        Standing::of(&folder)?.ok_or(Error::NoSite { path: folder })
    }

    fn look(out: &Path) -> Result<Option<Standing>, Error> {
        if !is_made_here(out)? {
            return Ok(None);
        }
        let manifest_path = out.join(MANIFEST);
        let manifest =
            fs::read_to_string(&manifest_path).map_err(|error| Error::write(&manifest_path, error))?;
        let written = modified(&manifest_path);
        let listed: HashMap<&str, &str> = lines(&manifest).collect();
        let mut entries = Vec::new();
        for entry in fs::read_dir(out).map_err(|error| Error::write(out, error))? {
            let entry = entry.map_err(|error| Error::write(out, error))?;
            entries.push(entry.file_name().to_string_lossy().into_owned());
        }
        entries.sort();
        let looked: Vec<Looked> = entries
            .into_par_iter()
            .map(|name| Looked::at(out, name, &listed, written))
            .collect::<Result<_, Error>>()?;
        let mut standing = Standing {
            folder: out.to_owned(),
            versions: HashMap::new(),
            rest: HashMap::new(),
            count: 0,
            pages: listed.keys().filter(|file| file.ends_with(".html")).count(),
            is_whole: true,
        };
        for looked in looked {
            standing.count += looked.count;
            standing.rest.extend(looked.rest);
            if let Some((name, folder)) = looked.version {
                standing.versions.insert(name, folder);
            }
        }
        let sound: usize = standing.versions.values().flatten().map(Folder::count).sum();
        standing.is_whole = sound + standing.rest.len() == listed.len() && standing.count == listed.len() + 1;
        Ok(Some(standing))
    }

    /// Returns a version's folder if it was made from these inputs and is as it was written.
    pub fn version(&self, folder: &str, inputs: &Inputs) -> Option<&Folder> {
        let found = self.sound(folder)?;
        (inputs.are_telling() && found.inputs == *inputs).then_some(found)
    }

    /// Returns whether it holds a version, damaged or not.
    pub fn has(&self, folder: &str) -> bool {
        self.versions.contains_key(folder)
    }

    /// Returns a version's folder if it is as it was written.
    pub fn sound(&self, folder: &str) -> Option<&Folder> {
        self.versions.get(folder)?.as_ref()
    }

    /// Returns how many versions it holds, damaged ones too.
    pub fn versions(&self) -> usize {
        self.versions.len()
    }

    /// Returns whether a file outside version folders is there and as it was written.
    pub fn holds(&self, file: &str) -> bool {
        self.rest.contains_key(file)
    }

    /// Returns the hash of a file outside version folders, as hex digits, if it is as it was written.
    pub fn hash(&self, file: &str) -> Option<&str> {
        self.rest.get(file).map(String::as_str)
    }

    /// Returns the bytes of a file outside version folders, if it is as it was written.
    pub fn bytes(&self, file: &str) -> Option<Vec<u8>> {
        let hash = self.rest.get(file)?;
        let bytes = fs::read(self.folder.join(file)).ok()?;
        (hex(&Sha256::digest(&bytes)) == *hash).then_some(bytes)
    }
}

impl Folder {
    /// Returns the files that it holds, its manifest left out.
    pub fn files(&self) -> impl Iterator<Item = &str> {
        lines(&self.manifest).map(|(file, _)| file)
    }

    /// Returns how many files there are in it, its manifest counted in.
    pub fn count(&self) -> usize {
        self.files().count() + 1
    }
}

/// What was found at one name in a site's root.
struct Looked {
    count: usize,
    version: Option<(String, Option<Folder>)>,
    rest: Vec<(String, String)>,
}

impl Looked {
    fn at(
        out: &Path,
        name: String,
        listed: &HashMap<&str, &str>,
        written: Option<SystemTime>,
    ) -> Result<Looked, Error> {
        let stray = |file: String| Error::Stray { path: out.to_owned(), file };
        let mut looked = Looked { count: 0, version: None, rest: Vec::new() };
        let own = out.join(&name).join(MANIFEST);
        let manifest = fs::read_to_string(&own).ok();
        let hash = manifest.as_ref().map(|text| hex(&Sha256::digest(text)));
        let own_hash = listed.get(&*format!("{name}/{MANIFEST}")).copied();
        // A manifest that somebody has written anew says nothing.
        let own_list: Option<HashMap<&str, &str>> = manifest
            .as_deref()
            .filter(|_| hash.is_some() && hash.as_deref() == own_hash)
            .map(|text| lines(text).collect());
        let own_written = modified(&own);
        let (mut found, mut sound) = (0, own_list.is_some());
        for entry in WalkDir::new(out.join(&name)) {
            let entry = entry.map_err(|error| Error::write(out, error.into()))?;
            if entry.file_type().is_dir() {
                continue;
            }
            looked.count += 1;
            let path = entry.path().strip_prefix(out).map(|path| path.to_string_lossy().replace('\\', "/"));
            let path = path.unwrap_or_default();
            if path == MANIFEST {
                continue;
            }
            let Some(hash) = listed.get(&*path).copied() else { return Err(stray(path)) };
            let inside = path.strip_prefix(&*name).and_then(|path| path.strip_prefix('/'));
            match (&own_list, inside) {
                (Some(_), Some(MANIFEST)) => {}
                (Some(own_list), Some(inside)) => {
                    found += 1;
                    sound &= own_list
                        .get(inside)
                        .is_some_and(|hash| is_as_written(entry.path(), hash, own_written));
                }
                _ => {
                    if is_as_written(entry.path(), hash, written) {
                        looked.rest.push((path, hash.to_owned()));
                    }
                }
            }
        }
        let is_whole = own_list.as_ref().is_some_and(|list| list.len() == found);
        let is_version = own_hash.is_some();
        drop(own_list);
        if is_version {
            let text = fs::read_to_string(out.join(&name).join(inputs::FILE)).unwrap_or_default();
            let folder = match (manifest, hash, Inputs::from_json(&text)) {
                (Some(manifest), Some(hash), Some(inputs)) if sound && is_whole => {
                    Some(Folder { inputs, manifest, hash })
                }
                _ => None,
            };
            looked.version = Some((name, folder));
        }
        Ok(looked)
    }
}

/// Returns whether the folder holds a site that was made here; an empty folder and none at all hold nothing.
///
/// # Errors
/// There is something else, or it cannot be read.
pub fn is_made_here(out: &Path) -> Result<bool, Error> {
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

/// Returns the files that a manifest lists, with their hashes.
fn lines(manifest: &str) -> impl Iterator<Item = (&str, &str)> {
    manifest.lines().filter_map(|line| Some((line.get(HEAD..)?, line.get(..HEAD - 2)?)))
}

fn modified(path: &Path) -> Option<SystemTime> {
    fs::symlink_metadata(path).ok().filter(fs::Metadata::is_file)?.modified().ok()
}

fn is_as_written(path: &Path, hash: &str, manifest: Option<SystemTime>) -> bool {
    match (modified(path), manifest) {
        (Some(file), Some(manifest)) if file <= manifest => true,
        (Some(_), _) => fs::read(path).is_ok_and(|bytes| hex(&Sha256::digest(bytes)) == hash),
        (None, _) => false,
    }
}

fn hex(hash: &[u8]) -> String {
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}
