//! How findings look on a terminal and in a log.

use snapbox::IntoData;

use super::*;
use crate::report::tests::{checked, edit};
use crate::rules::Edit;

const LOG: Look = Look { color: false, width: 80, narrated: true };
const TERMINAL: Look = Look { narrated: false, ..LOG };

#[test]
fn a_finding_is_drawn_with_its_line_and_its_grounds() {
    snapbox::assert_data_eq!(
        render(&one(), &TERMINAL),
        snapbox::str![[r#"
Example: work tree at 9f3c2b1a09, as of 2026-01-15, 1 record

error[soup-version-missing] SOUP-001

  × no version is given
   ╭─[dhf/soup/SOUP-001.md:2:5]
 1 │ ---
 2 │ id: SOUP-001
   ·     ────────
 3 │ title: zlib
   ╰────
  help: write the version that is in the shipped build
        IEC 62304 8.1.2 c (normative); class C

1 error

"#]]
        .raw()
    );
}

#[test]
fn a_finding_is_told_with_its_place_first() {
    snapbox::assert_data_eq!(
        render(&one(), &LOG),
        snapbox::str![[r#"
Example: work tree at 9f3c2b1a09, as of 2026-01-15, 1 record

dhf/soup/SOUP-001.md:2:5: error: no version is given [soup-version-missing]
  | id: SOUP-001
  help: write the version that is in the shipped build
  asked by: IEC 62304 8.1.2 c (normative); class C

1 error

"#]]
        .raw()
    );
}

#[test]
fn a_related_place_is_shown_in_its_own_file() {
    let mut found = one();
    found.findings[0].related.push(Related {
        record: Some("ITEM-001".to_owned()),
        path: "dhf/items/ITEM-001.md".to_owned(),
        span: Span::new(4, 16),
        text: "---\nid: ITEM-001\n---\n".into(),
        message: "it is used here".to_owned(),
    });
    snapbox::assert_data_eq!(
        render(&found, &TERMINAL),
        snapbox::str![[r#"
Example: work tree at 9f3c2b1a09, as of 2026-01-15, 1 record

error[soup-version-missing] SOUP-001

  × no version is given
   ╭─[dhf/soup/SOUP-001.md:2:5]
 1 │ ---
 2 │ id: SOUP-001
   ·     ────────
 3 │ title: zlib
   ╰────
  help: write the version that is in the shipped build
        IEC 62304 8.1.2 c (normative); class C
  ╰─▶   ☞ it is used here
         ╭─[dhf/items/ITEM-001.md:2:1]
       1 │ ---
       2 │ id: ITEM-001
         · ────────────
       3 │ ---
         ╰────

1 error

"#]]
        .raw()
    );
    assert!(render(&found, &LOG).contains("  see dhf/items/ITEM-001.md:2:1: it is used here\n"));
}

#[test]
fn what_is_clean_is_told_by_ruleset_and_day_and_nothing_more_is_claimed() {
    let mut clean = checked("//- tureen.toml\n[rules]\nrulesets = [\"iso14971\"]\n");
    clean.findings.clear();
    let text = render(&clean, &LOG);
    assert!(text.ends_with("\nno findings for ruleset iso14971 as of 2026-01-15\n"), "{text}");
    clean.input.narrowed.push("rule soup-version-missing".to_owned());
    assert!(render(&clean, &LOG).contains("\nno such findings for "));
}

#[test]
fn waived_findings_are_named_with_their_waiver_and_counted_apart() {
    let mut found = one();
    found.findings[0].waived_by = Some("WAIVER-001".to_owned());
    let text = render(&found, &TERMINAL);
    assert!(text.contains("\nwaived: soup-version-missing on SOUP-001 by WAIVER-001\n"), "{text}");
    assert!(text.ends_with("as of 2026-01-15; 1 waived\n"), "{text}");
}

#[test]
fn columns_are_characters_and_nothing_reaches_the_terminal_that_it_would_act_upon() {
    let mut found = one();
    found.findings[0].text = "---\nid: öä\u{1b}[31m\u{202e}x\n---\n".into();
    found.findings[0].message = "an\u{1b}[2J odd\none".to_owned();
    found.findings[0].span = Span::new(12, 13);
    for look in [TERMINAL, LOG] {
        let text = render(&found, &look);
        assert!(!text.contains(['\u{1b}', '\u{202e}']), "{text:?}");
        assert!(text.contains("dhf/soup/SOUP-001.md:2:7"), "{text}");
    }
}

#[test]
fn a_finding_about_a_file_that_cannot_be_read_names_its_path() {
    let mut found = one();
    (found.findings[0].text, found.findings[0].span) = ("".into(), Span::default());
    let text = render(&found, &TERMINAL);
    assert!(text.contains("dhf/soup/SOUP-001.md: no version is given"), "{text}");
    let text = render(&found, &LOG);
    assert!(text.contains("\ndhf/soup/SOUP-001.md: error: no version is given"), "{text}");
}

#[test]
fn a_change_that_is_the_reason_is_told_with_commit_day_author_and_way() {
    let mut found = one();
    let edit = Edit { field: String::new(), before: None, after: None, commit: None, ..edit() };
    let edit = Edit { date: None, author: None, via: Vec::new(), uncommitted: true, ..edit };
    let unknown = Edit { record: "SOUP-006".to_owned(), uncommitted: false, ..edit.clone() };
    found.findings[0].reasons = vec![crate::report::tests::edit(), edit, unknown];
    let told =
        "because SOUP-005 version: 4.11.0.86 → 4.12.0.88, 77c1e2ab40, 2025-11-18, Jana Vogt, via REQ-101\n";
    for look in [Look { width: 120, ..TERMINAL }, LOG] {
        let text = render(&found, &look);
        assert!(text.contains(told), "{text}");
        assert!(text.contains("because SOUP-005 changed, not committed\n"), "{text}");
        assert!(text.contains("because SOUP-006 changed\n"), "{text}");
    }
}

#[test]
fn what_could_not_be_judged_is_said() {
    let mut found = one();
    found.incomplete = Some("shallow clone".to_owned());
    let text = render(&found, &TERMINAL);
    assert!(
        text.contains("\nnot complete: shallow clone; what depends on history was not judged\n1 error"),
        "{text}"
    );
    assert!(
        crate::report::json::render(&found).contains("\"complete\": false,\n  \"incomplete\": \"shallow")
    );
}

#[test]
fn a_span_at_the_end_of_a_long_file_is_drawn_with_its_lines() {
    let mut found = one();
    let text = "a line of a record\n".repeat(50_000);
    found.findings[0].span = Span::new(text.len() - 5, text.len() - 1);
    found.findings[0].text = text.as_str().into();
    let text = render(&found, &TERMINAL);
    assert!(text.contains("dhf/soup/SOUP-001.md:50000:15"), "{text}");
    assert!(text.lines().count() < 15, "{text}");
}

#[test]
fn ten_thousand_findings_are_drawn_without_a_wait() {
    let mut found = one();
    found.findings = vec![found.findings[0].clone(); 10_000];
    let start = std::time::Instant::now();
    let text = render(&found, &TERMINAL);
    // Well under a second when optimised; this bound only tells a slip into quadratic time.
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
    assert!(text.ends_with("\n10000 errors\n"));
}

#[test]
fn a_finding_in_a_line_of_a_whole_file_is_told_instead_of_drawn() {
    let mut found = one();
    let text = format!("---\nid: {}\n", "x, ".repeat(100_000));
    found.findings[0].span = Span::new(8, 9);
    found.findings[0].text = text.as_str().into();
    let text = render(&found, &TERMINAL);
    assert!(text.contains("\ndhf/soup/SOUP-001.md:2:5: error: no version is given"), "{text}");
    assert!(text.len() < 2000, "{} bytes", text.len());
}

#[test]
fn a_fault_of_the_configuration_is_shown_in_its_file() {
    let text: FileText = "[device]\nnmae = \"x\"\n".into();
    let (_, found) = crate::config::Config::parse(&text).expect("it is TOML");
    snapbox::assert_data_eq!(
        faults("tureen.toml", &text, &found, &TERMINAL),
        snapbox::str![[r#"
  × `device` has no field `nmae`
   ╭─[tureen.toml:2:1]
 1 │ [device]
 2 │ nmae = "x"
   · ────
   ╰────
  help: did you mean `name`?

"#]]
        .raw()
    );
    snapbox::assert_data_eq!(
        faults("tureen.toml", &text, &found, &LOG),
        snapbox::str![[r#"
tureen.toml:2:1: error: `device` has no field `nmae`
  | nmae = "x"
  help: did you mean `name`?

"#]]
        .raw()
    );
}

/// One finding that no other rule disturbs.
fn one() -> Checked {
    let mut checked = checked("//- soup/SOUP-001.md\n---\nid: SOUP-001\ntitle: zlib\n---\n");
    checked.findings.retain(|finding| finding.rule.code == "soup-version-missing");
    checked
}
