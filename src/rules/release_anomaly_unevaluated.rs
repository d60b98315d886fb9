//! Finds open anomalies that a release does not tell of.

use std::collections::HashMap;

use super::{Check, Findings, Rule, Severity, is_unreadable, is_unreadable_within};
use crate::dossier::{At, Dossier, KnownAnomaly};
use crate::record::Kind;
use crate::record::release::ResidualAnomaly;
use crate::standard::{Classes, iec_62304};

pub(super) static RULE: Rule = Rule {
    code: "release-anomaly-unevaluated",
    clauses: &[&iec_62304::CLAUSE_5_8_2, &iec_62304::CLAUSE_5_8_3],
    classes: Classes::ALL,
    severity: Severity::ERROR,
    summary: "an open anomaly is not among the evaluated residual anomalies of a release",
    explain: "
A release lists the anomalies that are known and still in it, and for each it was judged whether it brings unacceptable risk. Open is an
anomaly whose governing entry says `affected` or `under_investigation`, or no `state` yet. At a release an open anomaly is found that
`residual_anomalies` of the release record does not list by `soup` and `anomaly`; case does not count. A problem report in that list stands for
itself, not for an anomaly.

Whether an anomaly was evaluated, listed or not, `anomaly-conclusion-missing` asks at every moment; at a release it names the place in the
list. It is not asked here a second time.

There is one finding per anomaly, in the release record, judged by the class of the anomaly's SOUP. The newest entry for a SOUP and an anomaly's
number governs, by the later of its `assessed_on` and the `date` of its review; that a later review does not list it closes nothing.
Anomalies of retired SOUP are left out. A release without a record is left to `release-record-missing`. Before a release the rule says nothing.
",
    help: "list it in `residual_anomalies`, or say in a new review why it is no longer open",
    wrong: "
//= release v2.1.0
//- releases/REL-2.1.0.md
---
id: REL-2.1.0
tag: v2.1.0
residual_anomalies:
#^^^^^^^^^^^^^^^^^ CC-17 of SOUP-010 is open, and this release does not list it
  - soup: SOUP-010
    anomaly: CC-18
---
//- reviews/AR-010-1.md
---
id: AR-010-1
covers: [{soup: SOUP-010, version: 3.2.1}]
anomalies:
  - id: CC-17
    state: affected
    safety_relevance: confirmed
    rationale: Shifted colours lower the score.
  - id: CC-18
    state: affected
    safety_relevance: none
    rationale: Each fit runs in a process of its own.
---
//- soup/SOUP-010.md
---
id: SOUP-010
---
",
    right: "
//= release v2.1.0
//- releases/REL-2.1.0.md
---
id: REL-2.1.0
tag: v2.1.0
residual_anomalies:
  - soup: SOUP-010
    anomaly: CC-17
---
//- reviews/AR-010-1.md
---
id: AR-010-1
covers: [{soup: SOUP-010, version: 3.2.1}]
anomalies:
  - id: CC-17
    state: affected
    safety_relevance: confirmed
    rationale: Shifted colours lower the score.
  - id: CC-18
    state: fixed
---
//- soup/SOUP-010.md
---
id: SOUP-010
---
",
    break_it: "
//= at v2.1.0
//- releases/REL-2.1.0.md
-residual_anomalies:
-  - soup: SOUP-010
-    anomaly: CC-17
",
    check: Check::Dossier(check),
};

fn check(dossier: &Dossier, found: &mut Findings<'_>) {
    let Some((release, _)) = dossier.release_records().next() else { return };
    let listed = Listed::of(dossier);
    for known in dossier.anomalies().filter(|known| known.is_open()) {
        let entry = known.governing();
        if entry.anomaly.state.is_none() && is_unreadable_within(entry.review, entry.anomaly.at, "state") {
            continue;
        }
        // What cannot be read may be this one.
        if listed.is_unreadable || listed.place(known).is_some() {
            continue;
        }
        let list = release.missing("residual_anomalies");
        let field = known.id().map_or(list.field.clone(), |id| format!("{}.{id}", list.field));
        let message = format!("{known} is open, and this release does not list it");
        let state = entry.anomaly.state.as_ref();
        let says = state.map_or("it has no state yet", |_| "the entry that governs says so");
        found
            .add_as(known.class(), release.at(field, list.span), message)
            .related(entry.at("state", state.map(|state| state.at)), says);
    }
}

/// What the release that is judged lists as residual.
pub(super) struct Listed<'d> {
    /// The places by the anomaly's number in lower case and its SOUP; without SOUP where none is named or the link leads
    /// to none, which is reported as such.
    places: HashMap<(String, Option<usize>), At<'d>>,
    is_unreadable: bool,
}

impl<'d> Listed<'d> {
    /// Returns what the records of the release list; nothing where no release is judged.
    pub(super) fn of(dossier: &'d Dossier) -> Listed<'d> {
        let mut listed = Listed { places: HashMap::new(), is_unreadable: false };
        for (record, release) in dossier.release_records() {
            listed.is_unreadable |= is_unreadable(record, "residual_anomalies");
            for residual in &release.residual_anomalies {
                let ResidualAnomaly::Soup(anomaly) = residual else { continue };
                let Some(id) = &anomaly.anomaly else { continue };
                let soup = anomaly.soup.as_ref().and_then(|soup| dossier.find(soup));
                let soup = soup.filter(|soup| soup.kind() == Kind::Soup);
                let place = record.at(format!("residual_anomalies.{}", &*id.value), id.at);
                listed.places.insert((id.to_ascii_lowercase(), soup.map(|soup| soup.index)), place);
            }
        }
        listed
    }

    /// Returns where an anomaly is listed.
    pub(super) fn place(&self, known: KnownAnomaly<'_>) -> Option<At<'d>> {
        let id = known.id()?.to_ascii_lowercase();
        let soup = known.soup().map(|soup| soup.index);
        let place = self.places.get(&(id.clone(), soup)).or_else(|| self.places.get(&(id, None)));
        place.cloned()
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::drawn;

    /// Returns the messages of what is found at v2.1.0, with this list and these anomalies of SOUP-1.
    fn messages(list: &str, anomalies: &str) -> Vec<String> {
        let example = format!(
            "//= release v2.1.0\n//- soup/SOUP-1.md\n---\nid: SOUP-1\nused_in: [SYS-1]\n---\n\
             //- items/SYS-1.md\n---\nid: SYS-1\nsafety_class: B\n---\n\
             //- releases/REL-1.md\n---\nid: REL-1\ntag: v2.1.0\nresidual_anomalies: {list}\n---\n\
             //- reviews/AR-1.md\n---\nid: AR-1\nanomalies: {anomalies}\n---\n"
        );
        let found = drawn::findings(&RULE, &example).expect("an example");
        found.into_iter().map(|finding| finding.message).collect()
    }

    const OPEN: &str = "[{soup: SOUP-1, id: X-1, state: affected, safety_relevance: none, rationale: r}]";

    #[test]
    fn what_is_open_is_listed_by_soup_and_number() {
        for list in ["[{soup: SOUP-1, anomaly: X-1}]", "{soup: soup-1, anomaly: x-1}", "[{anomaly: X-1}]"] {
            assert_eq!(messages(list, OPEN), [""; 0], "{list}");
        }
        let expected = ["X-1 of SOUP-1 is open, and this release does not list it"];
        for list in ["[]", "[{soup: SOUP-1, anomaly: X-2}]", "[PR-1]"] {
            assert_eq!(messages(list, OPEN), expected, "{list}");
        }
    }

    #[test]
    fn what_nobody_settled_is_open_and_what_is_settled_is_not() {
        for state in ["under_investigation", ""] {
            assert_eq!(messages("[]", &OPEN.replace("affected", state)).len(), 1, "{state}");
        }
        for state in ["not_affected", "fixed", "unknown"] {
            assert_eq!(messages("[]", &OPEN.replace("affected", state)), [""; 0], "{state}");
        }
    }

    #[test]
    fn links_that_lead_nowhere_and_lists_that_cannot_be_read_are_left_to_their_own_rules() {
        for list in [
            "[{soup: SOUP-404, anomaly: X-1}]",
            "[{soup: SYS-1, anomaly: X-1}]",
            "[{soup: SOUP-1, anomaly: [X-1]}]",
        ] {
            assert_eq!(messages(list, OPEN), [""; 0], "{list}");
        }
    }

    #[test]
    fn every_class_owes_the_list_and_no_moment_but_a_release_does() {
        let of_class = |class: &str, from: &str, to: &str| {
            let example = RULE.wrong.replace("id: SOUP-010\n", "id: SOUP-010\nused_in: [SYS-1]\n");
            let example =
                format!("{example}//- items/SYS-1.md\n---\nid: SYS-1\nsafety_class: {class}\n---\n");
            drawn::findings(&RULE, &example.replace(from, to)).expect("an example").len()
        };
        assert_eq!(of_class("A", "", ""), 1);
        assert_eq!(of_class("B", "", ""), 1);
        assert_eq!(of_class("B", "//= release v2.1.0\n", ""), 0, "no release");
        assert_eq!(of_class("B", "tag: v2.1.0", "tag: v2.0.0"), 0, "no record of the release");
    }
}
