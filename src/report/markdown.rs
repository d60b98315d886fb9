//! Findings as a comment for a pull request, or as the summary of a job: counts first, then a table, what is waived folded.
//!
//! A comment of GitHub takes 65,536 characters and is refused whole when it is longer. So findings stand gravest first, and the
//! least grave are left out, counted, where they would not fit.

use std::cmp::Reverse;
use std::fmt::Write;

use super::narrated::{grounds, judged, place, summary};
use super::quoted::{because, code, in_cell, levels, plain};
use super::{Checked, Rendered};
use crate::rules::Finding;

/// How many characters a comment may have. GitHub takes 65,536; the rest is for a line that a workflow puts around it.
const MOST: usize = 65_000;

/// Writes the comment.
pub fn render(checked: &Checked) -> Rendered {
    render_within(checked, MOST)
}

/// Writes the comment with as many findings as fit.
fn render_within(checked: &Checked, most: usize) -> Rendered {
    let head = head(checked);
    let mut open: Vec<&Finding> = checked.open().collect();
    open.sort_by_key(|finding| Reverse(finding.level));
    let waived: Vec<&Finding> = checked.findings.iter().filter(|finding| finding.is_waived()).collect();
    let mut left = most.saturating_sub(head.chars().count() + 500);
    let (table, more) = table(&open, OPEN, open_row, &mut left);
    let (folded, more_waived) =
        self::table(&waived, WAIVED, |finding| waived_row(finding, checked), &mut left);
    let mut text = head;
    if !open.is_empty() {
        let _ = write!(text, "\n{table}");
    }
    if !waived.is_empty() {
        let _ =
            write!(text, "\n<details><summary>Waived ({})</summary>\n\n{folded}\n</details>\n", waived.len());
    }
    let left_out = (more + more_waived > 0).then(|| {
        format!("{more} open and {more_waived} waived findings are left out, the least grave, to stay below {most} characters")
    });
    if let Some(left_out) = &left_out {
        let _ = writeln!(text, "\n**Cut**: {left_out}. `tureen check` lists them all.");
    }
    Rendered { text, left_out }
}

/// The headings of the findings that no waiver suppresses.
const OPEN: &[&str] = &["Level", "Rule", "Record", "Finding", "Asked for by", "Place"];
/// The headings of those that one suppresses.
const WAIVED: &[&str] = &["Rule", "Record", "Finding", "Asked for by", "Waiver", "Reason"];

/// Counts the findings and says all that is about the check as a whole.
fn head(checked: &Checked) -> String {
    let input = &checked.input;
    let mut out = format!("### {}: {}\n\n", plain(&input.device), plain(&summary(checked)));
    let _ = writeln!(out, "{}", code(&judged(input)));
    if let Some(why) = &checked.incomplete {
        let _ = writeln!(out, "\n**Not complete**: {}; what depends on history was not judged.", plain(why));
    }
    if !input.narrowed.is_empty() {
        let _ = writeln!(out, "\nOnly: {}.", plain(&input.narrowed.join(", ")));
    }
    if !input.levels.is_empty() {
        let _ = writeln!(out, "\n{}", levels(&input.levels));
    }
    out
}

/// Writes rows as long as they fit into what is left; returns how many do not.
fn table(
    findings: &[&Finding],
    headings: &[&str],
    row: impl Fn(&Finding) -> Vec<String>,
    left: &mut usize,
) -> (String, usize) {
    let mut out = format!("| {} |\n|{}\n", headings.join(" | "), " --- |".repeat(headings.len()));
    for (index, finding) in findings.iter().enumerate() {
        let line = format!("| {} |\n", row(finding).join(" | "));
        let length = line.chars().count();
        if length > *left {
            // Nothing less grave takes the place of what does not fit.
            *left = 0;
            return (out, findings.len() - index);
        }
        *left -= length;
        out += &line;
    }
    (out, 0)
}

fn open_row(finding: &Finding) -> Vec<String> {
    let at = place(&finding.path, &finding.text, finding.span);
    let mut says = in_cell(&plain(&finding.message));
    for edit in &finding.reasons {
        let _ = write!(says, "<br>because {}", in_cell(&because(edit)));
    }
    let _ = write!(says, "<br>help: {}", in_cell(&plain(&finding.help)));
    vec![
        finding.level.to_string(),
        format!("`{}`", finding.rule.code),
        record(finding),
        says,
        in_cell(&plain(&grounds(finding))),
        in_cell(&code(&at)),
    ]
}

fn waived_row(finding: &Finding, checked: &Checked) -> Vec<String> {
    let id = finding.waived_by.as_deref().unwrap_or_default();
    let mut waiver = in_cell(&code(id));
    let mut reason = String::new();
    if let Some(suppression) = checked.waivers.get(id) {
        let _ = write!(waiver, "<br>approval recorded as {}", in_cell(&plain(&suppression.approved_by)));
        if let Some(expires) = suppression.expires {
            let _ = write!(waiver, ", until {expires}");
        }
        reason = in_cell(&plain(&suppression.reason));
    }
    vec![
        format!("`{}`", finding.rule.code),
        record(finding),
        in_cell(&plain(&finding.message)),
        in_cell(&plain(&grounds(finding))),
        waiver,
        reason,
    ]
}

fn record(finding: &Finding) -> String {
    finding.record.as_deref().map_or("–".to_owned(), |record| in_cell(&code(record)))
}

#[cfg(test)]
mod tests {
    use snapbox::IntoData;

    use super::*;
    use crate::report::quoted::tests::{HOSTILE, assert_harmless};
    use crate::report::tests::{EXAMPLE, checked, edit};

    #[test]
    fn counts_come_first_and_what_is_waived_is_folded() {
        let mut checked = checked(EXAMPLE);
        let shown = ["soup-version-missing", "soup-license-missing"];
        checked.findings.retain(|finding| shown.contains(&finding.rule.code));
        checked.findings[0].reasons.push(edit());
        checked.incomplete = Some("shallow clone".to_owned());
        snapbox::assert_data_eq!(render(&checked).text, snapbox::str![[r#"
### Example: 1 error, 2 notes; 1 waived

`work tree at 9f3c2b1a09, as of 2026-01-15, 3 records`

**Not complete**: shallow clone; what depends on history was not judged.

**Levels changed by the project**: `soup-license-missing` is of level note (by itself warning)

| Level | Rule | Record | Finding | Asked for by | Place |
| --- | --- | --- | --- | --- | --- |
| error | `soup-version-missing` | `SOUP-001` | no version is given<br>help: write the version that is in the shipped build | IEC 62304 8.1.2 c (normative); class C | `dhf/soup/SOUP-001.md:2:5` |
| note | `soup-license-missing` | `SOUP-001` | no licence is given<br>because `SOUP-005` `version`: `4.11.0.86` → `4.12.0.88`, `77c1e2ab40`, 2025-11-18, Jana Vogt, via `REQ-101`<br>help: write the licence as an SPDX expression in `license` | Practice licence (practice), Practice CISA-2025 (practice); class C | `dhf/soup/SOUP-001.md:2:5` |
| note | `soup-license-missing` | `SOUP-002` | no licence is given<br>help: write the licence as an SPDX expression in `license` | Practice licence (practice), Practice CISA-2025 (practice); class C | `dhf/soup/SOUP-002.md:2:5` |

<details><summary>Waived (1)</summary>

| Rule | Record | Finding | Asked for by | Waiver | Reason |
| --- | --- | --- | --- | --- | --- |
| `soup-version-missing` | `SOUP-002` | no version is given | IEC 62304 8.1.2 c (normative); class C | `WAIVER-001`<br>approval recorded as Ada Example, until 2026-12-31 | `It comes with the platform \| see @platform` |

</details>

"#]].raw());
    }

    #[test]
    fn what_does_not_fit_is_counted_and_no_error_goes_before_a_warning() {
        let checked = checked(EXAMPLE);
        let Rendered { text, left_out } = render_within(&checked, 3_000);
        assert!(text.chars().count() <= 3_000, "{}", text.chars().count());
        let left_out = left_out.expect("there is more than fits");
        assert!(text.contains(&left_out), "{text}");
        let levels = text.lines().filter(|line| line.starts_with("| error") || line.starts_with("| warning"));
        let levels: Vec<_> = levels.collect();
        assert!(levels.len() > 1 && levels.iter().all(|line| line.starts_with("| error")), "{text}");
        assert_eq!(render(&checked).left_out, None);
    }

    #[test]
    fn nothing_in_a_record_marks_up_a_comment() {
        for text in HOSTILE {
            let mut checked = checked(EXAMPLE);
            checked.input.device = (*text).to_owned();
            checked.input.narrowed.push((*text).to_owned());
            for finding in &mut checked.findings {
                finding.message = (*text).to_owned();
                finding.help = (*text).to_owned();
                finding.path = (*text).to_owned();
                finding.record = Some((*text).to_owned());
                finding.reasons.push(edit());
                finding.reasons[0].after = Some((*text).to_owned());
            }
            for waiver in checked.waivers.values_mut() {
                waiver.reason = (*text).to_owned();
                waiver.approved_by = (*text).to_owned();
            }
            assert_harmless(text, &render(&checked).text, &[6]);
        }
    }
}
