//! Search: an inverted index for each version, as scripts that a page loads without a server, when somebody searches.
//!
//! In go the records and pages of a version; out come its files below `data/search`: `words.js` holds every word, `records.js`
//! every record and section with how it stands, and the numbered files say which word stands where, a range of the alphabet
//! each. A reader loads the first two and the ranges that a question touches. The words of a record are gathered once for
//! all versions in which its file is the same.

use std::collections::HashMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::template::Page;
use super::version::Version;
use super::words::Words;
use crate::source::BlobId;

mod files;
mod lexicon;
mod sections;
mod terms;

use files::Entry;
use lexicon::Lexicon;
use terms::{Gathered, of_malformed, of_record};

/// Where a word stands, the more telling place first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// In the id.
    Id,
    /// In the title.
    Title,
    /// In what others call it: a package, a CVE, the number of an anomaly.
    Key,
    /// In any other field, or in a finding.
    Field,
    /// In the text below the fields, or in what leads into a page.
    Body,
}

/// All places, in their order.
const PLACES: [Place; 5] = [Place::Id, Place::Title, Place::Key, Place::Field, Place::Body];

/// The words of the versions of one build.
#[derive(Default)]
pub struct Index {
    lexicon: Lexicon,
    /// What was gathered from each file of the version before.
    kept: HashMap<Arc<str>, (BlobId, Gathered)>,
}

impl Index {
    /// Returns the files of a version's index, by path from its folder. `pages` are those that no record has.
    pub fn files(&mut self, version: &Version<'_>, pages: &[Page], words: &Words) -> Vec<(String, String)> {
        let dossier = version.dossier();
        let lexicon = &self.lexicon;
        let gathered: Vec<(Gathered, Gathered)> = dossier
            .records()
            .collect::<Vec<_>>()
            .into_par_iter()
            .map(|record| {
                let kept = self.kept.get(&dossier.placed[record.index].path);
                let kept = kept.filter(|(blob, _)| blob.is_known() && *blob == record.blob());
                let own =
                    kept.map_or_else(|| of_record(record.record(), lexicon), |(_, own)| Arc::clone(own));
                (own, terms::around(version, record, lexicon))
            })
            .collect();
        let paths = dossier.placed.iter().map(|placed| Arc::clone(&placed.path));
        let own = gathered.iter().zip(dossier.records());
        self.kept = paths.zip(own.map(|((own, _), record)| (record.blob(), Arc::clone(own)))).collect();
        let malformed: Vec<Gathered> =
            dossier.malformed.iter().map(|file| of_malformed(&file.path, &file.malformed, lexicon)).collect();
        let sections: Vec<(Entry, Gathered)> =
            pages.par_iter().filter(is_found).flat_map_iter(|page| sections::of(page, lexicon)).collect();

        let mut entries: Vec<Entry> =
            dossier.records().map(|record| Entry::of_record(version, record)).collect();
        entries.extend((0..malformed.len()).map(|index| Entry::of_malformed(version, index)));
        let mut terms: Vec<[&[u32]; 2]> = gathered.iter().map(|(own, around)| [&**own, &**around]).collect();
        terms.extend(malformed.iter().map(|words| [&**words, &[]]));
        for (entry, gathered) in &sections {
            entries.push(entry.clone());
            terms.push([&**gathered, &[]]);
        }
        let mut made = files::of_words(&self.lexicon.words(), &terms);
        made.push(("records.js".to_owned(), files::of_entries(&entries, words)));
        made.into_iter().map(|(file, text)| (format!("data/search/{file}"), text)).collect()
    }
}

/// Returns whether a page is searched: what the form of a SOUP shows is found on the page of its record.
fn is_found(page: &&Page) -> bool {
    !page.address.starts_with("forms/") || page.address == "forms/index.html"
}
