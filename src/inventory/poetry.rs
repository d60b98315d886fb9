//! `poetry.lock`, versions 1 and 2 (Poetry's documentation, “Managing dependencies”).

use super::{Format, Listed, Read, Scope};
use crate::field::{Node, Value};

pub(super) static FORMAT: Format = Format {
    name: "poetry.lock",
    known_by: "`poetry.lock`",
    ecosystem: Some("pypi"),
    scopes: "packages that are not in the group `main` do not ship; locks of Poetry 1.5 to 1.8 do not say the group",
    read: Read::Toml(|name| name == "poetry.lock", list),
};

fn list(lock: &Node, listed: &mut Listed) {
    for package in listed.elements(lock, "package") {
        let Some(name) = listed.needed(package, "name") else { continue };
        let kind = package.get("source").and_then(|source| source.get("type")).and_then(Node::text);
        let scope = match kind {
            Some("directory") => Scope::Own,
            _ if is_main(package) => Scope::Shipped,
            _ => Scope::Development,
        };
        listed.add("pypi", name, package.get("version"), package.at, scope);
    }
}

/// Returns whether a package is in the group of what ships, or nothing says in which groups it is.
fn is_main(package: &Node) -> bool {
    let is_main = |group: &Node| group.text() == Some("main");
    match (package.get("groups").map(|groups| &groups.value), package.get("category")) {
        (Some(Value::List(groups)), _) => groups.iter().any(is_main),
        (Some(Value::Absent | Value::Scalar { .. } | Value::Map(_)), _) | (None, None) => true,
        (None, Some(category)) => is_main(category),
    }
}
