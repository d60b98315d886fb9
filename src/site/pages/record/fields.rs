//! The fields of a record under their clauses: what is written, what it was in the release before, and what a rule misses.

use std::collections::BTreeSet;

use serde::Serialize;

use super::Shown;
use crate::diff::ChangeKind;
use crate::field::{Card, Node, Shape, Value};
use crate::record::Common;
use crate::site::html::{self, text};
use crate::site::pages::anchor;
use crate::site::values::{Values, word};
use crate::site::{clauses, state};

impl Shown<'_> {
    /// Returns the fields, grouped as their cards say: what is written, and what a finding misses.
    pub(super) fn sections(&self, values: Values<'_>) -> Vec<SectionView> {
        let record = self.record.record();
        let kind = record.kind();
        let mut sections: Vec<SectionView> = Vec::new();
        let mut known: BTreeSet<&str> = BTreeSet::from(["id"]);
        let own = kind.card().cards.iter();
        let title = Common::CARDS.iter().filter(|card| card.name == "title");
        let approval = Common::CARDS.iter().filter(|card| card.section != "Record");
        let mut first = kind.card().cards.first().map_or("Record", |card| card.section);
        for card in title.chain(own).chain(approval) {
            let name = card.name.trim_start_matches("r#");
            known.insert(name);
            let rows = self.rows(values, name, card);
            if rows.is_empty() {
                continue;
            }
            let section = match card.section {
                "Record" => std::mem::take(&mut first),
                "Links" => "Links as written",
                section => section,
            };
            match sections.iter_mut().find(|known| known.id == anchor(section)) {
                Some(known) => known.rows.extend(rows),
                None => sections.push(SectionView {
                    id: anchor(section),
                    name: self.version.words.named("section", &anchor(section)).to_owned(),
                    clauses: clauses::of_section(kind, section),
                    rows,
                }),
            }
        }
        if let Value::Map(entries) = &record.node.value {
            let rows: Vec<RowView> = entries
                .iter()
                .filter(|(key, _)| !known.contains(&*key.value))
                .filter_map(|(key, node)| self.row(values, &key.value, word(&key.value), None, Some(node)))
                .collect();
            if !rows.is_empty() {
                let name = self.version.words.say("record-unknown-fields").to_owned();
                sections.push(SectionView {
                    id: "unknown-fields".to_owned(),
                    name,
                    clauses: String::new(),
                    rows,
                });
            }
        }
        // The approval comes last, whichever kind has a field of its own in it.
        sections.sort_by_key(|section| (section.id == "approval") as u8);
        sections
    }

    /// Returns a field; of one that has named parts each part.
    fn rows(&self, values: Values<'_>, name: &str, card: &'static Card) -> Vec<RowView> {
        let node = self.record.record().node.get(name);
        if let (Some(Node { value: Value::Map(entries), .. }), Shape::Map(cards)) = (node, (card.shape)()) {
            // Where the section says it already, the part's own name is enough.
            let said = card.section.to_lowercase().contains(&word(name)) || name == "system_requirements";
            let part = |key: &str| if said { word(key) } else { format!("{} {}", word(name), word(key)) };
            let mut rows: Vec<RowView> = Vec::new();
            for (key, node) in entries {
                let own = cards.iter().find(|card| card.name.trim_start_matches("r#") == &*key.value);
                let path = format!("{name}.{}", &*key.value);
                rows.extend(self.row(values, &path, part(&key.value), own, Some(node)));
            }
            for own in cards.iter().filter(|own| !entries.iter().any(|(key, _)| &*key.value == own.name)) {
                rows.extend(self.row(
                    values,
                    &format!("{name}.{}", own.name),
                    part(own.name),
                    Some(own),
                    None,
                ));
            }
            rows.extend(self.missing(name, word(name), &rows));
            return rows;
        }
        self.row(values, name, word(name), Some(card), node).into_iter().collect()
    }

    /// Returns a row for findings of a field that none of its parts shows.
    fn missing(&self, path: &str, name: String, shown: &[RowView]) -> Option<RowView> {
        let gaps: Vec<GapView> = self.gaps(path, true);
        let told =
            |gap: &GapView| shown.iter().any(|row| row.gaps.iter().any(|other| other.href == gap.href));
        let gaps: Vec<GapView> = gaps.into_iter().filter(|gap| !told(gap)).collect();
        (!gaps.is_empty()).then(|| RowView { name, values: Vec::new(), gaps, was: String::new() })
    }

    fn row(
        &self,
        values: Values<'_>,
        path: &str,
        name: String,
        card: Option<&'static Card>,
        node: Option<&Node>,
    ) -> Option<RowView> {
        let shape = card.map_or(Shape::Special("", Vec::new()), |card| (card.shape)());
        let field = path.rsplit('.').next().unwrap_or(path);
        let shown: Vec<String> = node.map(|node| values.field(field, node, &shape)).unwrap_or_default();
        let gaps = self.gaps(path, shown.is_empty());
        let was = self.was(path);
        if shown.is_empty() && gaps.is_empty() && was.is_empty() {
            return None;
        }
        Some(RowView { name, values: shown, gaps, was })
    }

    /// Returns what rules find at a field or inside it.
    fn gaps(&self, path: &str, is_empty: bool) -> Vec<GapView> {
        let words = &*self.version.words;
        let findings = self.version.findings_of(self.record.path());
        findings
            .filter(|finding| is_within(&finding.field, path))
            .map(|finding| GapView {
                href: format!("#f-{}", finding.fingerprint),
                state: match (finding.is_waived(), is_empty) {
                    (true, _) => state::result("waived", words.say("word-waived")),
                    (false, true) => state::result("missing", words.say("evidence-missing")),
                    (false, false) => state::result("missing", words.say("record-gap-finding")),
                },
                message: finding.message.clone(),
                rule: finding.rule.code,
            })
            .collect()
    }

    /// Says what a field was in the release before, where it was something else.
    fn was(&self, path: &str) -> String {
        let (Some(change), Some(since)) = (self.change, &self.version.since) else { return String::new() };
        if change.change != ChangeKind::Modified {
            return String::new();
        }
        let words = &*self.version.words;
        let previous = html::version(since.name());
        if let Some(field) = change.fields.iter().find(|field| field.name == path) {
            return match &field.before {
                None => words.html("record-was-not-there", &[("version", previous)]),
                Some(before) if before.chars().count() <= 60 => {
                    words.html("record-was", &[("value", text(before)), ("version", previous)])
                }
                Some(_) => words.html("record-was-other", &[("version", previous)]),
            };
        }
        let inside = change.fields.iter().any(|field| is_within(&field.name, path));
        if inside { words.html("record-changed", &[("version", previous)]) } else { String::new() }
    }
}

/// Returns whether a field's path is that of another one, or leads into it.
fn is_within(field: &str, path: &str) -> bool {
    field.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
}

/// Fields that belong together.
#[derive(Serialize)]
pub struct SectionView {
    /// Its anchor.
    pub id: String,
    /// Its heading.
    pub name: String,
    clauses: String,
    rows: Vec<RowView>,
}

/// A field.
#[derive(Serialize)]
pub struct RowView {
    name: String,
    values: Vec<String>,
    gaps: Vec<GapView>,
    was: String,
}

/// What a rule finds at a field.
#[derive(Serialize)]
pub struct GapView {
    href: String,
    state: String,
    message: String,
    rule: &'static str,
}
