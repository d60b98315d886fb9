//! What is recorded of what became of a SOUP: changes, residual anomalies, problems, what regulators ask, and who watches it.

use super::blocks::{BLOCKS, QUESTIONS};
use super::recorded::{Rows, Subject, judged};
use crate::dossier::{AnomalyEntry, KnownAnomaly};
use crate::record::Problem;
use crate::record::anomaly_review::AnomalyType;
use crate::record::relations::AFFECTS;
use crate::record::release::ResidualAnomaly;
use crate::site::html::{text, time};
use crate::site::state;
use crate::site::values::{Values, word};
use crate::trace::{live, words};

impl Rows {
    /// Adds what was found when changes of it were analysed.
    pub fn impact(subject: &Subject<'_>, rows: &mut Rows) {
        let values = Values { version: subject.version, up: subject.up };
        let changes = subject.changes();
        if changes.is_empty() {
            rows.add(subject, "form-row-changes", vec![text(subject.words.say("form-no-change"))]);
        }
        for (record, change) in changes {
            let impact = change.impact.as_ref();
            let answers = [
                ("new_causes", impact.and_then(|impact| impact.new_causes.as_ref())),
                ("new_controls", impact.and_then(|impact| impact.new_controls.as_ref())),
                ("controls_disturbed", impact.and_then(|impact| impact.controls_disturbed.as_ref())),
                ("reverification", impact.and_then(|impact| impact.reverification.as_ref())),
            ];
            let mut told = vec![format!("{} · {}", subject.link(record), subject.moves(change))];
            told.extend(answers.into_iter().map(|(name, answer)| {
                let answer = answer.map_or_else(
                    || state::result("missing", subject.words.say("form-no-answer")),
                    |answer| values.prose(answer.value.trim()),
                );
                format!("<small class=\"soft\">{}</small> {answer}", word(name))
            }));
            rows.add(subject, "form-row-change", told);
        }
    }

    /// Adds who asked for, decided and approved its changes.
    pub fn changes(subject: &Subject<'_>, rows: &mut Rows) {
        let list = subject.list(subject.changes().into_iter().map(|(record, change)| {
            let facts = [
                change.reason.as_ref().map(|reason| reason.value.word().to_owned()),
                change.requested_on.as_ref().map(|on| time(on.value)),
                change.decision.as_ref().map(|decision| decision.value.word().to_owned()),
                Some(text(&words::approval(record))),
            ];
            let facts: Vec<String> = facts.into_iter().flatten().collect();
            (record, format!("{} · {}", subject.moves(change), facts.join(" · ")))
        }));
        match list {
            Some(list) => rows.add(subject, "form-row-changes", vec![list]),
            None => rows.add(subject, "form-row-changes", vec![text(subject.words.say("form-no-change"))]),
        }
    }

    /// Adds the anomalies that are open, and whether the release record lists them.
    pub fn residual(subject: &Subject<'_>, rows: &mut Rows) {
        let releases: Vec<_> = subject.version.dossier().release_records().collect();
        let mut told: Vec<String> = Vec::new();
        for known in subject.record.anomalies().filter(|known| known.is_open()) {
            let listed = releases.iter().find(|(_, release)| {
                release.residual_anomalies.iter().any(|residual| match residual {
                    ResidualAnomaly::Soup(anomaly) => {
                        let id = anomaly.anomaly.as_ref().map(|id| &*id.value);
                        let soup = anomaly.soup.as_ref().map(|soup| &*soup.value);
                        id.is_some()
                            && id == known.id()
                            && soup.is_none_or(|soup| soup.eq_ignore_ascii_case(subject.record.record().id()))
                    }
                    ResidualAnomaly::Problem(_) => false,
                })
            });
            let listed = match (listed, releases.is_empty()) {
                (Some((record, _)), _) => subject.link(*record),
                (None, true) => text(subject.words.say("form-no-release")),
                (None, false) => state::result("missing", subject.words.say("form-not-listed")),
            };
            told.push(format!("{} · {listed}", judged(subject, known)));
        }
        if told.is_empty() {
            told.push(text(subject.words.say("form-none-open")));
        }
        rows.add(subject, "form-row-open", told);
    }

    /// Adds the problem reports.
    pub fn problems(subject: &Subject<'_>, rows: &mut Rows) {
        let list = subject.list(live(subject.record.from(&AFFECTS)).filter_map(|record| {
            let problem = record.fields::<Problem>()?;
            let disposition = problem.disposition.as_ref().map(|text| text.value.to_string());
            Some((record, text(&disposition.unwrap_or_default())))
        }));
        let told = list.unwrap_or_else(|| text(subject.words.say("form-no-problem")));
        rows.add(subject, "form-row-problems", vec![told]);
    }

    /// Adds the questions on off-the-shelf software.
    pub fn ots(subject: &Subject<'_>, rows: &mut Rows) {
        for (question, fields, blocks) in QUESTIONS {
            let mut told: Vec<String> = Vec::new();
            for field in *fields {
                let values = subject.field(field);
                if !values.is_empty() {
                    told.push(format!(
                        "<small class=\"soft\">{}</small> {}",
                        word(field),
                        values.join("<br>")
                    ));
                }
            }
            if told.is_empty() {
                told.push("<span class=\"ink\"></span>".to_owned());
            }
            let see: Vec<String> = blocks
                .iter()
                .filter_map(|name| Some((*name, BLOCKS.iter().position(|block| block.name == *name)? + 1)))
                .map(|(name, number)| {
                    format!("<a href=\"#{name}\">{number} {}</a>", text(subject.words.named("form", name)))
                })
                .collect();
            if !see.is_empty() {
                told.push(subject.words.html("form-see", &[("blocks", see.join(", "))]));
            }
            rows.add(subject, question, told);
        }
    }

    /// Adds the known vulnerabilities, with how each was discovered.
    pub fn vulnerabilities(subject: &Subject<'_>, rows: &mut Rows) {
        let is_vulnerability = |known: &KnownAnomaly<'_>| {
            known
                .governing()
                .anomaly
                .r#type
                .as_ref()
                .is_none_or(|kind| kind.value == AnomalyType::Vulnerability)
        };
        let told: Vec<String> = subject
            .record
            .anomalies()
            .filter(is_vulnerability)
            .map(|known| {
                let AnomalyEntry { anomaly, .. } = known.governing();
                let mut told = judged(subject, known);
                if let Some(found) = &anomaly.found_by {
                    told.push_str(&format!(" · {}: {}", word("found_by"), text(&found.value)));
                }
                if anomaly.kev.as_ref().is_some_and(|kev| kev.value) {
                    told.push_str(" · <strong>KEV</strong>");
                }
                told
            })
            .collect();
        let none = || vec![text(subject.words.say("form-no-vulnerability"))];
        rows.add(subject, "form-row-vulnerabilities", if told.is_empty() { none() } else { told });
    }

    /// Adds who watches it.
    pub fn watch(subject: &Subject<'_>, rows: &mut Rows) {
        if let Some(monitoring) = &subject.soup.monitoring {
            let facts = [&monitoring.owner, &monitoring.method, &monitoring.update_strategy];
            let facts: Vec<String> =
                facts.into_iter().flatten().map(|fact| text(fact.value.trim())).collect();
            rows.add(subject, "form-row-watch", facts);
        }
    }

    /// Adds when somebody last looked.
    pub fn looked(subject: &Subject<'_>, rows: &mut Rows) {
        let newest = crate::site::pages::soup::newest_review(subject.record);
        let told = newest.map(|(date, review)| format!("{} {}", time(date), subject.link(review)));
        rows.linked(subject, "form-row-looked", told);
    }
}
