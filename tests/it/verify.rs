//! Sites held against the repositories that they come from: what was edited, moved, lost, or never came from there.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde_json::Value;
use sha2::{Digest, Sha256};
use tempfile::TempDir;

use crate::device::{Device, Run, git, run};
use crate::reports::{assert_follows, json, validator};

/// A device with two releases, and its site beside it.
struct Made {
    device: Device,
    folder: TempDir,
}

impl Made {
    fn new() -> Made {
        Made::with(&[])
    }

    fn with(arguments: &[&str]) -> Made {
        let device = Device::repository();
        let soup =
            |version: &str| format!("---\nid: SOUP-001\ntitle: zlib\nversion: {version}\n---\n\nInflates.\n");
        device.write("dhf/soup/SOUP-001.md", soup("1.3").as_bytes());
        device.write("dhf/items/SYS-001.md", b"---\nid: SYS-001\ntitle: Service\nsafety_class: B\n---\n");
        device.commit("first");
        git(device.path(), &["tag", "-a", "-m", "first", "v1.0.0"]);
        device.write("dhf/soup/SOUP-001.md", soup("1.3.1").as_bytes());
        device.commit("second");
        git(device.path(), &["tag", "-a", "-m", "second", "v1.1.0"]);
        let made = Made { device, folder: tempfile::tempdir().expect("a temporary folder can be made") };
        let site = made.site();
        let all = [&["build", "--quiet", "-o", site.to_str().expect("the path is text")], arguments].concat();
        let built = made.device.run(&all);
        assert_eq!(built.status, 0, "{}", built.errors);
        made
    }

    fn site(&self) -> PathBuf {
        self.folder.path().join("site")
    }

    fn verify(&self, folder: &str, arguments: &[&str]) -> Run {
        let folder = self.folder.path().join(folder);
        self.device.run(&[&["verify", folder.to_str().expect("the path is text")], arguments].concat())
    }

    /// Verifies the whole site and returns the document.
    fn document(&self) -> (i32, Value) {
        let run = self.verify("site", &["--format", "json"]);
        let document = json(&run.output);
        assert_follows(&of("verify"), &document);
        (run.status, document)
    }

    /// Returns what is said of one version.
    fn verdict(&self, folder: &str) -> (i32, String) {
        let (status, document) = self.document();
        let versions = document["versions"].as_array().expect("a list");
        let version =
            versions.iter().find(|version| version["folder"] == folder).expect("the version is there");
        (status, version["verdict"].as_str().expect("a word").to_owned())
    }

    fn edit(&self, file: &str, old: &str, new: &str) {
        let path = self.site().join(file);
        let text = std::fs::read_to_string(&path).expect("the file is there");
        assert!(text.contains(old), "{file} does not hold {old}");
        std::fs::write(path, text.replace(old, new)).expect("it can be written");
    }

    /// Writes the manifests anew, as somebody would who hides an edit.
    fn repair(&self) {
        for folder in ["v1.0.0", "v1.1.0", "unreleased", ""] {
            let root = self.site().join(folder);
            if root.exists() {
                let lines = files(&root).into_iter().filter(|(file, _)| file != "manifest.sha256");
                let lines = lines.map(|(file, bytes)| {
                    let digest: String =
                        Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
                    format!("{digest}  {file}\n")
                });
                let lines: BTreeSet<String> = lines.collect();
                // What is right already stays, in its own order.
                let manifest = root.join("manifest.sha256");
                let old = std::fs::read_to_string(&manifest).unwrap_or_default();
                let old: BTreeSet<String> = old.split_inclusive('\n').map(str::to_owned).collect();
                if old != lines {
                    let text: String = lines.into_iter().collect();
                    std::fs::write(manifest, text).expect("it can be written");
                }
            }
        }
    }
}

fn of(name: &str) -> jsonschema::Validator {
    let schemas = tureen::report::schema::all();
    let schema = schemas.into_iter().find(|schema| schema.name == name).expect("there is such a schema");
    validator(&json(&schema.render()))
}

fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = walkdir::WalkDir::new(folder).into_iter().map(|entry| entry.expect("it can be listed"));
    let files = entries.filter(|entry| entry.file_type().is_file());
    files
        .map(|entry| {
            let name = entry.path().strip_prefix(folder).expect("it lies there");
            let name = name.to_str().expect("names are text").replace('\\', "/");
            (name, std::fs::read(entry.path()).expect("it can be read"))
        })
        .collect()
}

fn copy(from: &Path, to: &Path) {
    for (file, bytes) in files(from) {
        let path = to.join(file);
        std::fs::create_dir_all(path.parent().expect("it lies in the folder")).expect("folders can be made");
        std::fs::write(path, bytes).expect("it can be written");
    }
}

#[test]
fn an_untouched_site_is_what_the_repository_gives_and_so_is_a_version_that_was_copied_away() {
    let made = Made::new();
    let whole = made.verify("site", &[]);
    assert_eq!(whole.status, 0, "{}{}", whole.output, whole.errors);
    assert!(whole.output.contains("is what this repository gives"), "{}", whole.output);
    let (status, document) = made.document();
    assert_eq!(
        (status, &document["standing"], &document["root"]["verdict"]),
        (0, &"equal".into(), &"equal".into())
    );
    let manifest = made.verify("site", &["--manifest-only"]);
    assert_eq!(manifest.status, 0, "{}", manifest.errors);
    assert!(manifest.output.contains("is not found in this way"), "{}", manifest.output);

    for version in ["v1.0.0", "v1.1.0", "unreleased"] {
        copy(&made.site().join(version), &made.folder.path().join("stick"));
        let run = made.verify("stick", &[]);
        assert_eq!(run.status, 0, "{version}: {}{}", run.output, run.errors);
        std::fs::remove_dir_all(made.folder.path().join("stick")).expect("it can be removed");
    }
    // From a bare clone, too; that has no work tree.
    let bare = made.folder.path().join("bare");
    git(made.device.path(), &["clone", "--quiet", "--bare", ".", bare.to_str().expect("text")]);
    let version = made.site().join("v1.1.0");
    let run = run(&bare, &["verify", version.to_str().expect("text")]);
    assert_eq!(run.status, 0, "{}{}", run.output, run.errors);
}

#[test]
fn the_usual_tool_accepts_every_manifest() {
    let made = Made::new();
    for folder in ["", "v1.0.0", "v1.1.0", "unreleased"] {
        let check = std::process::Command::new("sha256sum")
            .args(["--check", "--strict", "--quiet", "manifest.sha256"])
            .current_dir(made.site().join(folder))
            .output();
        // Not every system has it.
        let Ok(check) = check else { return };
        assert!(check.status.success(), "{folder}: {}", String::from_utf8_lossy(&check.stderr));
    }
}

#[test]
fn an_edited_page_is_named_and_a_repaired_manifest_does_not_hide_it() {
    let made = Made::new();
    made.edit("v1.0.0/soup/SOUP-001.html", "1.3", "1.4");
    for arguments in [&[][..], &["--manifest-only"]] {
        let run = made.verify("site", arguments);
        assert_eq!(run.status, 1);
        assert!(
            run.output.contains("v1.0.0/soup/SOUP-001.html was changed after it was written"),
            "{}",
            run.output
        );
    }
    made.repair();
    assert_eq!(made.verify("site", &["--manifest-only"]).status, 0);
    let run = made.verify("site", &[]);
    assert_eq!(run.status, 1);
    assert!(
        run.output.contains("v1.0.0/soup/SOUP-001.html was changed, and the manifest with it"),
        "{}",
        run.output
    );
    assert_eq!(made.verdict("v1.0.0").1, "differs");
    assert_eq!(made.verdict("v1.1.0").1, "equal");
    assert_eq!(made.verify("site/v1.1.0", &[]).status, 0);
    assert_eq!(made.verify("site/v1.0.0", &[]).status, 1);
}

#[test]
fn what_was_added_taken_out_or_linked_is_named() {
    let made = Made::new();
    let site = made.site();
    std::fs::write(site.join("v1.0.0/notes.html"), "mine").expect("it can be written");
    std::fs::write(site.join("notes.html"), "mine").expect("it can be written");
    std::fs::remove_file(site.join("v1.1.0/findings.html")).expect("it is there");
    #[cfg(unix)]
    {
        std::fs::remove_file(site.join("v1.1.0/index.html")).expect("it is there");
        std::os::unix::fs::symlink("/etc/passwd", site.join("v1.1.0/index.html")).expect("it can be made");
    }
    let run = made.verify("site", &[]);
    assert_eq!(run.status, 1);
    for said in [
        "v1.0.0/notes.html does not belong here: the manifest does not list it",
        "  notes.html does not belong here: the manifest does not list it",
        "v1.1.0/findings.html is missing",
        #[cfg(unix)]
        "v1.1.0/index.html is a symbolic link, which no build writes",
    ] {
        assert!(run.output.contains(said), "{said}\n{}", run.output);
    }
    // Hidden as well as anybody can, but for the link.
    #[cfg(unix)]
    std::fs::remove_file(site.join("v1.1.0/index.html")).expect("it is there");
    made.repair();
    let run = made.verify("site", &[]);
    assert_eq!(run.status, 1);
    for said in [
        "v1.0.0/notes.html was added, to the manifest too",
        "v1.1.0/findings.html was taken out, of the manifest too",
    ] {
        assert!(run.output.contains(said), "{said}\n{}", run.output);
    }
    std::fs::remove_file(site.join("v1.0.0/manifest.sha256")).expect("it is there");
    let run = made.verify("site/v1.0.0", &["--manifest-only"]);
    assert_eq!(run.status, 2, "{}", run.output);
    let run = made.verify("site", &["--manifest-only"]);
    assert_eq!(run.status, 1);
    assert!(run.output.contains("v1.0.0/manifest.sha256: there is no manifest"), "{}", run.output);
}

#[test]
fn a_tag_that_moved_was_made_anew_or_is_gone_is_told() {
    let made = Made::new();
    let path = made.device.path();
    git(path, &["tag", "-f", "-a", "-m", "again", "v1.0.0", "v1.0.0^{commit}"]);
    let (status, document) = made.document();
    assert_eq!((status, &document["versions"][1]["retagged"]), (1, &true.into()), "{document:#}");
    git(path, &["tag", "-f", "-a", "-m", "moved", "v1.0.0", "HEAD"]);
    assert_eq!(made.verdict("v1.0.0"), (1, "moved".to_owned()));
    let run = made.verify("site/v1.0.0", &[]);
    assert!(run.status == 1 && run.output.contains("moved: the site is of commit"), "{}", run.output);
    git(path, &["tag", "-d", "v1.0.0"]);
    assert_eq!(made.verdict("v1.0.0"), (1, "gone".to_owned()));
    // What is compared with it is built otherwise, and it is said why.
    let run = made.verify("site/v1.1.0", &[]);
    assert_eq!(run.status, 1);
    assert!(
        run.output.contains("perhaps because the releases before it are not those of then"),
        "{}",
        run.output
    );
}

#[test]
fn what_cannot_be_judged_ends_in_two() {
    let made = Made::new();
    let nothing = made.folder.path().join("nothing");
    std::fs::create_dir(&nothing).expect("it can be made");
    std::fs::write(nothing.join("thesis.txt"), "mine").expect("it can be written");
    for (folder, said) in [
        ("nothing", "is not a site that Tureen made"),
        ("nowhere", "cannot be read"),
        ("nothing/thesis.txt", "no folder"),
    ] {
        for arguments in [&[][..], &["--manifest-only"]] {
            let run = made.verify(folder, arguments);
            assert_eq!((run.status, &*run.output), (2, ""));
            assert!(run.errors.contains(said), "{}", run.errors);
        }
    }
    let site = made.site();
    let site = site.to_str().expect("text");
    let outside = run(made.folder.path(), &["verify", site]);
    assert_eq!((outside.status, &*outside.output), (2, ""));
    assert!(outside.errors.contains("there is no git repository"), "{}", outside.errors);
    assert_eq!(run(made.folder.path(), &["verify", site, "--manifest-only"]).status, 0);

    let other = Device::example();
    let run = other.run(&["verify", site]);
    assert_eq!(run.status, 2, "{}", run.output);
    assert!(run.output.contains("this repository has no commit"), "{}", run.output);
}

#[test]
fn a_site_of_another_tool_is_not_compared_and_its_manifest_still_holds() {
    let made = Made::new();
    let this = format!("\"version\": \"{}\"", env!("CARGO_PKG_VERSION"));
    for version in ["v1.0.0", "v1.1.0", "unreleased"] {
        made.edit(&format!("{version}/data/inputs.json"), &this, "\"version\": \"0.0.9\"");
    }
    assert_eq!(made.verify("site", &[]).status, 1, "an edit is an edit");
    made.repair();
    let run = made.verify("site", &[]);
    assert_eq!(run.status, 2, "{}", run.output);
    assert!(run.output.contains("not judged: tureen 0.0.9 made it and this is tureen"), "{}", run.output);
    assert_eq!(made.verdict("v1.1.0").1, "other-tool");
}

#[test]
fn a_day_that_was_given_is_the_day_of_the_rebuild() {
    let made = Made::with(&["--as-of", "2026-03-01"]);
    let run = made.verify("site", &[]);
    assert_eq!(run.status, 0, "{}{}", run.output, run.errors);
    assert!(run.output.contains("as of 2026-03-01, a day that was given"), "{}", run.output);
}

#[test]
fn a_site_of_some_versions_is_judged_whole() {
    for arguments in [&["--at", "v1.0.0"][..], &["--tags", "v1.*"], &["--at", "main"], &["--no-history"]] {
        let made = Made::with(arguments);
        let run = made.verify("site", &[]);
        assert_eq!(run.status, 0, "{arguments:?}: {}{}", run.output, run.errors);
    }
}

#[test]
fn a_work_tree_that_moved_on_cannot_be_built_again_and_the_releases_can() {
    let made = Made::new();
    made.device.write("dhf/soup/SOUP-002.md", b"---\nid: SOUP-002\n---\n");
    assert_eq!(made.verdict("unreleased"), (2, "unjudged".to_owned()));
    made.device.commit("third");
    assert_eq!(made.verdict("unreleased"), (2, "unjudged".to_owned()));
    assert_eq!(made.verdict("v1.1.0").1, "equal");
    for version in ["v1.0.0", "v1.1.0"] {
        assert_eq!(made.verify(&format!("site/{version}"), &[]).status, 0);
    }
}

#[test]
fn the_dossier_of_every_version_follows_its_schema_and_holds_every_record() {
    let device = Device::example();
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let site = folder.path().join("site");
    let built = device.run(&["build", "--quiet", "-o", site.to_str().expect("text")]);
    assert_eq!(built.status, 0, "{}", built.errors);
    let validator = of("dossier");
    for version in ["v2.0.0", "v2.1.0", "unreleased"] {
        let text =
            std::fs::read_to_string(site.join(version).join("data/dossier.json")).expect("it is there");
        let document = json(&text);
        assert_follows(&validator, &document);
        let records = document["records"].as_array().expect("a list");
        assert_eq!(records.len() as u64, document["input"]["records"].as_u64().expect("a number"));
        for record in records {
            assert!(site.join(version).join(record["page"].as_str().expect("text")).exists());
        }
        let opencv = records.iter().find(|record| record["id"] == "SOUP-005").expect("it is there");
        assert_eq!(opencv["fields"]["used_in"], serde_json::json!(["ITEM-102"]));
        assert!(opencv["fields"]["version"].is_string() && opencv["class"]["class"] == "B");
        assert!(!opencv["linked_by"].as_array().expect("a list").is_empty());
    }
    let unreleased = std::fs::read(device.path().join("dhf/soup/SOUP-005.md")).expect("it is there");
    let digest: String = Sha256::digest(unreleased).iter().map(|byte| format!("{byte:02x}")).collect();
    let text = std::fs::read_to_string(site.join("unreleased/data/dossier.json")).expect("it is there");
    assert!(text.contains(&digest));
}

#[test]
fn archives_and_single_files_are_built_anew_as_well() {
    let made = Made::with(&["--tags", "v*", "--archive", "--single-file"]);
    let run = made.verify("site", &[]);
    assert_eq!(run.status, 0, "{}{}", run.output, run.errors);
    let archive = made.site().join("v1.0.0.zip");
    let mut bytes = std::fs::read(&archive).expect("the archive is there");
    bytes.push(0);
    std::fs::write(&archive, bytes).expect("it can be written");
    let run = made.verify("site", &[]);
    assert_eq!(run.status, 1, "{}{}", run.output, run.errors);
    assert!(run.output.contains("v1.0.0.zip"), "{}", run.output);
}

#[test]
fn what_was_given_a_theme_from_disk_is_not_judged() {
    let theme = tempfile::tempdir().expect("a temporary folder can be made");
    std::fs::write(theme.path().join("tureen.css"), "body { color: black; }\n").expect("it can be written");
    let made = Made::with(&["--tags", "v*", "--theme", theme.path().to_str().expect("the path is text")]);
    let run = made.verify("site", &[]);
    assert_eq!(run.status, 2, "{}{}", run.output, run.errors);
    assert!(format!("{}{}", run.output, run.errors).contains("--theme"), "{}{}", run.output, run.errors);
}
