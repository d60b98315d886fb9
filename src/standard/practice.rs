//! Good habits that no standard words as such, under short names, so that a rule about one cannot pose as
//! more.

use super::Clause;

/// In force whichever rulesets are: where a field, a setting or a waiver may be misread in silence, no other rule's silence
/// means anything.
pub static ALWAYS: &[&Clause] = &[&CLAUSE_RECORDS, &CLAUSE_CONFIGURATION, &CLAUSE_WAIVER];

standard! {
    /// What auditors usually look for, and what keeps a file trustworthy.
    STANDARD {
        ruleset: "practice",
        name: "Practice",
        title: "Good practice and habits of auditors",
        edition: "as of November 2026",
        basis: Practice,
    }

    CLAUSE_RECORDS: "records", ALL, "Records can be read",
        "A record is written so that nothing in it is lost, doubled or misread.";
    CLAUSE_CONFIGURATION: "configuration", ALL, "Settings mean what they say",
        "A setting of this tool is one it knows, so that nothing believed to be checked goes unchecked.";
    CLAUSE_LINK_HYGIENE: "link-hygiene", ALL, "One direction is written",
        "A link is written on one side and derived on the other; where both are written they agree.";
    CLAUSE_TRACEABILITY: "traceability", ALL, "Records hang together",
        "Every record can be followed to what it is about, in Class A too, where IEC 62304 does not ask for \
         it: a file that falls apart answers nobody.";
    CLAUSE_WAIVER: "waiver", ALL, "Exceptions have a reason and an end",
        "A finding that is set aside keeps a reason, an approver and an expiry, and comes back when they are \
         gone.";
    CLAUSE_LICENCE: "licence", ALL, "Licence known",
        "The licence of each SOUP is given as an SPDX expression, so that one can tell whether it may be \
         shipped this way.";
    CLAUSE_CISA_2025: "CISA-2025", ALL, "CISA draft of SBOM elements",
        "The draft of 2025 adds licence, component hash, tool name and generation context to what an SBOM \
         holds.";
    CLAUSE_SBOM: "SBOM", ALL, "SOUP list and SBOM agree",
        "An SBOM goes deeper than the SOUP list and says less about each part; what both hold agrees.";
    CLAUSE_VEX: "VEX", ALL, "Vulnerability states say why",
        "Each vulnerability has a state: not affected says why, affected says what is done, and neither \
         answers whether safety is touched. Under investigation does not last.";
    CLAUSE_SCORES: "scores", ALL, "Scores with version and date",
        "A CVSS score keeps its version and vector, an EPSS score its date: severity is not risk, and \
         estimates change by the day.";
    CLAUSE_CADENCE: "cadence", ALL, "Reviews at set intervals",
        "No standard fixes how often to review. Vulnerabilities monthly and everything yearly is usual; the \
         project sets its own interval.";
    CLAUSE_EVIDENCE_OF_SEGREGATION: "evidence-of-segregation", ALL, "Separation is shown by provoking faults",
        "A separation that lowers a class is tested by killing, flooding, exhausting or corrupting one side \
         while the other goes on.";
    CLAUSE_SIGNED_TAG: "signed-tag", ALL, "Releases are signed tags",
        "A release is an annotated tag whose signature can be checked with keys kept in the repository.";
}
