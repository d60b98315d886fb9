//! Problem reports (IEC 62304 clause 9).

use crate::field::{Link, Text, fields};

fields! {
    /// The note that the software did, or might do, something unsafe, unfit or not as specified.
    pub struct Problem {
        /// What happened, in a sentence or two.
        summary: Option<Text> = Anomaly, "Problem";
        /// How serious it is, in the words of your procedure.
        criticality: Option<Text> = Anomaly, "Problem";
        /// The items and SOUP that it concerns.
        affects: Vec<Link> = Anomaly, "Problem";
        /// What the investigation found (IEC 62304 9.2).
        investigation: Option<Text> = Anomaly, "Problem";
        /// What was decided; empty while it is open.
        disposition: Option<Text> = Anomaly, "Problem";
        /// Changes that came of it. Derived; write it only to have it checked.
        changes: Vec<Link> = Meta, "Links";
        /// Releases that list it as a residual anomaly. Derived; write it only to have it checked.
        releases: Vec<Link> = Meta, "Links";
    }
}
