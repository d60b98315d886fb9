//! Finds SOUP whose support has ended without a plan.

use super::{Check, Findings, Rule, Severity};
use crate::config::Level;
use crate::dossier::Dossier;
use crate::due;
use crate::record::Soup;
use crate::standard::{Classes, fda, iec_62304};

pub(super) static RULE: Rule = Rule {
    code: "end-of-support-passed",
    clauses: &[&iec_62304::CLAUSE_6_1_F, &fda::CLAUSE_V_A_4],
    classes: Classes::ALL,
    severity: Severity::ERROR.before_release(Level::Warning),
    summary: "support of a SOUP has ended, and there is no plan to replace it",
    explain: "
From the day on which its maintainer stops, nobody else finds or fixes anomalies of a SOUP. The maintenance plan says what
happens to obsolete SOUP; the record says what happens to this one.

It is reported when `end_of_support` is on or before the day that is judged as of, and `replacement_plan` is not written.
Before that day `end-of-support-approaching` speaks. It is a warning until a release is judged.
",
    help: "say in `replacement_plan` what replaces it and when, or how it is kept without its maintainer",
    wrong: "
//= as-of 2027-01-01
//- soup/SOUP-003.md
---
id: SOUP-003
end_of_support: 2026-12-09
#               ^^^^^^^^^^ support ended on 2026-12-09, and there is no plan to replace it
---
",
    right: "
//= as-of 2027-01-01
//- soup/SOUP-003.md
---
id: SOUP-003
end_of_support: 2026-12-09
replacement_plan: Moves to the 2.4 branch with release 2.3.0, see CR-009.
---
",
    break_it: "
//= as-of 2027-01-01
",
    check: Check::Dossier(check),
};

fn check(dossier: &Dossier, found: &mut Findings<'_>) {
    for due in due::ends_of_support(dossier).into_iter().filter(|due| due.is_overdue() && !due.is_answered) {
        let soup = due.record.fields::<Soup>();
        let Some(end) = soup.and_then(|soup| soup.end_of_support.as_ref()) else { continue };
        let message = format!("support ended on {}, and there is no plan to replace it", end.value);
        found.add(due.record.at("end_of_support", end.at), message);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::drawn::{check, findings};

    const SOUP: &str = "//- soup/SOUP-001.md\n---\nid: SOUP-001\nend_of_support: 2026-12-09\n---\n";

    #[test]
    fn on_its_last_day_support_has_ended() {
        let levels = |example: &str| -> Vec<Level> {
            let found = findings(&RULE, example).expect("the example is sound");
            found.iter().map(|finding| finding.level).collect()
        };
        assert_eq!(levels(&format!("\n//= as-of 2026-12-09\n{SOUP}")), [Level::Warning]);
        assert_eq!(levels(&format!("\n//= as-of 2026-12-09\n//= release\n{SOUP}")), [Level::Error]);
        check(&RULE, &format!("\n//= as-of 2026-12-08\n{SOUP}")).expect("nothing is found");
    }
}
