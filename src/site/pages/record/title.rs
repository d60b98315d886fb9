//! The head of a record's page: what it is and how it stands, in one sentence.

use fluent_bundle::FluentValue;

use super::{Shown, UP};
use crate::diff::ChangeKind;
use crate::dossier::Reason;
use crate::record::{Kind, Risk, Verification, relations};
use crate::site::html::{self, facts, text, time};
use crate::site::template::Page;
use crate::site::values::Values;
use crate::site::version::soup_version;
use crate::site::words::Words;
use crate::trace::{live, words as phrases};

/// How many releases in which a record changed are named above it; its history names them all.
const MOST_RELEASES: usize = 6;

impl Shown<'_> {
    /// Returns everything above the costly part: what it is and how it stands.
    pub fn page(&self, words: &Words) -> Page {
        let (version, record) = (self.version, self.record);
        let card = record.kind().card();
        let (id, title) = (record.record().id(), record.record().title());
        let address = version.addresses().page(record);
        let soup = soup_version(record);
        let name = if title.is_empty() { record.path() } else { title };
        let mut heading = text(name);
        if !soup.is_empty() {
            heading = format!("{heading} {}", html::version(soup));
        }
        let shown_id = if id.is_empty() { text(version.words.say("word-no-id")) } else { text(id) };
        let attributes = if id.is_empty() || version.dossier().find(id) != Some(record) {
            String::new()
        } else {
            let history = crate::site::address::history(id);
            let history = history.trim_start_matches("history/").trim_end_matches(".html");
            format!(" data-record=\"{}\"", text(history))
        };
        Page {
            address: address.to_string(),
            title: format!("{id} {name} {soup}").split_whitespace().collect::<Vec<_>>().join(" "),
            attributes,
            contents: String::new(),
            kicker: format!(
                "<p class=\"kicker\"><span class=\"id\">{shown_id}</span> · {}</p>",
                text(version.words.named("kind", card.name))
            ),
            heading,
            lead: self.lead(name, soup),
            facts: facts(&self.facts(words)),
            main: String::new(),
        }
    }

    fn lead(&self, name: &str, soup: &str) -> String {
        let (version, record) = (self.version, self.record);
        let words = &*version.words;
        let values = Values { version, up: UP };
        let id = record.record().id();
        let mut what = format!("{id} {name} {soup}").split_whitespace().collect::<Vec<_>>().join(" ");
        what = text(&what);
        let classed = record.classed();
        if classed.reason != Reason::NotJudged {
            let reason = classed.reason.sentence(version.dossier());
            let between = if reason.starts_with("by ") { "" } else { "," };
            let class = words.html("record-class", &[("class", classed.class.to_string())]);
            let reason = words.english(values.prose(&reason));
            what.push_str(&format!(", {class}{between} {reason}"));
            if let Some(Some(target)) = host(&classed.reason).map(|index| version.dossier().placed.get(index))
            {
                what.push_str(&format!(" {}", text(target.record.title())));
            }
        }
        what.push_str(". ");
        if let Some(risk) = record.fields::<Risk>() {
            let controls = live(record.to(&relations::CONTROLS)).count();
            let estimate = phrases::estimate(risk);
            if !estimate.is_empty() {
                what.push_str(&words.html(
                    "record-estimated",
                    &[
                        ("estimate", FluentValue::from(text(&estimate))),
                        ("controls", controls.into()),
                        ("level", text(&phrases::level(risk)).into()),
                    ],
                ));
                what.push(' ');
            }
        }
        if record.kind() == Kind::Verification {
            let (_, word) = version.outcome(record);
            let verified = record.to(&relations::VERIFIES).count();
            let holes = [("count", FluentValue::from(verified)), ("result", text(word).into())];
            what.push_str(&words.html("record-verifies", &holes));
            what.push(' ');
        }
        if !record.record().is_live() {
            what.push_str(&format!("{} ", text(words.say("record-retired"))));
        }
        let state = version.state(record);
        let mut counts = capital(&state.counts(words));
        if state.waived > 0 {
            let waived = words.fill("state-waived", &[("count", state.waived.into())]);
            counts.push_str(&format!(", {waived}"));
        }
        let holes = [("counts", text(&counts)), ("date", time(version.as_of()))];
        what.push_str(&words.html("record-stands", &holes));
        what
    }

    fn facts(&self, words: &Words) -> Vec<String> {
        let (version, record) = (self.version, self.record);
        let mut facts = Vec::new();
        if let Some(soup) = record.fields::<crate::record::Soup>() {
            facts.extend(soup.manufacturer.as_ref().map(|maker| text(&maker.value)));
            facts.extend(soup.license.as_ref().map(|license| text(&license.value)));
        }
        if let Some(verification) = record.fields::<Verification>() {
            facts.extend(verification.method.as_ref().map(|method| text(method.value.word())));
            facts.extend(
                verification
                    .level
                    .as_ref()
                    .map(|level| words.html("record-test-level", &[("level", text(level.value.word()))])),
            );
        }
        facts.push(version.state(record).badge(words));
        if record.kind() == Kind::Soup {
            let form = crate::site::pages::forms::address(version, record);
            facts.push(format!("<a href=\"{UP}{form}\">{}</a>", text(words.say("form-link"))));
        }
        let common = &record.record().common;
        match (&common.approved_by, &common.approved_on) {
            (Some(by), Some(on)) => {
                let by = words.html("home-approval-as", &[("name", text(&by.value))]);
                facts.push(format!("{by}, {}", time(on.value)))
            }
            (Some(by), None) => {
                facts.push(words.html("record-approval-undated", &[("name", text(&by.value))]))
            }
            (None, _) => facts.extend(common.status.as_ref().map(|status| text(status.value.word()))),
        }
        let (changed, is_open) = self.changed_in();
        facts.extend(changed);
        if let Some(since) = &version.since {
            let name = html::version(since.name());
            let is_told = version.is_released() && !is_open;
            facts.extend(match self.change.map(|change| change.change) {
                // Of a release the list of those in which the record changed says it.
                None | Some(ChangeKind::Added | ChangeKind::Modified | ChangeKind::Removed) if is_told => {
                    None
                }
                None => Some(words.html("record-unchanged", &[("version", name)])),
                Some(ChangeKind::Added) => Some(words.html("record-new", &[("version", name)])),
                Some(ChangeKind::Modified | ChangeKind::Removed) => {
                    Some(words.html("record-changed", &[("version", name)]))
                }
                Some(ChangeKind::Moved) => Some(words.html("record-moved", &[("version", name)])),
                Some(ChangeKind::Affected) => {
                    let link = format!("<a href=\"#rests\">{}</a>", text(words.say("record-rests-link")));
                    Some(words.html("record-rests", &[("link", link), ("version", name)]))
                }
            });
        }
        facts
    }

    /// Says in which releases the record changed, newest first, and in which it first was; and whether a commit of it is in no
    /// release that the version stands on.
    fn changed_in(&self) -> (Option<String>, bool) {
        let version = self.version;
        let commits = self.commits.iter().copied();
        let (mut releases, is_open) = version.released.of_all(&version.commits.history, commits);
        let Some(first) = releases.pop() else { return (None, is_open) };
        if releases.is_empty() {
            let end = if is_open { "" } else { ", unchanged since" };
            return (Some(format!("first in {}{end}", html::version(first))), is_open);
        }
        let more = releases.len().saturating_sub(MOST_RELEASES);
        let named: Vec<String> =
            releases.iter().take(MOST_RELEASES).map(|release| html::version(release)).collect();
        let mut words = format!("changed in {}", named.join(", "));
        if more > 0 {
            words.push_str(&format!(" and <a href=\"#history\">{more} more</a>"));
        }
        (Some(format!("{words}; first in {}", html::version(first))), is_open)
    }
}

/// Returns the number of the record that a class comes from.
fn host(reason: &Reason) -> Option<usize> {
    match reason {
        Reason::Parent(index)
        | Reason::Host(index)
        | Reason::Serves(index)
        | Reason::Segregated(index)
        | Reason::Raised(index) => Some(*index),
        Reason::SegregationLacks(..)
        | Reason::Declared
        | Reason::Undeclared
        | Reason::NoSystem
        | Reason::NoHost
        | Reason::ServesNothing
        | Reason::NotJudged => None,
    }
}

fn capital(sentence: &str) -> String {
    let mut characters = sentence.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}
