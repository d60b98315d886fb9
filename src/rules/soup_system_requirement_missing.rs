//! Finds SOUP records that do not say what the SOUP needs around it.

use super::{Check, Findings, Rule, Severity, is_unreadable};
use crate::dossier::Dossier;
use crate::standard::{Classes, iec_62304};

pub(super) static RULE: Rule = Rule {
    code: "soup-system-requirement-missing",
    clauses: &[&iec_62304::CLAUSE_5_3_4],
    classes: Classes::B_C,
    severity: Severity::ERROR,
    summary: "a SOUP record does not say which hardware or software the SOUP needs",
    explain: "
A SOUP works properly only on what it was made for: instruction sets, memory, the versions of what it calls. This is what it
was tested on, and what a change of the platform is judged against. It is not the anomaly review, which is 7.1.3.

It is reported when `system_requirements` has no `hardware` or no `software`, each for itself, and once when the whole is
not written. A bare `none`, `nothing` or `no requirements` needs a reason beside it: `none, pure interpreted code`.
",
    help: "write what it needs to work properly and was tested on; `none` with the reason why it needs nothing",
    wrong: "
//- soup/SOUP-001.md
---
id: SOUP-001
system_requirements:
#^^^^^^^^^^^^^^^^^^ no needs of hardware are given
  software: none
#           ^^^^ why it needs no software is not said
---
//- soup/SOUP-002.md
---
id: SOUP-002
#   ^^^^^^^^ no system requirements are given
---
",
    right: "
//- soup/SOUP-001.md
---
id: SOUP-001
system_requirements:
  hardware: x86-64 with AVX2; 2 GiB of memory
  software: none, it is linked statically and calls nothing
---
",
    break_it: "
//- soup/SOUP-009.md
-  hardware: x86-64; one core and 128 MiB of memory per worker.
",
    check: Check::Dossier(check),
};

fn check(dossier: &Dossier, found: &mut Findings<'_>) {
    for (record, soup) in dossier.soups() {
        let Some(needs) = &soup.system_requirements else {
            if !is_unreadable(record, "system_requirements") {
                found.add(record.missing("system_requirements"), "no system requirements are given");
            }
            continue;
        };
        for (part, need) in [("hardware", &needs.hardware), ("software", &needs.software)] {
            let field = format!("system_requirements.{part}");
            match need {
                Some(need) if is_bare_none(need) => {
                    found.add(record.at(field, need.at), format!("why it needs no {part} is not said"));
                }
                Some(_) => {}
                None if is_unreadable(record, &field) => {}
                None => {
                    found.add(record.missing(field), format!("no needs of {part} are given"));
                }
            }
        }
    }
}

/// Returns whether a text says that nothing is needed, and nothing else.
fn is_bare_none(need: &str) -> bool {
    let need = need.to_lowercase();
    let words = need.split(|mark: char| !mark.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut words = words.peekable();
    let first = words.peek().is_some_and(|word| matches!(*word, "none" | "nothing" | "no"));
    let filling = [
        "none",
        "nothing",
        "no",
        "special",
        "specific",
        "particular",
        "requirement",
        "requirements",
        "needs",
        "needed",
    ];
    first && words.all(|word| filling.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::drawn::check;

    #[test]
    fn only_a_bare_none_lacks_a_reason() {
        for bare in ["none", "None.", "nothing", "no special requirements", "(none)"] {
            assert!(is_bare_none(bare), "{bare}");
        }
        for reasoned in
            ["None below it but the firmware", "none: it is data", "no GPU; any x86-64", "n/a", "x86-64"]
        {
            assert!(!is_bare_none(reasoned), "{reasoned}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_not_called_missing_as_well() {
        check(&RULE, "\n//- soup/SOUP-001.md\n---\nid: SOUP-001\nsystem_requirements: any computer\n---\n")
            .expect("nothing is found");
    }
}
