//! Which records answer a clause: by the part of the record that is for it, and by the rules that ask.

use crate::dossier::{Dossier, Placed};
use crate::record::{Common, KINDS, Kind};
use crate::rules::{Finding, RULES, Rule};
use crate::standard::{Clause, fda, iec_62304, iec_81001_5_1, iso_13485, iso_14971, practice};

/// A clause with what a moment has for it.
#[derive(Debug)]
pub struct Answered<'d> {
    /// The clause.
    pub clause: &'static Clause,
    /// Whether it is in force under the rulesets of the moment.
    pub in_force: bool,
    /// The rules that cite it.
    pub rules: Vec<&'static Rule>,
    /// The findings that cite it, waived ones too, by path and place.
    pub findings: Vec<&'d Finding>,
    /// The parts of records that are for it: the kind and the section.
    pub sections: Vec<(Kind, &'static str)>,
    /// The live records that have something written there.
    pub answering: Vec<Placed<'d>>,
    /// The live records that have nothing written there.
    pub silent: Vec<Placed<'d>>,
    /// The live records of these kinds whose class the clause does not reach.
    pub not_asked: Vec<Placed<'d>>,
}

impl<'d> Answered<'d> {
    /// Looks up what there is for a clause.
    pub fn of(dossier: &'d Dossier, findings: &'d [Finding], clause: &'static Clause) -> Answered<'d> {
        let sections: Vec<_> = sections(clause).collect();
        let (mut answering, mut silent, mut not_asked) = (Vec::new(), Vec::new(), Vec::new());
        for record in dossier.live() {
            let mut parts = sections.iter().filter(|(kind, _)| *kind == record.kind()).peekable();
            if parts.peek().is_none() {
                continue;
            }
            // A separation is asked for by the class that it lowers from.
            let is_separation = std::ptr::eq(clause, &iec_62304::CLAUSE_5_3_5);
            let class = if is_separation { record.classed().inherited } else { record.class() };
            if !clause.classes.includes(class) {
                not_asked.push(record);
            } else if parts.any(|(_, section)| is_written(record, section, is_separation)) {
                answering.push(record);
            } else {
                silent.push(record);
            }
        }
        Answered {
            clause,
            in_force: clause.is_in_force(&dossier.config.rulesets),
            rules: RULES.iter().copied().filter(|rule| rule.clauses.contains(&clause)).collect(),
            findings: findings.iter().filter(|finding| finding.clauses().contains(&clause)).collect(),
            sections,
            answering,
            silent,
            not_asked,
        }
    }
}

/// The sections of each kind with their clauses. A section that is not here answers none.
static SECTIONS: &[(Kind, &str, &[&Clause])] = &[
    (Kind::Item, "Architecture", &[&iec_62304::CLAUSE_5_3_1, &iec_62304::CLAUSE_8_1_1]),
    (Kind::Item, "Class", &[&iec_62304::CLAUSE_4_3_A, &iec_62304::CLAUSE_4_3_D, &iec_62304::CLAUSE_5_3_5]),
    (Kind::Soup, "Identification", &[&iec_62304::CLAUSE_8_1_2, &fda::CLAUSE_OTS_IDENTIFICATION]),
    (Kind::Soup, "Machine identity", &[&fda::CLAUSE_SBOM]),
    (Kind::Soup, "Provenance", &[&iec_62304::CLAUSE_3_29]),
    (Kind::Soup, "Licence", &[&practice::CLAUSE_LICENCE]),
    (Kind::Soup, "Use", &[&iec_62304::CLAUSE_5_3_3, &iec_62304::CLAUSE_5_3_1, &fda::CLAUSE_OTS_FUNCTION]),
    (Kind::Soup, "Class", &[&iec_62304::CLAUSE_4_3_D, &iec_62304::CLAUSE_5_3_5]),
    (Kind::Soup, "Requirements", &[&iec_62304::CLAUSE_5_3_4, &fda::CLAUSE_OTS_SYSTEM]),
    (Kind::Soup, "Anomalies", &[&iec_62304::CLAUSE_7_1_3]),
    (Kind::Soup, "Risk", &[&iec_62304::CLAUSE_7_1_2_C]),
    (Kind::Soup, "Security and support", &[&fda::CLAUSE_V_A_4_B, &iec_81001_5_1::CLAUSE_4_3]),
    (Kind::Soup, "Monitoring", &[&iec_62304::CLAUSE_6_1_F]),
    (Kind::Soup, "Development assurance", &[&fda::CLAUSE_OTS_ASSURANCE]),
    (Kind::Tool, "Identification", &[&iec_62304::CLAUSE_5_1_10]),
    (Kind::Tool, "Use", &[&iso_13485::CLAUSE_4_1_6]),
    (Kind::Requirement, "Requirement", &[&iec_62304::CLAUSE_5_2_2, &iec_62304::CLAUSE_5_2_3]),
    (Kind::Risk, "Hazard and harm", &[&iso_14971::CLAUSE_5_4]),
    (Kind::Risk, "Causes", &[&iec_62304::CLAUSE_7_1_2_C, &iec_62304::CLAUSE_7_1_4]),
    (Kind::Risk, "Initial risk", &[&iso_14971::CLAUSE_5_5, &iso_14971::CLAUSE_6]),
    (Kind::Risk, "Controls", &[&iec_62304::CLAUSE_7_2_1, &iso_14971::CLAUSE_7_1]),
    (Kind::Risk, "Residual risk", &[&iso_14971::CLAUSE_7_3, &iso_14971::CLAUSE_7_4]),
    (Kind::Control, "Control", &[&iec_62304::CLAUSE_7_2_1, &iec_62304::CLAUSE_7_3_1]),
    (Kind::Verification, "Verification", &[&iec_62304::CLAUSE_5_6_4, &iec_62304::CLAUSE_5_7_1]),
    (Kind::Verification, "Run", &[&iec_62304::CLAUSE_5_6_7, &iec_62304::CLAUSE_5_7_5]),
    (Kind::AnomalyReview, "Review", &[&iec_62304::CLAUSE_7_1_3]),
    (Kind::AnomalyReview, "Anomalies", &[&iec_62304::CLAUSE_7_1_3, &practice::CLAUSE_VEX]),
    (Kind::Change, "Change", &[&iec_62304::CLAUSE_8_2_1, &iec_62304::CLAUSE_8_2_4]),
    (Kind::Change, "Impact", &[&iec_62304::CLAUSE_7_4_1, &iec_62304::CLAUSE_7_4_2, &iec_62304::CLAUSE_8_2_3]),
    (Kind::Change, "Decision", &[&iec_62304::CLAUSE_6_2_4, &iec_62304::CLAUSE_8_2_1]),
    (Kind::Problem, "Problem", &[&iec_62304::CLAUSE_9_1, &iec_62304::CLAUSE_9_2]),
    (Kind::Document, "Document", &[&iso_13485::CLAUSE_4_2_4]),
    (Kind::Release, "Release", &[&iec_62304::CLAUSE_5_8_2, &iec_62304::CLAUSE_5_8_4]),
    (Kind::Waiver, "Waiver", &[&practice::CLAUSE_WAIVER]),
];

/// The section that all kinds share.
const APPROVAL: (&str, &[&Clause]) = ("Approval", &[&iso_13485::CLAUSE_4_2_4]);

/// Returns the clauses that a section of a record answers.
pub fn of_section(kind: Kind, section: &str) -> &'static [&'static Clause] {
    let own = SECTIONS.iter().find(|(of, name, _)| *of == kind && *name == section);
    let (approval, clauses) = APPROVAL;
    own.map_or(if section == approval { clauses } else { &[] }, |(_, _, clauses)| clauses)
}

/// Returns the parts of records that are for a clause.
fn sections(clause: &'static Clause) -> impl Iterator<Item = (Kind, &'static str)> {
    let (approval, of_all) = APPROVAL;
    let shared =
        KINDS.iter().filter(move |_| of_all.contains(&clause)).map(move |card| (card.kind, approval));
    let own = SECTIONS.iter().filter(move |(_, _, clauses)| clauses.contains(&clause));
    own.map(|(kind, section, _)| (*kind, *section)).chain(shared)
}

/// Returns whether a record has something written in a section; of one about its class, with `separation`, whether it
/// describes one.
fn is_written(record: Placed<'_>, section: &str, separation: bool) -> bool {
    let cards = record.kind().card().cards.iter().chain(Common::CARDS);
    let mut fields =
        cards.filter(|card| card.section == section).map(|card| card.name.trim_start_matches("r#"));
    fields.any(|field| {
        (!separation || field == "segregation")
            && record.record().node.get(field).is_some_and(|node| !node.is_absent())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::{check, drawn};

    #[test]
    fn every_section_with_clauses_is_a_section_of_its_kind() {
        for (kind, section, clauses) in SECTIONS {
            let known = kind.card().cards.iter().any(|card| card.section == *section);
            assert!(known && !clauses.is_empty(), "{kind} has no section {section}");
        }
    }

    const EXAMPLE: &str = "
//- items/SYS-001.md
---
id: SYS-001
safety_class: B
class_rationale: Harm is minor.
---
//- items/SYS-002.md
---
id: SYS-002
safety_class: A
class_rationale: No harm.
---
//- soup/SOUP-001.md
---
id: SOUP-001
version: 1.3.1
used_in: [SYS-001]
system_requirements: {hardware: x86-64, software: Linux 6}
---
//- soup/SOUP-002.md
---
id: SOUP-002
used_in: [SYS-001]
---
//- soup/SOUP-003.md
---
id: SOUP-003
used_in: [SYS-002]
---
";

    #[test]
    fn records_answer_are_silent_or_are_not_asked() {
        let (dossier, past) = drawn::judged(EXAMPLE).expect("the example can be read");
        let findings = check(&dossier, &past);
        let answered = Answered::of(&dossier, &findings, &iec_62304::CLAUSE_5_3_4);
        let ids = |records: &[Placed<'_>]| {
            records.iter().map(|record| record.record().id().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(ids(&answered.answering), ["SOUP-001"]);
        assert_eq!(ids(&answered.silent), ["SOUP-002"]);
        assert_eq!(ids(&answered.not_asked), ["SOUP-003"]);
        assert!(answered.rules.iter().any(|rule| rule.code == "soup-system-requirement-missing"));
        let about: Vec<_> =
            answered.findings.iter().filter_map(|finding| finding.record.as_deref()).collect();
        assert!(!about.is_empty() && about.iter().all(|record| *record == "SOUP-002"), "{about:?}");
    }

    #[test]
    fn a_clause_that_no_part_of_a_record_is_for_has_no_answers() {
        let dossier = drawn::dossier(EXAMPLE).expect("the example can be read");
        let answered = Answered::of(&dossier, &[], &iec_62304::CLAUSE_9_6);
        assert!(answered.in_force && answered.sections.is_empty() && answered.answering.is_empty());
    }
}
