//! `tureen diff`: what changed between two moments, what that made stale, and what is owed.

use std::mem::ManuallyDrop;
use std::path::PathBuf;

use clap::Args;
use tureen::config::Level;
use tureen::diff;
use tureen::reading::{self, Days, Desk, Reading};
use tureen::report::Input;
use tureen::report::diff::comment::{BUDGET, LEAST_BUDGET};
use tureen::report::diff::{Compared, Detail, Format, Telling};
use tureen::review::{Review, Side, Verdict};
use tureen::rules;
use tureen::site::diff_formats;
use tureen::source::{Device, Moment};

use super::check::look;
use super::progress::Progress;
use super::{Deny, Failure, Outcome, Shared, output};

/// Say what changed between two moments, what that made stale, and what is owed
///
/// `A..B` compares two revisions, `A...B` begins at their merge base, `A` alone compares with the work tree. Without
/// any, the previous release is compared with the work tree. Both moments are judged by the configuration and the
/// waivers of the earlier one, so that no change can talk its own findings away.
#[derive(Args)]
pub struct Diff {
    /// The moments to compare: A, A..B or A...B
    #[arg(value_name = "BASE[..HEAD]")]
    moments: Option<String>,
    /// Compare with the index, what the next commit would hold, instead of the work tree
    #[arg(long)]
    staged: bool,
    /// Tell one line a record
    #[arg(long, conflicts_with = "full")]
    stat: bool,
    /// Tell the bodies and all of new records as well
    #[arg(long)]
    full: bool,
    /// Make the exit status 1 when anything changed
    #[arg(long)]
    exit_code: bool,
    /// Make the exit status 1 when a new finding reaches this level; without it, errors are what the gate looks at
    #[arg(long, value_name = "LEVEL")]
    deny: Option<Deny>,
    /// Judge without history: what needs it is left out, and the report says that it is not complete
    #[arg(long)]
    no_history: bool,
    /// The longest comment of the format markdown, in bytes
    #[arg(long, value_name = "BYTES", value_parser = budget, default_value_t = BUDGET)]
    budget: usize,
    /// Link records of the formats markdown and html to the site that is served at this address
    #[arg(long, value_name = "URL", value_parser = address)]
    site_url: Option<String>,
    /// Link places of the formats markdown and html to this address, in which {commit}, {path} and {line} are replaced
    #[arg(long, value_name = "URL", value_parser = address)]
    source_url: Option<String>,
    /// The format of standard output: human, html, json, markdown, sarif, github, gitlab or junit
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
        let telling = self.telling();
        let mut left_out = Vec::new();
        for (format, path) in outputs {
            let rendered = (format.render)(&compared, &telling, &Default::default());
            output::write(path, &rendered.text)?;
            left_out.extend(rendered.left_out.map(|what| format!("{}: {what}", path.display())));
        }
        let rendered = (format.render)(&compared, &telling, &look(shared));
        left_out.extend(rendered.left_out.map(|what| format!("{}: {what}", format.name)));
        drop(progress);
        output::print(&rendered.text)?;
        for what in left_out {
            anstream::eprintln!("tureen: {what}");
        }
        self.outcome(&compared)
    }

    fn telling(&self) -> Telling {
        let detail = match (self.stat, self.full) {
            (true, _) => Detail::Stat,
            (false, true) => Detail::Full,
            (false, false) => Detail::Fields,
        };
        Telling {
            detail,
            budget: Some(self.budget),
            site_url: self.site_url.clone(),
            source_url: self.source_url.clone(),
        }
    }

    fn compare(&self, desk: &Desk, shared: &Shared, progress: &mut Progress) -> Result<Compared, Failure> {
        let days = shared.days()?;
        let range = Range::of(self.moments.as_deref(), self.staged)?;
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
        let level = self.deny.unwrap_or(Deny::Error).level();
        compared(desk, &base, head, days, self.no_history, level, progress)
    }

    fn outcome(&self, compared: &Compared) -> Result<Outcome, Failure> {
        if self.deny.is_some() {
            match compared.review.gate.verdict {
                Verdict::Fail => return Ok(Outcome::Findings),
                Verdict::Pass => {}
                Verdict::Unknown => {
                    return Err(Failure::usage(
                        "it cannot be told whether this may pass: not all could be judged",
                        "judge it where all of history is: `git fetch --unshallow --tags`, in CI `fetch-depth: 0`",
                    ));
                }
            }
        }
        let changed = self.exit_code && !compared.review.diff.is_empty();
        Ok(if changed { Outcome::Findings } else { Outcome::Clean })
    }
}

/// Compares two moments and judges both by the configuration of the earlier one.
pub fn compared(
    desk: &Desk,
    base: &Reading,
    mut head: Reading,
    days: Days,
    no_history: bool,
    level: Level,
    progress: &mut Progress,
) -> Result<Compared, Failure> {
    if *base.dossier.config.text != *head.dossier.config.text {
        head.dossier = desk.judged_by(&head, &base.dossier.config)?;
    }
    progress.step("comparing");
    // What one thread does alone in the one goes on beside the other.
    let (diff, pasts) = rayon::join(
        || diff::Diff::between(&base.dossier, &head.dossier),
        || super::check::pasts(desk, base, &head, days, no_history),
    );
    let (past_of_base, past_of_head) = pasts?;
    progress.step("judging both");
    let (before, after) = rayon::join(
        || rules::check(&base.dossier, &past_of_base),
        || rules::check(&head.dossier, &past_of_head),
    );

    progress.step("reviewing");
    let input =
        |reading: &Reading, past| Input::read(&reading.dossier, past, &reading.snapshot, reading.dirty);
    let inputs = (input(base, &past_of_base), input(&head, &past_of_head));
    let incomplete = past_of_head.incomplete.as_ref().or(past_of_base.incomplete.as_ref());
    let incomplete = incomplete.map(ToString::to_string);
    let revision = inputs.0.commit.as_deref();
    let base = Side { revision, dossier: &base.dossier, past: &past_of_base, findings: &before };
    let head = Side { revision: None, dossier: &head.dossier, past: &past_of_head, findings: &after };
    let review = Review::of(base, head, diff, level);
    Ok(Compared { base: inputs.0, head: inputs.1, review, incomplete })
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
    fn of(text: Option<&str>, staged: bool) -> Result<Range, Failure> {
        let revision = |name: &str| if name.is_empty() { "HEAD".to_owned() } else { name.to_owned() };
        let here = if staged { Moment::Index } else { Moment::WorkTree };
        let Some(text) = text else { return Ok(Range { base: Base::Release, head: here }) };
        // Three dots first: two of them are in it as well.
        let (base, head) = match (text.split_once("..."), text.split_once("..")) {
            (Some((base, head)), _) => (Base::Parting(revision(base)), Moment::Revision(revision(head))),
            (None, Some((base, head))) => (Base::Revision(revision(base)), Moment::Revision(revision(head))),
            (None, None) => (Base::Revision(revision(text)), here),
        };
        if matches!(&head, Moment::Revision(head) if head.contains("..")) {
            return Err(Failure::usage(
                format!("`{text}` names no moments"),
                "write A..B, A...B, or A alone for A and the work tree",
            ));
        }
        if staged && matches!(head, Moment::Revision(_)) {
            return Err(Failure::usage(
                format!("`{text}` names the later moment, and --staged names another one"),
                "write A alone for A and the index",
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

/// Returns the format of that name.
pub fn format(name: &str) -> Result<&'static Format, Failure> {
    diff_formats().find(|format| format.name == name).ok_or_else(|| {
        let names: Vec<_> = diff_formats().map(|format| format.name).collect();
        Failure::usage(format!("there is no format `{name}`"), format!("possible: {}", names.join(", ")))
    })
}

fn budget(text: &str) -> Result<usize, String> {
    let bytes = text.parse().ok().filter(|bytes| *bytes >= LEAST_BUDGET);
    bytes.ok_or_else(|| format!("write a number of bytes, {LEAST_BUDGET} at least"))
}

/// Reads an address that may stand in a link of a comment.
fn address(text: &str) -> Result<String, String> {
    let is_safe = |character: char| {
        !character.is_whitespace() && !character.is_control() && !"<>()\"'`\\".contains(character)
    };
    let is_web = ["https://", "http://"].iter().any(|scheme| text.starts_with(scheme));
    if is_web && text.chars().all(is_safe) {
        return Ok(text.to_owned());
    }
    Err("write an address that begins with https:// or http://, without spaces, brackets and quotes"
        .to_owned())
}
