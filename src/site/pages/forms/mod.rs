//! Forms for paper: the assessment of each SOUP with all that is recorded for it, blank forms, and the list of both.

use rayon::prelude::*;
use serde::Serialize;

use self::blocks::{BLOCKS, Block, SEPARATION};
use self::recorded::{Rows, Subject};
use super::contents;
use crate::dossier::Placed;
use crate::record::{Kind, Soup};
use crate::rules::Finding;
use crate::site::html::{facts, id_link, text, time, version as version_html};
use crate::site::template::{Page, Templates};
use crate::site::values::word;
use crate::site::version::{Version, soup_version};
use crate::site::words::Hole;
use crate::site::{Error, clauses, state};
use crate::standard::{Basis, Classes, Clause};

mod after;
mod blank;
mod blocks;
mod design;
mod recorded;
mod risk;

const UP: &str = "../";

/// Returns the forms and their list.
///
/// # Errors
/// A template cannot be filled.
pub fn pages(version: &Version<'_>, templates: &Templates) -> Result<Vec<Page>, Error> {
    let soups: Vec<Placed<'_>> = version.dossier().of_kind(Kind::Soup).collect();
    let mut pages = vec![index(version, templates, &soups)?];
    for form in blank::FORMS {
        pages.push(blank::page(templates, form)?);
    }
    let made = soups.par_iter().map(|record| assessment(version, templates, *record));
    pages.extend(made.collect::<Result<Vec<_>, Error>>()?);
    Ok(pages)
}

/// Returns the address of the form of a SOUP.
pub fn address(version: &Version<'_>, record: Placed<'_>) -> String {
    let page = version.addresses().page(record);
    let file = page.rsplit('/').next().unwrap_or(page);
    // No id takes the name of a form that is not its own.
    let guard = if file.starts_with("blank-") || file == "index.html" { "_" } else { "" };
    format!("forms/{guard}{file}")
}

#[derive(Serialize)]
struct IndexView {
    blank: Vec<(String, String)>,
    rows: String,
    count: usize,
}

fn index(version: &Version<'_>, templates: &Templates, soups: &[Placed<'_>]) -> Result<Page, Error> {
    let words = &templates.words;
    let mut rows = String::new();
    for record in soups {
        let form = address(version, *record);
        let file = form.rsplit('/').next().unwrap_or(&form);
        rows.push_str(&format!(
            "<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>\n",
            id_link(file, record.record().id()),
            text(record.record().title()),
            version_html(soup_version(*record)),
            record.class(),
            version.state(*record).badge(&version.words)
        ));
    }
    let blank = blank::FORMS.iter().map(|form| (form.file(), form.title(words).to_owned()));
    let view = IndexView { blank: blank.collect(), rows, count: soups.len() };
    Ok(Page {
        address: "forms/index.html".to_owned(),
        title: words.say("forms-title").to_owned(),
        heading: text(words.say("forms-title")),
        lead: words.html(
            "forms-lead",
            &[("count", soups.len().to_string()), ("version", version_html(version.name()))],
        ),
        facts: facts(&[text(words.say("forms-facts"))]),
        main: templates.render("pages/forms.html", &view)?,
        ..Page::default()
    })
}

/// What `pages/form.html` shows.
#[derive(Serialize)]
struct FormView {
    blocks: Vec<BlockView>,
    others: Vec<String>,
}

#[derive(Serialize)]
struct BlockView {
    id: &'static str,
    number: usize,
    name: String,
    asked: String,
    clauses: String,
    basis: String,
    /// Why it does not apply; empty where it does.
    not_asked: String,
    rows: Vec<(String, Vec<String>)>,
    gaps: Vec<String>,
    /// Whether anything stands under a name of its own.
    named: bool,
}

fn assessment(version: &Version<'_>, templates: &Templates, record: Placed<'_>) -> Result<Page, Error> {
    let words = &templates.words;
    let soup = record.fields::<Soup>().expect("the record is SOUP");
    let subject = Subject { version, words, record, soup, up: UP };
    let findings: Vec<&Finding> = version.findings_of(record.path()).collect();
    let mut told = vec![false; findings.len()];
    let mut blocks = Vec::with_capacity(BLOCKS.len());
    for (number, block) in BLOCKS.iter().enumerate() {
        let not_asked = not_asked(&subject, block);
        let mut rows = Rows { rows: Vec::new(), is_asked: not_asked.is_empty() };
        let mut empty = Vec::new();
        for field in block.fields {
            match subject.field(field) {
                values if values.is_empty() => empty.push(word(field)),
                values => rows.rows.push((word(field), values)),
            }
        }
        (block.linked)(&subject, &mut rows);
        if !empty.is_empty() {
            // What is not written takes a line together, not a line each.
            let told = format!("<span class=\"soft\">{}</span>", text(&empty.join(", ")));
            rows.rows.push((words.say("form-not-recorded").to_owned(), vec![told]));
        }
        let mut gaps = Vec::new();
        for (finding, told) in findings.iter().zip(&mut told) {
            let field = crate::field::outermost(&finding.field);
            let here = block.fields.contains(&field)
                || finding.clauses().iter().any(|clause| block.clauses.contains(clause));
            if here {
                *told = true;
                gaps.push(gap(&subject, finding));
            }
        }
        blocks.push(BlockView {
            id: block.name,
            number: number + 1,
            name: words.named("form", block.name).to_owned(),
            asked: words.named("form-asked", block.name).to_owned(),
            clauses: cited(block.clauses, templates),
            basis: block
                .clauses
                .iter()
                .map(|clause| clause.basis)
                .min()
                .unwrap_or(Basis::Practice)
                .to_string(),
            not_asked,
            named: !gaps.is_empty() || rows.rows.iter().any(|(name, _)| !name.is_empty()),
            rows: rows.rows,
            gaps,
        });
    }
    let others =
        findings.iter().zip(told).filter(|(_, told)| !told).map(|(finding, _)| gap(&subject, finding));
    let others: Vec<String> = others.collect();
    let open = blocks.iter().filter(|block| block.not_asked.is_empty() && !block.gaps.is_empty()).count();
    let asked = blocks.iter().filter(|block| block.not_asked.is_empty()).count();
    let sections: Vec<(&str, &str)> = blocks.iter().map(|block| (block.id, &*block.name)).collect();
    let contents = contents(&version.words, &sections);
    let id = record.record().id();
    let known = vec![
        format!("<a href=\"{}\">{}</a>", version.href(UP, record), text(words.say("form-record"))),
        version.state(record).badge(&version.words),
    ];
    Ok(Page {
        address: address(version, record),
        title: format!("{}: {id} {}", words.say("form-title"), record.record().title()),
        attributes: " class=\"form\"".to_owned(),
        contents,
        kicker: format!(
            "<p class=\"kicker\"><span class=\"id\">{}</span> · {}</p>",
            text(id),
            text(words.say("form-title"))
        ),
        heading: format!("{} {}", text(record.record().title()), version_html(soup_version(record))),
        lead: words.html(
            "form-lead",
            &[
                ("asked", Hole::from(asked)),
                ("all", BLOCKS.len().into()),
                ("open", open.into()),
                ("date", time(version.as_of()).into()),
            ],
        ),
        facts: facts(&known),
        main: templates.render("pages/form.html", &FormView { blocks, others })?,
    })
}

/// Says why a block is not asked of this SOUP; nothing where it is.
fn not_asked(subject: &Subject<'_>, block: &Block) -> String {
    let dossier = subject.version.dossier();
    let rulesets = &dossier.config.rulesets;
    let in_force: Vec<&&Clause> =
        block.clauses.iter().filter(|clause| clause.is_in_force(rulesets)).collect();
    if in_force.is_empty() {
        return text(subject.words.say("form-not-in-force"));
    }
    let classed = subject.record.classed();
    // A separation is asked for by the class that it lowers from.
    let class = if block.name == SEPARATION { classed.inherited } else { classed.class };
    if in_force.iter().any(|clause| clause.classes.includes(class)) {
        return String::new();
    }
    subject.words.html(
        "form-not-asked",
        &[("class", class.to_string()), ("reason", text(&classed.reason.sentence(dossier)))],
    )
}

/// Cites clauses with the classes that they reach: `IEC 62304 5.6.4 (B, C) · 5.7.1 (all)`.
fn cited(cited: &[&'static Clause], templates: &Templates) -> String {
    let mut groups: Vec<(Classes, Vec<&Clause>)> = Vec::new();
    for clause in cited {
        // A part of a clause that stands there says nothing more.
        let is_part = |other: &&Clause| {
            other.classes == clause.classes
                && clause.number.strip_prefix(other.number).is_some_and(|rest| rest.starts_with(' '))
        };
        if cited.iter().any(is_part) {
            continue;
        }
        match groups.iter_mut().find(|(classes, _)| *classes == clause.classes) {
            Some((_, group)) => group.push(clause),
            None => groups.push((clause.classes, vec![clause])),
        }
    }
    let group = |(classes, group): &(Classes, Vec<&Clause>)| {
        let reach = if *classes == Classes::ALL {
            templates.words.say("form-all-classes").to_owned()
        } else {
            templates.words.fill("form-classes", &[("classes", classes.to_string().into())])
        };
        format!("{} ({reach})", clauses::cite(group))
    };
    groups.iter().map(group).collect::<Vec<_>>().join(" · ")
}

/// Returns what a rule misses, linked to where it is explained.
fn gap(subject: &Subject<'_>, finding: &Finding) -> String {
    let (key, word) = if finding.is_waived() { ("waived", "form-waived") } else { ("missing", "form-gap") };
    format!(
        "<span class=\"gap-mark\">{} <span class=\"soft\"><a href=\"{}#f-{}\">{}</a> <code>{}</code></span></span>",
        state::result(key, subject.words.say(word)),
        subject.version.href(UP, subject.record),
        finding.fingerprint,
        text(&finding.message),
        finding.rule.code
    )
}
