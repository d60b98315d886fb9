//! What a record's page depends on, as a key: where it is the same as in the version before, the page is not rendered again.

use std::collections::BTreeSet;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::{Inner, Shown, UP};
use crate::diff::ChangeKind;
use crate::field::{Node, Value};
use crate::source::BlobId;

/// Tells apart what records' pages show.
pub type Key = [u8; 32];

/// Collects what is hashed, so that it is looked up once and told apart by a digest that nothing meets by chance.
#[derive(Default)]
struct Collected(Vec<u8>);

impl Hasher for Collected {
    fn write(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }
    fn finish(&self) -> u64 {
        0
    }
}

impl Shown<'_> {
    /// Returns what the costly part depends on.
    pub fn key(&self) -> Key {
        let mut collected = Collected(Vec::with_capacity(2048));
        self.hash(&mut collected);
        Sha256::digest(&collected.0).into()
    }

    fn hash(&self, hasher: &mut Collected) {
        let (version, record) = (self.version, self.record);
        if record.blob().is_known() {
            record.blob().hash(hasher);
        } else {
            record.record().text.hash(hasher);
        }
        record.path().hash(hasher);
        let classed = record.classed();
        (classed.class, classed.reason.sentence(version.dossier())).hash(hasher);
        // What a field was is shown only where somebody edited the record.
        if let Some(change) = self.change.filter(|change| change.change == ChangeKind::Modified) {
            version.since.as_ref().map(|since| since.name()).hash(hasher);
            for field in &change.fields {
                (&field.name, &field.before).hash(hasher);
            }
        }
        (&self.chain, &self.outgoing, &self.incoming).hash(hasher);
        for commit in &self.commits {
            (&commit.id, version.first_release(commit)).hash(hasher);
        }
        for finding in version.findings_of(record.path()) {
            (finding.rule.code, finding.level, &finding.message, &finding.help, &finding.field).hash(hasher);
            (finding.span, &finding.waived_by, &finding.fingerprint).hash(hasher);
            (finding.clauses(), &finding.reasons).hash(hasher);
            for edit in &finding.reasons {
                version.known(&edit.record).hash(hasher);
            }
            for related in &finding.related {
                (&related.record, &related.path, &related.message, related.span).hash(hasher);
            }
        }
        // Whatever could be an id, in fields, text or links: what it leads to is shown with its title.
        for word in &*self.words {
            version.known(word).hash(hasher);
        }
        for link in &record.record().links {
            version.known(&link.id.value).hash(hasher);
        }
        for known in record.anomalies() {
            let entry = known.governing();
            (entry.review.blob(), version.addresses().page(entry.review)).hash(hasher);
            entry.at("", None).field.hash(hasher);
        }
        // Only the files that this record names: the whole book of addresses changes with every record that is added.
        for link in record.record().body_links() {
            version.destination(UP, record.path(), &link.destination).hash(hasher);
        }
        self.hash_files(&record.record().node, hasher);
    }

    /// Adds what is known of the files that fields name.
    fn hash_files(&self, node: &Node, hasher: &mut Collected) {
        match &node.value {
            Value::Absent => {}
            Value::Scalar { text, .. } => {
                if let Some(attachment) = self.version.attachment(text.trim()) {
                    (attachment.blob, format!("{:?}", attachment.state)).hash(hasher);
                    self.version.file(UP, text.trim()).hash(hasher);
                }
            }
            Value::List(elements) => elements.iter().for_each(|element| self.hash_files(element, hasher)),
            Value::Map(entries) => entries.iter().for_each(|(_, value)| self.hash_files(value, hasher)),
        }
    }
}

/// What is kept of a record's page for the version that comes next.
#[derive(Clone)]
pub struct Kept {
    /// What the costly part depended on.
    pub key: Key,
    /// The costly part.
    pub inner: Arc<Inner>,
    /// The file's bytes, by their id.
    pub blob: BlobId,
    /// Whatever in the file could be an id.
    pub words: Arc<[Box<str>]>,
}

impl Kept {
    /// Returns what is to be kept of a page.
    pub fn of(shown: &Shown<'_>, key: Key, inner: Arc<Inner>) -> Kept {
        Kept { key, inner, blob: shown.record.blob(), words: Arc::clone(&shown.words) }
    }
}

/// Returns whatever in a text could be an id, each once.
pub(super) fn words(text: &str) -> Arc<[Box<str>]> {
    let is_part = |character: char| character.is_ascii_alphanumeric() || matches!(character, '-' | '_' | '.');
    let words = text.split(|character| !is_part(character)).filter(|word| word.contains('-'));
    let words: BTreeSet<&str> = words.map(|word| word.trim_matches(['.', '-', '_'])).collect();
    words.into_iter().filter(|word| word.contains('-')).map(Box::from).collect()
}
