//! `package-lock.json` and `npm-shrinkwrap.json`, versions 1 to 3 (npm's documentation, “package-lock.json”).

use super::{Format, Listed, Read, Scope};
use crate::field::{Node, Value};

pub(super) static FORMAT: Format = Format {
    name: "package-lock.json",
    known_by: "`package-lock.json` or `npm-shrinkwrap.json`",
    ecosystem: Some("npm"),
    scopes: "packages marked `dev` or `devOptional` do not ship; workspaces and packages of the file system are your own",
    read: Read::Json(|name, _| matches!(name, "package-lock.json" | "npm-shrinkwrap.json"), list),
};

fn list(lock: &Node, listed: &mut Listed) {
    // Version 2 holds both; what npm itself reads there is `packages`.
    match (lock.get("packages"), lock.get("dependencies")) {
        (Some(packages), _) => self::packages(packages, listed),
        (None, Some(dependencies)) => self::dependencies(dependencies, listed),
        (None, None) if lock.get("lockfileVersion").is_some() => {}
        (None, None) => listed.fault(
            lock.at,
            "this lock file has neither `packages` nor `dependencies`",
            "let npm write it again",
        ),
    }
}

fn entries<'n>(node: &'n Node, listed: &mut Listed) -> impl Iterator<Item = (&'n str, &'n Node)> + use<'n> {
    let entries = match &node.value {
        Value::Map(entries) => entries.as_slice(),
        Value::Absent => &[],
        Value::Scalar { .. } | Value::List(_) => {
            listed.fault(node.at, "this holds no packages by name", "let npm write the file again");
            &[]
        }
    };
    entries.iter().map(|(key, value)| (&*key.value, value))
}

/// Lists the packages of versions 2 and 3: by the folder in which each lies.
fn packages(node: &Node, listed: &mut Listed) {
    for (folder, package) in entries(node, listed) {
        let Some((_, installed)) = folder.rsplit_once("node_modules/") else {
            // The root, or a workspace in its own folder.
            own(folder, package, listed);
            continue;
        };
        if is_true(package, "link") || is_true(package, "extraneous") {
            continue;
        }
        // A package under another name says which one it is.
        let name = package.get("name").and_then(Node::text).unwrap_or(installed);
        let is_local =
            package.get("resolved").and_then(Node::text).is_some_and(|from| from.starts_with("file:"));
        let scope = match is_local {
            true => Scope::Own,
            false => scope(package),
        };
        listed.add("npm", name, package.get("version"), package.at, scope);
    }
}

fn own(folder: &str, package: &Node, listed: &mut Listed) {
    let name = package.get("name").and_then(Node::text).or_else(|| folder.rsplit('/').next());
    if let Some(name) = name.filter(|name| !name.is_empty()) {
        listed.add("npm", name, package.get("version"), package.at, Scope::Own);
    }
}

/// Lists the packages of version 1: by name, those that a package has for itself below it.
fn dependencies(node: &Node, listed: &mut Listed) {
    for (installed, package) in entries(node, listed) {
        let Some(version) = package.get("version").filter(|version| version.text().is_some()) else {
            listed.fault(package.at, format!("`{installed}` has no version"), "let npm write the file again");
            continue;
        };
        let text = version.text().unwrap_or_default();
        let alias = text.strip_prefix("npm:").and_then(|alias| alias.rsplit_once('@'));
        match alias {
            Some((name, pinned)) => listed.add_text("npm", name, Some(pinned), version.at, scope(package)),
            None if text.starts_with("file:") => listed.add("npm", installed, None, version.at, Scope::Own),
            None => listed.add("npm", installed, Some(version), package.at, scope(package)),
        }
        if let Some(inner) = package.get("dependencies") {
            dependencies(inner, listed);
        }
    }
}

fn scope(package: &Node) -> Scope {
    if is_true(package, "dev") || is_true(package, "devOptional") {
        Scope::Development
    } else {
        Scope::Shipped
    }
}

fn is_true(package: &Node, key: &str) -> bool {
    package.get(key).and_then(Node::text) == Some("true")
}
