//! A diff for machines: one JSON document, `tureen/diff/1`.

use serde::Serialize;

use super::Compared;
use super::components::Component;
use crate::diff::{
    Because, BodyChange, ChangeKind, ClassChange, FieldChange, LineKind, LinkChange, RecordChange, Unreadable,
};
use crate::report::json::{Found, Input, Reason as Edited, Tool, written};
use crate::review::EvidenceChange;

mod moves;

use moves::Move;

/// The name and version of the format.
pub const SCHEMA: &str = "tureen/diff/1";

/// Writes the document, with a newline at its end.
pub fn render(compared: &Compared) -> String {
    written(&Document::of(compared))
}

#[derive(Serialize)]
struct Document<'c> {
    schema: &'static str,
    tool: Tool,
    base: Input<'c>,
    head: Input<'c>,
    policy: Policy<'c>,
    records: Vec<Record<'c>>,
    components: Vec<Component<'c>>,
    moves: Vec<Move<'c>>,
    evidence: Vec<Evidence<'c>>,
    findings: Findings<'c>,
    owed: Vec<Owed<'c>>,
    gate: Gate<'c>,
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
    waived: Vec<Found<'c>>,
}

/// A piece of evidence before and after.
#[derive(Serialize)]
struct Evidence<'c> {
    record: &'c str,
    kind: &'static str,
    title: &'c str,
    sort: &'static str,
    path: &'c str,
    line: Option<usize>,
    before: &'static str,
    after: &'static str,
    renewed: bool,
    reasons: Vec<Edited<'c>>,
    findings: &'c [String],
}

/// One thing to do.
#[derive(Serialize)]
struct Owed<'c> {
    role: &'static str,
    action: &'c str,
    command: Option<&'c str>,
    record: Option<&'c str>,
    path: &'c str,
    line: Option<usize>,
    draft: Option<&'c str>,
    fills: Vec<Fill<'c>>,
    settles: &'c [String],
}

#[derive(Serialize)]
struct Fill<'c> {
    field: &'c str,
    value: Option<&'c str>,
    ask: &'c str,
}

#[derive(Serialize)]
struct Gate<'c> {
    verdict: &'static str,
    level: &'static str,
    because: &'c [String],
}

impl<'c> Evidence<'c> {
    fn of(evidence: &'c EvidenceChange) -> Evidence<'c> {
        Evidence {
            record: &evidence.record,
            kind: evidence.kind.card().name,
            title: &evidence.title,
            sort: evidence.sort.noun(),
            path: &evidence.path,
            line: evidence.line,
            before: evidence.before.word(),
            after: evidence.after.word(),
            renewed: evidence.is_renewed,
            reasons: evidence.reasons.iter().map(Edited::of).collect(),
            findings: &evidence.findings,
        }
    }
}

impl<'c> Owed<'c> {
    fn of(owed: &'c crate::review::Owed) -> Owed<'c> {
        let fills = owed.fills.iter().map(|fill| Fill {
            field: &fill.field,
            value: fill.value.as_deref(),
            ask: &fill.ask,
        });
        Owed {
            role: owed.role.word(),
            action: &owed.action,
            command: owed.command.as_deref(),
            record: owed.record.as_deref(),
            path: &owed.path,
            line: owed.line,
            draft: owed.draft.as_deref(),
            fills: fills.collect(),
            settles: &owed.settles,
        }
    }
}

impl<'c> Document<'c> {
    fn of(compared: &'c Compared) -> Document<'c> {
        let review = &compared.review;
        let policy = &review.diff.policy;
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
            records: review.diff.records.iter().map(Record::of).collect(),
            components: review.diff.components.iter().map(Component::of).collect(),
            moves: review.moves.iter().map(Move::of).collect(),
            evidence: review.evidence.iter().map(Evidence::of).collect(),
            findings: Findings {
                new: review.new.iter().map(Found::of).collect(),
                fixed: review.fixed.iter().map(Found::of).collect(),
                kept: review.kept.iter().map(Found::of).collect(),
                waived: review.waived.iter().map(Found::of).collect(),
            },
            owed: review.owed.iter().map(Owed::of).collect(),
            gate: Gate {
                verdict: review.gate.verdict.word(),
                level: review.gate.level.word(),
                because: &review.gate.because,
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
