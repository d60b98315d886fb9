//! The program: parses arguments, runs one command, turns its outcome into an exit status.

#![forbid(unsafe_code)]

mod cli;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    let arguments = cli::Arguments::parse();
    let outcome = arguments.run();
    cli::exit(outcome)
}
