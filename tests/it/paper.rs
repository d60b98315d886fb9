//! The site on paper and in one file: forms, the whole file to print, the single file and the archive.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use sha2::{Digest, Sha256};
use tureen::field::Card;
use tureen::record::{Common, Kind};
use tureen::site::{Error, Extras, Request, Which, build};

use super::device::Device;
use super::site::{Files, broken, days, example, files};

const BOTH: Extras = Extras { archive: true, single_file: true };

fn built(repository: &Path, out: &Path, which: Which, extras: Extras, jobs: usize) -> Files {
    let work_tree = which == Which::All;
    let desk = tureen::reading::Desk::open(repository, None, vec![out.to_owned()]);
    let desk = desk.expect("the repository can be opened");
    let days = days();
    let request = Request {
        versions: which,
        work_tree,
        out,
        theme: None,
        days,
        join: &[],
        no_history: false,
        extras,
        jobs: Some(jobs),
    };
    let made: Result<_, Error> = build(&desk, &request);
    made.expect("the site can be built");
    files(out)
}

fn at(tag: &str) -> Which {
    Which::At(tag.to_owned())
}

fn text<'f>(files: &'f Files, file: &str) -> &'f str {
    let bytes = files.get(file).unwrap_or_else(|| panic!("there is no {file}"));
    std::str::from_utf8(bytes).expect("it is text")
}

#[test]
fn every_soup_has_a_form_with_all_blocks_in_order() {
    let (folder, repository) = example();
    let site = built(&repository, &folder.path().join("site"), at("v2.1.0"), Extras::default(), 2);
    let blocks = [
        "identification",
        "provenance",
        "baseline",
        "plans",
        "class",
        "architecture",
        "use",
        "prerequisites",
        "separation",
        "suitability",
        "testing",
        "causes",
        "anomalies",
        "controls",
        "trace",
        "impact",
        "changes",
        "residual",
        "problems",
        "ots",
        "cybersecurity",
        "security",
        "licence",
        "monitoring",
        "assessment",
        "signatures",
    ];
    for number in 1..=13 {
        let form = text(&site, &format!("v2.1.0/forms/SOUP-{number:03}.html"));
        let places: Vec<usize> = blocks
            .iter()
            .map(|block| form.find(&format!("<h2 id=\"{block}\">")).unwrap_or_else(|| panic!("no {block}")))
            .collect();
        assert!(places.is_sorted(), "SOUP-{number:03}: {places:?}");
        let record = text(&site, &format!("v2.1.0/soup/SOUP-{number:03}.html"));
        assert!(record.contains(&format!("href=\"../forms/SOUP-{number:03}.html\"")));
    }
    let of_class_a = text(&site, "v2.1.0/forms/SOUP-012.html");
    assert!(of_class_a.contains("Not applicable: class A, "), "class A leaves blocks out, and says why");
    let of_class_b = text(&site, "v2.1.0/forms/SOUP-005.html");
    for recorded in ["4.12.0.88", "REQ-101", "RISK-002", "RC-002", "VER-001", "AR-005-2", "CR-001"] {
        assert!(of_class_b.contains(recorded), "{recorded}");
    }
}

#[test]
fn a_gap_is_drawn_in_the_block_that_asks_for_it() {
    let device = Device::repository();
    device.write("dhf/soup/SOUP-001.md", b"---\nid: SOUP-001\ntitle: zlib\n---\n");
    device.commit("all");
    let site = built(device.path(), &device.path().join("site"), at("HEAD"), Extras::default(), 2);
    let form = text(&site, "HEAD/forms/SOUP-001.html");
    let block = |name: &str| {
        let from = form.find(&format!("<h2 id=\"{name}\">")).expect("the block is there");
        form[from..].split("</section>").next().expect("it ends")
    };
    for (name, rule) in [
        ("identification", "soup-version-missing"),
        ("licence", "soup-license-missing"),
        ("use", "soup-functional-requirement-missing"),
        ("prerequisites", "soup-system-requirement-missing"),
        ("anomalies", "anomaly-source-missing"),
        ("monitoring", "monitoring-plan-missing"),
    ] {
        assert!(block(name).contains(rule), "{rule} in {name}");
    }
}

#[test]
fn blank_forms_have_every_field_of_their_kind() {
    let (folder, repository) = example();
    let site = built(&repository, &folder.path().join("site"), at("v2.1.0"), Extras::default(), 2);
    for (file, kind) in
        [("blank-soup", Kind::Soup), ("blank-review", Kind::AnomalyReview), ("blank-change", Kind::Change)]
    {
        let form = text(&site, &format!("v2.1.0/forms/{file}.html"));
        let own = kind.card().cards.iter().chain(Common::CARDS);
        for card in own.filter(|card: &&Card| card.section != "Links" && card.name != "seen_at") {
            let name = card.name.trim_start_matches("r#").replace('_', " ");
            assert!(form.contains(&format!("<dt>{name}<small>")), "{file} lacks {name}");
        }
    }
}

#[test]
fn the_whole_file_for_paper_holds_every_record_once() {
    let (folder, repository) = example();
    let site = built(&repository, &folder.path().join("site"), at("v2.1.0"), Extras::default(), 2);
    let print = text(&site, "v2.1.0/print.html");
    for file in site.keys() {
        let Some(page) = file.strip_prefix("v2.1.0/") else { continue };
        let Some((folder, record)) = page.split_once('/') else { continue };
        let is_record = [
            "items",
            "soup",
            "tools",
            "requirements",
            "risks",
            "controls",
            "verification",
            "reviews",
            "changes",
            "problems",
            "documents",
            "releases",
            "waivers",
        ]
        .contains(&folder);
        if is_record && record != "index.html" {
            let id = record.trim_end_matches(".html");
            assert_eq!(print.matches(&format!("<h3 id=\"{id}\">")).count(), 1, "{id}");
        }
    }
    assert!(!print.contains("class=\"source\""), "the source stays on the records' pages");
    let levels: Vec<u8> = print.split("<h").skip(1).filter_map(|rest| rest.bytes().next()).collect();
    let levels: Vec<u8> = levels.into_iter().filter(u8::is_ascii_digit).collect();
    assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "a level of heading is left out");
}

#[test]
fn a_large_device_is_printed_in_parts_and_the_cover_leads_to_each() {
    let device = Device::repository();
    for number in 0..620 {
        let id = format!("REQ-{number:04}");
        let record =
            format!("---\nid: {id}\ntitle: R\napplies_to: [SOUP-001]\n---\nAs [REQ-0001](REQ-0001).\n");
        device.write(&format!("dhf/requirements/{id}.md"), record.as_bytes());
    }
    device.write("dhf/soup/SOUP-001.md", b"---\nid: SOUP-001\ntitle: zlib\n---\n");
    device.commit("all");
    let site = built(device.path(), &device.path().join("site"), at("HEAD"), Extras::default(), 2);
    assert_eq!(broken(&site), Vec::<String>::new());
    let cover = text(&site, "HEAD/print.html");
    let mut records = 0;
    for part in
        ["print/soup.html", "print/requirement-1.html", "print/requirement-2.html", "print/findings.html"]
    {
        assert!(cover.contains(&format!("href=\"{part}\"")), "{part} is not on the cover");
        records += text(&site, &format!("HEAD/{part}")).matches("<article class=\"record\">").count();
    }
    assert_eq!(records, 621);
    assert!(
        text(&site, "HEAD/print/requirement-2.html")
            .contains("href=\"../print/requirement-1.html#REQ-0001\"")
    );
}

#[test]
fn a_single_file_needs_nothing_beside_it() {
    let (folder, repository) = example();
    let site = built(&repository, &folder.path().join("site"), Which::All, BOTH, 2);
    assert_eq!(broken(&site), Vec::<String>::new());
    for name in ["v2.0.0", "v2.1.0", "unreleased"] {
        let whole = text(&site, &format!("{name}.html"));
        for link in [" href=\"", " src=\""].iter().flat_map(|attribute| whole.split(attribute).skip(1)) {
            let link = link.split('"').next().unwrap_or_default();
            let inside = link.starts_with('#') || link.starts_with("data:");
            assert!(inside || link.contains("://"), "{name}.html leads to {link}");
        }
        assert!(!whole.contains(" src=\"http"));
        for (open, close, policy) in
            [("<style>", "</style>", "style-src"), ("<script>", "</script>", "script-src")]
        {
            assert_eq!(whole.matches(open).count(), 1);
            let inside =
                whole.split(open).nth(1).and_then(|rest| rest.split(close).next()).expect("it is there");
            let digest = base64(&Sha256::digest(inside));
            assert!(
                whole.contains(&format!("{policy} 'sha256-{digest}'")),
                "{policy} of {name}.html lets in something else"
            );
        }
        for page in site.keys().filter_map(|file| file.strip_prefix(&format!("{name}/"))) {
            let left_out = page.starts_with("print") || page == "search.html" || page.starts_with("data/");
            if page.ends_with(".html") && !left_out {
                let stem = page.trim_end_matches(".html");
                let id = stem.rsplit('/').next().unwrap_or(stem);
                let place = format!("id=\"page:{stem}\"");
                assert!(
                    whole.contains(&place) || whole.contains(&format!("id=\"{id}\"")),
                    "{page} in {name}.html"
                );
            }
        }
    }
    let again = built(&repository, &folder.path().join("again"), Which::All, BOTH, 1);
    assert!(again == site, "another place and one thread give other bytes");
}

#[test]
fn an_archive_holds_the_folder_of_its_release_and_is_read_everywhere() {
    let (folder, repository) = example();
    let out = folder.path().join("site");
    let site = built(&repository, &out, Which::All, BOTH, 2);
    assert!(!site.contains_key("unreleased.zip"), "what is no release is not handed out as one");
    let alone = built(&repository, &folder.path().join("alone"), at("v2.1.0"), BOTH, 1);
    assert!(alone["v2.1.0.zip"] == site["v2.1.0.zip"], "an archive depends on what else is built");
    assert!(alone["v2.1.0.html"] == site["v2.1.0.html"], "a single file depends on what else is built");
    let listed = text(&site, "manifest.sha256");
    assert!(listed.contains("  v2.1.0.zip\n") && listed.contains("  v2.1.0.html\n"));
    assert!(text(&site, "index.html").contains("href=\"v2.1.0.zip\""));

    let inside: BTreeSet<&str> = site.keys().filter_map(|file| file.strip_prefix("v2.1.0/")).collect();
    let script = "import sys, zipfile\narchive = zipfile.ZipFile(sys.argv[1])\nassert archive.testzip() is None\n\
        for entry in archive.infolist(): print(entry.filename, entry.date_time[:3], archive.read(entry).__len__())\n";
    let Ok(python) = Command::new("python3").args(["-c", script]).arg(out.join("v2.1.0.zip")).output() else {
        return;
    };
    assert!(python.status.success(), "{}", String::from_utf8_lossy(&python.stderr));
    let told = String::from_utf8(python.stdout).expect("names are text");
    let expected: Vec<String> = inside
        .iter()
        .map(|file| format!("v2.1.0/{file} (2025, 12, 1) {}", site[&format!("v2.1.0/{file}")].len()))
        .collect();
    let mut sorted: Vec<&str> = told.lines().collect();
    assert!(sorted.is_sorted());
    sorted.sort_unstable();
    assert_eq!(sorted, expected);
    if let Ok(unzip) = Command::new("unzip").args(["-tq"]).arg(out.join("v2.1.0.zip")).output() {
        assert!(unzip.status.success(), "{}", String::from_utf8_lossy(&unzip.stdout));
    }
}

#[test]
fn a_second_build_with_extras_touches_nothing_and_one_without_takes_them_away() {
    let (folder, repository) = example();
    let out = folder.path().join("site");
    let first = built(&repository, &out, Which::All, BOTH, 2);
    let second = built(&repository, &out, Which::All, BOTH, 2);
    assert!(first == second);
    let without = built(&repository, &out, Which::All, Extras::default(), 2);
    assert!(!without.contains_key("v2.1.0.zip") && !without.contains_key("v2.1.0.html"));
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for chunk in bytes.chunks(3) {
        let word = (0..3).fold(0, |word, at| word << 8 | u32::from(chunk.get(at).copied().unwrap_or(0)));
        for digit in 0..4 {
            let sign = char::from(DIGITS[(word >> (18 - 6 * digit)) as usize & 63]);
            out.push(if digit <= chunk.len() { sign } else { '=' });
        }
    }
    out
}
