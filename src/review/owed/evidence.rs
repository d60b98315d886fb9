//! Evidence that has to be produced again.

use super::draft;
use super::{Fill, Owed, Role, Work, by_record, fingerprints, listed};
use crate::dossier::Placed;
use crate::record::Kind;
use crate::rules::Finding;

/// Asks for one review of the anomalies of all SOUP of which none is there, or none for this version or use.
pub(super) fn anomaly_review(work: &mut Work<'_>) {
    let findings = work.of_rules(&["anomaly-review-stale", "anomaly-review-missing"]);
    let mut soups: Vec<Placed<'_>> = Vec::new();
    let mut settled: Vec<&Finding> = Vec::new();
    for finding in findings {
        // What is found at a review names the SOUP in its field.
        let id = finding.field.strip_prefix("covers.").or(finding.record.as_deref());
        let Some(soup) = id.and_then(|id| work.head.find(id)).filter(|soup| soup.kind() == Kind::Soup) else {
            continue;
        };
        if !soups.contains(&soup) {
            soups.push(soup);
        }
        settled.push(finding);
    }
    if soups.is_empty() {
        return;
    }
    let draft = draft::anomaly_review(work.head, &soups, work.head.judged.as_of);
    let named: Vec<String> = soups.iter().map(|soup| with_version(*soup)).collect();
    let mut fills =
        vec![Fill::asked("date", "On which day was it done?"), Fill::asked("reviewer", "Who did it?")];
    let sources = draft::review_fields(&draft.text);
    fills.extend(sources.into_iter().map(|field| {
        let is_day = field.ends_with("retrieved");
        Fill::asked(field, if is_day { "On which day was the list read?" } else { "Where is the list?" })
    }));
    fills.push(Fill::asked(
        "anomalies",
        "Which published anomalies matter here, and what do they mean? None is an answer too",
    ));
    fills.push(Fill::asked("conclusion", "What follows for the device?"));
    work.add(Owed {
        role: Role::Risk,
        action: format!("review the published anomalies of {} and write {}", listed(&named), draft.id),
        command: None,
        record: Some(draft.id),
        path: draft.path,
        line: None,
        draft: Some(draft.text),
        fills,
        settles: fingerprints(&settled),
    });
}

/// Asks for the verifications to be run again, each once.
pub(super) fn runs(work: &mut Work<'_>) {
    let findings = work.of_rules(&["verification-stale", "segregation-evidence-stale"]);
    for (id, findings) in by_record(&findings) {
        let Some(record) = work.head.find(&id) else { continue };
        let mut fills: Vec<Fill> = Vec::new();
        for finding in &findings {
            let named = finding.field.strip_prefix("soup_versions.");
            let now = named.and_then(|soup| {
                finding
                    .reasons
                    .iter()
                    .find(|edit| edit.field == "version" && edit.record.eq_ignore_ascii_case(soup))
            });
            if let Some(version) = now.and_then(|edit| edit.after.clone()) {
                fills.push(Fill::given(
                    finding.field.clone(),
                    version,
                    "The version that the run has to test",
                ));
            }
        }
        let versions: Vec<String> = fills
            .iter()
            .filter_map(|fill| {
                Some(format!("{} {}", fill.field.strip_prefix("soup_versions.")?, fill.value.as_ref()?))
            })
            .collect();
        let with = if versions.is_empty() { String::new() } else { format!(" with {}", listed(&versions)) };
        fills.extend(run_fills(record));
        let action = format!("run {id} again{with}, and write down its result, date, versions and evidence");
        work.edit(Role::Development, action, record, fills, &findings);
    }
}

/// Returns what only those know who ran a verification.
pub(super) fn run_fills(record: Placed<'_>) -> Vec<Fill> {
    vec![
        day(record, "date", "On which day was it run?"),
        Fill::asked("result", "Did it pass: pass or fail?"),
        Fill::asked("software_version", "Which version of the software was tested?"),
        Fill::asked("evidence", "Which report shows it?"),
    ]
}

/// Asks for risks to be assessed, and residual risks to be accepted, again.
pub(super) fn assessments(work: &mut Work<'_>) {
    for (id, findings) in by_record(&work.of_rules(&["risk-assessment-stale"])) {
        let Some(record) = work.head.find(&id) else { continue };
        let fills = vec![
            day(record, "approved_on", "On which day was the assessment approved?"),
            Fill::asked("approved_by", "By whom?"),
        ];
        let action =
            format!("assess {id} again for what changed in {}, and have it approved", causes(&findings));
        work.edit(Role::Risk, action, record, fills, &findings);
    }
    for (id, findings) in by_record(&work.of_rules(&["acceptance-stale"])) {
        let Some(record) = work.head.find(&id) else { continue };
        let fills = vec![
            day(record, "acceptance.on", "On which day was it accepted?"),
            Fill::asked("acceptance.by", "By whom?"),
        ];
        let action = format!(
            "decide again whether the residual risk of {id} is accepted, after what changed in {}",
            causes(&findings)
        );
        work.edit(Role::Risk, action, record, fills, &findings);
    }
}

/// Asks for what was approved before to be approved again, and for changes to be approved at all.
pub(super) fn approvals(work: &mut Work<'_>) {
    for (id, findings) in by_record(&work.of_rules(&["approval-stale", "change-unapproved"])) {
        let Some(record) = work.head.find(&id) else { continue };
        let fills = vec![
            day(record, "approved_on", "On which day was it approved?"),
            Fill::asked("approved_by", "By whom?"),
            Fill::given("status", "approved", "What was approved says so"),
        ];
        let again =
            if findings.iter().any(|finding| finding.rule.code == "approval-stale") { " again" } else { "" };
        work.edit(Role::Quality, format!("have {id} approved{again}"), record, fills, &findings);
    }
}

/// Asks for a day. One that stands there already says nothing new: then the commit that was looked at is named instead.
pub(super) fn day(record: Placed<'_>, field: &str, ask: &str) -> Fill {
    let written = field.split('.').try_fold(&record.record().node, |node, part| node.get(part));
    let same = written
        .and_then(|node| node.text())
        .is_some_and(|day| *day == *record.dossier.judged.as_of.to_string());
    if same {
        return Fill::asked(
            field,
            format!(
                "{ask} It says today already: where that is right, name in `seen_at` the commit that was looked at"
            ),
        );
    }
    Fill::asked(field, ask)
}

/// Names the records that changed.
fn causes(findings: &[&Finding]) -> String {
    let mut ids: Vec<String> = Vec::new();
    for edit in findings.iter().flat_map(|finding| &finding.reasons) {
        if !ids.contains(&edit.record) {
            ids.push(edit.record.clone());
        }
    }
    listed(&ids)
}

fn with_version(soup: Placed<'_>) -> String {
    let fields = soup.fields::<crate::record::Soup>();
    let version = fields.and_then(|soup| soup.version.as_ref()).map(|version| version.value.to_string());
    format!("{} {}", soup.id(), version.unwrap_or_default()).trim_end().to_owned()
}
