//! Versions of Debian packages, `epoch:upstream-revision`, after the Debian Policy Manual, 5.6.12.

use std::cmp::Ordering;

use super::{Direction, numbers};

/// Compares two versions as dpkg does; `None` where one of them is none.
pub(super) fn compare(before: &str, after: &str) -> Option<Direction> {
    let (one, two) = (Debian::read(before)?, Debian::read(after)?);
    let order = numbers::by_value(one.epoch, two.epoch)
        .then_with(|| compare_part(one.upstream, two.upstream))
        .then_with(|| compare_part(one.revision, two.revision));
    Some(Direction::of(order))
}

/// Returns whether a version can hardly be anything else: it has a revision of Ubuntu's or Debian's own.
pub(super) fn is_spelled_so(version: &str) -> bool {
    let Some((_, revision)) = version.rsplit_once('-') else { return false };
    let word = |word: &str| revision.match_indices(word).any(|(at, _)| at > 0);
    let starts = revision.starts_with(|first: char| first.is_ascii_digit());
    starts && (word("ubuntu") || word("+deb") || word("~deb") || word("~bpo") || word("build"))
}

struct Debian<'v> {
    epoch: &'v str,
    upstream: &'v str,
    revision: &'v str,
}

impl<'v> Debian<'v> {
    fn read(text: &'v str) -> Option<Debian<'v>> {
        let (epoch, rest) = text.split_once(':').unwrap_or(("0", text));
        let (upstream, revision) = rest.rsplit_once('-').unwrap_or((rest, ""));
        let allowed = |part: &str| {
            part.chars()
                .all(|sign| sign.is_ascii_alphanumeric() || matches!(sign, '.' | '+' | '-' | '~' | ':'))
        };
        let is_number = !epoch.is_empty() && epoch.bytes().all(|byte| byte.is_ascii_digit());
        let starts = upstream.starts_with(|first: char| first.is_ascii_digit());
        (is_number && starts && allowed(rest)).then_some(Debian { epoch, upstream, revision })
    }
}

/// Compares two parts: what is no digit by [`weight`], then digits by their value, and so on in turn.
fn compare_part<'v>(mut one: &'v str, mut two: &'v str) -> Ordering {
    while !one.is_empty() || !two.is_empty() {
        let (words, digits) = (take(&mut one, &mut two, false), take(&mut one, &mut two, true));
        let order = compare_words(words.0, words.1).then_with(|| numbers::by_value(digits.0, digits.1));
        if order.is_ne() {
            return order;
        }
    }
    Ordering::Equal
}

/// Takes what both texts begin with: digits, or what is none.
fn take<'v>(one: &mut &'v str, two: &mut &'v str, digits: bool) -> (&'v str, &'v str) {
    let start = |text: &mut &'v str| {
        let end = text.find(|next: char| next.is_ascii_digit() != digits).unwrap_or(text.len());
        let (start, rest) = text.split_at(end);
        *text = rest;
        start
    };
    (start(one), start(two))
}

fn compare_words(one: &str, two: &str) -> Ordering {
    let longest = one.len().max(two.len());
    let weights =
        |text: &str| -> Vec<i32> { (0..longest).map(|at| weight(text.as_bytes().get(at))).collect() };
    weights(one).cmp(&weights(two))
}

/// A tilde comes before the end of a part, that before letters, and those before other signs.
fn weight(sign: Option<&u8>) -> i32 {
    match sign {
        Some(b'~') => -1,
        None => 0,
        Some(letter) if letter.is_ascii_alphabetic() => i32::from(*letter),
        Some(other) => i32::from(*other) + 256,
    }
}
