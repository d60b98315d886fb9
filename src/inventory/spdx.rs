//! SPDX 2.2 and 2.3 in JSON (ISO/IEC 5962, annexes of the specification): packages with references, and how they relate.

use std::collections::HashMap;

use super::reach::Graph;
use super::{Format, Listed, Read, Scope};
use crate::field::{Node, Value};

pub(super) static FORMAT: Format = Format {
    name: "SPDX 2",
    known_by: "SPDX 2.2 or 2.3 JSON (`\"spdxVersion\": \"SPDX-2.3\"`)",
    ecosystem: None,
    scopes: "what only relationships of development, test, build and tools lead to does not ship; what the document describes is your own",
    read: Read::Json(|_, node| node.get("spdxVersion").is_some(), list),
};

fn list(document: &Node, listed: &mut Listed) {
    let version = document
        .get("spdxVersion")
        .filter(|version| version.text().is_none_or(|text| !matches!(text, "SPDX-2.2" | "SPDX-2.3")));
    if let Some(version) = version {
        let message = format!("{} is not known", version.text().unwrap_or("this version"));
        listed.fault(version.at, message, "write the SBOM as SPDX 2.3, or as CycloneDX");
        return;
    }
    let packages = listed.elements(document, "packages");
    let id = |node: &Node, key: &str| node.get(key).and_then(Node::text).map(str::to_owned);
    let numbers: HashMap<String, usize> = packages
        .iter()
        .enumerate()
        .filter_map(|(number, package)| Some((id(package, "SPDXID")?, number)))
        .collect();
    let mut described: Vec<String> = texts(document.get("documentDescribes"));
    let mut graph = Graph::default();
    for relationship in listed.elements(document, "relationships") {
        let kind = relationship.get("relationshipType").and_then(Node::text).unwrap_or_default();
        let (from, to) = (id(relationship, "spdxElementId"), id(relationship, "relatedSpdxElement"));
        let (Some(from), Some(to)) = (from, to) else { continue };
        if kind == "DESCRIBES" {
            described.push(to);
            continue;
        }
        if kind == "DESCRIBED_BY" {
            described.push(from);
            continue;
        }
        let (Some(from), Some(to)) = (numbers.get(&from), numbers.get(&to)) else { continue };
        match relation(kind) {
            Some(Relation::Ships) => graph.ships.push((*from, *to)),
            Some(Relation::ShipsWith) => graph.ships.push((*to, *from)),
            Some(Relation::DevelopmentOf) => graph.development.push(*from),
            Some(Relation::Development) => graph.development.push(*to),
            None => {}
        }
    }
    let own: Vec<usize> = described.iter().filter_map(|id| numbers.get(id)).copied().collect();
    graph.roots.clone_from(&own);
    if graph.roots.is_empty() {
        graph.begin_at_the_top(packages.len());
    }
    let development = graph.development_only(packages.len());
    for (number, package) in packages.iter().enumerate() {
        let scope = match (own.contains(&number) && packages.len() > 1, development[number]) {
            (true, _) => Scope::Own,
            (false, true) => Scope::Development,
            (false, false) => Scope::Shipped,
        };
        self::package(package, scope, listed);
    }
}

/// What a relationship says of two packages.
enum Relation {
    /// The second ships with the first.
    Ships,
    /// The first ships with the second.
    ShipsWith,
    /// The first is only used to develop, build or test.
    DevelopmentOf,
    /// The second is.
    Development,
}

fn relation(kind: &str) -> Option<Relation> {
    Some(match kind {
        "DEPENDS_ON" | "CONTAINS" | "DYNAMIC_LINK" | "STATIC_LINK" | "HAS_PREREQUISITE" => Relation::Ships,
        "DEPENDENCY_OF"
        | "CONTAINED_BY"
        | "RUNTIME_DEPENDENCY_OF"
        | "OPTIONAL_DEPENDENCY_OF"
        | "PROVIDED_DEPENDENCY_OF"
        | "OPTIONAL_COMPONENT_OF"
        | "PREREQUISITE_FOR"
        | "PACKAGE_OF" => Relation::ShipsWith,
        "DEV_DEPENDENCY_OF"
        | "TEST_DEPENDENCY_OF"
        | "BUILD_DEPENDENCY_OF"
        | "DEV_TOOL_OF"
        | "TEST_TOOL_OF"
        | "BUILD_TOOL_OF"
        | "TEST_OF"
        | "TEST_CASE_OF" => Relation::DevelopmentOf,
        "DEVELOPED_WITH" => Relation::Development,
        _ => return None,
    })
}

fn package(node: &Node, scope: Scope, listed: &mut Listed) {
    let Some(name) = listed.needed(node, "name") else { return };
    // Operating systems and devices are what it runs on or is; files and sources of one are parts of it.
    let purpose = node.get("primaryPackagePurpose").and_then(Node::text).unwrap_or_default();
    if matches!(purpose, "FILE" | "ARCHIVE" | "INSTALL" | "DEVICE" | "SOURCE") && !has_purl(node) {
        return;
    }
    let version = node.get("versionInfo").filter(|version| !version.is_absent());
    let version = version.filter(|version| version.text().is_some_and(|text| text != "NOASSERTION"));
    let reference =
        references(node).find(|reference| is_purl(reference)).and_then(|found| found.get("referenceLocator"));
    listed.add_purl(name, version, reference, node.get("name").unwrap_or(node).at, scope);
}

fn references(package: &Node) -> impl Iterator<Item = &Node> {
    let list = match package.get("externalRefs").map(|list| &list.value) {
        Some(Value::List(elements)) => elements.as_slice(),
        Some(Value::Absent | Value::Scalar { .. } | Value::Map(_)) | None => &[],
    };
    list.iter()
}

fn is_purl(reference: &Node) -> bool {
    // The type is an address in some documents: `http://spdx.org/rdf/references/purl`.
    reference
        .get("referenceType")
        .and_then(Node::text)
        .is_some_and(|kind| kind == "purl" || kind.ends_with("/purl"))
}

fn has_purl(package: &Node) -> bool {
    references(package).any(is_purl)
}

fn texts(list: Option<&Node>) -> Vec<String> {
    match list.map(|list| &list.value) {
        Some(Value::List(elements)) => elements.iter().filter_map(Node::text).map(str::to_owned).collect(),
        Some(Value::Absent | Value::Scalar { .. } | Value::Map(_)) | None => Vec::new(),
    }
}
