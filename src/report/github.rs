//! Findings for a workflow of GitHub: commands in the log that annotate lines of files.
//!
//! GitHub shows ten errors, ten warnings and ten notices of a step and drops the rest of the annotations without a word; the
//! lines stay in the log. So the gravest come first, and the first notice counts them all.

use std::cmp::Reverse;
use std::fmt::Write;

use super::Checked;
use super::narrated::{grounds, header, incomplete, level_changed, place, reason, summary, tame};
use super::place::{Place, message, subject};
use crate::config::Level;
use crate::rules::Finding;

/// How many annotations of one kind GitHub shows of a step.
const SHOWN: usize = 10;

/// Writes the commands, one a line.
pub fn render(checked: &Checked) -> String {
    let mut out = String::new();
    command("notice", &[("title", "tureen check".to_owned())], &head(checked), &mut out);
    let mut findings: Vec<&Finding> = checked.findings.iter().collect();
    findings.sort_by_key(|finding| (finding.is_waived(), Reverse(finding.level)));
    for finding in findings {
        let name = match finding.level {
            _ if finding.is_waived() => "notice",
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Note => "notice",
        };
        command(name, &properties(finding, checked), &body(finding), &mut out);
    }
    out
}

/// Counts the findings and says all that is about the check as a whole.
fn head(checked: &Checked) -> String {
    let mut lines = vec![header(checked), summary(checked)];
    let counts = checked.counts();
    let kinds = [counts.error, counts.warning, counts.note + counts.waived + 1];
    if kinds.into_iter().any(|count| count > SHOWN) {
        lines.push(format!(
            "GitHub shows {SHOWN} annotations of a kind for a step; the log of the step has them all, the gravest first."
        ));
    }
    lines.extend(checked.input.levels.iter().map(level_changed));
    lines.extend(checked.incomplete.as_deref().map(incomplete));
    lines.join("\n")
}

fn properties(finding: &Finding, checked: &Checked) -> Vec<(&'static str, String)> {
    let Place { path, start, end } = Place::of(finding, &checked.input);
    let mut properties = vec![("file", path.to_owned()), ("line", start.line.to_string())];
    if let Some(end) = end {
        properties.push(("endLine", end.line.to_string()));
        // Columns are only taken where one line is meant.
        if end.line == start.line {
            properties.push(("col", start.column.to_string()));
            properties.push(("endColumn", end.column.to_string()));
        }
    }
    let waived = finding.waived_by.as_ref().map(|waiver| format!(", waived by {}", tame(waiver)));
    let title = format!(
        "{} {} ({}){}",
        finding.rule.code,
        subject(finding),
        finding.basis(),
        waived.unwrap_or_default()
    );
    properties.push(("title", title));
    properties
}

fn body(finding: &Finding) -> String {
    let mut lines = vec![message(finding).into_owned()];
    lines.extend(finding.reasons.iter().map(|edit| format!("because {}", reason(edit))));
    lines.extend(finding.labels.iter().map(|label| {
        let at = place(&finding.path, &finding.text, label.span);
        format!("see {at}: {}", tame(&label.message))
    }));
    lines.extend(finding.related.iter().map(|related| {
        let at = place(&related.path, &related.text, related.span);
        format!("see {at}: {}", tame(&related.message))
    }));
    lines.push(format!("help: {}", tame(&finding.help)));
    lines.push(format!("asked by: {}", grounds(finding)));
    lines.join("\n")
}

/// Writes a command with its properties and its message.
fn command(name: &str, properties: &[(&str, String)], message: &str, out: &mut String) {
    let properties: Vec<String> =
        properties.iter().map(|(key, value)| format!("{key}={}", in_property(value))).collect();
    let _ = writeln!(out, "::{name} {}::{}", properties.join(","), in_message(message));
}

/// Returns a text as the message of a command takes it.
fn in_message(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Returns a text as a property of a command takes it.
fn in_property(text: &str) -> String {
    in_message(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use snapbox::IntoData;

    use super::*;
    use crate::report::tests::{EXAMPLE, checked, edit};

    #[test]
    fn a_finding_is_a_command_and_a_notice_counts_them_all() {
        let mut checked = checked(EXAMPLE);
        let shown = ["soup-version-missing", "soup-license-missing"];
        checked.findings.retain(|finding| shown.contains(&finding.rule.code));
        checked.findings[0].reasons.push(edit());
        snapbox::assert_data_eq!(render(&checked), snapbox::str![[r#"
::notice title=tureen check::Example: work tree at 9f3c2b1a09, as of 2026-01-15, 3 records%0A1 error, 2 notes; 1 waived%0Alevel changed by the project: soup-license-missing is of level note (by itself: warning)
::error file=dhf/soup/SOUP-001.md,line=2,endLine=2,col=5,endColumn=13,title=soup-version-missing SOUP-001 (normative)::no version is given%0Ahelp: write the version that is in the shipped build%0Aasked by: IEC 62304 8.1.2 c (normative); class C
::notice file=dhf/soup/SOUP-001.md,line=2,endLine=2,col=5,endColumn=13,title=soup-license-missing SOUP-001 (practice)::no licence is given%0Abecause SOUP-005 version: 4.11.0.86 → 4.12.0.88, 77c1e2ab40, 2025-11-18, Jana Vogt, via REQ-101%0Ahelp: write the licence as an SPDX expression in `license`%0Aasked by: Practice licence (practice), Practice CISA-2025 (practice); class C
::notice file=dhf/soup/SOUP-002.md,line=2,endLine=2,col=5,endColumn=13,title=soup-license-missing SOUP-002 (practice)::no licence is given%0Ahelp: write the licence as an SPDX expression in `license`%0Aasked by: Practice licence (practice), Practice CISA-2025 (practice); class C
::notice file=dhf/soup/SOUP-002.md,line=2,endLine=2,col=5,endColumn=13,title=soup-version-missing SOUP-002 (normative)%2C waived by WAIVER-001::no version is given%0Ahelp: write the version that is in the shipped build%0Aasked by: IEC 62304 8.1.2 c (normative); class C

"#]].raw());
    }

    #[test]
    fn nothing_in_a_record_makes_a_command() {
        let mut checked = checked(EXAMPLE);
        checked.findings.truncate(1);
        let hostile = "100%,a:b\r\n::add-mask::x\n##[error]y";
        for finding in &mut checked.findings {
            finding.message = hostile.to_owned();
            finding.help = hostile.to_owned();
            finding.record = Some(hostile.to_owned());
            finding.path = hostile.to_owned();
        }
        let text = render(&checked);
        assert_eq!(text.lines().count(), 2, "{text}");
        assert!(text.lines().all(|line| line.starts_with("::notice ") || line.starts_with("::error ")));
        let properties = text.lines().nth(1).and_then(|line| line.split("::").nth(1)).expect("a command");
        assert!(
            properties.starts_with("error file=100%25%2Ca%3Ab%0D%0A%3A%3Aadd-mask%3A%3Ax%0A##[error]y,line=")
        );
    }

    #[test]
    fn the_gravest_come_first_and_the_limit_is_told() {
        let mut checked = checked(EXAMPLE);
        let one = checked.findings[0].clone();
        checked.findings = Vec::new();
        for level in [Level::Note, Level::Warning, Level::Error] {
            let mut finding = one.clone();
            (finding.level, finding.waived_by) = (level, None);
            checked.findings.extend(vec![finding; 11]);
        }
        let text = render(&checked);
        let names: Vec<_> = text.lines().filter_map(|line| line.split(' ').next()).collect();
        assert_eq!(names[1..12], ["::error"; 11]);
        assert_eq!(names[12..23], ["::warning"; 11]);
        assert!(text.lines().next().is_some_and(|line| line.contains("GitHub shows 10 annotations")));
    }
}
