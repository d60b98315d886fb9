//! Shares of a whole: one bar in parts, each with its name and count.

use std::fmt::Write;

use super::SHADES;
use super::text::width;
use crate::site::html::text;

/// The width of a whole bar, its height, and the room for its name, in pixels.
const WIDE: usize = 420;
const HIGH: usize = 20;
const LEFT: usize = 96;

/// The size of the type, in pixels.
const TYPE: usize = 12;

/// A whole in parts.
#[derive(Clone, Debug)]
pub struct Whole {
    /// What it is.
    pub name: String,
    /// Its parts, the darkest first: what each is called, and how many there are.
    pub parts: Vec<(String, usize)>,
}

/// Returns wholes as bars, one under the other; `label` says what they show for those who hear it.
pub fn shares(label: &str, wholes: &[Whole]) -> String {
    let (wide, high) = (LEFT + WIDE + 2, wholes.len() * (HIGH + 8));
    let mut out = format!(
        "<svg class=\"chart share\" viewBox=\"0 0 {wide} {high}\" width=\"{wide}\" role=\"img\" aria-label=\"{}\">",
        text(label)
    );
    for (number, whole) in wholes.iter().enumerate() {
        let y = number * (HIGH + 8) + 1;
        let sum: usize = whole.parts.iter().map(|(_, count)| count).sum();
        let _ = write!(out, "<text x=\"0\" y=\"{}\">{}</text>", y + 14, text(&whole.name));
        let mut before = 0;
        for ((name, count), shade) in whole.parts.iter().zip(SHADES) {
            if *count == 0 {
                continue;
            }
            let (left, right) = (WIDE * before / sum, WIDE * (before + count) / sum);
            before += count;
            let (left, wide) = (LEFT + left, (right - left).max(1));
            let _ = write!(
                out,
                "<g><title>{name}: {count}</title><rect class=\"{shade}\" x=\"{left}\" y=\"{y}\" width=\"{wide}\" height=\"{HIGH}\"/>",
                name = text(name)
            );
            let says = format!("{name} {count}");
            let room = wide * 100 / TYPE;
            let shown = [says, count.to_string()].into_iter().find(|says| width(says) + 60 <= room);
            if let Some(shown) = shown {
                let _ = write!(
                    out,
                    "<text class=\"on-{shade}\" x=\"{}\" y=\"{}\">{}</text>",
                    left + 6,
                    y + 14,
                    text(&shown)
                );
            }
            out.push_str("</g>");
        }
    }
    out.push_str("</svg>");
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_fill_the_bar_and_a_narrow_one_says_less() {
        let part = |name: &str, count| (name.to_owned(), count);
        let whole =
            Whole { name: "SOUP".to_owned(), parts: vec![part("C", 2), part("class B", 997), part("A", 1)] };
        let svg = shares("", &[whole]);
        assert!(
            svg.contains(">class B 997<") && !svg.contains(">C 2<") && svg.contains("<title>C: 2</title>")
        );
        assert_eq!(svg.matches("<rect").count(), 3);
        let empty = Whole { name: "SOUP".to_owned(), parts: vec![part("C", 0)] };
        assert!(!shares("", &[empty]).contains("<rect"));
    }
}
