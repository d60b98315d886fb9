//! Finds changes that are applied and that nobody approved.

use super::{Check, Findings, Rule, Severity, is_unreadable};
use crate::config::Level;
use crate::dossier::{Dossier, Placed};
use crate::record::change::{Decision, Move};
use crate::record::{Change, Soup};
use crate::standard::{Classes, iec_62304};

pub(super) static RULE: Rule = Rule {
    code: "change-unapproved",
    clauses: &[&iec_62304::CLAUSE_6_2_4, &iec_62304::CLAUSE_8_2_1],
    classes: Classes::ALL,
    severity: Severity::ERROR.before_release(Level::Warning),
    summary: "a change is applied without approval",
    explain: "
A controlled item changes only on an approved request: approved first, made afterwards. A change with `decision: apply` needs the person
(`approved_by`) and the day (`approved_on`); what is missing is named. What is deferred or rejected is not applied.

Before a release the decision alone counts, whether or not the SOUP has moved yet. At a release a change is left alone that is to go into
another one (`release`) and has not moved anything: none of its SOUP has the version after the change. Whether the approval came in time is
another question.
",
    help: "have the change approved, and write who did it in `approved_by` and when in `approved_on`",
    wrong: "
//- changes/CR-003.md
---
id: CR-003
#   ^^^^^^ the change is to be applied, and gives no approver
approved_on: 2025-11-14
decision: apply
#         ^^^^^ decided here
---
//- changes/CR-004.md
---
id: CR-004
decision: apply
#         ^^^^^ decided here
approved_by:
#^^^^^^^^^^ the change is to be applied, and gives no approver and no day of approval
---
",
    right: "
//- changes/CR-003.md
---
id: CR-003
approved_by: Elif Aydin
approved_on: 2025-11-14
decision: apply
---
//- changes/CR-004.md
---
id: CR-004
decision: defer
---
",
    break_it: "
//= at v2.1.0
//- changes/CR-001.md
-approved_by: Elif Aydin
",
    check: Check::Dossier(check),
};

fn check(dossier: &Dossier, found: &mut Findings<'_>) {
    for (record, change) in dossier.changes() {
        let Some(decision) = change.decision.as_ref().filter(|decision| decision.value == Decision::Apply)
        else {
            continue;
        };
        let common = &record.record().common;
        let lacks_approver = common.approved_by.is_none() && !is_unreadable(record, "approved_by");
        let lacks_day = common.approved_on.is_none() && !is_unreadable(record, "approved_on");
        let (field, lacks) = match (lacks_approver, lacks_day) {
            (true, true) => ("approved_by", "no approver and no day of approval"),
            (true, false) => ("approved_by", "no approver"),
            (false, true) => ("approved_on", "no day of approval"),
            (false, false) => continue,
        };
        if is_for_another_release(dossier, change) {
            continue;
        }
        let message = format!("the change is to be applied, and gives {lacks}");
        found.add(record.missing(field), message).label(decision.at, "decided here");
    }
}

/// Returns whether a release is judged, and the change is to go into another one and has moved nothing yet.
fn is_for_another_release(dossier: &Dossier, change: &Change) -> bool {
    let is_other = change.release.as_ref().is_some_and(|release| !dossier.is_judged_as(release));
    let has_moved = |each| has_moved(dossier, each);
    dossier.judged.is_release()
        && is_other
        && !change.changes.is_empty()
        && !change.changes.iter().any(has_moved)
}

/// Returns whether the SOUP is where a move leads it, or that cannot be told.
fn has_moved(dossier: &Dossier, each: &Move) -> bool {
    let (Some(soup), Some(to)) = (&each.soup, &each.to) else { return true };
    let soup: Option<Placed<'_>> = dossier.find(soup).filter(|soup| soup.is_live());
    match soup.and_then(|soup| soup.fields::<Soup>()) {
        None => &*to.value == "none",
        Some(soup) => soup.version.as_ref().is_none_or(|version| version.value == to.value),
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::config::Level;
    use crate::rules::drawn;

    fn levels(example: &str) -> Vec<Level> {
        let findings = drawn::findings(&RULE, example).expect("an example");
        findings.iter().map(|finding| finding.level).collect()
    }

    const PENDING: &str = "
//- changes/CR-006.md
---
id: CR-006
release: 2.2.0
changes: [{soup: SOUP-006, from: 2.9.1, to: 2.10.0}]
decision: apply
---
//- soup/SOUP-006.md
---
id: SOUP-006
version: 2.9.1
---
";

    #[test]
    fn it_is_a_warning_until_the_release() {
        assert_eq!(levels(RULE.wrong), [Level::Warning, Level::Warning]);
        assert_eq!(levels(&format!("//= release\n{}", RULE.wrong)), [Level::Error, Level::Error]);
    }

    #[test]
    fn a_release_is_not_held_up_by_a_change_that_goes_into_another_one() {
        assert_eq!(levels(PENDING), [Level::Warning]);
        assert!(levels(&format!("//= release v2.1.0\n{PENDING}")).is_empty());
        assert_eq!(levels(&format!("//= release v2.2.0\n{PENDING}")), [Level::Error]);
        let moved = PENDING.replace("version: 2.9.1", "version: 2.10.0");
        assert_eq!(levels(&format!("//= release v2.1.0\n{moved}")), [Level::Error]);
        let removed = PENDING.replace("to: 2.10.0", "to: none").replace("id: SOUP-006", "id: SOUP-007");
        assert_eq!(levels(&format!("//= release v2.1.0\n{removed}")), [Level::Error]);
        let open = PENDING.replace("release: 2.2.0\n", "");
        assert_eq!(levels(&format!("//= release v2.1.0\n{open}")), [Level::Error]);
    }

    #[test]
    fn a_date_that_cannot_be_read_is_not_missing_as_well() {
        let example = RULE.right.replace("2025-11-14", "in November");
        assert!(levels(&example).is_empty());
    }
}
