//! Markdown: the text below a record's front matter. The only folder that names pulldown-cmark.
//!
//! In goes Markdown; out comes HTML that cannot run, load or leave anything: raw HTML is shown as text, addresses other than
//! web and mail are dropped, and every other destination goes through [`Links`].

use std::collections::HashMap;

use pulldown_cmark::{
    CowStr, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd, TextMergeStream, html,
};

use crate::text::printable;

mod outline;

pub use outline::{BodyLink, Heading, Outline, may_link, outline};

/// Where the links of a body lead.
pub struct Links<'a> {
    /// Returns what a destination leads to that is no web or mail address: a path, the id of a record.
    pub destination: &'a dyn Fn(&str) -> Option<Target>,
    /// Returns what an id in plain text leads to.
    pub id: &'a dyn Fn(&str) -> Option<Target>,
}

/// A place in the site.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Target {
    /// The relative address.
    pub href: String,
    /// What is there.
    pub title: String,
    /// The name to save it under, for files that a reader saves rather than opens.
    pub download: Option<String>,
    /// Whether it is a picture that can be shown in place.
    pub picture: bool,
}

/// What of Markdown is understood. Metadata blocks are not: text between two `---` lines would vanish.
const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_GFM)
    .union(Options::ENABLE_HEADING_ATTRIBUTES)
    .union(Options::ENABLE_WIKILINKS);

/// Returns a body as HTML. Its highest headings come out as `h3`; ids in it begin with `body-` and `note-`, so that they meet no other
/// id of the page.
pub fn render(body: &str, links: &Links<'_>) -> String {
    let events: Vec<Event<'_>> = TextMergeStream::new(Parser::new_ext(body, OPTIONS)).map(tame).collect();
    let levels = events.iter().filter_map(|event| match event {
        Event::Start(Tag::Heading { level, .. }) => Some(*level as usize),
        _ => None,
    });
    let top = levels.min().unwrap_or(1);
    let mut renderer = Renderer {
        links,
        top,
        out: Vec::with_capacity(events.len()),
        slugs: HashMap::new(),
        open: Vec::new(),
        quiet: 0,
        tables: 0,
    };
    for (at, event) in events.iter().enumerate() {
        renderer.add(event.clone(), &events[at + 1..]);
    }
    let mut written = String::with_capacity(body.len() * 3 / 2);
    html::push_html(&mut written, renderer.out.into_iter());
    written
}

/// Returns the pieces of a text that could be the id of a record, each with the byte at which it begins.
pub fn ids(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let bytes = text.as_bytes();
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            while at < bytes.len() && !is_part(bytes[at]) {
                at += 1;
            }
            let start = at;
            let mut hyphen = false;
            while at < bytes.len() && is_part(bytes[at]) {
                hyphen |= bytes[at] == b'-';
                at += 1;
            }
            if start == at {
                return None;
            }
            // Parts of addresses and paths are no mentions.
            let beside = |byte: Option<&u8>| byte.is_some_and(|byte| matches!(byte, b'/' | b'@' | b'\\'));
            let before = start.checked_sub(1).and_then(|before| bytes.get(before));
            if !hyphen || !bytes[start].is_ascii_uppercase() || beside(before) || beside(bytes.get(at)) {
                continue;
            }
            let token = text[start..at].trim_end_matches(['.', '-', '_']);
            if token.contains('-') {
                return Some((start, token));
            }
        }
    })
}

/// Returns whether an address is on the web or a mail address, decoded and without the white space that hides others.
pub fn is_external(url: &str) -> bool {
    matches!(scheme(url).as_deref(), Some("http" | "https" | "mailto"))
}

/// Returns whether an address begins with a scheme, whatever it is, and so leads to no file beside the body.
pub fn has_scheme(url: &str) -> bool {
    scheme(url).is_some()
}

fn scheme(url: &str) -> Option<String> {
    // Most links of a body are paths.
    if !url.contains(':') {
        return None;
    }
    let url: String =
        url.chars().filter(|character| !character.is_whitespace() && !character.is_control()).collect();
    let (scheme, _) = url.split_once(':')?;
    (!scheme.contains(['/', '?', '#'])).then(|| scheme.to_lowercase())
}

/// Takes from an event whatever could run: raw HTML becomes text, attributes of headings go.
fn tame(event: Event<'_>) -> Event<'_> {
    match event {
        Event::Html(text) | Event::InlineHtml(text) | Event::Text(text) => Event::Text(clean(text)),
        Event::Code(text) => Event::Code(clean(text)),
        Event::FootnoteReference(label) => Event::FootnoteReference(format!("note-{label}").into()),
        Event::Start(Tag::FootnoteDefinition(label)) => {
            Event::Start(Tag::FootnoteDefinition(format!("note-{label}").into()))
        }
        other => other,
    }
}

fn clean(text: CowStr<'_>) -> CowStr<'_> {
    match printable(&text) {
        std::borrow::Cow::Borrowed(_) => text,
        std::borrow::Cow::Owned(text) => text.into(),
    }
}

struct Renderer<'a, 'e> {
    links: &'a Links<'a>,
    /// The highest level of heading in the body, 1 being the highest: it comes out as `h3`.
    top: usize,
    out: Vec<Event<'e>>,
    slugs: HashMap<String, usize>,
    /// What ends each open link and picture: `None` where only its text is left.
    open: Vec<Option<TagEnd>>,
    /// How many elements are open in which an id is no mention: links, pictures, code.
    quiet: usize,
    /// How many tables there were: each is a region of its own name.
    tables: usize,
}

impl<'e> Renderer<'_, 'e> {
    fn add(&mut self, event: Event<'e>, rest: &[Event<'e>]) {
        match event {
            Event::Start(Tag::Heading { level, .. }) => {
                let (level, id) = (lower(level, self.top), slug(&heading_text(rest), &mut self.slugs));
                self.out.push(Event::Html(format!("<{level} id=\"body-{id}\">").into()));
            }
            Event::End(TagEnd::Heading(level)) => {
                self.out.push(Event::Html(format!("</{}>\n", lower(level, self.top)).into()));
            }
            Event::Start(Tag::CodeBlock(_)) => {
                self.quiet += 1;
                self.out.push(Event::Html("<pre tabindex=\"0\"><code>".into()));
            }
            Event::End(TagEnd::CodeBlock) => {
                self.quiet -= 1;
                self.out.push(Event::Html("</code></pre>\n".into()));
            }
            Event::Start(Tag::Table(alignments)) => {
                self.tables += 1;
                let region = format!(
                    "<div class=\"table\" role=\"region\" aria-label=\"Table {}\" tabindex=\"0\">",
                    self.tables
                );
                self.out.push(Event::Html(region.into()));
                self.out.push(Event::Start(Tag::Table(alignments)));
            }
            Event::End(TagEnd::Table) => {
                self.out.push(event);
                self.out.push(Event::Html("</div>\n".into()));
            }
            Event::Start(Tag::Link { link_type, dest_url, .. }) => self.link(link_type, &dest_url),
            Event::Start(Tag::Image { dest_url, .. }) => self.picture(&dest_url),
            Event::End(TagEnd::Link | TagEnd::Image) => {
                self.quiet -= 1;
                if let Some(end) = self.open.pop().flatten() {
                    self.out.push(match end {
                        TagEnd::Image => Event::End(TagEnd::Image),
                        _ => Event::InlineHtml("</a>".into()),
                    });
                }
            }
            Event::Text(text) if self.quiet == 0 => self.text(text),
            other => self.out.push(other),
        }
    }

    /// Opens a link: to the web, to a heading of this body, or to where the site knows the destination.
    fn link(&mut self, link_type: LinkType, destination: &str) {
        self.quiet += 1;
        let start = if link_type == LinkType::Email {
            Some(anchor(&format!("mailto:{destination}"), None))
        } else if is_external(destination) {
            Some(anchor(destination, None))
        } else if let Some(heading) = destination.strip_prefix('#') {
            Some(anchor(&format!("#body-{heading}"), None))
        } else {
            (self.links.destination)(destination).map(|target| anchor(&target.href, Some(&target)))
        };
        self.open.push(start.is_some().then_some(TagEnd::Link));
        self.out.extend(start.map(|start| Event::InlineHtml(start.into())));
    }

    /// Shows a picture of the repository; any other is left as its description, with a link where it leads somewhere.
    fn picture(&mut self, destination: &str) {
        let known = if is_external(destination) { None } else { (self.links.destination)(destination) };
        match known {
            Some(target) if target.picture => {
                self.quiet += 1;
                self.open.push(Some(TagEnd::Image));
                self.out.push(Event::Start(Tag::Image {
                    link_type: LinkType::Inline,
                    dest_url: target.href.into(),
                    title: "".into(),
                    id: "".into(),
                }));
            }
            Some(_) | None => self.link(LinkType::Inline, destination),
        }
    }

    /// Adds text in which the ids of records are links.
    fn text(&mut self, text: CowStr<'e>) {
        let mut done = 0;
        for (at, id) in ids(&text) {
            let Some(target) = (self.links.id)(id) else { continue };
            self.out.push(Event::Text(text[done..at].to_owned().into()));
            self.out.push(Event::InlineHtml(id_link(id, &target).into()));
            done = at + id.len();
        }
        if done == 0 {
            self.out.push(Event::Text(text));
        } else {
            self.out.push(Event::Text(text[done..].to_owned().into()));
        }
    }
}

/// Returns the id of a heading, by the rule that GitHub follows; `seen` counts those of the same body.
fn slug(heading: &str, seen: &mut HashMap<String, usize>) -> String {
    let slug: String = heading
        .trim()
        .chars()
        .filter_map(|character| match character {
            ' ' | '-' => Some('-'),
            '_' => Some('_'),
            other if other.is_alphanumeric() => Some(other),
            _ => None,
        })
        .flat_map(char::to_lowercase)
        .collect();
    let nth = seen.entry(slug.clone()).or_default();
    *nth += 1;
    if *nth == 1 { slug } else { format!("{slug}-{}", *nth - 1) }
}

fn heading_text(rest: &[Event<'_>]) -> String {
    let mut text = String::new();
    for event in rest {
        match event {
            Event::Text(part) | Event::Code(part) => text.push_str(part),
            Event::End(TagEnd::Heading(_)) => break,
            _ => {}
        }
    }
    text
}

fn lower(level: HeadingLevel, top: usize) -> &'static str {
    match (level as usize).saturating_sub(top) {
        0 => "h3",
        1 => "h4",
        2 => "h5",
        _ => "h6",
    }
}

fn anchor(href: &str, target: Option<&Target>) -> String {
    let mut start = String::from("<a href=\"");
    escape(href, &mut start);
    if let Some(target) = target {
        start.push_str("\" title=\"");
        escape(&target.title, &mut start);
        if let Some(name) = &target.download {
            start.push_str("\" download=\"");
            escape(name, &mut start);
        }
    } else {
        start.push_str("\" rel=\"noreferrer");
    }
    start.push_str("\">");
    start
}

/// Returns an id as a link with the title of its record.
pub fn id_link(id: &str, target: &Target) -> String {
    let mut link = String::from("<a class=\"id\" href=\"");
    escape(&target.href, &mut link);
    link.push_str("\" title=\"");
    escape(&target.title, &mut link);
    link.push_str("\">");
    escape(id, &mut link);
    link.push_str("</a>");
    link
}

/// Adds a text to HTML, in an element or an attribute.
pub fn escape(text: &str, out: &mut String) {
    let text = printable(text);
    let mut done = 0;
    for (at, byte) in text.bytes().enumerate() {
        let entity = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            b'\'' => "&#39;",
            _ => continue,
        };
        out.push_str(&text[done..at]);
        out.push_str(entity);
        done = at + 1;
    }
    out.push_str(&text[done..]);
}

#[cfg(test)]
mod tests;
