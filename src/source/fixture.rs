//! A tree written as one string, for examples and tests.
//!
//! Each line `//- path` begins a file, with its path from the records' root; `//- tureen.toml` is the configuration, and a path
//! that begins with `/` counts from the device's root, as `//- /Cargo.lock`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use git2::ObjectFormat;
use globset::GlobBuilder;
use sha2::{Digest, Sha256};

use super::{Attachment, AttachmentState, BlobId, Content, Device, Entry, NamedFile, Tree};

/// The records' root of every example.
const FOLDER: &str = "dhf";

/// Returns the tree that a text describes; what stands before the first file is left out.
pub fn tree(text: &str) -> Tree {
    let mut entries: BTreeMap<Arc<str>, Entry> = BTreeMap::new();
    for (path, content) in files(text) {
        if path == super::device::CONFIG || path.starts_with('/') {
            continue;
        }
        let blob = BlobId::hash(content.as_bytes(), ObjectFormat::Sha1);
        let content = if path.ends_with(".md") {
            Content::of(content.as_bytes())
        } else {
            Content::Other { bytes: content.len() as u64 }
        };
        entries.insert(format!("{FOLDER}/{path}").into(), Entry { blob, content });
    }
    Tree {
        device: Device::of(super::device::CONFIG),
        folder: FOLDER.to_owned(),
        problems: {
            let mut problems = Vec::new();
            super::differ_in_case(&entries, &mut problems);
            problems
        },
        files: entries,
        attachments: BTreeMap::new(),
    }
}

/// Returns the configuration of an example, empty where it has none.
pub fn config(text: &str) -> String {
    files(text)
        .into_iter()
        .find(|(path, _)| path == super::device::CONFIG)
        .map(|(_, text)| text)
        .unwrap_or_default()
}

/// Returns the files of an example, each by its path from the records' root, in the order of writing.
pub fn files(text: &str) -> Vec<(String, String)> {
    let text = format!("\n{text}");
    let parts = text.split("\n//- ").skip(1).map(|file| {
        let (path, content) = file.split_once('\n').unwrap_or((file, ""));
        let end = if content.is_empty() || content.ends_with('\n') { "" } else { "\n" };
        (path.trim().to_owned(), format!("{content}{end}"))
    });
    parts.collect()
}

/// Returns the path from the device's root of a file of an example.
pub fn from_root(path: &str) -> String {
    match path.strip_prefix('/') {
        Some(path) => path.to_owned(),
        None if path == super::device::CONFIG => path.to_owned(),
        None => format!("{FOLDER}/{path}"),
    }
}

/// Returns the files of an example that a path or a glob from the device's root names.
pub fn files_named(text: &str, name: &str) -> Vec<NamedFile> {
    let Ok(glob) = GlobBuilder::new(name).literal_separator(true).build() else { return Vec::new() };
    let glob = glob.compile_matcher();
    let files = files(text).into_iter().map(|(path, content)| (from_root(&path), content));
    let mut named: Vec<NamedFile> = files
        .filter(|(path, _)| glob.is_match(path))
        .map(|(path, content)| {
            let blob = BlobId::hash(content.as_bytes(), ObjectFormat::Sha1);
            NamedFile { path: path.into(), blob, content: Content::of(content.as_bytes()) }
        })
        .collect();
    named.sort_by(|one, two| one.path.cmp(&two.path));
    named
}

/// Looks up, among the files of the example, those that its records name; the hash of those in `hashed` is computed.
pub fn attach(tree: &mut Tree, text: &str, named: &BTreeSet<String>, hashed: &BTreeSet<String>) {
    let files: BTreeMap<String, String> =
        files(text).into_iter().map(|(path, content)| (from_root(&path), content)).collect();
    for path in named {
        let state = match files.get(path) {
            Some(content) => AttachmentState::Found {
                bytes: content.len() as u64,
                sha256: hashed.contains(path).then(|| {
                    Sha256::digest(content.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
                }),
            },
            None if path.starts_with('/') || path.split('/').any(|part| part == "..") => {
                AttachmentState::OutsideRepository
            }
            None => AttachmentState::Missing,
        };
        let blob = BlobId::UNREAD;
        tree.attachments.insert(path.as_str().into(), Attachment { blob, state });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_parted_by_their_paths() {
        let tree = tree("\n//- soup/a.md\none\ntwo\n//- soup/b.md\nthree");
        let texts: Vec<_> = tree.files.values().filter_map(|entry| entry.content.text()).collect();
        assert_eq!(
            tree.files.keys().map(|path| &**path).collect::<Vec<_>>(),
            ["dhf/soup/a.md", "dhf/soup/b.md"]
        );
        assert_eq!(texts.iter().map(|text| &***text).collect::<Vec<_>>(), ["one\ntwo\n", "three\n"]);
    }
}
