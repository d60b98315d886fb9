//! Findings for people: drawn with their lines on a terminal, told in plain lines in a log.

use std::fmt;
use std::ops::Range;

use miette::{
    Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError, MietteSpanContents,
    Severity, SourceCode, SourceSpan, SpanContents,
};
use rayon::prelude::*;

use super::narrated::{footer, grounds, header, narrated, narrated_fault, reason, tame};
use super::{Checked, Look};
use crate::config::Level;
use crate::field::{Fault, FaultKind};
use crate::rules::{Finding, Related, widen};
use crate::text::{FileText, Position, Span};

/// How many lines are shown before and after those that a finding is about.
const CONTEXT: usize = 1;

/// Writes what was judged, each finding, and how many there are.
pub fn render(checked: &Checked, look: &Look) -> String {
    let mut out = header(checked);
    out.push('\n');
    let open: Vec<&Finding> = checked.open().collect();
    let shown: Vec<String> = open.par_iter().map(|finding| self::finding(finding, look)).collect();
    for finding in &shown {
        out.push('\n');
        out.push_str(finding);
    }
    out.push('\n');
    out.push_str(&footer(checked));
    out
}

/// Writes one finding. What stands in a line that no screen can show is told even where others are drawn: in a generated file the
/// one line can be all of it, and each of its findings would show it whole.
pub fn finding(finding: &Finding, look: &Look) -> String {
    if look.narrated || !can_be_drawn(finding) { narrated(finding) } else { drawn(finding, look) }
}

/// Writes what is wrong with a file that is no record: the configuration. `path` is what the reader knows it by.
pub fn faults(path: &str, text: &FileText, faults: &[Fault], look: &Look) -> String {
    if look.narrated {
        return faults.iter().map(|fault| narrated_fault(path, text, fault)).collect();
    }
    let drawn: Vec<String> =
        faults.iter().map(|fault| draw(&Shown::of_fault(path, text, fault), look)).collect();
    drawn.join("\n")
}

/// Writes what is wrong at one place of a file that is neither a record nor the configuration; `at` is in bytes.
pub fn place(path: &str, text: &str, at: std::ops::Range<usize>, message: &str, look: &Look) -> String {
    let fault = Fault {
        kind: FaultKind::Invalid,
        field: "".into(),
        at: Span::new(at.start.min(text.len()), at.end.min(text.len())),
        message: message.to_owned(),
        help: None,
        also: None,
        meant: None,
    };
    faults(path, &FileText::from(text), &[fault], look)
}

/// The longest line that is drawn, in bytes.
const LONGEST_LINE: usize = 1000;

fn can_be_drawn(finding: &Finding) -> bool {
    let own = std::iter::once(finding.span).chain(finding.labels.iter().map(|label| label.span));
    let own = own.map(|span| (&finding.text, span));
    let mut places = own.chain(finding.related.iter().map(|related| (&related.text, related.span)));
    places.all(|(text, span)| {
        let lines = around(text, span.range(), CONTEXT, CONTEXT);
        text[lines].lines().all(|line| line.len() <= LONGEST_LINE)
    })
}

/// Draws a finding with the lines it is about.
fn drawn(finding: &Finding, look: &Look) -> String {
    draw(&Shown::of(finding), look)
}

fn draw(shown: &Shown, look: &Look) -> String {
    let theme = if look.color { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
    let handler = GraphicalReportHandler::new_themed(theme)
        .with_links(false)
        .with_width(look.width.max(40))
        .with_context_lines(CONTEXT)
        .with_show_related_as_nested(true)
        .with_break_words(false);
    let mut out = String::new();
    handler
        .render_report(&mut out, shown)
        .expect("a text takes whatever is written, and every label lies inside its source");
    // miette pads lines with spaces, which golden files and terminals have no use for.
    out.lines().map(str::trim_end).fold(String::with_capacity(out.len()), |text, line| text + line + "\n")
}

/// A finding, or a related place of one, as miette wants to see it.
#[derive(Debug)]
struct Shown {
    severity: Severity,
    code: Option<String>,
    message: String,
    help: Option<String>,
    source: Option<Lines>,
    labels: Vec<LabeledSpan>,
    related: Vec<Shown>,
}

impl Shown {
    fn of(finding: &Finding) -> Shown {
        let severity = match finding.level {
            Level::Error => Severity::Error,
            Level::Warning => Severity::Warning,
            Level::Note => Severity::Advice,
        };
        let record = finding.record.as_deref().map_or_else(String::new, |id| format!(" {}", tame(id)));
        let source = Lines::of(&finding.path, &finding.text);
        let message = tame(&finding.message);
        let reasons: String =
            finding.reasons.iter().map(|edit| format!("because {}\n", reason(edit))).collect();
        let mut labels = Vec::new();
        if source.is_some() {
            labels.push(LabeledSpan::new_primary_with_span(None, finding.span.range()));
            labels.extend(
                finding
                    .labels
                    .iter()
                    .map(|label| LabeledSpan::new_with_span(Some(tame(&label.message)), label.span.range())),
            );
        }
        Shown {
            severity,
            code: Some(format!("{}[{}]{record}", finding.level, finding.rule.code)),
            message: if source.is_some() { message } else { format!("{}: {message}", tame(&finding.path)) },
            help: Some(format!("{}\n{}{}", tame(&finding.help), reasons, grounds(finding))),
            source,
            labels,
            related: finding.related.iter().map(Shown::of_related).collect(),
        }
    }

    fn of_fault(path: &str, text: &FileText, fault: &Fault) -> Shown {
        let source = Lines::of(path, text);
        let message = tame(&fault.message);
        let mut labels = Vec::new();
        if source.is_some() {
            labels.push(LabeledSpan::new_primary_with_span(None, widen(text, fault.at).range()));
            labels.extend(fault.also.iter().map(|(at, what)| {
                LabeledSpan::new_with_span(Some((*what).to_owned()), widen(text, *at).range())
            }));
        }
        Shown {
            severity: Severity::Error,
            code: None,
            message: if source.is_some() { message } else { format!("{}: {message}", tame(path)) },
            help: fault.help.as_deref().map(tame),
            source,
            labels,
            related: Vec::new(),
        }
    }

    fn of_related(related: &Related) -> Shown {
        let source = Lines::of(&related.path, &related.text);
        let labels =
            source.iter().map(|_| LabeledSpan::new_primary_with_span(None, related.span.range())).collect();
        Shown {
            severity: Severity::Advice,
            code: None,
            message: tame(&related.message),
            help: None,
            source,
            labels,
            related: Vec::new(),
        }
    }
}

impl fmt::Display for Shown {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl std::error::Error for Shown {}

impl Diagnostic for Shown {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.code.as_ref().map(|code| Box::new(code) as Box<dyn fmt::Display>)
    }
    fn severity(&self) -> Option<Severity> {
        Some(self.severity)
    }
    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.help.as_ref().map(|help| Box::new(help) as Box<dyn fmt::Display>)
    }
    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.source.as_ref().map(|source| source as &dyn SourceCode)
    }
    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        if self.labels.is_empty() { None } else { Some(Box::new(self.labels.iter().cloned())) }
    }
    fn related<'a>(&'a self) -> Option<Box<dyn Iterator<Item = &'a dyn Diagnostic> + 'a>> {
        let related = self.related.iter().map(|related| related as &dyn Diagnostic);
        if self.related.is_empty() { None } else { Some(Box::new(related)) }
    }
}

/// A file that gives out the lines around a span, columns counted in characters, control characters made harmless.
///
/// miette's own sources count columns in bytes and walk the whole file for every label.
#[derive(Debug)]
struct Lines {
    path: String,
    text: FileText,
}

impl Lines {
    fn of(path: &str, text: &FileText) -> Option<Lines> {
        (!text.is_empty()).then(|| Lines { path: tame(path), text: text.clone() })
    }
}

impl SourceCode for Lines {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        before: usize,
        after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let text = self.text.harmless();
        let (start, end) = (span.offset(), span.offset() + span.len());
        if end > text.len() {
            return Err(MietteError::OutOfBounds);
        }
        let Range { start: from, end: to } = around(&self.text, start..end, before, after);
        let Position { line, .. } = self.text.position(Span::new(from, from).start);
        let Position { column, .. } = self.text.position(Span::new(start, start).start);
        let lines = text[from..to].lines().count();
        let column = if before == 0 { column - 1 } else { 0 };
        let around = (from, to - from).into();
        let data = &text.as_bytes()[from..to];
        Ok(Box::new(MietteSpanContents::new_named(self.path.clone(), data, around, line - 1, column, lines)))
    }
}

/// Returns the bytes of the lines that a span is in, with so many lines before and after.
fn around(text: &FileText, span: Range<usize>, before: usize, after: usize) -> Range<usize> {
    let line_start = |at: usize| text.line_start(Span::new(at, at).start);
    let line_end = |at: usize| {
        let newline = text.as_bytes()[at..].iter().position(|byte| *byte == b'\n');
        newline.map_or(text.len(), |newline| at + newline + 1)
    };
    let from = (0..before).fold(line_start(span.start), |from, _| line_start(from.saturating_sub(1)));
    // A span that ends with its line's newline does not reach into the next line.
    let to = (0..after).fold(line_end(span.end.saturating_sub(1).max(span.start)), |to, _| line_end(to));
    from..to
}

#[cfg(test)]
mod tests;
