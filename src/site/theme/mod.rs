//! Themes: a project's own templates, style sheet and words in place of the built-in ones, file by file.
//!
//! A theme comes from a folder of the repository, as it was at the version's own moment, or from a folder on disk that all
//! versions are given. Whoever proposes a change can propose a theme, so it is read as input from strangers: `fence` says what
//! its templates may do, `guard` what the pages they make must still hold.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

use sha2::{Digest, Sha256};

use super::Error;
use super::template::{BUILT_IN, built_in_templates};
use crate::reading::Desk;
use crate::source::{self, Content, Device, Snapshot};

mod fence;
mod guard;
mod logo;

pub use fence::{Fenced, Ticks};
pub use guard::{check_frame, check_part};
pub use logo::Logo;

/// The largest file of a theme, in bytes (256 kB).
pub const LARGEST: usize = 256 * 1024;

/// The style sheet that a theme can replace.
pub const STYLE: &str = "tureen.css";

/// A project's own templates, style sheet and words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Theme {
    /// What the folder is called in messages.
    place: String,
    /// The files by their names in the folder.
    files: BTreeMap<String, String>,
}

impl Theme {
    /// Reads a theme from a folder of the repository at a moment.
    ///
    /// # Errors
    /// The folder holds nothing, or what no theme holds.
    pub fn in_repository(
        desk: &Desk,
        snapshot: &Snapshot,
        device: &Device,
        folder: &str,
    ) -> Result<Theme, Error> {
        let found = desk.source.files_named(snapshot, device, &format!("{folder}/**"), &[], &|_, _| false)?;
        let files = found.into_iter().map(|file| {
            let name = file.path.strip_prefix(folder).unwrap_or(&file.path).trim_start_matches('/');
            let text = match file.content {
                Content::Text(text) => Ok(text.to_string()),
                other => Err(reason(&other)),
            };
            (name.to_owned(), text)
        });
        Theme::of(format!("{}{folder}", device.root), files.collect())
    }

    /// Reads a theme from a folder on disk.
    ///
    /// # Errors
    /// As [`Theme::in_repository`].
    pub fn on_disk(folder: &Path) -> Result<Theme, Error> {
        let files = source::folder_of_texts(folder, LARGEST as u64)?;
        Theme::of(folder.display().to_string(), files)
    }

    fn of(place: String, files: Vec<(String, Result<String, String>)>) -> Result<Theme, Error> {
        let mut theme = Theme { place, files: BTreeMap::new() };
        for (name, text) in files {
            // A folder may say what it is, and carry settings of tools.
            let last = name.rsplit('/').next().unwrap_or_default();
            if last.starts_with('.') || last == "README.md" {
                continue;
            }
            if !is_known(&name) {
                return Err(theme.fault(
                    &name,
                    "",
                    0..0,
                    "no file of this name is ever looked for",
                    Some(meant(&name)),
                ));
            }
            let text = text.map_err(|reason| theme.fault(&name, "", 0..0, &reason, None))?;
            if text.len() > LARGEST {
                let reason = format!("it holds {} bytes", text.len());
                let help = Some(format!("at most {LARGEST} are read"));
                return Err(theme.fault(&name, "", 0..0, &reason, help));
            }
            theme.files.insert(name, text);
        }
        if theme.files.is_empty() {
            let help =
                "put `tureen.css`, `base.html`, `pages/…`, `parts/…` or `languages/…` into it".to_owned();
            return Err(theme.fault("", "", 0..0, "there is no file of a theme", Some(help)));
        }
        Ok(theme)
    }

    /// Returns the templates by their names.
    pub fn templates(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files.iter().filter(|(name, _)| name.ends_with(".html")).map(|(name, text)| (&**name, &**text))
    }

    /// Returns the style sheet, where the theme has one.
    pub fn style(&self) -> Option<&str> {
        self.files.get(STYLE).map(|text| &**text)
    }

    /// Returns the messages of a language, where the theme has them.
    pub fn language(&self, language: &str) -> Option<&str> {
        self.files.get(&format!("languages/{language}.ftl")).map(|text| &**text)
    }

    /// Returns the languages that it has messages of.
    pub fn languages(&self) -> Vec<&str> {
        let names = self.files.keys().filter_map(|name| name.strip_prefix("languages/"));
        names.filter_map(|name| name.strip_suffix(".ftl")).collect()
    }

    /// Returns a digest of all names and texts, as hex digits.
    pub fn digest(&self) -> String {
        let mut digest = Sha256::new();
        for (name, text) in &self.files {
            digest.update(format!("{name}\0{}\0{text}", text.len()));
        }
        digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// Returns the path of one of its files as messages name it.
    pub fn path(&self, name: &str) -> String {
        format!("{}/{name}", self.place.trim_end_matches('/')).trim_end_matches('/').to_owned()
    }

    /// Returns what is wrong with one of its files.
    pub fn fault(
        &self,
        name: &str,
        text: &str,
        at: Range<usize>,
        reason: &str,
        help: Option<String>,
    ) -> Error {
        let reason = reason.to_owned();
        Error::Theme { path: self.path(name), text: text.to_owned(), at, reason, help }
    }

    /// Returns what is wrong at a place of one of its templates.
    pub fn fault_at(&self, name: &str, at: Range<usize>, reason: &str, help: Option<String>) -> Error {
        let text = self.files.get(name).map_or("", |text| &**text);
        self.fault(name, text, at, reason, help)
    }
}

/// Returns whether a theme can hold a file of this name.
fn is_known(name: &str) -> bool {
    name == STYLE
        || name.strip_prefix("languages/").and_then(|name| name.strip_suffix(".ftl")).is_some_and(is_tag)
        || known().any(|known| known == name)
}

fn is_tag(tag: &str) -> bool {
    (2..=12).contains(&tag.len())
        && tag.chars().all(|character| character.is_ascii_alphanumeric() || character == '-')
}

/// Returns the names of the templates that a theme can replace. A comparison in a file of its own has no theme.
fn known() -> impl Iterator<Item = String> {
    built_in_templates().into_iter().map(|(name, _)| name).filter(|name| *name != "alone.html")
}

fn meant(name: &str) -> String {
    let close = known().chain([STYLE.to_owned()]).filter_map(|known| {
        let distance = strsim::osa_distance(name, &known);
        // Whoever leaves the folder out means the file of that name.
        let is_named = known.rsplit('/').next() == name.rsplit('/').next();
        (is_named || distance <= 1 + name.len() / 4).then_some((distance, known))
    });
    if name.ends_with(".js") {
        return "a theme has no scripts: whoever proposes a change could run them in a reader's browser"
            .to_owned();
    }
    match close.min() {
        Some((_, known)) => format!("did you mean `{known}`?"),
        None => {
            "a theme holds `tureen.css`, `base.html`, `pages/*.html`, `parts/*.html` and `languages/*.ftl`"
                .to_owned()
        }
    }
}

fn reason(content: &Content) -> String {
    match content {
        Content::Text(_) => "it can be read".to_owned(),
        Content::TooLarge { bytes } => format!("it holds {bytes} bytes"),
        Content::Symlink { .. } => "it is a symbolic link".to_owned(),
        Content::Unreadable { reason } => reason.clone(),
        _ => "it is no text".to_owned(),
    }
}

/// Returns a built-in asset as the theme has it, or as it is.
pub fn style(theme: Option<&Theme>) -> String {
    let built_in = || BUILT_IN.get_file("assets/tureen.css").and_then(|file| file.contents_utf8());
    theme.and_then(Theme::style).or_else(built_in).expect("the style sheet is built in").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(files: &[(&str, &str)]) -> Result<Theme, Error> {
        let files = files.iter().map(|(name, text)| ((*name).to_owned(), Ok((*text).to_owned())));
        Theme::of("theme".to_owned(), files.collect())
    }

    #[test]
    fn a_file_that_nobody_looks_for_is_told_with_what_was_meant() {
        let told =
            |name: &str| of(&[(name, "x")]).expect_err("there is no such file").help().unwrap_or_default();
        assert_eq!(told("record.html"), "did you mean `pages/record.html`?");
        assert_eq!(told("pages/recrd.html"), "did you mean `pages/record.html`?");
        assert!(told("tureen.js").contains("no scripts"));
        assert!(of(&[]).is_err());
        let theme =
            of(&[("README.md", "x"), ("tureen.css", "a"), ("languages/fr.ftl", "")]).expect("it is one");
        assert_eq!((theme.style(), theme.languages()), (Some("a"), vec!["fr"]));
    }
}
