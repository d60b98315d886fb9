//! Records: one Markdown file with YAML front matter each, typed by kind.
//!
//! In goes the text of a file and the kind that its folder gives; out comes a [`Record`] with all the faults of writing it,
//! or, where nothing of the front matter can be used, a [`Malformed`]. Parsing never fails and never stops at the first fault.

use std::sync::{Arc, OnceLock};

use jiff::civil::Date;

use crate::field::{
    Card, Fault, FaultKind, FromNode, Id, Links, Node, Reader, Shape, Text, Value, fields, words,
};
use crate::markdown::{self, BodyLink};
use crate::standard::Class;
use crate::text::{FileText, Span, Spanned};

pub mod anomaly_review;
pub mod change;
pub mod control;
pub mod document;
pub(crate) mod front_matter;
pub mod item;
pub mod problem;
pub mod relations;
pub mod release;
pub mod requirement;
pub mod risk;
pub mod segregation;
pub mod soup;
pub mod tool;
pub mod verification;
pub mod waiver;

pub use anomaly_review::AnomalyReview;
pub use change::Change;
pub use control::Control;
pub use document::Document;
pub use item::Item;
pub use problem::Problem;
pub use relations::{Relation, WrittenLink};
pub use release::Release;
pub use requirement::Requirement;
pub use risk::Risk;
pub use soup::Soup;
pub use tool::Tool;
pub use verification::Verification;
pub use waiver::Waiver;

/// A record: what its file says, typed, with every place kept.
///
/// A record does not know its path, so that equal files at many moments are one record.
#[derive(Debug)]
pub struct Record {
    /// The fields that every kind has.
    pub common: Common,
    /// The fields of its kind.
    pub fields: Fields,
    /// The front matter as it was written.
    pub node: Node,
    /// What is wrong with the writing, in the order of the file.
    pub faults: Vec<Fault>,
    /// The whole file.
    pub text: FileText,
    /// Where the body stands in the file.
    pub body: Span,
    /// The links of the front matter, in the order of the kind's fields.
    pub links: Vec<WrittenLink>,
    /// Looked for when they are first asked for: nobody asks an earlier state of a record.
    body_links: OnceLock<Vec<BodyLink>>,
}

/// A file that cannot be read as a record; it stays in the dossier.
#[derive(Debug)]
pub struct Malformed {
    /// The kind that its folder gives.
    pub kind: Kind,
    /// The id, where a line of the file still tells it: links to it are not reported as well.
    pub id: Option<Box<str>>,
    /// Why it cannot be read.
    pub problem: Fault,
    /// The whole file; empty where it could not be read at all.
    pub text: FileText,
}

fields! {
    /// The fields that every kind of record has.
    pub struct Common {
        /// The identity of the record: its prefix, then letters, digits, `.`, `_`, `-`; 64 characters at most. The file may move, the id may not.
        id: Option<Id> = Identity, "Record";
        /// What the record is called.
        title: Option<Text> = Identity, "Record";
        /// Where it stands: draft, in-review, approved or retired. A retired record is no longer live.
        status: Option<Spanned<Status>> = Meta, "Approval";
        /// Who looks after it.
        owner: Option<Text> = Meta, "Approval";
        /// Who approved it. A statement, not a signature.
        approved_by: Option<Text> = Meta, "Approval";
        /// The day on which it was approved.
        approved_on: Option<Spanned<Date>> = Meta, "Approval";
    }
}

words! {
    /// Where a record stands.
    pub enum Status {
        /// Being written.
        Draft = "draft",
        /// Being reviewed.
        InReview = "in-review",
        /// Approved.
        Approved = "approved",
        /// No longer in use.
        Retired = "retired",
    }
}

/// What is known of a kind of record before any is read.
#[derive(Debug)]
pub struct KindCard {
    /// The kind.
    pub kind: Kind,
    /// Its name in outputs and on the command line.
    pub name: &'static str,
    /// Its heading.
    pub heading: &'static str,
    /// What one of them is called in a sentence.
    pub noun: &'static str,
    /// Its folder below the records' root, unless the configuration says otherwise.
    pub folder: &'static str,
    /// What its ids begin with, unless the configuration says otherwise.
    pub prefixes: &'static [&'static str],
    /// Its own fields.
    pub cards: &'static [Card],
}

macro_rules! kinds {
    ($( $(#[doc = $doc:literal])* $kind:ident: $name:literal, $heading:literal, $noun:literal, $folder:literal, [$($prefix:literal),+]; )+) => {
        /// The kinds of records, in the order of their folders.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Kind { $( $(#[doc = $doc])* $kind, )+ }

        /// The card of every kind, in the order of [`Kind`].
        pub static KINDS: &[KindCard] = &[$( KindCard {
            kind: Kind::$kind, name: $name, heading: $heading, noun: $noun, folder: $folder, prefixes: &[$($prefix),+], cards: $kind::CARDS,
        } ),+];

        /// The fields of a record's own kind.
        #[derive(Debug)]
        pub enum Fields { $( $(#[doc = $doc])* $kind(Box<$kind>), )+ }

        impl Fields {
            /// Returns the kind.
            pub fn kind(&self) -> Kind {
                match self { $( Fields::$kind(_) => Kind::$kind, )+ }
            }

            fn fill(kind: Kind, node: &Node, reader: &mut Reader) -> Fields {
                match kind { $( Kind::$kind => Fields::$kind(Box::new($kind::fill(node, reader))), )+ }
            }

            pub(super) fn links(&self) -> Links<'_> {
                let mut found = Links::new();
                match self { $( Fields::$kind(fields) => fields.collect_links("", "", &mut found), )+ }
                found
            }
        }
    };
}

kinds! {
    /// A software system, item or unit.
    Item: "item", "Software items", "software item", "items", ["SYS-", "ITEM-"];
    /// Software of unknown provenance.
    Soup: "soup", "SOUP", "SOUP", "soup", ["SOUP-"];
    /// A tool that does not ship in the device.
    Tool: "tool", "Tools", "tool", "tools", ["TOOL-"];
    /// A requirement.
    Requirement: "requirement", "Requirements", "requirement", "requirements", ["REQ-"];
    /// A risk.
    Risk: "risk", "Risks", "risk", "risks", ["RISK-"];
    /// A risk control.
    Control: "control", "Risk controls", "risk control", "controls", ["RC-"];
    /// A verification.
    Verification: "verification", "Verification", "verification", "verification", ["VER-"];
    /// An anomaly review.
    AnomalyReview: "anomaly-review", "Anomaly reviews", "anomaly review", "reviews", ["AR-"];
    /// A change.
    Change: "change", "Changes", "change", "changes", ["CR-"];
    /// A problem report.
    Problem: "problem", "Problem reports", "problem report", "problems", ["PR-"];
    /// A document.
    Document: "document", "Documents", "document", "documents", ["PLAN-", "RMP-", "ARCH-", "BR-", "DOC-"];
    /// A release.
    Release: "release", "Releases", "release", "releases", ["REL-"];
    /// A waiver.
    Waiver: "waiver", "Waivers", "waiver", "waivers", ["WAIVER-"];
}

impl Kind {
    /// Returns what is known of the kind.
    pub fn card(self) -> &'static KindCard {
        &KINDS[self as usize]
    }

    /// Returns the kind of that name.
    pub fn of_name(name: &str) -> Option<Kind> {
        KINDS.iter().find(|card| card.name == name).map(|card| card.kind)
    }
}

impl std::fmt::Display for Kind {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.card().name)
    }
}

/// What came of a file.
#[derive(Debug)]
pub enum Parsed {
    /// A record.
    Record(Record),
    /// Nothing that can be used.
    Malformed(Malformed),
}

impl Record {
    /// Reads a file as a record of `kind`, with all its faults.
    pub fn parse(kind: Kind, text: &Arc<str>) -> Parsed {
        let malformed = |problem: Fault| Parsed::Malformed(Malformed::new(kind, text, problem));
        let (yaml, body) = match front_matter::split(text) {
            front_matter::Split::Found { yaml, body } => (yaml, body),
            front_matter::Split::None => return malformed(no_front_matter(text)),
            front_matter::Split::Unclosed(at) => return malformed(unclosed(at.into())),
        };
        let (node, mut faults) = match crate::field::read_yaml(text, yaml.clone()) {
            Ok(read) => read,
            Err(problem) => return malformed(problem),
        };
        match node.value {
            Value::Map(_) => {}
            Value::Absent => {
                return malformed(syntax(
                    dashes(text),
                    "the front matter is empty",
                    "write at least `id:` and `title:`",
                ));
            }
            Value::Scalar { .. } | Value::List(_) => {
                return malformed(syntax(
                    node.at,
                    "the front matter holds no fields",
                    "write `key: value` lines",
                ));
            }
        }
        let mut reader = Reader::default();
        let common = Common::fill(&node, &mut reader);
        let fields = Fields::fill(kind, &node, &mut reader);
        let card = kind.card();
        reader.reject_unknown(&node, &[Common::CARDS, card.cards], &format!("a {} record", card.noun));
        faults.append(&mut reader.faults);
        if let Some(at) = text.find('\0') {
            faults.push(Fault {
                kind: FaultKind::Invalid,
                field: Box::default(),
                at: Span::new(at, at + 1),
                message: "the file holds a NUL byte".to_owned(),
                help: Some("remove it; it does not belong into text".to_owned()),
                also: None,
                meant: None,
            });
        }
        faults.sort_by_key(|problem| problem.at);
        let mut record = Record {
            common,
            fields,
            node,
            faults,
            text: text.into(),
            body_links: OnceLock::new(),
            body: body.into(),
            links: Vec::new(),
        };
        record.links = relations::written(&record);
        Parsed::Record(record)
    }

    /// Returns the record's kind.
    pub fn kind(&self) -> Kind {
        self.fields.kind()
    }

    /// Returns the id as it was written, or an empty text.
    pub fn id(&self) -> &str {
        self.common.id.as_ref().map_or("", |id| &id.value)
    }

    /// Returns the title, or an empty text.
    pub fn title(&self) -> &str {
        self.common.title.as_ref().map_or("", |title| &title.value)
    }

    /// Returns whether the record is in use: everything but a retired one.
    pub fn is_live(&self) -> bool {
        self.common.status.as_ref().is_none_or(|status| status.value != Status::Retired)
    }

    /// Returns the links and pictures of the body, their places counted from the start of the file.
    pub fn body_links(&self) -> &[BodyLink] {
        self.body_links.get_or_init(|| body_links(&self.text, self.body.range()))
    }

    /// Returns the text below the front matter.
    pub fn body(&self) -> &str {
        &self.text[self.body.range()]
    }
}

impl Malformed {
    /// Returns the malformed record of a text whose front matter has `problem`.
    pub fn new(kind: Kind, text: &Arc<str>, problem: Fault) -> Malformed {
        let id = text
            .lines()
            .take(50)
            .find_map(|line| line.trim_start_matches('\u{feff}').strip_prefix("id:"))
            .map(|id| Box::<str>::from(id.trim().trim_matches(['"', '\''])))
            .filter(|id| !id.is_empty());
        Malformed { kind, id, problem, text: text.into() }
    }
}

/// Returns where the opening dashes stand.
fn dashes(text: &str) -> Span {
    let start = text.find("---").unwrap_or(0);
    Span::new(start, start + 3)
}

fn body_links(text: &str, body: std::ops::Range<usize>) -> Vec<BodyLink> {
    let start = body.start;
    let body = &text[body];
    if !markdown::may_link(body) {
        return Vec::new();
    }
    let mut links = markdown::outline(body).links;
    for link in &mut links {
        let span = link.span.range();
        link.span = Span::new(start + span.start, start + span.end);
    }
    links
}

fn no_front_matter(text: &str) -> Fault {
    let first = text.find('\n').unwrap_or(text.len());
    let message = if text.trim().is_empty() { "the file is empty" } else { "the file has no front matter" };
    syntax(
        Span::new(0, first),
        message,
        "begin it with a line `---`, fields, and a line `---`; a file that is no record belongs elsewhere",
    )
}

fn unclosed(at: Span) -> Fault {
    syntax(at, "the front matter is opened and never closed", "end it with a line `---`")
}

fn syntax(at: Span, message: &str, help: &str) -> Fault {
    Fault {
        kind: FaultKind::Syntax,
        field: Box::default(),
        at,
        message: message.to_owned(),
        help: Some(help.to_owned()),
        also: None,
        meant: None,
    }
}

impl FromNode for Spanned<Class> {
    const MAY_LINK: bool = false;
    fn read(node: &Node, reader: &mut Reader) -> Option<Spanned<Class>> {
        let text = Text::read(node, reader)?;
        let class = match &*text.value {
            "A" => Class::A,
            "B" => Class::B,
            "C" => Class::C,
            other => {
                let help = "write A, B or C; not the class of the device under the MDR or the FDA".to_owned();
                reader.report(
                    FaultKind::Invalid,
                    text.at,
                    format!("`{other}` is no software safety class"),
                    Some(help),
                );
                return None;
            }
        };
        Some(Spanned::new(class, text.at))
    }
    fn shape() -> Shape {
        Shape::Words(vec!["A", "B", "C"])
    }
}
