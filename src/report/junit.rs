//! Findings as JUnit XML: each rule is a suite, each of its findings a failed test, a waived one a skipped test, and a rule that
//! found nothing one passed test.
//!
//! Readers differ in what they show. Jenkins groups by suite and class, GitLab shows the class and the name and takes two tests
//! with the same pair for one; so the class is the rule, and names are unique in it and stay the same while lines move.

use std::collections::{HashMap, HashSet};
use std::fmt::Write;

use super::Checked;
use super::narrated::{
    grounds, incomplete, is_acted_upon, judged, level_changed, place, reason, summary, tame,
};
use super::place::{message, subject};
use crate::rules::{Finding, Rule};

/// Writes the document.
pub fn render(checked: &Checked) -> String {
    let counts = checked.counts();
    let failures = counts.error + counts.warning + counts.note;
    let suites: Vec<(&Rule, Vec<&Finding>)> = suites(checked);
    let tests = |rule: &Rule, findings: &[&Finding]| {
        findings.len() + usize::from(is_unjudged(rule, checked) || findings.is_empty())
    };
    let tests: usize = 1 + suites.iter().map(|(rule, findings)| tests(rule, findings)).sum::<usize>();
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let name = attribute(&format!("tureen check of {}", checked.input.device));
    let _ =
        writeln!(out, "<testsuites name=\"{name}\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\">");
    whole(checked, &mut out);
    for (rule, findings) in suites {
        suite(rule, &findings, checked, &mut out);
    }
    out += "</testsuites>\n";
    out
}

/// Returns whether a rule could not tell all that it asks, so that it did not pass even where it found nothing.
fn is_unjudged(rule: &Rule, checked: &Checked) -> bool {
    checked.input.unjudged.iter().any(|unjudged| unjudged.code == rule.code)
}

/// Returns the rules that were asked, with what each of them found.
fn suites(checked: &Checked) -> Vec<(&'static Rule, Vec<&Finding>)> {
    let mut found: HashMap<&str, Vec<&Finding>> = HashMap::new();
    for finding in &checked.findings {
        found.entry(finding.rule.code).or_default().push(finding);
    }
    let suite = |rule: &&'static Rule| (*rule, found.remove(rule.code).unwrap_or_default());
    checked.input.rules.iter().map(suite).collect()
}

/// Writes the suite of the check as a whole: what was judged, which levels the project changed, what could not be judged.
fn whole(checked: &Checked, out: &mut String) {
    let input = &checked.input;
    let skipped = usize::from(checked.incomplete.is_some());
    let _ = writeln!(
        out,
        "  <testsuite name=\"tureen\" tests=\"1\" failures=\"0\" errors=\"0\" skipped=\"{skipped}\">"
    );
    let mut properties = vec![
        ("tureen", env!("CARGO_PKG_VERSION").to_owned()),
        ("judged", judged(input)),
        ("rulesets", input.rulesets.join(", ")),
        ("summary", summary(checked)),
    ];
    properties.extend(input.commit.as_ref().map(|commit| ("commit", commit.clone())));
    properties.extend(input.narrowed.iter().map(|only| ("only", only.clone())));
    properties.extend(input.levels.iter().map(|change| ("level", level_changed(change))));
    out.push_str("    <properties>\n");
    for (name, value) in properties {
        let _ = writeln!(out, "      <property name=\"{name}\" value=\"{}\"/>", attribute(&value));
    }
    out.push_str("    </properties>\n");
    let _ = match &checked.incomplete {
        Some(why) => writeln!(
            out,
            "    <testcase classname=\"tureen\" name=\"history\">\n      <skipped message=\"{}\"/>\n    </testcase>",
            attribute(&incomplete(why))
        ),
        None => writeln!(out, "    <testcase classname=\"tureen\" name=\"history\"/>"),
    };
    out.push_str("  </testsuite>\n");
}

fn suite(rule: &Rule, findings: &[&Finding], checked: &Checked, out: &mut String) {
    let code = rule.code;
    let unjudged = is_unjudged(rule, checked);
    let waived = findings.iter().filter(|finding| finding.is_waived()).count();
    let tests = findings.len() + usize::from(unjudged || findings.is_empty());
    let (failures, skipped) = (findings.len() - waived, waived + usize::from(unjudged));
    let _ = writeln!(
        out,
        "  <testsuite name=\"{code}\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\" skipped=\"{skipped}\">"
    );
    if unjudged {
        let why = checked.incomplete.as_deref().map(incomplete).unwrap_or_default();
        let _ = writeln!(
            out,
            "    <testcase classname=\"{code}\" name=\"history\">\n      <skipped message=\"{}\"/>\n    </testcase>",
            attribute(&why)
        );
    } else if findings.is_empty() {
        let _ = writeln!(out, "    <testcase classname=\"{code}\" name=\"no finding\"/>");
    }
    let mut names = HashSet::new();
    let mut times: HashMap<String, usize> = HashMap::new();
    for finding in findings {
        let mut plain = subject(finding);
        if !finding.field.is_empty() {
            let _ = write!(plain, " {}", tame(&finding.field));
        }
        let times = times.entry(plain.clone()).or_default();
        let mut name = plain.clone();
        while !names.insert(name.clone()) {
            *times += 1;
            name = format!("{plain} ({})", *times + 1);
        }
        case(finding, &name, checked, out);
    }
    out.push_str("  </testsuite>\n");
}

fn case(finding: &Finding, name: &str, checked: &Checked, out: &mut String) {
    let (code, name) = (finding.rule.code, attribute(name));
    let _ = writeln!(out, "    <testcase classname=\"{code}\" name=\"{name}\">");
    let said = attribute(&message(finding));
    let details = content(&details(finding));
    let _ = match finding.waived_by.as_deref() {
        Some(waiver) => {
            let why = checked.waivers.get(waiver).map_or("", |suppression| &suppression.reason);
            let why = attribute(&format!("waived by {waiver}: {}", tame(why)));
            let output = format!("      <system-out>{}: {details}</system-out>\n", finding.level);
            write!(out, "      <skipped type=\"waived\" message=\"{why}\"/>\n{output}")
        }
        None => {
            writeln!(out, "      <failure type=\"{}\" message=\"{said}\">{details}</failure>", finding.level)
        }
    };
    out.push_str("    </testcase>\n");
}

/// Says where a finding is, and all that is known of it.
fn details(finding: &Finding) -> String {
    let at = place(&finding.path, &finding.text, finding.span);
    let mut lines = vec![format!("{at}: {}", tame(&finding.message))];
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

/// Returns a text as the content of an element.
fn content(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\n' => out.push(character),
            // XML 1.0 has no way to write control characters, nor the two that are no characters at all.
            '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            _ if is_acted_upon(character) => out.push('\u{fffd}'),
            _ => out.push(character),
        }
    }
    out
}

/// Returns a text as the value of an attribute. A line end would be read as a space.
fn attribute(text: &str) -> String {
    content(text).replace('"', "&quot;").replace('\n', "&#10;")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use roxmltree::{Document, Node};
    use snapbox::IntoData;

    use super::*;
    use crate::report::tests::{EXAMPLE, checked, edit};
    use crate::rules::Rule;

    fn elements<'d>(document: &'d Document<'_>, name: &'static str) -> impl Iterator<Item = Node<'d, 'd>> {
        document.descendants().filter(move |node| node.has_tag_name(name))
    }

    #[test]
    fn a_rule_is_a_suite_and_a_finding_a_test() {
        let mut checked = checked(EXAMPLE);
        let shown = ["soup-version-missing", "soup-license-missing", "soup-duplicate"];
        checked.findings.retain(|finding| shown.contains(&finding.rule.code));
        checked.input.rules = shown.iter().filter_map(|code| Rule::of_code(code)).collect();
        checked.findings[0].reasons.push(edit());
        checked.input.unjudged = vec![checked.input.rules[1]];
        checked.incomplete = Some("shallow clone".to_owned());
        snapbox::assert_data_eq!(render(&checked), snapbox::str![[r#"
<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="tureen check of Example" tests="7" failures="3" errors="0">
  <testsuite name="tureen" tests="1" failures="0" errors="0" skipped="1">
    <properties>
      <property name="tureen" value="0.1.0"/>
      <property name="judged" value="work tree at 9f3c2b1a09, as of 2026-01-15, 3 records"/>
      <property name="rulesets" value="iec62304-ed1.1, iso14971, iso13485, fda, iec81001-5-1, mdr, practice"/>
      <property name="summary" value="1 error, 2 notes; 1 waived"/>
      <property name="commit" value="9f3c2b1a09f3c2b1a09f3c2b1a09f3c2b1a0cafe"/>
      <property name="level" value="level changed by the project: soup-license-missing is of level note (by itself: warning)"/>
    </properties>
    <testcase classname="tureen" name="history">
      <skipped message="not complete: shallow clone; what depends on history was not judged"/>
    </testcase>
  </testsuite>
  <testsuite name="soup-version-missing" tests="2" failures="1" errors="0" skipped="1">
    <testcase classname="soup-version-missing" name="SOUP-001 version">
      <failure type="error" message="no version is given">dhf/soup/SOUP-001.md:2:5: no version is given
help: write the version that is in the shipped build
asked by: IEC 62304 8.1.2 c (normative); class C</failure>
    </testcase>
    <testcase classname="soup-version-missing" name="SOUP-002 version">
      <skipped type="waived" message="waived by WAIVER-001: It comes with the platform | see @platform"/>
      <system-out>error: dhf/soup/SOUP-002.md:2:5: no version is given
help: write the version that is in the shipped build
asked by: IEC 62304 8.1.2 c (normative); class C</system-out>
    </testcase>
  </testsuite>
  <testsuite name="soup-license-missing" tests="3" failures="2" errors="0" skipped="1">
    <testcase classname="soup-license-missing" name="history">
      <skipped message="not complete: shallow clone; what depends on history was not judged"/>
    </testcase>
    <testcase classname="soup-license-missing" name="SOUP-001 license">
      <failure type="note" message="no licence is given">dhf/soup/SOUP-001.md:2:5: no licence is given
because SOUP-005 version: 4.11.0.86 → 4.12.0.88, 77c1e2ab40, 2025-11-18, Jana Vogt, via REQ-101
help: write the licence as an SPDX expression in `license`
asked by: Practice licence (practice), Practice CISA-2025 (practice); class C</failure>
    </testcase>
    <testcase classname="soup-license-missing" name="SOUP-002 license">
      <failure type="note" message="no licence is given">dhf/soup/SOUP-002.md:2:5: no licence is given
help: write the licence as an SPDX expression in `license`
asked by: Practice licence (practice), Practice CISA-2025 (practice); class C</failure>
    </testcase>
  </testsuite>
  <testsuite name="soup-duplicate" tests="1" failures="0" errors="0" skipped="0">
    <testcase classname="soup-duplicate" name="no finding"/>
  </testsuite>
</testsuites>

"#]].raw());
    }

    #[test]
    fn counts_are_those_of_the_tests_and_no_two_tests_have_one_name() {
        let mut checked = checked(EXAMPLE);
        let twice = checked.findings[0].clone();
        checked.findings.push(twice);
        checked.input.unjudged = checked.input.rules[..7].to_vec();
        let text = render(&checked);
        let document = Document::parse(&text).expect("it is XML");
        let number = |node: Node<'_, '_>, name: &str| {
            node.attribute(name).and_then(|value| value.parse::<usize>().ok()).expect("a number")
        };
        let count = |node: Node<'_, '_>, name: &'static str| {
            node.descendants().filter(|inner| inner.has_tag_name(name)).count()
        };
        for suite in elements(&document, "testsuite").chain([document.root_element()]) {
            assert_eq!(number(suite, "tests"), count(suite, "testcase"));
            assert_eq!(number(suite, "failures"), count(suite, "failure"));
            assert_eq!(number(suite, "errors"), 0);
        }
        for suite in elements(&document, "testsuite") {
            assert_eq!(number(suite, "skipped"), count(suite, "skipped"));
        }
        let cases = || elements(&document, "testcase");
        let names: BTreeSet<_> =
            cases().map(|case| (case.attribute("classname"), case.attribute("name"))).collect();
        assert_eq!(names.len(), cases().count());
        let failed = cases().filter(|case| count(*case, "failure") > 0).count();
        assert_eq!(failed, checked.open().count());
        assert_eq!(elements(&document, "testsuite").count(), checked.input.rules.len() + 1);
    }

    #[test]
    fn what_xml_forbids_does_not_reach_the_document() {
        let hostile = "a\0b\u{1}\u{1b}[31m\u{fffe}\u{ffff}\u{85}\r\n\t\"'<x>&amp;]]></failure> \u{202e}";
        let mut checked = checked(EXAMPLE);
        checked.input.device = hostile.to_owned();
        for finding in &mut checked.findings {
            finding.message = hostile.to_owned();
            finding.help = hostile.to_owned();
            finding.field = hostile.to_owned();
            finding.path = hostile.to_owned();
            finding.record = Some(hostile.to_owned());
            finding.waived_by = finding.waived_by.is_some().then(|| hostile.to_owned());
        }
        let text = render(&checked);
        let document = Document::parse(&text).expect("it is XML");
        let count = elements(&document, "failure").count() + elements(&document, "skipped").count();
        assert_eq!(count, checked.findings.len());
        assert!(!text.contains(['\0', '\u{1}', '\u{1b}', '\u{fffe}', '\u{202e}']), "something is left");
    }
}
