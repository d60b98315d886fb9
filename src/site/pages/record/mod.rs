//! A record: what it is and how it stands, its fields under their clauses, its chain, body, links, history and source.

use std::fmt::Write;
use std::hash::Hash;
use std::sync::Arc;

use fluent_bundle::FluentValue;
use serde::Serialize;

use super::{LinkView, contents};
use crate::diff::RecordChange;
use crate::dossier::Placed;
use crate::markdown::{self, Links};
use crate::record::WrittenLink;
use crate::site::html::{facts, short, text};
use crate::site::state;
use crate::site::step::CommitFace;
use crate::site::template::{CUT, Page, Templates};
use crate::site::trace::{self, Chain};
use crate::site::values::Values;
use crate::site::version::Version;
use crate::site::words::Words;
use crate::site::{Error, html};
use crate::source::Commit;

mod fields;
mod key;
mod title;

pub use key::Kept;

use fields::SectionView;
use key::words;

/// The way from a record's page to its version's folder.
pub const UP: &str = "../";

/// The part of a record's page that is the same in every version in which everything that it shows is the same.
#[derive(Debug)]
pub struct Inner {
    /// What is on this page.
    pub contents: String,
    /// Everything below the title.
    pub main: String,
    /// How many bytes of that go on paper when the whole file is printed: all but history and source.
    pub paper: usize,
}

/// A record as one version shows it, cheap to make: what is costly follows from this and the record's text.
pub struct Shown<'v> {
    version: &'v Version<'v>,
    record: Placed<'v>,
    /// Whatever in the file could be an id.
    words: Arc<[Box<str>]>,
    change: Option<&'v RecordChange>,
    chain: Option<Chain<'v>>,
    outgoing: Vec<Linked<'v>>,
    incoming: Vec<Linked<'v>>,
    commits: Vec<&'v Commit>,
}

impl<'v> Shown<'v> {
    /// Looks up what the page shows; `kept` is what was kept of the version before.
    pub fn of(version: &'v Version<'v>, record: Placed<'v>, kept: Option<&Kept>) -> Shown<'v> {
        let kept = kept.filter(|kept| record.blob().is_known() && kept.blob == record.blob());
        let tip = version.read.planned.commit.as_deref();
        Shown {
            version,
            record,
            words: kept.map_or_else(|| words(&record.record().text), |kept| Arc::clone(&kept.words)),
            change: version.change(record),
            chain: trace::of(version, record),
            outgoing: record
                .outgoing()
                .map(|(link, to)| Linked::of(version, to, link.relation.forward, link))
                .collect(),
            incoming: record
                .incoming()
                .map(|(link, from)| Linked::of(version, from, link.relation.backward, link))
                .collect(),
            commits: version.commits.of(record.path(), tip),
        }
    }

    /// Renders the costly part.
    ///
    /// # Errors
    /// The template cannot be filled.
    pub fn inner(&self, templates: &Templates) -> Result<Inner, Error> {
        let (version, record) = (self.version, self.record);
        let words = &*version.words;
        let values = Values { version, up: UP };
        let mut sections = self.sections(values);
        // What the record is and what it stands on comes before who agreed to it.
        let closing = sections.split_off(sections.partition_point(|section| section.id != "approval"));
        let findings: Vec<_> = version
            .findings_of(record.path())
            .map(|finding| super::findings::view(version, UP, finding, false))
            .collect();
        let body = self.body();
        let list_and_picture =
            |chain: &Chain<'_>| trace::html(chain, UP, words) + &trace::picture(chain, UP, words);
        let chain = self.chain.as_ref().map(list_and_picture).unwrap_or_default();
        let chain_name = self.chain.as_ref().map_or("", |chain| words.named("trace-name", chain.key()));
        let anomalies = super::soup::anomalies(version, UP, record);
        let mut shown: Vec<(String, String)> = Vec::new();
        let mut list = |id: &str, name: &str| shown.push((id.to_owned(), name.to_owned()));
        if !findings.is_empty() {
            list("findings", words.say("nav-findings"));
        }
        for section in &sections {
            list(&section.id, &section.name);
        }
        if !chain.is_empty() {
            list("chain", chain_name);
        }
        if !anomalies.is_empty() {
            list("judged", words.say("record-anomalies"));
        }
        for section in &closing {
            list(&section.id, &section.name);
        }
        if !body.is_empty() {
            list("body", words.say("record-text"));
        }
        if !self.outgoing.is_empty() || !self.incoming.is_empty() {
            list("links", words.say("record-links"));
        }
        list("history", words.say("record-history"));
        list("source", words.say("record-source"));
        let borrowed: Vec<(&str, &str)> = shown.iter().map(|(id, name)| (&**id, &**name)).collect();
        let view = RecordView {
            findings,
            sections,
            closing,
            chain,
            chain_name,
            chain_clause: self.chain.as_ref().map_or("", Chain::clause),
            anomalies,
            body,
            outgoing: views(&self.outgoing, words),
            incoming: views(&self.incoming, words),
            commits: self.commits.iter().map(|commit| CommitView::of(commit, version)).collect(),
            is_git: version.desk.source.is_git(),
            cut_off: !version.commits.history.complete,
            id: record.record().id(),
            path: version.dossier().repository_path(record.path()),
            lines: record.record().text.lines().count(),
            source: source(&record.record().text),
            cut: CUT,
        };
        let (main, paper) = templates.render_cut("pages/record.html", &view)?;
        Ok(Inner { contents: contents(words, &borrowed), main, paper })
    }

    /// Renders what changed beneath a record that nobody edited; empty for most. It stands before the costly part, which so
    /// stays the same when only what it rests on changed.
    ///
    /// # Errors
    /// The template cannot be filled.
    pub fn beneath(&self, templates: &Templates) -> Result<String, Error> {
        let links = self.rests();
        let Some(since) = self.version.since.as_deref().filter(|_| !links.is_empty()) else {
            return Ok(String::new());
        };
        templates.render("pages/beneath.html", &BeneathView { previous: since.name(), links })
    }

    fn rests(&self) -> Vec<LinkView> {
        let because = self.change.map(|change| change.because.as_slice()).unwrap_or_default();
        because
            .iter()
            .map(|because| {
                let fields: Vec<&str> = because.fields.iter().map(|field| &*field.name).collect();
                LinkView {
                    href: self
                        .version
                        .target(UP, &because.record)
                        .map(|target| target.href)
                        .unwrap_or_default(),
                    id: because.record.clone(),
                    title: because.title.clone(),
                    words: format!(
                        "{} {}",
                        self.version.words.named("record-beneath", because.change.word()),
                        fields.join(", ")
                    )
                    .trim()
                    .to_owned(),
                }
            })
            .collect()
    }

    fn body(&self) -> String {
        let record = self.record;
        if record.record().body().trim().is_empty() {
            return String::new();
        }
        markdown::render(
            record.record().body(),
            &Links {
                destination: &|destination| self.version.destination(UP, record.path(), destination),
                id: &|id| self.version.target(UP, id),
            },
        )
    }
}

/// Returns the page of a file that cannot be read as a record, its contents and main part apart.
///
/// # Errors
/// The template cannot be filled.
pub fn malformed(version: &Version<'_>, templates: &Templates, index: usize) -> Result<(Page, Inner), Error> {
    let words = &*version.words;
    let file = &version.dossier().malformed[index];
    let tip = version.read.planned.commit.as_deref();
    let findings: Vec<_> = version
        .findings_of(&file.path)
        .map(|finding| super::findings::view(version, UP, finding, false))
        .collect();
    let text_of_file = &file.malformed.text;
    let id = file.malformed.id.as_deref().unwrap_or_default();
    let commits = version.commits.of(&file.path, tip);
    let view = RecordView {
        findings,
        sections: Vec::new(),
        closing: Vec::new(),
        chain: String::new(),
        chain_name: "",
        chain_clause: "",
        anomalies: Vec::new(),
        body: String::new(),
        outgoing: Vec::new(),
        incoming: Vec::new(),
        commits: commits.into_iter().map(|commit| CommitView::of(commit, version)).collect(),
        is_git: version.desk.source.is_git(),
        cut_off: !version.commits.history.complete,
        id: "",
        path: version.dossier().repository_path(&file.path),
        lines: text_of_file.lines().count(),
        source: source(text_of_file),
        cut: CUT,
    };
    let noun = words.named("kind", file.malformed.kind.card().name);
    let problem = &file.malformed.problem;
    let (main, paper) = templates.render_cut("pages/record.html", &view)?;
    let contents = contents(
        words,
        &[
            ("findings", words.say("nav-findings")),
            ("history", words.say("record-history")),
            ("source", words.say("record-source")),
        ],
    );
    let page = Page {
        address: version.addresses().malformed(index).to_string(),
        title: file.path.to_string(),
        attributes: String::new(),
        contents: String::new(),
        kicker: format!(
            "<p class=\"kicker\"><span class=\"id\">{}</span> · {}</p>",
            text(id),
            words.html("record-unreadable-kicker", &[("kind", noun)])
        ),
        heading: text(&file.path),
        lead: words.html(
            "record-unreadable-lead",
            &[
                ("kind", FluentValue::from(noun)),
                ("problem", words.english(text(&problem.message)).into()),
                ("line", text_of_file.position(problem.at.start).line.into()),
            ],
        ),
        facts: facts(&[state::result("missing", words.say("record-unreadable"))]),
        main: String::new(),
    };
    Ok((page, Inner { contents, main, paper }))
}

/// A link, either way, as cheap as it can be had.
#[derive(Hash)]
struct Linked<'v> {
    page: &'v str,
    id: &'v str,
    title: &'v str,
    words: &'static str,
    stands_with: Option<&'v str>,
    is_live: bool,
}

impl<'v> Linked<'v> {
    fn of(
        version: &'v Version<'v>,
        record: Placed<'v>,
        words: &'static str,
        link: &'v WrittenLink,
    ) -> Linked<'v> {
        Linked {
            page: version.addresses().page(record),
            id: record.record().id(),
            title: record.record().title(),
            words,
            stands_with: link.version.as_ref().map(|version| &*version.value),
            is_live: record.record().is_live(),
        }
    }

    fn view(&self, say: &Words) -> LinkView {
        let mut words = say.named("relation", &super::anchor(self.words)).to_owned();
        if let Some(stands_with) = self.stands_with {
            words = format!("{words} {stands_with}");
        }
        if !self.is_live {
            words.push_str(say.say("record-link-retired"));
        }
        LinkView {
            href: format!("{UP}{}", self.page),
            id: self.id.to_owned(),
            title: self.title.to_owned(),
            words,
        }
    }
}

/// Returns links as a page lists them: several between the same two records are one line.
fn views(links: &[Linked<'_>], words: &Words) -> Vec<LinkView> {
    let mut views: Vec<LinkView> = Vec::with_capacity(links.len());
    for link in links {
        let view = link.view(words);
        match views.last_mut().filter(|last| last.href == view.href) {
            Some(last) => {
                last.words.push_str(", ");
                last.words.push_str(&view.words);
            }
            None => views.push(view),
        }
    }
    views
}

/// Returns a file as the items of a numbered list: the list itself counts, and each line has an address.
pub fn source(text_of_file: &str) -> String {
    let mut out = String::with_capacity(text_of_file.len() * 3 / 2);
    for (number, line) in text_of_file.lines().enumerate() {
        let number = number + 1;
        let _ = write!(out, "<li id=\"L{number}\">");
        html::escape(line, &mut out);
        out.push_str("</li>\n");
    }
    out
}

#[derive(Serialize)]
struct BeneathView<'r> {
    previous: &'r str,
    links: Vec<LinkView>,
}

impl Inner {
    /// Puts what changed beneath before the rest: what is on the page, and the page itself.
    pub fn below(&self, beneath: &str, words: &Words) -> (String, String) {
        let name = text(words.say("record-beneath"));
        let entry = format!("<ol>\n<li><a href=\"#rests\">{name}</a></li>\n");
        (self.contents.replacen("<ol>\n", &entry, 1), format!("{beneath}{}", self.main))
    }
}

#[derive(Serialize)]
struct RecordView<'r> {
    findings: Vec<super::findings::FindingView>,
    sections: Vec<SectionView>,
    closing: Vec<SectionView>,
    chain: String,
    chain_name: &'r str,
    chain_clause: &'static str,
    anomalies: Vec<super::soup::AnomalyView>,
    body: String,
    outgoing: Vec<LinkView>,
    incoming: Vec<LinkView>,
    commits: Vec<CommitView>,
    is_git: bool,
    cut_off: bool,
    id: &'r str,
    path: String,
    lines: usize,
    source: String,
    cut: &'static str,
}

/// A commit, as pages list it.
#[derive(Serialize)]
pub struct CommitView {
    date: String,
    id: String,
    subject: String,
    author: String,
    release: Option<String>,
}

impl CommitView {
    /// Returns what is shown of a commit on the pages of a version.
    pub fn of(commit: &Commit, version: &Version<'_>) -> CommitView {
        CommitView {
            date: commit.date.to_string(),
            id: short(&commit.id).to_owned(),
            subject: commit.subject.clone(),
            author: commit.author.name.clone(),
            release: version.first_release(commit).map(str::to_owned),
        }
    }

    /// Returns what is shown of a commit that travelled in a step.
    pub fn of_face(commit: &CommitFace) -> CommitView {
        CommitView {
            date: commit.date.clone(),
            id: short(&commit.id).to_owned(),
            subject: commit.subject.clone(),
            author: commit.author.clone(),
            release: commit.release.clone(),
        }
    }
}
