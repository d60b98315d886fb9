//! Templates: HTML with holes, built in. The only file that names tera.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use fluent_bundle::{FluentArgs, FluentValue};
use include_dir::{Dir, include_dir};
use serde::Serialize;
use tera::{Context, ErrorKind, Kwargs, State, Tera, TeraResult, Value};

use super::Error;
use super::theme::{Fenced, Logo, Theme, Ticks, check_frame, check_part};
use super::words::{ENGLISH, Words};
use crate::config::Site;

/// The built-in templates, assets and words.
pub static BUILT_IN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates");

/// Every built-in template stands below this, so that a project's own can extend it.
const PREFIX: &str = "builtin/";

/// What no text of a record can hold: marks where a frame is filled.
pub const MARK: char = '\u{1}';

/// What a template writes, unescaped, where [`Templates::render_cut`] is to cut.
pub const CUT: &str = "\u{1}";

/// The templates in one language.
/// The largest piece of a page that a theme's template may make, in bytes (64 MB).
const LARGEST: usize = 64 * 1024 * 1024;

/// The templates in one language, as one project wants them.
pub struct Templates {
    tera: Tera,
    /// What the site says itself.
    pub words: Arc<Words>,
    /// What a project puts on every page.
    pub own: Own,
    theme: Option<Theme>,
    fenced: HashMap<String, Fenced>,
    /// What stands in where the theme of a past moment does not fit the pages of today.
    instead: Option<Arc<Templates>>,
    faults: Mutex<Vec<Error>>,
}

/// What a project puts on every page.
#[derive(Clone, Debug, Default)]
pub struct Own {
    /// What is said and how it looks.
    pub site: Site,
    /// A picture.
    pub logo: Option<Logo>,
}

impl Templates {
    /// Reads the templates; they speak English.
    ///
    /// # Errors
    /// One of them is no template.
    pub fn new() -> Result<Templates, Error> {
        Templates::of(Arc::new(Words::built_in(ENGLISH)?), Own::default())
    }

    /// Reads the templates, and gives them the words that they say.
    ///
    /// # Errors
    /// One of them is no template.
    pub fn of(words: Arc<Words>, own: Own) -> Result<Templates, Error> {
        let mut tera = Tera::new();
        tera.set_escape_fn(escape);
        let by_name: BTreeMap<String, &str> =
            words.whole().map(|(id, text)| (id.replace('-', "_"), text)).collect();
        tera.global_context().insert("words", &by_name);
        tera.global_context().insert("language", words.language());
        tera.global_context().insert("in_english", words.in_english());
        let say = Arc::clone(&words);
        tera.register_function("say", move |holes: Kwargs, _: &State<'_>| speak(&say, &holes));
        tera.register_function("tick", |_: Kwargs, _: &State<'_>| {
            let reason = "this goes round more often than any page needs";
            if Ticks::count() { Ok("") } else { Err(tera::Error::message(reason)) }
        });
        tera.set_fallback_prefixes([PREFIX]).map_err(|error| fault("", &error))?;
        let sources = built_in_templates().into_iter().map(|(name, text)| (format!("{PREFIX}{name}"), text));
        tera.add_raw_templates(sources.collect::<Vec<_>>()).map_err(|error| fault("", &error))?;
        let (theme, fenced, faults) = (None, HashMap::new(), Mutex::default());
        Ok(Templates { tera, words, own, theme, fenced, instead: None, faults })
    }

    /// Puts the templates of a theme before the built-in ones. Where `instead` is given, it makes what the theme cannot make, and
    /// the faults are kept.
    ///
    /// # Errors
    /// One of them is no template, or does what a theme's may not do.
    pub fn with_theme(mut self, theme: Theme, instead: Option<Arc<Templates>>) -> Result<Templates, Error> {
        for (name, text) in theme.templates() {
            if text.contains(MARK) {
                return Err(theme.fault_at(name, 0..1, "it holds a control character", None));
            }
            let fenced = Fenced::of(text);
            let fenced = fenced.map_err(|(at, reason)| theme.fault_at(name, at, &reason, None))?;
            self.fenced.insert(name.to_owned(), fenced);
        }
        let sources = self.fenced.iter().map(|(name, fenced)| (name.clone(), fenced.text.clone()));
        let mut sources: Vec<(String, String)> = sources.collect();
        sources.sort();
        if let Err(error) = self.tera.add_raw_templates(sources) {
            let first = self.fenced.keys().min().cloned().unwrap_or_default();
            return Err(self.blame(&theme, &first, &error));
        }
        self.theme = Some(theme);
        self.instead = instead;
        Ok(self)
    }

    /// Returns the style sheet.
    pub fn style(&self) -> String {
        super::theme::style(self.theme.as_ref())
    }

    /// Returns what went wrong with the theme where something else could stand in.
    pub fn faults(&self) -> Vec<Error> {
        std::mem::take(&mut *self.faults.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Fills a template.
    ///
    /// # Errors
    /// The template asks for something that is not there.
    pub fn render(&self, name: &str, view: &impl Serialize) -> Result<String, Error> {
        let context = Context::from_serialize(view).map_err(|error| fault(name, &error))?;
        match &self.theme {
            Some(theme) if !self.fenced.is_empty() => {
                let made = self.themed(theme, name, &context).and_then(|made| {
                    check_part(&made)
                        .map_err(|reason| theme.fault_at(self.blamed(name), 0..1, &reason, None))?;
                    Ok(made)
                });
                self.or_instead(made, |instead| instead.render(name, view))
            }
            Some(_) | None => self.tera.render(name, &context).map_err(|error| fault(name, &error)),
        }
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
        const NAME: &str = "base.html";
        let mut context = Context::from_serialize(view).map_err(|error| fault(NAME, &error))?;
        context.insert("slot", &Slots::default());
        let built_in = self.tera.render(&format!("{PREFIX}{NAME}"), &context);
        let built_in = built_in.map_err(|error| fault(NAME, &error))?;
        match &self.theme {
            Some(theme) if self.fenced.contains_key(NAME) => {
                let made = self.themed(theme, NAME, &context).and_then(|made| {
                    let checked = check_frame(&made, &built_in, &SLOTS);
                    checked.map_err(|reason| theme.fault_at(NAME, 0..1, &reason, None))?;
                    Ok(Frame::cut(&made))
                });
                self.or_instead(made, |instead| instead.frame(view))
            }
            Some(_) | None => Ok(Frame::cut(&built_in)),
        }
    }

    fn or_instead<T>(
        &self,
        made: Result<T, Error>,
        make: impl FnOnce(&Templates) -> Result<T, Error>,
    ) -> Result<T, Error> {
        match (made, &self.instead) {
            (Err(error), Some(instead)) => {
                self.faults.lock().unwrap_or_else(PoisonError::into_inner).push(error);
                make(instead)
            }
            (made, _) => made,
        }
    }

    fn themed(&self, theme: &Theme, name: &str, context: &Context) -> Result<String, Error> {
        Ticks::reset();
        let mut out = Limited::default();
        let made = self.tera.render_to(name, context, &mut out);
        made.map_err(|error| self.blame(theme, name, &error))?;
        String::from_utf8(out.0)
            .map_err(|error| Error::Template { name: name.to_owned(), reason: error.to_string() })
    }

    /// Returns the theme's file that is most likely at fault for a page: its own, or any part.
    fn blamed<'n>(&'n self, name: &'n str) -> &'n str {
        if self.fenced.contains_key(name) { name } else { self.fenced.keys().min().map_or(name, |part| part) }
    }

    /// Says where in a theme's file something is wrong.
    fn blame(&self, theme: &Theme, name: &str, error: &tera::Error) -> Error {
        let report = match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => report,
            ErrorKind::MissingParent { current, parent } => {
                let reason = format!("there is no template `{parent}`");
                return theme.fault_at(current, 0..1, &reason, None);
            }
            other => return theme.fault_at(self.blamed(name), 0..1, &short(&other.to_string()), None),
        };
        match self.fenced.get(report.filename()) {
            Some(fenced) => {
                let at = fenced.original(report.span().range.clone());
                theme.fault_at(report.filename(), at, &short(report.message()), None)
            }
            None => fault(name, error),
        }
    }
}

/// What a theme's template writes, up to a limit.
#[derive(Default)]
struct Limited(Vec<u8>);

impl std::io::Write for Limited {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        if self.0.len() + bytes.len() > LARGEST {
            return Err(std::io::Error::other("the page is too large"));
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Returns a message in one line, cut: some list everything that there would have been.
fn short(message: &str) -> String {
    let line = message.lines().next().unwrap_or_default();
    match line.char_indices().nth(200) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line.to_owned(),
    }
}

/// Returns the built-in templates by their names.
pub fn built_in_templates() -> Vec<(String, &'static str)> {
    let mut sources = Vec::new();
    collect(&BUILT_IN, &mut sources);
    sources
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
    fn cut(whole: &str) -> Frame {
        let mut pieces = whole.split(MARK);
        let first = pieces.next().unwrap_or_default().to_owned();
        let mut rest = Vec::new();
        while let (Some(slot), Some(text)) = (pieces.next(), pieces.next()) {
            let slot = SLOTS.iter().position(|name| *name == slot);
            rest.push((slot.expect("only slots stand between marks"), text.to_owned()));
        }
        Frame { first, rest }
    }

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
            sources.push((path.replace('\\', "/"), text));
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
