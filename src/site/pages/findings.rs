//! Findings: open ones, waived ones, and the rule levels that the project changed.

use fluent_bundle::FluentValue;
use serde::Serialize;

use crate::record::Waiver;
use crate::report;
use crate::rules::{Finding, RULES};
use crate::site::html::{text, time, with_code};
use crate::site::state;
use crate::site::template::{Page, Templates};
use crate::site::version::Version;
use crate::site::{Error, clauses};

/// A finding, as pages list it.
#[derive(Serialize)]
pub struct FindingView {
    id: String,
    /// The word by which filters know the level.
    grade: String,
    level: String,
    record: Option<super::LinkView>,
    path: String,
    clauses: String,
    message: String,
    help: String,
    rule: &'static str,
    basis: String,
    source: Option<String>,
    place: String,
    reasons: Vec<ReasonView>,
    related: Vec<RelatedView>,
    waived_by: Option<super::LinkView>,
}

/// A change that a finding rests on.
#[derive(Serialize)]
struct ReasonView {
    href: Option<String>,
    record: String,
    says: String,
}

#[derive(Serialize)]
struct RelatedView {
    href: Option<String>,
    place: String,
    message: String,
}

/// Returns a finding as a page shows it; `named` says which record it is about.
pub fn view(version: &Version<'_>, up: &str, finding: &Finding, named: bool) -> FindingView {
    let dossier = version.dossier();
    let in_device = |path: &str| path.strip_prefix(&dossier.root).unwrap_or(path).to_owned();
    let page = |path: &str| version.addresses().of_path(&in_device(path)).map(|page| format!("{up}{page}"));
    let line = finding.start().line;
    let link = |id: &str| {
        version.target(up, id).map(|target| super::LinkView {
            href: target.href,
            id: id.to_owned(),
            title: target.title,
            words: String::new(),
        })
    };
    let own = page(&finding.path);
    let record = finding.record.as_deref().filter(|_| named).and_then(|id| {
        let target = link(id)?;
        Some(super::LinkView { href: own.clone().unwrap_or(target.href.clone()), ..target })
    });
    FindingView {
        id: format!("f-{}", finding.fingerprint),
        grade: finding.level.to_string(),
        level: state::level(finding.level, &version.words),
        record,
        path: finding.path.clone(),
        clauses: clauses::cite(finding.clauses()),
        message: with_code(&finding.message),
        help: with_code(&finding.help),
        rule: finding.rule.code,
        basis: finding.basis().to_string(),
        source: own.map(|page| if named { format!("{page}#L{line}") } else { format!("#L{line}") }),
        place: format!("{}:{line}", finding.path),
        reasons: finding
            .reasons
            .iter()
            .map(|edit| ReasonView {
                href: link(&edit.record).map(|link| link.href),
                record: edit.record.clone(),
                says: report::change(edit),
            })
            .collect(),
        related: finding
            .related
            .iter()
            .map(|related| {
                let line = related.text.position(related.span.start).line;
                RelatedView {
                    href: page(&related.path).map(|page| format!("{page}#L{line}")),
                    place: related.record.clone().unwrap_or_else(|| format!("{}:{line}", related.path)),
                    message: related.message.clone(),
                }
            })
            .collect(),
        waived_by: finding.waived_by.as_deref().and_then(link),
    }
}

#[derive(Serialize)]
struct FindingsView {
    open: Vec<FindingView>,
    waived: Vec<WaivedView>,
    levels: Vec<LevelView>,
    rulesets: String,
    asked: String,
}

#[derive(Serialize)]
struct WaivedView {
    finding: FindingView,
    reason: String,
    by: String,
    on: String,
    expires: String,
}

#[derive(Serialize)]
struct LevelView {
    rule: String,
    before: String,
    here: String,
}

/// Returns the page.
///
/// # Errors
/// The template cannot be filled.
pub fn page(version: &Version<'_>, templates: &Templates) -> Result<Page, Error> {
    let dossier = version.dossier();
    let words = &*version.words;
    let rulesets = &dossier.config.rulesets;
    let asked = RULES.iter().filter(|rule| rule.basis(rulesets).is_some()).count();
    let mut open: Vec<&Finding> = version.findings().iter().filter(|finding| !finding.is_waived()).collect();
    open.sort_by_key(|finding| std::cmp::Reverse(finding.level));
    let waived = version.findings().iter().filter(|finding| finding.is_waived()).map(|finding| {
        let record = finding.waived_by.as_deref().and_then(|id| dossier.find(id));
        let waiver = record.and_then(|record| record.fields::<Waiver>());
        let common = record.map(|record| &record.record().common);
        WaivedView {
            finding: view(version, "", finding, true),
            reason: waiver
                .and_then(|waiver| waiver.reason.as_ref())
                .map(|reason| reason.value.to_string())
                .unwrap_or_default(),
            by: common
                .and_then(|common| common.approved_by.as_ref())
                .map(|by| by.value.to_string())
                .unwrap_or_default(),
            on: common
                .and_then(|common| common.approved_on.as_ref())
                .map(|on| on.value.to_string())
                .unwrap_or_default(),
            expires: waiver
                .and_then(|waiver| waiver.expires.as_ref())
                .map(|day| day.value.to_string())
                .unwrap_or_default(),
        }
    });
    let levels = dossier.config.levels.iter().map(|(code, level)| LevelView {
        rule: code.clone(),
        before: crate::rules::Rule::of_code(code).map(|rule| rule.severity.to_string()).unwrap_or_default(),
        here: state::level(level.value, words),
    });
    let view = FindingsView {
        open: open.into_iter().map(|finding| view(version, "", finding, true)).collect(),
        waived: waived.collect(),
        levels: levels.collect(),
        rulesets: rulesets.join(", "),
        asked: words.fill(
            "findings-asked",
            &[
                ("rules", asked.into()),
                ("rulesets", rulesets.len().into()),
                ("records", (dossier.placed.len() + dossier.malformed.len()).into()),
            ],
        ),
    };
    let mut lead = verdict(version);
    lead.push_str(&format!(" {}", text(words.say("findings-no-proof"))));
    Ok(Page {
        address: "findings.html".to_owned(),
        title: words.say("nav-findings").to_owned(),
        contents: super::contents(
            words,
            &[
                ("open", words.say("findings-open")),
                ("waived", words.say("findings-waived")),
                ("levels", words.say("findings-levels-short")),
            ],
        ),
        heading: text(words.say("nav-findings")),
        lead,
        main: templates.render("pages/findings.html", &view)?,
        ..Page::default()
    })
}

/// Says how a version stands, in one sentence.
pub fn verdict(version: &Version<'_>) -> String {
    let total = version.total;
    let words = &*version.words;
    let rulesets = version.dossier().config.rulesets.len();
    let counts = text(&total.counts(words));
    let mut characters = counts.chars();
    let counts: String =
        characters.next().map(|first| first.to_uppercase().chain(characters).collect()).unwrap_or_default();
    let waived = if total.waived > 0 {
        words.html("findings-verdict-waived", &[("count", total.waived)])
    } else {
        String::new()
    };
    let mut sentence = words.html(
        "findings-verdict",
        &[
            ("counts", FluentValue::from(counts)),
            ("rulesets", rulesets.into()),
            ("date", time(version.as_of()).into()),
            ("waived", waived.into()),
        ],
    );
    if let Some(why) = &version.incomplete {
        let not_judged = text(words.say("findings-not-judged"));
        let why = words.english(text(why));
        sentence.push_str(&format!(" <strong>{not_judged}</strong>: {why}."));
    }
    sentence
}
