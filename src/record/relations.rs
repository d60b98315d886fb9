//! Relations: which field links to which kinds, and what the reverse is called. Each link is written in one direction.

use super::{Kind, Record};
use crate::field::Text;

/// A relation between records: written in one direction, derived in the other.
#[derive(Debug, PartialEq, Eq)]
pub struct Relation {
    /// The kind in which it is written.
    pub from: Kind,
    /// The field in which it is written, list elements left out, as `causes.source`.
    pub field: &'static str,
    /// The kinds that it may lead to.
    pub to: &'static [Kind],
    /// The field of the other side, which is derived; empty where nothing is.
    pub reverse: &'static str,
    /// The relation in words, read from the side that writes it.
    pub forward: &'static str,
    /// The relation in words, read from the other side.
    pub backward: &'static str,
}

macro_rules! relations {
    ($( $(#[doc = $doc:literal])* $name:ident: $from:ident $field:literal => [$($to:ident),+], $reverse:literal, $forward:literal, $backward:literal; )+) => {
        $( $(#[doc = $doc])* pub static $name: Relation = Relation {
            from: Kind::$from, field: $field, to: &[$(Kind::$to),+], reverse: $reverse, forward: $forward, backward: $backward,
        }; )+

        /// Every relation, by the kind that writes it.
        pub static RELATIONS: &[&Relation] = &[$(&$name),+];
    };
}

relations! {
    /// An item is a part of another.
    PARENT: Item "parent" => [Item], "children", "part of", "consists of";
    /// The class of an item relies on a control outside the software.
    EXTERNAL_CONTROLS: Item "external_controls" => [Control], "class_relied_on_by", "class relies on", "relied on by the class of";
    /// The separation of an item is described in a document.
    ITEM_ARCHITECTURE: Item "segregation.architecture" => [Document], "", "separation described in", "describes the separation of";
    /// A SOUP is used in an item.
    USED_IN: Soup "used_in" => [Item], "contains", "used in", "contains";
    /// A SOUP is brought along by another.
    DEPENDENCY_OF: Soup "dependency_of" => [Soup], "dependencies", "brought along by", "brings along";
    /// The separation of a SOUP is described in a document.
    SOUP_ARCHITECTURE: Soup "segregation.architecture" => [Document], "", "separation described in", "describes the separation of";
    /// A requirement applies to a SOUP or an item.
    APPLIES_TO: Requirement "applies_to" => [Soup, Item], "requirements", "applies to", "required by";
    /// A requirement implements a control.
    IMPLEMENTS: Requirement "implements" => [Control], "implemented_by", "implements", "implemented by";
    /// A SOUP or an item is a cause of a risk.
    CAUSES: Risk "causes.source" => [Soup, Item], "risks", "caused by", "a cause of";
    /// A control lowers a risk.
    CONTROLS: Risk "controls" => [Control], "controls_risk", "controlled by", "controls";
    /// A document weighs benefit against a risk.
    BENEFIT_RISK: Risk "acceptance.benefit_risk" => [Document], "", "accepted with", "weighs the benefit against";
    /// A verification verifies something.
    VERIFIES: Verification "verifies" => [Requirement, Control, Soup, Item, Document], "verified_by", "verifies", "verified by";
    /// A verification tested a version of a SOUP.
    TESTED: Verification "soup_versions" => [Soup], "", "tested with", "tested in";
    /// A verification used a tool.
    TOOLS: Verification "tools" => [Tool], "used_by", "done with", "used by";
    /// An anomaly review covers a version of a SOUP.
    COVERS: AnomalyReview "covers.soup" => [Soup], "anomaly_reviews", "reviews the anomalies of", "anomalies reviewed in";
    /// An anomaly belongs to a SOUP.
    ANOMALY_SOUP: AnomalyReview "anomalies.soup" => [Soup], "", "judges an anomaly of", "has an anomaly judged in";
    /// An anomaly leads to a risk.
    ANOMALY_RISKS: AnomalyReview "anomalies.risks" => [Risk], "anomalies", "names an anomaly that leads to", "reached by an anomaly of";
    /// An anomaly is dealt with by a change.
    ANOMALY_CHANGE: AnomalyReview "anomalies.change" => [Change], "anomalies", "names an anomaly dealt with by", "deals with an anomaly of";
    /// A change moves a SOUP.
    MOVES: Change "changes.soup" => [Soup], "change_history", "moves", "moved by";
    /// A change comes of a problem report.
    PROBLEM_REPORTS: Change "problem_reports" => [Problem], "changes", "comes of", "led to";
    /// A problem report affects an item or a SOUP.
    AFFECTS: Problem "affects" => [Item, Soup], "problem_reports", "affects", "affected by";
    /// A release keeps an anomaly of a SOUP.
    RESIDUAL_SOUP: Release "residual_anomalies.soup" => [Soup], "", "keeps an anomaly of", "has a residual anomaly in";
    /// A release keeps the anomaly of a problem report.
    RESIDUAL_PROBLEM: Release "residual_anomalies" => [Problem], "releases", "keeps", "kept in";
    /// A waiver is about a record.
    WAIVES: Waiver "record" => [
        Item, Soup, Tool, Requirement, Risk, Control, Verification, AnomalyReview, Change, Problem, Document, Release, Waiver
    ], "", "waives a finding of", "has a finding waived by";
}

/// A link as a record writes it.
#[derive(Clone, Debug)]
pub struct WrittenLink {
    /// The relation.
    pub relation: &'static Relation,
    /// Whether it is written on the side where it is derived, only to be checked.
    pub reverse: bool,
    /// The field with list elements named by their value, as `causes.SOUP-003`.
    pub field: Box<str>,
    /// The id that is written, with its place.
    pub id: Text,
    /// The version that stands with it.
    pub version: Option<Text>,
}

/// Returns the links of a record's front matter, in the order of the kind's fields.
pub(super) fn written(record: &Record) -> Vec<WrittenLink> {
    let kind = record.kind();
    let forward =
        |schema: &str| RELATIONS.iter().find(|relation| relation.from == kind && relation.field == schema);
    let reverse = |schema: &str| {
        RELATIONS.iter().find(|relation| relation.to.contains(&kind) && relation.reverse == schema)
    };
    let fields = record.fields.links();
    let links = fields.into_iter().filter_map(|found| {
        let (relation, is_reverse) = match forward(&found.schema) {
            Some(relation) => (relation, false),
            None => (reverse(&found.schema)?, true),
        };
        Some(WrittenLink {
            relation,
            reverse: is_reverse,
            field: found.named.into(),
            id: found.link.0.clone(),
            version: found.version.cloned(),
        })
    });
    links.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::field::{Card, Shape};
    use crate::record::KINDS;

    /// Every field that holds ids, as its path without list elements.
    fn id_fields(cards: &[Card], path: &str, found: &mut Vec<String>) {
        for card in cards {
            let path = if path.is_empty() { card.name.to_owned() } else { format!("{path}.{}", card.name) };
            let mut shape = (card.shape)();
            while let Shape::List(inner) = shape {
                shape = *inner;
            }
            match shape {
                Shape::Id | Shape::Versions => found.push(path),
                Shape::Map(cards) => id_fields(cards, &path, found),
                _ => {}
            }
        }
    }

    #[test]
    fn every_field_that_holds_an_id_belongs_to_a_relation() {
        for card in KINDS {
            let mut fields = Vec::new();
            id_fields(card.cards, "", &mut fields);
            for field in fields {
                let known = RELATIONS.iter().any(|relation| {
                    relation.from == card.kind && relation.field == field
                        || relation.to.contains(&card.kind) && relation.reverse == field
                });
                assert!(known, "{}.{field} belongs to no relation", card.name);
            }
        }
    }

    #[test]
    fn every_derived_direction_can_be_written_to_be_checked() {
        for relation in RELATIONS.iter().filter(|relation| !relation.reverse.is_empty()) {
            for kind in relation.to {
                let known = kind.card().cards.iter().any(|card| card.name == relation.reverse);
                assert!(known, "{kind} has no field {}", relation.reverse);
            }
        }
    }
}
