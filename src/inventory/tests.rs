//! Corner cases of formats, and bad files.

use std::sync::Arc;

use super::{Inventories, Inventory, Readings, Scope};
use crate::config::InventoryFiles;
use crate::source::{BlobId, Content, NamedFile};
use crate::text::Spanned;

fn read(name: &str, text: &str) -> Inventory {
    Inventory::of(name, &Content::Text(text.into()))
}

/// Returns the components as `name version`, what does not ship with its scope.
fn listed(name: &str, text: &str) -> Vec<String> {
    let inventory = read(name, text);
    assert!(inventory.faults.is_empty(), "{:?}", inventory.faults);
    let said = inventory.components.iter().map(|component| {
        let scope = match component.scope {
            Scope::Shipped => "",
            Scope::Development => " development",
            Scope::Own => " own",
        };
        format!("{} {}{scope}", component.name, component.version.as_deref().unwrap_or("-"))
    });
    said.collect()
}

/// Returns the message of the first fault, with the text that it points at.
fn fault(name: &str, content: &Content) -> String {
    let inventory = Inventory::of(name, content);
    assert!(!inventory.is_read);
    let fault = inventory.faults.first().expect("it cannot be read");
    let at = inventory.text.get(fault.at.range()).unwrap_or_default();
    format!("{} | {at}", fault.message)
}

#[test]
fn requirements_pin_in_many_ways() {
    let text = "\u{feff}# a comment\n\
        Django==5.2.1 ; python_version < '3.13'  # why\n\
        uvicorn[standard] == 0.38.0 --hash=sha256:aa\n\
        requests>=2,!=2.1\n\
        numpy==2.*\n\
        torch===2.9.1+cu128\n\
        zope.interface (==7.2)\n\
        \\\n  scipy==1.16.3 \\\r\n    --hash=sha256:bb\r\n\
        pip @ https://example.invalid/pip-25.0.whl\n\
        --index-url https://example.invalid/simple\n\
        -c constraints.txt\n\
        -e ./local\n\
        ./wheels/x.whl\n\
        six\n\
        url#egg==1.0\n";
    assert_eq!(
        listed("requirements-prod.txt", text),
        [
            "Django 5.2.1",
            "uvicorn 0.38.0",
            "requests -",
            "numpy -",
            "torch 2.9.1+cu128",
            "zope.interface 7.2",
            "scipy 1.16.3",
            "pip -",
            "six -",
            "url -",
        ]
    );
    let inventory = read("requirements.txt", text);
    let places: Vec<&str> =
        inventory.components.iter().map(|component| &inventory.text[component.at.range()]).collect();
    assert_eq!(places[..3], ["5.2.1", "0.38.0", "requests"]);
    assert_eq!(places[6], "1.16.3");
}

#[test]
fn requirements_tell_what_they_take_in() {
    let inventory = read("dev.requirements.txt", "-r base.txt # all\n--requirement=../other.txt\n-rx\n");
    let includes: Vec<&str> = inventory.includes.iter().map(|include| &*include.value).collect();
    assert_eq!(includes, ["base.txt", "../other.txt", "x"]);
    let address = Content::Text("https://example.invalid/a.whl\n".into());
    assert_eq!(
        fault("requirements.txt", &address),
        "this address names no package | https://example.invalid/a.whl"
    );
}

#[test]
fn components_of_an_sbom_are_nested_and_scoped() {
    let text = r#"{"bomFormat": "CycloneDX", "specVersion": "1.4",
        "metadata": {"component": {"name": "device", "components": [{"type": "library", "name": "inner", "version": "1"}]}},
        "components": [
            {"type": "library", "group": "org.example", "name": "a", "version": "2", "purl": "pkg:maven/org.example/a@2.0?type=jar",
             "components": [{"type": "library", "name": "b", "version": "3"}]},
            {"type": "library", "scope": "excluded", "name": "test", "components": [{"type": "library", "name": "below"}]},
            {"type": "file", "name": "main.c"}, {"type": "operating-system", "name": "debian", "version": "12"}]}"#;
    assert_eq!(
        listed("x.json", text),
        ["org.example/a 2.0", "b 3", "test - development", "below - development", "debian 12", "inner 1"]
    );
}

#[test]
fn relationships_say_what_does_not_ship() {
    let text = r#"{"spdxVersion": "SPDX-2.3", "packages": [
            {"SPDXID": "SPDXRef-own", "name": "own"}, {"SPDXID": "SPDXRef-a", "name": "a", "versionInfo": "1"},
            {"SPDXID": "SPDXRef-b", "name": "b"}, {"SPDXID": "SPDXRef-c", "name": "c"}, {"SPDXID": "SPDXRef-d", "name": "d"},
            {"SPDXID": "SPDXRef-e", "name": "e", "versionInfo": "NOASSERTION"}],
        "relationships": [
            {"spdxElementId": "SPDXRef-DOCUMENT", "relationshipType": "DESCRIBES", "relatedSpdxElement": "SPDXRef-own"},
            {"spdxElementId": "SPDXRef-own", "relationshipType": "DEPENDS_ON", "relatedSpdxElement": "SPDXRef-a"},
            {"spdxElementId": "SPDXRef-b", "relationshipType": "TEST_DEPENDENCY_OF", "relatedSpdxElement": "SPDXRef-own"},
            {"spdxElementId": "SPDXRef-b", "relationshipType": "DEPENDS_ON", "relatedSpdxElement": "SPDXRef-c"},
            {"spdxElementId": "SPDXRef-a", "relationshipType": "DEV_DEPENDENCY_OF", "relatedSpdxElement": "SPDXRef-own"},
            {"spdxElementId": "SPDXRef-d", "relationshipType": "BUILD_TOOL_OF", "relatedSpdxElement": "SPDXRef-own"}]}"#;
    assert_eq!(
        listed("x.spdx.json", text),
        ["own - own", "a 1", "b - development", "c - development", "d - development", "e -"]
    );
}

#[test]
fn older_poetry_locks_say_a_category_or_nothing() {
    let text = "[[package]]\nname = \"a\"\nversion = \"1\"\ncategory = \"dev\"\n\
        [[package]]\nname = \"b\"\nversion = \"1\"\ncategory = \"main\"\n\
        [[package]]\nname = \"c\"\nversion = \"1\"\n\
        [[package]]\nname = \"d\"\nversion = \"0\"\n[package.source]\ntype = \"directory\"\nurl = \"d\"\n";
    assert_eq!(listed("poetry.lock", text), ["a 1 development", "b 1", "c 1", "d 0 own"]);
}

#[test]
fn go_builds_the_highest_version() {
    let text = "example.com/a v1.9.0 h1:x=\nexample.com/a v1.10.0 h1:x=\nexample.com/a v1.2.0 h1:x=\n\
        example.com/b v2.0.0+incompatible h1:x=\nexample.com/c v1.0.0/go.mod h1:x=\n\n";
    assert_eq!(listed("go.sum", text), ["example.com/a v1.10.0", "example.com/b v2.0.0+incompatible"]);
    assert!(
        fault("go.sum", &Content::Text("<<<<<<< HEAD\n".into())).contains("module, a version and a hash")
    );
}

#[test]
fn every_sort_of_bad_file_is_told() {
    let text = |text: &str| Content::Text(text.into());
    for (name, content, told) in [
        ("Cargo.lock", text("[[package]\n"), "| "),
        ("Cargo.lock", text("package = 1\n"), "`package` holds no list | 1"),
        ("package-lock.json", text("{\"packages\": {\"a\": "), "EOF while parsing"),
        ("package-lock.json", text("[]"), "neither `packages` nor `dependencies`"),
        ("package-lock.json", text("{\"packages\": 1}"), "no packages by name | 1"),
        (
            "sbom.json",
            text("{\"bomFormat\": \"CycloneDX\", \"specVersion\": \"3.0\"}"),
            "CycloneDX 3.0 is not known | \"3.0\"",
        ),
        (
            "sbom.json",
            text("{\"bomFormat\": \"CycloneDX\", \"components\": [{\"name\": \"a\", \"purl\": \"npm/a\"}]}"),
            "this is no package URL",
        ),
        (
            "sbom.json",
            text("{\"bomFormat\": \"CycloneDX\", \"components\": [{\"purl\": \"pkg:npm/a\"}]}"),
            "has no `name`",
        ),
        ("sbom.json", text("{\"spdxVersion\": \"SPDX-9\"}"), "SPDX-9 is not known | \"SPDX-9\""),
        ("sbom.json", text("{}"), "`sbom.json` is of no format that is known"),
        ("sbom.json", text(""), "EOF while parsing"),
        ("sbom.xml", text("<bom/>"), "`sbom.xml` is of no format that is known"),
        ("yarn.lock", text("# yarn lockfile v1\n"), "`yarn.lock` is of no format that is known"),
        (
            "uv.lock",
            Content::NotUtf8 { valid_up_to: 3, text: "abc\u{fffd}".into() },
            "not UTF-8 from byte 4 on",
        ),
        ("uv.lock", Content::TooLarge { bytes: 1 << 30 }, "1073741824 bytes"),
        ("uv.lock", Content::LfsPointer { text: "version".into() }, "Git LFS pointer"),
        ("uv.lock", Content::Symlink { target: "/etc/passwd".into() }, "symbolic link to `/etc/passwd`"),
        ("uv.lock", Content::Submodule, "another repository"),
        ("uv.lock", Content::Unreadable { reason: "no permission".into() }, "no permission"),
    ] {
        let said = fault(name, &content);
        assert!(said.contains(told), "{name}: {said}");
    }
}

#[test]
fn random_damage_never_crashes() {
    let whole = "{\"bomFormat\": \"CycloneDX\", \"components\": [{\"name\": \"ä\", \"version\": \"1\", \"purl\": \"pkg:npm/a@1\"}]}\n\
        [[package]]\nname = \"a\"\nversion = \"1\" # -r x\\\n a==1 ; b\n";
    for cut in 0..whole.len() {
        for name in [
            "Cargo.lock",
            "go.sum",
            "package-lock.json",
            "poetry.lock",
            "requirements.txt",
            "uv.lock",
            "x.json",
        ] {
            for part in [whole.get(cut..), whole.get(..cut)].into_iter().flatten() {
                let inventory = read(name, part);
                let places = inventory.components.iter().map(|component| component.at);
                for at in places.chain(inventory.faults.iter().map(|fault| fault.at)) {
                    assert!(part.get(at.range()).is_some(), "{name}: {at:?} cuts a character of {part:?}");
                }
            }
        }
    }
}

#[test]
fn the_project_says_what_is_its_own_and_what_does_not_ship() {
    let at = |text: &str| Spanned::new(text.to_owned(), crate::text::Span::default());
    let config = InventoryFiles {
        files: vec![at("package-lock.json"), at("none.lock")],
        own: vec![at("pkg:npm/@maplewood/*"), at("maplewood")],
        development: vec![at("pkg:npm/mocha")],
    };
    let text = "{\"packages\": {\"node_modules/@maplewood/ui\": {\"version\": \"1.0.0\"},
        \"node_modules/mocha\": {\"version\": \"11.0.0\"}, \"node_modules/mochawesome\": {\"version\": \"7.0.0\"}}}";
    let file = NamedFile {
        path: Arc::from("ui/package-lock.json"),
        blob: BlobId::UNREAD,
        content: Content::Text(text.into()),
    };
    let named = vec![(&config.files[0], vec![file.clone(), file]), (&config.files[1], Vec::new())];
    let inventories = Inventories::assemble(&config, named, &Readings::default());
    let scopes: Vec<Scope> = inventories.entries().map(|entry| entry.scope).collect();
    assert_eq!(scopes, [Scope::Own, Scope::Development, Scope::Shipped]);
    let problems: Vec<&str> = inventories.problems.iter().map(|problem| &*problem.field).collect();
    assert_eq!(problems, ["inventory.files.none.lock", "inventory.own.maplewood"]);
    assert!(inventories.knows("npm") && !inventories.knows("cargo") && !inventories.is_complete());
}
