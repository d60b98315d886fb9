//! Finds SOUP whose anomalies nobody looked at for longer than planned.

use super::{Check, Findings, Rule, Severity};
use crate::config::Level;
use crate::dossier::Dossier;
use crate::due::{self, Due};
use crate::record::Soup;
use crate::standard::{Classes, iec_62304, practice};

pub(super) static RULE: Rule = Rule {
    code: "anomaly-review-overdue",
    clauses: &[&iec_62304::CLAUSE_6_1_F, &practice::CLAUSE_CADENCE],
    classes: Classes::ALL,
    severity: Severity::ERROR.before_release(Level::Warning),
    summary: "the last anomaly review of a SOUP is older than the planned interval",
    explain: "
A version that does not change gathers known anomalies all the same. No standard fixes how often somebody has to look; the
project does, and then keeps to it.

It is reported when the day that is judged as of lies more than interval and grace after the `date` of the newest live review
that covers the SOUP, in whatever version. The interval is `monitoring.cadence_days` of the SOUP, or else `vulnerability` of the table
`[review]` in `tureen.toml` (30 days where it says nothing); the grace is `grace` there (14 days). It is a warning until a release is
judged. Retired SOUP are not watched any more.

Without any review there is no day to count from. In classes B and C that is what `anomaly-review-missing` reports. Where 7.1.3 asks for no
review, in class A or with a `no_hazard_rationale`, the record's own `cadence_days` still is a promise: it counts from `approved_on` of the
SOUP record, and where one of the two is not written, nothing is said. Nothing is said either where no covering review has a date, or one
has a date that cannot be read: those are findings already.
",
    help: "review the published anomalies of the version in use, and add the review; or plan an interval that can be kept",
    wrong: "
//= as-of 2026-06-01
//- soup/SOUP-003.md
---
id: SOUP-003
#   ^^^^^^^^ the last anomaly review, AR-2026-01 of 2026-01-30, is 122 days old; 30 and 14 of grace are planned
monitoring:
  cadence_days: 30
#               ^^ the planned interval
---
//- reviews/AR-2026-01.md
---
id: AR-2026-01
date: 2026-01-30
covers:
  - soup: SOUP-003
    version: 2.2.6
---
",
    right: "
//= as-of 2026-06-01
//- soup/SOUP-003.md
---
id: SOUP-003
monitoring:
  cadence_days: 30
---
//- reviews/AR-2026-01.md
---
id: AR-2026-01
date: 2026-01-30
covers:
  - soup: SOUP-003
    version: 2.2.6
---
//- reviews/AR-2026-05.md
---
id: AR-2026-05
date: 2026-05-28
covers:
  - soup: SOUP-003
    version: 2.2.6
---
",
    break_it: "
//= as-of 2026-06-01
",
    check: Check::Dossier(check),
};

fn check(dossier: &Dossier, found: &mut Findings<'_>) {
    let grace = dossier.config.review.grace;
    for due in due::anomaly_reviews(dossier).into_iter().filter(Due::is_overdue) {
        let (Some(since), Some(days), Some(planned)) = (due.since, due.days(), due.allowed) else { continue };
        let unit = if days == 1 { "day" } else { "days" };
        let what = match due.review {
            Some(review) => {
                format!("the last anomaly review, {} of {since}, is {days} {unit} old", review.record().id())
            }
            None => format!("no anomaly review covers it {days} {unit} after its approval"),
        };
        let message = format!("{what}; {planned} and {grace} of grace are planned");
        let mut draft = found.add(due.record.missing("anomaly_reviews"), message);
        let monitoring = due.record.fields::<Soup>().and_then(|soup| soup.monitoring.as_ref());
        if let Some(own) = monitoring.and_then(|monitoring| monitoring.cadence_days.as_ref()) {
            draft = draft.label(own.at, "the planned interval");
        }
        match due.review {
            Some(review) => draft.related(review.field("date"), "the day of the last review"),
            None => draft.label(due.record.field("approved_on").span, "the day of its approval"),
        };
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::config::Level;
    use crate::rules::drawn;

    const REVIEWED: &str = "
//- soup/SOUP-001.md
---
id: SOUP-001
---
//- reviews/AR-1.md
---
id: AR-1
date: 2025-12-02
covers: [{soup: SOUP-001, version: 1}]
---
";

    /// Returns the levels of what is found in an example as of a day.
    fn levels(as_of: &str, example: &str) -> Vec<Level> {
        let example = format!("//= as-of {as_of}\n{example}");
        let found = drawn::findings(&RULE, &example).expect("the example is sound");
        found.iter().map(|finding| finding.level).collect()
    }

    #[test]
    fn the_last_day_of_grace_is_in_time_and_the_project_sets_both() {
        assert_eq!(levels("2026-01-15", REVIEWED), []);
        assert_eq!(levels("2026-01-16", REVIEWED), [Level::Warning]);
        assert_eq!(levels("2026-01-16", &format!("//= release\n{REVIEWED}")), [Level::Error]);
        let config = "//- tureen.toml\n[review]\nvulnerability = 90\ngrace = 0\n";
        assert_eq!(levels("2026-03-02", &format!("{config}{REVIEWED}")), []);
        assert_eq!(levels("2026-03-03", &format!("{config}{REVIEWED}")), [Level::Warning]);
        let own = REVIEWED.replace("id: SOUP-001\n", "id: SOUP-001\nmonitoring: {cadence_days: 7}\n");
        assert_eq!(levels("2025-12-24", &own), [Level::Warning]);
    }

    #[test]
    fn retired_soup_and_intervals_or_dates_that_cannot_be_read_are_left_alone() {
        for edit in ["status: retired", "monitoring: {cadence_days: monthly}"] {
            let example = REVIEWED.replace("id: SOUP-001\n", &format!("id: SOUP-001\n{edit}\n"));
            assert_eq!(levels("2026-06-01", &example), [], "{edit}");
        }
        let second =
            "//- reviews/AR-2.md\n---\nid: AR-2\ndate: 2026-02-30\ncovers: [{soup: SOUP-001}]\n---\n";
        assert_eq!(levels("2026-06-01", &format!("{REVIEWED}{second}")), []);
        let undated = second.replace("date: 2026-02-30\n", "");
        assert_eq!(levels("2026-06-01", &format!("{REVIEWED}{undated}")), [Level::Warning]);
        let retired = second.replace("date: 2026-02-30", "date: 2026-05-30\nstatus: retired");
        assert_eq!(levels("2026-06-01", &format!("{REVIEWED}{retired}")), [Level::Warning]);
    }

    #[test]
    fn without_a_review_a_promise_counts_from_the_approval_where_no_review_is_asked_for() {
        let example = "
//= as-of 2026-01-15
//- items/SYS-001.md
---
id: SYS-001
safety_class: A
---
//- soup/SOUP-001.md
---
id: SOUP-001
#   ^^^^^^^^ no anomaly review covers it 45 days after its approval; 30 and 14 of grace are planned
approved_on: 2025-12-01
#            ^^^^^^^^^^ the day of its approval
used_in: [SYS-001]
monitoring: {cadence_days: 30}
#                          ^^ the planned interval
---
//- soup/SOUP-002.md
---
id: SOUP-002
approved_on: 2025-12-01
used_in: [SYS-001]
---
//- soup/SOUP-003.md
---
id: SOUP-003
used_in: [SYS-001]
monitoring: {cadence_days: 30}
---
//- soup/SOUP-004.md
---
id: SOUP-004
approved_on: 2025-12-01
monitoring: {cadence_days: 30}
---
";
        drawn::check(&RULE, example).expect("as drawn");
    }
}
