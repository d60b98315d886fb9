//! What of a site that is there need not be made again: versions whose inputs are the same, and what the root says of them.

use std::path::PathBuf;
use std::sync::Arc;

use super::Extras;
use super::inputs::Inputs;
use super::standing::Standing;
use super::step::Step;
use super::version::Planned;

/// What is there already of one version.
#[derive(Debug, Default)]
pub struct Found {
    /// The site that holds the version's folder, as it would be written now.
    pub folder: Option<Arc<Standing>>,
    /// What it adds over the version before it, from the site that is to be replaced.
    pub step: Option<Step>,
    /// The pages that compare it with others, from the same site: nothing without a step.
    pub compared: Vec<String>,
}

impl Found {
    /// Returns whether nothing about the version is to be made.
    pub fn is_all(&self) -> bool {
        self.folder.is_some() && self.step.is_some()
    }
}

/// Looks for each version in the site that is to be replaced, then in others; `inputs` are those of the versions, in their order,
/// and `extras` what is to be made of them besides.
pub fn find(
    versions: &[Planned],
    inputs: &[Inputs],
    extras: Extras,
    old: Option<&Arc<Standing>>,
    others: &[Arc<Standing>],
) -> Vec<Found> {
    let is_there = |standing: &Standing, number: usize| {
        let version = &versions[number];
        standing.version(&version.folder, &inputs[number]).is_some() && extras.can_be_had(version, standing)
    };
    let mut all = Vec::with_capacity(versions.len());
    for (number, version) in versions.iter().enumerate() {
        let mut sites = old.into_iter().chain(others);
        let mut found =
            Found { folder: sites.find(|site| is_there(site, number)).cloned(), ..Found::default() };
        // What a version adds is a fact of it and of its neighbour: both have to be as they were.
        let neighbour = number.checked_sub(1);
        if let Some(old) = old.filter(|old| is_there(old, number))
            && neighbour.is_none_or(|neighbour| is_there(old, neighbour))
            && let Some(step) = step(old, version)
            && step.neighbour.as_deref() == neighbour.map(|neighbour| &*versions[neighbour].folder)
            && let Some(compared) = compared(old, versions, &step, number, |number| is_there(old, number))
        {
            found.step = Some(step);
            found.compared = compared;
        }
        all.push(found);
    }
    all
}

/// Returns what other sites hold of versions and nobody can use, as the site, the version and the reason.
pub fn refused(
    versions: &[Planned],
    inputs: &[Inputs],
    found: &[Found],
    others: &[Arc<Standing>],
) -> Vec<(PathBuf, String, String)> {
    let mut refused = Vec::new();
    for (number, version) in versions.iter().enumerate().filter(|(number, _)| found[*number].folder.is_none())
    {
        for site in others.iter().filter(|site| site.has(&version.folder)) {
            let reason = match site.sound(&version.folder) {
                None => Some("not as it was written".to_owned()),
                Some(folder) => folder.inputs.differ(&inputs[number]),
            };
            let reason = reason.unwrap_or_else(|| "of a state that has no name".to_owned());
            refused.push((site.folder.clone(), version.name.clone(), reason));
        }
    }
    refused
}

fn step(old: &Standing, version: &Planned) -> Option<Step> {
    let script = String::from_utf8(old.bytes(&Step::file(&version.folder))?).ok()?;
    Step::from_script(&script)
}

/// Returns the pages that compare a version with its neighbour and with the release before it, if they are all there.
fn compared(
    old: &Standing,
    versions: &[Planned],
    step: &Step,
    number: usize,
    is_there: impl Fn(usize) -> bool,
) -> Option<Vec<String>> {
    let neighbour = number.checked_sub(1);
    let previous = step.version.previous.as_ref();
    let previous =
        previous.and_then(|(folder, _)| versions.iter().position(|version| version.folder == *folder));
    let mut pages = Vec::new();
    for before in neighbour.into_iter().chain(previous.filter(|previous| Some(*previous) != neighbour)) {
        let page = step.version.page_since(&versions[before].folder);
        if !is_there(before) || !old.holds(&page) {
            return None;
        }
        pages.push(page);
    }
    Some(pages)
}
