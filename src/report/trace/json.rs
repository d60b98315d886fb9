//! A trace for machines: one JSON document, `tureen/trace/1`.
//!
//! Every record that is named is told once, under `records`; walks name them by path, which every record has.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Told, Traced};
use crate::dossier::Placed;
use crate::report::json;
use crate::rules::Finding;
use crate::trace::answers::Answered;
use crate::trace::package::{Compared, Holder};
use crate::trace::releases::{self, History, mentions};
use crate::trace::words::facts;
use crate::trace::{ByFile, End, Found, JudgedAnomaly, Neighbourhood, Step};

/// The name and version of the format.
const SCHEMA: &str = "tureen/trace/1";

/// Writes the document, with a newline at its end.
pub(super) fn render(traced: &Traced<'_>) -> String {
    json::written(&Document::of(traced))
}

#[derive(Serialize)]
struct Document<'t> {
    schema: &'static str,
    tool: json::Tool,
    input: json::Input<'t>,
    asked: &'t str,
    depth: usize,
    /// `record`, `unreadable`, `package`, `anomaly`, `clauses` or `releases`.
    found: &'static str,
    /// Every record that is named below, by path.
    records: Vec<Record<'t>>,
    neighbourhoods: Vec<Around<'t>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    anomalies: Vec<Anomaly<'t>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    clauses: Vec<Clause<'t>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    releases: Vec<Release<'t>>,
    complete: bool,
    /// Only there when something could not be judged.
    #[serde(skip_serializing_if = "Option::is_none")]
    incomplete: Option<&'t str>,
}

#[derive(Serialize)]
struct Record<'t> {
    id: &'t str,
    kind: String,
    title: &'t str,
    path: String,
    live: bool,
    /// What is to be known of it, in words.
    facts: Vec<String>,
    class: Option<String>,
    class_reason: Option<String>,
    approval: Approval<'t>,
    findings: Vec<json::Found<'t>>,
}

#[derive(Serialize)]
struct Approval<'t> {
    status: Option<&'static str>,
    by: Option<&'t str>,
    on: Option<String>,
}

#[derive(Serialize)]
struct Around<'t> {
    path: String,
    /// The package URL as the record writes it, where a package was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    purl: Option<&'t str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<&'t str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    compared: Option<&'static str>,
    above: Vec<Walked>,
    below: Vec<Walked>,
}

#[derive(Serialize)]
struct Walked {
    path: String,
    words: Vec<&'static str>,
    /// The versions that these links name.
    versions: Vec<String>,
    /// `open`, `told` (elsewhere in this walk), `circle` or `deeper`.
    end: &'static str,
    /// How many more records come next, where the walk goes no further.
    more: usize,
    steps: Vec<Walked>,
}

#[derive(Serialize)]
struct Anomaly<'t> {
    id: Option<&'t str>,
    soup: Option<Around<'t>>,
    entries: Vec<Entry<'t>>,
    risks: Vec<Around<'t>>,
    change: Option<Around<'t>>,
}

#[derive(Serialize)]
struct Entry<'t> {
    anomaly: &'t str,
    review: &'t str,
    on: Option<String>,
    versions: &'t [String],
    governs: bool,
    state: Option<&'static str>,
    justification: Option<&'static str>,
    impact_statement: Option<&'t str>,
    action_statement: Option<&'t str>,
    safety_relevance: Option<&'static str>,
    affected_range: Option<&'t str>,
}

#[derive(Serialize)]
struct Clause<'t> {
    clause: String,
    title: &'static str,
    summary: &'static str,
    classes: String,
    basis: String,
    ruleset: &'static str,
    in_force: bool,
    rules: Vec<&'static str>,
    findings: Vec<json::Found<'t>>,
    sections: Vec<Section>,
    answering: Vec<String>,
    silent: Vec<String>,
    not_asked: Vec<String>,
}

#[derive(Serialize)]
struct Section {
    kind: String,
    section: &'static str,
}

#[derive(Serialize)]
struct Release<'t> {
    name: &'t str,
    release: bool,
    as_of: String,
    soups: Vec<SoupThen<'t>>,
}

#[derive(Serialize)]
struct SoupThen<'t> {
    id: &'t str,
    title: &'t str,
    version: Option<&'t str>,
    live: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    compared: Option<&'static str>,
    ranges: Vec<Range<'t>>,
    entries: Vec<Entry<'t>>,
    later: Vec<Later<'t>>,
}

#[derive(Serialize)]
struct Range<'t> {
    anomaly: &'t str,
    review: &'t str,
    text: &'t str,
    /// Whether the text mentions the version; whether it takes it in is for a person to read.
    mentions_version: bool,
}

#[derive(Serialize)]
struct Later<'t> {
    moment: &'t str,
    entry: Entry<'t>,
}

impl<'t> Document<'t> {
    fn of(traced: &'t Traced<'t>) -> Document<'t> {
        let mut document = Document {
            schema: SCHEMA,
            tool: json::Tool::this(),
            input: json::Input::of(&traced.input),
            asked: &traced.asked,
            depth: traced.depth,
            found: "",
            records: Vec::new(),
            neighbourhoods: Vec::new(),
            anomalies: Vec::new(),
            clauses: Vec::new(),
            releases: Vec::new(),
            complete: traced.incomplete.is_none(),
            incomplete: traced.incomplete.as_deref(),
        };
        match &traced.told {
            Told::Now(found, findings) => document.now(found, findings),
            Told::Always(history) => document.always(history),
        }
        document
    }

    fn now(&mut self, found: &'t Found<'t>, findings: &'t ByFile<'t>) {
        let mut named = Named::default();
        match found {
            Found::Record(around) => {
                self.found = "record";
                self.neighbourhoods.push(named.around(around));
            }
            Found::Unreadable(_) => self.found = "unreadable",
            Found::Package(_, holders) => {
                self.found = "package";
                self.neighbourhoods = holders.iter().map(|holder| named.holder(holder)).collect();
            }
            Found::Anomaly(all) => {
                self.found = "anomaly";
                self.anomalies = all.iter().map(|judged| named.anomaly(judged)).collect();
            }
            Found::Clauses(all) => {
                self.found = "clauses";
                self.clauses = all.iter().map(|answered| named.clause(answered)).collect();
            }
        }
        self.records = named.records.values().map(|record| self::record(*record, findings)).collect();
    }

    fn always(&mut self, history: &'t History) {
        self.found = "releases";
        self.releases = history.moments.iter().map(|moment| release(history, moment)).collect();
    }
}

/// The records that are named, by path.
#[derive(Default)]
struct Named<'t> {
    records: BTreeMap<&'t str, Placed<'t>>,
}

impl<'t> Named<'t> {
    fn path(&mut self, record: Placed<'t>) -> String {
        self.records.insert(record.path(), record);
        record.dossier.repository_path(record.path())
    }

    fn around(&mut self, around: &'t Neighbourhood<'t>) -> Around<'t> {
        Around {
            path: self.path(around.record),
            purl: None,
            version: None,
            compared: None,
            above: self.steps(&around.above),
            below: self.steps(&around.below),
        }
    }

    fn holder(&mut self, holder: &'t Holder<'t>) -> Around<'t> {
        Around {
            purl: Some(holder.written),
            version: holder.version.as_deref(),
            compared: compared(holder.compared),
            ..self.around(&holder.around)
        }
    }

    fn steps(&mut self, steps: &'t [Step<'t>]) -> Vec<Walked> {
        let one = |step: &'t Step<'t>| {
            let (end, more) = match step.end {
                End::Open => ("open", 0),
                End::Told => ("told", 0),
                End::Circle => ("circle", 0),
                End::Deeper(more) => ("deeper", more),
            };
            Walked {
                path: self.path(step.record),
                words: step.words.clone(),
                versions: step.versions.iter().map(ToString::to_string).collect(),
                end,
                more,
                steps: self.steps(&step.steps),
            }
        };
        steps.iter().map(one).collect()
    }

    fn anomaly(&mut self, judged: &'t JudgedAnomaly<'t>) -> Anomaly<'t> {
        Anomaly {
            id: judged.known.id(),
            soup: judged.soup.as_ref().map(|soup| self.around(soup)),
            entries: judged.entries.iter().map(entry).collect(),
            risks: judged.risks.iter().map(|risk| self.around(risk)).collect(),
            change: judged.change.as_ref().map(|change| self.around(change)),
        }
    }

    fn clause(&mut self, answered: &'t Answered<'t>) -> Clause<'t> {
        let mut paths = |records: &'t [Placed<'t>]| records.iter().map(|record| self.path(*record)).collect();
        Clause {
            clause: answered.clause.to_string(),
            title: answered.clause.title,
            summary: answered.clause.summary,
            classes: answered.clause.classes.to_string(),
            basis: answered.clause.basis.to_string(),
            ruleset: answered.clause.ruleset,
            in_force: answered.in_force,
            rules: answered.rules.iter().map(|rule| rule.code).collect(),
            findings: answered.findings.iter().copied().map(json::Found::of).collect(),
            sections: answered
                .sections
                .iter()
                .map(|(kind, section)| Section { kind: kind.to_string(), section })
                .collect(),
            answering: paths(&answered.answering),
            silent: paths(&answered.silent),
            not_asked: paths(&answered.not_asked),
        }
    }
}

fn record<'t>(record: Placed<'t>, findings: &'t ByFile<'t>) -> Record<'t> {
    let common = &record.record().common;
    let classed = record.classed();
    let is_judged = classed.reason != crate::dossier::Reason::NotJudged;
    let findings: &'t [&'t Finding] = findings.at(record.dossier, record.path());
    Record {
        id: record.record().id(),
        kind: record.kind().to_string(),
        title: record.record().title(),
        path: record.dossier.repository_path(record.path()),
        live: record.record().is_live(),
        facts: facts(record),
        class: is_judged.then(|| classed.class.to_string()),
        class_reason: is_judged.then(|| classed.reason.sentence(record.dossier)),
        approval: Approval {
            status: common.status.as_ref().map(|status| status.value.word()),
            by: common.approved_by.as_ref().map(|by| &*by.value),
            on: common.approved_on.as_ref().map(|on| on.value.to_string()),
        },
        findings: findings.iter().copied().map(json::Found::of).collect(),
    }
}

fn entry(entry: &releases::Entry) -> Entry<'_> {
    Entry {
        anomaly: &entry.anomaly,
        review: &entry.review,
        on: entry.on.map(|on| on.to_string()),
        versions: &entry.versions,
        governs: entry.governs,
        state: entry.state,
        justification: entry.justification,
        impact_statement: entry.impact.as_deref(),
        action_statement: entry.action.as_deref(),
        safety_relevance: entry.safety,
        affected_range: entry.range.as_deref(),
    }
}

fn release<'t>(history: &'t History, moment: &'t releases::InMoment) -> Release<'t> {
    let soup = |soup: &'t releases::SoupThen| SoupThen {
        id: &soup.id,
        title: &soup.title,
        version: soup.version.as_deref(),
        live: soup.is_live,
        compared: compared(soup.compared),
        ranges: history
            .ranges_of(&soup.id)
            .map(|range| Range {
                anomaly: &range.anomaly,
                review: &range.review,
                text: &range.text,
                mentions_version: soup.version.as_ref().is_some_and(|version| mentions(&range.text, version)),
            })
            .collect(),
        entries: soup.entries.iter().map(entry).collect(),
        later: soup.later.iter().map(|(name, later)| Later { moment: name, entry: entry(later) }).collect(),
    };
    Release {
        name: &moment.name,
        release: moment.is_release,
        as_of: moment.as_of.to_string(),
        soups: moment.soups.iter().map(soup).collect(),
    }
}

fn compared(compared: Compared) -> Option<&'static str> {
    match compared {
        Compared::NotAsked => None,
        Compared::Same => Some("same"),
        Compared::BeginsWith => Some("begins-with"),
        Compared::Other => Some("other"),
    }
}
