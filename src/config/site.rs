//! The `[site]` table: what the site speaks, what it is called and how it looks.

use super::LANGUAGES;
use crate::field::{FaultKind, Reader, Text, fields, suggestion};
use crate::text::Spanned;

/// The ground on which text stands, light and dark, as in the site's style sheet.
pub const PAPERS: [&str; 2] = ["#fbfaf6", "#16181b"];

/// The least contrast of text against its ground (WCAG 2.2 1.4.3).
const CONTRAST: f64 = 4.5;

/// The longest text of a heading or foot line, in characters.
const LONGEST: usize = 400;

/// How the site looks and what it speaks.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Site {
    /// The language of the site's own words, by its tag: `en`, `de`.
    pub language: String,
    /// What windows are called: a text with `{page}`, and `{device}` and `{version}` where they are wanted.
    pub page_title: String,
    /// The path of a picture from the device's root, with its place.
    pub logo: Option<Spanned<String>>,
    /// A line of text above every page.
    pub header: String,
    /// A line of text below every page.
    pub footer: String,
    /// The colour of links on light ground, and on dark, as `#rrggbb`.
    pub accents: [Option<String>; 2],
    /// The folder of the project's own templates from the device's root, with its place.
    pub theme: Option<Spanned<String>>,
}

impl Default for Site {
    fn default() -> Site {
        SiteTable::default().into_site(&mut Reader::default())
    }
}

fields! {
    /// How the site looks and what it speaks.
    pub struct SiteTable {
        /// The language of the site's own words: `en` or `de`, or one for which `theme` holds `languages/<tag>.ftl`. What records and rules say stays as it is written. Default: `en`.
        language: Option<Text> = Meta, "Configuration";
        /// What the file as a whole is called, in place of `[device] title`: `Design history file`, `Medical device file`.
        title: Option<Text> = Meta, "Configuration";
        /// What windows are called; `{page}`, `{device}` and `{version}` are filled in. Default: `{page} – {device} {version}`.
        page_title: Option<Text> = Meta, "Configuration";
        /// A picture to stand at the top of every page: an SVG or PNG file of at most 64 kB, by its path from the device's root.
        logo: Option<Text> = Meta, "Configuration";
        /// A line of text at the top of every page.
        header: Option<Text> = Meta, "Configuration";
        /// A line of text at the foot of every page.
        footer: Option<Text> = Meta, "Configuration";
        /// The colour of links on light ground, as `#16497f`; its contrast is at least 4.5:1.
        accent: Option<Text> = Meta, "Configuration";
        /// The colour of links on dark ground, as `#93bff2`; its contrast is at least 4.5:1.
        accent_dark: Option<Text> = Meta, "Configuration";
        /// A folder of your own templates, style sheet and languages, from the device's root; what it lacks is built in.
        theme: Option<Text> = Meta, "Configuration";
    }
}

impl SiteTable {
    /// Fills in the defaults and complains of what cannot be used.
    pub(super) fn into_site(self, reader: &mut Reader) -> Site {
        let mut site = Site {
            language: "en".to_owned(),
            page_title: "{page} – {device} {version}".to_owned(),
            logo: None,
            header: String::new(),
            footer: String::new(),
            accents: [None, None],
            theme: None,
        };
        let mut complain = |key: &str, text: &Text, message: String, help: String| {
            reader.within(&format!("site.{key}"), |reader| {
                reader.report(FaultKind::Invalid, text.at, message, Some(help));
            });
        };
        let path = |text: &Text| {
            let path = text.trim_end_matches('/').to_owned();
            let is_below = !path.is_empty()
                && !path.contains(['\\', ':'])
                && path.split('/').all(|part| !matches!(part, "" | "." | ".."));
            is_below.then(|| Spanned::new(path, text.at))
        };
        let below = "name a path below the folder of tureen.toml, with `/` between its parts";
        if let Some(theme) = &self.theme {
            site.theme = path(theme);
            if site.theme.is_none() {
                complain("theme", theme, format!("`{}` is no folder below", &*theme.value), below.to_owned());
            }
        }
        if let Some(language) = &self.language {
            // Which languages a theme adds is seen when it is read.
            let is_tag = (2..=12).contains(&language.len())
                && language.chars().all(|character| character.is_ascii_alphanumeric() || character == '-');
            if LANGUAGES.contains(&&*language.value) || (site.theme.is_some() && is_tag) {
                site.language = language.value.to_string();
            } else {
                let message = format!("the site does not speak `{}`", &*language.value);
                complain("language", language, message, suggestion(&language.value, &LANGUAGES));
            }
        }
        if let Some(logo) = &self.logo {
            site.logo = path(logo);
            let ending = logo.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
            if site.logo.is_none() {
                complain("logo", logo, format!("`{}` is no path below", &*logo.value), below.to_owned());
            } else if !matches!(ending.as_deref(), Some("svg" | "png")) {
                site.logo = None;
                let help = "take an SVG or a PNG file".to_owned();
                complain("logo", logo, format!("`{}` is no picture that can be shown", &*logo.value), help);
            }
        }
        let mut line = |key: &str, given: Option<Text>| {
            let text = given?;
            if text.chars().count() > LONGEST {
                let help = format!("at most {LONGEST} characters stand on every page");
                complain(key, &text, format!("`{key}` is too long"), help);
                return None;
            }
            Some(text)
        };
        let plain = |text: Text| text.split_whitespace().collect::<Vec<_>>().join(" ");
        site.header = line("header", self.header).map(plain).unwrap_or_default();
        site.footer = line("footer", self.footer).map(plain).unwrap_or_default();
        if let Some(pattern) = line("page_title", self.page_title) {
            if pattern.matches("{page}").count() == 1 {
                site.page_title = plain(pattern);
            } else {
                let help = "write `{page}` once, as `{page} – {device} {version}`".to_owned();
                complain("page_title", &pattern, "windows could not be told apart".to_owned(), help);
            }
        }
        let given = [("accent", self.accent), ("accent_dark", self.accent_dark)];
        for (number, (key, given)) in given.into_iter().enumerate() {
            let Some(colour) = given else { continue };
            let paper = PAPERS[number];
            match contrast(&colour, paper) {
                None => {
                    let help = "write six hexadecimal digits, as `#16497f`".to_owned();
                    complain(key, &colour, format!("`{}` is no colour", &*colour.value), help);
                }
                Some(ratio) if ratio < CONTRAST => {
                    let ground = if number == 0 { "light" } else { "dark" };
                    let message = format!(
                        "`{}` has a contrast of {ratio:.1}:1 against the {ground} ground ({paper})",
                        &*colour.value
                    );
                    let help = format!("readers need at least {CONTRAST}:1 (WCAG 2.2 1.4.3)");
                    complain(key, &colour, message, help);
                }
                Some(_) => site.accents[number] = Some(colour.to_ascii_lowercase()),
            }
        }
        site
    }
}

/// Returns the contrast of two colours as WCAG 2.2 defines it, from 1 to 21; `None` where one of them is none.
fn contrast(one: &str, other: &str) -> Option<f64> {
    let (one, other) = (luminance(one)?, luminance(other)?);
    Some((one.max(other) + 0.05) / (one.min(other) + 0.05))
}

fn luminance(colour: &str) -> Option<f64> {
    let digits = colour.strip_prefix('#')?;
    if digits.len() != 6 || !digits.chars().all(|digit| digit.is_ascii_hexdigit()) {
        return None;
    }
    let part = |at: usize| {
        let value = f64::from(u8::from_str_radix(digits.get(at..at + 2)?, 16).ok()?) / 255.0;
        Some(if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) })
    };
    Some(0.2126 * part(0)? + 0.7152 * part(2)? + 0.0722 * part(4)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;

    #[test]
    fn contrast_is_that_of_the_standard() {
        assert!((contrast("#000000", "#ffffff").expect("both are colours") - 21.0).abs() < 1e-9);
        assert_eq!(contrast("#fff", "#ffffff"), None);
        assert_eq!(contrast("#ÿÿÿ", "#ffffff"), None);
    }

    #[test]
    fn what_cannot_be_used_is_told_with_its_reason() {
        let text = "[site]\naccent = \"#88aaff\"\naccent_dark = \"blue\"\nlogo = \"x.js\"\nlanguage = \"dee\"\n\
                    page_title = \"x\"\ntheme = \"../y\"\n";
        let (config, faults) = Config::parse(text).expect("it is TOML");
        let told: Vec<_> = faults.iter().map(|fault| &*fault.message).collect();
        assert_eq!(told.len(), 6, "{told:?}");
        assert!(told.iter().any(|told| told.contains("contrast of 2.")), "{told:?}");
        assert!(
            faults
                .iter()
                .any(|fault| fault.help.as_deref().is_some_and(|help| help.contains("did you mean `de`"))),
            "{faults:?}"
        );
        assert_eq!(config.site, Site::default());
    }
}
