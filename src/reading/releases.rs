//! Releases: the tags that the configuration's glob matches, in the order of their versions.

use std::cmp::Ordering;

use crate::source::Tag;

/// The releases of a repository.
#[derive(Clone, Debug)]
pub struct Releases {
    /// The glob that the tags match.
    pub glob: String,
    /// The tags that lead to a commit, lowest version first, ties by date.
    pub tags: Vec<Tag>,
    /// Tags that match and lead to no commit, each with the reason.
    pub skipped: Vec<(String, String)>,
}

impl Releases {
    pub(super) fn new(glob: &str, all: Vec<Tag>) -> Releases {
        let mut tags = Vec::with_capacity(all.len());
        let mut skipped = Vec::new();
        for tag in all {
            match &tag.commit {
                Ok(_) => tags.push(tag),
                Err(reason) => skipped.push((tag.name.clone(), reason.clone())),
            }
        }
        tags.sort_by(|one, two| {
            compare_versions(&one.name, &two.name)
                .then_with(|| one.date.cmp(&two.date))
                .then_with(|| one.name.cmp(&two.name))
        });
        skipped.sort();
        Releases { glob: glob.to_owned(), tags, skipped }
    }

    pub(super) fn clone_if(&self, glob: &str) -> Option<Releases> {
        (self.glob == glob).then(|| self.clone())
    }
}

/// Compares two versions as people do: numbers by value, a longer version after a shorter one, and a suffix behind a hyphen
/// (`2.1.0-rc.1`) before the version without it.
pub fn compare_versions(one: &str, two: &str) -> Ordering {
    let split = |version: &str| -> (Vec<Part>, Option<Vec<Part>>) {
        let core = version.find(|character: char| character.is_ascii_digit()).unwrap_or(0);
        let (prefix, rest) = version.split_at(core);
        let (core, suffix) = rest.split_once('-').map_or((rest, None), |(core, suffix)| (core, Some(suffix)));
        let mut parts_of_core = vec![Part::Word(prefix.to_owned())];
        parts_of_core.extend(parts(core));
        (parts_of_core, suffix.map(parts))
    };
    let (core_one, suffix_one) = split(one);
    let (core_two, suffix_two) = split(two);
    core_one.cmp(&core_two).then_with(|| match (suffix_one, suffix_two) {
        (None, None) => Ordering::Equal,
        (None, Some(_)) => Ordering::Greater,
        (Some(_), None) => Ordering::Less,
        (Some(one), Some(two)) => one.cmp(&two),
    })
}

/// A part of a version; words come before numbers, so that `1.0.beta` is before `1.0.1`.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Word(String),
    /// The digits without leading zeros, by length first, so that any number of digits compares by value.
    Number(usize, String),
}

fn parts(text: &str) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let digits = first.is_ascii_digit();
        let end = rest.find(|character: char| character.is_ascii_digit() != digits).unwrap_or(rest.len());
        let (part, after) = rest.split_at(end);
        rest = after;
        if digits {
            let number = part.trim_start_matches('0');
            parts.push(Part::Number(number.len(), number.to_owned()));
        } else if !matches!(part, "." | "-" | "_" | "+") {
            parts.push(Part::Word(part.to_lowercase()));
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_ordered_as_people_order_them() {
        let ordered = ["v1.9.0", "v1.10.0-rc.1", "v1.10.0-rc.2", "v1.10.0", "v1.10.0.1", "v2.0.0", "v10.0.0"];
        for pair in ordered.windows(2) {
            assert_eq!(compare_versions(pair[0], pair[1]), Ordering::Less, "{pair:?}");
        }
        assert_eq!(compare_versions("v1.02", "v1.2"), Ordering::Equal);
        assert_eq!(compare_versions("v99999999999999999999999", "v100000000000000000000000"), Ordering::Less);
    }
}
