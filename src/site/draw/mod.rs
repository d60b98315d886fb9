//! Pictures as inline SVG, laid out in Rust when the site is built; what they show stands in words beside them.
//!
//! Colours and strokes come from the style sheet by class; series differ in how dark they are and in their order too, so that
//! a picture survives a photocopy.

pub mod columns;
pub mod layers;
pub mod scale;
pub mod share;
pub mod text;

use std::fmt::Write;

use super::html::text;

/// The classes of series, darkest first.
pub const SHADES: [&str; 3] = ["dark", "half", "bare"];

/// A picture with what it says in words and numbers.
#[derive(Clone, Debug, Default)]
pub struct Figure {
    /// The pictures, as HTML.
    pub pictures: String,
    /// What they show, as HTML.
    pub caption: String,
    /// What the table of numbers is called where it is folded.
    pub numbers: String,
    /// The headings of that table.
    pub columns: Vec<String>,
    /// Its rows, each cell as HTML, the first being the head of the row.
    pub rows: Vec<Vec<String>>,
}

impl Figure {
    /// Returns the picture with its caption, and the numbers under it in a fold.
    pub fn html(&self) -> String {
        let mut out =
            format!("<figure>{}<figcaption>{}</figcaption></figure>\n", self.pictures, self.caption);
        if self.rows.is_empty() {
            return out;
        }
        let name = text(&self.numbers);
        let _ = write!(
            out,
            "<details class=\"fold\"><summary>{name}</summary>\n<div class=\"table\" role=\"region\" aria-label=\"{name}\" tabindex=\"0\"><table>\n<thead><tr>"
        );
        for (number, column) in self.columns.iter().enumerate() {
            let class = if number == 0 { "" } else { " class=\"num\"" };
            let _ = write!(out, "<th scope=\"col\"{class}>{}</th>", text(column));
        }
        out.push_str("</tr></thead>\n<tbody>\n");
        for row in &self.rows {
            out.push_str("<tr>");
            for (number, cell) in row.iter().enumerate() {
                let _ = match number {
                    0 => write!(out, "<th scope=\"row\">{cell}</th>"),
                    _ => write!(out, "<td class=\"num\">{cell}</td>"),
                };
            }
            out.push_str("</tr>\n");
        }
        out.push_str("</tbody></table></div>\n</details>\n");
        out
    }
}
