//! The record of the SOUP: the fields that name its version, and those that belonged to the version before.

use std::sync::Arc;

use super::{Edited, Known, Refused};
use crate::dossier::Placed;
use crate::edit;
use crate::field::{Node, Value};
use crate::record::Soup;
use crate::text::Span;

/// Edits the fields that name the version, and says which others belonged to the version before.
pub(super) fn edit(
    soup: Placed<'_>,
    old: &str,
    new: &str,
    known: &Known<'_>,
    notes: &mut Vec<String>,
) -> Result<Option<Edited>, Refused> {
    let fields = soup.fields::<Soup>().expect("it was found among the SOUP");
    let before = Arc::clone(soup.record().text.whole());
    let path = soup.dossier.repository_path(soup.path());
    let mut wanted: Vec<(String, String)> = Vec::new();
    if fields.version.as_ref().is_none_or(|version| &*version.value != new) {
        wanted.push(("version".to_owned(), new.to_owned()));
    }
    if let Some(purl) = fields.purl.as_ref().and_then(|purl| in_purl(&purl.value, old, new)) {
        wanted.push(("purl".to_owned(), purl));
    }
    if let Some(cpe) = fields.cpe.as_ref().and_then(|cpe| in_cpe(&cpe.value, old, new)) {
        wanted.push(("cpe".to_owned(), cpe));
    }
    let is_left = |field: &str| is_as_before(soup, field, known);
    // What is true of one version alone would be false beside another one: it is taken out, for a person to write anew.
    if let Some(day) = fields.release_date.as_ref().filter(|_| is_left("release_date")) {
        notes.push(format!("takes out `release_date` {}, the day of {old}: write that of {new}", day.value));
        wanted.push(("release_date".to_owned(), String::new()));
    }
    for (index, hash) in fields.hashes.iter().enumerate().filter(|_| is_left("hashes")) {
        if let Some(value) = &hash.value {
            let algorithm = hash.algorithm.as_ref().map_or("", |algorithm| &algorithm.value);
            let value = &*value.value;
            notes.push(format!(
                "takes out {algorithm} {value}, the hash of {old}: write that of {new} into `hashes`"
            ));
            wanted.push((format!("hashes[{index}].value"), String::new()));
        }
    }
    let edited: Vec<&str> = wanted.iter().map(|(field, _)| field.as_str()).collect();
    notes.extend(still_says(soup, old, &edited, &is_left));
    let mut after = before.to_string();
    for (field, value) in &wanted {
        after =
            edit::set(&after, field, value).map_err(|error| Refused::Edit { path: path.clone(), error })?;
    }
    let fields = wanted.into_iter().map(|(field, _)| field).collect();
    Ok((*after != *before).then(|| Edited { path, before: Some(before), after: after.into(), fields }))
}

/// Returns what belonged to the version before and still stands there.
fn still_says(soup: Placed<'_>, old: &str, edited: &[&str], is_left: &dyn Fn(&str) -> bool) -> Vec<String> {
    let record = soup.record();
    let mut notes = Vec::new();
    for field in ["patch_level", "upgrade_designation", "swid"] {
        if let Some(value) = record.node.get(field).and_then(Node::text).filter(|_| is_left(field)) {
            notes.push(format!("check `{field}`: it still says {value}, which was written for {old}"));
        }
    }
    // A short version, as `9`, stands in every other sentence.
    if old.len() < 3 {
        return notes;
    }
    let mut found = Vec::new();
    naming(&record.node, "", old, &mut found);
    for (field, at) in found {
        let told = ["version", "release_date", "patch_level", "upgrade_designation", "swid"];
        if !edited.contains(&&*field) && !told.contains(&&*field) {
            let line = record.text.position(at.start).line;
            notes.push(format!("check `{field}` in line {line}: it still names {old}"));
        }
    }
    let body = record.body.range();
    let lines: Vec<String> = occurrences(&record.text[body.clone()], old)
        .map(|at| record.text.position(Span::new(body.start + at, body.start + at).start).line.to_string())
        .collect();
    if !lines.is_empty() {
        let plural = if lines.len() == 1 { "line" } else { "lines" };
        notes.push(format!("the text still names {old}, in {plural} {}", lines.join(", ")));
    }
    notes
}

/// Collects the values that name a version.
fn naming(node: &Node, path: &str, version: &str, found: &mut Vec<(String, Span)>) {
    match &node.value {
        Value::Absent => {}
        Value::Scalar { text, .. } => {
            if occurrences(text, version).next().is_some() {
                found.push((path.to_owned(), node.at));
            }
        }
        Value::List(elements) => {
            for (number, element) in elements.iter().enumerate() {
                naming(element, &format!("{path}[{number}]"), version, found);
            }
        }
        Value::Map(entries) => {
            for (key, value) in entries {
                let path =
                    if path.is_empty() { key.value.to_string() } else { format!("{path}.{}", &*key.value) };
                naming(value, &path, version, found);
            }
        }
    }
}

/// Returns where a version stands in a text as one, not as a part of another one.
fn occurrences<'t>(text: &'t str, version: &'t str) -> impl Iterator<Item = usize> + 't {
    let within = |sign: Option<char>| sign.is_some_and(char::is_alphanumeric);
    text.match_indices(version).map(|(at, _)| at).filter(move |at| {
        let (before, after) = (&text[..*at], &text[at + version.len()..]);
        let goes_on = after.starts_with(['.', '-', '+', '~']) && within(after.chars().nth(1));
        let begun = before.ends_with(['.', '+', '~']) && within(before.chars().rev().nth(1));
        let letter = before.chars().next_back();
        !goes_on
            && !begun
            && !within(after.chars().next())
            && !letter.is_some_and(|sign| sign.is_ascii_digit())
    })
}

/// Returns whether a field is what it was when the record still had the version before: at the last commit with that version,
/// or in the work tree itself.
fn is_as_before(soup: Placed<'_>, field: &str, known: &Known<'_>) -> bool {
    let id = soup.record().id();
    let now = soup.record().node.get(field);
    let moved = |dossier: &crate::dossier::Dossier| {
        let then = dossier.find(id)?;
        let version =
            |record: Placed<'_>| record.record().node.get("version").and_then(Node::text).map(str::to_owned);
        (version(then) != version(soup)).then(|| then.record().node.get(field).cloned())
    };
    let then = known.head.and_then(moved).or_else(|| known.release.and_then(|(_, release)| moved(release)));
    match (then, now) {
        // The record itself has the version before, so its fields belong to that.
        (None, _) => true,
        (Some(Some(then)), Some(now)) => then.means(now),
        (Some(_), _) => false,
    }
}

/// Returns a package URL with another version, where it has the one before.
fn in_purl(purl: &str, old: &str, new: &str) -> Option<String> {
    let end = purl.find(['?', '#']).unwrap_or(purl.len());
    let at = purl[..end].rfind('@').filter(|at| !purl[*at..end].contains('/'))?;
    let written = &purl[at + 1..end];
    if decoded(written) != old && written != old || old == new {
        return None;
    }
    Some(format!("{}@{}{}", &purl[..at], encoded(new), &purl[end..]))
}

/// Returns a CPE name with another version, where it has the one before.
fn in_cpe(cpe: &str, old: &str, new: &str) -> Option<String> {
    let (place, written): (usize, fn(&str) -> String) = match cpe.get(..8)?.to_ascii_lowercase().as_str() {
        "cpe:2.3:" => (5, escaped),
        start if start.starts_with("cpe:/") => (4, encoded),
        _ => return None,
    };
    let mut parts = split_cpe(cpe);
    let part = parts.get_mut(place)?;
    if *part != written(old) && *part != old || old == new {
        return None;
    }
    *part = written(new);
    Some(parts.join(":"))
}

/// Splits a CPE name at its colons, those behind a backslash left alone.
fn split_cpe(cpe: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut is_escaped = false;
    for sign in cpe.chars() {
        if sign == ':' && !is_escaped {
            parts.push(String::new());
        } else {
            parts.last_mut().expect("there is always a part").push(sign);
        }
        is_escaped = sign == '\\' && !is_escaped;
    }
    parts
}

/// Returns a text as a part of a CPE 2.3 name: signs other than `.`, `-` and `_` have a backslash before them.
fn escaped(text: &str) -> String {
    let mut written = String::new();
    for sign in text.chars() {
        if !sign.is_alphanumeric() && !matches!(sign, '.' | '-' | '_') {
            written.push('\\');
        }
        written.push(sign);
    }
    written
}

/// Returns a text as a part of a package URL: what is neither a letter, a digit nor one of `.-_~:` is written in hexadecimal.
fn encoded(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_' | b'~' | b':');
    text.bytes()
        .map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let digits =
            after.get(..2).filter(|_| *first == b'%').and_then(|digits| std::str::from_utf8(digits).ok());
        match digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_of_a_package_url_is_written_as_such() {
        let set = |purl: &str, old: &str, new: &str| in_purl(purl, old, new);
        for (purl, old, new, expected) in [
            ("pkg:pypi/numpy@2.2.6", "2.2.6", "2.3.5", Some("pkg:pypi/numpy@2.3.5")),
            ("pkg:npm/%40scope/a@1.0?x=1.0#1.0", "1.0", "1.1", Some("pkg:npm/%40scope/a@1.1?x=1.0#1.0")),
            (
                "pkg:deb/ubuntu/libstdc%2B%2B6@14.2.0-4ubuntu2~24.04?arch=amd64",
                "14.2.0-4ubuntu2~24.04",
                "15+1",
                Some("pkg:deb/ubuntu/libstdc%2B%2B6@15%2B1?arch=amd64"),
            ),
            ("pkg:generic/x@1%2B2", "1+2", "1+3", Some("pkg:generic/x@1%2B3")),
            ("pkg:generic/x@1.0", "2.0", "3.0", None),
            ("pkg:generic/x", "2.0", "3.0", None),
            ("pkg:npm/@scope/x", "scope/x", "3.0", None),
        ] {
            assert_eq!(set(purl, old, new).as_deref(), expected, "{purl}");
        }
    }

    #[test]
    fn the_version_of_a_cpe_name_is_written_as_such() {
        for (cpe, old, new, expected) in [
            (
                "cpe:2.3:a:python:python:3.12.12:*:*:*:*:*:*:*",
                "3.12.12",
                "3.13.1",
                Some("cpe:2.3:a:python:python:3.13.1:*:*:*:*:*:*:*"),
            ),
            (
                "cpe:2.3:a:v\\:w:p:1\\+2:*:*:*:*:*:*:*",
                "1+2",
                "1~3",
                Some("cpe:2.3:a:v\\:w:p:1\\~3:*:*:*:*:*:*:*"),
            ),
            ("cpe:/a:python:python:3.12.12", "3.12.12", "3.13.1", Some("cpe:/a:python:python:3.13.1")),
            ("cpe:2.3:o:canonical:ubuntu_linux:24.04:*:*:*:lts:*:*:*", "24.04.3", "24.04.4", None),
            ("no cpe", "1", "2", None),
        ] {
            assert_eq!(in_cpe(cpe, old, new).as_deref(), expected, "{cpe}");
        }
    }

    #[test]
    fn a_version_is_found_in_a_text_only_where_it_stands_alone() {
        let found = |text: &str| occurrences(text, "4.12").count();
        assert_eq!(found("4.12, then v4.12 (4.12). And 4.12"), 4);
        assert_eq!(found("4.12.0 14.12 4.120 2.4.12 4.12-rc1 4.12+x"), 0);
    }
}
