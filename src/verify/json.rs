//! What came of looking at a site, for machines: one JSON document, `tureen/verify/1`.

use serde::Serialize;

use super::{Difference, Standing, Verdict, Verified, Version};
use crate::report::json;

/// The name and version of the format.
pub const SCHEMA: &str = "tureen/verify/1";

/// Writes the document, with a newline at its end.
pub fn render(verified: &Verified) -> String {
    let manifests = verified.manifests.iter().map(|manifest| Manifest {
        file: &manifest.file,
        there: manifest.is_there,
        listed: manifest.listed,
        broken_lines: &manifest.broken,
    });
    let document = Document {
        schema: SCHEMA,
        tool: json::Tool::this(),
        standing: match verified.standing() {
            Standing::Equal => "equal",
            Standing::Unjudged => "unjudged",
            Standing::Differs => "differs",
        },
        site: if verified.is_whole { "whole" } else { "version" },
        manifest_only: verified.manifest_only,
        files: verified.files,
        manifests: manifests.collect(),
        versions: verified.versions.iter().map(Told::of).collect(),
        root: verified.root.as_ref(),
        differences: &verified.differences,
    };
    let mut text = serde_json::to_string_pretty(&document).expect("every key is a text");
    text.push('\n');
    text
}

#[derive(Serialize)]
struct Document<'v> {
    schema: &'static str,
    tool: json::Tool,
    standing: &'static str,
    site: &'static str,
    manifest_only: bool,
    files: usize,
    manifests: Vec<Manifest<'v>>,
    versions: Vec<Told<'v>>,
    root: Option<&'v Verdict>,
    differences: &'v [Difference],
}

#[derive(Serialize)]
struct Manifest<'v> {
    file: &'v str,
    there: bool,
    listed: usize,
    broken_lines: &'v [usize],
}

#[derive(Serialize)]
struct Told<'v> {
    folder: &'v str,
    name: Option<&'v str>,
    commit: Option<&'v str>,
    tag: Option<&'v str>,
    as_of: Option<&'v str>,
    made_by: Option<String>,
    causes: &'v [String],
    #[serde(flatten)]
    verdict: &'v Verdict,
}

impl<'v> Told<'v> {
    fn of(version: &'v Version) -> Told<'v> {
        let inputs = version.inputs.as_ref();
        Told {
            folder: &version.folder,
            name: inputs.map(|inputs| &*inputs.name),
            commit: inputs.and_then(|inputs| inputs.commit.as_deref()),
            tag: inputs.and_then(|inputs| inputs.tag.as_deref()),
            as_of: inputs.map(|inputs| &*inputs.as_of),
            made_by: inputs.map(|inputs| format!("{} {}", inputs.tool.name, inputs.tool.version)),
            causes: &version.causes,
            verdict: &version.verdict,
        }
    }
}
