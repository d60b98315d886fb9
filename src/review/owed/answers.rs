//! What a change record answers: the move itself, and what it means for the risks.

use super::draft::{self, QUESTIONS, Step};
use super::{Fill, Owed, Role, Work, by_record, fingerprints, listed, shell};
use crate::dossier::Placed;
use crate::review::SoupMove;
use crate::rules::Finding;

/// Asks for the change record of the moves that none covers. The assessments of risks that only these moves overtook are
/// settled by its answers.
pub(super) fn change_record(work: &mut Work<'_>) {
    let unrecorded = work.of_rules(&["soup-change-unrecorded"]);
    let mut own: Vec<&Finding> = Vec::new();
    let mut steps: Vec<Step> = Vec::new();
    for (id, findings) in by_record(&unrecorded) {
        let Some(moved) = work.moves.iter().find(|moved| moved.soup.eq_ignore_ascii_case(&id)) else {
            continue;
        };
        if correct(work, moved, &findings) {
            continue;
        }
        steps.push(Step {
            soup: moved.soup.clone(),
            title: moved.title.clone(),
            versions: moved.versions.clone(),
            classes: moved.classes,
        });
        own.extend(findings);
    }
    if steps.is_empty() {
        return;
    }
    let risks = assessed_before(work, &steps);
    let as_of = work.head.judged.as_of;
    let draft = draft::change_record(work.head, &steps, as_of);
    let moves: Vec<String> = steps.iter().map(told).collect();
    let command = match &steps[..] {
        [Step { soup, versions: Some((Some(_), Some(to))), classes: None, .. }] => {
            Some(format!("tureen bump {soup} {}", shell(to)))
        }
        _ => None,
    };
    let mut fills =
        vec![Fill::asked("reason", "Why is it wanted: security, defect, feature or obsolescence?")];
    fills.extend(QUESTIONS.iter().map(|(field, question)| Fill::asked(*field, *question)));
    fills.push(Fill::given("decision", "apply", "The change is made here"));
    fills.push(Fill::asked("rationale", "Why was it decided so?"));
    let mut settles = fingerprints(&own);
    settles.extend(fingerprints(&risks));
    work.add(Owed {
        role: Role::Development,
        action: format!(
            "write the change record {} for {} and answer its questions",
            draft.id,
            listed(&moves)
        ),
        command,
        record: Some(draft.id),
        path: draft.path,
        line: None,
        draft: Some(draft.text),
        fills,
        settles,
    });
}

/// Asks for the right version where a change record of this very change says another one.
fn correct(work: &mut Work<'_>, moved: &SoupMove, findings: &[&Finding]) -> bool {
    let Some((from, Some(to))) = &moved.versions else { return false };
    if moved.classes.is_some() {
        return false;
    }
    let head = work.head;
    let is_new =
        |record: Placed<'_>| work.base.find(record.id()).is_none_or(|before| before.blob() != record.blob());
    let meant = head.changes().find(|(record, change)| {
        is_new(*record)
            && !crate::past::steps(change).is_empty()
            && change.changes.iter().any(|step| {
                let is_own =
                    step.soup.as_ref().is_some_and(|soup| soup.value.eq_ignore_ascii_case(&moved.soup));
                let starts = step.from.as_ref().map(|text| text.value.to_string());
                is_own && starts == from.clone().or_else(|| Some("none".to_owned())) && step.to.is_some()
            })
    });
    let put_off = head.changes().find(|(record, change)| {
        is_new(*record)
            && crate::past::steps(change).is_empty()
            && change.changes.iter().any(|step| {
                let text =
                    |text: &Option<crate::field::Text>| text.as_ref().map(|text| text.value.to_string());
                step.soup.as_ref().is_some_and(|soup| soup.value.eq_ignore_ascii_case(&moved.soup))
                    && text(&step.from) == *from
                    && text(&step.to).as_deref() == Some(to)
            })
    });
    if let Some((record, _)) = put_off {
        let action = format!(
            "decide on {}, which this change makes: it says that it is put off or rejected",
            record.id()
        );
        let fill = Fill::given("decision", "apply", "The change is made here");
        work.edit(Role::Quality, action, record, vec![fill], findings);
        return true;
    }
    let Some((record, _)) = meant else { return false };
    let action = format!(
        "correct the step of {}: {} is now {to}; and see whether its answers hold for that",
        record.id(),
        moved.soup
    );
    let fill =
        Fill::given(format!("changes.{}.to", moved.soup), to.clone(), "The version that is now in use");
    work.edit(Role::Development, action, record, vec![fill], findings);
    true
}

/// Returns the findings about risks that were in order before the change and that nothing but these moves overtook.
fn assessed_before<'w>(work: &Work<'w>, steps: &[Step]) -> Vec<&'w Finding> {
    let mut risks = work.of_rules(&["risk-assessment-stale"]);
    risks.retain(|finding| {
        finding.reasons.iter().all(|edit| {
            let step = steps.iter().find(|step| step.soup.eq_ignore_ascii_case(&edit.record));
            let Some((Some(from), Some(to))) = step.and_then(|step| step.versions.as_ref()) else {
                return false;
            };
            // The assessment saw the version before the move, or a chain of answered changes leads from what it saw to that.
            edit.field == "version"
                && edit.after.as_ref() == Some(to)
                && (edit.before.as_ref() == Some(from)
                    || is_answered(work, edit.before.as_deref(), from, &edit.record))
        })
    });
    risks
}

/// Returns whether change records with answers lead from one version of a SOUP to another.
fn is_answered(work: &Work<'_>, from: Option<&str>, to: &str, soup: &str) -> bool {
    let answered = work.head.changes().filter(|(_, change)| change.has_answers());
    let steps: Vec<_> = answered.flat_map(|(_, change)| crate::past::steps(change)).collect();
    crate::past::leads(&steps, soup, &from.map(str::to_owned), &Some(to.to_owned()))
}

/// Asks for the answers that change records owe.
pub(super) fn impact(work: &mut Work<'_>) {
    for (id, findings) in by_record(&work.of_rules(&["change-impact-missing"])) {
        let Some(record) = work.head.find(&id) else { continue };
        let asked =
            QUESTIONS.iter().filter(|(field, _)| findings.iter().any(|finding| finding.field == *field));
        let fills: Vec<Fill> = asked.map(|(field, question)| Fill::asked(*field, *question)).collect();
        let action = format!("answer what {id} leaves open: {}", listed(&names(&fills)));
        work.edit(Role::Development, action, record, fills, &findings);
    }
}

fn names(fills: &[Fill]) -> Vec<String> {
    fills.iter().map(|fill| format!("`{}`", fill.field)).collect()
}

fn told(step: &Step) -> String {
    match (&step.versions, step.classes) {
        (Some((Some(from), Some(to))), _) => format!("{} {from} → {to}", step.soup),
        (Some((None, Some(to))), _) => format!("the new {} {to}", step.soup),
        (Some((Some(from), None)), _) => format!("the removal of {} {from}", step.soup),
        (Some((None, None)) | None, Some((from, to))) => format!("{} from class {from} to {to}", step.soup),
        (Some((None, None)) | None, None) => step.soup.clone(),
    }
}
