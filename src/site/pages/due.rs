//! What is due: overdue, within thirty, sixty and ninety days, later, and what has no day; by the days that rules judge by.

use jiff::civil::Date;
use serde::Serialize;

use super::home::OpenView;
use super::{CellView, RowView, TableView, heads};
use crate::due::{AHEAD, Due, Soon, What, all};
use crate::rules::Finding;
use crate::site::Error;
use crate::site::html::{facts, id_link, text, time, titled_link};
use crate::site::state;
use crate::site::template::{Page, Templates};
use crate::site::version::Version;
use crate::site::words::Words;

#[derive(Serialize)]
struct DueView<'w> {
    figures: Vec<FigureView>,
    forecast: String,
    groups: Vec<GroupView<'w>>,
}

#[derive(Serialize)]
struct FigureView {
    href: String,
    count: usize,
    name: String,
}

#[derive(Serialize)]
struct GroupView<'w> {
    id: &'static str,
    name: String,
    about: String,
    table: TableView<'w>,
}

/// The groups in the order of the page, each with its anchor and the id of its table.
const GROUPS: [(Soon, &str, &str); 7] = [
    (Soon::Overdue, "overdue", "due-overdue"),
    (Soon::Within(AHEAD[0]), "within-30", "due-30"),
    (Soon::Within(AHEAD[1]), "within-60", "due-60"),
    (Soon::Within(AHEAD[2]), "within-90", "due-90"),
    (Soon::Later, "later", "due-later"),
    (Soon::Undated, "undated", "due-undated"),
    (Soon::Answered, "answered", "due-answered"),
];

/// Returns the page.
///
/// # Errors
/// The template cannot be filled.
pub fn page(version: &Version<'_>, templates: &Templates) -> Result<Page, Error> {
    let words = &templates.words;
    let all = all(version.dossier());
    let of = |soon: Soon| all.iter().filter(move |due| due.soon() == soon);
    let mut figures = Vec::new();
    let mut groups = Vec::new();
    for (soon, id, table) in GROUPS {
        let count = of(soon).count();
        if soon != Soon::Answered {
            let href = if count > 0 { format!("#{id}") } else { "#due".to_owned() };
            figures.push(FigureView { href, count, name: words.named("due", id).to_owned() });
        }
        if count == 0 {
            continue;
        }
        let table = TableView {
            id: table,
            label: words.named("due", id).to_owned(),
            noun: words.say("nouns-entries"),
            words: words.say("due-chips").to_owned(),
            csv: format!("due-{id}-{}.csv", version.read.planned.folder),
            columns: heads(
                words,
                "due-head",
                &["record", "title", "what", "day", "owner", "-counted", "state"],
            ),
            ..TableView::default()
        };
        groups.push(GroupView {
            id,
            name: words.named("due", id).to_owned(),
            about: words.named("due-about", id).to_owned(),
            table: table.with_rows(of(soon).map(|due| row(version, words, due))),
        });
    }
    let review = &version.dossier().config.review;
    let settings = words.fill(
        "due-settings",
        &[
            ("vulnerability", review.vulnerability.into()),
            ("full", review.full.into()),
            ("grace", review.grace.into()),
            ("triage", review.triage.into()),
            ("decision", review.decision.into()),
        ],
    );
    Ok(Page {
        address: "due.html".to_owned(),
        title: words.say("due-title").to_owned(),
        attributes: " class=\"broad\"".to_owned(),
        heading: text(words.say("due-title")),
        lead: words.html(
            "due-lead",
            &[
                ("date", time(version.as_of())),
                ("overdue", of(Soon::Overdue).count().to_string()),
                ("near", all.iter().filter(|due| due.is_near()).count().to_string()),
            ],
        ),
        facts: facts(&[text(&settings)]),
        main: templates.render(
            "pages/due.html",
            &DueView { figures, forecast: super::pictures::forecast(version, &all, words), groups },
        )?,
        ..Page::default()
    })
}

fn row(version: &Version<'_>, words: &Words, due: &Due<'_>) -> RowView {
    let shown = due.anomaly.and_then(|known| known.soup()).unwrap_or(due.record);
    let own = shown.record();
    let mut what = text(words.named("due-what", key(due.what)));
    if let Some(known) = due.anomaly {
        what.push_str(&format!("<small>{}</small>", text(known.id().unwrap_or_default())));
    }
    let finding = finding(version, due);
    let (state, key) = match finding {
        Some(finding) if finding.is_waived() => (state::result("waived", words.say("due-waived")), "waived"),
        Some(finding) => (state::level(finding.level, words), "missing"),
        None if due.is_overdue() && !due.is_answered => {
            (state::result("missing", words.say("due-no-rule")), "missing")
        }
        None => (state::result("na", words.say("due-in-time")), "fresh"),
    };
    let state = match finding {
        Some(finding) => format!(
            "<a href=\"findings.html#f-{}\">{state}</a><small><code>{}</code></small>",
            finding.fingerprint, finding.rule.code
        ),
        None => state,
    };
    let owner = due
        .owner()
        .map_or_else(|| state::result("missing", words.say("due-no-owner")), |owner| text(&owner.value));
    RowView {
        class: shown.class().to_string(),
        state: key,
        cells: vec![
            CellView::html(id_link(&version.href("", shown), own.id())),
            CellView::text(own.title()),
            CellView::html(what),
            CellView {
                sort: Some(due.day.map(|day| day.to_string()).unwrap_or_default()),
                csv: Some(due.day.map(|day| day.to_string()).unwrap_or_default()),
                ..CellView::html(day(words, due, version.as_of()))
            },
            CellView::html(owner),
            CellView::html(counted(version, words, due)),
            CellView::html(state),
        ],
    }
}

/// Returns the day with how far away it is.
fn day(words: &Words, due: &Due<'_>, as_of: Date) -> String {
    let Some(day) = due.day else { return text(words.say("due-no-day")) };
    let days = i64::from((day - as_of).get_days());
    let away = match days {
        0 => words.say("due-today").to_owned(),
        1.. => words.fill("due-in-days", &[("days", days.into())]),
        _ => words.fill("due-days-ago", &[("days", (-days).into())]),
    };
    let grace = due.latest.filter(|latest| *latest > day && days <= 0 && !due.is_overdue());
    let grace = grace.map(|latest| words.html("due-grace", &[("date", time(latest))]));
    format!(
        "{}<small>{}{}</small>",
        time(day),
        text(&away),
        grace.map_or_else(String::new, |it| format!("; {it}"))
    )
}

/// Returns what the day was counted from.
fn counted(version: &Version<'_>, words: &Words, due: &Due<'_>) -> String {
    let days = due.allowed.map_or_else(String::new, |days| days.to_string());
    let from = match (due.what, due.review) {
        (What::AnomalyReview | What::Triage, Some(review)) => {
            id_link(&version.href("", review), review.record().id())
        }
        (What::AnomalyReview | What::FullReview, None) => text(words.say("due-from-approval")),
        (What::Decision | What::Triage, None) => text(words.say("due-from-request")),
        (What::EndOfSupport, _) => "<code>end_of_support</code>".to_owned(),
        (What::Revisit, _) => "<code>revisit</code>".to_owned(),
        (What::Waiver, _) => "<code>expires</code>".to_owned(),
        (What::FullReview | What::Decision, Some(_)) => String::new(),
    };
    match due.since {
        Some(since) if due.allowed.is_some() => {
            words.html("due-counted", &[("from", from), ("date", time(since)), ("days", days)])
        }
        Some(since) => words.html("due-since", &[("from", from), ("date", time(since))]),
        None if due.day.is_none() && due.what == What::AnomalyReview => text(words.say("due-never")),
        None if due.day.is_none() => text(words.say("due-nothing")),
        None => from,
    }
}

/// Returns the finding that reports it.
fn finding<'v>(version: &'v Version<'_>, due: &Due<'_>) -> Option<&'v Finding> {
    let rules: &[&str] = match due.what {
        What::AnomalyReview => &["anomaly-review-overdue", "anomaly-review-missing"],
        What::FullReview => &[],
        What::EndOfSupport => &["end-of-support-approaching", "end-of-support-passed"],
        What::Revisit | What::Decision => &["update-decision-missing"],
        What::Triage => &["anomaly-untriaged"],
        What::Waiver => &["waiver-invalid"],
    };
    // Of the findings of a review that triages many anomalies, the one that names this one.
    let id = due.anomaly.and_then(|known| known.id());
    version.findings_of(due.record.path()).find(|finding| {
        rules.contains(&finding.rule.code)
            && id.is_none_or(|id| {
                finding.field.split('.').any(|part| part == id) || finding.message.starts_with(id)
            })
    })
}

/// Returns the word by which messages know what is due.
pub fn key(what: What) -> &'static str {
    match what {
        What::AnomalyReview => "anomaly-review",
        What::FullReview => "full-review",
        What::EndOfSupport => "end-of-support",
        What::Revisit => "revisit",
        What::Decision => "decision",
        What::Triage => "triage",
        What::Waiver => "waiver",
    }
}

/// Returns how much is overdue or near, and that put together by day and kind, for a list of few lines.
pub fn near(version: &Version<'_>, words: &Words) -> (usize, Vec<OpenView>) {
    let near: Vec<Due<'_>> = all(version.dossier()).into_iter().filter(Due::is_near).collect();
    let groups = near.chunk_by(|one, other| (one.what, one.day) == (other.what, other.day));
    let lines = groups.map(|group| {
        let record = match group {
            [only] => {
                let record = only.anomaly.and_then(|known| known.soup()).unwrap_or(only.record);
                titled_link(&version.href("", record), record.record().id(), record.record().title())
            }
            several => {
                let count = words.fill("due-several", &[("count", several.len().into())]);
                format!("<a href=\"due.html\">{}</a>", text(&count))
            }
        };
        OpenView {
            record,
            what: text(words.named("due-what", key(group[0].what))),
            end: group[0].day.map(time).unwrap_or_default(),
        }
    });
    (near.len(), lines.collect())
}
