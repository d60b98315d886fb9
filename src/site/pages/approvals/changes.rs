//! Whether the change records of the SOUP that moved since the release before were approved before the version was brought in.

use crate::dossier::Placed;
use crate::past::{Move, steps};
use crate::record::Change;
use crate::site::html::{id_link, short, text, time, version as version_html};
use crate::site::pages::{CellView, RowView, TableView, heads};
use crate::site::state;
use crate::site::version::Version;
use crate::site::words::Words;

/// Returns the table; `None` where no SOUP moved.
pub fn table<'w>(version: &Version<'_>, words: &'w Words) -> Option<TableView<'w>> {
    let moves: Vec<&Move> = version.past().moves.iter().filter(|moved| moved.is_of_version()).collect();
    if moves.is_empty() {
        return None;
    }
    let changes: Vec<(Placed<'_>, &Change)> = version.dossier().changes().collect();
    let rows = moves.iter().map(|moved| {
        let covering = changes.iter().find(|(_, change)| covers(change, moved));
        row(version, words, moved, covering.map(|(record, _)| *record))
    });
    let table = TableView {
        id: "changes-table",
        label: words.say("approvals-changes").to_owned(),
        noun: words.say("nouns-moves"),
        csv: format!("approvals-changes-{}.csv", version.read.planned.folder),
        columns: heads(
            words,
            "approvals-head",
            &["soup", "-move", "commit", "committed", "change", "by", "on", "order"],
        ),
        ..TableView::default()
    };
    Some(table.with_rows(rows))
}

/// Returns whether a change writes down the step that was made.
fn covers(change: &Change, moved: &Move) -> bool {
    let (before, after) = (moved.before.as_ref(), moved.after.as_ref());
    let made = (before.map(|side| side.version.clone()), after.map(|side| side.version.clone()));
    steps(change).iter().any(|step| {
        step.soup.eq_ignore_ascii_case(&moved.id)
            && step.versions.as_ref().is_some_and(|versions| *versions == made)
    })
}

fn row(version: &Version<'_>, words: &Words, moved: &Move, change: Option<Placed<'_>>) -> RowView {
    let side = |side: &Option<crate::past::Moved>| {
        side.as_ref().map_or_else(|| text(words.say("approvals-none")), |side| version_html(&side.version))
    };
    let commit = moved.commit.as_ref();
    let day = commit.map(|commit| commit.date.max(commit.committer_date));
    let common = change.map(|change| &change.record().common);
    let by = common.and_then(|common| common.approved_by.as_ref());
    let on = common.and_then(|common| common.approved_on.as_ref()).map(|on| on.value);
    let (key, says) = match (change, on, day) {
        (None, _, _) => ("missing", "approvals-no-change"),
        (Some(_), None, _) => ("missing", "approvals-not-approved"),
        (Some(_), Some(_), None) => ("na", "approvals-no-commit"),
        (Some(_), Some(on), Some(day)) if on <= day => ("fresh", "approvals-before"),
        (Some(_), Some(_), Some(_)) => ("stale", "approvals-after"),
    };
    let soup = moved.record.map(|index| version.dossier().at_index(index));
    let soup = soup.map_or_else(
        || format!("<span class=\"id\">{}</span>", text(&moved.id)),
        |soup| id_link(&version.href("", soup), &moved.id),
    );
    RowView {
        state: key,
        cells: vec![
            CellView::html(format!("{soup} {}", text(&moved.title))),
            CellView::html(format!("{} → {}", side(&moved.before), side(&moved.after))),
            CellView::html(commit.map_or_else(String::new, |commit| {
                format!("<code>{}</code><small>{}</small>", short(&commit.id), text(&commit.author.name))
            })),
            CellView::date(day),
            CellView::html(
                change.map_or_else(String::new, |change| {
                    id_link(&version.href("", change), change.record().id())
                }),
            ),
            CellView::text(by.map_or("", |by| &by.value)),
            CellView::html(on.map(time).unwrap_or_default()),
            CellView { sort: Some(says.to_owned()), ..CellView::html(state::result(key, words.say(says))) },
        ],
        ..RowView::default()
    }
}
