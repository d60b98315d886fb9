//! Finds SOUP without a requirement that says what it has to do in this device.

use super::{Check, Findings, Rule, Severity, is_unreadable};
use crate::dossier::{Dossier, Placed};
use crate::record::Requirement;
use crate::record::relations::APPLIES_TO;
use crate::record::requirement::RequirementKind;
use crate::standard::{Classes, iec_62304};

pub(super) static RULE: Rule = Rule {
    code: "soup-functional-requirement-missing",
    clauses: &[&iec_62304::CLAUSE_5_3_3],
    classes: Classes::B_C,
    severity: Severity::ERROR,
    summary: "no functional requirement says what the SOUP has to do",
    explain: "
Whether a SOUP works properly can only be tested against what it has to do in this device. Its own documentation describes
all that it can do, which is neither needed nor tested.

It is reported when no live requirement of kind `functional` names the SOUP in `applies_to`. Requirements of other kinds, or
on the item that uses the SOUP, do not stand in for it. A requirement whose `kind` cannot be read is reported as such, and
its SOUP not here as well.
",
    help: "add a requirement of kind `functional` whose `applies_to` names the SOUP",
    wrong: "
//- soup/SOUP-001.md
---
id: SOUP-001
#   ^^^^^^^^ no functional requirement applies to it
---
//- requirements/REQ-001.md
---
id: REQ-001
kind: performance
applies_to: [SOUP-001]
---
",
    right: "
//- soup/SOUP-001.md
---
id: SOUP-001
---
//- requirements/REQ-001.md
---
id: REQ-001
kind: functional
applies_to: [SOUP-001]
---
",
    break_it: "
//- requirements/REQ-101.md
",
    check: Check::Dossier(check),
};

fn check(dossier: &Dossier, found: &mut Findings<'_>) {
    for (record, _) in dossier.soups() {
        if record.is_addressable() && !has_requirement(record, RequirementKind::Functional) {
            found.add(record.missing("requirements"), "no functional requirement applies to it");
        }
    }
}

/// Returns whether a live requirement of a kind applies to a SOUP; one whose kind cannot be read might be it.
pub(super) fn has_requirement(soup: Placed<'_>, kind: RequirementKind) -> bool {
    soup.from(&APPLIES_TO).filter(|record| record.is_live()).any(|record| {
        let written = record.fields::<Requirement>().and_then(|requirement| requirement.kind.as_ref());
        written.is_some_and(|written| written.value == kind) || is_unreadable(record, "kind")
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::drawn::check;

    #[test]
    fn a_retired_requirement_asks_nothing() {
        check(
            &RULE,
            "
//- soup/SOUP-001.md
---
id: SOUP-001
#   ^^^^^^^^ no functional requirement applies to it
---
//- requirements/REQ-001.md
---
id: REQ-001
status: retired
kind: functional
applies_to: [SOUP-001]
---
",
        )
        .expect("the place fits");
    }

    #[test]
    fn class_a_and_an_unreadable_kind_are_not_reported() {
        check(
            &RULE,
            "
//- items/SYS-001.md
---
id: SYS-001
kind: system
safety_class: A
---
//- soup/SOUP-001.md
---
id: SOUP-001
used_in: [SYS-001]
---
//- soup/SOUP-002.md
---
id: SOUP-002
---
//- requirements/REQ-001.md
---
id: REQ-001
kind: function
applies_to: [SOUP-002]
---
",
        )
        .expect("nothing is found");
    }
}
