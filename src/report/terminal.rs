//! Findings for people: drawn with their lines on a terminal, told in plain lines in a log.

use std::fmt;
use std::sync::Arc;

use miette::{
    Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError, MietteSpanContents,
    Severity, SourceCode, SourceSpan, SpanContents,
};
use rayon::prelude::*;

use super::narrated::{footer, grounds, header, is_acted_upon, narrated, narrated_fault, reason, tame};
use super::{Checked, Look};
use crate::config::Level;
use crate::field::Fault;
use crate::rules::{Finding, Related, widen};
use crate::text::{Position, Span};

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

/// Writes one finding.
pub fn finding(finding: &Finding, look: &Look) -> String {
    if look.narrated { narrated(finding) } else { drawn(finding, look) }
}

/// Writes what is wrong with a file that is no record: the configuration. `path` is what the reader knows it by.
pub fn faults(path: &str, text: &Arc<str>, faults: &[Fault], look: &Look) -> String {
    if look.narrated {
        return faults.iter().map(|fault| narrated_fault(path, text, fault)).collect();
    }
    let drawn: Vec<String> =
        faults.iter().map(|fault| draw(&Shown::of_fault(path, text, fault), look)).collect();
    drawn.join("\n")
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
        .with_context_lines(1)
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

    fn of_fault(path: &str, text: &Arc<str>, fault: &Fault) -> Shown {
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
    text: Arc<str>,
}

impl Lines {
    fn of(path: &str, text: &Arc<str>) -> Option<Lines> {
        (!text.is_empty()).then(|| Lines { path: tame(path), text: harmless(text) })
    }
}

impl SourceCode for Lines {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        before: usize,
        after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let text = &*self.text;
        let (start, end) = (span.offset(), span.offset() + span.len());
        if end > text.len() {
            return Err(MietteError::OutOfBounds);
        }
        let line_start = |at: usize| {
            let newline = text.as_bytes()[..at].iter().rposition(|byte| *byte == b'\n');
            newline.map_or(0, |newline| newline + 1)
        };
        let line_end = |at: usize| {
            let newline = text.as_bytes()[at..].iter().position(|byte| *byte == b'\n');
            newline.map_or(text.len(), |newline| at + newline + 1)
        };
        let from = (0..before).fold(line_start(start), |from, _| line_start(from.saturating_sub(1)));
        // A span that ends with its line's newline does not reach into the next line.
        let to = (0..after).fold(line_end(end.saturating_sub(1).max(start)), |to, _| line_end(to));
        let Position { line, .. } = Position::of(text, Span::new(from, from).start);
        let Position { column, .. } = Position::of(text, Span::new(start, start).start);
        let lines = text[from..to].lines().count();
        let column = if before == 0 { column - 1 } else { 0 };
        let around = (from, to - from).into();
        let data = &text.as_bytes()[from..to];
        Ok(Box::new(MietteSpanContents::new_named(self.path.clone(), data, around, line - 1, column, lines)))
    }
}

/// Returns a file's text of the same length, with nothing in it that a terminal would act upon but tabs and line ends.
fn harmless(text: &Arc<str>) -> Arc<str> {
    let acts = |character: char| is_acted_upon(character) && !matches!(character, '\n' | '\r' | '\t');
    if !text.chars().any(acts) {
        return Arc::clone(text);
    }
    // Each stand-in is as long as what it stands for, so that spans still fit.
    let stand_in = |character: char| match character.len_utf8() {
        1 => '?',
        2 => '¿',
        _ => '\u{fffd}',
    };
    let shown = text.chars().map(|character| if acts(character) { stand_in(character) } else { character });
    shown.collect::<String>().into()
}

#[cfg(test)]
mod tests;
