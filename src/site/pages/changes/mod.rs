//! What changed against another version and what that means: on a version's own page, between two versions at the root of the
//! site, and in a file of its own. The order is that of `tureen diff`, and so is what is said.

use fluent_bundle::FluentValue;
use serde::Serialize;

use super::LinkView;
use crate::diff::ChangeKind;
use crate::report::Input;
use crate::report::diff::{Compared, moment};
use crate::review::{EvidenceChange, Review, Verdict};
use crate::site::Error;
use crate::site::html::{facts, short, text, time, version as version_html};
use crate::site::state;
use crate::site::template::{Page, Templates};
use crate::site::values::word;
use crate::site::version::{Read, Since, Version};
use crate::site::words::Words;
use crate::source::Moment;

mod evidence;
mod findings;
mod owed;
mod records;
mod soup;
mod ways;

pub use records::DeltaView;
pub use ways::{Alone, Ways};
use ways::{Named, Site};

#[derive(Default, Serialize)]
struct ChangesView {
    compared: bool,
    figures: Vec<(&'static str, usize, String)>,
    incomplete: Option<String>,
    policy: Option<String>,
    configuration: Vec<DeltaView>,
    waivers: Vec<LinkView>,
    levels: Vec<String>,
    moves: Vec<soup::MoveView>,
    classes: Vec<soup::ClassView>,
    worse: Vec<evidence::EvidenceView>,
    others: Vec<evidence::FoldView>,
    new: findings::RowsView,
    fixed: findings::RowsView,
    kept: usize,
    findings: Option<String>,
    must: bool,
    /// What the gate objects to though no finding says so.
    objections: Vec<String>,
    owed: Vec<owed::RoleView>,
    affected: Vec<LinkView>,
    added: Vec<LinkView>,
    removed: Vec<LinkView>,
    moved: Vec<LinkView>,
    modified: Vec<records::GroupView>,
}

/// Returns the page of a version against the release before it.
///
/// # Errors
/// The template cannot be filled.
pub fn page(version: &Version<'_>, templates: &Templates) -> Result<Page, Error> {
    let words = &*templates.words;
    let Some(since) = &version.since else {
        return Ok(Page {
            address: "changes.html".to_owned(),
            title: words.say("nav-changes").to_owned(),
            heading: text(words.say("nav-changes")),
            lead: words.html("changes-first", &[("version", super::named(version))]),
            main: templates.render("pages/changes.html", &ChangesView::default())?,
            ..Page::default()
        });
    };
    let site =
        Site { before: &since.before, after: &version.read, to_before: None, to_after: String::new(), words };
    let page = compare(&since.compared, &Ways::Site(site), judge(since), templates)?;
    let across = format!(
        "<span class=\"screen-only\" data-across=\"compare\" hidden><a>{}</a></span>",
        text(words.say("changes-across"))
    );
    Ok(Page {
        address: "changes.html".to_owned(),
        title: words.fill("nav-changes-since", &[("version", since.name().into())]),
        heading: words.html("nav-changes-since", &[("version", version_html(since.name()))]),
        facts: format!("{} {across}", page.facts),
        ..page
    })
}

/// Returns the page of two versions at the root of the site.
///
/// # Errors
/// The template cannot be filled.
pub fn between(since: &Since, after: &Read, templates: &Templates) -> Result<Page, Error> {
    let to = |read: &Read| format!("../{}/", read.planned.folder);
    let before = &*since.before;
    let words = &*templates.words;
    let site = Site { before, after, to_before: Some(to(before)), to_after: to(after), words };
    let page = compare(&since.compared, &Ways::Site(site), judge(since), templates)?;
    let named =
        |read: &Read| format!("<a href=\"{}index.html\">{}</a>", to(read), version_html(&read.planned.name));
    Ok(Page {
        address: format!("compare/{}..{}.html", before.planned.folder, after.planned.folder),
        title: format!("{} → {}", before.planned.name, after.planned.name),
        // Whether the later one is superseded is for the list of versions to say.
        attributes: format!(" data-later=\"{}\"", text(&after.planned.folder)),
        heading: format!("{} → {}", named(before), named(after)),
        ..page
    })
}

/// By whose configuration the later moment is judged.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Judge {
    /// By the one that both have.
    Both,
    /// By the earlier moment's, which is another one.
    Earlier,
    /// By its own, which is another one.
    Own,
}

fn judge(since: &Since) -> Judge {
    if since.is_one_policy { Judge::Both } else { Judge::Own }
}

/// Returns what a page says of two moments, without its heading.
///
/// # Errors
/// The template cannot be filled.
pub fn compare(
    compared: &Compared,
    ways: &Ways<'_>,
    judge: Judge,
    templates: &Templates,
) -> Result<Page, Error> {
    let view = view(compared, ways, judge);
    let words = ways.words();
    let verdict = match judge {
        Judge::Both | Judge::Earlier => words.english(text(&compared.verdict())),
        Judge::Own => {
            words.html("changes-judged-apart", &[("brought", words.english(text(&compared.brought())))])
        }
    };
    let mut contents = vec![("policy", words.say("changes-policy")), ("soup", words.say("changes-soup"))];
    for (is_there, id, name) in [
        (!view.classes.is_empty(), "classes", words.say("changes-classes")),
        (true, "evidence", words.say("changes-evidence")),
        (true, "findings", words.say("nav-findings")),
        (!view.owed.is_empty(), "owed", words.say("changes-owed")),
        (true, "affected", words.say("changes-affected")),
        (true, "added", words.say("changes-added")),
        (true, "removed", words.say("changes-removed")),
        (!view.moved.is_empty(), "moved", words.say("changes-moved")),
        (true, "records", words.say("changes-modified")),
    ] {
        contents.extend(is_there.then_some((id, name)));
    }
    let sides = [
        words.html("changes-from", &[("side", side(&compared.base, words))]),
        words.html("changes-to", &[("side", side(&compared.head, words))]),
    ];
    Ok(Page {
        contents: super::contents(words, &contents),
        lead: format!("<strong>{verdict}</strong> {}", words.english(text(&compared.changes(str::to_owned)))),
        facts: facts(&sides),
        main: templates.render("pages/changes.html", &view)?,
        ..Page::default()
    })
}

/// Names a moment as it is set in a heading and in a sentence.
pub fn named(input: &Input) -> String {
    match input.moment {
        Moment::Revision(_) => version_html(&moment(input)),
        Moment::WorkTree | Moment::Index => text(&moment(input)),
    }
}

/// Names a moment with its commit, the day it was judged as of, and how many records it has.
fn side(input: &Input, words: &Words) -> String {
    let name = named(input);
    let commit = input.commit.as_deref().map(short).map(|commit| {
        let hash = [("commit", format!("<code>{commit}</code>"))];
        match (&input.moment, input.dirty) {
            (Moment::Revision(_), _) => format!(" (<code>{commit}</code>)"),
            (Moment::WorkTree | Moment::Index, false) => words.html("changes-at-commit", &hash),
            (Moment::WorkTree | Moment::Index, true) => words.html("changes-since-commit", &hash),
        }
    });
    let release = if input.release { words.say("changes-judged-as-release") } else { "" };
    words.html(
        "changes-side",
        &[
            ("name", FluentValue::from(name)),
            ("commit", commit.unwrap_or_default().into()),
            ("date", time(input.as_of).into()),
            ("release", text(release).into()),
            ("records", input.records.into()),
        ],
    )
}

fn view(compared: &Compared, ways: &Ways<'_>, judge: Judge) -> ChangesView {
    let words = ways.words();
    let figure = |id: &str| words.named("changes-figure", id).to_owned();
    let review = &compared.review;
    let diff = &review.diff;
    let listed = |change: ChangeKind| records::listed(diff, change, ways);
    let worse = review.evidence.iter().filter(|evidence: &&EvidenceChange| evidence.is_worse()).count();
    let edited = diff.records.iter().filter(|record| record.is_edited()).count();
    let waivers = diff.policy.waivers.iter().map(|waiver| {
        let named = ways.record(&waiver.id);
        LinkView {
            href: ways.file(&waiver.path).or(named.href).unwrap_or_default(),
            id: waiver.id.clone(),
            title: waiver.fields.iter().map(|field| word(&field.name)).collect::<Vec<_>>().join(", "),
            words: waiver.change.word().to_owned(),
        }
    });
    // The configuration that judges the later moment; where each is judged by its own, the lists of findings tell.
    let levels = compared.base.levels.iter().filter(|_| judge != Judge::Own).map(|change| {
        let default = change
            .default()
            .map(|level| words.html("changes-by-itself", &[("level", text(words.named("level", &level)))]));
        format!(
            "<code>{}</code> {}{}",
            text(&change.code),
            state::level(change.level, words),
            default.unwrap_or_default()
        )
    });
    let owed = if judge == Judge::Own { Vec::new() } else { owed::roles(review, ways) };
    ChangesView {
        compared: true,
        figures: vec![
            ("#soup", review.moves.iter().filter(|moved| soup::is_step(moved)).count(), figure("soup")),
            ("#evidence", worse, figure("evidence")),
            ("#findings", review.new.len(), figure("new")),
            ("#fixed", review.fixed.len(), figure("fixed")),
            (if owed.is_empty() { "#findings" } else { "#owed" }, review.owed.len(), figure("owed")),
            ("#records", edited, figure("records")),
        ],
        incomplete: compared.incomplete.clone(),
        policy: policy(compared, judge, words),
        configuration: diff.policy.configuration.iter().map(DeltaView::of).collect(),
        waivers: waivers.collect(),
        levels: levels.collect(),
        moves: soup::moves(review, ways),
        classes: soup::classes(diff, ways),
        worse: evidence::worse(review, ways),
        others: evidence::others(review, ways),
        new: findings::new(review, ways),
        fixed: findings::fixed(review, ways),
        kept: review.kept.len(),
        findings: ways.findings(),
        must: review.gate.verdict == Verdict::Fail,
        objections: if judge == Judge::Own { Vec::new() } else { objections(review) },
        owed,
        affected: listed(ChangeKind::Affected),
        added: listed(ChangeKind::Added),
        removed: listed(ChangeKind::Removed),
        moved: listed(ChangeKind::Moved),
        modified: records::modified(diff, ways),
    }
}

/// Says what a change of policy means for this page.
fn policy(compared: &Compared, judge: Judge, words: &Words) -> Option<String> {
    let is_changed = !compared.review.diff.policy.is_empty();
    match judge {
        Judge::Own => {
            Some(words.html("changes-policy-own", &[("command", "<code>tureen diff</code>".to_owned())]))
        }
        Judge::Earlier => Some(text(words.say("changes-policy-earlier"))),
        Judge::Both if is_changed => Some(text(words.say("changes-policy-both"))),
        Judge::Both => None,
    }
}

/// Returns the first few SOUP that moved, came or went, and how many records changed besides.
pub fn digest(version: &Version<'_>, most: usize) -> Option<(Vec<[String; 5]>, usize)> {
    let since = version.since.as_deref()?;
    let words = &*version.words;
    let site =
        Site { before: &since.before, after: &version.read, to_before: None, to_after: String::new(), words };
    let review = &since.compared.review;
    let moves = soup::moves(review, &Ways::Site(site));
    // A class may move without an edit of the record.
    let edited = |record: &&crate::diff::RecordChange| record.is_edited();
    let moved =
        |record: &&crate::diff::RecordChange| review.moves.iter().any(|moved| moved.path == record.path);
    let others = review.diff.records.iter().filter(edited).filter(|record| !moved(record)).count();
    let others = others + moves.len().saturating_sub(most);
    let rows = moves.into_iter().take(most);
    Some((rows.map(|step| [step.record, step.from, step.to, step.class, step.changes]).collect(), others))
}

fn objections(review: &Review) -> Vec<String> {
    review.objections.iter().map(|objection| objection.message.clone()).collect()
}
