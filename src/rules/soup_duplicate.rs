//! Finds SOUP that two records describe.

use std::collections::HashMap;

use super::{Check, Findings, Rule, Severity};
use crate::dossier::{At, Dossier, Placed};
use crate::record::Soup;
use crate::record::relations::USED_IN;
use crate::standard::{Classes, iec_62304};

pub(super) static RULE: Rule = Rule {
    code: "soup-duplicate",
    clauses: &[&iec_62304::CLAUSE_8_1_1, &iec_62304::CLAUSE_8_1_2],
    classes: Classes::ALL,
    severity: Severity::ERROR,
    summary: "two records describe the same SOUP",
    explain: "
Two records of one SOUP drift apart: one is updated, the other one reviewed. Nobody can tell which of them holds.

Two live records describe the same SOUP when both give a `purl` and it is the same but for the version, ignoring case; or,
where one of them gives none, when title and manufacturer are the same, ignoring case and spaces. Such a pair is reported on
the record of the later path

- when the version is the same too (a `v` before it and case do not count);
- when the versions differ and one software item stands in `used_in` of both. Two versions side by side are allowed only in
  different items.

Qualifiers of the `purl` count: `?arch=amd64` and `?arch=arm64` are two things.
",
    help: "merge the two records, or give each version items of its own",
    wrong: "
//- soup/SOUP-001.md
---
id: SOUP-001
title: NumPy
manufacturer: NumPy Developers
version: 2.2.6
---
//- soup/SOUP-020.md
---
id: SOUP-020
title: numpy
#      ^^^^^ this version is described by SOUP-001 already
manufacturer: NumPy Developers
version: 2.2.6
---
",
    right: "
//- soup/SOUP-001.md
---
id: SOUP-001
title: NumPy
manufacturer: NumPy Developers
version: 2.2.6
used_in: [ITEM-102]
---
//- soup/SOUP-020.md
---
id: SOUP-020
title: NumPy
manufacturer: NumPy Developers
version: 1.26.4
used_in: [ITEM-201]
---
//- items/ITEM-102.md
---
id: ITEM-102
---
//- items/ITEM-201.md
---
id: ITEM-201
---
",
    break_it: "
//- soup/SOUP-020.md from soup/SOUP-003.md
-id: SOUP-003
+id: SOUP-020
",
    check: Check::Dossier(check),
};

/// What the records of one SOUP have taken so far: the first record of each version, and of each host.
#[derive(Default)]
struct Taken<'d> {
    versions: HashMap<String, Placed<'d>>,
    hosts: HashMap<usize, Placed<'d>>,
}

/// How two records are found to mean the same SOUP.
#[derive(PartialEq, Eq, Hash)]
enum Key {
    /// Both have this package URL.
    Purl(String),
    /// This title and manufacturer; at most one of the two has a package URL.
    Name(String, String),
    /// This title and manufacturer in a record without package URL.
    NameAlone(String, String),
}

fn check(dossier: &Dossier, found: &mut Findings<'_>) {
    let mut taken: HashMap<Key, Taken<'_>> = HashMap::new();
    for (record, soup) in dossier.soups() {
        let version = soup.version.as_ref().map_or_else(String::new, |version| plain_version(version));
        let hosts: Vec<Placed<'_>> = record.to(&USED_IN).collect();
        let looked_up = looked_up(record, soup);
        let earlier = looked_up.iter().find_map(|key| {
            let taken = taken.get(key)?;
            let same = taken.versions.get(&version).map(|earlier| (*earlier, None));
            same.or_else(|| hosts.iter().find_map(|host| Some((*taken.hosts.get(&host.index)?, Some(*host)))))
        });
        // Two records with one id are reported for the id.
        let one_id = |earlier: Placed<'_>| earlier.record().id().eq_ignore_ascii_case(record.record().id());
        if let Some((earlier, host)) = earlier.filter(|(earlier, _)| !one_id(*earlier)) {
            let message = match host {
                None if version.is_empty() => format!("this SOUP is described by {} already", earlier.id()),
                None => format!("this version is described by {} already", earlier.id()),
                Some(host) => {
                    format!("{} uses another version of it, described by {}", host.id(), earlier.id())
                }
            };
            found.add(place(record, soup), message).related(named(earlier), "the other record");
        }
        for key in entered(record, soup) {
            let taken = taken.entry(key).or_default();
            taken.versions.entry(version.clone()).or_insert(record);
            for host in &hosts {
                taken.hosts.entry(host.index).or_insert(record);
            }
        }
    }
}

/// Returns the keys under which a record looks for an earlier one.
fn looked_up(record: Placed<'_>, soup: &Soup) -> Vec<Key> {
    let name = name(record, soup);
    match &soup.purl {
        // With a package URL it is only compared by name with records that have none.
        Some(purl) => std::iter::once(Key::Purl(unversioned(purl)))
            .chain(name.map(|(title, manufacturer)| Key::NameAlone(title, manufacturer)))
            .collect(),
        None => name.map(|(title, manufacturer)| Key::Name(title, manufacturer)).into_iter().collect(),
    }
}

/// Returns the keys under which a record is found by later ones.
fn entered(record: Placed<'_>, soup: &Soup) -> Vec<Key> {
    let mut keys: Vec<Key> = soup.purl.iter().map(|purl| Key::Purl(unversioned(purl))).collect();
    if let Some((title, manufacturer)) = name(record, soup) {
        if soup.purl.is_none() {
            keys.push(Key::NameAlone(title.clone(), manufacturer.clone()));
        }
        keys.push(Key::Name(title, manufacturer));
    }
    keys
}

/// Returns title and manufacturer in lower case with single spaces, where both are written.
fn name(record: Placed<'_>, soup: &Soup) -> Option<(String, String)> {
    let plain = |text: &str| text.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
    Some((plain(&record.record().common.title.as_ref()?.value), plain(&soup.manufacturer.as_ref()?.value)))
}

/// Returns a package URL without its version, in lower case.
fn unversioned(purl: &str) -> String {
    let end = purl.find(['?', '#']).unwrap_or(purl.len());
    let (name, rest) = purl.split_at(end);
    // An `@` before the last slash begins a scope that was not encoded.
    let version = name.rfind('@').filter(|at| !name[*at..].contains('/')).unwrap_or(name.len());
    format!("{}{rest}", &name[..version]).to_lowercase()
}

fn plain_version(version: &str) -> String {
    let lower = version.to_lowercase();
    match lower.strip_prefix('v') {
        Some(rest) if rest.starts_with(|first: char| first.is_ascii_digit()) => rest.to_owned(),
        Some(_) | None => lower,
    }
}

/// Returns what names the SOUP in its record: the title, or else the package URL.
fn place<'d>(record: Placed<'d>, soup: &Soup) -> At<'d> {
    match (&record.record().common.title, &soup.purl) {
        (Some(title), _) => record.at("title", title.at),
        (None, Some(purl)) => record.at("purl", purl.at),
        (None, None) => record.whole(),
    }
}

fn named(record: Placed<'_>) -> At<'_> {
    record.fields::<Soup>().map_or_else(|| record.whole(), |soup| place(record, soup))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::drawn::check;

    #[test]
    fn two_versions_in_one_item_are_found() {
        check(
            &RULE,
            "
//- soup/SOUP-001.md
---
id: SOUP-001
purl: pkg:pypi/NumPy@2.2.6
version: 2.2.6
used_in: [ITEM-101, ITEM-102]
---
//- soup/SOUP-002.md
---
id: SOUP-002
purl: pkg:pypi/numpy@1.26.4
#     ^^^^^^^^^^^^^^^^^^^^^ ITEM-102 uses another version of it, described by SOUP-001
version: 1.26.4
used_in: [ITEM-102]
---
//- items/ITEM-101.md
---
id: ITEM-101
---
//- items/ITEM-102.md
---
id: ITEM-102
---
",
        )
        .expect("the place fits");
    }

    #[test]
    fn different_packages_of_one_name_are_two() {
        check(
            &RULE,
            "
//- soup/SOUP-001.md
---
id: SOUP-001
title: OpenSSL
manufacturer: OpenSSL Foundation
purl: pkg:deb/ubuntu/openssl@3.0.13?arch=amd64
version: 3.0.13
---
//- soup/SOUP-002.md
---
id: SOUP-002
title: OpenSSL
manufacturer: OpenSSL Foundation
purl: pkg:deb/ubuntu/openssl@3.0.13?arch=arm64
version: 3.0.13
---
//- soup/SOUP-003.md
---
id: SOUP-003
title: OpenSSL
status: retired
manufacturer: OpenSSL Foundation
version: 3.0.13
---
",
        )
        .expect("nothing is found");
    }

    #[test]
    fn where_one_gives_no_purl_names_are_compared() {
        check(
            &RULE,
            "
//- soup/SOUP-001.md
---
id: SOUP-001
title: zlib
manufacturer: zlib authors
purl: pkg:generic/zlib@1.3.1
version: 1.3.1
---
//- soup/SOUP-002.md
---
id: SOUP-002
title: Zlib
#      ^^^^ this version is described by SOUP-001 already
manufacturer: zlib  Authors
version: v1.3.1
---
",
        )
        .expect("the place fits");
    }
}
