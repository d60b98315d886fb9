//! A record: what it is and how it stands, its fields under their clauses, its chain, body, links, history and source.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use serde::Serialize;

use super::{LinkView, anchor, contents};
use crate::diff::{ChangeKind, RecordChange};
use crate::dossier::{Placed, Reason};
use crate::field::{Card, Node, Shape, Value};
use crate::markdown::{self, Links};
use crate::record::{Common, Kind, Risk, Verification, relations};
use crate::site::clauses;
use crate::site::html::{facts, many, short, text, time};
use crate::site::state;
use crate::site::template::{Page, Templates};
use crate::site::trace::{self, Step};
use crate::site::values::{Values, word};
use crate::site::version::{Version, soup_version};
use crate::site::{Error, html};
use crate::source::Commit;
use crate::text::Position;

/// The way from a record's page to its version's folder.
pub const UP: &str = "../";

/// The part of a record's page that is the same in every version in which everything that it shows is the same.
#[derive(Debug)]
pub struct Inner {
    /// What is on this page.
    pub contents: String,
    /// Everything below the title.
    pub main: String,
}

/// A record as one version shows it, cheap to make: what is costly follows from this and the record's text.
pub struct Shown<'v> {
    version: &'v Version<'v>,
    record: Placed<'v>,
    change: Option<&'v RecordChange>,
    chain: Vec<Step>,
    outgoing: Vec<LinkView>,
    incoming: Vec<LinkView>,
    commits: Vec<&'v Commit>,
}

/// Tells apart what records' pages show.
pub type Key = [u64; 2];

impl<'v> Shown<'v> {
    /// Looks up what the page shows.
    pub fn of(version: &'v Version<'v>, record: Placed<'v>) -> Shown<'v> {
        let tip = version.read.planned.commit.as_deref();
        Shown {
            version,
            record,
            change: version.change(record),
            chain: trace::of(version, UP, record),
            outgoing: outgoing(version, record),
            incoming: incoming(version, record),
            commits: version.commits.of(record.path(), tip),
        }
    }

    /// Returns the commits that touched the record.
    pub fn commits(&self) -> &[&'v Commit] {
        &self.commits
    }

    /// Returns what the costly part depends on.
    pub fn key(&self) -> Key {
        let mut hashers = [DefaultHasher::new(), DefaultHasher::new()];
        // Two hashes of 64 bits that start apart: nobody meets both by chance.
        hashers[1].write_u8(1);
        hashers.map(|mut hasher| {
            self.hash(&mut hasher);
            hasher.finish()
        })
    }

    fn hash(&self, hasher: &mut DefaultHasher) {
        let (version, record) = (self.version, self.record);
        if record.blob().is_known() {
            record.blob().hash(hasher);
        } else {
            record.record().text.hash(hasher);
        }
        record.path().hash(hasher);
        let classed = record.classed();
        (classed.class, classed.reason.sentence(version.dossier())).hash(hasher);
        if let Some(change) = self.change {
            version.since.as_ref().map(|since| since.name()).hash(hasher);
            format!("{:?} {:?} {:?}", change.change, change.fields, change.because).hash(hasher);
        }
        (&self.chain, &self.outgoing, &self.incoming).hash(hasher);
        for commit in &self.commits {
            commit.id.hash(hasher);
        }
        for finding in version.findings_of(record.path()) {
            (finding.rule.code, finding.level, &finding.message, &finding.help, &finding.field).hash(hasher);
            (finding.span, &finding.waived_by, &finding.fingerprint).hash(hasher);
            for related in &finding.related {
                (&related.record, &related.path, &related.message, related.span).hash(hasher);
            }
        }
        // Whatever could be an id, in fields, text or links: what it leads to is shown with its title.
        let is_part =
            |character: char| character.is_ascii_alphanumeric() || matches!(character, '-' | '_' | '.');
        for word in
            record.record().text.split(|character| !is_part(character)).filter(|word| word.contains('-'))
        {
            let word = word.trim_matches(['.', '-', '_']);
            if let Some(target) = version.target(UP, word) {
                (&target.href, &target.title).hash(hasher);
            }
        }
        for link in &record.record().links {
            version.target(UP, &link.id.value).map(|target| (target.href, target.title)).hash(hasher);
        }
        if record.kind() == Kind::Soup {
            for review in record.from(&relations::ANOMALY_SOUP) {
                (review.blob(), version.addresses().page(review)).hash(hasher);
            }
        }
        // Paths and attachments: their addresses rarely change, so the whole book stands for those that are named.
        let text = &record.record().text;
        if ["](", "]:", "[[", "path:", "file:", "license_text"].iter().any(|sign| text.contains(sign)) {
            version.addresses().digest().hash(hasher);
            for (path, attachment) in &version.read.reading.tree.attachments {
                (path, attachment.blob, format!("{:?}", attachment.state)).hash(hasher);
            }
        }
    }

    /// Returns everything above the costly part: what it is and how it stands.
    pub fn page(&self) -> Page {
        let (version, record) = (self.version, self.record);
        let card = record.kind().card();
        let (id, title) = (record.record().id(), record.record().title());
        let address = version.addresses().page(record);
        let soup = soup_version(record);
        let name = if title.is_empty() { record.path() } else { title };
        let mut heading = text(name);
        if !soup.is_empty() {
            heading = format!("{heading} {}", html::version(soup));
        }
        let shown_id = if id.is_empty() { "no id".to_owned() } else { text(id) };
        let attributes = if id.is_empty() || version.dossier().find(id) != Some(record) {
            String::new()
        } else {
            let history = crate::site::address::history(id);
            let history = history.trim_start_matches("history/").trim_end_matches(".html");
            format!(" data-record=\"{}\"", text(history))
        };
        Page {
            address: address.to_string(),
            title: format!("{id} {name} {soup}").split_whitespace().collect::<Vec<_>>().join(" "),
            attributes,
            contents: String::new(),
            kicker: format!(
                "<p class=\"kicker\"><span class=\"id\">{shown_id}</span> · {} record</p>",
                card.noun
            ),
            heading,
            lead: self.lead(name, soup),
            facts: facts(&self.facts()),
            main: String::new(),
        }
    }

    fn lead(&self, name: &str, soup: &str) -> String {
        let (version, record) = (self.version, self.record);
        let values = Values { version, up: UP };
        let id = record.record().id();
        let mut what = format!("{id} {name} {soup}").split_whitespace().collect::<Vec<_>>().join(" ");
        what = text(&what);
        let classed = record.classed();
        if classed.reason != Reason::NotJudged {
            let reason = classed.reason.sentence(version.dossier());
            what.push_str(&format!(", class {} {}", classed.class, values.prose(&reason)));
            if let Some(Some(target)) = host(&classed.reason).map(|index| version.dossier().placed.get(index))
            {
                what.push_str(&format!(" {}", text(target.record.title())));
            }
        }
        what.push_str(". ");
        if let Some(risk) = record.fields::<Risk>() {
            let controls = trace::live(record.to(&relations::CONTROLS)).count();
            let estimate = trace::estimate(risk);
            if !estimate.is_empty() {
                what.push_str(&format!(
                    "Estimated {} with {}; recorded as {}. ",
                    text(&estimate),
                    many(controls, "control", "controls"),
                    text(&trace::level(risk))
                ));
            }
        }
        if record.kind() == Kind::Verification {
            let (_, word) = version.outcome(record);
            let verified = record.to(&relations::VERIFIES).count();
            what.push_str(&format!("{} of {}. ", capital(&word), many(verified, "record", "records")));
        }
        if !record.record().is_live() {
            what.push_str("Retired: no longer in use. ");
        }
        let state = version.state(record);
        let mut counts = capital(&state.counts());
        if state.waived > 0 {
            counts.push_str(&format!(", {} waived", state.waived));
        }
        what.push_str(&format!("{counts} as of {}.", time(version.as_of())));
        what
    }

    fn facts(&self) -> Vec<String> {
        let (version, record) = (self.version, self.record);
        let mut facts = Vec::new();
        if let Some(soup) = record.fields::<crate::record::Soup>() {
            facts.extend(soup.manufacturer.as_ref().map(|maker| text(&maker.value)));
            facts.extend(soup.license.as_ref().map(|license| text(&license.value)));
        }
        if let Some(verification) = record.fields::<Verification>() {
            facts.extend(verification.method.as_ref().map(|method| text(method.value.word())));
            facts.extend(
                verification.level.as_ref().map(|level| format!("{} level", text(level.value.word()))),
            );
        }
        facts.push(version.state(record).badge());
        let common = &record.record().common;
        match (&common.approved_by, &common.approved_on) {
            (Some(by), Some(on)) => {
                facts.push(format!("approval recorded as {}, {}", text(&by.value), time(on.value)))
            }
            (Some(by), None) => facts.push(format!("approval recorded as {}, undated", text(&by.value))),
            (None, _) => facts.extend(common.status.as_ref().map(|status| text(status.value.word()))),
        }
        if let Some(since) = &version.since {
            let name = html::version(since.name());
            facts.push(match self.change.map(|change| change.change) {
                None => format!("unchanged since {name}"),
                Some(ChangeKind::Added) => format!("new since {name}"),
                Some(ChangeKind::Modified | ChangeKind::Removed) => format!("changed since {name}"),
                Some(ChangeKind::Moved) => format!("its file moved since {name}"),
                Some(ChangeKind::Affected) => {
                    format!("<a href=\"#rests\">rests on what changed</a> since {name}")
                }
            });
        }
        facts
    }

    /// Renders the costly part.
    ///
    /// # Errors
    /// The template cannot be filled.
    pub fn inner(&self, templates: &Templates) -> Result<Inner, Error> {
        let (version, record) = (self.version, self.record);
        let values = Values { version, up: UP };
        let sections = self.sections(values);
        let findings: Vec<_> = version
            .findings_of(record.path())
            .map(|finding| super::findings::view(version, UP, finding, false))
            .collect();
        let body = self.body();
        let rests = self.rests();
        let chain = trace::html(&self.chain);
        let chain_name = match record.kind() {
            Kind::Soup | Kind::Item => "Risks and controls",
            Kind::Risk => "Controls and their proof",
            _ => "Proof",
        };
        let anomalies = super::soup::anomalies(version, UP, record);
        let mut shown: Vec<(String, String)> = Vec::new();
        let mut list = |id: &str, name: &str| shown.push((id.to_owned(), name.to_owned()));
        if !findings.is_empty() {
            list("findings", "Findings");
        }
        if !rests.is_empty() {
            list("rests", "Changes beneath");
        }
        for section in &sections {
            list(&section.id, &section.name);
        }
        if !chain.is_empty() {
            list("chain", chain_name);
        }
        if !anomalies.is_empty() {
            list("judged", "Anomalies judged");
        }
        if !body.is_empty() {
            list("body", "Text");
        }
        if !self.outgoing.is_empty() || !self.incoming.is_empty() {
            list("links", "Links");
        }
        list("history", "History");
        list("source", "Source");
        let borrowed: Vec<(&str, &str)> = shown.iter().map(|(id, name)| (&**id, &**name)).collect();
        let view = RecordView {
            findings,
            rests,
            previous: version.since.as_ref().map(|since| since.name()).unwrap_or_default(),
            sections,
            chain,
            chain_name,
            anomalies,
            body,
            outgoing: &self.outgoing,
            incoming: &self.incoming,
            commits: self.commits.iter().map(|commit| CommitView::of(commit)).collect(),
            is_git: version.desk.source.is_git(),
            id: record.record().id(),
            path: version.dossier().repository_path(record.path()),
            lines: record.record().text.lines().count(),
            source: source(&record.record().text),
        };
        Ok(Inner { contents: contents(&borrowed), main: templates.render("pages/record.html", &view)? })
    }

    /// Returns the fields, grouped as their cards say: what is written, and what a finding misses.
    fn sections(&self, values: Values<'_>) -> Vec<SectionView> {
        let record = self.record.record();
        let kind = record.kind();
        let mut sections: Vec<SectionView> = Vec::new();
        let mut known: BTreeSet<&str> = BTreeSet::from(["id"]);
        let own = kind.card().cards.iter();
        let title = Common::CARDS.iter().filter(|card| card.name == "title");
        let approval = Common::CARDS.iter().filter(|card| card.section != "Record");
        let mut first = kind.card().cards.first().map_or("Record", |card| card.section);
        for card in title.chain(own).chain(approval) {
            let name = card.name.trim_start_matches("r#");
            known.insert(name);
            let rows = self.rows(values, name, card);
            if rows.is_empty() {
                continue;
            }
            let section = match card.section {
                "Record" => std::mem::take(&mut first),
                "Links" => "Links as written",
                section => section,
            };
            match sections.iter_mut().find(|known| known.name == section) {
                Some(known) => known.rows.extend(rows),
                None => sections.push(SectionView {
                    id: anchor(section),
                    name: section.to_owned(),
                    clauses: clauses::of_section(kind, section),
                    rows,
                }),
            }
        }
        // The approval comes last, whichever kind has a field of its own in it.
        sections.sort_by_key(|section| (section.name == "Approval") as u8);
        if let Value::Map(entries) = &record.node.value {
            let rows: Vec<RowView> = entries
                .iter()
                .filter(|(key, _)| !known.contains(&*key.value))
                .filter_map(|(key, node)| self.row(values, &key.value, word(&key.value), None, Some(node)))
                .collect();
            if !rows.is_empty() {
                let name = "Fields that this kind does not have".to_owned();
                sections.push(SectionView { id: anchor(&name), name, clauses: String::new(), rows });
            }
        }
        sections
    }

    /// Returns a field; of one that has named parts each part.
    fn rows(&self, values: Values<'_>, name: &str, card: &'static Card) -> Vec<RowView> {
        let node = self.record.record().node.get(name);
        if let (Some(Node { value: Value::Map(entries), .. }), Shape::Map(cards)) = (node, (card.shape)()) {
            // Where the section says it already, the part's own name is enough.
            let said = card.section.to_lowercase().contains(&word(name)) || name == "system_requirements";
            let part = |key: &str| if said { word(key) } else { format!("{} {}", word(name), word(key)) };
            let mut rows: Vec<RowView> = Vec::new();
            for (key, node) in entries {
                let own = cards.iter().find(|card| card.name.trim_start_matches("r#") == &*key.value);
                let path = format!("{name}.{}", &*key.value);
                rows.extend(self.row(values, &path, part(&key.value), own, Some(node)));
            }
            for own in cards.iter().filter(|own| !entries.iter().any(|(key, _)| &*key.value == own.name)) {
                rows.extend(self.row(
                    values,
                    &format!("{name}.{}", own.name),
                    part(own.name),
                    Some(own),
                    None,
                ));
            }
            rows.extend(self.missing(name, word(name), &rows));
            return rows;
        }
        self.row(values, name, word(name), Some(card), node).into_iter().collect()
    }

    /// Returns a row for findings of a field that none of its parts shows.
    fn missing(&self, path: &str, name: String, shown: &[RowView]) -> Option<RowView> {
        let gaps: Vec<GapView> = self.gaps(path, true);
        let told =
            |gap: &GapView| shown.iter().any(|row| row.gaps.iter().any(|other| other.href == gap.href));
        let gaps: Vec<GapView> = gaps.into_iter().filter(|gap| !told(gap)).collect();
        (!gaps.is_empty()).then(|| RowView {
            name,
            doc: String::new(),
            values: Vec::new(),
            gaps,
            was: String::new(),
        })
    }

    fn row(
        &self,
        values: Values<'_>,
        path: &str,
        name: String,
        card: Option<&'static Card>,
        node: Option<&Node>,
    ) -> Option<RowView> {
        let shape = card.map_or(Shape::Special(""), |card| (card.shape)());
        let field = path.rsplit('.').next().unwrap_or(path);
        let shown: Vec<String> = node.map(|node| values.field(field, node, &shape)).unwrap_or_default();
        let gaps = self.gaps(path, shown.is_empty());
        let was = self.was(path);
        if shown.is_empty() && gaps.is_empty() && was.is_empty() {
            return None;
        }
        let doc = card.map(|card| card.doc.trim().to_owned()).unwrap_or_default();
        Some(RowView { name, doc, values: shown, gaps, was })
    }

    /// Returns what rules find at a field or inside it.
    fn gaps(&self, path: &str, is_empty: bool) -> Vec<GapView> {
        let findings = self.version.findings_of(self.record.path());
        findings
            .filter(|finding| is_within(&finding.field, path))
            .map(|finding| GapView {
                href: format!("#f-{}", finding.fingerprint),
                state: match (finding.is_waived(), is_empty) {
                    (true, _) => state::result("waived", "waived"),
                    (false, true) => state::result("missing", "missing"),
                    (false, false) => state::result("missing", "finding"),
                },
                message: finding.message.clone(),
                rule: finding.rule.code,
            })
            .collect()
    }

    /// Says what a field was in the release before, where it was something else.
    fn was(&self, path: &str) -> String {
        let (Some(change), Some(since)) = (self.change, &self.version.since) else { return String::new() };
        if change.change != ChangeKind::Modified {
            return String::new();
        }
        let previous = html::version(since.name());
        if let Some(field) = change.fields.iter().find(|field| field.name == path) {
            return match &field.before {
                None => format!("not there in {previous}"),
                Some(before) if before.chars().count() <= 60 => format!("was {} in {previous}", text(before)),
                Some(_) => format!("other words in {previous}"),
            };
        }
        let inside = change.fields.iter().any(|field| is_within(&field.name, path));
        if inside { format!("changed since {previous}") } else { String::new() }
    }

    /// Returns what changed beneath a record that nobody edited.
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
                    words: format!("{} {}", because.change.word(), fields.join(", ")).trim().to_owned(),
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

/// Returns the page of a file that cannot be read as a record.
///
/// # Errors
/// The template cannot be filled.
pub fn malformed(version: &Version<'_>, templates: &Templates, index: usize) -> Result<Page, Error> {
    let file = &version.dossier().malformed[index];
    let tip = version.read.planned.commit.as_deref();
    let findings: Vec<_> = version
        .findings_of(&file.path)
        .map(|finding| super::findings::view(version, UP, finding, false))
        .collect();
    let text_of_file = &file.malformed.text;
    let id = file.malformed.id.as_deref().unwrap_or_default();
    let view = RecordView {
        findings,
        rests: Vec::new(),
        previous: "",
        sections: Vec::new(),
        chain: String::new(),
        chain_name: "",
        anomalies: Vec::new(),
        body: String::new(),
        outgoing: &[],
        incoming: &[],
        commits: version.commits.of(&file.path, tip).into_iter().map(CommitView::of).collect(),
        is_git: version.desk.source.is_git(),
        id: "",
        path: version.dossier().repository_path(&file.path),
        lines: text_of_file.lines().count(),
        source: source(text_of_file),
    };
    let noun = file.malformed.kind.card().noun;
    let problem = &file.malformed.problem;
    Ok(Page {
        address: version.addresses().malformed(index).to_string(),
        title: file.path.to_string(),
        attributes: String::new(),
        contents: contents(&[("findings", "Findings"), ("history", "History"), ("source", "Source")]),
        kicker: format!(
            "<p class=\"kicker\"><span class=\"id\">{}</span> · {noun} record that cannot be read</p>",
            text(id)
        ),
        heading: text(&file.path),
        lead: format!(
            "This file cannot be read as a {noun} record: {} (line {}). It is shown as it is; nothing of it is judged.",
            text(&problem.message),
            Position::of(text_of_file, problem.at.start).line
        ),
        facts: facts(&[state::result("missing", "cannot be read")]),
        main: templates.render("pages/record.html", &view)?,
    })
}

/// Returns whether a field's path is that of another one, or leads into it.
fn is_within(field: &str, path: &str) -> bool {
    field.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
}

/// Returns the number of the record that a class comes from.
fn host(reason: &Reason) -> Option<usize> {
    match reason {
        Reason::Parent(index)
        | Reason::Host(index)
        | Reason::Serves(index)
        | Reason::Segregated(index)
        | Reason::Raised(index) => Some(*index),
        Reason::SegregationLacks(..)
        | Reason::Declared
        | Reason::Undeclared
        | Reason::NoSystem
        | Reason::NoHost
        | Reason::ServesNothing
        | Reason::NotJudged => None,
    }
}

fn capital(sentence: &str) -> String {
    let mut characters = sentence.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}

fn outgoing(version: &Version<'_>, record: Placed<'_>) -> Vec<LinkView> {
    record
        .outgoing()
        .map(|(link, to)| {
            link_view(
                version,
                to,
                link.relation.forward,
                link.version.as_ref().map(|version| &*version.value),
            )
        })
        .collect()
}

fn incoming(version: &Version<'_>, record: Placed<'_>) -> Vec<LinkView> {
    record
        .incoming()
        .map(|(link, from)| {
            link_view(
                version,
                from,
                link.relation.backward,
                link.version.as_ref().map(|version| &*version.value),
            )
        })
        .collect()
}

fn link_view(version: &Version<'_>, record: Placed<'_>, words: &str, stands_with: Option<&str>) -> LinkView {
    let mut words = words.to_owned();
    if let Some(stands_with) = stands_with {
        words = format!("{words} {stands_with}");
    }
    if !record.record().is_live() {
        words.push_str(", retired");
    }
    LinkView {
        href: version.href(UP, record),
        id: record.record().id().to_owned(),
        title: record.record().title().to_owned(),
        words,
    }
}

/// Returns a file with numbered lines.
pub fn source(text_of_file: &str) -> String {
    let mut out = String::with_capacity(text_of_file.len() * 2);
    for (number, line) in text_of_file.lines().enumerate() {
        let number = number + 1;
        out.push_str(&format!("<li id=\"L{number}\"><a href=\"#L{number}\">{number}</a><code>"));
        html::escape(line, &mut out);
        out.push_str("</code></li>\n");
    }
    out
}

#[derive(Serialize)]
struct RecordView<'r> {
    findings: Vec<super::findings::FindingView>,
    rests: Vec<LinkView>,
    previous: &'r str,
    sections: Vec<SectionView>,
    chain: String,
    chain_name: &'static str,
    anomalies: Vec<super::soup::AnomalyView>,
    body: String,
    outgoing: &'r [LinkView],
    incoming: &'r [LinkView],
    commits: Vec<CommitView>,
    is_git: bool,
    id: &'r str,
    path: String,
    lines: usize,
    source: String,
}

#[derive(Serialize)]
struct SectionView {
    id: String,
    name: String,
    clauses: String,
    rows: Vec<RowView>,
}

#[derive(Serialize)]
struct RowView {
    name: String,
    doc: String,
    values: Vec<String>,
    gaps: Vec<GapView>,
    was: String,
}

#[derive(Serialize)]
struct GapView {
    href: String,
    state: String,
    message: String,
    rule: &'static str,
}

/// A commit, as pages list it.
#[derive(Serialize)]
pub struct CommitView {
    date: String,
    id: String,
    subject: String,
    author: String,
}

impl CommitView {
    /// Returns what is shown of a commit.
    pub fn of(commit: &Commit) -> CommitView {
        CommitView {
            date: commit.date.to_string(),
            id: short(&commit.id).to_owned(),
            subject: commit.subject.clone(),
            author: commit.author.name.clone(),
        }
    }
}

/// The costly parts of the version before, by path.
pub type Kept = std::collections::HashMap<Arc<str>, (Key, Arc<Inner>)>;
