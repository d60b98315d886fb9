//! The numbers at the start of a version, which every ecosystem reads alike.

use std::cmp::Ordering;

use super::Direction;

/// Returns a version without the `v`, `version` or `release` before its first digit.
pub(super) fn bare(version: &str) -> &str {
    let start = version.find(|character: char| character.is_ascii_digit()).unwrap_or(0);
    let name = version[..start].trim_end_matches(['-', '_', '.', ' ']);
    let is_name = ["v", "version", "rel", "release"].iter().any(|known| name.eq_ignore_ascii_case(known));
    if is_name { &version[start..] } else { version }
}

/// Compares two digit sequences of any length by their value.
pub(super) fn by_value(one: &str, two: &str) -> Ordering {
    let (one, two) = (one.trim_start_matches('0'), two.trim_start_matches('0'));
    one.len().cmp(&two.len()).then_with(|| one.cmp(two))
}

/// Compares the dotted numbers at the start; `None` where they do not decide.
///
/// They decide where two stand in the same place and differ, or where one version goes on with a number that is not zero
/// and the other one ends.
pub(super) fn compare(before: &str, after: &str) -> Option<Direction> {
    let (one, two) = (Numbers::of(before), Numbers::of(after));
    // From `2024.1` to `3.0`, somebody began to count in another way; which one is later is not in the texts.
    if let (Some(first), Some(second)) = (one.each.first(), two.each.first())
        && is_year_or_date(first) != is_year_or_date(second)
    {
        return Some(Direction::Unknown);
    }
    for (first, second) in one.each.iter().zip(&two.each) {
        match by_value(first, second) {
            Ordering::Equal => {}
            order => return Some(Direction::of(order)),
        }
    }
    let is_more = |longer: &Numbers<'_>, shorter: &Numbers<'_>| {
        let more = longer.each.get(shorter.each.len()..).unwrap_or_default();
        shorter.rest.is_empty() && !shorter.each.is_empty() && more.iter().any(|number| !is_zero(number))
    };
    if is_more(&two, &one) {
        Some(Direction::Upgrade)
    } else if is_more(&one, &two) {
        Some(Direction::Downgrade)
    } else {
        None
    }
}

/// The dotted numbers at the start of a version, and what stands behind them.
struct Numbers<'v> {
    each: Vec<&'v str>,
    rest: &'v str,
}

impl<'v> Numbers<'v> {
    fn of(version: &'v str) -> Numbers<'v> {
        let mut each = Vec::new();
        let mut rest = version;
        loop {
            let end = rest.find(|character: char| !character.is_ascii_digit()).unwrap_or(rest.len());
            if end == 0 {
                break;
            }
            each.push(&rest[..end]);
            rest = &rest[end..];
            match rest.strip_prefix('.').filter(|next| next.starts_with(|next: char| next.is_ascii_digit())) {
                Some(next) => rest = next,
                None => break,
            }
        }
        Numbers { each, rest }
    }
}

fn is_zero(number: &str) -> bool {
    number.bytes().all(|digit| digit == b'0')
}

/// Returns whether a number is a year of these times, or so great that it counts days or builds.
fn is_year_or_date(number: &str) -> bool {
    let number = number.trim_start_matches('0');
    number.len() > 4 || number.len() == 4 && ("1980".."2100").contains(&number)
}
