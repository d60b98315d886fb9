//! Anomalies over all reviews: which entry governs, and since when an anomaly is known.
//!
//! The newest entry for a SOUP and an anomaly's number governs; that a later review does not list it closes nothing. Live
//! reviews alone count. An entry is as new as the later of its `assessed_on` and the `date` of its review: whoever lists an
//! anomaly again has judged it again, and whoever corrects an old review says so in the entry. An entry without either is
//! older than any other. Of several on one day that of the review whose id comes last governs, within one review the last one.

use jiff::civil::Date;

use super::{At, Dossier, Placed};
use crate::record::anomaly_review::{Anomaly, AnomalyState};
use crate::record::{AnomalyReview, Kind};
use crate::standard::Class;
use crate::text::Span;

/// An anomaly of a SOUP, as the live reviews list it.
#[derive(Clone, Copy)]
pub struct KnownAnomaly<'d> {
    dossier: &'d Dossier,
    known: &'d Known,
}

/// An entry of a live anomaly review.
#[derive(Clone, Copy, Debug)]
pub struct AnomalyEntry<'d> {
    /// The review.
    pub review: Placed<'d>,
    /// What it says.
    pub anomaly: &'d Anomaly,
    /// The entry's number in the review, from 0.
    number: usize,
}

impl Dossier {
    /// Returns every anomaly that live reviews list, each once, by the path of its SOUP and the anomaly's number; last those
    /// whose SOUP cannot be told. Anomalies of retired SOUP are left out: they are no longer part of the device.
    ///
    /// They are put together once in the life of the dossier, in one walk over the reviews.
    pub fn anomalies(&self) -> impl Iterator<Item = KnownAnomaly<'_>> {
        let known = self.known_anomalies().iter().map(|known| KnownAnomaly { dossier: self, known });
        known.filter(|anomaly| anomaly.soup().is_none_or(|soup| soup.is_live()))
    }

    fn known_anomalies(&self) -> &[Known] {
        self.anomalies.get_or_init(|| Known::all(self))
    }
}

impl<'d> Placed<'d> {
    /// Returns the anomalies of a SOUP, retired or not, by number; nothing for records of other kinds.
    pub fn anomalies(self) -> impl Iterator<Item = KnownAnomaly<'d>> {
        let known = self.dossier.known_anomalies();
        let place = |known: &Known| known.soup.unwrap_or(usize::MAX);
        let from = known.partition_point(|known| place(known) < self.index);
        let own = known[from..].iter().take_while(move |known| place(known) == self.index);
        own.map(move |known| KnownAnomaly { dossier: self.dossier, known })
    }
}

impl<'d> KnownAnomaly<'d> {
    /// Returns the SOUP that has it: the one that its entries name, or the only one that their review covers. `None` where no
    /// entry tells, or the link leads to no SOUP, which is reported as such.
    pub fn soup(self) -> Option<Placed<'d>> {
        Some(self.dossier.at_index(self.known.soup?))
    }

    /// Returns its entries, the oldest first; there is at least one.
    pub fn entries(self) -> impl DoubleEndedIterator<Item = AnomalyEntry<'d>> + ExactSizeIterator {
        self.known.entries.iter().map(move |entry| self.entry(*entry))
    }

    /// Returns the entry that governs: the newest one.
    pub fn governing(self) -> AnomalyEntry<'d> {
        self.entry(*self.known.entries.last().expect("an anomaly is known by an entry"))
    }

    /// Returns the number that the governing entry gives it; an entry without one is an anomaly of its own.
    pub fn id(self) -> Option<&'d str> {
        self.governing().anomaly.id.as_ref().map(|id| &*id.value)
    }

    /// Returns whether it is open: it affects the device, or nobody has said yet whether it does.
    pub fn is_open(self) -> bool {
        let state = self.governing().anomaly.state.as_ref();
        state.is_none_or(|state| match state.value {
            AnomalyState::Affected | AnomalyState::UnderInvestigation => true,
            AnomalyState::NotAffected | AnomalyState::Fixed => false,
        })
    }

    /// Returns the class by which it is judged: that of its SOUP, or of the review that governs where the SOUP cannot be told.
    ///
    /// A monthly review of everything has the highest class of what it covers, and an anomaly of class A SOUP owes no more for it.
    pub fn class(self) -> Class {
        self.soup().unwrap_or(self.governing().review).class()
    }

    fn entry(self, (review, number): (usize, usize)) -> AnomalyEntry<'d> {
        let review = self.dossier.at_index(review);
        let fields = review.fields::<AnomalyReview>().expect("entries stand in anomaly reviews");
        AnomalyEntry { review, anomaly: &fields.anomalies[number], number }
    }
}

/// Names it as a sentence does: `CVE-2025-53644 of SOUP-005`.
impl std::fmt::Display for KnownAnomaly<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.id().unwrap_or("an anomaly without a number"))?;
        match self.soup() {
            Some(soup) => write!(formatter, " of {}", soup.record().id()),
            None => Ok(()),
        }
    }
}

impl std::fmt::Debug for KnownAnomaly<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{self}")
    }
}

impl<'d> AnomalyEntry<'d> {
    /// Returns the risks that it names, retired ones too; links that lead to no risk are reported as such.
    pub fn risks(self) -> impl Iterator<Item = Placed<'d>> {
        let found = self.anomaly.risks.iter().filter_map(move |risk| self.review.dossier.find(risk));
        found.filter(|found| found.kind() == Kind::Risk)
    }

    /// Returns the change that it names, retired or not; a link that leads to no change is reported as such.
    pub fn change(self) -> Option<Placed<'d>> {
        let found = self.review.dossier.find(self.anomaly.change.as_ref()?)?;
        Some(found).filter(|found| found.kind() == Kind::Change)
    }

    /// Returns the day on which it was listed: that of the review, or else that of the assessment.
    pub fn listed_on(self) -> Option<Date> {
        self.review_date().or(self.assessed_on())
    }

    /// Returns the day by which entries are ordered: the later one of the review's and the assessment's.
    pub fn judged_on(self) -> Option<Date> {
        self.review_date().max(self.assessed_on())
    }

    /// Returns the place of a part of it, as `state` or `cvss.vector`: where its value stands, or else its number, or its
    /// first line.
    pub fn at(self, part: &str, value: Option<Span>) -> At<'d> {
        let id = self.anomaly.id.as_ref();
        let name = id
            .map_or_else(|| format!("anomalies[{}]", self.number), |id| format!("anomalies.{}", &*id.value));
        let field = if part.is_empty() { name } else { format!("{name}.{part}") };
        self.review.at(field, value.or(id.map(|id| id.at)).unwrap_or(self.anomaly.at))
    }

    fn review_date(self) -> Option<Date> {
        self.review.fields::<AnomalyReview>()?.date.as_ref().map(|date| date.value)
    }

    fn assessed_on(self) -> Option<Date> {
        self.anomaly.assessed_on.as_ref().map(|date| date.value)
    }
}

/// An anomaly by numbers: that of its SOUP in the dossier, and of each entry the review's and its own, the oldest first.
#[derive(Debug)]
pub(super) struct Known {
    soup: Option<usize>,
    entries: Vec<(usize, usize)>,
}

/// What makes two entries speak of one anomaly.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Identity {
    soup: Of,
    /// The anomaly's number in lower case; of an entry without one, where it stands.
    id: Result<String, (usize, usize)>,
}

/// Whose anomaly it is.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Of {
    /// That SOUP's.
    Soup(usize),
    /// That of a SOUP under a name that leads to none; empty where no name is given.
    Unknown(String),
}

impl Known {
    /// Collects the anomalies of all live reviews.
    fn all(dossier: &Dossier) -> Vec<Known> {
        let mut entries = Vec::new();
        for (review, fields) in dossier.anomaly_reviews() {
            let only = only_covered(fields);
            for (number, anomaly) in fields.anomalies.iter().enumerate() {
                let soup = anomaly.soup.as_ref().map(|soup| &*soup.value).or(only).unwrap_or_default();
                let found = dossier.find(soup).filter(|found| found.kind() == Kind::Soup);
                let soup = match found {
                    Some(found) => Of::Soup(found.index),
                    None => Of::Unknown(soup.to_ascii_lowercase()),
                };
                let place = (review.index, number);
                let id = anomaly.id.as_ref().map(|id| id.value.to_ascii_lowercase()).ok_or(place);
                let age = (AnomalyEntry { review, anomaly, number }.judged_on(), review.record().id(), place);
                entries.push((Identity { soup, id }, age));
            }
        }
        entries.sort();
        let mut all: Vec<Known> = Vec::new();
        let mut last = None;
        for (identity, (_, _, place)) in entries {
            match all.last_mut().filter(|_| last.as_ref() == Some(&identity)) {
                Some(known) => known.entries.push(place),
                None => {
                    let soup = match identity.soup {
                        Of::Soup(soup) => Some(soup),
                        Of::Unknown(_) => None,
                    };
                    all.push(Known { soup, entries: vec![place] });
                    last = Some(identity);
                }
            }
        }
        all
    }
}

/// Returns the SOUP that a review covers, where it is one alone, in however many versions.
fn only_covered(review: &AnomalyReview) -> Option<&str> {
    let mut covered = review.covers.iter().map(|covered| covered.soup.as_ref().map(|soup| &*soup.value));
    let first = covered.next()??;
    covered.all(|other| other.is_some_and(|other| other.eq_ignore_ascii_case(first))).then_some(first)
}

#[cfg(test)]
mod tests {
    use crate::dossier::{Dossier, Judged, fixture};

    fn dossier(reviews: &[&str]) -> Dossier {
        let mut device = "
//- soup/SOUP-1.md
---
id: SOUP-1
---
//- soup/SOUP-2.md
---
id: SOUP-2
status: retired
---
"
        .to_owned();
        for review in reviews {
            let id = review.lines().next().and_then(|line| line.strip_prefix("id: ")).expect("an id first");
            device.push_str(&format!("//- reviews/{id}.md\n---\n{review}\n---\n"));
        }
        let judged = Judged { as_of: jiff::civil::date(2026, 1, 15), release: None };
        fixture::assemble(&device, judged).expect("the example can be read")
    }

    /// Returns each anomaly as its SOUP, its number and its entries' reviews, the oldest first.
    fn told(dossier: &Dossier) -> Vec<String> {
        let each = dossier.anomalies().map(|known| {
            let soup = known.soup().map_or("?", |soup| soup.record().id());
            let entries: Vec<&str> = known.entries().map(|entry| entry.review.record().id()).collect();
            format!("{soup} {}: {}", known.id().unwrap_or("-"), entries.join(" "))
        });
        each.collect()
    }

    #[test]
    fn the_newest_entry_governs_and_silence_of_a_later_review_changes_nothing() {
        let dossier = dossier(&[
            "id: AR-1\ndate: 2025-11-01\nanomalies: [{soup: SOUP-1, id: CVE-1, state: affected}]",
            "id: AR-2\ndate: 2025-10-01\nanomalies: [{soup: soup-1, id: cve-1, state: under_investigation}]",
            "id: AR-3\ndate: 2025-12-01\ncovers: [{soup: SOUP-1, version: 1}]",
            "id: AR-4\ndate: 2025-12-01\nstatus: retired\nanomalies: [{soup: SOUP-1, id: CVE-1, state: fixed}]",
        ]);
        assert_eq!(told(&dossier), ["SOUP-1 CVE-1: AR-2 AR-1"]);
        assert!(dossier.anomalies().all(|known| known.is_open()));
    }

    #[test]
    fn an_entry_is_as_new_as_its_review_or_its_own_assessment() {
        let dossier = dossier(&[
            "id: AR-1\ndate: 2025-05-01\nanomalies: [{soup: SOUP-1, id: X-1, assessed_on: 2025-11-21}]",
            "id: AR-2\ndate: 2025-06-01\nanomalies: [{soup: SOUP-1, id: X-1, assessed_on: 2025-05-01}]",
            "id: AR-3\nanomalies: [{soup: SOUP-1, id: X-1}]",
            "id: AR-4\ndate: 2025-11-21\nanomalies: [{soup: SOUP-1, id: X-1}, {soup: SOUP-1, id: X-1, state: fixed}]",
        ]);
        assert_eq!(told(&dossier), ["SOUP-1 X-1: AR-3 AR-2 AR-1 AR-4 AR-4"]);
        let known = dossier.anomalies().next().expect("one anomaly");
        assert!(!known.is_open(), "the last entry of the last review");
        assert_eq!(
            known.entries().nth(2).and_then(super::AnomalyEntry::listed_on),
            "2025-05-01".parse().ok()
        );
    }

    #[test]
    fn an_entry_without_a_soup_belongs_to_the_only_one_that_is_covered() {
        let dossier = dossier(&[
            "id: AR-1\ncovers: [{soup: SOUP-1, version: 1}, {soup: soup-1, version: 2}]\nanomalies: [{id: X-1}]",
            "id: AR-2\ncovers: [{soup: SOUP-1}, {soup: SOUP-2}]\nanomalies: [{id: X-1}, {id: X-2}]",
            "id: AR-3\nanomalies: [{id: x-2}, {soup: SOUP-9, id: X-2}]",
        ]);
        assert_eq!(told(&dossier), ["SOUP-1 X-1: AR-1", "? X-1: AR-2", "? x-2: AR-2 AR-3", "? X-2: AR-3"]);
    }

    #[test]
    fn what_has_no_number_is_an_anomaly_of_its_own_and_retired_soup_has_none_that_counts() {
        let dossier = dossier(&[
            "id: AR-1\nanomalies: [{soup: SOUP-1}, {soup: SOUP-1}, {soup: SOUP-2, id: X-1}]",
            "id: AR-2\nanomalies: [{soup: SOUP-1}]",
        ]);
        assert_eq!(told(&dossier), ["SOUP-1 -: AR-1", "SOUP-1 -: AR-1", "SOUP-1 -: AR-2"]);
        let retired = dossier.find("SOUP-2").expect("the record is there");
        assert_eq!(retired.anomalies().count(), 1);
        assert_eq!(dossier.find("AR-1").expect("the record is there").anomalies().count(), 0);
    }

    #[test]
    fn places_are_named_by_the_anomalys_number() {
        let dossier = dossier(&["id: AR-1\nanomalies: [{soup: SOUP-1, id: X-1, state: fixed}, {title: y}]"]);
        let fields: Vec<_> =
            dossier.anomalies().map(|known| known.governing().at("state", None).field).collect();
        assert_eq!(fields, ["anomalies.X-1.state", "anomalies[1].state"]);
    }
}
