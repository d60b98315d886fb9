//! Finds approved records that are no longer what was approved.

use super::{Check, Findings, Rule, Severity, overtaken};
use crate::config::Level;
use crate::dossier::Dossier;
use crate::past::{Past, Sort};
use crate::standard::{Classes, iso_13485};

pub(super) static RULE: Rule = Rule {
    code: "approval-stale",
    clauses: &[&iso_13485::CLAUSE_4_2_4, &iso_13485::CLAUSE_4_2_5],
    classes: Classes::ALL,
    severity: Severity::ERROR.before_release(Level::Warning),
    summary: "an approved record changed after it was approved",
    explain: "
An approval speaks for the words that were there. A live record with `status: approved` is reported when one of its
evidence-relevant fields (of a document also the text) differs from what it was in the newest commit that changed `approved_on` or
`approved_by`. Kinds whose fields are not evidence-relevant, verifications and reviews among them, are not asked. What git shows is
when somebody wrote that approval down; whether it is a signature is for your procedures to say.
",
    help: "have the change approved and give the record the day of that approval, or set its status back to in-review",
    wrong: "
//= commit 2025-05-20
//- requirements/REQ-101.md
---
id: REQ-101
text: OpenCV decodes JPEG up to 24 megapixels
status: approved
approved_by: Ada Example
approved_on: 2025-05-20
#            ^^^^^^^^^^ REQ-101 changed since this approval: text
---
//= commit 2025-11-18
//- requirements/REQ-101.md
---
id: REQ-101
text: OpenCV decodes JPEG and PNG up to 24 megapixels
status: approved
approved_by: Ada Example
approved_on: 2025-05-20
#            ^^^^^^^^^^ REQ-101 changed since this approval: text
---
",
    right: "
//= commit 2025-05-20
//- requirements/REQ-101.md
---
id: REQ-101
text: OpenCV decodes JPEG up to 24 megapixels
status: approved
approved_by: Ada Example
approved_on: 2025-05-20
---
//= commit 2025-11-18
//- requirements/REQ-101.md
---
id: REQ-101
text: OpenCV decodes JPEG and PNG up to 24 megapixels
status: in-review
---
",
    break_it: "
//- requirements/REQ-101.md
-  The decoder shall decode 8-bit sRGB images in baseline and progressive JPEG and in PNG, up to 24
+  The decoder shall decode 8-bit sRGB images in baseline and progressive JPEG and in PNG, up to 36
",
    check: Check::Past(check),
};

fn check(dossier: &Dossier, past: &Past, found: &mut Findings<'_>) {
    for evidence in past.of_sort(Sort::Approval) {
        let record = dossier.at_index(evidence.record);
        for stale in &evidence.stale {
            let causes: Vec<_> = stale.causes.iter().collect();
            let message = overtaken::changed(dossier, &causes, "this approval");
            let draft = found.add(record.at(stale.field.clone(), stale.span), message);
            overtaken::explain(dossier, &stale.causes, draft);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::config::Level;
    use crate::rules::drawn;

    #[test]
    fn at_a_release_it_is_an_error() {
        let level = |example: &str| drawn::findings(&RULE, example).expect("an example")[0].level;
        assert_eq!(level(RULE.wrong), Level::Warning);
        assert_eq!(level(&format!("//= release v2.0.0\n{}", RULE.wrong)), Level::Error);
    }

    #[test]
    fn a_new_owner_and_a_new_title_need_no_approval() {
        let example = RULE.right.replace("JPEG and PNG up", "JPEG up").replace(
            "status: in-review",
            "status: approved\napproved_by: Ada Example\napproved_on: 2025-05-20\nowner: Bo\ntitle: Decoding",
        );
        drawn::check(&RULE, &example).expect("nothing is found");
    }
}
