//! Days that fall due, from examples.

use super::{Due, all};
use crate::dossier::{Judged, fixture};

/// Returns what is due in an example as of a day: the record, what, how soon, the day.
fn due(as_of: &str, example: &str) -> Vec<String> {
    let judged = Judged { as_of: as_of.parse().expect("it is a date"), release: None };
    let dossier = fixture::assemble(example, judged).expect("the example can be read");
    let line = |due: &Due<'_>| {
        let day = due.day.map_or_else(|| "no day".to_owned(), |day| day.to_string());
        format!("{} {:?} {:?} {day}", due.record.id(), due.what, due.soon())
    };
    all(&dossier).iter().map(line).collect()
}

const SOUP: &str = "
//- soup/SOUP-001.md
---
id: SOUP-001
approved_on: 2025-12-01
end_of_support: 2026-03-01
---
//- reviews/AR-1.md
---
id: AR-1
date: 2026-01-10
covers: [{soup: SOUP-001, version: 1}]
---
";

#[test]
fn a_review_is_due_after_its_interval_and_overdue_after_its_grace() {
    assert_eq!(
        due("2026-02-01", SOUP),
        [
            "SOUP-001 AnomalyReview Within(30) 2026-02-09",
            "SOUP-001 EndOfSupport Within(30) 2026-03-01",
            "SOUP-001 FullReview Later 2026-12-01",
        ]
    );
    // Within the grace it is due, and not overdue.
    assert_eq!(due("2026-02-23", SOUP)[0], "SOUP-001 AnomalyReview Within(30) 2026-02-09");
    assert_eq!(due("2026-02-24", SOUP)[0], "SOUP-001 AnomalyReview Overdue 2026-02-09");
}

#[test]
fn support_ends_on_its_day_and_a_plan_is_an_answer() {
    let of = |as_of: &str, example: &str| {
        let found = due(as_of, example).into_iter().find(|line| line.contains("EndOfSupport"));
        found.expect("it has an end of support")
    };
    assert_eq!(of("2026-02-28", SOUP), "SOUP-001 EndOfSupport Within(30) 2026-03-01");
    assert_eq!(of("2026-03-01", SOUP), "SOUP-001 EndOfSupport Overdue 2026-03-01");
    let planned = SOUP.replace("end_of_support", "replacement_plan: by 2.3.0\nend_of_support");
    assert_eq!(of("2026-03-01", &planned), "SOUP-001 EndOfSupport Answered 2026-03-01");
}

#[test]
fn what_has_no_day_is_said_to_have_none() {
    let example = "
//- changes/CR-1.md
---
id: CR-1
reason: feature
---
//- changes/CR-2.md
---
id: CR-2
decision: defer
---
//- waivers/WAIVER-1.md
---
id: WAIVER-1
---
";
    assert_eq!(
        due("2026-02-01", example),
        ["CR-2 Revisit Undated no day", "CR-1 Decision Undated no day", "WAIVER-1 Waiver Undated no day",]
    );
}

#[test]
fn days_beyond_the_calendar_are_later_and_break_nothing() {
    let far = SOUP.replace("id: SOUP-001\n", "id: SOUP-001\nmonitoring: {cadence_days: 4000000000}\n");
    assert_eq!(due("2026-02-01", &far)[2], "SOUP-001 AnomalyReview Later 9999-12-31");
}

#[test]
fn an_anomaly_waits_from_the_review_that_opened_it() {
    let example = SOUP.replace("covers:", "anomalies: [{id: X-1, state: under_investigation}]\ncovers:");
    assert_eq!(due("2026-01-15", &example)[0], "AR-1 Triage Within(30) 2026-01-17");
    assert_eq!(due("2026-01-18", &example)[0], "AR-1 Triage Overdue 2026-01-17");
}
