//! Finds values that are not what their field holds.

use super::{Check, Findings, Rule, Severity};
use crate::dossier::Dossier;
use crate::field::FaultKind;
use crate::standard::{Classes, practice};

pub(super) static RULE: Rule = Rule {
    code: "field-invalid",
    clauses: &[&practice::CLAUSE_RECORDS],
    classes: Classes::ALL,
    severity: Severity::ERROR,
    summary: "a field holds something that it cannot hold",
    explain: "
A word that is not among those of the field, a list where one text belongs, a number that is none: such a value cannot be used,
so the record is judged as if it said nothing there. It is reported here and not as missing too. Texts that are not calendar
dates are reported by `date-invalid`. Retired records are looked at as well, since what is written there should be readable.
",
    help: "write a value that the field can hold",
    wrong: "
//- soup/SOUP-001.md
---
id: SOUP-001
provenance: in-house
#           ^^^^^^^^ `in-house` is not one of the words for this field
used_in: {item: ITEM-101}
#        ^ expected the id of a record, found named parts
---
",
    right: "
//- soup/SOUP-001.md
---
id: SOUP-001
provenance: inadequate-records
used_in: [ITEM-101]
---
",
    break_it: "
//- soup/SOUP-008.md
-dependency: transitive
+dependency: indirect
",
    check: Check::Dossier(check),
};

fn check(dossier: &Dossier, found: &mut Findings<'_>) {
    super::record_faults(dossier, FaultKind::Invalid, found);
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::drawn;

    #[test]
    fn the_class_of_a_device_is_no_software_safety_class() {
        let example = "
//- items/SYS-001.md
---
id: SYS-001
safety_class: IIa
#             ^^^ `IIa` is no software safety class
---
";
        drawn::check(&RULE, example).expect("as drawn");
    }

    #[test]
    fn a_part_that_is_wrong_leaves_the_others_usable() {
        let example = "
//- risks/RISK-001.md
---
id: RISK-001
causes:
  - source: SOUP-001
    cause: [slow]
#          ^ expected text, found a list
  -
# ^ an element of the list is empty
---
";
        drawn::check(&RULE, example).expect("as drawn");
    }
}
