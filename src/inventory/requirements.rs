//! `requirements.txt` as pip reads it (pip's documentation, “Requirements file format”; PEP 508).

use super::{Component, Format, Listed, Purl, Read, Scope};
use crate::text::{Span, Spanned};

pub(super) static FORMAT: Format = Format {
    name: "requirements.txt",
    known_by: "`requirements.txt`, `requirements-….txt` or `….requirements.txt`",
    ecosystem: Some("pypi"),
    scopes: "every line ships: name no file that is for development",
    read: Read::Lines(is_named, list),
};

fn is_named(name: &str) -> bool {
    let Some(stem) = name.strip_suffix(".txt") else { return false };
    stem == "requirements"
        || stem.starts_with("requirements-")
        || stem.starts_with("requirements.")
        || stem.starts_with("requirements_")
        || stem.ends_with("-requirements")
        || stem.ends_with(".requirements")
}

fn list(text: &str, listed: &mut Listed) {
    let mut start = 0;
    let mut whole = Line::default();
    for line in text.split_inclusive('\n') {
        let content = line.trim_end_matches(['\n', '\r']);
        let continued = content.strip_suffix('\\');
        whole.push(continued.unwrap_or(content), start);
        start += line.len();
        if continued.is_none() {
            whole.read(listed);
            whole = Line::default();
        }
    }
    whole.read(listed);
}

/// A line with those that it goes on in; its requirement stands in the first that holds anything.
#[derive(Default)]
struct Line<'t> {
    /// The first part that holds anything.
    first: &'t str,
    /// Where that begins in the file.
    start: usize,
}

impl<'t> Line<'t> {
    fn push(&mut self, part: &'t str, start: usize) {
        if self.first.trim().is_empty() {
            (self.first, self.start) = (part, start);
        }
    }

    fn read(&self, listed: &mut Listed) {
        let indent = self.first.len() - self.first.trim_start().len();
        let line = without_comment(self.first.trim_start().trim_start_matches('\u{feff}')).trim_end();
        let start =
            self.start + self.first.len() - self.first.trim_start().trim_start_matches('\u{feff}').len();
        debug_assert!(start >= self.start + indent, "a mark of byte order stands behind the spaces");
        if line.is_empty() {
            return;
        }
        let at = |part: &str| {
            let offset = start + (part.as_ptr().addr() - line.as_ptr().addr());
            Span::new(offset, offset + part.len())
        };
        if line.starts_with('-') {
            option(line, at, listed);
            return;
        }
        let end = line.find(|mark: char| !mark.is_ascii_alphanumeric() && !matches!(mark, '-' | '_' | '.'));
        let (name, rest) = line.split_at(end.unwrap_or(line.len()));
        let is_path = name.is_empty() || name.starts_with('.') || rest.starts_with(['/', ':', '\\']);
        if is_path {
            // A folder or file of the project itself has no version of its own here; an address names no package.
            if line.contains("://") {
                listed.fault(at(line), "this address names no package", "write `name @ address`");
            }
            return;
        }
        let requirement = rest.split(';').next().unwrap_or_default().split(" --").next().unwrap_or_default();
        let requirement = match requirement.trim_start().strip_prefix('[') {
            Some(extras) => extras.split_once(']').map_or("", |(_, rest)| rest),
            None => requirement,
        };
        let version = pinned(requirement);
        let purl = Purl::named("pypi", name, version);
        let component = Component {
            name: name.to_owned(),
            version: version.map(str::to_owned),
            purl,
            scope: Scope::Shipped,
            at: version.map_or_else(|| at(name), at),
        };
        listed.components.push(component);
    }
}

/// Returns the version that a requirement pins: behind `==` or `===`, and without a wildcard.
fn pinned(requirement: &str) -> Option<&str> {
    if requirement.trim_start().starts_with('@') {
        return None;
    }
    let clauses = requirement.trim().trim_start_matches('(').trim_end_matches(')').split(',');
    let mut exact = clauses.filter_map(|clause| {
        let clause = clause.trim();
        let version = clause.strip_prefix("===").or_else(|| clause.strip_prefix("=="))?.trim();
        Some(version).filter(|version| !version.is_empty() && !version.contains('*'))
    });
    exact.next_back()
}

/// Reads an option that stands at the beginning of a line: only other files matter.
fn option<'t>(line: &'t str, at: impl Fn(&'t str) -> Span, listed: &mut Listed) {
    let long = line.strip_prefix("--requirement").filter(|rest| rest.starts_with([' ', '=', '\t']));
    if let Some(rest) = long.or_else(|| line.strip_prefix("-r")) {
        let file = rest.trim_start_matches('=').trim();
        listed.includes.push(Spanned::new(file.to_owned(), at(file)));
    }
}

/// Returns a line without its comment, which begins the line or has a space in front.
fn without_comment(line: &str) -> &str {
    let begins = |(at, _): &(usize, &str)| *at == 0 || line[..*at].ends_with([' ', '\t']);
    line.match_indices('#').find(begins).map_or(line, |(at, _)| &line[..at])
}
