//! What people ask for: a record's id, a package URL, an anomaly's number, a clause.

use super::answers::Answered;
use super::package::{Holder, Package};
use super::{Found, JudgedAnomaly, Neighbourhood};
use crate::dossier::{Dossier, KnownAnomaly, Placed, Target};
use crate::record::{Kind, Soup};
use crate::rules::Finding;
use crate::standard::{self, STANDARDS};
use crate::text::nearest;

/// Nothing of that name is there.
#[derive(Debug, PartialEq, Eq)]
pub struct Unknown {
    /// What was probably meant.
    pub near: Option<String>,
}

/// Finds what a text means: a record before an anomaly, an anomaly before a clause. Walks go `depth` links far.
///
/// # Errors
/// It means nothing that is there.
pub fn find<'d>(
    dossier: &'d Dossier,
    findings: &'d [Finding],
    text: &str,
    depth: usize,
) -> Result<Found<'d>, Unknown> {
    let text = text.trim();
    match dossier.target(text) {
        Target::Record(record) | Target::Misnamed(record) => {
            return Ok(Found::Record(Neighbourhood::of(record, depth)));
        }
        Target::Malformed(file) => return Ok(Found::Unreadable(file)),
        Target::Missing => {}
    }
    if let Some(package) = Package::parse(text) {
        let holders = Holder::all(dossier, &package, depth);
        if !holders.is_empty() {
            return Ok(Found::Package(package, holders));
        }
    }
    let anomalies: Vec<JudgedAnomaly<'d>> = anomalies(dossier)
        .filter(|known| known.id().is_some_and(|id| id.eq_ignore_ascii_case(text)))
        .map(|known| JudgedAnomaly::of(known, depth))
        .collect();
    if !anomalies.is_empty() {
        return Ok(Found::Anomaly(anomalies));
    }
    let clauses = standard::meant(text);
    if !clauses.is_empty() {
        let answered = clauses.into_iter().map(|clause| Answered::of(dossier, findings, clause));
        return Ok(Found::Clauses(answered.collect()));
    }
    Err(Unknown { near: near(dossier, text) })
}

/// Returns every anomaly that live reviews list, those of retired SOUP too: a trace asks what was, not only what counts.
fn anomalies(dossier: &Dossier) -> impl Iterator<Item = KnownAnomaly<'_>> {
    let placed = dossier.of_kind(Kind::Soup).flat_map(|soup| soup.anomalies());
    placed.chain(dossier.anomalies().filter(|known| known.soup().is_none()))
}

/// Returns what was probably meant, of all that could be asked for.
fn near(dossier: &Dossier, text: &str) -> Option<String> {
    if text.is_empty() {
        return None;
    }
    // A number that no clause has is answered with the group that it would be in: the nearest number could be about anything.
    let group = text.rsplit_once(['.', ' ', '(']).map(|(group, _)| group.trim());
    if let Some(group) = group.filter(|group| !standard::meant(group).is_empty()) {
        return Some(group.to_owned());
    }
    // Who asks by title means that record, and a name that goes on means the package before any other.
    let titled = |record: &Placed<'_>| record.record().title().eq_ignore_ascii_case(text);
    if let Some(record) = dossier.records().find(titled).filter(|record| !record.record().id().is_empty()) {
        return Some(record.record().id().to_owned());
    }
    let ids = dossier.records().map(|record| record.record().id().to_owned());
    let packages = dossier.soups().flat_map(|(_, soup): (_, &Soup)| soup.purl.iter().chain(&soup.members));
    let packages = packages.filter_map(|purl| Package::parse(&purl.value)).map(|package| package.name);
    let numbers = anomalies(dossier).filter_map(KnownAnomaly::id).map(str::to_owned);
    let clauses = STANDARDS.iter().flat_map(|standard| standard.clauses);
    let clauses = clauses.flat_map(|clause| [clause.to_string(), clause.number.to_owned()]);
    let all: Vec<String> =
        ids.chain(packages).chain(numbers).chain(clauses).filter(|name| !name.is_empty()).collect();
    // A package is asked for by its name; that another version is there is for its trace to say.
    let name = Package::parse(text).map_or_else(|| text.to_owned(), |package| package.name);
    let goes_on = |known: &&String| {
        known.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(&name))
            && name.starts_with("pkg:")
    };
    let near = all.iter().find(goes_on).map(String::as_str);
    near.or_else(|| nearest(&name, all.iter().map(String::as_str))).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::drawn;

    const EXAMPLE: &str = "
//- soup/SOUP-001.md
---
id: SOUP-001
title: zlib
version: 1.3.1
purl: pkg:generic/zlib@1.3.1
members: [pkg:npm/left-pad@1.0.0]
---
//- soup/SOUP-002.md
---
id: SOUP-002
status: retired
---
//- soup/SOUP-003.md
---
id: SOUP-003
title: [
---
//- reviews/AR-001.md
---
id: AR-001
anomalies:
  - {soup: SOUP-001, id: CVE-2022-37434, state: fixed}
  - {soup: SOUP-002, id: TRACKER-17}
  - {id: GHSA-xxxx, state: affected}
---
";

    fn found(text: &str) -> String {
        let dossier = drawn::dossier(EXAMPLE).expect("the example can be read");
        match find(&dossier, &[], text, 1) {
            Ok(Found::Record(around)) => format!("record {}", around.record.record().id()),
            Ok(Found::Unreadable(file)) => format!("unreadable {}", file.path),
            Ok(Found::Package(package, holders)) => {
                let held = holders.iter().map(|held| format!("{} {:?}", held.written, held.compared));
                format!("package {package}: {}", held.collect::<Vec<_>>().join(", "))
            }
            Ok(Found::Anomaly(all)) => {
                let known = all.iter().map(|judged| judged.known);
                let known: Vec<_> =
                    known.map(|known| (known.id(), known.soup().map(|soup| soup.record().id()))).collect();
                format!("anomaly {known:?}")
            }
            Ok(Found::Clauses(answered)) => {
                let clauses = answered.iter().map(|answered| answered.clause.to_string());
                format!("clauses {}", clauses.collect::<Vec<_>>().join(", "))
            }
            Err(Unknown { near }) => format!("unknown, near {near:?}"),
        }
    }

    #[test]
    fn ids_packages_anomalies_and_clauses_are_told_apart() {
        for (text, expected) in [
            ("soup-001", "record SOUP-001"),
            (" SOUP-002 ", "record SOUP-002"),
            ("SOUP-003", "unreadable dhf/soup/SOUP-003.md"),
            ("pkg:generic/ZLIB@1.3", "package pkg:generic/ZLIB@1.3: pkg:generic/zlib@1.3.1 BeginsWith"),
            ("pkg:npm/left-pad", "package pkg:npm/left-pad: pkg:npm/left-pad@1.0.0 NotAsked"),
            ("cve-2022-37434", "anomaly [(Some(\"CVE-2022-37434\"), Some(\"SOUP-001\"))]"),
            ("TRACKER-17", "anomaly [(Some(\"TRACKER-17\"), Some(\"SOUP-002\"))]"),
            ("ghsa-XXXX", "anomaly [(Some(\"GHSA-xxxx\"), None)]"),
            ("IEC 62304 7.1.3", "clauses IEC 62304 7.1.3"),
            ("5.3.6", "clauses IEC 62304 5.3.6 a, IEC 62304 5.3.6 b, IEC 62304 5.3.6 c"),
        ] {
            assert_eq!(found(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_not_there_is_answered_with_what_is_near() {
        for (text, near) in [
            ("SOUP-01", Some("SOUP-001")),
            ("pkg:generic/zlb@9", Some("pkg:generic/zlib")),
            ("pkg:npm/left@1", Some("pkg:npm/left-pad")),
            ("ZLib", Some("SOUP-001")),
            ("CVE-2022-37435", Some("CVE-2022-37434")),
            ("IEC 62304 8.1.9", Some("IEC 62304 8.1")),
            ("completely different", None),
            ("", None),
        ] {
            assert_eq!(found(text), format!("unknown, near {:?}", near.map(str::to_owned)), "{text}");
        }
    }
}
