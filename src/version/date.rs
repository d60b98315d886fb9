//! Days and months as versions: `2024-11-05`, `20241105`, `2024-11`, `2024.11`.

use std::ops::RangeInclusive;

use jiff::civil::{Date, date};

use super::Direction;

/// Compares two days or months; `None` where one of the texts is neither, or both are dotted numbers anyway. A month and a day
/// within it have no order.
pub(super) fn compare(before: &str, after: &str) -> Option<Direction> {
    if before.contains('.') && after.contains('.') {
        return None;
    }
    let (one, two) = (days(before)?, days(after)?);
    if one == two {
        Some(Direction::Same)
    } else if one.end() < two.start() {
        Some(Direction::Upgrade)
    } else if two.end() < one.start() {
        Some(Direction::Downgrade)
    } else {
        Some(Direction::Unknown)
    }
}

/// Returns the days that a text names.
fn days(text: &str) -> Option<RangeInclusive<Date>> {
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let parts: Vec<&str> = if text.len() == 8 && is_number(text) {
        vec![&text[..4], &text[4..6], &text[6..]]
    } else {
        text.split(if text.contains('-') { '-' } else { '.' }).collect()
    };
    if !parts.iter().all(|part| is_number(part))
        || parts[0].len() != 4
        || !("1980".."2100").contains(&parts[0])
    {
        return None;
    }
    let year: i16 = parts[0].parse().ok()?;
    // A dotted part may be written without its zero; with hyphens that is no date.
    let small = |part: &str| part.parse::<i8>().ok().filter(|_| part.len() == 2 || text.contains('.'));
    match parts[..] {
        [_, month] => {
            let first = Date::new(year, small(month)?, 1).ok()?;
            Some(first..=date(year, first.month(), first.days_in_month()))
        }
        [_, month, day] => {
            let day = Date::new(year, small(month)?, small(day)?).ok()?;
            Some(day..=day)
        }
        _ => None,
    }
}
