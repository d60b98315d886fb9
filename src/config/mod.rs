//! Configuration: what `tureen.toml` says about the device, its folders, releases, rules, risk scale, review periods and lock files.
//!
//! An empty file gives the defaults. The file is declarative: nothing in it can run code. Keys that do not exist are faults
//! with a suggestion; the caller decides whether they end the run (work tree) or become findings (past moments).

use std::collections::BTreeMap;

use crate::field::{Card, Fault, Reader, read_toml, words};
use crate::record::Kind;
use crate::standard::Class;
use crate::text::{FileText, Spanned};

pub mod folders;
pub mod site;
pub mod tables;

pub use site::Site;
use tables::Tables;

/// The name of the configuration file.
pub const FILE_NAME: &str = "tureen.toml";

/// The languages that the site speaks by itself.
pub const LANGUAGES: [&str; 2] = ["de", "en"];

/// What `tureen.toml` says, defaults filled in.
#[derive(Clone, Debug)]
pub struct Config {
    /// The device.
    pub device: Device,
    /// Where records live.
    pub records: Records,
    /// The glob that release tags match.
    pub release_tags: String,
    /// The list of keys that may sign releases.
    pub signers: SignersFile,
    /// The rulesets in use, by name.
    pub rulesets: Vec<String>,
    /// Rule levels that the project changed, each with its place.
    pub levels: BTreeMap<String, Spanned<Level>>,
    /// The risk scale.
    pub risk: RiskScale,
    /// Review periods.
    pub review: Review,
    /// Which lock files and SBOMs the SOUP is held against.
    pub inventory: InventoryFiles,
    /// How the site looks and what it speaks.
    pub site: Site,
    /// The file as it was read.
    pub text: FileText,
}

/// The device, as readers see it named.
#[derive(Clone, Debug)]
pub struct Device {
    /// Its name.
    pub name: String,
    /// Its short id.
    pub id: String,
    /// Who makes it.
    pub manufacturer: String,
    /// The title of the site.
    pub title: String,
}

/// Where records live.
#[derive(Clone, Debug)]
pub struct Records {
    /// The records' folder below the device's root, without a slash at its end.
    pub root: String,
    /// One entry per kind, in the order of [`Kind`].
    pub folders: Vec<Folder>,
}

/// The folder of one kind.
#[derive(Clone, Debug)]
pub struct Folder {
    /// The kind.
    pub kind: Kind,
    /// Its folder below the records' root.
    pub folder: String,
    /// What its ids begin with.
    pub prefixes: Vec<String>,
}

/// The project's risk scale; acceptability is the manufacturer's decision, so it is configuration (ISO 14971 4.4).
#[derive(Clone, Debug)]
pub struct RiskScale {
    /// Severities, mildest first.
    pub severity: Vec<String>,
    /// Probabilities, rarest first.
    pub probability: Vec<String>,
    /// Levels, the acceptable one first, the worst last.
    pub levels: Vec<String>,
    /// One row per severity, one level per probability.
    pub matrix: Vec<Vec<String>>,
    /// The lowest safety class that fits each severity.
    pub safety_class: BTreeMap<String, Class>,
}

/// Where the list of keys lies that may sign releases.
#[derive(Clone, Debug)]
pub struct SignersFile {
    /// The path from the device's root.
    pub path: String,
    /// Whether the configuration names it; where not, it is looked for where it lies by custom, and may be absent.
    pub is_named: bool,
}

/// Review periods, all in days.
#[derive(Clone, Debug)]
pub struct Review {
    /// Between vulnerability reviews.
    pub vulnerability: u32,
    /// Between full reviews.
    pub full: u32,
    /// How long after the period a review is not yet overdue.
    pub grace: u32,
    /// How long an anomaly may stay under investigation.
    pub triage: u32,
    /// How long a security change may stay undecided.
    pub decision: u32,
    /// How long before it ends support is called ending.
    pub end_of_support_warning: u32,
}

/// Which lock files and SBOMs the SOUP is held against.
#[derive(Clone, Debug, Default)]
pub struct InventoryFiles {
    /// Paths and globs from the device's root; nothing is read where there is none.
    pub files: Vec<Spanned<String>>,
    /// Globs of package URLs without version: the project's own packages.
    pub own: Vec<Spanned<String>>,
    /// Globs of package URLs without version: what does not ship though the file cannot say so.
    pub development: Vec<Spanned<String>>,
}

words! {
    /// How grave a finding is.
    pub enum Level {
        /// Worth knowing.
        Note = "note",
        /// To be looked at; not wrong enough to stop.
        Warning = "warning",
        /// Wrong.
        Error = "error",
    }
}

impl Config {
    /// Reads the configuration, with the faults of its keys and values; what is at fault has its default.
    ///
    /// # Errors
    /// A text that is no TOML gives its faults.
    pub fn parse(text: &str) -> Result<(Config, Vec<Fault>), Vec<Fault>> {
        let node = read_toml(text)?;
        let mut reader = Reader::default();
        let tables = Tables::fill(&node, &mut reader);
        reader.reject_unknown(&node, &[Tables::CARDS], "`tureen.toml`");
        let config = tables.into_config(text, &mut reader);
        Ok((config, reader.faults))
    }

    /// Returns the fields of every table, for the reference.
    pub fn cards() -> &'static [Card] {
        Tables::CARDS
    }

    /// Returns the kind of record that a path below the records' root belongs to.
    ///
    /// `path` counts from the records' root. Only `*.md` files below a kind's folder are records, `README.md` is none.
    pub fn kind_of(&self, path: &str) -> Option<Kind> {
        let name = path.rsplit('/').next().unwrap_or(path);
        if !name.ends_with(".md") || name == "README.md" {
            return None;
        }
        let inside =
            |folder: &Folder| path.strip_prefix(&*folder.folder).is_some_and(|rest| rest.starts_with('/'));
        // The longest folder wins, so that one kind's folder may lie inside another's.
        self.records
            .folders
            .iter()
            .filter(|folder| inside(folder))
            .max_by_key(|folder| folder.folder.len())
            .map(|folder| folder.kind)
    }

    /// Returns the folder of a kind.
    pub fn folder(&self, kind: Kind) -> &Folder {
        &self.records.folders[kind as usize]
    }
}

impl Default for Config {
    fn default() -> Config {
        Tables::default().into_config("", &mut Reader::default())
    }
}

impl RiskScale {
    /// Returns the level that the matrix gives, or `None` where a word is off the scale.
    pub fn level(&self, severity: &str, probability: &str) -> Option<&str> {
        let row = self.severity.iter().position(|word| word == severity)?;
        let column = self.probability.iter().position(|word| word == probability)?;
        self.matrix.get(row)?.get(column).map(String::as_str)
    }

    /// Returns whether a level is the acceptable one: the first of the scale.
    pub fn is_acceptable(&self, level: &str) -> bool {
        self.levels.first().is_some_and(|first| first == level)
    }

    /// Returns how bad a severity is, 0 being the mildest.
    pub fn severity_rank(&self, severity: &str) -> Option<usize> {
        self.severity.iter().position(|word| word == severity)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_file_gives_the_defaults() {
        let (config, faults) = Config::parse("").expect("empty is TOML");
        assert!(faults.is_empty());
        assert_eq!(config.kind_of("soup/deep/SOUP-1.md"), Some(Kind::Soup));
        assert_eq!(config.kind_of("soup/README.md"), None);
        assert_eq!(config.kind_of("evidence/x.md"), None);
        assert_eq!(config.risk.level("minor", "remote"), Some("acceptable"));
        assert_eq!(config.review.grace, 14);
    }

    #[test]
    fn an_unknown_key_is_told_with_a_suggestion_and_its_place() {
        let text = "[device]\nnmae = \"x\"\n[records]\nsuop = { folder = \"x\" }\n";
        let (_, faults) = Config::parse(text).expect("it is TOML");
        let told: Vec<_> = faults
            .iter()
            .map(|fault| (&text[fault.at.range()], fault.help.as_deref().unwrap_or("")))
            .collect();
        assert_eq!(told[0], ("nmae", "did you mean `name`?"));
        assert!(told[1].0 == "suop" && told[1].1.starts_with("did you mean `soup`?"), "{told:?}");
    }

    #[test]
    fn a_matrix_that_does_not_fit_its_scale_is_a_fault() {
        let (_, faults) = Config::parse("[risk]\nlevels = [\"a\", \"b\"]\nmatrix = [[\"a\"], [\"c\"]]\n")
            .expect("it is TOML");
        assert_eq!(faults.len(), 2, "{faults:?}");
    }

    #[test]
    fn a_folder_outside_the_device_is_refused() {
        let (config, faults) = Config::parse("[records]\nroot = \"../other\"\n").expect("it is TOML");
        assert_eq!((config.records.root.as_str(), faults.len()), ("dhf", 1));
    }
}
