//! Where a version comes from: tag, commit, tool, what is recorded of whom, and how to check it.

use serde::Serialize;

use crate::site::html::{short, text, time, version as version_html};
use crate::site::template::{Page, Templates};
use crate::site::version::{Version, heading};
use crate::site::{Error, TOOL, state};
use crate::source::{SignatureKind, Tag, TagKind};

#[derive(Serialize)]
struct ProvenanceView {
    moment: Vec<(&'static str, String)>,
    tool: Vec<(&'static str, String)>,
    kinds: Vec<KindView>,
    problems: Vec<String>,
    name: String,
    is_git: bool,
}

#[derive(Serialize)]
struct KindView {
    href: String,
    name: &'static str,
    folder: String,
    live: usize,
    retired: usize,
    malformed: usize,
}

/// Returns the page.
///
/// # Errors
/// The template cannot be filled.
pub fn page(version: &Version<'_>, templates: &Templates) -> Result<Page, Error> {
    let planned = &version.read.planned;
    let snapshot = &version.read.reading.snapshot;
    let dossier = version.dossier();
    let mut moment: Vec<(&'static str, String)> = Vec::new();
    if let Some(tag) = &planned.tag {
        moment.push(("tag", self::tag(tag)));
        if !tag.message.trim().is_empty() {
            moment.push(("tag message", text(tag.message.trim()).replace('\n', "<br>")));
        }
        moment.push(("signature", signature(tag)));
    } else {
        moment.push(("moment", format!("{}, <strong>NOT RELEASED</strong>", text(version.name()))));
    }
    if let Some(commit) = &snapshot.commit {
        moment.push(("commit", format!("<code class=\"hash\">{}</code>", text(&commit.id))));
        moment.push(("tree", format!("<code class=\"hash\">{}</code>", text(&commit.tree))));
        moment.push((
            "author",
            format!(
                "{} &lt;{}&gt;, {} <span class=\"soft\">as stated, not checked</span>",
                text(&commit.author.name),
                text(&commit.author.email),
                time(commit.date)
            ),
        ));
        moment.push(("subject", text(&commit.subject)));
    }
    if version.read.reading.dirty {
        moment.push(("work tree", "the device's files differ from the commit".to_owned()));
    }
    let from = if planned.tag.is_some() { ", from the tag unless it was given" } else { "" };
    moment.push(("as of", format!("{}{from}", time(version.as_of()))));
    if version.desk.source.is_git() {
        let complete =
            if version.commits.history.complete { "complete" } else { "cut off: the clone is shallow" };
        moment.push(("history", complete.to_owned()));
    } else {
        moment.push(("history", "none: the records are in no git repository".to_owned()));
    }
    let tool = vec![
        ("tool", TOOL.to_owned()),
        ("rulesets", text(&dossier.config.rulesets.join(", "))),
        ("settings", format!("<code>{}</code>", text(&dossier.config_path))),
        ("intended use", "shows records, links and findings; decides nothing".to_owned()),
    ];
    let kinds = super::list::counts(version)
        .into_iter()
        .map(|(kind, live, retired, malformed)| KindView {
            href: format!("{}/index.html", version.addresses().folder(kind)),
            name: heading(kind),
            folder: dossier.repository_path(&format!(
                "{}/{}",
                planned.records,
                dossier.config.folder(kind).folder
            )),
            live,
            retired,
            malformed,
        })
        .collect();
    let problems = dossier.problems.iter().map(|problem| text(&problem.path)).collect();
    let at = planned.commit.as_deref().map(|commit| format!(" from commit <code>{}</code>", short(commit)));
    let view = ProvenanceView {
        moment,
        tool,
        kinds,
        problems,
        name: version.name().to_owned(),
        is_git: version.desk.source.is_git(),
    };
    Ok(Page {
        address: "provenance.html".to_owned(),
        title: "Provenance".to_owned(),
        contents: super::contents(&[
            ("moment", "Moment"),
            ("tool", "Tool"),
            ("records", "Records by kind"),
            ("check", "Check it yourself"),
            ("signatures", "Signatures"),
        ]),
        heading: "Provenance".to_owned(),
        lead: format!(
            "Made{} by {TOOL}. The same records, tool and as-of date give the same bytes.",
            at.unwrap_or_default()
        ),
        main: templates.render("pages/provenance.html", &view)?,
        ..Page::default()
    })
}

/// Says what a tag states about itself.
pub fn tag(tag: &Tag) -> String {
    let kind = match tag.kind {
        TagKind::Annotated => "annotated",
        TagKind::Lightweight => "lightweight, so without a date or a name of its own",
    };
    let by = tag.tagger.as_ref().map(|tagger| format!(", by {}", text(&tagger.name))).unwrap_or_default();
    let when = tag.time.as_ref().map(|when| format!(", {}", time(text(when)))).unwrap_or_default();
    format!("{}, {kind}{by}{when}", version_html(&tag.name))
}

/// Says what is there of a tag's signature.
pub fn signature(tag: &Tag) -> String {
    let not_checked = "<span class=\"soft\">not checked here; a git identity is not a legal signature</span>";
    match tag.signature {
        None => format!(
            "{} <span class=\"soft\">names and dates are self-declared</span>",
            state::result("na", "not signed")
        ),
        Some(SignatureKind::Ssh) => format!("present, SSH {not_checked}"),
        Some(SignatureKind::OpenPgp) => format!("present, OpenPGP {not_checked}"),
        Some(SignatureKind::X509) => format!("present, X.509 {not_checked}"),
        Some(SignatureKind::Other) => format!("present, of an unknown sort {not_checked}"),
    }
}
