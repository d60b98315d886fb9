//! A rule as one Markdown page: for `explain`, the book and the site.

use std::fmt::Write;

use super::{Look, terminal};
use crate::rules::example_edit::{self, ExampleEdit, FileEdit};
use crate::rules::{Finding, Rule, drawn};
use crate::source::fixture;
use crate::standard::{Class, Clause};

/// How diagnostics look on a page: the same everywhere, so that the page can be kept and compared.
const LOOK: Look = Look { color: false, width: 90, narrated: false };

/// Writes the page of a rule: what it finds, who asks for it, a wrong example with the very findings it gives, a right one,
/// and how a person decides not to act on it.
pub fn render(rule: &'static Rule) -> String {
    let found = findings(rule);
    let mut page = String::new();
    let _ = writeln!(page, "# {}\n\n{}.\n", rule.code, capital(rule.summary));
    let _ = writeln!(page, "- **Level**: {}", level(rule));
    let _ = writeln!(page, "- **Safety classes**: {}", rule.classes);
    let _ = writeln!(page, "- **Asked for by**:");
    for clause in rule.clauses {
        let _ =
            writeln!(page, "  - {clause}, “{}” ({}{})", clause.title, clause.basis, narrower(rule, clause));
    }
    let _ = writeln!(page, "\n{}\n\n{}.\n", rule.explain.trim(), capital(rule.help));
    let _ = writeln!(page, "## Wrong\n\n{}{}:\n", files(rule.wrong), judged(rule.wrong));
    let drawn: Vec<String> = found.iter().map(|finding| terminal::finding(finding, &LOOK)).collect();
    let _ = writeln!(page, "```text\n{}\n```\n", drawn.join("\n").trim_end());
    let _ = writeln!(page, "## Right\n\n{}\n", files(rule.right).trim_end());
    let _ = writeln!(page, "## In the example device\n\n{}", broken(rule));
    let _ = write!(page, "## Waiver\n\n{}", waiver(rule, &found));
    page
}

/// Returns the page's place below the book's and the site's folder of rules.
pub fn file_name(rule: &Rule) -> String {
    format!("{}.md", rule.code)
}

/// Says how grave findings of a rule are: by class where it matters, of the classes that the rule concerns.
pub fn level(rule: &Rule) -> String {
    let said = |release: bool| {
        let concerned =
            [Class::C, Class::B, Class::A].into_iter().filter(|class| rule.classes.includes(*class));
        let each: Vec<_> =
            concerned.map(|class| (rule.severity.level(Some(class), release), class)).collect();
        match each.split_first() {
            Some(((level, _), rest)) if rest.iter().any(|(other, _)| other != level) => {
                let words = each.iter().map(|(level, class)| format!("{level} in class {class}"));
                words.collect::<Vec<_>>().join(", ")
            }
            Some(((level, _), _)) => level.to_string(),
            None => String::new(),
        }
    };
    let (release, before) = (said(true), said(false));
    if release == before { release } else { format!("{before}; at a release {release}") }
}

/// Says in which classes a clause applies, where those are fewer than the rule concerns.
fn narrower(rule: &Rule, clause: &Clause) -> String {
    let concerned = [Class::A, Class::B, Class::C].into_iter().filter(|class| rule.classes.includes(*class));
    let (applies, not): (Vec<_>, Vec<_>) = concerned.partition(|class| clause.classes.includes(*class));
    let word = if applies.len() == 1 { "class" } else { "classes" };
    let names: Vec<_> = applies.iter().map(ToString::to_string).collect();
    if not.is_empty() { String::new() } else { format!(", in {word} {}", names.join(" and ")) }
}

fn findings(rule: &'static Rule) -> Vec<Finding> {
    let mut found =
        drawn::findings(rule, &drawn::undrawn(rule.wrong)).expect("a test reads every rule's example");
    found.sort_by(|one, two| (&one.path, one.span, &one.message).cmp(&(&two.path, two.span, &two.message)));
    found
}

/// Writes the files of an example, each below its path; of one with a history those that each commit changes.
fn files(example: &str) -> String {
    let mut out = String::new();
    let mut parts: Vec<(Option<&str>, String)> = vec![(None, String::new())];
    let undrawn = drawn::undrawn(example);
    for line in undrawn.split_inclusive('\n') {
        match line.strip_prefix("//= ").map(str::trim_end) {
            Some(order) if order == "edit" || order.starts_with("commit ") => {
                parts.push((Some(order), String::new()));
            }
            Some(_) => {}
            None => parts.last_mut().expect("there is always one part").1.push_str(line),
        }
    }
    for (order, text) in parts {
        if let Some(order) = order {
            let _ = writeln!(out, "{}:\n", when(order));
        }
        part(&text, order.is_some(), &mut out);
    }
    out
}

/// Says of a part of a history what was done with it.
fn when(order: &str) -> String {
    let words: Vec<&str> = order.split_whitespace().collect();
    match words[..] {
        ["commit", day] => format!("Committed on {day}"),
        ["commit", day, "tag", name] => format!("Committed on {day} and tagged `{name}`"),
        ["commit", day, "name", name] => format!("Committed on {day}, with the lightweight tag `{name}`"),
        _ => "Not committed yet".to_owned(),
    }
}

fn part(example: &str, is_step: bool, out: &mut String) {
    for (path, text) in fixture::files(example) {
        let (path, language) = match path.as_str() {
            path if path.ends_with(".toml") => (fixture::from_root(path), "toml"),
            path if path.ends_with(".md") => (fixture::from_root(path), "yaml"),
            path => (fixture::from_root(path), "text"),
        };
        if text.trim().is_empty() && is_step {
            let _ = writeln!(out, "`{path}` is deleted.\n");
            continue;
        }
        // A fence must be longer than any inside.
        let longest =
            text.lines().map(|line| line.trim_start().bytes().take_while(|byte| *byte == b'`').count());
        let fence = "`".repeat(longest.max().unwrap_or(0).max(2) + 1);
        let _ = writeln!(out, "`{path}`:\n\n{fence}{language}\n{}\n{fence}\n", text.trim_end());
    }
}

/// Says how the wrong example is judged.
fn judged(example: &str) -> String {
    let release = drawn::orders(example).find_map(|order| order.strip_prefix("release")).map(str::trim);
    let tag = drawn::orders(example).filter(|order| order.starts_with("commit ") || *order == "edit").last();
    let release = release.or_else(|| tag?.split_whitespace().nth(3));
    let as_of = drawn::orders(example).find_map(|order| order.strip_prefix("as-of "));
    let release = match release {
        None => "As".to_owned(),
        Some("") => "Judged as a release, as".to_owned(),
        Some(name) => format!("Judged as the release {name}, as"),
    };
    format!("{release} of {}, this gives", as_of.unwrap_or(drawn::AS_OF))
}

/// Shows the edit of the example device that wakes the rule, and where it is made.
fn broken(rule: &Rule) -> String {
    let edit = ExampleEdit::parse(rule.break_it).expect("a test makes every rule's edit");
    let as_of = edit.as_of.as_deref().unwrap_or(example_edit::AS_OF);
    let place = match (&edit.name, &edit.at, edit.is_committed) {
        (Some(name), _, _) => format!("at the tag `{name}`, made a lightweight one"),
        (None, Some(release), _) => format!("at the commit of `{release}`, judged as that release"),
        (None, None, true) => format!("committed, and as of {as_of}"),
        (None, None, false) => format!("as of {as_of}"),
    };
    if edit.files.is_empty() {
        return format!("In what `tureen demo` writes, {place}, the rule speaks without another edit.\n");
    }
    let mut said = format!("In what `tureen demo` writes, {place}, this edit alone makes the rule speak:\n");
    for file in &edit.files {
        let FileEdit { path, from, lines } = file;
        let _ = match (from, path.contains('*'), lines.is_empty()) {
            (None, _, true) => write!(said, "\n`{path}` is deleted.\n"),
            (Some(from), _, true) => write!(said, "\n`{path}` is a copy of `{from}`.\n"),
            (Some(from), _, false) => write!(said, "\n`{path}`, a copy of `{from}`:\n"),
            (None, true, false) => write!(said, "\n`{path}`, wherever these lines stand:\n"),
            (None, false, false) => write!(said, "\n`{path}`:\n"),
        };
        if !lines.is_empty() {
            let _ = write!(said, "\n```diff\n{lines}```\n");
        }
    }
    said
}

/// Says how a finding of the rule is waived, by the record of the example.
fn waiver(rule: &Rule, found: &[Finding]) -> String {
    if !rule.is_waivable() {
        return "A finding of this rule cannot be waived.\n".to_owned();
    }
    let Some(record) = found.iter().find_map(|finding| finding.record.as_ref()) else {
        return "A waiver names a record, and a finding of this rule has none: it cannot be waived.\n"
            .to_owned();
    };
    format!(
        "A person who decides not to act on it writes down why, and until when. The finding stays listed, counted apart.

`dhf/waivers/WAIVER-001.md`:

```yaml
---
id: WAIVER-001
title: What is waived, in a few words
rule: {}
record: {record}
reason: Why this is acceptable here, and what is done instead.
approved_by: Ada Example
approved_on: 2026-01-15
expires: 2026-12-31
---
```
",
        rule.code
    )
}

fn capital(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::RULES;

    #[test]
    fn every_page_shows_what_its_wrong_example_gives() {
        for rule in RULES {
            let page = render(rule);
            assert!(page.contains(&format!("[{}]", rule.code)), "{page}");
            assert!(!page.contains("^^"), "{}: what is drawn is not part of the example\n{page}", rule.code);
        }
    }

    #[test]
    fn a_page_ends_with_one_newline_and_has_no_trailing_spaces() {
        for rule in RULES {
            let page = render(rule);
            assert!(page.ends_with('\n') && !page.ends_with("\n\n"), "{}", rule.code);
            assert!(page.lines().all(|line| line == line.trim_end()), "{}", rule.code);
        }
    }
}
