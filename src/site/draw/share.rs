//! Shares of a whole: one bar in parts, each with its name and count.

use std::fmt::Write;

use super::SHADES;
use super::text::width;
use crate::site::html::text;

/// The width of a whole bar, its height, and the room for its name, in pixels.
const WIDE: usize = 320;
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

/// Returns a whole as a bar; what it says stands in its label, for those who hear it.
pub fn share(whole: &Whole) -> String {
    let (wide, high) = (LEFT + WIDE + 2, HIGH + 2);
    let mut out = format!(
        "<svg class=\"chart share\" viewBox=\"0 0 {wide} {high}\" width=\"{wide}\" role=\"img\" aria-label=\"{}\">",
        text(&whole.says())
    );
    let _ = write!(out, "<text y=\"15\">{}</text>", text(&whole.name));
    let sum: usize = whole.parts.iter().map(|(_, count)| count).sum();
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
            "<g><title>{name}: {count}</title><rect class=\"{shade}\" x=\"{left}\" y=\"1\" width=\"{wide}\" height=\"{HIGH}\"/>",
            name = text(name)
        );
        let room = wide * 100 / TYPE;
        // Where `class C` has no room, `C` alone still tells the parts apart.
        let short = name.rsplit(' ').next().unwrap_or_default();
        let shown = [format!("{name} {count}"), format!("{short} {count}"), count.to_string()];
        if let Some(shown) = shown.into_iter().find(|shown| width(shown) + 60 <= room) {
            let x = left + 6;
            let _ = write!(out, "<text class=\"on-{shade}\" x=\"{x}\" y=\"15\">{}</text>", text(&shown));
        }
        out.push_str("</g>");
    }
    out.push_str("</svg>");
    out
}

impl Whole {
    /// Returns in words what the bar says.
    pub fn says(&self) -> String {
        let parts: Vec<String> = self.parts.iter().map(|(name, count)| format!("{name} {count}")).collect();
        format!("{}: {}", self.name, parts.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_fill_the_bar_and_a_narrow_one_says_less() {
        let part = |name: &str, count| (name.to_owned(), count);
        let whole =
            Whole { name: "SOUP".to_owned(), parts: vec![part("C", 2), part("class B", 997), part("A", 1)] };
        let svg = share(&whole);
        assert!(
            svg.contains(">class B 997<") && !svg.contains(">C 2<") && svg.contains("<title>C: 2</title>")
        );
        assert_eq!(svg.matches("<rect").count(), 3);
        let empty = Whole { name: "SOUP".to_owned(), parts: vec![part("C", 0)] };
        assert!(!share(&empty).contains("<rect"));
    }
}
