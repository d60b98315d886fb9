//! Finds waivers that suppress nothing, because something is missing or their time is over.

use super::{Check, Findings, Rule, Severity, is_unreadable};
use crate::dossier::Dossier;
use crate::standard::{Classes, practice};
use crate::text::nearest;

pub(super) static RULE: Rule = Rule {
    code: "waiver-invalid",
    clauses: &[&practice::CLAUSE_WAIVER],
    classes: Classes::ALL,
    severity: Severity::ERROR,
    summary: "a waiver lacks a part, has expired or names no rule that can be waived",
    explain: "
A waiver sets one rule's findings on one record aside, and somebody answers for it. It names the rule, the record, the reason,
the approver (`approved_by`) and the last day on which it holds; where one of these is missing, where that day is before the
as-of date, or where there is no such rule, it suppresses nothing and is reported. Findings of this rule cannot be waived.
",
    help: "complete the waiver, or retire it and act on the finding",
    wrong: "
//- waivers/WAIVER-001.md
---
id: WAIVER-001
#   ^^^^^^^^^^ the waiver gives no approver
rule: soup-identifer-missing
#     ^^^^^^^^^^^^^^^^^^^^^^ there is no rule `soup-identifer-missing`
record: SOUP-010
reason: an internal library, it has no package URL
expires: 2025-12-31
#        ^^^^^^^^^^ the waiver expired on 2025-12-31
---
",
    right: "
//- waivers/WAIVER-001.md
---
id: WAIVER-001
rule: soup-version-missing
record: SOUP-010
reason: the supplier delivers one build only
approved_by: A. Berger
expires: 2026-12-31
---
",
    break_it: "
//- waivers/WAIVER-001.md
-expires: 2026-12-31
",
    check: Check::Dossier(check),
};

fn check(dossier: &Dossier, found: &mut Findings<'_>) {
    for (record, waiver) in dossier.waivers() {
        for (field, message) in waiver.faults(record.record(), dossier.judged.as_of) {
            if !is_unreadable(record, field) {
                found.add(record.field(field), message);
            }
        }
        let Some(rule) = &waiver.rule else { continue };
        let at = || record.at("rule", rule.at);
        let named = Rule::of_code(&rule.value);
        if named.is_some_and(|named| !named.is_waivable()) {
            found.add(at(), format!("findings of `{}` cannot be waived", &*rule.value));
        } else if named.is_none() {
            let draft = found.add(at(), format!("there is no rule `{}`", &*rule.value));
            if let Some(near) = nearest(&rule.value, super::RULES.iter().map(|rule| rule.code)) {
                draft.help(format!("did you mean `{near}`?"));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::drawn;

    #[test]
    fn the_last_day_still_counts() {
        let example = "
//= as-of 2026-12-31
//- waivers/WAIVER-001.md
---
id: WAIVER-001
rule: soup-version-missing
record: SOUP-010
reason: the supplier delivers one build only
approved_by: A. Berger
expires: 2026-12-31
---
";
        drawn::check(&RULE, example).expect("nothing is found");
        let later = example.replace("as-of 2026-12-31", "as-of 2027-01-01");
        assert_eq!(drawn::findings(&RULE, &later).expect("an example").len(), 1);
    }

    #[test]
    fn a_waiver_cannot_waive_itself_and_an_empty_field_is_missing() {
        let example = "
//- waivers/WAIVER-001.md
---
id: WAIVER-001
rule: waiver-invalid
#     ^^^^^^^^^^^^^^ findings of `waiver-invalid` cannot be waived
record: WAIVER-001
reason:
#^^^^^ the waiver gives no reason
approved_by: A. Berger
expires: soon
---
";
        drawn::check(&RULE, example).expect("as drawn, and the date is reported by another rule");
    }

    #[test]
    fn a_retired_waiver_is_left_alone() {
        let example = "//- waivers/a.md\n---\nid: WAIVER-1\nstatus: retired\n---\n";
        drawn::check(&RULE, example).expect("nothing is found");
    }
}
