//! What no evidence and no change record settles: records that went, fields that are missing, and all else.

use std::collections::HashSet;

use super::{Fill, Owed, Role, Work, by_record, draft, fingerprints, shell, shortly_listed};
use crate::dossier::{Placed, Target};
use crate::field::{Shape, outermost};
use crate::record::Kind;
use crate::record::relations::RELATIONS;
use crate::rules::Finding;

/// Asks for records back that went and are still cited.
pub(super) fn bring_back(work: &mut Work<'_>) {
    let dangling = work.of_rules(&["link-dangling"]);
    let mut gone: Vec<Placed<'_>> = Vec::new();
    for finding in &dangling {
        for target in cited(work, finding) {
            if !gone.contains(&target) {
                gone.push(target);
            }
        }
    }
    for record in gone {
        let around: HashSet<String> = std::iter::once(record)
            .chain(record.incoming().map(|(_, from)| from))
            .chain(record.outgoing().map(|(_, to)| to))
            .map(|near| near.id().to_ascii_lowercase())
            .collect();
        // What somebody edited may be wrong for that very reason.
        let is_untouched = |id: &str| {
            let blobs = [work.base, work.head].map(|dossier| dossier.find(id).map(Placed::blob));
            blobs[1].is_none() || blobs[0] == blobs[1]
        };
        let settled: Vec<&Finding> =
            work.unsettled()
                .filter(|finding| match finding.rule.code {
                    "link-dangling" => cited(work, finding).contains(&record),
                    _ => {
                        finding.reasons.is_empty()
                            && finding.record.as_ref().is_some_and(|id| {
                                around.contains(&id.to_ascii_lowercase()) && is_untouched(id)
                            })
                    }
                })
                .collect();
        if settled.is_empty() {
            continue;
        }
        let path = record.dossier.repository_path(record.path());
        let mut by: Vec<String> = settled
            .iter()
            .filter(|finding| finding.rule.code == "link-dangling")
            .filter_map(|finding| finding.record.clone())
            .collect();
        by.sort();
        by.dedup();
        let verb = if by.len() == 1 { "cites" } else { "cite" };
        let settles = fingerprints(&settled);
        work.add(Owed {
            role: role(record.kind()),
            action: format!(
                "bring {} back, which {} still {verb}; or give it `status: retired` and mend what rests on it",
                record.id(),
                shortly_listed(&by)
            ),
            // The magic word counts from the repository's root, wherever the command is run.
            command: work.revision.map(|revision| {
                format!("git checkout {revision} -- {}", shell(&format!(":(top,literal){path}")))
            }),
            record: Some(record.id().to_owned()),
            path,
            line: None,
            draft: None,
            fills: Vec::new(),
            settles,
        });
    }
}

/// Returns the records of the earlier moment that a dangling link led to.
fn cited<'w>(work: &Work<'w>, finding: &Finding) -> Vec<Placed<'w>> {
    let Some(record) = finding.record.as_deref().and_then(|id| work.head.find(id)) else { return Vec::new() };
    let links = record.record().links.iter();
    let here =
        links.filter(|link| link.id.at.start >= finding.span.start && link.id.at.end <= finding.span.end);
    let gone = here.filter(|link| matches!(work.head.target(&link.id.value), Target::Missing));
    gone.filter_map(|link| work.base.find(&link.id.value)).collect()
}

/// Asks for the fields that a record lacks, all of one record at once.
pub(super) fn missing_fields(work: &mut Work<'_>) {
    let findings: Vec<&Finding> = work
        .unsettled()
        .filter(|finding| {
            (finding.rule.code.ends_with("-missing") && finding.rule.code != "soup-risk-analysis-missing")
                || finding.rule.code.ends_with("-unexplained")
        })
        .filter(|finding| work.record_of(finding).is_some_and(|record| is_own_field(record, &finding.field)))
        .collect();
    for (id, findings) in by_record(&findings) {
        let Some(record) = work.head.find(&id) else { continue };
        let mut fills: Vec<Fill> = Vec::new();
        for finding in &findings {
            for field in parts(record, &finding.field) {
                if !fills.iter().any(|fill| fill.field == field) {
                    fills.push(Fill::asked(field, finding.help.clone()));
                }
            }
        }
        let mut names: Vec<String> = Vec::new();
        for finding in &findings {
            let name = format!("`{}`", finding.field);
            if !names.contains(&name) {
                names.push(name);
            }
        }
        let action = format!("fill in {} of {id}", shortly_listed(&names));
        work.edit(role(record.kind()), action, record, fills, &findings);
    }
}

/// Returns the parts of a field that has named ones and is not there at all; else the field itself.
fn parts(record: Placed<'_>, field: &str) -> Vec<String> {
    let card = record.kind().card().cards.iter().find(|card| card.name == field);
    match card.map(|card| (card.shape)()) {
        Some(Shape::Map(cards)) if record.record().node.get(field).is_none() => {
            cards.iter().map(|card| format!("{field}.{}", card.name)).collect()
        }
        _ => vec![field.to_owned()],
    }
}

/// Asks for the requirements that a SOUP lacks, each drafted as a record of its own (IEC 62304 5.3.3).
pub(super) fn requirements(work: &mut Work<'_>) {
    let rules = [
        ("soup-functional-requirement-missing", "functional", "What must it do in this device?"),
        ("soup-performance-requirement-missing", "performance", "How fast, how exact, how much?"),
    ];
    for (code, kind, question) in rules {
        for finding in work.of_rules(&[code]) {
            let Some(soup) = work.record_of(finding) else { continue };
            let drafts =
                work.owed.iter().filter(|owed| owed.draft.is_some()).filter_map(|owed| owed.record.clone());
            let draft = draft::requirement(work.head, soup, kind, &drafts.collect::<Vec<_>>());
            work.add(Owed {
                role: Role::Development,
                action: format!("write the {kind} requirement {} of {}", draft.id, soup.id()),
                command: None,
                record: Some(draft.id),
                path: draft.path,
                line: None,
                draft: Some(draft.text),
                fills: vec![Fill::asked("title", "What is it called?"), Fill::asked("text", question)],
                settles: fingerprints(&[finding]),
            });
        }
    }
}

/// Asks whether a SOUP can be a cause of harm: to say that it cannot is only one of two answers (IEC 62304 7.1.2 c).
pub(super) fn risk_analysis(work: &mut Work<'_>) {
    for finding in work.of_rules(&["soup-risk-analysis-missing"]) {
        let Some(soup) = work.record_of(finding) else { continue };
        let action = format!(
            "name {id} in the `causes` of a risk; or say in its `no_hazard_rationale` why its failure can be none",
            id = soup.id()
        );
        let fill =
            Fill::asked("no_hazard_rationale", "Why can its failure not contribute to harm, if it cannot?");
        work.edit(Role::Risk, action, soup, vec![fill], &[finding]);
    }
}

/// Asks for the day on which a version was released, where reviews that nobody edited would else have come before it: it still is
/// the day of another version.
pub(super) fn release_dates(work: &mut Work<'_>) {
    let edited = |id: &str| {
        let blobs = [work.base, work.head].map(|dossier| dossier.find(id).map(Placed::blob));
        blobs[0] != blobs[1]
    };
    let mut groups: Vec<(Placed<'_>, Vec<&Finding>)> = Vec::new();
    for finding in work.of_rules(&["date-invalid"]) {
        let soup = finding.related.first().and_then(|related| work.head.find(related.record.as_deref()?));
        let soup = soup.filter(|soup| soup.kind() == Kind::Soup && edited(soup.id()));
        let (Some(soup), Some(review)) = (soup, finding.record.as_deref()) else { continue };
        if edited(review) {
            continue;
        }
        match groups.iter_mut().find(|(known, _)| *known == soup) {
            Some((_, group)) => group.push(finding),
            None => groups.push((soup, vec![finding])),
        }
    }
    for (soup, findings) in groups {
        let action = format!(
            "correct the `release_date` of {}: reviews of the version in use are older than it",
            soup.id()
        );
        let fill = Fill::asked("release_date", "On which day was the version that is in use now released?");
        work.edit(Role::Development, action, soup, vec![fill], &findings);
    }
}

/// Returns whether a field is one that the record itself writes, and not one that others derive.
fn is_own_field(record: Placed<'_>, field: &str) -> bool {
    let name = outermost(field);
    let is_written_elsewhere = RELATIONS.iter().any(|relation| relation.reverse == name);
    !name.is_empty()
        && !is_written_elsewhere
        && record.kind().card().cards.iter().any(|card| card.name == name)
}

/// Asks for whatever else was found, in the words of its rule; what one rule finds at one record is one thing to do.
pub(super) fn anything_else(work: &mut Work<'_>) {
    let findings: Vec<&Finding> = work.unsettled().collect();
    let mut groups: Vec<Vec<&Finding>> = Vec::new();
    for finding in findings {
        let same = |group: &&mut Vec<&Finding>| {
            group[0].rule.code == finding.rule.code
                && group[0].path == finding.path
                && group[0].help == finding.help
        };
        match groups.iter_mut().find(same) {
            Some(group) => group.push(finding),
            None => groups.push(vec![finding]),
        }
    }
    for group in groups {
        let first = group[0];
        let kind = work.record_of(first).map(|record| record.kind());
        let subject = first.record.clone().map_or(String::new(), |id| format!("{id}: "));
        work.add(Owed {
            role: kind.map_or(Role::Quality, role),
            action: format!("{subject}{}: {}", first.message, first.help),
            command: None,
            record: first.record.clone(),
            path: first.path.clone(),
            line: (!first.text.is_empty()).then(|| first.start().line),
            draft: None,
            fills: Vec::new(),
            settles: fingerprints(&group),
        });
    }
}

/// Returns who usually edits records of a kind.
fn role(kind: Kind) -> Role {
    match kind {
        Kind::Item | Kind::Soup | Kind::Tool | Kind::Requirement | Kind::Verification | Kind::Change => {
            Role::Development
        }
        Kind::Risk | Kind::Control | Kind::AnomalyReview | Kind::Problem => Role::Risk,
        Kind::Document | Kind::Release | Kind::Waiver => Role::Quality,
    }
}
