//! Edits of records written in many ways, and of every record of the example device.

use super::{Error, set};

#[track_caller]
fn edited(yaml: &str, path: &str, value: &str, expected: &str) {
    let text = format!("---\n{yaml}---\n\nBody: kept.\n---\n");
    let result = set(&text, path, value).unwrap_or_else(|error| panic!("{path}: {error}\n{yaml}"));
    let inner = result.strip_prefix("---\n").and_then(|rest| rest.strip_suffix("---\n\nBody: kept.\n---\n"));
    assert_eq!(inner, Some(expected), "{path} = {value}");
    let crlf = text.replace('\n', "\r\n");
    let result = set(&crlf, path, value).unwrap_or_else(|error| panic!("CRLF, {path}: {error}\n{yaml}"));
    assert_eq!(result, format!("---\n{expected}---\n\nBody: kept.\n---\n").replace('\n', "\r\n"), "CRLF");
    let marked = set(&format!("\u{feff}{text}"), path, value).expect("a byte-order mark changes nothing");
    assert_eq!(marked, format!("\u{feff}---\n{expected}---\n\nBody: kept.\n---\n"), "byte-order mark");
}

#[test]
fn a_value_is_replaced_in_its_own_style() {
    edited("id: A-1\nversion: 1.9 # pinned\n", "version", "1.10", "id: A-1\nversion: 1.10 # pinned\n");
    edited("version: '1.9'\n", "version", "1.10", "version: '1.10'\n");
    edited("version:   \"1.9\"   # x\n", "version", "1.10", "version:   \"1.10\"   # x\n");
    edited("version: \"1.9\"\n", "version", "a\"b\\c", "version: \"a\\\"b\\\\c\"\n");
    edited("title: 'a'\n", "title", "it's", "title: 'it''s'\n");
    edited("title: a\n", "title", "b: c", "title: 'b: c'\n");
    edited("title: a\n", "title", "b #c", "title: 'b #c'\n");
    edited("title: a\n", "title", "- b", "title: '- b'\n");
    edited("title: a\n", "title", "one\ntwo", "title: \"one\\ntwo\"\n");
    edited("title: a\n", "title", "null", "title: 'null'\n");
    edited("title: a\n", "title", "https://x.example/a#b", "title: https://x.example/a#b\n");
    edited("title: one\n  two\nid: A-1\n", "title", "three", "title: three\nid: A-1\n");
    edited("title: 'one\n  two'\nid: A-1\n", "title", "three", "title: 'three'\nid: A-1\n");
}

#[test]
fn a_value_of_several_lines_keeps_its_sign_and_its_indentation() {
    let before = "rationale: >-\n  One line\n  and another.\n\nid: A-1\n";
    edited(before, "rationale", "Short.", "rationale: >-\n  Short.\n\nid: A-1\n");
    let long = "word ".repeat(30);
    let folded = format!(
        "rationale: >-\n  {}\n  {}\n  {}\n\nid: A-1\n",
        "word ".repeat(14).trim(),
        "word ".repeat(14).trim(),
        "word word"
    );
    edited(before, "rationale", long.trim(), &folded);
    edited("a: |\n    one\n    two\nb: 1\n", "a", "three\n\nfour", "a: |\n    three\n\n    four\nb: 1\n");
    edited("a: >-  # why > how\n  one\nb: 1\n", "a", "two", "a: >-  # why > how\n  two\nb: 1\n");
    edited("a: >-\n  one\nb: 1\n", "a", "two\nthree", "a: \"two\\nthree\"\nb: 1\n");
    edited("a:\n  - >-\n    one\n    two\n  - b\n", "a[0]", "three", "a:\n  - >-\n    three\n  - b\n");
}

#[test]
fn what_is_empty_is_filled_and_what_is_filled_can_be_emptied() {
    edited("decision:\nid: A-1\n", "decision", "apply", "decision: apply\nid: A-1\n");
    edited("decision:  # apply or defer\n", "decision", "apply", "decision: apply  # apply or defer\n");
    edited("decision: ~\n", "decision", "apply", "decision: apply\n");
    edited("decision: ''\n", "decision", "apply", "decision: 'apply'\n");
    edited("a: {b, c: }\n", "a.b", "1", "a: {b: 1, c: }\n");
    edited("a: {b, c: }\n", "a.c", "1", "a: {b, c: 1 }\n");
    edited("decision: apply # so\n", "decision", "", "decision: # so\n");
    edited("decision: apply\nid: A-1\n", "decision", "", "decision:\nid: A-1\n");
}

#[test]
fn elements_of_lists_are_named_by_their_name_or_number() {
    let covers = "covers:\n  - soup: SOUP-001\n    version: 1\n  - {soup: SOUP-002, version: 2} # flow\n";
    edited(
        covers,
        "covers.SOUP-001.version",
        "1.1",
        "covers:\n  - soup: SOUP-001\n    version: 1.1\n  - {soup: SOUP-002, version: 2} # flow\n",
    );
    edited(
        covers,
        "covers.SOUP-002.version",
        "2,5",
        "covers:\n  - soup: SOUP-001\n    version: 1\n  - {soup: SOUP-002, version: '2,5'} # flow\n",
    );
    edited(
        covers,
        "covers[1].soup",
        "SOUP-003",
        "covers:\n  - soup: SOUP-001\n    version: 1\n  - {soup: SOUP-003, version: 2} # flow\n",
    );
    edited("tools: [TOOL-001, TOOL-002]\n", "tools.TOOL-002", "TOOL-3", "tools: [TOOL-001, TOOL-3]\n");
    edited(
        "soup_versions: {SOUP-1.2: a, SOUP-1: b}\n",
        "soup_versions.SOUP-1.2",
        "c",
        "soup_versions: {SOUP-1.2: c, SOUP-1: b}\n",
    );
}

#[test]
fn a_field_that_is_missing_is_added_where_the_reference_lists_it() {
    let soup =
        "id: SOUP-001\ntitle: zlib\n# who\nmanufacturer: x\nlicense: Zlib # free\nused_in:\n- ITEM-1\n";
    let expected = |line: &str, after: &str| soup.replacen(after, &format!("{after}{line}"), 1);
    edited(soup, "version", "1.3.1", &expected("version: 1.3.1\n", "manufacturer: x\n"));
    edited(soup, "approved_on", "2026-01-15", &expected("approved_on: 2026-01-15\n", "title: zlib\n"));
    edited(soup, "license_text", "a.txt", &expected("license_text: a.txt\n", "# free\n"));
    edited(soup, "justification", "why: so", &expected("justification: 'why: so'\n", "- ITEM-1\n"));
    edited(soup, "no_such_field", "x", &expected("no_such_field: x\n", "- ITEM-1\n"));
    edited("title: zlib\n", "id", "SOUP-001", "id: SOUP-001\ntitle: zlib\n");
    edited("", "id", "SOUP-001", "id: SOUP-001\n");
}

#[test]
fn a_part_that_is_missing_is_added_with_the_parts_above_it() {
    edited(
        "id: CR-1\nimpact:\n    new_causes: none\n",
        "impact.reverification",
        "VER-1",
        "id: CR-1\nimpact:\n    new_causes: none\n    reverification: VER-1\n",
    );
    edited(
        "id: CR-1\nimpact:\n  new_controls: none\n",
        "impact.new_causes",
        "none",
        "id: CR-1\nimpact:\n  new_causes: none\n  new_controls: none\n",
    );
    edited(
        "id: CR-1\nimpact: # 7.4\ndecision: apply\n",
        "impact.new_causes",
        "none",
        "id: CR-1\nimpact: # 7.4\n  new_causes: none\ndecision: apply\n",
    );
    edited(
        "id: CR-1\ndecision: apply\n",
        "impact.new_causes",
        "none",
        "id: CR-1\nimpact:\n  new_causes: none\ndecision: apply\n",
    );
    edited(
        "impact: {new_causes: none}\n",
        "impact.new_controls",
        "a, b",
        "impact: {new_causes: none, new_controls: 'a, b'}\n",
    );
    edited(
        "impact: {new_controls: none}\n",
        "impact.new_causes",
        "no",
        "impact: {new_causes: no, new_controls: none}\n",
    );
    edited("impact: {}\n", "impact.new_causes", "no", "impact: {new_causes: no}\n");
    edited(
        "soup_versions: {SOUP-1: 1}\n",
        "soup_versions.SOUP-1.2",
        "2",
        "soup_versions: {SOUP-1: 1, SOUP-1.2: 2}\n",
    );
    edited(
        "covers:\n  - soup: SOUP-001\n  - soup: SOUP-002\n",
        "covers.SOUP-001.version",
        "1",
        "covers:\n  - soup: SOUP-001\n    version: 1\n  - soup: SOUP-002\n",
    );
    edited(
        "a:\n  b: 1\n  # of b\n# of c\nc: 2\n",
        "a.d",
        "3",
        "a:\n  b: 1\n  # of b\n  d: 3\n# of c\nc: 2\n",
    );
    edited("a:\n  b: |+\n    text\n\nc: 2\n", "a.d", "3", "a:\n  b: |+\n    text\n\n  d: 3\nc: 2\n");
}

#[test]
fn what_cannot_be_set_alone_is_an_error() {
    let record = "---\nid: A-1\nlist: [a]\nmap: {b: 1}\n---\n";
    for (text, path, error) in [
        (record, "list", Error::NotOneValue("list".to_owned())),
        (record, "map", Error::NotOneValue("map".to_owned())),
        (record, "id.x", Error::NotOneValue("id".to_owned())),
        (record, "list[3]", Error::NoElement { list: "list".to_owned(), element: "[3]".to_owned() }),
        (record, "list.b.c", Error::NoElement { list: "list".to_owned(), element: "b".to_owned() }),
        (record, "", Error::NoPath(String::new())),
        (record, "a..b", Error::NoPath("a..b".to_owned())),
        (record, "x[0]", Error::NoPath("x[0]".to_owned())),
        ("no record", "id", Error::Unreadable("it has no front matter".to_owned())),
        ("---\nid: A-1\n", "id", Error::Unreadable("its front matter is opened and never closed".to_owned())),
    ] {
        assert_eq!(set(text, path, "1"), Err(error), "{path}");
    }
    assert!(matches!(set("---\nid: [\n---\n", "id", "1"), Err(Error::Unreadable(_))));
    assert!(matches!(set("---\n- a\n---\n", "id", "1"), Err(Error::Unreadable(_))));
}
