//! The files of an index: classic scripts that hand texts to the search script, short rather than pretty.

use std::fmt::Write;

use rayon::prelude::*;
use serde_json::json;

use super::PLACES;
use crate::dossier::Placed;
use crate::record::KINDS;
use crate::site::version::Version;
use crate::site::words::Words;

/// How long the text of a range of the alphabet becomes before the next one begins, in bytes.
const LONG: usize = 48 * 1024;

/// A number is written in digits of base 32: those that others follow, and the last one.
const FOLLOWED: &[u8; 32] = b"GHIJKLMNOPQRSTUVWXYZ56789-_.~!*+";
const LAST: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyzABCDEF";

/// What a result shows of a record or of a page.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The page, and the place in it, from the version's folder.
    pub address: String,
    /// The title.
    pub title: String,
    id: String,
    kind: usize,
    class: String,
    state: Option<(&'static str, String)>,
}

impl Entry {
    /// Returns the entry of a record.
    pub fn of_record(version: &Version<'_>, record: Placed<'_>) -> Entry {
        let own = record.record();
        let class = match record.classed().reason {
            crate::dossier::Reason::NotJudged => String::new(),
            _ => record.class().to_string(),
        };
        let state = version.state(record);
        Entry {
            address: version.addresses().page(record).to_string(),
            title: if own.title().is_empty() { record.path() } else { own.title() }.to_owned(),
            id: own.id().to_owned(),
            kind: record.kind() as usize,
            class,
            state: Some((state.key(), state.word(&version.words))),
        }
    }

    /// Returns the entry of a file that is no record, by its number among them.
    pub fn of_malformed(version: &Version<'_>, index: usize) -> Entry {
        let file = &version.dossier().malformed[index];
        Entry {
            address: version.addresses().malformed(index).to_string(),
            title: file.path.to_string(),
            id: file.malformed.id.as_deref().unwrap_or_default().to_owned(),
            kind: file.malformed.kind as usize,
            class: String::new(),
            state: Some(("missing", "cannot be read".to_owned())),
        }
    }

    /// Returns the entry of a page, or of a place in it.
    pub fn of_page(address: &str, title: &str) -> Entry {
        Entry {
            address: address.to_owned(),
            title: title.to_owned(),
            id: String::new(),
            kind: KINDS.len(),
            class: String::new(),
            state: None,
        }
    }
}

/// Returns `records.js`.
pub fn of_entries(entries: &[Entry], words: &Words) -> String {
    let mut states: Vec<&(&'static str, String)> = Vec::new();
    let mut rows = String::with_capacity(entries.len() * 96);
    for entry in entries {
        let state = entry.state.as_ref().map(|state| {
            states.iter().position(|known| *known == state).unwrap_or_else(|| {
                states.push(state);
                states.len() - 1
            })
        });
        let state = state.map(|state| state.to_string()).unwrap_or_default();
        // A tab or the end of a line in a title would be taken for the end of a part.
        for part in [&entry.id, &entry.title, &entry.address] {
            rows.extend(part.chars().map(|character| if character.is_control() { ' ' } else { character }));
            rows.push('\t');
        }
        let _ = writeln!(rows, "{}\t{}\t{state}", entry.kind, entry.class);
    }
    let names = KINDS.iter().map(|card| card.name).chain(["page"]);
    let kinds: Vec<&str> = names.map(|name| words.named("search-kind", name)).collect();
    script("records", &json!({ "kinds": kinds, "states": states, "rows": rows }))
}

/// Returns `words.js` and the numbered files. `lexicon` has the words by number; `found` the words of each entry.
pub fn of_words(lexicon: &[&str], found: &[[&[u32]; 2]]) -> Vec<(String, String)> {
    // Sorted by word with two passes over all, which is quicker than any comparison.
    let mut starts = vec![0_u32; lexicon.len() + 1];
    for gathered in found.iter().flatten().copied().flatten() {
        starts[(gathered >> 3) as usize + 1] += 1;
    }
    let mut used: Vec<u32> =
        (0..).zip(&starts[1..]).filter(|(_, count)| **count > 0).map(|(word, _)| word).collect();
    for word in 0..lexicon.len() {
        starts[word + 1] += starts[word];
    }
    let mut free = starts.clone();
    let mut places = vec![0_u32; starts[lexicon.len()] as usize];
    for (entry, gathered) in (0_u32..).zip(found) {
        for gathered in gathered.iter().copied().flatten() {
            let free = &mut free[(gathered >> 3) as usize];
            places[*free as usize] = entry << 3 | gathered & 7;
            *free += 1;
        }
    }
    used.par_sort_unstable_by_key(|word| lexicon[*word as usize]);

    let mut ranges: Vec<(usize, String)> = Vec::new();
    let mut listed = String::with_capacity(used.len() * 6);
    let mut before = "";
    for (number, word) in used.iter().enumerate() {
        let (from, to) = (starts[*word as usize] as usize, starts[*word as usize + 1] as usize);
        if ranges.last().is_none_or(|(_, text)| text.len() > LONG) {
            ranges.push((number, String::with_capacity(LONG + LONG / 4)));
        }
        if let Some((_, text)) = ranges.last_mut() {
            write_places(&places[from..to], text);
            text.push(';');
        }
        let word = lexicon[*word as usize];
        listed.push_str(&shortened(before, word));
        listed.push(' ');
        before = word;
    }
    let starts: Vec<usize> = ranges.iter().map(|(start, _)| *start).collect();
    let mut files =
        vec![("words.js".to_owned(), script("words", &json!({ "words": listed, "starts": starts })))];
    files.extend(ranges.iter().enumerate().map(|(number, (_, text))| {
        (format!("{number}.js"), script("range", &json!({ "number": number, "places": text })))
    }));
    files
}

/// Writes where a word stands: for each place its digit, then the entries, each by how far it is from the one before.
fn write_places(places: &[u32], out: &mut String) {
    for place in PLACES {
        let mut next = 0;
        let mut named = false;
        for found in places.iter().filter(|found| **found & 7 == place as u32) {
            // The record's file and what is around it may both hold the word.
            let entry = found >> 3;
            if entry < next {
                continue;
            }
            if !named {
                out.push(char::from(b'0' + place as u8));
                named = true;
            }
            write_number(entry - next, out);
            next = entry + 1;
        }
    }
}

fn write_number(number: u32, out: &mut String) {
    let digit = |shift: u32| ((number >> shift) & 31) as usize;
    for shift in [30, 25, 20, 15, 10, 5].into_iter().filter(|shift| number >> *shift > 0) {
        out.push(char::from(FOLLOWED[digit(shift)]));
    }
    out.push(char::from(LAST[digit(0)]));
}

/// Returns a word without what it shares with the one before, and how much that is, at most 35 characters, as one digit.
fn shortened(before: &str, word: &str) -> String {
    let shared = before.chars().zip(word.chars()).take(35).take_while(|(one, other)| one == other).count();
    let rest: String = word.chars().skip(shared).collect();
    let digit = char::from_digit(u32::try_from(shared).unwrap_or_default(), 36).unwrap_or('0');
    format!("{digit}{rest}")
}

/// Returns the script that hands a value to the search script.
fn script(name: &str, value: &serde_json::Value) -> String {
    // In a script of its own nothing can end the script; a reader who embeds it should not have to know.
    format!("TUREEN_INDEX.{name}({});\n", value.to_string().replace('<', "\\u003c"))
}

#[cfg(test)]
mod tests {
    use super::super::Place;
    use super::*;

    #[test]
    fn numbers_are_told_apart_by_their_last_digit() {
        let mut out = String::new();
        for number in [0, 31, 32, 1023, 1024, u32::MAX >> 3] {
            write_number(number, &mut out);
            out.push(' ');
        }
        assert_eq!(out, "a F Ha +F HGa V++++F ");
    }

    #[test]
    fn words_come_in_order_with_the_entries_that_hold_them() {
        let (id, body) = (Place::Id as u32, Place::Body as u32);
        let first = [8 | id, 16 | body];
        let second = [16 | id];
        let files = of_words(&["unused", "soup-1", "soup"], &[[&first, &[]], [&[], &second]]);
        assert_eq!(files[0].1, "TUREEN_INDEX.words({\"words\":\"0soup 4-1 \",\"starts\":[0]});\n");
        assert_eq!(files[1].1, "TUREEN_INDEX.range({\"number\":0,\"places\":\"0b4a;0a;\"});\n");
    }
}
