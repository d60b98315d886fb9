//! A chain as indented text: one record a line, each under the one before, and what is missing where it would stand.

use std::fmt::Write;

use super::gap::{Gap, Reason, Standing};
use super::{Chain, Column, End, Step, What};
use crate::site::html::{escape, id_link, text};
use crate::site::state;
use crate::site::words::Words;

/// Returns a chain as indented text; what a record serves and what follows from it under headings where it has both.
pub fn html(chain: &Chain<'_>, up: &str, words: &Words) -> String {
    let mut out = String::new();
    let both = !chain.above.is_empty() && !chain.below.is_empty();
    let above =
        words.named("trace-above", if chain.own.column < Column::Source { "source" } else { "served" });
    let headings = [above, words.say("trace-below")];
    for (heading, steps) in headings.iter().zip([&chain.above, &chain.below]) {
        if both {
            let _ = writeln!(out, "<h3>{}</h3>", text(heading));
        }
        if !steps.is_empty() {
            list(steps, up, " class=\"chain\"", words, &mut out);
        }
    }
    if chain.cut > 0 {
        let table = format!("<a href=\"{up}matrix/chain.html\">{}</a>", text(words.say("trace-table")));
        let more = words.html("trace-cut", &[("count", chain.cut.to_string()), ("table", table)]);
        let _ = writeln!(out, "<p>{more}</p>");
    }
    out
}

fn list(steps: &[Step<'_>], up: &str, class: &str, words: &Words, out: &mut String) {
    let _ = write!(out, "<ul{class}>");
    for step in steps {
        out.push_str("<li><p>");
        match &step.what {
            What::Record { id, title, note, end } => {
                out.push_str(&id_link(&format!("{up}{}", step.page), id));
                out.push_str(" <span>");
                escape(title, out);
                if step.again || !note.is_empty() {
                    out.push_str(" <small>");
                    escape(note, out);
                    if step.again {
                        let between = if note.is_empty() { "" } else { ", " };
                        let _ = write!(out, "{between}{}", text(words.say("trace-again")));
                    }
                    out.push_str("</small>");
                }
                out.push_str("</span>");
                ending(end, out);
            }
            What::Gap(gap) => out.push_str(&mark(gap, &format!("{up}{}", step.page), words)),
        }
        out.push_str("</p>");
        if !step.steps.is_empty() {
            list(&step.steps, up, "", words, out);
        }
        out.push_str("</li>\n");
    }
    out.push_str("</ul>\n");
}

fn ending(end: &End<'_>, out: &mut String) {
    match end {
        End::Open => {}
        End::Word(word) if word.is_empty() => {}
        End::Word(word) => {
            let _ = write!(out, " <span class=\"end\">{}</span>", text(word));
        }
        End::Result(key, word, rule) => {
            let _ = write!(out, " {}", state::result(key, word));
            if let Some(rule) = rule {
                let _ = write!(out, " <code>{rule}</code>");
            }
        }
    }
}

/// Returns something missing as an element: with a dashed frame where a rule asks for it, and the reason where none does.
pub fn mark(gap: &Gap<'_>, page: &str, words: &Words) -> String {
    let state = state::result(gap.key(), words.named("trace-no", gap.missing.key()));
    let why = match &gap.standing {
        Standing::Open(rule) => {
            return format!(
                "<a class=\"gap-mark\" href=\"{}#findings\">{state} <code>{rule}</code></a>",
                text(page)
            );
        }
        Standing::Waived { rule, by } => {
            format!(
                "{} <code>{rule}</code>",
                text(&words.fill("trace-waived", &[("by", (*by).to_owned().into())]))
            )
        }
        Standing::Justified(_) => text(&why(gap, words)),
    };
    format!("<span>{state} <small>{why}</small></span>")
}

/// Returns in words why a gap is none, or which rule asks.
pub fn why(gap: &Gap<'_>, words: &Words) -> String {
    match &gap.standing {
        Standing::Open(rule) => (*rule).to_owned(),
        Standing::Waived { by, .. } => words.fill("trace-waived", &[("by", (*by).to_owned().into())]),
        Standing::Justified(reason) => match reason {
            Reason::External => words.say("trace-why-external").to_owned(),
            Reason::Information => words.say("trace-why-information").to_owned(),
            Reason::ClassA => words.say("trace-why-class-a").to_owned(),
            Reason::Level(level) => words.fill("trace-why-level", &[("level", (*level).to_owned().into())]),
            Reason::Rationale => words.say("trace-why-rationale").to_owned(),
            Reason::NotAsked => words.say("trace-why-not-asked").to_owned(),
        },
    }
}
