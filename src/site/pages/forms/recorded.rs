//! What is recorded for a block of the assessment form: fields of the SOUP, records that are linked, and how these stand.

use crate::dossier::{AnomalyEntry, KnownAnomaly, Placed};
use crate::field::{Card, Shape};
use crate::record::change::Move;
use crate::record::relations::{CAUSES, MOVES};
use crate::record::{Change, Common, Kind, Soup};
use crate::site::html::{id_link, text, titled_link, version as version_html};
use crate::site::state;
use crate::site::values::Values;
use crate::site::version::Version;
use crate::site::words::Words;
use crate::trace::live;

/// How many of the same records a form lists before it counts the rest.
const LISTED: usize = 12;

/// The SOUP that a form is about.
pub struct Subject<'v> {
    /// The version of the device.
    pub version: &'v Version<'v>,
    /// What the site says.
    pub words: &'v Words,
    /// The record.
    pub record: Placed<'v>,
    /// Its fields.
    pub soup: &'v Soup,
    /// The way from the form to the version's folder.
    pub up: &'static str,
}

/// The rows of a block: what each is called, and what there is, as HTML.
#[derive(Default)]
pub struct Rows {
    /// The rows.
    pub rows: Vec<(String, Vec<String>)>,
    /// Whether a class asks for the block, so that nothing linked is a gap.
    pub is_asked: bool,
}

impl<'v> Subject<'v> {
    /// Returns what is written in a field; nothing where nothing is.
    pub fn field(&self, name: &str) -> Vec<String> {
        let values = Values { version: self.version, up: self.up };
        let Some(node) = self.record.record().node.get(name) else { return Vec::new() };
        let card: Option<&Card> = Kind::Soup
            .card()
            .cards
            .iter()
            .chain(Common::CARDS)
            .find(|card| card.name.trim_start_matches("r#") == name);
        let shape = card.map_or(Shape::Special("", Vec::new()), |card| (card.shape)());
        values.field(name, node, &shape)
    }

    pub(super) fn link(&self, record: Placed<'_>) -> String {
        titled_link(&self.version.href(self.up, record), record.record().id(), record.record().title())
    }

    /// Returns a list of records with how each stands; what is more than a form should list is counted.
    pub(super) fn list<'d>(&self, records: impl Iterator<Item = (Placed<'d>, String)>) -> Option<String> {
        let records: Vec<(Placed<'d>, String)> = records.collect();
        if records.is_empty() {
            return None;
        }
        let mut out = String::from("<ul class=\"links\">");
        for (record, end) in records.iter().take(LISTED) {
            out.push_str("<li>");
            out.push_str(&id_link(&self.version.href(self.up, *record), record.record().id()));
            out.push_str(" <span>");
            out.push_str(&text(record.record().title()));
            out.push_str("</span> <span class=\"end\">");
            out.push_str(end);
            out.push_str("</span></li>");
        }
        out.push_str("</ul>");
        if records.len() > LISTED {
            let more = self.words.fill("form-more", &[("count", (records.len() - LISTED).into())]);
            out.push_str(&format!("<p class=\"soft\">{}</p>", text(&more)));
        }
        Some(out)
    }

    pub(super) fn standing<'d>(&self, record: Placed<'d>) -> (Placed<'d>, String) {
        (record, self.version.state(record).badge(&self.version.words))
    }

    pub(super) fn run<'d>(&self, record: Placed<'d>) -> (Placed<'d>, String) {
        let (key, word) = self.version.outcome(record);
        (record, state::result(key, word))
    }

    pub(super) fn risks(&self) -> Vec<Placed<'v>> {
        let mut risks: Vec<Placed<'v>> = live(self.record.from(&CAUSES)).collect();
        risks.sort_by_key(|risk| risk.index);
        risks.dedup();
        risks
    }

    pub(super) fn changes(&self) -> Vec<(Placed<'v>, &'v Change)> {
        let mut changes: Vec<(Placed<'v>, &'v Change)> = live(self.record.from(&MOVES))
            .filter_map(|change| Some((change, change.fields::<Change>()?)))
            .collect();
        changes.sort_by_key(|(record, _)| record.index);
        changes.dedup_by_key(|(record, _)| record.index);
        changes
    }

    pub(super) fn moves(&self, change: &Change) -> String {
        let own = |step: &&Move| {
            step.soup.as_ref().is_some_and(|soup| soup.value.eq_ignore_ascii_case(self.record.record().id()))
        };
        let number = |number: &Option<crate::field::Text>| {
            number.as_ref().map_or_else(|| "–".to_owned(), |number| version_html(&number.value))
        };
        let steps: Vec<String> = change
            .changes
            .iter()
            .filter(own)
            .map(|step| format!("{} → {}", number(&step.from), number(&step.to)))
            .collect();
        steps.join(", ")
    }
}

impl Rows {
    /// Adds nothing: the fields say it all.
    pub fn none(_: &Subject<'_>, _: &mut Rows) {}

    pub(super) fn add(&mut self, subject: &Subject<'_>, message: &str, values: Vec<String>) {
        self.rows.push((subject.words.say(message).to_owned(), values));
    }

    /// Adds linked records; where there are none and they are asked for, a gap.
    pub(super) fn linked(&mut self, subject: &Subject<'_>, message: &str, list: Option<String>) {
        let none = subject.words.say("form-none");
        let shown = list.unwrap_or_else(|| {
            if self.is_asked {
                state::result("missing", none)
            } else {
                format!("<span class=\"soft\">{}</span>", text(none))
            }
        });
        self.add(subject, message, vec![shown]);
    }

    /// Adds linked records where there are any.
    pub(super) fn maybe(&mut self, subject: &Subject<'_>, message: &str, list: Option<String>) {
        if let Some(list) = list {
            self.add(subject, message, vec![list]);
        }
    }
}

/// Returns an anomaly in one line: its number, what it is, how it is judged and where.
pub(super) fn judged(subject: &Subject<'_>, known: KnownAnomaly<'_>) -> String {
    let AnomalyEntry { review, anomaly, .. } = known.governing();
    let word = |word: &str| word.replace('_', " ");
    let title = anomaly.title.as_ref().map(|title| format!(" {}", text(&title.value))).unwrap_or_default();
    let state = anomaly.state.as_ref().map_or("–".to_owned(), |state| word(state.value.word()));
    let why = anomaly.justification.as_ref().map(|why| format!(": {}", word(why.value.word())));
    format!(
        "<code>{}</code>{title} · {state}{} · {}",
        text(known.id().unwrap_or("–")),
        why.unwrap_or_default(),
        id_link(&subject.version.href(subject.up, review), review.record().id())
    )
}
