//! Evidence before and after: what no longer holds one by one with its reasons, the rest in lists with their counts.

use std::collections::HashSet;

use serde::Serialize;

use super::Ways;
use crate::review::{EvidenceChange, Review, State};
use crate::rules::Edit;
use crate::site::html::{cut, short, text, time};
use crate::site::pages::LinkView;
use crate::site::state;
use crate::site::values::word;
use crate::site::words::Words;

/// How many reasons of one piece of evidence, or of one finding, are told: each of many may rest on all of many.
const MOST_REASONS: usize = 8;

/// The longest value of a reason that is shown whole, in characters.
const LONGEST_VALUE: usize = 60;

/// Evidence that no longer holds. Every part is HTML.
#[derive(Serialize)]
pub struct EvidenceView {
    record: String,
    sort: &'static str,
    before: String,
    after: String,
    reasons: Vec<String>,
}

/// A list of evidence of which the same can be said.
#[derive(Serialize)]
pub struct FoldView {
    id: &'static str,
    name: String,
    links: Vec<LinkView>,
}

/// The id of a fold, which names it in the family `changes-fold` too, what its evidence has in common, and whether the state before is told.
type Fold = (&'static str, fn(&EvidenceChange) -> bool, bool);

static FOLDS: [Fold; 4] = [
    ("renewed", |evidence| evidence.is_renewed && evidence.after == State::Fresh, false),
    (
        "evidence-new",
        |evidence| !evidence.is_renewed && evidence.before != State::Fresh && evidence.after == State::Fresh,
        true,
    ),
    ("still-stale", |evidence| evidence.before == State::Stale && evidence.after == State::Stale, false),
    (
        "not-asked",
        |evidence| evidence.before != State::NotApplicable && evidence.after == State::NotApplicable,
        true,
    ),
];

/// Returns the evidence that no longer holds, what is worst first.
pub fn worse(review: &Review, ways: &Ways<'_>) -> Vec<EvidenceView> {
    let told = review.new.iter().chain(&review.kept).map(|finding| &*finding.fingerprint);
    let told: HashSet<&str> = told.collect();
    let worse = review.evidence.iter().filter(|evidence| evidence.is_worse());
    worse
        .map(|evidence| {
            let mut after = badge(evidence.after, ways.words());
            // What a waiver of both moments suppresses is in none of the lists of findings.
            let is_waived =
                !evidence.findings.is_empty() && !evidence.findings.iter().any(|key| told.contains(&**key));
            if is_waived {
                after = format!("{after} {}", state::result("waived", ways.words().say("word-waived")));
            }
            EvidenceView {
                record: named(evidence, ways).whole(),
                sort: evidence.sort.noun(),
                before: badge(evidence.before, ways.words()),
                after,
                reasons: reasons(&evidence.reasons, ways),
            }
        })
        .collect()
}

/// Returns the other evidence that the change touched, in lists.
pub fn others(review: &Review, ways: &Ways<'_>) -> Vec<FoldView> {
    let list = |(id, belongs, is_before_told): &Fold| {
        let each = review.evidence.iter().filter(|evidence| !evidence.is_worse() && belongs(evidence));
        let links = each.map(|evidence| {
            let named = named(evidence, ways);
            let sort = evidence.sort.noun();
            let words = match (is_before_told, evidence.before) {
                (true, State::NotApplicable) | (false, _) => sort.to_owned(),
                (true, before) => {
                    let was = ways.words().named("evidence", key(before));
                    format!("{sort}, {}", ways.words().fill("changes-was", &[("state", was.into())]))
                }
            };
            LinkView {
                href: named.href.unwrap_or_default(),
                id: evidence.record.clone(),
                title: evidence.title.clone(),
                words,
            }
        });
        FoldView { id, name: ways.words().named("changes-fold", id).to_owned(), links: links.collect() }
    };
    FOLDS.iter().map(list).filter(|fold| !fold.links.is_empty()).collect()
}

fn named<'e>(evidence: &'e EvidenceChange, ways: &Ways<'_>) -> super::Named<'e> {
    super::Named { title: evidence.title.clone(), ..ways.record(&evidence.record) }
}

fn badge(said: State, words: &Words) -> String {
    let key = key(said);
    state::result(key, words.named("evidence", key))
}

/// Returns the word by which classes and messages know a state.
fn key(said: State) -> &'static str {
    match said {
        State::Stale => "stale",
        State::Missing => "missing",
        State::Fresh => "fresh",
        State::NotApplicable => "na",
    }
}

/// Returns the first few reasons as HTML, and how many more there are.
pub fn reasons(edits: &[Edit], ways: &Ways<'_>) -> Vec<String> {
    let mut reasons: Vec<String> = edits.iter().take(MOST_REASONS).map(|edit| reason(edit, ways)).collect();
    let more = edits.len().saturating_sub(MOST_REASONS);
    if more > 0 {
        reasons.push(text(&ways.words().fill("changes-more-reasons", &[("count", more.into())])));
    }
    reasons
}

/// Returns a change with its commit, its day, its author, and the links on the way.
fn reason(edit: &Edit, ways: &Ways<'_>) -> String {
    let mut out = ways.record(&edit.record).whole();
    if !edit.field.is_empty() {
        out.push_str(&format!(", {}", text(&word(&edit.field))));
    }
    let value = |value: &Option<String>, element: &str| match value {
        Some(value) => format!("<{element}>{}</{element}>", cut(value, LONGEST_VALUE)),
        None => "–".to_owned(),
    };
    out.push_str(&match (&edit.before, &edit.after) {
        (None, None) => format!(" {}", text(ways.words().say("changes-changed"))),
        (before, after) => {
            format!(": <span class=\"step\">{} → {}</span>", value(before, "del"), value(after, "ins"))
        }
    });
    let mut source = Vec::new();
    match &edit.commit {
        Some(commit) => source.push(
            ways.words().html("base-commit", &[("commit", format!("<code>{}</code>", text(short(commit))))]),
        ),
        None if edit.uncommitted => source.push(text(ways.words().say("changes-not-committed"))),
        None => {}
    }
    source.extend(edit.date.map(time));
    source.extend(edit.author.as_deref().map(|author| cut(author, LONGEST_VALUE)));
    if !edit.via.is_empty() {
        let via: Vec<String> = edit.via.iter().map(|id| ways.record(id).id()).collect();
        source.push(ways.words().html("changes-by-way-of", &[("records", via.join(" → "))]));
    }
    if !source.is_empty() {
        out.push_str(&format!(" <small>{}</small>", source.join(" · ")));
    }
    out
}
