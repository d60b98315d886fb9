//! Versions of Python packages, after PEP 440 (packaging.python.org, "Version specifiers").

use std::cmp::Ordering;

use super::{Direction, numbers};

/// Compares two versions as PEP 440 does; `None` where one of them is none. A local part that comes, goes or differs has an
/// order there, but says nothing of the release: those are told as unknown.
pub(super) fn compare(before: &str, after: &str) -> Option<Direction> {
    let (one, two) = (Pep440::read(before)?, Pep440::read(after)?);
    let order = one.cmp_public(&two);
    Some(if order.is_eq() && one.local != two.local { Direction::Unknown } else { Direction::of(order) })
}

/// Compares two versions that are spelled so that PEP 440 is no guess: words spelled out or followed by a number.
pub(super) fn compare_known_words(before: &str, after: &str) -> Option<Direction> {
    let is_known = |text: &str| {
        let words = text.split(|character: char| !character.is_ascii_alphabetic());
        let is_single = words.filter(|word| !word.is_empty()).any(|word| word.len() == 1);
        // The letters of OpenSSL (`1.0.2k`) come after the release, those of Python (`3.13a2`) before it.
        !is_single || text.ends_with(|last: char| last.is_ascii_digit()) && !text.contains('-')
    };
    if is_known(before) && is_known(after) { compare(before, after) } else { None }
}

/// A version, taken apart. Numbers stay texts, as they may have any length.
#[derive(Debug)]
struct Pep440 {
    epoch: String,
    /// Without zeros at the end.
    release: Vec<String>,
    pre: Option<(Phase, String)>,
    post: Option<String>,
    dev: Option<String>,
    local: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Phase {
    Alpha,
    Beta,
    Candidate,
}

impl Pep440 {
    fn read(text: &str) -> Option<Pep440> {
        let text = text.trim().to_ascii_lowercase();
        let mut rest = text.strip_prefix('v').unwrap_or(&text);
        let (public, local) =
            rest.split_once('+').map_or((rest, None), |(public, local)| (public, Some(local)));
        rest = public;
        let mut epoch = "0";
        if let Some((number, after)) = rest.split_once('!') {
            epoch = Some(number).filter(|number| is_number(number))?;
            rest = after;
        }
        let mut release = vec![number(&mut rest)?];
        while let Some(mut next) = rest.strip_prefix('.') {
            let Some(part) = number(&mut next) else { break };
            release.push(part);
            rest = next;
        }
        while release.len() > 1 && release.last().is_some_and(|last| last.bytes().all(|digit| digit == b'0'))
        {
            release.pop();
        }
        let phases = [
            ("alpha", Phase::Alpha),
            ("beta", Phase::Beta),
            ("preview", Phase::Candidate),
            ("pre", Phase::Candidate),
            ("rc", Phase::Candidate),
            ("a", Phase::Alpha),
            ("b", Phase::Beta),
            ("c", Phase::Candidate),
        ];
        let pre = phases.iter().find_map(|(word, phase)| Some((*phase, word_and_number(&mut rest, word)?)));
        let mut post = ["post", "rev", "r"].iter().find_map(|word| word_and_number(&mut rest, word));
        if let (None, Some(mut next)) = (&post, rest.strip_prefix('-')) {
            // `1.0-1` is the first post-release of 1.0.
            post = number(&mut next);
            rest = if post.is_some() { next } else { rest };
        }
        let dev = word_and_number(&mut rest, "dev");
        let local = match local {
            None => Vec::new(),
            Some(local) => local.split(['.', '-', '_']).map(ToOwned::to_owned).collect(),
        };
        let is_word =
            |part: &String| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if !rest.is_empty() || !local.iter().all(is_word) {
            return None;
        }
        Some(Pep440 { epoch: epoch.to_owned(), release, pre, post, dev, local })
    }

    /// Compares everything but the local part.
    fn cmp_public(&self, other: &Pep440) -> Ordering {
        let zero = String::from("0");
        let release = || {
            let longest = self.release.len().max(other.release.len());
            let at = |release: &[String], index: usize| release.get(index).unwrap_or(&zero).clone();
            (0..longest)
                .map(|index| numbers::by_value(&at(&self.release, index), &at(&other.release, index)))
                .fold(Ordering::Equal, Ordering::then)
        };
        let optional = |one: &Option<String>, two: &Option<String>, missing: Ordering| match (one, two) {
            (None, None) => Ordering::Equal,
            (None, Some(_)) => missing,
            (Some(_), None) => missing.reverse(),
            (Some(one), Some(two)) => numbers::by_value(one, two),
        };
        numbers::by_value(&self.epoch, &other.epoch)
            .then_with(release)
            .then_with(|| self.phase().cmp(&other.phase()))
            .then_with(|| match (&self.pre, &other.pre) {
                (Some((_, one)), Some((_, two))) => numbers::by_value(one, two),
                _ => Ordering::Equal,
            })
            // What was not released after comes before what was; what is still developed comes before what is not.
            .then_with(|| optional(&self.post, &other.post, Ordering::Less))
            .then_with(|| optional(&self.dev, &other.dev, Ordering::Greater))
    }

    /// Returns the place among development releases, pre-releases, and the release itself.
    fn phase(&self) -> u8 {
        match (&self.pre, &self.post, &self.dev) {
            (Some((Phase::Alpha, _)), _, _) => 1,
            (Some((Phase::Beta, _)), _, _) => 2,
            (Some((Phase::Candidate, _)), _, _) => 3,
            (None, None, Some(_)) => 0,
            (None, _, _) => 4,
        }
    }
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Takes the number at the start of a text.
fn number(rest: &mut &str) -> Option<String> {
    let end = rest.find(|character: char| !character.is_ascii_digit()).unwrap_or(rest.len());
    let (found, after) = rest.split_at(end);
    *rest = if found.is_empty() { *rest } else { after };
    Some(found.to_owned()).filter(|found| !found.is_empty())
}

/// Takes a word with its number, which is 0 where none is written, and the signs that may part them.
fn word_and_number(rest: &mut &str, word: &str) -> Option<String> {
    let sign = ['.', '-', '_'];
    let after = rest.strip_prefix(sign).unwrap_or(rest).strip_prefix(word)?;
    let mut next = after.strip_prefix(sign).unwrap_or(after);
    match number(&mut next) {
        Some(number) => {
            *rest = next;
            Some(number)
        }
        None => {
            *rest = after;
            Some("0".to_owned())
        }
    }
}
