//! Finds SOUP records that do not give a licence, or not why it is unknown.

use super::{Check, Findings, Rule, Severity, is_unreadable};
use crate::dossier::Dossier;
use crate::standard::{Classes, practice};

pub(super) static RULE: Rule = Rule {
    code: "soup-license-missing",
    clauses: &[&practice::CLAUSE_LICENCE, &practice::CLAUSE_CISA_2025],
    classes: Classes::ALL,
    severity: Severity::WARNING,
    summary: "a SOUP record does not say under which licence it is used",
    explain: "
Whether a SOUP may be shipped in this way depends on its licence. IEC 62304 does not ask for it; buyers, lawyers and SBOMs do.

The licence is missing when `license` is not written. Where it is not known, say so with `NOASSERTION`; where its author
grants none, with `NONE`. Both need a reason, and an SPDX expression has no room for one: the reason stands in the text
below the front matter, in a line that has the word licence, license, `NOASSERTION` or `NONE` in it. Whether it convinces
is for a reader to judge.
",
    help: "write the licence as an SPDX expression in `license`",
    wrong: "
//- soup/SOUP-001.md
---
id: SOUP-001
#   ^^^^^^^^ no licence is given
---
//- soup/SOUP-002.md
---
id: SOUP-002
license: NOASSERTION
#        ^^^^^^^^^^^ the text does not say why the licence is unknown
---
A small filter.
",
    right: "
//- soup/SOUP-001.md
---
id: SOUP-001
license: Zlib
---
//- soup/SOUP-002.md
---
id: SOUP-002
license: NOASSERTION
---
A small filter. Its author did not name a licence and has not answered since 2024-05-02.
",
    break_it: "
//- soup/SOUP-003.md
-license: BSD-3-Clause
",
    check: Check::Dossier(check),
};

fn check(dossier: &Dossier, found: &mut Findings<'_>) {
    for (record, soup) in dossier.soups() {
        let Some(license) = &soup.license else {
            if !is_unreadable(record, "license") {
                found.add(record.missing("license"), "no licence is given");
            }
            continue;
        };
        let what = match &*license.value {
            "NOASSERTION" => "the licence is unknown",
            "NONE" => "there is no licence",
            _ => continue,
        };
        if !speaks_of_licence(record.record().body()) {
            let message = format!("the text does not say why {what}");
            found.add(record.at("license", license.at), message).help(
                "give the reason in the text below the front matter, in a line with the word licence in it",
            );
        }
    }
}

/// Returns whether a line of the text speaks of the licence, headings aside.
fn speaks_of_licence(body: &str) -> bool {
    body.lines().filter(|line| !line.starts_with('#')).any(|line| {
        let lower = line.to_lowercase();
        lower.contains("licence")
            || lower.contains("license")
            || line.contains("NOASSERTION")
            || line.contains("NONE")
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::drawn::check;

    #[test]
    fn a_heading_is_no_reason() {
        check(
            &RULE,
            "
//- soup/SOUP-001.md
---
id: SOUP-001
license: NONE
#        ^^^^ the text does not say why there is no licence
---
## Licence
",
        )
        .expect("the place fits");
    }
}
