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

/// What fills a hole: a text or a number.
pub type Hole<'v> = FluentValue<'v>;

/// The language that every other one falls back to, message by message.
pub const ENGLISH: &str = "en";

/// The words of one language.
pub struct Words {
    language: String,
    own: Tongue,
    /// Where a message is looked up that the language lacks; none for English itself.
    english: Option<Tongue>,
    /// The messages without holes, by id.
    whole: HashMap<String, String>,
}

impl Words {
    /// Reads the built-in words of a language.
    ///
    /// # Errors
    /// There is no such language.
    pub fn built_in(language: &str) -> Result<Words, Error> {
        let english = || Tongue::read(ENGLISH, &file(ENGLISH), source(ENGLISH).unwrap_or_default());
        let Some(text) = source(language) else {
            return Err(Error::Template {
                name: file(language),
                reason: format!("there is no language `{language}`"),
            });
        };
        let own = Tongue::read(language, &file(language), text)?;
        Words::of(language, own, if language == ENGLISH { None } else { Some(english()?) })
    }

    fn of(language: &str, own: Tongue, english: Option<Tongue>) -> Result<Words, Error> {
        let mut whole = HashMap::new();
        for tongue in english.iter().chain([&own]) {
            let without_holes = tongue.ids().filter(|id| tongue.holes(id).is_some_and(<[_]>::is_empty));
            for id in without_holes {
                whole.insert(id.to_owned(), tongue.fill(id, &FluentArgs::new()).unwrap_or_default());
            }
        }
        Ok(Words { language: language.to_owned(), own, english, whole })
    }

    /// Returns the language as HTML names it: `en`, `de`.
    pub fn language(&self) -> &str {
        &self.language
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
        std::iter::once(&self.own).chain(&self.english).find(|tongue| tongue.holes(id).is_some())
    }

    fn unknown(&self, id: &str) -> String {
        let reason = if self.known(id).is_some() { "has holes to fill in" } else { "is not there" };
        format!("the message `{id}` {reason}: {}", self.own.file())
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
    use crate::config::LANGUAGES;

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
        let read = |language| Words::built_in(language).expect("the words can be read").own;
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
        let words = Words::of("en", own, None).expect("these are messages");
        let text = words.fill("several", &[("count", 1.into()), ("what", "<i>".into())]);
        assert_eq!(text, "one <b> & <i>");
        let html = words.html("several", &[("count", FluentValue::from(2)), ("what", "<i>".into())]);
        assert_eq!(html, "2 &lt;b&gt; &amp; <i>");
    }

    #[test]
    fn a_message_that_is_missing_is_named_with_its_file_and_one_that_lacks_is_english() {
        let read = |language, text| Tongue::read(language, "x.ftl", text).expect("these are messages");
        let words = Words::of("de", read("de", "a = A\n"), Some(read("en", "a = a\nb = b\nc = { $d }\n")));
        let words = words.expect("these are messages");
        assert_eq!((words.say("a"), words.say("b")), ("A", "b"));
        let none = FluentArgs::new();
        assert_eq!(words.filled("x", &none), Err("the message `x` is not there: x.ftl".to_owned()));
        assert!(words.filled("c", &none).expect_err("a hole is open").contains("`c`"));
    }
}
