//! How a version is signed, in words: for the page of its provenance.

use super::provenance::soft;
use crate::past::{Before, List, Signing, Unlisted};
use crate::signature::{Made, Verdict};
use crate::site::html::text;
use crate::site::state;
use crate::site::version::Version;
use crate::site::words::Words;
use crate::source::SignatureKind;

/// Says in one clause how the tag of a version is signed.
pub fn in_short<'w>(version: &Version<'_>, words: &'w Words) -> &'w str {
    let Some(tag) = &version.read.planned.tag else { return words.say("provenance-short-no-tag") };
    match version.signing().and_then(|signing| signing.tag.as_ref()) {
        None if tag.signature.is_some() => words.say("provenance-short-unchecked"),
        None | Some(Verdict::Unsigned) => words.say("provenance-short-unsigned"),
        Some(Verdict::Good { .. }) => words.say("provenance-short-good"),
        Some(Verdict::NotListed { .. }) => words.say("provenance-short-not-listed"),
        Some(Verdict::Bad { .. }) => words.say("provenance-short-bad"),
        Some(Verdict::Unsupported { .. } | Verdict::NotVerified(_)) => {
            words.say("provenance-short-unchecked")
        }
    }
}

/// Returns the facts about the signature of the tag that names a version, and about its key.
pub fn of_tag(version: &Version<'_>, words: &Words) -> Vec<(String, String)> {
    let mut rows = rows(version, words);
    // The commit and the list are for the page of provenance.
    rows.truncate(rows.len().saturating_sub(if version.signing().is_some() { 2 } else { 0 }));
    rows
}

/// Returns the facts about both signatures and about the list that they are held against.
pub fn rows(version: &Version<'_>, words: &Words) -> Vec<(String, String)> {
    let row = |key: &str, html: String| (words.named("provenance-label", key).to_owned(), html);
    let Some(signing) = version.signing() else {
        let why = if version.read.planned.commit.is_some() {
            words.say("provenance-unchecked-history")
        } else {
            words.say("provenance-history-none")
        };
        return vec![row("tag-signature", text(why))];
    };
    let mut rows = Vec::new();
    if let Some(tag) = &signing.tag {
        rows.push(row("tag-signature", verdict(tag, &signing.list, words)));
        rows.extend(before(signing, words).map(|said| row("before", said)));
        let principals = if let Verdict::Good { principals, .. } = tag { Some(principals) } else { None };
        let tagger = version.read.planned.tag.as_ref().and_then(|tag| tag.tagger.as_ref());
        if let (Some(principals), Some(tagger)) = (principals, tagger)
            && !principals.split(',').any(|name| name.eq_ignore_ascii_case(&tagger.email))
        {
            let said = words.html(
                "provenance-other-name",
                &[("tagger", text(&tagger.email)), ("principals", text(principals))],
            );
            rows.push(row("tagger", said));
        }
    }
    rows.push(row("commit-signature", verdict(&signing.commit, &signing.list, words)));
    rows.push(row("list", list(&signing.list, words)));
    rows
}

/// Says what a signature is worth.
fn verdict(verdict: &Verdict, list: &List, words: &Words) -> String {
    let badge = |key: &str, id: &str| state::result(key, id);
    match verdict {
        Verdict::Unsigned => {
            format!(
                "{} · {}",
                badge("na", words.say("provenance-unsigned")),
                soft(words.say("provenance-unsigned-means"))
            )
        }
        Verdict::Good { made, principals, line } => format!(
            "{} · {}",
            badge("fresh", words.say("provenance-good")),
            words.html(
                "provenance-good-by",
                &[
                    ("principals", format!("<strong>{}</strong>", text(principals))),
                    ("key", key(made)),
                    ("line", line.to_string()),
                    ("list", format!("<code>{}</code>", text(&list.path))),
                ],
            )
        ),
        Verdict::NotListed { made, objection } => {
            let why = match (&list.content, objection) {
                (Err(Unlisted::Absent), _) => text(words.say("provenance-no-list")),
                (Err(Unlisted::Unreadable(reason)), _) => english(reason),
                (Ok(_), Some(objection)) => english(objection),
                (Ok(_), None) => text(words.say("provenance-not-in-list")),
            };
            format!("{} · {} · {why}", badge("missing", words.say("provenance-not-listed")), key(made))
        }
        Verdict::Bad { made, reason } => {
            let by = made.as_ref().map(|made| format!("{} · ", key(made))).unwrap_or_default();
            format!("{} · {by}{}", badge("missing", words.say("provenance-bad")), english(reason))
        }
        Verdict::Unsupported { kind } => {
            format!("{} <code>{}</code>", badge("stale", words.say("provenance-unsupported")), text(kind))
        }
        Verdict::NotVerified(kind) => {
            let how = match kind {
                SignatureKind::OpenPgp => "OpenPGP",
                SignatureKind::X509 => "X.509",
                SignatureKind::Ssh | SignatureKind::Other => words.say("provenance-unknown-sort"),
            };
            format!("{} {}", badge("na", words.say("provenance-not-verified")), text(how))
        }
    }
}

/// Says whether the release before knew the key: a tag's own tree could hold the key of whoever forged it.
fn before(signing: &Signing, words: &Words) -> Option<String> {
    let tag = |name: &str| format!("<span class=\"version\">{}</span>", text(name));
    Some(match &signing.before {
        Before::NotAsked => return None,
        Before::NoRelease => text(words.say("provenance-before-none")),
        Before::NoList(name) => words.html("provenance-before-no-list", &[("version", tag(name))]),
        Before::Known(name) => format!(
            "{} {}",
            state::result("fresh", words.say("provenance-known")),
            words.html("provenance-before-known", &[("version", tag(name))])
        ),
        Before::New(name) => format!(
            "{} {}",
            state::result("stale", words.say("provenance-new")),
            words.html("provenance-before-new", &[("version", tag(name))])
        ),
    })
}

/// Says where the list was read, from which moment, and what is wrong with it.
fn list(list: &List, words: &Words) -> String {
    let path = format!("<code>{}</code>", text(&list.path));
    match &list.content {
        Err(Unlisted::Absent) => words.html("provenance-list-absent", &[("list", path)]),
        Err(Unlisted::Unreadable(reason)) => {
            words.html("provenance-list-unreadable", &[("list", path), ("reason", english(reason))])
        }
        Ok(signers) => {
            let mut said = words.fill("provenance-list-count", &[("count", signers.entries.len().into())]);
            said = format!("{path}, {}", text(&said));
            for (line, reason) in &signers.faults {
                let fault = words.html(
                    "provenance-list-fault",
                    &[("line", line.to_string()), ("reason", english(reason))],
                );
                said += &format!("<br>{fault}");
            }
            said
        }
    }
}

fn key(made: &Made) -> String {
    format!(
        "<code>{}</code> <code class=\"hash\">{}</code> ({})",
        text(&made.kind),
        text(&made.fingerprint),
        text(made.digest)
    )
}

/// Sets words that the checks themselves say, which are English in every language of the site.
fn english(said: &str) -> String {
    format!("<span lang=\"en\">{}</span>", text(said))
}
