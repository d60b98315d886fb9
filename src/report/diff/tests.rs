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
fn comment(compared: &Compared, detail: Detail) -> String {
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
fn a_comment_has_a_table_of_versions() {
    snapbox::assert_data_eq!(
        comment(&compared(BEFORE, AFTER), Detail::Fields),
        snapbox::str![[r#"
<!-- tureen:diff:Unnamed-device -->
### ❌ Example

**2 things are owed before this may pass: 1 new error, 1 objection of the gate; 1 piece of evidence became stale or went missing.**

**This changes how the device is judged.** The gate judges without these changes, but for where records lie:

- `rules.levels.soup-version-missing`: added `note`

3 records changed between v1 and v2: 1 added, 1 removed, 1 modified; 1 more is affected. 1 SOUP version moved.
Other findings: 1 fixed.

From `v1 (9f3c2b1a09), as of 2026-01-15, 4 records` to `v2 (9f3c2b1a09), as of 2026-01-15, 4 records`

| SOUP | Title | Moved | Change record |
| --- | --- | --- | --- |
| `SOUP-001` | OpenCV | `4.11.0.86` → `4.12.0.88`, upgrade | **none** |
| `SOUP-002` | zlib | `   ` → no longer in use | **none** |
| `SOUP-003` | libpng | not in use → `1.6.50` | **none** |

**Evidence that no longer holds**

- stale: `RISK-001` risk assessment, because
  - `SOUP-001` `version`: `4.11.0.86` → `4.12.0.88`
  - `SOUP-001` `intended_use`: `Decodes 8-bit images from the camera of the device and hands them to the network for scoring.` → `Decodes 8-bit and 16-bit images from the camera of the device and hands them to the network for scoring.`
  - `SOUP-001` `used_in.ITEM-009`: nothing → `ITEM-009`

**The gate objects**

- the risk assessment RISK-001 has no new date and no new evidence, and SOUP-001 changed

**Owed by development**

- [ ] SOUP-001: there is no record ITEM-009: did you mean ITEM-001? Otherwise add the record: `dhf/soup/vision/SOUP-001.md:5`

**Owed by risk**

- [ ] assess RISK-001 again, and have it approved: the risk assessment RISK-001 has no new date and no new evidence, and SOUP-001 changed: `dhf/risks/RISK-001.md:2`
  - fill in `approved_on`, `approved_by`

<details><summary>New findings (1)</summary>

| Level | Rule | Record | Finding | Asked for by | Place |
| --- | --- | --- | --- | --- | --- |
| error | `link-dangling` | `SOUP-001` | there is no record ITEM-009 | IEC 62304 7.3.3 (normative), IEC 62304 8.2.4 (normative); class B | `dhf/soup/vision/SOUP-001.md:5` |

</details>

<details><summary>Added (1)</summary>

- `SOUP-003` libpng

</details>

<details><summary>Removed (1)</summary>

- `SOUP-002` zlib

</details>

<details><summary>Modified (1)</summary>

- `SOUP-001` OpenCV
  - file: `dhf/soup/SOUP-001.md` → `dhf/soup/vision/SOUP-001.md`
  - `version`: `4.11.0.86` → `4.12.0.88`
  - `intended_use`: `Decodes 8-bit images from the camera of the device and hands them to the network for scoring.` → `Decodes 8-bit and 16-bit images from the camera of the device and hands them to the network for scoring.`
  - `used_in`: added `ITEM-009`
  - body: changed in Description

</details>

<details><summary>Affected: not edited, and resting on what changed (1)</summary>

- `RISK-001` Corrupted decode
  - caused by `SOUP-001`: `version 4.11.0.86 → 4.12.0.88, intended_use, used_in`

</details>

<details><summary>Fixed findings (1)</summary>

| Level | Rule | Record | Finding | Asked for by | Place |
| --- | --- | --- | --- | --- | --- |
| error | `soup-version-missing` | `SOUP-002` | no version is given | IEC 62304 8.1.2 c (normative); class C | `dhf/soup/SOUP-002.md:2` |

</details>

"#]].raw()
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
    let comment = comment(&compared, Detail::Fields);
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

#[test]
fn nothing_in_a_record_marks_up_a_comment() {
    for text in HOSTILE {
        let quoted = text.replace('\'', "''").replace('\u{1b}', "x");
        let example = |version: &str, body: &str| {
            format!(
                "//- soup/a.md\n---\nid: 'SOUP-1'\ntitle: '{quoted}'\nversion: '{version}'\nlicense: 'MIT {version} {quoted}'\nused_in: ['{quoted}']\n---\n\n## {body}\n\nwas {version}\n\n{body}\n"
            )
        };
        let compared = compared(&example("1", "x"), &example(&quoted, text));
        for detail in [Detail::Stat, Detail::Fields, Detail::Full] {
            let comment = comment(&compared, detail);
            assert_harmless(text, &comment, &[4, 6]);
        }
        let shown = human::render(&compared, Detail::Full, &LOOK);
        assert!(!shown.contains(['\u{202e}', '\u{1b}']), "{shown}");
    }
}

#[test]
fn records_and_places_link_to_where_it_is_told_and_nowhere_else() {
    let telling = Telling {
        site_url: Some("https://site.example/mlt/".to_owned()),
        source_url: Some("https://host.example/blob/{commit}/{path}#L{line}".to_owned()),
        ..Telling::default()
    };
    let text = super::comment::render(&compared(BEFORE, AFTER), &telling).text;
    assert!(text.contains("[`SOUP-001`](https://site.example/mlt/unreleased/soup/SOUP-001.html)"), "{text}");
    assert!(
        text.contains("[All of it on the site](https://site.example/mlt/unreleased/changes.html)"),
        "{text}"
    );
    let place = "[`dhf/soup/vision/SOUP-001.md:5`](https://host.example/blob/9f3c2b1a09f3c2b1a09f3c2b1a09f3c2b1a0cafe/dhf/soup/vision/SOUP-001.md#L5)";
    assert!(text.contains(place), "{text}");
    assert!(text.contains("- `SOUP-002` zlib"), "what is gone has no page: {text}");
    let hostile =
        compared(&BEFORE.replace("SOUP-001", "SOUP-1](x)"), &AFTER.replace("SOUP-001", "SOUP-1](x)"));
    let text = super::comment::render(&hostile, &telling).text;
    assert!(!text.contains("SOUP-1](x).html"), "{text}");
    // What is not committed stands nowhere at the host.
    let mut dirty = compared(BEFORE, AFTER);
    dirty.head.dirty = true;
    assert!(!super::comment::render(&dirty, &telling).text.contains("host.example"));
}

#[test]
fn a_budget_is_kept_to_the_byte_and_no_count_is_lost() {
    let many: String = (0..300)
        .map(|number| {
            format!(
                "//- soup/many/SOUP-{n}.md\n---\nid: SOUP-{n}\ntitle: Größe {n} 📦\nused_in: [ITEM-{n}]\n---\n",
                n = 1000 + number
            )
        })
        .collect();
    let compared = compared(BEFORE, &format!("{AFTER}{many}"));
    for budget in [4_000, 5_000, 9_999, 30_000, 65_536, 200_000] {
        let telling = Telling { budget: Some(budget), ..Telling::default() };
        let rendered = super::comment::render(&compared, &telling);
        assert!(rendered.text.len() <= budget, "{} of {budget}", rendered.text.len());
        assert!(rendered.text.contains("301 new errors, 300 new notes"), "{}", &rendered.text[..600]);
        assert_eq!(rendered.left_out.is_some(), rendered.text.contains("**Cut**"), "{budget}");
    }
}

const LOCKED: &str = "
//- tureen.toml
[inventory]
files = [\"poetry.lock\"]
//- /poetry.lock
[[package]]
name = \"numpy\"
version = \"2.2.6\"
groups = [\"main\"]
[[package]]
name = \"scipy\"
version = \"1.15.3\"
groups = [\"main\"]
[[package]]
name = \"pytest\"
version = \"8.3.0\"
groups = [\"dev\"]
//- soup/SOUP-003.md
---
id: SOUP-003
title: NumPy
version: 2.2.6
purl: pkg:pypi/numpy@2.2.6
---
//- soup/SOUP-004.md
---
id: SOUP-004
title: SciPy
version: 1.15.3
purl: pkg:pypi/scipy@1.15.3
---
";

/// A bot moved the lock file, and somebody one of two records.
fn bumped() -> Compared {
    let after = LOCKED
        .replacen("version = \"2.2.6\"", "version = \"2.3.5\"", 1)
        .replacen("version = \"8.3.0\"", "version = \"8.4.2\"", 1)
        .replace("1.15.3", "1.16.3")
        .replace(
            "[[package]]\nname = \"scipy\"",
            "[[package]]\nname = \"six\"\nversion = \"1.17.0\"\n[[package]]\nname = \"scipy\"",
        );
    compared(LOCKED, &after)
}

#[test]
fn a_lock_file_that_moved_without_its_record_is_told() {
    snapbox::assert_data_eq!(
        human::render(&bumped(), Detail::Fields, &LOOK),
        snapbox::str![[r#"
Example: It cannot be told whether anything is owed: no new finding, but not all could be judged.
1 record changed between v1 and v2: 1 modified. 1 SOUP version moved. 3 packages moved in lock files
and SBOMs.
from v1 (9f3c2b1a09), as of 2026-01-15, 2 records
to v2 (9f3c2b1a09), as of 2026-01-15, 2 records

SOUP that moved
  SOUP-004  SciPy  1.15.3  →  1.16.3  upgrade; no change record

Lock files and SBOMs
  numpy  2.2.6 → 2.3.5: SOUP-003 did not move along, poetry.lock:3
  six    new, 1.17.0: no SOUP record stands for it, poetry.lock:7
  scipy  1.15.3 → 1.16.3: as SOUP-004 says, poetry.lock:10
  not told here: 1 for development alone

SOUP
  modified  SOUP-004  SciPy
    version  1.15.3 → 1.16.3
    purl     pkg:pypi/scipy@1.15.3 → pkg:pypi/scipy@1.16.3

"#]]
    );
    let full = comment(&bumped(), Detail::Fields);
    let (_, section) =
        full.split_once("**Lock files and SBOMs that no SOUP record follows**").expect("a section");
    let section: Vec<&str> = section.lines().skip(2).take(2).collect();
    assert_eq!(
        section,
        [
            "- `numpy` 2.2.6 → 2.3.5: `SOUP-003` did not move along, `poetry.lock:3`",
            "- `six` new, 1.17.0: no SOUP record stands for it, `poetry.lock:7`",
        ]
    );
    let stat = human::render(&bumped(), Detail::Stat, &LOOK);
    assert!(stat.contains("1 that SOUP records follow, 1 for development alone"), "{stat}");
}

#[test]
fn a_lock_file_that_moved_is_told_to_machines() {
    let document: serde_json::Value = serde_json::from_str(&json::render(&bumped())).expect("JSON");
    assert_eq!(
        document["components"][0],
        serde_json::json!({
            "name": "numpy", "purl": "pkg:pypi/numpy", "change": "moved", "before": "2.2.6", "after": "2.3.5",
            "path": "poetry.lock", "line": 3, "shipped": true, "ships": true, "records": ["SOUP-003"], "recorded": false
        })
    );
    let names: Vec<&str> = document["components"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|component| component["name"].as_str())
        .collect();
    assert_eq!(names, ["numpy", "pytest", "scipy", "six"]);
}

#[test]
fn nothing_in_a_lock_file_marks_up_a_comment() {
    let lock = |name: &str, version: &str| {
        let (name, version) = (serde_json::json!(name), serde_json::json!(version));
        format!(
            "\n//- tureen.toml\n[inventory]\nfiles = [\"x.json\"]\n//- /x.json\n{{\"bomFormat\": \"CycloneDX\", \"components\": \
             [{{\"name\": {name}, \"version\": {version}}}]}}\n"
        )
    };
    for hostile in HOSTILE {
        let comment = comment(&compared(&lock("a", "1"), &lock(hostile, hostile)), Detail::Full);
        assert!(comment.contains("no SOUP record stands for it"), "{comment}");
        assert_harmless(hostile, &comment, &[4, 6]);
    }
}
