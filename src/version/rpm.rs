//! Versions of RPM packages, `epoch:version-release`, after rpm's own manual ("rpm-version").

use std::cmp::Ordering;

use super::{Direction, numbers};

/// Compares two versions as rpm does. Where only one of them has a release, that has no say.
pub(super) fn compare(before: &str, after: &str) -> Option<Direction> {
    let (one, two) = (Rpm::read(before)?, Rpm::read(after)?);
    let order = numbers::by_value(one.epoch, two.epoch).then_with(|| compare_part(one.version, two.version));
    Some(match (order, one.release, two.release) {
        (Ordering::Equal, Some(one), Some(two)) => Direction::of(compare_part(one, two)),
        (Ordering::Equal, Some(_), None) | (Ordering::Equal, None, Some(_)) => Direction::Unknown,
        (order, _, _) => Direction::of(order),
    })
}

struct Rpm<'v> {
    epoch: &'v str,
    version: &'v str,
    release: Option<&'v str>,
}

impl<'v> Rpm<'v> {
    fn read(text: &'v str) -> Option<Rpm<'v>> {
        let (epoch, rest) = text.split_once(':').unwrap_or(("0", text));
        let (version, release) = match rest.rsplit_once('-') {
            Some((version, release)) => (version, Some(release)),
            None => (rest, None),
        };
        let is_number = !epoch.is_empty() && epoch.bytes().all(|byte| byte.is_ascii_digit());
        let is_text = rest.is_ascii() && version.starts_with(|first: char| first.is_ascii_alphanumeric());
        (is_number && is_text).then_some(Rpm { epoch, version, release })
    }
}

/// Compares two parts: runs of digits by value, runs of letters by their signs, a number above letters; a tilde comes before
/// everything, a caret after the end and before all else.
fn compare_part(mut one: &str, mut two: &str) -> Ordering {
    let is_sign = |sign: char| !sign.is_ascii_alphanumeric() && sign != '~' && sign != '^';
    loop {
        (one, two) = (one.trim_start_matches(is_sign), two.trim_start_matches(is_sign));
        for (sign, before_end) in [('~', true), ('^', false)] {
            match (one.starts_with(sign), two.starts_with(sign)) {
                (false, false) => {}
                (true, true) => return compare_part(&one[1..], &two[1..]),
                (true, false) if before_end || !two.is_empty() => return Ordering::Less,
                (true, false) => return Ordering::Greater,
                (false, true) if before_end || !one.is_empty() => return Ordering::Greater,
                (false, true) => return Ordering::Less,
            }
        }
        let (Some(first), Some(second)) = (one.chars().next(), two.chars().next()) else {
            return one.len().cmp(&two.len());
        };
        if first.is_ascii_digit() != second.is_ascii_digit() {
            return if first.is_ascii_digit() { Ordering::Greater } else { Ordering::Less };
        }
        let is_same =
            |next: char| next.is_ascii_alphanumeric() && next.is_ascii_digit() == first.is_ascii_digit();
        let run = |text: &str| text.find(|next: char| !is_same(next)).unwrap_or(text.len());
        let ((own, rest), (other, other_rest)) = (one.split_at(run(one)), two.split_at(run(two)));
        let order = if first.is_ascii_digit() { numbers::by_value(own, other) } else { own.cmp(other) };
        if order.is_ne() {
            return order;
        }
        (one, two) = (rest, other_rest);
    }
}
