//! Finds SOUP records that do not say how, and for how long, the SOUP is supported.

use super::{Check, Findings, Rule, Severity, is_unreadable};
use crate::dossier::Dossier;
use crate::standard::{Classes, fda};

pub(super) static RULE: Rule = Rule {
    code: "support-status-unknown",
    clauses: &[&fda::CLAUSE_V_A_4_B],
    classes: Classes::ALL,
    severity: Severity::WARNING,
    summary: "a SOUP record does not say how, and for how long, the SOUP is supported",
    explain: "
Software that nobody fixes any more keeps its vulnerabilities. The FDA asks, per component, for the level of support and the
day on which it ends, or for the reason why these cannot be given.

Two things are reported, each for itself: there is no `level_of_support`; there is neither an `end_of_support` date nor an
`end_of_support_justification`. Many projects publish no date: the justification says so.
",
    help: "write `level_of_support`, and `end_of_support` or why no date can be given in `end_of_support_justification`",
    wrong: "
//- soup/SOUP-001.md
---
id: SOUP-001
#   ^^^^^^^^ neither an end of support nor a reason why none can be given is recorded
level_of_support: ''
#^^^^^^^^^^^^^^^ no level of support is given
---
",
    right: "
//- soup/SOUP-001.md
---
id: SOUP-001
level_of_support: actively maintained
end_of_support_justification: The project publishes no dates; it fixes the newest minor version.
---
//- soup/SOUP-002.md
---
id: SOUP-002
level_of_support: actively maintained
end_of_support: 2029-05-31
---
",
    break_it: "
//- soup/SOUP-004.md
-end_of_support_justification: >-
-  The project publishes no end-of-support dates. Fixes go to the newest minor
-  release, in practice for about six months each; we assess the project's activity
-  yearly and treat a year without a release as end of support.
",
    check: Check::Dossier(check),
};

fn check(dossier: &Dossier, found: &mut Findings<'_>) {
    for (record, soup) in dossier.soups() {
        if soup.level_of_support.is_none() && !is_unreadable(record, "level_of_support") {
            found.add(record.missing("level_of_support"), "no level of support is given");
        }
        let fields = ["end_of_support", "end_of_support_justification"];
        if soup.end_of_support.is_none()
            && soup.end_of_support_justification.is_none()
            && !fields.iter().any(|field| is_unreadable(record, field))
        {
            found.add(
                record.missing("end_of_support"),
                "neither an end of support nor a reason why none can be given is recorded",
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::drawn::check;

    #[test]
    fn values_that_cannot_be_read_are_not_called_missing_as_well() {
        check(
            &RULE,
            "
//- soup/SOUP-001.md
---
id: SOUP-001
level_of_support: active
end_of_support: end of 2029
---
",
        )
        .expect("nothing is found");
    }
}
