//! The head of a comment, of which nothing is ever cut: its marker, the verdict, and what is judged differently.

use std::fmt::Write;

use super::entries;
use crate::report::diff::Compared;
use crate::report::diff::links::Links;
use crate::report::narrated::judged;
use crate::report::quoted::{code, levels, plain};
use crate::review::Verdict;

/// Returns the hidden line by which a comment is found again, one for each device of a repository.
pub(super) fn marker(compared: &Compared) -> String {
    let named = |text: &str| -> String {
        let kept =
            text.chars().map(|it| if it.is_ascii_alphanumeric() || "._-".contains(it) { it } else { '-' });
        kept.take(80).collect::<String>().replace("--", "-").trim_matches('-').to_owned()
    };
    let root = named(compared.head.root.trim_end_matches('/'));
    // What a change says of the device must not part it from the comment that is there.
    let input = if compared.base.records > 0 { &compared.base } else { &compared.head };
    let device = named(&input.device_id);
    let at = if root.is_empty() { String::new() } else { format!(":{root}") };
    format!("<!-- tureen:diff:{device}{at} -->\n")
}

/// Says the verdict with all counts, and what is judged differently.
pub(super) fn render(compared: &Compared, links: &Links<'_>) -> String {
    let review = &compared.review;
    let sign = match review.gate.verdict {
        Verdict::Pass => "✅",
        Verdict::Fail => "❌",
        Verdict::Unknown => "❔",
    };
    let mut out = marker(compared);
    let _ = writeln!(out, "### {sign} {}\n", plain(&compared.head.device));
    let _ = writeln!(out, "**{}**\n", plain(&compared.verdict()));
    if let Some(why) = &compared.incomplete {
        let _ = writeln!(out, "**Not complete**: {}; what depends on history was not judged.\n", plain(why));
    }
    policy(compared, &mut out);
    let _ = writeln!(out, "{}", compared.changes(plain));
    let others = compared.others();
    if !others.is_empty() {
        let _ = writeln!(out, "Other findings: {}.", others.join(", "));
    }
    if let Some(changes) = &links.changes {
        let _ = writeln!(out, "[All of it on the site]({changes})");
    }
    let (base, head) = (code(&judged(&compared.base)), code(&judged(&compared.head)));
    let _ = writeln!(out, "\nFrom {base} to {head}");
    // The earlier moment's configuration judges both.
    if !compared.base.levels.is_empty() {
        let _ = writeln!(out, "\n{}", levels(&compared.base.levels));
    }
    out
}

/// How many changes of the configuration and of waivers are told one by one.
const MANY: usize = 12;

fn policy(compared: &Compared, out: &mut String) {
    let policy = &compared.review.diff.policy;
    if policy.is_empty() {
        return;
    }
    out.push_str("**This changes how the device is judged.** The gate judges without these changes, but for where records lie:\n\n");
    let keys =
        policy.configuration.iter().map(|key| format!("- {}: {}", code(&key.name), entries::values(key)));
    let waivers = policy.waivers.iter().map(|waiver| {
        let fields = waiver.fields.iter().take(6).map(|field| {
            let value = field.after.as_deref().or(field.before.as_deref()).unwrap_or_default();
            format!("{} {}", code(&field.name), code(value))
        });
        let fields: Vec<String> = fields.collect();
        format!("- {} {}: {}", code(&waiver.id), waiver.change.word(), fields.join(", "))
    });
    let each: Vec<String> = keys.chain(waivers).collect();
    for line in each.iter().take(MANY) {
        // One line must not push the verdict out of the budget.
        let end = line.char_indices().nth(400).map(|(end, _)| end);
        match end {
            Some(_) => out.push_str("- a change too long to be told here\n"),
            None => out.push_str(&format!("{line}\n")),
        }
    }
    if each.len() > MANY {
        let _ = writeln!(out, "- and {} more", each.len() - MANY);
    }
    out.push('\n');
}
