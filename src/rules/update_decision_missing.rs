//! Finds security changes that wait for a decision, and changes put off without reason or end.

use super::{Check, Findings, Rule, Severity, is_unreadable};
use crate::dossier::{Dossier, Placed};
use crate::due::{self, Due};
use crate::record::Change;
use crate::standard::{Classes, iec_62304, iec_81001_5_1};

pub(super) static RULE: Rule = Rule {
    code: "update-decision-missing",
    clauses: &[&iec_62304::CLAUSE_6_1_F, &iec_81001_5_1::CLAUSE_6_1_1],
    classes: Classes::ALL,
    severity: Severity::WARNING,
    summary: "a security change is not decided in time, or a change is put off without reason or end",
    explain: "
Not to update is a decision too, and somebody has to take it. Two things are found:

- a change with `reason: security` and no `decision`, when the as-of date is more than `review.decision` days after `requested_on` (7 days,
  unless `tureen.toml` says otherwise). Where `requested_on` is missing nobody can tell since when it waits, and it is reported at once;
- a change of any reason with `decision: defer` that lacks the `rationale`, or the day on which it is looked at again (`revisit`).
",
    help: "decide: apply, reject, or defer with `rationale` and `revisit`",
    wrong: "
//= as-of 2026-02-15
//- changes/CR-006.md
---
id: CR-006
#   ^^^^^^ the security change waits for a decision for 13 days; 7 are allowed
reason: security
requested_on: 2026-02-02
#             ^^^^^^^^^^ asked for here
---
//- changes/CR-007.md
---
id: CR-007
reason: obsolescence
decision: defer
#         ^^^^^ the change is put off, and gives no day to look at it again
rationale: two engineers are needed for five months
---
",
    right: "
//= as-of 2026-02-15
//- changes/CR-006.md
---
id: CR-006
reason: security
requested_on: 2026-02-02
decision: apply
---
//- changes/CR-007.md
---
id: CR-007
reason: obsolescence
decision: defer
rationale: two engineers are needed for five months
revisit: 2026-09-01
---
",
    break_it: "
//- changes/CR-006.md
-decision: apply
",
    check: Check::Dossier(check),
};

fn check(dossier: &Dossier, found: &mut Findings<'_>) {
    for due in due::decisions(dossier) {
        undecided(&due, found);
    }
    for due in due::revisits(dossier) {
        if let Some(change) = due.record.fields::<Change>() {
            deferred(due.record, change, found);
        }
    }
}

fn undecided(due: &Due<'_>, found: &mut Findings<'_>) {
    // For other changes no one said how long they may wait.
    let Some(allowed) = due.allowed else { return };
    let at = due.record.missing("decision");
    let requested = due.record.fields::<Change>().and_then(|change| change.requested_on.as_ref());
    let (Some(requested), Some(days)) = (requested, due.days()) else {
        found.add(at, "the security change waits for a decision, and does not say since when");
        return;
    };
    if due.is_overdue() {
        let unit = if days == 1 { "day" } else { "days" };
        let message =
            format!("the security change waits for a decision for {days} {unit}; {allowed} are allowed");
        found.add(at, message).label(requested.at, "asked for here");
    }
}

fn deferred(record: Placed<'_>, change: &Change, found: &mut Findings<'_>) {
    let lacks_reason = change.rationale.is_none() && !is_unreadable(record, "rationale");
    let lacks_day = change.revisit.is_none() && !is_unreadable(record, "revisit");
    let lacks = match (lacks_reason, lacks_day) {
        (true, true) => "no reason and no day to look at it again",
        (true, false) => "no reason",
        (false, true) => "no day to look at it again",
        (false, false) => return,
    };
    found
        .add(record.field("decision"), format!("the change is put off, and gives {lacks}"))
        .help("write why in `rationale`, and the day on which it is looked at again in `revisit`");
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::drawn;

    fn messages(fields: &str) -> Vec<String> {
        let example =
            format!("//= as-of 2026-02-15\n//- changes/CR-001.md\n---\nid: CR-001\n{fields}\n---\n");
        let findings = drawn::findings(&RULE, &example).expect("an example");
        findings.into_iter().map(|finding| finding.message).collect()
    }

    #[test]
    fn the_last_day_of_the_policy_is_still_in_time() {
        assert!(messages("reason: security\nrequested_on: 2026-02-08").is_empty());
        assert_eq!(messages("reason: security\nrequested_on: 2026-02-07").len(), 1);
        assert!(messages("reason: defect\nrequested_on: 2025-02-07").is_empty());
    }

    #[test]
    fn the_policy_is_the_projects_own() {
        let example = "
//= as-of 2026-02-15
//- tureen.toml
[review]
decision = 0
//- changes/CR-001.md
---
id: CR-001
#   ^^^^^^ the security change waits for a decision for 1 day; 0 are allowed
reason: security
requested_on: 2026-02-14
#             ^^^^^^^^^^ asked for here
---
";
        drawn::check(&RULE, example).expect("as drawn");
    }

    #[test]
    fn a_request_without_its_day_is_told_at_once() {
        let expected = "the security change waits for a decision, and does not say since when";
        assert_eq!(messages("reason: security"), [expected]);
    }

    #[test]
    fn a_deferral_needs_its_reason_and_its_end() {
        let lacks_both = "the change is put off, and gives no reason and no day to look at it again";
        assert_eq!(messages("decision: defer"), [lacks_both]);
        assert_eq!(
            messages("decision: defer\nrevisit: 2026-09-01"),
            ["the change is put off, and gives no reason"]
        );
        assert!(messages("decision: defer\nrationale: r\nrevisit: in autumn").is_empty());
        assert!(messages("reason: security\ndecision: later\nrequested_on: 2025-01-01").is_empty());
    }
}
