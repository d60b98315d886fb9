//! A diff for machines: one JSON document, `tureen/diff/1`.

use serde::Serialize;

use super::Compared;
use crate::diff::{
    Because, BodyChange, ChangeKind, ClassChange, FieldChange, LineKind, LinkChange, RecordChange, Unreadable,
};
use crate::report::json::{Found, Input, Tool};

/// The name and version of the format.
pub const SCHEMA: &str = "tureen/diff/1";

/// Writes the document, with a newline at its end.
pub fn render(compared: &Compared) -> String {
    let document = Document::of(compared);
    let mut text = serde_json::to_string_pretty(&document)
        .expect("every key is a text, and nothing fails to be written");
    text.push('\n');
    text
}

#[derive(Serialize)]
struct Document<'c> {
    schema: &'static str,
    tool: Tool,
    base: Input<'c>,
    head: Input<'c>,
    policy: Policy<'c>,
    records: Vec<Record<'c>>,
    findings: Findings<'c>,
    complete: bool,
    /// Only there when something could not be judged.
    #[serde(skip_serializing_if = "Option::is_none")]
    incomplete: Option<&'c str>,
}

#[derive(Serialize)]
struct Policy<'c> {
    configuration: Vec<Field<'c>>,
    waivers: Vec<Waiver<'c>>,
}

#[derive(Serialize)]
struct Waiver<'c> {
    id: &'c str,
    path: &'c str,
    change: &'static str,
    fields: Vec<Field<'c>>,
}

#[derive(Serialize)]
struct Record<'c> {
    id: &'c str,
    kind: &'static str,
    title: &'c str,
    path: &'c str,
    path_before: Option<&'c str>,
    kind_before: Option<&'static str>,
    change: &'static str,
    fields: Vec<Field<'c>>,
    links: Vec<Link<'c>>,
    body: Option<Body<'c>>,
    class: Option<Class<'c>>,
    unreadable: Option<Texts<'c>>,
    because: Vec<Reason<'c>>,
}

#[derive(Serialize)]
struct Field<'c> {
    name: &'c str,
    class: &'static str,
    relevant: bool,
    before: Option<&'c str>,
    after: Option<&'c str>,
}

#[derive(Serialize)]
struct Link<'c> {
    change: &'static str,
    relation: &'static str,
    field: &'c str,
    target: &'c str,
    title: &'c str,
}

#[derive(Serialize)]
struct Body<'c> {
    relevant: bool,
    hunks: Vec<Hunk<'c>>,
}

#[derive(Serialize)]
struct Hunk<'c> {
    section: Option<&'c str>,
    lines: Vec<Line<'c>>,
}

#[derive(Serialize)]
struct Line<'c> {
    change: &'static str,
    line: usize,
    pieces: Vec<Piece<'c>>,
}

#[derive(Serialize)]
struct Piece<'c> {
    text: &'c str,
    changed: bool,
}

#[derive(Serialize)]
struct Class<'c> {
    before: Option<String>,
    after: Option<String>,
    because_before: &'c str,
    because_after: &'c str,
}

#[derive(Serialize)]
struct Texts<'c> {
    before: Option<&'c str>,
    after: Option<&'c str>,
}

#[derive(Serialize)]
struct Reason<'c> {
    path: Vec<Step<'c>>,
    record: &'c str,
    title: &'c str,
    change: &'static str,
    fields: Vec<Field<'c>>,
}

#[derive(Serialize)]
struct Step<'c> {
    relation: &'static str,
    field: &'c str,
    record: &'c str,
}

#[derive(Serialize)]
struct Findings<'c> {
    new: Vec<Found<'c>>,
    fixed: Vec<Found<'c>>,
    kept: Vec<Found<'c>>,
}

impl<'c> Document<'c> {
    fn of(compared: &'c Compared) -> Document<'c> {
        let policy = &compared.diff.policy;
        let waivers = policy.waivers.iter().map(|waiver| Waiver {
            id: &waiver.id,
            path: &waiver.path,
            change: waiver.change.word(),
            fields: fields(&waiver.fields),
        });
        Document {
            schema: SCHEMA,
            tool: Tool::this(),
            base: Input::of(&compared.base),
            head: Input::of(&compared.head),
            policy: Policy { configuration: fields(&policy.configuration), waivers: waivers.collect() },
            records: compared.diff.records.iter().map(Record::of).collect(),
            findings: Findings {
                new: compared.new.iter().map(Found::of).collect(),
                fixed: compared.fixed.iter().map(Found::of).collect(),
                kept: compared.kept.iter().map(Found::of).collect(),
            },
            complete: compared.incomplete.is_none(),
            incomplete: compared.incomplete.as_deref(),
        }
    }
}

impl<'c> Record<'c> {
    fn of(record: &'c RecordChange) -> Record<'c> {
        Record {
            id: &record.id,
            kind: record.kind.card().name,
            title: &record.title,
            path: &record.path,
            path_before: record.path_before.as_deref(),
            kind_before: record.kind_before.map(|kind| kind.card().name),
            change: record.change.word(),
            fields: fields(&record.fields),
            links: record.links.iter().map(Link::of).collect(),
            body: record.body.as_ref().map(Body::of),
            class: record.class.as_ref().map(Class::of),
            unreadable: record.unreadable.as_ref().map(Texts::of),
            because: record.because.iter().map(Reason::of).collect(),
        }
    }
}

fn fields(fields: &[FieldChange]) -> Vec<Field<'_>> {
    let fields = fields.iter().map(|field| Field {
        name: &field.name,
        class: field.class.name(),
        relevant: field.relevant,
        before: field.before.as_deref(),
        after: field.after.as_deref(),
    });
    fields.collect()
}

impl<'c> Link<'c> {
    fn of(link: &'c LinkChange) -> Link<'c> {
        let change = if link.added { ChangeKind::Added } else { ChangeKind::Removed };
        Link {
            change: change.word(),
            relation: link.relation.forward,
            field: &link.field,
            target: &link.target,
            title: &link.title,
        }
    }
}

impl<'c> Body<'c> {
    fn of(body: &'c BodyChange) -> Body<'c> {
        let hunks = body.hunks.iter().map(|hunk| Hunk {
            section: hunk.section.as_deref(),
            lines: hunk
                .lines
                .iter()
                .map(|line| Line {
                    change: match line.kind {
                        LineKind::Same => "same",
                        LineKind::Removed => "removed",
                        LineKind::Added => "added",
                    },
                    line: line.number,
                    pieces: line
                        .pieces
                        .iter()
                        .map(|piece| Piece { text: &piece.text, changed: piece.changed })
                        .collect(),
                })
                .collect(),
        });
        Body { relevant: body.relevant, hunks: hunks.collect() }
    }
}

impl<'c> Class<'c> {
    fn of(class: &'c ClassChange) -> Class<'c> {
        Class {
            before: class.before.map(|class| class.to_string()),
            after: class.after.map(|class| class.to_string()),
            because_before: &class.because_before,
            because_after: &class.because_after,
        }
    }
}

impl<'c> Texts<'c> {
    fn of(unreadable: &'c Unreadable) -> Texts<'c> {
        Texts { before: unreadable.before.as_deref(), after: unreadable.after.as_deref() }
    }
}

impl<'c> Reason<'c> {
    fn of(because: &'c Because) -> Reason<'c> {
        let path = because.path.iter().map(|step| Step {
            relation: step.words(),
            field: &step.field,
            record: &step.record,
        });
        Reason {
            path: path.collect(),
            record: &because.record,
            title: &because.title,
            change: because.change.word(),
            fields: fields(&because.fields),
        }
    }
}
