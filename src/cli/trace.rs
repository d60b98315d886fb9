//! `tureen trace`: what surrounds a record, and what every release had about a SOUP or an anomaly.

use std::collections::BTreeSet;
use std::mem::ManuallyDrop;
use std::path::PathBuf;

use clap::Args;
use tureen::past::Past;
use tureen::reading::{Desk, Reading};
use tureen::report::Checked;
use tureen::report::trace::{FORMATS, Format, Told, Traced};
use tureen::rules;
use tureen::source::Moment;
use tureen::trace::package::{Holder, Package};
use tureen::trace::releases::{History, InMoment};
use tureen::trace::{self, ByFile};

use super::progress::Progress;
use super::{Failure, Outcome, Shared, Which, check, output};

/// Show what surrounds a record, both ways
///
/// Takes the id of a record, a package URL (`pkg:pypi/numpy`, with or without a version), the number of an anomaly
/// (CVE, GHSA, or a tracker's own) or a clause (`8.1.2`, `FDA OTS`, `ISO 14971`). Says how each record stands, in words
/// that its fields and the findings give; it judges nothing, and its exit status does not depend on findings.
#[derive(Args)]
pub struct Trace {
    /// A record, package, anomaly or clause
    id: String,
    #[command(flatten)]
    which: Which,
    /// How many links far to walk, up and down
    #[arg(long, value_name = "N", default_value = "3")]
    depth: usize,
    /// For an anomaly or a package: which version every release contained, and how each review judged it
    ///
    /// Reads all release tags, and the work tree or what --at or --staged names. Ranges and versions are told as the records write them; whether a range
    /// takes a version in is for a person to read.
    #[arg(long, conflicts_with = "depth")]
    all_releases: bool,
    /// The format of standard output: human, json or markdown
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: String,
    /// Write another format to a file besides; may be given several times
    #[arg(short, long, value_name = "FORMAT=PATH", value_parser = output::format_and_path)]
    output: Vec<(String, PathBuf)>,
}

impl Trace {
    /// Looks it up and prints what surrounds it.
    pub fn run(&self, shared: &Shared) -> Result<Outcome, Failure> {
        let format = format(&self.format)?;
        let outputs = self.output.iter().map(|(name, path)| Ok((self::format(name)?, path)));
        let outputs: Vec<_> = outputs.collect::<Result<_, Failure>>()?;

        let mut progress = Progress::start(shared);
        let moment = self.which.moment();
        progress.step(&format!("reading {moment}"));
        // The process ends soon: giving back every record by itself would take longer than all of this.
        let desk = ManuallyDrop::new(shared.desk(Vec::new())?);
        let days = shared.days()?;
        let reading = ManuallyDrop::new(desk.read(&moment, days, None)?);
        let mut incomplete = None;
        let (findings, told);
        if self.all_releases {
            told = Told::Always(self.in_every_release(shared, &desk, &moment, &reading, &mut progress)?);
        } else {
            progress.step("looking at what evidence saw");
            // A history that is too shallow ends no trace: what could not be judged is said.
            let past = ManuallyDrop::new(Past::of(&desk, &reading, days, &[])?);
            incomplete = past.incomplete.as_ref().map(ToString::to_string);
            progress.step(&format!("judging {} records", reading.dossier.placed.len()));
            findings = rules::check(&reading.dossier, &past);
            let found = trace::find(&reading.dossier, &findings, &self.id, self.depth);
            let found = found.map_err(|unknown| self.unknown(unknown.near, &moment))?;
            told = Told::Now(found, ByFile::of(&findings));
        }
        // What was judged is told here, not how: no rule is named, so none could be said to lack the past.
        let without = Past::default();
        let input =
            Checked::of(&reading.dossier, &without, &reading.snapshot, reading.dirty, Vec::new()).input;
        let traced = Traced { asked: self.id.clone(), depth: self.depth, input, incomplete, told };
        for (format, path) in outputs {
            output::write(path, &(format.render)(&traced, &Default::default()))?;
        }
        let text = (format.render)(&traced, &check::look(shared));
        drop(progress);
        output::print(&text)?;
        Ok(Outcome::Clean)
    }

    /// Reads every release, lowest version first, and the moment that was asked for.
    fn in_every_release(
        &self,
        shared: &Shared,
        desk: &Desk,
        moment: &Moment,
        now: &Reading,
        progress: &mut Progress,
    ) -> Result<History, Failure> {
        let package = Package::parse(&self.id);
        let mut holders: BTreeSet<String> = BTreeSet::new();
        let mut moments = Vec::new();
        let mut keep = |name: &str, is_release, dossier: &tureen::dossier::Dossier| {
            if let Some(package) = &package {
                let held = Holder::all(dossier, package, 0);
                holders.extend(held.iter().map(|held| held.around.record.record().id().to_ascii_lowercase()));
            }
            moments.push(InMoment::of(name, is_release, dossier, package.as_ref()));
        };
        let device = desk.device(moment)?;
        for tag in &desk.releases(&now.dossier.config.release_tags)?.tags {
            progress.step(&format!("reading {}", tag.name));
            let moment = Moment::Revision(tag.name.clone());
            let device = super::diff::earlier_device(desk, &moment, &device)?;
            let reading = desk.read_device(&moment, &device, shared.days()?, None)?;
            keep(&tag.name, true, &reading.dossier);
        }
        let name = match moment {
            Moment::WorkTree => "work tree",
            Moment::Index => "index",
            Moment::Revision(name) => name,
        };
        if now.tag.is_none() {
            keep(name, false, &now.dossier);
        }
        let history = match &package {
            Some(package) => History::of_package(package, moments, &holders),
            None => History::of_anomaly(&self.id, moments),
        };
        if history.is_empty() {
            return Err(self.nowhere(moment, now));
        }
        Ok(history)
    }

    /// Says why nothing is told of every release: it is something else, or in none of them.
    fn nowhere(&self, moment: &Moment, now: &Reading) -> Failure {
        let known = trace::find(&now.dossier, &[], &self.id, 0);
        match known {
            Ok(_) => Failure::usage(
                format!("`{}` is neither an anomaly nor a package", self.id),
                "leave out --all-releases, or give the number of an anomaly or a package URL",
            ),
            Err(unknown) => {
                let help = unknown.near.map(|near| format!("did you mean {near}?"));
                Failure::usage(
                    format!("no release names {}, and {moment} does not either", self.id),
                    help.unwrap_or_else(|| "it is looked for in anomaly reviews and in `purl`".to_owned()),
                )
            }
        }
    }

    fn unknown(&self, near: Option<String>, moment: &Moment) -> Failure {
        let help = near.map(|near| format!("did you mean {near}?"));
        Failure::usage(
            format!("no record, package, anomaly or clause is called {} at {moment}", self.id),
            help.unwrap_or_else(|| {
                "--at looks at another moment, --all-releases at every release".to_owned()
            }),
        )
    }
}

fn format(name: &str) -> Result<&'static Format, Failure> {
    Format::of_name(name).ok_or_else(|| {
        let names: Vec<_> = FORMATS.iter().map(|format| format.name).collect();
        Failure::usage(format!("there is no format `{name}`"), format!("possible: {}", names.join(", ")))
    })
}
