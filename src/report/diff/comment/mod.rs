//! A diff as one calm comment for a pull request: the verdict and its counts, what moved, stale evidence with why, what is owed
//! as a task list, and the rest folded.
//!
//! Hosts refuse a comment whole that is too long (GitHub: above 65,536 characters), so it fits a budget of bytes: first the
//! rest is told in less detail, then lists are cut, and every cut is declared. The verdict with its counts is never cut.

use std::fmt::Write;

use super::links::Links;
use super::{Compared, Detail, Telling};
use crate::report::Rendered;

mod entries;
mod head;
mod meaning;
mod quiet;

/// The longest comment where nothing is said, in bytes: it leaves room for a line that a workflow puts around it.
pub const BUDGET: usize = 60_000;

/// The smallest budget, in bytes: the verdict always fits.
pub const LEAST_BUDGET: usize = 4_000;

/// Writes the comment. Its first line is a marker that no reader sees, by which it can be found and replaced.
pub fn render(compared: &Compared, telling: &Telling) -> Rendered {
    let budget = telling.budget.unwrap_or(BUDGET).max(LEAST_BUDGET);
    let links = Links::of(compared, telling);
    if quiet::applies(compared) && telling.detail != Detail::Full {
        return quiet::line(compared, &links).into();
    }
    let head = head::render(compared, &links);
    let steps: &[Option<Detail>] = match telling.detail {
        Detail::Full => &[Some(Detail::Full), Some(Detail::Fields), Some(Detail::Stat), None],
        Detail::Fields => &[Some(Detail::Fields), Some(Detail::Stat), None],
        Detail::Stat => &[Some(Detail::Stat), None],
    };
    for (index, detail) in steps.iter().enumerate() {
        let mut sections = meaning::meant(compared, &links);
        let folded = detail.map_or(Vec::new(), |detail| meaning::changed(compared, detail, &links));
        let left_out = (index > 0).then(|| match detail {
            Some(_) => "changed records are told in less detail".to_owned(),
            None => {
                format!("{} changed or affected records are not listed", compared.review.diff.records.len())
            }
        });
        sections.extend(folded);
        let whole: usize = sections.iter().map(Section::length).sum();
        let note = cut_note(left_out.as_deref(), budget);
        if head.len() + whole + note.len() <= budget {
            let body: String = sections.iter().map(Section::text).collect();
            return Rendered { text: head + &body + &note, left_out };
        }
    }
    cut(compared, head, &links, budget)
}

/// A part of a comment that can be cut: a heading and entries.
struct Section {
    opening: String,
    entries: Vec<String>,
    closing: &'static str,
    /// What its entries are, in the plural.
    noun: &'static str,
    /// Its share of a comment that is cut, in hundredths.
    share: usize,
}

impl Section {
    fn length(&self) -> usize {
        self.opening.len() + self.entries.iter().map(String::len).sum::<usize>() + self.closing.len()
    }

    fn text(&self) -> String {
        format!("{}{}{}", self.opening, self.entries.concat(), self.closing)
    }
}

/// Says what was left out.
fn cut_note(left_out: Option<&str>, budget: usize) -> String {
    left_out.map_or(String::new(), |what| {
        format!("\n**Cut** to stay below {budget} bytes: {what}. `tureen diff` tells all.\n")
    })
}

/// Writes as much of every section as its share of the budget takes.
fn cut(compared: &Compared, head: String, links: &Links<'_>, budget: usize) -> Rendered {
    let sections = meaning::meant(compared, links);
    let frames: usize =
        sections.iter().map(|section| section.opening.len() + section.closing.len() + 80).sum();
    // The last note names every section once.
    let reserved = 400 + sections.iter().map(|section| section.noun.len() + 12).sum::<usize>();
    let mut text = head;
    let mut left_out = vec![format!("{} changed or affected records", compared.review.diff.records.len())];
    let total = budget.saturating_sub(text.len() + frames + reserved);
    let shares: usize = sections.iter().map(|section| section.share).sum();
    let mut carried = 0;
    for section in &sections {
        let mut left = total * section.share / shares.max(1) + carried;
        let fitting = section
            .entries
            .iter()
            .take_while(|entry| {
                let fits = entry.len() <= left;
                left -= if fits { entry.len() } else { 0 };
                fits
            })
            .count();
        carried = left;
        let missing = section.entries.len() - fitting;
        text.push_str(&section.opening);
        section.entries[..fitting].iter().for_each(|entry| text.push_str(entry));
        if missing > 0 {
            let _ = writeln!(text, "\n… and {missing} more");
            left_out.push(format!("{missing} {}", section.noun));
        }
        text.push_str(section.closing);
    }
    let left_out = left_out.join(", ");
    text.push_str(&cut_note(Some(&format!("left out are {left_out}")), budget));
    Rendered { text, left_out: Some(format!("left out to stay below {budget} bytes: {left_out}")) }
}
