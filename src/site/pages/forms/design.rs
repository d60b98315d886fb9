//! What is recorded of a SOUP's place in the device: baseline, plans, class, architecture, requirements, separation and tests.

use super::recorded::{Rows, Subject};
use crate::dossier::Placed;
use crate::record::relations::{APPLIES_TO, EXTERNAL_CONTROLS, SOUP_ARCHITECTURE, TESTED, USED_IN, VERIFIES};
use crate::record::requirement::RequirementKind;
use crate::record::verification::VerificationLevel;
use crate::record::{Kind, Requirement, Verification};
use crate::site::html::{short, text, time, version as version_html};
use crate::site::pages::matrix;
use crate::site::state;
use crate::site::values::Values;
use crate::site::words::Hole;
use crate::trace::{live, words};

impl Rows {
    /// Adds the baseline, the file and its history.
    pub fn baseline(subject: &Subject<'_>, rows: &mut Rows) {
        let planned = &subject.version.read.planned;
        let commit = planned.commit.as_deref().map(|commit| format!(" <code>{}</code>", short(commit)));
        rows.add(
            subject,
            "form-row-baseline",
            vec![format!("{}{}", version_html(subject.version.name()), commit.unwrap_or_default())],
        );
        let path = subject.version.dossier().repository_path(subject.record.path());
        rows.add(subject, "form-row-file", vec![format!("<code class=\"hash\">{}</code>", text(&path))]);
        let commits = subject.version.commits.of(subject.record.path(), planned.commit.as_deref());
        let last = commits.first().map(|commit| {
            subject.words.html(
                "form-history",
                &[
                    ("count", Hole::from(commits.len())),
                    ("commit", format!("<code>{}</code>", short(&commit.id)).into()),
                    ("date", time(commit.date).into()),
                    ("author", text(&commit.author.name).into()),
                ],
            )
        });
        rows.add(subject, "form-row-history", last.into_iter().collect());
        if let Some(since) = &subject.version.since {
            let before = crate::site::pages::soup::moved(subject.version, subject.record);
            let told = match (before, subject.version.change(subject.record)) {
                (Some(before), _) => {
                    format!("{} <small>{}</small>", version_html(before), version_html(since.name()))
                }
                (None, Some(_)) => {
                    text(&subject.words.fill("form-changed", &[("version", since.name().into())]))
                }
                (None, None) => {
                    text(&subject.words.fill("form-unchanged", &[("version", since.name().into())]))
                }
            };
            rows.add(subject, "form-row-before", vec![told]);
        }
    }

    /// Adds the plans of the device.
    pub fn plans(subject: &Subject<'_>, rows: &mut Rows) {
        let is_plan = |record: &Placed<'_>| {
            let id = record.record().id().to_ascii_uppercase();
            id.starts_with("PLAN-") || id.starts_with("RMP-")
        };
        let plans = subject.version.dossier().documents().map(|(record, _)| record).filter(is_plan);
        rows.linked(subject, "form-row-plans", subject.list(plans.map(|plan| subject.standing(plan))));
    }

    /// Adds the class that follows, and the controls outside the software that it relies on.
    pub fn class(subject: &Subject<'_>, rows: &mut Rows) {
        let values = Values { version: subject.version, up: subject.up };
        let told = words::class(subject.record).unwrap_or_default();
        rows.add(subject, "form-row-class", vec![values.prose(&told)]);
        let hosts = live(subject.record.to(&USED_IN));
        let mut outside: Vec<Placed<'_>> = hosts.flat_map(|host| live(host.to(&EXTERNAL_CONTROLS))).collect();
        outside.sort_by_key(|control| control.index);
        outside.dedup();
        let outside = outside.into_iter().map(|control| subject.standing(control));
        rows.maybe(subject, "form-row-external", subject.list(outside));
    }

    /// Adds the items that use it.
    pub fn architecture(subject: &Subject<'_>, rows: &mut Rows) {
        let hosts = live(subject.record.to(&USED_IN)).map(|host| {
            let class = subject.words.fill("form-class-of", &[("class", host.class().to_string().into())]);
            (host, format!("{} {}", text(&class), subject.version.state(host).badge(&subject.version.words)))
        });
        rows.linked(subject, "form-row-hosts", subject.list(hosts));
    }

    /// Adds what it has to do, and how well.
    pub fn requirements(subject: &Subject<'_>, rows: &mut Rows) {
        let all: Vec<Placed<'_>> = live(subject.record.from(&APPLIES_TO)).collect();
        let of = |wanted: fn(Option<RequirementKind>) -> bool| {
            let kind = |record: &Placed<'_>| {
                record.fields::<Requirement>().and_then(|requirement| Some(requirement.kind.as_ref()?.value))
            };
            let own: Vec<_> = all.iter().filter(|record| wanted(kind(record))).collect();
            subject.list(own.into_iter().map(|record| subject.standing(*record)))
        };
        rows.linked(subject, "form-row-functional", of(|kind| kind == Some(RequirementKind::Functional)));
        let performance = of(|kind| kind == Some(RequirementKind::Performance));
        if subject.soup.performance_not_applicable.is_some() {
            rows.maybe(subject, "form-row-performance", performance);
        } else {
            rows.linked(subject, "form-row-performance", performance);
        }
        let rest = |kind: Option<RequirementKind>| {
            !matches!(kind, Some(RequirementKind::Functional | RequirementKind::Performance))
        };
        rows.maybe(subject, "form-row-requirements", of(rest));
    }

    /// Adds what describes and proves the separation.
    pub fn separation(subject: &Subject<'_>, rows: &mut Rows) {
        let documents = live(subject.record.to(&SOUP_ARCHITECTURE)).map(|record| subject.standing(record));
        rows.maybe(subject, "form-row-described", subject.list(documents));
        let proofs = live(subject.record.from(&VERIFIES)).filter(|run| is_separation(*run));
        rows.maybe(subject, "form-row-proven", subject.list(proofs.map(|run| subject.run(run))));
        if subject.soup.segregation.is_none() {
            let told = subject.words.say("form-no-separation");
            rows.add(subject, "form-row-claimed", vec![text(told)]);
        }
    }

    /// Adds the reviews of the architecture.
    pub fn suitability(subject: &Subject<'_>, rows: &mut Rows) {
        let reviews = live(subject.record.from(&VERIFIES)).filter(|run| !is_separation(*run));
        rows.linked(subject, "form-row-reviewed", subject.list(reviews.map(|run| subject.run(run))));
    }

    /// Adds the verifications in which it was run, each with the version that was tested.
    pub fn testing(subject: &Subject<'_>, rows: &mut Rows) {
        let runs = matrix::linked(subject.record, Kind::Verification);
        if runs.is_empty() {
            rows.linked(subject, "form-row-tested", None);
            return;
        }
        let say = |message: &str| text(subject.words.say(message));
        let mut out = format!(
            "<div class=\"table\" role=\"group\" aria-label=\"{0}\" tabindex=\"0\"><table><thead><tr><th scope=\"col\">{0}</th>\
             <th scope=\"col\">{1}</th><th scope=\"col\">{2}</th><th scope=\"col\">{3}</th><th scope=\"col\">{4}</th></tr></thead><tbody>",
            say("form-row-tested"),
            say("form-column-version"),
            say("form-column-tester"),
            say("form-column-result"),
            say("form-column-evidence")
        );
        let values = Values { version: subject.version, up: subject.up };
        for run in &runs {
            let Some(verification) = run.fields::<Verification>() else { continue };
            let tested = run
                .outgoing()
                .find(|(link, to)| std::ptr::eq(link.relation, &TESTED) && *to == subject.record);
            let tested = tested.and_then(|(link, _)| link.version.as_ref());
            let facts = [
                verification.method.as_ref().map(|method| method.value.word()),
                verification.level.as_ref().map(|level| level.value.word()),
            ];
            let facts: Vec<&str> = facts.into_iter().flatten().collect();
            let files: Vec<String> = verification
                .evidence
                .iter()
                .filter_map(|evidence| Some(values.file(&evidence.path.as_ref()?.value)))
                .collect();
            let (key, outcome) = subject.version.outcome(*run);
            out.push_str(&format!(
                "<tr><th scope=\"row\">{}<br><small class=\"soft\">{}</small></th><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>",
                subject.link(*run),
                text(&facts.join(", ")),
                tested.map_or_else(|| "–".to_owned(), |tested| version_html(&tested.value)),
                verification.tester.as_ref().map(|tester| text(&tester.value)).unwrap_or_default(),
                state::result(key, outcome),
                files.join("<br>"),
            ));
        }
        out.push_str("</tbody></table></div>");
        rows.rows.push((String::new(), vec![out]));
    }
}

fn is_separation(run: Placed<'_>) -> bool {
    run.fields::<Verification>()
        .and_then(|verification| verification.level.as_ref())
        .is_some_and(|level| level.value == VerificationLevel::Segregation)
}
