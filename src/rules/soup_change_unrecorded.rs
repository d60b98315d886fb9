//! Finds SOUP that are not what they were at the previous release, without a change record that says so.

use super::soup_version_not_exact::pins;
use super::{Check, Findings, Rule, Severity, is_unreadable};
use crate::dossier::Dossier;
use crate::past::{Move, Moved, Past, leads, recorded, usable};
use crate::standard::{Classes, iec_62304};

pub(super) static RULE: Rule = Rule {
    code: "soup-change-unrecorded",
    clauses: &[&iec_62304::CLAUSE_8_2_1, &iec_62304::CLAUSE_8_2_4],
    classes: Classes::ALL,
    severity: Severity::ERROR,
    summary: "a SOUP was added, removed or moved to another version or class since the previous release, and no change record says so",
    explain: "
Configuration items change on an approved request, and the request names what moved from where to where. Every SOUP is compared
with the previous release: one that came, went, or has another version is covered by live change records whose steps lead from the
version before to the version now (`none` for a SOUP that was not there), in one step or several: A to B and B to C cover A to C.
One whose class moved, by its own record or because its host did, is covered by a step with that very `class_from` and `class_to`.
A class that is higher only because something is missing or wrong
above the SOUP is no move, and a version that is missing or not exact is none either: other rules report those.
Changes that were put off or rejected cover nothing. A step that was already made before the previous release, and taken back
again, does not cover the same move a second time. The first release has nothing to be compared with.
",
    help: "write a change record with the request, its impact and this very step, and have it approved",
    wrong: "
//= commit 2025-06-02 tag v2.0.0
//- soup/SOUP-005.md
---
id: SOUP-005
version: 4.11.0.86
---
//= commit 2025-11-18
//- soup/SOUP-005.md
---
id: SOUP-005
version: 4.12.0.88
#        ^^^^^^^^^ version 4.11.0.86 at v2.0.0 became 4.12.0.88, and no change record covers that
---
//- soup/SOUP-014.md
---
id: SOUP-014
#   ^^^^^^^^ this SOUP is new since v2.0.0, and no change record covers that
---
",
    right: "
//= commit 2025-06-02 tag v2.0.0
//- soup/SOUP-005.md
---
id: SOUP-005
version: 4.11.0.86
---
//= commit 2025-11-18
//- soup/SOUP-005.md
---
id: SOUP-005
version: 4.12.0.88
---
//- changes/CR-001.md
---
id: CR-001
changes:
  - soup: SOUP-005
    from: 4.11.0.86
    to: 4.12.0.88
decision: apply
---
",
    break_it: "
//= at v2.1.0
//- changes/CR-001.md
",
    check: Check::Past(check),
};

fn check(dossier: &Dossier, past: &Past, found: &mut Findings<'_>) {
    let Some(previous) = &past.previous else { return };
    let steps = usable(recorded(dossier), &previous.recorded);
    let tag = &previous.tag.name;
    for moved in &past.moves {
        let version = |side: &Option<Moved>| side.as_ref().map(|side| side.version.clone());
        let (before, after) = (version(&moved.before), version(&moved.after));
        if moved.is_of_version() && !leads(&steps, &moved.id, &before, &after) {
            let step = step(&moved.id, before.as_deref(), after.as_deref());
            match (before, after) {
                // What has no version now, or one that pins nothing, is reported for that alone.
                (Some(_), Some(after)) if !pins(&after) => {}
                (Some(before), Some(after)) => add(
                    found,
                    dossier,
                    moved,
                    "version",
                    format!("version {before} at {tag} became {after}, and no change record covers that"),
                    &step,
                ),
                (None, _) => add(
                    found,
                    dossier,
                    moved,
                    "",
                    format!("this SOUP is new since {tag}, and no change record covers that"),
                    &step,
                ),
                (Some(before), None) => {
                    let message = format!(
                        "{} {before} was in use at {tag} and is no longer, and no change record covers that",
                        moved.id
                    );
                    add(found, dossier, moved, "status", message, &step);
                }
            }
        }
        let Some((from, to)) = moved.classes() else { continue };
        // A class that nobody meant, because something is missing or wrong above the SOUP, is reported there.
        let is_meant = |index| dossier.at_index(index).intended_class() == Some(to);
        if !moved.record.is_some_and(is_meant) {
            continue;
        }
        let id = moved.id.to_ascii_lowercase();
        if steps.iter().any(|step| step.soup == id && step.classes == Some((from, to))) {
            continue;
        }
        let message = format!("class {from} at {tag} became {to}, and no change record covers that");
        let step = format!("{{soup: {}, class_from: {from}, class_to: {to}}}", moved.id);
        add(found, dossier, moved, "safety_class", message, &step);
    }
}

fn add(found: &mut Findings<'_>, dossier: &Dossier, moved: &Move, field: &str, message: String, step: &str) {
    let help = format!("write a change record with the step `{step}`, its impact and its approval");
    match moved.record {
        Some(index) => {
            let record = dossier.at_index(index);
            if !is_unreadable(record, field) {
                let at = if field.is_empty() { record.whole() } else { record.field(field) };
                found.add(at, message).help(help);
            }
        }
        None => {
            let path = moved.before.as_ref().map_or("", |before| &before.path);
            found.add_gone(&moved.id, path, message).help(help);
        }
    }
}

fn step(id: &str, from: Option<&str>, to: Option<&str>) -> String {
    format!("{{soup: {id}, from: {}, to: {}}}", from.unwrap_or("none"), to.unwrap_or("none"))
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::drawn;

    fn count(example: &str) -> usize {
        drawn::findings(&RULE, example).expect("an example").len()
    }

    #[test]
    fn the_first_release_is_compared_with_nothing() {
        let first = RULE.wrong.replace("//= commit 2025-06-02 tag v2.0.0", "//= commit 2025-06-02");
        assert_eq!(count(&first), 0);
    }

    #[test]
    fn several_steps_cover_the_whole_way() {
        let chain = RULE.right.replace(
            "    to: 4.12.0.88\n",
            "    to: 4.11.5\n  - soup: SOUP-005\n    from: 4.11.5\n    to: 4.12.0.88\n",
        );
        assert_eq!(count(&chain), 0);
        assert_eq!(count(&chain.replace("from: 4.11.5", "from: 4.11.6")), 1);
    }

    #[test]
    fn what_was_put_off_or_rejected_covers_nothing() {
        for decision in ["defer", "reject"] {
            assert_eq!(count(&RULE.right.replace("decision: apply", &format!("decision: {decision}"))), 1);
        }
    }

    #[test]
    fn a_soup_that_is_gone_or_retired_is_asked_for_as_well() {
        let gone = RULE.wrong.split("//= commit 2025-11-18").next().expect("the first state").to_owned();
        let removed = format!(
            "{gone}//= commit 2025-11-18\n//- soup/SOUP-005.md\n//- soup/SOUP-006.md\n---\nid: SOUP-006\n---\n"
        );
        let found = drawn::findings(&RULE, &removed).expect("an example");
        assert_eq!(found.len(), 2);
        assert!(
            found.iter().any(|finding| finding.record.as_deref() == Some("SOUP-005")
                && finding.path == "dhf/soup/SOUP-005.md")
        );
        let retired = format!(
            "{gone}//= commit 2025-11-18\n//- soup/SOUP-005.md\n---\nid: SOUP-005\nversion: 4.11.0.86\nstatus: retired\n---\n"
        );
        assert_eq!(count(&retired), 1);
        let covered = format!(
            "{retired}//- changes/CR-1.md\n---\nid: CR-1\nchanges:\n  - {{soup: SOUP-005, from: 4.11.0.86, to: none}}\n---\n"
        );
        assert_eq!(count(&covered), 0);
    }

    #[test]
    fn a_step_that_was_made_and_taken_back_does_not_count_twice() {
        let again = "
//= commit 2025-06-02 tag v2.0.0
//- soup/SOUP-005.md
---
id: SOUP-005
version: 4.11.0.86
---
//- changes/CR-001.md
---
id: CR-001
changes:
  - {soup: SOUP-005, from: 4.11.0.86, to: 4.12.0.88}
  - {soup: SOUP-005, from: 4.12.0.88, to: 4.11.0.86}
---
//= commit 2025-11-18
//- soup/SOUP-005.md
---
id: SOUP-005
version: 4.12.0.88
---
";
        assert_eq!(count(again), 1);
        let planned = again.replace("  - {soup: SOUP-005, from: 4.12.0.88, to: 4.11.0.86}\n", "");
        assert_eq!(count(&planned), 0, "a step that was planned before the release is made after it");
    }

    #[test]
    fn a_class_that_moves_with_its_host_is_a_move() {
        let example = "
//= commit 2025-06-02 tag v2.0.0
//- items/SYS-001.md
---
id: SYS-001
safety_class: B
---
//- soup/SOUP-005.md
---
id: SOUP-005
#   ^^^^^^^^ class B at v2.0.0 became C, and no change record covers that
version: 1.2.3
used_in: [SYS-001]
---
//= commit 2025-11-18
//- items/SYS-001.md
---
id: SYS-001
safety_class: C
---
";
        drawn::check(&RULE, example).expect("as drawn");
        let covered = format!(
            "{example}//- changes/CR-1.md\n---\nid: CR-1\nchanges:\n  - {{soup: SOUP-005, class_from: B, class_to: C}}\n---\n"
        );
        assert_eq!(count(&covered), 0);
        let unclassified = drawn::undrawn(example).replace("safety_class: C\n", "");
        assert_eq!(count(&unclassified), 0, "that the system has no class is told there");
    }

    #[test]
    fn a_version_that_pins_nothing_is_no_move() {
        for version in ["^4.12", "TBD", "latest", ""] {
            let example = RULE.wrong.replace("version: 4.12.0.88", &format!("version: {version}"));
            assert_eq!(count(&drawn::undrawn(&example)), 1, "{version}: the new SOUP alone");
        }
    }
}
