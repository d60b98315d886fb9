//! The chapter on tool validation: its requirements are traced to tests that exist, and what it promises beyond other tests.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::golden::{self, Golden};
use crate::device::{Device, git, run};

const REQUIREMENTS: &str = "book/src/validation/requirements.md";
const FAILURES: &str = "book/src/validation/failures.md";
const MATRIX: &str = "book/src/validation/matrix.md";

/// A requirement of the tool: its number, its words, and the tests that show it.
struct Requirement {
    id: String,
    text: String,
    tests: Vec<String>,
}

/// Reads the requirements of the chapter.
fn requirements() -> Vec<Requirement> {
    let page = golden::read(REQUIREMENTS);
    let entries = page.split("\n- **TUR-").skip(1).map(|entry| {
        let entry = entry.split("\n\n").next().unwrap_or_default();
        let entry = entry.split_whitespace().collect::<Vec<_>>().join(" ");
        let (number, rest) = entry.split_once("** ").expect("a number is bold");
        let (text, shown) = rest.split_once(" Shown by ").unwrap_or((rest, ""));
        Requirement {
            id: format!("TUR-{number}"),
            text: text.to_owned(),
            tests: shown.split('`').skip(1).step_by(2).map(str::to_owned).collect(),
        }
    });
    entries.collect()
}

/// Returns every test of the project by its name, with the files that hold one of that name.
fn tests() -> BTreeMap<String, Vec<String>> {
    let mut tests: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let rust = ["src", "tests/it"].into_iter().flat_map(|folder| golden::files(folder, ".rs"));
    for file in rust {
        let text = golden::read(&file);
        let mut is_test = false;
        for line in text.lines().map(str::trim) {
            if line == "#[test]" {
                is_test = true;
            } else if let Some(rest) = line.strip_prefix("fn ").filter(|_| is_test) {
                let name = rest.split('(').next().unwrap_or_default();
                tests.entry(name.to_owned()).or_default().push(file.clone());
                is_test = false;
            }
        }
    }
    for file in
        golden::files("tests/browser", ".test.mjs").iter().filter(|file| !file.contains("node_modules"))
    {
        for title in
            golden::read(file).split("\ntest(\"").skip(1).filter_map(|rest| rest.split("\", ").next())
        {
            tests.entry(title.to_owned()).or_default().push(file.clone());
        }
    }
    tests
}

#[test]
fn every_requirement_is_shown_by_tests_that_exist() {
    let (requirements, tests) = (requirements(), tests());
    let mut wrong = Vec::new();
    assert!(requirements.len() > 40, "the list is read: {} requirements", requirements.len());
    assert!(requirements.is_sorted_by(|one, two| one.id < two.id), "numbers rise, and none stands twice");
    for requirement in &requirements {
        if requirement.tests.is_empty() {
            wrong.push(format!("{} is shown by no test", requirement.id));
        }
        for test in &requirement.tests {
            match tests.get(test).map(Vec::as_slice) {
                None => wrong.push(format!("{}: there is no test `{test}`", requirement.id)),
                Some([_]) => {}
                Some(files) => wrong.push(format!("{}: `{test}` is in {}", requirement.id, files.join(", "))),
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_matrix_says_where_each_test_stands() {
    let tests = tests();
    let mut page = String::from(
        "# Requirements and their tests\n\nMade from [the requirements](requirements.md) and the source by a test. The tests in \
         `src` and `tests/it` are run by `cargo test NAME`, those in `tests/browser` by `tests/run`.\n\n\
         | requirement | promise | test | in |\n|---|---|---|---|\n",
    );
    let mut shown: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for requirement in requirements() {
        for (number, test) in requirement.tests.iter().enumerate() {
            let file = tests.get(test).and_then(|files| files.first()).map_or("", String::as_str);
            let (id, text) = if number == 0 { (&*requirement.id, &*requirement.text) } else { ("", "") };
            let _ = writeln!(page, "| {id} | {text} | `{test}` | `{file}` |");
            shown.entry(file.to_owned()).or_default().push(requirement.id.clone());
        }
    }
    page += "\n## The other way round\n\n| tests in | show |\n|---|---|\n";
    for (file, mut ids) in shown {
        ids.dedup();
        let _ = writeln!(page, "| `{file}` | {} |", ids.join(", "));
    }
    let mut golden = Golden::default();
    golden.compare(MATRIX, &page);
    golden.done();
}

#[test]
fn every_failure_is_met_by_requirements_that_exist_and_leaves_something_to_do() {
    let ids: Vec<String> = requirements().into_iter().map(|requirement| requirement.id).collect();
    let page = golden::read(FAILURES);
    let rows: Vec<Vec<&str>> = page
        .lines()
        .filter(|line| line.starts_with("| **"))
        .map(|line| line.trim_matches('|').split(" | ").map(str::trim).collect())
        .collect();
    let about = |word: &str| rows.iter().any(|row| row[0].to_lowercase().contains(word));
    for word in ["missed", "false finding", "wrong version", "stale page", "dropped", "wrong link"] {
        assert!(about(word), "no failure is about `{word}`");
    }
    for row in &rows {
        assert!(row.len() == 4 && row.iter().all(|cell| !cell.is_empty()), "{row:?}");
        let named: Vec<&str> = row[2]
            .split("TUR-")
            .skip(1)
            .map(|rest| rest.split(|digit: char| !digit.is_ascii_digit()).next().unwrap_or_default())
            .collect();
        assert!(!named.is_empty(), "{} is met by no requirement", row[0]);
        for number in named {
            assert!(ids.contains(&format!("TUR-{number}")), "{}: there is no TUR-{number}", row[0]);
        }
    }
}

#[test]
fn nothing_that_could_open_a_connection_is_part_of_the_program() {
    let lock = golden::read("Cargo.lock");
    let packages: Vec<&str> =
        lock.lines().filter_map(|line| line.strip_prefix("name = \"")?.strip_suffix('"')).collect();
    assert!(packages.contains(&"tureen"), "the list of packages is read");
    for name in [
        "async-std",
        "attohttpc",
        "curl",
        "hyper",
        "isahc",
        "libssh2-sys",
        "mio",
        "native-tls",
        "openssl",
        "openssl-sys",
        "reqwest",
        "rustls",
        "socket2",
        "ssh2",
        "surf",
        "tokio",
        "ureq",
    ] {
        assert!(!packages.contains(&name), "{name} can open a connection");
    }
    for file in golden::files("src", ".rs") {
        let text = golden::read(&file);
        for word in ["std::net", "TcpStream", "UdpSocket"] {
            assert!(!text.contains(word), "{file} names {word}");
        }
    }
}

/// Writes the example device and returns its folder.
fn example() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let written = run(folder.path(), &["demo", "mlt"]);
    assert_eq!(written.status, 0, "{}", written.errors);
    folder
}

#[test]
fn a_page_shows_its_own_version_and_names_its_commit() {
    let folder = example();
    let repository = folder.path().join("mlt");
    for (tag, own, other) in [("v2.0.0", "4.11.0.86", "4.12.0.88"), ("v2.1.0", "4.12.0.88", "4.11.0.86")] {
        let commit = git(&repository, &["rev-parse", &format!("{tag}^{{commit}}")]);
        let page = repository.join("site").join(tag).join("soup/SOUP-005.html");
        let page = std::fs::read_to_string(&page).expect("the page is there");
        let heading =
            page.split("<h1").nth(1).and_then(|rest| rest.split("</h1>").next()).expect("a heading");
        assert!(heading.contains(own) && !heading.contains(other), "{tag}: {heading}");
        assert!(page.contains(&commit[..10]) && page.contains(tag), "{tag} names its commit {commit}");
    }
}

#[test]
fn every_record_and_every_unreadable_file_has_its_page() {
    let device = Device::repository();
    device.write("dhf/soup/SOUP-001.md", b"---\nid: SOUP-001\ntitle: zlib\n---\n");
    device.write("dhf/soup/deep/er/SOUP-002.md", b"---\nid: SOUP-002\nstatus: retired\n---\n");
    device.write("dhf/soup/same.md", b"---\nid: soup-001\n---\n");
    device.write("dhf/risks/no-id.md", b"---\ntitle: Without an id\n---\n");
    device.write("dhf/risks/broken.md", b"no front matter\n");
    device.write("dhf/risks/binary.md", b"---\nid: RISK-009\n\xff\xfe\n---\n");
    device.commit("All sorts");
    let built = device.run(&["build", "-o", "../site-of-all-sorts"]);
    assert_eq!(built.status, 0, "{}", built.errors);
    let site = device.path().parent().expect("a temporary folder lies in one").join("site-of-all-sorts");
    let read = |path: &str| std::fs::read_to_string(site.join("unreleased").join(path)).expect(path);
    for (index, records) in [("soup/index.html", 3), ("risks/index.html", 3)] {
        let page = read(index);
        let folder = index.split('/').next().unwrap_or_default();
        let mut pages = 0;
        for entry in std::fs::read_dir(site.join("unreleased").join(folder)).expect("the folder is there") {
            let name = entry.expect("it can be listed").file_name().to_string_lossy().into_owned();
            if name.ends_with(".html") && name != "index.html" {
                // A SOUP that is retired is no longer in the SOUP list; the records that name it lead to it.
                assert!(page.contains(&name) || name == "SOUP-002.html", "{index} does not lead to {name}");
                pages += 1;
            }
        }
        assert_eq!(pages, records, "pages of {folder}");
    }
    std::fs::remove_dir_all(&site).expect("it can be removed");
}

#[test]
fn reading_commands_leave_the_repository_as_it_was() {
    let folder = example();
    let repository = folder.path().join("mlt");
    let state = || {
        let head = git(&repository, &["rev-parse", "HEAD"]);
        (head, git(&repository, &["status", "--porcelain", "--ignored"]), git(&repository, &["for-each-ref"]))
    };
    let before = state();
    let out = folder.path().join("elsewhere");
    let out = out.to_str().expect("the path is text");
    for arguments in [
        &["check"][..],
        &["check", "--at", "v2.0.0"],
        &["diff", "v2.0.0..v2.1.0"],
        &["trace", "SOUP-005"],
        &["trace", "CVE-2025-53644", "--all-releases"],
        &["explain", "soup-version-missing"],
        &["self-test"],
        &["build", "-o", out],
    ] {
        let run = run(&repository, arguments);
        assert!(run.status < 2, "{arguments:?}: {}", run.errors);
        assert_eq!(state(), before, "{arguments:?}");
    }
}
