//! The whole dossier of a version as data: `data/dossier.json`, `tureen/dossier/1`, one record a line.

use std::collections::HashMap;

use rayon::prelude::*;
use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};
use sha2::{Digest, Sha256};

use super::version::Version;
use crate::dossier::{MalformedFile, Placed, Reason};
use crate::field::{Card, Node, Shape, Value};
use crate::record::{Common, KINDS};
use crate::report::json;
use crate::rules::Finding;
use crate::source::AttachmentState;

/// The name and version of the format.
pub const SCHEMA: &str = "tureen/dossier/1";

/// The file, from the version's folder.
pub const FILE: &str = "data/dossier.json";

/// Writes the file.
pub fn render(version: &Version<'_>) -> Vec<u8> {
    let dossier = version.dossier();
    let device = &dossier.config.device;
    let head = Head {
        schema: SCHEMA,
        tool: json::Tool::this(),
        input: json::Input::of(version.input()),
        device: Device { name: &device.name, id: &device.id, manufacturer: &device.manufacturer },
        release: version.read.planned.tag.as_ref().map(|tag| &*tag.name),
        complete: version.incomplete.is_none(),
    };
    let mut out = serde_json::to_vec(&head).expect("texts and numbers can be written");
    // The object goes on with its lists, whose elements are written on several threads.
    out.pop();
    let forms: Vec<Form> = KINDS.iter().map(|card| Form::of_cards(&[Common::CARDS, card.cards])).collect();
    let records: Vec<Placed<'_>> = dossier.records().collect();
    list(&mut out, "records", &records, |record| Record::of(version, *record, &forms));
    list(&mut out, "malformed", &dossier.malformed, |file| Malformed::of(version, file));
    let attachments: Vec<_> = version.read.reading.tree.attachments.iter().collect();
    list(&mut out, "attachments", &attachments, |(path, known)| Attached {
        path,
        state: state_of(&known.state),
        sha256: match &known.state {
            AttachmentState::Found { sha256, .. } => sha256.as_deref(),
            AttachmentState::LfsPointer { sha256, .. } => Some(sha256),
            AttachmentState::Missing
            | AttachmentState::OutsideRepository
            | AttachmentState::Symlink { .. }
            | AttachmentState::Submodule
            | AttachmentState::Folder
            | AttachmentState::Ignored
            | AttachmentState::Unreadable { .. } => None,
        },
        file: version.addresses().attachment(path),
    });
    list(&mut out, "findings", version.findings(), Found::of);
    out.extend_from_slice(b"\n}\n");
    out
}

/// Writes a key with a list, an element a line.
fn list<'t, T: Sync, W: Serialize>(
    out: &mut Vec<u8>,
    key: &str,
    of: &'t [T],
    write: impl Fn(&'t T) -> W + Sync,
) {
    out.extend_from_slice(format!(",\n\"{key}\":[").as_bytes());
    let chunks = of.par_chunks(64).map(|elements| {
        let mut text = Vec::with_capacity(elements.len() * 1024);
        for element in elements {
            text.extend_from_slice(b"\n");
            serde_json::to_writer(&mut text, &write(element)).expect("every key is a text");
            text.push(b',');
        }
        text
    });
    for chunk in chunks.collect::<Vec<_>>() {
        out.extend_from_slice(&chunk);
    }
    if !of.is_empty() {
        out.pop();
    }
    out.push(b']');
}

#[derive(serde::Serialize)]
struct Head<'v> {
    schema: &'static str,
    tool: json::Tool,
    input: json::Input<'v>,
    device: Device<'v>,
    release: Option<&'v str>,
    complete: bool,
}

#[derive(serde::Serialize)]
struct Device<'v> {
    name: &'v str,
    id: &'v str,
    manufacturer: &'v str,
}

#[derive(serde::Serialize)]
struct Record<'v> {
    id: &'v str,
    kind: &'static str,
    title: &'v str,
    live: bool,
    path: String,
    sha256: String,
    page: &'v str,
    class: Option<Class>,
    state: State,
    fields: Written<'v>,
    links: Vec<Link<'v>>,
    linked_by: Vec<LinkedBy<'v>>,
}

#[derive(serde::Serialize)]
struct Class {
    class: String,
    inherited: String,
}

/// How many findings are open, and how the record stands in a word.
#[derive(serde::Serialize)]
struct State {
    word: &'static str,
    error: usize,
    warning: usize,
    note: usize,
    waived: usize,
}

#[derive(serde::Serialize)]
struct Link<'v> {
    field: &'v str,
    relation: &'static str,
    to: &'v str,
    page: Option<&'v str>,
}

#[derive(serde::Serialize)]
struct LinkedBy<'v> {
    from: &'v str,
    field: &'v str,
    relation: &'static str,
    page: &'v str,
}

impl<'v> Record<'v> {
    fn of(version: &'v Version<'_>, placed: Placed<'v>, forms: &'v [Form]) -> Record<'v> {
        let record = placed.record();
        let classed = placed.classed();
        let judged = classed.reason != Reason::NotJudged;
        let state = version.state(placed);
        let mut resolved: HashMap<&str, Placed<'v>> = HashMap::new();
        resolved.extend(placed.outgoing().map(|(link, to)| (&*link.field, to)));
        // What is written on the side where it is derived is no link of its own.
        let links = record.links.iter().filter(|link| !link.reverse).map(|link| Link {
            field: &link.field,
            relation: link.relation.forward,
            to: &link.id.value,
            page: resolved.get(&*link.field).map(|to| &**version.addresses().page(*to)),
        });
        let linked_by = placed.incoming().map(|(link, from)| LinkedBy {
            from: from.record().id(),
            field: &link.field,
            relation: link.relation.backward,
            page: version.addresses().page(from),
        });
        let [note, warning, error] = state.open;
        Record {
            id: record.id(),
            kind: record.kind().card().name,
            title: record.title(),
            live: record.is_live(),
            path: placed.dossier.repository_path(placed.path()),
            sha256: hex(&record.text),
            page: version.addresses().page(placed),
            class: judged.then(|| Class {
                class: classed.class.to_string(),
                inherited: classed.inherited.to_string(),
            }),
            state: State { word: state.key(), error, warning, note, waived: state.waived },
            fields: Written { node: &record.node, form: &forms[record.kind() as usize] },
            links: links.collect(),
            linked_by: linked_by.collect(),
        }
    }
}

#[derive(serde::Serialize)]
struct Malformed<'v> {
    id: Option<&'v str>,
    kind: &'static str,
    path: String,
    page: &'v str,
    problem: &'v str,
}

impl<'v> Malformed<'v> {
    fn of(version: &'v Version<'_>, file: &'v MalformedFile) -> Malformed<'v> {
        Malformed {
            id: file.malformed.id.as_deref(),
            kind: file.malformed.kind.card().name,
            path: version.dossier().repository_path(&file.path),
            page: version.addresses().of_path(&file.path).map_or("", |page| page),
            problem: &file.malformed.problem.message,
        }
    }
}

#[derive(serde::Serialize)]
struct Attached<'v> {
    path: &'v str,
    state: &'static str,
    sha256: Option<&'v str>,
    file: Option<&'v str>,
}

fn state_of(state: &AttachmentState) -> &'static str {
    match state {
        AttachmentState::Found { .. } => "found",
        AttachmentState::Missing => "missing",
        AttachmentState::OutsideRepository => "outside-repository",
        AttachmentState::Symlink { .. } => "symlink",
        AttachmentState::LfsPointer { .. } => "lfs-pointer",
        AttachmentState::Submodule => "submodule",
        AttachmentState::Folder => "folder",
        AttachmentState::Ignored => "ignored",
        AttachmentState::Unreadable { .. } => "unreadable",
    }
}

#[derive(serde::Serialize)]
struct Found<'v> {
    rule: &'static str,
    level: &'static str,
    record: Option<&'v str>,
    field: &'v str,
    path: &'v str,
    message: &'v str,
    clauses: Vec<String>,
    fingerprint: &'v str,
    waived_by: Option<&'v str>,
}

impl<'v> Found<'v> {
    fn of(finding: &'v Finding) -> Found<'v> {
        Found {
            rule: finding.rule.code,
            level: finding.level.word(),
            record: finding.record.as_deref(),
            field: &finding.field,
            path: &finding.path,
            message: &finding.message,
            clauses: finding.clauses().iter().map(ToString::to_string).collect(),
            fingerprint: &finding.fingerprint,
            waived_by: finding.waived_by.as_deref(),
        }
    }
}

/// How a value is to be taken: what a field's shape says, as far as JSON can show it.
enum Form {
    /// As it was written; a text stays a text.
    Plain,
    Boolean,
    Number,
    /// One alone is a list of one.
    List(Box<Form>),
    Map(HashMap<&'static str, Form>),
    /// Keys of the user's own.
    Table(Box<Form>),
}

impl Form {
    fn of_cards(cards: &[&'static [Card]]) -> Form {
        let fields = cards.iter().flat_map(|cards| cards.iter());
        Form::Map(fields.map(|card| (card.name, Form::of((card.shape)()))).collect())
    }

    fn of(shape: Shape) -> Form {
        match shape {
            Shape::Boolean => Form::Boolean,
            Shape::Number => Form::Number,
            Shape::List(inner) => Form::List(Box::new(Form::of(*inner))),
            Shape::Map(cards) => Form::of_cards(&[cards]),
            Shape::Table(inner) => Form::Table(Box::new(Form::of(*inner))),
            Shape::Keys(keys) => {
                Form::Map(keys.into_iter().map(|(name, shape)| (name, Form::of(shape))).collect())
            }
            Shape::Text
            | Shape::Date
            | Shape::Id
            | Shape::Words(_)
            | Shape::Versions
            | Shape::Special(..) => Form::Plain,
        }
    }
}

/// A value with the way in which it is to be taken.
struct Written<'v> {
    node: &'v Node,
    form: &'v Form,
}

impl Serialize for Written<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Written { node, form } = self;
        if let (Form::List(inner), Value::Scalar { .. } | Value::Map(_)) = (form, &node.value) {
            let mut list = serializer.serialize_seq(Some(1))?;
            list.serialize_element(&Written { node, form: inner })?;
            return list.end();
        }
        match &node.value {
            Value::Absent => serializer.serialize_none(),
            Value::Scalar { text, plain } => match (form, &**text) {
                (Form::Boolean, "true") if *plain => serializer.serialize_bool(true),
                (Form::Boolean, "false") if *plain => serializer.serialize_bool(false),
                (Form::Number, digits) => match digits.parse::<u32>() {
                    Ok(number) => serializer.serialize_u32(number),
                    Err(_) => serializer.serialize_str(digits),
                },
                (_, text) => serializer.serialize_str(text),
            },
            Value::List(elements) => {
                let inner = if let Form::List(inner) = form { &**inner } else { form };
                let mut list = serializer.serialize_seq(Some(elements.len()))?;
                for element in elements {
                    list.serialize_element(&Written { node: element, form: inner })?;
                }
                list.end()
            }
            Value::Map(entries) => {
                let mut map = serializer.serialize_map(Some(entries.len()))?;
                for (key, value) in entries {
                    let form = match form {
                        Form::Map(fields) => fields.get(&*key.value).unwrap_or(&Form::Plain),
                        Form::Table(inner) => inner,
                        Form::Plain | Form::Boolean | Form::Number | Form::List(_) => &Form::Plain,
                    };
                    map.serialize_entry(&*key.value, &Written { node: value, form })?;
                }
                map.end()
            }
        }
    }
}

fn hex(text: &str) -> String {
    Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect()
}
