//! Templates: HTML with holes, built in. The only file that names tera.

use include_dir::{Dir, include_dir};
use serde::Serialize;
use tera::{Context, Tera};

use super::Error;

/// The built-in templates and assets.
static BUILT_IN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates");

/// Every built-in template stands below this, so that a project's own can extend it.
const PREFIX: &str = "builtin/";

/// What no text of a record can hold: marks where a frame is filled.
const MARK: char = '\u{1}';

/// The templates of one build.
pub struct Templates {
    tera: Tera,
}

impl Templates {
    /// Reads the templates.
    ///
    /// # Errors
    /// One of them is no template.
    pub fn new() -> Result<Templates, Error> {
        let mut tera = Tera::new();
        tera.set_escape_fn(escape);
        tera.set_fallback_prefixes([PREFIX]).map_err(|error| fault("", &error))?;
        let mut sources = Vec::new();
        collect(&BUILT_IN, &mut sources);
        tera.add_raw_templates(sources).map_err(|error| fault("", &error))?;
        Ok(Templates { tera })
    }

    /// Fills a template.
    ///
    /// # Errors
    /// The template asks for something that is not there.
    pub fn render(&self, name: &str, view: &impl Serialize) -> Result<String, Error> {
        let context = Context::from_serialize(view).map_err(|error| fault(name, &error))?;
        self.tera.render(name, &context).map_err(|error| fault(name, &error))
    }

    /// Renders the frame once and cuts it where the parts of a page go, so that pages are put together by copying.
    ///
    /// # Errors
    /// As [`Templates::render`].
    pub fn frame(&self, view: &impl Serialize) -> Result<Frame, Error> {
        let mut context = Context::from_serialize(view).map_err(|error| fault("base.html", &error))?;
        context.insert("slot", &Slots::default());
        let whole = self.tera.render("base.html", &context).map_err(|error| fault("base.html", &error))?;
        let mut pieces = whole.split(MARK);
        let first = pieces.next().unwrap_or_default().to_owned();
        let mut rest = Vec::new();
        while let (Some(slot), Some(text)) = (pieces.next(), pieces.next()) {
            let slot = SLOTS.iter().position(|name| *name == slot);
            rest.push((slot.expect("only slots stand between marks"), text.to_owned()));
        }
        Ok(Frame { first, rest })
    }
}

/// Returns an asset, by its path below `assets`.
pub fn asset(name: &str) -> &'static str {
    BUILT_IN
        .get_file(format!("assets/{name}"))
        .and_then(|file| file.contents_utf8())
        .expect("the asset is built in")
}

/// A page without its frame. Every part is HTML.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// The page's address: from the version's folder, or from the root of the site.
    pub address: String,
    /// What the window is called, as plain text.
    pub title: String,
    /// Attributes of the body that only this page has.
    pub attributes: String,
    /// The list of what is on this page; may be empty.
    pub contents: String,
    /// The line above the heading; may be empty.
    pub kicker: String,
    /// The heading.
    pub heading: String,
    /// The answer: what this is and how it stands.
    pub lead: String,
    /// Further facts.
    pub facts: String,
    /// The rest.
    pub main: String,
}

/// The names of the slots, in the order of [`Frame::fill`].
const SLOTS: [&str; 8] = ["title", "attributes", "contents", "kicker", "heading", "lead", "facts", "main"];

#[derive(Serialize)]
struct Slots {
    title: String,
    attributes: String,
    contents: String,
    kicker: String,
    heading: String,
    lead: String,
    facts: String,
    main: String,
}

impl Default for Slots {
    fn default() -> Slots {
        let [title, attributes, contents, kicker, heading, lead, facts, main] =
            SLOTS.map(|name| format!("{MARK}{name}{MARK}"));
        Slots { title, attributes, contents, kicker, heading, lead, facts, main }
    }
}

/// What stands around every page of a section, cut at the slots.
#[derive(Debug)]
pub struct Frame {
    first: String,
    rest: Vec<(usize, String)>,
}

impl Frame {
    /// Puts a page into the frame.
    pub fn fill(&self, page: &Page) -> String {
        self.fill_with(page, &page.contents, &page.main)
    }

    /// Puts a page into the frame whose contents and main part are kept elsewhere.
    pub fn fill_with(&self, page: &Page, contents: &str, main: &str) -> String {
        let mut title = String::new();
        super::html::escape(&page.title, &mut title);
        let parts: [&str; 8] =
            [&title, &page.attributes, contents, &page.kicker, &page.heading, &page.lead, &page.facts, main];
        let size: usize = self.rest.iter().map(|(slot, text)| parts[*slot].len() + text.len()).sum();
        let mut whole = String::with_capacity(self.first.len() + size);
        whole.push_str(&self.first);
        for (slot, text) in &self.rest {
            whole.push_str(parts[*slot]);
            whole.push_str(text);
        }
        whole
    }
}

fn fault(name: &str, error: &tera::Error) -> Error {
    Error::Template { name: name.to_owned(), reason: error.to_string() }
}

fn collect(folder: &'static Dir<'static>, sources: &mut Vec<(String, &'static str)>) {
    for file in folder.files() {
        if let (Some(path), Some(text)) = (file.path().to_str(), file.contents_utf8())
            && path.ends_with(".html")
        {
            sources.push((format!("{PREFIX}{}", path.replace('\\', "/")), text));
        }
    }
    for folder in folder.dirs() {
        collect(folder, sources);
    }
}

fn escape(text: &str, out: &mut dyn std::io::Write) -> std::io::Result<()> {
    let mut escaped = String::with_capacity(text.len());
    super::html::escape(text, &mut escaped);
    out.write_all(escaped.as_bytes())
}
