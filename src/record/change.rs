//! Changes: requests, decisions and their impact (IEC 62304 6.2.3, 7.4, 8.2).

use jiff::civil::Date;

use crate::field::{Link, Text, fields, words};
use crate::standard::Class;
use crate::text::Spanned;

fields! {
    /// A change of SOUP: what moves from where to where, what was analysed, who decided.
    pub struct Change {
        /// Why the change is wanted.
        reason: Option<Spanned<Reason>> = Meta, "Change";
        /// The day on which it was asked for.
        requested_on: Option<Spanned<Date>> = Meta, "Change";
        /// The release that it goes into.
        release: Option<Text> = Meta, "Change";
        /// The SOUP that it moves, each from one version to another.
        changes: Vec<Move> = Identity, "Change";
        /// What was found when the change was analysed (IEC 62304 7.4).
        impact: Option<Impact> = Risk, "Impact";
        /// What was decided; not to update is a decision too.
        decision: Option<Spanned<Decision>> = Meta, "Decision";
        /// Why it was decided so.
        rationale: Option<Text> = Text, "Decision";
        /// The day on which a deferred change is looked at again.
        revisit: Option<Spanned<Date>> = Meta, "Decision";
        /// The problem reports that led to it (IEC 62304 8.2.4).
        problem_reports: Vec<Link> = Anomaly, "Change";
        /// Anomalies that it deals with. Derived; write it only to have it checked.
        anomalies: Vec<Link> = Anomaly, "Links";
    }
}

fields! {
    /// One SOUP that a change moves.
    pub struct Move by soup {
        /// The SOUP.
        soup: Option<Link> = Identity, "Change";
        /// The version before, `none` for a SOUP that is added.
        from: Option<Text> = Identity, "Change";
        /// The version after, `none` for a SOUP that is removed.
        to: Option<Text> = Identity, "Change";
        /// The class before, where the class moves.
        class_from: Option<Spanned<Class>> = Class, "Change";
        /// The class after, where the class moves.
        class_to: Option<Spanned<Class>> = Class, "Change";
    }
}

fields! {
    /// The answers that a change owes.
    pub struct Impact {
        /// Does it bring new causes of hazardous situations? (IEC 62304 7.4.1)
        new_causes: Option<Text> = Risk, "Impact";
        /// Does it need new risk controls? (IEC 62304 7.4.1)
        new_controls: Option<Text> = Risk, "Impact";
        /// Does it disturb existing risk controls? (IEC 62304 7.4.2)
        controls_disturbed: Option<Text> = Risk, "Impact";
        /// What is verified again? (IEC 62304 8.2.3)
        reverification: Option<Text> = Evidence, "Impact";
    }
}

impl Change {
    /// Returns whether every question about its impact has an answer.
    pub fn has_answers(&self) -> bool {
        self.impact.as_ref().is_some_and(|impact| {
            [&impact.new_causes, &impact.new_controls, &impact.controls_disturbed, &impact.reverification]
                .into_iter()
                .all(Option::is_some)
        })
    }
}

words! {
    /// Why a change is wanted.
    pub enum Reason {
        /// A vulnerability.
        Security = "security",
        /// A defect.
        Defect = "defect",
        /// A new function.
        Feature = "feature",
        /// The SOUP is no longer looked after.
        Obsolescence = "obsolescence",
    }
}

words! {
    /// What was decided on a change.
    pub enum Decision {
        /// It is made.
        Apply = "apply",
        /// It is put off.
        Defer = "defer",
        /// It is not made.
        Reject = "reject",
    }
}
