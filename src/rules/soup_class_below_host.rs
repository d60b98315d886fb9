//! Finds SOUP declared of a lower class than the items that use it.

use super::{Check, Findings, Rule, Severity, is_unreadable};
use crate::dossier::{Dossier, Placed};
use crate::record::relations::USED_IN;
use crate::standard::{Class, Classes, iec_62304};

pub(super) static RULE: Rule = Rule {
    code: "soup-class-below-host",
    clauses: &[&iec_62304::CLAUSE_4_3_D, &iec_62304::CLAUSE_4_3_F],
    classes: Classes::ALL,
    severity: Severity::ERROR,
    summary: "SOUP is declared of a lower class than an item that uses it",
    explain: "
A fault of a SOUP is a fault of the item that it runs in. So it has the highest class among the items that use it, unless
something keeps the fault from reaching them, and then a rationale says what.

It is reported when `safety_class` is lower than the highest class among the live items of `used_in`, and the record has no
`segregation`. The lower class has no effect: the record is judged by the class of its host. Where that class is higher than anybody
meant, because something is missing or wrong at the host or above it, the cause is reported there, and a SOUP that fits the class
that was meant is not reported as well. What a `segregation` that is
there still lacks is reported by the rules `segregation-…`; a SOUP without a host by `soup-not-allocated`.
",
    help: "raise or drop `safety_class`, or describe in `segregation` what keeps its faults from the host",
    wrong: "
//- items/SYS-001.md
---
id: SYS-001
kind: system
safety_class: B
---
//- soup/SOUP-001.md
---
id: SOUP-001
used_in: [SYS-001]
safety_class: A
#             ^ class A is declared, and SYS-001, which uses it, is class B
---
",
    right: "
//- items/SYS-001.md
---
id: SYS-001
kind: system
safety_class: B
---
//- soup/SOUP-001.md
---
id: SOUP-001
used_in: [SYS-001]
safety_class: B
---
",
    break_it: "
//- soup/SOUP-006.md
 safety_related: directly
+safety_class: A
",
    check: Check::Dossier(check),
};

fn check(dossier: &Dossier, found: &mut Findings<'_>) {
    for (record, soup) in dossier.soups() {
        let Some(declared) = &soup.safety_class else { continue };
        if soup.segregation.is_some() || is_unreadable(record, "segregation") {
            continue;
        }
        // Of several hosts with the highest class the first one written is named.
        let hosts = record.to(&USED_IN).filter(|host| host.is_live());
        let hosts = hosts.filter_map(|host| Some((host.intended_class()?, host)));
        let highest = hosts.fold(None, |highest: Option<(Class, Placed<'_>)>, host| match highest {
            Some(highest) if highest.0 >= host.0 => Some(highest),
            _ => Some(host),
        });
        let Some((class, host)) = highest.filter(|(class, _)| *class > declared.value) else { continue };
        let message = format!(
            "class {} is declared, and {}, which uses it, is class {class}",
            declared.value,
            host.id()
        );
        found
            .add(record.at("safety_class", declared.at), message)
            .related(host.whole(), format!("class {class}: {}", host.classed().reason.sentence(dossier)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::drawn::check;

    const ITEMS: &str = "
//- items/SYS-001.md
---
id: SYS-001
kind: system
safety_class: C
---
//- items/SYS-002.md
---
id: SYS-002
kind: system
safety_class: A
---
";

    #[test]
    fn the_highest_host_counts() {
        let soup = "//- soup/SOUP-001.md
---
id: SOUP-001
used_in: [SYS-002, SYS-001]
safety_class: B
#             ^ class B is declared, and SYS-001, which uses it, is class C
---
";
        check(&RULE, &format!("{ITEMS}{soup}")).expect("the place fits");
    }

    #[test]
    fn what_is_wrong_above_is_told_there() {
        for (item, fits, below) in [
            ("safety_class: A\nparent: SYS-001\n", "A", None),
            ("safety_class: B\nparent: SYS-001\n", "B", Some("A")),
            ("safety_class: C\nparent: SYS-002\n", "A", None),
            ("safety_class: A\n", "A", None),
        ] {
            let example = |class: &str| {
                format!(
                    "{ITEMS}//- items/ITEM-1.md\n---\nid: ITEM-1\n{item}---\n//- soup/SOUP-1.md\n---\nid: SOUP-1\nused_in: [ITEM-1]\nsafety_class: {class}\n---\n"
                )
            };
            let count = |class: &str| {
                crate::rules::drawn::findings(&RULE, &example(class)).expect("an example").len()
            };
            assert_eq!(count(fits), 0, "{item}");
            assert_eq!(below.map_or(1, count), 1, "{item}");
        }
    }

    #[test]
    fn a_segregation_and_a_missing_host_are_other_rules() {
        let soups = "//- soup/SOUP-001.md
---
id: SOUP-001
used_in: [SYS-001]
safety_class: A
segregation:
  rationale: own process
---
//- soup/SOUP-002.md
---
id: SOUP-002
safety_class: A
---
//- soup/SOUP-003.md
---
id: SOUP-003
used_in: [SYS-002]
safety_class: C
---
";
        check(&RULE, &format!("{ITEMS}{soups}")).expect("nothing is found");
    }
}
