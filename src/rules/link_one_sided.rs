//! Finds links written on the derived side that the other side does not write.

use std::collections::HashSet;

use super::{Check, Findings, Rule, Severity};
use crate::dossier::Dossier;
use crate::standard::{Classes, practice};

pub(super) static RULE: Rule = Rule {
    code: "link-one-sided",
    clauses: &[&practice::CLAUSE_LINK_HYGIENE],
    classes: Classes::ALL,
    severity: Severity::WARNING,
    summary: "a record claims a link that the other record, which has to write it, does not",
    explain: "
Each link is written in one record and derived for the other. The other side may be written down too, for people who read the
file, and is then checked. Where the two disagree the written direction counts, so the claim on the derived side is worth nothing:
a risk that only the SOUP knows of is not a risk of that SOUP. A link that leads nowhere, or to the wrong kind, is reported by
`link-dangling` or `link-wrong-type` alone.
",
    help: "write the link in the other record, or remove it here",
    wrong: "
//- soup/SOUP-009.md
---
id: SOUP-009
risks: [RISK-002]
#       ^^^^^^^^ RISK-002 does not name SOUP-009 in `causes`
---
//- risks/RISK-002.md
---
id: RISK-002
causes: [{source: SOUP-005, cause: wrong result}]
---
//- soup/SOUP-005.md
---
id: SOUP-005
---
",
    right: "
//- soup/SOUP-009.md
---
id: SOUP-009
---
//- risks/RISK-002.md
---
id: RISK-002
causes: [{source: SOUP-005, cause: wrong result}]
---
//- soup/SOUP-005.md
---
id: SOUP-005
risks: [RISK-002]
---
",
    break_it: "
//- soup/SOUP-009.md
 used_in: [ITEM-101]
+risks: [RISK-002]
",
    check: Check::Dossier(check),
};

fn check(dossier: &Dossier, found: &mut Findings<'_>) {
    for record in dossier.live() {
        let mut claims = record.record().links.iter().filter(|link| link.reverse).peekable();
        if claims.peek().is_none() {
            continue;
        }
        let written: HashSet<(&str, usize)> =
            record.incoming().map(|(link, from)| (link.relation.field, from.index)).collect();
        for claim in claims {
            let Some(other) = dossier.find(&claim.id) else { continue };
            let relation = claim.relation;
            if other.kind() != relation.from || written.contains(&(relation.field, other.index)) {
                continue;
            }
            let field = relation.field.split('.').next().unwrap_or(relation.field);
            found
                .add(
                    record.at(&*claim.field, claim.id.at),
                    format!("{} does not name {} in `{field}`", other.id(), record.id()),
                )
                .related(other.missing(field), "here the link would be written")
                .help(format!("add {} to `{field}` of {}, or remove it here", record.id(), other.id()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::drawn;

    #[test]
    fn ids_are_compared_ignoring_case() {
        let example = "
//- items/ITEM-101.md
---
id: ITEM-101
contains: [soup-001]
---
//- soup/SOUP-001.md
---
id: SOUP-001
used_in: item-101
---
";
        drawn::check(&RULE, example).expect("nothing is found");
    }

    #[test]
    fn a_claim_is_held_against_its_own_relation() {
        let example = "
//- risks/RISK-001.md
---
id: RISK-001
anomalies: [AR-001]
#           ^^^^^^ AR-001 does not name RISK-001 in `anomalies`
---
//- reviews/AR-001.md
---
id: AR-001
anomalies:
  - id: CVE-1
    change: CR-001
---
//- changes/CR-001.md
---
id: CR-001
anomalies: [AR-001]
---
";
        drawn::check(&RULE, example).expect("as drawn");
    }

    #[test]
    fn links_to_nowhere_and_to_the_wrong_kind_are_left_to_other_rules() {
        let example = "
//- soup/SOUP-001.md
---
id: SOUP-001
risks: [RISK-404, SOUP-001]
---
";
        drawn::check(&RULE, example).expect("nothing is found");
    }
}
