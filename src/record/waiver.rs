//! Waivers: a person says why a finding is not acted upon, and until when.

use jiff::civil::Date;

use crate::field::{Link, Text, fields};
use crate::text::Spanned;

use super::Record;

fields! {
    /// Suppresses the findings of one rule on one record until a day; they stay listed and counted apart.
    pub struct Waiver {
        /// The rule whose findings it suppresses.
        rule: Option<Text> = Meta, "Waiver";
        /// The record whose findings it suppresses.
        record: Option<Link> = Meta, "Waiver";
        /// The package whose findings it suppresses, where these are about no record: as a package URL without version.
        purl: Option<Text> = Meta, "Waiver";
        /// The field of that record, as findings name it, if the waiver is about this one and what lies below it alone.
        field: Option<Text> = Meta, "Waiver";
        /// Why.
        reason: Option<Text> = Text, "Waiver";
        /// The last day on which it holds.
        expires: Option<Spanned<Date>> = Meta, "Waiver";
    }
}

impl Waiver {
    /// Returns what keeps the waiver of `record` from suppressing anything on that day, each as the field and a statement.
    pub fn faults(&self, record: &Record, as_of: Date) -> Vec<(&'static str, String)> {
        let mut faults = Vec::new();
        for (field, given, what) in [
            ("rule", self.rule.is_some(), "rule"),
            ("record", self.record.is_some() || self.purl.is_some(), "record"),
            ("reason", self.reason.is_some(), "reason"),
            ("approved_by", record.common.approved_by.is_some(), "approver"),
            ("expires", self.expires.is_some(), "last day"),
        ] {
            if !given {
                faults.push((field, format!("the waiver gives no {what}")));
            }
        }
        if let Some(expires) = self.expires.as_ref().filter(|expires| expires.value < as_of) {
            faults.push(("expires", format!("the waiver expired on {}", expires.value)));
        }
        faults
    }
}
