//! The class algorithm by examples.

use crate::dossier::{Judged, fixture};

/// A class B system with two items, a SOUP in each, and the argument that lowers ITEM-2.
const DEVICE: &str = "
//- items/SYS-1.md
---
id: SYS-1
kind: system
safety_class: B
---
//- items/ITEM-1.md
---
id: ITEM-1
parent: SYS-1
---
//- items/ITEM-2.md
---
id: ITEM-2
parent: SYS-1
safety_class: A
segregation: {rationale: r, mechanism: [own process], shared_resources: none that can block, architecture: ARCH-1}
---
//- documents/ARCH-1.md
---
id: ARCH-1
---
//- verification/VER-1.md
---
id: VER-1
level: segregation
result: pass
verifies: [ITEM-2]
---
//- soup/SOUP-1.md
---
id: SOUP-1
used_in: [ITEM-2, ITEM-1]
---
//- soup/SOUP-2.md
---
id: SOUP-2
used_in: [ITEM-2]
---
";

/// Compares `ID class: reason` of the records named by their ids.
#[track_caller]
fn check(example: &str, expected: &[&str]) {
    let judged = Judged { as_of: jiff::civil::date(2026, 1, 15), release: None };
    let dossier = fixture::assemble(example, judged).expect("the example can be read");
    let found: Vec<_> = expected
        .iter()
        .map(|line| {
            let id = line.split(' ').next().unwrap_or_default();
            let record = dossier.find(id).expect("the record is there");
            format!("{id} {}: {}", record.class(), record.classed().reason.sentence(&dossier))
        })
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn items_inherit_and_soup_takes_the_highest_host() {
    check(
        DEVICE,
        &[
            "SYS-1 B: declared for the system",
            "ITEM-1 B: inherited from SYS-1",
            "ITEM-2 A: segregated from SYS-1",
            "SOUP-1 B: by host ITEM-1",
            "SOUP-2 A: by host ITEM-2",
        ],
    );
}

#[test]
fn a_system_without_class_is_c_and_a_lowering_from_c_needs_all_of_the_argument() {
    let device = DEVICE.replace("safety_class: B\n", "").replace("result: pass", "result: planned");
    check(
        &device,
        &[
            "SYS-1 C: no class is declared for the system, so C applies",
            "ITEM-2 C: by SYS-1; a lower class is declared and has no effect: passed verification of level segregation missing",
            "SOUP-2 C: by host ITEM-2",
        ],
    );
}

#[test]
fn a_lowering_from_b_needs_the_rationale_only() {
    check(&DEVICE.replace("result: pass", "result: planned"), &["ITEM-2 A: segregated from SYS-1"]);
    check(
        &DEVICE.replace("rationale: r, ", ""),
        &["ITEM-2 B: by SYS-1; a lower class is declared and has no effect: rationale missing"],
    );
}

#[test]
fn a_class_above_the_parent_is_judged_by_the_higher_one() {
    check(
        &DEVICE.replace("id: ITEM-1\n", "id: ITEM-1\nsafety_class: C\n"),
        &["ITEM-1 C: declared above SYS-1", "SOUP-1 C: by host ITEM-1"],
    );
}

#[test]
fn circles_lost_parents_and_soup_without_a_live_host_are_c() {
    check(
        "
//- items/a.md
---
id: ITEM-1
parent: ITEM-2
---
//- items/b.md
---
id: ITEM-2
parent: ITEM-1
---
//- items/c.md
---
id: ITEM-3
parent: ITEM-9
---
//- items/d.md
---
id: ITEM-4
parent: ITEM-1
---
//- soup/a.md
---
id: SOUP-1
---
//- items/e.md
---
id: SYS-1
safety_class: A
status: retired
---
//- soup/b.md
---
id: SOUP-2
used_in: [SYS-1]
---
",
        &[
            "ITEM-1 C: no software system above it, so C applies",
            "ITEM-2 C: no software system above it, so C applies",
            "ITEM-3 C: no software system above it, so C applies",
            "ITEM-4 C: inherited from ITEM-1",
            "SOUP-1 C: no live item uses it, so C applies",
            "SOUP-2 C: no live item uses it, so C applies",
        ],
    );
}

#[test]
fn other_records_are_judged_by_the_highest_that_they_serve() {
    let device = format!(
        "{DEVICE}
//- risks/a.md
---
id: RISK-1
causes: [{{source: SOUP-2}}]
controls: [RC-1]
---
//- controls/a.md
---
id: RC-1
---
//- requirements/a.md
---
id: REQ-1
applies_to: [SOUP-1]
implements: [RC-1]
---
//- requirements/b.md
---
id: REQ-2
implements: [RC-1]
---
//- requirements/c.md
---
id: REQ-3
---
//- verification/b.md
---
id: VER-2
verifies: [REQ-2, ARCH-1]
---
"
    );
    check(
        &device,
        &[
            "RISK-1 A: serves SOUP-2",
            "RC-1 A: serves RISK-1",
            "REQ-1 B: serves SOUP-1",
            "REQ-2 A: serves RC-1",
            "REQ-3 C: serves no live item or SOUP, so C applies",
            "VER-2 A: serves REQ-2",
            "ARCH-1 C: judged without class",
        ],
    );
}
