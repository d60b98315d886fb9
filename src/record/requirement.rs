//! Requirements on SOUP and software items (IEC 62304 5.2.2, 5.3.3).

use crate::field::{Link, Text, fields, words};
use crate::text::Spanned;

fields! {
    /// Something that a SOUP or an item must do in this device, so worded that a test can show it.
    pub struct Requirement {
        /// The requirement itself.
        text: Option<Text> = Requirement, "Requirement", relevant;
        /// What sort of requirement it is; Class B and C ask for functional and performance ones (IEC 62304 5.3.3).
        kind: Option<Spanned<RequirementKind>> = Requirement, "Requirement", relevant;
        /// The SOUP and items that it applies to.
        applies_to: Vec<Link> = Requirement, "Requirement", relevant;
        /// The risk controls that it implements (IEC 62304 5.2.3).
        implements: Vec<Link> = Risk, "Requirement", relevant;
        /// Verifications of it. Derived; write it only to have it checked.
        verified_by: Vec<Link> = Evidence, "Links";
    }
}

words! {
    /// What sort of requirement it is.
    pub enum RequirementKind {
        /// What it does.
        Functional = "functional",
        /// How fast, how exact, how much.
        Performance = "performance",
        /// How it is spoken to.
        Interface = "interface",
        /// What it must withstand.
        Security = "security",
        /// Something else.
        Other = "other",
    }
}
