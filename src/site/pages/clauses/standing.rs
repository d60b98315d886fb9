//! How a clause stands: what the records have for it, and what the rules say about that.

use std::collections::HashSet;

use crate::dossier::Placed;
use crate::record::Soup;
use crate::record::relations::CAUSES;
use crate::rules::Finding;
use crate::site::state;
use crate::site::version::Version;
use crate::site::words::Words;
use crate::standard::{Clause, Standard, iec_62304};
use crate::trace::answers::Answered;

/// A clause in force, with what this version has for it.
pub struct Standing<'v> {
    /// Its place among the clauses of its standard.
    pub number: usize,
    /// What the records and rules say.
    pub answered: Answered<'v>,
    /// The open findings that cite it.
    pub open: Vec<&'v Finding>,
    /// The waived ones.
    pub waived: Vec<&'v Finding>,
    /// The records that have something written for it, and no open finding.
    pub answering: Vec<Placed<'v>>,
    /// The records that have nothing written for it, which no rule reports.
    pub silent: Vec<Placed<'v>>,
    /// The records of which it is not asked for a reason that they give themselves.
    pub reasoned: Vec<Placed<'v>>,
}

/// How a clause stands, in one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stands {
    /// Open findings cite it.
    Gap,
    /// Findings cite it, all waived.
    Waived,
    /// Rules look after it, and none reports anything.
    Answered,
    /// No rule looks after it: what there is, people have to show.
    People,
    /// Nothing here is asked for it.
    NotApplicable,
}

impl Stands {
    /// All, the most pressing first.
    pub const ALL: [Stands; 5] =
        [Stands::Gap, Stands::Waived, Stands::Answered, Stands::People, Stands::NotApplicable];

    /// Returns the word by which messages know it.
    pub fn key(self) -> &'static str {
        match self {
            Stands::Gap => "gap",
            Stands::Waived => "waived",
            Stands::Answered => "answered",
            Stands::People => "people",
            Stands::NotApplicable => "na",
        }
    }

    /// Returns the key of the state that filters know.
    pub fn state(self) -> &'static str {
        match self {
            Stands::Gap => "missing",
            Stands::Waived => "waived",
            Stands::Answered => "fresh",
            Stands::People | Stands::NotApplicable => "na",
        }
    }
}

impl<'v> Standing<'v> {
    /// Returns the clauses of a standard that are in force, as they stand.
    pub fn all(version: &'v Version<'_>, standard: &'static Standard) -> Vec<Standing<'v>> {
        let rulesets = &version.dossier().config.rulesets;
        let clauses = standard.clauses.iter().enumerate();
        let in_force = clauses.filter(|(_, clause)| clause.is_in_force(rulesets));
        in_force.map(|(number, clause)| Standing::of(version, number, clause)).collect()
    }

    fn of(version: &'v Version<'_>, number: usize, clause: &'static Clause) -> Standing<'v> {
        let answered = Answered::of(version.dossier(), version.findings(), clause);
        let (waived, open): (Vec<&Finding>, Vec<&Finding>) =
            answered.findings.iter().copied().partition(|finding| finding.is_waived());
        let reported: HashSet<&str> = open.iter().map(|finding| &*finding.path).collect();
        let is_reported = |record: &Placed<'_>| {
            !reported.is_empty() && reported.contains(&*version.dossier().repository_path(record.path()))
        };
        let answering = answered.answering.iter().copied().filter(|record| !is_reported(record)).collect();
        let unsaid = answered.silent.iter().copied().filter(|record| !is_reported(record));
        let (reasoned, silent) = unsaid.partition(|record| gives_reason(clause, *record));
        Standing { number, answered, open, waived, answering, silent, reasoned }
    }

    /// Returns how it stands.
    pub fn stands(&self) -> Stands {
        let answered = &self.answered;
        let is_asked_of_none = !answered.sections.is_empty()
            && self.answering.is_empty()
            && self.silent.is_empty()
            && self.open.is_empty();
        if !self.open.is_empty() {
            Stands::Gap
        } else if !self.waived.is_empty() {
            Stands::Waived
        } else if answered.rules.is_empty() {
            Stands::People
        } else if is_asked_of_none {
            Stands::NotApplicable
        } else {
            Stands::Answered
        }
    }

    /// Returns how it stands, as an element.
    pub fn badge(&self, words: &Words) -> String {
        let stands = self.stands();
        let word = match stands {
            Stands::Gap => words.fill("clauses-findings", &[("count", self.open.len().into())]),
            Stands::Waived => words.fill("clauses-count-waived", &[("count", self.waived.len().into())]),
            Stands::Answered if self.answering.is_empty() => words.say("clauses-no-findings").to_owned(),
            Stands::Answered => words.say("clauses-evidence").to_owned(),
            Stands::People | Stands::NotApplicable => words.named("clauses-stands", stands.key()).to_owned(),
        };
        state::result(stands.state(), &word)
    }

    /// Returns the place of the clause on the page of its ruleset.
    pub fn anchor(&self) -> String {
        format!("c-{}", slug(self.answered.clause.number))
    }

    /// Returns the name of the clause's own page, from the folder of clauses.
    pub fn file(&self, standard: &Standard) -> String {
        format!("{}-{}.html", standard.ruleset, slug(self.answered.clause.number))
    }

    /// Returns whether so many records stand under it that they have a page of their own.
    pub fn has_own_page(&self) -> bool {
        let answered = &self.answered;
        let listed = self.answering.len() + self.silent.len() + self.reasoned.len();
        let listed = listed + answered.not_asked.len() + self.open.len() + self.waived.len();
        listed > super::LISTED
    }
}

/// Returns a clause's number as it stands in addresses; `standard`'s test sees to it that no two of one standard meet.
fn slug(number: &str) -> String {
    let kept = |letter: char| {
        if letter.is_ascii_alphanumeric() || letter == '.' { letter.to_ascii_lowercase() } else { '-' }
    };
    let slug: String = number.chars().map(kept).collect();
    slug.split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-")
}

/// Returns whether a record that says nothing under a clause gives a reason for it.
fn gives_reason(clause: &'static Clause, record: Placed<'_>) -> bool {
    let is = |other: &'static Clause| std::ptr::eq(clause, other);
    if is(&iec_62304::CLAUSE_7_1_3) {
        // Anomalies are looked at where the SOUP could be a cause.
        return record.fields::<Soup>().is_some_and(|soup| soup.no_hazard_rationale.is_some());
    }
    if is(&iec_62304::CLAUSE_7_1_2_C) {
        return record.from(&CAUSES).any(|risk| risk.is_live());
    }
    // A separation is described where one is used.
    if is(&iec_62304::CLAUSE_5_3_5) || is(&iec_62304::CLAUSE_4_3_D) {
        let classed = record.classed();
        return classed.class >= classed.inherited;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::standard::STANDARDS;

    #[test]
    fn clauses_have_addresses_of_their_own_that_any_disk_takes() {
        for standard in STANDARDS {
            let mut seen = HashSet::new();
            for clause in standard.clauses {
                let slug = slug(clause.number);
                assert!(seen.insert(slug.clone()), "{clause}: {slug}");
                assert!(
                    slug.chars().all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '.')),
                    "{clause}: {slug}"
                );
            }
        }
        assert_eq!(slug("8.1.2 a"), "8.1.2-a");
        assert_eq!(slug("§V.A.4(b)"), "v.a.4-b");
    }
}
