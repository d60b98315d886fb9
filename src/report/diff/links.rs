//! Links out of a report: to the page of a record in a built site, and to a line of a file in the host's view of a commit.

use std::fmt::Write;

use crate::record::Kind;
use crate::report::diff::{Compared, Telling};
use crate::report::quoted::code;
use crate::source::Moment;

/// Where a report may link to.
pub struct Links<'t> {
    /// The site's folder of the later moment, with a slash at its end.
    version: Option<String>,
    /// The page of the changes.
    pub changes: Option<String>,
    /// The page of all findings.
    pub findings: Option<String>,
    source: Option<(&'t str, &'t str)>,
    folders: &'t [String],
}

impl<'t> Links<'t> {
    /// Returns what was said of the places to link to, for the later of the two moments.
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
            findings: version.as_ref().map(|version| format!("{version}findings.html")),
            changes: version.as_ref().map(|version| format!("{version}changes.html")),
            version,
            source: telling.source_url.as_deref().zip(commit),
            folders: &compared.head.folders,
        }
    }

    /// Returns the address of a record's page in the site; `None` where there is no site, or the page is not named by the id.
    pub fn page(&self, kind: Kind, id: &str) -> Option<String> {
        let version = self.version.as_ref().filter(|_| is_plain(id))?;
        Some(format!("{version}{}/{id}.html", encoded(&self.folders[kind as usize])))
    }

    /// Returns the address of a line of a file, from 1; `None` where nobody said how the host shows files.
    pub fn line(&self, path: &str, line: usize) -> Option<String> {
        let (template, commit) = self.source?;
        let url = template.replace("{commit}", commit).replace("{path}", &encoded(path));
        Some(url.replace("{line}", &line.to_string()))
    }

    /// Returns an id as code, with a link to its page where there is one.
    pub(super) fn record(&self, kind: Option<Kind>, id: &str) -> String {
        match kind.and_then(|kind| self.page(kind, id)) {
            Some(page) => format!("[{}]({page})", code(id)),
            None => code(id),
        }
    }

    /// Returns a place as code, with a link to its line where there is one.
    pub(super) fn place(&self, path: &str, line: Option<usize>) -> String {
        let shown = code(&line.map_or(path.to_owned(), |line| format!("{path}:{line}")));
        match line.and_then(|line| self.line(path, line)) {
            Some(url) => format!("[{shown}]({url})"),
            None => shown,
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
