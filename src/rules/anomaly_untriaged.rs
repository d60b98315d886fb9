//! Finds anomalies that nobody has judged in time.

use super::{Check, Findings, Rule, Severity};
use crate::config::Level;
use crate::dossier::Dossier;
use crate::due::{self, Due};
use crate::standard::{Classes, iec_62304, practice};

pub(super) static RULE: Rule = Rule {
    code: "anomaly-untriaged",
    clauses: &[&iec_62304::CLAUSE_7_1_3, &practice::CLAUSE_VEX],
    classes: Classes::ALL,
    severity: Severity::ERROR.before_release(Level::Warning),
    summary: "an anomaly is still under investigation after the time that the project allows, or at a release",
    explain: "
`under_investigation` says that somebody is looking; it is no answer. Whoever releases knows by then whether the device is affected.

It is reported when the entry that governs says `under_investigation`, and the day that is judged as of lies more than `triage` days
(table `[review]` in `tureen.toml`, 7 where it says nothing) after the `date` of the first review that lists the anomaly; at a release at
once. An entry without a `state` is judged the same way: nobody has said anything yet. Where an anomaly was settled and is under
investigation again, the days count from the review that opened it again. Entries of reviews without a date count from their `assessed_on`,
and without that only a release asks.

The newest entry for a SOUP and an anomaly's number governs, by the later of its `assessed_on` and the `date` of its review; live
reviews alone count, and anomalies of retired SOUP are left out. A finding is judged by the class of the SOUP.
",
    help: "judge it, and say `affected`, `not_affected` or `fixed` in a new review",
    wrong: "
//= as-of 2026-02-20
//- reviews/AR-006-3.md
---
id: AR-006-3
date: 2026-02-02
covers: [{soup: SOUP-006, version: 2.9.1}]
anomalies:
  - soup: SOUP-006
    id: CVE-2026-24747
    state: under_investigation
#          ^^^^^^^^^^^^^^^^^^^ CVE-2026-24747 of SOUP-006 has been under investigation for 18 days, and 7 are allowed
---
//- soup/SOUP-006.md
---
id: SOUP-006
---
",
    right: "
//= as-of 2026-02-20
//- reviews/AR-006-3.md
---
id: AR-006-3
date: 2026-02-02
covers: [{soup: SOUP-006, version: 2.9.1}]
anomalies:
  - soup: SOUP-006
    id: CVE-2026-24747
    state: not_affected
---
//- soup/SOUP-006.md
---
id: SOUP-006
---
",
    break_it: "
//= as-of 2026-02-20
//- reviews/AR-006-3.md
-    state: not_affected
+    state: under_investigation
",
    check: Check::Dossier(check),
};

fn check(dossier: &Dossier, found: &mut Findings<'_>) {
    for due in due::triages(dossier).into_iter().filter(Due::is_overdue) {
        let (Some(known), Some(allowed)) = (due.anomaly, due.allowed) else { continue };
        let governing = known.governing();
        let state = governing.anomaly.state.as_ref();
        let what = if state.is_some() { "been under investigation" } else { "had no state" };
        let message = match due.days().filter(|days| *days > i64::from(allowed)) {
            Some(days) => {
                let unit = if days == 1 { "day" } else { "days" };
                format!("{known} has {what} for {days} {unit}, and {allowed} are allowed")
            }
            None => format!("{known} has {what} until the release"),
        };
        let at = governing.at("state", state.map(|state| state.at));
        let mut draft = found.add_as(known.class(), at, message);
        if state.is_none() {
            draft = draft.help("say in `state` whether the version in use is affected");
        }
        if let Some((first, day)) = due::opened(known).filter(|(first, _)| first.review != governing.review) {
            let at = first.at("", first.anomaly.id.as_ref().map(|id| id.at));
            draft.related(at, format!("open since this review of {day}"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::config::Level;
    use crate::rules::drawn;

    const OPEN: &str = "state: under_investigation";
    const DAY_7: &str = "date: 2026-01-08";
    const DAY_8: &str = "date: 2026-01-07";

    /// Returns the levels and messages of what is found as of 2026-01-15 in reviews of SOUP-1, each with its date and what it
    /// says of anomaly X-1.
    fn found(order: &str, reviews: &[(&str, &str)]) -> Vec<(Level, String)> {
        let mut example = format!("{order}\n//- soup/SOUP-1.md\n---\nid: SOUP-1\n---\n");
        for (number, (date, says)) in reviews.iter().enumerate() {
            let review = format!("id: AR-{number}\n{date}\ncovers: [{{soup: SOUP-1, version: 1}}]");
            let anomaly = format!("anomalies: [{{id: X-1, {says}}}]");
            example.push_str(&format!("//- reviews/AR-{number}.md\n---\n{review}\n{anomaly}\n---\n"));
        }
        let found = drawn::findings(&RULE, &example).expect("the example is sound");
        found.into_iter().map(|finding| (finding.level, finding.message)).collect()
    }

    fn late(days: usize) -> Vec<(Level, String)> {
        let message =
            format!("X-1 of SOUP-1 has been under investigation for {days} days, and 7 are allowed");
        vec![(Level::Warning, message)]
    }

    #[test]
    fn the_days_count_from_the_first_review_that_lists_it() {
        assert_eq!(found("", &[(DAY_7, OPEN)]), []);
        assert_eq!(found("", &[(DAY_8, OPEN)]), late(8));
        assert_eq!(found("", &[(DAY_8, OPEN), (DAY_7, OPEN)]), late(8));
        assert_eq!(found("//- tureen.toml\n[review]\ntriage = 30", &[(DAY_8, OPEN)]), []);
    }

    #[test]
    fn what_was_settled_and_opened_again_counts_from_then() {
        let first = ("date: 2025-05-01", OPEN);
        let settled = ("date: 2025-06-01", "state: not_affected");
        assert_eq!(found("", &[first, settled]), []);
        assert_eq!(found("", &[first, settled, (DAY_7, OPEN)]), []);
        assert_eq!(found("", &[first, settled, (DAY_8, OPEN), (DAY_7, OPEN)]), late(8));
    }

    #[test]
    fn touching_the_assessment_of_an_old_review_does_not_start_again() {
        let touched = "state: under_investigation, assessed_on: 2026-01-14";
        assert_eq!(found("", &[(DAY_8, touched)]), late(8));
    }

    #[test]
    fn a_release_asks_at_once_and_for_what_has_no_date_too() {
        let message = "X-1 of SOUP-1 has been under investigation until the release".to_owned();
        let at_once = vec![(Level::Error, message)];
        assert_eq!(found("//= release", &[(DAY_7, OPEN)]), at_once);
        assert_eq!(found("//= release", &[("reviewer: J. Vogt", OPEN)]), at_once);
        assert_eq!(found("", &[("reviewer: J. Vogt", OPEN)]), []);
    }

    #[test]
    fn no_state_is_no_answer_and_one_that_cannot_be_read_is_reported_as_such() {
        let message = "X-1 of SOUP-1 has had no state for 8 days, and 7 are allowed".to_owned();
        assert_eq!(found("", &[(DAY_8, "title: a defect")]), [(Level::Warning, message)]);
        assert_eq!(found("//= release", &[(DAY_8, "state: unclear")]), []);
    }
}
