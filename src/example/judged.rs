//! The example device judged where the program is installed: as a repository in a temporary folder, by all rules.

use std::path::Path;

use crate::config::Level;
use crate::past::Past;
use crate::reading::{Days, Desk};
use crate::rules::proof::Whole;
use crate::rules::{Finding, check};
use crate::source::{Moment, write_history};

/// What is looked at of the findings of a moment.
#[derive(Clone, Copy)]
enum Look {
    /// The errors.
    Errors,
    /// All that no waiver suppresses.
    Open,
}

/// The moments with what is to be found at each.
static MOMENTS: &[(Option<&str>, Look, &str)] = &[
    (Some("v2.0.0"), Look::Errors, "no errors"),
    (Some("v2.1.0"), Look::Errors, "no errors"),
    (None, Look::Open, "warning end-of-support-approaching of SOUP-003"),
];

/// Writes the example device to a temporary folder and judges both releases and the newest state. What cannot be done is what
/// is found.
pub fn judge() -> Vec<Whole> {
    let named = |at: Option<&str>| match at {
        Some(tag) => format!("{tag}, as of its own day"),
        None => format!("work tree, as of {}", super::AS_OF),
    };
    let mut found = found().into_iter();
    let wholes = MOMENTS.iter().map(|(at, _, expected)| Whole {
        moment: named(*at),
        expected: (*expected).to_owned(),
        found: found.next().unwrap_or_else(|| "nothing, it could not be judged".to_owned()),
    });
    wholes.collect()
}

fn found() -> Vec<String> {
    let folder = match tempfile::tempdir() {
        Ok(folder) => folder,
        Err(error) => return vec![format!("no temporary folder: {error}")],
    };
    let written = super::revisions()
        .map_err(|error| error.to_string())
        .and_then(|revisions| write_history(folder.path(), &revisions).map_err(|error| error.to_string()));
    match written {
        Ok(()) => MOMENTS
            .iter()
            .map(|(at, look, _)| at_moment(folder.path(), *at, *look).unwrap_or_else(|why| why))
            .collect(),
        Err(why) => vec![why],
    }
}

/// Says what is found at a moment.
fn at_moment(folder: &Path, at: Option<&str>, look: Look) -> Result<String, String> {
    let today = super::AS_OF.parse().map_err(|error| format!("{error}"))?;
    let days = Days { today, as_of: None };
    let moment = at.map_or(Moment::WorkTree, |tag| Moment::Revision(tag.to_owned()));
    let desk = Desk::open(folder, None, Vec::new()).map_err(|error| error.to_string())?;
    let reading = desk.read(&moment, days, None).map_err(|error| error.to_string())?;
    let past = Past::of(&desk, &reading, days, &[]).map_err(|error| error.to_string())?;
    let findings = check(&reading.dossier, &past);
    let is_meant = |finding: &&Finding| match look {
        Look::Errors => finding.level == Level::Error && !finding.is_waived(),
        Look::Open => !finding.is_waived(),
    };
    let told: Vec<String> = findings
        .iter()
        .filter(is_meant)
        .map(|finding| {
            let record = finding.record.as_deref().unwrap_or(&finding.path);
            format!("{} {} of {record}", finding.level, finding.rule.code)
        })
        .collect();
    let none = match look {
        Look::Errors => "no errors",
        Look::Open => "no findings",
    };
    Ok(if told.is_empty() { none.to_owned() } else { told.join(", ") })
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_example_device_is_judged_as_expected() {
        let wholes = super::judge();
        assert_eq!(wholes.len(), 3);
        assert!(wholes.iter().all(|whole| whole.is_passed()), "{wholes:#?}");
    }
}
