//! What an auditor asks the pages: a gap made by an edit shows wherever it is asked for, days are counted once, and nothing on
//! any page claims what nobody may claim.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::PathBuf;

use tempfile::TempDir;
use tureen::example;
use tureen::reading::{Days, Desk};
use tureen::rules::RULES;
use tureen::site::{Extras, Request, Which, build};
use tureen::source::write_history;
use tureen::standard::STANDARDS;

use super::golden::Golden;

/// The pages of one version, by address.
type Pages = BTreeMap<String, String>;

/// Builds the work tree of the example, some texts of its records replaced, as of a day, and returns its pages: of each edit
/// the file below the device's folder, what is there, and what comes instead.
fn edited(as_of: &str, edits: &[(&str, &str, &str)]) -> Pages {
    let folder: TempDir = tempfile::tempdir().expect("a temporary folder can be made");
    let repository: PathBuf = folder.path().join("device");
    std::fs::create_dir(&repository).expect("the folder can be made");
    let revisions = example::revisions().expect("the example can be read");
    write_history(&repository, &revisions).expect("the repository can be written");
    for (file, old, new) in edits {
        let path = repository.join(file);
        let text = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(text.contains(old), "{file} does not hold {old:?}");
        std::fs::write(&path, text.replacen(old, new, 1)).expect("the record can be written");
    }
    let out = folder.path().join("site");
    let desk = Desk::open(&repository, None, vec![out.clone()]).expect("the repository can be opened");
    let request = Request {
        versions: Which::Tags("no-such-tag".to_owned()),
        work_tree: true,
        out: &out,
        join: &[],
        days: Days { today: as_of.parse().expect("it is a date"), as_of: None },
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

/// Returns the part of a page between the heading with an id and the end of its section.
fn section<'p>(pages: &'p Pages, page: &str, id: &str) -> &'p str {
    let start = format!("<h2 id=\"{id}\"");
    let (_, rest) = pages[page].split_once(&*start).unwrap_or_else(|| panic!("{page} has no {id}"));
    rest.split_once("</section>").map_or(rest, |(section, _)| section)
}

/// Returns the first row of a part of a page that holds a text.
fn row<'p>(part: &'p str, holds: &str) -> &'p str {
    let mut rows = part.split("<tr").skip(1).filter(|row| row.contains(holds));
    rows.next().unwrap_or_else(|| panic!("no row with {holds}"))
}

/// Returns the words of some HTML, without its elements.
fn words(html: &str) -> String {
    let mut out = String::new();
    for (number, part) in html.split('<').enumerate() {
        let text = if number == 0 { part } else { part.split_once('>').map_or("", |(_, text)| text) };
        out.push_str(text);
        out.push(' ');
    }
    let out = out.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

const SOUP: &str = "dhf/soup/SOUP-005.md";
const REVIEW: &str = "dhf/reviews/AR-010-1.md";

#[test]
fn a_field_that_is_taken_away_is_a_gap_on_every_page_that_asks_for_it() {
    let pages = edited(
        "2026-02-15",
        &[
            (SOUP, "  hardware: x86-64 with SSE4.2; 1.5 GiB of memory for a 24 MP image.\n", ""),
            (SOUP, "level_of_support: actively maintained\n", ""),
            (SOUP, "license: Apache-2.0\n", ""),
            (
                REVIEW,
                "    found_by: field report PR-001, reproduced with twelve charts over-exposed on purpose\n",
                "",
            ),
            ("dhf/risks/RISK-008.md", "  benefit_risk: BR-001\n", ""),
            ("dhf/items/ITEM-104.md", "approved_by: Elif Aydin\n", ""),
        ],
    );
    let clause = section(&pages, "clauses/iec62304-ed1.1.html", "c-5.3.4");
    assert!(clause.contains("soup-system-requirement-missing") && clause.contains(">SOUP-005</a>"));
    assert!(clause.contains("state-missing"), "{}", words(clause));
    let ots = row(&pages["matrix/ots.html"], "SOUP-005");
    assert!(ots.contains("no hardware") && ots.contains("findings.html#f-"), "{}", words(ots));
    let support = row(&pages["matrix/support.html"], "SOUP-005");
    assert!(
        support.contains("not recorded") && support.contains("support-status-unknown"),
        "{}",
        words(support)
    );
    let licence = row(&pages["matrix/licence.html"], "SOUP-005");
    assert!(licence.contains("soup-license-missing"), "{}", words(licence));
    let unresolved = row(section(&pages, "anomalies.html", "unresolved"), "CC-17");
    assert!(
        unresolved.contains("data-state=\"missing\"") || unresolved.starts_with(" data-state=\"missing\"")
    );
    assert!(words(unresolved).contains("not recorded"), "{}", words(unresolved));
    let risk = row(&pages["matrix/risks.html"], "RISK-008");
    assert!(risk.contains("residual-risk-unaccepted"), "{}", words(risk));
    let approval = row(section(&pages, "approvals.html", "exceptions"), "ITEM-104");
    assert!(words(approval).contains("name or day missing"), "{}", words(approval));
    assert!(words(approval).contains("not committed"), "{}", words(approval));
}

#[test]
fn what_is_not_asked_says_why_and_what_is_waived_says_by_whom() {
    let pages = edited("2026-02-15", &[]);
    let clause = words(section(&pages, "clauses/iec62304-ed1.1.html", "c-5.3.4"));
    assert!(
        clause.contains("SOUP-012") && clause.contains("by class: it is asked of classes B, C"),
        "{clause}"
    );
    let nobody = words(section(&pages, "clauses/iec62304-ed1.1.html", "c-9.6"));
    assert!(nobody.contains("no rule looks after this"), "{nobody}");
    let waived = words(section(&pages, "clauses/fda.html", "c-sbom"));
    assert!(waived.contains("waived by WAIVER-001") && waived.contains("until 2026-12-31"), "{waived}");
    let off = edited("2026-02-15", &[("tureen.toml", "\"mdr\", ", "")]);
    assert!(words(row(&off["clauses/index.html"], "MDR")).contains("off: not among the rulesets"));
    assert!(!off.contains_key("clauses/mdr.html"));
}

/// Returns the figures of a page, by name.
fn figures(page: &str) -> BTreeMap<String, usize> {
    let figure = |part: &str| {
        let (name, rest) = part.split_once("</dt>")?;
        let count = words(rest.split_once("</dd>")?.0).trim().parse().ok()?;
        Some((words(name), count))
    };
    page.split("<dt>").skip(1).filter_map(figure).collect()
}

#[test]
fn what_is_due_is_counted_once_and_overdue_is_what_a_rule_reports() {
    for as_of in ["2026-02-15", "2026-06-01", "2027-01-01"] {
        let pages = edited(as_of, &[]);
        let due = figures(&pages["due.html"]);
        let near = ["Overdue", "Within 30 days", "Within 60 days", "Within 90 days"];
        let near: usize = near.iter().map(|name| due[*name]).sum();
        assert_eq!(figures(&pages["index.html"])["due in 90 days"], near, "as of {as_of}");
        let shown = if due["Overdue"] > 0 { section(&pages, "due.html", "overdue") } else { "" };
        assert_eq!(shown.contains("anomaly-review-overdue"), as_of > "2026-03-20", "as of {as_of}");
        for finding in shown.split("findings.html#").skip(1).filter_map(|rest| rest.split('"').next()) {
            let place = format!("id=\"{finding}\"");
            assert!(pages["findings.html"].contains(&place), "as of {as_of}: {finding}");
        }
    }
}

#[test]
fn approvals_show_what_git_shows_and_where_that_ends() {
    let pages = edited(
        "2026-02-15",
        &[("dhf/requirements/REQ-101.md", "PNG output shall equal", "PNG output should equal")],
    );
    let soup = words(row(&pages["approvals/soup.html"], ">SOUP-006<"));
    assert!(soup.contains("Elif Aydin 2026-02-12") && soup.contains("none"), "{soup}");
    let stale = words(row(section(&pages, "approvals.html", "exceptions"), "REQ-101"));
    assert!(stale.contains("changed since"), "{stale}");
    let limits = words(section(&pages, "approvals.html", "limits"));
    for limit in
        ["integrity, not authorship", "self-declared", "no trusted time", "reviews live on the forge"]
    {
        assert!(limits.contains(limit), "{limit}: {limits}");
    }
}

/// What no page may say of a device, a file, a risk or a signature but to deny it.
const CLAIMS: [&str; 8] =
    ["complian", "conform", "validated", "certified", "is safe ", "are safe ", "legally", "part 11"];

/// What turns such words into no claim.
const DENIALS: [&str; 6] = ["no ", "not ", "never", "neither", "whether", "nor "];

fn word_start(text: &str, at: usize) -> usize {
    text[..at].rfind(' ').map_or(0, |space| space + 1)
}

fn word_end(text: &str, at: usize) -> usize {
    text[at..].find(' ').map_or(text.len(), |space| at + space)
}

#[test]
fn no_page_claims_what_nobody_may_claim() {
    let pages = edited("2026-02-15", &[]);
    // What records, clauses and rules say is theirs: a clause asks that something be validated, and claims nothing.
    let mut theirs = String::new();
    for revision in example::revisions().expect("the example can be read") {
        revision.files.values().for_each(|text| theirs.push_str(text));
        theirs.push_str(&revision.message);
    }
    for clause in STANDARDS.iter().flat_map(|standard| standard.clauses) {
        write!(theirs, " {} {}", clause.title, clause.summary).expect("a text takes all");
    }
    for rule in RULES {
        write!(theirs, " {} {} {}", rule.summary, rule.help, rule.explain).expect("a text takes all");
    }
    let flat = |text: &str| text.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
    let theirs = flat(&theirs.replace(['`', '*'], ""));
    let mut wrong = Vec::new();
    for (address, page) in &pages {
        let text = words(page).to_lowercase();
        for claim in CLAIMS {
            for (at, _) in text.match_indices(claim) {
                let (from, to) = (word_start(&text, at), word_end(&text, at));
                let word = text[from..to].trim_matches(|letter: char| !letter.is_alphanumeric());
                let before = &text[text[..from].char_indices().rev().nth(70).map_or(0, |(at, _)| at)..from];
                let last = before.trim_end().rsplit(' ').next().unwrap_or_default();
                let next = text[to..].trim_start().split(' ').next().unwrap_or_default();
                let is_theirs = theirs.contains(&format!("{last} {word}"))
                    || theirs.contains(&format!("{word} {next}"))
                    || word.contains('/');
                if !is_theirs && !DENIALS.iter().any(|denial| before.contains(denial)) {
                    wrong.push(format!("{address}: …{before}{word} {next}"));
                }
            }
        }
    }
    wrong.sort();
    wrong.dedup();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_words_of_every_language_claim_nothing() {
    for (language, claims, denials) in [
        ("en", &CLAIMS[..], &DENIALS[..]),
        (
            "de",
            &["konform", "validiert", "zertifiziert", "ist sicher", "sind sicher", "erfüllt"][..],
            &["kein", "nicht", "nie", "weder"][..],
        ),
    ] {
        let text =
            std::fs::read_to_string(super::golden::path(&format!("templates/languages/{language}.ftl")));
        for line in text.expect("the language is there").lines().filter(|line| !line.starts_with('#')) {
            let line = line.to_lowercase();
            let claims = claims.iter().any(|claim| line.contains(claim));
            assert!(!claims || denials.iter().any(|denial| line.contains(denial)), "{language}: {line}");
        }
    }
}

#[test]
fn every_clause_of_the_example_stands_as_it_is_kept() {
    let pages = edited("2026-02-15", &[]);
    let mut text = String::from(
        "Clauses of the example device, work tree as of 2026-02-15: classes, rules, records that answer, findings, state.\n",
    );
    for standard in STANDARDS {
        let Some(page) = pages.get(&format!("clauses/{}.html", standard.ruleset)) else { continue };
        writeln!(text, "\n{}", standard.name).expect("a text takes all");
        let table = page.split_once("<tbody>").and_then(|(_, rest)| rest.split_once("</tbody>"));
        for row in table.expect("the page has a table").0.split("<tr").skip(1) {
            // A cell begins behind the end of its tag and ends where its element does.
            let cell = |part: &str| words(part.split_once('>').map_or("", |(_, cell)| cell));
            let head = row.split_once("<th").map(|(_, rest)| rest).unwrap_or_default();
            let cells: Vec<String> =
                std::iter::once(head).chain(row.split("<td").skip(1)).map(cell).collect();
            // The head is followed by all that comes behind it.
            let number = head.split_once("</th>").map(|(head, _)| cell(head)).unwrap_or_default();
            writeln!(
                text,
                "{:<28} {:<8} {:>2} rules {:>4} records {:>2} findings  {}",
                number, cells[2], cells[3], cells[4], cells[5], cells[6]
            )
            .expect("a text takes all");
        }
    }
    let mut golden = Golden::default();
    golden.compare("tests/golden/clauses.txt", &text);
    golden.done();
}
