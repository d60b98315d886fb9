//! Two moments as text, and what the diff says of them as text.

use super::{Because, ChangeKind, Diff, Hunk, LineKind};
use crate::rules::drawn;

/// A small device: a system of class B with one item, a SOUP in it, a requirement, a control, a risk, and evidence.
const DEVICE: &str = "
//- items/SYS-001.md
---
id: SYS-001
title: Analysis
kind: system
safety_class: B
---
//- items/ITEM-101.md
---
id: ITEM-101
title: Decode
kind: item
parent: SYS-001
---
//- soup/SOUP-005.md
---
id: SOUP-005
title: OpenCV
version: 4.11.0.86
used_in: [ITEM-101]
---

Decodes images.
//- requirements/REQ-101.md
---
id: REQ-101
title: Decode without deviation
text: The decoder shall not deviate.
applies_to: [SOUP-005]
---
//- controls/RC-002.md
---
id: RC-002
title: Codec allow-list
kind: inherent
---
//- requirements/REQ-103.md
---
id: REQ-103
title: Allow JPEG and PNG only
text: Only JPEG and PNG shall be reachable.
applies_to: [ITEM-101]
implements: [RC-002]
---
//- risks/RISK-002.md
---
id: RISK-002
title: Corrupted decode
causes:
  - source: SOUP-005
    cause: A damaged file is decoded as valid.
controls: [RC-002]
---
//- verification/VER-001.md
---
id: VER-001
title: Decode conformance
verifies: [REQ-101]
result: pass
soup_versions: { SOUP-005: 4.11.0.86 }
---
//- verification/VER-002.md
---
id: VER-002
title: Hostile images
verifies: [RC-002]
result: pass
soup_versions: {}
---
//- reviews/AR-005-1.md
---
id: AR-005-1
title: First review
date: 2025-05-22
covers: [{ soup: SOUP-005, version: 4.11.0.86 }]
---
//- reviews/AR-005-0.md
---
id: AR-005-0
title: An older review
date: 2025-04-22
covers: [{ soup: SOUP-005, version: 4.10 }]
---
";

/// Compares two examples and the expected account of what changed.
#[track_caller]
fn check(before: &str, after: &str, expected: &str) {
    let dossier = |example: &str| drawn::dossier(example).expect("the example is sound");
    let diff = Diff::between(&dossier(before), &dossier(after));
    assert_eq!(told(&diff).trim(), expected.trim(), "\n{}", told(&diff));
}

/// Replaces texts of [`DEVICE`] and compares the two.
#[track_caller]
fn check_edits(edits: &[(&str, &str)], expected: &str) {
    let mut after = DEVICE.to_owned();
    for (from, to) in edits {
        assert!(after.contains(from), "{from} is not in the device");
        after = after.replacen(from, to, 1);
    }
    check(DEVICE, &after, expected);
}

fn told(diff: &Diff) -> String {
    let mut lines = Vec::new();
    let value = |value: &Option<String>| value.clone().unwrap_or_else(|| "-".to_owned());
    for key in &diff.policy.configuration {
        lines.push(format!("policy {}: {} => {}", key.name, value(&key.before), value(&key.after)));
    }
    for waiver in &diff.policy.waivers {
        lines.push(format!("policy {} {}", waiver.id, waiver.change.word()));
    }
    for record in &diff.records {
        lines.push(format!("{} {}", record.id, record.change.word()));
        if let Some(path) = &record.path_before {
            lines.push(format!("  from {path} to {}", record.path));
        }
        if let Some(kind) = record.kind_before {
            lines.push(format!("  from {kind} to {}", record.kind));
        }
        if matches!(record.change, ChangeKind::Added | ChangeKind::Removed) {
            continue;
        }
        for field in &record.fields {
            let mark = if field.relevant { "!" } else { "" };
            lines.push(format!(
                "  {}{mark}: {} => {}",
                field.name,
                value(&field.before),
                value(&field.after)
            ));
        }
        for link in &record.links {
            let mark = if link.added { "+" } else { "-" };
            lines.push(format!("  {mark} {} {}", link.relation.forward, link.target));
        }
        for hunk in record.body.iter().flat_map(|body| &body.hunks) {
            lines.extend(told_hunk(hunk));
        }
        if let Some(unreadable) = &record.unreadable {
            lines.push(format!(
                "  unreadable: {} => {}",
                value(&unreadable.before),
                value(&unreadable.after)
            ));
        }
        if let Some(class) = &record.class {
            let class_of =
                |class: Option<crate::standard::Class>| class.map_or("-".to_owned(), |it| format!("{it:?}"));
            let (before, after) = (class_of(class.before), class_of(class.after));
            lines.push(format!(
                "  class {before} ({}) => {after} ({})",
                class.because_before, class.because_after
            ));
        }
        lines.extend(record.because.iter().map(told_because));
    }
    lines.join("\n")
}

fn told_hunk(hunk: &Hunk) -> Vec<String> {
    let section = hunk.section.as_deref().unwrap_or("(top)");
    let lines = hunk.lines.iter().filter(|line| line.kind != LineKind::Same).map(|line| {
        let mark = if line.kind == LineKind::Added { "+" } else { "-" };
        let pieces = line
            .pieces
            .iter()
            .map(|piece| if piece.changed { format!("[{}]", piece.text) } else { piece.text.clone() });
        format!("  {section}:{} {mark}{}", line.number, pieces.collect::<String>())
    });
    lines.collect()
}

fn told_because(because: &Because) -> String {
    let steps = because.path.iter().map(|step| format!("{} {}", step.words(), step.record));
    let fields: Vec<&str> = because.fields.iter().map(|field| &*field.name).collect();
    let steps: Vec<String> = steps.collect();
    format!("  because {}: {} {}", steps.join(", "), because.change.word(), fields.join(" "))
        .trim_end()
        .to_owned()
}

#[test]
fn a_device_does_not_differ_from_itself() {
    check(DEVICE, DEVICE, "");
}

#[test]
fn formatting_alone_shows_nothing() {
    let before = "
//- requirements/REQ-1.md
---
id: REQ-1
title: Decode
text: The decoder shall decode eight-bit images without deviation.
kind: functional
applies_to: [SOUP-1, SOUP-2]
---

## Why

A paragraph that is
long and was wrapped.

* one
* two

| a | b |
|---|---|
| 1 | 2 |
";
    let after = "
//- requirements/REQ-1.md
---
title: 'Decode'
id: \"REQ-1\"
kind:   functional
applies_to:
  - SOUP-2
  - soup-1
text: >-
  The decoder shall decode
  eight-bit images without deviation.
# a comment
---


## Why
A paragraph
that is long and was  wrapped.   

- one
- two

|  a  |  b  |
| ----- | --- |
| 1   | 2   |

";
    check(before, after, "");
    check(&before.replace('\n', "\r\n").replace("\r\n//-", "\n//-").replace(".md\r", ".md"), before, "");
    let soup = "
//- soup/SOUP-1.md
---
id: SOUP-1
patches: a
---
";
    check(soup, &soup.replace("a\n---", "[a]\n---"), "");
    check(&soup.replace("patches: a\n", ""), &soup.replace("a\n---", "[]\n---"), "");
}

#[test]
fn a_version_that_moves_affects_what_was_judged_for_the_old_one() {
    check_edits(
        &[("version: 4.11.0.86\nused", "version: 4.12.0.88\nused")],
        "
SOUP-005 modified
  version!: 4.11.0.86 => 4.12.0.88
RISK-002 affected
  because caused by SOUP-005: modified version
VER-001 affected
  because tested with SOUP-005: modified version
AR-005-1 affected
  because reviews the anomalies of SOUP-005: modified version
",
    );
}

#[test]
fn evidence_that_moves_along_is_edited_and_not_affected() {
    check_edits(
        &[
            ("version: 4.11.0.86\nused", "version: 4.12.0.88\nused"),
            ("soup_versions: { SOUP-005: 4.11.0.86 }", "soup_versions: { SOUP-005: 4.12.0.88 }"),
            ("cause: A damaged", "cause: An intact or damaged"),
            (
                "//- reviews/AR-005-0.md",
                "//- reviews/AR-005-2.md\n---\nid: AR-005-2\ntitle: Second review\ndate: 2025-11-18\ncovers: [{ soup: SOUP-005, version: 4.12.0.88 }]\n---\n//- reviews/AR-005-0.md",
            ),
        ],
        "
SOUP-005 modified
  version!: 4.11.0.86 => 4.12.0.88
RISK-002 modified
  causes.SOUP-005.cause!: A damaged file is decoded as valid. => An intact or damaged file is decoded as valid.
VER-001 modified
  soup_versions.SOUP-005: 4.11.0.86 => 4.12.0.88
AR-005-2 added
",
    );
}

#[test]
fn a_requirement_reaches_the_verification_of_its_control() {
    check_edits(
        &[("Only JPEG and PNG shall be", "Only JPEG shall be")],
        "
REQ-103 modified
  text!: Only JPEG and PNG shall be reachable. => Only JPEG shall be reachable.
RC-002 affected
  because implemented by REQ-103: modified text
VER-002 affected
  because verifies RC-002, implemented by REQ-103: modified text
",
    );
}

#[test]
fn evidence_that_goes_away_affects_what_it_vouched_for() {
    let gone = "
VER-001 removed
REQ-101 affected
  because verified by VER-001: removed
";
    let start = DEVICE.find("//- verification/VER-001.md").expect("it is there");
    let end = DEVICE.find("//- verification/VER-002.md").expect("it is there");
    let without = format!("{}{}", &DEVICE[..start], &DEVICE[end..]);
    let mut lines: Vec<&str> = gone.trim().lines().collect();
    lines.rotate_left(1);
    check(DEVICE, &without, &lines.join("\n"));
    check_edits(
        &[("verifies: [REQ-101]", "verifies: [REQ-103]")],
        "
REQ-101 affected
  because verified by VER-001: modified verifies.REQ-103 verifies.REQ-101
VER-001 modified
  verifies.REQ-103: - => REQ-103
  verifies.REQ-101: REQ-101 => -
  + verifies REQ-103
  - verifies REQ-101
",
    );
    check_edits(
        &[("result: pass", "result: fail")],
        "
REQ-101 affected
  because verified by VER-001: modified result
VER-001 modified
  result: pass => fail
",
    );
}

#[test]
fn a_class_moves_with_the_host() {
    check_edits(
        &[("safety_class: B", "safety_class: C\nclass_rationale: worse than thought")],
        "
ITEM-101 affected
  class B (inherited from SYS-001) => C (inherited from SYS-001)
  because part of SYS-001: modified safety_class
SYS-001 modified
  safety_class!: B => C
  class_rationale: - => worse than thought
  class B (declared for the system) => C (declared for the system)
SOUP-005 affected
  class B (by host ITEM-101) => C (by host ITEM-101)
  because used in ITEM-101, part of SYS-001: modified safety_class
REQ-101 affected
  class B (serves SOUP-005) => C (serves SOUP-005)
  because applies to SOUP-005, used in ITEM-101, part of SYS-001: modified safety_class
REQ-103 affected
  class B (serves ITEM-101) => C (serves ITEM-101)
  because applies to ITEM-101, part of SYS-001: modified safety_class
RISK-002 affected
  class B (serves SOUP-005) => C (serves SOUP-005)
  because caused by SOUP-005, used in ITEM-101, part of SYS-001: modified safety_class
RC-002 affected
  class B (serves RISK-002) => C (serves RISK-002)
  because controls RISK-002, caused by SOUP-005, used in ITEM-101, part of SYS-001: modified safety_class
VER-001 affected
  class B (serves REQ-101) => C (serves REQ-101)
  because verifies REQ-101, applies to SOUP-005, used in ITEM-101, part of SYS-001: modified safety_class
VER-002 affected
  class B (serves RC-002) => C (serves RC-002)
  because verifies RC-002, controls RISK-002, caused by SOUP-005, used in ITEM-101, part of SYS-001: modified safety_class
AR-005-0 affected
  class B (serves SOUP-005) => C (serves SOUP-005)
  because reviews the anomalies of SOUP-005, used in ITEM-101, part of SYS-001: modified safety_class
AR-005-1 affected
  class B (serves SOUP-005) => C (serves SOUP-005)
  because reviews the anomalies of SOUP-005, used in ITEM-101, part of SYS-001: modified safety_class
",
    );
}

#[test]
fn a_file_may_move_and_an_id_may_change_its_case() {
    let soup = |path: &str, id: &str, version: &str| {
        format!("//- {path}\n---\nid: {id}\ntitle: T\nversion: {version}\n---\n")
    };
    check(
        &soup("soup/a.md", "SOUP-1", "1.10"),
        &soup("soup/deep/b.md", "SOUP-1", "\"1.10\""),
        "SOUP-1 moved\n  from dhf/soup/a.md to dhf/soup/deep/b.md",
    );
    check(
        &soup("soup/a.md", "SOUP-1x", "1.10"),
        &soup("soup/b.md", "SOUP-1X", "1.1"),
        "SOUP-1X modified\n  from dhf/soup/a.md to dhf/soup/b.md\n  id: SOUP-1x => SOUP-1X\n  version!: 1.10 => 1.1",
    );
    check(
        &soup("soup/a.md", "SOUP-1", "1"),
        &soup("tools/a.md", "SOUP-1", "1"),
        "SOUP-1 modified\n  from dhf/soup/a.md to dhf/tools/a.md\n  from soup to tool\n  class C (no live item uses it, so C applies) => - ()",
    );
    check(
        &soup("soup/a.md", "SOUP-1", "1"),
        &soup("soup/a.md", "SOUP-2", "1"),
        "SOUP-1 removed\nSOUP-2 added",
    );
}

#[test]
fn what_has_no_id_or_a_double_one_is_matched_by_its_path() {
    let file = |path: &str, text: &str| format!("//- {path}\n---\n{text}\n---\n");
    let one = file("soup/a.md", "id: SOUP-1\ntitle: T");
    check(&one, &(one.clone() + &file("soup/b.md", "id: SOUP-1\ntitle: T")), "SOUP-1 added");
    let two = |second: &str| one.clone() + &file("soup/b.md", second);
    check(&two("id: SOUP-1\ntitle: A"), &two("id: SOUP-1\ntitle: B"), "SOUP-1 modified\n  title: A => B");
    check(&two("title: A"), &two("title: B"), " modified\n  title: A => B".trim());
}

#[test]
fn a_file_that_becomes_unreadable_is_not_lost() {
    check(
        "//- soup/a.md\n---\nid: SOUP-1\ntitle: T\n---\nbody\n",
        "//- soup/a.md\nid: SOUP-1\nbody\n",
        "
SOUP-1 modified
  (top):5 -body
  (top):1 +id: SOUP-1 body
  unreadable: - => the file has no front matter
  class C (no live item uses it, so C applies) => - ()
",
    );
}

#[test]
fn nested_values_are_told_by_their_path() {
    let risk = |causes: &str| {
        format!(
            "//- risks/RISK-1.md\n---\nid: RISK-1\ntitle: T\ncauses:\n{causes}\nresidual: {{severity: minor}}\n---\n"
        )
    };
    check(
        &risk(
            "  - {source: SOUP-1, cause: one}\n  - {source: SOUP-2, cause: two}\n  - {source: SOUP-2, cause: three}",
        ),
        &risk(
            "  - {source: SOUP-2, cause: three, note: x}\n  - {cause: two, source: soup-2}\n  - {source: SOUP-3, cause: four}",
        ),
        "
RISK-1 modified
  causes.SOUP-2.note!: - => x
  causes.SOUP-3!: - => source: SOUP-3; cause: four
  causes.SOUP-1!: source: SOUP-1; cause: one => -
  + caused by SOUP-3
  - caused by SOUP-1
",
    );
    let soup = |fields: &str| format!("//- soup/S.md\n---\nid: SOUP-1\ntitle: T\n{fields}\n---\n");
    check(
        &soup("patches: [a, b]\nhashes: [{algorithm: sha256, value: aa}]"),
        &soup(
            "patches: [b, a]\nhashes: [{algorithm: sha256, value: bb}]\nsystem_requirements: {hardware: 8 GiB}\nlicence: MIT",
        ),
        "
SOUP-1 modified
  hashes.sha256.value!: aa => bb
  patches!: a, b => b, a
  system_requirements.hardware!: - => 8 GiB
  licence: - => MIT
",
    );
    check(
        &soup("anomaly_sources: {none_published: {by: Jana, on: 2025-05-01, source: asked}}"),
        &soup("anomaly_sources:\n  - url: https://example.invalid/list\n    note: all"),
        "
SOUP-1 modified
  anomaly_sources.none_published.by: Jana => -
  anomaly_sources.none_published.on: 2025-05-01 => -
  anomaly_sources.none_published.source: asked => -
  anomaly_sources.https://example.invalid/list: - => url: https://example.invalid/list; note: all
",
    );
}

#[test]
fn a_body_is_told_word_by_word_below_its_heading() {
    let document =
        |body: &str| format!("//- documents/ARCH-001.md\n---\nid: ARCH-001\ntitle: T\n---\n\n{body}\n");
    check(
        &document(
            "## Shared\n\nThe writer runs in its own process\nand is capped at 64 MiB.\n\n```\na  b\n```",
        ),
        &document(
            "## Shared\n\nThe writer runs in its\nown process and is capped at 32 MiB.\n\n```\na b\n```",
        ),
        "
ARCH-001 modified
  Shared:8 -The writer runs in its own process and is capped at [64] MiB.
  Shared:8 +The writer runs in its own process and is capped at [32] MiB.
  Shared:12 -a[  ]b
  Shared:12 +a[ ]b
",
    );
}

#[test]
fn texts_without_end_are_compared_without_a_wait() {
    let document = |seed: usize| {
        let mut state = seed;
        let mut digit = || {
            state = state.wrapping_mul(1_103_515_245).wrapping_add(12_345) % 2_147_483_648;
            state >> 16 & 3
        };
        let lines: String = (0..60_000).map(|_| format!("- {}\n", digit())).collect();
        let words: String = (0..60_000).map(|_| format!("{} ", digit())).collect();
        let hashes: String =
            (0..5_000).map(|_| format!("  - {{algorithm: a, value: {}}}\n", digit())).collect();
        format!("//- soup/a.md\n---\nid: SOUP-1\ntitle: T\nhashes:\n{hashes}---\n\n{lines}\n{words}\n")
    };
    let dossier = |example: &str| drawn::dossier(example).expect("the example is sound");
    let (before, after) = (dossier(&document(1)), dossier(&document(2)));
    let start = std::time::Instant::now();
    let diff = Diff::between(&before, &after);
    // This bound only tells a slip into quadratic time.
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
    assert!(diff.records[0].body.is_some());
}

#[test]
fn the_configuration_and_waivers_are_told_first() {
    let device = |rules: &str, waiver: &str| {
        format!(
            "//- tureen.toml\n[rules]\n{rules}\n[risk]\nlevels = [\"low\", \"high\"]\n//- waivers/WAIVER-001.md\n---\nid: WAIVER-001\ntitle: T\nrule: soup-identifier-missing\nexpires: {waiver}\n---\n"
        )
    };
    check(
        &device("levels = { \"soup-version-missing\" = \"error\" }", "2026-12-31"),
        &device("levels.soup-version-missing = \"note\"", "2027-12-31"),
        "
policy rules.levels.soup-version-missing: error => note
policy WAIVER-001 modified
WAIVER-001 modified
  expires: 2026-12-31 => 2027-12-31
",
    );
    check(&device("", "2026-12-31"), &device("# only a comment\n", "2026-12-31"), "");
}

#[test]
fn a_record_that_is_retired_is_out_of_use() {
    check_edits(
        &[("title: OpenCV\n", "title: OpenCV\nstatus: retired\n")],
        "
SOUP-005 modified
  status: - => retired
REQ-101 affected
  class B (serves SOUP-005) => C (serves no live item or SOUP, so C applies)
  because applies to SOUP-005: modified status
RISK-002 affected
  class B (serves SOUP-005) => C (serves no live item or SOUP, so C applies)
  because caused by SOUP-005: modified status
RC-002 affected
  class B (serves RISK-002) => C (serves no live item or SOUP, so C applies)
  because controls RISK-002, caused by SOUP-005: modified status
VER-001 affected
  class B (serves REQ-101) => C (serves no live item or SOUP, so C applies)
  because tested with SOUP-005: modified status
VER-002 affected
  class B (serves RC-002) => C (serves no live item or SOUP, so C applies)
  because verifies RC-002, controls RISK-002, caused by SOUP-005: modified status
AR-005-0 affected
  class B (serves SOUP-005) => C (serves no live item or SOUP, so C applies)
  because reviews the anomalies of SOUP-005: modified status
AR-005-1 affected
  class B (serves SOUP-005) => C (serves no live item or SOUP, so C applies)
  because reviews the anomalies of SOUP-005: modified status
",
    );
}

/// A requirements file, a group and single records.
const LOCKED: &str = "
//- tureen.toml
[inventory]
files = [\"requirements.txt\"]
//- /requirements.txt
numpy==2.2.6
idna==3.10
sniffio==1.3.1
six==1.17.0
//- soup/SOUP-003.md
---
id: SOUP-003
version: 2.2.6
purl: pkg:pypi/numpy@2.2.6
---
//- soup/SOUP-020.md
---
id: SOUP-020
members: [pkg:pypi/idna@3.10, sniffio 1.3.1]
---
";

fn moved_components(base: &str, head: &str) -> Vec<String> {
    let (base, head) = (drawn::dossier(base).expect("the base"), drawn::dossier(head).expect("the head"));
    let diff = Diff::between(&base, &head);
    let said = diff.components.iter().map(|change| {
        let recorded = if change.recorded { "recorded" } else { "not recorded" };
        format!(
            "{}:{} {} {} {recorded} {}",
            change.file,
            change.line,
            change.name,
            change.move_in_words(),
            change.records.join(",")
        )
    });
    said.collect()
}

#[test]
fn a_lock_file_that_moved_names_the_records_that_it_concerns() {
    let head = LOCKED
        .replace("numpy==2.2.6", "NumPy==2.3.5")
        .replace("idna==3.10", "idna==3.11\nanyio==4.11.0")
        .replace("pkg:pypi/idna@3.10", "pkg:pypi/idna@3.11")
        .replace("sniffio==1.3.1\n", "")
        .replace("six==1.17.0", "six==1.17");
    assert_eq!(
        moved_components(LOCKED, &head),
        [
            "requirements.txt:3 anyio new, 4.11.0 not recorded ",
            "requirements.txt:2 idna 3.10 → 3.11 recorded SOUP-020",
            "requirements.txt:1 NumPy 2.2.6 → 2.3.5 not recorded SOUP-003",
            "requirements.txt:3 sniffio gone, 1.3.1 not recorded SOUP-020",
        ]
    );
    assert_eq!(moved_components(LOCKED, LOCKED), [""; 0]);
}

#[test]
fn a_lock_file_named_for_the_first_time_or_unread_moves_nothing() {
    let unnamed = LOCKED.replace("files = [\"requirements.txt\"]", "");
    assert_eq!(moved_components(&unnamed, LOCKED), [""; 0]);
    assert_eq!(moved_components(LOCKED, &unnamed), [""; 0]);
    let broken = LOCKED.replace("six==1.17.0", "https://example.invalid/six.whl");
    assert_eq!(moved_components(LOCKED, &broken), [""; 0]);
}

#[test]
fn what_begins_to_ship_is_told() {
    let base = "
//- tureen.toml
[inventory]
files = [\"poetry.lock\"]
//- /poetry.lock
[[package]]
name = \"six\"
version = \"1.17.0\"
groups = [\"dev\"]
";
    let head = base.replace("\"dev\"", "\"main\"");
    let said = moved_components(base, &head);
    assert_eq!(said, ["poetry.lock:3 six 1.17.0, which ships now not recorded "]);
}
