//! `tureen bump`: moves a SOUP to another version in its record, and starts the change record.

use std::mem::ManuallyDrop;
use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;
use tureen::bump::{self, Edited, Known, Plan};
use tureen::reading::{Days, Desk, Reading};
use tureen::report::bump::{Made, human};
use tureen::report::diff::comment::BUDGET;
use tureen::report::diff::{Format, Telling};
use tureen::source::{Device, Moment};

use super::check::look;
use super::progress::Progress;
use super::{Failure, Outcome, Shared, diff, output, together};

/// Move a SOUP to another version in its record, and start the change record
///
/// Edits the version in place, also where it stands in the package URL and the CPE name, and keeps every other byte. The
/// release date and the hashes of the version before would be false now: they are taken out. What else still names it is
/// told. The change record is a draft with its questions open. Then says what a pull request with these edits would be told.
#[derive(Args)]
pub struct Bump {
    #[command(flatten)]
    asked: Asked,
    /// Print the edits as a patch and write nothing
    #[arg(long)]
    dry_run: bool,
}

/// Which SOUP goes where, and how that is told.
#[derive(Args)]
pub struct Asked {
    /// The SOUP: its id, title or package URL
    soup: String,
    /// The version that it moves to, exactly as it will be built in
    #[arg(allow_hyphen_values = true)]
    version: String,
    /// The format of what the pull request would be told: human, json, markdown, sarif, github, gitlab or junit
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub format: String,
    /// Write another format to a file besides; may be given several times
    #[arg(short, long, value_name = "FORMAT=PATH", value_parser = output::format_and_path)]
    output: Vec<(String, PathBuf)>,
}

impl Bump {
    /// Writes the edits and prints what they bring.
    pub fn run(&self, shared: &Shared) -> Result<Outcome, Failure> {
        let format = diff::format(&self.asked.format)?;
        let mut progress = Progress::start(shared);
        let move_ = Move::prepare(&self.asked, shared, &mut progress)?;
        if self.dry_run {
            drop(progress);
            tell(&human(&move_.plan, Made::Planned, &look(shared)), false, shared)?;
            output::print(&move_.plan.files.iter().map(patch).collect::<String>())?;
            return Ok(Outcome::Clean);
        }
        progress.step("writing");
        together::write(move_.desk.source.root(), &move_.plan.files)?;
        let told = human(&move_.plan, Made::Written, &look(shared));
        // The edits are made; that nothing can be said of them is no failure.
        match move_.render(&self.asked, format, shared, &mut progress) {
            Ok(text) => {
                drop(progress);
                tell(&told, format.name == "human", shared)?;
                output::print(&text)?;
            }
            Err(failure) => {
                drop(progress);
                tell(&told, format.name == "human", shared)?;
                anstream::eprintln!("tureen: the edits are made; what they bring cannot be told");
                failure.print();
            }
        }
        Ok(Outcome::Clean)
    }
}

/// A move that was planned.
pub struct Move {
    pub desk: ManuallyDrop<Desk>,
    pub plan: Plan,
    device: Device,
    days: Days,
    head: Option<Reading>,
}

impl Move {
    /// Reads the work tree and what came before, and plans the edits.
    pub fn prepare(asked: &Asked, shared: &Shared, progress: &mut Progress) -> Result<Move, Failure> {
        progress.step("reading the work tree");
        // The process ends soon: giving back every record by itself would take longer than all of this.
        let desk = ManuallyDrop::new(shared.desk(Vec::new())?);
        let days = shared.days()?;
        let device = desk.device(&Moment::WorkTree)?;
        let now = desk.read(&Moment::WorkTree, days, None)?;
        progress.step("reading what came before");
        let earlier = |moment: Moment| -> Result<Reading, Failure> {
            let device = diff::earlier_device(&desk, &moment, &device)?;
            Ok(desk.read_device(&moment, &device, days, None)?)
        };
        let commit = now.snapshot.commit.as_ref().map(|commit| commit.id.clone());
        let head = commit.as_ref().map(|_| earlier(Moment::Revision("HEAD".to_owned()))).transpose()?;
        let tag = match &commit {
            Some(commit) => desk.previous_release(&now.dossier.config.release_tags, commit, None)?,
            None => None,
        };
        let release = match tag {
            Some(tag) => Some((tag.name.clone(), earlier(Moment::Revision(tag.name))?)),
            None => None,
        };
        let known = Known {
            now: &now.dossier,
            head: head.as_ref().map(|head| &head.dossier),
            release: release.as_ref().map(|(tag, reading)| (tag.as_str(), &reading.dossier)),
            today: days.as_of.unwrap_or(days.today),
        };
        let root = desk.source.root().to_owned();
        let is_taken = |path: &str| root.join(path).symlink_metadata().is_ok();
        let plan = bump::plan(&asked.soup, &asked.version, &known, &is_taken)
            .map_err(|refused| Failure::usage(refused.to_string(), refused.help()))?;
        drop(now);
        Ok(Move { desk, plan, device, days, head })
    }

    /// Compares the last commit with the work tree as it is with the edits, and renders that; other formats go to their files.
    pub fn render(
        &self,
        asked: &Asked,
        format: &Format,
        shared: &Shared,
        progress: &mut Progress,
    ) -> Result<String, Failure> {
        let outputs = asked.output.iter().map(|(name, path)| Ok((diff::format(name)?, path)));
        let outputs: Vec<_> = outputs.collect::<Result<_, Failure>>()?;
        let Some(head) = &self.head else {
            let (message, help) = if self.desk.source.is_git() {
                ("there is no commit to compare with", "commit the records first")
            } else {
                (
                    "this is not a git repository: there is no other moment to compare with",
                    "a diff needs history: `git init`, and a first commit",
                )
            };
            return Err(Failure::usage(message, help));
        };
        progress.step("reading the work tree with the edits");
        let files = self.plan.files.iter().map(|file| (file.path.clone(), Arc::clone(&file.after)));
        let edited = self.desk.read_as_if(files, &self.device, self.days)?;
        let level = super::Deny::Error.level();
        let compared = diff::compared(&self.desk, head, edited, self.days, false, level, progress)?;
        let compared = ManuallyDrop::new(compared);
        let telling = Telling { budget: Some(BUDGET), ..Telling::default() };
        for (format, path) in outputs {
            output::write(path, &(format.render)(&compared, &telling, &Default::default()).text)?;
        }
        Ok((format.render)(&compared, &telling, &look(shared)).text)
    }
}

/// Tells what is edited: before a report for people, or beside one for machines.
pub fn tell(text: &str, before_report: bool, shared: &Shared) -> Result<(), Failure> {
    if before_report {
        return output::print(&format!("{text}\n"));
    }
    if !shared.quiet {
        anstream::eprint!("{text}");
    }
    Ok(())
}

/// Returns an edit as a patch that git can apply.
fn patch(file: &Edited) -> String {
    let mut options = diffy::DiffOptions::new();
    let before = if file.before.is_some() { format!("a/{}", file.path) } else { "/dev/null".to_owned() };
    options.set_original_filename(before).set_modified_filename(format!("b/{}", file.path));
    let before = file.before.as_deref().unwrap_or_default();
    options.create_patch(before, &file.after).to_string()
}
