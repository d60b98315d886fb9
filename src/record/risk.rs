//! Risks: from a hazard to harm, with causes, controls and what is left (ISO 14971, IEC 62304 7.1).

use jiff::civil::Date;

use crate::field::{Link, Text, fields};
use crate::text::Spanned;

fields! {
    /// One hazardous situation with the chain that leads to it and the harm that may follow.
    pub struct Risk {
        /// What can give rise to harm (ISO 14971 5.4).
        hazard: Option<Text> = Risk, "Hazard and harm", relevant;
        /// What has to happen, step by step, until somebody is exposed.
        sequence_of_events: Option<Text> = Risk, "Hazard and harm", relevant;
        /// The moment in which somebody is exposed to the hazard.
        hazardous_situation: Option<Text> = Risk, "Hazard and harm", relevant;
        /// The harm that may follow.
        harm: Option<Text> = Risk, "Hazard and harm", relevant;
        /// What in the software can start the sequence, and how (IEC 62304 7.1.2).
        causes: Vec<Cause> = Risk, "Causes", relevant;
        /// How bad the harm would be, in a word of the project's scale.
        severity: Option<Text> = Risk, "Initial risk", relevant;
        /// The probability that the hazardous situation comes about, in words.
        p1: Option<Text> = Risk, "Initial risk", relevant;
        /// The probability that the hazardous situation leads to harm, in words.
        p2: Option<Text> = Risk, "Initial risk", relevant;
        /// The probability of the harm, in a word of the project's scale.
        probability: Option<Text> = Risk, "Initial risk", relevant;
        /// The level that the project's matrix gives for severity and probability.
        level: Option<Text> = Risk, "Initial risk";
        /// The risk controls (IEC 62304 7.2).
        controls: Vec<Link> = Risk, "Controls", relevant;
        /// The risk that is left with the controls in place (ISO 14971 7.3).
        residual: Option<Residual> = Risk, "Residual risk";
        /// Who accepted a residual risk that the matrix does not accept, and why (ISO 14971 7.4).
        acceptance: Option<Acceptance> = Risk, "Residual risk";
        /// The revision that this assessment looked at, where that is not the commit which recorded it.
        seen_at: Option<Text> = Evidence, "Approval";
        /// Anomalies that lead to this risk. Derived; write it only to have it checked.
        anomalies: Vec<Link> = Anomaly, "Links";
    }
}

fields! {
    /// One cause of a risk.
    pub struct Cause by source {
        /// The SOUP or item whose failure or unexpected result it is.
        source: Option<Link> = Risk, "Causes", relevant;
        /// What goes wrong there.
        cause: Option<Text> = Risk, "Causes", relevant;
    }
}

fields! {
    /// What is left of a risk.
    pub struct Residual {
        /// The severity that is left.
        severity: Option<Text> = Risk, "Residual risk";
        /// The probability that is left.
        probability: Option<Text> = Risk, "Residual risk";
        /// The level that the matrix gives for them.
        level: Option<Text> = Risk, "Residual risk";
    }
}

fields! {
    /// The acceptance of a residual risk.
    pub struct Acceptance {
        /// Who accepted it.
        by: Option<Text> = Risk, "Residual risk";
        /// On which day.
        on: Option<Spanned<Date>> = Risk, "Residual risk";
        /// Why the benefit outweighs it.
        rationale: Option<Text> = Risk, "Residual risk";
        /// The document with the benefit-risk analysis.
        benefit_risk: Option<Link> = Risk, "Residual risk";
    }
}
