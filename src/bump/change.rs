//! The change record: the draft that a review would ask for, under an id that is free on this disk as well.

use std::sync::Arc;

use super::{Edited, Known, Refused};
use crate::dossier::{Dossier, Placed, Target};
use crate::edit;
use crate::record::Kind;
use crate::review::owed::draft::{Step, change_record};

/// Returns the record of a step, its questions open, under the next id that is free.
pub(super) fn record(
    soup: Placed<'_>,
    title: &str,
    from: &str,
    to: &str,
    known: &Known<'_>,
    is_taken: &dyn Fn(&str) -> bool,
) -> Result<(String, Edited), Refused> {
    let (id, path) = next(known.now, is_taken);
    let step = Step {
        soup: soup.record().id().to_owned(),
        title: title.to_owned(),
        versions: Some((Some(from.to_owned()), Some(to.to_owned()))),
        classes: None,
    };
    let draft = change_record(known.now, &[step], known.today);
    let text =
        edit::set(&draft.text, "id", &id).map_err(|error| Refused::Edit { path: path.clone(), error })?;
    let crlf = soup.record().text.contains("\r\n");
    let after = if crlf { text.replace('\n', "\r\n") } else { text };
    Ok((id, Edited { path, before: None, after: after.into(), fields: Vec::new() }))
}

/// Returns the next id, in the style of the changes that are there, and the path of its file from the repository's root.
fn next(dossier: &Dossier, is_taken: &dyn Fn(&str) -> bool) -> (String, String) {
    let folder = dossier.config.folder(Kind::Change);
    let default = folder.prefixes.first().map_or("CR-", String::as_str);
    // The newest change by number shows how ids and folders are written here.
    let newest = dossier
        .of_kind(Kind::Change)
        .filter_map(|record| {
            let id = record.record().id();
            let digits = id.len() - id.trim_end_matches(|digit: char| digit.is_ascii_digit()).len();
            let (start, digits) = id.split_at(id.len() - digits);
            let is_prefix = folder.prefixes.iter().any(|prefix| prefix.eq_ignore_ascii_case(start));
            let number: u64 = digits.parse().ok().filter(|_| is_prefix)?;
            Some((number, start.to_owned(), digits.len(), record.path().to_owned()))
        })
        .max();
    let fallback =
        || (0, default.to_owned(), 3, format!("{}/{}/x.md", dossier.config.records.root, folder.folder));
    let (number, prefix, width, beside) = newest.unwrap_or_else(fallback);
    let below = beside.rsplit_once('/').map_or("", |(folder, _)| folder);
    let is_known = |id: &str, path: &str| {
        let files = dossier.placed.iter().map(|place| &place.path);
        let files = files.chain(dossier.malformed.iter().map(|file| &file.path));
        let is_file = |file: &Arc<str>| {
            let name = file.rsplit('/').next().unwrap_or(file);
            name.len() == id.len() + 3 && name[..id.len()].eq_ignore_ascii_case(id)
        };
        !matches!(dossier.target(id), Target::Missing) || files.into_iter().any(is_file) || is_taken(path)
    };
    (number + 1..)
        .map(|number| {
            let id = format!("{prefix}{number:0width$}");
            let path = dossier.repository_path(&format!("{below}/{id}.md"));
            (id, path)
        })
        .find(|(id, path)| !is_known(id, path))
        .expect("there are more numbers than files")
}
