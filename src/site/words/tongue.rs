//! The messages of one file, read and looked over: what is wrong with them is said before any page is made.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};
use std::ops::Range;
use std::sync::Arc;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentError, FluentResource};
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Message, Pattern, PatternElement};
use unic_langid::LanguageIdentifier;

use crate::site::html;

/// The messages of one file.
pub struct Tongue {
    file: String,
    resource: Arc<FluentResource>,
    text: FluentBundle<Arc<FluentResource>>,
    /// The same messages, escaped for HTML.
    html: FluentBundle<Arc<FluentResource>>,
    /// The names of the holes of each message.
    holes: HashMap<String, Vec<String>>,
}

impl Tongue {
    /// Reads a file of messages.
    ///
    /// # Errors
    /// It is no such file, a message stands there twice, or a message does what none needs: attributes, terms and functions.
    pub fn read(language: &str, file: &str, text: &str) -> Result<Tongue, (Range<usize>, String)> {
        let fault = |at: Range<usize>, reason: String| (at, reason);
        if let Some(at) = too_deep(text) {
            return Err(fault(at..at + 1, "braces stand in each other too deep".to_owned()));
        }
        let resource = match FluentResource::try_new(text.to_owned()) {
            Ok(resource) => Arc::new(resource),
            Err((_, errors)) => {
                let first = errors.first();
                let at = first.map_or(0..0, |error| error.pos.clone());
                let reason = first.map_or_else(|| "no messages".to_owned(), ToString::to_string);
                return Err(fault(at, reason));
            }
        };
        let messages = messages(&resource)?;
        let mut holes: HashMap<String, Vec<String>> = HashMap::with_capacity(messages.len());
        for (id, pattern) in &messages {
            let mut found = Found::default();
            found.walk(pattern, &messages, 0);
            if let Some((part, reason)) = found.wrong {
                let source = resource.source();
                let start = (part.as_ptr() as usize).saturating_sub(source.as_ptr() as usize);
                return Err(fault(start..start + part.len(), format!("`{id}`: {reason}")));
            }
            holes.insert((*id).to_owned(), found.holes.into_iter().map(str::to_owned).collect());
        }
        drop(messages);
        let bundle = |transform| {
            let language: LanguageIdentifier = language.parse().unwrap_or_default();
            let mut bundle = FluentBundle::new_concurrent(vec![language]);
            // The marks that keep the direction of a hole apart would stand in copied text and in searches.
            bundle.set_use_isolating(false);
            bundle.set_transform(transform);
            bundle.add_resource_overriding(Arc::clone(&resource));
            bundle
        };
        let (text, html) = (bundle(None), bundle(Some(escaped)));
        Ok(Tongue { file: file.to_owned(), resource, text, html, holes })
    }

    /// Returns the name of the file.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// Returns the ids of all messages, in the order of the file.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.resource.entries().filter_map(|entry| match entry {
            Entry::Message(message) => Some(message.id.name),
            Entry::Term(_)
            | Entry::Comment(_)
            | Entry::GroupComment(_)
            | Entry::ResourceComment(_)
            | Entry::Junk { .. } => None,
        })
    }

    /// Returns the names of a message's holes in alphabetical order; `None` where there is no such message.
    pub fn holes(&self, id: &str) -> Option<&[String]> {
        self.holes.get(id).map(|holes| &**holes)
    }

    /// Returns the pattern of a message.
    pub fn pattern(&self, id: &str) -> Option<&Pattern<&str>> {
        self.resource.entries().find_map(|entry| match entry {
            Entry::Message(message) if message.id.name == id => message.value.as_ref(),
            _ => None,
        })
    }

    /// Fills a message as plain text.
    ///
    /// # Errors
    /// There is none of that id, or a hole is not filled.
    pub fn fill(&self, id: &str, holes: &FluentArgs<'_>) -> Result<String, String> {
        self.format(&self.text, id, holes)
    }

    /// Fills a message as HTML; what fills its holes is HTML already.
    ///
    /// # Errors
    /// As [`Tongue::fill`].
    pub fn fill_html(&self, id: &str, holes: &FluentArgs<'_>) -> Result<String, String> {
        self.format(&self.html, id, holes)
    }

    fn format(
        &self,
        bundle: &FluentBundle<Arc<FluentResource>>,
        id: &str,
        holes: &FluentArgs<'_>,
    ) -> Result<String, String> {
        let pattern = bundle.get_message(id).and_then(|message| message.value());
        let pattern = pattern.ok_or_else(|| format!("the message `{id}` is not there: {}", self.file))?;
        let mut errors: Vec<FluentError> = Vec::new();
        let mut filled = String::new();
        let written = bundle.write_pattern(&mut filled, pattern, Some(holes), &mut errors);
        match errors.first() {
            None if written.is_ok() => Ok(filled),
            None => Err(format!("the message `{id}` cannot be written: {}", self.file)),
            Some(error) => Err(format!("the message `{id}` cannot be filled: {error}: {}", self.file)),
        }
    }
}

/// The patterns of a file by their ids.
type Messages<'s> = HashMap<&'s str, &'s Pattern<&'s str>>;

fn messages(resource: &FluentResource) -> Result<Messages<'_>, (Range<usize>, String)> {
    let source = resource.source();
    let place = |part: &str| {
        let start = (part.as_ptr() as usize).saturating_sub(source.as_ptr() as usize);
        start..start + part.len()
    };
    let mut messages = HashMap::new();
    for entry in resource.entries() {
        let Entry::Message(Message { id, value, attributes, .. }) = entry else {
            if let Entry::Term(term) = entry {
                return Err((place(term.id.name), "terms have no use here".to_owned()));
            }
            continue;
        };
        let (Some(pattern), []) = (value, &**attributes) else {
            return Err((place(id.name), format!("`{}` has attributes, which have no use here", id.name)));
        };
        if messages.insert(id.name, pattern).is_some() {
            return Err((place(id.name), format!("`{}` is there twice", id.name)));
        }
    }
    Ok(messages)
}

/// What is found in a pattern.
#[derive(Default)]
struct Found<'s> {
    holes: BTreeSet<&'s str>,
    /// The first thing that has no use here, and why.
    wrong: Option<(&'s str, String)>,
}

impl<'s> Found<'s> {
    fn walk(&mut self, pattern: &'s Pattern<&'s str>, messages: &Messages<'s>, depth: usize) {
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { .. } => {}
                PatternElement::Placeable { expression } => self.expression(expression, messages, depth),
            }
        }
    }

    fn expression(&mut self, expression: &'s Expression<&'s str>, messages: &Messages<'s>, depth: usize) {
        match expression {
            Expression::Inline(inline) => self.inline(inline, messages, depth),
            Expression::Select { selector, variants } => {
                self.inline(selector, messages, depth);
                variants.iter().for_each(|variant| self.walk(&variant.value, messages, depth));
            }
        }
    }

    fn inline(&mut self, inline: &'s InlineExpression<&'s str>, messages: &Messages<'s>, depth: usize) {
        match inline {
            InlineExpression::VariableReference { id } => {
                self.holes.insert(id.name);
            }
            InlineExpression::MessageReference { id, attribute: None } => match messages.get(id.name) {
                Some(pattern) if depth < 8 => self.walk(pattern, messages, depth + 1),
                Some(_) => self.complain(id.name, "messages name each other too deep"),
                None => self.complain(id.name, "there is no such message in this file"),
            },
            InlineExpression::Placeable { expression } => self.expression(expression, messages, depth),
            // Only the text of a message is escaped for HTML, so what stands in quotes must need no escaping.
            InlineExpression::StringLiteral { value } => {
                if value.contains(['<', '>', '&', '\'', '\\']) {
                    self.complain(value, "write this outside of quotes");
                }
            }
            InlineExpression::NumberLiteral { .. } => {}
            InlineExpression::FunctionReference { id, .. } => {
                self.complain(id.name, "functions have no use here")
            }
            InlineExpression::MessageReference { id, .. } | InlineExpression::TermReference { id, .. } => {
                self.complain(id.name, "attributes and terms have no use here");
            }
        }
    }

    fn complain(&mut self, part: &'s str, reason: &str) {
        self.wrong.get_or_insert_with(|| (part, reason.to_owned()));
    }
}

/// Returns where braces stand too deep in each other: the parser would follow them to the end of its stack.
fn too_deep(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > 16 {
            return Some(at);
        }
    }
    None
}

fn escaped(text: &str) -> Cow<'_, str> {
    Cow::Owned(html::text(text))
}
