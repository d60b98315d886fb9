//! Building where a site is already: only what changed is made again, and the bytes are those of a site built from nothing.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use tureen::reading::Desk;
use tureen::site::{Built, Error, Extras, Request, Which, build};

use super::device::git;
use super::site::{built, days, example, files};

/// Builds releases at a place, with the help of other sites.
fn joined(
    repository: &Path,
    out: &Path,
    which: Which,
    work_tree: bool,
    join: &[PathBuf],
) -> Result<Built, Error> {
    let mut skip = join.to_vec();
    skip.push(out.to_owned());
    let desk = Desk::open(repository, None, skip).expect("the repository can be opened");
    let request = Request {
        versions: which,
        work_tree,
        out,
        join,
        days: days(),
        no_history: false,
        extras: Extras::default(),
        theme: None,
        jobs: Some(2),
    };
    build(&desk, &request)
}

/// Says that the site is the one that would be built where none is.
#[track_caller]
fn is_as_from_nothing(repository: &Path, out: &Path) {
    let fresh = repository.with_file_name("fresh");
    let _ = fs::remove_dir_all(&fresh);
    built(repository, &fresh);
    let (one, other) = (files(out), files(&fresh));
    let differ: Vec<&String> =
        one.keys().chain(other.keys()).filter(|file| one.get(*file) != other.get(*file)).collect();
    assert!(differ.is_empty(), "{differ:?}");
}

/// Returns what tells a file from a copy of it, and from itself written anew.
fn identity(path: &Path) -> (u64, SystemTime) {
    use std::os::unix::fs::MetadataExt;
    let metadata = fs::metadata(path).expect("the file is there");
    (metadata.ino(), metadata.modified().expect("the disk tells times"))
}

/// Writes a file as somebody's editor does, a while after the site was built.
fn edit(path: &Path, text: &str) {
    fs::write(path, text).expect("the file can be written");
    let file = fs::File::options().append(true).open(path).expect("the file can be opened");
    file.set_modified(SystemTime::now() + Duration::from_secs(60)).expect("the disk keeps times");
}

#[test]
fn a_new_release_leaves_those_before_it_in_place() {
    let (folder, repository) = example();
    let out = folder.path().join("site");
    built(&repository, &out);
    let page = out.join("v2.1.0/soup/SOUP-005.html");
    let before = identity(&page);
    git(&repository, &["tag", "--annotate", "-m", "next", "v2.2.0"]);
    let second = built(&repository, &out);
    assert_eq!(
        (second.versions.len(), second.kept),
        (4, 2),
        "the work tree has another release before it now"
    );
    assert_eq!(identity(&page), before);
    is_as_from_nothing(&repository, &out);
}

#[test]
fn a_release_that_is_gone_takes_its_folder_with_it() {
    let (folder, repository) = example();
    let out = folder.path().join("site");
    built(&repository, &out);
    git(&repository, &["tag", "--delete", "v2.0.0"]);
    built(&repository, &out);
    assert!(!out.join("v2.0.0").exists());
    is_as_from_nothing(&repository, &out);
}

#[test]
fn a_moved_tag_is_built_anew() {
    let (folder, repository) = example();
    let out = folder.path().join("site");
    built(&repository, &out);
    git(&repository, &["tag", "--annotate", "--force", "-m", "moved", "v2.1.0", "v2.1.0~1"]);
    let second = built(&repository, &out);
    assert_eq!(second.kept, 1);
    is_as_from_nothing(&repository, &out);
}

#[test]
fn a_change_of_the_work_tree_builds_the_work_tree_alone() {
    let (folder, repository) = example();
    let out = folder.path().join("site");
    built(&repository, &out);
    let record = repository.join("dhf/soup/SOUP-005.md");
    let text = fs::read_to_string(&record).expect("the record is there");
    fs::write(&record, text.replace("title: OpenCV", "title: Open CV")).expect("it can be written");
    let second = built(&repository, &out);
    assert_eq!((second.kept, second.unchanged), (2, false));
    is_as_from_nothing(&repository, &out);
    fs::write(&record, text).expect("it can be written");
    built(&repository, &out);
    is_as_from_nothing(&repository, &out);
}

#[test]
fn what_somebody_did_to_a_site_is_undone() {
    let (folder, repository) = example();
    let out = folder.path().join("site");
    built(&repository, &out);
    let edits: [&dyn Fn(); 6] = [
        &|| edit(&out.join("v2.0.0/index.html"), "edited"),
        &|| fs::remove_file(out.join("v2.1.0/soup/SOUP-001.html")).expect("the page is there"),
        &|| edit(&out.join("index.html"), "edited"),
        &|| edit(&out.join("compare/v2.0.0..v2.1.0.html"), "edited"),
        &|| edit(&out.join("compare/data/v2.1.0.js"), "TUREEN_STEP({});\n"),
        &|| edit(&out.join("v2.0.0/manifest.sha256"), ""),
    ];
    for (number, change) in edits.into_iter().enumerate() {
        change();
        let again = built(&repository, &out);
        assert!(!again.unchanged, "change {number} was not noticed");
        is_as_from_nothing(&repository, &out);
        assert!(built(&repository, &out).unchanged, "after change {number}");
    }
}

#[test]
fn a_page_and_its_manifest_edited_together_are_made_again() {
    let (folder, repository) = example();
    let out = folder.path().join("site");
    built(&repository, &out);
    let (page, manifest) = (out.join("v2.0.0/index.html"), out.join("v2.0.0/manifest.sha256"));
    let text = fs::read_to_string(&manifest).expect("the manifest is there");
    fs::write(&page, "edited").expect("the page can be written");
    let hash = "2c7d8cad1b6e5ba5ba4e9ae7cbfb7a2ad37a3a6d85e0f2b6e8c8c40ad2a1c1e8";
    let lines = text.lines().map(|line| match line.split_once("  ") {
        Some((_, "index.html")) => format!("{hash}  index.html\n"),
        _ => format!("{line}\n"),
    });
    fs::write(&manifest, lines.collect::<String>()).expect("the manifest can be written");
    built(&repository, &out);
    is_as_from_nothing(&repository, &out);
}

#[test]
fn releases_built_by_themselves_join_into_the_site_of_a_build_of_all() {
    let (folder, repository) = example();
    let shard = |tag: &str| {
        let out = folder.path().join(format!("shard-{tag}"));
        joined(&repository, &out, Which::At(tag.to_owned()), false, &[]).expect("one release can be built");
        out
    };
    let shards = [shard("v2.0.0"), shard("v2.1.0")];
    let out = folder.path().join("site");
    let whole = joined(&repository, &out, Which::All, true, &shards).expect("they can be joined");
    assert_eq!(whole.kept, 2);
    is_as_from_nothing(&repository, &out);

    // What is not as it would be built now is not taken.
    edit(&shards[0].join("v2.0.0/index.html"), "edited");
    let out = folder.path().join("other");
    let whole = joined(&repository, &out, Which::All, true, &shards).expect("they can be joined");
    assert_eq!(whole.kept, 1);
    let [(site, version, reason)] = &whole.refused[..] else { panic!("{:?}", whole.refused) };
    assert!(site.ends_with("shard-v2.0.0") && version == "v2.0.0" && reason == "not as it was written");
    is_as_from_nothing(&repository, &out);

    let nothing = folder.path().join("nothing");
    let refused = joined(&repository, &folder.path().join("third"), Which::All, true, &[nothing]);
    assert!(matches!(refused, Err(Error::NoSite { .. })), "{refused:?}");
}

#[test]
fn another_as_of_date_is_another_site() {
    let (folder, repository) = example();
    let out = folder.path().join("site");
    built(&repository, &out);
    let desk = Desk::open(&repository, None, vec![out.clone()]).expect("the repository can be opened");
    let mut later = days();
    later.as_of = Some("2026-12-24".parse().expect("it is a date"));
    let request = Request {
        versions: Which::All,
        work_tree: true,
        out: &out,
        join: &[],
        days: later,
        no_history: false,
        extras: Extras::default(),
        theme: None,
        jobs: Some(2),
    };
    assert_eq!(build(&desk, &request).expect("the site can be built").kept, 0);
    built(&repository, &out);
    is_as_from_nothing(&repository, &out);
}
