//! Rulesets decide which rules run and how binding a finding is: every combination of them, over every rule's wrong example.

use std::sync::Arc;

use tureen::config::Config;
use tureen::dossier::Dossier;
use tureen::past::Past;
use tureen::rules::{Check, Finding, RULES, Rule, Severity, check, drawn};
use tureen::standard::{Basis, Class, Classes, Clause, STANDARDS, iec_62304, practice};

use super::device::Device;

/// Returns every set of rulesets, the empty one left out: that one a configuration cannot ask for.
fn every_set() -> Vec<Vec<String>> {
    let names = all();
    let chosen = |set: u32| {
        let each = names.iter().enumerate().filter(|(bit, _)| set >> bit & 1 == 1);
        each.map(|(_, name)| name.clone()).collect()
    };
    (1..1_u32 << names.len()).map(chosen).collect()
}

fn all() -> Vec<String> {
    STANDARDS.iter().map(|standard| standard.ruleset.to_owned()).collect()
}

fn judged_by(dossier: &mut Dossier, rulesets: &[String]) {
    dossier.config = Arc::new(Config { rulesets: rulesets.to_vec(), ..Config::clone(&dossier.config) });
}

/// Returns the dossier of a rule's wrong example, with its past.
fn wrong(rule: &Rule) -> (Dossier, Past) {
    drawn::judged(rule.wrong).expect("the example can be read")
}

fn told(finding: &Finding) -> (String, String, String, u32) {
    (finding.path.clone(), finding.field.clone(), finding.message.clone(), finding.span.start)
}

#[test]
fn a_finding_is_there_under_the_rulesets_that_ask_for_it_and_rests_on_theirs_alone() {
    // What a rule about waivers finds follows from what the others find under the same rulesets.
    for rule in RULES.iter().filter(|rule| !matches!(rule.check, Check::Found(_))) {
        let (mut dossier, past) = wrong(rule);
        let whole = rule.findings(&dossier, &past);
        for set in every_set() {
            judged_by(&mut dossier, &set);
            let expected = whole.iter().filter_map(|finding| {
                let clauses = finding.clauses().iter().copied();
                let clauses: Vec<_> = clauses.filter(|clause| clause.is_in_force(&set)).collect();
                let basis = clauses.iter().map(|clause| clause.basis).min()?;
                Some((told(finding), clauses, basis))
            });
            let expected: Vec<_> = expected.collect();
            let found: Vec<_> = rule
                .findings(&dossier, &past)
                .iter()
                .map(|finding| (told(finding), finding.clauses().to_vec(), finding.basis()))
                .collect();
            assert_eq!(found, expected, "{} under {set:?}", rule.code);
        }
    }
}

#[test]
fn a_ruleset_that_is_off_takes_exactly_the_rules_along_that_rest_on_it_alone() {
    for off in all() {
        let rest: Vec<String> = all().into_iter().filter(|name| *name != off).collect();
        for rule in RULES {
            let rests = |clause: &&Clause| clause.ruleset == off && !practice::ALWAYS.contains(clause);
            let alone = rule.clauses.iter().all(rests);
            assert_eq!(rule.basis(&rest).is_none(), alone, "{} without {off}", rule.code);
            let (mut dossier, past) = wrong(rule);
            judged_by(&mut dossier, &rest);
            let found = check(&dossier, &past).iter().any(|finding| finding.rule.code == rule.code);
            assert!(!(alone && found), "{} speaks without {off}", rule.code);
        }
    }
}

#[test]
fn what_is_written_is_judged_under_any_ruleset() {
    for name in all() {
        let rulesets = [name];
        for code in [
            "config-unknown-key",
            "field-invalid",
            "field-unknown",
            "file-name-unusable",
            "key-duplicate",
            "record-malformed",
            "waiver-invalid",
        ] {
            let rule = Rule::of_code(code).expect("there is such a rule");
            assert!(rule.basis(&rulesets).is_some(), "{code} under {rulesets:?}");
        }
    }
}

#[test]
fn no_finding_claims_a_clause_that_does_not_reach_its_class() {
    for rule in RULES {
        let (dossier, past) = wrong(rule);
        for finding in rule.findings(&dossier, &past) {
            let class = finding.class.unwrap_or(Class::C);
            for clause in finding.clauses() {
                assert!(clause.classes.includes(class), "{}: {clause} in class {class}", rule.code);
            }
        }
    }
}

/// A clause of an edition that does not exist: asked for at its level of rigour II, which stands for B and C.
static OF_ANOTHER_EDITION: Clause = Clause {
    ruleset: "made-up-ed2",
    standard: "Made-up ed. 2",
    number: "5.3.3",
    title: "What the SOUP has to do",
    summary: "Made up.",
    classes: Classes::B_C,
    basis: Basis::Normative,
};

static CITES_BOTH_EDITIONS: Rule = Rule {
    code: "cites-both-editions",
    clauses: &[&iec_62304::CLAUSE_8_1_2, &OF_ANOTHER_EDITION],
    classes: Classes::ALL,
    severity: Severity::ERROR,
    summary: "a record is there",
    explain: "Made up.",
    help: "do nothing",
    wrong: "",
    right: "",
    break_it: "",
    check: Check::Dossier(|dossier, found| {
        for (record, _) in dossier.soups() {
            found.add(record.whole(), "here it is");
        }
    }),
};

#[test]
fn a_rule_that_cites_two_editions_follows_the_one_in_use() {
    let (mut dossier, past) = drawn::judged(IN_CLASS_A).expect("the example can be read");
    let mut cited = |rulesets: &[&str]| {
        judged_by(&mut dossier, &rulesets.iter().map(ToString::to_string).collect::<Vec<_>>());
        let found = CITES_BOTH_EDITIONS.findings(&dossier, &past);
        found.iter().flat_map(|finding| finding.clauses()).map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(cited(&["iec62304-ed1.1"]), ["IEC 62304 8.1.2"]);
    assert!(cited(&["made-up-ed2"]).is_empty(), "level II does not reach what is in class A");
    assert_eq!(cited(&["iec62304-ed1.1", "made-up-ed2"]), ["IEC 62304 8.1.2"]);
    let (mut dossier, past) =
        drawn::judged(&IN_CLASS_A.replace("safety_class: A", "safety_class: B")).expect("so too");
    judged_by(&mut dossier, &["made-up-ed2".to_owned()]);
    let found = CITES_BOTH_EDITIONS.findings(&dossier, &past);
    assert_eq!(found[0].clauses(), [&OF_ANOTHER_EDITION]);
}

/// A SOUP without intended use in an item of class A.
const IN_CLASS_A: &str = "
//- items/SYS-001.md
---
id: SYS-001
title: Exporter
kind: system
safety_class: A
---
//- soup/SOUP-001.md
---
id: SOUP-001
title: zlib
used_in: [SYS-001]
---
";

#[test]
fn what_a_standard_asks_from_class_b_on_rests_in_class_a_on_whoever_else_asks() {
    let rule = Rule::of_code("soup-intended-use-missing").expect("there is such a rule");
    let found = |example: &str| drawn::findings(rule, example).expect("the example can be read");
    let cited = |finding: &Finding| finding.clauses().iter().map(ToString::to_string).collect::<Vec<_>>();

    let in_a = found(IN_CLASS_A);
    assert_eq!((cited(&in_a[0]), in_a[0].basis()), (vec!["FDA OTS".to_owned()], Basis::Regulatory));

    let in_b = found(&IN_CLASS_A.replace("safety_class: A", "safety_class: B"));
    assert_eq!(cited(&in_b[0]), ["IEC 62304 5.3.3", "FDA OTS"]);
    assert_eq!(in_b[0].basis(), Basis::Normative);

    let without_fda = format!("\n//- tureen.toml\n[rules]\nrulesets = [\"iec62304-ed1.1\"]\n{IN_CLASS_A}");
    assert!(found(&without_fda).is_empty(), "IEC 62304 does not ask for it in class A");
}

#[test]
fn a_ruleset_that_does_not_exist_ends_the_run_with_the_one_that_was_meant() {
    let device = Device::new();
    device.write("dhf/soup/SOUP-001.md", b"---\nid: SOUP-001\ntitle: zlib\n---\n");
    for (written, said) in [
        ("[\"iec62304\"]", "there is no ruleset `iec62304`"),
        ("[]", "no ruleset is named, so nothing would be judged"),
    ] {
        device.write("tureen.toml", format!("[rules]\nrulesets = {written}\n").as_bytes());
        let run = device.run(&["check"]);
        assert_eq!(run.status, 2, "{}", run.output);
        assert!(run.errors.contains(said) && run.errors.contains("iec62304-ed1.1"), "{}", run.errors);
    }
}

#[test]
fn a_report_cites_the_rulesets_in_use_alone() {
    let device = Device::new();
    device.write("tureen.toml", b"[rules]\nrulesets = [\"fda\", \"practice\"]\n");
    device.write("dhf/soup/SOUP-001.md", b"---\nid: SOUP-001\ntitle: zlib\n---\n");
    let run = device.run(&["check", "--format", "json"]);
    let document: serde_json::Value = serde_json::from_str(&run.output).expect("the output is JSON");
    let findings = document["findings"].as_array().expect("findings are a list");
    assert!(!findings.is_empty());
    for finding in findings {
        let clauses = finding["clauses"].as_array().expect("clauses are a list");
        let clauses: Vec<_> = clauses.iter().filter_map(serde_json::Value::as_str).collect();
        assert!(!clauses.is_empty() && finding["basis"] != "normative", "{finding}");
        assert!(clauses.iter().all(|clause| clause.starts_with("FDA ") || clause.starts_with("Practice ")));
    }
}
