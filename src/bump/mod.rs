//! Bump: which edits move a SOUP to another version.
//!
//! In go the dossiers of the work tree, of its last commit and of the release before, with what was asked for; out comes a
//! [`Plan`]: the texts to be written and what a person has to look at. Only what the version itself says is edited. What
//! is true of the version before alone is taken out, what may be is named; nothing is made up.

use std::sync::Arc;

use jiff::civil::Date;

use crate::dossier::{Dossier, Placed, Target};
use crate::record::{Kind, Soup};
use crate::text::nearest;
use crate::trace::package::Package;
use crate::version::{Direction, direction, purl_type};

mod change;
mod identity;
mod recorded;
mod refused;

#[cfg(test)]
mod tests;

pub use recorded::Recording;
pub use refused::Refused;

/// What is known of the moments that a move is about.
#[derive(Clone, Copy)]
pub struct Known<'d> {
    /// The work tree.
    pub now: &'d Dossier,
    /// The last commit; `None` where there is none.
    pub head: Option<&'d Dossier>,
    /// The release before the work tree, with its tag's name.
    pub release: Option<(&'d str, &'d Dossier)>,
    /// The day on which the move is asked for.
    pub today: Date,
}

/// The edits that move a SOUP.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Its id, as the record writes it.
    pub soup: String,
    /// Its title.
    pub title: String,
    /// The version that it moves from.
    pub from: String,
    /// The version that it moves to.
    pub to: String,
    /// Which of the two comes later.
    pub direction: Direction,
    /// The change record that tells the step.
    pub recording: Recording,
    /// What is written, the change record last.
    pub files: Vec<Edited>,
    /// What a person has to look at, as statements.
    pub notes: Vec<String>,
}

/// A file that is written, or written anew.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edited {
    /// Its path from the repository's root.
    pub path: String,
    /// Its text so far; `None` for a new file.
    pub before: Option<Arc<str>>,
    /// Its text to be.
    pub after: Arc<str>,
    /// The fields that are set.
    pub fields: Vec<String>,
}

/// Plans the move of the SOUP called `asked` (its id, title or package URL) to `version`.
///
/// `is_taken` says of a path from the repository's root whether a file stands there that the work tree does not show.
///
/// # Errors
/// There is no such SOUP, its record cannot be edited, or the version is no exact one or the one that it has.
pub fn plan(
    asked: &str,
    version: &str,
    known: &Known<'_>,
    is_taken: &dyn Fn(&str) -> bool,
) -> Result<Plan, Refused> {
    let version = version.trim();
    let soup = find(known.now, asked)?;
    if let Some(why) = crate::rules::why_not_pinned(version) {
        return Err(Refused::NotExact(why));
    }
    if version.contains(char::is_control) {
        return Err(Refused::NotExact("a version is one line of text".to_owned()));
    }
    let fields = soup.fields::<Soup>().expect("it was found among the SOUP");
    let step = recorded::step(soup, version, known)?;
    let package = fields.purl.as_ref().and_then(|purl| purl_type(&purl.value));
    let mut notes = Vec::new();
    let mut files: Vec<Edited> =
        identity::edit(soup, &step.old, version, known, &mut notes)?.into_iter().collect();
    let title = if soup.record().title().is_empty() { soup.record().id() } else { soup.record().title() };
    let recording = match step.recording {
        Recording::New(_) => {
            let (id, file) = change::record(soup, title, &step.from, version, known, is_taken)?;
            files.push(file);
            Recording::New(id)
        }
        other => other,
    };
    Ok(Plan {
        soup: soup.record().id().to_owned(),
        title: title.to_owned(),
        direction: direction(&step.from, version, package.as_deref()),
        from: step.from,
        to: version.to_owned(),
        recording,
        files,
        notes,
    })
}

/// Returns the one live SOUP that is called so.
fn find<'d>(dossier: &'d Dossier, asked: &str) -> Result<Placed<'d>, Refused> {
    let asked = asked.trim();
    let found = match dossier.target(asked) {
        Target::Record(record) => vec![record],
        Target::Malformed(file) => {
            let (problem, text) = (&file.malformed.problem, &file.malformed.text);
            return Err(Refused::Unreadable {
                path: dossier.repository_path(&file.path),
                line: text.position(problem.at.start).line,
                reason: problem.message.clone(),
            });
        }
        Target::Misnamed(_) | Target::Missing => by_name(dossier, asked),
    };
    let live: Vec<Placed<'d>> = found.iter().copied().filter(|record| record.is_live()).collect();
    match (&live[..], &found[..]) {
        ([one], _) if one.kind() != Kind::Soup => {
            Err(Refused::OtherKind { id: one.record().id().to_owned(), kind: one.kind().card().noun })
        }
        ([one], _) => Ok(*one),
        ([], [retired, ..]) => Err(Refused::Retired { id: retired.record().id().to_owned() }),
        ([], []) => Err(Refused::Unknown { asked: asked.to_owned(), near: near(dossier, asked) }),
        (several, _) => {
            let ids = several.iter().map(|record| record.record().id().to_owned()).collect();
            Err(Refused::Several { asked: asked.to_owned(), ids })
        }
    }
}

/// Returns the SOUP with that package or title.
fn by_name<'d>(dossier: &'d Dossier, asked: &str) -> Vec<Placed<'d>> {
    let package = Package::parse(asked);
    let is_called = |record: &Placed<'d>| match &package {
        Some(package) => {
            let purl = record.fields::<Soup>().and_then(|soup| soup.purl.as_ref());
            purl.and_then(|purl| Package::parse(&purl.value)).is_some_and(|own| own.is_same(package))
        }
        None => !asked.is_empty() && record.record().title().eq_ignore_ascii_case(asked),
    };
    dossier.of_kind(Kind::Soup).filter(|record| record.is_addressable()).filter(is_called).collect()
}

/// Returns the id or title that was probably meant.
fn near(dossier: &Dossier, asked: &str) -> Option<String> {
    let soups = || dossier.soups().map(|(record, _)| record.record());
    let title = nearest(asked, soups().map(|record| record.title()).filter(|title| !title.is_empty()));
    let by_title = title.and_then(|title| soups().find(|record| record.title() == title));
    let by_title = by_title.map(|record| format!("{} ({})", record.id(), record.title()));
    nearest(asked, soups().map(|record| record.id())).map(str::to_owned).or(by_title)
}
