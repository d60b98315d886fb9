//! CycloneDX in JSON, 1.2 to 1.7: later versions only add to what is read here (the specification's JSON reference).

use super::{Format, Listed, Read, Scope};
use crate::field::Node;

pub(super) static FORMAT: Format = Format {
    name: "CycloneDX",
    known_by: "CycloneDX JSON (`\"bomFormat\": \"CycloneDX\"`)",
    ecosystem: None,
    scopes: "components with the scope `optional` or `excluded` do not ship; `metadata.component` is your own",
    read: Read::Json(|_, node| node.get("bomFormat").and_then(Node::text) == Some("CycloneDX"), list),
};

fn list(bom: &Node, listed: &mut Listed) {
    let version = bom.get("specVersion");
    let known = ["1.2", "1.3", "1.4", "1.5", "1.6", "1.7"];
    if let Some(version) = version.filter(|version| version.text().is_some_and(|text| !known.contains(&text)))
    {
        let message = format!("CycloneDX {} is not known", version.text().unwrap_or_default());
        listed.fault(version.at, message, "write the SBOM in one of the versions 1.2 to 1.7");
        return;
    }
    components(bom, Scope::Shipped, listed);
    // The parts of the device itself may stand below the component that the document is about.
    if let Some(whole) = bom.get("metadata").and_then(|metadata| metadata.get("component")) {
        components(whole, Scope::Shipped, listed);
    }
}

fn components(node: &Node, around: Scope, listed: &mut Listed) {
    for component in listed.elements(node, "components") {
        let scope = match component.get("scope").and_then(Node::text) {
            Some("optional" | "excluded") => Scope::Development,
            _ => around,
        };
        // Single files are parts of what they came with, and data is no software.
        let kind = component.get("type").and_then(Node::text).unwrap_or_default();
        if !matches!(kind, "file" | "data" | "cryptographic-asset" | "device") {
            self::component(component, scope, listed);
        }
        components(component, scope, listed);
    }
}

fn component(node: &Node, scope: Scope, listed: &mut Listed) {
    let Some(name) = listed.needed(node, "name") else { return };
    let name = match node.get("group").and_then(Node::text).filter(|group| !group.is_empty()) {
        Some(group) => format!("{group}/{name}"),
        None => name.to_owned(),
    };
    let version = node.get("version").filter(|version| !version.is_absent());
    let at = node.get("name").map_or(node.at, |name| name.at);
    listed.add_purl(&name, version, node.get("purl"), at, scope);
}
