//! Finds SOUP records that do not say what the SOUP is for in this device.

use super::{Check, Findings, Rule, Severity, is_unreadable};
use crate::config::Level;
use crate::dossier::Dossier;
use crate::standard::{Classes, fda, iec_62304};

pub(super) static RULE: Rule = Rule {
    code: "soup-intended-use-missing",
    clauses: &[&iec_62304::CLAUSE_5_3_3, &fda::CLAUSE_OTS],
    classes: Classes::ALL,
    severity: Severity::ERROR.in_class_a(Level::Warning),
    summary: "a SOUP record does not say what the SOUP is for in this device",
    explain: "
Requirements, risks and anomalies are judged for the use that this device makes of a SOUP, not for all that it can do.

The intended use is missing when `intended_use` is not written; a section of the body does not stand in for it. IEC 62304
asks from Class B on; in Class A the FDA's guidance on off-the-shelf software remains, so there it is a warning.
",
    help: "write in `intended_use` which functions of it this device uses, and for what",
    wrong: "
//- soup/SOUP-001.md
---
id: SOUP-001
intended_use: ''
#^^^^^^^^^^^ no intended use is given
---
",
    right: "
//- soup/SOUP-001.md
---
id: SOUP-001
intended_use: Unpack the weight file at start.
---
",
    break_it: "
//- soup/SOUP-007.md
-intended_use: Routing and validation of the intake requests that dermoscopy stations send.
",
    check: Check::Dossier(check),
};

fn check(dossier: &Dossier, found: &mut Findings<'_>) {
    for (record, soup) in dossier.soups() {
        if soup.intended_use.is_none() && !is_unreadable(record, "intended_use") {
            found.add(record.missing("intended_use"), "no intended use is given");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::drawn::findings;

    #[test]
    fn in_class_a_it_is_a_warning() {
        let found = findings(
            &RULE,
            "
//- items/SYS-001.md
---
id: SYS-001
kind: system
safety_class: A
---
//- soup/SOUP-001.md
---
id: SOUP-001
used_in: [SYS-001]
---
//- soup/SOUP-002.md
---
id: SOUP-002
---
",
        );
        let levels: Vec<_> =
            found.expect("the example is sound").iter().map(|finding| finding.level).collect();
        assert_eq!(levels, [Level::Warning, Level::Error]);
    }
}
