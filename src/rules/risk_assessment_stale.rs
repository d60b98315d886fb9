//! Finds risks whose causes changed since they were assessed, without a change record that says what this means.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{Check, Findings, Rule, Severity, change_impact_missing, is_unreadable, overtaken};
use crate::dossier::{Dossier, Placed};
use crate::past::{Cause, Past, Recorded, Sort, leads};
use crate::record::Change;
use crate::record::change::Decision;
use crate::record::relations::MOVES;
use crate::standard::{Classes, iec_62304};

pub(super) static RULE: Rule = Rule {
    code: "risk-assessment-stale",
    clauses: &[&iec_62304::CLAUSE_7_4_1, &iec_62304::CLAUSE_7_4_2, &iec_62304::CLAUSE_7_4_3],
    classes: Classes::B_C,
    severity: Severity::ERROR,
    summary: "a cause of a risk changed since the risk was assessed, and no analysed change covers that",
    explain: "
A risk was assessed for the software that was there. When an evidence-relevant field of a cause, SOUP or item, differs from what
the assessment saw, somebody has to ask again what can go wrong. What it saw is the tree of the newest commit that changed the
risk's own words, numbers, controls, residual risk, `approved_on` or `seen_at`, or of the later commit that added the cause.
A version that is missing now or not exact is left to the rules that say so.

A live change record with all answers of `impact`, neither put off nor rejected, is such an answer as well. A move of the version,
and of what pins it down (`patch_level`, `upgrade_designation`, `hashes`), is covered when such changes lead from the version that
was assessed to the one in use, in one step or several. Any other change of a SOUP is covered by such a change that names the SOUP
and was asked for or approved on the day of that assessment or later. Only the risk itself can answer for an item. Where such a change
owes an answer, `change-impact-missing` asks for that and names the risks, and they are not reported as well.
",
    help: "assess the risk again and give it today's `approved_on`, or write a change record whose `impact` answers for this move",
    wrong: "
//= commit 2025-05-20
//- soup/SOUP-003.md
---
id: SOUP-003
title: NumPy
version: 2.2.6
---
//- risks/RISK-001.md
---
id: RISK-001
severity: serious
causes:
  - source: SOUP-003
#           ^^^^^^^^ SOUP-003 changed since this assessment: version
    cause: returns wrong numbers in silence
---
//= commit 2025-11-18
//- soup/SOUP-003.md
---
id: SOUP-003
title: NumPy
version: 2.3.5
---
",
    right: "
//= commit 2025-05-20
//- soup/SOUP-003.md
---
id: SOUP-003
title: NumPy
version: 2.2.6
---
//- risks/RISK-001.md
---
id: RISK-001
severity: serious
causes:
  - source: SOUP-003
    cause: returns wrong numbers in silence
---
//= commit 2025-11-18
//- soup/SOUP-003.md
---
id: SOUP-003
title: NumPy
version: 2.3.5
---
//- changes/CR-008.md
---
id: CR-008
changes:
  - soup: SOUP-003
    from: 2.2.6
    to: 2.3.5
impact:
  new_causes: none; the release notes name no change of results
  new_controls: none
  controls_disturbed: none; the golden-image self-test is kept
  reverification: VER-003
decision: apply
---
",
    break_it: "
//- soup/SOUP-003.md
-version: 2.2.6
+version: 2.3.5
",
    check: Check::Past(check),
};

fn check(dossier: &Dossier, past: &Past, found: &mut Findings<'_>) {
    let answered = Answered::of(dossier);
    for evidence in past.of_sort(Sort::RiskAssessment) {
        let record = dossier.at_index(evidence.record);
        for stale in &evidence.stale {
            let known = overtaken::known(dossier, &stale.causes);
            let open: Vec<Cause> =
                known.into_iter().filter(|cause| !answered.covers(dossier, cause)).collect();
            if open.is_empty() {
                continue;
            }
            let message = overtaken::changed(dossier, &open.iter().collect::<Vec<_>>(), "this assessment");
            let draft = found.add(record.at(stale.field.clone(), stale.span), message);
            overtaken::explain(dossier, &open, draft);
        }
    }
}

/// The changes whose impact was analysed, or of which another rule asks for the analysis.
struct Answered {
    steps: Vec<Recorded>,
    /// By SOUP, the latest day on which one of them was asked for or approved.
    latest: BTreeMap<usize, Date>,
}

impl Answered {
    fn of(dossier: &Dossier) -> Answered {
        let mut answered = Answered { steps: Vec::new(), latest: BTreeMap::new() };
        for (record, change) in dossier.changes().filter(|(record, change)| is_answered(*record, change)) {
            answered.steps.extend(crate::past::steps(change));
            let days = [&change.requested_on, &record.record().common.approved_on];
            let Some(day) = days.into_iter().flatten().map(|day| day.value).max() else { continue };
            for soup in record.to(&MOVES) {
                let latest = answered.latest.entry(soup.index).or_insert(day);
                *latest = day.max(*latest);
            }
        }
        answered
    }

    fn covers(&self, dossier: &Dossier, cause: &Cause) -> bool {
        let soup: Placed<'_> = dossier.at_index(cause.record);
        if cause.field == "version" {
            return leads(&self.steps, soup.id(), &cause.before, &cause.after);
        }
        let since = cause.seen_on.unwrap_or(Date::MAX);
        self.latest.get(&soup.index).is_some_and(|latest| *latest >= since)
    }
}

fn is_answered(record: Placed<'_>, change: &Change) -> bool {
    if matches!(
        change.decision.as_ref().map(|decision| decision.value),
        Some(Decision::Defer | Decision::Reject)
    ) {
        return false;
    }
    // A change of class A owes two of the answers, which do not make up for the assessment of a risk of a higher class.
    change.has_answers()
        || is_unreadable(record, "impact")
        || !change_impact_missing::unanswered(record, change).is_empty()
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::drawn;

    #[test]
    fn a_rejected_and_an_unfitting_change_cover_nothing() {
        for (from, to) in [
            ("decision: apply", "decision: reject"),
            ("from: 2.2.6", "from: 2.2.5"),
            ("soup: SOUP-003", "soup: SOUP-004"),
        ] {
            let example = RULE.right.replace(from, to);
            assert_ne!(example, RULE.right, "{from}");
            assert_eq!(drawn::findings(&RULE, &example).expect("an example").len(), 1, "{from} {to}");
        }
    }

    #[test]
    fn an_answer_that_is_asked_for_is_not_missed_in_the_risk_as_well() {
        let unanswered = RULE.right.replace("  new_controls: none\n", "");
        assert_eq!(drawn::findings(&RULE, &unanswered).expect("an example").len(), 0);
        let other = &crate::rules::change_impact_missing::RULE;
        let found = drawn::findings(other, &unanswered).expect("an example");
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].related.len(), 1, "the risk is named there");
    }

    #[test]
    fn a_version_that_pins_nothing_is_told_alone() {
        for version in ["", "^2.3", "latest", "TBD"] {
            let example = RULE.wrong.replace("version: 2.3.5", &format!("version: {version}"));
            let found = drawn::findings(&RULE, &drawn::undrawn(&example)).expect("an example");
            assert_eq!(found.len(), 0, "{version}");
        }
    }

    #[test]
    fn several_changes_lead_from_one_version_to_the_other() {
        let second = "
  - soup: SOUP-003
    from: 2.3.0
    to: 2.3.5
";
        let example = RULE
            .right
            .replace("    to: 2.3.5\n", &format!("    to: 2.3.0{}", second.trim_end_matches('\n')))
            .replace("to: 2.3.5impact", "to: 2.3.5\nimpact");
        drawn::check(&RULE, &example).expect("nothing is found");
    }

    #[test]
    fn an_edit_of_the_risk_itself_is_a_new_assessment_and_a_title_is_not() {
        let edit = |line: &str| {
            format!(
                "{}//= commit 2025-11-20\n//- risks/RISK-001.md\n---\nid: RISK-001\n{line}\nseverity: serious\ncauses:\n  - source: SOUP-003\n    cause: returns wrong numbers in silence\n---\n",
                RULE.wrong
            )
        };
        let count = |line: &str| drawn::findings(&RULE, &edit(line)).expect("an example").len();
        assert_eq!(count("approved_on: 2025-11-20"), 0);
        assert_eq!(count("title: Wrong numbers"), 1);
    }
}
