//! Which clauses a section of a record answers: shown at the right of its heading.

use crate::record::Kind;
use crate::standard::{Clause, fda, iec_62304, iec_81001_5_1, iso_13485, iso_14971, practice};

/// The sections of each kind with their clauses. A section that is not here answers none.
static SECTIONS: &[(Kind, &str, &[&Clause])] = &[
    (Kind::Item, "Architecture", &[&iec_62304::CLAUSE_5_3_1, &iec_62304::CLAUSE_8_1_1]),
    (Kind::Item, "Class", &[&iec_62304::CLAUSE_4_3_A, &iec_62304::CLAUSE_4_3_D]),
    (Kind::Soup, "Identification", &[&iec_62304::CLAUSE_8_1_2]),
    (Kind::Soup, "Machine identity", &[&fda::CLAUSE_SBOM]),
    (Kind::Soup, "Provenance", &[&iec_62304::CLAUSE_3_29]),
    (Kind::Soup, "Licence", &[&practice::CLAUSE_LICENCE]),
    (Kind::Soup, "Use", &[&iec_62304::CLAUSE_5_3_3, &iec_62304::CLAUSE_5_3_1]),
    (Kind::Soup, "Class", &[&iec_62304::CLAUSE_4_3_D, &iec_62304::CLAUSE_5_3_5]),
    (Kind::Soup, "Requirements", &[&iec_62304::CLAUSE_5_3_4]),
    (Kind::Soup, "Anomalies", &[&iec_62304::CLAUSE_7_1_3]),
    (Kind::Soup, "Risk", &[&iec_62304::CLAUSE_7_1_2_C]),
    (Kind::Soup, "Security and support", &[&fda::CLAUSE_V_A_4_B, &iec_81001_5_1::CLAUSE_4_3]),
    (Kind::Soup, "Monitoring", &[&iec_62304::CLAUSE_6_1_F]),
    (Kind::Soup, "Development assurance", &[&fda::CLAUSE_OTS]),
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
static APPROVAL: &[&Clause] = &[&iso_13485::CLAUSE_4_2_4];

/// Returns the clauses of a section as they are cited, those of one standard together.
pub fn of_section(kind: Kind, section: &str) -> String {
    let own =
        SECTIONS.iter().find(|(of, name, _)| *of == kind && *name == section).map(|(_, _, clauses)| *clauses);
    match own {
        Some(clauses) => cite(clauses),
        None if section == "Approval" => cite(APPROVAL),
        None => String::new(),
    }
}

/// Returns clauses as they are cited: `IEC 62304 5.3.3, 5.3.4 · ISO 14971 5.4`.
pub fn cite(clauses: &[&Clause]) -> String {
    let mut cited = String::new();
    let mut standard = "";
    for clause in clauses {
        if clause.standard == standard {
            cited.push_str(", ");
        } else {
            if !cited.is_empty() {
                cited.push_str(" · ");
            }
            cited.push_str(clause.standard);
            cited.push(' ');
            standard = clause.standard;
        }
        cited.push_str(clause.number);
    }
    cited
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_section_with_clauses_is_a_section_of_its_kind() {
        for (kind, section, clauses) in SECTIONS {
            let known = kind.card().cards.iter().any(|card| card.section == *section);
            assert!(known && !clauses.is_empty(), "{kind} has no section {section}");
        }
    }

    #[test]
    fn clauses_of_one_standard_are_cited_together() {
        let clauses: &[&Clause] =
            &[&iec_62304::CLAUSE_5_3_3, &iec_62304::CLAUSE_5_3_4, &iso_14971::CLAUSE_5_4];
        assert_eq!(cite(clauses), "IEC 62304 5.3.3, 5.3.4 · ISO 14971 5.4");
    }
}
