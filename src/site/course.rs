//! The course of a build: versions are read one after the other, oldest first, each while the pages of the one before are made.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::again::{self, Found};
use super::build::Build;
use super::inputs::Inputs;
use super::judged::Line;
use super::look::Looks;
use super::standing::Standing;
use super::step::Summary;
use super::theme::Theme;
use super::version::Planned;
use super::write::{self, Hash, Outcome, Writer};
use super::{Built, Error, Extras, Plan, Request, plan};
use crate::reading::Desk;

/// Builds the site on the threads that are there.
pub(super) fn here(desk: &Desk, request: &Request<'_>) -> Result<Built, Error> {
    let Plan { versions, skipped } = plan(desk, request)?;
    let theme = request.theme.as_deref().map(Theme::on_disk).transpose()?;
    let digest = theme.as_ref().map(Theme::digest);
    let looks = Looks::new(desk, theme);
    let inputs = versions.iter().map(|version| Inputs::of(desk, request, version, digest.clone()));
    let inputs = inputs.collect::<Result<Vec<_>, Error>>()?;
    // Whoever is overtaken by another build relies on nothing that is there.
    for reuse in [true, false] {
        let out = write::whole(request.out)?;
        let standing = Standing::of(&out)?.filter(|_| reuse).map(Arc::new);
        let others = request.join.iter().map(|folder| Standing::to_join(folder).map(Arc::new));
        let others = others.collect::<Result<Vec<_>, Error>>()?;
        let extras = request.extras;
        let found = again::find(&versions, &inputs, extras, standing.as_ref(), &others);
        let kept = found.iter().filter(|found| found.folder.is_some()).count();
        let refused = again::refused(&versions, &inputs, &found, &others);
        if let Some(standing) = standing.as_ref().filter(|standing| {
            standing.is_whole
                && standing.versions() == versions.len()
                && found.iter().all(Found::is_all)
                && versions.iter().all(|version| extras.are_all(version, standing))
        }) {
            let extras = versions.iter().flat_map(|version| extras.files(version));
            let extras = extras.map(|file| (standing.bytes(&file).map_or(0, |bytes| bytes.len()), file));
            let extras = extras.map(|(bytes, file)| (file, bytes)).collect();
            let summaries = found.into_iter().filter_map(|found| Some(found.step?.version));
            let versions: Vec<Summary> = summaries.collect();
            let (pages, complete) = (standing.pages, !desk.source.is_shallow());
            let faults = Vec::new();
            return Ok(Built {
                versions,
                pages,
                kept,
                refused,
                extras,
                unchanged: true,
                skipped,
                complete,
                faults,
            });
        }
        let wanted = (0..versions.len()).filter(|number| !found[*number].is_all()).collect();
        let writer = Writer::begin(request.out, standing)?;
        let mut built = through(desk, request, (&versions, &inputs), (found, wanted), &looks, &writer)?;
        built.skipped.clone_from(&skipped);
        built.kept = kept;
        built.refused = refused;
        built.faults = looks.faults();
        match writer.finish()? {
            Outcome::Overtaken => {}
            Outcome::Replaced => return Ok(built),
            Outcome::Unchanged => return Ok(Built { unchanged: true, ..built }),
        }
    }
    Err(Error::Write { path: request.out.to_owned(), reason: "another build is writing there".to_owned() })
}

/// Builds the site into nothing but the hashes of its files; what lies in its place is not relied on.
pub(super) fn hashes(desk: &Desk, request: &Request<'_>) -> Result<BTreeMap<String, Hash>, Error> {
    let Plan { versions, .. } = plan(desk, request)?;
    let inputs = versions.iter().map(|version| Inputs::of(desk, request, version, None));
    let inputs = inputs.collect::<Result<Vec<_>, Error>>()?;
    let (found, wanted) = versions.iter().enumerate().map(|(number, _)| (Found::default(), number)).unzip();
    let writer = Writer::hashing(request.extras != Extras::default());
    through(desk, request, (&versions, &inputs), (found, wanted), &Looks::new(desk, None), &writer)?;
    Ok(writer.into_hashes())
}

/// Puts all versions, and what stands around them, through a writer: those `wanted` by their number are made, and of the others
/// it was `found` what is there.
fn through(
    desk: &Desk,
    request: &Request<'_>,
    (versions, inputs): (&[Planned], &[Inputs]),
    (found, wanted): (Vec<Found>, Vec<usize>),
    looks: &Looks,
    writer: &Writer,
) -> Result<Built, Error> {
    let mut build = Build::begin(desk, versions, found, looks, writer)?;
    build.wanted = request.extras;
    let mut line = Line::of(desk, request, versions, wanted)?;
    let mut next = line.judge_next()?;
    while let Some(now) = next {
        // The next version is read and judged while the pages of this one are made.
        line.pass(&now);
        let is_last = line.is_over();
        let inputs = &inputs[now.number];
        let (made, judged) = rayon::join(|| build.version(now, inputs, is_last), || line.judge_next());
        made?;
        next = judged?;
    }
    build.keep_until(versions.len())?;
    build.finish()
}
