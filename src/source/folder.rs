//! The texts of a folder on disk that is no part of the repository.

use std::path::Path;

use walkdir::WalkDir;

use super::error::io;
use super::{Error, work_tree};

/// The most files that such a folder holds.
const MOST: usize = 1000;

/// A file's path from its folder with `/` between names, and its text or why there is none.
pub type NamedText = (String, Result<String, String>);

/// Returns the files below a folder on disk, each with its path from there and its text, or why it cannot be read, sorted. Links
/// are not followed, and of a file above `largest` bytes only the size is told.
///
/// # Errors
/// The folder cannot be read.
pub fn folder_of_texts(folder: &Path, largest: u64) -> Result<Vec<NamedText>, Error> {
    let mut files = Vec::new();
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.map_err(|error| {
            let path = error.path().unwrap_or(folder).to_owned();
            io(&path, error.into())
        })?;
        if entry.file_type().is_dir() {
            continue;
        }
        let path = entry.path().strip_prefix(folder).unwrap_or(entry.path());
        let name = path.to_string_lossy().replace('\\', "/");
        let text = if !entry.file_type().is_file() {
            Err("it is no regular file".to_owned())
        } else {
            match work_tree::read_at_most(entry.path(), largest) {
                Ok(Ok(bytes)) => String::from_utf8(bytes).map_err(|_| "it is not UTF-8".to_owned()),
                Ok(Err(bytes)) => Err(format!("it holds {bytes} bytes")),
                Err(error) => Err(error.to_string()),
            }
        };
        files.push((name, text));
        if files.len() > MOST {
            return Err(io(folder, std::io::Error::other(format!("it holds more than {MOST} files"))));
        }
    }
    Ok(files)
}
