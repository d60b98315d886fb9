//! A project's logo: a small picture that no script can hide in.

use roxmltree::Document;

/// The largest logo, in bytes (64 kB).
const LARGEST: usize = 64 * 1024;

/// The elements of a drawing that are shown; what links, runs, loads or moves is not among them.
const ELEMENTS: [&str; 27] = [
    "svg",
    "g",
    "path",
    "rect",
    "circle",
    "ellipse",
    "line",
    "polyline",
    "polygon",
    "text",
    "tspan",
    "defs",
    "linearGradient",
    "radialGradient",
    "stop",
    "clipPath",
    "mask",
    "use",
    "symbol",
    "title",
    "desc",
    "style",
    "pattern",
    "filter",
    "feGaussianBlur",
    "feOffset",
    "feMerge",
];

/// A picture that can be shown at the top of every page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Logo {
    /// The name of its file among the assets.
    pub name: &'static str,
    /// What it holds.
    pub bytes: Vec<u8>,
}

impl Logo {
    /// Looks a picture over.
    ///
    /// # Errors
    /// Why it cannot be shown.
    pub fn of(bytes: Vec<u8>) -> Result<Logo, String> {
        if bytes.len() > LARGEST {
            return Err(format!(
                "it holds {} bytes, and at most {LARGEST} are copied to every version",
                bytes.len()
            ));
        }
        if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
            return Ok(Logo { name: "logo.png", bytes });
        }
        let text =
            std::str::from_utf8(&bytes).map_err(|_| "it is neither a PNG nor an SVG file".to_owned())?;
        drawing(text)?;
        Ok(Logo { name: "logo.svg", bytes })
    }
}

/// Checks a drawing. In a page it is shown as a picture, in which no script runs; but its file can be opened by itself.
fn drawing(text: &str) -> Result<(), String> {
    let document = Document::parse(text).map_err(|error| format!("it is no SVG file: {error}"))?;
    for node in document.descendants() {
        if node.is_pi() {
            return Err("it holds a processing instruction".to_owned());
        }
        if !node.is_element() {
            continue;
        }
        let name = node.tag_name();
        if name.namespace() != Some("http://www.w3.org/2000/svg") || !ELEMENTS.contains(&name.name()) {
            return Err(format!("it holds the element `{}`; save it as a plain SVG file", name.name()));
        }
        for attribute in node.attributes() {
            let (key, value) = (attribute.name().to_ascii_lowercase(), attribute.value());
            let is_own = value.trim_start().starts_with('#');
            if key.starts_with("on") || (key == "href" && !is_own) || loads(value) {
                return Err(format!("it holds the attribute `{}` with `{value}`", attribute.name()));
            }
        }
        if name.name() == "style" && (loads(node.text().unwrap_or_default()) || node.children().count() > 1) {
            return Err("its style loads something".to_owned());
        }
    }
    Ok(())
}

/// Returns whether a style or an attribute could load something from elsewhere.
fn loads(value: &str) -> bool {
    let value = value.to_ascii_lowercase();
    let elsewhere = value
        .match_indices("url(")
        .any(|(at, _)| !value[at + 4..].trim_start_matches([' ', '"', '\'']).starts_with('#'));
    elsewhere
        || value.contains("@import")
        || value.contains("image(")
        || value.contains("javascript:")
        || value.contains('\\')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drawing_that_could_run_or_load_anything_is_refused() {
        let svg = |inner: &str| {
            format!(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\">{inner}</svg>"
            )
        };
        for inner in [
            "<script>alert(1)</script>",
            "<g onload=\"alert(1)\"/>",
            "<a href=\"x\"/>",
            "<use xlink:href=\"http://x/y#z\"/>",
            "<image href=\"x.png\"/>",
            "<style>@import 'x'</style>",
            "<rect fill=\"url(http://x)\"/>",
            "<foreignObject><b xmlns=\"http://www.w3.org/1999/xhtml\">x</b></foreignObject>",
            "<set attributeName=\"href\" to=\"x\"/>",
        ] {
            assert!(Logo::of(svg(inner).into_bytes()).is_err(), "{inner}");
        }
        let plain = "<defs><linearGradient id=\"a\"/></defs><path fill=\"url(#a)\" d=\"M0 0\"/>";
        assert_eq!(Logo::of(svg(plain).into_bytes()).map(|logo| logo.name), Ok("logo.svg"));
        assert!(Logo::of(b"<!DOCTYPE svg [<!ENTITY a \"b\">]><svg/>".to_vec()).is_err());
        assert!(Logo::of(vec![0; 70_000]).is_err());
    }
}
