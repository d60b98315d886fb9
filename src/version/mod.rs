//! Versions: which of two comes later, as far as the ecosystem of the package, or the spelling of both, says so for certain.
//!
//! In go two texts and the type of a package URL, where there is one; out comes a [`Direction`]. An ecosystem that gives its
//! versions an order is asked first. Where none is named, only what every way of reading both texts agrees on is told:
//! hashes have no order, and a suffix that one ecosystem puts before the version and another one behind it decides nothing.

use std::cmp::Ordering;

mod date;
mod debian;
mod numbers;
mod pep440;
mod rpm;
mod semantic;

#[cfg(test)]
mod tests;

/// Where a version went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// To a later one.
    Upgrade,
    /// To an earlier one.
    Downgrade,
    /// Nowhere: both texts name the same version, perhaps in two spellings.
    Same,
    /// It cannot be told: the texts have no order, or one that depends on what nobody said.
    Unknown,
}

impl Direction {
    /// Returns the word that outputs use.
    pub fn word(self) -> &'static str {
        match self {
            Direction::Upgrade => "upgrade",
            Direction::Downgrade => "downgrade",
            Direction::Same => "same",
            Direction::Unknown => "unknown",
        }
    }

    fn of(order: Ordering) -> Direction {
        match order {
            Ordering::Less => Direction::Upgrade,
            Ordering::Greater => Direction::Downgrade,
            Ordering::Equal => Direction::Same,
        }
    }
}

/// Says where a version went that was `before` and is `after`.
///
/// `purl_type` is the type of the package URL, as `pypi` or `deb`: it names the ecosystem whose order holds. An unknown type
/// counts as none. Texts that differ only in what has no order, as build metadata does, are [`Direction::Unknown`]: something
/// changed, and nobody can say that it is later.
pub fn direction(before: &str, after: &str, purl_type: Option<&str>) -> Direction {
    let (before, after) = (before.trim(), after.trim());
    if before.is_empty() || after.is_empty() {
        return Direction::Unknown;
    }
    if before == after {
        return Direction::Same;
    }
    if is_hash(before) || is_hash(after) {
        return if before.eq_ignore_ascii_case(after) { Direction::Same } else { Direction::Unknown };
    }
    let asked = purl_type.and_then(ecosystem).and_then(|compare| compare(before, after));
    asked.unwrap_or_else(|| spelled(before, after))
}

/// Returns the type of a package URL, in lower case: `pypi` of `pkg:pypi/numpy@2.2.6`.
pub fn purl_type(purl: &str) -> Option<String> {
    let rest = purl.trim();
    let rest = rest.get(..4).filter(|scheme| scheme.eq_ignore_ascii_case("pkg:")).map(|_| &rest[4..])?;
    let (name, _) = rest.trim_start_matches('/').split_once('/')?;
    Some(name.to_ascii_lowercase()).filter(|name| !name.is_empty())
}

/// Compares two versions as an ecosystem does; `None` where it cannot read one of them.
type Compare = fn(&str, &str) -> Option<Direction>;

/// Returns how the ecosystem of a package type compares versions; `None` where no order is known, or none that is certain.
fn ecosystem(purl_type: &str) -> Option<Compare> {
    match &*purl_type.to_ascii_lowercase() {
        "cargo" | "npm" | "golang" | "hex" | "pub" | "swift" => Some(semantic::compare),
        "nuget" => Some(semantic::compare_nuget),
        "pypi" => Some(pep440::compare),
        "deb" => Some(debian::compare),
        "rpm" => Some(rpm::compare),
        _ => None,
    }
}

/// Compares two versions of which only the spelling is known.
fn spelled(before: &str, after: &str) -> Direction {
    if let Some(direction) = date::compare(before, after) {
        return direction;
    }
    let (before, after) = (numbers::bare(before), numbers::bare(after));
    if before == after {
        return Direction::Same;
    }
    if debian::is_spelled_so(before) && debian::is_spelled_so(after) {
        return debian::compare(before, after).unwrap_or(Direction::Unknown);
    }
    if let Some(direction) = numbers::compare(before, after) {
        return direction;
    }
    // The numbers are the same, and what stands behind them decides. Whoever can read it has to agree with all others.
    let read = [semantic::compare_known_words(before, after), pep440::compare_known_words(before, after)];
    let mut told = read.into_iter().flatten();
    let Some(first) = told.next() else { return Direction::Unknown };
    if told.all(|other| other == first) && first != Direction::Same { first } else { Direction::Unknown }
}

/// Returns whether a text is an object id or a digest: hexadecimal digits, as many as those have, with a letter among them
/// where a number could be that long.
fn is_hash(text: &str) -> bool {
    let digits = text.split_once(':').filter(|(name, _)| {
        name.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("sha"))
            || name.eq_ignore_ascii_case("md5")
    });
    let digits = digits.map_or(text, |(_, digits)| digits);
    let is_long = matches!(digits.len(), 40 | 64 | 96 | 128);
    digits.bytes().all(|byte| byte.is_ascii_hexdigit())
        && (is_long
            || (7..40).contains(&digits.len()) && digits.bytes().any(|byte| byte.is_ascii_alphabetic()))
}
