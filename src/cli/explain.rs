//! `tureen explain`: a rule's page in the terminal, or the list of rules.

use clap::{Args, ValueEnum};
use tureen::report::page;

use tureen::rules::RULES;
use tureen::standard::STANDARDS;

use super::{Failure, Outcome, Shared, check, output};

/// Explain a rule, or list all rules
///
/// A rule's page says what it asks and why, by which clauses, with a wrong and a right example.
#[derive(Args)]
pub struct Explain {
    /// The rule's name, as findings give it
    rule: Option<String>,
    /// How to print it
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: ExplainFormat,
}

/// How a rule is printed.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ExplainFormat {
    /// For reading
    Human,
    /// For programs
    Json,
    /// As the book has it
    Markdown,
}

impl Explain {
    /// Prints the page or the list.
    pub fn run(&self, _: &Shared) -> Result<Outcome, Failure> {
        let rules = match &self.rule {
            Some(code) => vec![check::rule(code)?],
            None => RULES.to_vec(),
        };
        let text = match (self.format, &self.rule) {
            (ExplainFormat::Json, _) => {
                let names: Vec<String> =
                    STANDARDS.iter().map(|standard| standard.ruleset.to_owned()).collect();
                let rules: Vec<_> = rules
                    .iter()
                    .map(|rule| {
                        serde_json::json!({
                            "rule": rule.code,
                            "summary": rule.summary,
                            "severity": rule.severity.to_string(),
                            "classes": rule.classes.to_string(),
                            "clauses": rule.clauses.iter().map(ToString::to_string).collect::<Vec<_>>(),
                            "basis": rule.basis(&names).map(|basis| basis.to_string()),
                            "explain": rule.explain.trim(),
                            "help": rule.help,
                            "wrong": rule.wrong.trim_start(),
                            "right": rule.right.trim_start(),
                        })
                    })
                    .collect();
                let document = serde_json::json!({ "schema": "tureen/explain/1", "rules": rules });
                format!("{document:#}\n")
            }
            (ExplainFormat::Human | ExplainFormat::Markdown, Some(_)) => {
                rules.iter().map(|rule| page::render(rule)).collect()
            }
            (ExplainFormat::Human | ExplainFormat::Markdown, None) => {
                let width = rules.iter().map(|rule| rule.code.len()).max().unwrap_or(0);
                let lines = rules.iter().map(|rule| format!("{:width$}  {}\n", rule.code, rule.summary));
                lines.collect::<String>() + "\n`tureen explain RULE` prints a rule's page.\n"
            }
        };
        output::print(&text)?;
        Ok(Outcome::Clean)
    }
}
