//! What moved in lock files and SBOMs, in every format: what no record followed first, the rest in short.

use serde::Serialize;

use super::{Compared, Detail};
use crate::diff::ComponentChange;
use crate::report::narrated::{many, tame};
use crate::report::paint::{Page, Tint};

/// The most packages that are told one by one where not all is asked for.
const MOST: usize = 20;

/// The changes of packages, by what is to be done about them.
pub(super) struct Told<'c> {
    /// What ships or shipped and no record says, those first that a record is about.
    pub open: Vec<&'c ComponentChange>,
    /// What ships or shipped and a record says as well, or nothing is left to say of.
    pub followed: Vec<&'c ComponentChange>,
    /// How many moved that do not ship.
    pub development: usize,
}

impl<'c> Told<'c> {
    pub(super) fn of(compared: &'c Compared) -> Told<'c> {
        let all = &compared.review.diff.components;
        let product = all.iter().filter(|change| change.is_about_product());
        let (followed, mut open): (Vec<_>, Vec<_>) = product.partition(|change| change.recorded);
        open.sort_by_key(|change| change.records.is_empty());
        Told { development: all.len() - open.len() - followed.len(), open, followed }
    }
}

/// Says how many packages moved that ship; nothing where none did.
pub(super) fn sentence(compared: &Compared) -> String {
    let told = Told::of(compared);
    match told.open.len() + told.followed.len() {
        0 => String::new(),
        count => format!(" {} moved in lock files and SBOMs.", many(count, "package")),
    }
}

/// Says what the SOUP records have to do with a change, ids written by `quote`.
pub(super) fn remark(change: &ComponentChange, quote: fn(&str) -> String) -> String {
    let ids: Vec<String> = change.records.iter().map(|id| quote(id)).collect();
    let ids = ids.join(", ");
    match (change.recorded, change.records.is_empty(), change.is_listed) {
        (false, true, _) => "no SOUP record stands for it".to_owned(),
        (false, false, true) => format!("{ids} did not move along"),
        (false, false, false) => format!("{ids} still stands for it"),
        (true, true, _) => "no SOUP record stood for it".to_owned(),
        (true, false, true) => format!("as {ids} says"),
        (true, false, false) => format!("{ids} stands for it no more"),
    }
}

/// Writes what moved, for people.
pub(super) fn write(compared: &Compared, detail: Detail, page: &mut Page) {
    let told = Told::of(compared);
    if told.open.is_empty() && told.followed.is_empty() {
        return;
    }
    page.heading("Lock files and SBOMs");
    let most = if detail == Detail::Full { usize::MAX } else { MOST };
    let followed = if detail == Detail::Stat { 0 } else { most };
    let shown = told.open.iter().take(most).chain(told.followed.iter().take(followed));
    let rows = shown.map(|change| {
        let tint = if change.recorded { Tint::Dim } else { Tint::Strong };
        let place = format!(", {}:{}", tame(&change.file), change.line);
        let what = format!("{}: ", tame(&change.move_in_words()));
        let pieces = vec![(Tint::Plain, what), (tint, remark(change, tame)), (Tint::Dim, place)];
        (tame(&change.name), pieces)
    });
    page.rows(2, rows.collect());
    let open = told.open.len().saturating_sub(most);
    let followed = told.followed.len().saturating_sub(followed);
    let rest = [
        (open, "that no SOUP record follows"),
        (followed, "that SOUP records follow"),
        (told.development, "for development alone"),
    ];
    let rest = rest.into_iter().filter(|(count, _)| *count > 0);
    let rest: Vec<String> = rest.map(|(count, what)| format!("{count} {what}")).collect();
    if !rest.is_empty() {
        page.line(2, &[(Tint::Dim, format!("not told here: {}", rest.join(", ")))]);
    }
}

/// A change of a package, for machines.
#[derive(Serialize)]
pub(super) struct Component<'c> {
    name: &'c str,
    purl: Option<&'c str>,
    change: &'static str,
    before: Option<&'c str>,
    after: Option<&'c str>,
    path: &'c str,
    line: usize,
    shipped: bool,
    ships: bool,
    records: &'c [String],
    recorded: bool,
}

impl<'c> Component<'c> {
    pub(super) fn of(change: &'c ComponentChange) -> Component<'c> {
        Component {
            name: &change.name,
            purl: change.purl.as_deref(),
            change: match (change.was_listed, change.is_listed) {
                (false, _) => "added",
                (true, false) => "removed",
                (true, true) => "moved",
            },
            before: change.before.as_deref(),
            after: change.after.as_deref(),
            path: &change.file,
            line: change.line,
            shipped: change.shipped,
            ships: change.ships,
            records: &change.records,
            recorded: change.recorded,
        }
    }
}
