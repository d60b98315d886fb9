//! Two examples, compared and judged, and how each format tells it.

use snapbox::IntoData;

use super::{Compared, Detail, FORMATS, Format, Telling, human, json};
use crate::config::Level;
use crate::diff::Diff;
use crate::report::Look;
use crate::report::quoted::tests::{HOSTILE, assert_harmless};
use crate::report::tests::checked;
use crate::review::{Review, Side};
use crate::rules::drawn;
use crate::source::Moment;

mod comment;
mod lock_files;

const LOOK: Look = Look { color: false, width: 100, narrated: true };

/// Compares two examples as if they were the tags v1 and v2. Only findings of rules that do not change often are kept.
fn compared(before: &str, after: &str) -> Compared {
    let side = |example: &str, tag: &str| {
        let mut side = checked(example);
        side.input.moment = Moment::Revision(tag.to_owned());
        side.findings
            .retain(|finding| ["soup-version-missing", "link-dangling"].contains(&finding.rule.code));
        side
    };
    let (base, head) = (side(before, "v1"), side(after, "v2"));
    let [old, new] = [before, after].map(|example| drawn::judged(example).expect("the example can be read"));
    let diff = Diff::between(&old.0, &new.0);
    let sides = [(&old, &base.findings), (&new, &head.findings)];
    let [old, new] =
        sides.map(|((dossier, past), findings)| Side { revision: None, dossier, past, findings });
    // An example has no history; what is told of a diff is about other things here.
    let mut review = Review::of(old, new, diff, Level::Error);
    review.gate.because.retain(|why| !why.starts_with("not all"));
    Compared { base: base.input, head: head.input, review, incomplete: None }
}

/// Writes the comment in some detail.
fn as_comment(compared: &Compared, detail: Detail) -> String {
    super::comment::render(compared, &Telling { detail, ..Telling::default() }).text
}

const BEFORE: &str = "
//- items/ITEM-001.md
---
id: ITEM-001
title: Decode
kind: system
safety_class: B
---
//- soup/SOUP-001.md
---
id: SOUP-001
title: OpenCV
version: 4.11.0.86
used_in: [ITEM-001]
intended_use: Decodes 8-bit images from the camera of the device and hands them to the network for scoring.
---

## Description

Decodes images and nothing else.
//- soup/SOUP-002.md
---
id: SOUP-002
title: zlib
---
//- risks/RISK-001.md
---
id: RISK-001
title: Corrupted decode
causes: [{ source: SOUP-001, cause: wrong pixels }]
---
";

const AFTER: &str = "
//- tureen.toml
[rules.levels]
soup-version-missing = \"note\"
//- items/ITEM-001.md
---
id: ITEM-001
title: Decode
kind: system
safety_class: B
---
//- soup/vision/SOUP-001.md
---
id: SOUP-001
title: OpenCV
version: 4.12.0.88
used_in: [ITEM-001, ITEM-009]
intended_use: Decodes 8-bit and 16-bit images from the camera of the device and hands them to the network for scoring.
---

## Description

Decodes images and little else.
//- soup/SOUP-003.md
---
id: SOUP-003
title: libpng
version: 1.6.50
---
//- risks/RISK-001.md
---
id: RISK-001
title: Corrupted decode
causes: [{ source: SOUP-001, cause: wrong pixels }]
---
";

#[test]
fn a_diff_is_told_verdict_first() {
    snapbox::assert_data_eq!(
        human::render(&compared(BEFORE, AFTER), Detail::Fields, &LOOK),
        snapbox::str![[r#"
Example: 2 things are owed before this may pass: 1 new error, 1 objection of the gate; 1 piece of
evidence became stale or went missing.
3 records changed between v1 and v2: 1 added, 1 removed, 1 modified; 1 more is affected. 1 SOUP
version moved.
from v1 (9f3c2b1a09), as of 2026-01-15, 4 records
to v2 (9f3c2b1a09), as of 2026-01-15, 4 records

Judged differently: changes of the configuration and of waivers
  rules.levels.soup-version-missing  + note

SOUP that moved
  SOUP-001  OpenCV  4.11.0.86     →  4.12.0.88  upgrade; no change record
  SOUP-002  zlib    (no version)  →  (gone)     no change record
  SOUP-003  libpng  (new)         →  1.6.50     no change record

SOUP
  modified  SOUP-001  OpenCV
    file          dhf/soup/SOUP-001.md → dhf/soup/vision/SOUP-001.md
    version       4.11.0.86 → 4.12.0.88
    intended_use  Decodes 8-bit {+and 16-bit+} images from the camera of …
    used_in       + ITEM-009
    body          changed in “Description”
  removed   SOUP-002  zlib
  added     SOUP-003  libpng

Evidence that no longer holds
  stale  RISK-001  Corrupted decode (risk assessment, was fresh)
    because SOUP-001 version: 4.11.0.86 → 4.12.0.88
    because SOUP-001 intended_use: Decodes 8-bit images from the camera of the device and hands… →
      Decodes 8-bit and 16-bit images from the camera of the devic…
    because SOUP-001 used_in.ITEM-009: (nothing) → ITEM-009

New findings
  dhf/soup/vision/SOUP-001.md:5:21: error: there is no record ITEM-009 [link-dangling]
    asked by: IEC 62304 7.3.3 (normative), IEC 62304 8.2.4 (normative); class B

Fixed findings
  dhf/soup/SOUP-002.md:2:5: error: no version is given [soup-version-missing]
    asked by: IEC 62304 8.1.2 c (normative); class C

Other findings: 1 fixed

The gate objects
  the risk assessment RISK-001 has no new date and no new evidence, and SOUP-001 changed

Owed before this may pass
  development
  1. SOUP-001: there is no record ITEM-009: did you mean ITEM-001? Otherwise add the record
     dhf/soup/vision/SOUP-001.md:5
  risk
  2. assess RISK-001 again, and have it approved: the risk assessment RISK-001 has no new date and
    no new evidence, and SOUP-001 changed
     dhf/risks/RISK-001.md:2
     approved_on: On which day was the assessment approved?
     approved_by: By whom?

"#]]
        .raw()
    );
}

#[test]
fn a_short_account_has_a_line_a_record() {
    snapbox::assert_data_eq!(
        human::render(&compared(BEFORE, AFTER), Detail::Stat, &LOOK),
        snapbox::str![[r#"
Example: 2 things are owed before this may pass: 1 new error, 1 objection of the gate; 1 piece of
evidence became stale or went missing.
3 records changed between v1 and v2: 1 added, 1 removed, 1 modified; 1 more is affected. 1 SOUP
version moved.
from v1 (9f3c2b1a09), as of 2026-01-15, 4 records
to v2 (9f3c2b1a09), as of 2026-01-15, 4 records

Judged differently: changes of the configuration and of waivers
  rules.levels.soup-version-missing  + note

SOUP that moved
  SOUP-001  OpenCV  4.11.0.86     →  4.12.0.88  upgrade; no change record
  SOUP-002  zlib    (no version)  →  (gone)     no change record
  SOUP-003  libpng  (new)         →  1.6.50     no change record

SOUP
  modified  SOUP-001  OpenCV: version, intended_use, used_in, file, body
  removed   SOUP-002  zlib
  added     SOUP-003  libpng

Evidence that no longer holds
  stale  RISK-001  Corrupted decode (risk assessment, was fresh)

New findings
  dhf/soup/vision/SOUP-001.md:5:21: error: there is no record ITEM-009 [link-dangling]

Fixed findings
  dhf/soup/SOUP-002.md:2:5: error: no version is given [soup-version-missing]

Other findings: 1 fixed

The gate objects
  the risk assessment RISK-001 has no new date and no new evidence, and SOUP-001 changed

Owed before this may pass
  development
  1. SOUP-001: there is no record ITEM-009: did you mean ITEM-001? Otherwise add the record
     dhf/soup/vision/SOUP-001.md:5
  risk
  2. assess RISK-001 again, and have it approved: the risk assessment RISK-001 has no new date and
    no new evidence, and SOUP-001 changed
     dhf/risks/RISK-001.md:2

"#]]
        .raw()
    );
}

#[test]
fn a_full_account_has_the_bodies() {
    let look = Look { width: 60, ..LOOK };
    snapbox::assert_data_eq!(
        human::render(&compared(BEFORE, AFTER), Detail::Full, &look),
        snapbox::str![[r#"
Example: 2 things are owed before this may pass: 1 new
error, 1 objection of the gate; 1 piece of evidence became
stale or went missing.
3 records changed between v1 and v2: 1 added, 1 removed, 1
modified; 1 more is affected. 1 SOUP version moved.
from v1 (9f3c2b1a09), as of 2026-01-15, 4 records
to v2 (9f3c2b1a09), as of 2026-01-15, 4 records

Judged differently: changes of the configuration and of
waivers
  rules.levels.soup-version-missing  + note

SOUP that moved
  SOUP-001  OpenCV  4.11.0.86     →  4.12.0.88  upgrade; no
    change record
  SOUP-002  zlib    (no version)  →  (gone)     no change
    record
  SOUP-003  libpng  (new)         →  1.6.50     no change
    record

SOUP
  modified  SOUP-001  OpenCV
    file          dhf/soup/SOUP-001.md →
                  dhf/soup/vision/SOUP-001.md
    version       4.11.0.86 → 4.12.0.88
    intended_use  Decodes 8-bit {+and 16-bit+} images from
                  the camera of …
    used_in       + ITEM-009
    body, Description, line 11
        ## Description
      - Decodes images and [-nothing-] else.
      + Decodes images and {+little+} else.
  removed   SOUP-002  zlib
    id            - SOUP-002
    title         - zlib
    safety class  - C, no live item uses it, so C applies
  added     SOUP-003  libpng
    id            + SOUP-003
    title         + libpng
    version       + 1.6.50
    safety class  + C, no live item uses it, so C applies

Evidence that no longer holds
  stale  RISK-001  Corrupted decode (risk assessment, was
    fresh)
    because SOUP-001 version: 4.11.0.86 → 4.12.0.88
    because SOUP-001 intended_use: Decodes 8-bit images from
      the camera of the device and hands… → Decodes 8-bit
      and 16-bit images from the camera of the devic…
    because SOUP-001 used_in.ITEM-009: (nothing) → ITEM-009

New findings
  dhf/soup/vision/SOUP-001.md:5:21: error: there is no
    record ITEM-009 [link-dangling]
    asked by: IEC 62304 7.3.3 (normative), IEC 62304 8.2.4
      (normative); class B

Fixed findings
  dhf/soup/SOUP-002.md:2:5: error: no version is given
    [soup-version-missing]
    asked by: IEC 62304 8.1.2 c (normative); class C

Other findings: 1 fixed

The gate objects
  the risk assessment RISK-001 has no new date and no new
    evidence, and SOUP-001 changed

Owed before this may pass
  development
  1. SOUP-001: there is no record ITEM-009: did you mean
    ITEM-001? Otherwise add the record
     dhf/soup/vision/SOUP-001.md:5
  risk
  2. assess RISK-001 again, and have it approved: the risk
    assessment RISK-001 has no new date and no new evidence,
    and SOUP-001 changed
     dhf/risks/RISK-001.md:2
     approved_on: On which day was the assessment approved?
     approved_by: By whom?

"#]]
        .raw()
    );
}

#[test]
fn the_document_has_every_key_of_the_format() {
    let text = json::render(&compared(BEFORE, AFTER));
    let document: serde_json::Value = serde_json::from_str(&text).expect("it is JSON");
    let keys = |value: &serde_json::Value| -> Vec<String> {
        value.as_object().map(|object| object.keys().cloned().collect()).unwrap_or_default()
    };
    assert_eq!(
        keys(&document),
        [
            "schema",
            "tool",
            "base",
            "head",
            "policy",
            "records",
            "components",
            "moves",
            "evidence",
            "findings",
            "owed",
            "gate",
            "complete"
        ]
    );
    assert_eq!(document["schema"], "tureen/diff/1");
    assert_eq!(document["policy"]["configuration"][0]["name"], "rules.levels.soup-version-missing");
    let opencv = &document["records"][0];
    assert_eq!((&opencv["id"], &opencv["change"]), (&"SOUP-001".into(), &"modified".into()));
    assert_eq!(opencv["path_before"], "dhf/soup/SOUP-001.md");
    snapbox::assert_data_eq!(
        serde_json::to_string(&opencv["fields"][0]).expect("it is a value"),
        snapbox::str![[
            r#"{"name":"version","class":"identity","relevant":true,"before":"4.11.0.86","after":"4.12.0.88"}"#
        ]]
        .raw()
    );
    assert_eq!(opencv["links"][0]["target"], "ITEM-009");
    assert_eq!(opencv["body"]["hunks"][0]["section"], "Description");
    assert_eq!(keys(&document["findings"]), ["new", "fixed", "kept", "waived"]);
    assert_eq!(document["findings"]["new"][0]["rule"], "link-dangling");
    assert_eq!(document["findings"]["fixed"][0]["record"], "SOUP-002");
}

#[test]
fn levels_that_judge_both_are_told() {
    let compared = compared(AFTER, BEFORE);
    let told = human::render(&compared, Detail::Fields, &LOOK);
    assert!(told.contains("\n\nlevel changed by the project: soup-version-missing is of level note"));
    let comment = as_comment(&compared, Detail::Fields);
    assert!(comment.contains(
        "\n**Levels changed by the project**: `soup-version-missing` is of level note (by itself error)\n"
    ));
    assert!(
        json::render(&compared).contains("\"rule\": \"soup-version-missing\",\n        \"level\": \"note\"")
    );
}

#[test]
fn equal_moments_say_so_in_every_format() {
    let compared = compared(BEFORE, BEFORE);
    for Format { name, render, .. } in FORMATS {
        let telling = Telling { detail: Detail::Full, ..Telling::default() };
        let text = render(&compared, &telling, &LOOK).text;
        let told = match *name {
            "json" => "\"records\": []",
            "human" | "markdown" => "No record changed between v1 and v2.",
            // What only knows findings has none to tell.
            _ => "",
        };
        assert!(text.contains(told), "{text}");
    }
}

#[test]
fn a_waiver_that_the_change_brings_along_suppresses_nothing() {
    let waiver = "//- waivers/WAIVER-001.md\n---\nid: WAIVER-001\ntitle: T\nrule: soup-version-missing\nrecord: SOUP-002\nreason: because\napproved_by: Me\nexpires: 2030-01-01\n---\n";
    let soup = "//- soup/SOUP-002.md\n---\nid: SOUP-002\ntitle: zlib\n---\n";
    let other = "//- soup/SOUP-003.md\n---\nid: SOUP-003\ntitle: libpng\nversion: 1\n---\n";
    let with = format!("{soup}{waiver}");
    let counts = |compared: Compared| {
        (compared.review.new.len(), compared.review.fixed.len(), compared.review.kept.len())
    };
    assert_eq!(counts(compared(soup, &with)), (0, 0, 1), "it was open and stays so");
    assert_eq!(counts(compared(other, &format!("{other}{with}"))), (1, 0, 0), "it came with its own waiver");
    assert_eq!(counts(compared(&with, &with)), (0, 0, 0), "it was waived before");
    assert_eq!(counts(compared(&with, soup)), (1, 0, 0), "its waiver is gone");
}
