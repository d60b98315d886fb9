//! Chains on the site: list, picture and table show the same, and a gap made by an edit is a gap in all three.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use tempfile::TempDir;
use tureen::example;
use tureen::reading::{Days, Desk};
use tureen::site::{Extras, Request, Which, build};
use tureen::source::write_history;

use crate::device::Device;

/// The pages of one version, by address.
type Pages = BTreeMap<String, String>;

fn days() -> Days {
    Days { today: "2026-02-15".parse().expect("it is a date"), as_of: None }
}

/// Builds the work tree of a repository and returns its pages.
fn pages(repository: &std::path::Path) -> Pages {
    let out = repository.join("site");
    let desk = Desk::open(repository, None, vec![out.clone()]).expect("the repository can be opened");
    let request = Request {
        versions: Which::Tags("no-such-tag".to_owned()),
        work_tree: true,
        out: &out,
        join: &[],
        days: days(),
        no_history: false,
        extras: Extras::default(),
        theme: None,
        jobs: Some(2),
    };
    build(&desk, &request).expect("the site can be built");
    let folder = out.join("unreleased");
    let files =
        walkdir::WalkDir::new(&folder).into_iter().map(|entry| entry.expect("the folder can be listed"));
    files
        .filter(|entry| entry.path().extension().is_some_and(|ending| ending == "html"))
        .map(|entry| {
            let path = entry.path().strip_prefix(&folder).expect("it lies in the folder");
            let address = path.to_str().expect("names are text").replace('\\', "/");
            (address, std::fs::read_to_string(entry.path()).expect("a page is text"))
        })
        .collect()
}

/// Builds the example with some texts of its records replaced: the file below `dhf`, what is there, and what comes instead.
fn edited(edits: &[(&str, &str, &str)]) -> Pages {
    let folder: TempDir = tempfile::tempdir().expect("a temporary folder can be made");
    let repository: PathBuf = folder.path().join("device");
    std::fs::create_dir(&repository).expect("the folder can be made");
    let revisions = example::revisions().expect("the example can be read");
    write_history(&repository, &revisions).expect("the repository can be written");
    for (file, old, new) in edits {
        let path = repository.join("dhf").join(file);
        let text = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(text.contains(old), "{file} does not hold {old:?}");
        std::fs::write(&path, text.replacen(old, new, 1)).expect("the record can be written");
    }
    pages(&repository)
}

/// Returns the section of a record's page that holds its chain: the list, and the picture.
fn chain(page: &str) -> Option<(&str, &str)> {
    let (_, section) = page.split_once("<h2 id=\"chain\">")?;
    let (section, _) = section.split_once("</section>")?;
    section.split_once("<figure class=\"trace\">")
}

fn links(html: &str) -> BTreeSet<&str> {
    html.split(" href=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

/// Returns the row of the chain table that holds all of some texts.
fn row<'p>(pages: &'p Pages, parts: &[&str]) -> &'p str {
    let table = &pages["matrix/chain.html"];
    let mut rows = table.split("<tr").filter(|row| parts.iter().all(|part| row.contains(part)));
    rows.next().unwrap_or_else(|| panic!("no row with {parts:?}"))
}

#[test]
fn every_picture_names_the_records_of_its_list_and_draws_apart_what_nothing_asks_for() {
    let pages = edited(&[]);
    let mut kinds = BTreeSet::new();
    for (address, page) in &pages {
        let Some((list, picture)) = chain(page) else { continue };
        kinds.insert(address.split('/').next().unwrap_or_default());
        let heading = "#chain";
        let told: BTreeSet<&str> = links(list).into_iter().filter(|link| *link != heading).collect();
        assert_eq!(told, links(picture).into_iter().collect(), "{address}");
        assert!(
            picture.contains("role=\"group\" aria-label=\"") && picture.contains("<figcaption>"),
            "{address}"
        );
        for id in told.iter().filter_map(|link| link.rsplit('/').next()?.strip_suffix(".html")) {
            assert!(picture.contains(&format!("<title>{id} ")), "{address} has no title for {id}");
        }
        let own = address.rsplit('/').next().and_then(|file| file.strip_suffix(".html")).unwrap_or_default();
        assert_eq!(picture.matches(&format!("<g class=\"own\"><title>{own} ")).count(), 1, "{address}");
    }
    let expected = [
        "changes",
        "controls",
        "items",
        "problems",
        "requirements",
        "reviews",
        "risks",
        "soup",
        "verification",
    ];
    assert!(kinds.is_superset(&BTreeSet::from(expected)), "{kinds:?}");

    let (list, picture) = chain(&pages["controls/RC-001.html"]).expect("the control has a chain");
    assert!(list.contains("no requirement</span> <small>outside the software</small>"));
    assert!(picture.contains("<g class=\"na\"") && !picture.contains("class=\"missing\""));
    assert!(row(&pages, &["RC-001", "outside the software"]).starts_with(" data-state=\"na\""));
    assert!(row(&pages, &["RC-008", "information for safety"]).starts_with(" data-state=\"na\""));
    assert!(!pages["matrix/chain.html"].contains("data-state=\"missing\""), "the example has no gap");
}

/// A gap that an edit makes: the page that shows it, the rule that asks, and what its row in the table holds.
type Case<'c> = (&'c str, &'c str, &'c [&'c str]);

fn check_gaps(edits: &[(&str, &str, &str)], cases: &[Case<'_>]) {
    let pages = edited(edits);
    for (page, rule, holds) in cases {
        let (list, picture) = chain(&pages[*page]).unwrap_or_else(|| panic!("{page} has no chain"));
        assert!(
            list.contains(&format!("<code>{rule}</code>")),
            "{rule} is not in the list of {page}: {list}"
        );
        assert!(
            picture.contains("<a class=\"missing\""),
            "{rule} is not in the picture of {page}: {picture}"
        );
        let texts: Vec<&str> = holds.iter().copied().chain([*rule]).collect();
        let row = row(&pages, &texts);
        assert!(row.starts_with(" data-state=\"missing\""), "{rule}: {row}");
    }
}

#[test]
fn a_control_or_cause_that_is_taken_away_is_a_gap_in_list_picture_and_table() {
    check_gaps(
        &[
            ("verification/VER-002.md", "verifies: [REQ-103, RC-002]", "verifies: [REQ-103]"),
            ("risks/RISK-005.md", "controls: [RC-005]", "controls: []"),
            ("risks/RISK-006.md", "  - source: SOUP-010", "  - source:"),
        ],
        &[
            ("controls/RC-002.html", "control-unverified", &["RC-002", "control not verified"]),
            ("soup/SOUP-008.html", "risk-uncontrolled", &["RISK-005", "no control"]),
            ("risks/RISK-006.html", "risk-orphan", &["RISK-006", "no cause"]),
        ],
    );
}

#[test]
fn a_requirement_or_result_that_is_taken_away_is_a_gap_in_list_picture_and_table() {
    check_gaps(
        &[
            ("verification/VER-002.md", "verifies: [REQ-103, RC-002]", "verifies: [RC-002]"),
            ("requirements/REQ-113.md", "implements: [RC-005]\n", ""),
            ("verification/VER-005.md", "result: pass", "result: planned"),
        ],
        &[
            ("requirements/REQ-103.html", "requirement-unverified", &["REQ-103", "no verification"]),
            ("risks/RISK-005.html", "control-without-requirement", &["RC-005", "no requirement"]),
            ("risks/RISK-004.html", "requirement-unverified", &["VER-005", "planned"]),
        ],
    );
}

#[test]
fn a_waived_gap_names_its_waiver_and_is_no_open_one() {
    let waiver = "---\nid: WAIVER-009\ntitle: RC-005 is verified later\nstatus: approved\nowner: Jana Vogt\n\
        approved_by: Elif Aydin\napproved_on: 2026-01-10\nrule: control-unverified\nrecord: RC-002\n\
        reason: The bench is being rebuilt, and the requirement is verified\nexpires: 2026-12-31\n---\n";
    let pages = edited(&[
        ("verification/VER-002.md", "verifies: [REQ-103, RC-002]", "verifies: [REQ-103]"),
        ("waivers/WAIVER-009.md", "", waiver),
    ]);
    let (list, picture) = chain(&pages["controls/RC-002.html"]).expect("the control has a chain");
    assert!(list.contains("waived by WAIVER-009 <code>control-unverified</code>"), "{list}");
    assert!(picture.contains("<g class=\"waived\"") && !picture.contains("class=\"missing\""), "{picture}");
    assert!(row(&pages, &["RC-002", "waived by WAIVER-009"]).starts_with(" data-state=\"waived\""));
}

#[test]
fn a_large_chain_is_drawn_in_part_and_says_so_and_a_long_table_has_parts_and_all_gaps_in_one_place() {
    let device = Device::repository();
    let write = |path: String, text: String| device.write(&format!("dhf/{path}.md"), text.as_bytes());
    write("soup/SOUP-1".to_owned(), "---\nid: SOUP-1\ntitle: zlib\n---\n".to_owned());
    for number in 100..600 {
        write(
            format!("risks/RISK-{number}"),
            format!(
                "---\nid: RISK-{number}\ntitle: Risk {number}\ncauses: [{{source: SOUP-1, cause: it fails}}]\ncontrols: [RC-{number}]\n---\n"
            ),
        );
        write(
            format!("controls/RC-{number}"),
            format!("---\nid: RC-{number}\ntitle: Control {number}\n---\n"),
        );
    }
    device.commit("all");
    let pages = pages(device.path());
    let (list, picture) = chain(&pages["soup/SOUP-1.html"]).expect("the SOUP has a chain");
    let nodes = picture.matches("<rect y=").count();
    assert!((10..=20).contains(&nodes), "{nodes} nodes");
    assert!(picture.contains("<strong>Shown here: "), "nothing says that it is a part");
    assert!(
        list.contains("more follows than this page has room for") && list.contains("../matrix/chain.html")
    );
    assert!(list.len() + picture.len() < 40_000, "{} and {} bytes", list.len(), picture.len());

    let first = &pages["matrix/chain.html"];
    let parts: Vec<&String> = pages.keys().filter(|page| page.starts_with("matrix/chain-")).collect();
    assert!(parts.len() >= 2, "{parts:?}");
    let mut risks = BTreeSet::new();
    for part in &parts {
        assert!(first.contains(part.trim_start_matches("matrix/")), "{part} is not linked");
        risks.extend(
            links(&pages[*part]).into_iter().filter(|link| link.contains("RISK-")).map(str::to_owned),
        );
    }
    assert_eq!(risks.len(), 500, "every risk is in one of the parts");
    let shown = first.matches("data-state=\"missing\"").count();
    assert!(shown == 300 && first.contains("And 200 more"), "{shown} gaps are listed");
}
