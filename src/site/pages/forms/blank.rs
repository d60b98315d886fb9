//! Blank forms: the fields of a kind of record, to be filled in by hand.
//!
//! Fields, their meanings and their order are those of the kind itself, so a field that a kind gains is in its form by itself.

use serde::Serialize;

use crate::field::{Card, Shape};
use crate::record::{Common, Kind};
use crate::site::html::text;
use crate::site::template::{Page, Templates};
use crate::site::values::word;
use crate::site::words::Words;
use crate::site::{Error, clauses};

/// How many columns a table to be filled in may have; parts that have more are written below each other.
const COLUMNS: usize = 4;

/// How many empty rows a table has.
const ROWS: usize = 4;

/// How often parts that are too many for a table are repeated.
const REPEATED: usize = 2;

/// A blank form.
pub struct Form {
    /// Its file below `forms`, and behind `blank-title-` and `blank-lead-` its words.
    pub name: &'static str,
    kind: Kind,
}

/// Every blank form.
pub static FORMS: &[Form] = &[
    Form { name: "soup", kind: Kind::Soup },
    Form { name: "review", kind: Kind::AnomalyReview },
    Form { name: "change", kind: Kind::Change },
];

impl Form {
    /// Returns its file.
    pub fn file(&self) -> String {
        format!("blank-{}.html", self.name)
    }

    /// Returns its title.
    pub fn title<'w>(&self, words: &'w Words) -> &'w str {
        words.named("blank-title", self.name)
    }
}

/// What `pages/blank.html` shows.
#[derive(Serialize)]
struct BlankView {
    sections: Vec<SectionView>,
    folder: &'static str,
}

#[derive(Serialize)]
struct SectionView {
    id: String,
    name: &'static str,
    clauses: String,
    fields: Vec<String>,
}

/// Returns a blank form.
///
/// # Errors
/// The template cannot be filled.
pub fn page(templates: &Templates, form: &Form) -> Result<Page, Error> {
    let words = &templates.words;
    let card = form.kind.card();
    let mut sections: Vec<SectionView> = Vec::new();
    // What others write about the record is derived, and asks for nobody's pen.
    let own = card.cards.iter().filter(|field| field.section != "Links" && field.name != "seen_at");
    let (head, tail): (Vec<&Card>, Vec<&Card>) =
        Common::CARDS.iter().partition(|field| field.section == "Record");
    let first = card.cards.first().map_or("Record", |field| field.section);
    for field in head.into_iter().chain(own).chain(tail) {
        let name = if field.section == "Record" { first } else { field.section };
        let html = blank(words, field, 0);
        match sections.iter_mut().find(|section| section.name == name) {
            Some(section) => section.fields.push(html),
            None => sections.push(SectionView {
                id: super::super::anchor(name),
                name,
                clauses: clauses::of_section(form.kind, name),
                fields: vec![html],
            }),
        }
    }
    sections.sort_by_key(|section| section.name == "Approval");
    Ok(Page {
        address: format!("forms/{}", form.file()),
        title: form.title(words).to_owned(),
        attributes: " class=\"form blank\"".to_owned(),
        heading: text(form.title(words)),
        lead: text(words.named("blank-lead", form.name)),
        main: templates.render("pages/blank.html", &BlankView { sections, folder: card.folder })?,
        ..Page::default()
    })
}

/// Returns a field with room to write in.
fn blank(words: &Words, field: &Card, depth: usize) -> String {
    let name = word(field.name);
    let hint = text(field.doc.trim());
    let room = room(words, &(field.shape)(), field.name, depth);
    format!("<div><dt>{}<small>{hint}</small></dt><dd>{room}</dd></div>\n", text(&name))
}

/// Returns the room that a value needs.
fn room(words: &Words, shape: &Shape, name: &str, depth: usize) -> String {
    let line = "<span class=\"ink\"></span>";
    match shape {
        Shape::Words(choices) => choices.iter().map(|choice| box_for(choice)).collect::<Vec<_>>().join(" "),
        Shape::Boolean => [words.say("blank-yes"), words.say("blank-no")].map(box_for).join(" "),
        Shape::Date => format!(
            "<span class=\"ink date\"></span> <small class=\"soft\">{}</small>",
            text(words.say("blank-date"))
        ),
        Shape::Number => "<span class=\"ink date\"></span>".to_owned(),
        Shape::Map(cards) => parts(words, cards, depth),
        Shape::List(inner) => match &**inner {
            Shape::Map(cards) => several(words, cards, depth),
            Shape::Special(_, shapes) => match shapes.first() {
                Some(Shape::Map(cards)) => several(words, cards, depth),
                _ => line.repeat(2),
            },
            _ => line.repeat(2),
        },
        Shape::Versions => table(["SOUP", "version"].map(str::to_owned).to_vec()),
        Shape::Special(_, shapes) => match shapes.first() {
            Some(inner) if depth < 2 => room(words, inner, name, depth),
            Some(_) | None => line.to_owned(),
        },
        Shape::Text if is_prose(name) => line.repeat(3),
        Shape::Text | Shape::Id | Shape::Table(_) | Shape::Keys(_) => line.to_owned(),
    }
}

/// Returns named parts below each other.
fn parts(words: &Words, cards: &'static [Card], depth: usize) -> String {
    let fields: Vec<String> = cards.iter().map(|card| blank(words, card, depth + 1)).collect();
    format!("<dl class=\"fields\">{}</dl>", fields.concat())
}

/// Returns room for several of the same parts.
fn several(words: &Words, cards: &'static [Card], depth: usize) -> String {
    if cards.len() <= COLUMNS {
        return table(cards.iter().map(|card| word(card.name)).collect());
    }
    parts(words, cards, depth).repeat(REPEATED)
}

fn table(columns: Vec<String>) -> String {
    let mut out = String::from("<table class=\"room\"><thead><tr>");
    for column in &columns {
        out.push_str(&format!("<th scope=\"col\">{}</th>", text(column)));
    }
    out.push_str("</tr></thead><tbody>");
    let row = format!("<tr>{}</tr>", "<td></td>".repeat(columns.len()));
    out.push_str(&row.repeat(ROWS));
    out.push_str("</tbody></table>");
    out
}

fn box_for(choice: &str) -> String {
    format!("<span class=\"tick\"><i aria-hidden=\"true\">☐</i> {}</span>", text(choice))
}

/// Returns whether a text is most often more than a line.
fn is_prose(name: &str) -> bool {
    let long =
        ["rationale", "statement", "use", "limitations", "plan", "conclusion", "justification", "review"];
    long.iter().any(|word| name.contains(word)) || name.starts_with("new_") || name.ends_with("resources")
}
