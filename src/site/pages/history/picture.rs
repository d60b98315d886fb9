//! A record over all versions as a picture: a mark for each version, its shape how the record stood. What it shows stands in
//! words below it.

use std::fmt::Write;

use crate::site::html::text;
use crate::site::step::{Fold, Lived};

/// How many marks a row has at most: so many fit a printed page.
const IN_ROW: usize = 26;

/// Up to so many versions their names stand level below the marks.
const FEW: usize = 8;

/// The longest name that is shown whole, in characters.
const LONGEST: usize = 12;

/// The distance of marks, and the height of a row, in pixels: few with level names, many with slanted ones.
const SPACING: [usize; 2] = [78, 24];
const HEIGHT: [usize; 2] = [52, 100];

/// Returns the picture; empty where there are fewer than two versions.
pub fn svg(life: &Lived<'_>, fold: &Fold<'_>, label: &str) -> String {
    let count = fold.versions.len();
    if count < 2 {
        return String::new();
    }
    // What stood when: the key of the state, and whether anything about the record was new.
    let mut marks: Vec<(&str, bool)> = vec![("", false); count];
    for stay in &life.stays {
        let entry = stay.entry;
        let is_new = match &entry.before {
            None => true,
            Some(before) => !entry.fields.is_empty() || before.body != entry.face.body,
        };
        for (number, mark) in marks.iter_mut().enumerate().take(stay.until + 1).skip(stay.version) {
            *mark = (entry.face.state.key(), is_new && number == stay.version);
        }
    }
    let many = usize::from(count > FEW);
    let (spacing, height) = (SPACING[many], HEIGHT[many]);
    // The slanted name of the first mark begins to the left of it.
    let left = [spacing / 2, 44][many];
    let rows = count.div_ceil(IN_ROW);
    // Rows of one length, rather than one mark alone in the last.
    let columns = count.div_ceil(rows);
    let width = left + (columns - 1) * spacing + [spacing / 2, 12][many];
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-label=\"{}\" width=\"{width}\" height=\"{}\" viewBox=\"0 0 {width} {1}\">\n",
        text(label),
        rows * height,
    );
    for row in 0..rows {
        let here = &marks[row * columns..count.min((row + 1) * columns)];
        let y = row * height + 20;
        for (column, (mark, version)) in here.iter().zip(&fold.versions[row * columns..]).enumerate() {
            let x = left + column * spacing;
            // The line goes on where the record does.
            if column > 0 && !mark.0.is_empty() && !here[column - 1].0.is_empty() {
                let _ = write!(
                    out,
                    "<path class=\"soft\" stroke=\"currentColor\" d=\"M{} {y}H{}\"/>",
                    x - spacing + 7,
                    x - 7
                );
            }
            shape(mark.0, x, y, &mut out);
            if mark.1 {
                let _ = write!(out, "<path fill=\"currentColor\" d=\"M{} {}h8l-4 6z\"/>", x - 4, y - 15);
            }
            let name = name(&version.name);
            let class = if version.released { "" } else { " class=\"soft\"" };
            match many {
                0 => {
                    let _ = writeln!(
                        out,
                        "<text x=\"{x}\" y=\"{}\" text-anchor=\"middle\"{class}>{name}</text>",
                        y + 22
                    );
                }
                _ => {
                    let (x, y) = (x + 4, y + 15);
                    let _ = writeln!(
                        out,
                        "<text transform=\"translate({x} {y}) rotate(-55)\" text-anchor=\"end\"{class}>{name}</text>"
                    );
                }
            }
        }
    }
    out.push_str("</svg>\n");
    out
}

fn name(name: &str) -> String {
    match name.char_indices().nth(LONGEST) {
        Some((end, _)) => text(&format!("{}…", &name[..end - 1])),
        None => text(name),
    }
}

/// Draws how the record stood, in the shape that words carry beside them elsewhere.
fn shape(key: &str, x: usize, y: usize, out: &mut String) {
    let _ = match key {
        "" => write!(out, "<path class=\"soft\" stroke=\"currentColor\" d=\"M{} {y}h8\"/>", x - 4),
        "fresh" => {
            write!(out, "<circle class=\"state-fresh\" fill=\"currentColor\" cx=\"{x}\" cy=\"{y}\" r=\"5\"/>")
        }
        "stale" => write!(
            out,
            "<path class=\"state-stale\" fill=\"currentColor\" d=\"M{x} {}a5 5 0 0 0 0 10z\"/>\
             <circle class=\"state-stale\" fill=\"none\" stroke=\"currentColor\" cx=\"{x}\" cy=\"{y}\" r=\"5\"/>",
            y - 5
        ),
        "waived" => write!(
            out,
            "<path class=\"state-waived\" fill=\"none\" stroke=\"currentColor\" d=\"M{x} {}l6 6l-6 6l-6-6z\"/>",
            y - 6
        ),
        _ => write!(
            out,
            "<circle class=\"state-missing\" fill=\"none\" stroke=\"currentColor\" cx=\"{x}\" cy=\"{y}\" r=\"5\"/>"
        ),
    };
}
