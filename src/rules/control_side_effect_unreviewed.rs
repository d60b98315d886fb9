//! Finds controls of which nobody asked whether they bring a hazard of their own.

use super::{Check, Findings, Rule, Severity, is_unreadable};
use crate::dossier::Dossier;
use crate::standard::{Classes, iec_62304};

pub(super) static RULE: Rule = Rule {
    code: "control-side-effect-unreviewed",
    clauses: &[&iec_62304::CLAUSE_7_3_1],
    classes: Classes::B_C,
    severity: Severity::WARNING,
    summary: "it is not said whether a control brings a new hazardous situation",
    explain: "
A watchdog restarts what was only busy, a limit refuses what was needed, a warning that comes too often is no longer read. Each live control,
external ones too, owes an answer in `new_hazard_review` to the question whether it brings a new hazardous situation. `none` is an answer;
one with its reason convinces.
",
    help: "answer in `new_hazard_review` whether the control brings a new hazardous situation, and why or why not",
    wrong: "
//- controls/RC-006.md
---
id: RC-006
#   ^^^^^^ nothing says whether this control brings a new hazardous situation
---
",
    right: "
//- controls/RC-006.md
---
id: RC-006
new_hazard_review: The watchdog may restart a writer that is only busy; log records are lost then, and nothing else.
---
",
    break_it: "
//- controls/RC-008.md
-new_hazard_review: >-
-  Readers may ignore the score entirely, which returns the situation to the unsorted list and harms
-  nobody. No new hazardous situation.
",
    check: Check::Dossier(check),
};

fn check(dossier: &Dossier, found: &mut Findings<'_>) {
    for (record, control) in dossier.controls() {
        if control.new_hazard_review.is_none() && !is_unreadable(record, "new_hazard_review") {
            found.add(
                record.missing("new_hazard_review"),
                "nothing says whether this control brings a new hazardous situation",
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::drawn;

    #[test]
    fn none_is_an_answer_and_an_empty_field_is_not() {
        let example = "
//- controls/RC-006.md
---
id: RC-006
new_hazard_review: none
---
//- controls/RC-007.md
---
id: RC-007
new_hazard_review: ''
#^^^^^^^^^^^^^^^^ nothing says whether this control brings a new hazardous situation
external: true
---
";
        drawn::check(&RULE, example).expect("as drawn");
    }

    #[test]
    fn an_answer_that_cannot_be_read_is_not_missing_as_well() {
        let example = RULE.wrong.replace("id: RC-006", "id: RC-006\nnew_hazard_review: [no, none]");
        assert!(drawn::findings(&RULE, &example).expect("an example").is_empty());
    }
}
