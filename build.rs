//! Gives the crate a digest of its own sources: two builds of one version number that may write other pages are told apart by it.

use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

/// What decides about the bytes of a site, from the crate's folder.
const SOURCES: [&str; 3] = ["Cargo.lock", "src", "templates"];

fn main() {
    let mut files = Vec::new();
    for source in SOURCES {
        println!("cargo::rerun-if-changed={source}");
        collect(Path::new(source), &mut files);
    }
    files.sort();
    let mut digest = Sha256::new();
    for file in files {
        // A packed crate may lack its lock file, and a checkout may end its lines otherwise.
        let text: Vec<u8> =
            fs::read(&file).unwrap_or_default().into_iter().filter(|byte| *byte != b'\r').collect();
        digest.update(file.to_string_lossy().replace('\\', "/"));
        digest.update([0]);
        digest.update(Sha256::digest(text));
    }
    let digest: String = digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    println!("cargo::rustc-env=TUREEN_SOURCES={digest}");
}

fn collect(path: &Path, files: &mut Vec<PathBuf>) {
    match fs::read_dir(path) {
        Ok(entries) => {
            for entry in entries.flatten() {
                collect(&entry.path(), files);
            }
        }
        Err(_) => files.push(path.to_owned()),
    }
}
