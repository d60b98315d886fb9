//! A trace as nested lists in Markdown: for a comment, or a page that somebody writes.

use std::fmt::Write;

use super::sheet::{Row, Sheet};
use crate::report::quoted::{code, plain};

/// Writes the report.
pub(super) fn render(sheet: &Sheet) -> String {
    let mut out = format!("### {}\n\n{}\n", plain(&sheet.heading), plain(&sheet.about));
    for part in &sheet.parts {
        let _ = write!(out, "\n#### {}\n\n", plain(&part.heading));
        for note in &part.notes {
            let _ = writeln!(out, "{}\n", plain(note));
        }
        for row in &part.rows {
            self::row(row, 0, &mut out);
        }
    }
    out.trim_end().to_owned() + "\n"
}

fn row(row: &Row, depth: usize, out: &mut String) {
    let indent = "  ".repeat(depth);
    let mut words = Vec::new();
    if !row.lead.is_empty() {
        words.push(plain(&row.lead));
    }
    if !row.id.is_empty() {
        words.push(format!("**{}**", code(&row.id)));
    }
    if !row.title.is_empty() {
        words.push(plain(&row.title));
    }
    let _ = write!(out, "{indent}- {}", words.join(" "));
    if !row.facts.is_empty() {
        let facts: Vec<String> = row.facts.iter().map(|fact| plain(fact)).collect();
        let _ = write!(out, ": {}", facts.join("; "));
    }
    out.push('\n');
    for (level, finding) in &row.findings {
        let _ = writeln!(out, "{indent}  - **{level}**: {}", plain(finding));
    }
    for below in &row.rows {
        self::row(below, depth + 1, out);
    }
}
