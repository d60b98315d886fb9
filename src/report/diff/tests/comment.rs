//! The comment for a pull request: its table, its links, its budget, and texts that would like to be more than text.

use super::*;

#[test]
fn a_comment_has_a_table_of_versions() {
    snapbox::assert_data_eq!(
        as_comment(&compared(BEFORE, AFTER), Detail::Fields),
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
            let comment = as_comment(&compared, detail);
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
    let text = crate::report::diff::comment::render(&compared(BEFORE, AFTER), &telling).text;
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
    let text = crate::report::diff::comment::render(&hostile, &telling).text;
    assert!(!text.contains("SOUP-1](x).html"), "{text}");
    // What is not committed stands nowhere at the host.
    let mut dirty = compared(BEFORE, AFTER);
    dirty.head.dirty = true;
    assert!(!crate::report::diff::comment::render(&dirty, &telling).text.contains("host.example"));
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
        let rendered = crate::report::diff::comment::render(&compared, &telling);
        assert!(rendered.text.len() <= budget, "{} of {budget}", rendered.text.len());
        assert!(rendered.text.contains("301 new errors, 300 new notes"), "{}", &rendered.text[..600]);
        assert_eq!(rendered.left_out.is_some(), rendered.text.contains("**Cut**"), "{budget}");
    }
}
