//! Links of a comment: to the page of a record in a built site, and to a line of a file in the host's view of a commit.

use std::fmt::Write;

use crate::record::Kind;
use crate::report::diff::{Compared, Telling};
use crate::report::quoted::code;
use crate::source::Moment;

/// Where a comment may link to.
pub(super) struct Links<'t> {
    /// The site's folder of the later moment, with a slash at its end.
    version: Option<String>,
    /// The page of the comparison, or of the changes.
    pub changes: Option<String>,
    source: Option<(&'t str, &'t str)>,
    folders: &'t [String],
}

impl<'t> Links<'t> {
    pub fn of(compared: &'t Compared, telling: &'t Telling) -> Links<'t> {
        let folder = match &compared.head.moment {
            Moment::Revision(name) if compared.head.release => {
                let name = name.strip_prefix("refs/tags/").unwrap_or(name).replace('/', "-");
                Some(name).filter(|name| is_plain(name))
            }
            Moment::Revision(_) | Moment::WorkTree | Moment::Index => Some("unreleased".to_owned()),
        };
        let site = telling.site_url.as_deref().map(|url| url.trim_end_matches('/'));
        let version = site.zip(folder).map(|(site, folder)| format!("{site}/{folder}/"));
        // What is not committed has no place at the host.
        let commit = compared.head.commit.as_deref().filter(|_| !compared.head.dirty);
        Links {
            changes: version.as_ref().map(|version| format!("{version}changes.html")),
            version,
            source: telling.source_url.as_deref().zip(commit),
            folders: &compared.head.folders,
        }
    }

    /// Returns an id as code, with a link to its page where there is one.
    pub fn record(&self, kind: Option<Kind>, id: &str) -> String {
        match (&self.version, kind) {
            (Some(version), Some(kind)) if is_plain(id) => {
                let folder = encoded(&self.folders[kind as usize]);
                format!("[{}]({version}{folder}/{id}.html)", code(id))
            }
            _ => code(id),
        }
    }

    /// Returns a place as code, with a link to its line where there is one.
    pub fn place(&self, path: &str, line: Option<usize>) -> String {
        let shown = code(&line.map_or(path.to_owned(), |line| format!("{path}:{line}")));
        match (self.source, line) {
            (Some((template, commit)), Some(line)) => {
                let url = template.replace("{commit}", commit).replace("{path}", &encoded(path));
                format!("[{shown}]({})", url.replace("{line}", &line.to_string()))
            }
            (Some(_), None) | (None, _) => shown,
        }
    }
}

/// Returns whether a name is one path component that no host reads otherwise.
fn is_plain(name: &str) -> bool {
    !name.is_empty()
        && !name.starts_with('.')
        && name.chars().all(|character| character.is_ascii_alphanumeric() || "._-".contains(character))
}

/// Returns a path with all but letters, digits, `-`, `.`, `_`, `~` and `/` percent-encoded (RFC 3986 2.1).
fn encoded(path: &str) -> String {
    let mut out = String::new();
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}
