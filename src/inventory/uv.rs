//! `uv.lock` (uv's documentation, “Locking and syncing”): every package with what it needs, and the groups of your own ones.

use std::collections::HashMap;

use super::reach::Graph;
use super::{Format, Listed, Read, Scope};
use crate::field::{Node, Value};

pub(super) static FORMAT: Format = Format {
    name: "uv.lock",
    known_by: "`uv.lock`",
    ecosystem: Some("pypi"),
    scopes: "what only dependency groups of your own packages lead to does not ship; extras do",
    read: Read::Toml(|name| name == "uv.lock", list),
};

fn list(lock: &Node, listed: &mut Listed) {
    let packages = listed.elements(lock, "package");
    let mut numbers: HashMap<&str, Vec<usize>> = HashMap::new();
    for (number, package) in packages.iter().enumerate() {
        if let Some(name) = package.get("name").and_then(Node::text) {
            numbers.entry(name).or_default().push(number);
        }
    }
    let mut graph = Graph::default();
    for (number, package) in packages.iter().enumerate() {
        if is_own(package) {
            graph.roots.push(number);
        }
        let below = needed(package.get("dependencies"))
            .into_iter()
            .chain(grouped(package.get("optional-dependencies")));
        graph.ships.extend(below.flat_map(|needed| found(needed, &numbers, packages)).map(|to| (number, to)));
        let development = grouped(package.get("dev-dependencies"));
        graph
            .development
            .extend(development.into_iter().flat_map(|needed| found(needed, &numbers, packages)));
    }
    // A workspace without a project of its own has its groups in the manifest.
    let manifest = lock.get("manifest");
    let groups = grouped(manifest.and_then(|manifest| manifest.get("dependency-groups")));
    graph.development.extend(groups.into_iter().flat_map(|needed| found(needed, &numbers, packages)));
    let development = graph.development_only(packages.len());
    for (number, package) in packages.iter().enumerate() {
        let Some(name) = listed.needed(package, "name") else { continue };
        let scope = match (is_own(package), development[number]) {
            (true, _) => Scope::Own,
            (false, true) => Scope::Development,
            (false, false) => Scope::Shipped,
        };
        listed.add("pypi", name, package.get("version"), package.at, scope);
    }
}

/// Returns whether a package is one of the project itself: it lies in the file system as source.
fn is_own(package: &Node) -> bool {
    let source = package.get("source");
    source.is_some_and(|source| {
        ["virtual", "editable", "directory"].iter().any(|kind| source.get(kind).is_some())
    })
}

fn needed(list: Option<&Node>) -> Vec<&Node> {
    match list.map(|list| &list.value) {
        Some(Value::List(elements)) => elements.iter().collect(),
        Some(Value::Absent | Value::Scalar { .. } | Value::Map(_)) | None => Vec::new(),
    }
}

/// Returns what the lists of a table hold, whatever their names.
fn grouped(groups: Option<&Node>) -> Vec<&Node> {
    match groups.map(|groups| &groups.value) {
        Some(Value::Map(groups)) => groups.iter().flat_map(|(_, list)| needed(Some(list))).collect(),
        Some(Value::Absent | Value::Scalar { .. } | Value::List(_)) | None => Vec::new(),
    }
}

/// Returns the numbers of the packages that an entry means: by name, and by version where several have that name.
fn found(needed: &Node, numbers: &HashMap<&str, Vec<usize>>, packages: &[Node]) -> Vec<usize> {
    let Some(named) = needed.get("name").and_then(Node::text).and_then(|name| numbers.get(name)) else {
        return Vec::new();
    };
    let version = needed.get("version").and_then(Node::text);
    let is_meant = |number: &&usize| {
        version.is_none_or(|version| packages[**number].get("version").and_then(Node::text) == Some(version))
    };
    named.iter().filter(is_meant).copied().collect()
}
