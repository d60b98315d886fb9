//! Finds failed verifications that nobody took up.

use std::collections::{HashMap, HashSet};

use jiff::civil::Date;

use super::{Check, Findings, Rule, Severity};
use crate::dossier::{BodyTarget, Dossier, Placed};
use crate::record::change::Decision;
use crate::record::relations::{AFFECTS, APPLIES_TO, IMPLEMENTS, TESTED, USED_IN, VERIFIES};
use crate::record::verification::VerificationResult;
use crate::record::{Kind, Verification};
use crate::standard::{Classes, iec_62304};

pub(super) static RULE: Rule = Rule {
    code: "verification-failed-unhandled",
    clauses: &[&iec_62304::CLAUSE_5_7_2, &iec_62304::CLAUSE_5_6_8],
    classes: Classes::ALL,
    severity: Severity::ERROR,
    summary: "a verification failed, and no problem report or change takes it up",
    explain: "
What goes wrong in a test is an anomaly like any other: it is reported, investigated and decided on. A verification with `result: fail` counts
as taken up by one of these live records:

- a problem report that `affects` what the verification is about: a SOUP or item that it verifies or that the verified requirements apply to
  (for a control those of the requirements that implement it), a SOUP of its `soup_versions`, or an item in which such a SOUP is used;
- a change that moves a SOUP from the very version in `soup_versions` to another one, was not requested before the day of the run, and is not
  rejected;
- a problem report or change to which a link in the body of the verification leads. That is the way where the others say too little, and for
  a failed inspection of a document.

Records cannot tell whether a problem report is about this failure or about another one of the same SOUP, so any counts. That the failure
leaves a requirement or control unverified is reported by `requirement-unverified` and `control-unverified`.
",
    help: "write a problem report that names in `affects` what failed, or the change that corrects it",
    wrong: "
//- verification/VER-006.md
---
id: VER-006
verifies: [REQ-111]
result: fail
#       ^^^^ the verification failed, and no problem report or change takes it up
soup_versions: {SOUP-007: 0.121.2}
date: 2025-11-20
---
//- requirements/REQ-111.md
---
id: REQ-111
applies_to: [SOUP-007]
---
//- soup/SOUP-007.md
---
id: SOUP-007
---
//- changes/CR-003.md
---
id: CR-003
changes: [{soup: SOUP-007, from: 0.115.12, to: 0.121.2}]
requested_on: 2025-10-30
---
",
    right: "
//- verification/VER-006.md
---
id: VER-006
verifies: [REQ-111]
result: fail
soup_versions: {SOUP-007: 0.121.2}
date: 2025-11-20
---
//- requirements/REQ-111.md
---
id: REQ-111
applies_to: [SOUP-007]
---
//- soup/SOUP-007.md
---
id: SOUP-007
---
//- problems/PR-002.md
---
id: PR-002
affects: [SOUP-007]
---
",
    break_it: "
//- verification/VER-006.md
-result: pass
+result: fail
",
    check: Check::Dossier(check),
};

fn check(dossier: &Dossier, found: &mut Findings<'_>) {
    let failed: Vec<_> = dossier
        .verifications()
        .filter(|(_, verification)| {
            verification.result.as_ref().is_some_and(|result| result.value == VerificationResult::Fail)
        })
        .collect();
    if failed.is_empty() {
        return;
    }
    let reported = reported(dossier);
    let moved = moved(dossier);
    for (record, verification) in failed {
        let is_reported = record
            .to(&VERIFIES)
            .chain(record.to(&TESTED))
            .any(|target| target.is_live() && reported.contains(&target.index));
        if !is_reported && !is_moved(record, verification, &moved) && !leads_on(record) {
            found.add(
                record.field("result"),
                "the verification failed, and no problem report or change takes it up",
            );
        }
    }
}

/// Returns the records of which a live problem report says that they, or what they are about, are affected.
fn reported(dossier: &Dossier) -> HashSet<usize> {
    let problems = dossier.problem_reports();
    let mut reported: HashSet<usize> =
        problems.flat_map(|(record, _)| record.to(&AFFECTS)).map(|affected| affected.index).collect();
    for (record, _) in dossier.soups() {
        if record.to(&USED_IN).any(|host| host.is_live() && reported.contains(&host.index)) {
            reported.insert(record.index);
        }
    }
    for (record, _) in dossier.requirements() {
        if record.to(&APPLIES_TO).any(|target| target.is_live() && reported.contains(&target.index)) {
            reported.insert(record.index);
        }
    }
    for (record, _) in dossier.controls() {
        if record.from(&IMPLEMENTS).any(|by| by.is_live() && reported.contains(&by.index)) {
            reported.insert(record.index);
        }
    }
    reported
}

/// Returns the newest request to move each SOUP on from each version.
fn moved(dossier: &Dossier) -> HashMap<(usize, &str), Date> {
    let mut moved: HashMap<(usize, &str), Date> = HashMap::new();
    for (_, change) in dossier.changes() {
        if change.decision.as_ref().is_some_and(|decision| decision.value == Decision::Reject) {
            continue;
        }
        // A request without its day may be the newest one.
        let requested = change.requested_on.as_ref().map_or(Date::MAX, |date| date.value);
        for each in &change.changes {
            let (Some(soup), Some(from)) = (&each.soup, &each.from) else { continue };
            let Some(soup) = dossier.find(soup) else { continue };
            let newest = moved.entry((soup.index, &*from.value)).or_insert(requested);
            *newest = requested.max(*newest);
        }
    }
    moved
}

/// Returns whether a change that was requested since moves a tested SOUP on from the tested version.
fn is_moved(record: Placed<'_>, verification: &Verification, moved: &HashMap<(usize, &str), Date>) -> bool {
    let run = verification.date.as_ref().map_or(Date::MIN, |date| date.value);
    record.outgoing().any(|(link, soup)| {
        let version = link.version.as_ref().filter(|_| std::ptr::eq(link.relation, &TESTED));
        let requested = version.and_then(|version| moved.get(&(soup.index, &*version.value)));
        requested.is_some_and(|requested| *requested >= run)
    })
}

/// Returns whether a link of the body leads to a live problem report or change.
fn leads_on(record: Placed<'_>) -> bool {
    record.record().body_links().iter().any(|link| match record.body_target(link) {
        Some(BodyTarget::Record(target)) => {
            target.is_live() && matches!(target.kind(), Kind::Problem | Kind::Change)
        }
        Some(BodyTarget::Malformed(_) | BodyTarget::File(_)) | None => false,
    })
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::drawn;

    fn count(example: &str) -> usize {
        drawn::findings(&RULE, example).expect("an example").len()
    }

    #[test]
    fn only_a_failure_is_one() {
        for result in ["pass", "planned", "failed"] {
            assert_eq!(count(&RULE.wrong.replace("result: fail", &format!("result: {result}"))), 0);
        }
    }

    #[test]
    fn a_problem_of_the_host_counts_and_a_retired_or_other_one_does_not() {
        let host = RULE
            .right
            .replace("id: SOUP-007\n", "id: SOUP-007\nused_in: [ITEM-101]\n")
            .replace("affects: [SOUP-007]", "affects: [ITEM-101]")
            + "//- items/ITEM-101.md\n---\nid: ITEM-101\n---\n";
        assert_eq!(count(&host), 0);
        assert_eq!(count(&host.replace("affects: [ITEM-101]", "affects: [ITEM-102]")), 1);
        assert_eq!(count(&RULE.right.replace("id: PR-002", "id: PR-002\nstatus: retired")), 1);
    }

    #[test]
    fn a_control_is_about_what_implements_it() {
        let control = RULE
            .right
            .replace("verifies: [REQ-111]", "verifies: [RC-005]")
            .replace("soup_versions: {SOUP-007: 0.121.2}\n", "")
            .replace("id: REQ-111\n", "id: REQ-111\nimplements: [RC-005]\n")
            + "//- controls/RC-005.md\n---\nid: RC-005\n---\n";
        assert_eq!(count(&control), 0);
        assert_eq!(count(&control.replace("implements: [RC-005]\n", "")), 1);
    }

    #[test]
    fn a_change_counts_that_was_requested_since_and_leaves_the_tested_version() {
        let change = RULE
            .wrong
            .replace("from: 0.115.12, to: 0.121.2", "from: 0.121.2, to: 0.122.0")
            .replace("2025-10-30", "2025-11-20");
        assert_eq!(count(&change), 0);
        assert_eq!(count(&change.replace("2025-11-20\n---\n//- req", "2025-11-21\n---\n//- req")), 1);
        assert_eq!(count(&change.replace("requested_on: 2025-11-20", "decision: reject")), 1);
        assert_eq!(count(&change.replace("requested_on: 2025-11-20", "decision: defer")), 0);
    }

    #[test]
    fn a_link_in_the_body_says_what_takes_it_up() {
        let text = "date: 2025-11-20\n---\nSee [the report](../problems/PR-009.md).\n";
        let linked = RULE.wrong.replace("date: 2025-11-20\n---\n", text);
        assert_eq!(count(&linked), 1);
        assert_eq!(count(&format!("{linked}//- problems/PR-009.md\n---\nid: PR-009\n---\n")), 0);
    }
}
