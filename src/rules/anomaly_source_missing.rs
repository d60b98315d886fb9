//! Finds SOUP records that do not say where known anomalies are published.

use super::{Check, Findings, Rule, Severity, is_unreadable};
use crate::dossier::Dossier;
use crate::record::soup::AnomalySources;
use crate::standard::{Classes, iec_62304};

pub(super) static RULE: Rule = Rule {
    code: "anomaly-source-missing",
    clauses: &[&iec_62304::CLAUSE_7_1_3],
    classes: Classes::B_C,
    severity: Severity::ERROR,
    summary: "a SOUP record does not say where known anomalies are published",
    explain: "
Known anomalies can be judged only by somebody who knows where they are published: an issue tracker, release notes, errata,
advisories. Some manufacturers publish none; that too is found out by somebody on some day.

It is reported when `anomaly_sources` is not written, lists no entry with a `url` or a `file`, or holds `none_published`
without `by` or `on`. It is asked even where `no_hazard_rationale` stands: an anomaly is what could refute that.
",
    help: "list the trackers, release notes or advisories; or who found out, and when, that there are none",
    wrong: "
//- soup/SOUP-001.md
---
id: SOUP-001
#   ^^^^^^^^ no source of known anomalies is given
---
//- soup/SOUP-002.md
---
id: SOUP-002
anomaly_sources:
  none_published:
# ^^^^^^^^^^^^^^ the statement that none are published has no date
    by: Jana Vogt
---
",
    right: "
//- soup/SOUP-001.md
---
id: SOUP-001
anomaly_sources:
  - url: https://github.com/madler/zlib/issues
---
//- soup/SOUP-002.md
---
id: SOUP-002
anomaly_sources:
  none_published:
    by: Jana Vogt
    on: 2025-05-20
    source: mail of the manufacturer of 2025-05-12
---
",
    break_it: "
//- soup/SOUP-003.md
-anomaly_sources:
-  - url: https://github.com/numpy/numpy/issues
-    note: issue tracker and the release notes of 2.2.x
-  - url: https://osv.dev/list?ecosystem=PyPI&q=numpy
-    note: OSV, PYSEC entries for numpy
",
    check: Check::Dossier(check),
};

fn check(dossier: &Dossier, found: &mut Findings<'_>) {
    for (record, soup) in dossier.soups() {
        match &soup.anomaly_sources {
            Some(AnomalySources::Published(sources)) => {
                let is_given = sources.iter().any(|source| source.url.is_some() || source.file.is_some());
                if !is_given && !is_unreadable(record, "anomaly_sources") {
                    found.add(record.missing("anomaly_sources"), "no source of known anomalies is given");
                }
            }
            Some(AnomalySources::NonePublished(none)) => {
                for (part, given, what) in
                    [("on", none.on.is_some(), "date"), ("by", none.by.is_some(), "author")]
                {
                    let field = format!("anomaly_sources.none_published.{part}");
                    if !given && !is_unreadable(record, &field) {
                        let message = format!("the statement that none are published has no {what}");
                        found.add(record.missing(field), message);
                    }
                }
            }
            None if is_unreadable(record, "anomaly_sources") => {}
            None => {
                found.add(record.missing("anomaly_sources"), "no source of known anomalies is given");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::drawn::check;

    #[test]
    fn an_entry_that_names_no_place_is_none() {
        check(
            &RULE,
            "
//- soup/SOUP-001.md
---
id: SOUP-001
anomaly_sources:
#^^^^^^^^^^^^^^ no source of known anomalies is given
  - note: release notes
---
//- soup/SOUP-002.md
---
id: SOUP-002
anomaly_sources: []
#^^^^^^^^^^^^^^ no source of known anomalies is given
---
//- soup/SOUP-003.md
---
id: SOUP-003
anomaly_sources:
  none_published:
    by: Jana Vogt
    on: yesterday
---
",
        )
        .expect("the places fit");
    }
}
