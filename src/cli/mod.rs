//! The command line: arguments that commands share, the list of commands, outcomes and exit statuses.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;
use tureen::config::Level;
use tureen::reading::{Days, Desk};
use tureen::source::Moment;

mod build;
mod bump;
mod check;
mod completions;
mod demo;
mod diff;
mod error;
mod explain;
mod output;
mod progress;
mod schema;
mod self_test;
mod together;
mod trace;
mod verify;
mod what_if;

pub use error::Failure;

/// Keep a medical device's SOUP file in git and prove that it holds together
///
/// Records are Markdown files with YAML front matter in the device's git repository. `check` judges them and their
/// links, `diff` says what changed between two moments, `build` renders them as a static design history file.
///
/// Exit status: 0 the job was done and nothing reaches the level asked for; 1 it was done and findings do; 2 it could
/// not be done.
#[derive(Parser)]
#[command(name = "tureen", version, max_term_width = 100)]
pub struct Arguments {
    #[command(flatten)]
    shared: Shared,
    #[command(subcommand)]
    command: Command,
}

/// Arguments that every command takes.
#[derive(Args)]
pub struct Shared {
    /// Run as if started in this folder
    #[arg(short = 'C', value_name = "DIR", global = true, help_heading = "Global options")]
    directory: Option<PathBuf>,
    /// Use this configuration instead of the nearest `tureen.toml`
    #[arg(long, value_name = "FILE", global = true, help_heading = "Global options")]
    config: Option<PathBuf>,
    /// Judge dates against this day instead of the tag's day or today
    #[arg(long, value_name = "DATE", global = true, help_heading = "Global options", value_parser = day)]
    as_of: Option<Date>,
    /// When to use colours
    #[arg(long, value_name = "WHEN", global = true, help_heading = "Global options", default_value = "auto")]
    color: Color,
    /// Print results only
    #[arg(short, long, global = true, help_heading = "Global options", conflicts_with = "verbose")]
    quiet: bool,
    /// Say what is being done and how long it takes
    #[arg(short, long, global = true, help_heading = "Global options")]
    verbose: bool,
    /// Use this many threads instead of one per processor
    #[arg(short, value_name = "N", global = true, help_heading = "Global options", value_parser = threads)]
    jobs: Option<usize>,
}

/// When to use colours.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// The lowest level of finding that makes the exit status 1.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Deny {
    /// Errors
    Error,
    /// Warnings and errors
    Warning,
    /// Any finding
    Note,
}

impl Deny {
    fn level(self) -> Level {
        match self {
            Deny::Error => Level::Error,
            Deny::Warning => Level::Warning,
            Deny::Note => Level::Note,
        }
    }
}

#[derive(Subcommand)]
enum Command {
    /// Write the example device as a git repository, check it and build its site
    Demo(demo::Demo),
    /// Judge the records of one moment
    Check(check::Check),
    /// Say what changed between two moments, and what stands on it
    Diff(diff::Diff),
    /// Move a SOUP to another version in its record, and start the change record
    Bump(bump::Bump),
    /// Tell what moving a SOUP to another version would bring, without touching a file
    WhatIf(what_if::WhatIf),
    /// Build the design history file as a static site
    Build(build::Build),
    /// Say whether a site holds together, and whether it is what this repository's tags give
    Verify(verify::Verify),
    /// Show what surrounds a record, both ways
    Trace(trace::Trace),
    /// Explain a rule, or list all rules
    Explain(explain::Explain),
    /// Print a JSON Schema, or list what there is
    Schema(schema::Schema),
    /// Run every rule's own examples on this machine, as a dated report
    SelfTest(self_test::SelfTest),
    /// Print a completion script for a shell
    Completions(completions::Completions),
}

/// How a command ended, when it could be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing reaches the level asked for.
    Clean,
    /// Findings at the level asked for.
    Findings,
    /// It was said what there is to say, and that is no verdict.
    Unjudged,
}

impl Arguments {
    /// Runs the command.
    pub fn run(self) -> Result<Outcome, Failure> {
        if let Some(jobs) = self.shared.jobs {
            // A second pool can only be asked for by a second run in one process; then the first one stays.
            let _ = rayon::ThreadPoolBuilder::new().num_threads(jobs).build_global();
        }
        match self.command {
            Command::Demo(demo) => demo.run(&self.shared),
            Command::Check(check) => check.run(&self.shared),
            Command::Diff(diff) => diff.run(&self.shared),
            Command::Bump(bump) => bump.run(&self.shared),
            Command::WhatIf(what_if) => what_if.run(&self.shared),
            Command::Build(build) => build.run(&self.shared),
            Command::Verify(verify) => verify.run(&self.shared),
            Command::Trace(trace) => trace.run(&self.shared),
            Command::Explain(explain) => explain.run(&self.shared),
            Command::Schema(schema) => schema.run(&self.shared),
            Command::SelfTest(self_test) => self_test.run(&self.shared),
            Command::Completions(completions) => completions.run(),
        }
    }
}

/// Prints a failure and returns the exit status.
pub fn exit(outcome: Result<Outcome, Failure>) -> ExitCode {
    match outcome {
        Ok(Outcome::Clean) => ExitCode::SUCCESS,
        Ok(Outcome::Findings) => ExitCode::from(1),
        Ok(Outcome::Unjudged) => ExitCode::from(2),
        // The reader of a pipe went away: there is nobody left to tell.
        Err(Failure::Output(error)) if error.kind() == std::io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(failure) => {
            failure.print();
            ExitCode::from(2)
        }
    }
}

impl Shared {
    /// Opens the repository around the current folder; `skip` are output folders, which are never read.
    fn desk(&self, skip: Vec<PathBuf>) -> Result<Desk, Failure> {
        let start = self.directory()?;
        let desk = Desk::open(&start, self.config.clone(), skip)?;
        // Set for the hooks of a commit, whose content may stand in an index of its own. Git means it from the folder that
        // the hook is started in.
        if let Some(index) = std::env::var_os("GIT_INDEX_FILE").filter(|index| !index.is_empty()) {
            let index =
                std::path::absolute(&index).map_err(|error| Failure::io("find", Path::new(&index), error))?;
            desk.source.take_index(&index).map_err(tureen::reading::Error::from)?;
        }
        Ok(desk)
    }

    /// Opens the repository with the configuration at a path from its root, unless another one was given.
    fn desk_of(&self, skip: Vec<PathBuf>, config: Option<&str>) -> Result<Desk, tureen::reading::Error> {
        let start = self.directory.clone().unwrap_or_else(|| PathBuf::from("."));
        let open = |config: Option<PathBuf>| Desk::open(&start, config, skip.clone());
        match (&self.config, config) {
            (None, Some(config)) => {
                let root = open(None)?.source.root().to_owned();
                open(Some(root.join(config)))
            }
            (given, _) => open(given.clone()),
        }
    }

    fn directory(&self) -> Result<PathBuf, Failure> {
        match &self.directory {
            Some(directory) => Ok(directory.clone()),
            None => {
                std::env::current_dir().map_err(|error| Failure::io("find the current folder", ".", error))
            }
        }
    }

    /// Returns the days to go by: `--as-of`, and today in UTC, which `SOURCE_DATE_EPOCH` replaces.
    fn days(&self) -> Result<Days, Failure> {
        let now = match std::env::var("SOURCE_DATE_EPOCH") {
            Ok(seconds) => seconds
                .trim()
                .parse()
                .ok()
                .and_then(|seconds| jiff::Timestamp::from_second(seconds).ok())
                .ok_or_else(|| {
                    Failure::usage(
                        format!("SOURCE_DATE_EPOCH is `{seconds}`"),
                        "set it to seconds since 1970-01-01, or unset it",
                    )
                })?,
            Err(_) => jiff::Timestamp::now(),
        };
        Ok(Days { today: jiff::tz::Offset::UTC.to_datetime(now).date(), as_of: self.as_of })
    }

    fn is_colored(&self) -> bool {
        match self.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => anstream::AutoStream::choice(&std::io::stdout()) != anstream::ColorChoice::Never,
        }
    }
}

/// Which moment a command reads.
#[derive(Args)]
struct Which {
    /// Read this revision: a tag, branch or commit
    #[arg(long, value_name = "REV", conflicts_with = "staged", allow_hyphen_values = true)]
    at: Option<String>,
    /// Read the index: what the next commit would hold
    #[arg(long)]
    staged: bool,
}

impl Which {
    fn moment(&self) -> Moment {
        match &self.at {
            Some(revision) => Moment::Revision(revision.clone()),
            None if self.staged => Moment::Index,
            None => Moment::WorkTree,
        }
    }
}

fn threads(text: &str) -> Result<usize, String> {
    text.parse().ok().filter(|threads| *threads > 0).ok_or_else(|| "write a number from 1 on".to_owned())
}

fn day(text: &str) -> Result<Date, String> {
    let date = if text.len() == 10 { text.parse().ok() } else { None };
    date.ok_or_else(|| "write year-month-day, as 2026-02-15".to_owned())
}
