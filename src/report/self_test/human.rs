//! A self-test for a terminal or a text file.

use super::{INTENDED_USE, LIMITS, NOT_INTENDED, Tested, rulesets};
use crate::report::Look;
use crate::report::narrated::tame;
use crate::report::paint::{Page, Tint, Tinted};
use crate::rules::proof::Verdict;

/// Writes the report.
pub(super) fn render(tested: &Tested, look: &Look) -> String {
    let mut page = Page { out: String::new(), look: *look };
    let binary = &tested.binary;
    page.line(
        0,
        &[(Tint::Strong, format!("Tureen {} self-test of {}", env!("CARGO_PKG_VERSION"), tested.date))],
    );
    page.rows(
        2,
        vec![
            plain("program", &tame(&binary.path)),
            plain("SHA-256", &binary.sha256),
            plain("size", &format!("{} bytes, {} build", binary.bytes, binary.profile)),
            plain("platform", &format!("{} on {}", binary.os, binary.arch)),
        ],
    );
    page.heading("Rulesets");
    page.rows(
        2,
        rulesets()
            .map(|standard| plain(standard.ruleset, &format!("{}, {}", standard.name, standard.edition)))
            .collect(),
    );
    page.heading("Rules, by the places drawn into their examples");
    let rules = tested.proofs.iter().map(|proof| {
        let mut pieces = vec![verdict(proof.is_passed())];
        pieces.push((
            Tint::Plain,
            format!("; wrong {}, right {}", counted(&proof.wrong), counted(&proof.right)),
        ));
        (proof.rule.code.to_owned(), pieces)
    });
    page.rows(2, rules.collect());
    page.heading("The example device, by all rules");
    let wholes = tested.wholes.iter().map(|whole| {
        let said = format!("; expected {}; found {}", whole.expected, whole.found);
        (whole.moment.clone(), vec![verdict(whole.is_passed()), (Tint::Plain, said)])
    });
    page.rows(2, wholes.collect());
    failures(tested, &mut page);
    page.heading("What the program is for");
    page.line(2, &[(Tint::Plain, INTENDED_USE.to_owned())]);
    for limit in NOT_INTENDED {
        page.line(2, &[(Tint::Plain, format!("- {limit}"))]);
    }
    page.heading("What this shows, and what not");
    for limit in LIMITS {
        page.line(2, &[(Tint::Plain, format!("- {limit}"))]);
    }
    page.heading(&tested.verdict());
    page.out
}

fn failures(tested: &Tested, page: &mut Page) {
    for proof in tested.proofs.iter().filter(|proof| !proof.is_passed()) {
        page.heading(&format!("Failed: {}", proof.rule.code));
        for (name, verdict) in [("wrong example", &proof.wrong), ("right example", &proof.right)] {
            for difference in &verdict.differences {
                page.line(2, &[(Tint::Plain, format!("{name}: {}", tame(difference)))]);
            }
        }
    }
}

fn plain(name: &str, text: &str) -> (String, Vec<Tinted>) {
    (name.to_owned(), vec![(Tint::Plain, text.to_owned())])
}

fn verdict(passed: bool) -> Tinted {
    if passed { (Tint::Plain, "passed".to_owned()) } else { (Tint::Strong, "FAILED".to_owned()) }
}

/// Says how many places were found of how many that were expected.
fn counted(verdict: &Verdict) -> String {
    format!("{} of {} found", verdict.found, verdict.expected)
}
