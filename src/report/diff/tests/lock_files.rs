//! Lock files that moved, with and without their records.

use super::*;

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
    let full = as_comment(&bumped(), Detail::Fields);
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
        let comment = as_comment(&compared(&lock("a", "1"), &lock(hostile, hostile)), Detail::Full);
        assert!(comment.contains("no SOUP record stands for it"), "{comment}");
        assert_harmless(hostile, &comment, &[4, 6]);
    }
}
