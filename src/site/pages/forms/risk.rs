//! What is recorded of the risks that a SOUP brings: hazardous situations, published anomalies, controls and their proof.

use super::recorded::{Rows, Subject, judged};
use crate::dossier::Placed;
use crate::record::relations::{CONTROLS, COVERS};
use crate::record::{AnomalyReview, Control, Risk};
use crate::site::html::{text, time, version as version_html};
use crate::site::trace;
use crate::site::values::Values;
use crate::trace::releases::covered;
use crate::trace::{live, words};

impl Rows {
    /// Adds the risks that it is a cause of.
    pub fn causes(subject: &Subject<'_>, rows: &mut Rows) {
        let risks = subject.risks().into_iter().filter_map(|record| {
            let risk = record.fields::<Risk>()?;
            let level = words::level(risk);
            Some((record, format!("{} <small>{}</small>", text(&level), text(&words::estimate(risk)))))
        });
        let list = subject.list(risks);
        if subject.soup.no_hazard_rationale.is_some() {
            rows.maybe(subject, "form-row-risks", list);
        } else {
            rows.linked(subject, "form-row-risks", list);
        }
    }

    /// Adds the reviews of its anomalies, newest first, and what they judged.
    pub fn anomalies(subject: &Subject<'_>, rows: &mut Rows) {
        let mut reviews: Vec<(Placed<'_>, &AnomalyReview)> = live(subject.record.from(&COVERS))
            .filter_map(|review| Some((review, review.fields::<AnomalyReview>()?)))
            .collect();
        reviews.sort_by_key(|(record, review)| (review.date.as_ref().map(|date| date.value), record.index));
        reviews.dedup_by_key(|(record, _)| record.index);
        reviews.reverse();
        let list = subject.list(reviews.iter().map(|(record, review)| {
            let versions: Vec<String> =
                covered(*record, subject.record).into_iter().map(version_html).collect();
            let date = review.date.as_ref().map(|date| time(date.value)).unwrap_or_default();
            let by = review.reviewer.as_ref().map(|by| text(&by.value)).unwrap_or_default();
            (
                *record,
                format!(
                    "{} · {date} · {by} {}",
                    versions.join(", "),
                    subject.version.state(*record).badge(&subject.version.words)
                ),
            )
        }));
        rows.linked(subject, "form-row-reviews", list);
        let conclusion = reviews.first().and_then(|(_, review)| review.conclusion.as_ref());
        if let Some(conclusion) = conclusion {
            let values = Values { version: subject.version, up: subject.up };
            rows.add(subject, "form-row-conclusion", vec![values.prose(conclusion.value.trim())]);
        }
        let judged: Vec<String> = subject.record.anomalies().map(|known| judged(subject, known)).collect();
        if !judged.is_empty() {
            rows.add(subject, "form-row-judged", judged);
        }
    }

    /// Adds the controls of the risks.
    pub fn controls(subject: &Subject<'_>, rows: &mut Rows) {
        let risks = subject.risks();
        let mut controls: Vec<Placed<'_>> = risks.iter().flat_map(|risk| live(risk.to(&CONTROLS))).collect();
        controls.sort_by_key(|control| control.index);
        controls.dedup();
        let list = subject.list(controls.into_iter().map(|record| {
            let kind = record.fields::<Control>().and_then(|control| control.kind.as_ref());
            let kind = kind.map_or("", |kind| kind.value.word());
            (record, format!("{kind} {}", subject.version.state(record).badge(&subject.version.words)))
        }));
        if risks.is_empty() && subject.soup.no_hazard_rationale.is_some() {
            rows.maybe(subject, "form-row-controls", list);
        } else {
            rows.linked(subject, "form-row-controls", list);
        }
    }

    /// Adds the chain from risk to result.
    pub fn trace(subject: &Subject<'_>, rows: &mut Rows) {
        let chain = trace::of(subject.version, subject.record);
        let chain = chain.map(|chain| trace::html(&chain, subject.up, subject.words)).unwrap_or_default();
        if !chain.is_empty() {
            rows.rows.push((String::new(), vec![chain]));
        }
        let link = format!(
            "<a href=\"{}matrix/chain.html\">{}</a>",
            subject.up,
            text(subject.words.say("form-chain"))
        );
        rows.add(subject, "form-row-matrix", vec![link]);
    }
}
