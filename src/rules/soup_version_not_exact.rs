//! Finds SOUP versions that do not pin what is in use.

use std::ops::Range;

use super::placeholder_value::is_filler;
use super::{Check, Findings, Rule, Severity, part};
use crate::dossier::{Dossier, Placed};
use crate::field::Text;
use crate::standard::{Classes, iec_62304};

pub(super) static RULE: Rule = Rule {
    code: "soup-version-not-exact",
    clauses: &[&iec_62304::CLAUSE_8_1_2_C],
    classes: Classes::ALL,
    severity: Severity::ERROR,
    summary: "the version of a SOUP names no single version",
    explain: "
A designator pins one build. A range or a moving word names whatever a tool picked on some day; the anomalies reviewed and
the tests run then belong to nobody knows which version.

`version`, and the version within each entry of `members`, is not exact when it

- is a moving word, alone or among other words without any digit: latest, stable, current, lts, main, master, HEAD, trunk,
  nightly and the like; or ends in `-SNAPSHOT` or `-latest`;
- starts with a comparison or range operator: `^ ~ > < = ! ≥ ≤`;
- has a wildcard as a component: `*` anywhere, `.x` or `.+` at the end of a component;
- is a list or an interval: several versions parted by `,`, `;`, `|`, ` - `, `to`, `and` or `or`, an interval such as
  `[1.0,2.0)`, or a version `or later`;
- defers to another place: `see …`, `as in …`, the name of a lock file or manifest, or a variable such as `${VERSION}`.

Everything else is exact, however odd: dates (`2024-11-05`), commit hashes, `v1.2.3`, `1:2.3-4`, and revisions of a
distribution such as `14.2.0-4ubuntu2~24.04`, where the `~` stands inside. A comma between things that do not both look like
versions is no list (`22H2, build 19045.3803`). An entry of `members` is also wrong when it gives no version at all.
",
    help: "write the one version that is in the shipped build, as the lock file or the package manager reports it",
    wrong: "
//- soup/SOUP-001.md
---
id: SOUP-001
version: ^2.2
#        ^ `^` begins a range of versions
---
//- soup/SOUP-002.md
---
id: SOUP-002
version: see Cargo.lock
#        ^^^^^^^^^^^^^^ `see Cargo.lock` leaves the version to another place
---
",
    right: "
//- soup/SOUP-001.md
---
id: SOUP-001
version: 2.2.6
---
//- soup/SOUP-002.md
---
id: SOUP-002
version: 14.2.0-4ubuntu2~24.04
---
",
    break_it: "
//- soup/SOUP-003.md
-version: 2.2.6
+version: ^2.2
",
    check: Check::Dossier(check),
};

fn check(dossier: &Dossier, found: &mut Findings<'_>) {
    for (record, soup) in dossier.soups() {
        if let Some(version) = &soup.version {
            judge(record, "version", version, 0..version.value.len(), found);
        }
        for (index, member) in soup.members.iter().enumerate() {
            let field = format!("members[{index}]");
            match member_version(member) {
                Some(version) => judge(record, &field, member, version, found),
                None => {
                    let message = format!("`{}` gives no version", &*member.value);
                    found.add(record.at(field, member.at), message);
                }
            }
        }
    }
}

/// Judges the bytes of a text that hold a version.
fn judge(record: Placed<'_>, field: &str, text: &Text, version: Range<usize>, found: &mut Findings<'_>) {
    if let Some((within, why)) = inexact(&text.value[version.clone()]) {
        let at = part(record, text, version.start + within.start..version.start + within.end);
        found.add(record.at(field, at), why);
    }
}

/// Returns where the version stands in an entry of `members`: behind the `@` of a package URL or a name, or behind a space. An
/// entry of one word with a digit in it may hold a version in its own way and is taken as it is.
fn member_version(member: &str) -> Option<Range<usize>> {
    let is_purl = member.starts_with("pkg:");
    let end = if is_purl { member.find(['?', '#']).unwrap_or(member.len()) } else { member.len() };
    let head = &member[..end];
    // An `@` before a slash begins a scope (`@angular/core`), no version.
    let at = head.rfind('@').filter(|at| *at > 0 && !head[*at..].contains('/')).map(|at| at + 1);
    let begins_version = |space: &usize| {
        head[space + 1..].starts_with(|next: char| next.is_ascii_digit() || "^~><=!*".contains(next))
    };
    let space = || {
        let first = head.match_indices(' ').map(|(space, _)| space).find(begins_version);
        first.or_else(|| head.rfind(' ')).map(|space| space + 1)
    };
    match at.or_else(|| if is_purl { None } else { space() }) {
        Some(from) if from < end => Some(from..end),
        None if !is_purl && head.contains(|mark: char| mark.is_ascii_digit()) => Some(0..end),
        Some(_) | None => None,
    }
}

/// Words that mean another version every few weeks.
#[rustfmt::skip]
const MOVING: &[&str] = &[
    "latest", "newest", "recent", "stable", "unstable", "testing", "current", "lts", "main", "master", "head", "trunk", "tip",
    "default", "develop", "development", "dev", "nightly", "daily", "edge", "rolling", "snapshot", "next", "any", "all",
];

/// Words that begin a reference to another place.
const DEFERRING: &[&str] =
    &["see ", "as in ", "as per ", "per ", "cf. ", "refer to ", "according to ", "defined in "];

/// How the names of lock files and manifests end.
#[rustfmt::skip]
const FILES: &[&str] = &[
    ".lock", ".lockb", ".json", ".toml", ".txt", ".yaml", ".yml", ".xml", ".gradle", ".mod", ".sum", ".cfg", ".spdx", ".csproj",
];

/// What stands between several versions.
#[rustfmt::skip]
const SEPARATORS: &[&str] = &[
    ",", ";", "|", " - ", " – ", " — ", "–", "...", " to ", " through ", " until ", " and ", " or ", " & ",
];

/// How a version ends that allows later ones.
const OR_LATER: &[&str] = &["later", "newer", "higher", "above", "up", "greater", "onwards"];

/// Returns whether a version names a single build, so that others can be compared with it: it is there, exact and no filler.
pub(super) fn pins(version: &str) -> bool {
    !version.is_empty() && inexact(version).is_none() && !is_filler(version)
}

/// Returns why a version names no single build, as a statement; `None` where it does.
pub(crate) fn why_not_pinned(version: &str) -> Option<String> {
    if version.is_empty() {
        return Some("the version is empty".to_owned());
    }
    let filler = || {
        is_filler(version).then(|| format!("`{version}` stands for a version that nobody has written yet"))
    };
    inexact(version).map(|(_, why)| why).or_else(filler)
}

/// Returns the bytes that keep a version from being exact, and what is wrong with them.
fn inexact(version: &str) -> Option<(Range<usize>, String)> {
    let whole = || 0..version.len();
    // Bytes of it are shown from the version itself, so only ASCII letters are changed.
    let lower = version.to_ascii_lowercase();
    let first = version.chars().next()?;
    if "^~><=!≥≤".contains(first) {
        let length: usize =
            version.chars().take_while(|mark| "^~><=!≥≤".contains(*mark)).map(char::len_utf8).sum();
        return Some((0..length, format!("`{}` begins a range of versions", &version[..length])));
    }
    if is_deferred(&lower) {
        return Some((whole(), format!("`{version}` leaves the version to another place")));
    }
    let words = || lower.split(|mark: char| !mark.is_alphanumeric()).filter(|word| !word.is_empty());
    let has_digit = lower.contains(|mark: char| mark.is_ascii_digit());
    if !has_digit && words().any(|word| MOVING.contains(&word))
        || words().next_back().is_some_and(|last| matches!(last, "snapshot" | "latest"))
    {
        return Some((whole(), format!("`{version}` means another version every time")));
    }
    if let Some(wildcard) = wildcard(&lower) {
        return Some((wildcard.clone(), format!("`{}` stands for any version", &version[wildcard])));
    }
    if is_several(&lower) {
        return Some((whole(), format!("`{version}` names several versions")));
    }
    None
}

fn is_deferred(lower: &str) -> bool {
    let names_a_file = |word: &str| {
        let word = word.trim_matches(|mark: char| matches!(mark, '`' | '"' | '\'' | ',' | ';' | '(' | ')'));
        FILES.iter().any(|end| word.len() > end.len() && word.ends_with(end))
            || matches!(word, "lockfile" | "lock-file")
    };
    DEFERRING.iter().any(|start| lower.starts_with(start))
        || lower.split_whitespace().any(names_a_file)
        || ["${", "$(", "{{", "lock file"].iter().any(|mark| lower.contains(mark))
}

/// Returns the first wildcard: `*`, or a component that is only `x`, or `+` at the end behind a dot.
fn wildcard(lower: &str) -> Option<Range<usize>> {
    if let Some(star) = lower.find('*') {
        return Some(star..star + 1);
    }
    let is_alone = |at: &usize| {
        let after = lower[at + 1..].chars().next();
        (*at == 0 || lower[..*at].ends_with('.')) && after.is_none_or(|next| !next.is_alphanumeric())
    };
    let any = lower.match_indices('x').map(|(at, _)| at).find(is_alone);
    let any = any.or_else(|| lower.ends_with(".+").then(|| lower.len() - 1));
    any.map(|at| at..at + 1)
}

/// Returns whether a text names more than one version: an interval, a list, or one version and all later ones.
fn is_several(lower: &str) -> bool {
    let looks_like_version = |part: &str| {
        let part = part.trim().trim_start_matches(['v', '(', '[']);
        part.starts_with(|mark: char| mark.is_ascii_digit())
    };
    let is_interval =
        lower.starts_with(['[', '(', ']']) && lower.ends_with([')', ']', '[']) && lower.contains([',', ';']);
    let is_list = SEPARATORS.iter().any(|separator| {
        let mut parts = lower.split(separator).filter(|part| !part.trim().is_empty()).peekable();
        parts.next().is_some_and(looks_like_version)
            && parts.peek().is_some()
            && parts.any(looks_like_version)
    });
    let is_open = OR_LATER.iter().any(|word| {
        lower.strip_suffix(word).is_some_and(|rest| {
            [" or ", " and ", "or ", "and "].iter().any(|joint| rest.ends_with(joint))
                && looks_like_version(rest)
        })
    });
    is_interval || is_list || is_open
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::drawn::check;

    #[rustfmt::skip]
    const EXACT: &[&str] = &[
        "14.2.0-4ubuntu2~24.04", "3.2.1+9f1c2ab", "2024-11-05", "v1.2.3", "V2.1", "24.04.3", "24.04.3 LTS", "4.12.0.88",
        "9f1c2ab07e3d44e7a1f2b6c5d8e90123456789ab", "deadbeef", "r4711", "1:2.3-4", "1.0.0-rc.1", "1.0.0-alpha+001",
        "2.0.0.RELEASE", "8u392-b08", "4.19.0-stable", "3.12.0-main-2", "nightly-2024-11-05", "22H2, build 19045.3803",
        "10.0.19045 (build 3803)", "6.1.0-x86_64", "1.0.x86", "2024/11/05", "release-4.1", "5.4.0+", "Rev. B", "IE11",
        "TLSv1.3 patch 2", "1.2.3-x", "xenial-20210804", "2.39-0ubuntu8.5", "1.0~beta2", "İ.X1",
    ];

    /// Each with the part that is at fault.
    #[rustfmt::skip]
    const INEXACT: &[(&str, &str)] = &[
        ("^2.2", "^"), ("~1.2", "~"), (">=1", ">="), ("==1.2.3", "=="), ("!= 1.0", "!="), ("<2", "<"), ("≥ 1.2", "≥"),
        ("~> 3.0", "~>"), ("*", "*"), ("1.x", "x"), ("1.2.X", "X"), ("1.x.x", "x"), ("1.*", "*"), ("1.+", "+"),
        ("2.x-dev", "x"), ("latest", "latest"), ("Stable", "Stable"), ("current", "current"), ("LTS", "LTS"),
        ("main", "main"), ("master", "master"), ("HEAD", "HEAD"), ("HEAD of main", "HEAD of main"),
        ("origin/main", "origin/main"), ("lts/iron", "lts/iron"), ("Debian stable", "Debian stable"),
        ("1.2-SNAPSHOT", "1.2-SNAPSHOT"), ("22-latest", "22-latest"), ("any version", "any version"),
        ("1.2, 1.3", "1.2, 1.3"), ("1.2;1.3", "1.2;1.3"), ("1.2 || 1.3", "1.2 || 1.3"), ("1.0 - 2.0", "1.0 - 2.0"),
        ("[1.0,2.0)", "[1.0,2.0)"), ("(,1.0]", "(,1.0]"), ("1.2 to 1.4", "1.2 to 1.4"), ("1.2 and 1.3", "1.2 and 1.3"),
        ("v1.2 or later", "v1.2 or later"), ("1.2 and above", "1.2 and above"), ("see Cargo.lock", "see Cargo.lock"),
        ("See SBOM", "See SBOM"), ("package-lock.json", "package-lock.json"), ("per lockfile", "per lockfile"),
        ("as in requirements.txt", "as in requirements.txt"), ("${OPENCV_VERSION}", "${OPENCV_VERSION}"), ("İ.X", "X"),
    ];

    #[test]
    fn odd_versions_that_pin_one_build_are_exact() {
        for version in EXACT {
            assert_eq!(inexact(version), None, "{version}");
        }
    }

    #[test]
    fn versions_that_name_no_single_build_are_found_at_the_smallest_place() {
        for (version, place) in INEXACT {
            let (at, _) = inexact(version).unwrap_or_else(|| panic!("{version} is taken as exact"));
            assert_eq!(&version[at], *place, "{version}");
        }
    }

    #[test]
    fn a_quoted_version_is_pointed_at_inside_its_quotes() {
        check(
            &RULE,
            "
//- soup/SOUP-001.md
---
id: SOUP-001
version: '>=1.0'
#         ^^ `>=` begins a range of versions
---
//- soup/SOUP-002.md
---
id: SOUP-002
version: \"1.2, 1.3\"
#         ^^^^^^^^ `1.2, 1.3` names several versions
---
",
        )
        .expect("the places fit");
    }

    #[test]
    fn every_member_of_a_group_is_pinned() {
        check(
            &RULE,
            "
//- soup/SOUP-001.md
---
id: SOUP-001
version: 2026-01-10
members:
  - pkg:npm/%40angular/core@17.3.1?arch=x64
  - pkg:npm/rxjs@^7.8
#                ^ `^` begins a range of versions
  - pkg:npm/zone.js
#   ^^^^^^^^^^^^^^^ `pkg:npm/zone.js` gives no version
  - '@angular/forms 17.3.1'
  - lodash@4.17.21
  - tslib latest
#         ^^^^^^ `latest` means another version every time
  - moment.js
#   ^^^^^^^^^ `moment.js` gives no version
  - zlib-1.3.1
  - Boost Spirit >= 2.5
#                ^^ `>=` begins a range of versions
---
",
        )
        .expect("the places fit");
    }
}
