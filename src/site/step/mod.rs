//! What one version adds over the version before it in the site, as a value that travels: whatever the root of the site says
//! is folded from the steps, oldest first, and any two versions are compared by putting the steps between them together.
//!
//! Every fact in a step is a fact of the one version or of the other, never of how the two were compared, so that a step put
//! together from several says what one step over the same way would.

use serde::{Deserialize, Serialize};

use super::state::State;

mod delta;
mod fold;
mod make;
#[cfg(test)]
mod tests;

pub use delta::{Delta, deltas, shown};
pub use fold::{Composed, Fold, Lived, Stay, compose};
pub use make::Faces;

/// The name and number of this form.
const SCHEMA: &str = "tureen/step/1";

/// What stands before and after the value in its script.
const WRAPPER: (&str, &str) = ("TUREEN_STEP(", ");\n");

/// What one version adds over the version before it in the site.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// The name and number of this form.
    pub schema: String,
    /// The version.
    pub version: Summary,
    /// The folder of the version before it in the site; the first has none, and lists its records without their fields.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub neighbour: Option<String>,
    /// The records of which anything is new, by key.
    pub records: Vec<Entry>,
    /// The records that are gone, by key.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gone: Vec<Gone>,
    /// The commits that the records name by their number here.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub commits: Vec<CommitFace>,
}

/// What the root of the site says of a version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// What it is called.
    pub name: String,
    /// Its folder.
    pub folder: String,
    /// The day of the release.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// The day by which it is judged.
    pub as_of: String,
    /// The commit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub commit: Option<String>,
    /// Whether a release tag names it.
    pub released: bool,
    /// Whether it is the work tree.
    pub work_tree: bool,
    /// The folder and the name of the release before it on its line, whether that is built or not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous: Option<(String, String)>,
    /// How many records there are, unreadable ones counted in.
    pub records: usize,
    /// How it stands.
    pub total: State,
    /// Whether all of history was there to look at.
    pub complete: bool,
    /// The device, as this version names it.
    pub device: Device,
    /// The language that its pages speak.
    pub language: String,
}

/// What frames and headings say of the device.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Device {
    /// Its name.
    pub name: String,
    /// Its number at the manufacturer's.
    pub id: String,
    /// The manufacturer.
    pub manufacturer: String,
    /// What the file as a whole is called.
    pub title: String,
}

/// A record of which anything is new.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// What tells it from all others: its id in lower case, or `file:` and the path where no id does.
    pub key: String,
    /// What told it from all others in the version before, where that was something else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub was: Option<String>,
    /// What it is now.
    pub face: Face,
    /// What it was in the version before; nothing where it was not there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Face>,
    /// What differs in its fields; of a record that is new, everything.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<Delta>,
    /// The commits that touched it since the version before, newest first, by their number in the step.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub commits: Vec<usize>,
}

/// A record that is gone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gone {
    /// What told it from all others.
    pub key: String,
    /// What it was.
    pub before: Face,
    /// Everything that was written in it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<Delta>,
}

/// What can be said of a record in one version, besides its fields.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Face {
    /// The id as it is written; empty where there is none.
    pub id: String,
    /// The name of the kind.
    pub kind: String,
    /// The title.
    pub title: String,
    /// The file's path from the repository's root.
    pub path: String,
    /// The page, from the version's folder.
    pub page: String,
    /// The version of a SOUP.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub version: String,
    /// Whether it is no longer in use.
    #[serde(default, skip_serializing_if = "is_false")]
    pub retired: bool,
    /// How it stands.
    pub state: State,
    /// The safety class, and why it has that; nothing where it is judged without.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class: Option<(String, String)>,
    /// What tells its text from another, empty where there is none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub body: String,
    /// Why the file cannot be read as a record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unreadable: Option<String>,
}

/// A commit, as pages list it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommitFace {
    /// The object id as hex digits.
    pub id: String,
    /// The author's date.
    pub date: String,
    /// The first paragraph of its message.
    pub subject: String,
    /// The author's name.
    pub author: String,
    /// The first release that contains it, of those that the version stands on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub release: Option<String>,
}

fn is_false(value: &bool) -> bool {
    !value
}

impl Step {
    /// Returns the step as a script that hands it to `TUREEN_STEP`: a page opened from a disk can load nothing else.
    pub fn to_script(&self) -> String {
        let json = serde_json::to_string(self).expect("a step is plain data");
        // In a script of its own nothing can end the script; a reader who embeds it should not have to know.
        format!("{}{}{}", WRAPPER.0, json.replace('<', "\\u003c"), WRAPPER.1)
    }

    /// Reads a step back from its script; `None` where that is none of this form.
    pub fn from_script(script: &str) -> Option<Step> {
        let json = script.strip_prefix(WRAPPER.0)?.strip_suffix(WRAPPER.1)?;
        serde_json::from_str(json).ok().filter(|step: &Step| step.schema == SCHEMA)
    }

    /// Returns the file that the step is written to, from the root of the site.
    pub fn file(folder: &str) -> String {
        format!("compare/data/{folder}.js")
    }
}

impl Summary {
    /// Returns the page that compares an earlier version with this one.
    pub fn page_since(&self, before: &str) -> String {
        format!("compare/{before}..{}.html", self.folder)
    }
}
