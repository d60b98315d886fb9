//! What a template of somebody else's may do: show values, repeat, choose and include, and all of that only so often.
//!
//! The template language reads no files and runs no programs. What is left is time and memory: a loop in a loop, a file that
//! includes another twice, a text put to itself again and again. So tags and filters that make texts grow are not there, and
//! every turn of a loop and every inclusion is counted.

use std::cell::Cell;
use std::ops::Range;

/// So many turns and inclusions one page may take; the longest built-in list is far below.
const MOST: u32 = 2_000_000;

/// The tags that there are.
const TAGS: [&str; 10] =
    ["extends", "block", "endblock", "include", "if", "elif", "else", "endif", "for", "endfor"];

/// The filters that there are: what they return is no longer than what they are given.
const FILTERS: [&str; 16] = [
    "safe",
    "escape",
    "length",
    "default",
    "upper",
    "lower",
    "trim",
    "capitalize",
    "title",
    "first",
    "last",
    "join",
    "truncate",
    "reverse",
    "int",
    "round",
];

thread_local! {
    static TURNS: Cell<u32> = const { Cell::new(0) };
}

/// The count of turns that a page takes on this thread.
pub struct Ticks;

impl Ticks {
    /// Begins a page.
    pub fn reset() {
        TURNS.set(0);
    }

    /// Counts a turn; `false` when it is one too many.
    pub fn count() -> bool {
        TURNS.set(TURNS.get() + 1);
        TURNS.get() <= MOST
    }
}

/// A template whose turns are counted.
#[derive(Debug)]
pub struct Fenced {
    /// The template.
    pub text: String,
    /// Where something was put in, in the original, and how many bytes.
    added: Vec<(usize, usize)>,
}

impl Fenced {
    /// Looks a template over and puts the counting in.
    ///
    /// # Errors
    /// It does what a theme's template may not do; where, and what.
    pub fn of(text: &str) -> Result<Fenced, (Range<usize>, String)> {
        let mut fenced = Fenced { text: String::with_capacity(text.len() + 64), added: Vec::new() };
        let (mut at, mut copied) = (0, 0);
        while let Some(open) = text[at..].find('{').map(|found| at + found) {
            let Some(kind) = text[open + 1..].chars().next().filter(|kind| matches!(kind, '{' | '%' | '#'))
            else {
                at = open + 1;
                continue;
            };
            let inside = open + 2;
            let end = end_of(text, inside, kind).ok_or((open..inside, "this tag does not end".to_owned()))?;
            at = end;
            if kind == '#' {
                continue;
            }
            let inner = text[inside..end - 2].trim_matches('-').trim();
            let place = open..end;
            let mut turns = false;
            if kind == '%' {
                let tag = inner.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default();
                turns = matches!(tag, "for" | "include");
                if tag == "set" {
                    alias(inner).map_err(|reason| (place.clone(), reason))?;
                } else if !TAGS.contains(&tag) {
                    let reason = format!("a theme's template has no `{tag}`; it has {}", TAGS.join(", "));
                    return Err((place, reason));
                }
            }
            if let Some(filter) = filters(inner).find(|filter| !FILTERS.contains(filter)) {
                let reason =
                    format!("a theme's template has no filter `{filter}`; it has {}", FILTERS.join(", "));
                return Err((place, reason));
            }
            if turns {
                // Put in between the tag and what follows it, so that what trims white space still does.
                let trims = text[..end].ends_with("-%}");
                let tick = if trims { "{{ tick() -}}" } else { "{{ tick() }}" };
                fenced.text.push_str(&text[copied..end]);
                fenced.text.push_str(tick);
                fenced.added.push((end, tick.len()));
                copied = end;
            }
        }
        fenced.text.push_str(&text[copied..]);
        Ok(fenced)
    }

    /// Returns the place in the original that a place in the counted text means.
    pub fn original(&self, range: Range<usize>) -> Range<usize> {
        let back = |place: usize| {
            let mut shift = 0;
            for (at, length) in &self.added {
                if at + shift + length <= place {
                    shift += length;
                }
            }
            place.saturating_sub(shift)
        };
        back(range.start)..back(range.end).max(back(range.start))
    }
}

/// Returns where a tag ends, after its closing braces.
fn end_of(text: &str, from: usize, kind: char) -> Option<usize> {
    let close = match kind {
        '{' => "}}",
        '%' => "%}",
        _ => return text[from..].find("#}").map(|found| from + found + 2),
    };
    let mut quote = None;
    for (at, character) in text[from..].char_indices() {
        match quote {
            Some(open) if open == character => quote = None,
            Some(_) => {}
            None if matches!(character, '"' | '\'' | '`') => quote = Some(character),
            None if text[from + at..].starts_with(close) => return Some(from + at + 2),
            None => {}
        }
    }
    None
}

/// Checks that a value only gets another name: what is put together and kept could grow without end.
fn alias(inner: &str) -> Result<(), String> {
    let value = inner.split_once('=').map(|(_, value)| value.trim()).unwrap_or_default();
    let is_path = !value.is_empty() && value.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '.'));
    let quoted = value.strip_prefix('"').and_then(|value| value.strip_suffix('"'));
    if is_path || quoted.is_some_and(|quoted| !quoted.contains('"')) {
        return Ok(());
    }
    Err("in a theme's template `set` gives a value another name, and no more".to_owned())
}

/// Returns the names of the filters in a tag.
fn filters(inner: &str) -> impl Iterator<Item = &str> {
    let mut quote = None;
    inner.char_indices().filter_map(move |(at, character)| {
        match quote {
            Some(open) if open == character => quote = None,
            Some(_) => {}
            None if matches!(character, '"' | '\'' | '`') => quote = Some(character),
            None if character == '|' => {
                let name = inner[at + 1..].trim_start();
                let end = name.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(name.len());
                return Some(&name[..end]);
            }
            None => {}
        }
        None
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn turns_are_counted_and_places_are_those_of_the_original() {
        let text = "a{% for x in y -%}\n{{ x | safe }}{% endfor %}{% include \"parts/links.html\" %}z";
        let fenced = Fenced::of(text).expect("it may do this");
        assert_eq!(fenced.text.matches("tick()").count(), 2);
        assert!(fenced.text.contains("-%}{{ tick() -}}\n"));
        let at = fenced.text.find('z').expect("it is there");
        assert_eq!(&text[fenced.original(at..at + 1)], "z");
        let at = fenced.text.find("safe").expect("it is there");
        assert_eq!(&text[fenced.original(at..at + 4)], "safe");
    }

    #[test]
    fn what_could_grow_without_end_is_refused() {
        for text in [
            "{% set x = x ~ x %}",
            "{% set x %}{{ x }}{{ x }}{% endset %}",
            "{% set_global x = y %}",
            "{{ x | replace(from=\"a\", to=\"aaaa\") }}",
            "{% filter upper %}x{% endfilter %}",
            "{% raw %}x{% endraw %}",
            "{% component x() %}{{ <x /> }}{% endcomponent x %}",
            "{{ \"}}\" | indent }}",
            "{{ x",
        ] {
            Fenced::of(text).expect_err(text);
        }
        for text in
            ["{% set x = y.z %}", "{% set x = \"a b\" -%}", "{# {% raw %} #}", "{ x }", "{{ \"| raw\" }}"]
        {
            Fenced::of(text).expect(text);
        }
    }
}
