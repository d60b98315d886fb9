//! Risk controls (IEC 62304 7.2, ISO 14971 7.1).

use crate::field::{Link, Text, fields, words};
use crate::text::Spanned;

fields! {
    /// A measure that lowers risks. Requirements that implement it and verifications of it link to it.
    pub struct Control {
        /// Inherently safe design, protective measure or information for safety, preferred in this order.
        kind: Option<Spanned<ControlKind>> = Risk, "Control", relevant;
        /// Whether it lies outside the software, so that a safety class may rely on it (IEC 62304 4.3 a).
        external: Option<Spanned<bool>> = Risk, "Control", relevant;
        /// The answer to the question whether the control brings a new hazardous situation (IEC 62304 7.3.1).
        new_hazard_review: Option<Text> = Risk, "Control";
        /// Requirements that implement it. Derived; write it only to have it checked.
        implemented_by: Vec<Link> = Requirement, "Links";
        /// Risks that it controls. Derived; write it only to have it checked.
        controls_risk: Vec<Link> = Risk, "Links";
        /// Verifications of it. Derived; write it only to have it checked.
        verified_by: Vec<Link> = Evidence, "Links";
        /// Items whose class relies on it. Derived; write it only to have it checked.
        class_relied_on_by: Vec<Link> = Class, "Links";
    }
}

words! {
    /// How a control works, in the order of preference of ISO 14971 7.1.
    pub enum ControlKind {
        /// Inherently safe design.
        Inherent = "inherent",
        /// A protective measure.
        Protective = "protective",
        /// Information for safety.
        Information = "information",
    }
}
