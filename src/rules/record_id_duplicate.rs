//! Finds ids that two live records share.

use super::{Check, Findings, Rule, Severity};
use crate::dossier::Dossier;
use crate::standard::{Classes, iec_62304};

pub(super) static RULE: Rule = Rule {
    code: "record-id-duplicate",
    clauses: &[&iec_62304::CLAUSE_8_1_1],
    classes: Classes::ALL,
    severity: Severity::ERROR,
    summary: "two live records have the same id",
    explain: "
A link to an id that two records share leads to one of them, and nobody can tell whether that was meant. Ids are compared
ignoring case, since some systems cannot keep `SOUP-a.md` and `SOUP-A.md` apart. Every live record after the first, by path, is
reported and names the first; links lead to the first. A retired record may share its id with a live one.
",
    help: "give the record that came later an id of its own",
    wrong: "
//- soup/numpy.md
---
id: SOUP-003
title: NumPy
---
//- soup/scipy.md
---
id: soup-003
#   ^^^^^^^^ soup-003 is already the id of dhf/soup/numpy.md
title: SciPy
---
",
    right: "
//- soup/numpy.md
---
id: SOUP-003
title: NumPy
---
//- soup/scipy.md
---
id: SOUP-004
title: SciPy
---
",
    break_it: "
//- soup/copy-of-SOUP-005.md from soup/SOUP-005.md
",
    check: Check::Dossier(check),
};

fn check(dossier: &Dossier, found: &mut Findings<'_>) {
    for record in dossier.live() {
        let Some(id) = &record.record().common.id else { continue };
        let Some(first) = dossier.find(&id.value).filter(|first| *first != record) else { continue };
        let path = dossier.repository_path(first.path());
        found
            .add(record.at("id", id.at), format!("{} is already the id of {path}", &*id.value))
            .related(first.field("id"), "the first record with this id");
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::drawn;

    #[test]
    fn every_further_record_names_the_first() {
        let one = |name: &str| format!("//- soup/{name}.md\n---\nid: SOUP-1\n---\n");
        let example = format!("{}{}{}", one("a"), one("b"), one("c"));
        let findings = drawn::findings(&RULE, &example).expect("an example");
        assert_eq!(
            findings.iter().map(|finding| &*finding.path).collect::<Vec<_>>(),
            ["dhf/soup/b.md", "dhf/soup/c.md"]
        );
        assert!(findings.iter().all(|finding| finding.related[0].path == "dhf/soup/a.md"));
    }

    #[test]
    fn a_retired_record_may_keep_an_id_that_is_in_use_again() {
        let example = "
//- soup/a.md
---
id: SOUP-001
status: retired
---
//- soup/b.md
---
id: SOUP-001
---
";
        drawn::check(&RULE, example).expect("nothing is found");
    }

    #[test]
    fn records_of_different_kinds_cannot_share_an_id_either() {
        let example = "
//- risks/a.md
---
id: X-1
---
//- soup/b.md
---
id: X-1
#   ^^^ X-1 is already the id of dhf/risks/a.md
---
";
        drawn::check(&RULE, example).expect("as drawn");
    }
}
