//! SPDX 3.0 in JSON-LD, as its own schema writes it: a flat list of elements, relationships among them.

use std::collections::HashMap;

use super::reach::Graph;
use super::{Format, Listed, Read, Scope};
use crate::field::{Node, Value};

pub(super) static FORMAT: Format = Format {
    name: "SPDX 3",
    known_by: "SPDX 3.0 JSON-LD (`\"@context\": \"https://spdx.org/rdf/3.0.1/spdx-context.jsonld\"`)",
    ecosystem: None,
    scopes: "what only relationships with the scope `development`, `test` or `build`, or to tools and tests, lead to does not ship; \
             root elements are your own",
    read: Read::Json(is_said, list),
};

fn is_said(_: &str, node: &Node) -> bool {
    let is_spdx =
        |context: &Node| context.text().is_some_and(|text| text.starts_with("https://spdx.org/rdf/3."));
    node.get("@context").is_some_and(|context| match &context.value {
        Value::List(elements) => elements.iter().any(is_spdx),
        Value::Absent | Value::Scalar { .. } | Value::Map(_) => is_spdx(context),
    })
}

fn list(document: &Node, listed: &mut Listed) {
    let elements = listed.elements(document, "@graph");
    let is_package = |element: &&Node| kind(element) == "software_Package";
    let packages: Vec<&Node> = elements.iter().filter(is_package).collect();
    let numbers: HashMap<&str, usize> =
        packages.iter().enumerate().filter_map(|(number, package)| Some((id(package)?, number))).collect();
    let mut graph = Graph::default();
    for element in elements {
        match kind(element) {
            "SpdxDocument" | "software_Sbom" | "Bom" => {
                let roots = ids(element.get("rootElement"));
                graph.roots.extend(roots.into_iter().filter_map(|id| numbers.get(id)).copied());
            }
            "Relationship" | "LifecycleScopedRelationship" => relationship(element, &numbers, &mut graph),
            _ => {}
        }
    }
    let own = graph.roots.clone();
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
        let Some(name) = listed.needed(package, "name") else { continue };
        let version = package.get("software_packageVersion").filter(|version| !version.is_absent());
        let purl = package.get("software_packageUrl").or_else(|| identifier(package));
        listed.add_purl(name, version, purl, package.get("name").unwrap_or(package).at, scope);
    }
}

fn id(element: &Node) -> Option<&str> {
    element.get("spdxId").or_else(|| element.get("@id")).and_then(Node::text)
}

/// Enters what a relationship says into the graph: `from` one package `to` others.
fn relationship(element: &Node, numbers: &HashMap<&str, usize>, graph: &mut Graph) {
    let text = |key: &str| element.get(key).and_then(Node::text).unwrap_or_default();
    let from = numbers.get(text("from")).copied();
    let to = ids(element.get("to")).into_iter().filter_map(|id| numbers.get(id)).copied();
    match (text("relationshipType"), text("scope")) {
        ("usesTool" | "hasTest" | "hasTestCase", _) => graph.development.extend(to),
        (_, "development" | "test" | "build" | "design") => graph.development.extend(to),
        (
            "dependsOn"
            | "contains"
            | "hasDynamicLink"
            | "hasStaticLink"
            | "hasOptionalDependency"
            | "hasOptionalComponent"
            | "hasProvidedDependency"
            | "hasPrerequisite",
            _,
        ) => {
            if let Some(from) = from {
                graph.ships.extend(to.map(|to| (from, to)));
            }
        }
        _ => {}
    }
}

/// Returns the package URL among the external identifiers of a package.
fn identifier(package: &Node) -> Option<&Node> {
    let Value::List(identifiers) = &package.get("externalIdentifier")?.value else { return None };
    let is_purl =
        |node: &&Node| node.get("externalIdentifierType").and_then(Node::text) == Some("packageUrl");
    identifiers.iter().find(is_purl)?.get("identifier")
}

fn kind(element: &Node) -> &str {
    element.get("type").or_else(|| element.get("@type")).and_then(Node::text).unwrap_or_default()
}

/// Returns the ids of a list, or the one that stands alone.
fn ids(node: Option<&Node>) -> Vec<&str> {
    match node.map(|node| &node.value) {
        Some(Value::List(elements)) => elements.iter().filter_map(Node::text).collect(),
        Some(Value::Scalar { text, .. }) => vec![text],
        Some(Value::Absent | Value::Map(_)) | None => Vec::new(),
    }
}
