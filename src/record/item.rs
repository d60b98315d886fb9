//! Software items: the systems, items and units that the device's software consists of (IEC 62304 4.3, 5.3.1).

use super::segregation::Segregation;
use crate::field::{Link, Text, fields, words};
use crate::standard::Class;
use crate::text::Spanned;

fields! {
    /// A software system, or an item or unit that it was divided into.
    pub struct Item {
        /// Whether it is a whole system, an item of one, or a unit that is not divided further.
        kind: Option<Spanned<ItemKind>> = Class, "Architecture";
        /// The system or item that it is a part of.
        parent: Option<Link> = Class, "Architecture", relevant;
        /// The safety class: declared for a system, inherited otherwise; a lower one needs a segregation (IEC 62304 4.3).
        safety_class: Option<Spanned<Class>> = Class, "Class", relevant;
        /// Why it has this class; for a system the worst contribution to harm that was considered.
        class_rationale: Option<Text> = Class, "Class";
        /// Risk controls outside the software that the class relies on (IEC 62304 4.3 a).
        external_controls: Vec<Link> = Class, "Class", relevant;
        /// What keeps a fault of it from disturbing its neighbours, where its class is lower than its parent's.
        segregation: Option<Segregation> = Class, "Class", relevant;
        /// Items that are parts of it. Derived; write it only to have it checked.
        children: Vec<Link> = Class, "Links";
        /// SOUP used in it. Derived; write it only to have it checked.
        contains: Vec<Link> = Class, "Links";
        /// Requirements that apply to it. Derived; write it only to have it checked.
        requirements: Vec<Link> = Requirement, "Links";
        /// Risks that it is a cause of. Derived; write it only to have it checked.
        risks: Vec<Link> = Risk, "Links";
        /// Verifications of it. Derived; write it only to have it checked.
        verified_by: Vec<Link> = Evidence, "Links";
        /// Problem reports that affect it. Derived; write it only to have it checked.
        problem_reports: Vec<Link> = Anomaly, "Links";
    }
}

words! {
    /// How far an item is divided.
    pub enum ItemKind {
        /// A whole software system.
        System = "system",
        /// A part of a system.
        Item = "item",
        /// A part that is not divided further.
        Unit = "unit",
    }
}
