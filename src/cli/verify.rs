//! `tureen verify`: whether a site on disk is what the repository's tags give.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use tureen::verify::{self, Standing};

use super::progress::Progress;
use super::{Failure, Outcome, Shared, output};

/// Say whether a site holds together, and whether it is what this repository's tags give
///
/// Reads the manifests, then builds every version anew from the repository and compares file by file; nothing is written.
/// The folder is a whole site or one version's folder that was copied out of it. Exit status: 0 all is equal; 1 something differs;
/// 2 it cannot be judged: no repository, a commit that is not there, another tool, a folder that is no site.
#[derive(Args)]
pub struct Verify {
    /// The site, or one version's folder
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// Compare with the manifests alone, which whoever edits a page can edit too
    #[arg(long)]
    manifest_only: bool,
    /// The format of standard output
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: Format,
}

/// How the result is written.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Human,
    /// For programs
    Json,
}

impl Verify {
    /// Looks at the site and says what came of it.
    pub fn run(&self, shared: &Shared) -> Result<Outcome, Failure> {
        let mut progress = Progress::start(shared);
        let folder = shared.directory()?.join(&self.folder);
        progress.step("reading the site");
        let verified = if self.manifest_only {
            verify::manifests(&folder)?
        } else {
            progress.step("building it anew");
            verify::verify(&folder, |config| shared.desk_of(vec![folder.clone()], config))?
        };
        drop(progress);
        let text = match self.format {
            Format::Human => verify::human(&verified, &self.folder.display().to_string()),
            Format::Json => verify::json(&verified),
        };
        let standing = verified.standing();
        if !(shared.quiet && self.format == Format::Human && standing == Standing::Equal) {
            output::print(&text)?;
        }
        Ok(match standing {
            Standing::Equal => Outcome::Clean,
            Standing::Differs => Outcome::Findings,
            Standing::Unjudged => Outcome::Unjudged,
        })
    }
}
