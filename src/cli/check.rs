//! `tureen check`: the findings of one moment.

use std::collections::HashSet;
use std::io::IsTerminal;
use std::mem::ManuallyDrop;
use std::path::PathBuf;

use clap::Args;
use tureen::config::Level;
use tureen::past::{Incomplete, Past};
use tureen::reading::{Days, Desk, Reading};
use tureen::report::{Checked, FORMATS, Format, Look};
use tureen::rules::{self, Rule};
use tureen::source::Moment;

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
    /// Report only what this revision did not have: a file that begins with old findings can only get better
    #[arg(long, value_name = "REV", allow_hyphen_values = true)]
    new_since: Option<String>,
    /// Judge without history: what needs it is left out, and the report says that it is not complete
    #[arg(long)]
    no_history: bool,
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
        let days = shared.days()?;
        let reading = ManuallyDrop::new(desk.read(&moment, days, self.release.as_deref())?);
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
        progress.step("looking at what evidence saw");
        let past = ManuallyDrop::new(past(&desk, &reading, days, self.no_history)?);
        progress.step(&format!("judging {} records", dossier.placed.len()));
        let mut findings = rules::check(dossier, &past);
        let mut known = None;
        if let Some(revision) = &self.new_since {
            progress.step(&format!("judging {revision}"));
            let before = self.known(&desk, &reading, revision, shared)?;
            let count = findings.len();
            findings.retain(|finding| !before.contains(&finding.fingerprint));
            known = Some(count - findings.len());
        }
        findings.retain(|finding| {
            let of_rule = rules.is_empty() || rules.iter().any(|rule| rule.code == finding.rule.code);
            let asked = |record: &str| self.record.iter().any(|id| id.eq_ignore_ascii_case(record));
            of_rule && (self.record.is_empty() || finding.record.as_deref().is_some_and(asked))
        });
        let mut checked = Checked::of(dossier, &past, &reading.snapshot, reading.dirty, findings);
        if !rules.is_empty() {
            let is_asked = |rule: &&'static Rule| rules.iter().any(|asked| asked.code == rule.code);
            checked.input.rules.retain(is_asked);
            checked.input.unjudged.retain(is_asked);
        }
        if let (Some(revision), Some(known)) = (&self.new_since, known) {
            let plural = if known == 1 { "finding" } else { "findings" };
            checked.input.narrowed.push(format!("new since {revision}, {known} known {plural} left out"));
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

impl Check {
    /// Returns the keys of the findings that a revision had, judged by the configuration of now and as of its own day.
    fn known(
        &self,
        desk: &Desk,
        now: &Reading,
        revision: &str,
        shared: &Shared,
    ) -> Result<HashSet<String>, Failure> {
        let moment = Moment::Revision(revision.to_owned());
        let snapshot = desk.source.snapshot(&moment)?;
        let own = snapshot.commit.as_ref().map(|commit| commit.committer_date);
        let days = shared.days()?;
        let days = Days { today: own.unwrap_or(days.today), ..days };
        let release = now.dossier.judged.release.as_deref();
        let before = desk.read_device(&moment, &now.tree.device, days, release)?;
        let past = past(desk, &before, days, self.no_history)?;
        let judged = desk.judged_by(&before, &now.dossier.config)?;
        let findings = rules::check(&judged, &past);
        let open = findings.into_iter().filter(|finding| !finding.is_waived());
        Ok(open.map(|finding| finding.fingerprint).collect())
    }
}

/// Returns what came before a moment, or a failure where history is too shallow to tell what evidence saw.
pub fn past(desk: &Desk, reading: &Reading, days: Days, without: bool) -> Result<Past, Failure> {
    if without {
        return Ok(Past::unknown(&reading.dossier, Incomplete::NotAsked));
    }
    deep(Past::of(desk, reading, days, &[])?)
}

/// Returns the pasts of two moments, the older one first, as [`past`] does.
pub fn pasts(
    desk: &Desk,
    base: &Reading,
    head: &Reading,
    days: Days,
    without: bool,
) -> Result<(Past, Past), Failure> {
    if without {
        let unknown = |reading: &Reading| Past::unknown(&reading.dossier, Incomplete::NotAsked);
        return Ok((unknown(base), unknown(head)));
    }
    let (base, head) = Past::of_both(desk, base, head, days)?;
    Ok((deep(base)?, deep(head)?))
}

/// Refuses what is known of a shallow clone.
fn deep(past: Past) -> Result<Past, Failure> {
    match &past.incomplete {
        Some(shallow @ Incomplete::Shallow { .. }) => Err(Failure::usage(
            shallow.to_string(),
            "get all of it with `git fetch --unshallow --tags`, in CI with `fetch-depth: 0`; `--no-history` judges without it and says so",
        )),
        Some(Incomplete::NoRepository | Incomplete::NotAsked) | None => Ok(past),
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
