//! Records that are not there yet, as far as the others tell what stands in them.

use std::fmt::Write;

use jiff::civil::Date;

use crate::dossier::{Dossier, Placed};
use crate::record::Kind;
use crate::record::Soup;
use crate::standard::Class;

/// A record that is not there yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Its id: the next free one.
    pub id: String,
    /// The path of its file from the repository's root.
    pub path: String,
    /// The file's text; what nobody but a person knows is left empty.
    pub text: String,
}

/// One step of a change record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The id of the SOUP.
    pub soup: String,
    /// Its title.
    pub title: String,
    /// The version before and after; `None` on a side where the SOUP is not in use.
    pub versions: Option<(Option<String>, Option<String>)>,
    /// The class before and after, where it moves.
    pub classes: Option<(Class, Class)>,
}

/// The questions that a change record answers (IEC 62304 7.4.1, 7.4.2, 8.2.3), each with its field.
pub static QUESTIONS: [(&str, &str); 4] = [
    ("impact.new_causes", "Can it bring new causes of hazardous situations? Which, or why not?"),
    ("impact.new_controls", "Does it need new or other risk controls?"),
    ("impact.controls_disturbed", "Does it disturb risk controls that are there?"),
    ("impact.reverification", "What is verified again?"),
];

/// Returns a change record for some steps, its questions open, that nobody asked for, decided or approved yet.
pub fn change_record(dossier: &Dossier, steps: &[Step], as_of: Date) -> Draft {
    let id = next_id(dossier, Kind::Change);
    let mut text = format!(
        "---\nid: {id}\ntitle: {}\nstatus: draft\nrequested_on: {as_of}\nreason: # security, defect, feature or obsolescence\nchanges:\n",
        scalar(&steps.iter().map(titled).collect::<Vec<_>>().join(", "))
    );
    for step in steps {
        let _ = writeln!(text, "  - soup: {}", step.soup);
        if let Some((from, to)) = &step.versions {
            let version = |side: &Option<String>| scalar(side.as_deref().unwrap_or("none"));
            let _ = writeln!(text, "    from: {}\n    to: {}", version(from), version(to));
        }
        if let Some((from, to)) = step.classes {
            let _ = writeln!(text, "    class_from: {from}\n    class_to: {to}");
        }
    }
    text.push_str("impact:\n");
    for (field, question) in QUESTIONS {
        let key = field.rsplit('.').next().unwrap_or(field);
        let _ = writeln!(text, "  # {question}\n  {key}:");
    }
    text.push_str("decision: # apply, defer or reject\nrationale:\n---\n");
    Draft { path: path(dossier, Kind::Change, &id), id, text }
}

fn titled(step: &Step) -> String {
    let title = if step.title.is_empty() { &step.soup } else { &step.title };
    match (&step.versions, step.classes) {
        (Some((Some(from), Some(to))), _) => format!("{title} {from} to {to}"),
        (Some((None, Some(to))), _) => format!("{title} {to} added"),
        (Some((Some(from), None)), _) => format!("{title} {from} removed"),
        (Some((None, None)) | None, Some((from, to))) => format!("{title} from class {from} to {to}"),
        (Some((None, None)) | None, None) => title.clone(),
    }
}

/// Returns an anomaly review that covers the versions in use of some SOUP, which nobody has carried out yet.
pub fn anomaly_review(dossier: &Dossier, soups: &[Placed<'_>], as_of: Date) -> Draft {
    let id = review_id(dossier, soups, as_of);
    let version = |soup: &Placed<'_>| {
        let fields = soup.fields::<Soup>();
        fields
            .and_then(|soup| soup.version.as_ref())
            .map(|version| version.value.to_string())
            .unwrap_or_default()
    };
    let named: Vec<String> = soups.iter().map(|soup| format!("{} {}", soup.title(), version(soup))).collect();
    let mut text = format!(
        "---\nid: {id}\ntitle: {}\nstatus: draft\ncovers:\n",
        scalar(&format!("Anomaly review of {}", named.join(", ")))
    );
    for soup in soups {
        let _ = writeln!(text, "  - soup: {}\n    version: {}", soup.id(), scalar(&version(soup)));
    }
    text.push_str("date:\nreviewer:\nsources:\n");
    let mut urls: Vec<String> = Vec::new();
    for soup in soups {
        let sources = soup.record().node.get("anomaly_sources");
        if let Some(crate::field::Value::List(sources)) = sources.map(|node| &node.value) {
            let named = sources.iter().filter_map(|source| {
                let key = ["url", "file"].into_iter().find(|key| source.get(key).is_some())?;
                Some(format!("{key}: {}", scalar(source.get(key)?.text()?)))
            });
            urls.extend(named);
        }
    }
    let mut seen = std::collections::HashSet::new();
    urls.retain(|url| seen.insert(url.clone()));
    if urls.is_empty() {
        urls.push("url:".to_owned());
    }
    for url in urls {
        let _ = writeln!(text, "  - {url}\n    retrieved:");
    }
    let open: Vec<String> = soups
        .iter()
        .flat_map(|soup| {
            soup.anomalies().filter(|anomaly| anomaly.is_open()).filter_map(|anomaly| anomaly.id())
        })
        .map(|id| id.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect();
    if !open.is_empty() {
        let _ = writeln!(text, "# Known and open so far, to be judged again: {}", open.join(", "));
    }
    text.push_str("anomalies: []\nconclusion:\n---\n");
    Draft { path: path(dossier, Kind::AnomalyReview, &id), id, text }
}

/// Returns a requirement of a kind for a SOUP, of which only a person knows the words; `taken` are ids of other drafts.
pub(super) fn requirement(dossier: &Dossier, soup: Placed<'_>, kind: &str, taken: &[String]) -> Draft {
    let id = next_id_besides(dossier, Kind::Requirement, taken);
    let text = format!(
        "---\nid: {id}\ntitle:\nstatus: draft\ntext:\nkind: {kind}\napplies_to: [{}]\n---\n",
        soup.id()
    );
    Draft { path: path(dossier, Kind::Requirement, &id), id, text }
}

/// Returns the fields of the sources that a draft of an anomaly review asks after.
pub(super) fn review_fields(text: &str) -> Vec<String> {
    let lines = text.lines().map(str::trim).filter(|line| matches!(*line, "- url:" | "retrieved:"));
    let mut fields = Vec::new();
    for line in lines {
        let number = fields.iter().filter(|field: &&String| field.ends_with("retrieved")).count();
        let name = if line == "retrieved:" { "retrieved" } else { "url" };
        fields.push(format!("sources[{number}].{name}"));
    }
    fields
}

/// Returns the next free id of a kind: one more than the highest number, in as many digits.
pub fn next_id(dossier: &Dossier, kind: Kind) -> String {
    next_id_besides(dossier, kind, &[])
}

/// Returns the same where some ids are about to be taken.
fn next_id_besides(dossier: &Dossier, kind: Kind, taken: &[String]) -> String {
    let prefix = dossier.config.folder(kind).prefixes.first().map_or("", String::as_str);
    let numbers = ids(dossier).filter_map(|id| {
        let tail = id
            .get(..prefix.len())
            .filter(|start| start.eq_ignore_ascii_case(prefix))
            .map(|_| &id[prefix.len()..])?;
        Some((tail.parse::<u32>().ok()?, tail.len()))
    });
    let (highest, width) = numbers.max().unwrap_or((0, 3));
    let skipped = taken.iter().filter(|id| id.starts_with(prefix)).count() as u32;
    free(dossier, |step| format!("{prefix}{:0width$}", highest + skipped + step))
}

/// Returns the id of a new review in the manner of those that are there: by SOUP and number, else by day.
fn review_id(dossier: &Dossier, soups: &[Placed<'_>], as_of: Date) -> String {
    let prefix = dossier.config.folder(Kind::AnomalyReview).prefixes.first().map_or("AR-", String::as_str);
    if let [soup] = soups
        && let Some((_, tail)) = soup.id().split_once('-')
    {
        let own = format!("{prefix}{tail}-");
        let numbers = ids(dossier).filter_map(|id| id.strip_prefix(&own)?.parse::<u32>().ok());
        let highest = numbers.max().unwrap_or(0);
        return free(dossier, |step| format!("{own}{}", highest + step));
    }
    free(dossier, |step| match step {
        1 => format!("{prefix}{as_of}"),
        step => format!("{prefix}{as_of}-{step}"),
    })
}

/// Returns the first id that nothing has, counting from 1.
fn free(dossier: &Dossier, id: impl Fn(u32) -> String) -> String {
    (1..).map(id).find(|id| matches!(dossier.target(id), crate::dossier::Target::Missing)).unwrap_or_default()
}

fn ids(dossier: &Dossier) -> impl Iterator<Item = &str> {
    let malformed = dossier.malformed.iter().filter_map(|file| file.malformed.id.as_deref());
    dossier.records().map(|record| record.record().id()).chain(malformed)
}

fn path(dossier: &Dossier, kind: Kind, id: &str) -> String {
    let config = &dossier.config;
    dossier
        .repository_path(&format!("{}/{}/{id}.md", config.records.root, config.folder(kind).folder))
        .replace("//", "/")
}

/// Returns a text as a YAML scalar in one line: plain where it can only be read as that text, else in quotes.
pub fn scalar(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let is_plain = line.starts_with(|first: char| first.is_alphanumeric())
        && !line.ends_with(':')
        && !line.contains(": ")
        && !line.contains(" #")
        && !line.contains(|character: char| character.is_control());
    if is_plain { line } else { format!("'{}'", line.replace('\'', "''")) }
}
