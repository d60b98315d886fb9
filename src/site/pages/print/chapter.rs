//! What belongs under one heading of a printed document: records of a kind, or a table.

use rayon::prelude::*;
use serde::Serialize;

use crate::site::gather::{self, Gather};
use crate::site::html::text;
use crate::site::pages::Sheet;
use crate::site::template::Page;

/// What belongs under one heading.
pub struct Chapter<'s> {
    /// Where it begins.
    pub anchor: String,
    /// What it is called.
    pub name: String,
    /// Whether it is a table that needs a broad page.
    pub broad: bool,
    /// Tables and lists that open it.
    pub lists: Vec<&'s Page>,
    /// Its records.
    pub sheets: Vec<&'s Sheet>,
}

/// A chapter, as the contents list it.
#[derive(Serialize)]
pub struct ContentsView {
    anchor: String,
    name: String,
    count: usize,
    records: String,
}

impl Chapter<'_> {
    /// Returns the chapter as the contents list it.
    pub fn contents(&self) -> ContentsView {
        let mut records = String::new();
        for sheet in &self.sheets {
            let page = &sheet.page;
            records.push_str("<li><a href=\"#");
            records.push_str(&gather::of_record(&page.address));
            records.push_str("\">");
            records.push_str(&sheet.label());
            records.push_str("</a></li>\n");
        }
        ContentsView {
            anchor: self.anchor.clone(),
            name: self.name.clone(),
            count: self.sheets.len(),
            records,
        }
    }

    /// Returns the chapter in pieces: its heading with its lists, then its records.
    pub fn html(&self, gather: &Gather<'_>) -> Vec<String> {
        let class = if self.broad { "kind broad" } else { "kind" };
        let mut head = format!(
            "<section class=\"{class}\">\n<h2 id=\"{0}\"><a href=\"#{0}\">{1}</a></h2>\n",
            self.anchor,
            text(&self.name)
        );
        for page in &self.lists {
            // A list that is a chapter of its own has its name already.
            let own = gather::of_page(&page.address);
            if own != self.anchor {
                head.push_str(&format!("<span id=\"{own}\"></span>"));
            }
            head.push_str("<p class=\"lead\">");
            gather.add(&page.lead, &page.address, &own, &mut head);
            head.push_str("</p>\n");
            let shallow = Gather { deeper: 1, ..*gather };
            shallow.add(&page.main, &page.address, &own, &mut head);
        }
        let mut pieces = vec![head];
        pieces.par_extend(self.sheets.par_iter().map(|sheet| sheet.html(gather)));
        pieces.push("</section>\n".to_owned());
        pieces
    }
}

impl Sheet {
    /// Returns the record as contents name it.
    fn label(&self) -> String {
        if self.id.is_empty() {
            return self.page.heading.clone();
        }
        format!("<span class=\"id\">{}</span> {}", text(&self.id), self.page.heading)
    }

    fn html(&self, gather: &Gather<'_>) -> String {
        let page = &self.page;
        let own = gather::of_record(&page.address);
        let main = &self.inner.main[..self.inner.paper];
        let mut out = String::with_capacity(main.len() * 5 / 4 + 1024);
        out.push_str("<article class=\"record\">\n<h3 id=\"");
        out.push_str(&own);
        out.push_str("\"><a href=\"#");
        out.push_str(&own);
        out.push_str("\">");
        out.push_str(&self.label());
        out.push_str("</a></h3>\n<p class=\"lead\">");
        gather.add(&page.lead, &page.address, &own, &mut out);
        out.push_str("</p>\n<p class=\"facts\">");
        gather.add(&page.facts, &page.address, &own, &mut out);
        out.push_str("</p>\n");
        gather.add(&self.beneath, &page.address, &own, &mut out);
        gather.add(main, &page.address, &own, &mut out);
        out.push_str("</article>\n");
        out
    }
}
