//! Documents: plans, architecture, benefit-risk analyses and others, with their text in the body.

use crate::field::{Link, Text, fields};

fields! {
    /// A controlled document (ISO 13485 4.2.4).
    pub struct Document {
        /// Its revision.
        revision: Option<Text> = Identity, "Document", relevant;
        /// Verifications of it. Derived; write it only to have it checked.
        verified_by: Vec<Link> = Evidence, "Links";
    }
}
