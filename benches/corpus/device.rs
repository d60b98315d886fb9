//! What the records of the corpus link to: configuration, items, controls, requirements, documents, tools, evidence.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use super::records::{Text, ids, released};
use super::words::Dice;
use super::{Corpus, ONE_IN, is_moved, last_moved};

impl Corpus {
    /// Returns the number of items below the two systems.
    pub fn items(&self) -> usize {
        self.soups.div_ceil(50).max(4)
    }

    /// Returns the number of risk controls.
    pub fn controls(&self) -> usize {
        (self.verifications / 15).max(4)
    }

    /// Returns the path from the device's root and the SHA-256 of the evidence that a verification names.
    pub(super) fn evidence(&self, verification: usize) -> (String, String) {
        let number = verification / 12;
        let digest = Sha256::digest(evidence(number).as_bytes());
        let digest = digest.iter().fold(String::new(), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        });
        (format!("dhf/evidence/run-{number:04}.log"), digest)
    }

    /// Returns the files that never change.
    pub(super) fn device(&self) -> Vec<(String, String)> {
        let mut files = vec![("tureen.toml".to_owned(), CONFIG.to_owned())];
        files.push(document("ARCH-001", "Software architecture", 1));
        files.push(document("PLAN-001", "Software development and maintenance plan", 2));
        files.push(tool());
        files.extend((0..2).map(system));
        files.extend((0..self.items()).map(item));
        files.extend((0..self.controls()).map(control));
        files.extend((0..2 * self.groups()).map(|number| self.requirement(number)));
        files.extend((0..self.verifications.div_ceil(12)).map(|number| {
            let (path, _) = self.evidence(number * 12);
            (path, evidence(number))
        }));
        files
    }

    /// Returns the change and the release record that a tag adds.
    pub(super) fn added(&self, tag: usize) -> Vec<(String, String)> {
        let id = format!("CR-{tag:03}");
        let mut text = Text::begin(&id, &format!("Maintenance of release 1.{tag}.0"), tag - 1);
        text.line("reason", "security");
        text.line("requested_on", released(tag - 1));
        text.line("release", format!("1.{tag}.0"));
        text.raw("changes:\n");
        for soup in (0..self.soups).filter(|soup| is_moved(*soup, tag)) {
            let (from, to) = (self.version(soup, tag - 1), self.version(soup, tag));
            text.raw(&format!("  - soup: SOUP-{soup:04}\n    from: {from}\n    to: {to}\n"));
        }
        text.raw(IMPACT);
        text.line("decision", "apply");
        text.line(
            "rationale",
            "Fixes of published weaknesses, no change of behaviour that the device relies on.",
        );
        let change = (format!("dhf/changes/{id}.md"), text.body(&mut Dice::of(9, tag), 6, &[]));
        let id = format!("REL-1.{tag}.0");
        let mut text = Text::begin(&id, &format!("Release 1.{tag}.0"), tag);
        text.line("version", format!("1.{tag}.0"));
        text.line("tag", format!("v1.{tag}.0"));
        text.line("date", released(tag));
        let release = (format!("dhf/releases/{id}.md"), text.body(&mut Dice::of(10, tag), 6, &[]));
        vec![change, release]
    }

    /// Returns an anomaly review: one per group of SOUP, made again when the group moves.
    pub(super) fn review(&self, group: usize, tag: usize) -> (String, String) {
        let id = format!("AR-{group:04}");
        let moved = last_moved(group, tag);
        let mut text = Text::begin(&id, &format!("Anomaly review of group {group}"), moved);
        text.raw("covers:\n");
        for soup in self.members(group) {
            let version = self.version(soup, tag);
            text.raw(&format!("  - soup: SOUP-{soup:04}\n    version: {version}\n"));
        }
        let date = released(moved);
        text.line("date", date);
        text.line("reviewer", "Ivo Brandt");
        text.raw(&format!("sources:\n  - url: https://osv.example.org/list\n    retrieved: {date}\n"));
        text.raw("anomalies: []\n");
        text.line("conclusion", "No entry needs to be carried.");
        (format!("dhf/reviews/{id}.md"), text.body(&mut Dice::of(8, group), 8, &[]))
    }

    /// Returns a requirement on a group of SOUP: the even ones functional, the odd ones on performance.
    fn requirement(&self, number: usize) -> (String, String) {
        let id = format!("REQ-{number:04}");
        let mut text = Text::begin(&id, &format!("What is relied on, part {number}"), 0);
        text.line(
            "text",
            format!("The component shall answer within {} ms in 99.9 % of all calls.", number + 5),
        );
        text.line("kind", if number.is_multiple_of(2) { "functional" } else { "performance" });
        text.line("applies_to", ids("SOUP", self.members(number / 2)));
        text.line("implements", ids("RC", [number % self.controls()]));
        (format!("dhf/requirements/{id}.md"), text.body(&mut Dice::of(7, number), 8, &[]))
    }
}

fn document(id: &str, title: &str, number: usize) -> (String, String) {
    let mut text = Text::begin(id, title, 0);
    text.line("revision", 3);
    (format!("dhf/documents/{id}.md"), text.body(&mut Dice::of(4, number), 12, &[]))
}

fn tool() -> (String, String) {
    let mut text = Text::begin("TOOL-001", "pytest", 0);
    text.line("version", "8.3.5");
    text.line("purpose", "Runs the procedures and writes the result files that are kept as evidence.");
    text.line("validation_reference", "TV-001 revision 2, 2020-12-01");
    ("dhf/tools/TOOL-001.md".to_owned(), text.body(&mut Dice::of(6, 0), 6, &[]))
}

fn system(number: usize) -> (String, String) {
    let id = format!("SYS-{number:04}");
    let mut text = Text::begin(&id, ["Therapy system", "Viewing system"][number], 0);
    text.line("kind", "system");
    text.line("safety_class", ["C", "B"][number]);
    text.line(
        "class_rationale",
        "The worst harm that a failure can contribute to, taken as certain to happen.",
    );
    (format!("dhf/items/{id}.md"), text.body(&mut Dice::of(1, number), 8, &[]))
}

fn item(number: usize) -> (String, String) {
    let id = format!("ITEM-{number:04}");
    let mut text = Text::begin(&id, &format!("Item {number}"), 0);
    text.line("kind", "item");
    text.line("parent", format!("SYS-{:04}", number % 2));
    (format!("dhf/items/{id}.md"), text.body(&mut Dice::of(2, number), 8, &[]))
}

fn control(number: usize) -> (String, String) {
    let id = format!("RC-{number:04}");
    let mut text = Text::begin(&id, &format!("Measure {number} against late or wrong results"), 0);
    text.line("kind", ["inherent", "protective", "information"][number % 3]);
    text.line("new_hazard_review", "No new hazardous situation was found; reviewed with the architecture.");
    (format!("dhf/controls/{id}.md"), text.body(&mut Dice::of(3, number), 8, &[]))
}

fn evidence(number: usize) -> String {
    let mut text = format!("run {number}\n\n");
    Dice::of(5, number).paragraph(&mut text, 12, &[]);
    text
}

const CONFIG: &str = r#"[device]
name = "Measured device"
id = "MD"
manufacturer = "Example Devices"
title = "Design history file"

[records]
root = "dhf"

[releases]
tags = "v*"

[review]
vulnerability = 365
full = 365
"#;

const IMPACT: &str = "impact:
  new_causes: None; the change lists were read entry by entry.
  new_controls: None.
  controls_disturbed: None; the controls look at results, not at how they came about.
  reverification: The verifications of every component that moves.
";

const _: () = assert!(ONE_IN == 20, "groups of SOUP move together only while their residues agree");
