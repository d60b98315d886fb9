//! `tureen demo`: the example device as a real repository, checked and built.

use std::path::PathBuf;

use clap::Args;
use tureen::example;
use tureen::reading::{Days, Desk};
use tureen::report::Checked;
use tureen::rules;
use tureen::source::{self, Moment};

use super::progress::Progress;
use super::{Failure, Outcome, Shared, output};

/// Write the example device as a git repository, check it and build its site
///
/// The device is fictional; its history has two releases and some weeks after the second. Commit ids are the same
/// everywhere.
#[derive(Args)]
pub struct Demo {
    /// The folder to write; it must not exist, or be empty
    #[arg(default_value = "tureen-demo")]
    folder: PathBuf,
    /// Open the site in the browser afterwards
    #[arg(long)]
    open: bool,
}

impl Demo {
    /// Writes, checks and builds.
    pub fn run(&self, shared: &Shared) -> Result<Outcome, Failure> {
        let folder = shared.directory()?.join(&self.folder);
        let shown = self.folder.display();
        match std::fs::read_dir(&folder).map(|mut entries| entries.next().is_some()) {
            Ok(true) => {
                return Err(Failure::usage(
                    format!("{shown} is not empty"),
                    "name a folder that does not exist yet",
                ));
            }
            Ok(false) => {}
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => return Err(Failure::io("look into", &folder, error)),
        }
        let mut progress = Progress::start(shared);
        progress.step("writing the repository");
        let revisions = example::revisions()?;
        source::write_history(&folder, &revisions)?;
        let mut text = format!(
            "Wrote the example device to {shown}: a git repository with {} commits and the tags v2.0.0 and v2.1.0.\n\n",
            revisions.len()
        );

        progress.step("checking");
        let as_of = shared.as_of.unwrap_or(example::AS_OF.parse().expect("the constant is a date"));
        let desk = Desk::open(&folder, None, Vec::new())?;
        let moments =
            [Moment::Revision("v2.0.0".into()), Moment::Revision("v2.1.0".into()), Moment::WorkTree];
        for moment in moments {
            let as_of = if moment == Moment::WorkTree { Some(as_of) } else { shared.as_of };
            let reading = desk.read(&moment, Days { today: as_of.unwrap_or_default(), as_of }, false)?;
            let findings = rules::check(&reading.dossier);
            let checked = Checked::of(&reading.dossier, &reading.snapshot, reading.dirty, findings);
            let counts = checked.counts();
            text += &format!(
                "  {:<9}  {:>3} records  {} errors, {} warnings, {} waived, as of {}\n",
                moment.name(),
                checked.input.records,
                counts.error,
                counts.warning,
                counts.waived,
                checked.input.as_of
            );
        }
        drop(progress);
        text += &format!("\nTry, in {shown}:\n");
        for command in [
            "tureen check --as-of 2026-02-15",
            "tureen check --at v2.0.0",
            "tureen explain soup-version-missing",
        ] {
            text += &format!("  {command}\n");
        }
        output::print(&text)?;
        Ok(Outcome::Clean)
    }
}
