//! Finds keys that stand twice in one map.

use super::{Check, Findings, Rule, Severity};
use crate::dossier::Dossier;
use crate::field::FaultKind;
use crate::standard::{Classes, practice};

pub(super) static RULE: Rule = Rule {
    code: "key-duplicate",
    clauses: &[&practice::CLAUSE_RECORDS],
    classes: Classes::ALL,
    severity: Severity::ERROR,
    summary: "a key stands twice in the same place of a record",
    explain: "
Programs disagree about which of two equal keys counts, so a reader may see another value than the one that was judged. The
first one counts here and the second one is reported; it is often what a merge left behind.
",
    help: "keep one of the two",
    wrong: "
//- soup/SOUP-001.md
---
id: SOUP-001
version: 1.3.0
#^^^^^^ first written here
version: 1.3.1
#^^^^^^ `version` stands twice; only the first one counts
---
",
    right: "
//- soup/SOUP-001.md
---
id: SOUP-001
version: 1.3.1
---
",
    break_it: "
//- soup/SOUP-009.md
 version: 0.38.0
+version: 0.39.0
",
    check: Check::Dossier(check),
};

fn check(dossier: &Dossier, found: &mut Findings<'_>) {
    super::record_faults(dossier, FaultKind::Duplicate, found);
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::drawn;

    #[test]
    fn keys_inside_a_part_are_looked_at_and_equal_keys_of_two_parts_are_fine() {
        let example = "
//- risks/RISK-001.md
---
id: RISK-001
residual:
  level: acceptable
# ^^^^^ first written here
  level: conditional
# ^^^^^ `level` stands twice; only the first one counts
causes:
  - source: SOUP-001
  - source: SOUP-002
---
";
        drawn::check(&RULE, example).expect("as drawn");
    }
}
