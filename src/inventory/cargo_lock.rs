//! `Cargo.lock`, versions 1 to 4 (The Cargo Book, “Cargo.toml vs Cargo.lock”).

use super::{Format, Listed, Read, Scope};
use crate::field::Node;

pub(super) static FORMAT: Format = Format {
    name: "Cargo.lock",
    known_by: "`Cargo.lock`",
    ecosystem: Some("cargo"),
    scopes: "packages without `source` are your own; what only tests and builds use cannot be told apart",
    read: Read::Toml(|name| name == "Cargo.lock", list),
};

fn list(lock: &Node, listed: &mut Listed) {
    for package in listed.elements(lock, "package") {
        let Some(name) = listed.needed(package, "name") else { continue };
        // A package of the workspace, or one that lies beside it, comes from no registry.
        let scope = if package.get("source").is_some() { Scope::Shipped } else { Scope::Own };
        listed.add("cargo", name, package.get("version"), package.at, scope);
    }
}
