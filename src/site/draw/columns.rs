//! Columns over a common ground line: one for each release or month, its parts stacked.

use std::fmt::Write;

use super::SHADES;
use super::scale::Scale;
use super::text::width;
use crate::site::html::text;

/// The width of the whole, and the height of the columns, in pixels.
const WIDE: usize = 880;
const HIGH: usize = 120;

/// The room left of the columns for the marks of the scale, and above them for a sum.
const LEFT: usize = 34;
const ABOVE: usize = 16;

/// The least count that the scale has room for.
const LEAST: usize = 4;

/// The widest that one column gets its place.
const WIDEST: usize = 96;

/// The size of the type, in pixels.
const TYPE: usize = 11;

/// One column.
#[derive(Clone, Debug)]
pub struct Bar {
    /// What stands under it.
    pub label: String,
    /// What stands under that, smaller.
    pub below: String,
    /// Its parts from the ground up, the darkest first: as many as there are shades, or fewer.
    pub parts: Vec<usize>,
    /// What it says, for those who point at it.
    pub title: String,
}

/// Returns columns as a picture; `label` says what it shows for those who hear it.
pub fn columns(label: &str, bars: &[Bar]) -> String {
    let sum = |bar: &Bar| bar.parts.iter().sum::<usize>();
    // A single finding is not to look like a tower.
    let scale = Scale::of(bars.iter().map(sum).max().unwrap_or_default().max(LEAST), HIGH);
    let place = ((WIDE - LEFT) / bars.len().max(1)).clamp(1, WIDEST);
    let column = (place * 2 / 3).clamp(1, 40);
    let ground = ABOVE + HIGH;
    let beyond = bars.last().map_or(0, half).saturating_sub(place / 2);
    let (wide, high) = (LEFT + place * bars.len() + beyond, ground + 34);
    let mut out = String::with_capacity(400 + bars.len() * 260);
    let _ = write!(
        out,
        "<svg class=\"chart\" viewBox=\"0 0 {wide} {high}\" width=\"{wide}\" role=\"img\" aria-label=\"{}\">",
        text(label)
    );
    for mark in scale.marks() {
        let y = ground - scale.pixels(mark);
        let _ = write!(
            out,
            "<path d=\"M{LEFT} {y}.5H{wide}\"/><text class=\"mark\" x=\"{}\" y=\"{}\">{mark}</text>",
            LEFT - 6,
            y + 4
        );
    }
    let last =
        bars.last().map_or(0, |bar| (LEFT + place * (bars.len() - 1) + place / 2).saturating_sub(half(bar)));
    let mut free = 0;
    for (number, bar) in bars.iter().enumerate() {
        let middle = LEFT + place * number + place / 2;
        let left = middle - column / 2;
        let _ = write!(out, "<g><title>{}</title>", text(&bar.title));
        let mut top = ground;
        for (part, shade) in bar.parts.iter().zip(SHADES) {
            let pixels = scale.pixels(*part).min(top);
            top -= pixels;
            if pixels > 0 {
                let _ = write!(
                    out,
                    "<rect class=\"{shade}\" x=\"{left}\" y=\"{top}\" width=\"{column}\" height=\"{pixels}\"/>"
                );
            }
        }
        let whole = sum(bar);
        if whole > 0 && width(&whole.to_string()) * TYPE / 100 <= place {
            let _ = write!(out, "<text x=\"{middle}\" y=\"{}\">{whole}</text>", top.saturating_sub(4));
        }
        // A label that would run into the one before is left out, but never the last, which is what people look for.
        let is_last = number + 1 == bars.len();
        let has_room = middle.saturating_sub(half(bar)) >= free && middle + half(bar) <= last;
        if is_last || has_room {
            free = middle + half(bar);
            let _ = write!(
                out,
                "<text x=\"{middle}\" y=\"{}\">{}</text><text class=\"mark-below\" x=\"{middle}\" y=\"{}\">{}</text>",
                ground + 15,
                text(&bar.label),
                ground + 29,
                text(&bar.below)
            );
        }
        out.push_str("</g>");
    }
    out.push_str("</svg>");
    out
}

/// Returns half the width of what stands under a column, with a little room.
fn half(bar: &Bar) -> usize {
    width(&bar.label).max(width(&bar.below)) * TYPE / 200 + 3
}

/// Returns what the shades stand for, each with its shape.
pub fn legend(names: &[&str]) -> String {
    let mut out = String::from("<span class=\"legend\">");
    for (name, shade) in names.iter().zip(SHADES) {
        let _ = write!(
            out,
            "<span><svg width=\"12\" height=\"12\" aria-hidden=\"true\"><rect class=\"{shade}\" x=\"1\" y=\"1\" width=\"10\" height=\"10\"/></svg> {}</span> ",
            text(name)
        );
    }
    out.push_str("</span>");
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bars(count: usize) -> Vec<Bar> {
        let bar = |number: usize| Bar {
            label: format!("v{}.{}.0", number / 10, number % 10),
            below: format!("2026-{:02}-01", number % 12 + 1),
            parts: vec![number % 3, number % 5, number],
            title: format!("<{number}>"),
        };
        (0..count).map(bar).collect()
    }

    fn numbers(svg: &str, before: &str) -> Vec<usize> {
        svg.split(before).skip(1).filter_map(|rest| rest.split('"').next()?.parse().ok()).collect()
    }

    #[test]
    fn fifty_columns_stand_apart_and_only_labels_with_room_are_written() {
        let svg = columns("Findings", &bars(50));
        let lefts = numbers(&svg, "<rect class=\"bare\" x=\"");
        assert_eq!(lefts.len(), 49, "all but the first have a third part");
        let column = numbers(&svg, "\" width=\"")[1];
        assert!(column >= 8 && lefts.windows(2).all(|pair| pair[0] + column < pair[1]));
        let labels: Vec<usize> = numbers(&svg, "<text class=\"mark-below\" x=\"");
        assert!(labels.len() > 8 && labels.windows(2).all(|pair| pair[1] - pair[0] > 60), "{labels:?}");
        assert!(svg.contains(">v4.9.0<") && svg.contains("&lt;7&gt;") && !svg.contains("<7>"));
    }

    #[test]
    fn every_part_that_is_not_zero_can_be_seen() {
        let bar =
            Bar { label: String::new(), below: String::new(), parts: vec![1, 0, 5000], title: String::new() };
        let svg = columns("", &[bar]);
        assert_eq!(svg.matches("class=\"dark\"").count(), 1);
        assert_eq!(svg.matches("class=\"half\"").count(), 0);
        assert!(numbers(&svg, "height=\"").iter().all(|height| *height > 0));
        assert!(columns("", &[]).ends_with("</svg>"));
    }
}
