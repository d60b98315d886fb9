//! Finds controls that are built into items of a class below what the severity of the risk asks for.

use std::collections::{BTreeMap, BTreeSet};

use super::class_below_risk_severity::{Systems, severity as counted_severity};
use super::{Check, Findings, Rule, Severity, is_unreadable};
use crate::dossier::{At, Dossier, Placed};
use crate::record::relations::{APPLIES_TO, CAUSES, CONTROLS, IMPLEMENTS};
use crate::record::{Control, Risk};
use crate::standard::{Class, Classes, iec_62304};

pub(super) static RULE: Rule = Rule {
    code: "control-class-too-low",
    clauses: &[&iec_62304::CLAUSE_7_2_2_B],
    classes: Classes::B_C,
    severity: Severity::ERROR,
    summary: "a control is built into an item of a class below what the risk asks for",
    explain: "
An item that implements a control is as important as the risk that it holds back: where the control fails, the harm of the risk follows. Its
class fits that harm, and a segregation that lowers the class of an item cannot stand while a control rests on it.

The items of a control are the live items and SOUP in the `applies_to` of the live requirements that implement it; the one with the lowest
class counts. `risk.safety_class` in `tureen.toml` says which class the severity of each risk that it controls asks for at least; a severity
that it leaves out asks for none. The initial severity counts, since it is what the control has to hold back. There is one finding per
control, with every such item and risk; it is judged by the class that is asked for.

Controls with `external: true` are in no item. Where the whole system behind an item has a class below what the risk asks for,
`class-below-risk-severity` says so for the system, and it is not said again for each control in it.
",
    help: "move the control to an item of the class that the risk asks for, or raise the class of the item",
    wrong: "
//- controls/RC-006.md
---
id: RC-006
#   ^^^^^^ ITEM-202 implements this control in class A, below C, which RISK-007 (critical) asks for
---
//- requirements/REQ-202.md
---
id: REQ-202
applies_to: [ITEM-202]
implements: [RC-006]
---
//- risks/RISK-007.md
---
id: RISK-007
severity: critical
causes: [{source: SYS-002, cause: a log fault stalls the dispatcher}]
controls: [RC-006]
---
//- items/SYS-002.md
---
id: SYS-002
safety_class: C
---
//- items/ITEM-202.md
---
id: ITEM-202
parent: SYS-002
safety_class: A
segregation: {rationale: no way back, mechanism: [own process], shared_resources: none that can block, architecture: ARCH-002}
---
//- documents/ARCH-002.md
---
id: ARCH-002
---
//- verification/VER-014.md
---
id: VER-014
level: segregation
verifies: [ITEM-202]
result: pass
---
",
    right: "
//- controls/RC-006.md
---
id: RC-006
---
//- requirements/REQ-202.md
---
id: REQ-202
applies_to: [ITEM-201]
implements: [RC-006]
---
//- risks/RISK-007.md
---
id: RISK-007
severity: critical
causes: [{source: SYS-002, cause: a log fault stalls the dispatcher}]
controls: [RC-006]
---
//- items/SYS-002.md
---
id: SYS-002
safety_class: C
---
//- items/ITEM-201.md
---
id: ITEM-201
parent: SYS-002
---
",
    break_it: "
//- requirements/REQ-202.md
-applies_to: [ITEM-201]
+applies_to: [ITEM-104]
",
    check: Check::Dossier(check),
};

/// A risk that asks for a class.
struct Demand<'d> {
    severity: &'d str,
    class: Class,
    /// The systems of its causes that are below that class; another rule reports them.
    low_systems: BTreeSet<usize>,
}

/// An item or SOUP that implements a control.
struct Part<'d> {
    record: Placed<'d>,
    system: Option<usize>,
    /// Where the requirement says so.
    at: At<'d>,
}

fn check(dossier: &Dossier, found: &mut Findings<'_>) {
    let mut systems = Systems::new(dossier);
    let demands: BTreeMap<usize, Demand<'_>> = dossier
        .risks()
        .filter_map(|(record, risk)| Some((record.index, demand(record, risk, &mut systems)?)))
        .collect();
    for (record, control) in dossier.controls() {
        if may_be_external(record, control) {
            continue;
        }
        let parts = parts(record, &mut systems);
        // Of several parts of one class and system it is enough to look at the first.
        let mut kinds: Vec<&Part<'_>> = parts.iter().collect();
        kinds.sort_by_key(|part| (part.record.class(), part.system));
        kinds.dedup_by_key(|part| (part.record.class(), part.system));
        let mut unmet: Vec<(Placed<'_>, &Demand<'_>, &Part<'_>)> = Vec::new();
        for risk in record.from(&CONTROLS) {
            let Some(demand) = demands.get(&risk.index) else { continue };
            if let Some(part) = kinds.iter().find(|part| demand.is_unmet_by(part)) {
                unmet.push((risk, demand, part));
            }
        }
        // The gravest first; of equals the first by path.
        unmet.sort_by_key(|(_, demand, _)| std::cmp::Reverse(demand.class));
        let Some((risk, gravest, lowest)) = unmet.first() else { continue };
        let more = match unmet.len() - 1 {
            0 => String::new(),
            1 => " and another risk".to_owned(),
            more => format!(" and {more} other risks"),
        };
        let message = format!(
            "{} implements this control in class {}, below {}, which {} ({}){more} {} for",
            lowest.record.id(),
            lowest.record.class(),
            gravest.class,
            risk.id(),
            gravest.severity,
            if more.is_empty() { "asks" } else { "ask" }
        );
        // What the cause of a risk is does not lower what its control owes: a cause of class A may disturb what is of class C.
        let mut draft = found.add_as(gravest.class, record.whole(), message);
        for part in parts.iter().filter(|part| gravest.is_unmet_by(part)) {
            let says = format!("{} is of class {}", part.record.id(), part.record.class());
            draft = draft.related(part.at.clone(), says);
        }
        for (risk, demand, _) in &unmet {
            let says = format!("{} asks for class {}", demand.severity, demand.class);
            draft = draft.related(risk.field("severity"), says);
        }
    }
}

impl Demand<'_> {
    fn is_unmet_by(&self, part: &Part<'_>) -> bool {
        let is_told = part.system.is_some_and(|system| self.low_systems.contains(&system));
        part.record.class() < self.class && !is_told
    }
}

/// Returns what a live risk asks for by its initial severity.
fn demand<'d>(record: Placed<'d>, risk: &'d Risk, systems: &mut Systems<'d>) -> Option<Demand<'d>> {
    let classes = &record.dossier.config.risk.safety_class;
    let severity = &*risk.severity.as_ref()?.value;
    let class = *classes.get(severity)?;
    let mut low_systems = BTreeSet::new();
    if let Some(asked) = counted_severity(record, risk).and_then(|(severity, _)| classes.get(severity)) {
        for cause in record.to(&CAUSES).filter(|cause| cause.is_live()) {
            let system = systems.of(cause).filter(|system| system.class() < *asked);
            low_systems.extend(system.map(|system| system.index));
        }
    }
    Some(Demand { severity, class, low_systems })
}

/// Returns whether a control says that it is outside the software, or something that cannot be read.
fn may_be_external(record: Placed<'_>, control: &Control) -> bool {
    control.external.as_ref().is_some_and(|external| external.value) || is_unreadable(record, "external")
}

/// Returns the live items and SOUP of the live requirements that implement a control.
fn parts<'d>(control: Placed<'d>, systems: &mut Systems<'d>) -> Vec<Part<'d>> {
    let mut parts = Vec::new();
    for requirement in control.from(&IMPLEMENTS).filter(|requirement| requirement.is_live()) {
        let targets = requirement.outgoing().filter(|(link, _)| std::ptr::eq(link.relation, &APPLIES_TO));
        for (link, record) in targets.filter(|(_, target)| target.is_live()) {
            let system = systems.of(record).map(|system| system.index);
            parts.push(Part { record, system, at: requirement.at(&*link.field, link.id.at) });
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::drawn;

    fn messages(example: &str) -> Vec<String> {
        let findings = drawn::findings(&RULE, example).expect("an example");
        findings.into_iter().map(|finding| finding.message).collect()
    }

    #[test]
    fn the_lowest_of_several_items_counts() {
        let example = RULE.wrong.replace("[ITEM-202]\nimplements", "[SYS-002, ITEM-202]\nimplements");
        drawn::check(&RULE, &example).expect("as drawn");
    }

    #[test]
    fn a_control_outside_the_software_is_in_no_item() {
        for external in ["true", "yes"] {
            let example = RULE.wrong.replace("id: RC-006\n", &format!("id: RC-006\nexternal: {external}\n"));
            let example: String = drawn::undrawn(&example);
            assert_eq!(messages(&example), [""; 0]);
        }
    }

    #[test]
    fn a_severity_without_class_asks_for_none() {
        let scale = "//- tureen.toml\n[risk]\nsafety_class = { catastrophic = \"C\" }\n";
        assert_eq!(messages(&format!("{scale}{}", RULE.wrong)), [""; 0]);
    }

    #[test]
    fn a_system_of_too_low_a_class_is_reported_once_for_all_controls_in_it() {
        let example = RULE.right.replace("safety_class: C", "safety_class: B");
        assert_eq!(messages(&example), [""; 0]);
        let of_other = RULE.wrong.replace("source: SYS-002", "source: SYS-001")
            + "//- items/SYS-001.md\n---\nid: SYS-001\nsafety_class: B\n---\n";
        assert_eq!(messages(&of_other).len(), 1, "the item that implements it is in another system");
    }

    #[test]
    fn several_risks_make_one_finding_that_names_the_gravest() {
        let example = RULE.wrong.to_owned()
            + "//- risks/RISK-001.md\n---\nid: RISK-001\nseverity: serious\ncauses: [{source: SYS-002}]\ncontrols: [RC-006]\n---\n";
        let expected = "ITEM-202 implements this control in class A, below C, which RISK-007 (critical) and another risk ask for";
        assert_eq!(messages(&example), [expected]);
    }
}
