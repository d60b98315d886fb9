//! Finds changes whose impact was not analysed.

use super::{Check, Findings, Rule, Severity, is_unreadable};
use crate::dossier::{Dossier, Placed};
use crate::field::Text;
use crate::record::Change;
use crate::record::change::{Decision, Impact};
use crate::record::relations::{CAUSES, MOVES};
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
owes none. The risks of which the change moves a cause are named beside the finding: their assessment rests on the answer.
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
    break_it: "
//= at v2.1.0
//- changes/CR-002.md
-  new_controls: None. The self-test already covers every layer type of the network.
",
    check: Check::Dossier(check),
};

fn check(dossier: &Dossier, found: &mut Findings<'_>) {
    for (record, change) in dossier.changes() {
        for (part, question) in unanswered(record, change) {
            let field = format!("impact.{part}");
            let mut draft = found.add(record.missing(field), format!("it is not said {question}"));
            for (risk, soup) in risks(record) {
                draft = draft.related(risk.whole(), format!("{} is a cause of this risk", soup.id()));
            }
        }
    }
}

/// Gives the answer to one question.
type Answer = fn(&Impact) -> &Option<Text>;

/// Returns the parts of `impact` that a change owes and does not have, each with its question.
pub(super) fn unanswered(record: Placed<'_>, change: &Change) -> Vec<(&'static str, &'static str)> {
    if change.decision.as_ref().is_some_and(|decision| decision.value == Decision::Reject) {
        return Vec::new();
    }
    let answered = |answer: Answer| change.impact.as_ref().is_some_and(|impact| answer(impact).is_some());
    let questions: [(Answer, Class, &str, &str); 4] = [
        (|impact| &impact.new_causes, Class::A, "new_causes", "whether the change brings new causes"),
        (|impact| &impact.new_controls, Class::A, "new_controls", "whether the change needs new controls"),
        (
            |impact| &impact.controls_disturbed,
            Class::B,
            "controls_disturbed",
            "whether the change disturbs existing controls",
        ),
        (|impact| &impact.reverification, Class::B, "reverification", "what is verified again"),
    ];
    let mut open = Vec::new();
    for (answer, from, part, question) in questions {
        if record.class() >= from && !answered(answer) && !is_unreadable(record, &format!("impact.{part}")) {
            open.push((part, question));
        }
    }
    open
}

/// Returns the live risks of which a change moves a cause, each with the first such SOUP.
fn risks(change: Placed<'_>) -> Vec<(Placed<'_>, Placed<'_>)> {
    let mut risks: Vec<(Placed<'_>, Placed<'_>)> = Vec::new();
    for soup in change.to(&MOVES) {
        for risk in soup.from(&CAUSES).filter(|risk| risk.is_live()) {
            if !risks.iter().any(|(known, _)| *known == risk) {
                risks.push((risk, soup));
            }
        }
    }
    risks
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
