//! Finds scores of vulnerabilities without what is needed to read them.

use super::{Check, Findings, Rule, Severity, is_unreadable_within};
use crate::dossier::{AnomalyEntry, Dossier};
use crate::record::anomaly_review::Cvss;
use crate::standard::{Classes, practice};

pub(super) static RULE: Rule = Rule {
    code: "score-undated",
    clauses: &[&practice::CLAUSE_SCORES],
    classes: Classes::ALL,
    severity: Severity::WARNING,
    summary: "a score of a vulnerability lacks its version, its vector or its date",
    explain: "
A CVSS number means something only with the version of CVSS that gave it and the vector that says what was assumed; with the vector somebody
can weigh it for this device. An EPSS estimate changes by the day, so without its day it cannot be read later.

It is reported when `cvss` has no `version` or no `vector`, and when `epss` has no `date`. A vector that begins with its version, as
`CVSS:3.1/`, tells the version too. A score is not asked for: it is a severity, and no risk. What lacks several of these is reported once
per score.

Only the entry that governs is looked at: the newest one for a SOUP and an anomaly's number, by the later of its `assessed_on` and
the `date` of its review. Live reviews alone count, and anomalies of retired SOUP are left out.
",
    help: "write down what the source gives with the score, or leave the score out",
    wrong: "
//- reviews/AR-005-2.md
---
id: AR-005-2
date: 2025-11-18
anomalies:
  - soup: SOUP-005
    id: CVE-2023-4863
    cvss:
      version: 3.1
      score: 8.8
#            ^^^ the CVSS score of CVE-2023-4863 of SOUP-005 has no vector
    epss:
      score: 0.94
#            ^^^^ the EPSS score of CVE-2023-4863 of SOUP-005 has no date
---
//- soup/SOUP-005.md
---
id: SOUP-005
---
",
    right: "
//- reviews/AR-005-2.md
---
id: AR-005-2
date: 2025-11-18
anomalies:
  - soup: SOUP-005
    id: CVE-2023-4863
    cvss:
      version: 3.1
      vector: CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:U/C:H/I:H/A:H
      score: 8.8
    epss:
      score: 0.94
      date: 2025-11-18
---
//- soup/SOUP-005.md
---
id: SOUP-005
---
",
    break_it: "
//- reviews/AR-008-2.md
-      vector: CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H
",
    check: Check::Dossier(check),
};

fn check(dossier: &Dossier, found: &mut Findings<'_>) {
    for known in dossier.anomalies() {
        let entry = known.governing();
        if let Some(cvss) = &entry.anomaly.cvss
            && let Some(lacks) = lacks(entry, cvss)
        {
            let at = cvss.score.as_ref().map_or(cvss.at, |score| score.at);
            let message = format!("the CVSS score of {known} has {lacks}");
            found.add_as(known.class(), entry.at("cvss", Some(at)), message);
        }
        if let Some(epss) = &entry.anomaly.epss
            && epss.date.is_none()
            && !is_unreadable_within(entry.review, entry.anomaly.at, "epss.date")
        {
            let at = epss.score.as_ref().map_or(epss.at, |score| score.at);
            let message = format!("the EPSS score of {known} has no date");
            found.add_as(known.class(), entry.at("epss", Some(at)), message);
        }
    }
}

/// Returns what a CVSS score lacks, in words.
fn lacks(entry: AnomalyEntry<'_>, cvss: &Cvss) -> Option<&'static str> {
    let is_missing =
        |part: &str, is_given: bool| !is_given && !is_unreadable_within(entry.review, entry.anomaly.at, part);
    let names_version = cvss.vector.as_ref().is_some_and(|vector| vector.starts_with("CVSS:"));
    let no_version = is_missing("cvss.version", cvss.version.is_some() || names_version);
    let no_vector = is_missing("cvss.vector", cvss.vector.is_some());
    match (no_version, no_vector) {
        (true, true) => Some("neither version nor vector"),
        (true, false) => Some("no version"),
        (false, true) => Some("no vector"),
        (false, false) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::drawn;

    #[test]
    fn a_vector_may_tell_its_version_and_an_old_one_does_not() {
        let example = "
//- reviews/AR-1.md
---
id: AR-1
anomalies:
  - {id: X-1, cvss: {vector: 'CVSS:4.0/AV:N/AC:L', score: 8.8}}
  - {id: X-2, cvss: {vector: 'AV:N/AC:L/Au:N', score: 8.8}}
#                                                     ^^^ the CVSS score of X-2 has no version
  - {id: X-3, cvss: {date: 2026-01-01}}
#                   ^^^^^^^^^^^^^^^^^^ the CVSS score of X-3 has neither version nor vector
  - {id: X-4, cvss: 9.8, epss: {score: 0.1, date: today}}
  - {id: X-5, epss: {score: 0.1, date: 2026-01-01}}
---
";
        drawn::check(&RULE, example).expect("as drawn");
    }
}
