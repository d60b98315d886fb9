//! What a body is made of: its headings and links, with their places.

use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Parser, Tag, TagEnd};

use super::{OPTIONS, slug};
use crate::text::Span;

/// What a body is made of: its headings and its links, with their places.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outline {
    /// The headings, in the order of writing.
    pub headings: Vec<Heading>,
    /// The links and pictures, in the order of writing; mail addresses are left out.
    pub links: Vec<BodyLink>,
}

/// A heading of a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// How deep it is, from 1 to 6.
    pub level: u8,
    /// Its text, marks left out.
    pub text: String,
    /// Its id by the rule that GitHub follows, as fragments of links name it.
    pub id: String,
    /// Its bytes, counted from the start of the body.
    pub span: Span,
}

/// A link or picture of a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BodyLink {
    /// Where it leads, escapes of Markdown resolved.
    pub destination: String,
    /// The bytes of the destination, counted from the start of the body; those of the whole link where the destination is not
    /// written as it reads.
    pub span: Span,
    /// What is shown for it.
    pub text: String,
    /// Whether it was written as `[[destination]]`, which names a page rather than a file.
    pub is_wiki: bool,
}

/// Returns whether a body may hold links to something: what does not is not worth reading for them.
pub fn may_link(body: &str) -> bool {
    ["](", "]:", "<", "[["].iter().any(|mark| body.contains(mark))
}

/// Returns the headings and links of a body.
pub fn outline(body: &str) -> Outline {
    let parser = Parser::new_ext(body, OPTIONS);
    let mut definitions: HashMap<String, Range<usize>> = HashMap::new();
    for (_, definition) in parser.reference_definitions().iter() {
        // Of several that lead to the same place the first one is pointed at.
        let first = definitions.entry(definition.dest.to_string()).or_insert_with(|| definition.span.clone());
        if definition.span.start < first.start {
            first.clone_from(&definition.span);
        }
    }
    let mut outline = Outline::default();
    let mut slugs = HashMap::new();
    // Links may hold pictures: what was opened last is closed first.
    let mut open: Vec<Option<BodyLink>> = Vec::new();
    for (event, range) in parser.into_offset_iter() {
        match event {
            Event::Start(Tag::Heading { level, .. }) => outline.headings.push(Heading {
                level: level as u8,
                text: String::new(),
                id: String::new(),
                span: range.into(),
            }),
            Event::End(TagEnd::Heading(_)) => {
                if let Some(heading) = outline.headings.last_mut() {
                    heading.id = slug(&heading.text, &mut slugs);
                }
            }
            Event::Start(Tag::Link { link_type, dest_url, .. } | Tag::Image { link_type, dest_url, .. }) => {
                let link = (link_type != LinkType::Email).then(|| BodyLink {
                    span: place(body, range, &dest_url, &definitions).into(),
                    destination: dest_url.to_string(),
                    text: String::new(),
                    is_wiki: matches!(link_type, LinkType::WikiLink { .. }),
                });
                open.push(link);
            }
            Event::End(TagEnd::Link | TagEnd::Image) => {
                let Some(link) = open.pop().flatten() else { continue };
                if let Some(around) = open.last_mut().and_then(Option::as_mut) {
                    add(&link.text, &mut around.text);
                }
                outline.links.push(link);
            }
            Event::Text(text) | Event::Code(text) => {
                if let Some(heading) = outline.headings.last_mut().filter(|heading| heading.id.is_empty()) {
                    heading.text.push_str(&text);
                }
                if let Some(link) = open.last_mut().and_then(Option::as_mut) {
                    add(&text, &mut link.text);
                }
            }
            _ => {}
        }
    }
    outline.links.sort_by_key(|link| link.span);
    outline
}

/// How much of a link's text is kept, and how far from its end its destination is looked for, in bytes: pictures may be nested
/// by the thousand.
const LONGEST_LINK_TEXT: usize = 1000;

fn add(text: &str, to: &mut String) {
    if to.len() + text.len() <= LONGEST_LINK_TEXT {
        to.push_str(text);
    }
}

/// Returns the bytes of a link's destination: inside the link, or in the definition that it refers to.
fn place(
    body: &str,
    link: Range<usize>,
    destination: &str,
    definitions: &HashMap<String, Range<usize>>,
) -> Range<usize> {
    let within = |range: &Range<usize>| {
        // Only the end is searched: links may be nested by the thousand, each around all that it holds.
        let mut from = range.start.max(range.end.saturating_sub(destination.len() + LONGEST_LINK_TEXT));
        while !body.is_char_boundary(from) {
            from += 1;
        }
        let start = from + body.get(from..range.end)?.rfind(destination)?;
        Some(start..start + destination.len())
    };
    if destination.is_empty() {
        return link;
    }
    // A definition is asked first: the text of a link that refers to it may read like its destination.
    let is_inline = body.get(link.clone()).is_some_and(|text| text.ends_with(')') || text.ends_with('>'));
    let definition = definitions.get(destination).filter(|_| !is_inline);
    definition.and_then(within).or_else(|| within(&link)).unwrap_or(link)
}
