//! Finds what lock files and SBOMs list and SOUP records do not say, and the other way round.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::{Check, Draft, Findings, Rule, Severity};
use crate::config::Level;
use crate::dossier::{Claim, Claims, Dossier, Name, Stated};
use crate::inventory::{Entry, Purl, Scope};
use crate::standard::{Classes, fda, iec_62304, practice};

pub(super) static RULE: Rule = Rule {
    code: "sbom-mismatch",
    clauses: &[&iec_62304::CLAUSE_8_1_3, &fda::CLAUSE_SBOM, &practice::CLAUSE_SBOM],
    classes: Classes::ALL,
    severity: Severity::ERROR.before_release(Level::Warning),
    summary: "the SOUP records and a lock file or SBOM do not say the same",
    explain: "
A lock file says what the build takes, an SBOM what was built. The SOUP records say what was assessed. Where they differ, something
ships that nobody has looked at, or the assessment is of something else. Held against each other is what `[inventory] files` in
`tureen.toml` names; where nothing is named, nothing is asked. Reported are

- a component that ships and that no live SOUP record stands for, by its `purl` or by its `members`;
- a record, or a member of its group, whose version is another one than that of the component;
- a record that ships and whose package none of the files lists, though one of them is about its ecosystem (the type of its
  package URL), or lists for development only.

A record stands for a component whose package URL is the same but for the version, qualifiers and subpath; `arch`, `os`, `platform`
and `classifier` count where both give them. A member without `pkg:` is a name, then a version. A component without package URL
belongs to the record without `purl` that has its name as title. Records with `shipped: false` stand for components and are not
looked for. Development and test scope, and your own packages, are left out: see the guide on lock files and SBOMs.

Versions are the same when their ecosystem says so for certain: `v1.2` is `1.2`, and in Python `1.0` is `1.0.0`. A package of which
records and files have several versions is asked for each of them. What a file lists without version is not compared.

Components without any record are reported one by one, up to 20 of a file; of more, one finding counts them. A waiver names such a
component by `purl` in place of `record`.
",
    help: "make the record and the file say the same",
    wrong: "
//- tureen.toml
[inventory]
files = [\"Cargo.lock\"]
//- /Cargo.lock
[[package]]
name = \"serde\"
version = \"1.0.228\"
source = \"registry+https://github.com/rust-lang/crates.io-index\"

[[package]]
name = \"libz-sys\"
version = \"1.1.22\"
#         ^^^^^^^^ no SOUP record stands for `libz-sys` 1.1.22
source = \"registry+https://github.com/rust-lang/crates.io-index\"
//- soup/SOUP-001.md
---
id: SOUP-001
version: 1.0.219
#        ^^^^^^^ `Cargo.lock` has 1.0.228, in line 3; this record says 1.0.219
purl: pkg:cargo/serde@1.0.219
#     ^^^^^^^^^^^^^^^^^^^^^^^ the same version again
---
//- soup/SOUP-002.md
---
id: SOUP-002
purl: pkg:cargo/log@0.4.28
#     ^^^^^^^^^^^^^^^^^^^^ `Cargo.lock` does not list `pkg:cargo/log`
---
",
    right: "
//- tureen.toml
[inventory]
files = [\"Cargo.lock\"]
//- /Cargo.lock
[[package]]
name = \"serde\"
version = \"1.0.228\"
source = \"registry+https://github.com/rust-lang/crates.io-index\"

[[package]]
name = \"libz-sys\"
version = \"1.1.22\"
source = \"registry+https://github.com/rust-lang/crates.io-index\"

[[package]]
name = \"triage\"
version = \"2.1.0\"
//- soup/SOUP-001.md
---
id: SOUP-001
version: 1.0.228
purl: pkg:cargo/serde@1.0.228
---
//- soup/SOUP-002.md
---
id: SOUP-002
title: Compression
members: [pkg:cargo/libz-sys@1.1.22]
---
",
    break_it: "
//- tureen.toml
 end_of_support_warning = 365
+
+[inventory]
+files = [\"sbom.cdx.json\"]
//- /sbom.cdx.json
+{
+  \"bomFormat\": \"CycloneDX\",
+  \"specVersion\": \"1.6\",
+  \"components\": [
+    {
+      \"type\": \"library\",
+      \"name\": \"left-pad\",
+      \"version\": \"1.3.0\",
+      \"purl\": \"pkg:npm/left-pad@1.3.0\"
+    }
+  ]
+}
",
    check: Check::Dossier(check),
};

/// The most components without record that are reported one by one for a file.
const MANY: usize = 20;

/// How many of them are named where they are counted.
const NAMED: usize = 5;

fn check(dossier: &Dossier, found: &mut Findings<'_>) {
    if dossier.inventory.is_empty() {
        return;
    }
    let claims = Claims::of(dossier);
    let listed = listed(dossier);
    let naming: Vec<Vec<usize>> = listed.iter().map(|entry| claims.naming(entry.component)).collect();
    let mut held = vec![Held::default(); claims.all.len()];
    for (number, entry) in listed.iter().enumerate() {
        for claim in &naming[number] {
            let agrees = claims.all[*claim].agrees(entry.component);
            held[*claim].note(number, entry.scope, agrees);
        }
    }
    let mut unrecorded: BTreeMap<&str, Vec<Unrecorded<'_, '_>>> = BTreeMap::new();
    for (number, entry) in listed.iter().enumerate().filter(|(_, entry)| entry.scope == Scope::Shipped) {
        let named_by = &naming[number];
        let has_lagging = named_by.iter().any(|claim| held[*claim].is_lagging() && claims.all[*claim].ships);
        let is_agreed = named_by.iter().any(|claim| claims.all[*claim].agrees(entry.component));
        if !is_agreed && !has_lagging {
            let others = named_by.iter().map(|claim| &claims.all[*claim]).collect();
            unrecorded.entry(&entry.file.path).or_default().push(Unrecorded { entry: *entry, others });
        }
    }
    for of_file in unrecorded.into_values() {
        report_unrecorded(dossier, of_file, found);
    }
    for (claim, held) in claims.all.iter().zip(&held).filter(|(claim, _)| claim.ships) {
        report_claim(dossier, claim, held, &listed, found);
    }
}

/// Returns each component once: what several files list, or one file in several places, is what the first one says, shipped if any
/// says so. Your own packages are left out.
fn listed(dossier: &Dossier) -> Vec<Entry<'_>> {
    let mut listed: Vec<Entry<'_>> =
        dossier.inventory.entries().filter(|entry| entry.scope != Scope::Own).collect();
    listed.sort_by_key(|entry| entry.scope);
    let mut seen = HashSet::new();
    listed.retain(|entry| {
        let component = entry.component;
        let name = if component.purl.is_some() { "" } else { &*component.name };
        seen.insert((component.purl.clone(), name, &component.version))
    });
    listed
}

/// What the files list of a claim's package, by the numbers of the entries.
#[derive(Clone, Default)]
struct Held {
    /// Entries that ship, of the version stated.
    agreeing: bool,
    /// An entry of the version stated, for development only.
    development: Option<usize>,
    /// Entries that ship, of other versions.
    differing: Vec<usize>,
}

impl Held {
    fn note(&mut self, entry: usize, scope: Scope, agrees: bool) {
        match (scope, agrees) {
            (Scope::Shipped, true) => self.agreeing = true,
            (Scope::Shipped, false) => self.differing.push(entry),
            (Scope::Development, _) => self.development = self.development.or(Some(entry)),
            (Scope::Own, _) => {}
        }
    }

    /// Whether only other versions ship than the one stated.
    fn is_lagging(&self) -> bool {
        !self.agreeing && !self.differing.is_empty()
    }
}

/// A component that no record stands for, with the claims that name its package in other versions that ship too.
struct Unrecorded<'d, 'c> {
    entry: Entry<'d>,
    others: Vec<&'c Claim<'d>>,
}

fn report_unrecorded(dossier: &Dossier, components: Vec<Unrecorded<'_, '_>>, found: &mut Findings<'_>) {
    // Versions of one package are one thing to do.
    let mut packages: Vec<(String, Vec<Unrecorded<'_, '_>>)> = Vec::new();
    let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
    for component in components {
        let key = key(&component.entry);
        let number = *numbers.entry(key.clone()).or_insert(packages.len());
        match packages.get_mut(number) {
            Some((_, versions)) => versions.push(component),
            None => packages.push((key, vec![component])),
        }
    }
    let waived = waived(dossier);
    let open = packages.iter().filter(|(key, _)| !waived.contains(key)).count();
    if open > MANY {
        let names: Vec<String> = packages
            .iter()
            .filter(|(key, _)| !waived.contains(key))
            .take(NAMED)
            .map(|(_, versions)| called(&versions[0].entry))
            .collect();
        let file = packages[0].1[0].entry.file;
        let shipped = dossier.inventory.entries();
        let shipped = shipped.filter(|entry| entry.scope == Scope::Shipped && entry.file.path == file.path);
        let all: BTreeSet<String> = shipped.map(|entry| key(&entry)).collect();
        let message = format!(
            "no SOUP record stands for {open} of the {} packages that ship: {} and {} more",
            all.len(),
            names.join(", "),
            open - names.len()
        );
        let first = packages.iter().find(|(key, _)| !waived.contains(key)).map(|(_, versions)| &versions[0]);
        let at = first.map_or(packages[0].1[0].entry.component.at, |first| first.entry.component.at);
        found.add_listed(file, "", at, message).help(
            "describe each in a SOUP record, small ones together in the `members` of a group; name your own packages in \
             `[inventory] own` and what does not ship in `development`",
        );
        packages.retain(|(key, _)| waived.contains(key));
    }
    for (key, versions) in &packages {
        let entry = versions[0].entry;
        let called: Vec<String> = versions.iter().map(|version| self::called(&version.entry)).collect();
        let mut message = format!("no SOUP record stands for {}", called.join(", "));
        let others = &versions[0].others;
        if let Some(other) = others.first() {
            let id = other.record.id();
            let stated = other.versions.first().map_or("another version", |stated| &stated.version);
            let ships = if other.ships { "which ships too" } else { "which does not ship" };
            message = format!("{message}: {id} stands for {stated}, {ships}");
        }
        let field = entry.component.purl.as_ref().map_or(&**key, Purl::package);
        let mut draft = found.add_listed(entry.file, field, entry.component.at, message).help(help(&entry));
        for version in &versions[1..] {
            draft = draft.label(version.entry.component.at, "and here");
        }
        for other in others {
            draft = draft
                .related(other.record.at(other.field.clone(), other.at), "the record of another version");
        }
    }
}

fn help(entry: &Entry<'_>) -> String {
    let component = entry.component;
    let name = match &component.purl {
        Some(purl) => format!("`purl: {purl}`"),
        None => format!("`title: {}`", component.name),
    };
    format!(
        "write a SOUP record with {name}, or add it to the `members` of a group; if it is your own or does not ship, name it in \
         `[inventory]` of `tureen.toml`"
    )
}

/// Returns the packages for which a waiver stands that is about this rule.
fn waived(dossier: &Dossier) -> BTreeSet<String> {
    let waivers = dossier.waivers().filter(|(record, waiver)| {
        waiver.rule.as_ref().is_some_and(|rule| &*rule.value == RULE.code)
            && waiver.faults(record.record(), dossier.judged.as_of).is_empty()
    });
    let purls = waivers.filter_map(|(_, waiver)| Purl::parse(&waiver.purl.as_ref()?.value).ok());
    purls.map(|purl| purl.key().to_owned()).collect()
}

fn report_claim(
    dossier: &Dossier,
    claim: &Claim<'_>,
    held: &Held,
    listed: &[Entry<'_>],
    found: &mut Findings<'_>,
) {
    let purl = match &claim.name {
        Name::Purl(purl) => purl,
        Name::Unusable(error) => {
            found
                .add(
                    claim.record.at(claim.field.clone(), claim.at),
                    format!("this is no package URL: {error}"),
                )
                .help(
                    "write `pkg:`, the type, `/`, the name, `@` and the version, as `pkg:pypi/numpy@2.2.6`",
                );
            return;
        }
        Name::Bare(_) | Name::Title(_) => {
            if held.is_lagging() {
                report_difference(claim, held, listed, found);
            }
            return;
        }
    };
    if held.agreeing {
        return;
    }
    if held.is_lagging() {
        report_difference(claim, held, listed, found);
    } else if let Some(entry) = held.development.map(|entry| listed[entry]) {
        let line = entry.file.inventory.text.position(entry.component.at.start).line;
        let message = format!("`{}` has this for development only, in line {line}", entry.file.path);
        found
            .add(claim.record.at(claim.field.clone(), claim.at), message)
            .help("if it does not ship, write `shipped: false`, or describe it as a tool; if it does, the file is wrong")
            .related_listed(entry.file, entry.component.at, "the component");
    } else if dossier.inventory.is_complete() && dossier.inventory.knows(purl.ecosystem()) {
        let files = dossier.inventory.files.iter();
        let files = files.filter(|file| file.inventory.ecosystems.contains(purl.ecosystem()));
        let names: Vec<String> = files.map(|file| format!("`{}`", file.path)).collect();
        let package = purl.package();
        let message = match &*names {
            [one] => format!("{one} does not list `{package}`"),
            several => format!("none of {} lists `{package}`", several.join(", ")),
        };
        found.add(claim.record.at(claim.field.clone(), claim.at), message).help(
            "retire the record if the package is no longer built in, or correct its package URL; name the file that lists it in \
             `[inventory] files`",
        );
    }
}

/// Reports that other versions ship than the one that a record states.
fn report_difference(claim: &Claim<'_>, held: &Held, listed: &[Entry<'_>], found: &mut Findings<'_>) {
    let entries: Vec<Entry<'_>> = held.differing.iter().map(|entry| listed[*entry]).collect();
    let contradictions: Vec<&Stated> = claim.contradictions(entries[0].component).collect();
    let Some((first, more)) = contradictions.split_first() else { return };
    let versions: Vec<String> = entries
        .iter()
        .map(|entry| {
            let version = entry.component.version.as_deref().unwrap_or_default();
            let line = entry.file.inventory.text.position(entry.component.at.start).line;
            format!("`{}` has {version}, in line {line}", entry.file.path)
        })
        .collect();
    let what = if first.field.starts_with("members.") { "this member" } else { "this record" };
    let message = format!("{}; {what} says {}", versions.join(", "), first.version);
    let to = entries[0].component.version.as_deref().unwrap_or_default();
    let mut draft: Draft<'_> = found.add(claim.record.at(first.field.clone(), first.at), message);
    draft = draft.help(match (&*entries, first.field.starts_with("members.")) {
        ([_], true) => format!("write {to} here, and a change record for the move; or put the file back"),
        ([_], false) => {
            format!(
                "write {to} in `version` and `purl`, and a change record for the move; or put the file back"
            )
        }
        _ => "give each version that ships a record of its own, or ship one version".to_owned(),
    });
    for stated in more {
        draft = draft.label(stated.at, "the same version again");
    }
    for entry in entries {
        draft = draft.related_listed(entry.file, entry.component.at, "the component");
    }
}

/// Returns what keeps a component apart from others and stays while its version moves: its package URL without version.
fn key(entry: &Entry<'_>) -> String {
    match &entry.component.purl {
        Some(purl) => purl.key().to_owned(),
        None => entry.component.name.clone(),
    }
}

fn called(entry: &Entry<'_>) -> String {
    let component = entry.component;
    match &component.version {
        Some(version) => format!("`{}` {version}", component.name),
        None => format!("`{}`", component.name),
    }
}

#[cfg(test)]
mod tests;
