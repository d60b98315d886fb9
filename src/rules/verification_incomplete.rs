//! Finds verifications that do not record what it takes to judge and repeat them.

use std::collections::BTreeMap;

use super::{Check, Findings, Rule, Severity, is_unreadable};
use crate::dossier::{Dossier, Placed};
use crate::record::relations::{APPLIES_TO, VERIFIES};
use crate::record::verification::{Method, VerificationResult};
use crate::record::{Kind, Verification};
use crate::standard::{Classes, iec_62304};

pub(super) static RULE: Rule = Rule {
    code: "verification-incomplete",
    clauses: &[&iec_62304::CLAUSE_5_7_5, &iec_62304::CLAUSE_5_6_7, &iec_62304::CLAUSE_9_8],
    classes: Classes::ALL,
    severity: Severity::ERROR,
    summary: "a verification does not record all that it takes to judge and repeat it",
    explain: "
A result is worth something when one can tell what was done, on what, with what, when and by whom. Asked for are `procedure`, `result`,
`software_version`, `soup_versions`, `configuration`, `tools`, `date` and `tester`; each that is missing is reported. With `result: planned`
only the procedure is asked for.

- `soup_versions` names every live SOUP that the verified live requirements apply to, and every live SOUP that is verified itself; more is
  fine. Each that is left out is reported. `{}` says that there is none.
- `tools: []` says that no tool was used, as in an inspection; a test cannot say so.
",
    help: "fill in what is missing from the record of the run; what nobody wrote down then has to be run again",
    wrong: "
//- verification/VER-001.md
---
id: VER-001
#   ^^^^^^^ no tester is given
method: test
procedure: TP-001 in the test plan
verifies: [REQ-101]
result: pass
software_version: 2.1.0
soup_versions: {}
#^^^^^^^^^^^^ the version of SOUP-005, to which REQ-101 applies, is not given
configuration: reference workstation, Ubuntu 24.04.3
tools: [TOOL-001]
date: 2025-11-20
---
//- requirements/REQ-101.md
---
id: REQ-101
applies_to: [SOUP-005]
---
//- soup/SOUP-005.md
---
id: SOUP-005
---
//- tools/TOOL-001.md
---
id: TOOL-001
---
",
    right: "
//- verification/VER-001.md
---
id: VER-001
method: test
procedure: TP-001 in the test plan
verifies: [REQ-101]
result: pass
software_version: 2.1.0
soup_versions: {SOUP-005: 4.12.0.88}
configuration: reference workstation, Ubuntu 24.04.3
tools: [TOOL-001]
date: 2025-11-20
tester: M. Weber
---
//- requirements/REQ-101.md
---
id: REQ-101
applies_to: [SOUP-005]
---
//- soup/SOUP-005.md
---
id: SOUP-005
---
//- tools/TOOL-001.md
---
id: TOOL-001
---
",
    break_it: "
//- verification/VER-002.md
-tester: Marek Nowak
",
    check: Check::Dossier(check),
};

fn check(dossier: &Dossier, found: &mut Findings<'_>) {
    for (record, verification) in dossier.verifications() {
        let mut ask = |field: &str, is_there: bool, name: &str| {
            if !is_there && !is_unreadable(record, field) {
                found.add(record.missing(field), format!("no {name} is given"));
            }
        };
        ask("procedure", verification.procedure.is_some(), "procedure");
        let result = verification.result.as_ref().map(|result| result.value);
        // A result that cannot be read may have been meant as planned.
        let may_be_planned = result == Some(VerificationResult::Planned) || is_unreadable(record, "result");
        if may_be_planned {
            continue;
        }
        ask("result", result.is_some(), "result");
        ask("software_version", verification.software_version.is_some(), "software version");
        ask("soup_versions", verification.soup_versions.is_some(), "SOUP version");
        ask("configuration", verification.configuration.is_some(), "configuration");
        ask("tools", names_tools(record, verification), "tool");
        ask("date", verification.date.is_some(), "date");
        ask("tester", verification.tester.is_some(), "tester");
        soup_versions(record, verification, found);
    }
}

/// Returns whether the tools are named, or it is said that none was used where that can be.
fn names_tools(record: Placed<'_>, verification: &Verification) -> bool {
    let is_written = record.record().node.get("tools").is_some_and(|tools| !tools.is_absent());
    let is_test = verification.method.as_ref().is_none_or(|method| method.value == Method::Test);
    !verification.tools.is_empty() || is_written && !is_test
}

/// Finds the SOUP that were verified, or whose requirements were, and that `soup_versions` leaves out.
fn soup_versions(record: Placed<'_>, verification: &Verification, found: &mut Findings<'_>) {
    let Some(versions) = &verification.soup_versions else { return };
    let named: std::collections::HashSet<String> =
        versions.each.iter().map(|(link, _)| link.to_ascii_lowercase()).collect();
    let mut owed: BTreeMap<usize, Option<Placed<'_>>> = BTreeMap::new();
    for target in record.to(&VERIFIES).filter(|target| target.is_live()) {
        if target.kind() == Kind::Soup {
            owed.insert(target.index, None);
        } else if target.kind() == Kind::Requirement {
            let soups =
                target.to(&APPLIES_TO).filter(|target| target.kind() == Kind::Soup && target.is_live());
            for soup in soups {
                owed.entry(soup.index).or_insert(Some(target));
            }
        }
    }
    for (index, requirement) in owed {
        let soup = record.dossier.at_index(index);
        let field = format!("soup_versions.{}", soup.id());
        if named.contains(&soup.id().to_ascii_lowercase()) || is_unreadable(record, &field) {
            continue;
        }
        let message = match requirement {
            Some(requirement) => {
                format!("the version of {}, to which {} applies, is not given", soup.id(), requirement.id())
            }
            None => format!("the version of {}, which is verified, is not given", soup.id()),
        };
        let draft = found.add(record.missing(field), message);
        if let Some(requirement) = requirement {
            draft.related(requirement.field("applies_to"), "here it applies");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::drawn;

    #[test]
    fn what_is_planned_owes_its_procedure_alone() {
        let example = "
//- verification/VER-001.md
---
id: VER-001
#   ^^^^^^^ no procedure is given
verifies: [SOUP-001]
result: planned
---
//- soup/SOUP-001.md
---
id: SOUP-001
---
";
        drawn::check(&RULE, example).expect("as drawn");
    }

    #[test]
    fn an_empty_run_owes_every_part() {
        let findings =
            drawn::findings(&RULE, "//- verification/a.md\n---\nid: VER-1\n---\n").expect("an example");
        assert_eq!(findings.len(), 8);
    }

    #[test]
    fn an_inspection_may_use_no_tool_and_a_test_may_not() {
        let inspection = RULE.right.replace("method: test", "method: inspection");
        drawn::check(&RULE, &inspection.replace("tools: [TOOL-001]", "tools: []")).expect("nothing is found");
        for example in [
            RULE.right.replace("tools: [TOOL-001]", "tools: []"),
            inspection.replace("tools: [TOOL-001]\n", ""),
        ] {
            assert_eq!(drawn::findings(&RULE, &example).expect("an example").len(), 1);
        }
    }

    #[test]
    fn soup_verified_itself_is_named_and_retired_soup_need_not_be() {
        let example = RULE
            .right
            .replace("verifies: [REQ-101]", "verifies: [REQ-101, SOUP-006, SOUP-007]")
            .replace("date: 2025", "#\ndate: 2025")
            + "//- soup/SOUP-006.md\n---\nid: SOUP-006\n---\n//- soup/SOUP-007.md\n---\nid: SOUP-007\nstatus: retired\n---\n";
        let findings = drawn::findings(&RULE, &example).expect("an example");
        assert_eq!(findings.len(), 1);
        assert_eq!(findings[0].message, "the version of SOUP-006, which is verified, is not given");
        assert_eq!(findings[0].field, "soup_versions.SOUP-006");
    }

    #[test]
    fn a_result_or_version_that_cannot_be_read_is_not_missing_as_well() {
        for edit in ["result: passed", "result: [pass]"] {
            let example = RULE.right.replace("result: pass", edit);
            assert!(drawn::findings(&RULE, &example).expect("an example").is_empty(), "{edit}");
        }
        let example = RULE.right.replace("{SOUP-005: 4.12.0.88}", "{SOUP-005: }");
        assert!(drawn::findings(&RULE, &example).expect("an example").is_empty());
    }
}
