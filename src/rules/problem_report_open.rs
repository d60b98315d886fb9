//! Finds problem reports that are neither settled nor listed as what remains.

use super::{Check, Findings, Rule, Severity, is_unreadable};
use crate::config::Level;
use crate::dossier::{Dossier, Placed};
use crate::record::relations::RESIDUAL_PROBLEM;
use crate::standard::{Classes, iec_62304};

pub(super) static RULE: Rule = Rule {
    code: "problem-report-open",
    clauses: &[&iec_62304::CLAUSE_9_2, &iec_62304::CLAUSE_9_5, &iec_62304::CLAUSE_5_8_2],
    classes: Classes::ALL,
    severity: Severity::ERROR.before_release(Level::Warning),
    summary: "a problem report is neither settled nor among the residual anomalies",
    explain: "
A problem is settled by a decision, written in `disposition`: corrected by which change, no fault, left as it is and why. Or it goes along as a known
residual anomaly, and the release says so in `residual_anomalies`. A problem report with neither is open.

At a release the list of that release's own record counts: what 2.0.0 was shipped with says nothing about 2.1.0. Before a release, and where
the release has no record (`release-record-missing` tells that), the list of any live release record counts.
",
    help: "decide and write it in `disposition`, or list it in the `residual_anomalies` of the release",
    wrong: "
//- problems/PR-001.md
---
id: PR-001
#   ^^^^^^ the problem report has no disposition, and no release lists it as residual
investigation: reproduced with the photograph of the site
---
",
    right: "
//- problems/PR-001.md
---
id: PR-001
investigation: reproduced with the photograph of the site
disposition: stays in the library; the self-check refuses the drifted result
---
//- problems/PR-002.md
---
id: PR-002
---
//- releases/REL-2.1.0.md
---
id: REL-2.1.0
residual_anomalies: [PR-002]
---
",
    break_it: "
//- problems/PR-001.md
-disposition: >-
-  Defect stays in the library; known residual anomaly of releases 2.0.0 and 2.1.0. The chart
-  self-check refuses the drifted result, the station shows the reason and asks for a new photograph.
-  Sites with 1.6 were told on 2025-04-22 to check the exposure. Replacement of the library is decided
-  under CR-007.
",
    check: Check::Dossier(check),
};

fn check(dossier: &Dossier, found: &mut Findings<'_>) {
    let mut lists: Vec<Placed<'_>> = dossier.release_records().map(|(record, _)| record).collect();
    let whose = if lists.is_empty() { "no release lists" } else { "this release does not list" };
    if lists.is_empty() {
        lists = dossier.releases().map(|(record, _)| record).collect();
    }
    // A list that cannot be read may hold any of them.
    if lists.iter().any(|list| is_unreadable(*list, "residual_anomalies")) {
        return;
    }
    let is_listing: std::collections::HashSet<usize> = lists.iter().map(|list| list.index).collect();
    for (record, problem) in dossier.problem_reports() {
        if problem.disposition.is_some() || is_unreadable(record, "disposition") {
            continue;
        }
        if !record.from(&RESIDUAL_PROBLEM).any(|release| is_listing.contains(&release.index)) {
            found.add(
                record.missing("disposition"),
                format!("the problem report has no disposition, and {whose} it as residual"),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::config::Level;
    use crate::rules::drawn;

    fn findings(example: &str) -> Vec<(Level, String)> {
        let findings = drawn::findings(&RULE, example).expect("an example");
        findings.into_iter().map(|finding| (finding.level, finding.message)).collect()
    }

    const LISTED_BEFORE: &str = "
//- problems/PR-001.md
---
id: PR-001
---
//- releases/REL-2.0.0.md
---
id: REL-2.0.0
tag: v2.0.0
residual_anomalies: [PR-001]
---
//- releases/REL-2.1.0.md
---
id: REL-2.1.0
tag: v2.1.0
---
";

    #[test]
    fn a_release_counts_its_own_list_only() {
        assert!(findings(LISTED_BEFORE).is_empty());
        assert!(findings(&format!("//= release v2.0.0\n{LISTED_BEFORE}")).is_empty());
        let expected = "the problem report has no disposition, and this release does not list it as residual";
        let found = findings(&format!("//= release v2.1.0\n{LISTED_BEFORE}"));
        assert_eq!(found, [(Level::Error, expected.to_owned())]);
        assert!(findings(&format!("//= release v3.0.0\n{LISTED_BEFORE}")).is_empty(), "it has no record");
    }

    #[test]
    fn what_cannot_be_read_is_not_missing_as_well() {
        assert!(findings(&LISTED_BEFORE.replace("[PR-001]", "{soup: [x]}")).is_empty());
        let example = RULE.wrong.replace("investigation:", "disposition: [closed]\ninvestigation:");
        assert!(findings(&example).is_empty());
        assert_eq!(findings(RULE.wrong)[0].0, Level::Warning);
    }

    #[test]
    fn a_retired_report_is_not_open_and_a_retired_release_lists_nothing() {
        let example = LISTED_BEFORE.replace("id: PR-001\n", "id: PR-001\nstatus: retired\n");
        assert!(findings(&format!("//= release v2.1.0\n{example}")).is_empty());
        let example = LISTED_BEFORE.replace("id: REL-2.0.0\n", "id: REL-2.0.0\nstatus: retired\n");
        assert_eq!(findings(&example).len(), 1);
    }
}
