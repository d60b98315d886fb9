//! Configuration: what `tureen.toml` says about the device, its folders, releases, rules, risk scale and review periods.
//!
//! An empty file gives the defaults. The file is declarative: nothing in it can run code. Keys that do not exist are faults
//! with a suggestion; the caller decides whether they end the run (work tree) or become findings (past moments).

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::field::{
    Card, Fault, FaultKind, FromNode, Node, Reader, Text, Value, fields, read_toml, suggestion, words,
};
use crate::record::{KINDS, Kind};
use crate::standard::{Class, STANDARDS};
use crate::text::{Span, Spanned};

/// The name of the configuration file.
pub const FILE_NAME: &str = "tureen.toml";

/// What `tureen.toml` says, defaults filled in.
#[derive(Clone, Debug)]
pub struct Config {
    /// The device.
    pub device: Device,
    /// Where records live.
    pub records: Records,
    /// The glob that release tags match.
    pub release_tags: String,
    /// The rulesets in use, by name.
    pub rulesets: Vec<String>,
    /// Rule levels that the project changed, each with its place.
    pub levels: BTreeMap<String, Spanned<Level>>,
    /// The risk scale.
    pub risk: RiskScale,
    /// Review periods.
    pub review: Review,
    /// The file as it was read.
    pub text: Arc<str>,
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

fields! {
    /// The tables of `tureen.toml`.
    pub struct Tables {
        /// The device that the records belong to.
        device: Option<DeviceTable> = Identity, "Configuration";
        /// Where records live: `root`, and for each kind `{ folder = "…", prefix = "…" }`.
        records: Option<RecordsTable> = Meta, "Configuration";
        /// Which tags are releases.
        releases: Option<ReleasesTable> = Meta, "Configuration";
        /// Which rulesets are in use and which levels the project changed.
        rules: Option<RulesTable> = Meta, "Configuration";
        /// The scales of severity and probability, and the matrix that gives the level of a risk.
        risk: Option<RiskTable> = Risk, "Configuration";
        /// Review periods in days.
        review: Option<ReviewTable> = Support, "Configuration";
    }
}

fields! {
    /// The device.
    pub struct DeviceTable {
        /// The device's name.
        name: Option<Text> = Identity, "Configuration";
        /// Its short id.
        id: Option<Text> = Identity, "Configuration";
        /// Who makes it.
        manufacturer: Option<Text> = Identity, "Configuration";
        /// The title of the site. Default: `Design history file (design and development file)`.
        title: Option<Text> = Identity, "Configuration";
    }
}

fields! {
    /// Releases.
    pub struct ReleasesTable {
        /// A glob; tags that match it are releases. Default: `v*`.
        tags: Option<Text> = Meta, "Configuration";
    }
}

fields! {
    /// Rules.
    pub struct RulesTable {
        /// The rulesets in use. Default: all of them.
        rulesets: Vec<Text> = Meta, "Configuration";
        /// Levels that the project changed: a rule's code and `error`, `warning` or `note`. There is no "off": a waiver says why.
        levels: Option<Levels> = Meta, "Configuration";
    }
}

fields! {
    /// The risk scale.
    pub struct RiskTable {
        /// Severities, mildest first.
        severity: Vec<Text> = Risk, "Configuration";
        /// Probabilities, rarest first.
        probability: Vec<Text> = Risk, "Configuration";
        /// Levels, the acceptable one first, the worst last.
        levels: Vec<Text> = Risk, "Configuration";
        /// One row per severity, one level per probability.
        matrix: Vec<Row> = Risk, "Configuration";
        /// The lowest safety class that fits each severity.
        safety_class: Option<SeverityClasses> = Class, "Configuration";
    }
}

fields! {
    /// Review periods.
    pub struct ReviewTable {
        /// Days between vulnerability reviews. Default: 30.
        vulnerability: Option<Spanned<u32>> = Support, "Configuration";
        /// Days between full reviews. Default: 365.
        full: Option<Spanned<u32>> = Support, "Configuration";
        /// Days after the period in which a review is not yet overdue. Default: 14.
        grace: Option<Spanned<u32>> = Support, "Configuration";
        /// Days that an anomaly may stay under investigation. Default: 7.
        triage: Option<Spanned<u32>> = Support, "Configuration";
        /// Days that a security change may stay undecided. Default: 7.
        decision: Option<Spanned<u32>> = Support, "Configuration";
        /// Days before its end at which support is called ending. Default: 365.
        end_of_support_warning: Option<Spanned<u32>> = Support, "Configuration";
    }
}

/// The `[records]` table: the root, and per kind a folder and a prefix.
#[derive(Clone, Debug, Default)]
pub struct RecordsTable {
    root: Option<Text>,
    kinds: BTreeMap<Kind, FolderTable>,
}

fields! {
    /// The folder of one kind.
    pub struct FolderTable {
        /// The folder below the records' root.
        folder: Option<Text> = Meta, "Configuration";
        /// What ids of this kind begin with; one or several.
        prefix: Vec<Text> = Meta, "Configuration";
    }
}

/// Rule codes with levels.
#[derive(Clone, Debug, Default)]
pub struct Levels(BTreeMap<String, Spanned<Level>>);

/// A row of the risk matrix.
#[derive(Clone, Debug, Default)]
pub struct Row(Vec<Text>);

/// Severities with safety classes.
#[derive(Clone, Debug, Default)]
pub struct SeverityClasses(Vec<(Text, Class)>);

impl FromNode for RecordsTable {
    fn read(node: &Node, reader: &mut Reader) -> Option<RecordsTable> {
        let Value::Map(entries) = &node.value else {
            reader.expected("a table", node);
            return None;
        };
        let mut table = RecordsTable { root: reader.field(node, "root"), kinds: BTreeMap::new() };
        for (key, value) in entries {
            if &*key.value == "root" {
                continue;
            }
            reader.within(&key.value, |reader| match Kind::of_name(&key.value) {
                Some(kind) => {
                    table.kinds.extend(FolderTable::read(value, reader).map(|folder| (kind, folder)))
                }
                None => {
                    let names: Vec<_> =
                        std::iter::once("root").chain(KINDS.iter().map(|card| card.name)).collect();
                    let message = format!("`[records]` has no key `{}`", &*key.value);
                    reader.report(FaultKind::Unknown, key.at, message, Some(suggestion(&key.value, &names)));
                }
            });
        }
        Some(table)
    }
    fn shape() -> crate::field::Shape {
        crate::field::Shape::Special(
            "`root = \"dhf\"`, and a kind's name with `{ folder = \"…\", prefix = \"…\" }`",
        )
    }
}

impl FromNode for Levels {
    fn read(node: &Node, reader: &mut Reader) -> Option<Levels> {
        let Value::Map(entries) = &node.value else {
            reader.expected("a table of rule codes with levels", node);
            return None;
        };
        let mut levels = BTreeMap::new();
        for (key, value) in entries {
            let level = reader.within(&key.value, |reader| {
                if value.text() == Some("off") {
                    let help = "a waiver record names the finding, the reason and a date".to_owned();
                    reader.report(FaultKind::Invalid, value.at, "a rule cannot be switched off", Some(help));
                    return None;
                }
                Spanned::<Level>::read(value, reader)
            });
            levels.extend(level.map(|level| (key.value.to_string(), Spanned::new(level.value, key.at))));
        }
        Some(Levels(levels))
    }
    fn shape() -> crate::field::Shape {
        crate::field::Shape::Special("a table of rule codes with `error`, `warning` or `note`")
    }
}

impl FromNode for Row {
    fn read(node: &Node, reader: &mut Reader) -> Option<Row> {
        Vec::<Text>::read(node, reader).map(Row)
    }
    fn shape() -> crate::field::Shape {
        crate::field::Shape::Special("list of levels")
    }
}

impl FromNode for SeverityClasses {
    fn read(node: &Node, reader: &mut Reader) -> Option<SeverityClasses> {
        let Value::Map(entries) = &node.value else {
            reader.expected("a table of severities with classes", node);
            return None;
        };
        let mut classes = Vec::new();
        for (key, value) in entries {
            let class = reader.within(&key.value, |reader| Spanned::<Class>::read(value, reader));
            classes.extend(class.map(|class| (key.clone(), class.value)));
        }
        Some(SeverityClasses(classes))
    }
    fn shape() -> crate::field::Shape {
        crate::field::Shape::Special("a table of severities with `A`, `B` or `C`")
    }
}

impl Tables {
    fn into_config(self, text: &str, reader: &mut Reader) -> Config {
        let device = self.device.unwrap_or_default();
        let rules = self.rules.unwrap_or_default();
        let review = self.review.unwrap_or_default();
        let word = |text: Option<Text>, default: &str| {
            text.map_or_else(|| default.to_owned(), |text| text.value.into())
        };
        let days = |days: Option<Spanned<u32>>, default: u32| days.map_or(default, |days| days.value);
        let names: Vec<_> = STANDARDS.iter().map(|standard| standard.ruleset).collect();
        let mut rulesets = Vec::new();
        for ruleset in &rules.rulesets {
            if names.contains(&&*ruleset.value) {
                rulesets.push(ruleset.value.to_string());
            } else {
                reader.within("rules.rulesets", |reader| {
                    let message = format!("there is no ruleset `{}`", &*ruleset.value);
                    reader.report(
                        FaultKind::Invalid,
                        ruleset.at,
                        message,
                        Some(suggestion(&ruleset.value, &names)),
                    );
                });
            }
        }
        if rulesets.is_empty() {
            rulesets = names.iter().map(|&name| name.to_owned()).collect();
        }
        let name = word(device.name, "Unnamed device");
        Config {
            device: Device {
                id: word(device.id, &name),
                name,
                manufacturer: word(device.manufacturer, ""),
                title: word(device.title, "Design history file (design and development file)"),
            },
            records: self.records.unwrap_or_default().into_records(reader),
            release_tags: word(self.releases.unwrap_or_default().tags, "v*"),
            rulesets,
            levels: rules.levels.unwrap_or_default().0,
            risk: self.risk.unwrap_or_default().into_scale(reader),
            review: Review {
                vulnerability: days(review.vulnerability, 30),
                full: days(review.full, 365),
                grace: days(review.grace, 14),
                triage: days(review.triage, 7),
                decision: days(review.decision, 7),
                end_of_support_warning: days(review.end_of_support_warning, 365),
            },
            text: text.into(),
        }
    }
}

impl RecordsTable {
    fn into_records(mut self, reader: &mut Reader) -> Records {
        let mut clean = |text: Option<Text>, default: &str| {
            let Some(text) = text else { return default.to_owned() };
            let folder = text.value.trim_matches('/');
            if folder.is_empty()
                || folder.split('/').any(|part| matches!(part, "" | "." | ".."))
                || text.contains('\\')
            {
                let help = "name a folder below, with `/` between its parts".to_owned();
                reader.within("records", |reader| {
                    reader.report(
                        FaultKind::Invalid,
                        text.at,
                        format!("`{}` is no folder below", &*text.value),
                        Some(help),
                    );
                });
                return default.to_owned();
            }
            folder.to_owned()
        };
        let root = clean(self.root.take(), "dhf");
        let folders = KINDS
            .iter()
            .map(|card| {
                let table = self.kinds.remove(&card.kind).unwrap_or_default();
                let prefixes: Vec<String> =
                    table.prefix.iter().map(|prefix| prefix.value.to_string()).collect();
                let defaults = || card.prefixes.iter().map(|&prefix| prefix.to_owned()).collect();
                Folder {
                    kind: card.kind,
                    folder: clean(table.folder, card.folder),
                    prefixes: if prefixes.is_empty() { defaults() } else { prefixes },
                }
            })
            .collect();
        Records { root, folders }
    }
}

impl RiskTable {
    fn into_scale(self, reader: &mut Reader) -> RiskScale {
        let at = self.at;
        let words = |given: &[Text], defaults: &[&str]| -> Vec<String> {
            if given.is_empty() {
                defaults.iter().map(|&word| word.to_owned()).collect()
            } else {
                given.iter().map(|word| word.value.to_string()).collect()
            }
        };
        let severity = words(&self.severity, &["negligible", "minor", "serious", "critical", "catastrophic"]);
        let probability =
            words(&self.probability, &["improbable", "remote", "occasional", "probable", "frequent"]);
        let levels = words(&self.levels, &["acceptable", "conditional", "unacceptable"]);
        let own_scale = !(self.severity.is_empty() && self.probability.is_empty() && self.levels.is_empty());
        let given: Vec<Vec<String>> = self
            .matrix
            .iter()
            .map(|row| row.0.iter().map(|level| level.value.to_string()).collect())
            .collect();
        let mut complain = |at: Span, message: String, help: &str| {
            reader.within("risk.matrix", |reader| {
                reader.report(FaultKind::Invalid, at, message, Some(help.to_owned()))
            });
        };
        let mut matrix = given;
        if matrix.is_empty() && !own_scale {
            matrix = DEFAULT_MATRIX
                .iter()
                .map(|row| row.iter().map(|&level| level.to_owned()).collect())
                .collect();
        } else if matrix.len() != severity.len() || matrix.iter().any(|row| row.len() != probability.len()) {
            let message = format!(
                "the risk matrix needs {} rows (one per severity) of {} levels (one per probability)",
                severity.len(),
                probability.len()
            );
            complain(
                at,
                message,
                "give one row per severity, mildest first, and one level per probability, rarest first",
            );
        }
        for level in self.matrix.iter().flat_map(|row| &row.0) {
            if !levels.iter().any(|known| **known == *level.value) {
                complain(
                    level.at,
                    format!("`{}` is not one of the levels", &*level.value),
                    &format!("possible: {}", levels.join(", ")),
                );
            }
        }
        let mut safety_class: BTreeMap<String, Class> = BTreeMap::new();
        match self.safety_class {
            Some(SeverityClasses(classes)) => {
                for (word, class) in classes {
                    if severity.iter().any(|known| **known == *word.value) {
                        safety_class.insert(word.value.to_string(), class);
                    } else {
                        let help = format!("possible: {}", severity.join(", "));
                        complain(word.at, format!("`{}` is not one of the severities", &*word.value), &help);
                    }
                }
            }
            None if !own_scale => {
                let defaults = [
                    ("minor", Class::A),
                    ("serious", Class::B),
                    ("critical", Class::C),
                    ("catastrophic", Class::C),
                ];
                safety_class.extend(defaults.map(|(word, class)| (word.to_owned(), class)));
            }
            None => {}
        }
        RiskScale { severity, probability, levels, matrix, safety_class }
    }
}

/// Acceptable where the severity is negligible, or minor and at most remote, or serious or critical and improbable.
const DEFAULT_MATRIX: [[&str; 5]; 5] = [
    ["acceptable", "acceptable", "acceptable", "acceptable", "acceptable"],
    ["acceptable", "acceptable", "conditional", "unacceptable", "unacceptable"],
    ["acceptable", "conditional", "unacceptable", "unacceptable", "unacceptable"],
    ["acceptable", "unacceptable", "unacceptable", "unacceptable", "unacceptable"],
    ["unacceptable", "unacceptable", "unacceptable", "unacceptable", "unacceptable"],
];

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
