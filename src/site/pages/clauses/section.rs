//! One clause on the page of its ruleset: what it asks, who looks after it, what answers, and what does not.

use serde::Serialize;

use super::english;
use super::standing::{Standing, Stands};
use crate::dossier::Placed;
use crate::record::{Kind, Waiver};
use crate::rules::{Finding, Rule};
use crate::site::html::{text, time, with_code};
use crate::site::state;
use crate::site::version::Version;
use crate::site::words::Words;
use crate::standard::{Class, Classes, Clause, fda, iec_62304, iso_13485, iso_14971, practice};

/// The way from a page of clauses to its version's folder.
pub(super) const UP: &str = "../";

/// What `pages/ruleset.html` shows of a clause.
#[derive(Serialize)]
pub struct ClauseView<'v> {
    anchor: String,
    number: &'v str,
    title: String,
    summary: String,
    classes: String,
    stands: String,
    rules: Vec<String>,
    rows: Vec<(String, String)>,
    gaps: Vec<String>,
    own_page: Option<String>,
}

/// Returns a clause as its ruleset's page shows it.
pub fn view<'v>(version: &Version<'_>, words: &Words, standing: &Standing<'v>) -> ClauseView<'v> {
    let answered = &standing.answered;
    let clause = answered.clause;
    let standard = crate::standard::STANDARDS.iter().find(|standard| standard.ruleset == clause.ruleset);
    let own_page = standard.filter(|_| standing.has_own_page()).map(|standard| standing.file(standard));
    let rules = answered.rules.iter().map(|rule| self::rule(version, words, rule)).collect();
    let mut rows = Vec::new();
    let mut row = |id: &str, html: String| {
        if !html.is_empty() {
            rows.push((words.named("clauses", id).to_owned(), html));
        }
    };
    let list = |records: &[Placed<'_>]| match &own_page {
        Some(page) => format!(
            "<a href=\"{page}\">{}</a>",
            text(&words.fill("clauses-records", &[("count", records.len().into())]))
        ),
        None => ids(version, records),
    };
    row("answered-by", parts(version, words, standing, &list));
    row("pages", pages(version, words, clause));
    if !standing.silent.is_empty() {
        row("silent", list(&standing.silent));
    }
    if !standing.reasoned.is_empty() {
        row("reasoned", format!("{} {}", list(&standing.reasoned), soft(words.say(reason(clause)))));
    }
    if !answered.not_asked.is_empty() {
        let why = words.fill("clauses-class-reach", &[("classes", clause.classes.to_string().into())]);
        row("not-asked", format!("{} {}", list(&answered.not_asked), soft(&why)));
    }
    if standing.stands() == Stands::People {
        let says =
            if answered.sections.is_empty() { "clauses-for-people" } else { "clauses-for-people-records" };
        row("looked-after", state::result("na", words.say(says)));
    } else if standing.stands() == Stands::NotApplicable
        && answered.not_asked.is_empty()
        && standing.reasoned.is_empty()
    {
        row("not-asked", soft(words.say("clauses-no-such-record")));
    }
    let waived: Vec<String> =
        standing.waived.iter().take(super::LISTED).map(|it| self::waived(version, words, it)).collect();
    row("waived", waived.join("<br>"));
    let gaps: Vec<String> = match &own_page {
        Some(page) if standing.open.len() > 20 => {
            let count = words.fill("clauses-findings", &[("count", standing.open.len().into())]);
            vec![format!("<a href=\"{page}\">{}</a>", state::result("missing", &count))]
        }
        Some(_) | None => standing.open.iter().map(|finding| gap(version, finding)).collect(),
    };
    ClauseView {
        anchor: standing.anchor(),
        number: clause.number,
        title: english(words, clause.title),
        summary: english(words, clause.summary),
        classes: if clause.classes == Classes::ALL {
            String::new()
        } else {
            words.fill("clauses-classes", &[("classes", clause.classes.to_string().into())])
        },
        stands: standing.badge(words),
        rules,
        rows,
        gaps,
        own_page,
    }
}

/// Returns a rule with what keeps it from being asked here.
fn rule(version: &Version<'_>, words: &Words, rule: &Rule) -> String {
    let dossier = version.dossier();
    let note = if !rule.is_asked(dossier) {
        Some("clauses-at-release")
    } else if !version.can_tell(rule) {
        Some("clauses-cannot-tell")
    } else {
        None
    };
    let note = note.map(|note| format!(" {}", soft(words.say(note)))).unwrap_or_default();
    format!("<code>{}</code> {}{note}", rule.code, english(words, rule.summary))
}

/// Returns the parts of records that are for a clause, each with the records that have something there.
fn parts(
    version: &Version<'_>,
    words: &Words,
    standing: &Standing<'_>,
    list: &dyn Fn(&[Placed<'_>]) -> String,
) -> String {
    let mut kinds: Vec<Kind> = standing.answered.sections.iter().map(|(kind, _)| *kind).collect();
    kinds.dedup();
    let mut lines = Vec::new();
    for kind in kinds {
        let of_kind: Vec<Placed<'_>> =
            standing.answering.iter().copied().filter(|record| record.kind() == kind).collect();
        if of_kind.is_empty() {
            continue;
        }
        let sections = standing.answered.sections.iter().filter(|(of, _)| *of == kind);
        let sections: Vec<&str> = sections.map(|(_, section)| *section).collect();
        lines.push(format!(
            "{} {}: {}",
            state::result("fresh", &of_kind.len().to_string()),
            format_args!(
                "<a href=\"{UP}{}/index.html\">{}</a> › {}",
                version.addresses().folder(kind),
                text(words.named("kinds", kind.card().name)),
                text(&sections.join(", "))
            ),
            list(&of_kind)
        ));
    }
    lines.join("<br>")
}

/// The pages of a version that answer a clause as a whole.
static PAGES: &[(&Clause, &str, &str)] = &[
    (&iec_62304::CLAUSE_8_1_2, "soup/index.html", "kinds-soup"),
    (&iec_62304::CLAUSE_8_1_3, "soup/index.html", "kinds-soup"),
    (&iec_62304::CLAUSE_5_8_2, "anomalies.html", "anomalies-title"),
    (&iec_62304::CLAUSE_5_8_3, "anomalies.html", "anomalies-title"),
    (&iec_62304::CLAUSE_7_1_3, "anomalies.html", "anomalies-title"),
    (&iec_62304::CLAUSE_7_3_3, "matrix/chain.html", "nav-matrices"),
    (&iec_62304::CLAUSE_4_3_D, "matrix/segregation.html", "sheets-segregation-title"),
    (&iec_62304::CLAUSE_5_3_5, "matrix/segregation.html", "sheets-segregation-title"),
    (&iec_62304::CLAUSE_6_1_F, "due.html", "due-title"),
    (&iec_62304::CLAUSE_8_2_4, "changes.html", "nav-changes"),
    (&iec_62304::CLAUSE_6_2_4, "approvals.html", "approvals-title"),
    (&iec_62304::CLAUSE_8_2_1, "approvals.html", "approvals-title"),
    (&iec_62304::CLAUSE_8_3, "provenance.html", "nav-provenance"),
    (&iso_13485::CLAUSE_4_2_4, "approvals.html", "approvals-title"),
    (&iso_13485::CLAUSE_4_2_5, "provenance.html", "nav-provenance"),
    (&iso_14971::CLAUSE_7_3, "matrix/risks.html", "sheets-risks-title"),
    (&iso_14971::CLAUSE_7_4, "matrix/risks.html", "sheets-risks-title"),
    (&fda::CLAUSE_OTS, "matrix/ots.html", "sheets-ots-title"),
    (&fda::CLAUSE_V_A_4_B, "matrix/support.html", "sheets-support-title"),
    (&fda::CLAUSE_PREMARKET_ANOMALIES, "anomalies.html", "anomalies-title"),
    (&practice::CLAUSE_LICENCE, "matrix/licence.html", "sheets-licence-title"),
    (&practice::CLAUSE_CADENCE, "due.html", "due-title"),
];

fn pages(version: &Version<'_>, words: &Words, clause: &'static Clause) -> String {
    let of_clause = PAGES.iter().filter(|(of, _, _)| std::ptr::eq(*of, clause));
    let links: Vec<String> = of_clause
        .map(|(_, page, name)| {
            let page = match *page {
                "soup/index.html" => format!("{}/index.html", version.addresses().folder(Kind::Soup)),
                page => page.to_owned(),
            };
            format!("<a href=\"{UP}{page}\">{}</a>", text(words.say(name)))
        })
        .collect();
    links.join(", ")
}

/// Returns records as ids that lead to them.
pub(super) fn ids(version: &Version<'_>, records: &[Placed<'_>]) -> String {
    let mut out = String::new();
    for record in records {
        let own = record.record();
        out.push_str("<a class=\"id\" href=\"");
        crate::site::html::escape(&version.href(UP, *record), &mut out);
        out.push_str("\" title=\"");
        crate::site::html::escape(own.title(), &mut out);
        out.push_str("\">");
        crate::site::html::escape(if own.id().is_empty() { record.path() } else { own.id() }, &mut out);
        out.push_str("</a> ");
    }
    out
}

/// Returns a finding with the record that it is about.
pub(super) fn gap(version: &Version<'_>, finding: &Finding) -> String {
    let dossier = version.dossier();
    let path = finding.path.strip_prefix(&dossier.root).unwrap_or(&finding.path);
    let page = version.addresses().of_path(path);
    let whose = finding.record.as_deref().unwrap_or(path);
    let whose = match page {
        Some(page) => format!("<a class=\"id\" href=\"{UP}{}\">{}</a>", text(page), text(whose)),
        None => format!("<span class=\"id\">{}</span>", text(whose)),
    };
    format!(
        "{} {whose} <span lang=\"en\">{}</span> <a href=\"{UP}findings.html#f-{}\"><code>{}</code></a>",
        state::level(finding.level, &version.words),
        with_code(&finding.message),
        finding.fingerprint,
        finding.rule.code
    )
}

/// Returns a waived finding with its waiver: who, why, until when.
pub(super) fn waived(version: &Version<'_>, words: &Words, finding: &Finding) -> String {
    let waiver = finding.waived_by.as_deref().and_then(|id| version.dossier().find(id));
    let mut out = gap(version, finding);
    let Some((record, waiver)) = waiver.and_then(|record| Some((record, record.fields::<Waiver>()?))) else {
        return out;
    };
    let common = &record.record().common;
    out.push_str(&format!(
        "<br>{} {} {}",
        state::result("waived", words.say("clauses-waived-by")),
        crate::site::html::id_link(&version.href(UP, record), record.record().id()),
        soft(&waiver.reason.as_ref().map(|why| why.value.to_string()).unwrap_or_default())
    ));
    let by = common.approved_by.as_ref().map(|by| text(&by.value)).unwrap_or_default();
    if let Some(until) = &waiver.expires {
        out.push_str(&format!(
            " {}",
            words.html("clauses-waived-until", &[("by", by), ("date", time(until.value))])
        ));
    }
    out
}

/// Returns the message that says why a clause is not asked of records that give a reason themselves.
fn reason(clause: &'static Clause) -> &'static str {
    if std::ptr::eq(clause, &iec_62304::CLAUSE_7_1_3) {
        "clauses-no-cause"
    } else if std::ptr::eq(clause, &iec_62304::CLAUSE_7_1_2_C) {
        "clauses-has-risks"
    } else {
        "clauses-no-separation"
    }
}

fn soft(words: &str) -> String {
    format!("<span class=\"soft\">{}</span>", text(words))
}

/// Returns the class by which a clause is asked of a record: a separation by the one that it lowers from.
pub(super) fn class(clause: &'static Clause, record: Placed<'_>) -> Class {
    if std::ptr::eq(clause, &iec_62304::CLAUSE_5_3_5) { record.classed().inherited } else { record.class() }
}
