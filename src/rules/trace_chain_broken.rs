//! Finds risks from which one cannot walk to the proof that they are controlled.

use super::{Check, Findings, Rule, Severity, is_unreadable, is_unreadable_within};
use crate::config::Level;
use crate::dossier::{At, Dossier, Placed, RiskLevel};
use crate::record::Risk;
use crate::record::relations::{CAUSES, CONTROLS};
use crate::standard::{Classes, iec_62304};

pub(super) static RULE: Rule = Rule {
    code: "trace-chain-broken",
    clauses: &[&iec_62304::CLAUSE_7_3_3],
    classes: Classes::B_C,
    severity: Severity::ERROR.before_release(Level::Warning),
    summary: "one cannot walk from a risk to its item, cause, control and verification",
    explain: "
This is the walk that an auditor takes: from the hazardous situation to the software item or SOUP, to the cause in it, to the control,
and to the verification of that control. There is one finding per risk, which says how far one comes and where one does not, and points
there. That a control is not verified is told of the control as well (`control-unverified`); this rule says which risks are left without proof by
it, and goes away with the same correction.

Asked for are:

- for each live SOUP or software item in `causes` the `cause`, in words. A risk without any is left to `risk-orphan`;
- a live control in `controls`, where neither matrix nor `level` tells whether the initial risk is acceptable. Of one that is not,
  `risk-uncontrolled` tells, and one that is needs no control;
- for **each** live control, external ones and information for safety too, a live verification with `result: pass` that names it in
  `verifies`. Whether that is stale is another question.

The requirement that implements a control is not part of this walk; `control-without-requirement` asks for it. A link that leads nowhere or
to the wrong kind, and a value that cannot be read, are reported where they stand and break nothing here.
",
    help: "complete the chain where it ends, or record why the risk is none",
    wrong: "
//- risks/RISK-004.md
---
id: RISK-004
#   ^^^^^^^^ from this risk one comes to SOUP-006, its cause, RC-001 and RC-004, but to no passed verification of RC-004
severity: serious
probability: probable
causes: [{source: SOUP-006, cause: a crafted weight file runs code}]
controls: [RC-001, RC-004]
#                  ^^^^^^ no passed verification names RC-004
---
//- soup/SOUP-006.md
---
id: SOUP-006
---
//- controls/RC-001.md
---
id: RC-001
external: true
---
//- controls/RC-004.md
---
id: RC-004
---
//- verification/VER-005.md
---
id: VER-005
verifies: [RC-004]
result: fail
---
//- verification/VER-015.md
---
id: VER-015
verifies: [RC-001]
result: pass
---
",
    right: "
//- risks/RISK-004.md
---
id: RISK-004
severity: serious
probability: probable
causes: [{source: SOUP-006, cause: a crafted weight file runs code}]
controls: [RC-001, RC-004]
---
//- soup/SOUP-006.md
---
id: SOUP-006
---
//- controls/RC-001.md
---
id: RC-001
external: true
---
//- controls/RC-004.md
---
id: RC-004
---
//- verification/VER-005.md
---
id: VER-005
verifies: [RC-004]
result: pass
---
//- verification/VER-015.md
---
id: VER-015
verifies: [RC-001]
result: pass
---
",
    break_it: "
//- verification/VER-002.md
-verifies: [REQ-103, RC-002]
+verifies: [REQ-103]
",
    check: Check::Dossier(check),
};

/// The most names of one step that a message tells.
const MOST_NAMES: usize = 5;

/// A walk from a risk: where one comes, and where one does not.
#[derive(Default)]
struct Walk<'d> {
    reached: Vec<String>,
    holes: Vec<String>,
    /// The places of the risk at which it ends, each with what is said there.
    places: Vec<(At<'d>, String)>,
    /// The records at which it ends.
    ends: Vec<(At<'d>, &'static str)>,
}

fn check(dossier: &Dossier, found: &mut Findings<'_>) {
    for (record, risk) in dossier.risks() {
        let mut walk = Walk::default();
        walk.causes(record, risk);
        walk.controls(record);
        if walk.holes.is_empty() {
            continue;
        }
        let ends = format!("to {}", walk.holes.join(" and to "));
        let message = if walk.reached.is_empty() {
            format!("from this risk one comes {ends}")
        } else {
            format!("from this risk one comes to {}, but {ends}", joined(&walk.reached))
        };
        let mut draft = found.add(record.whole(), message);
        for (place, says) in walk.places {
            draft = draft.label(place.span, says);
        }
        for (end, says) in walk.ends {
            draft = draft.related(end, says);
        }
    }
}

impl<'d> Walk<'d> {
    /// Walks to the live SOUP and items behind the risk, and to what goes wrong in each.
    fn causes(&mut self, record: Placed<'d>, risk: &'d Risk) {
        let sources: Vec<_> = record
            .outgoing()
            .filter(|(link, source)| std::ptr::eq(link.relation, &CAUSES) && source.is_live())
            .collect();
        // A risk without any is an orphan, which is reported as such.
        if sources.is_empty() {
            return;
        }
        self.reach(sources.iter().map(|(_, source)| *source));
        let mut told = 0;
        for (link, source) in &sources {
            // Entries stand in the order of the file, so the one around the link is the last that begins before it.
            let after = risk.causes.partition_point(|cause| cause.at.start <= link.id.at.start);
            let cause = after.checked_sub(1).map(|index| &risk.causes[index]);
            if cause
                .is_none_or(|cause| cause.cause.is_some() || is_unreadable_within(record, cause.at, "cause"))
            {
                told += 1;
            } else {
                let place = record.at(&*link.field, link.id.at);
                self.hole(place, format!("no cause in {}", source.record().id()));
            }
        }
        if told > 0 {
            self.reached.push(if told == 1 { "its cause".to_owned() } else { "their causes".to_owned() });
        }
    }

    /// Walks to the live controls of the risk, and to the proof of each.
    fn controls(&mut self, record: Placed<'d>) {
        let controls: Vec<_> = record
            .outgoing()
            .filter(|(link, control)| std::ptr::eq(link.relation, &CONTROLS) && control.is_live())
            .collect();
        if controls.is_empty() {
            let is_due = match record.initial_level() {
                RiskLevel::Open => true,
                // Of a risk that is not acceptable and has no control that is reported.
                RiskLevel::NotAcceptable(_) | RiskLevel::Acceptable(_) | RiskLevel::Unclear => false,
            };
            if is_due && !record.has_broken_link(&CONTROLS) && !is_unreadable(record, "controls") {
                self.hole(record.missing("controls"), "no live control");
            }
            return;
        }
        self.reach(controls.iter().map(|(_, control)| *control));
        let mut unproven = Vec::new();
        for (link, control) in controls {
            // A result that cannot be read is reported where it stands.
            if control.is_verified() || control.verifications().any(|(by, _)| is_unreadable(by, "result")) {
                continue;
            }
            let id = control.record().id();
            unproven.push(id.to_owned());
            let place = record.at(&*link.field, link.id.at);
            self.places.push((place, format!("no passed verification names {id}")));
            self.ends.push((control.whole(), "the walk ends here"));
        }
        if !unproven.is_empty() {
            self.holes.push(format!("no passed verification of {}", joined(&few(unproven))));
        }
    }

    fn reach(&mut self, records: impl Iterator<Item = Placed<'d>>) {
        let mut ids: Vec<_> = records.map(|record| record.record().id().to_owned()).collect();
        ids.dedup();
        self.reached.extend(few(ids));
    }

    fn hole(&mut self, at: At<'d>, says: impl Into<String>) {
        let says = says.into();
        // Where there is no field to point at, the finding itself already stands there.
        if at.span != at.record.whole().span {
            self.places.push((at, says.clone()));
        }
        self.holes.push(says);
    }
}

/// Shortens a list of names that nobody would read to its end.
fn few(mut names: Vec<String>) -> Vec<String> {
    if names.len() > MOST_NAMES {
        let more = format!("{} more", names.len() - MOST_NAMES + 1);
        names.truncate(MOST_NAMES - 1);
        names.push(more);
    }
    names
}

/// Joins names as a sentence does.
fn joined(names: &[String]) -> String {
    match names.split_last() {
        None => String::new(),
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::config::Level;
    use crate::rules::drawn;

    fn messages(example: &str) -> Vec<String> {
        let findings = drawn::findings(&RULE, example).expect("an example");
        findings.into_iter().map(|finding| finding.message).collect()
    }

    #[test]
    fn every_hole_of_a_risk_is_told_in_one_finding() {
        let example = "
//- risks/RISK-001.md
---
id: RISK-001
#   ^^^^^^^^ from this risk one comes to SOUP-003 and SOUP-006, but to no cause in SOUP-003 and to no cause in SOUP-006 and to no live control
causes: [{source: SOUP-003}, {source: SOUP-006}]
#                 ^^^^^^^^ no cause in SOUP-003
#                                     ^^^^^^^^ no cause in SOUP-006
---
//- risks/RISK-002.md
---
id: RISK-002
#   ^^^^^^^^ from this risk one comes to no live control
causes:
---
//- soup/SOUP-003.md
---
id: SOUP-003
---
//- soup/SOUP-006.md
---
id: SOUP-006
---
";
        drawn::check(&RULE, example).expect("as drawn");
    }

    #[test]
    fn dangling_links_and_unreadable_values_are_left_to_their_own_rules() {
        for (from, to) in [
            ("source: SOUP-006", "source: SOUP-404"),
            ("[RC-001, RC-004]", "[RC-404]"),
            ("cause: a crafted weight file runs code", "cause: [a, b]"),
            (
                "id: VER-005\nverifies: [RC-004]\nresult: pass",
                "id: VER-005\nverifies: [RC-004]\nresult: passed",
            ),
        ] {
            let example = RULE.right.replace(from, to);
            assert_ne!(example, RULE.right);
            assert_eq!(messages(&example), [""; 0], "{to}");
        }
    }

    #[test]
    fn an_acceptable_risk_needs_no_control_and_a_control_it_has_needs_proof() {
        let acceptable = RULE.right.replace("probability: probable", "probability: improbable");
        let without = acceptable.replace("[RC-001, RC-004]", "[]");
        assert_eq!(messages(&without), [""; 0]);
        let unproven = acceptable.replace("result: pass", "result: planned");
        assert_eq!(messages(&unproven).len(), 1);
        let unassessed = RULE.right.replace("[RC-001, RC-004]", "[]").replace("probability: probable\n", "");
        let expected = "from this risk one comes to SOUP-006 and its cause, but to no live control";
        assert_eq!(messages(&unassessed), [expected]);
    }

    #[test]
    fn what_other_rules_tell_of_the_risk_itself_is_not_told_again() {
        for (from, to) in [
            ("[RC-001, RC-004]", "[]"),
            ("[{source: SOUP-006, cause: a crafted weight file runs code}]", "[]"),
        ] {
            let example = RULE.right.replace(from, to);
            assert_ne!(example, RULE.right);
            assert_eq!(messages(&example), [""; 0], "{to}");
        }
    }

    #[test]
    fn class_a_owes_no_chain_and_a_release_makes_it_an_error() {
        let soup = "id: SOUP-006\nused_in: [SYS-001]";
        let example = RULE.wrong.replace("id: SOUP-006\n", &format!("{soup}\n"))
            + "//- items/SYS-001.md\n---\nid: SYS-001\nsafety_class: A\n---\n";
        assert_eq!(messages(&example), [""; 0]);
        let release = format!("//= release\n{}", RULE.wrong);
        let findings = drawn::findings(&RULE, &release).expect("an example");
        assert_eq!(findings[0].level, Level::Error);
    }
}
