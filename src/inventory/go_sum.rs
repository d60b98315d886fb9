//! `go.sum` (The Go Modules Reference, “go.sum files”): hashes of what was downloaded, which may be more than what is built.

use std::collections::HashMap;

use super::{Component, Format, Listed, Purl, Read, Scope};
use crate::text::Span;
use crate::version::{Direction, direction};

pub(super) static FORMAT: Format = Format {
    name: "go.sum",
    known_by: "`go.sum`",
    ecosystem: Some("golang"),
    scopes: "modules of which only the `go.mod` was read are not built in; of several versions the highest is; what only tests \
             use cannot be told apart",
    read: Read::Lines(|name| name == "go.sum", list),
};

fn list(text: &str, listed: &mut Listed) {
    let mut highest: HashMap<&str, usize> = HashMap::new();
    let mut found: Vec<(&str, &str, Span)> = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let at = Span::new(start, start + line.trim_end().len());
        let mut words = line.split_whitespace();
        match (words.next(), words.next(), words.next(), words.next()) {
            (None, ..) => {}
            // Of these only the list of requirements was looked at.
            (Some(_), Some(version), Some(_), None) if version.ends_with("/go.mod") => {}
            (Some(module), Some(version), Some(hash), None) if hash.contains(':') => {
                let offset = start + (version.as_ptr().addr() - line.as_ptr().addr());
                let at = Span::new(offset, offset + version.len());
                match highest.get(module) {
                    // Go builds the highest version that anything asks for; the others are left over.
                    Some(number) if is_higher(found[*number].1, version) => {
                        found[*number] = (module, version, at)
                    }
                    Some(_) => {}
                    None => {
                        highest.insert(module, found.len());
                        found.push((module, version, at));
                    }
                }
            }
            _ => listed.fault(
                at,
                "this line is not a module, a version and a hash",
                "let `go mod tidy` write the file again",
            ),
        }
        start += line.len();
    }
    for (module, version, at) in found {
        let purl = Purl::named("golang", module, Some(version));
        let version = Some(version.to_owned());
        listed.components.push(Component {
            name: module.to_owned(),
            version,
            purl,
            scope: Scope::Shipped,
            at,
        });
    }
}

fn is_higher(before: &str, after: &str) -> bool {
    direction(before, after, Some("golang")) == Direction::Upgrade
}
