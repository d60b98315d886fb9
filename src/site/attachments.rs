//! The files that records name, copied so that a version is complete in itself.

use std::collections::BTreeSet;

use crate::reading::{Desk, Reading};
use crate::source;

use super::Error;
use super::version::{Version, resolve};

/// Looks up the files to which bodies link, beside those that fields name.
///
/// # Errors
/// The index cannot be read.
pub fn find(desk: &Desk, reading: &mut Reading) -> Result<(), Error> {
    let dossier = &reading.dossier;
    let records: BTreeSet<&str> = dossier.placed.iter().map(|place| &*place.path).collect();
    let mut named = BTreeSet::new();
    for place in &dossier.placed {
        for destination in destinations(place.record.body()) {
            let Some(path) = resolve(&place.path, destination) else { continue };
            let known = records.contains(&*path) || reading.tree.attachments.contains_key(&*path);
            if !known && dossier.find(destination).is_none() {
                named.insert(path);
            }
        }
    }
    if !named.is_empty() {
        desk.source.attach(&reading.snapshot, &mut reading.tree, &named, &BTreeSet::new())?;
    }
    Ok(())
}

/// Copies the attachments of a version through `put`.
///
/// # Errors
/// One cannot be read or written. A file that is too large is left out; its record says so.
pub fn copy(
    version: &Version<'_>,
    mut put: impl FnMut(&str, &[u8]) -> Result<(), Error>,
) -> Result<(), Error> {
    let reading = &version.read.reading;
    for path in reading.tree.attachments.keys() {
        let Some(file) = version.addresses().attachment(path) else { continue };
        match version.desk.source.bytes(&reading.snapshot, &version.read.planned.device, path) {
            Ok(bytes) => put(file, &bytes.unwrap_or_default())?,
            Err(source::Error::AttachmentTooLarge { bytes, .. }) => {
                let told = format!("{path} holds {bytes} bytes and was not copied into the site.\n");
                put(file, told.as_bytes())?;
            }
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

/// Returns what could be the destination of a link in a body, without reading the Markdown: what it names too much is not
/// there.
fn destinations(body: &str) -> impl Iterator<Item = &str> {
    let inline = body.split("](").skip(1);
    let defined = body.split("]:").skip(1);
    inline.chain(defined).filter_map(|rest| {
        let rest = rest.trim_start_matches([' ', '\t']);
        let end = |character: char| character.is_whitespace() || matches!(character, ')' | '"' | '\'');
        let destination = match rest.strip_prefix('<') {
            Some(rest) => rest.split(['>', '\n']).next()?,
            None => rest.split(end).next()?,
        };
        let is_path = !destination.is_empty() && destination.len() < 4096 && !destination.starts_with('#');
        is_path.then_some(destination)
    })
}
