//! Verifications: tests, inspections, analyses and demonstrations with their evidence (IEC 62304 5.6, 5.7, 7.3.1).

use jiff::civil::Date;

use crate::field::{Link, Text, Versions, fields, words};
use crate::text::Spanned;

fields! {
    /// One verification and its last run.
    pub struct Verification {
        /// How it is done.
        method: Option<Spanned<Method>> = Evidence, "Verification";
        /// On which level it is done; `segregation` provokes the fault that a separation must hold back.
        level: Option<Spanned<VerificationLevel>> = Evidence, "Verification";
        /// Where the procedure is written down.
        procedure: Option<Text> = Evidence, "Verification";
        /// The requirements, controls, SOUP, items and documents that it verifies.
        verifies: Vec<Link> = Evidence, "Verification";
        /// How it ended.
        result: Option<Spanned<VerificationResult>> = Evidence, "Run";
        /// The version of the device's own software that was tested.
        software_version: Option<Text> = Evidence, "Run";
        /// The SOUP versions that were tested: every SOUP that the verified requirements apply to; `{}` where there is none.
        soup_versions: Option<Versions> = Evidence, "Run";
        /// The hardware and software that it ran on (IEC 62304 5.7.5).
        configuration: Option<Text> = Evidence, "Run";
        /// The tools that were used.
        tools: Vec<Link> = Evidence, "Run";
        /// The day on which it was done.
        date: Option<Spanned<Date>> = Evidence, "Run";
        /// Who did it.
        tester: Option<Text> = Evidence, "Run";
        /// The files that show it, each with its hash.
        evidence: Vec<Evidence> = Evidence, "Run";
        /// The revision that this run looked at, where that is not the commit which recorded it.
        seen_at: Option<Text> = Evidence, "Approval";
    }
}

impl Verification {
    /// Returns whether it ended well.
    pub fn is_passed(&self) -> bool {
        self.result.as_ref().is_some_and(|result| result.value == VerificationResult::Pass)
    }

    /// Returns whether it is one of a separation.
    pub fn is_of_segregation(&self) -> bool {
        self.level.as_ref().is_some_and(|level| level.value == VerificationLevel::Segregation)
    }
}

fields! {
    /// A file that shows what was done.
    pub struct Evidence by path {
        /// The file, counted from the device's root.
        path: Option<Text> = Evidence, "Run";
        /// The file's SHA-256 in hexadecimal digits.
        sha256: Option<Text> = Evidence, "Run";
    }
}

words! {
    /// How a verification is done.
    pub enum Method {
        /// By running it.
        Test = "test",
        /// By looking at it.
        Inspection = "inspection",
        /// By reasoning or computing.
        Analysis = "analysis",
        /// By showing it at work.
        Demonstration = "demonstration",
    }
}

words! {
    /// On which level a verification is done.
    pub enum VerificationLevel {
        /// One unit.
        Unit = "unit",
        /// Items together (IEC 62304 5.6).
        Integration = "integration",
        /// The whole system (IEC 62304 5.7).
        System = "system",
        /// The separation between items, by provoking the fault (IEC 62304 5.3.5).
        Segregation = "segregation",
    }
}

words! {
    /// How a verification ended.
    pub enum VerificationResult {
        /// It has not been done yet.
        Planned = "planned",
        /// What was specified is met.
        Pass = "pass",
        /// It is not met.
        Fail = "fail",
    }
}
