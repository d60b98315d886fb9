//! What git can show, and the limit that belongs next to each of it; and what the tag of this version states.

use crate::site::html::text;
use crate::site::pages::signing;
use crate::site::version::Version;
use crate::site::words::Words;

/// What git can show, by the words that messages know it by.
const SHOWN: [&str; 7] = ["content", "who", "when", "meaning", "review", "history", "release"];

/// Returns what git can show, each with its limit.
pub fn limits(words: &Words) -> Vec<(String, String)> {
    let limit = |shown: &str| {
        (words.named("approvals-git", shown).to_owned(), words.named("approvals-limit", shown).to_owned())
    };
    SHOWN.map(limit).to_vec()
}

/// Returns what is recorded of the approval of this version as a whole: its release record, and its tag.
pub fn tag(version: &Version<'_>, words: &Words) -> Vec<(String, String)> {
    let mut rows: Vec<(String, String)> = super::super::home::approval(version, words);
    rows.truncate(rows.len().saturating_sub(1));
    if version.read.planned.tag.is_some() {
        rows.extend(signing::of_tag(version, words));
    } else {
        rows.push((text(words.say("approvals-tag")), text(words.say("approvals-untagged"))));
    }
    rows
}
