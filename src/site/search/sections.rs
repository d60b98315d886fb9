//! What of a page that no record has is found: the page by its title and what leads into it, and each place in it that has
//! an address of its own: a section by its heading, a row of a table by its head.

use super::Place;
use super::files::Entry;
use super::lexicon::Lexicon;
use super::terms::{Gathered, of_texts};
use crate::site::template::Page;

/// The elements that are places of their own, each with the end of what names it.
const PLACES: &[(&str, &str)] =
    &[("<h2 id=\"", "</h2>"), ("<h3 id=\"", "</h3>"), ("<tr id=\"", "</td>"), ("<dt id=\"", "</dt>")];

/// Returns the entries of a page with their words.
pub fn of(page: &Page, lexicon: &Lexicon) -> Vec<(Entry, Gathered)> {
    let title = plain(&page.heading);
    let lead = plain(&page.lead);
    let words =
        of_texts(&[(&title, Place::Title), (&page.title, Place::Title), (&lead, Place::Body)], lexicon);
    let mut found = vec![(Entry::of_page(&page.address, &title), words)];
    for (start, end) in PLACES {
        let mut rest = &*page.main;
        while let Some(at) = rest.find(start) {
            rest = &rest[at + start.len()..];
            let (Some(id), Some(name)) = (rest.find('"'), rest.find(end)) else { break };
            // Findings have their records to be found by.
            if id < name && !rest.starts_with("f-") {
                let name = plain(rest[id..name].split_once('>').map_or("", |(_, name)| name));
                let words = of_texts(&[(&name, Place::Title)], lexicon);
                found.push((
                    Entry::of_page(&format!("{}#{}", page.address, &rest[..id]), &format!("{title}: {name}")),
                    words,
                ));
            }
        }
    }
    found
}

/// Returns the text of a piece of HTML.
fn plain(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find(['<', '&']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let (end, stands_for) = match rest.find(if rest.starts_with('<') { '>' } else { ';' }) {
            Some(end) => (end, meaning(&rest[..end])),
            None => break,
        };
        out.push_str(stands_for);
        rest = &rest[end + 1..];
    }
    out.push_str(rest);
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns what a tag or a reference stands for, its last character left out.
fn meaning(markup: &str) -> &'static str {
    match markup {
        "&lt" => "<",
        "&gt" => ">",
        "&amp" => "&",
        "&quot" => "\"",
        "&#x27" | "&#39" => "'",
        // What a tag parts is no single word, and any other reference is no letter.
        markup if markup.starts_with("<small") || markup.starts_with("<td") || markup.starts_with("<br") => {
            " "
        }
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_found_by_its_title_and_by_its_places() {
        let page = Page {
            address: "clauses/x.html".to_owned(),
            heading: "Clauses &amp; gaps".to_owned(),
            main: "<h2 id=\"c\"><a href=\"#c\">First <em>one</em></a> <small>7.1</small></h2><table>\
                   <tr id=\"k\"><th scope=\"row\">7.1.2</th><td>Causes</td><td>x</td></tr></table>"
                .to_owned(),
            ..Page::default()
        };
        let found = of(&page, &Lexicon::default());
        let titles: Vec<(&str, &str)> =
            found.iter().map(|(entry, _)| (&*entry.address, &*entry.title)).collect();
        assert_eq!(
            titles,
            [
                ("clauses/x.html", "Clauses & gaps"),
                ("clauses/x.html#c", "Clauses & gaps: First one 7.1"),
                ("clauses/x.html#k", "Clauses & gaps: 7.1.2 Causes"),
            ]
        );
    }
}
