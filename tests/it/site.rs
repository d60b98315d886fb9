//! The site: whole or not at all, the same bytes whoever builds it, links that lead somewhere, and nothing that leaves its place.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use tempfile::TempDir;
use tureen::example;
use tureen::reading::{Days, Desk};
use tureen::site::{Built, Error, Extras, Request, Which, build};
use tureen::source::write_history;

use super::device::{Device, git};

/// The files of a folder with their bytes, by path.
pub type Files = BTreeMap<String, Vec<u8>>;

pub fn files(folder: &Path) -> Files {
    let mut files = Files::new();
    for entry in walkdir::WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.expect("the folder can be listed");
        if !entry.file_type().is_dir() {
            let path = entry.path().strip_prefix(folder).expect("it lies in the folder");
            let path = path.to_str().expect("names are text").replace('\\', "/");
            files.insert(path, std::fs::read(entry.path()).expect("the file can be read"));
        }
    }
    files
}

pub fn days() -> Days {
    Days { today: "2026-02-15".parse().expect("it is a date"), as_of: None }
}

fn try_build(
    repository: &Path,
    out: &Path,
    which: Which,
    work_tree: bool,
    jobs: usize,
) -> Result<Built, Error> {
    let desk = Desk::open(repository, None, vec![out.to_owned()]).expect("the repository can be opened");
    build(
        &desk,
        &Request {
            versions: which,
            work_tree,
            out,
            join: &[],
            days: days(),
            no_history: false,
            extras: Extras::default(),
            theme: None,
            jobs: Some(jobs),
        },
    )
}

pub fn built(repository: &Path, out: &Path) -> Built {
    try_build(repository, out, Which::All, true, 2).expect("the site can be built")
}

/// The example device as a repository, with the folder for sites beside it.
pub fn example() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let repository = folder.path().join("device");
    std::fs::create_dir(&repository).expect("the folder can be made");
    let revisions = example::revisions().expect("the example can be read");
    write_history(&repository, &revisions).expect("the repository can be written");
    (folder, repository)
}

/// Returns every `href` and `src` of a page.
fn links(page: &str) -> impl Iterator<Item = &str> {
    [" href=\"", " src=\""]
        .into_iter()
        .flat_map(move |attribute| page.split(attribute).skip(1))
        .filter_map(|rest| rest.split('"').next())
}

/// Returns the relative links that lead nowhere, and ids that stand twice in a page.
pub fn broken(files: &Files) -> Vec<String> {
    let mut ids: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let mut wrong = Vec::new();
    let text = |bytes| std::str::from_utf8(bytes).expect("pages are text");
    let pages: Vec<(&str, &str)> = files
        .iter()
        .filter(|(path, _)| path.ends_with(".html"))
        .map(|(path, bytes)| (path.as_str(), text(bytes)))
        .collect();
    for (path, page) in &pages {
        let own = ids.entry(path).or_default();
        for id in page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            if !own.insert(id) {
                wrong.push(format!("{path}: the id {id} stands twice"));
            }
        }
    }
    for (path, page) in &pages {
        for link in links(page) {
            if ["http", "mailto:", "data:"].iter().any(|scheme| link.starts_with(scheme)) {
                continue;
            }
            let (file, anchor) =
                link.split_once('#').map_or((link, None), |(file, anchor)| (file, Some(anchor)));
            let mut parts: Vec<&str> = path.split('/').collect();
            if !file.is_empty() {
                parts.pop();
                for part in file.split('/') {
                    match part {
                        ".." if parts.pop().is_none() => {
                            wrong.push(format!("{path}: {link} leaves the site"))
                        }
                        ".." => {}
                        part => parts.push(part),
                    }
                }
            }
            let target = parts.join("/");
            if !files.contains_key(&target) {
                wrong.push(format!("{path}: {link} leads nowhere"));
            } else if let (Some(anchor), Some(ids)) = (anchor, ids.get(&*target))
                && !ids.contains(anchor)
            {
                wrong.push(format!("{path}: {link} has no such place"));
            }
        }
    }
    wrong
}

#[test]
fn the_example_gives_one_site_with_the_same_bytes_however_it_is_built() {
    let (folder, repository) = example();
    let all = folder.path().join("all");
    let first = built(&repository, &all);
    assert!(!first.unchanged && first.versions.len() == 3, "{first:?}");
    let whole = files(&all);
    assert_eq!(broken(&whole), Vec::<String>::new());

    let again = folder.path().join("again");
    try_build(&repository, &again, Which::All, true, 1).expect("the site can be built");
    assert!(files(&again) == whole, "another place and one thread give other bytes");

    for tag in ["v2.0.0", "v2.1.0"] {
        let alone = folder.path().join(tag);
        try_build(&repository, &alone, Which::At(tag.to_owned()), false, 2)
            .expect("one release can be built");
        assert!(files(&alone.join(tag)) == files(&all.join(tag)), "{tag} alone has other bytes");
        assert_eq!(broken(&files(&alone)), Vec::<String>::new());
    }
}

#[test]
fn a_second_build_touches_nothing_and_a_change_only_what_it_changes() {
    let (folder, repository) = example();
    let out = folder.path().join("site");
    built(&repository, &out);
    let modified =
        |path: &str| std::fs::metadata(out.join(path)).and_then(|metadata| metadata.modified()).ok();
    let before = modified("index.html");
    assert!(before.is_some());
    assert!(built(&repository, &out).unchanged);
    assert_eq!(modified("index.html"), before);

    let soup = repository.join("dhf/soup");
    let file = std::fs::read_dir(&soup)
        .expect("there is SOUP")
        .next()
        .expect("there is one")
        .expect("it is readable");
    let text = std::fs::read_to_string(file.path()).expect("a record is text");
    std::fs::write(file.path(), text.replace("\n---\n", "\n---\n\nOne more word.\n"))
        .expect("it can be written");
    assert!(!built(&repository, &out).unchanged);
    let fresh = folder.path().join("fresh");
    built(&repository, &fresh);
    assert!(files(&fresh) == files(&out), "a site that was replaced differs from a new one");
    assert!(
        std::fs::read_dir(folder.path()).expect("it is a folder").count() == 3,
        "something is left beside"
    );
}

#[test]
fn every_manifest_is_right_and_complete() {
    use sha2::{Digest, Sha256};
    let (folder, repository) = example();
    let out = folder.path().join("site");
    built(&repository, &out);
    for root in ["", "v2.0.0", "v2.1.0", "unreleased"] {
        let mut files = files(&out.join(root));
        let manifest = files.remove("manifest.sha256").expect("there is a manifest");
        let hex = |bytes: &[u8]| -> String {
            Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
        };
        let mut expected: Vec<String> =
            files.iter().map(|(path, bytes)| format!("{}  {path}", hex(bytes))).collect();
        let manifest = String::from_utf8(manifest).expect("a manifest is text");
        let mut told: Vec<String> = manifest.lines().map(str::to_owned).collect();
        expected.sort();
        told.sort();
        assert_eq!(told, expected, "{root}");
    }
}

#[test]
fn a_folder_that_was_not_made_here_is_refused() {
    let (folder, repository) = example();
    let foreign = folder.path().join("foreign");
    std::fs::create_dir(&foreign).expect("the folder can be made");
    let other = foreign.join("thesis.txt");
    std::fs::write(&other, "mine").expect("the file can be written");
    let refused = try_build(&repository, &foreign, Which::All, true, 2);
    assert!(matches!(refused, Err(Error::Foreign { .. })), "{refused:?}");
    assert!(matches!(try_build(&repository, &other, Which::All, true, 2), Err(Error::Foreign { .. })));
    assert_eq!(files(&foreign).keys().collect::<Vec<_>>(), ["thesis.txt"]);
    let empty = folder.path().join("empty");
    std::fs::create_dir(&empty).expect("the folder can be made");
    assert!(!built(&repository, &empty).unchanged);
}

#[test]
fn hostile_records_stay_in_their_place_and_run_nothing() {
    let device = Device::repository();
    let body = "<script>alert(1)</script> <img src=x onerror=alert(1)>\n\n# T {onclick=alert(1)}\n\n\
        [a](javascript:alert(1)) [b](../../../../../etc/passwd) [c](//evil.example/x) ![d](https://evil.example/p.png)\n\n\
        [e](evil.html) ![f](evil.html) [g](../risks/RISK-1.md) RISK-1 \u{1}main\u{1} {{ 7 * 7 }} {% raw %}\n\n[^index]: x\n\nx[^index]\n";
    let record = |id: &str| {
        format!(
            "---\nid: {id}\ntitle: '\"><script>alert(1)</script>'\nlicense_text: ../../../etc/passwd\n---\n{body}"
        )
    };
    let ids = [
        "../../x",
        "CON",
        "index",
        "SOUP-a/b",
        "SOUP-1",
        "soup-1",
        "\"x\\ny\"",
        "'<b>'",
        "\"\\u202ex\"",
        "...",
        "SOUP-é",
    ];
    for (number, id) in ids.iter().enumerate() {
        device.write(&format!("dhf/soup/{number}.md"), record(id).as_bytes());
    }
    device.write("dhf/soup/long.md", record(&"x".repeat(3000)).as_bytes());
    device.write("dhf/soup/none.md", b"no front matter </code><script>alert(1)</script>");
    device.write("dhf/soup/nul.md", b"---\nid: SOUP-9\n---\na\0b\x1b[31m\n");
    device.write("dhf/soup/bytes.md", b"---\nid: \xff\n---\n");
    device.write(
        "dhf/risks/RISK-1.md",
        b"---\nid: RISK-1\ntitle: R\ncauses: [{source: SOUP-1}, {source: RISK-1}]\n---\n",
    );
    device.write("dhf/soup/evil.html", b"<script>alert(1)</script>");
    device.commit("all");
    git(device.path(), &["tag", "v1/../x".replace("/..", "-").as_str()]);
    let out = device.path().join("site");
    let made = built(device.path(), &out);
    assert_eq!(made.versions.len(), 2);
    let files = files(&out);
    assert_eq!(broken(&files), Vec::<String>::new());
    let mut lower = BTreeSet::new();
    for (path, bytes) in &files {
        assert!(lower.insert(path.to_lowercase()), "{path} meets another file on a disk that ignores case");
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/._-+".contains(&byte);
        assert!(path.bytes().all(plain) && path.split('/').all(|part| part.len() < 200), "{path}");
        assert!(!path.contains("attachments") || !path.ends_with(".html"), "{path} could run");
        if path.ends_with(".html") {
            let page = String::from_utf8(bytes.clone()).expect("pages are text");
            let scripts = page.matches("<script").count() - page.matches("<script src=\"").count();
            assert_eq!(scripts, 0, "{path} holds a script of its own");
            for harm in [
                "<img src=\"http",
                "onerror=\"",
                "onclick=\"",
                "javascript:",
                "style=",
                "\0",
                "\u{202e}",
                "\u{1}",
            ] {
                let shown = page.replace("[a](javascript:alert(1))", "");
                assert!(!shown.contains(harm), "{path} holds {harm:?}");
            }
            assert!(page.contains("{{ 7 * 7 }}") || !page.contains("49 "), "{path}");
        }
    }
    let skipped = [".tureen-site"];
    assert!(files.keys().all(|path| !path.starts_with('.') || skipped.contains(&&**path)));
}
