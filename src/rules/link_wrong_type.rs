//! Finds links to records of a kind that does not belong there.

use super::{Check, Findings, Rule, Severity};
use crate::dossier::{Dossier, Target};
use crate::record::{Kind, WrittenLink};
use crate::standard::{Classes, iec_62304, practice};

pub(super) static RULE: Rule = Rule {
    code: "link-wrong-type",
    clauses: &[&iec_62304::CLAUSE_7_3_3, &practice::CLAUSE_TRACEABILITY],
    classes: Classes::ALL,
    severity: Severity::ERROR,
    summary: "a link leads to a record of a kind that does not belong there",
    explain: "
A risk is controlled by risk controls and not by verifications; a link to the wrong kind breaks the chain as surely as none. The
link counts for nothing until it is corrected. Links on the derived side (`verified_by`, `requirements` and the like) are looked
at too. A link to a record that cannot be read is not judged.
",
    help: "link to a record of the right kind, or move the link to the field that it belongs to",
    wrong: "
//- risks/RISK-001.md
---
id: RISK-001
controls: [VER-001]
#          ^^^^^^^ VER-001 is a verification; a risk control belongs here
---
//- verification/VER-001.md
---
id: VER-001
---
",
    right: "
//- risks/RISK-001.md
---
id: RISK-001
controls: [RC-001]
---
//- controls/RC-001.md
---
id: RC-001
---
",
    break_it: "
//- risks/RISK-003.md
-controls: [RC-001, RC-002]
+controls: [RC-001, RC-002, VER-002]
",
    check: Check::Dossier(check),
};

fn check(dossier: &Dossier, found: &mut Findings<'_>) {
    for record in dossier.live() {
        for link in &record.record().links {
            let Target::Record(target) = dossier.target(&link.id) else { continue };
            let kinds = kinds(link);
            if !kinds.contains(&target.kind()) {
                let message = format!(
                    "{} is {}; {} belongs here",
                    &*link.id.value,
                    with_article(target.kind()),
                    kinds.iter().map(|kind| with_article(*kind)).collect::<Vec<_>>().join(" or "),
                );
                found.add(record.at(&*link.field, link.id.at), message);
            }
        }
    }
}

/// Returns the kinds that a link may lead to, on the side where it is written.
fn kinds(link: &WrittenLink) -> &[Kind] {
    if link.reverse { std::slice::from_ref(&link.relation.from) } else { link.relation.to }
}

fn with_article(kind: Kind) -> String {
    let noun = kind.card().noun;
    let article = if noun.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    format!("{article} {noun}")
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::drawn;

    #[test]
    fn derived_sides_are_looked_at_and_missing_records_are_not() {
        let example = "
//- soup/SOUP-001.md
---
id: SOUP-001
used_in: [AR-001, ITEM-404]
#         ^^^^^^ AR-001 is an anomaly review; a software item belongs here
verified_by: [AR-001, VER-404]
#             ^^^^^^ AR-001 is an anomaly review; a verification belongs here
---
//- reviews/AR-001.md
---
id: AR-001
---
";
        drawn::check(&RULE, example).expect("as drawn");
    }

    #[test]
    fn every_kind_that_may_stand_there_is_named() {
        let example = "
//- requirements/REQ-001.md
---
id: REQ-001
applies_to: [REQ-001]
#            ^^^^^^^ REQ-001 is a requirement; a SOUP or a software item belongs here
---
";
        drawn::check(&RULE, example).expect("as drawn");
    }
}
