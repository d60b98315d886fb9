//! A trace for a terminal.

use super::sheet::{Row, Sheet};
use crate::report::Look;
use crate::report::narrated::tame;
use crate::report::paint::{Page, Tint};

/// Writes the report.
pub(super) fn render(sheet: &Sheet, look: &Look) -> String {
    let mut page = Page { out: String::new(), look: *look };
    page.line(0, &[(Tint::Strong, tame(&sheet.heading))]);
    page.line(0, &[(Tint::Dim, tame(&sheet.about))]);
    for part in &sheet.parts {
        page.heading(&tame(&part.heading));
        for note in &part.notes {
            page.line(2, &[(Tint::Plain, tame(note))]);
        }
        for row in &part.rows {
            self::row(row, 2, &mut page);
        }
    }
    page.out
}

fn row(row: &Row, indent: usize, page: &mut Page) {
    let mut pieces = Vec::new();
    for (tint, text) in [(Tint::Plain, &row.lead), (Tint::Strong, &row.id), (Tint::Plain, &row.title)] {
        if !text.is_empty() {
            if !pieces.is_empty() {
                pieces.push((Tint::Plain, " ".to_owned()));
            }
            pieces.push((tint, tame(text)));
        }
    }
    page.line(indent, &pieces);
    if !row.facts.is_empty() {
        page.line(indent + 4, &[(Tint::Dim, tame(&row.facts.join("; ")))]);
    }
    for (level, finding) in &row.findings {
        page.line(indent + 4, &[(Tint::Strong, format!("{level}: ")), (Tint::Plain, tame(finding))]);
    }
    for below in &row.rows {
        self::row(below, indent + 2, page);
    }
}
