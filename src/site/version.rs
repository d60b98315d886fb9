//! A version of the device, read and judged: what all its pages are made from.

use std::collections::HashMap;
use std::sync::Arc;

use crate::config::{Level, Site};
use crate::diff::{Diff, RecordChange};
use crate::dossier::{Dossier, Placed, Target as Found};
use crate::markdown::Target;
use crate::past::{Past, Signing};
use crate::reading::{Desk, Reading};
use crate::record::verification::VerificationResult;
use crate::record::{Kind, Soup, Verification};
use crate::report::Input;
use crate::report::diff::Compared;
use crate::review::Review;
use crate::rules::{Finding, Rule};
use crate::source::{Attachment, Commit, Device, Moment, Tag};

use super::Error;
use super::address::{self, Addresses};
use super::commits::{Commits, Released};
use super::judged::Judged;
use super::state::State;
use super::words::Words;

/// A version that is to be built.
#[derive(Clone, Debug)]
pub struct Planned {
    /// What it is called: the tag, the revision as asked for, or `work tree`.
    pub name: String,
    /// Its folder.
    pub folder: String,
    /// The moment that it is read from.
    pub moment: Moment,
    /// The device as it is found at that moment.
    pub device: Device,
    /// The records' folder at that moment.
    pub records: String,
    /// How the pages of that moment look and what they speak.
    pub site: Site,
    /// The glob of release tags at that moment.
    pub tags: String,
    /// The commit: of the work tree that of `HEAD`.
    pub commit: Option<String>,
    /// The object id of that commit's tree.
    pub tree: Option<String>,
    /// The tag that names it as a release.
    pub tag: Option<Tag>,
}

/// A version, read.
pub struct Read {
    /// What was planned.
    pub planned: Planned,
    /// What was read.
    pub reading: Reading,
    /// Where its pages are.
    pub addresses: Addresses,
}

/// What changed since an earlier version, and what that means.
pub struct Since {
    /// The earlier version.
    pub before: Arc<Read>,
    /// What changed, and what that means.
    pub compared: Compared,
    /// Whether both are judged by the same configuration.
    pub is_one_policy: bool,
    by_path: HashMap<String, usize>,
}

impl Since {
    /// Compares a version with an earlier one; both come in as judged for their own pages.
    ///
    /// On the site each version is judged by its own configuration, and `diff` judges the later moment by the earlier one's.
    /// Where both are the same text, nearly always, that is one result. Where they are not, the later version is not judged a
    /// second time for this page: what would be owed, and whether it may pass, is left out, and the page says so.
    pub fn of(before: &Judged, after: &Judged) -> Since {
        let (old, new) = (&before.read.reading.dossier, &after.read.reading.dossier);
        let diff = Diff::between(old, new);
        let mut by_path = HashMap::with_capacity(diff.records.len());
        by_path.extend(diff.records.iter().enumerate().map(|(number, it)| (it.path.clone(), number)));
        let is_one_policy = *old.config.text == *new.config.text;
        let mut review = Review::of(before.side(), after.side(), diff, Level::Error);
        if !is_one_policy {
            review.owed.clear();
        }
        let (base, head) = (before.input.clone(), after.input.clone());
        let incomplete = after.incomplete().or_else(|| before.incomplete());
        let compared = Compared { base, head, review, incomplete };
        Since { before: Arc::clone(&before.read), compared, is_one_policy, by_path }
    }

    /// Returns what changed.
    pub fn diff(&self) -> &Diff {
        &self.compared.review.diff
    }

    /// Returns what happened to the record at a path from the repository's root.
    pub fn change(&self, path: &str) -> Option<&RecordChange> {
        self.by_path.get(path).map(|number| &self.diff().records[*number])
    }

    /// Returns what the earlier version is called.
    pub fn name(&self) -> &str {
        &self.before.planned.name
    }

    /// Returns the folder of the earlier version.
    pub fn folder(&self) -> &str {
        &self.before.planned.folder
    }
}

/// A version, read and judged.
pub struct Version<'a> {
    /// The repository.
    pub desk: &'a Desk,
    /// The version itself.
    pub read: Arc<Read>,
    judged: Arc<Judged>,
    /// What changed since the release before it.
    pub since: Option<Arc<Since>>,
    /// The commits of the repository.
    pub commits: &'a Commits,
    /// The releases that it stands on.
    pub released: Released,
    /// Why it could not be judged whether evidence is stale; `None` where it could.
    pub incomplete: Option<String>,
    /// The numbers of the findings of each file, by path from the device's root.
    by_path: HashMap<String, Vec<usize>>,
    states: Vec<State>,
    /// How each record that is a verification ended: chains ask for it over and over.
    outcomes: Vec<(&'static str, String)>,
    /// How the whole stands.
    pub total: State,
    /// What its pages say themselves.
    pub words: Arc<Words>,
}

impl<'a> Version<'a> {
    /// Puts together what pages need.
    ///
    /// # Errors
    /// The tags cannot be read.
    pub fn new(
        desk: &'a Desk,
        judged: Arc<Judged>,
        since: Option<Arc<Since>>,
        commits: &'a Commits,
        words: Arc<Words>,
    ) -> Result<Version<'a>, Error> {
        let (read, findings) = (Arc::clone(&judged.read), &judged.findings);
        let incomplete = judged.incomplete();
        let dossier = &read.reading.dossier;
        let mut by_path: HashMap<String, Vec<usize>> = HashMap::new();
        let mut total = State::default();
        for (number, finding) in findings.iter().enumerate() {
            let path = finding.path.strip_prefix(&dossier.root).unwrap_or(&finding.path);
            by_path.entry(path.to_owned()).or_default().push(number);
            total.add(finding);
        }
        let state = |path: &str| {
            let mut state = State::default();
            by_path.get(path).into_iter().flatten().for_each(|number| state.add(&findings[*number]));
            state
        };
        let states: Vec<State> = dossier.placed.iter().map(|place| state(&place.path)).collect();
        let outcomes =
            dossier.records().map(|record| outcome(record, states[record.index], &words)).collect();
        let planned = &read.planned;
        let own = planned.tag.as_ref().map(|tag| &*tag.name);
        let tags = desk.releases(&planned.tags)?.tags;
        let released = Released::of(&tags, own, planned.commit.as_deref(), &commits.history);
        Ok(Version {
            desk,
            read,
            judged,
            since,
            commits,
            released,
            incomplete,
            by_path,
            states,
            outcomes,
            total,
            words,
        })
    }

    /// Returns what the rules find.
    pub fn findings(&self) -> &[Finding] {
        &self.judged.findings
    }

    /// Returns what came before.
    pub fn past(&self) -> &Past {
        &self.judged.past
    }

    /// Returns whether a rule could tell all that it asks.
    pub fn can_tell(&self, rule: &Rule) -> bool {
        rule.can_tell(self.dossier(), self.past())
    }

    /// Returns what was judged, and how.
    pub fn input(&self) -> &Input {
        &self.judged.input
    }

    /// Returns how the moment is signed; `None` where there is no commit, or history was left out.
    pub fn signing(&self) -> Option<&Signing> {
        self.judged.past.signing.as_ref()
    }

    /// Returns the records.
    pub fn dossier(&self) -> &Dossier {
        &self.read.reading.dossier
    }

    /// Returns the addresses.
    pub fn addresses(&self) -> &Addresses {
        &self.read.addresses
    }

    /// Returns what the version is called.
    pub fn name(&self) -> &str {
        &self.read.planned.name
    }

    /// Returns whether a release tag names it.
    pub fn is_released(&self) -> bool {
        self.read.planned.tag.is_some()
    }

    /// Returns the day by which it is judged.
    pub fn as_of(&self) -> jiff::civil::Date {
        self.dossier().judged.as_of
    }

    /// Returns how a record stands.
    pub fn state(&self, record: Placed<'_>) -> State {
        self.states[record.index]
    }

    /// Returns the findings of a file, by its path from the device's root.
    pub fn findings_of(&self, path: &str) -> impl Iterator<Item = &Finding> {
        self.by_path.get(path).into_iter().flatten().map(|number| &self.findings()[*number])
    }

    /// Returns the address of a record from a page that lies `up`.
    pub fn href(&self, up: &str, record: Placed<'_>) -> String {
        format!("{up}{}", self.addresses().page(record))
    }

    /// Returns the page that an id leads to, from the version's folder, and the title of what is there.
    pub fn known(&self, id: &str) -> Option<(&str, &str)> {
        match self.dossier().target(id) {
            Found::Record(record) | Found::Misnamed(record) => {
                Some((self.addresses().page(record), record.record().title()))
            }
            Found::Malformed(file) => {
                Some((self.addresses().of_path(&file.path)?, self.words.say("record-unreadable-title")))
            }
            Found::Missing => None,
        }
    }

    /// Returns what an id leads to, from a page that lies `up`.
    pub fn target(&self, up: &str, id: &str) -> Option<Target> {
        let (page, title) = self.known(id)?;
        Some(Target { href: format!("{up}{page}"), title: title.to_owned(), download: None, picture: false })
    }

    /// Returns what a destination in a body leads to: a record by its id, or a file by its path from that of the record.
    pub fn destination(&self, up: &str, from: &str, destination: &str) -> Option<Target> {
        if let Some(target) = self.target(up, destination) {
            return Some(target);
        }
        let path = resolve(from, destination)?;
        if let Some(page) = self.addresses().of_path(&path) {
            return Some(Target { href: format!("{up}{page}"), title: path, download: None, picture: false });
        }
        self.file(up, &path)
    }

    /// Returns where an attachment was copied to, by its path from the device's root.
    pub fn file(&self, up: &str, path: &str) -> Option<Target> {
        let file = self.addresses().attachment(path)?;
        let name = path.rsplit('/').next().unwrap_or(path);
        Some(Target {
            href: format!("{up}{file}"),
            title: path.to_owned(),
            // A saved copy must not run either, so it keeps the ending that makes it plain text.
            download: Some(address::still(path))
                .filter(|still| !still.is_empty())
                .map(|still| format!("{name}{still}")),
            picture: address::is_picture(path),
        })
    }

    /// Returns what is known of an attachment.
    pub fn attachment(&self, path: &str) -> Option<&Attachment> {
        self.read.reading.tree.attachments.get(path)
    }

    /// Returns what happened to a record since the release before.
    pub fn change(&self, record: Placed<'_>) -> Option<&RecordChange> {
        self.since.as_ref()?.change(&self.dossier().repository_path(record.path()))
    }

    /// Returns the first release that contains a commit, of those that this version stands on.
    pub fn first_release(&self, commit: &Commit) -> Option<&str> {
        self.released.first(&self.commits.history, &commit.id)
    }

    /// Returns how a verification ended: the key and the word of its state.
    pub fn outcome(&self, record: Placed<'_>) -> (&'static str, &str) {
        let (key, word) = &self.outcomes[record.index];
        (key, word)
    }
}

/// Says how a verification ended, of a record whose findings are known; nothing of other kinds.
fn outcome(record: Placed<'_>, state: State, words: &Words) -> (&'static str, String) {
    let Some(verification) = record.fields::<Verification>() else { return ("na", String::new()) };
    let on = verification.date.as_ref().map_or_else(String::new, |date| format!(" {}", date.value));
    let (key, word) = match verification.result.as_ref().map(|result| result.value) {
        Some(VerificationResult::Pass) => ("fresh", format!("{}{on}", words.say("result-pass"))),
        Some(VerificationResult::Fail) => ("missing", format!("{}{on}", words.say("result-fail"))),
        Some(VerificationResult::Planned) => ("missing", words.say("result-planned").to_owned()),
        None => ("missing", words.say("result-none").to_owned()),
    };
    if state.stale > 0 {
        ("stale", words.fill("result-stale", &[("result", word.into())]))
    } else {
        (key, word)
    }
}

/// Returns the version of a SOUP, or an empty text.
pub fn soup_version(record: Placed<'_>) -> &str {
    let soup = record.dossier.placed[record.index].record.as_ref();
    match &soup.fields {
        crate::record::Fields::Soup(soup) => version_text(soup),
        _ => "",
    }
}

fn version_text(soup: &Soup) -> &str {
    soup.version.as_ref().map_or("", |version| &version.value)
}

/// Returns the path from the device's root that a destination in the body of the file `from` means; `None` for one that is no
/// relative path, or that leads out of the device.
pub fn resolve(from: &str, destination: &str) -> Option<String> {
    let destination = destination.split(['#', '?']).next().unwrap_or_default();
    if destination.is_empty() || destination.starts_with('/') || destination.contains([':', '\\', '\0']) {
        return None;
    }
    let decoded = decode(destination)?;
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in decoded.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            other => parts.push(other),
        }
    }
    Some(parts.join("/"))
}

/// Undoes percent encoding.
fn decode(text: &str) -> Option<String> {
    if !text.contains('%') {
        return Some(text.to_owned());
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next()?, rest.next()?];
            bytes.push(u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

/// Returns the name of a kind's records in a heading, as the navigation shows it.
pub fn heading(kind: Kind, words: &Words) -> &str {
    words.named("kinds", kind.card().name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_destination_counts_from_the_file_and_stays_in_the_device() {
        let from = "dhf/soup/SOUP-001.md";
        assert_eq!(resolve(from, "../risks/RISK-001.md#x").as_deref(), Some("dhf/risks/RISK-001.md"));
        assert_eq!(resolve(from, "a%20b.pdf").as_deref(), Some("dhf/soup/a b.pdf"));
        for outside in ["../../../x", "/etc/passwd", "C:\\x", "http://x", "", "#x", "%zz"] {
            assert_eq!(resolve(from, outside), None, "{outside}");
        }
    }
}
