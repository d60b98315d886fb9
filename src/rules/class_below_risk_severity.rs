//! Finds systems of a class below what the severity of a risk asks for.

use std::collections::{BTreeMap, HashMap};

use super::{Check, Findings, Rule, Severity};
use crate::dossier::{Dossier, Placed};
use crate::record::relations::{CAUSES, CONTROLS, PARENT, USED_IN};
use crate::record::{Control, Item, Kind, Risk};
use crate::standard::{Class, Classes, iec_62304};

pub(super) static RULE: Rule = Rule {
    code: "class-below-risk-severity",
    clauses: &[&iec_62304::CLAUSE_4_3_A],
    classes: Classes::ALL,
    severity: Severity::ERROR,
    summary: "the class of a system is below what the severity of a risk asks for",
    explain: "
The class of a system follows from the worst harm it can contribute to. `risk.safety_class` in `tureen.toml` says which class each
severity asks for at least; a severity that it leaves out asks for none. The initial severity of a risk counts, or the residual one
when all of its controls are live and `external: true`: controls inside the software do not lower a class.
A risk concerns the systems of its causes. For an item that is the system at the end of its parents, for a SOUP the systems of its
live hosts. Where these are several, the record cannot tell which of them is meant, so it is enough that one has the class; where
none has, the highest is reported. There is one finding per system, with every such risk.
",
    help: "raise the class, correct the severity, or control the risk outside the software",
    wrong: "
//- items/SYS-001.md
---
id: SYS-001
safety_class: B
#             ^ class B is below C, which RISK-003 (critical) asks for
---
//- risks/RISK-003.md
---
id: RISK-003
severity: critical
causes: [{source: SOUP-005, cause: a crafted image runs code}]
---
//- soup/SOUP-005.md
---
id: SOUP-005
used_in: [ITEM-102]
---
//- items/ITEM-102.md
---
id: ITEM-102
parent: SYS-001
---
",
    right: "
//- items/SYS-001.md
---
id: SYS-001
safety_class: B
---
//- risks/RISK-003.md
---
id: RISK-003
severity: critical
causes: [{source: SOUP-005, cause: a crafted image runs code}]
controls: [RC-001]
residual: {severity: serious}
---
//- controls/RC-001.md
---
id: RC-001
external: true
---
//- soup/SOUP-005.md
---
id: SOUP-005
used_in: [ITEM-102]
---
//- items/ITEM-102.md
---
id: ITEM-102
parent: SYS-001
---
",
    break_it: "
//- risks/RISK-003.md
-severity: serious
+severity: critical
",
    check: Check::Dossier(check),
};

fn check(dossier: &Dossier, found: &mut Findings<'_>) {
    let mut systems = Systems::new(dossier);
    let mut below: BTreeMap<usize, Vec<Demand<'_>>> = BTreeMap::new();
    for (record, risk) in dossier.risks() {
        let Some((severity, field)) = severity(record, risk) else { continue };
        let Some(&class) = dossier.config.risk.safety_class.get(severity) else { continue };
        for cause in record.to(&CAUSES).filter(|cause| cause.is_live()) {
            let Some(system) = systems.of(cause) else { continue };
            let demands = below.entry(system.index).or_default();
            if system.class() < class && demands.last().is_none_or(|last| last.risk != record) {
                demands.push(Demand { risk: record, severity, field, class });
            }
        }
    }
    for (system, mut demands) in below {
        // The gravest first; of equals the first by path.
        demands.sort_by_key(|demand| std::cmp::Reverse(demand.class));
        let Some(gravest) = demands.first() else { continue };
        let system = dossier.at_index(system);
        let more = match demands.len() - 1 {
            0 => String::new(),
            1 => " and another risk".to_owned(),
            more => format!(" and {more} other risks"),
        };
        let verb = if more.is_empty() { "asks" } else { "ask" };
        let message = format!(
            "class {} is below {}, which {} ({}){more} {verb} for",
            system.class(),
            gravest.class,
            gravest.risk.id(),
            gravest.severity
        );
        let mut draft = found.add(system.field("safety_class"), message);
        for demand in &demands {
            let says = format!("{} asks for class {}", demand.severity, demand.class);
            draft = draft.related(demand.risk.field(demand.field), says);
        }
    }
}

/// A risk whose severity asks for a higher class.
struct Demand<'d> {
    risk: Placed<'d>,
    severity: &'d str,
    field: &'static str,
    class: Class,
}

/// Returns the severity that counts for the class, and the field in which it stands.
pub(super) fn severity<'d>(record: Placed<'d>, risk: &'d Risk) -> Option<(&'d str, &'static str)> {
    let initial = risk.severity.as_ref().map(|severity| (&*severity.value, "severity"));
    let is_external = |control: Placed<'_>| {
        let external = control.fields::<Control>().and_then(|control| control.external.as_ref());
        control.is_live() && external.is_some_and(|external| external.value)
    };
    let only_external = !risk.controls.is_empty()
        && !record.has_broken_link(&CONTROLS)
        && record.to(&CONTROLS).all(is_external);
    let residual = risk.residual.as_ref().filter(|_| only_external);
    let residual = residual.and_then(|residual| residual.severity.as_ref());
    residual.map(|severity| (&*severity.value, "residual.severity")).or(initial)
}

/// The systems that items and SOUP belong to, each looked up once.
pub(super) struct Systems<'d> {
    dossier: &'d Dossier,
    known: HashMap<usize, Option<usize>>,
}

impl<'d> Systems<'d> {
    pub(super) fn new(dossier: &'d Dossier) -> Systems<'d> {
        Systems { dossier, known: HashMap::new() }
    }

    /// Returns the system that an item or SOUP belongs to; of several the one with the highest class.
    pub(super) fn of(&mut self, record: Placed<'d>) -> Option<Placed<'d>> {
        if record.kind() == Kind::Item {
            return self.of_item(record);
        }
        let hosts: Vec<_> = record.to(&USED_IN).filter(|host| host.is_live()).collect();
        let mut highest: Option<Placed<'d>> = None;
        for system in hosts.into_iter().filter_map(|host| self.of_item(host)) {
            if highest.is_none_or(|highest| highest.class() < system.class()) {
                highest = Some(system);
            }
        }
        highest
    }

    /// Returns the system at the end of an item's live parents.
    fn of_item(&mut self, item: Placed<'d>) -> Option<Placed<'d>> {
        let mut path = Vec::new();
        let mut at = Some(item);
        let system = loop {
            let Some(item) = at else { break None };
            if let Some(known) = self.known.get(&item.index) {
                break *known;
            }
            if item.fields::<Item>().is_some() && item.is_system() {
                break Some(item.index);
            }
            // Until the end is known an item has no system, which ends the walk on a circle.
            self.known.insert(item.index, None);
            path.push(item.index);
            at = item.to(&PARENT).find(|parent| parent.is_live());
        };
        for index in path {
            self.known.insert(index, system);
        }
        system.map(|index| self.dossier.at_index(index))
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::drawn;

    const TWO_SYSTEMS: &str = "
//- items/SYS-001.md
---
id: SYS-001
safety_class: B
---
//- items/SYS-002.md
---
id: SYS-002
safety_class: C
---
//- soup/SOUP-001.md
---
id: SOUP-001
used_in: [SYS-001, SYS-002]
---
//- risks/RISK-008.md
---
id: RISK-008
severity: critical
causes: [{source: SOUP-001, cause: regression}]
---
";

    #[test]
    fn of_several_systems_one_with_the_class_is_enough() {
        drawn::check(&RULE, TWO_SYSTEMS).expect("nothing is found");
    }

    #[test]
    fn where_no_system_has_the_class_the_highest_is_reported_once() {
        let example = TWO_SYSTEMS.replace("safety_class: B", "safety_class: A").replace(
            "safety_class: C\n",
            "safety_class: B\n#             ^ class B is below C, which RISK-008 (critical) asks for\n",
        );
        drawn::check(&RULE, &example).expect("as drawn");
    }

    #[test]
    fn a_control_inside_the_software_does_not_lower_a_class() {
        let example = RULE.right.replace("external: true", "external: false");
        assert_eq!(drawn::findings(&RULE, &example).expect("an example").len(), 1);
    }

    #[test]
    fn several_risks_of_a_system_make_one_finding() {
        let example = "
//- items/SYS-001.md
---
id: SYS-001
safety_class: A
#             ^ class A is below C, which RISK-002 (critical) and another risk ask for
---
//- risks/RISK-001.md
---
id: RISK-001
severity: serious
causes: [{source: SYS-001, cause: late}]
---
//- risks/RISK-002.md
---
id: RISK-002
severity: critical
causes: [{source: SYS-001, cause: wrong}, {source: SYS-001, cause: late}]
---
";
        drawn::check(&RULE, example).expect("as drawn");
    }

    #[test]
    fn a_circle_of_parents_ends() {
        let example = "
//- items/ITEM-1.md
---
id: ITEM-1
parent: ITEM-2
---
//- items/ITEM-2.md
---
id: ITEM-2
parent: ITEM-1
---
//- risks/RISK-001.md
---
id: RISK-001
severity: catastrophic
causes: [{source: ITEM-1, cause: late}]
---
";
        drawn::check(&RULE, example).expect("nothing is found");
    }
}
