//! The past of a moment: what its evidence saw and what changed since, the release before it, and its own tag.
//!
//! In goes a [`Reading`] with the [`Desk`] it was read at; out comes a [`Past`], plain data beside the dossier. Git is the
//! stamp: what a piece of evidence saw is the tree of the commit that last changed what it says. Nothing here writes.

use std::collections::BTreeSet;

use crate::dossier::Dossier;
use crate::reading::{self, Days, Desk, Reading};
use crate::source::{Moment, Tag};

mod ahead;
mod approved;
mod basis;
mod earlier;
pub mod fixture;
mod moves;
mod parts;
mod scope;
mod search;
mod seen;
mod signing;
mod stale;
mod stamp;
mod trail;
mod watch;
mod witness;

pub use approved::{Stamped, Written};
pub use moves::{Move, Moved, Recorded, leads, recorded, steps, usable};
pub use signing::{Before, List, Signing, Unlisted};
pub use stale::{Cause, Evidence, Stale, overtaken_between};
pub use witness::{Sort, VOUCHING, Witness, witnesses};

/// What is known of the time before a moment.
#[derive(Debug, Default)]
pub struct Past {
    /// Every piece of evidence that no longer stands on what it saw, by record and place.
    pub evidence: Vec<Evidence>,
    /// Why staleness could not be judged, or not wholly; `None` where it was.
    pub incomplete: Option<Incomplete>,
    /// The release before the moment, with its dossier; `None` where there is none.
    pub previous: Option<Previous>,
    /// The SOUP that came, went or moved since the previous release, by id.
    pub moves: Vec<Move>,
    /// The tag that names the moment as a release.
    pub tag: Option<Tag>,
    /// Which commit wrote each approval down, by record; empty unless it was asked for.
    pub approvals: Vec<Stamped>,
    /// How the moment is signed; `None` where there is no commit, or history was left out.
    pub signing: Option<Signing>,
}

/// The release before a moment.
#[derive(Debug)]
pub struct Previous {
    /// Its tag.
    pub tag: Tag,
    /// What its live changes, as far as they were not put off or rejected, moved from where to where.
    pub recorded: Vec<Recorded>,
}

/// Why staleness cannot be judged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Incomplete {
    /// There is no git repository: the files have no past.
    NoRepository,
    /// It was asked to leave history out.
    NotAsked,
    /// History was cut off when cloning, before these records last said what they say.
    Shallow {
        /// The ids of the records, in order.
        records: Vec<String>,
    },
}

impl std::fmt::Display for Incomplete {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Incomplete::NoRepository => {
                formatter.write_str("this is no git repository, so nothing is known of what evidence saw")
            }
            Incomplete::NotAsked => formatter.write_str("history was left out on request"),
            Incomplete::Shallow { records } => write!(
                formatter,
                "history is too shallow to tell what {} saw",
                match &records[..] {
                    [] => "evidence".to_owned(),
                    [one] => one.clone(),
                    [one, two] => format!("{one} and {two}"),
                    [one, rest @ ..] => format!("{one} and {} more records", rest.len()),
                }
            ),
        }
    }
}

impl Past {
    /// Returns the past of a moment of which no history is known: evidence is judged by the versions that it names itself.
    pub fn unknown(dossier: &Dossier, why: Incomplete) -> Past {
        Past { evidence: stale::by_name(dossier), incomplete: Some(why), ..Past::default() }
    }

    /// Finds what the evidence of a moment saw and what changed since, and reads the release before it, unless that is among
    /// the readings `known`.
    ///
    /// # Errors
    /// History or the previous release cannot be read. A clone that is too shallow is no error here, but told in
    /// [`Past::incomplete`].
    pub fn of(
        desk: &Desk,
        reading: &Reading,
        days: Days,
        known: &[&Reading],
    ) -> Result<Past, reading::Error> {
        let earlier = Earlier::of(desk, reading, previous_tag(desk, reading)?, days, known)?;
        Past::since(desk, reading, earlier.as_ref(), false)
    }

    /// As [`Past::of`], and looks up which commit wrote each approval down.
    ///
    /// # Errors
    /// As those of [`Past::of`].
    pub fn with_approvals(
        desk: &Desk,
        reading: &Reading,
        days: Days,
        known: &[&Reading],
    ) -> Result<Past, reading::Error> {
        let earlier = Earlier::of(desk, reading, previous_tag(desk, reading)?, days, known)?;
        Past::since(desk, reading, earlier.as_ref(), true)
    }

    /// Finds the pasts of two moments of which the first is the older one. What both ask of history is looked up once. The
    /// release before the later moment is looked for from the older one on: no tag inside the change can be what it is compared
    /// with.
    ///
    /// # Errors
    /// As those of [`Past::of`].
    pub fn of_both(
        desk: &Desk,
        base: &Reading,
        head: &Reading,
        days: Days,
    ) -> Result<(Past, Past), reading::Error> {
        let before_base = Earlier::of(desk, base, previous_tag(desk, base)?, days, &[])?;
        let known: Vec<&Reading> =
            std::iter::once(base).chain(before_base.as_ref().map(Earlier::reading)).collect();
        let before_head = Earlier::of(desk, head, previous_tag_before(desk, base, head)?, days, &known)?;
        let past_of_base = Past::since(desk, base, before_base.as_ref(), false)?;
        Ok((past_of_base, Past::since(desk, head, before_head.as_ref(), false)?))
    }

    /// Finds the past of a moment of which the release before it is known.
    fn since(
        desk: &Desk,
        reading: &Reading,
        earlier: Option<&Earlier<'_>>,
        approvals: bool,
    ) -> Result<Past, reading::Error> {
        if !desk.source.is_git() {
            return Ok(Past::unknown(&reading.dossier, Incomplete::NoRepository));
        }
        let before = earlier.map(|earlier| (&*earlier.tag().name, earlier.reading()));
        let signing = Signing::of(desk, reading, before)?;
        let mut past = Past { tag: reading.tag.clone(), signing, ..Past::default() };
        let mut watched = Vec::new();
        if let Some(earlier) = earlier {
            let before = &earlier.reading().dossier;
            watched = moves::between(before, &reading.dossier);
            past.previous = Some(Previous { recorded: moves::recorded(before), tag: earlier.tag().clone() });
        }
        let mut walk = stamp::Walk::new(desk, reading)?;
        let judged = stale::judge(&mut walk, &reading.dossier, approvals)?;
        past.evidence = judged.evidence;
        past.approvals = judged.approvals;
        past.moves = moves::dated(watched, &mut walk)?;
        let unknown: BTreeSet<String> = judged.unknown;
        if !unknown.is_empty() {
            past.incomplete = Some(Incomplete::Shallow { records: unknown.into_iter().collect() });
        }
        Ok(past)
    }

    /// Returns the evidence of a sort that no longer stands on what it saw.
    pub fn of_sort(&self, sort: Sort) -> impl Iterator<Item = &Evidence> {
        self.evidence.iter().filter(move |evidence| evidence.sort == sort)
    }
}

/// The release before a moment.
enum Earlier<'k> {
    /// It was read before.
    Known(Tag, &'k Reading),
    /// It was read for this.
    Read(Tag, Box<Reading>),
}

impl<'k> Earlier<'k> {
    fn of(
        desk: &Desk,
        reading: &Reading,
        tag: Option<Tag>,
        days: Days,
        known: &[&'k Reading],
    ) -> Result<Option<Earlier<'k>>, reading::Error> {
        let Some(tag) = tag else { return Ok(None) };
        let is_it = |known: &&&Reading| known.tag.as_ref().is_some_and(|known| known.name == tag.name);
        if let Some(known) = known.iter().find(is_it) {
            return Ok(Some(Earlier::Known(tag, known)));
        }
        let read = previous(desk, reading, days, &tag)?;
        Ok(Some(Earlier::Read(tag, Box::new(read))))
    }

    fn tag(&self) -> &Tag {
        let (Earlier::Known(tag, _) | Earlier::Read(tag, _)) = self;
        tag
    }

    fn reading(&self) -> &Reading {
        match self {
            Earlier::Known(_, reading) => reading,
            Earlier::Read(_, reading) => reading,
        }
    }
}

/// Returns the tag of the release before a moment.
fn previous_tag(desk: &Desk, reading: &Reading) -> Result<Option<Tag>, reading::Error> {
    let Some(commit) = &reading.snapshot.commit else { return Ok(None) };
    let own = reading.tag.as_ref().map(|tag| tag.name.as_str());
    let own = own.or(reading.dossier.judged.release.as_deref());
    desk.previous_release(&reading.dossier.config.release_tags, &commit.id, own)
}

/// Returns the tag of the release before a moment that is not inside the change from `base` to `head`: on the older moment, or
/// before it. Where the one does not descend from the other, that of the later moment alone.
fn previous_tag_before(desk: &Desk, base: &Reading, head: &Reading) -> Result<Option<Tag>, reading::Error> {
    let (Some(old), Some(new)) = (&base.snapshot.commit, &head.snapshot.commit) else {
        return previous_tag(desk, head);
    };
    if old.id != new.id && !desk.source.is_ancestor(&old.id, &new.id)? {
        return previous_tag(desk, head);
    }
    let own = head.tag.as_ref().map(|tag| tag.name.as_str()).or(head.dossier.judged.release.as_deref());
    let glob = &head.dossier.config.release_tags;
    let is_earlier = |tag: &Tag| {
        own.is_none_or(|own| own != tag.name && reading::compare_versions(&tag.name, own).is_lt())
    };
    let releases = desk.releases(glob)?;
    let on_base = releases
        .tags
        .iter()
        .rev()
        .find(|tag| tag.commit.as_ref().is_ok_and(|target| target.id == old.id) && is_earlier(tag));
    match on_base {
        Some(tag) => Ok(Some(tag.clone())),
        None => desk.previous_release(glob, &old.id, own),
    }
}

/// Reads the release before a moment.
fn previous(desk: &Desk, reading: &Reading, days: Days, tag: &Tag) -> Result<Reading, reading::Error> {
    let moment = Moment::Revision(format!("refs/tags/{}", tag.name));
    let device = desk.device(&moment).unwrap_or_else(|_| reading.tree.device.clone());
    desk.read_device(&moment, &device, days, None)
}
