//! Approvals: who is recorded to have approved what, what git shows of that, and where both end. A statement in a file is no
//! signature, and neither is a name in git.

use std::collections::HashMap;

use serde::Serialize;

use super::{CellView, RowView, TableView, heads};
use crate::dossier::Placed;
use crate::past::{Sort, Stamped, Written};
use crate::record::{KINDS, Kind};
use crate::site::Error;
use crate::site::html::{facts, id_link, short, text, time};
use crate::site::state;
use crate::site::template::{Page, Templates};
use crate::site::version::Version;
use crate::site::words::Words;
use crate::source::Commit;

mod changes;
mod limits;

pub use limits::limits;

#[derive(Serialize)]
struct ApprovalsView<'w> {
    figures: Vec<(String, usize, String)>,
    kinds: TableView<'w>,
    exceptions: Option<TableView<'w>>,
    changes: Option<TableView<'w>>,
    tag: Vec<(String, String)>,
    limits: Vec<(String, String)>,
    history: String,
}

#[derive(Serialize)]
struct KindView<'w> {
    table: TableView<'w>,
    back: String,
}

/// How an approval stands, as far as files and git tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stands {
    /// Nobody is recorded.
    Missing,
    /// A name or a day is missing.
    Partial,
    /// What it vouched for changed since.
    Stale,
    /// It is written down and not committed.
    Uncommitted,
    /// It is recorded, and nothing it vouches for changed since, as far as that is judged.
    Recorded,
}

impl Stands {
    fn key(self) -> &'static str {
        match self {
            Stands::Missing => "missing",
            Stands::Partial => "partial",
            Stands::Stale => "stale",
            Stands::Uncommitted => "uncommitted",
            Stands::Recorded => "recorded",
        }
    }

    fn state(self) -> &'static str {
        match self {
            Stands::Missing | Stands::Partial => "missing",
            Stands::Stale | Stands::Uncommitted => "stale",
            Stands::Recorded => "fresh",
        }
    }
}

/// The approvals of a version, by record.
struct Approvals<'v> {
    stamps: HashMap<usize, &'v Stamped>,
    stale: HashMap<usize, usize>,
}

impl<'v> Approvals<'v> {
    fn of(version: &'v Version<'_>) -> Approvals<'v> {
        let past = version.past();
        Approvals {
            stamps: past.approvals.iter().map(|stamp| (stamp.record, stamp)).collect(),
            stale: past
                .of_sort(Sort::Approval)
                .map(|evidence| (evidence.record, evidence.stale.len()))
                .collect(),
        }
    }

    fn stands(&self, record: Placed<'_>) -> Stands {
        let common = &record.record().common;
        match (&common.approved_by, &common.approved_on) {
            (None, None) => Stands::Missing,
            (None, Some(_)) | (Some(_), None) => Stands::Partial,
            (Some(_), Some(_)) if self.stale.contains_key(&record.index) => Stands::Stale,
            (Some(_), Some(_)) => match self.stamps.get(&record.index).map(|stamp| &stamp.written) {
                Some(Written::NotCommitted) => Stands::Uncommitted,
                Some(Written::By(_) | Written::Unknown) | None => Stands::Recorded,
            },
        }
    }

    fn commit(&self, record: Placed<'_>) -> Option<&'v Commit> {
        match &self.stamps.get(&record.index)?.written {
            Written::By(commit) => Some(commit),
            Written::NotCommitted | Written::Unknown => None,
        }
    }
}

/// Returns the overview, and one page for each kind of which there are records.
///
/// # Errors
/// A template cannot be filled.
pub fn pages(version: &Version<'_>, templates: &Templates) -> Result<Vec<Page>, Error> {
    let words = &templates.words;
    let approvals = Approvals::of(version);
    let mut by_kind: Vec<Vec<(Placed<'_>, Stands)>> = KINDS.iter().map(|_| Vec::new()).collect();
    for record in version.dossier().live() {
        by_kind[record.kind() as usize].push((record, approvals.stands(record)));
    }
    let mut pages = Vec::new();
    for (card, records) in KINDS.iter().zip(&by_kind).filter(|(_, records)| !records.is_empty()) {
        pages.push(kind_page(version, templates, &approvals, card.kind, records)?);
    }
    let all = || by_kind.iter().flatten();
    let count = |stands: Stands| all().filter(|(_, found)| *found == stands).count();
    let signed =
        all().filter(|(record, _)| approvals.commit(*record).is_some_and(|commit| commit.signed)).count();
    let live = all().count();
    let figures = [
        ("#kinds", live, "live"),
        ("#kinds", count(Stands::Recorded), "recorded"),
        ("#exceptions", count(Stands::Stale), "stale"),
        ("#exceptions", count(Stands::Missing) + count(Stands::Partial), "missing"),
        ("#exceptions", count(Stands::Uncommitted), "uncommitted"),
        ("#kinds", signed, "signed"),
    ];
    let open: Vec<&(Placed<'_>, Stands)> = all().filter(|(_, stands)| *stands != Stands::Recorded).collect();
    let exceptions = table(version, words, "exceptions-table", "approvals-exceptions")
        .with_rows(open.iter().map(|(record, stands)| row(version, words, &approvals, "", *record, *stands)));
    let view = ApprovalsView {
        figures: figures
            .map(|(href, count, id)| (href.to_owned(), count, words.named("approvals", id).to_owned()))
            .to_vec(),
        kinds: kinds(version, words, &approvals, &by_kind),
        exceptions: Some(exceptions).filter(|table| table.count > 0),
        changes: changes::table(version, words),
        tag: limits::tag(version, words),
        limits: limits::limits(words),
        history: match &version.past().incomplete {
            Some(_) => words.say("approvals-no-history").to_owned(),
            None => String::new(),
        },
    };
    pages.push(Page {
        address: "approvals.html".to_owned(),
        title: words.say("approvals-title").to_owned(),
        attributes: " class=\"broad\"".to_owned(),
        heading: text(words.say("approvals-title")),
        lead: words.html(
            "approvals-lead",
            &[
                ("recorded", (live - count(Stands::Missing) - count(Stands::Partial)).to_string()),
                ("live", live.to_string()),
                ("date", time(version.as_of())),
                ("stale", count(Stands::Stale).to_string()),
            ],
        ),
        facts: facts(&[text(words.say("approvals-no-signature"))]),
        main: templates.render("pages/approvals.html", &view)?,
        ..Page::default()
    });
    Ok(pages)
}

fn address(version: &Version<'_>, kind: Kind) -> String {
    format!("approvals/{}.html", version.addresses().folder(kind))
}

fn kinds<'w>(
    version: &Version<'_>,
    words: &'w Words,
    approvals: &Approvals<'_>,
    by_kind: &[Vec<(Placed<'_>, Stands)>],
) -> TableView<'w> {
    let rows = KINDS.iter().zip(by_kind).filter(|(_, records)| !records.is_empty()).map(|(card, records)| {
        let count = |stands: Stands| records.iter().filter(|(_, found)| *found == stands).count();
        let shown = |stands: Stands| match count(stands) {
            0 => CellView::text("0"),
            several => CellView {
                sort: Some(several.to_string()),
                csv: Some(several.to_string()),
                ..CellView::html(state::result(stands.state(), &several.to_string()))
            },
        };
        let commits: Vec<&Commit> =
            records.iter().filter_map(|(record, _)| approvals.commit(*record)).collect();
        let days = commits.iter().map(|commit| commit.committer_date);
        let span = match (days.clone().min(), days.max()) {
            (Some(first), Some(last)) if first == last => time(first),
            (Some(first), Some(last)) => format!("{} – {}", time(first), time(last)),
            _ => String::new(),
        };
        let is_open = records.iter().any(|(_, stands)| *stands != Stands::Recorded);
        RowView {
            state: if is_open { "missing" } else { "fresh" },
            cells: vec![
                CellView::html(format!(
                    "<a href=\"{}\">{}</a>",
                    address(version, card.kind),
                    text(words.named("kinds", card.name))
                )),
                CellView::text(&records.len().to_string()),
                CellView::text(&count(Stands::Recorded).to_string()),
                shown(Stands::Stale),
                shown(Stands::Uncommitted),
                shown(Stands::Partial),
                shown(Stands::Missing),
                CellView::text(&commits.iter().filter(|commit| commit.signed).count().to_string()),
                CellView::html(span),
            ],
            ..RowView::default()
        }
    });
    TableView {
        id: "kinds-table",
        label: words.say("approvals-kinds").to_owned(),
        noun: words.say("nouns-kinds"),
        csv: format!("approvals-{}.csv", version.read.planned.folder),
        columns: heads(
            words,
            "approvals-head",
            &["kind", "live", "recorded", "stale", "uncommitted", "partial", "missing", "signed", "between"],
        ),
        ..TableView::default()
    }
    .with_rows(rows)
}

fn kind_page(
    version: &Version<'_>,
    templates: &Templates,
    approvals: &Approvals<'_>,
    kind: Kind,
    records: &[(Placed<'_>, Stands)],
) -> Result<Page, Error> {
    let words = &templates.words;
    let name = words.named("kinds", kind.card().name);
    let table = TableView {
        csv: format!("approvals-{}-{}.csv", kind.card().name, version.read.planned.folder),
        ..table(version, words, "records", "approvals-title")
    }
    .with_rows(
        records.iter().map(|(record, stands)| row(version, words, approvals, "../", *record, *stands)),
    );
    let recorded = records.iter().filter(|(_, stands)| !matches!(stands, Stands::Missing | Stands::Partial));
    let view = KindView { table, back: words.say("approvals-limits-link").to_owned() };
    let title = words.fill("approvals-kind-title", &[("kind", name.into())]);
    Ok(Page {
        address: address(version, kind),
        title: title.clone(),
        attributes: " class=\"broad\"".to_owned(),
        kicker: format!(
            "<p class=\"kicker\"><a href=\"../approvals.html\">{}</a></p>",
            text(words.say("approvals-title"))
        ),
        heading: text(&title),
        lead: words.html(
            "approvals-kind-lead",
            &[
                ("recorded", recorded.count().to_string()),
                ("live", records.len().to_string()),
                ("date", time(version.as_of())),
            ],
        ),
        facts: facts(&[text(words.say("approvals-no-signature"))]),
        main: templates.render("pages/approvals-kind.html", &view)?,
        ..Page::default()
    })
}

fn table<'w>(version: &Version<'_>, words: &'w Words, id: &'static str, label: &str) -> TableView<'w> {
    TableView {
        id,
        label: words.say(label).to_owned(),
        noun: words.say("nouns-records"),
        words: words.say("approvals-chips").to_owned(),
        csv: format!("approvals-open-{}.csv", version.read.planned.folder),
        columns: heads(
            words,
            "approvals-head",
            &[
                "record",
                "title",
                "by",
                "on",
                "commit",
                "author",
                "committer",
                "committed",
                "signature",
                "stands",
            ],
        ),
        ..TableView::default()
    }
}

fn row(
    version: &Version<'_>,
    words: &Words,
    approvals: &Approvals<'_>,
    up: &str,
    record: Placed<'_>,
    stands: Stands,
) -> RowView {
    let own = record.record();
    let common = &own.common;
    let commit = approvals.commit(record);
    let gap = || state::result("missing", words.say("approvals-nobody"));
    let by = common.approved_by.as_ref().map_or_else(gap, |by| text(&by.value));
    let on = common
        .approved_on
        .as_ref()
        .map_or_else(|| state::result("missing", words.say("approvals-undated")), |on| time(on.value));
    let mut cells = vec![
        CellView::html(id_link(
            &version.href(up, record),
            if own.id().is_empty() { record.path() } else { own.id() },
        )),
        CellView::text(own.title()),
        CellView::html(by),
        CellView::html(on),
    ];
    match commit {
        Some(commit) => cells.extend(written(words, commit)),
        None => {
            let why = match approvals.stamps.get(&record.index).map(|stamp| &stamp.written) {
                Some(Written::NotCommitted) => words.say("approvals-uncommitted"),
                Some(Written::By(_) | Written::Unknown) => words.say("approvals-unknown"),
                None => "",
            };
            cells.push(CellView::text(why));
            cells.extend((0..4).map(|_| CellView::default()));
        }
    }
    cells.push(CellView {
        sort: Some(stands.key().to_owned()),
        ..CellView::html(state::result(stands.state(), words.named("approvals-stands", stands.key())))
    });
    RowView { class: String::new(), state: stands.state(), cells }
}

/// Returns what git shows of the commit that wrote an approval down.
fn written(words: &Words, commit: &Commit) -> [CellView; 5] {
    let trailers = commit.trailers.iter().filter(|(key, _)| {
        ["reviewed-by", "approved-by", "signed-off-by"].contains(&&*key.to_ascii_lowercase())
    });
    let trailers: Vec<String> =
        trailers.map(|(key, value)| format!("{}: {}", text(key), text(value))).collect();
    let trailers =
        if trailers.is_empty() { String::new() } else { format!("<small>{}</small>", trailers.join("<br>")) };
    let signature = if commit.signed { "approvals-present" } else { "approvals-absent" };
    [
        CellView {
            csv: Some(commit.id.clone()),
            ..CellView::html(format!(
                "<code>{}</code><small>{}</small>{trailers}",
                short(&commit.id),
                text(&commit.subject)
            ))
        },
        CellView::text(&commit.author.name),
        CellView::text(if commit.committer == commit.author { "" } else { &commit.committer.name }),
        CellView::date(Some(commit.committer_date)),
        CellView::text(words.say(signature)),
    ]
}
