//! How records stand, in words: what was estimated, what was tested when, who approved, which class and why.

use crate::dossier::{Placed, Reason};
use crate::field::Text;
use crate::record::change::Move;
use crate::record::control::ControlKind;
use crate::record::verification::VerificationResult;
use crate::record::{
    AnomalyReview, Change, Control, Document, Fields, Item, Problem, Release, Requirement, Risk, Soup, Tool,
    Verification, Waiver,
};

/// Returns what is to be known of a record besides its title, each fact a phrase of its own.
pub fn facts(record: Placed<'_>) -> Vec<String> {
    match &record.record().fields {
        Fields::Item(item) => kind_of_item(record, item),
        Fields::Soup(soup) => facts_of_soup(record, soup),
        Fields::Tool(tool) => tool_version(tool),
        Fields::Requirement(requirement) => facts_of_requirement(record, requirement),
        Fields::Risk(risk) => facts_of_risk(risk),
        Fields::Control(control) => facts_of_control(record, control),
        Fields::Verification(verification) => vec![run(verification)],
        Fields::AnomalyReview(review) => facts_of_review(review),
        Fields::Change(change) => facts_of_change(change),
        Fields::Problem(problem) => facts_of_problem(problem),
        Fields::Document(document) => revision(document),
        Fields::Release(release) => facts_of_release(release),
        Fields::Waiver(waiver) => facts_of_waiver(record, waiver),
    }
}

/// Returns the class that a record is judged by, and why; `None` for what is judged without.
pub fn class(record: Placed<'_>) -> Option<String> {
    let classed = record.classed();
    if classed.reason == Reason::NotJudged {
        return None;
    }
    let reason = classed.reason.sentence(record.dossier);
    let between = if reason.starts_with("by ") { "" } else { "," };
    Some(format!("class {}{between} {reason}", classed.class))
}

/// Returns what is recorded of a record's approval. It is a statement in a file, and said as such.
pub fn approval(record: Placed<'_>) -> String {
    let common = &record.record().common;
    if !record.record().is_live() {
        return "retired".to_owned();
    }
    match (&common.approved_by, &common.approved_on, &common.status) {
        (Some(by), Some(on), _) => format!("approval recorded as {}, {}", &*by.value, on.value),
        (Some(by), None, _) => format!("approval recorded as {}, undated", &*by.value),
        (None, _, Some(status)) => format!("{}, no approval recorded", status.value.word()),
        (None, _, None) => "no approval recorded".to_owned(),
    }
}

/// Returns how a verification ended: `passed test of 2025-11-20`.
pub fn run(verification: &Verification) -> String {
    let method = verification.method.as_ref().map_or("verification", |method| method.value.word());
    let on =
        verification.date.as_ref().map_or_else(|| ", undated".to_owned(), |on| format!(" of {}", on.value));
    match verification.result.as_ref().map(|result| result.value) {
        Some(VerificationResult::Pass) => format!("passed {method}{on}"),
        Some(VerificationResult::Fail) => format!("failed {method}{on}"),
        Some(VerificationResult::Planned) => format!("planned {method}, not done"),
        None => format!("{method} without a result"),
    }
}

/// Returns by what a requirement or control is verified.
pub fn proof(record: Placed<'_>) -> String {
    let runs: Vec<String> = record
        .verifications()
        .map(|(by, verification)| format!("{} ({})", run(verification), by.record().id()))
        .collect();
    if runs.is_empty() {
        "no verification names it".to_owned()
    } else {
        format!("verified by {}", runs.join(", "))
    }
}

/// Returns a risk's estimate before and after its controls, in the project's words.
pub fn estimate(risk: &Risk) -> String {
    let pair = |severity: &Option<Text>, probability: &Option<Text>| match (severity, probability) {
        (None, None) => String::new(),
        (severity, probability) => {
            let word = |word: &Option<Text>| {
                word.as_ref().map_or_else(|| "?".to_owned(), |word| word.value.to_string())
            };
            format!("{} × {}", word(severity), word(probability))
        }
    };
    let initial = pair(&risk.severity, &risk.probability);
    let residual =
        risk.residual.as_ref().map(|left| pair(&left.severity, &left.probability)).unwrap_or_default();
    match (initial.is_empty(), residual.is_empty()) {
        (_, true) => initial,
        (true, false) => format!("→ {residual}"),
        (false, false) => format!("{initial} → {residual}"),
    }
}

/// Returns the level of a risk that is left, as it is recorded; the initial one where no other is.
pub fn level(risk: &Risk) -> String {
    let residual = risk.residual.as_ref().and_then(|residual| residual.level.as_ref());
    let level = residual.or(risk.level.as_ref()).map(|level| level.value.to_string()).unwrap_or_default();
    let accepted = risk.acceptance.as_ref().is_some_and(|acceptance| acceptance.by.is_some());
    if accepted { format!("{level}, acceptance recorded") } else { level }
}

/// Returns whether a control is implemented in no software: it lies outside, or it informs.
pub fn is_outside(control: Option<&Control>) -> bool {
    control.is_some_and(|control| {
        control.external.as_ref().is_some_and(|external| external.value)
            || control.kind.as_ref().is_some_and(|kind| kind.value == ControlKind::Information)
    })
}

/// Returns a count with its noun.
pub fn many(count: usize, one: &str, several: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { several })
}

fn kind_of_item(record: Placed<'_>, item: &Item) -> Vec<String> {
    let kind = item.kind.as_ref().map(|kind| kind.value.word());
    let kind = kind.or_else(|| record.is_system().then_some("system"));
    kind.into_iter().map(|kind| format!("software {kind}")).collect()
}

fn facts_of_soup(record: Placed<'_>, soup: &Soup) -> Vec<String> {
    let version = soup.version.as_ref();
    let mut facts =
        vec![version.map_or("no version".to_owned(), |version| format!("version {}", &*version.value))];
    let known = record.anomalies().count();
    if known > 0 {
        let open = record.anomalies().filter(|anomaly| anomaly.is_open()).count();
        facts.push(format!("{} recorded, {open} open", many(known, "anomaly", "anomalies")));
    }
    facts
}

fn tool_version(tool: &Tool) -> Vec<String> {
    tool.version.iter().map(|version| format!("version {}", &*version.value)).collect()
}

fn facts_of_requirement(record: Placed<'_>, requirement: &Requirement) -> Vec<String> {
    let kind = requirement.kind.as_ref().map(|kind| kind.value.word().to_owned());
    kind.into_iter().chain([proof(record)]).collect()
}

fn facts_of_risk(risk: &Risk) -> Vec<String> {
    [estimate(risk), level(risk)].into_iter().filter(|fact| !fact.is_empty()).collect()
}

fn facts_of_control(record: Placed<'_>, control: &Control) -> Vec<String> {
    let kind = control.kind.as_ref().map_or("", |kind| kind.value.word());
    let external = control.external.as_ref().is_some_and(|external| external.value);
    let kind = if external { format!("{kind}, external") } else { kind.to_owned() };
    [kind, proof(record)].into_iter().filter(|fact| !fact.is_empty()).collect()
}

fn facts_of_review(review: &AnomalyReview) -> Vec<String> {
    let date = review.date.as_ref().map_or("undated".to_owned(), |date| date.value.to_string());
    let by = review.reviewer.as_ref().map_or_else(String::new, |by| format!(" by {}", &*by.value));
    vec![format!("review of {date}{by}"), many(review.anomalies.len(), "anomaly", "anomalies")]
}

fn facts_of_change(change: &Change) -> Vec<String> {
    let moved = |moved: &Move| {
        let word =
            |text: &Option<Text>| text.as_ref().map_or_else(|| "?".to_owned(), |text| text.value.to_string());
        let soup = moved.soup.as_ref().map_or("?", |soup| &*soup.value);
        format!("{soup} {} → {}", word(&moved.from), word(&moved.to))
    };
    let reason = change.reason.as_ref().map(|reason| format!("for {}", reason.value.word()));
    let decision = change.decision.as_ref();
    let decision =
        decision.map_or("no decision".to_owned(), |decision| format!("decision: {}", decision.value.word()));
    change.changes.iter().map(moved).chain(reason).chain([decision]).collect()
}

fn facts_of_problem(problem: &Problem) -> Vec<String> {
    let disposition = problem.disposition.as_ref();
    vec![disposition.map_or("no disposition", |_| "disposition recorded").to_owned()]
}

fn revision(document: &Document) -> Vec<String> {
    document.revision.iter().map(|revision| format!("revision {}", &*revision.value)).collect()
}

fn facts_of_release(release: &Release) -> Vec<String> {
    let version = release.version.as_ref().map(|version| format!("version {}", &*version.value));
    let date = release.date.as_ref().map(|date| format!("of {}", date.value));
    let residual = many(release.residual_anomalies.len(), "residual anomaly", "residual anomalies");
    version.into_iter().chain(date).chain([residual]).collect()
}

fn facts_of_waiver(record: Placed<'_>, waiver: &Waiver) -> Vec<String> {
    let rule = waiver.rule.as_ref().map(|rule| format!("waives {}", &*rule.value));
    let expires = waiver.expires.as_ref().map(|on| format!("until {}", on.value));
    let faults = waiver.faults(record.record(), record.dossier.judged.as_of);
    let invalid = (!faults.is_empty()).then(|| "not in force".to_owned());
    rule.into_iter().chain(expires).chain(invalid).collect()
}
