//! Finds verifications that tested something else than what is there now.

use super::{Check, Findings, Rule, Severity, overtaken};
use crate::dossier::Dossier;
use crate::past::{Past, Sort};
use crate::record::Verification;
use crate::standard::{Classes, iec_62304};

pub(super) static RULE: Rule = Rule {
    code: "verification-stale",
    clauses: &[&iec_62304::CLAUSE_5_6_6, &iec_62304::CLAUSE_5_7_3, &iec_62304::CLAUSE_8_2_3],
    classes: Classes::B_C,
    severity: Severity::ERROR,
    summary: "a passed verification saw another version, or another wording, of what it verifies",
    explain: "
A test speaks for what was tested. A live verification that passed is stale when `soup_versions` names another version of a SOUP
than its record does now, or when an evidence-relevant field of what it verifies differs from what it saw: of the records in
`verifies` and the SOUP in `soup_versions`, through a requirement also of the SOUP and items to which this applies, and through a
control of the requirements that implement it. What it saw is the tree of the newest commit that changed its `date`, `result`,
`software_version`, `soup_versions`, `evidence` or `seen_at`, or of the later commit that added the link; `seen_at` names another
one. Parsed values are compared, so re-wrapping, quoting and moved files count for nothing, and a change that is taken back makes
the verification fresh again. What a verification of level segregation says of a separation is judged by
`segregation-evidence-stale`. One finding is given for each place from which something changed can be reached.
",
    help: "run the verification again and write down date, result and versions; if nothing had to be run again, say in the record why and give it today's date",
    wrong: "
//= commit 2025-05-20
//- soup/SOUP-005.md
---
id: SOUP-005
title: OpenCV
version: 4.11.0.86
---
//- requirements/REQ-101.md
---
id: REQ-101
kind: functional
text: OpenCV decodes JPEG up to 24 megapixels
applies_to: [SOUP-005]
---
//- verification/VER-001.md
---
id: VER-001
verifies: [REQ-101]
#          ^^^^^^^ REQ-101 changed since this run: text
result: pass
soup_versions: {SOUP-005: 4.11.0.86}
#                         ^^^^^^^^^ tested with OpenCV 4.11.0.86; SOUP-005 is now 4.12.0.88
date: 2025-05-20
---
//= commit 2025-11-18
//- soup/SOUP-005.md
---
id: SOUP-005
title: OpenCV
version: 4.12.0.88
---
//- requirements/REQ-101.md
---
id: REQ-101
kind: functional
text: OpenCV decodes JPEG and PNG up to 24 megapixels
applies_to: [SOUP-005]
---
",
    right: "
//= commit 2025-05-20
//- soup/SOUP-005.md
---
id: SOUP-005
title: OpenCV
version: 4.11.0.86
---
//- requirements/REQ-101.md
---
id: REQ-101
kind: functional
text: OpenCV decodes JPEG up to 24 megapixels
applies_to: [SOUP-005]
---
//- verification/VER-001.md
---
id: VER-001
verifies: [REQ-101]
result: pass
soup_versions: {SOUP-005: 4.11.0.86}
date: 2025-05-20
---
//= commit 2025-11-18
//- soup/SOUP-005.md
---
id: SOUP-005
title: OpenCV
version: 4.12.0.88
---
//= commit 2025-11-20
//- verification/VER-001.md
---
id: VER-001
verifies: [REQ-101]
result: pass
soup_versions: {SOUP-005: 4.12.0.88}
date: 2025-11-20
---
",
    break_it: "
//- soup/SOUP-005.md
-version: 4.12.0.88
+version: 4.13.0.90
",
    check: Check::Past(check),
};

fn check(dossier: &Dossier, past: &Past, found: &mut Findings<'_>) {
    for evidence in past.of_sort(Sort::Verification) {
        let record = dossier.at_index(evidence.record);
        let separates = record.fields::<Verification>().is_some_and(Verification::is_of_segregation);
        for stale in &evidence.stale {
            if separates && overtaken::separation(record, stale).is_some() {
                continue;
            }
            let causes = overtaken::known(dossier, &stale.causes);
            let Some(message) = overtaken::run(dossier, &causes) else { continue };
            let draft = found.add(record.at(stale.field.clone(), stale.span), message);
            overtaken::explain(dossier, &causes, overtaken::dependents(record, draft));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::drawn::check;

    const BEFORE: &str = "
//= commit 2025-05-20
//- soup/SOUP-005.md
---
id: SOUP-005
title: OpenCV
version: 4.11.0.86
hashes: [{algorithm: SHA-256, value: aa}]
---
//- requirements/REQ-101.md
---
id: REQ-101
kind: functional
text: decodes JPEG
applies_to: SOUP-005
---
//- verification/VER-001.md
---
id: VER-001
verifies:
- REQ-101
result: pass
date: 2025-05-20
---
";

    fn after(rest: &str) -> String {
        format!("{BEFORE}{rest}")
    }

    #[test]
    fn wrapping_quoting_key_order_a_moved_file_and_a_new_title_make_nothing_stale() {
        let text = "
//= commit 2025-06-01
//- requirements/REQ-101.md
//- requirements/decode/first.md
---
title: Decoding
applies_to: [soup-005]
text: >
  decodes
  JPEG
\"kind\": functional
id: REQ-101
---
";
        check(&RULE, &after(text)).expect("nothing is found");
    }

    #[test]
    fn what_lies_behind_a_requirement_counts_and_the_way_is_told() {
        let text = "
//= commit 2025-06-01
//- soup/SOUP-005.md
---
id: SOUP-005
version: 4.11.0.86
hashes: [{algorithm: SHA-256, value: bb}]
---
//- verification/VER-001.md
---
id: VER-001
title: a title does not make the run new
verifies:
- REQ-101
# ^^^^^^^ SOUP-005 (by way of REQ-101) changed since this run: hashes.SHA-256.value
result: pass
date: 2025-05-20
---
";
        check(&RULE, &after(text)).expect("as drawn");
    }

    #[test]
    fn a_change_that_is_taken_back_makes_it_fresh_again() {
        let text = "
//= commit 2025-06-01
//- requirements/REQ-101.md
---
id: REQ-101
kind: functional
text: decodes PNG
applies_to: SOUP-005
---
//= commit 2025-06-02
//- requirements/REQ-101.md
---
id: REQ-101
kind: functional
text: decodes JPEG
applies_to: SOUP-005
---
";
        check(&RULE, &after(text)).expect("nothing is found");
    }

    #[test]
    fn what_failed_or_is_planned_is_no_evidence_that_could_be_stale() {
        for result in ["planned", "fail"] {
            let text = RULE.wrong.replace("result: pass", &format!("result: {result}"));
            let text: String =
                text.lines().filter(|line| !line.contains('^')).map(|line| format!("{line}\n")).collect();
            check(&RULE, &text).expect(result);
        }
    }

    #[test]
    fn without_history_the_versions_that_are_named_still_count() {
        let text = "
//- soup/SOUP-005.md
---
id: SOUP-005
version: 4.12.0.88
---
//- verification/VER-001.md
---
id: VER-001
result: pass
soup_versions:
  SOUP-005: 4.11.0.86
#           ^^^^^^^^^ tested with SOUP-005 4.11.0.86; SOUP-005 is now 4.12.0.88
---
";
        check(&RULE, text).expect("as drawn");
    }
}
