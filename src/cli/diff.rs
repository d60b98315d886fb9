//! `tureen diff`: what changed between two moments, and what stands on it.

use std::mem::ManuallyDrop;
use std::path::PathBuf;

use clap::Args;
use tureen::diff;
use tureen::reading::{self, Desk, Reading};
use tureen::report::Checked;
use tureen::report::diff::{Compared, Detail, FORMATS, Format};
use tureen::rules;
use tureen::source::{Device, Moment};

use super::check::look;
use super::progress::Progress;
use super::{Deny, Failure, Outcome, Shared, output};

/// Say what changed between two moments, and what stands on it
///
/// `A..B` compares two revisions, `A...B` begins at their merge base, `A` alone compares with the work tree. Without
/// any, the previous release is compared with the work tree. Both moments are judged by the configuration and the
/// waivers of the earlier one, so that no change can talk its own findings away.
#[derive(Args)]
pub struct Diff {
    /// The moments to compare: A, A..B or A...B
    #[arg(value_name = "BASE[..HEAD]")]
    moments: Option<String>,
    /// Tell one line a record
    #[arg(long, conflicts_with = "full")]
    stat: bool,
    /// Tell the bodies and all of new records as well
    #[arg(long)]
    full: bool,
    /// Make the exit status 1 when anything changed
    #[arg(long)]
    exit_code: bool,
    /// Make the exit status 1 when a new finding reaches this level
    #[arg(long, value_name = "LEVEL")]
    deny: Option<Deny>,
    /// Judge without history: what needs it is left out, and the report says that it is not complete
    #[arg(long)]
    no_history: bool,
    /// The format of standard output: human, json or markdown
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: String,
    /// Write another format to a file besides; may be given several times
    #[arg(short, long, value_name = "FORMAT=PATH", value_parser = output::format_and_path)]
    output: Vec<(String, PathBuf)>,
}

impl Diff {
    /// Compares the moments and prints what changed.
    pub fn run(&self, shared: &Shared) -> Result<Outcome, Failure> {
        let format = format(&self.format)?;
        let outputs = self.output.iter().map(|(name, path)| Ok((self::format(name)?, path)));
        let outputs: Vec<_> = outputs.collect::<Result<_, Failure>>()?;

        let mut progress = Progress::start(shared);
        // The process ends soon: giving back every record by itself would take longer than comparing them.
        let desk = ManuallyDrop::new(shared.desk(Vec::new())?);
        let compared = ManuallyDrop::new(self.compare(&desk, shared, &mut progress)?);

        progress.step("reporting");
        let detail = match (self.stat, self.full) {
            (true, _) => Detail::Stat,
            (false, true) => Detail::Full,
            (false, false) => Detail::Fields,
        };
        for (format, path) in outputs {
            output::write(path, &(format.render)(&compared, detail, &Default::default()))?;
        }
        let text = (format.render)(&compared, detail, &look(shared));
        drop(progress);
        output::print(&text)?;
        Ok(self.outcome(&compared))
    }

    fn compare(&self, desk: &Desk, shared: &Shared, progress: &mut Progress) -> Result<Compared, Failure> {
        let days = shared.days()?;
        let range = Range::of(self.moments.as_deref())?;
        progress.step(&format!("reading {}", range.head));
        let device = desk.device(&range.head)?;
        let head = desk.read_device(&range.head, &device, days, None)?;
        let base = range.base(desk, &head)?;
        progress.step(&format!("reading {base}"));
        let base = desk.read_device(&base, &earlier_device(desk, &base, &device)?, days, None)?;
        if is_empty(&head) && is_empty(&base) {
            let folder = format!("{}{}", device.root, head.tree.folder);
            return Err(reading::Error::Nothing { folder, moment: range.head.name().to_owned() }.into());
        }

        progress.step("comparing");
        let diff = diff::Diff::between(&base.dossier, &head.dossier);
        progress.step("judging both");
        let past_of_base = super::check::past(desk, &base, days, self.no_history)?;
        let before = rules::check(&base.dossier, &past_of_base);
        let past_of_head = super::check::past(desk, &head, days, self.no_history)?;
        let after = if diff.policy.configuration.is_empty() {
            rules::check(&head.dossier, &past_of_head)
        } else {
            rules::check(&desk.judged_by(&head, &base.dossier.config), &past_of_head)
        };
        let checked = |reading: &Reading, past, findings| {
            Checked::of(&reading.dossier, past, &reading.snapshot, reading.dirty, findings)
        };
        let base = checked(&base, &past_of_base, before);
        Ok(Compared::of(base, checked(&head, &past_of_head, after), diff))
    }

    fn outcome(&self, compared: &Compared) -> Outcome {
        let worst = compared.new.iter().map(|finding| finding.level).max();
        let denied = self.deny.is_some_and(|deny| worst.is_some_and(|worst| worst >= deny.level()));
        if denied || self.exit_code && !compared.diff.is_empty() { Outcome::Findings } else { Outcome::Clean }
    }
}

/// The moments that were asked for.
struct Range {
    base: Base,
    head: Moment,
}

/// Where a range begins.
enum Base {
    /// At the release before the later moment.
    Release,
    /// At a revision.
    Revision(String),
    /// Where a revision and the later moment parted.
    Parting(String),
}

impl Range {
    fn of(text: Option<&str>) -> Result<Range, Failure> {
        let revision = |name: &str| if name.is_empty() { "HEAD".to_owned() } else { name.to_owned() };
        let Some(text) = text else { return Ok(Range { base: Base::Release, head: Moment::WorkTree }) };
        // Three dots first: two of them are in it as well.
        let (base, head) = match (text.split_once("..."), text.split_once("..")) {
            (Some((base, head)), _) => (Base::Parting(revision(base)), Moment::Revision(revision(head))),
            (None, Some((base, head))) => (Base::Revision(revision(base)), Moment::Revision(revision(head))),
            (None, None) => (Base::Revision(revision(text)), Moment::WorkTree),
        };
        if matches!(&head, Moment::Revision(head) if head.contains("..")) {
            return Err(Failure::usage(
                format!("`{text}` names no moments"),
                "write A..B, A...B, or A alone for A and the work tree",
            ));
        }
        Ok(Range { base, head })
    }

    /// Returns the moment at which the range begins.
    fn base(&self, desk: &Desk, head: &Reading) -> Result<Moment, Failure> {
        let commit = head.snapshot.commit.as_ref().map(|commit| &*commit.id);
        let too_shallow = || {
            let help = "get all of history with `git fetch --unshallow --tags`, in CI with `fetch-depth: 0`";
            Failure::usage("this is a shallow clone: where the range begins cannot be told", help)
        };
        match &self.base {
            Base::Revision(name) => Ok(Moment::Revision(name.clone())),
            Base::Parting(name) => {
                let one = desk.source.snapshot(&Moment::Revision(name.clone()))?;
                let parted = match (&one.commit, commit) {
                    (Some(one), Some(two)) => desk.source.merge_base(&one.id, two)?,
                    _ => None,
                };
                match parted {
                    Some(commit) => Ok(Moment::Revision(commit)),
                    None if desk.source.is_shallow() => Err(too_shallow()),
                    None => Err(Failure::usage(
                        format!("{name} and {} have no commit in common", self.head),
                        format!("compare them as they are with {name}..{}", self.head),
                    )),
                }
            }
            Base::Release => {
                if !desk.source.is_git() {
                    let message = "this is not a git repository: there is no other moment to compare with";
                    return Err(Failure::usage(
                        message,
                        "a diff needs history: `git init`, and a first commit",
                    ));
                }
                if desk.source.is_shallow() {
                    return Err(too_shallow());
                }
                let glob = &head.dossier.config.release_tags;
                let release = match commit {
                    Some(commit) => desk.previous_release(glob, commit, None)?,
                    None => None,
                };
                release.map(|tag| Moment::Revision(tag.name)).ok_or_else(|| {
                    Failure::usage(
                        format!("there is no release to compare with: no tag matches `{glob}`"),
                        "name a revision: `tureen diff HEAD` tells what is not committed yet",
                    )
                })
            }
        }
    }
}

/// Returns the device at an earlier moment: in the same place, or where it was then.
pub fn earlier_device(desk: &Desk, base: &Moment, device: &Device) -> Result<Device, Failure> {
    let snapshot = desk.source.snapshot(base)?;
    if desk.source.file(&snapshot, &device.config)?.is_some() {
        return Ok(device.clone());
    }
    // Without a configuration there it is compared with nothing: everything is new.
    Ok(desk.device(base).unwrap_or_else(|_| device.clone()))
}

fn is_empty(reading: &Reading) -> bool {
    reading.dossier.placed.is_empty() && reading.dossier.malformed.is_empty()
}

fn format(name: &str) -> Result<&'static Format, Failure> {
    Format::of_name(name).ok_or_else(|| {
        let names: Vec<_> = FORMATS.iter().map(|format| format.name).collect();
        Failure::usage(format!("there is no format `{name}`"), format!("possible: {}", names.join(", ")))
    })
}
