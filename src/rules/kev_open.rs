//! Finds vulnerabilities that are known to be exploited and still open.

use super::{Check, Findings, Rule, Severity, is_unreadable_within};
use crate::dossier::{AnomalyEntry, Dossier, KnownAnomaly};
use crate::standard::{Classes, fda};

pub(super) static RULE: Rule = Rule {
    code: "kev-open",
    clauses: &[&fda::CLAUSE_V_A_4, &fda::CLAUSE_524B],
    classes: Classes::ALL,
    severity: Severity::ERROR,
    summary: "a vulnerability that is known to be exploited is open",
    explain: "
The catalogue of known exploited vulnerabilities (KEV) is no estimate: somebody is doing it. An entry of it comes first, before any score.

It is reported when an anomaly is marked `kev: true` (or says only when it came in, in `kev_added`), and the entry that governs says
`affected` or `under_investigation`, or has no `state`. It stays an error until the version in use is fixed or the device is shown not to be
affected: an action statement or a change alone does not end it. Somebody who decides to live with it until then writes a waiver, with a
reason and an end. Exploitation is a fact about the vulnerability, not about one review of it: a mark in an earlier entry counts until a
later one says `kev: false`.

The newest entry for a SOUP and an anomaly's number governs, by the later of its `assessed_on` and the `date` of its review; live
reviews alone count, and anomalies of retired SOUP are left out.
",
    help: "fix or mitigate it first of all, then review it again; until then a waiver says who decided what",
    wrong: "
//- reviews/AR-005-2.md
---
id: AR-005-2
date: 2025-11-18
anomalies:
  - soup: SOUP-005
    id: CVE-2023-4863
    state: affected
#          ^^^^^^^^ CVE-2023-4863 of SOUP-005 is known to be exploited, and its state is `affected`
    kev: true
#        ^^^^ known to be exploited
---
//- soup/SOUP-005.md
---
id: SOUP-005
---
",
    right: "
//- reviews/AR-005-2.md
---
id: AR-005-2
date: 2025-11-18
anomalies:
  - soup: SOUP-005
    id: CVE-2023-4863
    state: fixed
    kev: true
---
//- soup/SOUP-005.md
---
id: SOUP-005
---
",
    break_it: "
//- reviews/AR-005-2.md
-    affected_range: opencv-python before 4.8.1.78
-    state: fixed
+    affected_range: opencv-python before 4.8.1.78
+    state: affected
",
    check: Check::Dossier(check),
};

fn check(dossier: &Dossier, found: &mut Findings<'_>) {
    for known in dossier.anomalies().filter(|known| known.is_open()) {
        let governing = known.governing();
        let Some(marked) = marked(known) else { continue };
        if is_unreadable_within(governing.review, governing.anomaly.at, "state") {
            continue;
        }
        let state = governing.anomaly.state.as_ref();
        let says = match state {
            Some(state) => format!("its state is `{}`", state.value),
            None => "it has no state".to_owned(),
        };
        let message = format!("{known} is known to be exploited, and {says}");
        let draft = found.add_as(known.class(), governing.at("state", state.map(|state| state.at)), message);
        let added = marked.anomaly.kev_added.as_ref().map(|day| day.at);
        let mark = marked.at("kev", marked.anomaly.kev.as_ref().map(|kev| kev.at).or(added));
        if marked.review == governing.review {
            draft.label(mark.span, "known to be exploited");
        } else {
            draft.related(mark, "known to be exploited");
        }
    }
}

/// Returns the newest entry that tells whether the anomaly is exploited, where it says yes.
fn marked(known: KnownAnomaly<'_>) -> Option<AnomalyEntry<'_>> {
    let says = |entry: &AnomalyEntry<'_>| match &entry.anomaly.kev {
        Some(kev) => Some(kev.value),
        None => entry.anomaly.kev_added.as_ref().map(|_| true),
    };
    let entry = known.entries().rev().find(|entry| says(entry).is_some())?;
    Some(entry).filter(|entry| says(entry) == Some(true))
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::drawn;

    #[test]
    fn nobody_knows_yet_is_open_too_and_an_action_does_not_end_it() {
        for state in
            ["state: under_investigation", "title: no state", "state: affected\n    action_statement: x"]
        {
            let example = RULE.right.replace("state: fixed", state);
            assert_eq!(drawn::findings(&RULE, &example).expect("an example").len(), 1, "{state}");
        }
        let dated = RULE
            .right
            .replace("state: fixed", "state: affected")
            .replace("kev: true", "kev_added: 2023-09-13");
        assert_eq!(drawn::findings(&RULE, &dated).expect("an example").len(), 1);
        let unclear = RULE.right.replace("state: fixed", "state: unclear");
        drawn::check(&RULE, &unclear).expect("nothing is found");
    }

    /// An entry of a later review.
    fn later(says: &str) -> String {
        let entry = format!("{{soup: SOUP-005, id: CVE-2023-4863, {says}}}");
        format!("//- reviews/AR-9.md\n---\nid: AR-9\ndate: 2025-12-20\nanomalies: [{entry}]\n---\n")
    }

    #[test]
    fn a_mark_counts_until_it_is_taken_back() {
        let again = format!("{}{}", RULE.right, later("state: affected"));
        let found = drawn::findings(&RULE, &again).expect("an example");
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].record.as_deref(), Some("AR-9"));
        assert_eq!(found[0].related[0].record.as_deref(), Some("AR-005-2"));
        let taken_back = format!("{}{}", RULE.right, later("state: affected, kev: false"));
        drawn::check(&RULE, &taken_back).expect("nothing is found");
        let settled = format!("{}{}", drawn::undrawn(RULE.wrong), later("state: fixed"));
        drawn::check(&RULE, &settled).expect("nothing is found");
    }

    #[test]
    fn class_a_is_no_excuse() {
        let class_a =
            "id: SOUP-005\nused_in: [SYS-1]\n---\n//- items/SYS-1.md\n---\nid: SYS-1\nsafety_class: A\n";
        let example = RULE.wrong.replace("id: SOUP-005\n", class_a);
        drawn::check(&RULE, &example).expect("as drawn");
    }
}
