//! Finds fields that their record does not have.

use super::{Check, Findings, Rule, Severity};
use crate::dossier::Dossier;
use crate::field::FaultKind;
use crate::standard::{Classes, practice};

pub(super) static RULE: Rule = Rule {
    code: "field-unknown",
    clauses: &[&practice::CLAUSE_RECORDS],
    classes: Classes::ALL,
    severity: Severity::ERROR,
    summary: "a record has a field that its kind does not know",
    explain: "
A field with a slip in its name looks as if the fact were recorded, and no rule sees it. Unknown fields are never dropped in
silence. A field that is asked for, and is not there because its name is misspelled, is not called missing as well.
",
    help: "correct the name, or move the text into the body",
    wrong: "
//- soup/SOUP-001.md
---
id: SOUP-001
manufactuer: zlib authors
#^^^^^^^^^^ a SOUP record has no field `manufactuer`
---
",
    right: "
//- soup/SOUP-001.md
---
id: SOUP-001
manufacturer: zlib authors
---
",
    break_it: "
//- soup/SOUP-009.md
-manufacturer: Uvicorn project
+manufactuer: Uvicorn project
",
    check: Check::Dossier(check),
};

fn check(dossier: &Dossier, found: &mut Findings<'_>) {
    super::record_faults(dossier, FaultKind::Unknown, found);
}

#[cfg(test)]
mod tests {
    use crate::rules::{check, drawn};

    #[test]
    fn what_is_only_misspelled_is_not_missing_as_well() {
        for (example, missing) in [
            ("soup/a.md\n---\nid: SOUP-1\nmanufactuer: zlib authors", "soup-manufacturer-missing"),
            ("soup/a.md\n---\nid: SOUP-1\nmonitoring: {ownr: Ada}", "monitoring-plan-missing"),
            (
                "reviews/a.md\n---\nid: AR-1\nanomalies: [{id: X, saftey_relevance: none}]",
                "anomaly-conclusion-missing",
            ),
        ] {
            let (dossier, past) = drawn::judged(&format!("//- {example}\n---\n")).expect("an example");
            let found = check(&dossier, &past);
            let of = |code: &str| found.iter().filter(|finding| finding.rule.code == code).count();
            assert_eq!(of("field-unknown"), 1, "{example}");
            let others = found.iter().filter(|finding| finding.rule.code == missing);
            let others: Vec<_> = others
                .filter(|finding| {
                    finding.message.contains("owner") || !finding.field.starts_with("monitoring")
                })
                .map(|finding| &finding.message)
                .collect();
            assert!(others.is_empty(), "{example}: {others:?}");
        }
        // Where the field is there too, the unknown one stands for nothing.
        let example =
            "//- soup/a.md\n---\nid: SOUP-1\nmanufacturer: various\nmanufactuer: zlib authors\n---\n";
        let rule = crate::rules::Rule::of_code("soup-manufacturer-missing").expect("a rule");
        assert_eq!(drawn::findings(rule, example).expect("an example").len(), 1);
    }
}
