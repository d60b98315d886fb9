//! What decides about the bytes of a version's folder: the same inputs give the same folder, and each folder holds its own as
//! `data/inputs.json`. By them a build tells what it need not write again, and `verify` how to build it anew.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::version::{Planned, Version};
use super::{Error, Request};
use crate::reading::{Desk, compare_versions};
use crate::source::{AttachmentState, Moment};

/// The file that holds the inputs, from the version's folder.
pub const FILE: &str = "data/inputs.json";

/// What the file calls its own form.
const SCHEMA: &str = "tureen/inputs/1";

/// What `moment` says of the work tree.
const WORK_TREE: &str = "work-tree";

/// What decides about the bytes of a version's folder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inputs {
    /// The form of this file: `tureen/inputs/1`.
    pub schema: String,
    /// Which tool.
    pub tool: Tool,
    /// What the version is called: the tag, the revision as asked for, or `work tree`.
    pub name: String,
    /// `work-tree` or `revision`.
    pub moment: String,
    /// The commit, as hex digits: of the work tree that of `HEAD`.
    pub commit: Option<String>,
    /// The object id of that commit's tree.
    pub tree: Option<String>,
    /// The object id of the tag, which of a lightweight one is that of the commit.
    pub tag: Option<String>,
    /// A digest of every file in which the work tree differs from the commit; `None` where there is no cheap one, and for
    /// revisions.
    pub edited: Option<String>,
    /// The device's `tureen.toml`, from the repository's root.
    pub config: String,
    /// A digest of the names and object ids of the releases that may come before it.
    pub releases: String,
    /// The day by which it is judged, as `YYYY-MM-DD`.
    pub as_of: String,
    /// Whether that day was given, rather than read from the tag or the clock.
    pub as_of_given: bool,
    /// Whether it was judged without history.
    pub no_history: bool,
    /// The digest of a theme that was given to all versions, as hex digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub theme: Option<String>,
    /// Whether all of history was there.
    pub complete: bool,
}

/// The tool that made a folder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tool {
    /// `tureen`.
    pub name: String,
    /// Its version number.
    pub version: String,
    /// The digest of its sources, as hex digits.
    pub sources: String,
}

impl Tool {
    /// Returns this tool.
    pub fn this() -> Tool {
        Tool {
            name: "tureen".to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            sources: env!("TUREEN_SOURCES").to_owned(),
        }
    }

    /// Returns the tool in words that tell it from another one: its sources are named where the version does not.
    pub fn words(&self, other: &Tool) -> String {
        let Tool { name, version, sources } = self;
        let short = sources.get(..10).unwrap_or(sources);
        let told = (name, version) != (&other.name, &other.version);
        if told { format!("{name} {version}") } else { format!("{name} {version} (sources {short})") }
    }
}

impl Inputs {
    /// Returns the inputs of a version that is to be built.
    ///
    /// # Errors
    /// The tags or the state of the work tree cannot be read.
    pub fn of(
        desk: &Desk,
        request: &Request<'_>,
        planned: &Planned,
        theme: Option<String>,
    ) -> Result<Inputs, Error> {
        let is_work_tree = planned.moment == Moment::WorkTree;
        let date = planned.tag.as_ref().and_then(|tag| tag.date);
        let as_of = request.days.as_of.or(date).unwrap_or(request.days.today);
        let skip: Vec<PathBuf> = request.join.iter().cloned().chain([request.out.to_owned()]).collect();
        let mut releases = Sha256::new();
        for tag in &desk.releases(&planned.tags)?.tags {
            // A later release is never looked back at.
            let is_later =
                planned.tag.as_ref().is_some_and(|own| compare_versions(&tag.name, &own.name).is_ge());
            if !is_later {
                releases.update(format!("{}\0{}\0", tag.name, tag.object));
            }
        }
        Ok(Inputs {
            schema: SCHEMA.to_owned(),
            tool: Tool::this(),
            name: planned.name.clone(),
            moment: if is_work_tree { WORK_TREE } else { "revision" }.to_owned(),
            commit: planned.commit.clone(),
            tree: planned.tree.clone(),
            tag: planned.tag.as_ref().map(|tag| tag.object.clone()),
            edited: if is_work_tree { desk.source.edited(&skip)? } else { None },
            config: planned.device.config.clone(),
            releases: releases.finalize().iter().map(|byte| format!("{byte:02x}")).collect(),
            as_of: as_of.to_string(),
            as_of_given: request.days.as_of.is_some(),
            no_history: request.no_history,
            theme,
            complete: !desk.source.is_shallow(),
        })
    }

    /// Returns the inputs with what is known once the records are read: a file that is not there may come, in a place of which
    /// git says nothing, so the state of the work tree has no name then.
    pub fn with_attachments(mut self, version: &Version<'_>) -> Inputs {
        let mut attachments = version.read.reading.tree.attachments.values();
        if !attachments.all(|known| matches!(known.state, AttachmentState::Found { .. })) {
            self.edited = None;
        }
        self
    }

    /// Returns the text of the file.
    pub fn to_json(&self) -> String {
        let mut text = serde_json::to_string_pretty(self).expect("texts and switches can be written");
        text.push('\n');
        text
    }

    /// Reads the text of the file; `None` where it is of another form.
    pub fn from_json(text: &str) -> Option<Inputs> {
        serde_json::from_str(text).ok().filter(|inputs: &Inputs| inputs.schema == SCHEMA)
    }

    /// Says in a phrase what first tells these inputs from others of a version of that name; `None` where nothing does.
    pub fn differ(&self, other: &Inputs) -> Option<String> {
        let short = |id: &Option<String>| id.as_deref().map_or("none", super::html::short).to_owned();
        if self.tool.version != other.tool.version {
            Some(format!("made by tureen {}", self.tool.version))
        } else if self.tool != other.tool {
            Some(format!("made by another build of tureen {}", self.tool.version))
        } else if self.commit != other.commit {
            Some(format!("made from commit {}, not {}", short(&self.commit), short(&other.commit)))
        } else if self.as_of != other.as_of || self.as_of_given != other.as_of_given {
            Some(format!("judged as of {}, not {}", self.as_of, other.as_of))
        } else if self.tag != other.tag {
            Some("made of another tag object".to_owned())
        } else if self.releases != other.releases {
            Some("made with other releases before it".to_owned())
        } else {
            (self != other).then(|| "made from other inputs".to_owned())
        }
    }

    /// Returns whether the version is the work tree.
    pub fn is_of_work_tree(&self) -> bool {
        self.moment == WORK_TREE
    }

    /// Says in words in what these inputs differ from those of now; each may make pages differ.
    pub fn differences(&self, now: &Inputs) -> Vec<String> {
        let values = |inputs: &Inputs| serde_json::to_value(inputs).ok();
        let (Some(Value::Object(old)), Some(Value::Object(new))) = (values(self), values(now)) else {
            return Vec::new();
        };
        let shown = |value: Option<&Value>| match value {
            None | Some(Value::Null) => "nothing".to_owned(),
            Some(Value::String(text)) => text.clone(),
            Some(other) => other.to_string(),
        };
        let differing = new.iter().filter(|(key, value)| old.get(*key) != Some(value));
        let said = differing.map(|(key, value)| match &**key {
            "releases" => {
                "the releases before it are not those of then: one has come, gone or moved".to_owned()
            }
            "edited" => "the work tree may have been edited since".to_owned(),
            "complete" => "history is cut off here, or was then".to_owned(),
            key => format!("{key} was {} and is {}", shown(old.get(key)), shown(Some(value))),
        });
        said.collect()
    }

    /// Returns whether equal inputs mean equal folders: not where the work tree's state has no name, or history is cut off.
    pub fn are_telling(&self) -> bool {
        self.complete && self.commit.is_some() && (self.moment != WORK_TREE || self.edited.is_some())
    }
}
