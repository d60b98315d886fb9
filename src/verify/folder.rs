//! Reads a site from disk: every file with its hash, every manifest, and what each version says it was made from.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use super::Error;
use crate::site::inputs::{self, Inputs};
use crate::site::{Hash, MANIFEST, MARKER};

/// A site on disk, or one version's folder that was copied out of it.
pub(super) struct Folder {
    /// Whether it is a whole site, with its root.
    pub is_whole: bool,
    /// What lies there, by path with `/` between names; folders themselves left out.
    pub files: BTreeMap<String, Lying>,
    /// The manifests, by the folder they stand in: empty, or `v2.1.0/`.
    pub manifests: BTreeMap<String, Manifest>,
    /// The versions, by their folder: empty for one that was copied away, `v2.1.0/` within a site.
    pub versions: BTreeMap<String, Option<Inputs>>,
}

/// What lies at a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Lying {
    /// A file.
    File(Hash),
    /// A symbolic link: what it leads to is not looked at.
    Link,
    /// Neither file nor folder, or a file that cannot be read, with the reason.
    Unreadable(String),
}

/// A list of files with their hashes.
#[derive(Default)]
pub(super) struct Manifest {
    /// The hashes, by path from the manifest's folder.
    pub listed: BTreeMap<String, Hash>,
    /// Numbers of lines that cannot be read, from 1.
    pub broken: Vec<usize>,
    /// Whether there is one.
    pub is_there: bool,
}

impl Folder {
    /// Reads a folder.
    ///
    /// # Errors
    /// It cannot be listed, or is no site.
    pub fn read(path: &Path) -> Result<Folder, Error> {
        let unreadable = |reason: String| Error::Unreadable { path: path.to_owned(), reason };
        let metadata = std::fs::metadata(path).map_err(|error| unreadable(error.to_string()))?;
        if !metadata.is_dir() {
            return Err(unreadable("it is no folder".to_owned()));
        }
        let mut entries = Vec::new();
        for entry in walkdir::WalkDir::new(path).min_depth(1) {
            let entry = entry.map_err(|error| unreadable(error.to_string()))?;
            if !entry.file_type().is_dir() {
                let name = entry.path().strip_prefix(path).unwrap_or(entry.path());
                let name = name.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/");
                entries.push((name, entry));
            }
        }
        let holds = |file: &str| entries.iter().any(|(name, _)| name == file);
        let is_whole = holds(MARKER) || (holds(MANIFEST) && holds("versions.js"));
        let is_version = holds(inputs::FILE) && holds(MANIFEST);
        if !is_whole && !is_version {
            return Err(Error::Foreign { path: path.to_owned() });
        }
        let lying = entries.par_iter().map(|(name, entry)| (name.clone(), lying(entry)));
        let files: BTreeMap<String, Lying> = lying.collect();

        let folders: BTreeSet<String> = match is_whole {
            false => BTreeSet::from([String::new()]),
            true => {
                files.keys().filter_map(|file| file.strip_suffix(inputs::FILE).map(str::to_owned)).collect()
            }
        };
        // Attachments lie deeper than inputs: a version's folder stands in the root.
        let folders =
            folders.into_iter().filter(|folder| folder.matches('/').count() == usize::from(is_whole));
        let text = |file: &str| match files.get(file) {
            Some(Lying::File(_)) => std::fs::read_to_string(path.join(file)).ok(),
            Some(Lying::Link | Lying::Unreadable(_)) | None => None,
        };
        let mut versions = BTreeMap::new();
        let mut manifests = BTreeMap::new();
        for folder in folders {
            let inputs = text(&format!("{folder}{}", inputs::FILE));
            versions.insert(folder.clone(), inputs.and_then(|text| Inputs::from_json(&text)));
            manifests.insert(folder.clone(), Manifest::read(text(&format!("{folder}{MANIFEST}"))));
        }
        if is_whole {
            manifests.insert(String::new(), Manifest::read(text(MANIFEST)));
        }
        Ok(Folder { is_whole, files, manifests, versions })
    }

    /// Returns the folder of the version that a file belongs to; `None` for a file of the root.
    pub fn version_of<'f>(&'f self, file: &str) -> Option<&'f str> {
        if !self.is_whole {
            return Some("");
        }
        let end = file.find('/')? + 1;
        self.versions.get_key_value(&file[..end]).map(|(folder, _)| &**folder)
    }
}

impl Manifest {
    /// Reads the lines that `sha256sum` writes.
    fn read(text: Option<String>) -> Manifest {
        let Some(text) = text else { return Manifest::default() };
        let mut manifest = Manifest { is_there: true, ..Manifest::default() };
        for (index, line) in text.lines().enumerate() {
            let read = line.split_once("  ").and_then(|(digits, file)| Some((hash(digits)?, file)));
            match read {
                // The same file twice: the line that says otherwise is not believed.
                Some((hash, file)) if manifest.listed.get(file).is_none_or(|known| *known == hash) => {
                    manifest.listed.insert(file.to_owned(), hash);
                }
                Some(_) | None => manifest.broken.push(index + 1),
            }
        }
        manifest
    }
}

fn hash(digits: &str) -> Option<Hash> {
    let mut hash = Hash::default();
    if digits.len() != 2 * hash.len() || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    for (byte, at) in hash.iter_mut().zip((0..digits.len()).step_by(2)) {
        *byte = u8::from_str_radix(&digits[at..at + 2], 16).ok()?;
    }
    Some(hash)
}

fn lying(entry: &walkdir::DirEntry) -> Lying {
    if entry.path_is_symlink() {
        return Lying::Link;
    }
    // A pipe would never end.
    if !entry.file_type().is_file() {
        return Lying::Unreadable("it is neither a file nor a folder".to_owned());
    }
    match digest(entry.path()) {
        Ok(hash) => Lying::File(hash),
        Err(error) => Lying::Unreadable(error.to_string()),
    }
}

fn digest(path: &Path) -> io::Result<Hash> {
    let mut file = File::open(path)?;
    let mut digest = Sha256::new();
    let mut bytes = [0; 1 << 15];
    loop {
        match file.read(&mut bytes)? {
            0 => return Ok(digest.finalize().into()),
            read => digest.update(&bytes[..read]),
        }
    }
}
