//! Pages: one file per kind of page, which says what the page shows; the template of the same name says how.

pub mod anomalies;
pub mod approvals;
pub mod chain;
pub mod changes;
pub mod clauses;
pub mod compare;
pub mod due;
pub mod findings;
pub mod forms;
pub mod guide;
pub mod gap;
pub mod history;
pub mod home;
pub mod list;
pub mod matrix;
pub mod pictures;
pub mod print;
pub mod provenance;
pub mod record;
pub mod search;
pub mod sheets;
mod signing;
pub mod soup;
pub mod versions;

use std::sync::Arc;

use serde::Serialize;

use self::record::Inner;
use super::html::{escape, text, time};
use super::template::Page;
use super::version::Version;
use super::words::Words;
use crate::record::Kind;

/// A record's page, as documents of many pages take it over.
pub struct Sheet {
    /// The kind of the record.
    pub kind: Kind,
    /// Its id; empty where it has none, or cannot be read.
    pub id: String,
    /// The page, without what stands below the title.
    pub page: Page,
    /// What stands there.
    pub inner: Arc<Inner>,
    /// What changed beneath the record, which stands before the rest.
    pub beneath: String,
}

/// A link with a title beside it and a word at its end.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct LinkView {
    /// The address.
    pub href: String,
    /// The id.
    pub id: String,
    /// The title.
    pub title: String,
    /// What the link means.
    pub words: String,
}

/// A table of any kind.
#[derive(Debug, Default, Serialize)]
pub struct TableView<'w> {
    /// The table's id, by which its filter finds it.
    pub id: &'static str,
    /// What it shows, for those who hear it.
    pub label: String,
    /// What its rows are called.
    pub noun: &'w str,
    /// The name of the file that a reader can save it as.
    pub csv: String,
    /// The columns.
    pub columns: Vec<ColumnView<'w>>,
    /// How many rows there are.
    pub count: usize,
    /// The rows as HTML: there may be thousands, which a template would read one value after the other.
    pub rows: String,
    /// Whether the classes of its rows can be chosen.
    pub chips: bool,
    /// What the states of its rows are called where a reader chooses among them, if they do not say how records stand:
    /// `missing=holes;waived=justified gaps`.
    pub words: String,
}

impl TableView<'_> {
    /// Returns the table with a row added.
    pub fn with_rows(mut self, rows: impl Iterator<Item = RowView>) -> Self {
        for row in rows {
            self.count += 1;
            row.write(self.chips, &mut self.rows);
        }
        self
    }
}

/// A column of a table.
#[derive(Debug, Serialize)]
pub struct ColumnView<'w> {
    /// Its heading.
    pub name: &'w str,
    /// Whether sorting by it means anything.
    pub sorts: bool,
}

/// A row of a table.
#[derive(Debug, Default)]
pub struct RowView {
    /// The safety class that chips filter by.
    pub class: String,
    /// The state that chips filter by.
    pub state: &'static str,
    /// The cells, the first being the head of the row.
    pub cells: Vec<CellView>,
}

/// A cell of a table.
#[derive(Debug, Default)]
pub struct CellView {
    /// What it shows.
    pub html: String,
    /// What it is sorted by, where that is not what it shows.
    pub sort: Option<String>,
    /// What stands for it in a saved table, where that is not what it shows.
    pub csv: Option<String>,
    /// Whether it holds ids only.
    pub ids: bool,
}

impl RowView {
    fn write(&self, classed: bool, out: &mut String) {
        let attribute = |name: &str, value: &str, out: &mut String| {
            out.push_str(name);
            out.push_str("=\"");
            escape(value, out);
            out.push('"');
        };
        out.push_str("<tr");
        if classed && !self.class.is_empty() {
            attribute(" data-class", &self.class, out);
        }
        if !self.state.is_empty() {
            attribute(" data-state", self.state, out);
        }
        out.push('>');
        for (number, cell) in self.cells.iter().enumerate() {
            if number == 0 {
                out.push_str("<th scope=\"row\"");
            } else {
                out.push_str(if cell.ids { "<td class=\"ids\"" } else { "<td" });
            }
            if let Some(sort) = &cell.sort {
                attribute(" data-sort", sort, out);
            }
            if let Some(csv) = &cell.csv {
                attribute(" data-csv", csv, out);
            }
            out.push('>');
            out.push_str(&cell.html);
            out.push_str(if number == 0 { "</th>" } else { "</td>" });
        }
        out.push_str("</tr>\n");
    }
}

impl CellView {
    /// Returns a cell that shows HTML.
    pub fn html(html: impl Into<String>) -> CellView {
        CellView { html: html.into(), ..CellView::default() }
    }

    /// Returns a cell that shows a text.
    pub fn text(shown: &str) -> CellView {
        CellView::html(text(shown))
    }

    /// Returns a cell that shows a date, empty where there is none.
    pub fn date(date: Option<jiff::civil::Date>) -> CellView {
        CellView::html(date.map(time).unwrap_or_default())
    }
}

/// Returns the columns of a table; those behind a `-` do not sort.
pub fn columns<'w>(names: &[&'w str]) -> Vec<ColumnView<'w>> {
    names
        .iter()
        .map(|name| match name.strip_prefix('-') {
            Some(name) => ColumnView { name, sorts: false },
            None => ColumnView { name, sorts: true },
        })
        .collect()
}

/// Returns the columns of a table by the messages of a family; those behind a `-` do not sort.
pub fn heads<'w>(words: &'w Words, family: &str, names: &[&str]) -> Vec<ColumnView<'w>> {
    let column = |name: &&str| {
        let (name, sorts) = name.strip_prefix('-').map_or((*name, true), |name| (name, false));
        ColumnView { name: words.named(family, name), sorts }
    };
    names.iter().map(column).collect()
}

/// Returns the columns of a table by the messages of the family `column`; those behind a `-` do not sort.
pub fn headed<'w>(names: &[&str], words: &'w Words) -> Vec<ColumnView<'w>> {
    let column = |name: &str, sorts| ColumnView { name: words.named("column", name), sorts };
    names
        .iter()
        .map(|name| match name.strip_prefix('-') {
            Some(name) => column(name, false),
            None => column(name, true),
        })
        .collect()
}

/// Returns the list of what is on a page, from ids and headings.
pub fn contents(words: &Words, sections: &[(&str, &str)]) -> String {
    if sections.len() < 3 {
        return String::new();
    }
    let name = text(words.say("base-on-this-page"));
    let mut out = format!(
        "<nav class=\"toc\" aria-label=\"{name}\">\n<details class=\"menu\"><summary>{name}</summary></details>\n\
         <h2 aria-hidden=\"true\">{name}</h2>\n<ol>\n",
    );
    for (id, name) in sections {
        out.push_str(&format!("<li><a href=\"#{id}\">{}</a></li>\n", text(name)));
    }
    out.push_str("</ol>\n</nav>\n");
    out
}

/// Returns the id of a section, from its name.
pub fn anchor(name: &str) -> String {
    name.chars()
        .map(|character| if character.is_ascii_alphanumeric() { character.to_ascii_lowercase() } else { '-' })
        .collect()
}

/// Returns how a version is named in a sentence.
pub fn named(version: &Version<'_>) -> String {
    if version.is_released() || version.name() != "work tree" {
        super::html::version(version.name())
    } else {
        text(version.words.say("base-the-work-tree"))
    }
}
