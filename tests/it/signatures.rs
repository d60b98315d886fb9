//! Signed tags, made by git and by ssh-keygen where the machine has it, and held against the list of keys in the repository.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::device::{Device, git};

/// A device with a record, and a folder for keys beside it.
struct Signed {
    device: Device,
    keys: tempfile::TempDir,
}

impl Signed {
    /// `None` where there is no ssh-keygen, as on machines without OpenSSH.
    fn new() -> Option<Signed> {
        Command::new("ssh-keygen").arg("-?").output().ok()?;
        let device = Device::repository();
        device.write("dhf/soup/SOUP-001.md", b"---\nid: SOUP-001\ntitle: zlib\n---\n");
        Some(Signed { device, keys: tempfile::tempdir().expect("a temporary folder can be made") })
    }

    /// Makes a key and returns its private half.
    fn key(&self, name: &str, kind: &str, bits: &str) -> PathBuf {
        let path = self.keys.path().join(name);
        let made = Command::new("ssh-keygen")
            .args(["-q", "-N", "", "-C", name, "-t", kind, "-b", bits, "-f"])
            .arg(&path)
            .output()
            .expect("ssh-keygen starts");
        assert!(made.status.success(), "{kind}: {}", String::from_utf8_lossy(&made.stderr));
        path
    }

    /// Returns a line of a list that gives a key to Ada.
    fn line(&self, options: &str, key: &Path) -> String {
        let key = std::fs::read_to_string(key.with_extension("pub")).expect("the public half is there");
        format!("ada@example.com {options} {key}")
    }

    /// Commits, and tags with a key.
    fn release(&self, tag: &str, key: &Path, list: Option<&str>) {
        if let Some(list) = list {
            self.device.write(".allowed_signers", list.as_bytes());
        }
        self.device.commit(tag);
        let key = format!("user.signingkey={}", key.display());
        git(self.device.path(), &["-c", "gpg.format=ssh", "-c", &key, "tag", "-s", "-m", "a release", tag]);
    }

    /// Returns what is found about a tag.
    fn found(&self, tag: &str) -> Vec<String> {
        let checked = self.device.check(&["--at", tag, "--rule", "release-tag-unsigned"]);
        checked
            .findings
            .into_iter()
            .map(|finding| finding.split_once(": ").map_or(String::new(), |(_, said)| said.to_owned()))
            .collect()
    }

    /// Returns whether git accepts a tag by the list that is checked out.
    fn git_accepts(&self, tag: &str) -> bool {
        let list =
            format!("gpg.ssh.allowedSignersFile={}", self.device.path().join(".allowed_signers").display());
        let run = Command::new("git")
            .args(["-c", &list, "tag", "-v", tag])
            .current_dir(self.device.path())
            .output();
        run.expect("git starts").status.success()
    }
}

#[test]
fn what_git_accepts_is_accepted_with_every_kind_of_key() {
    let Some(signed) = Signed::new() else { return };
    for (kind, bits) in
        [("ed25519", "256"), ("ecdsa", "256"), ("ecdsa", "384"), ("ecdsa", "521"), ("rsa", "3072")]
    {
        let name = format!("{kind}-{bits}");
        let key = signed.key(&name, kind, bits);
        let tag = format!("v1.0.0-{name}");
        signed.release(&tag, &key, Some(&signed.line("namespaces=\"git\"", &key)));
        assert!(signed.git_accepts(&tag), "{name}");
        assert_eq!(signed.found(&tag), Vec::<String>::new(), "{name}");
    }
}

#[test]
fn what_git_refuses_is_found_with_the_reason() {
    let Some(signed) = Signed::new() else { return };
    let (ada, eve) = (signed.key("ada", "ed25519", "256"), signed.key("eve", "ed25519", "256"));
    signed.release("v1.0.0", &ada, None);
    let found = signed.found("v1.0.0");
    assert!(
        found.len() == 1 && found[0].contains("there is no list of keys at .allowed_signers"),
        "{found:?}"
    );

    for (tag, list, said) in [
        ("v1.1.0", signed.line("", &eve), "which is not in .allowed_signers"),
        (
            "v1.2.0",
            signed.line("valid-after=\"20270101\"", &ada),
            "line 1 allows it from 2027-01-01T00:00:00Z on",
        ),
        (
            "v1.3.0",
            signed.line("valid-before=\"20250101\"", &ada),
            "line 1 allows it until 2025-01-01T00:00:00Z",
        ),
        ("v1.4.0", signed.line("namespaces=\"file\"", &ada), "line 1 allows it for file, not for git"),
        ("v1.5.0", signed.line("cert-authority", &ada), "which is not in .allowed_signers"),
    ] {
        signed.release(tag, &ada, Some(&list));
        assert!(!signed.git_accepts(tag), "{tag}");
        let found = signed.found(tag);
        assert!(found.len() == 1 && found[0].contains(said), "{tag}: {found:?}");
    }
}

#[test]
fn a_tag_whose_bytes_were_changed_or_that_was_renamed_is_bad() {
    let Some(signed) = Signed::new() else { return };
    let ada = signed.key("ada", "ed25519", "256");
    signed.release("v1.0.0", &ada, Some(&signed.line("", &ada)));
    assert_eq!(signed.found("v1.0.0"), Vec::<String>::new());
    let path = signed.device.path();
    let object = git(path, &["cat-file", "tag", "v1.0.0"]);

    let forged = signed.keys.path().join("forged");
    std::fs::write(&forged, object.replace("a release", "a RELEASE")).expect("it can be written");
    let forged = forged.to_str().expect("the path is text");
    let id = git(path, &["hash-object", "-t", "tag", "-w", forged]);
    git(path, &["update-ref", "refs/tags/v1.0.1", id.trim()]);
    assert!(!signed.git_accepts("v1.0.1"));
    let found = signed.found("v1.0.1");
    assert_eq!(found, ["the tag v1.0.1 carries a bad signature: it does not match what it is said to sign"]);

    // git itself is content with a good tag under another name.
    let id = git(path, &["rev-parse", "v1.0.0"]);
    git(path, &["update-ref", "refs/tags/v9.0.0", id.trim()]);
    assert!(signed.git_accepts("v9.0.0"));
    let found = signed.found("v9.0.0");
    assert!(
        found.len() == 1 && found[0].ends_with("calls itself v1.0.0, and the tag is called v9.0.0"),
        "{found:?}"
    );
}

#[test]
fn the_list_may_lie_elsewhere_and_is_read_from_the_tagged_commit() {
    let Some(signed) = Signed::new() else { return };
    let (ada, eve) = (signed.key("ada", "ed25519", "256"), signed.key("eve", "ed25519", "256"));
    signed.device.write("tureen.toml", b"[releases]\nallowed_signers = \"keys/release\"\n");
    signed.device.write("keys/release", signed.line("", &ada).as_bytes());
    signed.release("v1.0.0", &ada, None);
    // Whoever may sign later on does not change what was signed before, and the other way round.
    signed.device.write("keys/release", signed.line("", &eve).as_bytes());
    signed.device.commit("another key");
    assert_eq!(signed.found("v1.0.0"), Vec::<String>::new());
    signed.release("v1.1.0", &ada, None);
    let found = signed.found("v1.1.0");
    assert!(found.len() == 1 && found[0].contains("which is not in keys/release"), "{found:?}");
}

#[test]
fn a_key_that_came_since_the_release_before_is_told() {
    let Some(signed) = Signed::new() else { return };
    let (ada, eve) = (signed.key("ada", "ed25519", "256"), signed.key("eve", "ed25519", "256"));
    let both = signed.line("", &ada) + &signed.line("", &eve);
    signed.release("v1.0.0", &ada, Some(&signed.line("", &ada)));
    signed.release("v1.1.0", &ada, Some(&both));
    signed.release("v1.2.0", &eve, None);
    std::fs::remove_file(signed.device.path().join(".allowed_signers")).expect("it is there");
    signed.release("v1.3.0", &eve, None);
    signed.device.commit("more");
    // Whoever forges a tag can put the key into its tree.
    let mallory = signed.key("mallory", "ed25519", "256");
    signed.release("v2.0.0", &mallory, Some(&signed.line("", &mallory)));
    signed.release("v2.1.0", &ada, Some(&both));
    let site = signed.keys.path().join("site");
    let built = signed.device.run(&["build", "--quiet", "-o", site.to_str().expect("text")]);
    assert_eq!(built.status, 0, "{}", built.errors);
    let page = |version: &str| {
        std::fs::read_to_string(site.join(version).join("provenance.html")).expect("there is such a page")
    };
    assert!(page("v1.0.0").contains("there is no release before this one"));
    assert!(page("v1.1.0").contains("known before"));
    assert!(page("v1.2.0").contains("known before"));
    assert!(
        page("v1.3.0").contains("key not trusted") && page("v1.3.0").contains("there is no list of keys")
    );
    assert!(page("v2.0.0").contains("has no list"));
    assert!(page("v2.1.0").contains("new key"));
    for version in ["v1.0.0", "v2.1.0"] {
        let page = page(version);
        assert!(page.contains("SHA256:") && page.contains("<strong>ada@example.com</strong>"), "{version}");
        assert!(page.contains("not an electronic signature"));
    }
}
