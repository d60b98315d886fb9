//! Templates: HTML with holes, built in. The only file that names tera.

use std::collections::BTreeMap;
use std::sync::Arc;

use fluent_bundle::{FluentArgs, FluentValue};
use include_dir::{Dir, include_dir};
use serde::Serialize;
use tera::{Context, Kwargs, State, Tera, TeraResult, Value};

use super::Error;
use super::words::{ENGLISH, Words};

/// The built-in templates, assets and words.
pub static BUILT_IN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates");

/// Every built-in template stands below this, so that a project's own can extend it.
const PREFIX: &str = "builtin/";

/// What no text of a record can hold: marks where a frame is filled.
const MARK: char = '\u{1}';

/// What a template writes, unescaped, where [`Templates::render_cut`] is to cut.
pub const CUT: &str = "\u{1}";

/// The templates in one language.
pub struct Templates {
    tera: Tera,
    /// What the site says itself.
    pub words: Arc<Words>,
}

impl Templates {
    /// Reads the templates; they speak English.
    ///
    /// # Errors
    /// One of them is no template.
    pub fn new() -> Result<Templates, Error> {
        Templates::of(Arc::new(Words::built_in(ENGLISH)?))
    }

    /// Reads the templates, and gives them the words that they say.
    ///
    /// # Errors
    /// One of them is no template.
    pub fn of(words: Arc<Words>) -> Result<Templates, Error> {
        let mut tera = Tera::new();
        tera.set_escape_fn(escape);
        let by_name: BTreeMap<String, &str> =
            words.whole().map(|(id, text)| (id.replace('-', "_"), text)).collect();
        tera.global_context().insert("words", &by_name);
        tera.global_context().insert("language", words.language());
        let say = Arc::clone(&words);
        tera.register_function("say", move |holes: Kwargs, _: &State<'_>| speak(&say, &holes));
        tera.set_fallback_prefixes([PREFIX]).map_err(|error| fault("", &error))?;
        let mut sources = Vec::new();
        collect(&BUILT_IN, &mut sources);
        tera.add_raw_templates(sources).map_err(|error| fault("", &error))?;
        Ok(Templates { tera, words })
    }

    /// Fills a template.
    ///
    /// # Errors
    /// The template asks for something that is not there.
    pub fn render(&self, name: &str, view: &impl Serialize) -> Result<String, Error> {
        let context = Context::from_serialize(view).map_err(|error| fault(name, &error))?;
        self.tera.render(name, &context).map_err(|error| fault(name, &error))
    }

    /// Fills a template and returns, besides, at which byte it wrote [`CUT`]: at the end where it did not.
    ///
    /// # Errors
    /// As [`Templates::render`].
    pub fn render_cut(&self, name: &str, view: &impl Serialize) -> Result<(String, usize), Error> {
        let mut html = self.render(name, view)?;
        let at = html.find(MARK);
        while let Some(at) = html.find(MARK) {
            html.remove(at);
        }
        let end = html.len();
        Ok((html, at.unwrap_or(end)))
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

/// Fills a message; where HTML fills one of its holes, it becomes HTML itself.
fn speak(words: &Words, given: &Kwargs) -> TeraResult<Value> {
    let id = given.must_get::<&str>("id")?;
    let values: Vec<(&str, &Value)> =
        given.iter().filter_map(|(name, value)| Some((name.as_str()?, value))).collect();
    let is_html = values.iter().any(|(_, value)| value.is_safe());
    let mut holes = FluentArgs::with_capacity(values.len());
    for (name, value) in values.into_iter().filter(|(name, _)| *name != "id") {
        let filling = match (value.as_str(), value.as_i64(), value.as_bool()) {
            (Some(text), _, _) if is_html && !value.is_safe() => FluentValue::from(super::html::text(text)),
            (Some(text), _, _) => FluentValue::from(text.to_owned()),
            (None, Some(number), _) => FluentValue::from(number),
            (None, None, Some(yes)) => FluentValue::from(if yes { "yes" } else { "no" }),
            (None, None, None) => {
                return Err(tera::Error::message(format!(
                    "`{name}` is {}: a hole takes a text, a whole number or a yes or no",
                    value.name()
                )));
            }
        };
        holes.set(name.to_owned(), filling);
    }
    let said = if is_html { words.filled_html(id, &holes) } else { words.filled(id, &holes) };
    let said = said.map_err(tera::Error::message)?;
    Ok(if is_html { Value::safe_string(&said) } else { Value::normal_string(&said) })
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
