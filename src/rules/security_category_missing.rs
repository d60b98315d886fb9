//! Finds SOUP of which nobody said who carries the security risk.

use super::{Check, Findings, Rule, Severity, is_unreadable};
use crate::dossier::Dossier;
use crate::standard::{Classes, iec_81001_5_1};

pub(super) static RULE: Rule = Rule {
    code: "security-category-missing",
    clauses: &[&iec_81001_5_1::CLAUSE_4_3],
    classes: Classes::ALL,
    severity: Severity::WARNING,
    summary: "a SOUP record does not say who carries its security risk",
    explain: "
After release somebody is responsible for the security of each component. IEC 81001-5-1 knows three answers: `maintained`, the maker of the
device carries its security risk; `supported`, the maker tells the customer about known risks; `required`, the maker considers the risks that
are known before release.

It is reported when `security_category` is empty. Another word than these three is reported by `field-invalid` alone. It does not depend on the
safety class.
",
    help: "write `security_category: maintained`, `supported` or `required`, as your security plan decides",
    wrong: "
//- soup/SOUP-001.md
---
id: SOUP-001
security_category:
#^^^^^^^^^^^^^^^^ no security category is given
---
",
    right: "
//- soup/SOUP-001.md
---
id: SOUP-001
security_category: maintained
---
",
    break_it: "
//- soup/SOUP-008.md
-security_category: maintained
",
    check: Check::Dossier(check),
};

fn check(dossier: &Dossier, found: &mut Findings<'_>) {
    for (record, soup) in dossier.soups() {
        if soup.security_category.is_none() && !is_unreadable(record, "security_category") {
            found.add(record.missing("security_category"), "no security category is given");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::drawn;

    #[test]
    fn another_word_is_reported_as_such_alone_and_retired_soup_owes_none() {
        for edit in ["security_category: outsourced", "status: retired"] {
            let example = RULE.right.replace("security_category: maintained", edit);
            drawn::check(&RULE, &example).expect("nothing is found");
        }
    }
}
