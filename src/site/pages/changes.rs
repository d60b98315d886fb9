//! What changed against another version: on a version's own page, and between two versions at the root of the site.

use serde::Serialize;

use super::LinkView;
use crate::diff::{BodyChange, ChangeKind, ClassChange, FieldChange, Line, LineKind, RecordChange};
use crate::record::Change;
use crate::site::Error;
use crate::site::address::safe;
use crate::site::html::{id_link, many, text, time, titled_link, version as version_html};
use crate::site::state;
use crate::site::template::{Page, Templates};
use crate::site::values::word;
use crate::site::version::{Read, Since, Version};

/// What is compared, and where its two sides lie, seen from the page.
struct Sides<'a> {
    since: &'a Since,
    after: &'a Read,
    /// The way to the earlier version; `None` where its pages must not be linked.
    to_before: Option<String>,
    to_after: String,
}

#[derive(Default, Serialize)]
struct ChangesView {
    compared: bool,
    figures: Vec<(&'static str, usize, &'static str)>,
    configuration: Vec<DeltaView>,
    waivers: Vec<LinkView>,
    moves: Vec<MoveView>,
    added: Vec<LinkView>,
    removed: Vec<LinkView>,
    modified: Vec<ModifiedView>,
    moved: Vec<LinkView>,
    affected: Vec<LinkView>,
}

#[derive(Serialize)]
struct MoveView {
    record: String,
    from: String,
    to: String,
    class: String,
    changes: String,
}

#[derive(Serialize)]
struct ModifiedView {
    anchor: String,
    record: String,
    label: String,
    what: String,
    class: String,
    fields: Vec<DeltaView>,
    body: Vec<HunkView>,
}

#[derive(Serialize)]
struct HunkView {
    section: Option<String>,
    lines: Vec<String>,
}

/// A field that says something else.
#[derive(Serialize)]
pub struct DeltaView {
    name: String,
    before: String,
    after: String,
    class: &'static str,
}

impl DeltaView {
    /// Returns what is shown of a change.
    pub fn of(change: &FieldChange) -> DeltaView {
        DeltaView {
            name: word(&change.name),
            before: change.before.clone().unwrap_or_default(),
            after: change.after.clone().unwrap_or_default(),
            class: change.class.name(),
        }
    }
}

/// Returns the page of a version against the release before it.
///
/// # Errors
/// The template cannot be filled.
pub fn page(version: &Version<'_>, templates: &Templates) -> Result<Page, Error> {
    let Some(since) = &version.since else {
        return Ok(Page {
            address: "changes.html".to_owned(),
            title: "Changes".to_owned(),
            heading: "Changes".to_owned(),
            lead: format!(
                "{} has no release before it on its line: there is nothing to compare it with.",
                super::named(version)
            ),
            main: templates.render("pages/changes.html", &ChangesView::default())?,
            ..Page::default()
        });
    };
    let sides = Sides { since, after: &version.read, to_before: None, to_after: String::new() };
    let (lead, main, contents) = compare(&sides, templates)?;
    Ok(Page {
        address: "changes.html".to_owned(),
        title: format!("Changes since {}", since.name()),
        contents,
        heading: format!("Changes since {}", version_html(since.name())),
        lead,
        facts: "<span data-across=\"compare\" hidden><a>the same, with links to both versions</a></span>"
            .to_owned(),
        main,
        ..Page::default()
    })
}

/// Returns the page of two versions at the root of the site.
///
/// # Errors
/// The template cannot be filled.
pub fn between(since: &Since, after: &Read, templates: &Templates) -> Result<Page, Error> {
    let to = |read: &Read| format!("../{}/", read.planned.folder);
    let before = &*since.before;
    let sides = Sides { since, after, to_before: Some(to(before)), to_after: to(after) };
    let (lead, main, contents) = compare(&sides, templates)?;
    let named =
        |read: &Read| format!("<a href=\"{}index.html\">{}</a>", to(read), version_html(&read.planned.name));
    Ok(Page {
        address: format!("compare/{}..{}.html", before.planned.folder, after.planned.folder),
        title: format!("{} → {}", before.planned.name, after.planned.name),
        contents,
        heading: format!("{} → {}", named(before), named(after)),
        lead,
        main,
        ..Page::default()
    })
}

fn compare(sides: &Sides<'_>, templates: &Templates) -> Result<(String, String, String), Error> {
    let diff = &sides.since.diff;
    let listed = |change: ChangeKind| -> Vec<LinkView> {
        diff.of(change).map(|record| link_view(sides, record)).collect()
    };
    let moves: Vec<MoveView> = moves(sides).collect();
    let moved = moves.iter().filter(|step| !step.from.is_empty() && !step.to.is_empty()).count();
    let view = ChangesView {
        compared: true,
        figures: Vec::new(),
        configuration: diff.policy.configuration.iter().map(DeltaView::of).collect(),
        waivers: diff
            .policy
            .waivers
            .iter()
            .map(|waiver| LinkView {
                href: page_of(sides, &waiver.path).unwrap_or_default(),
                id: waiver.id.clone(),
                title: waiver.fields.iter().map(|field| word(&field.name)).collect::<Vec<_>>().join(", "),
                words: waiver.change.word().to_owned(),
            })
            .collect(),
        added: listed(ChangeKind::Added),
        removed: listed(ChangeKind::Removed),
        moved: listed(ChangeKind::Moved),
        affected: listed(ChangeKind::Affected),
        modified: diff.of(ChangeKind::Modified).map(|record| modified(sides, record)).collect(),
        moves,
    };
    let view = ChangesView {
        figures: vec![
            ("#soup", moved, "SOUP moved"),
            ("#added", view.added.len(), "records added"),
            ("#removed", view.removed.len(), "records removed"),
            ("#records", view.modified.len(), "records modified"),
            ("#affected", view.affected.len(), "records affected"),
            ("#policy", view.configuration.len() + view.waivers.len(), "changes of policy"),
        ],
        ..view
    };
    let day = |read: &Read| time(read.reading.dossier.judged.as_of);
    let lead = format!(
        "{moved} SOUP moved between {} ({}) and {} ({}). {} added, {} removed, {} modified; {} rest on what changed, \
         though nobody edited them.",
        version_html(sides.since.name()),
        day(&sides.since.before),
        version_html(&sides.after.planned.name),
        day(sides.after),
        many(view.added.len(), "record", "records"),
        view.removed.len(),
        view.modified.len(),
        view.affected.len()
    );
    let contents = super::contents(&[
        ("policy", "Policy"),
        ("soup", "SOUP moves"),
        ("affected", "Affected"),
        ("added", "Added"),
        ("removed", "Removed"),
        ("records", "Modified"),
    ]);
    Ok((lead, templates.render("pages/changes.html", &view)?, contents))
}

/// Returns the SOUP whose version moved, came or went, the moved ones first.
fn moves<'s>(sides: &'s Sides<'_>) -> impl Iterator<Item = MoveView> + 's {
    let mut steps: Vec<_> = sides.since.diff.version_moves().collect();
    steps.sort_by_key(|step| step.before.is_none() || step.after.is_none());
    steps.into_iter().map(move |step| {
        let record = step.record;
        let class = match &record.class {
            Some(class) => class_step(class),
            None => class_of(sides, record),
        };
        let link = link_view(sides, record);
        MoveView {
            record: if link.href.is_empty() {
                format!("<span class=\"id\">{}</span> {}", text(&link.id), text(&link.title))
            } else {
                titled_link(&link.href, &link.id, &link.title)
            },
            from: step.before.map(version_html).unwrap_or_default(),
            to: step.after.map(version_html).unwrap_or_default(),
            class,
            changes: covering(sides, record, step.before.unwrap_or("none"), step.after.unwrap_or("none")),
        }
    })
}

fn class_of(sides: &Sides<'_>, record: &RecordChange) -> String {
    let after = sides.after.reading.dossier.find(&record.id);
    after.map(|record| record.class().to_string()).unwrap_or_default()
}

fn class_step(class: &ClassChange) -> String {
    let word = |class: Option<crate::standard::Class>| {
        class.map_or_else(|| "–".to_owned(), |class| class.to_string())
    };
    format!("{} → {}", word(class.before), word(class.after))
}

fn modified(sides: &Sides<'_>, record: &RecordChange) -> ModifiedView {
    let link = link_view(sides, record);
    let graver = record.fields.iter().map(|field| field.class).min();
    let graver = graver.map(|class| format!(" · {}", class.name())).unwrap_or_default();
    let class = record
        .class
        .as_ref()
        .map(|class| format!("class {}: {}", class_step(class), text(&class.because_after)));
    let name = if link.id.is_empty() { record.path.clone() } else { link.id.clone() };
    ModifiedView {
        anchor: format!("r-{}", safe(&name)),
        record: titled_link(&link.href, &name, &link.title),
        label: name,
        what: format!("{}{graver}", record.kind.card().noun),
        class: class.unwrap_or_default(),
        fields: record.fields.iter().map(DeltaView::of).collect(),
        body: record.body.as_ref().map(hunks).unwrap_or_default(),
    }
}

fn hunks(body: &BodyChange) -> Vec<HunkView> {
    let hunks = body.hunks.iter();
    hunks
        .map(|hunk| HunkView { section: hunk.section.clone(), lines: hunk.lines.iter().map(line).collect() })
        .collect()
}

/// Returns a line of a body with the words that differ marked; where none are told apart, the whole line differs.
fn line(line: &Line) -> String {
    let element = match line.kind {
        LineKind::Same => None,
        LineKind::Removed => Some("del"),
        LineKind::Added => Some("ins"),
    };
    let whole = line.pieces.iter().all(|piece| !piece.changed);
    line.pieces
        .iter()
        .map(|piece| match element.filter(|_| whole || piece.changed) {
            Some(element) => format!("<{element}>{}</{element}>", text(&piece.text)),
            None => text(&piece.text),
        })
        .collect()
}

fn page_of(sides: &Sides<'_>, path: &str) -> Option<String> {
    let in_device = |read: &Read| path.strip_prefix(&read.reading.dossier.root).unwrap_or(path).to_owned();
    if let Some(page) = sides.after.addresses.of_path(&in_device(sides.after)) {
        return Some(format!("{}{page}", sides.to_after));
    }
    let before = &sides.since.before;
    let page = before.addresses.of_path(&in_device(before))?;
    sides.to_before.as_ref().map(|to| format!("{to}{page}"))
}

fn link_view(sides: &Sides<'_>, record: &RecordChange) -> LinkView {
    let mut words = record.kind.card().noun.to_owned();
    if let Some(before) = &record.path_before {
        words = format!("{words}, from {before}");
    }
    if let Some(because) = record.because.first() {
        let more = record.because.len() - 1;
        words = format!("rests on {}", because.record);
        if more > 0 {
            words = format!("{words} and {more} more");
        }
    }
    LinkView {
        href: page_of(sides, &record.path).unwrap_or_default(),
        id: record.id.clone(),
        title: record.title.clone(),
        words,
    }
}

/// Returns the change records that cover the step of a SOUP from one version to another.
fn covering(sides: &Sides<'_>, record: &RecordChange, from: &str, to: &str) -> String {
    let dossier = &sides.after.reading.dossier;
    let mut links: Vec<String> = Vec::new();
    // A SOUP that is gone is named by no link any more: all changes are asked.
    for (change, fields) in dossier.changes() {
        let fields: &Change = fields;
        let covers = fields.changes.iter().any(|step| {
            let is = |field: &Option<crate::field::Text>, version: &str| {
                field.as_ref().is_some_and(|text| *text.value == *version)
            };
            step.soup.as_ref().is_some_and(|soup| soup.value.eq_ignore_ascii_case(&record.id))
                && (is(&step.from, from) || is(&step.to, to))
        });
        if covers {
            let page = sides.after.addresses.page(change);
            links.push(id_link(&format!("{}{page}", sides.to_after), change.record().id()));
        }
    }
    if links.is_empty() { state::result("missing", "no change record") } else { links.join(" ") }
}

/// Returns the first few SOUP that moved, came or went, and how many records changed besides.
pub fn digest(version: &Version<'_>, most: usize) -> Option<(Vec<[String; 5]>, usize)> {
    let since = version.since.as_deref()?;
    let sides = Sides { since, after: &version.read, to_before: None, to_after: String::new() };
    let rows: Vec<[String; 5]> = moves(&sides)
        .take(most)
        .map(|step| [step.record, step.from, step.to, step.class, step.changes])
        .collect();
    let edited = since.diff.records.iter().filter(|record| record.is_edited()).count();
    let others = edited - rows.len();
    Some((rows, others))
}
