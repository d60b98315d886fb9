//! SOUP, risks and verifications of the corpus, and how any record is written.

use std::fmt::{Display, Write as _};

use jiff::ToSpan;
use jiff::civil::{Date, date};

use super::words::Dice;
use super::{Corpus, last_moved, revision};

impl Corpus {
    /// Returns the version of a SOUP at a tag.
    pub(super) fn version(&self, soup: usize, tag: usize) -> String {
        format!("{}.{}.{}", 1 + soup % 9, soup % 17, revision(soup, tag))
    }

    /// Returns a SOUP.
    pub(super) fn soup(&self, number: usize, tag: usize) -> (String, String) {
        let id = format!("SOUP-{number:04}");
        let (moved, version) = (last_moved(number, tag), self.version(number, tag));
        let mut dice = Dice::of(20, number);
        let name =
            format!("{}-{number}", dice.pick(&["zstream", "libcodec", "netpoll", "tinysql", "numerix"]));
        let hosts = [number / 50 % self.items(), (number + 1) % self.items()];
        let mut text = Text::begin(&id, &name, moved);
        text.line("manufacturer", format!("The {name} project, K. Ferreira and others"));
        text.line("version", &version);
        text.line("release_date", released(moved) - 40.days());
        text.line("purl", format!("pkg:generic/{name}@{version}"));
        text.line("cpe", format!("cpe:2.3:a:{name}:{name}:{version}:*:*:*:*:*:*:*"));
        text.line("kind", "library");
        text.line("dependency", "direct");
        text.line("provenance", "off-the-shelf");
        text.line("license", dice.pick(&["MIT", "Apache-2.0", "BSD-3-Clause", "MIT OR Apache-2.0"]));
        text.block(
            "intended_use",
            "Moves measured values between the acquisition and the display.",
            &mut dice,
        );
        text.line("used_in", ids("ITEM", hosts));
        text.block(
            "justification",
            "The only one with a published interface and a maintained branch.",
            &mut dice,
        );
        text.block("limitations", "Makes no promise on the time that a call takes.", &mut dice);
        text.line("safety_related", "indirectly");
        text.raw("system_requirements:\n  hardware: x86-64, 512 MiB of memory per process\n");
        text.raw("  software: glibc 2.39 as shipped in the qualified image\n");
        text.raw("anomaly_sources:\n");
        text.raw(&format!(
            "  - url: https://bugs.example.org/{name}/issues\n    note: open and closed issues\n"
        ));
        text.line("security_category", "maintained");
        text.line("level_of_support", "actively maintained");
        text.line("end_of_support", "2035-12-31");
        text.line("support_assessed_on", released(moved) - 3.days());
        text.raw(MONITORING);
        text.line("development_assurance", "Supplier assessment SA-014, sampled together with the release.");
        let names = [
            format!("RISK-{:04}", number % self.risks),
            format!("[VER-{0:04}](../verification/VER-{0:04}.md)", number % self.verifications),
            format!("ITEM-{:04}", hosts[0]),
        ];
        (format!("dhf/soup/{id}.md"), text.body(&mut dice, 9, &names))
    }

    /// Returns a risk.
    pub(super) fn risk(&self, number: usize, tag: usize) -> (String, String) {
        let id = format!("RISK-{number:04}");
        let mut dice = Dice::of(21, number);
        let mut text =
            Text::begin(&id, &format!("Late or wrong result, sequence {number}"), last_moved(number, tag));
        text.line("hazard", "Wrong diagnostic information");
        text.block("sequence_of_events", "A changed default lets an old value through unnoticed.", &mut dice);
        text.line("hazardous_situation", "A value is shown that no longer is the patient's");
        text.line("harm", "Delayed treatment");
        text.raw("causes:\n");
        let causes =
            [number % self.soups, (number + self.risks) % self.soups, (number + 2 * self.risks) % self.soups];
        for (index, cause) in
            causes.iter().enumerate().filter(|(index, cause)| !causes[..*index].contains(cause))
        {
            let what = ["Loses an update under load", "Returns a stale value", "Blocks without end"][index];
            text.raw(&format!(
                "  - source: SOUP-{cause:04}\n    cause: {what} after the move to this version\n"
            ));
        }
        text.line("severity", "serious");
        text.line("p1", "1, the fault is taken as present");
        text.line("p2", "2 of 61 seeded faults led to a value that a reader could not tell from a true one");
        text.line("probability", "occasional");
        text.line("level", "unacceptable");
        let controls = [number % self.controls(), (number * 7 + 1) % self.controls()];
        text.line("controls", ids("RC", controls));
        text.raw("residual:\n  severity: minor\n  probability: remote\n  level: acceptable\n");
        let names = [
            format!("[SOUP-{0:04}](../soup/SOUP-{0:04}.md)", causes[0]),
            format!("RC-{:04}", controls[0]),
            format!("VER-{:04}", number % self.verifications),
        ];
        (format!("dhf/risks/{id}.md"), text.body(&mut dice, 15, &names))
    }

    /// Returns a verification: of a requirement on a group of SOUP for the first ones, then of a SOUP and a control.
    pub(super) fn verification(&self, number: usize, tag: usize) -> (String, String) {
        let id = format!("VER-{number:04}");
        let mut dice = Dice::of(22, number);
        let moved = last_moved(number, tag);
        let mut text = Text::begin(&id, &format!("Run {number} on the bench"), moved);
        text.line("method", "test");
        text.line("level", "system");
        text.line("procedure", format!("PLAN-001 section 5, procedure P-VER-{number:04}"));
        let requirements = (2 * self.groups()).min(self.verifications);
        let (verifies, tested): (String, Vec<usize>) = if number < requirements {
            // Requirement and verification share the residue of the group, so that both see the same move.
            let group = number % self.groups();
            let requirement = 2 * group + number / self.groups();
            (ids("REQ", [requirement]), self.members(group).collect())
        } else {
            let soup = (number - requirements) % self.soups;
            // One in eight looks at a control as well, so that each control has one or two.
            let verifies = match number % 8 {
                0 => format!("[SOUP-{soup:04}, RC-{:04}]", number / 8 % self.controls()),
                _ => ids("SOUP", [soup]),
            };
            (verifies, vec![soup])
        };
        text.line("verifies", verifies);
        text.line("result", "pass");
        text.line("software_version", format!("1.{moved}.0-rc.2"));
        text.raw("soup_versions:\n");
        for soup in &tested {
            let version = self.version(*soup, tag);
            text.raw(&format!("  SOUP-{soup:04}: {version}\n"));
        }
        text.block("configuration", "Bench QB-1, eight cores, 32 GiB, the image as released.", &mut dice);
        text.line("tools", "[TOOL-001]");
        text.line("date", released(moved) - 6.days());
        text.line("tester", "Lea Okoye");
        let (path, digest) = self.evidence(number);
        text.raw(&format!("evidence:\n  - path: {path}\n    sha256: {digest}\n"));
        let names = [
            format!("[SOUP-{0:04}](../soup/SOUP-{0:04}.md)", tested[0]),
            format!("RISK-{:04}", number % self.risks),
            "ARCH-001".to_owned(),
        ];
        let sentences = if number < requirements { 10 } else { 15 };
        (format!("dhf/verification/{id}.md"), text.body(&mut dice, sentences, &names))
    }
}

/// A record while it is written.
pub struct Text {
    text: String,
    /// The tag at which the record last changed.
    moved: usize,
}

impl Text {
    /// Begins an approved record; `moved` is the tag at which it last changed.
    pub fn begin(id: &str, title: &str, moved: usize) -> Text {
        let approved = released(moved) - 2.days();
        let names = "owner: Mara Quist\napproved_by: Olu Adeyemi";
        let text =
            format!("---\nid: {id}\ntitle: {title}\nstatus: approved\n{names}\napproved_on: {approved}\n");
        Text { text, moved }
    }

    /// Adds a field.
    pub fn line(&mut self, key: &str, value: impl Display) {
        let _ = writeln!(self.text, "{key}: {value}");
    }

    /// Adds a field of several lines, folded.
    pub fn block(&mut self, key: &str, first: &str, dice: &mut Dice) {
        let mut more = String::new();
        dice.paragraph(&mut more, 1, &[]);
        let _ = writeln!(self.text, "{key}: >-\n  {first}");
        more.trim_end().lines().for_each(|line| {
            let _ = writeln!(self.text, "  {line}");
        });
    }

    /// Adds lines as they are.
    pub fn raw(&mut self, lines: &str) {
        self.text.push_str(lines);
    }

    /// Ends the front matter and adds a body with headings, a list, a table and links; returns the whole record.
    pub fn body(mut self, dice: &mut Dice, sentences: usize, names: &[String]) -> String {
        let third = sentences.div_ceil(3);
        self.raw("---\n\n## Description\n\n");
        dice.paragraph(&mut self.text, third, names);
        self.raw("## What was looked at\n\n");
        dice.paragraph(&mut self.text, third, names);
        for name in names {
            let _ = writeln!(self.text, "- {name}, seen {} times", 1 + dice.below(9));
        }
        self.raw("\n| Bench | Runs | Slowest | Kept |\n|---|---:|---:|---|\n");
        for bench in 1..=3 {
            let (runs, slowest) = (1000 + dice.below(4000), dice.below(900));
            let _ = writeln!(self.text, "| QB-{bench} | {runs} | {slowest} ms | `run-{bench}.log` |");
        }
        self.raw("\n## Outcome\n\n");
        dice.paragraph(&mut self.text, sentences.saturating_sub(2 * third), names);
        let _ = writeln!(
            self.text,
            "Looked at for [release 1.{}.0](https://example.org/notes), to which all above applies.",
            self.moved
        );
        self.text
    }
}

/// Returns the day of a tag: one a week.
pub fn released(tag: usize) -> Date {
    date(2021, 1, 4) + (7 * i64::try_from(tag).expect("a small number")).days()
}

/// Returns a list of ids as YAML.
pub fn ids(prefix: &str, numbers: impl IntoIterator<Item = usize>) -> String {
    let mut numbers: Vec<usize> = numbers.into_iter().collect();
    numbers.dedup();
    let ids: Vec<String> = numbers.into_iter().map(|number| format!("{prefix}-{number:04}")).collect();
    format!("[{}]", ids.join(", "))
}

const MONITORING: &str = "monitoring:
  owner: Mara Quist, SOUP steward
  method: issue list and advisories, monthly
  cadence_days: 365
  full_review_days: 365
  triggers:
    - new release
    - security advisory
    - field report that names a host
  update_strategy: With the next planned release; a reachable weakness at once.
";
