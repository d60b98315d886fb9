//! The tables of `tureen.toml` as they are written, and how they become a configuration with its defaults filled in.

use std::collections::BTreeMap;

use super::folders::RecordsTable;
use super::site::SiteTable;
use super::{Config, Device, InventoryFiles, Level, Review, RiskScale, SignersFile};
use crate::field::{FaultKind, FromNode, Node, Reader, Shape, Text, Value, fields, suggestion};
use crate::standard::{Class, STANDARDS};
use crate::text::{Span, Spanned};

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
        /// Which lock files and SBOMs say what is built in, to be held against the SOUP.
        inventory: Option<InventoryTable> = Identity, "Configuration";
        /// How the site looks and what it speaks.
        site: Option<SiteTable> = Meta, "Configuration";
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
        /// The list of SSH keys that may sign releases, from the device's root, in the format of OpenSSH's allowed signers. Default: `.allowed_signers`.
        allowed_signers: Option<Text> = Meta, "Configuration";
    }
}

fields! {
    /// Rules.
    pub struct RulesTable {
        /// The rulesets in use. Default: all of them.
        rulesets: Option<Vec<Text>> = Meta, "Configuration";
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

fields! {
    /// Lock files and SBOMs.
    pub struct InventoryTable {
        /// The files, each a path or glob from the device's root, as `Cargo.lock` or `sbom/*.cdx.json`. Default: none.
        files: Vec<Text> = Identity, "Configuration";
        /// Your own packages, as package URLs without version; `*` stands for anything. They are no SOUP, wherever a file lists them.
        own: Vec<Text> = Identity, "Configuration";
        /// Packages that do not ship where the file cannot say so, written in the same way: what only tests and builds use.
        development: Vec<Text> = Identity, "Configuration";
    }
}

/// Where the list of signers lies when nothing is said.
const SIGNERS: &str = ".allowed_signers";

/// Rule codes with levels.
#[derive(Clone, Debug, Default)]
pub struct Levels(BTreeMap<String, Spanned<Level>>);

/// A row of the risk matrix.
#[derive(Clone, Debug, Default)]
pub struct Row(Vec<Text>);

/// Severities with safety classes.
#[derive(Clone, Debug, Default)]
pub struct SeverityClasses(Vec<(Text, Class)>);

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
    fn shape() -> Shape {
        let table = Shape::Table(Box::new(Spanned::<Level>::shape()));
        Shape::Special("a table of rule codes with `error`, `warning` or `note`", vec![table])
    }
}

impl FromNode for Row {
    fn read(node: &Node, reader: &mut Reader) -> Option<Row> {
        Vec::<Text>::read(node, reader).map(Row)
    }
    fn shape() -> Shape {
        Shape::Special("list of levels", vec![<Vec<Text> as FromNode>::shape()])
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
    fn shape() -> Shape {
        let table = Shape::Table(Box::new(Spanned::<Class>::shape()));
        Shape::Special("a table of severities with `A`, `B` or `C`", vec![table])
    }
}

impl Tables {
    pub(super) fn into_config(self, text: &str, reader: &mut Reader) -> Config {
        let device = self.device.unwrap_or_default();
        let rules = self.rules.unwrap_or_default();
        let review = self.review.unwrap_or_default();
        let word = |text: Option<Text>, default: &str| {
            text.map_or_else(|| default.to_owned(), |text| text.value.into())
        };
        let days = |days: Option<Spanned<u32>>, default: u32| days.map_or(default, |days| days.value);
        let names: Vec<_> = STANDARDS.iter().map(|standard| standard.ruleset).collect();
        let mut rulesets = Vec::new();
        for ruleset in rules.rulesets.iter().flatten() {
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
        if rules.rulesets.as_ref().is_some_and(Vec::is_empty) {
            reader.within("rules.rulesets", |reader| {
                let help = format!("leave the key out to use all, or name some of: {}", names.join(", "));
                let message = "no ruleset is named, so nothing would be judged";
                reader.report(FaultKind::Invalid, rules.at, message, Some(help));
            });
        }
        if rulesets.is_empty() {
            rulesets = names.iter().map(|&name| name.to_owned()).collect();
        }
        let name = word(device.name, "Unnamed device");
        let releases = self.releases.unwrap_or_default();
        let site = self.site.unwrap_or_default();
        Config {
            device: Device {
                id: word(device.id, &name),
                name,
                manufacturer: word(device.manufacturer, ""),
                title: word(
                    site.title.clone().or(device.title),
                    "Design history file (design and development file)",
                ),
            },
            records: self.records.unwrap_or_default().into_records(reader),
            release_tags: release_tags(releases.tags, reader),
            signers: SignersFile {
                is_named: releases.allowed_signers.is_some(),
                path: word(releases.allowed_signers, SIGNERS),
            },
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
            inventory: self.inventory.unwrap_or_default().into_inventory(reader),
            site: site.into_site(reader),
            text: text.into(),
        }
    }
}

impl InventoryTable {
    fn into_inventory(self, reader: &mut Reader) -> InventoryFiles {
        let mut globs = |key: &str, given: Vec<Text>, help: &str| -> Vec<Spanned<String>> {
            let mut kept = Vec::new();
            for text in given {
                match globset::Glob::new(&text) {
                    Ok(_) => kept.push(Spanned::new(text.to_string(), text.at)),
                    Err(error) => reader.within(&format!("inventory.{key}"), |reader| {
                        let message = format!("this is no glob: {}", error.kind());
                        reader.report(FaultKind::Invalid, text.at, message, Some(help.to_owned()));
                    }),
                }
            }
            kept
        };
        let stars = "`*` stands for anything, `?` for one character, `[ab]` for one of these";
        InventoryFiles {
            files: globs("files", self.files, stars),
            own: globs("own", self.own, stars),
            development: globs("development", self.development, stars),
        }
    }
}

/// Returns the glob of release tags; one that cannot be read is a fault, since it would match no release at all.
fn release_tags(given: Option<Text>, reader: &mut Reader) -> String {
    const DEFAULT: &str = "v*";
    let Some(given) = given else { return DEFAULT.to_owned() };
    match globset::Glob::new(&given) {
        Ok(_) => given.to_string(),
        Err(error) => {
            reader.within("releases.tags", |reader| {
                let help =
                    "`*` stands for anything, `?` for one character, `[ab]` for one of these".to_owned();
                reader.report(
                    FaultKind::Invalid,
                    given.at,
                    format!("this is no glob: {}", error.kind()),
                    Some(help),
                );
            });
            DEFAULT.to_owned()
        }
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
