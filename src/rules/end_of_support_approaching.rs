//! Finds SOUP whose support ends soon.

use super::{Check, Findings, Rule, Severity};
use crate::dossier::Dossier;
use crate::due;
use crate::record::Soup;
use crate::standard::{Classes, iec_62304};

pub(super) static RULE: Rule = Rule {
    code: "end-of-support-approaching",
    clauses: &[&iec_62304::CLAUSE_6_1_F],
    classes: Classes::ALL,
    severity: Severity::WARNING,
    summary: "support of a SOUP ends soon",
    explain: "
Replacing a SOUP means new requirements, tests and reviews, which takes months. The warning comes while there is time, and it
stays, plan or not, until the SOUP has been replaced.

It is reported when `end_of_support` lies after the day that is judged as of, by no more than the project's warning window:
`end_of_support_warning` of the table `[review]` in `tureen.toml`, 365 days where it says nothing. From the day itself on,
`end-of-support-passed` speaks.
",
    help: "plan its update or replacement, and write the plan in `replacement_plan`",
    wrong: "
//= as-of 2026-02-15
//- soup/SOUP-003.md
---
id: SOUP-003
end_of_support: 2026-12-09
#               ^^^^^^^^^^ support ends in 297 days
---
",
    right: "
//= as-of 2026-02-15
//- soup/SOUP-003.md
---
id: SOUP-003
end_of_support: 2028-12-09
---
",
    break_it: "
//- soup/SOUP-002.md
-end_of_support: 2028-10-31
+end_of_support: 2026-10-31
",
    check: Check::Dossier(check),
};

fn check(dossier: &Dossier, found: &mut Findings<'_>) {
    let window = i64::from(dossier.config.review.end_of_support_warning);
    for due in due::ends_of_support(dossier) {
        let (record, soup) = (due.record, due.record.fields::<Soup>());
        let Some(end) = soup.and_then(|soup| soup.end_of_support.as_ref()) else { continue };
        // The difference of two civil dates is a number of days unless something else is asked for.
        let days = i64::from((end.value - dossier.judged.as_of).get_days());
        if !due.is_overdue() && days <= window {
            let message = if days == 1 {
                "support ends tomorrow".to_owned()
            } else {
                format!("support ends in {days} days")
            };
            found.add(record.at("end_of_support", end.at), message);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::drawn::check;

    #[test]
    fn the_window_has_two_edges() {
        check(
            &RULE,
            "
//= as-of 2026-02-15
//- soup/SOUP-001.md
---
id: SOUP-001
end_of_support: 2026-02-15
---
//- soup/SOUP-002.md
---
id: SOUP-002
end_of_support: 2026-02-16
#               ^^^^^^^^^^ support ends tomorrow
---
//- soup/SOUP-003.md
---
id: SOUP-003
end_of_support: 2027-02-15
#               ^^^^^^^^^^ support ends in 365 days
replacement_plan: CR-009
---
//- soup/SOUP-004.md
---
id: SOUP-004
end_of_support: 2027-02-16
---
",
        )
        .expect("the places fit");
    }

    #[test]
    fn the_project_sets_the_window() {
        check(
            &RULE,
            "
//= as-of 2026-02-15
//- tureen.toml
[review]
end_of_support_warning = 30
//- soup/SOUP-001.md
---
id: SOUP-001
end_of_support: 2026-12-09
---
",
        )
        .expect("nothing is found");
    }
}
