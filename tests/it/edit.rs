//! Setting one field of a record: every field of every record of the example device, read again by another reader of YAML.

use std::collections::BTreeMap;

use rayon::prelude::*;
use serde_yaml::Value;
use tureen::edit;
use tureen::record::{Common, KINDS, Kind};

use crate::golden;

/// Values that YAML takes for something else when they are not quoted, and some that it does not.
const VALUES: &[&str] = &[
    "1.10",
    "no",
    "2026-02-15",
    "VER-001, VER-002",
    "a: b",
    "a #b",
    "- a",
    "it's \"so\"",
    "{a}",
    "[b",
    "*c",
    "~",
    "@d",
    "ends with:",
    "two\nlines",
    "tab\there",
    "back\\slash",
    "ä € \u{1f9ea}",
    "A sentence that is long enough to be broken into lines where the field is a folded block, which most of the texts of the example are.",
];

#[test]
fn every_field_of_every_record_can_be_set_alone() {
    let set: usize = records()
        .par_iter()
        .enumerate()
        .map(|(number, (_, path))| {
            let text = golden::read(path);
            let before = front_matter(&text);
            let leaves = leaves(&before);
            for ((field, place), turn) in leaves.iter().zip(number..) {
                // Beginning elsewhere in each record, every value comes to stand in every sort of place.
                let value = VALUES[turn % VALUES.len()];
                let edited = edit::set(&text, field, value)
                    .unwrap_or_else(|error| panic!("{path}: {field} = {value}: {error}"));
                let mut expected = before.clone();
                *at(&mut expected, place) = Value::String(value.to_owned());
                let mut found = front_matter(&edited);
                as_written(at(&mut found, place), value);
                assert_eq!(strings(&found), strings(&expected), "{path}: {field} = {value}\n{edited}");
                assert_eq!(below(&edited), below(&text), "{path}: {field} = {value}");
                assert_untouched(&text, &edited, field);
            }
            leaves.len()
        })
        .sum();
    assert!(set > 1_000, "only {set} fields were set");
}

#[test]
fn every_field_that_a_record_lacks_can_be_added() {
    let mut number = 0;
    for (kind, path) in records() {
        let text = golden::read(&path);
        let before = front_matter(&text);
        let cards = Common::CARDS.iter().chain(kind.card().cards);
        for card in cards.filter(|card| before.get(card.name).is_none()) {
            number += 1;
            let value = VALUES[number % VALUES.len()];
            let edited = edit::set(&text, card.name, value)
                .unwrap_or_else(|error| panic!("{path}: {} = {value}: {error}", card.name));
            let mut found = front_matter(&edited);
            let added = found.as_mapping_mut().and_then(|map| map.remove(card.name));
            assert_eq!(
                added.as_ref().and_then(Value::as_str).or(Some(value)),
                Some(value),
                "{path}: {}",
                card.name
            );
            assert_eq!(found, before, "{path}: {}", card.name);
            assert_eq!(below(&edited), below(&text), "{path}: {}", card.name);
            // Every line that was there is there, in its order; one has come.
            let lines: Vec<&str> = edited.lines().collect();
            let came = lines.len() - text.lines().count();
            assert_eq!(came, 1, "{path}: {}\n{edited}", card.name);
            let place = lines.iter().zip(text.lines()).take_while(|(one, two)| *one == two).count();
            assert!(lines[place].starts_with(&format!("{}:", card.name)), "{path}:\n{edited}");
            assert!(lines[place + 1..].iter().copied().eq(text.lines().skip(place)), "{path}:\n{edited}");
        }
    }
    assert!(number > 500, "only {number} fields were added");
}

/// Returns the records of the example device with their kinds.
fn records() -> Vec<(Kind, String)> {
    let mut records = Vec::new();
    for card in KINDS {
        let folder = format!("example-dhf/dhf/{}", card.folder);
        records.extend(golden::files(&folder, ".md").into_iter().map(|path| (card.kind, path)));
    }
    records
}

fn front_matter(text: &str) -> Value {
    let inner = text.strip_prefix("---\n").expect("a record begins with its front matter");
    let end = inner.find("\n---\n").expect("and it ends");
    serde_yaml::from_str(&inner[..end + 1]).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

fn below(text: &str) -> &str {
    let end = text[4..].find("\n---\n").expect("the front matter ends");
    &text[4 + end..]
}

/// A way down a document.
#[derive(Clone, Debug)]
enum Down {
    Key(String),
    Element(usize),
}

/// Returns the fields that hold one value, as paths of an edit and as ways down.
fn leaves(value: &Value) -> BTreeMap<String, Vec<Down>> {
    let mut found = BTreeMap::new();
    collect(value, "", &[], &mut found);
    found
}

fn collect(value: &Value, path: &str, way: &[Down], found: &mut BTreeMap<String, Vec<Down>>) {
    match value {
        Value::Mapping(map) => {
            for (key, value) in map {
                let key = key.as_str().expect("keys are texts");
                let path = if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
                collect(value, &path, &[way, &[Down::Key(key.to_owned())]].concat(), found);
            }
        }
        Value::Sequence(elements) => {
            for (number, value) in elements.iter().enumerate() {
                let way = [way, &[Down::Element(number)]].concat();
                collect(value, &format!("{path}[{number}]"), &way, found);
            }
        }
        _ => {
            found.insert(path.to_owned(), way.to_vec());
        }
    }
}

fn at<'v>(value: &'v mut Value, way: &[Down]) -> &'v mut Value {
    way.iter().fold(value, |value, step| match step {
        Down::Key(key) => value.get_mut(key.as_str()).expect("the key is there"),
        Down::Element(number) => value.get_mut(*number).expect("the element is there"),
    })
}

/// Takes back what the other reader makes of a text: a number of `1.10`, a line end at the end of a block.
fn as_written(found: &mut Value, written: &str) {
    match found {
        Value::String(text) => text.truncate(text.trim_end_matches('\n').len()),
        Value::Number(number) if number.as_f64() == written.parse().ok() => {
            *found = Value::String(written.to_owned());
        }
        _ => {}
    }
}

/// Returns a document as text: what another reader takes for a number or a day was written as the text that is meant.
fn strings(value: &Value) -> String {
    let mut document = value.clone();
    for way in leaves(value).values() {
        let leaf = at(&mut document, way);
        let text = match &*leaf {
            Value::String(text) => text.clone(),
            Value::Null => "~".to_owned(),
            other => serde_yaml::to_string(other).expect("a value can be written").trim().to_owned(),
        };
        *leaf = Value::String(text);
    }
    serde_yaml::to_string(&document).expect("a document can be written")
}

/// Checks that the bytes that differ lie in one place, and that the lines around it are whole.
#[track_caller]
fn assert_untouched(before: &str, after: &str, field: &str) {
    let (one, two): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    let start = one.iter().zip(&two).take_while(|(one, two)| one == two).count();
    let most = one.len().min(two.len()) - start;
    let end = one.iter().rev().zip(two.iter().rev()).take(most).take_while(|(one, two)| one == two).count();
    // A text of the example takes a dozen lines at most, and so does what takes its place.
    assert!(one.len() - start - end <= 14 && two.len() - start - end <= 14, "{field}\n{after}");
}
