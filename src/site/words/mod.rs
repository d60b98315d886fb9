//! Words: everything the site says itself, from one file of messages per language. The only folder that names Fluent.
//!
//! What records say, rule messages and the keys of fields stay as they are written; only the site's own words are here.

use std::collections::HashMap;

use fluent_bundle::{FluentArgs, FluentValue};

mod script;
mod tongue;

use tongue::Tongue;

use super::Error;
use super::template::BUILT_IN;
use super::theme::Theme;
use crate::config::LANGUAGES;
use crate::field::suggestion;

/// What fills a hole: a text or a number.
pub type Hole<'v> = FluentValue<'v>;

/// The language that every other one falls back to, message by message.
pub const ENGLISH: &str = "en";

/// The words of one language.
pub struct Words {
    language: String,
    /// Where a message is looked up, one after the other: the project's own, the built-in ones, English.
    tongues: Vec<Tongue>,
    /// The messages without holes, by id.
    whole: HashMap<String, String>,
}

impl Words {
    /// Reads the built-in words of a language.
    ///
    /// # Errors
    /// There is no such language.
    pub fn built_in(language: &str) -> Result<Words, Error> {
        Words::themed(language, None)
    }

    /// Reads the words of a language, those of a theme before the built-in ones.
    ///
    /// # Errors
    /// The theme's words cannot be read, or hold what no page says; or nobody speaks that language.
    pub fn themed(language: &str, theme: Option<&Theme>) -> Result<Words, Error> {
        let own = theme.and_then(|theme| Some((theme, theme.language(language)?)));
        if own.is_none() && source(language).is_none() {
            let own = theme.map(Theme::languages).unwrap_or_default();
            let all: Vec<&str> = LANGUAGES.into_iter().chain(own).collect();
            return Err(Error::Template {
                name: file(language),
                reason: format!("there is no such language; there are {}", all.join(", ")),
            });
        }
        let mut tongues = Vec::new();
        for language in [language, ENGLISH] {
            if let Some(text) = source(language).filter(|_| tongues.len() < 2) {
                let read = Tongue::read(language, &file(language), text);
                tongues.push(read.map_err(|(at, reason)| {
                    let line = text[..at.start.min(text.len())].matches('\n').count() + 1;
                    Error::Template { name: format!("{}:{line}", file(language)), reason }
                })?);
            }
            if language == ENGLISH {
                break;
            }
        }
        if let Some((theme, text)) = own {
            let name = file(language);
            let read = Tongue::read(language, &theme.path(&name), text);
            let read = read.map_err(|(at, reason)| theme.fault_at(&name, at, &reason, None))?;
            let english = tongues.last().expect("English is built in");
            for id in read.ids() {
                let at = text.find(&format!("{id} =")).unwrap_or(0);
                let place = at..at + id.len();
                let Some(known) = english.holes(id) else {
                    let ids: Vec<&str> = english.ids().collect();
                    let reason = format!("no page says `{id}`");
                    let help = Some(suggestion(id, &ids)).filter(|help| help.starts_with("did you mean"));
                    return Err(theme.fault_at(&name, place, &reason, help));
                };
                let holes = read.holes(id).unwrap_or_default();
                if let Some(hole) = holes.iter().find(|hole| !known.contains(hole)) {
                    let reason = format!("nothing fills the hole `${hole}` of `{id}`");
                    let help = format!(
                        "it has {}",
                        if known.is_empty() { "no holes".to_owned() } else { known.join(", ") }
                    );
                    return Err(theme.fault_at(&name, place, &reason, Some(help)));
                }
            }
            tongues.insert(0, read);
        }
        Ok(Words::of(language, tongues))
    }

    fn of(language: &str, tongues: Vec<Tongue>) -> Words {
        let mut whole = HashMap::new();
        for tongue in tongues.iter().rev() {
            for id in tongue.ids() {
                whole.remove(id);
                if tongue.holes(id).is_some_and(<[_]>::is_empty) {
                    whole.insert(id.to_owned(), tongue.fill(id, &FluentArgs::new()).unwrap_or_default());
                }
            }
        }
        // What another language says without the holes that English has is said in the same way.
        Words { language: language.to_owned(), tongues, whole }
    }

    /// Returns the language as HTML names it: `en`, `de`.
    pub fn language(&self) -> &str {
        &self.language
    }

    /// Returns the attribute of an element whose text stays English in every language, as what rules say.
    pub fn in_english(&self) -> &'static str {
        if self.language == ENGLISH { "" } else { " lang=\"en\"" }
    }

    /// Marks HTML that stays English in every language, as what rules say, for those who hear it.
    pub fn english(&self, html: String) -> String {
        if self.language == ENGLISH { html } else { format!("<span{}>{html}</span>", self.in_english()) }
    }

    /// Returns the messages without holes, each with its id.
    pub fn whole(&self) -> impl Iterator<Item = (&str, &str)> {
        self.whole.iter().map(|(id, text)| (&**id, &**text))
    }

    /// Returns a message without holes.
    ///
    /// # Panics
    /// There is none of that id. Ids stand in the code as they are, and a test looks each of them up.
    pub fn say(&self, id: &str) -> &str {
        self.whole.get(id).unwrap_or_else(|| panic!("{}", self.unknown(id)))
    }

    /// Returns the message without holes that a family has for a key: `kind` and `soup` mean `kind-soup`.
    ///
    /// # Panics
    /// As [`Words::say`].
    pub fn named(&self, family: &str, key: &str) -> &str {
        self.say(&format!("{family}-{key}"))
    }

    /// Returns a message, its holes filled, as plain text.
    ///
    /// # Panics
    /// As [`Words::say`]; and where a hole is not filled.
    pub fn fill<'v>(&'v self, id: &str, holes: &[(&'v str, FluentValue<'v>)]) -> String {
        let holes = holes.iter().map(|(name, value)| (*name, value.clone())).collect();
        self.filled(id, &holes).unwrap_or_else(|reason| panic!("{reason}"))
    }

    /// Returns a message, its holes filled, as HTML: the message is escaped, what fills its holes is HTML already.
    ///
    /// # Panics
    /// As [`Words::fill`].
    pub fn html<'v, V>(&'v self, id: &str, holes: &[(&'v str, V)]) -> String
    where
        V: Clone + Into<FluentValue<'v>>,
    {
        let holes = holes.iter().map(|(name, value)| (*name, value.clone())).collect();
        self.filled_html(id, &holes).unwrap_or_else(|reason| panic!("{reason}"))
    }

    /// Fills a message for a template, whose author may be somebody else.
    ///
    /// # Errors
    /// There is no such message, or a hole is not filled.
    pub fn filled(&self, id: &str, holes: &FluentArgs<'_>) -> Result<String, String> {
        self.tongue(id)?.fill(id, holes)
    }

    /// As [`Words::filled`], for HTML.
    ///
    /// # Errors
    /// As [`Words::filled`].
    pub fn filled_html(&self, id: &str, holes: &FluentArgs<'_>) -> Result<String, String> {
        self.tongue(id)?.fill_html(id, holes)
    }

    fn tongue(&self, id: &str) -> Result<&Tongue, String> {
        self.known(id).ok_or_else(|| self.unknown(id))
    }

    fn known(&self, id: &str) -> Option<&Tongue> {
        self.tongues.iter().find(|tongue| tongue.holes(id).is_some())
    }

    fn unknown(&self, id: &str) -> String {
        let reason = if self.known(id).is_some() { "has holes to fill in" } else { "is not there" };
        format!("the message `{id}` {reason}: {}", self.tongues[0].file())
    }
}

/// Returns the messages of a language that is built in.
fn source(language: &str) -> Option<&'static str> {
    BUILT_IN.get_file(format!("languages/{language}.ftl"))?.contents_utf8()
}

fn file(language: &str) -> String {
    format!("languages/{language}.ftl")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn languages() -> Vec<&'static str> {
        let folder = BUILT_IN.get_dir("languages").expect("the folder is built in");
        let names = folder.files().filter_map(|file| file.path().file_stem()?.to_str());
        let mut names: Vec<_> = names.collect();
        names.sort_unstable();
        names
    }

    #[test]
    fn every_language_of_the_configuration_is_there_and_no_other() {
        assert_eq!(languages(), LANGUAGES);
        for language in LANGUAGES {
            Words::built_in(language).expect("the words can be read");
        }
    }

    #[test]
    fn all_languages_have_the_same_messages_with_the_same_holes() {
        let read = |language| Words::built_in(language).expect("the words can be read").tongues.remove(0);
        let english = read(ENGLISH);
        for language in LANGUAGES {
            let other = read(language);
            for id in english.ids().chain(other.ids()) {
                assert_eq!(english.holes(id), other.holes(id), "{id} in {language}.ftl");
                assert!(!id.contains('_'), "{id}: ids have hyphens, which are underscores in templates");
            }
        }
    }

    #[test]
    fn holes_are_filled_as_text_or_as_html() {
        let own = Tongue::read("en", "x.ftl", "several = { $count ->\n    [one] one <b> & { $what }\n   *[other] { $count } <b> & { $what }\n }\n")
            .expect("these are messages");
        let words = Words::of("en", vec![own]);
        let text = words.fill("several", &[("count", 1.into()), ("what", "<i>".into())]);
        assert_eq!(text, "one <b> & <i>");
        let html = words.html("several", &[("count", FluentValue::from(2)), ("what", "<i>".into())]);
        assert_eq!(html, "2 &lt;b&gt; &amp; <i>");
    }

    #[test]
    fn a_message_that_is_missing_is_named_with_its_file_and_one_that_lacks_is_english() {
        let read = |language, text| Tongue::read(language, "x.ftl", text).expect("these are messages");
        let words = Words::of("de", vec![read("de", "a = A\n"), read("en", "a = a\nb = b\nc = { $d }\n")]);
        assert_eq!((words.say("a"), words.say("b")), ("A", "b"));
        let none = FluentArgs::new();
        assert_eq!(words.filled("x", &none), Err("the message `x` is not there: x.ftl".to_owned()));
        assert!(words.filled("c", &none).expect_err("a hole is open").contains("`c`"));
    }
}
