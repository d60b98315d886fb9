//! Proof: every rule judged by its own examples, where the program is installed.
//!
//! The examples travel in the binary, so that what a user runs is what is shown to work. A proof says that a rule finds what
//! is drawn into its wrong example and nothing in the right one, here and now. It does not say that the rule asks the right
//! question of the user's records.

use rayon::prelude::*;

use super::{RULES, Rule, drawn};

/// A rule with what came of judging its examples.
#[derive(Clone, Debug)]
pub struct Proof {
    /// The rule.
    pub rule: &'static Rule,
    /// What came of the wrong example, into which findings are drawn.
    pub wrong: Verdict,
    /// What came of the right example, in which nothing is to be found.
    pub right: Verdict,
}

/// What came of judging an example.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verdict {
    /// How many places the rule is to point at.
    pub expected: usize,
    /// How many places it points at.
    pub found: usize,
    /// Why the example does not prove the rule; empty where it does.
    pub differences: Vec<String>,
}

/// A moment of the example device with what came of judging it by all rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Whole {
    /// The moment, and as of when it is judged.
    pub moment: String,
    /// What is to be found.
    pub expected: String,
    /// What is found.
    pub found: String,
}

impl Proof {
    /// Returns whether both examples are judged as they should be.
    pub fn is_passed(&self) -> bool {
        self.wrong.is_passed() && self.right.is_passed()
    }
}

impl Verdict {
    /// Returns whether the example proves the rule.
    pub fn is_passed(&self) -> bool {
        self.differences.is_empty()
    }
}

impl Whole {
    /// Returns whether what is found is what is to be found.
    pub fn is_passed(&self) -> bool {
        self.expected == self.found
    }
}

/// Judges every rule by its own examples, in the order of their names.
pub fn all() -> Vec<Proof> {
    RULES.par_iter().map(|rule| of(rule, rule.wrong, rule.right)).collect()
}

/// Judges a rule by two examples.
pub fn of(rule: &'static Rule, wrong: &str, right: &str) -> Proof {
    let mut proof = Proof { rule, wrong: verdict(rule, wrong), right: verdict(rule, right) };
    // An example that draws nothing proves nothing, however well it agrees.
    if proof.wrong.expected == 0 {
        proof.wrong.differences.push("no finding is drawn into the wrong example".to_owned());
    }
    if proof.right.expected > 0 {
        proof.right.differences.push("a finding is drawn into the right example".to_owned());
    }
    proof
}

fn verdict(rule: &'static Rule, example: &str) -> Verdict {
    match drawn::compare(rule, example) {
        Ok(compared) => {
            Verdict { expected: compared.drawn, found: compared.found, differences: compared.differences }
        }
        Err(why) => {
            Verdict { differences: vec![format!("it cannot be judged: {why}")], ..Verdict::default() }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(code: &str) -> &'static Rule {
        Rule::of_code(code).expect("there is such a rule")
    }

    #[test]
    fn every_rule_is_proven_by_its_own_examples() {
        let proofs = all();
        assert_eq!(proofs.len(), RULES.len());
        for proof in proofs {
            assert!(proof.is_passed() && proof.wrong.expected > 0, "{proof:?}");
            assert_eq!((proof.right.expected, proof.right.found), (0, 0), "{}", proof.rule.code);
        }
    }

    #[test]
    fn a_rule_judged_by_anothers_example_fails() {
        let (title, version) = (rule("soup-title-missing"), rule("soup-version-missing"));
        let proof = of(title, version.wrong, title.right);
        assert!(!proof.is_passed() && proof.right.is_passed());
        assert!(proof.wrong.differences[0].starts_with("drawn, not found: "), "{proof:?}");
    }

    #[test]
    fn an_example_that_finds_too_much_draws_nothing_or_cannot_be_read_fails() {
        let version = rule("soup-version-missing");
        let too_much = of(version, version.wrong, &drawn::undrawn(version.wrong));
        assert!(too_much.right.differences[0].starts_with("found, not drawn: "), "{too_much:?}");
        let nothing = of(version, version.right, version.right);
        assert_eq!(nothing.wrong.differences, ["no finding is drawn into the wrong example"]);
        let drawn = of(version, version.wrong, version.wrong);
        assert_eq!(drawn.right.differences, ["a finding is drawn into the right example"]);
        let unreadable = of(version, "\n//= as-of someday\n", version.right);
        assert!(unreadable.wrong.differences[0].starts_with("it cannot be judged: "), "{unreadable:?}");
    }
}
