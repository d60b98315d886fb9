//! What came of looking at a site, for people.

use super::{Difference, Standing, Verdict, Verified, Version};
use crate::text::printable;

/// How many files of a version are named; the rest is counted.
const SHOWN: usize = 20;

/// Writes the lines, with a newline at their end. `name` is what the folder is called.
pub fn render(verified: &Verified, name: &str) -> String {
    let mut text = String::new();
    for manifest in &verified.manifests {
        let file = printable(&manifest.file).into_owned();
        if !manifest.is_there {
            text += &format!("{file}: there is no manifest\n");
        }
        if let [first, rest @ ..] = &*manifest.broken {
            let more = if rest.is_empty() { String::new() } else { format!(" and {} more", rest.len()) };
            text += &format!("{file}: line {first}{more} cannot be read\n");
        }
    }
    for version in &verified.versions {
        text += &said(version, verified);
    }
    if let Some(root) = &verified.root {
        let own: Vec<&Difference> = verified
            .differences
            .iter()
            .filter(|difference| of_version(verified, &difference.file).is_none())
            .collect();
        let standing = match root {
            Verdict::Equal => "every page around the versions is as it is built".to_owned(),
            Verdict::Unjudged { reason } => format!("not compared: {reason}"),
            Verdict::Differs => "the pages around the versions are not as they are built".to_owned(),
            Verdict::NotAsked if own.is_empty() => "as its manifest says".to_owned(),
            Verdict::NotAsked => "not as its manifest says".to_owned(),
            Verdict::Moved { .. }
            | Verdict::Gone
            | Verdict::MissingCommit { .. }
            | Verdict::OtherTool { .. } => "not compared".to_owned(),
        };
        text += &format!("{}: {standing}\n{}", "the root", files(&own, true));
    }
    text += &match verified.standing() {
        Standing::Equal if verified.manifest_only => format!(
            "\n{name}: every file is as the manifests say. A page that was edited together with its manifest is not found in this way:\nwithout --manifest-only, in a clone of the repository, every page is built anew and compared.\n"
        ),
        Standing::Equal => {
            format!("\n{name} is what this repository gives: every file is the same when it is built anew.\n")
        }
        Standing::Unjudged => {
            format!("\n{name} is as its manifests say, and not all of it could be built anew.\n")
        }
        Standing::Differs if verified.manifest_only => format!("\n{name} is not as its manifests say.\n"),
        Standing::Differs => format!("\n{name} is not what this repository gives.\n"),
    };
    text
}

/// Says how a version stands.
fn said(version: &Version, verified: &Verified) -> String {
    let own: Vec<&Difference> = verified
        .differences
        .iter()
        .filter(|difference| of_version(verified, &difference.file) == Some(&version.folder))
        .collect();
    let inputs = version.inputs.as_ref();
    let name = inputs.map_or_else(|| version.folder.clone(), |inputs| inputs.name.clone());
    let short = |id: &str| id.get(..10).unwrap_or(id).to_owned();
    let commit = inputs.and_then(|inputs| inputs.commit.as_deref()).map(short);
    let made = inputs.map(|inputs| {
        let given = if inputs.as_of_given { ", a day that was given" } else { "" };
        let commit = commit.as_ref().map(|commit| format!("commit {commit}, ")).unwrap_or_default();
        format!(" ({commit}as of {}{given}, by {} {})", inputs.as_of, inputs.tool.name, inputs.tool.version)
    });
    let standing = match &version.verdict {
        Verdict::Equal if own.is_empty() => "every file is as it is built".to_owned(),
        Verdict::Equal => "as it is built, and its manifest is not".to_owned(),
        Verdict::Differs => "not as it is built".to_owned(),
        Verdict::Moved { site, now, retagged: false } => format!(
            "moved: the site is of commit {}, and {name} leads to {} now. It is not built anew",
            short(site),
            short(now)
        ),
        Verdict::Moved { .. } => {
            "tagged anew: the tag leads to the same commit, and is another object than the site's. It is not built anew".to_owned()
        }
        Verdict::Gone => format!("there is no {name} in this repository, though its commit is there. It is not built anew"),
        Verdict::MissingCommit { commit } => format!(
            "not judged: this repository has no commit {}. It is another repository, or its history was cut off or rewritten",
            short(commit)
        ),
        Verdict::OtherTool { site, this } => format!(
            "not judged: {site} made it and this is {this}, which may write other bytes. What the manifest says still holds; to build it anew, use the tool that made it"
        ),
        Verdict::Unjudged { reason } => format!("not judged: {reason}"),
        Verdict::NotAsked if own.is_empty() => "as its manifest says".to_owned(),
        Verdict::NotAsked => "not as its manifest says".to_owned(),
    };
    let mut text = format!("{}{}: {standing}\n", printable(&name), printable(&made.unwrap_or_default()));
    if version.verdict == Verdict::Differs {
        for cause in &version.causes {
            text += &format!("  perhaps because {}\n", printable(cause));
        }
    }
    text + &files(&own, version.causes.is_empty())
}

fn files(differences: &[&Difference], is_same_input: bool) -> String {
    let lines = differences.iter().take(SHOWN);
    let mut text: String = lines
        .map(|difference| format!("  {} {}\n", printable(&difference.file), difference.words(is_same_input)))
        .collect();
    if differences.len() > SHOWN {
        text += &format!("  and {} more, which `--format json` names\n", differences.len() - SHOWN);
    }
    text
}

/// Returns the folder of the version that a file belongs to, without a slash.
fn of_version<'v>(verified: &'v Verified, file: &str) -> Option<&'v String> {
    let folders = verified.versions.iter().map(|version| &version.folder);
    if !verified.is_whole {
        return folders.into_iter().next();
    }
    let (first, _) = file.split_once('/')?;
    folders.into_iter().find(|folder| *folder == first)
}
