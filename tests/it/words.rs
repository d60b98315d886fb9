//! The site's words: every message that a template, a page or a script names is there with its holes, and none is there for nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// A place where a message is named: the file, the id, and the holes that are filled where that can be read from the text.
struct Use {
    file: String,
    id: String,
    holes: Option<BTreeSet<String>>,
}

#[test]
fn every_message_that_is_named_is_there_and_every_message_is_named() {
    let messages = messages("en");
    let mut wrong = Vec::new();
    let (mut used, mut families) = (BTreeSet::new(), BTreeSet::new());
    for use_ in uses() {
        let Use { file, id, holes } = use_;
        if let Some(family) = id.strip_suffix('*') {
            families.insert(family.to_owned());
            continue;
        }
        match messages.get(&id) {
            None => wrong.push(format!("{file}: there is no message `{id}`")),
            Some(known) if holes.as_ref().is_some_and(|holes| holes != known) => {
                wrong.push(format!("{file}: `{id}` has the holes {known:?} and not {holes:?}"));
            }
            Some(_) => {}
        }
        used.insert(id);
    }
    for id in messages.keys() {
        if !used.contains(id) && !families.iter().any(|family| id.starts_with(&**family)) {
            wrong.push(format!("en.ftl: nobody says `{id}`"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Returns the messages of a language with their holes.
fn messages(language: &str) -> BTreeMap<String, BTreeSet<String>> {
    let text =
        fs::read_to_string(root().join(format!("templates/languages/{language}.ftl"))).expect("it is there");
    let mut messages: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut last = String::new();
    for line in text.lines() {
        if let Some((id, _)) = line.split_once(" =").filter(|(id, _)| is_id(id)) {
            last = id.to_owned();
            assert!(messages.insert(last.clone(), BTreeSet::new()).is_none(), "`{id}` is there twice");
        }
        for hole in line.split("{ $").skip(1).filter(|_| !line.starts_with('#')) {
            let end = hole.find(|character: char| !character.is_alphanumeric()).unwrap_or(hole.len());
            messages.get_mut(&last).expect("a hole is in a message").insert(hole[..end].to_owned());
        }
    }
    messages
}

fn uses() -> Vec<Use> {
    let mut uses = Vec::new();
    for (file, text) in files("src/site").into_iter().chain(files("src/cli")) {
        // What tests say of their own messages is no use of the built-in ones.
        let text = text.split("#[cfg(test)]").next().unwrap_or_default();
        let mut add = |id: String, holes| uses.push(Use { file: file.clone(), id, holes });
        for (id, _) in calls(text, ".say(\"") {
            add(id, Some(BTreeSet::new()));
        }
        for (family, _) in calls(text, ".named(\"") {
            add(format!("{family}-*"), None);
        }
        for call in [".fill(\"", ".html(\""] {
            for (id, rest) in calls(text, call) {
                add(id, written_holes(rest));
            }
        }
    }
    for (file, text) in files("templates") {
        let mut add = |id: &str, holes| uses.push(Use { file: file.clone(), id: id.to_owned(), holes });
        if file.ends_with(".js") {
            for (id, _) in calls(&text.replace('\'', "\""), "say(\"") {
                // What a script adds something to is a family.
                let rest = if id.ends_with('-') { "*" } else { "" };
                add(&format!("script-{id}{rest}"), None);
            }
            // Ids that a script puts together stand in its comment `words: …`.
            for list in text.split("// words: ").skip(1) {
                let names = list.lines().next().unwrap_or_default();
                names.split(", ").for_each(|name| add(&format!("script-{name}"), None));
            }
        } else if file.ends_with(".html") {
            for rest in text.split("words.").skip(1).filter(|rest| !rest.starts_with("js\"")) {
                let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
                add(&rest[..end].replace('_', "-"), Some(BTreeSet::new()));
            }
            for (id, rest) in calls(&text, "say(id=\"") {
                add(&id, Some(named_arguments(rest)));
            }
        }
    }
    uses
}

/// Returns the first argument of every call that starts with `start`, where it is a literal, and what follows it.
fn calls<'t>(text: &'t str, start: &str) -> Vec<(String, &'t str)> {
    // The formatter may have put the literal into the next line.
    let (call, quote) = start.split_at(start.rfind('(').expect("it is a call") + 1);
    let quoted = quote.trim_start_matches("id=");
    let mut found = Vec::new();
    for (at, _) in text.match_indices(call) {
        let rest = text[at + call.len()..].trim_start();
        let Some(rest) = rest.strip_prefix(quote).or_else(|| rest.strip_prefix(quoted)) else { continue };
        if let Some((id, rest)) = rest.split_once('"').filter(|(id, _)| is_id(id)) {
            found.push((id.to_owned(), rest));
        }
    }
    found
}

/// Returns the names in `, &[("name", value), …]`; `None` where the holes are not written there.
fn written_holes(rest: &str) -> Option<BTreeSet<String>> {
    let rest = rest.trim_start().strip_prefix(',')?.trim_start().strip_prefix("&[")?;
    let (mut depth, mut names, mut last_open) = (1_usize, BTreeSet::new(), false);
    let mut characters = rest.char_indices();
    while let Some((at, character)) = characters.next() {
        match character {
            '[' | '(' | '{' => {
                depth += 1;
                last_open = character == '(' && depth == 2;
            }
            ']' | ')' | '}' => {
                depth -= 1;
                if depth == 0 {
                    return Some(names);
                }
            }
            '"' => {
                let mut end = at + 1;
                for (next, character) in characters.by_ref() {
                    if character == '"' && !rest[..next].ends_with('\\') {
                        end = next;
                        break;
                    }
                }
                if last_open {
                    names.insert(rest[at + 1..end].to_owned());
                }
                last_open = false;
            }
            other if other.is_whitespace() => {}
            _ => last_open = false,
        }
    }
    None
}

/// Returns the names in `, name=value, …)`.
fn named_arguments(rest: &str) -> BTreeSet<String> {
    let (mut depth, mut word, mut names, mut quote) = (1_usize, String::new(), BTreeSet::new(), None);
    for (at, character) in rest.char_indices() {
        match (quote, character) {
            (Some(open), close) if open == close => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(character),
            (None, '(' | '[') => depth += 1,
            (None, ')' | ']') => depth -= 1,
            (None, '=')
                if depth == 1
                    && !rest[at + 1..].starts_with('=')
                    && !rest[..at].ends_with(['=', '!', '<', '>']) =>
            {
                names.insert(word.clone());
            }
            (None, _) => {}
        }
        if depth == 0 {
            break;
        }
        if character.is_alphanumeric() || character == '_' {
            word.push(character);
        } else {
            word.clear();
        }
    }
    names
}

fn is_id(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_lowercase())
        && text
            .chars()
            .all(|character| character.is_ascii_lowercase() || character.is_ascii_digit() || character == '-')
}

fn files(folder: &str) -> Vec<(String, String)> {
    let mut files = Vec::new();
    for entry in walkdir::WalkDir::new(root().join(folder)).sort_by_file_name() {
        let entry = entry.expect("the folder can be read");
        if let Some(text) =
            Some(entry.path()).filter(|path| path.is_file()).and_then(|path| fs::read_to_string(path).ok())
        {
            let path = entry.path().strip_prefix(root()).expect("it is below").display().to_string();
            files.push((path, text));
        }
    }
    files
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
