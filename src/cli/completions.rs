//! `tureen completions`: a script that teaches a shell the commands.

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use super::{Arguments, Failure, Outcome, output};

/// Print a completion script for a shell
#[derive(Args)]
pub struct Completions {
    /// The shell
    shell: Shell,
}

impl Completions {
    /// Prints the script.
    pub fn run(&self) -> Result<Outcome, Failure> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut Arguments::command(), "tureen", &mut script);
        output::print(&String::from_utf8_lossy(&script))?;
        Ok(Outcome::Clean)
    }
}
