//! Finds SOUP that no review of the architecture looked at.

use std::collections::HashMap;

use super::{Check, Findings, Rule, Severity, is_unreadable};
use crate::dossier::{Dossier, Placed};
use crate::record::Verification;
use crate::record::verification::Method;
use crate::standard::{Classes, iec_62304};

pub(super) static RULE: Rule = Rule {
    code: "architecture-verification-missing",
    clauses: &[&iec_62304::CLAUSE_5_3_6_C],
    classes: Classes::B_C,
    severity: Severity::WARNING,
    summary: "no passed review of the architecture names the SOUP",
    explain: "
A SOUP works properly only where the architecture gives it what it needs and keeps from it what it cannot stand. Somebody looks at the
architecture with that question, for each SOUP, and records it. Tests of what the SOUP does are another thing, and neither stands for the other.

Asked for is a live verification with `method: inspection` or `analysis` and `result: pass` that names the SOUP itself in `verifies`. One of
`level: segregation` shows a separation and does not count; whether the review is stale is another question. Where a method, level or result
that could make the difference cannot be read, that alone is reported.
",
    help: "review whether the architecture lets the SOUP work properly, and name the SOUP in the `verifies` of that inspection",
    wrong: "
//- soup/SOUP-013.md
---
id: SOUP-013
#   ^^^^^^^^ no passed review of the architecture names it
---
//- verification/VER-012.md
---
id: VER-012
method: inspection
verifies: [ARCH-001]
result: pass
---
//- documents/ARCH-001.md
---
id: ARCH-001
---
",
    right: "
//- soup/SOUP-013.md
---
id: SOUP-013
---
//- verification/VER-012.md
---
id: VER-012
method: inspection
verifies: [ARCH-001, SOUP-013]
result: pass
---
//- documents/ARCH-001.md
---
id: ARCH-001
---
",
    break_it: "
//- verification/VER-012.md
-  - SOUP-013
",
    check: Check::Dossier(check),
};

fn check(dossier: &Dossier, found: &mut Findings<'_>) {
    // One review of the architecture names many SOUP, and is looked at once.
    let lacking: HashMap<usize, Option<Lack>> =
        dossier.verifications().map(|(by, verification)| (by.index, lack(by, verification))).collect();
    for (record, _) in dossier.soups().filter(|(record, _)| record.is_addressable()) {
        let reviews = || record.verifications().filter_map(|(by, _)| Some((by, lacking.get(&by.index)?)));
        if reviews().any(|(_, lack)| lack.is_none()) {
            continue;
        }
        let mut draft =
            found.add(record.missing("verified_by"), "no passed review of the architecture names it");
        for (by, lack) in reviews() {
            if let Some((field, says)) = lack {
                draft = draft.related(by.field(*field), says.clone());
            }
        }
    }
}

/// Why a verification is no passed review of the architecture: the field, and what is wrong there.
type Lack = (&'static str, String);

/// Returns why a verification would be no passed review of the architecture for a SOUP that it names. What cannot be read is given
/// the benefit of the doubt, for it is reported already.
fn lack(by: Placed<'_>, verification: &Verification) -> Option<Lack> {
    if verification.is_of_segregation() {
        return Some(("level", "this verification shows a separation".to_owned()));
    }
    match verification.method.as_ref().map(|method| method.value) {
        Some(Method::Inspection | Method::Analysis) => {}
        Some(method @ (Method::Test | Method::Demonstration)) => {
            return Some(("method", format!("this verification is a {method}")));
        }
        None if is_unreadable(by, "method") => {}
        None => return Some(("method", "this verification does not say by which method".to_owned())),
    }
    match &verification.result {
        _ if verification.is_passed() || is_unreadable(by, "result") => None,
        Some(result) => Some(("result", format!("this review has the result {}", result.value))),
        None => Some(("result", "this review has no result".to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::drawn;

    /// Returns what is said about verifications that do not count, when the right example is edited.
    fn said(from: &str, to: &str) -> Vec<String> {
        let example = RULE.right.replace(from, to);
        assert_ne!(example, RULE.right, "{from}");
        let findings = drawn::findings(&RULE, &example).expect("the example is sound");
        findings.iter().flat_map(|finding| &finding.related).map(|also| also.message.clone()).collect()
    }

    #[test]
    fn a_verification_that_does_not_count_is_named_with_the_reason() {
        assert_eq!(said("inspection", "test"), ["this verification is a test"]);
        assert_eq!(said("method: inspection\n", ""), ["this verification does not say by which method"]);
        let segregation = "inspection\nlevel: segregation";
        assert_eq!(said("inspection", segregation), ["this verification shows a separation"]);
        assert_eq!(said("result: pass", "result: planned"), ["this review has the result planned"]);
        assert_eq!(said("result: pass\n", ""), ["this review has no result"]);
    }

    #[test]
    fn a_retired_review_is_none_and_what_cannot_be_read_is_reported_as_such() {
        let retired = RULE.right.replace("method:", "status: retired\nmethod:");
        assert_eq!(drawn::findings(&RULE, &retired).expect("an example").len(), 1);
        for (from, to) in [("inspection", "reading"), ("pass", "passed")] {
            drawn::check(&RULE, &RULE.right.replace(from, to)).expect("nothing is found");
        }
    }

    #[test]
    fn class_a_owes_none_and_an_analysis_will_do() {
        drawn::check(&RULE, &RULE.right.replace("inspection", "analysis")).expect("nothing is found");
        let class_a =
            "id: SOUP-013\nused_in: [SYS-1]\n---\n//- items/SYS-1.md\n---\nid: SYS-1\nsafety_class: A\n";
        let example = drawn::undrawn(RULE.wrong).replace("id: SOUP-013\n", class_a);
        drawn::check(&RULE, &example).expect("nothing is found");
    }
}
