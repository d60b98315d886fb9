//! Real lock files and SBOMs, as their tools wrote them, and what is read from them.

use std::fmt::Write as _;

use tureen::inventory::{FORMATS, Inventory, Purl, Scope};
use tureen::source::fixture;

use crate::golden::{Golden, files, read};

/// Where what is read is kept.
const LIST: &str = "tests/golden/inventory.md";

#[test]
fn what_is_read_of_the_files_of_real_tools() {
    let mut list = String::from("# What is read of the lock files and SBOMs in tests/lockfiles\n");
    let mut seen = Vec::new();
    for path in files("tests/lockfiles", "") {
        let text = read(&path);
        // Files of one tool in several versions of its format cannot all have the name that the tool gives them.
        let name = if path.starts_with("tests/lockfiles/npm/v") { "package-lock.json" } else { &path };
        let inventory = listed(name, &text);
        let format = inventory.format.unwrap_or("no format that is known");
        let _ = write!(list, "\n## {path}\n\n{format}\n\n");
        for component in &inventory.components {
            let scope = match component.scope {
                Scope::Shipped => "",
                Scope::Development => ", development",
                Scope::Own => ", own",
            };
            let purl = component.purl.as_ref().map_or("no package URL".to_owned(), Purl::to_string);
            let line = inventory.text.position(component.at.start).line;
            let _ = writeln!(list, "- line {line}: {}, `{purl}`{scope}", component.name);
        }
        assert!(inventory.faults.is_empty(), "{path}: {:?}", inventory.faults);
        seen.extend(inventory.format);
    }
    for format in FORMATS {
        assert!(seen.contains(&format.name), "no file in tests/lockfiles is of the format {}", format.name);
    }
    let mut golden = Golden::default();
    golden.compare(LIST, &list);
    golden.done();
}

#[test]
fn the_guide_lists_every_format() {
    let guide = read("book/src/guides/lock-files.md");
    for format in FORMATS {
        let row = format!("| {} | {} | {} |", format.name, format.known_by, format.scopes);
        assert!(guide.contains(&row), "the guide on lock files lacks\n{row}");
    }
}

#[test]
fn every_version_of_a_lock_file_says_the_same() {
    let shipped = |path: &str| {
        let inventory = listed("package-lock.json", &read(path));
        let of = |scope: Scope| {
            let mut purls: Vec<String> = inventory
                .components
                .iter()
                .filter(|component| component.scope == scope)
                .filter_map(|component| Some(component.purl.as_ref()?.to_string()))
                .collect();
            purls.sort();
            purls
        };
        (of(Scope::Shipped), of(Scope::Development))
    };
    let third = shipped("tests/lockfiles/npm/package-lock.json");
    assert_eq!(shipped("tests/lockfiles/npm/v2.json"), third);
    assert_eq!(shipped("tests/lockfiles/npm/v1.json"), third);
}

fn listed(path: &str, text: &str) -> Inventory {
    let name = path.rsplit('/').next().unwrap_or(path);
    let files = fixture::files_named(&format!("//- /{name}\n{text}"), name);
    Inventory::of(name, &files[0].content)
}
