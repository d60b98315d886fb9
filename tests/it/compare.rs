//! The pages that compare: what `diff` says on the site and in a file of its own, as far as it goes, and who judges.

use std::fs::read_to_string;
use std::path::Path;

use crate::device::{Device, git};

/// Writes a SOUP of a version, with words that differ.
fn soup(device: &Device, id: &str, version: &str, title: &str) {
    let text = format!(
        "---\nid: {id}\ntitle: '{}'\nversion: {version}\napproved_by: Ada\napproved_on: 2026-01-02\n---\n\nIt is {version}.\n",
        title.replace('\'', "''")
    );
    device.write(&format!("dhf/soup/{id}.md"), text.as_bytes());
}

/// A release, and a work tree in which its SOUP moved.
fn moved() -> Device {
    let device = Device::repository();
    soup(&device, "SOUP-001", "1.2.3", "zlib");
    device.write(
        "dhf/verification/VER-001.md",
        b"---\nid: VER-001\ntitle: Runs\nresult: pass\ndate: 2026-01-02\nsoup_versions:\n  SOUP-001: 1.2.3\n---\n",
    );
    device.commit("Start");
    git(device.path(), &["tag", "-a", "-m", "First", "v1.0.0"]);
    soup(&device, "SOUP-001", "1.3.0", "zlib");
    device
}

fn build(device: &Device, arguments: &[&str]) {
    let run = device.run(&[&["build"], arguments].concat());
    assert_eq!(run.status, 0, "{}", run.errors);
}

fn page(device: &Device, path: &str) -> String {
    read_to_string(device.path().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Returns a page's verdict and what stands below it, without links.
fn said(page: &str) -> String {
    let lead = page.split("<p class=\"lead\">").nth(1).and_then(|rest| rest.split("</p>").next());
    let main = page.split("<dl class=\"figures\">").nth(1).and_then(|rest| rest.split("</main>").next());
    let mut words = format!("{}\n{}", lead.expect("a lead"), main.expect("figures"));
    // An id is the same text whether it leads somewhere or not; which lines have a page of their own is not said by a diff.
    while let Some(start) = words.find("<a ").or_else(|| words.find("<span class=\"id\">")) {
        let end = start + words[start..].find('>').expect("a tag ends") + 1;
        words.replace_range(start..end, "");
    }
    words.replace("</a>", "").replace("</span>", "").replace(" All findings", "")
}

#[test]
fn the_site_and_a_file_of_its_own_say_the_same() {
    let device = moved();
    build(&device, &["-o", "site"]);
    let run = device.run(&["diff", "--format", "html"]);
    assert_eq!(run.status, 0, "{}", run.errors);
    let site = page(&device, "site/compare/v1.0.0..unreleased.html");
    assert_eq!(said(&site), said(&run.output));
    assert_eq!(said(&site), said(&page(&device, "site/unreleased/changes.html")));
    for told in ["no change record", "Owed before this may pass", "◐", "1.2.3", "not committed", "settles"]
    {
        assert!(site.contains(told), "{told} is not told");
    }
}

#[test]
fn a_file_of_its_own_loads_nothing_and_links_only_where_it_is_told_to() {
    let device = moved();
    let run = device.run(&["diff", "--format", "html"]);
    for needless in ["<script", "<link", "<img", "style=", "http:", "https:"] {
        assert!(!run.output.contains(needless), "it holds {needless}");
    }
    assert!(run.output.contains("default-src 'none'; style-src 'sha256-"));
    let addresses = run.output.split(" href=\"").skip(1);
    assert!(addresses.clone().all(|address| address.starts_with('#')), "it links");
    assert!(addresses.count() > 5);
    let run = device.run(&["diff", "--format", "html", "--site-url", "https://dhf.example/mlt/"]);
    assert!(run.output.contains("href=\"https://dhf.example/mlt/unreleased/soup/SOUP-001.html\""));
    assert!(run.output.contains("href=\"https://dhf.example/mlt/unreleased/findings.html\""));
    let help = device.run(&["diff", "--format", "xml"]);
    assert!(help.errors.contains("possible: human, html, json,"), "{}", help.errors);
}

#[test]
fn where_the_settings_changed_the_site_judges_each_by_its_own_and_leaves_the_gate_to_diff() {
    let device = moved();
    device.write("tureen.toml", b"[rules]\nlevels = { \"soup-license-missing\" = \"note\" }\n");
    build(&device, &["-o", "site"]);
    let site = page(&device, "site/unreleased/changes.html");
    assert!(site.contains("Judged each by its own settings, which differ:"), "{site}");
    assert!(site.contains("rules.levels.soup-license-missing") && !site.contains("id=\"owed\""), "{site}");
    let own = device.run(&["diff", "--format", "html"]).output;
    assert!(own.contains("judged by the earlier settings") && own.contains("id=\"owed\""), "{own}");
}

#[test]
fn a_release_on_another_line_has_the_same_bytes_alone() {
    let device = Device::repository();
    let release = |tag: &str, version: &str| {
        soup(&device, "SOUP-001", version, "zlib");
        device.commit(tag);
        git(device.path(), &["tag", tag]);
    };
    release("v1.0.0", "1");
    git(device.path(), &["branch", "old"]);
    release("v2.0.0", "2");
    git(device.path(), &["checkout", "--quiet", "old"]);
    release("v1.0.1", "1.1");
    release("v1.0.2", "1.2");
    git(device.path(), &["checkout", "--quiet", "main"]);
    release("v3.0.0", "3");
    build(&device, &["-o", "all"]);
    for tag in ["v1.0.0", "v1.0.1", "v1.0.2", "v2.0.0", "v3.0.0"] {
        build(&device, &["--at", tag, "-o", tag]);
        let whole = |site: &str| page(&device, &format!("{site}/{tag}/manifest.sha256"));
        assert_eq!(whole(tag), whole("all"), "{tag} alone has other bytes");
    }
    let page = page(&device, "all/v2.0.0/changes.html");
    assert!(page.contains("<h1>Changes since <span class=\"version\">v1.0.0</span></h1>"), "{page}");
}

#[test]
fn four_hundred_changed_records_make_one_page_that_is_folded_and_does_not_grow_faster_than_they() {
    let size = |count: usize| {
        let device = Device::repository();
        let write = |version: &str| {
            for number in 0..count {
                soup(&device, &format!("SOUP-{number}"), version, "A library");
                // Each is covered by a verification of all, so that each rests on each.
                let versions = (0..count).map(|soup| format!("  SOUP-{soup}: '1'\n"));
                let text = format!(
                    "---\nid: VER-{number}\ntitle: A run\nresult: pass\ndate: 2026-01-02\nsoup_versions:\n{}---\n",
                    versions.collect::<String>()
                );
                device.write(&format!("dhf/verification/VER-{number}.md"), text.as_bytes());
            }
        };
        write("1");
        device.commit("Start");
        git(device.path(), &["tag", "v1"]);
        write("2");
        let run = device.run(&["diff", "--format", "html"]);
        assert_eq!(run.status, 0, "{}", run.errors);
        run.output
    };
    let (small, large) = (size(30), size(120));
    assert!(large.len() < small.len() * 5, "{} and {} bytes", small.len(), large.len());
    assert!(large.contains("more, told with the record"));
    assert!(
        small.contains("<details class=\"fold\" open>") && !large.contains("<details class=\"fold\" open>")
    );
}

#[test]
fn nothing_that_a_record_says_becomes_markup() {
    let device = Device::repository();
    let hostile = [
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "</style></details><b>",
        "<!-- --> {{ 7 * 7 }} {% raw %}",
        "[a](javascript:alert(1))",
        "\u{202e}desrever",
    ];
    let write = |shift: usize| {
        for number in 0..hostile.len() {
            let words = hostile[(number + shift) % hostile.len()];
            soup(&device, &format!("SOUP-{number}"), &format!("'{words}'"), words);
            let text = format!(
                "---\nid: VER-{number}\ntitle: '{words}'\nresult: pass\ndate: 2026-01-02\nsoup_versions:\n  SOUP-{number}: '{words}'\n---\n{words}\n"
            );
            device.write(&format!("dhf/verification/VER-{number}.md"), text.as_bytes());
        }
    };
    write(0);
    device.commit("<script>alert(1)</script>");
    git(device.path(), &["tag", "v1"]);
    write(1);
    build(&device, &["-o", "site"]);
    let own = device.run(&["diff", "--format", "html", "--full", "--site-url", "https://dhf.example"]).output;
    let site =
        [page(&device, "site/unreleased/changes.html"), page(&device, "site/compare/v1..unreleased.html")];
    for page in site.iter().chain([&own]) {
        let main = page.split("<main").nth(1).expect("a main part");
        for harm in ["<script", "<img", "</style", "<b>", "<!--", "href=\"javascript:", "\u{202e}"] {
            assert!(!main.contains(harm), "{harm} is in the page");
        }
        assert!(main.contains("{{ 7 * 7 }}") && main.contains("&lt;script&gt;"), "{main}");
    }
    assert!(Path::new(&device.path().join("site/v1/changes.html")).exists());
}
