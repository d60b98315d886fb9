//! All rules at once: their examples, their clauses, their names.

use super::*;
use crate::standard::STANDARDS;

#[test]
fn every_rule_finds_what_is_drawn_and_nothing_in_the_right_example() {
    let mut wrong = Vec::new();
    for rule in RULES {
        wrong.extend(drawn::check(rule, rule.wrong).err().map(|why| format!("{} wrong: {why}", rule.code)));
        wrong.extend(drawn::check(rule, rule.right).err().map(|why| format!("{} right: {why}", rule.code)));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_wrong_example_draws_a_finding_and_no_right_one_does() {
    for rule in RULES {
        assert!(drawn::draws_any(rule.wrong), "{}: wrong draws nothing", rule.code);
        assert!(!drawn::draws_any(rule.right), "{}: right draws something", rule.code);
    }
}

#[test]
fn every_rule_rests_on_a_clause_in_each_class_that_it_concerns() {
    let all: Vec<String> = STANDARDS.iter().map(|standard| standard.ruleset.to_owned()).collect();
    let mut wrong = Vec::new();
    for rule in RULES {
        for class in [Class::A, Class::B, Class::C] {
            if rule.classes.includes(class) && rule.clauses_for(&all, Some(class)).next().is_none() {
                wrong.push(format!("{} concerns class {class}, but none of its clauses does", rule.code));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn rules_stand_by_name_and_each_says_what_it_asks() {
    assert!(RULES.is_sorted_by_key(|rule| rule.code), "sort RULES by code");
    for rule in RULES {
        assert!(!rule.clauses.is_empty(), "{} names no clause", rule.code);
        for text in [rule.summary, rule.help] {
            let first = text.chars().next().unwrap_or('A');
            assert!(
                !text.ends_with('.') && !first.is_uppercase() || text.starts_with("SOUP"),
                "{}: {text:?}",
                rule.code
            );
        }
        assert!(rule.explain.trim().ends_with('.'), "{}: explain is whole sentences", rule.code);
    }
}
