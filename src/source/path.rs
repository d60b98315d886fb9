//! Joins and compares the `/` paths of a repository without asking the disk.

use std::path::{Component, Path};

/// Joins a path to a folder and resolves `.` and `..`; `None` when it is absolute or leaves the repository.
///
/// Both and the result count from the repository's root; the root itself is the empty path.
pub(super) fn normalise(folder: &str, path: &str) -> Option<String> {
    let foreign = cfg!(windows) && path.contains(['\\', ':']);
    if path.starts_with('/') || path.contains('\0') || foreign {
        return None;
    }
    let mut names: Vec<&str> = Vec::new();
    for name in folder.split('/').chain(path.split('/')) {
        match name {
            "" | "." => {}
            ".." => drop(names.pop()?),
            name if name.eq_ignore_ascii_case(".git") => return None,
            name => names.push(name),
        }
    }
    Some(names.join("/"))
}

/// Returns what follows `folder/` in a path; the folder itself gives the empty path.
pub(super) fn strip<'a>(path: &'a str, folder: &str) -> Option<&'a str> {
    if folder.is_empty() || path == folder {
        return Some(&path[folder.len()..]);
    }
    path.strip_prefix(folder)?.strip_prefix('/')
}

/// Joins two paths, either of which may be empty.
pub(super) fn join(folder: &str, name: &str) -> String {
    match (folder, name) {
        ("", name) => name.to_owned(),
        (folder, "") => folder.to_owned(),
        (folder, name) => format!("{folder}/{name}"),
    }
}

/// Spells a relative path of this system with `/`; `None` when it is not UTF-8 or not relative.
pub(super) fn from_native(path: &Path) -> Option<String> {
    let names: Option<Vec<&str>> = path
        .components()
        .map(|component| match component {
            Component::Normal(name) => name.to_str(),
            _ => None,
        })
        .collect();
    Some(names?.join("/"))
}
