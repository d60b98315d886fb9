//! Which commit wrote each approval down: what git can show of it. Whether it is a signature is for others to say.

use std::collections::HashMap;
use std::sync::Arc;

use super::stamp::{Stamp, Walk};
use super::watch::{Watch, What};
use super::witness::Sort;
use crate::dossier::Dossier;
use crate::reading::Error;
use crate::source::{Commit, CommitId};

/// The approval of a record, and what git shows of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamped {
    /// The number of the record in the dossier.
    pub record: usize,
    /// Which commit wrote it down.
    pub written: Written,
}

/// Which commit wrote something down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Written {
    /// This one: the newest in which it differs from every parent.
    By(Arc<Commit>),
    /// None yet: it is not committed.
    NotCommitted,
    /// One that is not in this clone.
    Unknown,
}

/// Adds what is to be watched for the approvals of all live records; returns each record with the number of its watch.
pub(super) fn watch(dossier: &Dossier, watches: &mut Vec<Watch>) -> Vec<(usize, usize)> {
    let mut approved = Vec::new();
    for record in dossier.live().filter(|record| record.is_addressable()) {
        let common = &record.record().common;
        if common.approved_on.is_none() && common.approved_by.is_none() {
            continue;
        }
        // What is watched for itself already is found here again: both end at the same commit, and the walk is one.
        approved.push((record.index, watches.len()));
        watches.push(Watch { record: record.index, what: What::Fields(Sort::Approval.vouching(), None) });
    }
    approved
}

/// Returns the approvals with what their watches came to.
///
/// # Errors
/// A commit cannot be read.
pub(super) fn stamped(
    walk: &Walk<'_>,
    approved: &[(usize, usize)],
    stamps: &[Stamp],
) -> Result<Vec<Stamped>, Error> {
    let mut commits: HashMap<CommitId, Arc<Commit>> = HashMap::new();
    let mut found = Vec::with_capacity(approved.len());
    for (record, watch) in approved {
        let written = match &stamps[*watch] {
            Stamp::Commit(id, _) => match commits.get(id) {
                Some(commit) => Written::By(Arc::clone(commit)),
                None => {
                    let commit = Arc::new(walk.desk.source.commit(*id)?);
                    commits.insert(*id, Arc::clone(&commit));
                    Written::By(commit)
                }
            },
            Stamp::Now => Written::NotCommitted,
            Stamp::Unknown => Written::Unknown,
        };
        found.push(Stamped { record: *record, written });
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dossier::Judged;
    use crate::past::fixture;

    /// Returns the day of the commit that wrote each approval down, by id.
    fn written(example: &str) -> Vec<String> {
        let judged = Judged { as_of: jiff::civil::date(2026, 1, 15), release: None };
        let (dossier, past) = fixture::read(example, &judged).expect("the example can be read");
        let of = |stamp: &Stamped| {
            let id = dossier.at_index(stamp.record).id().to_owned();
            match &stamp.written {
                Written::By(commit) => format!("{id} {}", commit.date),
                Written::NotCommitted => format!("{id} not committed"),
                Written::Unknown => format!("{id} unknown"),
            }
        };
        past.approvals.iter().map(of).collect()
    }

    const SOUP: &str = "//- soup/SOUP-1.md\n---\nid: SOUP-1\n";
    const REVIEW: &str =
        "//- reviews/AR-1.md\n---\nid: AR-1\napproved_by: Bo\napproved_on: 2025-05-02\n---\n";

    #[test]
    fn the_commit_that_last_changed_who_approved_when_is_the_one_that_wrote_it_down() {
        let example = format!(
            "//= commit 2025-05-01\n{SOUP}---\n\
             //= commit 2025-05-02\n{SOUP}approved_by: Ada\napproved_on: 2025-05-02\n---\n{REVIEW}\
             //= commit 2025-06-01\n{SOUP}approved_by: Ada\napproved_on: 2025-06-01\n---\n\
             //= commit 2025-07-01\n{SOUP}approved_by: Ada\napproved_on: 2025-06-01\ntitle: zlib\n---\n"
        );
        assert_eq!(written(&example), ["AR-1 2025-05-02", "SOUP-1 2025-06-01"]);
    }

    #[test]
    fn what_is_not_committed_is_said_to_be_so_and_nothing_is_said_of_what_is_not_approved() {
        let example = format!(
            "//= commit 2025-05-01\n{SOUP}---\n//= edit\n{SOUP}approved_by: Ada\n---\n\
             //- soup/SOUP-2.md\n---\nid: SOUP-2\n---\n"
        );
        assert_eq!(written(&example), ["SOUP-1 not committed"]);
    }
}
