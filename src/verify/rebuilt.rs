//! Builds the versions of a site anew, as far as the repository still holds what they were made from.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use jiff::civil::Date;

use super::folder::Folder;
use super::{Error, Verdict, Version};
use crate::reading::{self, Days, Desk};
use crate::site::inputs::{Inputs, Tool};
use crate::site::{self, Extras, Hash, Planned, Request, Which};
use crate::source::{Moment, Source};

/// What came of building anew.
pub(super) struct Rebuild {
    /// The versions, by folder.
    pub versions: Vec<Version>,
    /// What can be said of the root; `None` for a version's folder alone.
    pub root: Option<Verdict>,
    /// The hash of every file that was built, by its path in the site, for each folder of a version, and for the root (`None`).
    pub files: BTreeMap<Option<String>, BTreeMap<String, Hash>>,
}

/// What makes versions be built together: the days that they go by, and whether history was looked at.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Group {
    as_of: Option<Date>,
    /// The day of versions that no tag dates.
    today: Option<Date>,
    no_history: bool,
    config: String,
}

/// Builds what can be built.
pub(super) fn of(
    path: &Path,
    folder: &Folder,
    open: impl Fn(Option<&str>) -> Result<Desk, reading::Error>,
) -> Result<Rebuild, Error> {
    let desk = open(None)?;
    if !desk.source.is_git() {
        return Err(Error::NoRepository { path: desk.source.root().to_owned() });
    }
    let mut rebuild = Rebuild { versions: Vec::new(), root: None, files: BTreeMap::new() };
    let mut groups: BTreeMap<Group, Vec<usize>> = BTreeMap::new();
    for (name, inputs) in &folder.versions {
        let verdict = match inputs {
            None => Verdict::Unjudged {
                reason: format!("{name}data/inputs.json does not say what the version was made from"),
            },
            Some(inputs) => standing(&desk.source, path, inputs)?,
        };
        if let (Some(inputs), Verdict::Equal) = (inputs, &verdict) {
            groups.entry(Group::of(inputs)).or_default().push(rebuild.versions.len());
        }
        let folder = name.trim_end_matches('/').to_owned();
        rebuild.versions.push(Version { folder, inputs: inputs.clone(), verdict, causes: Vec::new() });
    }
    let groups = merged(groups);
    let is_one = groups.len() == 1 && groups[0].1.len() == folder.versions.len();
    for (group, numbers) in &groups {
        let desk = match desk.device(&Moment::Revision("HEAD".to_owned())) {
            Ok(device) if device.config == group.config => &desk,
            // Of several devices, that of the site.
            Ok(_) | Err(_) => &open(Some(&group.config))?,
        };
        build(path, folder, desk, group, numbers, is_one, &mut rebuild);
    }
    if folder.is_whole {
        rebuild.root = Some(match rebuild.files.contains_key(&None) {
            true => Verdict::Equal,
            false => Verdict::Unjudged {
                reason: "the pages around the versions are made of all of them, and not all were built anew together"
                    .to_owned(),
            },
        });
    }
    Ok(rebuild)
}

/// Builds the versions of a group, and takes in what came of it.
fn build(
    path: &Path,
    folder: &Folder,
    desk: &Desk,
    group: &Group,
    numbers: &[usize],
    is_all: bool,
    rebuild: &mut Rebuild,
) {
    let inputs = |number: &usize| {
        rebuild.versions[*number].inputs.as_ref().expect("only versions that say so are built")
    };
    let is_work_tree = |number: &usize| inputs(number).is_of_work_tree();
    let tags = numbers.iter().filter(|number| !is_work_tree(number)).map(inputs);
    let tagged: BTreeSet<String> =
        tags.clone().filter(|inputs| inputs.tag.is_some()).map(|it| it.name.clone()).collect();
    let others: Vec<String> = tags.filter(|inputs| inputs.tag.is_none()).map(|it| it.name.clone()).collect();
    // Without a date from the repository any day will do: none is looked at.
    let today = group.today.unwrap_or(Date::constant(2000, 1, 1));
    let request = |versions: Which, work_tree: bool| Request {
        versions,
        work_tree,
        out: path,
        join: &[],
        days: Days { today, as_of: group.as_of },
        no_history: group.no_history,
        extras: extras(folder),
        theme: None,
        jobs: None,
    };
    let mut requests = Vec::new();
    let work_tree = numbers.iter().any(is_work_tree);
    match (&*others, folder.is_whole) {
        // One release alone goes by its own settings.
        ([], false) if !work_tree => {
            requests.extend(tagged.iter().map(|tag| request(Which::At(format!("refs/tags/{tag}")), false)));
        }
        _ => {
            requests.extend(others.iter().map(|name| request(Which::At(name.clone()), false)));
            if !tagged.is_empty() || work_tree {
                requests.push(request(Which::These(tagged), work_tree));
            }
        }
    }
    let has_root = folder.is_whole && is_all && requests.len() == 1;
    for request in &requests {
        if let Err(error) = take_in(folder, desk, request, numbers, has_root, rebuild) {
            for number in numbers {
                let version = &mut rebuild.versions[*number];
                if version.verdict == Verdict::Equal
                    && !rebuild.files.contains_key(&Some(slashed(folder, version)))
                {
                    version.verdict = Verdict::Unjudged { reason: error.to_string() };
                }
            }
        }
    }
    for number in numbers {
        let version = &mut rebuild.versions[*number];
        if version.verdict == Verdict::Equal && !rebuild.files.contains_key(&Some(slashed(folder, version))) {
            let reason = "the repository's settings no longer make it a release";
            version.verdict = Verdict::Unjudged { reason: reason.to_owned() };
        }
    }
}

fn take_in(
    folder: &Folder,
    desk: &Desk,
    request: &Request<'_>,
    numbers: &[usize],
    has_root: bool,
    rebuild: &mut Rebuild,
) -> Result<(), site::Error> {
    let planned = site::planned_inputs(desk, request)?;
    let mut files = site::hashes(desk, request)?;
    for (Planned { folder: built, name, .. }, now) in planned {
        let of_name = |number: &&usize| {
            rebuild.versions[**number].inputs.as_ref().is_some_and(|inputs| inputs.name == name)
        };
        let Some(number) = numbers.iter().find(of_name) else { continue };
        let version = &mut rebuild.versions[*number];
        version.causes.extend(version.inputs.as_ref().map(|site| site.differences(&now)).unwrap_or_default());
        // A folder that was copied away may be called anything.
        let prefix = format!("{built}/");
        let own: BTreeMap<String, Hash> = match folder.is_whole {
            true => files
                .iter()
                .filter(|(file, _)| file.starts_with(&prefix))
                .map(|(file, hash)| (file.clone(), *hash))
                .collect(),
            false => files
                .iter()
                .filter_map(|(file, hash)| Some((file.strip_prefix(&prefix)?.to_owned(), *hash)))
                .collect(),
        };
        files.retain(|file, _| !file.starts_with(&prefix));
        rebuild.files.insert(Some(slashed(folder, version)), own);
    }
    if has_root {
        rebuild.files.insert(None, files);
    }
    Ok(())
}

/// Returns what else was made of the versions of a site, beside their folders.
fn extras(folder: &Folder) -> Extras {
    let holds = |ending: &str| {
        let file = |version: &String| format!("{}{ending}", version.trim_end_matches('/'));
        folder.is_whole && folder.versions.keys().any(|version| folder.files.contains_key(&file(version)))
    };
    Extras { archive: holds(".zip"), single_file: holds(".html") }
}

/// Returns the folder of a version as the paths of its files begin.
fn slashed(folder: &Folder, version: &Version) -> String {
    if folder.is_whole { format!("{}/", version.folder) } else { String::new() }
}

/// Says whether a version can be built anew: [`Verdict::Equal`] where nothing speaks against it.
fn standing(source: &Source, path: &Path, inputs: &Inputs) -> Result<Verdict, Error> {
    let this = Tool::this();
    let moved = |now: &str, retagged: bool| Verdict::Moved {
        site: inputs.commit.clone().unwrap_or_default(),
        now: now.to_owned(),
        retagged,
    };
    let commit = inputs.commit.clone().unwrap_or_default();
    let missing = || Verdict::MissingCommit { commit: commit.clone() };
    let is_there = source.snapshot(&Moment::Revision(commit.clone())).is_ok();
    if let Some(object) = &inputs.tag {
        let tags = source.tags("*").map_err(reading::Error::from)?;
        let Some(tag) = tags.into_iter().find(|tag| tag.name == inputs.name) else {
            return Ok(if is_there { Verdict::Gone } else { missing() });
        };
        if tag.object != *object {
            let now = tag.commit.as_ref().map_or(&*tag.object, |commit| &commit.id);
            return Ok(moved(now, now == commit));
        }
    } else if !inputs.is_of_work_tree() {
        match source.snapshot(&Moment::Revision(inputs.name.clone())) {
            Ok(snapshot) => match snapshot.commit {
                Some(now) if now.id != commit => return Ok(moved(&now.id, false)),
                Some(_) | None => {}
            },
            Err(_) if is_there => return Ok(Verdict::Gone),
            Err(_) => return Ok(missing()),
        }
    }
    if inputs.tool != this {
        return Ok(Verdict::OtherTool { site: inputs.tool.words(&this), this: this.words(&inputs.tool) });
    }
    if inputs.theme.is_some() {
        return Ok(Verdict::Unjudged {
            reason: "it was given a theme with `--theme`, which the repository does not hold: build it again with that theme, and compare"
                .to_owned(),
        });
    }
    if inputs.commit.is_some() && !is_there {
        return Ok(missing());
    }
    if inputs.is_of_work_tree() {
        if source.is_bare() {
            return Ok(Verdict::Unjudged {
                reason: "it was made of a work tree, and a bare repository has none".to_owned(),
            });
        }
        let now = source.snapshot(&Moment::WorkTree).map_err(reading::Error::from)?.commit;
        if now.map(|commit| commit.id) != inputs.commit {
            let reason = "it was made of a work tree that stood on another commit: nothing but a tag can be built again later";
            return Ok(Verdict::Unjudged { reason: reason.to_owned() });
        }
        let edited = source.edited(&[path.to_owned()]).map_err(reading::Error::from)?;
        if inputs.edited.is_some() && edited.is_some() && inputs.edited != edited {
            let reason = "it was made of a work tree that was edited since: nothing but a tag can be built again later";
            return Ok(Verdict::Unjudged { reason: reason.to_owned() });
        }
    }
    Ok(Verdict::Equal)
}

impl Group {
    fn of(inputs: &Inputs) -> Group {
        let day = inputs.as_of.parse().ok();
        let is_dated = inputs.tag.is_some();
        Group {
            as_of: day.filter(|_| inputs.as_of_given),
            today: day.filter(|_| !inputs.as_of_given && !is_dated),
            no_history: inputs.no_history,
            config: inputs.config.clone(),
        }
    }
}

/// Puts releases, which look at no clock, together with what was built on some day.
fn merged(groups: BTreeMap<Group, Vec<usize>>) -> Vec<(Group, Vec<usize>)> {
    let mut merged: Vec<(Group, Vec<usize>)> = Vec::new();
    // Those that a day was needed for come last.
    for (group, numbers) in groups {
        let fits = |known: &&mut (Group, Vec<usize>)| {
            known.0.today.is_none() && Group { today: None, ..group.clone() } == known.0
        };
        match merged.iter_mut().find(fits) {
            Some((known, all)) => {
                known.today = group.today;
                all.extend(numbers);
            }
            None => merged.push((group, numbers)),
        }
    }
    merged
}
