//! Finds waivers that suppress more than one finding with one reason.

use std::collections::BTreeMap;

use super::{Check, Finding, Findings, Rule, Severity};
use crate::dossier::Dossier;
use crate::standard::{Classes, practice};

pub(super) static RULE: Rule = Rule {
    code: "waiver-too-broad",
    clauses: &[&practice::CLAUSE_WAIVER],
    classes: Classes::ALL,
    severity: Severity::WARNING,
    summary: "a waiver suppresses several findings, and names no field",
    explain: "
One reason answers for one finding. A waiver without `field` that suppresses findings on more than one field of its record would
also suppress the next one, of which its approver knew nothing. Name the `field` (as the finding names it; it stands for what lies
below it as well), and write one waiver for each that is to stay.
",
    help: "name the `field` that the reason is about, and write a waiver of its own for each other finding",
    wrong: "
//- verification/VER-001.md
---
id: VER-001
procedure: TP-001
result: pass
soup_versions: {}
configuration: reference workstation
tools: [TOOL-001]
---
//- waivers/WAIVER-001.md
---
id: WAIVER-001
rule: verification-incomplete
#     ^^^^^^^^^^^^^^^^^^^^^^^ this waiver suppresses 3 findings on VER-001: date, software_version, tester
record: VER-001
reason: an old run, of which the report is lost
approved_by: A. Berger
expires: 2026-12-31
---
",
    right: "
//- verification/VER-001.md
---
id: VER-001
procedure: TP-001
result: pass
soup_versions: {}
configuration: reference workstation
tools: [TOOL-001]
---
//- waivers/WAIVER-001.md
---
id: WAIVER-001
rule: verification-incomplete
record: VER-001
field: tester
reason: an old run, its tester is not known
approved_by: A. Berger
expires: 2026-12-31
---
",
    break_it: "
//- soup/SOUP-003.md
-  owner: Jana Vogt, SOUP steward
-  method: GitHub release feed and OSV query, monthly review record
//- waivers/WAIVER-002.md
+---
+id: WAIVER-002
+title: How NumPy is monitored
+status: approved
+approved_by: Elif Aydin
+approved_on: 2026-02-10
+rule: monitoring-plan-missing
+record: SOUP-003
+reason: The plan of the numeric packages is being rewritten
+expires: 2026-06-30
+---
",
    check: Check::Found(check),
};

fn check(dossier: &Dossier, others: &[Finding], found: &mut Findings<'_>) {
    let mut suppressed: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for finding in others {
        if let Some(waiver) = &finding.waived_by {
            suppressed.entry(waiver).or_default().push(&finding.field);
        }
    }
    for (record, waiver) in dossier.waivers() {
        let (Some(rule), Some(target)) = (&waiver.rule, &waiver.record) else { continue };
        let Some(mut fields) = suppressed.remove(record.id()) else { continue };
        let count = fields.len();
        fields.sort_unstable();
        fields.dedup();
        if waiver.field.is_some() || fields.len() < 2 {
            continue;
        }
        let fields: Vec<_> = fields
            .into_iter()
            .map(|field| if field.is_empty() { "the whole record" } else { field })
            .collect();
        let message =
            format!("this waiver suppresses {count} findings on {}: {}", &*target.value, fields.join(", "));
        found.add(record.at("rule", rule.at), message);
    }
}
