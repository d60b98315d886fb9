//! Anomaly reviews: somebody read a manufacturer's list of known anomalies for one version, and judged them (IEC 62304 7.1.3).

use jiff::civil::Date;

use crate::field::{Link, Text, fields, words};
use crate::text::Spanned;

fields! {
    /// The evaluation of published anomalies of certain SOUP versions on one day.
    pub struct AnomalyReview {
        /// The SOUP and the versions of them that were looked at.
        covers: Vec<Covered> = Anomaly, "Review";
        /// The day of the review.
        date: Option<Spanned<Date>> = Anomaly, "Review";
        /// Who reviewed.
        reviewer: Option<Text> = Anomaly, "Review";
        /// The lists that were read, each with the day on which it was retrieved.
        sources: Vec<ReviewSource> = Anomaly, "Review";
        /// The anomalies that were found and judged.
        anomalies: Vec<Anomaly> = Anomaly, "Anomalies";
        /// What follows for this device.
        conclusion: Option<Text> = Anomaly, "Review";
        /// The revision that this review looked at, where that is not the commit which recorded it.
        seen_at: Option<Text> = Evidence, "Approval";
    }
}

fields! {
    /// One SOUP version that a review covers.
    pub struct Covered by soup {
        /// The SOUP.
        soup: Option<Link> = Anomaly, "Review";
        /// The version of it that was looked at.
        version: Option<Text> = Anomaly, "Review";
    }
}

fields! {
    /// A list that was read.
    pub struct ReviewSource by url {
        /// The address of the list.
        url: Option<Text> = Anomaly, "Review";
        /// The file in the repository that holds the list, counted from the device's root.
        file: Option<Text> = Anomaly, "Review";
        /// The day on which it was read.
        retrieved: Option<Spanned<Date>> = Anomaly, "Review";
    }
}

fields! {
    /// An anomaly: a defect or vulnerability of a SOUP, and what it means for this device.
    pub struct Anomaly by id {
        /// The SOUP that has it; may be left out where the review covers one SOUP alone.
        soup: Option<Link> = Anomaly, "Anomalies";
        /// Its number: CVE, GHSA or the tracker's own.
        id: Option<Text> = Anomaly, "Anomalies";
        /// Vulnerability or plain defect.
        r#type: Option<Spanned<AnomalyType>> = Anomaly, "Anomalies";
        /// What it is, in a line.
        title: Option<Text> = Anomaly, "Anomalies";
        /// The source that tells of it.
        source: Option<Text> = Anomaly, "Anomalies";
        /// How it was discovered (FDA cybersecurity guidance V.A.4(b)).
        found_by: Option<Text> = Anomaly, "Anomalies";
        /// The versions that it affects, as the source says; databases disagree, so say which one.
        affected_range: Option<Text> = Anomaly, "Anomalies";
        /// Whether the version in use is affected, in the words of VEX.
        state: Option<Spanned<AnomalyState>> = Anomaly, "Anomalies";
        /// Why the device is not affected, as a VEX label.
        justification: Option<Spanned<NotAffected>> = Anomaly, "Anomalies";
        /// Why the device is not affected, in words.
        impact_statement: Option<Text> = Anomaly, "Anomalies";
        /// What is done about it.
        action_statement: Option<Text> = Anomaly, "Anomalies";
        /// Whether it could contribute to harm; apart from `state`, since a defect without an attacker can still be a hazard.
        safety_relevance: Option<Spanned<SafetyRelevance>> = Anomaly, "Anomalies";
        /// Why it has this relevance.
        rationale: Option<Text> = Anomaly, "Anomalies";
        /// The risks that it can lead to.
        risks: Vec<Link> = Anomaly, "Anomalies";
        /// The change that deals with it.
        change: Option<Link> = Anomaly, "Anomalies";
        /// A CVSS severity; a severity is not a risk.
        cvss: Option<Cvss> = Anomaly, "Anomalies";
        /// An estimate of exploitation; it changes daily.
        epss: Option<Epss> = Anomaly, "Anomalies";
        /// Whether the catalogue of known exploited vulnerabilities lists it.
        kev: Option<Spanned<bool>> = Anomaly, "Anomalies";
        /// The day on which the catalogue took it in.
        kev_added: Option<Spanned<Date>> = Anomaly, "Anomalies";
        /// Whether the maintainers dispute it.
        disputed: Option<Spanned<bool>> = Anomaly, "Anomalies";
        /// Who judged it.
        assessed_by: Option<Text> = Anomaly, "Anomalies";
        /// On which day.
        assessed_on: Option<Spanned<Date>> = Anomaly, "Anomalies";
    }
}

fields! {
    /// A CVSS score with what is needed to read it.
    pub struct Cvss {
        /// The version of CVSS, as `3.1`.
        version: Option<Text> = Anomaly, "Anomalies";
        /// The vector.
        vector: Option<Text> = Anomaly, "Anomalies";
        /// The score.
        score: Option<Text> = Anomaly, "Anomalies";
        /// The day on which it was read.
        date: Option<Spanned<Date>> = Anomaly, "Anomalies";
    }
}

fields! {
    /// An EPSS estimate.
    pub struct Epss {
        /// The probability of exploitation in the next 30 days.
        score: Option<Text> = Anomaly, "Anomalies";
        /// The day on which it was read.
        date: Option<Spanned<Date>> = Anomaly, "Anomalies";
    }
}

words! {
    /// What sort of anomaly it is.
    pub enum AnomalyType {
        /// Somebody could exploit it.
        Vulnerability = "vulnerability",
        /// It does not do what it should.
        Defect = "defect",
    }
}

words! {
    /// Whether the version in use is affected (OpenVEX 0.2.0).
    pub enum AnomalyState {
        /// It is not.
        NotAffected = "not_affected",
        /// It is.
        Affected = "affected",
        /// It was, in earlier versions.
        Fixed = "fixed",
        /// Nobody knows yet.
        UnderInvestigation = "under_investigation",
    }
}

words! {
    /// Why a device is not affected (OpenVEX 0.2.0).
    pub enum NotAffected {
        /// The component is not there.
        ComponentNotPresent = "component_not_present",
        /// The component is there, the vulnerable code is not.
        VulnerableCodeNotPresent = "vulnerable_code_not_present",
        /// The vulnerable code is never executed.
        VulnerableCodeNotInExecutePath = "vulnerable_code_not_in_execute_path",
        /// An attacker cannot reach it.
        VulnerableCodeCannotBeControlledByAdversary = "vulnerable_code_cannot_be_controlled_by_adversary",
        /// Mitigations that cannot be bypassed are in place.
        InlineMitigationsAlreadyExist = "inline_mitigations_already_exist",
    }
}

words! {
    /// Whether an anomaly could contribute to harm.
    pub enum SafetyRelevance {
        /// It could not.
        None = "none",
        /// It might.
        Possible = "possible",
        /// It can.
        Confirmed = "confirmed",
    }
}
