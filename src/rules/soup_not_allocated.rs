//! Finds SOUP that no live software item uses.

use super::{Check, Findings, Rule, Severity, is_unreadable};
use crate::config::Level;
use crate::dossier::{Dossier, Placed};
use crate::record::relations::USED_IN;
use crate::standard::{Classes, iec_62304, practice};

pub(super) static RULE: Rule = Rule {
    code: "soup-not-allocated",
    clauses: &[&iec_62304::CLAUSE_5_3_1, &practice::CLAUSE_TRACEABILITY],
    classes: Classes::ALL,
    severity: Severity::ERROR.in_class_a(Level::Warning),
    summary: "SOUP is used in no software item",
    explain: "
The architecture shows which item uses which SOUP, and a SOUP takes its safety class from its hosts. Without a host it is
judged as Class C.

It is reported when `used_in` names nothing, and when every item that it names is retired. A link that leads nowhere, or to
something that is no item, is reported by the rules for links, and not here as well.
",
    help: "name in `used_in` the software items that use it, or retire the record",
    wrong: "
//- soup/SOUP-001.md
---
id: SOUP-001
used_in: []
#^^^^^^ no software item uses it
---
",
    right: "
//- soup/SOUP-001.md
---
id: SOUP-001
used_in: [ITEM-101]
---
//- items/ITEM-101.md
---
id: ITEM-101
---
",
    break_it: "
//- soup/SOUP-009.md
-used_in: [ITEM-101]
",
    check: Check::Dossier(check),
};

fn check(dossier: &Dossier, found: &mut Findings<'_>) {
    for (record, soup) in dossier.soups() {
        let hosts: Vec<Placed<'_>> = record.to(&USED_IN).collect();
        let has_other_fault = hosts.len() < soup.used_in.len() || is_unreadable(record, "used_in");
        if has_other_fault || hosts.iter().any(|host| host.is_live()) {
            continue;
        }
        let message = if hosts.is_empty() {
            "no software item uses it"
        } else {
            "every software item that uses it is retired"
        };
        let mut draft = found.add(record.missing("used_in"), message);
        for host in hosts {
            draft = draft.related(host.whole(), "this item is retired");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::drawn::check;

    #[test]
    fn a_retired_host_is_none() {
        check(
            &RULE,
            "
//- soup/SOUP-001.md
---
id: SOUP-001
used_in: [ITEM-101]
#^^^^^^ every software item that uses it is retired
---
//- soup/SOUP-002.md
---
id: SOUP-002
used_in: [ITEM-101, ITEM-102]
---
//- items/ITEM-101.md
---
id: ITEM-101
status: retired
---
//- items/ITEM-102.md
---
id: ITEM-102
---
",
        )
        .expect("the place fits");
    }

    #[test]
    fn a_link_that_leads_nowhere_is_left_to_the_rules_for_links() {
        check(&RULE, "\n//- soup/SOUP-001.md\n---\nid: SOUP-001\nused_in: [ITEM-999]\n---\n")
            .expect("nothing is found");
    }
}
