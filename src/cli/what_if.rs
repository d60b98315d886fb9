//! `tureen what-if`: what moving a SOUP would bring, without touching a file.

use clap::Args;
use tureen::report::bump::{Made, human};

use super::bump::{Asked, Move, tell};
use super::check::look;
use super::progress::Progress;
use super::{Failure, Outcome, Shared, diff, output};

/// Tell what moving a SOUP to another version would bring, without touching a file
///
/// The same as `bump`, but for writing: the records are read as if it had, and what a pull request would be told is printed.
#[derive(Args)]
pub struct WhatIf {
    #[command(flatten)]
    asked: Asked,
}

impl WhatIf {
    /// Prints what the move would bring.
    pub fn run(&self, shared: &Shared) -> Result<Outcome, Failure> {
        let format = diff::format(&self.asked.format)?;
        let mut progress = Progress::start(shared);
        let planned = Move::prepare(&self.asked, shared, &mut progress)?;
        let text = planned.render(&self.asked, format, shared, &mut progress)?;
        drop(progress);
        tell(&human(&planned.plan, Made::Planned, &look(shared)), format.name == "human", shared)?;
        output::print(&text)?;
        Ok(Outcome::Clean)
    }
}
