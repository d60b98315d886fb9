//! What is owed, grouped by who usually does it, in the order of doing it.

use serde::Serialize;

use super::Ways;
use crate::review::{Fill, Owed, Review, Role};
use crate::site::html::text;

/// How many fields of one file are named: each of many runs may have to name each of many versions.
const MOST_FILLS: usize = 16;

/// What one role owes.
#[derive(Serialize)]
pub struct RoleView {
    word: &'static str,
    name: String,
    tasks: Vec<TaskView>,
}

/// One thing to do.
#[derive(Serialize)]
struct TaskView {
    number: usize,
    action: String,
    command: Option<String>,
    draft: Option<String>,
    /// HTML.
    place: String,
    fills: Vec<FillView>,
    more: usize,
    settles: String,
}

#[derive(Serialize)]
struct FillView {
    field: String,
    value: Option<String>,
    ask: String,
}

/// Returns what is owed, numbered throughout.
pub fn roles(review: &Review, ways: &Ways<'_>) -> Vec<RoleView> {
    let mut number = 0;
    let mut roles = Vec::new();
    for role in Role::ALL {
        let mut tasks = Vec::new();
        for owed in review.owed.iter().filter(|owed| owed.role == role) {
            number += 1;
            tasks.push(task(number, owed, ways));
        }
        let name = match role {
            Role::Development => ways.words().say("changes-role-development"),
            Role::Risk => ways.words().say("changes-role-risk"),
            Role::Quality => ways.words().say("changes-role-quality"),
        };
        if !tasks.is_empty() {
            roles.push(RoleView { word: role.word(), name: name.to_owned(), tasks });
        }
    }
    roles
}

fn task(number: usize, owed: &Owed, ways: &Ways<'_>) -> TaskView {
    let place = match owed.line {
        None => {
            ways.words().html("changes-not-there", &[("file", format!("<code>{}</code>", text(&owed.path)))])
        }
        Some(line) => {
            let shown = format!("<code>{}:{line}</code>", text(&owed.path));
            match ways.line(&owed.path, line) {
                Some(href) => format!("<a href=\"{}\">{shown}</a>", text(&href)),
                None => shown,
            }
        }
    };
    let fill = |fill: &Fill| FillView {
        field: fill.field.clone(),
        value: fill.value.clone(),
        ask: fill.ask.clone(),
    };
    TaskView {
        number,
        action: owed.action.clone(),
        command: owed.command.clone(),
        draft: owed.draft.clone(),
        place,
        fills: owed.fills.iter().take(MOST_FILLS).map(fill).collect(),
        more: owed.fills.len().saturating_sub(MOST_FILLS),
        settles: match owed.settles.len() {
            0 => String::new(),
            count => ways.words().fill("changes-settles", &[("count", count.into())]),
        },
    }
}
