//! `tureen self-test`: every rule's own examples, run where the program is installed, as a dated report.

use std::path::PathBuf;

use clap::Args;
use sha2::{Digest, Sha256};
use tureen::example;
use tureen::report::self_test::{Binary, FORMATS, Format, Tested};
use tureen::rules::proof;

use super::check::look;
use super::progress::Progress;
use super::{Failure, Outcome, Shared, output};

/// Run every rule's own examples on this machine, as a dated report
///
/// Each rule has to find what is drawn into its wrong example and nothing in its right one; the example device is written
/// to a temporary folder and judged at both releases and at its newest state. The report names the program by version and
/// SHA-256, the platform and the date, for the records of whoever validates the program for a use of their own. It is no
/// validation by itself. Exit status 1 when anything fails.
#[derive(Args)]
pub struct SelfTest {
    /// The format of standard output: human, json or html
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: String,
    /// Write another format to a file besides; may be given several times
    #[arg(short, long, value_name = "FORMAT=PATH", value_parser = output::format_and_path)]
    output: Vec<(String, PathBuf)>,
}

impl SelfTest {
    /// Runs the examples and prints what came of them.
    pub fn run(&self, shared: &Shared) -> Result<Outcome, Failure> {
        let format = format(&self.format)?;
        let outputs = self.output.iter().map(|(name, path)| Ok((self::format(name)?, path)));
        let outputs: Vec<_> = outputs.collect::<Result<_, Failure>>()?;

        let mut progress = Progress::start(shared);
        progress.step("reading the program");
        let date = shared.days()?.today;
        let binary = binary()?;
        progress.step("judging every rule by its examples");
        let proofs = proof::all();
        progress.step("judging the example device");
        let wholes = example::judge();
        let tested = Tested { date, binary, proofs, wholes };
        for (format, path) in outputs {
            output::write(path, &(format.render)(&tested, &Default::default()))?;
        }
        let text = (format.render)(&tested, &look(shared));
        drop(progress);
        if !(shared.quiet && format.name == "human" && tested.is_passed()) {
            output::print(&text)?;
        }
        Ok(if tested.is_passed() { Outcome::Clean } else { Outcome::Findings })
    }
}

/// Returns what is known of the file that runs.
fn binary() -> Result<Binary, Failure> {
    let path = std::env::current_exe().map_err(|error| Failure::io("find", "the running program", error))?;
    let bytes = std::fs::read(&path).map_err(|error| Failure::io("read", &path, error))?;
    let digest = Sha256::digest(&bytes);
    Ok(Binary {
        path: path.display().to_string(),
        sha256: digest.iter().map(|byte| format!("{byte:02x}")).collect(),
        bytes: bytes.len(),
        os: std::env::consts::OS,
        arch: std::env::consts::ARCH,
        profile: if cfg!(debug_assertions) { "debug" } else { "release" },
    })
}

fn format(name: &str) -> Result<&'static Format, Failure> {
    Format::of_name(name).ok_or_else(|| {
        let names: Vec<_> = FORMATS.iter().map(|format| format.name).collect();
        Failure::usage(format!("there is no format `{name}`"), format!("possible: {}", names.join(", ")))
    })
}
