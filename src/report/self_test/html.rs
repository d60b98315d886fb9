//! A self-test as a page to print and sign: one file, its style inside, nothing loaded from elsewhere.

use std::fmt::Write;

use super::{INTENDED_USE, LIMITS, NOT_INTENDED, Tested, rulesets};
use crate::markdown::escape;
use crate::rules::proof::Verdict;

/// Writes the page.
pub(super) fn render(tested: &Tested) -> String {
    let mut out = String::from(HEAD);
    let version = env!("CARGO_PKG_VERSION");
    let _ = write!(
        out,
        "<title>Self-test of Tureen {version}, {date}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n\
         <h1>Self-test of Tureen {version}</h1>\n<p class=\"verdict\">{verdict}</p>\n",
        date = tested.date,
        verdict = text(&tested.verdict())
    );
    about(tested, &mut out);
    rules(tested, &mut out);
    device(tested, &mut out);
    failures(tested, &mut out);
    list("What the program is for", Some(INTENDED_USE), NOT_INTENDED, &mut out);
    list("What this report shows, and what not", None, LIMITS, &mut out);
    out.push_str(RECORD);
    out.push_str("</main>\n</body>\n</html>\n");
    out
}

fn about(tested: &Tested, out: &mut String) {
    let binary = &tested.binary;
    out.push_str("<h2>What was run</h2>\n<dl>\n");
    for (name, value) in [
        ("Date", tested.date.to_string()),
        ("Program", format!("tureen {}, {} build", env!("CARGO_PKG_VERSION"), binary.profile)),
        ("File", binary.path.clone()),
        ("SHA-256", binary.sha256.clone()),
        ("Size", format!("{} bytes", binary.bytes)),
        ("Platform", format!("{} on {}", binary.os, binary.arch)),
    ] {
        let _ = writeln!(out, "<div><dt>{name}</dt><dd>{}</dd></div>", text(&value));
    }
    out.push_str("</dl>\n");
    let rows = rulesets().map(|standard| {
        [standard.ruleset, standard.name, standard.edition, standard.title].map(str::to_owned).to_vec()
    });
    table("Rulesets", &["Ruleset", "Cited as", "Edition", "About"], rows, out);
}

fn rules(tested: &Tested, out: &mut String) {
    out.push_str("<h2>Rules, by their own examples</h2>\n");
    let rows = tested.proofs.iter().map(|proof| {
        let clauses: Vec<String> = proof.rule.clauses.iter().map(ToString::to_string).collect();
        vec![
            proof.rule.code.to_owned(),
            clauses.join(", "),
            counted(&proof.wrong),
            counted(&proof.right),
            word(proof.is_passed()).to_owned(),
        ]
    });
    let heads = ["Rule", "Rests on", "Wrong example", "Right example", "Verdict"];
    table("Places found, of those that are drawn", &heads, rows, out);
}

fn device(tested: &Tested, out: &mut String) {
    out.push_str("<h2>The example device, by all rules</h2>\n");
    let rows = tested.wholes.iter().map(|whole| {
        let passed = word(whole.is_passed()).to_owned();
        vec![whole.moment.clone(), whole.expected.clone(), whole.found.clone(), passed]
    });
    table("Findings at three moments", &["Moment", "Expected", "Found", "Verdict"], rows, out);
}

fn failures(tested: &Tested, out: &mut String) {
    let failed: Vec<_> = tested.proofs.iter().filter(|proof| !proof.is_passed()).collect();
    if failed.is_empty() {
        return;
    }
    out.push_str("<h2>What failed</h2>\n<ul>\n");
    for proof in failed {
        for (name, verdict) in [("wrong example", &proof.wrong), ("right example", &proof.right)] {
            for difference in &verdict.differences {
                let _ = writeln!(out, "<li>{}, {name}: {}</li>", proof.rule.code, text(difference));
            }
        }
    }
    out.push_str("</ul>\n");
}

fn list(heading: &str, lead: Option<&str>, items: &[&str], out: &mut String) {
    let _ = writeln!(out, "<h2>{heading}</h2>");
    if let Some(lead) = lead {
        let _ = writeln!(out, "<p>{}</p>", text(lead));
    }
    out.push_str("<ul>\n");
    for item in items {
        let _ = writeln!(out, "<li>{}</li>", text(item));
    }
    out.push_str("</ul>\n");
}

/// Writes a table; the first cell of each row heads it.
fn table(caption: &str, heads: &[&str], rows: impl Iterator<Item = Vec<String>>, out: &mut String) {
    let _ = write!(out, "<table>\n<caption>{caption}</caption>\n<thead>\n<tr>");
    for head in heads {
        let _ = write!(out, "<th scope=\"col\">{head}</th>");
    }
    out.push_str("</tr>\n</thead>\n<tbody>\n");
    for row in rows {
        out.push_str("<tr>");
        for (number, cell) in row.iter().enumerate() {
            let _ = match number {
                0 => write!(out, "<th scope=\"row\">{}</th>", text(cell)),
                _ => write!(out, "<td>{}</td>", text(cell)),
            };
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table>\n");
}

fn counted(verdict: &Verdict) -> String {
    format!("{} of {}", verdict.found, verdict.expected)
}

fn word(passed: bool) -> &'static str {
    if passed { "passed" } else { "FAILED" }
}

fn text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    escape(text, &mut out);
    out
}

const HEAD: &str = "<!DOCTYPE html>
<html lang=\"en\">
<head>
<meta charset=\"utf-8\">
<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">
<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">
";

const STYLE: &str = "\
:root { color-scheme: light; }
body { background: #fff; color: #1b1b1b; font: 1rem/1.5 system-ui, sans-serif; margin: 0; }
main { margin: 0 auto; max-width: 60rem; padding: 2rem 1.5rem; }
h1 { font-size: 1.6rem; margin: 0 0 .5rem; }
h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; }
.verdict { border: 2px solid #1b1b1b; font-weight: 600; padding: .5rem .75rem; }
dl { margin: 0; }
dl div { display: flex; gap: 1rem; }
dt { flex: 0 0 6rem; }
dd { font-weight: 600; margin: 0; overflow-wrap: anywhere; }
table { border-collapse: collapse; font-size: .9rem; margin: 1rem 0; width: 100%; }
caption { font-weight: 600; padding-bottom: .25rem; text-align: left; }
th, td { border-bottom: 1px solid #8a8a8a; padding: .2rem .5rem .2rem 0; text-align: left; vertical-align: top; }
tbody th { font-weight: 400; }
@media screen and (max-width: 48rem) { th, td { overflow-wrap: anywhere; } }
.record { border-bottom: 1px solid #1b1b1b; min-height: 2.2rem; padding-top: 1.2rem; }
@page { margin: 18mm 16mm; }
@media print {
  main { max-width: none; padding: 0; }
  body { font-size: 10pt; }
  thead { display: table-header-group; }
  tr, .signature { break-inside: avoid; }
  h2 { break-after: avoid; }
}
";

/// The lines that a person fills in: what the report is evidence for is not for the program to say.
const RECORD: &str = "<section class=\"signature\">
<h2>To be filled in by the user</h2>
<p>What is written here is the user's own statement. The program makes none.</p>
<p class=\"record\">Intended use of the program here, and what follows if it fails:</p>
<p class=\"record\">Checked on records of our own, with the result:</p>
<p class=\"record\">Issues, and what was decided about them:</p>
<p class=\"record\">Conclusion:</p>
<p class=\"record\">Name and role:</p>
<p class=\"record\">Date:</p>
<p class=\"record\">Signature:</p>
</section>
";
