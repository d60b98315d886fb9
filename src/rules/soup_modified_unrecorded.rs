//! Finds SOUP that was modified without saying how, or with patches and without saying so.

use super::{Check, Findings, Rule, Severity, is_unreadable};
use crate::dossier::Dossier;
use crate::standard::{Classes, iec_62304};

pub(super) static RULE: Rule = Rule {
    code: "soup-modified-unrecorded",
    clauses: &[&iec_62304::CLAUSE_3_29, &iec_62304::CLAUSE_8_1_2],
    classes: Classes::ALL,
    severity: Severity::ERROR,
    summary: "SOUP that was modified does not say how, or the other way round",
    explain: "
Modified software can still be SOUP, but its version alone no longer says what was built in, and the manufacturer's anomaly
list no longer covers all of it. The patches are part of its identity.

It is reported when `modified` is `true` and `patches` lists nothing, and when `patches` lists something and `modified` is
`false` or not written.
",
    help: "list each patch with its reason in `patches` and write `modified: true`; or drop both",
    wrong: "
//- soup/SOUP-001.md
---
id: SOUP-001
modified: true
#         ^^^^ it is modified, and no patch is listed
---
//- soup/SOUP-002.md
---
id: SOUP-002
patches: ['0001-bound-check.patch: refuse images over 24 MP']
#^^^^^^ patches are listed, and `modified` is not true
---
",
    right: "
//- soup/SOUP-001.md
---
id: SOUP-001
modified: true
patches: ['0001-bound-check.patch: refuse images over 24 MP']
---
//- soup/SOUP-002.md
---
id: SOUP-002
modified: false
---
",
    break_it: "
//- soup/SOUP-007.md
 dependency: direct
+modified: true
",
    check: Check::Dossier(check),
};

fn check(dossier: &Dossier, found: &mut Findings<'_>) {
    for (record, soup) in dossier.soups() {
        if is_unreadable(record, "modified") || is_unreadable(record, "patches") {
            continue;
        }
        match &soup.modified {
            Some(modified) if modified.value && soup.patches.is_empty() => {
                found.add(record.at("patches", modified.at), "it is modified, and no patch is listed");
            }
            Some(modified) if !modified.value && !soup.patches.is_empty() => {
                found
                    .add(record.at("modified", modified.at), "it is said not to be modified")
                    .label(record.missing("patches").span, "and patches are listed");
            }
            None if !soup.patches.is_empty() => {
                found.add(record.missing("patches"), "patches are listed, and `modified` is not true");
            }
            Some(_) | None => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::drawn::check;

    #[test]
    fn patches_contradict_modified_false() {
        check(
            &RULE,
            "
//- soup/SOUP-001.md
---
id: SOUP-001
modified: false
#         ^^^^^ it is said not to be modified
patches: [fix.patch]
#^^^^^^ and patches are listed
---
",
        )
        .expect("the places fit");
    }
}
