//! Which step is made, and which change record tells it.

use super::{Known, Refused};
use crate::dossier::{Dossier, Placed};
use crate::past::{Recorded, leads, recorded, steps, usable};
use crate::record::change::Decision;
use crate::record::{Change, Soup};

/// What tells the step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Recording {
    /// A change record of this id, to be written.
    New(String),
    /// A change record that is there already; empty where several together lead there.
    Covered(String),
    /// A change record that is there, and whose decision put the step off.
    Deferred(String),
    /// Nothing has to: an edit that was never committed is taken back, or the version is that of the release before again.
    NotNeeded,
}

/// A step of a SOUP.
pub(super) struct Step {
    /// The version that the change record begins at.
    pub from: String,
    /// The version that the record's other fields belong to.
    pub old: String,
    pub recording: Recording,
}

/// Finds the step that leads to a version from what is recorded so far.
///
/// It begins at the version in the work tree, unless no change record tells how that came about; then where the records end
/// that begin at the release before. So the steps always lead from the release to what is there now.
pub(super) fn step(soup: Placed<'_>, to: &str, known: &Known<'_>) -> Result<Step, Refused> {
    let id = soup.record().id();
    let now = version(soup);
    let head = known.head.and_then(|head| version_in(head, id));
    let release = known.release.and_then(|(tag, release)| Some((tag, version_in(release, id)?)));
    let start = release.as_ref().map(|(_, version)| version.clone()).or(head.clone()).or(now.clone());
    let Some(start) = start else { return Err(Refused::NoVersion { id: id.to_owned() }) };
    let then = known.release.map(|(_, release)| recorded(release)).unwrap_or_default();
    let made = usable(recorded(known.now), &then);
    let covers =
        |from: &str, to: &str| from == to || leads(&made, id, &Some(from.to_owned()), &Some(to.to_owned()));

    let is_there = now.as_deref() == Some(to);
    if is_there && start == to && head.as_deref().is_none_or(|head| head == to) {
        let since = match (&release, &head) {
            (Some((tag, _)), _) => format!("at {tag}"),
            (None, Some(_)) => "at the last commit".to_owned(),
            (None, None) => "before".to_owned(),
        };
        // Without a release the record may have moved in an earlier commit; what tells that is there or is not asked for.
        return match direct(known.now, &made, id, None, to) {
            Some(change) if release.is_none() => {
                Ok(Step { from: to.to_owned(), old: to.to_owned(), recording: Recording::Covered(change) })
            }
            _ => Err(Refused::Same { id: id.to_owned(), version: to.to_owned(), since }),
        };
    }
    // Where the records lead so far: to the version in the work tree, to that of the last commit, or as far as they go.
    let reached =
        |version: &Option<String>| version.clone().filter(|version| version != to && covers(&start, version));
    let from = if is_there { None } else { reached(&now) };
    let from = from.or_else(|| reached(&head));
    let all_the_way = || (is_there && covers(&start, to)).then(|| start.clone());
    let from = from.or_else(all_the_way).unwrap_or_else(|| furthest(&made, id, &start));
    let old = if is_there {
        head.filter(|head| head != to).unwrap_or_else(|| from.clone())
    } else {
        now.clone().unwrap_or_else(|| from.clone())
    };

    let is_undone = !is_there && known.head.and_then(|head| version_in(head, id)).as_deref() == Some(to);
    let recording = if is_undone || from == to {
        Recording::NotNeeded
    } else if is_there && covers(&start, to) && start != to {
        Recording::Covered(direct(known.now, &made, id, Some(&from), to).unwrap_or_default())
    } else if let Some(change) = direct(known.now, &made, id, Some(&from), to) {
        Recording::Covered(change)
    } else if let Some(change) = deferred(known.now, id, &from, to) {
        Recording::Deferred(change)
    } else {
        Recording::New(String::new())
    };
    Ok(Step { from, old, recording })
}

/// Returns the version of a SOUP, where one is written.
fn version(soup: Placed<'_>) -> Option<String> {
    soup.fields::<Soup>()?.version.as_ref().map(|version| version.value.to_string())
}

/// Returns the version of a live SOUP at another moment.
pub(super) fn version_in(dossier: &Dossier, id: &str) -> Option<String> {
    version(dossier.find(id).filter(|record| record.is_live())?)
}

/// Follows the steps from a version for as long as just one leads on.
fn furthest(made: &[Recorded], id: &str, start: &str) -> String {
    let mut seen = vec![start.to_owned()];
    loop {
        let at = seen.last().expect("the start is seen");
        let next: std::collections::BTreeSet<&String> = made
            .iter()
            .filter(|step| step.soup.eq_ignore_ascii_case(id))
            .filter_map(|step| step.versions.as_ref())
            .filter(|(from, _)| from.as_deref() == Some(at))
            .filter_map(|(_, to)| to.as_ref())
            .filter(|to| !seen.contains(to))
            .collect();
        match next.into_iter().collect::<Vec<_>>()[..] {
            [only] => seen.push(only.clone()),
            _ => return seen.pop().expect("the start is seen"),
        }
    }
}

/// Returns the live change that writes down a step, from anywhere where `from` is `None`.
fn direct(dossier: &Dossier, made: &[Recorded], id: &str, from: Option<&str>, to: &str) -> Option<String> {
    let is_it = |step: &Recorded| {
        let Some((start, end)) = &step.versions else { return false };
        step.soup.eq_ignore_ascii_case(id)
            && end.as_deref() == Some(to)
            && from.is_none_or(|from| start.as_deref() == Some(from))
            && made.contains(step)
    };
    let found = dossier.changes().find(|(_, change)| steps(change).iter().any(is_it));
    found.map(|(record, _)| record.record().id().to_owned())
}

/// Returns the live change that writes down a step and puts it off.
fn deferred(dossier: &Dossier, id: &str, from: &str, to: &str) -> Option<String> {
    let is_it = |change: &Change| {
        let text = |part: &Option<crate::field::Text>| part.as_ref().map(|text| text.value.to_string());
        change.decision.as_ref().is_some_and(|decision| decision.value == Decision::Defer)
            && change.changes.iter().any(|step| {
                step.soup.as_ref().is_some_and(|soup| soup.value.eq_ignore_ascii_case(id))
                    && text(&step.from).as_deref() == Some(from)
                    && text(&step.to).as_deref() == Some(to)
            })
    };
    let found = dossier.changes().find(|(_, change)| is_it(change));
    found.map(|(record, _)| record.record().id().to_owned())
}
