//! Finds required texts that hold only filler.

use super::{Check, Findings, Rule, Severity};
use crate::dossier::{Dossier, Placed};
use crate::field::{Node, Value};
use crate::record::Kind;
use crate::standard::{Classes, iec_62304, iso_13485};

pub(super) static RULE: Rule = Rule {
    code: "placeholder-value",
    clauses: &[&iec_62304::CLAUSE_8_1_2, &iso_13485::CLAUSE_4_2_4],
    classes: Classes::ALL,
    severity: Severity::ERROR,
    summary: "a required text holds only a placeholder",
    explain: "
A field that says `TBD` looks filled in a list and says nothing. Filler is a text that, marks around it left out, is only `TBD`,
`TBA`, `TBC`, `TODO`, `FIXME`, `to be defined` and the like, `xxx`, question marks, dots or dashes, or `n/a` and `not applicable`
without a reason. `none`, `no` and `nothing` are filler too, except where they answer a question (`new_hazard_review`, the parts of
`impact`), mean something (`license`), or are asked for their reason by another rule (`system_requirements`). A text that says more than the filler is never filler.

Looked at are the texts that rules ask for. Of every kind: `title`, `owner`, `approved_by`. Items and SOUP: `class_rationale` and the
parts of `segregation`. SOUP: `manufacturer`, `version`, `provenance_rationale`, `license`, `intended_use`, `system_requirements`,
`performance_not_applicable`, `no_hazard_rationale`, `anomaly_sources`, `end_of_support_justification`, `replacement_plan`,
`monitoring`, `purl`, `cpe`, `source_url`, `hashes`. Requirements: `text`. Risks: the chain from `hazard` to `harm`, `causes`,
`severity`, `probability`, `level`, `residual`, `acceptance`. Controls: `new_hazard_review`. Verifications: `procedure`,
`software_version`, `soup_versions`, `configuration`, `tester`, `evidence`. Anomaly reviews: `covers`, `reviewer`, `sources`,
`conclusion`, and of each anomaly `id`, the statements and `rationale`. Changes: `from` and `to`, `impact`, `rationale`. Problem reports:
`summary`, `investigation`, `disposition`. Documents: `revision`. Releases: `version`, `tag`. Waivers: `reason`.

A placeholder is reported here alone; the rule that would find the field missing is silent.
",
    help: "write what is the case, or leave the field empty until it is known",
    wrong: "
//- soup/SOUP-001.md
---
id: SOUP-001
manufacturer: TBD
#             ^^^ `manufacturer` holds only the placeholder `TBD`
no_hazard_rationale: n/a
#                    ^^^ `no_hazard_rationale` says `n/a` and gives no reason
---
",
    right: "
//- soup/SOUP-001.md
---
id: SOUP-001
manufacturer: zlib authors
no_hazard_rationale: not applicable, its output is shown to no one and stored nowhere
---
",
    break_it: "
//- soup/SOUP-009.md
-manufacturer: Uvicorn project
+manufacturer: TBD
",
    check: Check::Dossier(check),
};

/// Fields of every kind.
static COMMON: &[&str] = &["title", "owner", "approved_by"];

/// Fields by kind. `name[key]` is a list whose elements are named by that key, `name[]` one of plain texts or of named texts.
static REQUIRED: &[(Kind, &[&str])] = &[
    (
        Kind::Item,
        &[
            "class_rationale",
            "segregation.rationale",
            "segregation.mechanism[]",
            "segregation.shared_resources",
        ],
    ),
    (
        Kind::Soup,
        &[
            "manufacturer",
            "version",
            "provenance_rationale",
            "license",
            "intended_use",
            "class_rationale",
            "segregation.rationale",
            "segregation.mechanism[]",
            "segregation.shared_resources",
            "system_requirements.hardware",
            "system_requirements.software",
            "performance_not_applicable",
            "no_hazard_rationale",
            "anomaly_sources[url].url",
            "anomaly_sources.none_published.by",
            "anomaly_sources.none_published.source",
            "end_of_support_justification",
            "replacement_plan",
            "monitoring.owner",
            "monitoring.method",
            "monitoring.triggers[]",
            "monitoring.update_strategy",
            "purl",
            "cpe",
            "source_url",
            "hashes[algorithm].value",
        ],
    ),
    (Kind::Requirement, &["text"]),
    (
        Kind::Risk,
        &[
            "hazard",
            "sequence_of_events",
            "hazardous_situation",
            "harm",
            "causes[source].cause",
            "severity",
            "probability",
            "level",
            "residual.severity",
            "residual.probability",
            "residual.level",
            "acceptance.by",
            "acceptance.rationale",
        ],
    ),
    (Kind::Control, &["new_hazard_review"]),
    (
        Kind::Verification,
        &[
            "procedure",
            "software_version",
            "soup_versions[]",
            "configuration",
            "tester",
            "evidence[path].path",
            "evidence[path].sha256",
        ],
    ),
    (
        Kind::AnomalyReview,
        &[
            "covers[soup].version",
            "reviewer",
            "sources[url].url",
            "conclusion",
            "anomalies[id].id",
            "anomalies[id].impact_statement",
            "anomalies[id].action_statement",
            "anomalies[id].rationale",
        ],
    ),
    (
        Kind::Change,
        &[
            "changes[soup].from",
            "changes[soup].to",
            "impact.new_causes",
            "impact.new_controls",
            "impact.controls_disturbed",
            "impact.reverification",
            "rationale",
        ],
    ),
    (Kind::Problem, &["summary", "investigation", "disposition"]),
    (Kind::Document, &["revision"]),
    (Kind::Release, &["version", "tag"]),
    (Kind::Waiver, &["reason"]),
];

/// Fields in which a bare `none` or `no` is an answer, or has a meaning of its own.
static NONE_SAYS_SOMETHING: &[&str] = &[
    "license",
    // Whether `none` has its reason here is asked by `soup-system-requirement-missing`.
    "system_requirements.hardware",
    "system_requirements.software",
    "new_hazard_review",
    "changes[soup].from",
    "changes[soup].to",
    "impact.new_causes",
    "impact.new_controls",
    "impact.controls_disturbed",
    "impact.reverification",
];

/// What stands where nothing is known yet.
static FILLER: &[&str] = &[
    "tbd",
    "tba",
    "tbc",
    "tbf",
    "todo",
    "to do",
    "fixme",
    "wip",
    "placeholder",
    "to be added",
    "to be announced",
    "to be completed",
    "to be confirmed",
    "to be defined",
    "to be determined",
    "to be done",
    "lorem ipsum",
];

/// What says that there is nothing to say, and not why.
static NO_REASON: &[&str] = &["n/a", "na", "n.a", "n. a", "not applicable", "nil", "null"];

/// What may be an answer in some fields.
static NOTHING: &[&str] = &["none", "no", "nothing"];

/// More letters than any filler has, a row of `x` apart.
const LONGEST: usize = 24;

/// What a text says instead of what belongs there.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Filler {
    /// It stands for something to come.
    Placeholder,
    /// It denies without a reason.
    NoReason,
    /// It says none.
    Nothing,
}

/// Returns whether a text is only filler wherever it stands; a bare `none` is not.
pub(super) fn is_filler(text: &str) -> bool {
    matches!(filler(text), Some(Filler::Placeholder | Filler::NoReason))
}

fn filler(text: &str) -> Option<Filler> {
    // Most texts say more than any filler: they need no copy to be compared.
    let letters = || text.chars().filter(|letter| letter.is_alphanumeric());
    if letters().nth(LONGEST).is_some() && letters().any(|letter| !matches!(letter, 'x' | 'X')) {
        return None;
    }
    // Marks that belong to names and versions, as in `C++`, keep a text from being filler.
    let is_mark = |letter: char| !letter.is_alphanumeric() && !matches!(letter, '+' | '#' | '%');
    let core = text.trim_matches(is_mark).to_lowercase();
    let core = core.split_whitespace().collect::<Vec<_>>().join(" ");
    if core.is_empty() {
        // A lone `*` is a wildcard and no filler: other rules know what it means.
        let only_filler = text.chars().all(|mark| {
            matches!(mark, '?' | '-' | '–' | '—' | '.' | '…' | '_' | '/' | '(' | ')' | '[' | ']' | '<' | '>')
                || mark.is_whitespace()
        });
        return only_filler.then_some(Filler::Placeholder);
    }
    let is_xs = core.len() >= 3 && core.chars().all(|letter| letter == 'x');
    if is_xs || FILLER.contains(&&*core) {
        return Some(Filler::Placeholder);
    }
    if NO_REASON.contains(&&*core) {
        return Some(Filler::NoReason);
    }
    NOTHING.contains(&&*core).then_some(Filler::Nothing)
}

fn check(dossier: &Dossier, found: &mut Findings<'_>) {
    for record in dossier.live() {
        let own =
            REQUIRED.iter().find(|(kind, _)| *kind == record.kind()).map_or(&[][..], |(_, fields)| fields);
        for field in COMMON.iter().chain(own) {
            let none_is_filler = !NONE_SAYS_SOMETHING.contains(field);
            walk(&record.record().node, field, "", &mut |named, node| {
                judge(record, named, node, none_is_filler, found);
            });
        }
    }
}

fn judge(record: Placed<'_>, named: &str, node: &Node, none_is_filler: bool, found: &mut Findings<'_>) {
    let Some(text) = node.text() else { return };
    if text.trim().is_empty() {
        return;
    }
    let name = named.rsplit('.').next().unwrap_or(named);
    let text = text.trim();
    let message = match filler(text) {
        Some(Filler::Placeholder) => format!("`{name}` holds only the placeholder `{text}`"),
        Some(Filler::Nothing) if !none_is_filler => return,
        Some(Filler::NoReason | Filler::Nothing) => format!("`{name}` says `{text}` and gives no reason"),
        None => return,
    };
    found.add(record.at(named, node.at), message);
}

/// Calls `each` with every node that a field's path leads to, and with its path with list elements named.
fn walk(node: &Node, path: &str, named: &str, each: &mut dyn FnMut(&str, &Node)) {
    let (step, rest) = path.split_once('.').map_or((path, None), |(step, rest)| (step, Some(rest)));
    let (name, element) = match step.strip_suffix(']').and_then(|step| step.split_once('[')) {
        Some((name, key)) => (name, Some(key)),
        None => (step, None),
    };
    let Some(node) = node.get(name) else { return };
    let named = if named.is_empty() { name.to_owned() } else { format!("{named}.{name}") };
    let mut go = |node: &Node, named: &str| match rest {
        Some(rest) => walk(node, rest, named, each),
        None => each(named, node),
    };
    match (&node.value, element) {
        (Value::List(elements), Some(key)) => {
            for (index, element) in elements.iter().enumerate() {
                match element.get(key).and_then(Node::text) {
                    Some(key) => go(element, &format!("{named}.{key}")),
                    None => go(element, &format!("{named}[{index}]")),
                }
            }
        }
        // The elements of `name[]` may have names: versions by the id that they belong to.
        (Value::Map(entries), Some("")) => {
            for (key, value) in entries {
                go(value, &format!("{named}.{}", &*key.value));
            }
        }
        // One element alone may stand without a list.
        (Value::Map(_) | Value::Scalar { .. } | Value::Absent, _) | (Value::List(_), None) => {
            go(node, &named)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{REQUIRED, RULE, is_filler};
    use crate::field::{Card, Shape};
    use crate::rules::drawn;

    #[test]
    fn filler_is_told_from_what_says_something() {
        for text in [
            "TBD", "tbd.", "[TODO]", "<tbd>", "xxx", "XXXX", "?", "???", "-", "—", "...", "n/a", "N.A.",
            "**TBD**",
        ] {
            assert!(is_filler(text), "{text}");
        }
        for text in
            ["*", "n/a: no display", "x", "xx", "TBD Technologies GmbH", "none", "1.0", "2024-11-05", "C++"]
        {
            assert!(!is_filler(text), "{text}");
        }
    }

    #[test]
    fn parts_of_lists_are_named_by_their_value() {
        let example = "
//- risks/RISK-001.md
---
id: RISK-001
causes:
  - source: SOUP-001
    cause: ???
#          ^^^ `cause` holds only the placeholder `???`
---
//- verification/VER-001.md
---
id: VER-001
soup_versions: {SOUP-001: tbd}
#                         ^^^ `SOUP-001` holds only the placeholder `tbd`
---
";
        let findings = drawn::findings(&RULE, example).expect("an example");
        let fields: Vec<_> = findings.iter().map(|finding| &*finding.field).collect();
        assert_eq!(fields, ["causes.SOUP-001.cause", "soup_versions.SOUP-001"]);
        drawn::check(&RULE, example).expect("as drawn");
    }

    #[test]
    fn none_answers_a_question_and_is_no_reason() {
        let example = "
//- controls/RC-001.md
---
id: RC-001
new_hazard_review: none
---
//- changes/CR-001.md
---
id: CR-001
changes: [{soup: SOUP-001, from: none, to: 1.0}]
impact:
  new_causes: none
---
//- soup/SOUP-001.md
---
id: SOUP-001
license: NONE
no_hazard_rationale: None.
#                    ^^^^^ `no_hazard_rationale` says `None.` and gives no reason
---
";
        drawn::check(&RULE, example).expect("as drawn");
    }

    #[test]
    fn every_field_that_is_looked_at_exists() {
        fn exists(cards: &[Card], path: &str) -> bool {
            let (step, rest) = path.split_once('.').map_or((path, None), |(step, rest)| (step, Some(rest)));
            let name = step.split('[').next().unwrap_or(step);
            let Some(card) = cards.iter().find(|card| card.name == name) else { return false };
            let mut shape = (card.shape)();
            while let Shape::List(inner) = shape {
                shape = *inner;
            }
            match (rest, shape) {
                (None, _) => true,
                (Some(rest), Shape::Map(cards)) => exists(cards, rest),
                // `anomaly_sources` is described in words.
                (Some(_), Shape::Special(..)) => true,
                (Some(_), _) => false,
            }
        }
        for (kind, fields) in REQUIRED {
            for field in *fields {
                assert!(exists(kind.card().cards, field), "{kind} has no {field}");
            }
        }
    }
}
