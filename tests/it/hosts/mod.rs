//! The set-ups for hosts: their scripts run against real repositories and a host on loopback.

mod github;
mod gitlab;
mod guide;
mod pre_commit;
mod server;

use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use crate::device::{Device, git};
use server::Host;

/// A record that brings errors.
const ERROR: &str = "---\nid: SOUP-002\ntitle: libpng\nversion: latest\n---\n";

/// A repository with a change that is to be reviewed, the host that it lies on, and a runner with a clone.
struct Project {
    /// The repository: `main`, and `topic` with the change.
    origin: Device,
    /// The host.
    host: Host,
    /// The runner's own folder.
    runner: TempDir,
}

impl Project {
    /// Makes a project whose change adds a record.
    fn with(record: &str) -> Project {
        Project::changing(|origin| origin.write("dhf/soup/SOUP-002.md", record.as_bytes()))
    }

    /// Makes one whose change brings errors.
    fn owing() -> Project {
        Project::with(ERROR)
    }

    /// Makes one whose change concerns no record.
    fn harmless() -> Project {
        Project::changing(|origin| origin.write("README.txt", b"Words.\n"))
    }

    /// Makes one with a change of one's own.
    fn changing(change: impl FnOnce(&Device)) -> Project {
        let origin = Device::repository();
        origin.write("dhf/soup/SOUP-001.md", &soup("SOUP-001", "zlib", "1.3.1"));
        origin.commit("Start");
        git(origin.path(), &["switch", "--quiet", "--create", "topic"]);
        change(&origin);
        origin.commit("Change");
        git(origin.path(), &["switch", "--quiet", "main"]);
        let runner = tempfile::tempdir().expect("a temporary folder can be made");
        Project { origin, host: Host::start(), runner }
    }

    /// Returns the commit of a revision of the repository.
    fn commit(&self, revision: &str) -> String {
        git(self.origin.path(), &["rev-parse", revision]).trim().to_owned()
    }

    /// Merges the change into what is `main` now, as hosts do aside to try it.
    fn merge(&self, reference: &str) {
        let origin = self.origin.path();
        git(origin, &["switch", "--quiet", "--detach", "main"]);
        git(origin, &["merge", "--quiet", "--no-ff", "-m", "Merge", "topic"]);
        git(origin, &["update-ref", reference, "HEAD"]);
        git(origin, &["switch", "--quiet", "main"]);
    }

    /// Returns the folder of the runner's clone.
    fn clone(&self) -> PathBuf {
        self.runner.path().join("work")
    }

    /// Clones as runners do: one reference, with so many commits, or all of everything with 0.
    fn clone_of(&self, depth: u32, reference: &str) {
        let clone = self.clone();
        std::fs::create_dir(&clone).expect("the folder is new");
        let address = format!("file://{}", self.origin.path().display());
        git(&clone, &["init", "--quiet"]);
        git(&clone, &["remote", "add", "origin", &address]);
        let one = format!("+{reference}:refs/remotes/checked/out");
        if depth == 0 {
            let all = ["+refs/heads/*:refs/remotes/origin/*", "+refs/tags/*:refs/tags/*"];
            git(&clone, &["fetch", "--quiet", "origin", all[0], all[1], &one]);
        } else {
            git(&clone, &["fetch", "--quiet", "--no-tags", "--depth", &depth.to_string(), "origin", &one]);
        }
        git(&clone, &["checkout", "--quiet", "--detach", "refs/remotes/checked/out"]);
    }
}

/// Makes a folder of a change look like a repository whose configuration runs a command when something is fetched.
fn embed(origin: &Device) {
    let config = "[core]\nrepositoryformatversion = 0\nbare = true\n[remote \"origin\"]\n\
                  url = .\nuploadpack = touch owned; git-upload-pack\n";
    for (path, text) in [
        ("HEAD", "ref: refs/heads/main\n"),
        ("config", config),
        ("objects/info/keep", ""),
        ("refs/heads/keep", ""),
        ("shallow", "0123456789012345678901234567890123456789\n"),
        ("tureen.toml", ""),
    ] {
        origin.write(&format!("device/{path}"), text.as_bytes());
    }
}

fn soup(id: &str, title: &str, version: &str) -> Vec<u8> {
    format!("---\nid: {id}\ntitle: {title}\nversion: {version}\n---\n").into_bytes()
}

/// Returns the archive of a release with this program, and its name without an ending.
fn archive(version: &str) -> (String, Vec<u8>) {
    let name = format!("tureen-v{version}-{}-unknown-linux-musl", std::env::consts::ARCH);
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let inner = folder.path().join(&name);
    std::fs::create_dir(&inner).expect("the folder is new");
    let script = format!("#!/bin/sh\nexec '{}' \"$@\"\n", env!("CARGO_BIN_EXE_tureen"));
    std::fs::write(inner.join("tureen"), script).expect("the file can be written");
    pack(folder.path(), "chmod", &["+x", &inner.join("tureen").display().to_string()]);
    pack(folder.path(), "tar", &["-czf", "archive.tar.gz", &name]);
    (name, std::fs::read(folder.path().join("archive.tar.gz")).expect("it was packed"))
}

fn pack(folder: &Path, program: &str, arguments: &[&str]) {
    let status = Command::new(program).args(arguments).current_dir(folder).status().expect("it starts");
    assert!(status.success(), "{program} {arguments:?}");
}

fn sha256(bytes: &[u8]) -> String {
    use sha2::Digest;
    sha2::Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
