//! Finds SOUP without a requirement that says how well it has to do its job.

use super::soup_functional_requirement_missing::has_requirement;
use super::{Check, Findings, Rule, Severity, is_unreadable};
use crate::dossier::Dossier;
use crate::record::requirement::RequirementKind;
use crate::standard::{Classes, iec_62304};

pub(super) static RULE: Rule = Rule {
    code: "soup-performance-requirement-missing",
    clauses: &[&iec_62304::CLAUSE_5_3_3],
    classes: Classes::B_C,
    severity: Severity::ERROR,
    summary: "no performance requirement says how well the SOUP has to do its job",
    explain: "
How fast, how much and how exactly is what an update of a SOUP changes most easily, and nobody notices unless it is written
down and tested.

It is reported when no live requirement of kind `performance` names the SOUP in `applies_to`, and
`performance_not_applicable` does not give a reason why none can. A requirement whose `kind` cannot be read is reported as
such, and its SOUP not here as well.
",
    help: "add a requirement of kind `performance` for it, or give the reason in `performance_not_applicable`",
    wrong: "
//- soup/SOUP-001.md
---
id: SOUP-001
#   ^^^^^^^^ no performance requirement applies to it
---
//- requirements/REQ-001.md
---
id: REQ-001
kind: functional
applies_to: [SOUP-001]
---
",
    right: "
//- soup/SOUP-001.md
---
id: SOUP-001
---
//- requirements/REQ-002.md
---
id: REQ-002
kind: performance
applies_to: [SOUP-001]
---
//- soup/SOUP-002.md
---
id: SOUP-002
performance_not_applicable: Read once at installation; neither time nor amount matters.
---
",
    break_it: "
//- requirements/REQ-102.md
",
    check: Check::Dossier(check),
};

fn check(dossier: &Dossier, found: &mut Findings<'_>) {
    for (record, soup) in dossier.soups() {
        if record.is_addressable()
            && soup.performance_not_applicable.is_none()
            && !is_unreadable(record, "performance_not_applicable")
            && !has_requirement(record, RequirementKind::Performance)
        {
            found.add(record.missing("requirements"), "no performance requirement applies to it");
        }
    }
}
