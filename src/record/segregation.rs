//! Segregation: what keeps a fault of one item from disturbing another (IEC 62304 4.3 d, 5.3.5).

use crate::field::{Link, Text, fields};

fields! {
    /// The argument for a lower class than the one inherited. The evidence is not written here: it is derived from passed
    /// verifications of level `segregation`.
    pub struct Segregation {
        /// Why a fault cannot reach the rest.
        rationale: Option<Text> = Class, "Class", relevant;
        /// What separates: a process, container, memory protection, processor, watchdog, one-way interface.
        mechanism: Vec<Text> = Class, "Class", relevant;
        /// What is shared all the same, and why that cannot carry a fault.
        shared_resources: Option<Text> = Class, "Class", relevant;
        /// The document that describes the separation.
        architecture: Option<Link> = Class, "Class", relevant;
    }
}
