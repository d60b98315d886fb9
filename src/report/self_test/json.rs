//! A self-test for machines: one JSON document, `tureen/self-test/1`.

use serde::Serialize;

use super::{Tested, rulesets};
use crate::report::json::{Tool, written};
use crate::rules::proof;

/// The name and version of the format.
const SCHEMA: &str = "tureen/self-test/1";

/// Writes the document, with a newline at its end.
pub(super) fn render(tested: &Tested) -> String {
    written(&Document::of(tested))
}

#[derive(Serialize)]
struct Document<'t> {
    schema: &'static str,
    tool: Tool,
    date: String,
    binary: Binary<'t>,
    platform: Platform,
    rulesets: Vec<Ruleset>,
    passed: bool,
    summary: Summary,
    rules: Vec<Rule<'t>>,
    device: Vec<Moment<'t>>,
}

#[derive(Serialize)]
struct Binary<'t> {
    path: &'t str,
    sha256: &'t str,
    bytes: usize,
    profile: &'static str,
}

#[derive(Serialize)]
struct Platform {
    os: &'static str,
    arch: &'static str,
}

#[derive(Serialize)]
struct Ruleset {
    ruleset: &'static str,
    standard: &'static str,
    edition: &'static str,
}

#[derive(Serialize)]
struct Summary {
    checks: usize,
    passed: usize,
    failed: usize,
}

#[derive(Serialize)]
struct Rule<'t> {
    rule: &'static str,
    clauses: Vec<String>,
    passed: bool,
    wrong: Verdict<'t>,
    right: Verdict<'t>,
}

#[derive(Serialize)]
struct Verdict<'t> {
    passed: bool,
    /// How many places the rule is to point at.
    expected: usize,
    /// How many places it points at.
    found: usize,
    differences: &'t [String],
}

#[derive(Serialize)]
struct Moment<'t> {
    moment: &'t str,
    passed: bool,
    expected: &'t str,
    found: &'t str,
}

impl<'t> Document<'t> {
    fn of(tested: &'t Tested) -> Document<'t> {
        let (checks, passed) = tested.counts();
        let binary = &tested.binary;
        Document {
            schema: SCHEMA,
            tool: Tool::this(),
            date: tested.date.to_string(),
            binary: Binary {
                path: &binary.path,
                sha256: &binary.sha256,
                bytes: binary.bytes,
                profile: binary.profile,
            },
            platform: Platform { os: binary.os, arch: binary.arch },
            rulesets: rulesets()
                .map(|standard| Ruleset {
                    ruleset: standard.ruleset,
                    standard: standard.name,
                    edition: standard.edition,
                })
                .collect(),
            passed: tested.is_passed(),
            summary: Summary { checks, passed, failed: checks - passed },
            rules: tested
                .proofs
                .iter()
                .map(|proof| Rule {
                    rule: proof.rule.code,
                    clauses: proof.rule.clauses.iter().map(ToString::to_string).collect(),
                    passed: proof.is_passed(),
                    wrong: Verdict::of(&proof.wrong),
                    right: Verdict::of(&proof.right),
                })
                .collect(),
            device: tested
                .wholes
                .iter()
                .map(|whole| Moment {
                    moment: &whole.moment,
                    passed: whole.is_passed(),
                    expected: &whole.expected,
                    found: &whole.found,
                })
                .collect(),
        }
    }
}

impl<'t> Verdict<'t> {
    fn of(verdict: &'t proof::Verdict) -> Verdict<'t> {
        Verdict {
            passed: verdict.is_passed(),
            expected: verdict.expected,
            found: verdict.found,
            differences: &verdict.differences,
        }
    }
}
