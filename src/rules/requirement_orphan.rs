//! Finds requirements that serve nothing.

use super::{Check, Findings, Rule, Severity, is_unreadable};
use crate::dossier::Dossier;
use crate::record::relations::{APPLIES_TO, IMPLEMENTS};
use crate::standard::{Classes, iec_62304};

pub(super) static RULE: Rule = Rule {
    code: "requirement-orphan",
    clauses: &[&iec_62304::CLAUSE_5_2_6_F],
    classes: Classes::ALL,
    severity: Severity::WARNING,
    summary: "a requirement applies to no live SOUP or item and implements no control",
    explain: "
A requirement that nobody can follow to what it serves is either left over or its link was forgotten; until then it is judged as class
C. One live SOUP or item in `applies_to`, or one live control in `implements`, is enough. Where one of these fields holds a link that
leads nowhere or to the wrong kind, that link alone is reported.
",
    help: "name what it serves in `applies_to` or `implements`, or retire it",
    wrong: "
//- requirements/REQ-118.md
---
id: REQ-118
applies_to: []
#^^^^^^^^^ the requirement serves no live SOUP, item or control
---
",
    right: "
//- requirements/REQ-118.md
---
id: REQ-118
applies_to: [SOUP-010]
---
//- soup/SOUP-010.md
---
id: SOUP-010
---
",
    break_it: "
//- requirements/REQ-118.md
-applies_to: [SOUP-010]
-implements: [RC-007]
",
    check: Check::Dossier(check),
};

fn check(dossier: &Dossier, found: &mut Findings<'_>) {
    for (record, _) in dossier.requirements() {
        let links = [(&APPLIES_TO, "applies_to"), (&IMPLEMENTS, "implements")];
        let serves = links.iter().any(|(relation, _)| record.to(relation).any(|target| target.is_live()));
        let reported = links
            .iter()
            .any(|(relation, field)| record.has_broken_link(relation) || is_unreadable(record, field));
        if !serves && !reported {
            found.add(record.missing("applies_to"), "the requirement serves no live SOUP, item or control");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::drawn;

    #[test]
    fn a_control_is_enough_and_a_retired_one_is_not() {
        let example = "
//- requirements/REQ-001.md
---
id: REQ-001
implements: [RC-001]
---
//- requirements/REQ-002.md
---
id: REQ-002
#   ^^^^^^^ the requirement serves no live SOUP, item or control
implements: [RC-002]
---
//- controls/RC-001.md
---
id: RC-001
---
//- controls/RC-002.md
---
id: RC-002
status: retired
---
";
        drawn::check(&RULE, example).expect("as drawn");
    }

    #[test]
    fn a_dangling_link_is_left_to_its_own_rule() {
        let example = RULE.right.replace("[SOUP-010]", "[SOUP-404]");
        drawn::check(&RULE, &example).expect("nothing is found");
    }
}
