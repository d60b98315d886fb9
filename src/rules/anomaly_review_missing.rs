//! Finds SOUP whose known anomalies nobody reviewed.

use super::{Check, Findings, Rule, Severity, is_unreadable};
use crate::dossier::Dossier;
use crate::record::relations::COVERS;
use crate::standard::{Classes, iec_62304};

pub(super) static RULE: Rule = Rule {
    code: "anomaly-review-missing",
    clauses: &[&iec_62304::CLAUSE_7_1_3],
    classes: Classes::B_C,
    severity: Severity::ERROR,
    summary: "no anomaly review covers the SOUP",
    explain: "
Where a SOUP may be a cause of harm, somebody reads what its manufacturer publishes about known anomalies of the version in
use, and judges whether they could lead to a hazardous situation in this device.

It is reported when no live anomaly review names the SOUP in `covers`, in any version, and `no_hazard_rationale` does not say
why its failure is not a cause (7.1.2): the clause asks only where it may be one. A review of another version is reported by
`anomaly-review-stale`.
",
    help: "review the published anomalies of the version in use and add an anomaly review that covers it",
    wrong: "
//- soup/SOUP-001.md
---
id: SOUP-001
#   ^^^^^^^^ no anomaly review covers it
---
",
    right: "
//- soup/SOUP-001.md
---
id: SOUP-001
---
//- reviews/AR-001.md
---
id: AR-001
covers:
  - soup: SOUP-001
    version: 1.3.1
---
//- soup/SOUP-002.md
---
id: SOUP-002
no_hazard_rationale: It formats service messages, which nobody uses for diagnosis.
---
",
    break_it: "
//- reviews/AR-004-1.md
//- reviews/AR-004-2.md
//- reviews/AR-20*.md
-  - soup: SOUP-004
-    version: 1.15.3
//- reviews/AR-20*.md
-  - soup: SOUP-004
-    version: 1.16.3
",
    check: Check::Dossier(check),
};

fn check(dossier: &Dossier, found: &mut Findings<'_>) {
    for (record, soup) in dossier.soups() {
        if record.is_addressable()
            && soup.no_hazard_rationale.is_none()
            && !is_unreadable(record, "no_hazard_rationale")
            && !record.from(&COVERS).any(|review| review.is_live())
        {
            found.add(record.missing("anomaly_reviews"), "no anomaly review covers it");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::drawn::check;

    #[test]
    fn a_retired_review_covers_nothing() {
        check(
            &RULE,
            "
//- soup/SOUP-001.md
---
id: SOUP-001
#   ^^^^^^^^ no anomaly review covers it
---
//- reviews/AR-001.md
---
id: AR-001
status: retired
covers:
  - soup: SOUP-001
    version: 1.3.1
---
",
        )
        .expect("the place fits");
    }
}
