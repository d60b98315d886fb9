//! Finds waivers that suppress nothing, because there is nothing to suppress.

use super::{Check, Finding, Findings, Rule, Severity};
use crate::dossier::Dossier;
use crate::standard::{Classes, practice};

pub(super) static RULE: Rule = Rule {
    code: "waiver-unused",
    clauses: &[&practice::CLAUSE_WAIVER],
    classes: Classes::ALL,
    severity: Severity::WARNING,
    summary: "a waiver suppresses nothing: the rule finds nothing on its record",
    explain: "
A waiver that is no longer needed waits for the day on which the same finding comes back for another reason, and then hides it. A
complete waiver in its time is reported when its rule has no finding on its record at this moment. A rule that cannot tell at this
moment is not asked: one of a ruleset that is not in use, one for releases at another moment, or one about the past where that is
not known.
",
    help: "retire the waiver or delete it; git keeps it",
    wrong: "
//- soup/SOUP-010.md
---
id: SOUP-010
version: 3.2.1
---
//- waivers/WAIVER-001.md
---
id: WAIVER-001
rule: soup-version-missing
#     ^^^^^^^^^^^^^^^^^^^^ `soup-version-missing` finds nothing on SOUP-010
record: SOUP-010
reason: the supplier delivers one build only
approved_by: A. Berger
expires: 2026-12-31
---
",
    right: "
//- soup/SOUP-010.md
---
id: SOUP-010
---
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
//- soup/SOUP-010.md
 kind: library
+purl: pkg:generic/colourcal@3.2.1
",
    check: Check::Found(check),
};

fn check(dossier: &Dossier, others: &[Finding], found: &mut Findings<'_>) {
    let used: std::collections::HashSet<&str> =
        others.iter().filter_map(|finding| finding.waived_by.as_deref()).collect();
    for (record, waiver) in dossier.waivers() {
        let Some(rule) = &waiver.rule else { continue };
        let Some(waived) = Rule::of_code(&rule.value).filter(|rule| rule.is_waivable()) else { continue };
        let in_force = waiver.faults(record.record(), dossier.judged.as_of).is_empty();
        if !in_force || used.contains(record.id()) || !found.can_tell(waived) {
            continue;
        }
        let target = match (&waiver.record, &waiver.purl) {
            // A link to nowhere is reported as such.
            (Some(target), _) if dossier.find(&target.value).is_none() => continue,
            (Some(target), _) => &*target.value,
            (None, Some(purl)) => &*purl.value,
            (None, None) => continue,
        };
        let what = waiver.field.as_ref().map_or_else(String::new, |field| format!(", {}", &*field.value));
        let message = format!("`{}` finds nothing on {target}{what}", waived.code);
        found.add(record.at("rule", rule.at), message);
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::drawn;

    #[test]
    fn rules_that_cannot_tell_here_are_not_asked() {
        for rule in ["release-tag-unsigned", "approval-stale"] {
            let example = RULE.wrong.replace("rule: soup-version-missing", &format!("rule: {rule}"));
            let example: String =
                example.lines().filter(|line| !line.contains('^')).map(|line| format!("{line}\n")).collect();
            drawn::check(&RULE, &example).expect(rule);
        }
    }

    #[test]
    fn a_waiver_for_another_field_is_unused() {
        let example = RULE.right.replace("reason:", "field: manufacturer\nreason:");
        let found = drawn::findings(&RULE, &example).expect("an example");
        assert_eq!(found[0].message, "`soup-version-missing` finds nothing on SOUP-010, manufacturer");
    }
}
