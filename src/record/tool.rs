//! Tools: software that helps to make or test the device and does not ship in it (IEC 62304 5.1.10; not SOUP).

use crate::field::{Link, Text, fields};

fields! {
    /// A compiler, build, test or other tool. What it contributes to the product (a runtime library, say) is SOUP of its own.
    pub struct Tool {
        /// The exact version in use.
        version: Option<Text> = Identity, "Identification";
        /// Who made it.
        manufacturer: Option<Text> = Identity, "Identification";
        /// What it is used for.
        purpose: Option<Text> = Requirement, "Use";
        /// Where its validation for this use is recorded (ISO 13485 4.1.6).
        validation_reference: Option<Text> = Evidence, "Use";
        /// Verifications that used it. Derived; write it only to have it checked.
        used_by: Vec<Link> = Evidence, "Links";
    }
}
