//! Where the repository and the device are found, and what each moment holds.

use super::*;
use crate::source::Error;

#[test]
fn a_subfolder_a_linked_work_tree_and_a_bare_clone_read_the_same() {
    let lab = Lab::with_device();
    let (_, _, expected) = read(&lab.source(), &revision("HEAD"));
    assert_eq!(paths(&expected), ["dhf/soup/SOUP-001.md"]);

    let other = tempfile::tempdir().expect("a temporary folder");
    lab.repo.worktree("linked", &other.path().join("linked"), None).expect("a linked work tree");
    let bare = other.path().join("bare");
    git2::build::RepoBuilder::new()
        .bare(true)
        .clone(&lab.path("").to_string_lossy(), &bare)
        .expect("a clone");

    for start in [lab.path("dhf/soup"), other.path().join("linked/dhf"), bare.clone()] {
        let source = Source::open(&start).expect("it opens");
        assert_eq!(read(&source, &revision("HEAD")).2.files, expected.files, "{}", start.display());
        if !source.is_bare() {
            assert_eq!(read(&source, &Moment::WorkTree).2.files, expected.files, "{}", start.display());
        }
    }
    let error = Source::open(&bare).expect("it opens").snapshot(&Moment::WorkTree).expect_err("bare");
    assert_eq!(error.to_string(), "a bare repository has no work tree");
    assert!(error.help().expect("help").contains("--at REV"));
}

#[test]
fn work_tree_index_and_head_are_told_apart() {
    let lab = Lab::with_device();
    lab.write("dhf/soup/SOUP-001.md", "two\n");
    lab.stage();
    lab.write("dhf/soup/SOUP-001.md", "three\r\n");
    let source = lab.source();
    for (moment, text, dirty) in [
        (Moment::WorkTree, "three\r\n", true),
        (Moment::Index, "two\n", true),
        (revision("HEAD"), "one\n", false),
    ] {
        let (snapshot, _, tree) = read(&source, &moment);
        assert_eq!(content(&tree, "dhf/soup/SOUP-001.md"), &Content::Text(text.into()));
        assert_eq!(source.is_dirty(&snapshot, &tree).expect("known"), dirty, "{moment}");
        assert_eq!(snapshot.commit.expect("HEAD").id, lab.head().to_string());
    }
}

#[test]
fn only_the_devices_own_files_make_it_dirty() {
    let lab = Lab::with_device();
    let source = lab.source();
    let is_dirty = || {
        let (snapshot, _, tree) = read(&source, &Moment::WorkTree);
        source.is_dirty(&snapshot, &tree).expect("known")
    };
    lab.write("src/main.c", "");
    assert!(!is_dirty());
    lab.write("dhf/soup/SOUP-002.md", "new\n");
    assert!(is_dirty());
}

#[test]
fn before_the_first_commit_there_is_only_a_work_tree() {
    let lab = Lab::new();
    lab.write("tureen.toml", "");
    lab.write("dhf/soup/SOUP-001.md", "one\n");
    let source = lab.source();
    let (snapshot, _, tree) = read(&source, &Moment::WorkTree);
    assert_eq!(snapshot.commit, None);
    assert_eq!(paths(&tree), ["dhf/soup/SOUP-001.md"]);
    assert!(source.is_dirty(&snapshot, &tree).expect("known"));
    let error = source.snapshot(&revision("HEAD")).expect_err("no commit");
    assert_eq!(error.help().as_deref(), Some("the repository has no commits yet"));
}

#[test]
fn a_plain_folder_has_a_work_tree_and_no_history() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    write(folder.path(), "tureen.toml", "");
    write(folder.path(), "dhf/soup/SOUP-001.md", "one\n");
    let source = Source::open(&folder.path().join("dhf")).expect("it opens");
    assert!(!source.is_git());
    let (snapshot, device, tree) = read(&source, &Moment::WorkTree);
    assert_eq!((device.root.as_str(), paths(&tree)), ("", vec!["dhf/soup/SOUP-001.md"]));
    assert!(!source.is_dirty(&snapshot, &tree).expect("known"));
    assert!(matches!(source.snapshot(&revision("v1")), Err(Error::NotGit { .. })));
    assert!(matches!(source.snapshot(&Moment::Index), Err(Error::NotGit { .. })));
    assert_eq!(source.tags("v*").expect("none"), []);
    assert!(source.history(&[], &device, "dhf").expect("none").commits.is_empty());
}

#[test]
fn the_nearest_device_wins_and_several_are_listed() {
    let lab = Lab::new();
    for device in ["devices/a", "devices/b"] {
        lab.write(&format!("{device}/tureen.toml"), "");
        lab.write(&format!("{device}/dhf/soup/SOUP-001.md"), device);
    }
    lab.commit("start");
    for moment in [Moment::WorkTree, Moment::Index, revision("HEAD")] {
        let error = lab.source().device(&moment, None).expect_err("two");
        assert_eq!(
            error.to_string(),
            format!("there are 2 devices in `{moment}`: devices/a/tureen.toml, devices/b/tureen.toml")
        );
        let source = Source::open(&lab.path("devices/b/dhf")).expect("it opens");
        let (_, device, tree) = read(&source, &moment);
        assert_eq!(device, Device { root: "devices/b/".into(), config: "devices/b/tureen.toml".into() });
        assert_eq!(content(&tree, "dhf/soup/SOUP-001.md"), &Content::Text("devices/b".into()));

        let named = source.device(&moment, Some("../../a/tureen.toml".as_ref())).expect("named");
        assert_eq!(named.root, "devices/a/");
        assert!(matches!(source.device(&moment, Some("x.toml".as_ref())), Err(Error::ConfigMissing { .. })));
        let outside = source.device(&moment, Some("../../../../x.toml".as_ref()));
        assert!(matches!(outside, Err(Error::ConfigOutside { .. })));
    }
}

#[test]
fn the_only_device_is_found_from_anywhere() {
    let lab = Lab::new();
    lab.write("devices/a/tureen.toml", "");
    lab.write("src/main.c", "");
    lab.commit("start");
    let source = Source::open(&lab.path("src")).expect("it opens");
    for moment in [Moment::WorkTree, Moment::Index, revision("HEAD")] {
        assert_eq!(source.device(&moment, None).expect("one").root, "devices/a/");
    }
    let empty = Lab::new().source().device(&Moment::WorkTree, None).expect_err("none");
    assert!(empty.help().expect("help").contains("tureen demo"));
}

#[test]
fn odd_revisions_are_errors_and_not_crashes() {
    let lab = Lab::with_device();
    let source = lab.source();
    for name in ["", "-x", "--all", "v9", "@{", "HEAD~99", "a b", "\0", "..", "^", "HEAD:no"] {
        let error = source.snapshot(&revision(name)).expect_err(name);
        assert!(matches!(error, Error::UnknownRevision { .. }), "{name:?}: {error}");
    }
    let error = source.snapshot(&revision("HEAD:tureen.toml")).expect_err("a blob");
    assert_eq!(error.to_string(), "`HEAD:tureen.toml` leads to a blob, not to a commit");
}

#[test]
fn another_users_repository_comes_with_gits_advice() {
    let refused = git2::Error::new(git2::ErrorCode::Owner, git2::ErrorClass::Config, "not owned");
    let help = Error::open("/srv/dhf".as_ref(), &refused).help().expect("help");
    assert!(help.contains("git config --global --add safe.directory /srv/dhf"));
    let lab = Lab::new();
    let mut config = lab.repo.config().expect("a configuration");
    config.set_i32("core.repositoryformatversion", 1).expect("set");
    config.set_str("extensions.refstorage", "reftable").expect("set");
    let error = Source::open(&lab.path("")).err().expect("unsupported");
    assert!(
        matches!(&error, Error::UnsupportedRepository { extension, .. } if extension == "extensions.refstorage")
    );
}

#[test]
fn a_partial_clone_is_refused_in_our_words() {
    let lab = Lab::with_device();
    let mut config = lab.repo.config().expect("a configuration");
    config.set_i32("core.repositoryformatversion", 1).expect("set");
    config.set_str("extensions.partialclone", "origin").expect("set");
    let error = Source::open(&lab.path("")).err().expect("unsupported");
    assert!(error.help().expect("help").contains("clone without --filter"));
}

#[test]
fn a_source_is_shared_between_threads() {
    fn is_shared<T: Send + Sync>(_: &T) {}
    let lab = Lab::with_device();
    let source = lab.source();
    is_shared(&source);
    std::thread::scope(|scope| {
        for moment in [Moment::WorkTree, Moment::Index, revision("HEAD")] {
            let source = &source;
            scope.spawn(move || assert_eq!(read(source, &moment).2.files.len(), 1));
        }
    });
    assert_eq!(source.blobs_read(), 1);
}
