//! The program: parses arguments, runs one command, turns its outcome into an exit status.

#![forbid(unsafe_code)]

mod cli;

use std::process::ExitCode;

use clap::Parser;
use mimalloc::MiMalloc;

/// A site of many versions is made of hundreds of millions of small texts, and giving out their memory is a fifth of the work.
#[global_allocator]
static MEMORY: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    let arguments = cli::Arguments::parse();
    let outcome = arguments.run();
    cli::exit(outcome)
}
