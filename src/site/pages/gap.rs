//! Gaps: what is not there, with the rule that asks for it.

use crate::dossier::Placed;
use crate::rules::Finding;
use crate::site::state;
use crate::site::version::Version;
use crate::site::words::Words;

/// Returns the first finding of some rules about a record.
pub fn finding<'v>(version: &'v Version<'_>, record: Placed<'_>, rules: &[&str]) -> Option<&'v Finding> {
    if rules.is_empty() {
        return None;
    }
    version.findings_of(record.path()).find(|finding| rules.contains(&finding.rule.code))
}

/// Returns a gap as an element: the word of a message, and the finding that reports it, where one does; a waived one as waived.
/// The page lies `up` from the version's folder.
pub fn mark(words: &Words, up: &str, finding: Option<&Finding>, says: &str) -> String {
    let key = if finding.is_some_and(Finding::is_waived) { "waived" } else { "missing" };
    let badge = state::result(key, words.say(says));
    match finding {
        Some(finding) => format!(
            "<a href=\"{up}findings.html#f-{}\">{badge}</a> <small><code>{}</code></small>",
            finding.fingerprint, finding.rule.code
        ),
        None => badge,
    }
}

/// Returns a gap of a record, by the rules that ask for what is missing.
pub fn of(
    version: &Version<'_>,
    words: &Words,
    up: &str,
    record: Placed<'_>,
    rules: &[&str],
    says: &str,
) -> String {
    mark(words, up, finding(version, record, rules), says)
}
