//! Where the links of a body lead: to a record, or to a file beside it.

use super::{MalformedFile, Placed, Target};
use crate::markdown::{self, BodyLink};

/// What a link of a body leads to.
#[derive(Clone, Debug)]
pub enum BodyTarget<'d> {
    /// A record, named by its id or its path.
    Record(Placed<'d>),
    /// A file that cannot be read as a record, named by its id or its path.
    Malformed(&'d MalformedFile),
    /// Any other file, by its path from the device's root, which may begin with `..`; or, where the link is absolute, as written.
    File(String),
}

impl<'d> Placed<'d> {
    /// Returns what a link of the record's body leads to; `None` where that is no file: the web, a heading, a page of a wiki.
    ///
    /// A path counts from the folder of the record's file, as in any viewer of Markdown; what follows `#` or `?` is left out.
    pub fn body_target(self, link: &BodyLink) -> Option<BodyTarget<'d>> {
        let destination = link.destination.trim();
        if markdown::has_scheme(destination) || destination.starts_with("//") {
            return None;
        }
        let path = destination.split(['#', '?']).next().filter(|path| !path.is_empty())?;
        let path = decoded(path);
        if !path.contains('/') {
            match self.dossier.target(&path) {
                Target::Record(record) | Target::Misnamed(record) => {
                    return Some(BodyTarget::Record(record));
                }
                Target::Malformed(file) => return Some(BodyTarget::Malformed(file)),
                Target::Missing if link.is_wiki => return None,
                Target::Missing => {}
            }
        }
        if path.starts_with('/') {
            return Some(BodyTarget::File(path));
        }
        let folder = self.path().rsplit_once('/').map_or("", |(folder, _)| folder);
        let path = joined(folder, &path);
        if path.is_empty() {
            return None;
        }
        if let Ok(index) = self.dossier.placed.binary_search_by(|place| (*place.path).cmp(&path)) {
            return Some(BodyTarget::Record(self.dossier.at_index(index)));
        }
        match self.dossier.malformed.binary_search_by(|file| (*file.path).cmp(&path)) {
            Ok(index) => Some(BodyTarget::Malformed(&self.dossier.malformed[index])),
            Err(_) => Some(BodyTarget::File(path)),
        }
    }
}

/// Joins a path to a folder and resolves `.` and `..`; what leads above the device's root keeps its `..`.
fn joined(folder: &str, path: &str) -> String {
    let mut names: Vec<&str> = Vec::new();
    for name in folder.split('/').chain(path.split('/')) {
        match name {
            "" | "." => {}
            ".." if names.last().is_some_and(|last| *last != "..") => drop(names.pop()),
            name => names.push(name),
        }
    }
    names.join("/")
}

/// Resolves `%20` and the like; a text that would not be UTF-8 then stays as it is.
fn decoded(path: &str) -> String {
    let bytes = path.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let digits = bytes.get(at + 1..at + 3).filter(|_| bytes[at] == b'%');
        let byte = digits
            .filter(|digits| digits.iter().all(u8::is_ascii_hexdigit))
            .and_then(|digits| u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok());
        decoded.push(byte.unwrap_or(bytes[at]));
        at += if byte.is_some() { 3 } else { 1 };
    }
    String::from_utf8(decoded).unwrap_or_else(|_| path.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_joined_and_keep_what_leads_above_the_root() {
        assert_eq!(joined("dhf/soup", "../evidence/./a.pdf"), "dhf/evidence/a.pdf");
        assert_eq!(joined("dhf", "../../x/../y"), "../y");
        assert_eq!(joined("", "../../../etc"), "../../../etc");
    }

    #[test]
    fn escapes_are_resolved_only_where_they_are_some() {
        assert_eq!(decoded("a%20b%C3%BC.pdf"), "a bü.pdf");
        assert_eq!(decoded("100%.pdf"), "100%.pdf");
        assert_eq!(decoded("%ff"), "%ff");
        assert_eq!(decoded("%+1%"), "%+1%");
    }
}
