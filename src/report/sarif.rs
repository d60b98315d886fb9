//! Findings as SARIF 2.1.0, as GitHub's code scanning and editors read it.
//!
//! GitHub refuses a run of more than 25,000 results and a file of more than 10 MB, shows a result only at a real line, and takes
//! two results with one fingerprint for one. So every result has exactly one location and a fingerprint of its own, and where
//! not all fit, the least grave are left out, and the run says how many.

use std::borrow::Cow;
use std::cmp::Reverse;

use rayon::prelude::*;
use serde_json::{Value, json};

use super::narrated::{grounds, incomplete, level_changed, reason, summary, tame};
use super::place::{Place, message};
use super::{Checked, Rendered, page};
use crate::config::Level;
use crate::rules::{Finding, Rule};
use crate::text::{FileText, Position, Span};

/// What a reader takes.
#[derive(Clone, Copy)]
struct Limits {
    results: usize,
    bytes: usize,
}

/// What GitHub takes. The size is that of the compressed file, which is never the larger one.
const LIMITS: Limits = Limits { results: 25_000, bytes: 10_000_000 };

/// The most characters of one text: a single value of a record can be as long as the file may be.
const LONGEST: usize = 1_000;

/// How many further places of a result are told.
const RELATED: usize = 100;

/// Writes the document: the run on one line, and each result on its own.
pub fn render(checked: &Checked) -> Rendered {
    render_within(checked, LIMITS)
}

fn render_within(checked: &Checked, limits: Limits) -> Rendered {
    let rules = rules(checked);
    let results: Vec<String> =
        checked.findings.par_iter().map(|finding| result(finding, &rules, checked).to_string()).collect();
    let whole = run(checked, &rules, None).to_string().len();
    // The notice itself takes some room.
    let kept = kept(checked, &results, limits.results, limits.bytes.saturating_sub(whole + 2_000));
    let left_out = (kept.len() < results.len()).then(|| left_out(checked, &kept, limits));
    let run = run(checked, &rules, left_out.as_deref()).to_string();
    let head = run.strip_suffix('}').expect("an object ends with a brace");
    let kept: Vec<&str> = kept.iter().map(|index| &*results[*index]).collect();
    let text = format!(
        "{{\"$schema\":\"{SCHEMA}\",\"version\":\"2.1.0\",\"runs\":[{head},\"results\":[\n{}\n]}}]}}\n",
        kept.join(",\n")
    );
    Rendered { text, left_out }
}

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// Returns the numbers of the results that fit, in the order of the findings: the gravest are taken first, waived ones last.
fn kept(checked: &Checked, results: &[String], most: usize, mut bytes: usize) -> Vec<usize> {
    let mut order: Vec<usize> = (0..results.len()).collect();
    let grave =
        |index: &usize| (checked.findings[*index].is_waived(), Reverse(checked.findings[*index].level));
    order.sort_by_key(grave);
    let fits = |index: &usize| {
        let length = results[*index].len() + 2;
        let fits = length <= bytes;
        bytes = bytes.saturating_sub(length);
        fits
    };
    // Nothing less grave takes the place of what does not fit.
    let mut kept: Vec<usize> = order.into_iter().take(most).take_while(fits).collect();
    kept.sort_unstable();
    kept
}

/// Says how many results are left out, and of which levels.
fn left_out(checked: &Checked, kept: &[usize], limits: Limits) -> String {
    let mut counts = checked.counts();
    for index in kept {
        let finding = &checked.findings[*index];
        let count = match finding.level {
            _ if finding.is_waived() => &mut counts.waived,
            Level::Error => &mut counts.error,
            Level::Warning => &mut counts.warning,
            Level::Note => &mut counts.note,
        };
        *count -= 1;
    }
    let each = [
        (counts.error, "errors"),
        (counts.warning, "warnings"),
        (counts.note, "notes"),
        (counts.waived, "waived findings"),
    ];
    let each: Vec<String> =
        each.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")).collect();
    format!(
        "{} of {} findings are left out, the least grave, since GitHub takes {} results and {} bytes: {}",
        checked.findings.len() - kept.len(),
        checked.findings.len(),
        limits.results,
        limits.bytes,
        each.join(", ")
    )
}

/// Returns the rules that were asked. A finding's rule is always among them.
fn rules(checked: &Checked) -> Vec<&'static Rule> {
    let mut rules = checked.input.rules.clone();
    rules.extend(checked.findings.iter().map(|finding| finding.rule));
    rules.sort_by_key(|rule| rule.code);
    rules.dedup_by_key(|rule| rule.code);
    rules
}

/// Returns all of the run but its results.
fn run(checked: &Checked, rules: &[&'static Rule], left_out: Option<&str>) -> Value {
    let input = &checked.input;
    let mut invocation = json!({ "executionSuccessful": true });
    let overrides: Vec<Value> = input
        .levels
        .iter()
        .filter_map(|change| {
            let index = rules.binary_search_by_key(&&*change.code, |rule| rule.code).ok()?;
            Some(json!({
                "descriptor": { "id": change.code, "index": index },
                "configuration": { "level": change.level.word() },
            }))
        })
        .collect();
    let notifications = |texts: Vec<(String, &str)>| -> Vec<Value> {
        let each = texts
            .into_iter()
            .map(|(text, level)| json!({ "level": level, "message": { "text": text_of(&text) } }));
        each.collect()
    };
    let configured = input.levels.iter().map(|change| (level_changed(change), "note")).collect();
    let executed = left_out.map(|text| (text.to_owned(), "warning"));
    let executed =
        executed.into_iter().chain(checked.incomplete.as_deref().map(|why| (incomplete(why), "warning")));
    for (key, value) in [
        ("ruleConfigurationOverrides", overrides),
        ("toolConfigurationNotifications", notifications(configured)),
        ("toolExecutionNotifications", notifications(executed.collect())),
    ] {
        if !value.is_empty() {
            invocation[key] = value.into();
        }
    }
    let levels = input.levels.iter().map(
        |change| json!({ "rule": change.code, "level": change.level.word(), "default": change.default() }),
    );
    json!({
        "tool": { "driver": {
            "name": "Tureen",
            "version": env!("CARGO_PKG_VERSION"),
            "semanticVersion": env!("CARGO_PKG_VERSION"),
            "rules": rules.iter().map(|rule| descriptor(rule, checked)).collect::<Vec<_>>(),
        }},
        "language": "en",
        // Reports of several devices of a repository are kept apart.
        "automationDetails": { "id": format!("tureen/{}", input.root) },
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": { ROOT: { "description": { "text": "The repository's root." } } },
        "invocations": [invocation],
        "properties": {
            "device": tame(&input.device),
            "moment": tame(input.moment.name()),
            "commit": input.commit,
            "tree": input.tree,
            "dirty": input.dirty,
            "asOf": input.as_of.to_string(),
            "judgedAsRelease": input.release,
            "records": input.records,
            "rulesets": input.rulesets,
            "levels": levels.collect::<Vec<_>>(),
            "narrowed": input.narrowed.iter().map(|only| tame(only)).collect::<Vec<_>>(),
            "summary": summary(checked),
            "complete": checked.incomplete.is_none(),
        },
    })
}

/// The name by which SARIF's readers know the repository's root.
const ROOT: &str = "%SRCROOT%";

/// Describes a rule.
fn descriptor(rule: &Rule, checked: &Checked) -> Value {
    let rulesets = &checked.input.rulesets;
    let clauses: Vec<_> =
        rule.clauses.iter().filter(|clause| rulesets.iter().any(|it| it == clause.ruleset)).collect();
    let cited: Vec<String> = clauses.iter().map(|clause| clause.to_string()).collect();
    let basis = rule.basis(rulesets).map(|basis| basis.to_string());
    let mut tags: Vec<&str> = basis.as_deref().into_iter().collect();
    for clause in &clauses {
        if !tags.contains(&clause.ruleset) {
            tags.push(clause.ruleset);
        }
    }
    let explain = rule.explain.trim();
    let asked: Vec<String> =
        clauses.iter().map(|clause| format!("- {clause}, {} ({})", clause.title, clause.basis)).collect();
    let (summary, help) = (sentence(rule.summary), sentence(rule.help));
    let plain = explain.split("\n\n").next().unwrap_or_default().replace('\n', " ");
    json!({
        "id": rule.code,
        "shortDescription": { "text": text_of(&summary) },
        "fullDescription": { "text": text_of(&plain) },
        "help": {
            "text": text_of(&format!("{help} Asked for by {}.", cited.join(", "))),
            "markdown": braced(&format!("{explain}\n\n{help}\n\nAsked for by:\n\n{}\n", asked.join("\n"))),
        },
        "defaultConfiguration": { "level": rule.severity.level(None, checked.input.release).word() },
        "properties": {
            "tags": tags,
            "basis": basis,
            "clauses": cited,
            "classes": rule.classes.to_string(),
            "levels": page::level(rule),
        },
    })
}

/// Describes a finding.
fn result(finding: &Finding, rules: &[&'static Rule], checked: &Checked) -> Value {
    let index = rules.binary_search_by_key(&finding.rule.code, |rule| rule.code).expect("the rule was asked");
    let clauses: Vec<String> = finding.clauses().iter().map(ToString::to_string).collect();
    let mut result = json!({
        "ruleId": finding.rule.code,
        "ruleIndex": index,
        "kind": "fail",
        // GitHub knows no suppressions: there a waived finding is a note that says so.
        "level": if finding.is_waived() { Level::Note } else { finding.level }.word(),
        "message": { "text": said(finding) },
        "locations": [location(finding, checked)],
        // GitHub tracks a result by the second one alone, and would make it of the line, on which other results may stand.
        "partialFingerprints": { "tureen/v1": finding.fingerprint, "primaryLocationLineHash": finding.fingerprint },
        "properties": {
            "basis": finding.basis().to_string(),
            "clauses": clauses,
            "class": finding.class.map(|class| class.to_string()),
            "level": finding.level.word(),
            "record": finding.record.as_deref().map(tame),
            "field": tame(&finding.field),
            "path": tame(&finding.path),
        },
    });
    let related = related(finding);
    if !related.is_empty() {
        result["relatedLocations"] = related.into();
    }
    if !finding.reasons.is_empty() {
        result["properties"]["reasons"] = finding.reasons.iter().map(reason).collect();
    }
    if let Some(waiver) = &finding.waived_by {
        result["suppressions"] = json!([suppression(waiver, checked)]);
    }
    result
}

/// Says what was found, what to do, because of what and who asks for it, each in its own line: the first is shown where there is
/// little room.
fn said(finding: &Finding) -> String {
    let waived =
        finding.waived_by.as_ref().map_or(String::new(), |waiver| format!("waived by {}: ", tame(waiver)));
    let what = format!("{waived}{}", message(finding));
    // A path keeps its first letter as it is.
    let mut lines = vec![if finding.is_file { sentence(&what) } else { what }];
    lines.extend(finding.reasons.iter().map(|edit| format!("Because {}.", reason(edit))));
    lines.push(sentence(&tame(&finding.help)));
    lines.push(format!("Asked for by {}.", grounds(finding)));
    let more = finding.labels.len() + finding.related.len();
    if more > RELATED {
        lines.push(format!("{RELATED} of {more} further places are told."));
    }
    lines.iter().map(|line| text_of(line)).collect::<Vec<_>>().join("\n")
}

fn location(finding: &Finding, checked: &Checked) -> Value {
    let Place { path, start, end } = Place::of(finding, &checked.input);
    let mut location = physical(path, start, end);
    if let Some(record) = &finding.record {
        let name =
            if finding.field.is_empty() { record.clone() } else { format!("{record}/{}", finding.field) };
        location["logicalLocations"] = json!([{ "fullyQualifiedName": tame(&name), "kind": "record" }]);
    }
    location
}

fn related(finding: &Finding) -> Vec<Value> {
    let place = |path: &str, text: &FileText, span: Span, says: &str| {
        let end = (!text.is_empty()).then(|| text.position(span.end));
        let mut location = physical(path, text.position(span.start), end);
        location["message"] = json!({ "text": text_of(says) });
        location
    };
    let labels =
        finding.labels.iter().map(|label| place(&finding.path, &finding.text, label.span, &label.message));
    let others = finding.related.iter().map(|it| place(&it.path, &it.text, it.span, &it.message));
    labels.chain(others).take(RELATED).collect()
}

fn physical(path: &str, start: Position, end: Option<Position>) -> Value {
    let region = match end {
        Some(end) => json!({
            "startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column,
        }),
        None => json!({ "startLine": start.line }),
    };
    json!({ "physicalLocation": {
        "artifactLocation": { "uri": uri(path), "uriBaseId": ROOT },
        "region": region,
    }})
}

fn suppression(id: &str, checked: &Checked) -> Value {
    let Some(waiver) = checked.waivers.get(id) else {
        return json!({ "kind": "external", "justification": text_of(&format!("waived by {id}")) });
    };
    let until = waiver.expires.map_or(String::new(), |day| format!(", until {day}"));
    let why = format!("{id}, approval recorded as {}{until}: {}", waiver.approved_by, waiver.reason);
    let at = physical(&waiver.path, Position { line: 1, column: 1 }, None);
    json!({ "kind": "external", "status": "accepted", "justification": text_of(&why), "location": at })
}

/// Returns a path as a relative reference: what has a meaning in an address is written as its bytes.
fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(char::from(byte))
            }
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

/// Returns a text in one line as a message of SARIF: nothing in it is a link or a placeholder, and it is not too long.
fn text_of(text: &str) -> String {
    let line = tame(text);
    let line: Cow<'_, str> = match line.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &line[..end]).into(),
        None => line.into(),
    };
    // `[text](address)` is a link even in a plain message.
    braced(&line.replace("](", "] ("))
}

/// Doubles braces: a single one begins a placeholder.
fn braced(text: &str) -> String {
    text.replace('{', "{{").replace('}', "}}")
}

/// Returns a statement or an instruction as a sentence.
fn sentence(text: &str) -> String {
    let mut characters = text.chars();
    let text: String =
        characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect());
    if text.ends_with(['.', '?', '!']) { text } else { text + "." }
}

#[cfg(test)]
mod tests;
