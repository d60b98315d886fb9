//! The licence of each SOUP, with its text and what else bears on shipping it.

use super::{Sheet, UP, head, said, worst};
use crate::dossier::Placed;
use crate::record::Soup;
use crate::record::relations::USED_IN;
use crate::rules::Finding;
use crate::site::html::{text, version as version_html};
use crate::site::pages::{CellView, RowView, TableView, gap};
use crate::site::state;
use crate::site::version::{Version, soup_version};
use crate::site::words::Words;

pub(super) static SHEET: Sheet = Sheet {
    name: "licence",
    clauses: "Practice licence · CISA draft of SBOM elements",
    columns: &["soup", "version", "licence", "text", "source", "modified", "-hosts"],
    rows,
};

fn rows<'w>(version: &Version<'_>, words: &Words, table: TableView<'w>) -> TableView<'w> {
    table.with_rows(version.dossier().soups().map(|(record, soup)| row(version, words, record, soup)))
}

fn row(version: &Version<'_>, words: &Words, record: Placed<'_>, soup: &Soup) -> RowView {
    let wrong = gap::finding(version, record, &["soup-license-not-spdx"]);
    let mut license = said(version, words, record, soup.license.as_ref(), &["soup-license-missing"]);
    if let Some(finding) = wrong.filter(|_| soup.license.is_some()) {
        license.push_str(&format!("<small>{}</small>", says(words, finding)));
    }
    let file = soup.license_text.as_ref().map(|path| match version.file(UP, &path.value) {
        Some(file) => format!("<a href=\"{}\">{}</a>", text(&file.href), text(&path.value)),
        None => format!("{} {}", text(&path.value), state::result("missing", words.say("sheets-no-file"))),
    });
    let source = soup.source_url.as_ref().map(|url| text(&url.value));
    let modified = match &soup.modified {
        Some(modified) if modified.value => {
            words.fill("sheets-licence-patches", &[("count", soup.patches.len().into())])
        }
        Some(_) | None => words.say("sheets-licence-unmodified").to_owned(),
    };
    let cells = vec![
        head(version, record),
        CellView::html(version_html(soup_version(record))),
        CellView::html(license),
        CellView::html(file.unwrap_or_default()),
        CellView::html(source.unwrap_or_default()),
        CellView::text(&modified),
        CellView { ids: true, ..CellView::html(super::links(version, record.to(&USED_IN))) },
    ];
    RowView { class: record.class().to_string(), state: worst(&cells), cells }
}

fn says(words: &Words, finding: &Finding) -> String {
    gap::mark(words, UP, Some(finding), "sheets-licence-not-spdx")
}
