//! A made-up device of any size with any number of releases, for measurements: the same numbers give the same bytes.
//!
//! 3,000 records are 1,000 SOUP, 800 risks and 1,200 verifications of 2–3 KB; what they need for their links (items,
//! controls, requirements, anomaly reviews, and a change and a release record per tag) comes on top. At each tag after the
//! first, one in twenty moves: a SOUP to its next version, and with it the risks, verifications and reviews that look at it.

#![allow(dead_code, unused_imports, reason = "each measurement uses the part that it needs")]

mod device;
mod records;
mod repository;
mod words;

pub use repository::{write_long_history, write_repository, write_review, write_work_tree};

/// How many records there are of what, at how many tags.
#[derive(Clone, Copy, Debug)]
pub struct Corpus {
    /// SOUP; a multiple of twenty, as are the others.
    pub soups: usize,
    /// Risks.
    pub risks: usize,
    /// Verifications.
    pub verifications: usize,
    /// Releases; at least one.
    pub tags: usize,
}

/// Of how many records one changes per tag.
pub const ONE_IN: usize = 20;

impl Corpus {
    /// Returns the corpus of about that many records, five SOUP to four risks to six verifications.
    pub fn of(records: usize, tags: usize) -> Corpus {
        let part = |fifteenths: usize| (records * fifteenths / 15).next_multiple_of(ONE_IN).max(ONE_IN);
        Corpus { soups: part(5), risks: part(4), verifications: part(6), tags: tags.max(1) }
    }

    /// Returns every file at a tag, counted from 0, by path.
    pub fn files(&self, tag: usize) -> Vec<(String, String)> {
        let mut files = self.changed(0, Some(tag));
        files.extend((1..=tag).flat_map(|added| self.added(added)));
        files.sort();
        files
    }

    /// Returns the files that a tag changes or adds.
    pub fn step(&self, tag: usize) -> Vec<(String, String)> {
        let mut files = self.changed(tag, None);
        if tag > 0 {
            files.extend(self.added(tag));
        }
        files
    }

    /// Returns the files that change at a tag, as they are then or at a later one; all of them for the first one.
    fn changed(&self, tag: usize, seen_at: Option<usize>) -> Vec<(String, String)> {
        let seen_at = seen_at.unwrap_or(tag);
        let moves = |number: &usize| tag == 0 || is_moved(*number, tag);
        let mut files = Vec::new();
        if tag == 0 {
            files.extend(self.device());
        }
        files.extend((0..self.soups).filter(moves).map(|number| self.soup(number, seen_at)));
        files.extend((0..self.risks).filter(moves).map(|number| self.risk(number, seen_at)));
        files.extend((0..self.verifications).filter(moves).map(|number| self.verification(number, seen_at)));
        files.extend((0..self.groups()).filter(moves).map(|number| self.review(number, seen_at)));
        files
    }

    /// Returns the groups of SOUP that move together, each with requirements and an anomaly review of its own.
    fn groups(&self) -> usize {
        self.soups.div_ceil(25 * ONE_IN) * ONE_IN
    }

    /// Returns the SOUP of a group.
    fn members(&self, group: usize) -> impl Iterator<Item = usize> + use<> {
        let soups = self.soups;
        let first = group % ONE_IN + group / ONE_IN * 25 * ONE_IN;
        (0..25).map(move |member| first + member * ONE_IN).filter(move |soup| *soup < soups)
    }
}

/// Returns whether the record of that number within its kind changes at a tag.
fn is_moved(number: usize, tag: usize) -> bool {
    (number + tag).is_multiple_of(ONE_IN)
}

/// Returns how often it has changed until then.
fn revision(number: usize, tag: usize) -> usize {
    (number + tag) / ONE_IN - number / ONE_IN
}

/// Returns the tag of its last change.
fn last_moved(number: usize, tag: usize) -> usize {
    tag.saturating_sub((number + tag) % ONE_IN)
}
