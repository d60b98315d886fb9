//! `tureen build`: the static design history file.

use std::mem::ManuallyDrop;
use std::path::PathBuf;

use clap::Args;
use tureen::site::{self, Built, Extras, Request, Which, size};

use super::progress::Progress;
use super::{Deny, Failure, Outcome, Shared, output};

/// Build the design history file as a static site
///
/// Renders all releases and the work tree into one folder that works without server, network and scripts. The folder
/// appears whole or not at all; one that `build` did not make is never replaced.
#[derive(Args)]
pub struct Build {
    /// The folder to write
    #[arg(short, long, value_name = "DIR", default_value = "site")]
    output: PathBuf,
    /// Build this revision alone: a tag, branch or commit
    #[arg(long, value_name = "REV", conflicts_with = "tags", allow_hyphen_values = true)]
    at: Option<String>,
    /// Build only releases whose tags match this glob, and not the work tree
    #[arg(long, value_name = "GLOB")]
    tags: Option<String>,
    /// Take versions from these sites, if they are as they would be built now: releases that other machines have built
    #[arg(long, value_name = "DIR", num_args = 1.., action = clap::ArgAction::Append)]
    join: Vec<PathBuf>,
    /// Judge without history: what needs it is left out, and the pages say so
    #[arg(long)]
    no_history: bool,
    /// Make of each release an archive besides, `<version>.zip`, the same bytes on any machine
    #[arg(long)]
    archive: bool,
    /// Make of each version one HTML file besides, `<version>.html`, with all pages, pictures and files inside
    #[arg(long)]
    single_file: bool,
    /// Give all versions this theme, a folder of templates, style sheet and words, in place of their own
    #[arg(long, value_name = "DIR")]
    theme: Option<PathBuf>,
    /// Make the exit status 1 when a version has findings of this level or above
    #[arg(long, value_name = "LEVEL")]
    deny: Option<Deny>,
}

impl Build {
    /// Builds the site and says what came of it.
    pub fn run(&self, shared: &Shared) -> Result<Outcome, Failure> {
        let mut progress = Progress::start(shared);
        progress.step("building the site");
        let out = shared.directory()?.join(&self.output);
        let join: Vec<PathBuf> = self
            .join
            .iter()
            .map(|folder| Ok(shared.directory()?.join(folder)))
            .collect::<Result<_, Failure>>()?;
        let skip: Vec<PathBuf> = join.iter().chain([&out]).cloned().collect();
        // The process ends soon: giving back every record by itself would take time that no one has use for.
        let desk = ManuallyDrop::new(shared.desk(skip)?);
        let versions = match (&self.at, &self.tags) {
            (Some(revision), _) => Which::At(revision.clone()),
            (None, Some(glob)) => Which::Tags(glob.clone()),
            (None, None) => Which::All,
        };
        let work_tree = versions == Which::All && !desk.source.is_bare();
        let request = Request {
            versions,
            work_tree,
            out: &out,
            days: shared.days()?,
            no_history: self.no_history,
            join: &join,
            extras: Extras { archive: self.archive, single_file: self.single_file },
            theme: match &self.theme {
                Some(theme) => Some(shared.directory()?.join(theme)),
                None => None,
            },
            jobs: None,
        };
        let built = site::build(&desk, &request)?;
        drop(progress);
        if !shared.quiet {
            for (tag, reason) in &built.skipped {
                anstream::eprintln!("tureen: the tag {tag} is left out: {reason}");
            }
            for (folder, version, reason) in &built.refused {
                let folder = folder.display();
                anstream::eprintln!("tureen: {version} in {folder} is {reason}: it was made again");
            }
            for (version, reason) in &built.faults {
                anstream::eprintln!("tureen: in {version} the built-in look stands in for its own: {reason}");
            }
            if !built.complete {
                anstream::eprintln!(
                    "tureen: this is a shallow clone: releases and commits that it lacks are not in the site\n  \
                     help: get all of history with `git fetch --unshallow --tags`, in CI with `fetch-depth: 0`"
                );
            }
            output::print(&summary(&built, &self.output.display().to_string()))?;
        }
        let worst = built.versions.iter().filter_map(|version| version.total.worst()).max();
        Ok(match self.deny {
            Some(deny) if worst.is_some_and(|worst| worst >= deny.level()) => Outcome::Findings,
            _ => Outcome::Clean,
        })
    }
}

/// Says what was built, a line for each version.
pub fn summary(built: &Built, folder: &str) -> String {
    let folder = folder.trim_end_matches('/');
    let mut text = String::new();
    let width = built.versions.iter().map(|version| version.name.len()).max().unwrap_or(0);
    for version in built.versions.iter().rev() {
        let [_, warnings, errors] = version.total.open;
        let counts = [output::count(errors, "error"), output::count(warnings, "warning")].join(", ");
        let (name, records, waived, as_of) =
            (&version.name, version.records, version.total.waived, &version.as_of);
        text +=
            &format!("  {name:<width$}  {records:>4} records  {counts}, {waived} waived, as of {as_of}\n");
    }
    for (file, bytes) in &built.extras {
        text += &format!("  {file}  {}\n", size(*bytes as u64));
    }
    let unchanged = match (built.unchanged, built.kept) {
        (true, _) => "; nothing had changed, so no file was written".to_owned(),
        (false, 0) => String::new(),
        (false, kept) => format!("; {} taken over as they were", output::count(kept, "version")),
    };
    text += &format!("{} pages in {folder}{unchanged}. Open {folder}/index.html\n", built.pages);
    text
}
