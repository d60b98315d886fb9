//! A comparison as one page in one file: the site's page with its style inside, no script, and nothing loaded from elsewhere.

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::Error;
use super::TOOL;
use super::frames::running;
use super::html;
use super::pages::changes::{self, Alone, Judge, Ways};
use super::template::{Templates, asset};
use crate::report::Input;
use crate::report::diff::{Compared, FORMATS, Format, Telling, moment};
use crate::source::Moment;

/// The format of diffs that is made here.
pub static HTML: Format = Format {
    name: "html",
    summary: "the page that the site shows, as one file that loads nothing; records link to the site where its address is given",
    render: |compared, telling, _| {
        page(compared, telling).expect("the built-in templates can be filled").into()
    },
};

/// Returns every format that a diff can be told in, people's first.
pub fn diff_formats() -> impl Iterator<Item = &'static Format> {
    let (people, others) = FORMATS.split_at(1);
    people.iter().chain([&HTML]).chain(others)
}

/// What `alone.html` shows.
#[derive(Serialize)]
struct AloneView<'v> {
    tool: &'static str,
    device: &'v str,
    id: &'v str,
    title: String,
    name: String,
    released: bool,
    changed: bool,
    commit: &'v str,
    as_of: String,
    style: String,
    /// The digest of the style as a content policy names it: no other style is let in.
    digest: String,
    heading: String,
    lead: String,
    facts: String,
    contents: String,
    main: String,
}

/// Writes the page.
///
/// # Errors
/// A template cannot be filled.
pub fn page(compared: &Compared, telling: &Telling) -> Result<String, Error> {
    let templates = Templates::new()?;
    let ways = Ways::Alone(Alone::of(compared, telling, &templates.words));
    // Both are judged by the earlier configuration, whatever the later one says.
    let is_one = compared.review.diff.policy.configuration.is_empty();
    let judge = if is_one { Judge::Both } else { Judge::Earlier };
    let page = changes::compare(compared, &ways, judge, &templates)?;
    let head = &compared.head;
    let (from, to) = (moment(&compared.base), moment(head));
    let commit = head.commit.as_deref().unwrap_or_default();
    let as_of = head.as_of.to_string();
    let title = format!("{from} → {to}");
    let paper =
        running(&head.device, &title, html::short(commit), &as_of, is_released(head), &templates.words);
    let style = format!("{}\n{paper}", asset("tureen.css"));
    templates.render(
        "alone.html",
        &AloneView {
            tool: TOOL,
            device: &head.device,
            id: &head.device_id,
            title,
            released: is_released(head),
            changed: head.dirty,
            commit,
            as_of,
            digest: base64(&Sha256::digest(&style)),
            style,
            heading: format!("{} → {}", changes::named(&compared.base), changes::named(head)),
            name: to,
            lead: page.lead,
            facts: page.facts,
            contents: page.contents,
            main: page.main,
        },
    )
}

fn is_released(head: &Input) -> bool {
    head.release && matches!(head.moment, Moment::Revision(_))
}

/// Returns bytes in base 64 (RFC 4648 4).
pub fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let byte = |number: usize| u32::from(chunk.get(number).copied().unwrap_or(0));
        let word = byte(0) << 16 | byte(1) << 8 | byte(2);
        for digit in 0..4 {
            if digit <= chunk.len() {
                out.push(char::from(DIGITS[(word >> (18 - 6 * digit)) as usize & 63]));
            } else {
                out.push('=');
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_written_as_the_standard_says() {
        for (bytes, written) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
        ] {
            assert_eq!(base64(bytes.as_bytes()), written);
        }
    }
}
