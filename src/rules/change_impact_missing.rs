//! Finds changes whose impact was not analysed.

use super::{Check, Findings, Rule, Severity, is_unreadable};
use crate::dossier::Dossier;
use crate::record::change::Decision;
use crate::standard::{Class, Classes, iec_62304};

pub(super) static RULE: Rule = Rule {
    code: "change-impact-missing",
    clauses: &[&iec_62304::CLAUSE_7_4_1, &iec_62304::CLAUSE_7_4_2],
    classes: Classes::ALL,
    severity: Severity::ERROR,
    summary: "a change does not answer what it does to risks and controls",
    explain: "
An update is a change of the device, however small its number. Four answers are owed in `impact`, and each that is missing is reported:

- `new_causes`: does it bring new causes of hazardous situations?
- `new_controls`: does it need new risk controls?
- `controls_disturbed`: does it disturb existing controls?
- `reverification`: what is verified again?

In class A only the first two are asked; the class is the highest of the live SOUP that the change moves. `none` is an answer. The answers are
asked for as soon as there is a change record, since the decision rests on them, and for a deferred change as well. A rejected change is not made and
owes none.
",
    help: "analyse the change and write the answer; `none` needs no more than the reason in half a sentence",
    wrong: "
//- changes/CR-001.md
---
id: CR-001
changes: [{soup: SOUP-005, from: 4.11.0.86, to: 4.12.0.88}]
impact:
#^^^^^ it is not said what is verified again
  new_causes: none known
  new_controls: none
  controls_disturbed: RC-002, whose list of codecs changed its form
---
",
    right: "
//- changes/CR-001.md
---
id: CR-001
changes: [{soup: SOUP-005, from: 4.11.0.86, to: 4.12.0.88}]
impact:
  new_causes: none known
  new_controls: none
  controls_disturbed: RC-002, whose list of codecs changed its form
  reverification: VER-001 and VER-002
---
",
    check: Check::Dossier(check),
};

fn check(dossier: &Dossier, found: &mut Findings<'_>) {
    for (record, change) in dossier.changes() {
        if change.decision.as_ref().is_some_and(|decision| decision.value == Decision::Reject) {
            continue;
        }
        let impact = change.impact.as_ref();
        let with_class_a = [
            (
                "new_causes",
                impact.and_then(|impact| impact.new_causes.as_ref()),
                "whether the change brings new causes",
            ),
            (
                "new_controls",
                impact.and_then(|impact| impact.new_controls.as_ref()),
                "whether the change needs new controls",
            ),
        ];
        let from_class_b = [
            (
                "controls_disturbed",
                impact.and_then(|impact| impact.controls_disturbed.as_ref()),
                "whether the change disturbs existing controls",
            ),
            (
                "reverification",
                impact.and_then(|impact| impact.reverification.as_ref()),
                "what is verified again",
            ),
        ];
        let from_class_b = from_class_b.into_iter().filter(|_| record.class() > Class::A);
        for (part, answer, question) in with_class_a.into_iter().chain(from_class_b) {
            let field = format!("impact.{part}");
            if answer.is_none() && !is_unreadable(record, &field) {
                found.add(record.missing(field), format!("it is not said {question}"));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::drawn;

    fn count(example: &str) -> usize {
        drawn::findings(&RULE, example).expect("an example").len()
    }

    #[test]
    fn without_any_analysis_every_answer_is_told_by_itself() {
        assert_eq!(count("//- changes/a.md\n---\nid: CR-1\n---\n"), 4);
        assert_eq!(count("//- changes/a.md\n---\nid: CR-1\nimpact:\ndecision: defer\n---\n"), 4);
    }

    #[test]
    fn class_a_owes_two_answers() {
        let example = "
//- changes/CR-001.md
---
id: CR-001
changes: [{soup: SOUP-001, from: 1.0, to: 1.1}]
impact: {controls_disturbed: none, new_controls: none}
#^^^^^ it is not said whether the change brings new causes
---
//- soup/SOUP-001.md
---
id: SOUP-001
used_in: [SYS-001]
---
//- items/SYS-001.md
---
id: SYS-001
safety_class: A
---
";
        drawn::check(&RULE, example).expect("as drawn");
    }

    #[test]
    fn a_rejected_change_owes_none_and_an_answer_that_cannot_be_read_is_not_missing() {
        assert_eq!(count("//- changes/a.md\n---\nid: CR-1\ndecision: reject\n---\n"), 0);
        assert_eq!(count("//- changes/a.md\n---\nid: CR-1\nimpact: none\n---\n"), 0);
        assert_eq!(count("//- changes/a.md\n---\nid: CR-1\nimpact: {new_causes: [no]}\n---\n"), 3);
    }
}
