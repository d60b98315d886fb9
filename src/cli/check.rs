//! `tureen check`: the findings of one moment.

use std::io::IsTerminal;
use std::mem::ManuallyDrop;
use std::path::PathBuf;

use clap::Args;
use tureen::config::Level;
use tureen::report::{Checked, FORMATS, Format, Look};
use tureen::rules::{self, Rule};

use super::progress::Progress;
use super::{Deny, Failure, Outcome, Shared, Which, output};

/// Judge the records of one moment
///
/// Reads the work tree unless told otherwise. Never writes to the repository. Exit status 1 when a finding that no
/// waiver suppresses reaches the level of `--deny`.
#[derive(Args)]
pub struct Check {
    #[command(flatten)]
    which: Which,
    /// Judge as the release of this version, before its tag exists
    #[arg(long, value_name = "VERSION")]
    release: Option<String>,
    /// Report findings of this rule only; may be given several times
    #[arg(long, value_name = "RULE")]
    rule: Vec<String>,
    /// Report findings of this record only; may be given several times
    #[arg(long, value_name = "ID")]
    record: Vec<String>,
    /// The lowest level that makes the exit status 1
    #[arg(long, value_name = "LEVEL", default_value = "error")]
    deny: Deny,
    /// The format of standard output: human, json, markdown, sarif, github, gitlab or junit
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: String,
    /// Write a format to a file besides; may be given several times
    #[arg(short, long, value_name = "FORMAT=PATH", value_parser = output::format_and_path)]
    output: Vec<(String, PathBuf)>,
}

impl Check {
    /// Judges the moment and prints what was found.
    pub fn run(&self, shared: &Shared) -> Result<Outcome, Failure> {
        let format = format(&self.format)?;
        let outputs = self.output.iter().map(|(name, path)| Ok((self::format(name)?, path)));
        let outputs: Vec<_> = outputs.collect::<Result<_, Failure>>()?;
        let rules = self.rule.iter().map(|code| rule(code)).collect::<Result<Vec<_>, Failure>>()?;

        let mut progress = Progress::start(shared);
        let moment = self.which.moment();
        progress.step(&format!("reading {moment}"));
        // The process ends soon: giving back every record by itself would take a tenth of the whole time.
        let desk = ManuallyDrop::new(shared.desk(Vec::new())?);
        let reading = ManuallyDrop::new(desk.read(&moment, shared.days()?, self.release.as_deref())?);
        let dossier = &reading.dossier;
        for id in &self.record {
            if !dossier.records().any(|record| record.id().eq_ignore_ascii_case(id)) {
                let near = tureen::text::nearest(id, dossier.records().map(|record| record.record().id()));
                let help = near.map_or("`check` without --record judges all".to_owned(), |near| {
                    format!("did you mean {near}?")
                });
                return Err(Failure::usage(format!("there is no record {id} at {moment}"), help));
            }
        }
        progress.step(&format!("judging {} records", dossier.placed.len()));
        let mut findings = rules::check(dossier);
        findings.retain(|finding| {
            let of_rule = rules.is_empty() || rules.iter().any(|rule| rule.code == finding.rule.code);
            let asked = |record: &str| self.record.iter().any(|id| id.eq_ignore_ascii_case(record));
            of_rule && (self.record.is_empty() || finding.record.as_deref().is_some_and(asked))
        });
        let mut checked = Checked::of(dossier, &reading.snapshot, reading.dirty, findings);
        if !rules.is_empty() {
            checked.input.rules.retain(|rule| rules.iter().any(|asked| asked.code == rule.code));
        }
        checked.input.narrowed.extend(rules.iter().map(|rule| format!("rule {}", rule.code)));
        checked.input.narrowed.extend(self.record.iter().map(|id| format!("record {id}")));

        progress.step("reporting");
        let mut left_out = Vec::new();
        for (format, path) in outputs {
            let rendered = (format.render)(&checked, &Look::default());
            output::write(path, &rendered.text)?;
            left_out.extend(rendered.left_out.map(|what| format!("{}: {what}", path.display())));
        }
        let rendered = (format.render)(&checked, &look(shared));
        left_out.extend(rendered.left_out.map(|what| format!("{}: {what}", format.name)));
        drop(progress);
        if !(shared.quiet && format.name == "human" && checked.worst().is_none()) {
            output::print(&rendered.text)?;
        }
        for what in left_out {
            anstream::eprintln!("tureen: {what}");
        }
        Ok(outcome(checked.worst(), self.deny))
    }
}

/// Returns how a report for people looks here.
pub fn look(shared: &Shared) -> Look {
    let terminal = std::io::stdout().is_terminal();
    Look { color: shared.is_colored(), width: output::width(), narrated: !terminal && !shared.is_colored() }
}

/// Returns the outcome of findings of which the gravest is `worst`.
pub fn outcome(worst: Option<Level>, deny: Deny) -> Outcome {
    if worst.is_some_and(|worst| worst >= deny.level()) { Outcome::Findings } else { Outcome::Clean }
}

fn format(name: &str) -> Result<&'static Format, Failure> {
    Format::of_name(name).ok_or_else(|| {
        let names: Vec<_> = FORMATS.iter().map(|format| format.name).collect();
        Failure::usage(format!("there is no format `{name}`"), format!("possible: {}", names.join(", ")))
    })
}

/// Returns the rule of that code, or a failure that suggests the nearest one.
pub fn rule(code: &str) -> Result<&'static Rule, Failure> {
    Rule::of_code(code).ok_or_else(|| {
        let near = tureen::text::nearest(code, rules::RULES.iter().map(|rule| rule.code));
        let help = near
            .map_or("`tureen explain` lists all rules".to_owned(), |near| format!("did you mean `{near}`?"));
        Failure::usage(format!("there is no rule `{code}`"), help)
    })
}
