//! Pictures of counts: releases over time, what falls due in the next year, and classes; each with its numbers in a table.

use jiff::ToSpan;
use jiff::civil::Date;

use super::versions::uses;
use crate::dossier::Placed;
use crate::due::{Due, Soon, What};
use crate::record::Kind;
use crate::site::draw::columns::{Bar, columns, legend};
use crate::site::draw::share::{Whole, share};
use crate::site::draw::{Figure, SHADES};
use crate::site::html::{text, time, version as version_html};
use crate::site::step::Fold;
use crate::site::version::Version;
use crate::site::words::Words;
use crate::standard::Class;

/// How many months the forecast looks ahead, after the one that has begun.
const MONTHS: usize = 12;

/// Returns the findings and the SOUP of all versions, oldest first, as two pictures over the same ground; empty for one
/// version alone.
pub fn over_time(fold: &Fold<'_>, words: &Words) -> String {
    let versions = &fold.versions;
    if versions.len() < 2 {
        return String::new();
    }
    let levels = ["errors", "warnings", "notes"].map(|key| words.named("versions-count", key));
    let moves = ["moved", "added", "removed"].map(|key| words.named("versions-count", key));
    let (mut findings, mut steps, mut rows) = (Vec::new(), Vec::new(), Vec::new());
    for (number, (version, (soups, moved))) in versions.iter().zip(soups(fold)).enumerate() {
        let [notes, warnings, errors] = version.total.open;
        let open = [errors, warnings, notes];
        let day = version.date.clone().unwrap_or_else(|| words.say("versions-unreleased").to_owned());
        findings.push(bar(&version.name, &day, &levels, open));
        steps.push(bar(&version.name, &day, &moves, moved));
        let link =
            format!("<a href=\"{}/index.html\">{}</a>", text(&version.folder), version_html(&version.name));
        let date = version.date.as_ref().map_or_else(|| text(&day), time);
        let mut row = vec![link, date];
        let counts = open.into_iter().chain([version.total.stale, version.total.waived, soups]);
        row.extend(counts.map(|count| count.to_string()));
        row.extend(moved.map(|count| if number > 0 { count.to_string() } else { "–".to_owned() }));
        rows.push(row);
    }
    rows.reverse();
    let mut names = vec![words.say("versions-version"), words.say("versions-date")];
    names.extend(levels);
    names.extend(["stale", "waived", "soups"].map(|key| words.named("versions-count", key)));
    names.extend(moves);
    let panel = |name: &str, names: &[&str; SHADES.len()], bars: &[Bar]| {
        format!("<p>{} {}</p>{}", text(name), legend(names), columns(name, bars))
    };
    Figure {
        pictures: panel(words.say("versions-findings"), &levels, &findings)
            + &panel(words.say("versions-moves"), &moves, &steps),
        caption: text(words.say("versions-caption")),
        numbers: words.say("versions-numbers").to_owned(),
        columns: names.into_iter().map(str::to_owned).collect(),
        rows,
    }
    .html()
}

/// Returns how many SOUP each version has, and how many moved to another version, came and went since the one before.
fn soups(fold: &Fold<'_>) -> Vec<(usize, [usize; SHADES.len()])> {
    let mut counts = vec![(0, [0; SHADES.len()]); fold.versions.len()];
    for life in fold.lives.values() {
        let cells = uses(life, counts.len());
        for (number, now) in cells.iter().enumerate() {
            let (soups, [moved, added, removed]) = &mut counts[number];
            *soups += usize::from(now.is_some());
            match (number.checked_sub(1).and_then(|before| cells[before]), now) {
                (Some(before), Some(now)) => *moved += usize::from(before.version != now.version),
                (None, Some(_)) if number > 0 => *added += 1,
                (Some(_), None) => *removed += 1,
                (None, _) => {}
            }
        }
    }
    counts
}

fn bar(label: &str, below: &str, names: &[&str; SHADES.len()], parts: [usize; SHADES.len()]) -> Bar {
    let says: Vec<String> = names.iter().zip(parts).map(|(name, count)| format!("{name} {count}")).collect();
    Bar {
        label: label.to_owned(),
        below: below.to_owned(),
        parts: parts.to_vec(),
        title: format!("{label}, {below}: {}", says.join(", ")),
    }
}

/// Returns what falls due in each of the next months, what is overdue standing before them; empty where nothing is.
pub fn forecast(version: &Version<'_>, due: &[Due<'_>], words: &Words) -> String {
    let as_of = version.as_of();
    let month = |day: Date| {
        (i32::from(day.year()) - i32::from(as_of.year())) * 12 + i32::from(day.month() - as_of.month())
    };
    let mut counts = vec![[0usize; SHADES.len()]; MONTHS + 2];
    let mut later = 0usize;
    for due in due {
        let place = match (due.soon(), due.day) {
            (Soon::Overdue, _) => 0,
            (Soon::Within(_) | Soon::Later, Some(day)) => month(day).max(0) as usize + 1,
            (Soon::Undated | Soon::Answered, _) | (Soon::Within(_) | Soon::Later, None) => continue,
        };
        let shade = match due.what {
            What::AnomalyReview | What::FullReview => 0,
            What::EndOfSupport => 1,
            What::Revisit | What::Decision | What::Triage | What::Waiver => 2,
        };
        match counts.get_mut(place) {
            Some(counts) => counts[shade] += 1,
            None => later += 1,
        }
    }
    if counts.iter().flatten().all(|count| *count == 0) {
        return String::new();
    }
    let names = ["reviews", "support", "decisions"].map(|key| words.named("forecast-sort", key));
    let label = |place: usize| match place {
        0 => words.say("forecast-overdue").to_owned(),
        place => {
            let day = as_of.first_of_month().checked_add((place as i64 - 1).months()).unwrap_or(as_of);
            format!("{}-{:02}", day.year(), day.month())
        }
    };
    let bars: Vec<Bar> =
        counts.iter().enumerate().map(|(place, counts)| bar(&label(place), "", &names, *counts)).collect();
    let rows = counts.iter().enumerate().map(|(place, counts)| {
        std::iter::once(text(&label(place))).chain(counts.iter().map(usize::to_string)).collect()
    });
    let name = words.say("forecast-title");
    Figure {
        pictures: format!("<p>{}</p>{}", legend(&names), columns(name, &bars)),
        caption: text(&words.fill("forecast-caption", &[("later", later.into())])),
        numbers: words.say("forecast-numbers").to_owned(),
        columns: std::iter::once(words.say("forecast-month")).chain(names).map(str::to_owned).collect(),
        rows: rows.collect(),
    }
    .html()
}

/// Returns how many live records of each class there are among some kinds, as one bar a kind; empty where there are none.
pub fn classes(version: &Version<'_>, kinds: &[Kind], words: &Words) -> String {
    let whole = |kind: &Kind| {
        let live: Vec<Placed<'_>> =
            version.dossier().of_kind(*kind).filter(|record| record.is_live()).collect();
        let part = |class: Class| {
            let name = words.fill("classes-class", &[("class", class.to_string().into())]);
            (name, live.iter().filter(|record| record.class() == class).count())
        };
        let name = words.named("classes-of", if *kind == Kind::Item { "items" } else { "soup" });
        Whole { name: name.to_owned(), parts: [Class::C, Class::B, Class::A].map(part).to_vec() }
    };
    let mut wholes: Vec<Whole> = kinds.iter().map(whole).collect();
    wholes.retain(|whole| whole.parts.iter().any(|(_, count)| *count > 0));
    if wholes.is_empty() {
        return String::new();
    }
    Figure {
        pictures: wholes.iter().map(share).collect(),
        caption: text(&wholes.iter().map(Whole::says).collect::<Vec<_>>().join(" · ")),
        ..Figure::default()
    }
    .html()
}
