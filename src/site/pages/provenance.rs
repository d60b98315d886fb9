//! Where a version comes from: tag, commit, signatures, tool, what git shows of whom, and how to check and build it again.

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::signing;
use crate::site::html::{short, text, time, version as version_html};
use crate::site::inputs::Tool;
use crate::site::template::{Page, Templates};
use crate::site::version::Version;
use crate::site::words::Words;
use crate::site::{Error, TOOL};
use crate::source::{Commit, Tag, TagKind};

#[derive(Serialize)]
struct ProvenanceView {
    moment: Vec<Row>,
    signatures: Vec<Row>,
    tool: Vec<Row>,
    kinds: Vec<KindView>,
    problems: Vec<String>,
    rebuild: Option<String>,
    limits: Vec<Row>,
    folder: String,
}

/// A fact: its name, as HTML what there is to say, and whether that is said.
type Row = (String, String);

#[derive(Serialize)]
struct KindView {
    href: String,
    name: String,
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
    let words = &*templates.words;
    let planned = &version.read.planned;
    let dossier = version.dossier();
    let kinds = super::list::counts(version).into_iter().map(|(kind, live, retired, malformed)| KindView {
        href: format!("{}/index.html", version.addresses().folder(kind)),
        name: words.named("kinds", kind.card().name).to_owned(),
        folder: dossier.repository_path(&format!(
            "{}/{}",
            planned.records,
            dossier.config.folder(kind).folder
        )),
        live,
        retired,
        malformed,
    });
    let view = ProvenanceView {
        moment: moment(version, words),
        signatures: signing::rows(version, words),
        tool: tool(version, words),
        kinds: kinds.collect(),
        problems: dossier.problems.iter().map(|problem| text(&problem.path)).collect(),
        rebuild: rebuild(version),
        limits: super::approvals::limits(words),
        folder: planned.folder.clone(),
    };
    let title = words.say("nav-provenance").to_owned();
    Ok(Page {
        address: "provenance.html".to_owned(),
        contents: super::contents(
            words,
            &[
                ("moment", words.say("provenance-moment")),
                ("signatures", words.say("provenance-signatures")),
                ("tool", words.say("provenance-tool")),
                ("records", words.say("provenance-records")),
                ("check", words.say("provenance-check")),
                ("limits", words.say("provenance-limits")),
                ("signing", words.say("provenance-sign-here")),
            ],
        ),
        heading: title.clone(),
        title,
        lead: lead(version, words),
        main: templates.render("pages/provenance.html", &view)?,
        ..Page::default()
    })
}

/// Says which commit this is, and how its tag is signed.
fn lead(version: &Version<'_>, words: &Words) -> String {
    let name = version_html(version.name());
    let tool = TOOL.to_owned();
    let Some(commit) = &version.read.planned.commit else {
        return words.html("provenance-lead-no-commit", &[("version", name), ("tool", tool)]);
    };
    let commit = format!("<code>{}</code>", text(short(commit)));
    let signed = signing::in_short(version, words);
    words.html(
        "provenance-lead",
        &[("version", name), ("commit", commit), ("tool", tool), ("signed", text(signed))],
    )
}

/// Says what was read: the tag, the commit, and what both state of themselves.
fn moment(version: &Version<'_>, words: &Words) -> Vec<Row> {
    let planned = &version.read.planned;
    let snapshot = &version.read.reading.snapshot;
    let mut rows: Vec<Row> = Vec::new();
    let mut add =
        |key: &str, html: String| rows.push((words.named("provenance-label", key).to_owned(), html));
    let stated = soft(words.say("provenance-self-declared"));
    match &planned.tag {
        Some(tag) => {
            add("tag", self::tag(tag, words));
            if tag.kind == TagKind::Annotated {
                add("tag-object", hash(&tag.object));
            }
            if let Some(tagger) = &tag.tagger {
                let when =
                    tag.time.as_deref().map(|when| format!(", {}", time(text(when)))).unwrap_or_default();
                add(
                    "tagger",
                    format!("{} &lt;{}&gt;{when} {stated}", text(&tagger.name), text(&tagger.email)),
                );
            }
            if !tag.message.trim().is_empty() {
                add("tag-message", text(tag.message.trim()).replace('\n', "<br>"));
            }
        }
        None => add(
            "moment",
            format!("{}, <strong>{}</strong>", text(version.name()), text(words.say("base-not-released"))),
        ),
    }
    if let Some(commit) = &snapshot.commit {
        add("commit", hash(&commit.id));
        add("tree", hash(&commit.tree));
        add("subject", text(&commit.subject));
        let Commit { author, committer, time: written, committer_time, .. } = commit;
        add(
            "author",
            format!(
                "{} &lt;{}&gt;, {} {stated}",
                text(&author.name),
                text(&author.email),
                time(text(written))
            ),
        );
        add(
            "committer",
            format!(
                "{} &lt;{}&gt;, {} {stated}",
                text(&committer.name),
                text(&committer.email),
                time(text(committer_time))
            ),
        );
        if !commit.trailers.is_empty() {
            let lines = commit.trailers.iter().map(|(key, value)| format!("{}: {}", text(key), text(value)));
            let lines = lines.collect::<Vec<_>>().join("<br>");
            add("trailers", format!("{lines} {}", soft(words.say("provenance-trailers-are"))));
        }
    }
    if version.read.reading.dirty {
        add("work-tree", text(words.say("provenance-differs")));
    }
    let from = match planned.tag.as_ref().and_then(|tag| tag.date) {
        Some(date) if date == version.as_of() => words.say("provenance-as-of-tag"),
        Some(_) => words.say("provenance-as-of-given"),
        None => words.say("provenance-as-of-build"),
    };
    add("as-of", format!("{}, {}", time(version.as_of()), text(from)));
    let history = match (version.desk.source.is_git(), version.commits.history.complete) {
        (false, _) => words.say("provenance-history-none"),
        (true, false) => words.say("provenance-history-cut"),
        (true, true) => words.say("provenance-history-whole"),
    };
    add("history", text(history));
    if version.desk.source.is_git() {
        add("hash", text(version.desk.source.hash_function()));
    }
    rows
}

/// Says by what the pages were made.
fn tool(version: &Version<'_>, words: &Words) -> Vec<Row> {
    let dossier = version.dossier();
    let config = &dossier.config;
    let digest: String = Sha256::digest(&*config.text).iter().map(|byte| format!("{byte:02x}")).collect();
    let row = |key: &str, html: String| (words.named("provenance-label", key).to_owned(), html);
    vec![
        row("tool", TOOL.to_owned()),
        row("sources", hash(&Tool::this().sources)),
        row("rulesets", text(&config.rulesets.join(", "))),
        row("settings", format!("<code>{}</code>, SHA-256 {}", text(&dossier.config_path), hash(&digest))),
        row("language", text(words.language())),
        row("intended-use", text(words.say("provenance-intended-use"))),
    ]
}

/// Returns the command that builds the version again; `None` where nothing but a tag or commit could.
fn rebuild(version: &Version<'_>) -> Option<String> {
    let planned = &version.read.planned;
    if planned.folder == "unreleased" || planned.commit.is_none() {
        return None;
    }
    let quoted = |text: &str| match text
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || b"._-/+".contains(&byte))
    {
        true => text.to_owned(),
        false => format!("'{}'", text.replace('\'', "'\\''")),
    };
    let date = planned.tag.as_ref().and_then(|tag| tag.date);
    let as_of =
        if date == Some(version.as_of()) { String::new() } else { format!(" --as-of {}", version.as_of()) };
    Some(format!("tureen build --at {}{as_of} -o rebuilt", quoted(version.name())))
}

/// Says what a tag states about itself.
pub fn tag(tag: &Tag, words: &Words) -> String {
    let kind = match tag.kind {
        TagKind::Annotated => words.say("provenance-annotated"),
        TagKind::Lightweight => words.say("provenance-lightweight"),
    };
    format!("{}, {}", version_html(&tag.name), text(kind))
}

fn hash(digits: &str) -> String {
    format!("<code class=\"hash\">{}</code>", text(digits))
}

/// Returns a remark beside a fact, as HTML.
pub(super) fn soft(words: &str) -> String {
    format!("<span class=\"soft\">{}</span>", text(words))
}
