//! Semantic versions, and those of NuGet, which may have a fourth number.

use std::cmp::Ordering;

use semver::{Prerelease, Version};

use super::{Direction, numbers};

/// Compares two semantic versions, a `v` before them passed over; `None` where one of them is none.
pub(super) fn compare(before: &str, after: &str) -> Option<Direction> {
    let read = |text: &str| Version::parse(text.strip_prefix(['v', 'V']).unwrap_or(text)).ok();
    let (one, two) = (read(before)?, read(after)?);
    Some(told(one.cmp_precedence(&two), one.build == two.build))
}

/// Compares two semantic versions whose pre-releases are told in words that mean the same everywhere, or in numbers.
pub(super) fn compare_known_words(before: &str, after: &str) -> Option<Direction> {
    let read = |text: &str| Version::parse(text).ok().filter(|version| is_known(&version.pre));
    let (one, two) = (read(before)?, read(after)?);
    Some(told(one.cmp_precedence(&two), one.build == two.build))
}

/// Compares two versions as NuGet does: up to four numbers, missing ones are zero, and words in any case.
pub(super) fn compare_nuget(before: &str, after: &str) -> Option<Direction> {
    let (one, two) = (Nuget::read(before)?, Nuget::read(after)?);
    let by_numbers = one.numbers.iter().zip(&two.numbers).map(|(one, two)| numbers::by_value(one, two));
    let order = by_numbers.fold(Ordering::Equal, Ordering::then).then_with(|| one.pre.cmp(&two.pre));
    Some(told(order, one.build == two.build))
}

/// What is equal in everything that has an order, and differs in its build, went nobody knows where.
fn told(order: Ordering, same_build: bool) -> Direction {
    if order.is_eq() && !same_build { Direction::Unknown } else { Direction::of(order) }
}

/// Returns whether a pre-release begins with a word that every ecosystem puts before the release, or is a number.
fn is_known(pre: &Prerelease) -> bool {
    let word: String = pre.chars().take_while(char::is_ascii_alphabetic).collect();
    let known = ["alpha", "beta", "rc", "pre", "preview", "dev"];
    pre.is_empty()
        || known.contains(&&*word.to_ascii_lowercase())
        || pre.bytes().all(|byte| byte.is_ascii_digit())
}

struct Nuget {
    numbers: [String; 4],
    pre: Prerelease,
    build: String,
}

impl Nuget {
    fn read(text: &str) -> Option<Nuget> {
        let (text, build) = text.split_once('+').unwrap_or((text, ""));
        let (core, pre) = text.split_once('-').unwrap_or((text, ""));
        let mut numbers: [String; 4] = Default::default();
        for (index, number) in core.split('.').enumerate() {
            if number.is_empty() || !number.bytes().all(|byte| byte.is_ascii_digit()) {
                return None;
            }
            number.clone_into(numbers.get_mut(index)?);
        }
        let pre = Prerelease::new(&pre.to_ascii_lowercase()).ok()?;
        Some(Nuget { numbers, pre, build: build.to_owned() })
    }
}
