//! Finds links to records that do not exist.

use super::{Check, Findings, Rule, Severity};
use crate::dossier::{Dossier, Target};
use crate::record::Kind;
use crate::standard::{Classes, iec_62304};

pub(super) static RULE: Rule = Rule {
    code: "link-dangling",
    clauses: &[&iec_62304::CLAUSE_7_3_3, &iec_62304::CLAUSE_8_2_4],
    classes: Classes::ALL,
    severity: Severity::ERROR,
    summary: "a link leads to a record that does not exist",
    explain: "
Traceability is being able to walk from one record to the next. A link that leads nowhere is either a slip of the pen or the
trace of a record that was taken away; retire records instead of deleting them.
",
    help: "correct the id, or add the record",
    wrong: "
//- requirements/REQ-001.md
---
id: REQ-001
applies_to: [SOUP-009]
#            ^^^^^^^^ there is no record SOUP-009
---
",
    right: "
//- requirements/REQ-001.md
---
id: REQ-001
applies_to: [SOUP-001]
---
//- soup/SOUP-001.md
---
id: SOUP-001
---
",
    break_it: "
//- reviews/AR-006-3.md
-    risks: [RISK-004]
+    risks: [RISK-004, RISK-099]
",
    check: Check::Dossier(check),
};

fn check(dossier: &Dossier, found: &mut Findings<'_>) {
    for record in dossier.live() {
        for link in &record.record().links {
            if !matches!(dossier.target(&link.id), Target::Missing) {
                continue;
            }
            let draft = found
                .add(record.at(&*link.field, link.id.at), format!("there is no record {}", &*link.id.value));
            // A slip of one character is told; more than that would be a guess, since neighbouring ids differ by little.
            let belongs = |kind: Kind| {
                if link.reverse { link.relation.from == kind } else { link.relation.to.contains(&kind) }
            };
            let candidates = dossier.records().filter(|other| belongs(other.kind()));
            let mut near = candidates.map(|other| other.record().id()).filter(|id| is_slip(&link.id, id));
            if let (Some(id), None) = (near.next(), near.next()) {
                draft.help(format!("did you mean {id}? Otherwise add the record"));
            }
        }
    }
}

fn is_slip(written: &str, id: &str) -> bool {
    strsim::osa_distance(&written.to_ascii_lowercase(), &id.to_ascii_lowercase()) == 1
}
