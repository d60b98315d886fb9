//! Versions, read and judged, and the release before each: what a version is compared with is judged once, whether it is
//! built itself or only looked back at.

use std::collections::HashMap;
use std::sync::Arc;

use super::address::Addresses;
use super::version::{Planned, Read};
use super::{Error, Request, attachments, planned};
use crate::past::{Incomplete, Past};
use crate::reading::{Desk, Reading};
use crate::report::{Checked, Input, sarif};
use crate::review::Side;
use crate::rules::{self, Finding};
use crate::source::Moment;

/// A version, read and judged.
pub struct Judged {
    /// What was read.
    pub read: Arc<Read>,
    /// What was judged, and how.
    pub input: Input,
    /// What the rules find.
    pub findings: Vec<Finding>,
    /// What came before it.
    pub past: Past,
}

impl Judged {
    /// Returns it as one side of a comparison.
    pub fn side(&self) -> Side<'_> {
        Side {
            revision: self.read.planned.commit.as_deref(),
            dossier: &self.read.reading.dossier,
            past: &self.past,
            findings: &self.findings,
        }
    }

    /// Says why it could not be judged whether evidence is stale; `None` where it could.
    pub fn incomplete(&self) -> Option<String> {
        self.past.incomplete.as_ref().map(ToString::to_string)
    }
}

/// The next version that is to be written.
pub struct Next {
    /// Its number among the versions, from 0.
    pub number: usize,
    /// The version.
    pub judged: Arc<Judged>,
    /// Its findings for programs.
    pub sarif: String,
    /// The release before it.
    pub previous: Option<Arc<Judged>>,
    /// The version before it in the site.
    pub neighbour: Option<Arc<Judged>>,
}

/// The versions of a build in order, and those that later ones are compared with: kept as long as one of them is to come.
pub struct Line<'b> {
    desk: &'b Desk,
    request: &'b Request<'b>,
    versions: &'b [Planned],
    /// The numbers of those that something is to be made of.
    wanted: Vec<usize>,
    /// The tag of the release before each of them.
    before: Vec<Option<String>>,
    /// What is at hand, by tag.
    kept: HashMap<String, Arc<Judged>>,
    /// The version that was taken in last, with its number: most often the release before the next one.
    last: Option<(usize, Arc<Judged>)>,
    /// How many were taken in.
    passed: usize,
}

impl<'b> Line<'b> {
    /// Looks up the release before each version of which something is to be made.
    ///
    /// # Errors
    /// The tags cannot be read.
    pub fn of(
        desk: &'b Desk,
        request: &'b Request<'b>,
        versions: &'b [Planned],
        wanted: Vec<usize>,
    ) -> Result<Line<'b>, Error> {
        let before = wanted.iter().map(|number| {
            let version = &versions[*number];
            let Some(commit) = &version.commit else { return Ok(None) };
            let own = version.tag.as_ref().map(|tag| &*tag.name);
            Ok(desk.previous_release(&version.tags, commit, own)?.map(|tag| tag.name))
        });
        let before = before.collect::<Result<_, Error>>()?;
        Ok(Line { desk, request, versions, wanted, before, kept: HashMap::new(), last: None, passed: 0 })
    }

    /// Returns whether no version is to come.
    pub fn is_over(&self) -> bool {
        self.passed == self.wanted.len()
    }

    /// Reads and judges the next version; `None` after the last one.
    ///
    /// # Errors
    /// It cannot be read, or history is cut off where it is needed.
    pub fn judge_next(&self) -> Result<Option<Next>, Error> {
        let Some(number) = self.wanted.get(self.passed).copied() else { return Ok(None) };
        let planned = &self.versions[number];
        let previous = match &self.before[self.passed] {
            None => None,
            Some(tag) => Some(match self.kept.get(tag) {
                Some(judged) => Arc::clone(judged),
                None => self.aside(tag, planned)?,
            }),
        };
        let neighbour = match number.checked_sub(1) {
            None => None,
            Some(before) => Some(self.neighbour(before, previous.as_ref())?),
        };
        let known = [&previous, &neighbour].into_iter().flatten().map(|judged| &judged.read.reading);
        let (judged, sarif) = judge(self.desk, self.request, planned, &known.collect::<Vec<_>>())?;
        if let Some(shallow @ Incomplete::Shallow { .. }) = &judged.past.incomplete {
            return Err(Error::Shallow { version: planned.name.clone(), reason: shallow.to_string() });
        }
        Ok(Some(Next { number, judged: Arc::new(judged), sarif, previous, neighbour }))
    }

    /// Returns the version of a number: the one that was taken in last, the release before the next one, or judged for this.
    fn neighbour(&self, number: usize, previous: Option<&Arc<Judged>>) -> Result<Arc<Judged>, Error> {
        if let Some((_, judged)) = self.last.as_ref().filter(|(last, _)| *last == number) {
            return Ok(Arc::clone(judged));
        }
        let planned = &self.versions[number];
        let is_it = |judged: &&Arc<Judged>| {
            judged.read.planned.tag.is_some() && judged.read.planned.folder == planned.folder
        };
        if let Some(previous) = previous.filter(is_it) {
            return Ok(Arc::clone(previous));
        }
        Ok(Arc::new(judge(self.desk, self.request, planned, &[])?.0))
    }

    /// Judges a release of which no page is made.
    fn aside(&self, tag: &str, after: &Planned) -> Result<Arc<Judged>, Error> {
        let before = planned(self.desk, &Moment::Revision(tag.to_owned()), Some(&after.device))?;
        Ok(Arc::new(judge(self.desk, self.request, &before, &[])?.0))
    }

    /// Takes in a version that [`Line::judge_next`] returned; what no version to come is compared with is let go.
    pub fn pass(&mut self, next: &Next) {
        self.passed += 1;
        let number = next.number;
        let rest = &self.before[self.passed..];
        for judged in next.previous.iter().chain([&next.judged]) {
            self.kept.insert(judged.read.planned.name.clone(), Arc::clone(judged));
        }
        self.kept.retain(|name, _| rest.iter().flatten().any(|before| before == name));
        self.last = Some((number, Arc::clone(&next.judged)));
    }
}

fn judge(
    desk: &Desk,
    request: &Request<'_>,
    planned: &Planned,
    known: &[&Reading],
) -> Result<(Judged, String), Error> {
    let read = Arc::new(read(desk, request, planned)?);
    let past = if request.no_history {
        Past::unknown(&read.reading.dossier, Incomplete::NotAsked)
    } else {
        Past::with_approvals(desk, &read.reading, request.days, known)?
    };
    let Reading { dossier, snapshot, dirty, .. } = &read.reading;
    let mut checked = Checked::of(dossier, &past, snapshot, *dirty, rules::check(dossier, &past));
    // A tag may be asked for by its whole name; pages and data call it by its short one.
    if let Moment::Revision(name) = &mut checked.input.moment {
        name.clone_from(&planned.name);
    }
    let sarif = sarif::render(&checked).text;
    let Checked { findings, input, .. } = checked;
    Ok((Judged { read, input, findings, past }, sarif))
}

fn read(desk: &Desk, request: &Request<'_>, planned: &Planned) -> Result<Read, Error> {
    let mut reading = desk.read_device(&planned.moment, &planned.device, request.days, None)?;
    let mut addresses = Addresses::of(&reading.dossier);
    attachments::find(desk, &mut reading)?;
    addresses.attach(&reading.tree.attachments);
    Ok(Read { planned: planned.clone(), reading, addresses })
}
