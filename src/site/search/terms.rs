//! The words of a record: folded as the search script folds what a reader types, each once, with the best place it has.

use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;

use super::Place;
use super::lexicon::Lexicon;
use crate::dossier::Placed;
use crate::field::{Node, Value};
use crate::record::{Malformed, Record};
use crate::site::version::Version;

/// The most characters of a word that are kept: the script cuts what a reader types in the same place.
const LONGEST: usize = 48;

/// Words by number with their places: eight times the number, and the place; each word once, in the order of the numbers.
pub type Gathered = Arc<[u32]>;

/// Returns the words of a record's file.
pub fn of_record(record: &Record, lexicon: &Lexicon) -> Gathered {
    let mut gatherer = Gatherer::new(lexicon);
    if let Value::Map(entries) = &record.node.value {
        for (name, value) in entries {
            let place = match &*name.value {
                "id" => Place::Id,
                "title" => Place::Title,
                name => place_of(name),
            };
            gatherer.add_node(value, place);
        }
    }
    gatherer.add(record.body(), Place::Body);
    gatherer.finish()
}

/// Returns the words of a file that is no record.
pub fn of_malformed(path: &str, malformed: &Malformed, lexicon: &Lexicon) -> Gathered {
    let mut gatherer = Gatherer::new(lexicon);
    gatherer.add(malformed.id.as_deref().unwrap_or_default(), Place::Id);
    gatherer.add(path, Place::Title);
    gatherer.add(&malformed.text, Place::Body);
    gatherer.finish()
}

/// Returns the words by which a record is found and which are not in its file: the numbers of its anomalies, which reviews
/// hold, and the rules that find something in it.
pub fn around(version: &Version<'_>, record: Placed<'_>, lexicon: &Lexicon) -> Gathered {
    let mut gatherer = Gatherer::new(lexicon);
    for known in record.anomalies() {
        gatherer.add(known.id().unwrap_or_default(), Place::Key);
    }
    for finding in version.findings_of(record.path()) {
        gatherer.add(finding.rule.code, Place::Field);
    }
    gatherer.finish()
}

/// Returns the words of texts that stand in pages, each with its place.
pub fn of_texts(texts: &[(&str, Place)], lexicon: &Lexicon) -> Gathered {
    let mut gatherer = Gatherer::new(lexicon);
    for (text, place) in texts {
        gatherer.add(text, *place);
    }
    gatherer.finish()
}

/// Returns where a word of a field stands, by the field's name, at whatever depth.
fn place_of(name: &str) -> Place {
    match name {
        "purl" | "cpe" | "package" | "aliases" | "id" => Place::Key,
        _ => Place::Field,
    }
}

struct Gatherer<'l> {
    lexicon: &'l Lexicon,
    found: Vec<u32>,
    /// The text at hand, folded.
    folded: String,
}

impl<'l> Gatherer<'l> {
    fn new(lexicon: &'l Lexicon) -> Gatherer<'l> {
        Gatherer { lexicon, found: Vec::new(), folded: String::new() }
    }

    fn add_node(&mut self, node: &Node, place: Place) {
        match &node.value {
            Value::Absent => {}
            Value::Scalar { text, .. } => self.add(text, place),
            Value::List(elements) => elements.iter().for_each(|element| self.add_node(element, place)),
            Value::Map(entries) => {
                for (name, value) in entries {
                    // A key that is written as an id is one: `SOUP-005: 4.12.0`.
                    if name.value.contains('-') {
                        self.add(&name.value, Place::Field);
                    }
                    self.add_node(value, place.max(place_of(&name.value)));
                }
            }
        }
    }

    fn add(&mut self, text: &str, place: Place) {
        let mut folded = std::mem::take(&mut self.folded);
        fold(text, &mut folded);
        split(&folded, |word| self.found.push(self.lexicon.number(word) << 3 | place as u32));
        self.folded = folded;
    }

    fn finish(mut self) -> Gathered {
        self.found.sort_unstable();
        self.found.dedup_by_key(|found| *found >> 3);
        self.found.into()
    }
}

/// Writes a text without case and accents.
fn fold(text: &str, out: &mut String) {
    out.clear();
    if text.is_ascii() {
        out.push_str(text);
        out.make_ascii_lowercase();
    } else {
        let bare: String =
            text.nfd().filter(|character| !('\u{300}'..='\u{36f}').contains(character)).collect();
        out.push_str(&bare.to_lowercase());
    }
}

/// Calls `with` for each word of a folded text: what `-`, `.` and `_` join is a word, and its parts are.
fn split(folded: &str, mut with: impl FnMut(&str)) {
    for run in folded.split(|character: char| !(character.is_alphanumeric() || is_joint(character))) {
        for word in run.trim_matches(is_joint).split("..").flat_map(|word| word.split("--")) {
            let word = word.trim_matches(is_joint);
            if word.is_empty() {
                continue;
            }
            with(cut(word));
            if word.contains(is_joint) {
                for part in word.split(is_joint).filter(|part| tells(part)) {
                    with(cut(part));
                }
            }
        }
    }
}

fn is_joint(character: char) -> bool {
    matches!(character, '-' | '.' | '_')
}

/// Returns whether the part of a word is worth finding it by: the digits of a day or a small number are not.
fn tells(part: &str) -> bool {
    part.len() > 2 || part.len() == 2 && part.chars().any(char::is_alphabetic)
}

fn cut(word: &str) -> &str {
    word.char_indices().nth(LONGEST).map_or(word, |(end, _)| &word[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        let mut folded = String::new();
        fold(text, &mut folded);
        let mut words = Vec::new();
        split(&folded, |word| words.push(word.to_owned()));
        words
    }

    #[test]
    fn a_word_is_found_whole_and_by_its_parts_without_case_and_accents() {
        assert_eq!(words("SOUP-005: Prüfung."), ["soup-005", "soup", "005", "prufung"]);
        assert_eq!(
            words("pkg:pypi/opencv-python@4.12.0.88"),
            ["pkg", "pypi", "opencv-python", "opencv", "python", "4.12.0.88"]
        );
        assert_eq!(
            words("CVE-2024-1234, 2025-12-01"),
            ["cve-2024-1234", "cve", "2024", "1234", "2025-12-01", "2025"]
        );
        assert_eq!(words("a -- b ... c--d <script>"), ["a", "b", "c", "d", "script"]);
        assert_eq!(words(&"x".repeat(500))[0].len(), LONGEST);
    }

    #[test]
    fn a_word_keeps_its_best_place() {
        let mut lexicon = Lexicon::default();
        let found = of_texts(&[("risk of", Place::Body), ("Risk", Place::Title)], &lexicon);
        let places: Vec<u32> = found.iter().map(|found| found & 7).collect();
        assert_eq!(places, [Place::Title as u32, Place::Body as u32]);
        assert_eq!(lexicon.words(), ["risk", "of"]);
    }
}
