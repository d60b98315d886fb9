//! Finds SOUP that nobody is to watch after release.

use super::{Check, Findings, Rule, Severity, is_unreadable};
use crate::config::Level;
use crate::dossier::Dossier;
use crate::standard::{Classes, iec_62304, iec_81001_5_1};

pub(super) static RULE: Rule = Rule {
    code: "monitoring-plan-missing",
    clauses: &[&iec_62304::CLAUSE_6_1_F, &iec_81001_5_1::CLAUSE_6_2_1],
    classes: Classes::ALL,
    severity: Severity::ERROR.in_class_a(Level::Warning),
    summary: "a SOUP record does not say who watches the SOUP after release, how, how often and when else",
    explain: "
After release new anomalies become known every week. Somebody has to look: a person or a role, with a method, at intervals,
and out of turn when something happens.

`monitoring` is asked for its `owner`, `method`, `cadence_days` and `triggers`, each reported for itself; where the whole is
not written there is one finding. `full_review_days` and `update_strategy` are welcome and not asked for. No standard fixes
an interval, so any number will do.
",
    help: "write in `monitoring` who watches it, by which sources, every how many days, and what asks for a look out of turn",
    wrong: "
//- soup/SOUP-001.md
---
id: SOUP-001
monitoring:
  owner:
# ^^^^^ no owner of the monitoring is named
  method: release feed and OSV query
  cadence_days: 30
  triggers: [security advisory]
---
//- soup/SOUP-002.md
---
id: SOUP-002
#   ^^^^^^^^ no monitoring is planned
---
",
    right: "
//- soup/SOUP-001.md
---
id: SOUP-001
monitoring:
  owner: Jana Vogt, SOUP steward
  method: release feed and OSV query
  cadence_days: 30
  triggers: [security advisory]
---
",
    break_it: "
//- soup/SOUP-003.md
-  owner: Jana Vogt, SOUP steward
",
    check: Check::Dossier(check),
};

fn check(dossier: &Dossier, found: &mut Findings<'_>) {
    for (record, soup) in dossier.soups() {
        let Some(monitoring) = &soup.monitoring else {
            if !is_unreadable(record, "monitoring") {
                found.add(record.missing("monitoring"), "no monitoring is planned");
            }
            continue;
        };
        for (part, given, message) in [
            ("owner", monitoring.owner.is_some(), "no owner of the monitoring is named"),
            ("method", monitoring.method.is_some(), "no method of monitoring is given"),
            ("cadence_days", monitoring.cadence_days.is_some(), "no cadence of monitoring is given"),
            ("triggers", !monitoring.triggers.is_empty(), "nothing is said to ask for a review out of turn"),
        ] {
            let field = format!("monitoring.{part}");
            if !given && !is_unreadable(record, &field) {
                found.add(record.missing(field), message);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::drawn::check;

    #[test]
    fn each_missing_part_is_found_and_none_that_cannot_be_read() {
        check(
            &RULE,
            "
//- soup/SOUP-001.md
---
id: SOUP-001
monitoring:
#^^^^^^^^^ no method of monitoring is given
#^^^^^^^^^ nothing is said to ask for a review out of turn
  owner: Jana Vogt
  cadence_days: monthly
---
",
        )
        .expect("the places fit");
    }
}
