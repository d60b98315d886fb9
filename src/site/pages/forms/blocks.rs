//! What the file of a SOUP has to show, block by block: clauses, what is recorded for them, and the evidence that is linked.
//!
//! The order is that in which documentation checklists ask: what it is, what it is for, what it is tested for, what is known to
//! be wrong with it, what became of it, and what regulators ask besides.

use super::recorded::{Rows, Subject};
use crate::standard::{Clause, fda, iec_62304, iec_81001_5_1, practice};

/// One thing that the file has to show.
pub struct Block {
    /// Names its heading and its question in the messages, as `form-<name>` and `form-asked-<name>`; its anchor too.
    pub name: &'static str,
    /// The clauses that ask.
    pub clauses: &'static [&'static Clause],
    /// The fields of the record that answer.
    pub fields: &'static [&'static str],
    /// Adds what else answers: linked records, and how they stand.
    pub linked: fn(&Subject<'_>, &mut Rows),
}

/// Every block, in order.
pub static BLOCKS: &[Block] = &[
    Block {
        name: "identification",
        clauses: &[
            &iec_62304::CLAUSE_8_1_2,
            &iec_62304::CLAUSE_8_1_2_A,
            &iec_62304::CLAUSE_8_1_2_B,
            &iec_62304::CLAUSE_8_1_2_C,
        ],
        fields: &[
            "title",
            "manufacturer",
            "supplier",
            "version",
            "release_date",
            "patch_level",
            "upgrade_designation",
            "purl",
            "cpe",
            "swid",
            "hashes",
            "source_url",
            "kind",
            "members",
            "modified",
            "patches",
        ],
        linked: Rows::none,
    },
    Block {
        name: "provenance",
        clauses: &[&iec_62304::CLAUSE_3_29],
        fields: &["provenance", "provenance_rationale"],
        linked: Rows::none,
    },
    Block {
        name: "baseline",
        clauses: &[&iec_62304::CLAUSE_8_1_1, &iec_62304::CLAUSE_8_1_3, &iec_62304::CLAUSE_8_3],
        fields: &["id", "owner", "approved_by", "approved_on"],
        linked: Rows::baseline,
    },
    Block {
        name: "plans",
        clauses: &[
            &iec_62304::CLAUSE_5_1_1_D,
            &iec_62304::CLAUSE_5_1_7,
            &iec_62304::CLAUSE_6_1,
            &iec_62304::CLAUSE_6_1_F,
        ],
        fields: &[],
        linked: Rows::plans,
    },
    Block {
        name: "class",
        clauses: &[&iec_62304::CLAUSE_4_3_A, &iec_62304::CLAUSE_4_3_C, &iec_62304::CLAUSE_4_3_D],
        fields: &["safety_class", "class_rationale", "safety_related"],
        linked: Rows::class,
    },
    Block {
        name: "architecture",
        clauses: &[&iec_62304::CLAUSE_5_3_1, &iec_62304::CLAUSE_5_3_2],
        fields: &["dependency", "dependency_of"],
        linked: Rows::architecture,
    },
    Block {
        name: "use",
        clauses: &[&iec_62304::CLAUSE_5_3_3],
        fields: &["intended_use", "performance_not_applicable"],
        linked: Rows::requirements,
    },
    Block {
        name: "prerequisites",
        clauses: &[&iec_62304::CLAUSE_5_3_4],
        fields: &["system_requirements"],
        linked: Rows::none,
    },
    Block {
        name: SEPARATION,
        clauses: &[&iec_62304::CLAUSE_5_3_5],
        fields: &["segregation"],
        linked: Rows::separation,
    },
    Block {
        name: "suitability",
        clauses: &[&iec_62304::CLAUSE_5_3_6_C],
        fields: &[],
        linked: Rows::suitability,
    },
    Block {
        name: "testing",
        clauses: &[
            &iec_62304::CLAUSE_5_1_5,
            &iec_62304::CLAUSE_5_6_4,
            &iec_62304::CLAUSE_5_6_7,
            &iec_62304::CLAUSE_5_7_1,
            &iec_62304::CLAUSE_5_7_3,
            &iec_62304::CLAUSE_5_7_5,
        ],
        fields: &[],
        linked: Rows::testing,
    },
    Block {
        name: "causes",
        clauses: &[&iec_62304::CLAUSE_7_1_1, &iec_62304::CLAUSE_7_1_2_C, &iec_62304::CLAUSE_7_1_4],
        fields: &["no_hazard_rationale"],
        linked: Rows::causes,
    },
    Block {
        name: "anomalies",
        clauses: &[&iec_62304::CLAUSE_7_1_3],
        fields: &["anomaly_sources"],
        linked: Rows::anomalies,
    },
    Block {
        name: "controls",
        clauses: &[&iec_62304::CLAUSE_7_2_1, &iec_62304::CLAUSE_7_2_2, &iec_62304::CLAUSE_7_3_1],
        fields: &[],
        linked: Rows::controls,
    },
    Block { name: "trace", clauses: &[&iec_62304::CLAUSE_7_3_3], fields: &[], linked: Rows::trace },
    Block {
        name: "impact",
        clauses: &[&iec_62304::CLAUSE_7_4_1, &iec_62304::CLAUSE_7_4_2, &iec_62304::CLAUSE_7_4_3],
        fields: &[],
        linked: Rows::impact,
    },
    Block {
        name: "changes",
        clauses: &[
            &iec_62304::CLAUSE_6_2_4,
            &iec_62304::CLAUSE_8_2_1,
            &iec_62304::CLAUSE_8_2_2,
            &iec_62304::CLAUSE_8_2_3,
            &iec_62304::CLAUSE_8_2_4,
        ],
        fields: &[],
        linked: Rows::changes,
    },
    Block {
        name: "residual",
        clauses: &[&iec_62304::CLAUSE_5_8_2, &iec_62304::CLAUSE_5_8_3],
        fields: &[],
        linked: Rows::residual,
    },
    Block {
        name: "problems",
        clauses: &[&iec_62304::CLAUSE_9_1, &iec_62304::CLAUSE_9_2, &iec_62304::CLAUSE_9_6],
        fields: &[],
        linked: Rows::problems,
    },
    Block {
        name: "ots",
        clauses: &[
            &fda::CLAUSE_OTS,
            &fda::CLAUSE_OTS_IDENTIFICATION,
            &fda::CLAUSE_OTS_SYSTEM,
            &fda::CLAUSE_OTS_END_USER,
            &fda::CLAUSE_OTS_FUNCTION,
            &fda::CLAUSE_OTS_VERIFICATION,
            &fda::CLAUSE_OTS_CONTROL,
            &fda::CLAUSE_OTS_RISK,
            &fda::CLAUSE_OTS_ASSURANCE,
        ],
        fields: &[],
        linked: Rows::ots,
    },
    Block {
        name: "cybersecurity",
        clauses: &[&fda::CLAUSE_524B, &fda::CLAUSE_V_A_4, &fda::CLAUSE_V_A_4_B, &fda::CLAUSE_SBOM],
        fields: &[
            "level_of_support",
            "end_of_support",
            "end_of_support_justification",
            "support_assessed_on",
            "replacement_plan",
        ],
        linked: Rows::vulnerabilities,
    },
    Block {
        name: "security",
        clauses: &[&iec_81001_5_1::CLAUSE_4_3, &iec_81001_5_1::CLAUSE_6_1_1, &iec_81001_5_1::CLAUSE_6_2_1],
        fields: &["security_category"],
        linked: Rows::watch,
    },
    Block {
        name: "licence",
        clauses: &[&practice::CLAUSE_LICENCE],
        fields: &["license", "license_text"],
        linked: Rows::none,
    },
    Block {
        name: "monitoring",
        clauses: &[&iec_62304::CLAUSE_6_1_F, &practice::CLAUSE_CADENCE, &fda::CLAUSE_POSTMARKET],
        fields: &["monitoring"],
        linked: Rows::looked,
    },
];

/// The block that is asked for by the class that a separation lowers from.
pub const SEPARATION: &str = "separation";

/// What the FDA guidance on off-the-shelf software asks, in its order: the message of the question, the fields that answer, and
/// the blocks that do.
pub static QUESTIONS: &[(&str, &[&str], &[&str])] = &[
    (
        "form-ots-what",
        &[
            "title",
            "manufacturer",
            "version",
            "release_date",
            "patch_level",
            "upgrade_designation",
            "justification",
            "limitations",
        ],
        &["identification"],
    ),
    ("form-ots-system", &["system_requirements"], &["testing"]),
    ("form-ots-user", &[], &[]),
    ("form-ots-function", &["intended_use", "dependency_of"], &["architecture"]),
    ("form-ots-works", &["anomaly_sources"], &["testing", "anomalies"]),
    ("form-ots-control", &["hashes"], &["baseline", "plans"]),
    ("form-ots-risk", &["safety_related"], &["causes", "controls"]),
    ("form-ots-assurance", &["development_assurance", "master_file"], &[]),
    ("form-ots-continued", &["level_of_support", "replacement_plan"], &["cybersecurity"]),
];
