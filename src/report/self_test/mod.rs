//! Reports of a self-test: a dated record that users keep when they validate the program for their use.
//!
//! In goes a [`Tested`]; out comes text. A report says what was run where, and what came of it. It claims no more: whether
//! the program is fit for somebody's use is for that person to conclude, and there are lines for it.

use jiff::civil::Date;

use super::Look;
use crate::rules::proof::{Proof, Whole};
use crate::standard::{STANDARDS, Standard};

mod html;
mod human;
mod json;

/// Every format, people's first.
pub static FORMATS: &[Format] = &[
    Format { name: "human", summary: "a report for a terminal or a file", render: human::render },
    Format {
        name: "json",
        summary: "one JSON document, `tureen/self-test/1`",
        render: |tested, _| json::render(tested),
    },
    Format {
        name: "html",
        summary: "one page to print and sign, with nothing loaded from elsewhere",
        render: |tested, _| html::render(tested),
    },
];

/// A format that a self-test can be reported in.
pub struct Format {
    /// Its name on the command line.
    pub name: &'static str,
    /// What it is for, in one line.
    pub summary: &'static str,
    /// Writes the report.
    pub render: fn(&Tested, &Look) -> String,
}

impl Format {
    /// Returns the format of that name.
    pub fn of_name(name: &str) -> Option<&'static Format> {
        FORMATS.iter().find(|format| format.name == name)
    }
}

/// What came of a self-test: the one value that all formats render.
#[derive(Clone, Debug)]
pub struct Tested {
    /// The day.
    pub date: Date,
    /// The program, as it is installed.
    pub binary: Binary,
    /// Every rule with what came of its examples.
    pub proofs: Vec<Proof>,
    /// The moments of the example device.
    pub wholes: Vec<Whole>,
}

/// The program, as it is installed.
#[derive(Clone, Debug)]
pub struct Binary {
    /// Its file.
    pub path: String,
    /// The file's SHA-256 in hexadecimal digits.
    pub sha256: String,
    /// How many bytes it has.
    pub bytes: usize,
    /// The operating system that it was built for.
    pub os: &'static str,
    /// The processor that it was built for.
    pub arch: &'static str,
    /// Whether it was built for use, or for its developers.
    pub profile: &'static str,
}

impl Tested {
    /// Returns how many checks there are, and how many of them passed.
    pub fn counts(&self) -> (usize, usize) {
        let rules = self.proofs.iter().filter(|proof| proof.is_passed()).count();
        let wholes = self.wholes.iter().filter(|whole| whole.is_passed()).count();
        (self.proofs.len() + self.wholes.len(), rules + wholes)
    }

    /// Returns whether all passed, and there was something to pass.
    pub fn is_passed(&self) -> bool {
        let (all, passed) = self.counts();
        !self.proofs.is_empty() && all == passed
    }

    /// Says what came of it, in one sentence.
    pub fn verdict(&self) -> String {
        let (all, passed) = self.counts();
        if self.is_passed() {
            format!(
                "All {all} checks passed: {} rules, {} moments of the example device.",
                self.proofs.len(),
                self.wholes.len()
            )
        } else {
            format!("{} of {all} checks failed.", all - passed)
        }
    }
}

/// What the program is for.
pub const INTENDED_USE: &str = "Tureen reads SOUP records of a medical device, written as text files in a git repository, \
    and reports where they do not agree with rules that it names, each with the clauses that it rests on. It shows what \
    changed between two moments and renders the records as static pages. It is meant to help people who prepare, review \
    or audit these records find what is missing, contradictory or out of date.";

/// What it is not for.
pub const NOT_INTENDED: &[&str] = &[
    "It is no part of a medical device and controls none.",
    "It does not decide whether a risk is acceptable, a device or a SOUP safe, or a file in conformity with anything.",
    "It does not search for vulnerabilities, scan code or run tests: it judges what records say of them.",
    "It signs nothing and approves nothing; names and dates in records and in git are shown as they were written.",
    "Its result replaces no review. That no rule reports anything does not mean that nothing is wrong.",
];

/// What the report shows, and what it does not.
pub const LIMITS: &[&str] = &[
    "Each rule was run on two examples of its own that travel in the program: a wrong one, in which it has to point at exactly \
     the places that are drawn, and a right one, in which it has to find nothing. The whole program was run on the example \
     device, whose history is written as a git repository to a temporary folder.",
    "This shows that the installed program does on this machine what its makers expect of it. It does not show that a rule \
     asks the right question, that the rules are enough for a certain device, or that the user's own records are read as \
     they are meant. That is for the user to check on records of their own.",
    "The date is that of the machine's clock, or of SOURCE_DATE_EPOCH where that is set.",
    "This report is no validation. It can be evidence in one: see the chapter on tool validation of the book.",
];

/// Returns the rulesets that the program knows.
fn rulesets() -> impl Iterator<Item = &'static Standard> {
    STANDARDS.iter().copied()
}
