//! Findings for machines: one JSON document, `tureen/check/1`.

use serde::Serialize;

use super::{Checked, LevelChange, Suppression};
use crate::rules::{Edit, Finding};
use crate::text::{FileText, Position, Span};

/// The name and version of the format.
pub const SCHEMA: &str = "tureen/check/1";

/// Writes the document, with a newline at its end.
pub fn render(checked: &Checked) -> String {
    written(&Document::of(checked))
}

/// Writes a document of the program's own, with a newline at its end.
pub(super) fn written(document: &impl Serialize) -> String {
    let mut text =
        serde_json::to_string_pretty(document).expect("every key is a text, and nothing fails to be written");
    text.push('\n');
    text
}

#[derive(Serialize)]
struct Document<'c> {
    schema: &'static str,
    tool: Tool,
    input: Input<'c>,
    summary: Summary,
    findings: Vec<Found<'c>>,
    waivers: Vec<Waiver<'c>>,
    complete: bool,
    /// Only there when something could not be judged.
    #[serde(skip_serializing_if = "Option::is_none")]
    incomplete: Option<&'c str>,
}

/// Who wrote the document.
#[derive(Serialize)]
pub(crate) struct Tool {
    name: &'static str,
    version: &'static str,
}

/// What was judged, and how.
#[derive(Serialize)]
pub(crate) struct Input<'c> {
    moment: &'c str,
    commit: Option<&'c str>,
    tree: Option<&'c str>,
    dirty: bool,
    as_of: String,
    records: usize,
    rulesets: &'c [String],
    levels: Vec<Level<'c>>,
    /// Only there when not all findings are told, so that a short list is not taken for the whole.
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    narrowed: &'c [String],
}

/// A level that the project changed; `default` is the one that the rule has by itself.
#[derive(Serialize)]
struct Level<'c> {
    rule: &'c str,
    level: &'static str,
    default: Option<String>,
}

#[derive(Serialize)]
struct Summary {
    error: usize,
    warning: usize,
    note: usize,
    waived: usize,
}

/// A finding.
#[derive(Serialize)]
pub(super) struct Found<'c> {
    rule: &'static str,
    level: &'static str,
    class: Option<String>,
    record: Option<&'c str>,
    field: &'c str,
    path: &'c str,
    range: Range,
    message: &'c str,
    clauses: Vec<String>,
    basis: String,
    help: &'c str,
    reasons: Vec<Reason<'c>>,
    related: Vec<Related<'c>>,
    fingerprint: &'c str,
    waived_by: Option<&'c str>,
}

/// A waiver that suppresses a finding.
#[derive(Serialize)]
struct Waiver<'c> {
    id: &'c str,
    path: &'c str,
    reason: &'c str,
    approved_by: &'c str,
    expires: Option<String>,
}

/// A change that a finding rests on.
#[derive(Serialize)]
pub(super) struct Reason<'c> {
    record: &'c str,
    field: &'c str,
    before: Option<&'c str>,
    after: Option<&'c str>,
    commit: Option<&'c str>,
    date: Option<String>,
    author: Option<&'c str>,
    path: &'c [String],
}

#[derive(Serialize)]
struct Related<'c> {
    record: Option<&'c str>,
    path: &'c str,
    range: Range,
    message: &'c str,
}

/// Lines and columns count from 1, columns in characters; the end is not included.
#[derive(Serialize)]
struct Range {
    start: Place,
    end: Place,
}

#[derive(Serialize)]
struct Place {
    line: usize,
    column: usize,
}

impl<'c> Document<'c> {
    fn of(checked: &'c Checked) -> Document<'c> {
        let input = &checked.input;
        let counts = checked.counts();
        Document {
            schema: SCHEMA,
            tool: Tool::this(),
            input: Input::of(input),
            summary: Summary {
                error: counts.error,
                warning: counts.warning,
                note: counts.note,
                waived: counts.waived,
            },
            findings: checked.findings.iter().map(Found::of).collect(),
            waivers: checked.waivers.iter().map(Waiver::of).collect(),
            complete: checked.incomplete.is_none(),
            incomplete: checked.incomplete.as_deref(),
        }
    }
}

impl Tool {
    /// Returns this very program.
    pub(crate) fn this() -> Tool {
        Tool { name: "tureen", version: env!("CARGO_PKG_VERSION") }
    }
}

impl<'c> Input<'c> {
    pub(crate) fn of(input: &'c super::Input) -> Input<'c> {
        Input {
            moment: input.moment.name(),
            commit: input.commit.as_deref(),
            tree: input.tree.as_deref(),
            dirty: input.dirty,
            as_of: input.as_of.to_string(),
            records: input.records,
            rulesets: &input.rulesets,
            levels: input.levels.iter().map(Level::of).collect(),
            narrowed: &input.narrowed,
        }
    }
}

impl<'c> Level<'c> {
    fn of(change: &'c LevelChange) -> Level<'c> {
        Level { rule: &change.code, level: change.level.word(), default: change.default() }
    }
}

impl<'c> Waiver<'c> {
    fn of((id, waiver): (&'c String, &'c Suppression)) -> Waiver<'c> {
        Waiver {
            id,
            path: &waiver.path,
            reason: &waiver.reason,
            approved_by: &waiver.approved_by,
            expires: waiver.expires.map(|day| day.to_string()),
        }
    }
}

impl<'c> Found<'c> {
    pub(super) fn of(finding: &'c Finding) -> Found<'c> {
        // Places in the same file and in others are one list here: a reader of JSON has no snippet to draw them into.
        let labels = finding.labels.iter().map(|label| Related {
            record: finding.record.as_deref(),
            path: &finding.path,
            range: Range::of(&finding.text, label.span),
            message: &label.message,
        });
        let related = finding.related.iter().map(|related| Related {
            record: related.record.as_deref(),
            path: &related.path,
            range: Range::of(&related.text, related.span),
            message: &related.message,
        });
        Found {
            rule: finding.rule.code,
            level: finding.level.word(),
            class: finding.class.map(|class| class.to_string()),
            record: finding.record.as_deref(),
            field: &finding.field,
            path: &finding.path,
            range: Range::of(&finding.text, finding.span),
            message: &finding.message,
            clauses: finding.clauses().iter().map(ToString::to_string).collect(),
            basis: finding.basis().to_string(),
            help: &finding.help,
            reasons: finding.reasons.iter().map(Reason::of).collect(),
            related: labels.chain(related).collect(),
            fingerprint: &finding.fingerprint,
            waived_by: finding.waived_by.as_deref(),
        }
    }
}

impl<'c> Reason<'c> {
    pub(super) fn of(edit: &'c Edit) -> Reason<'c> {
        Reason {
            record: &edit.record,
            field: &edit.field,
            before: edit.before.as_deref(),
            after: edit.after.as_deref(),
            commit: edit.commit.as_deref(),
            date: edit.date.map(|date| date.to_string()),
            author: edit.author.as_deref(),
            path: &edit.via,
        }
    }
}

impl Range {
    fn of(text: &FileText, span: Span) -> Range {
        let place = |offset| {
            let Position { line, column } = text.position(offset);
            Place { line, column }
        };
        Range { start: place(span.start), end: place(span.end) }
    }
}

#[cfg(test)]
mod tests {
    use snapbox::IntoData;

    use super::*;
    use crate::report::tests::checked;

    #[test]
    fn a_check_is_written_with_all_its_keys() {
        let mut checked = checked("//- soup/SOUP-001.md\n---\nid: SOUP-001\ntitle: zlib\n---\n");
        checked.findings.retain(|finding| finding.rule.code == "soup-version-missing");
        snapbox::assert_data_eq!(
            render(&checked),
            snapbox::str![[r#"
{
  "schema": "tureen/check/1",
  "tool": {
    "name": "tureen",
    "version": "0.1.0"
  },
  "input": {
    "moment": "work-tree",
    "commit": "9f3c2b1a09f3c2b1a09f3c2b1a09f3c2b1a0cafe",
    "tree": "51aa2b1a09f3c2b1a09f3c2b1a09f3c2b1a0cafe",
    "dirty": false,
    "as_of": "2026-01-15",
    "records": 1,
    "rulesets": [
      "iec62304-ed1.1",
      "iso14971",
      "iso13485",
      "fda",
      "iec81001-5-1",
      "mdr",
      "practice"
    ],
    "levels": []
  },
  "summary": {
    "error": 1,
    "warning": 0,
    "note": 0,
    "waived": 0
  },
  "findings": [
    {
      "rule": "soup-version-missing",
      "level": "error",
      "class": "C",
      "record": "SOUP-001",
      "field": "version",
      "path": "dhf/soup/SOUP-001.md",
      "range": {
        "start": {
          "line": 2,
          "column": 5
        },
        "end": {
          "line": 2,
          "column": 13
        }
      },
      "message": "no version is given",
      "clauses": [
        "IEC 62304 8.1.2 c"
      ],
      "basis": "normative",
      "help": "write the version that is in the shipped build",
      "reasons": [],
      "related": [],
      "fingerprint": "7518adee56c3e4ac22c4",
      "waived_by": null
    }
  ],
  "waivers": [],
  "complete": true
}

"#]]
            .raw()
        );
    }
}
