//! Finds classes that rely on a control which lies inside the software, or which nothing shows.

use super::{Check, Findings, Rule, Severity, is_unreadable};
use crate::dossier::{At, Dossier, Placed};
use crate::record::Control;
use crate::record::relations::EXTERNAL_CONTROLS;
use crate::standard::{Classes, iec_62304};

pub(super) static RULE: Rule = Rule {
    code: "external-control-unverified",
    clauses: &[&iec_62304::CLAUSE_4_3_A, &iec_62304::CLAUSE_7_3_1],
    classes: Classes::ALL,
    severity: Severity::ERROR,
    summary: "a class relies on a control that is not external, or that no passed verification shows",
    explain: "
A class may be lower because something outside the software keeps harm away: a person who reads every case, a hardware limit. The whole
class then rests on that control, so it has to lie outside the software indeed, and to work. Controls inside the software do not count: its
failure is taken as certain.

For each control in `external_controls` of a live item two things are asked: its record says `external: true`, and a live verification with
`result: pass` names it in `verifies`. Each that is missing is reported, on the item, at any class and before a release too, since the class
decides what is asked of everything below it. A retired control keeps nothing away and is reported here. Whether the verification is
stale is another question, and a link that leads to no control is reported as such.
",
    help: "verify the control outside the software, or class the item without it",
    wrong: "
//- items/SYS-001.md
---
id: SYS-001
safety_class: B
external_controls: [RC-001]
#                   ^^^^^^ RC-001 does not lie outside the software
#                   ^^^^^^ no passed verification names RC-001
---
//- controls/RC-001.md
---
id: RC-001
external: false
---
",
    right: "
//- items/SYS-001.md
---
id: SYS-001
safety_class: B
external_controls: [RC-001]
---
//- controls/RC-001.md
---
id: RC-001
external: true
---
//- verification/VER-015.md
---
id: VER-015
verifies: [RC-001]
result: pass
---
",
    break_it: "
//- controls/RC-001.md
-external: true
+external: false
",
    check: Check::Dossier(check),
};

fn check(dossier: &Dossier, found: &mut Findings<'_>) {
    for (item, _) in dossier.items() {
        let relied_on = item.outgoing().filter(|(link, _)| std::ptr::eq(link.relation, &EXTERNAL_CONTROLS));
        for (link, record) in relied_on {
            let Some(control) = record.fields::<Control>() else { continue };
            let at = || item.at(link.field.to_string(), link.id.at);
            if record.is_live() {
                external(record, control, at(), found);
                verified(record, at(), found);
            } else {
                found
                    .add(at(), format!("{} is retired", record.record().id()))
                    .related(record.field("status"), "this control is retired");
            }
        }
    }
}

fn external(record: Placed<'_>, control: &Control, at: At<'_>, found: &mut Findings<'_>) {
    let id = record.record().id();
    match &control.external {
        Some(external) if external.value => {}
        None if is_unreadable(record, "external") => {}
        Some(_) => {
            found
                .add(at, format!("{id} does not lie outside the software"))
                .help("rely on a control outside the software, or class the item without it")
                .related(record.field("external"), "the control says so");
        }
        None => {
            found
                .add(at, format!("{id} does not say that it lies outside the software"))
                .help("write `external: true` in the control if it does; if not, class the item without it")
                .related(record.field("external"), "nothing is said here");
        }
    }
}

fn verified(record: Placed<'_>, at: At<'_>, found: &mut Findings<'_>) {
    // A result that cannot be read is reported where it stands.
    if record.is_verified() || record.verifications().any(|(by, _)| is_unreadable(by, "result")) {
        return;
    }
    let mut draft = found.add(at, format!("no passed verification names {}", record.record().id()));
    for (by, verification) in record.verifications() {
        let says = match &verification.result {
            Some(result) => format!("this verification has the result {}", result.value),
            None => "this verification has no result".to_owned(),
        };
        draft = draft.related(by.field("result"), says);
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::drawn;

    /// Returns what is found when the right example is edited.
    fn said(from: &str, to: &str) -> Vec<String> {
        let example = RULE.right.replace(from, to);
        assert_ne!(example, RULE.right, "{from}");
        let findings = drawn::findings(&RULE, &example).expect("the example is sound");
        findings.into_iter().map(|finding| finding.message).collect()
    }

    #[test]
    fn each_of_the_two_is_asked_by_itself() {
        assert_eq!(said("external: true", "external: false"), ["RC-001 does not lie outside the software"]);
        let silent = ["RC-001 does not say that it lies outside the software"];
        assert_eq!(said("external: true\n", ""), silent);
        for result in ["fail", "planned"] {
            assert_eq!(said("pass", result), ["no passed verification names RC-001"]);
        }
        assert_eq!(said("verifies: [RC-001]", "verifies: []"), ["no passed verification names RC-001"]);
    }

    #[test]
    fn a_retired_control_is_reported_once() {
        assert_eq!(said("external: true", "external: true\nstatus: retired"), ["RC-001 is retired"]);
    }

    #[test]
    fn what_is_reported_elsewhere_is_left_alone() {
        let none: [&str; 0] = [];
        assert_eq!(said("[RC-001]\n---\n//- controls", "[RC-009]\n---\n//- controls"), none);
        assert_eq!(said("external: true", "external: yes"), none);
        assert_eq!(said("pass", "passed"), none);
        assert_eq!(said("safety_class: B", "status: retired"), none);
    }

    #[test]
    fn it_is_asked_in_class_a_and_of_a_lowered_item_too() {
        assert_eq!(said("safety_class: B", "safety_class: A\nkind: system"), [""; 0]);
        let example = RULE.right.replace("safety_class: B", "safety_class: A").replace("pass", "fail");
        assert_eq!(drawn::findings(&RULE, &example).expect("an example").len(), 1);
    }
}
