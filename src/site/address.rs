//! Where each thing lives in the site. Every name that comes from a repository passes through [`safe`] first.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use sha2::{Digest, Sha256};

use crate::dossier::{Dossier, Placed};
use crate::record::{KINDS, Kind};
use crate::source::{Attachment, AttachmentState};

/// The longest name that is kept, in bytes: with the digest and an ending it fits any file system.
const LONGEST: usize = 120;

/// Names that no kind's folder may take: the version's own.
const OWN_FOLDERS: &[&str] = &["approvals", "assets", "clauses", "data", "forms", "matrix", "print"];

/// Names that no version's folder may take: the site's own.
const OWN_ROOT: &[&str] = &["assets", "compare", "history", "data", "soup"];

/// The addresses of one version, all from its own folder.
#[derive(Debug, Default)]
pub struct Addresses {
    folders: Vec<String>,
    records: Vec<Arc<str>>,
    malformed: Vec<Arc<str>>,
    by_path: HashMap<Arc<str>, Arc<str>>,
    attachments: BTreeMap<Arc<str>, String>,
}

impl Addresses {
    /// Gives every record of a dossier its page. A page is named by its record's id; where there is none, where another
    /// record governs the id, or where two ids meet in one name, by its path.
    pub fn of(dossier: &Dossier) -> Addresses {
        let folders = folders(dossier);
        let mut taken: HashSet<String> = HashSet::with_capacity(dossier.placed.len());
        let mut by_path = HashMap::with_capacity(dossier.placed.len());
        let mut page = |kind: Kind, id: Option<&str>, path: &Arc<str>| -> Arc<str> {
            let folder = &folders[kind as usize];
            let by_id = id.map(|id| format!("{folder}/{}.html", safe(id)));
            let free = by_id.filter(|page| taken.insert(page.to_lowercase()));
            let page: Arc<str> = free
                .unwrap_or_else(|| {
                    let page = format!("{folder}/{}.html", of_path(path));
                    taken.insert(page.to_lowercase());
                    page
                })
                .into();
            by_path.insert(Arc::clone(path), Arc::clone(&page));
            page
        };
        // What governs an id comes first, so that its page keeps its name whatever else is in the folder.
        let governs = |record: Placed<'_>| {
            !record.id().is_empty() && dossier.find(record.id()).is_some_and(|found| found == record)
        };
        let mut records: Vec<Option<Arc<str>>> = vec![None; dossier.placed.len()];
        for governing in [true, false] {
            for record in dossier.records().filter(|record| governs(*record) == governing) {
                let id = governing.then(|| record.id());
                let path = &dossier.placed[record.index].path;
                records[record.index] = Some(page(record.kind(), id, path));
            }
        }
        let malformed =
            dossier.malformed.iter().map(|file| page(file.malformed.kind, None, &file.path)).collect();
        let records: Vec<Arc<str>> =
            records.into_iter().map(|page| page.expect("every record governs or does not")).collect();
        Addresses { folders, records, malformed, by_path, ..Addresses::default() }
    }

    /// Gives every attachment that was found a file below `data/attachments`.
    pub fn attach(&mut self, attachments: &BTreeMap<Arc<str>, Attachment>) {
        let mut taken = HashSet::new();
        for (path, known) in attachments {
            let found =
                matches!(known.state, AttachmentState::Found { .. } | AttachmentState::LfsPointer { .. });
            if found {
                let mut file = attachment(path);
                if !taken.insert(file.to_lowercase()) {
                    file = format!("data/attachments/{}{}", digest(path), still(path));
                }
                self.attachments.insert(Arc::clone(path), file);
            }
        }
    }

    /// Returns the folder of a kind.
    pub fn folder(&self, kind: Kind) -> &str {
        &self.folders[kind as usize]
    }

    /// Returns the page of a record.
    pub fn page(&self, record: Placed<'_>) -> &Arc<str> {
        &self.records[record.index]
    }

    /// Returns the page of a file that is no record, by its number among them.
    pub fn malformed(&self, index: usize) -> &Arc<str> {
        &self.malformed[index]
    }

    /// Returns the page of the record at a path from the device's root.
    pub fn of_path(&self, path: &str) -> Option<&Arc<str>> {
        self.by_path.get(path)
    }

    /// Returns the file of an attachment, by its path as a record names it.
    pub fn attachment(&self, path: &str) -> Option<&str> {
        self.attachments.get(path).map(String::as_str)
    }
}

/// Returns the folder of a version: its name with `/` as `-`, made safe.
pub fn version_folder(name: &str) -> String {
    let folder = safe(&name.replace('/', "-"));
    let reserved = folder.eq_ignore_ascii_case("unreleased")
        || [".html", ".zip"].iter().any(|ending| folder.to_ascii_lowercase().ends_with(ending))
        || OWN_ROOT.iter().any(|own| folder.eq_ignore_ascii_case(own));
    if reserved { format!("{folder}-{}", digest(name)) } else { folder }
}

/// Returns the page of a record's history: ids are compared ignoring case, and so are their pages.
pub fn history(id: &str) -> String {
    format!("history/{}.html", safe(&id.to_ascii_uppercase()))
}

/// Returns a file name that stays where it is put, on any disk. A name that needs no change is kept; any other gets a digest
/// of the whole, so that two never meet.
pub fn safe(name: &str) -> String {
    let kept: String = name
        .chars()
        .map(|character| match character {
            '.' | '-' | '_' | '+' => character,
            other if other.is_ascii_alphanumeric() => other,
            _ => '_',
        })
        .take(LONGEST)
        .collect();
    let stem = kept.split('.').next().unwrap_or_default().to_ascii_lowercase();
    let device = matches!(&*stem, "con" | "prn" | "aux" | "nul")
        || (stem.len() == 4
            && (stem.starts_with("com") || stem.starts_with("lpt"))
            && stem.ends_with(|digit: char| digit.is_ascii_digit()));
    let unfit = kept != name
        || kept.is_empty()
        || kept.starts_with('.')
        || kept.ends_with('.')
        || kept.contains("..")
        || device
        || stem == "index";
    if !unfit {
        return kept;
    }
    format!("_{}-{}", kept.replace("..", "__").trim_matches('.'), digest(name))
}

/// Returns a page's name for a record that its id does not name.
fn of_path(path: &str) -> String {
    let file = path.rsplit('/').next().unwrap_or(path);
    let stem = file.strip_suffix(".md").unwrap_or(file);
    let kept: String = stem
        .chars()
        .filter(|character| character.is_ascii_alphanumeric() || *character == '-')
        .take(40)
        .collect();
    format!("_file-{kept}-{}", digest(path))
}

fn digest(text: &str) -> String {
    Sha256::digest(text).iter().take(4).map(|byte| format!("{byte:02x}")).collect()
}

/// Returns the folders of all kinds, no two the same on a disk that ignores case.
fn folders(dossier: &Dossier) -> Vec<String> {
    let mut taken: HashSet<String> = OWN_FOLDERS.iter().map(|own| (*own).to_owned()).collect();
    KINDS
        .iter()
        .map(|card| {
            let mut folder = safe(&dossier.config.folder(card.kind).folder.replace('/', "-"));
            while !taken.insert(folder.to_lowercase()) {
                folder = format!("{folder}-{}", card.name);
            }
            folder
        })
        .collect()
}

/// Returns the file of an attachment below the version's folder.
fn attachment(path: &str) -> String {
    let parts: Vec<String> =
        path.split('/').filter(|part| !matches!(*part, "" | "." | "..")).map(safe).collect();
    format!("data/attachments/{}{}", parts.join("/"), still(path))
}

/// Endings of files that a browser shows or saves, and never runs.
const STILL: &[&str] = &[
    "7z", "avif", "bmp", "bz2", "csv", "docx", "gif", "gz", "jpeg", "jpg", "json", "log", "md", "mov", "mp3",
    "mp4", "odp", "ods", "odt", "pdf", "png", "pptx", "tar", "tif", "tiff", "toml", "tsv", "txt", "wav",
    "webm", "webp", "xlsx", "xz", "yaml", "yml", "zip",
];

/// Endings of pictures that can be shown in place.
const PICTURES: &[&str] = &["avif", "bmp", "gif", "jpeg", "jpg", "png", "webp"];

/// Returns what is put behind a file's name so that no browser runs it: nothing, or an ending that makes it plain text.
pub fn still(path: &str) -> &'static str {
    if ends_in(path, STILL) { "" } else { ".txt" }
}

/// Returns whether a file is a picture that can be shown in place.
pub fn is_picture(path: &str) -> bool {
    ends_in(path, PICTURES)
}

fn ends_in(path: &str, endings: &[&str]) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').is_some_and(|(_, ending)| {
        let ending = ending.to_ascii_lowercase();
        endings.contains(&&*ending)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_safe_name_is_kept_and_any_other_is_told_apart() {
        for name in ["SOUP-005", "REL-2.1.0", "v2.1.0", "a+b", "SOUP-opencv_2"] {
            assert_eq!(safe(name), name);
        }
        let hostile = [
            "../../x",
            "CON",
            "con.md",
            "nul",
            "COM1",
            "",
            ".",
            "..",
            ".git",
            "a/b",
            "a\\b",
            "a:b",
            "a b",
            "é",
            "index",
            "Index",
            "x.",
            "a..b",
            "\u{202e}x",
            "a\nb",
            "-",
            "?",
            "*",
        ];
        let names: Vec<String> = hostile.iter().map(|name| safe(name)).collect();
        let unlike: HashSet<&String> = names.iter().collect();
        assert_eq!(unlike.len(), names.iter().filter(|name| !name.is_empty()).count());
        for (name, made) in hostile.iter().zip(&names) {
            let fit = made.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-+".contains(&byte));
            assert!(fit && !made.contains("..") && !made.starts_with('.'), "{name:?} became {made:?}");
        }
        assert!(safe(&"x".repeat(5000)).len() < 200);
    }

    #[test]
    fn what_could_run_is_saved_as_text() {
        for path in ["a.html", "a.SVG", "a", "a.js", "a.pdf.xhtml", ".htaccess"] {
            assert_eq!(still(path), ".txt", "{path}");
        }
        assert_eq!(still("dhf/evidence/report.PDF"), "");
        assert_eq!(
            attachment("dhf/../evidence/a b.html"),
            format!("data/attachments/dhf/evidence/_a_b.html-{}.txt", digest("a b.html"))
        );
    }

    #[test]
    fn no_version_takes_a_folder_of_the_site() {
        assert_eq!(version_folder("release/2.0"), "release-2.0");
        assert!(version_folder("history").starts_with("history-"));
        assert!(version_folder("Unreleased") != "Unreleased");
    }
}
