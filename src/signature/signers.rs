//! The list of keys that a repository trusts, in the format of OpenSSH's allowed signers.
//!
//! ```text
//! # who        what for, and when                                    key                     remark
//! ada@example  namespaces="git",valid-after="20250101"               ssh-ed25519 AAAA…       Ada's token
//! ```

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::Offset;

use super::key::Key;

/// The list, read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Signers {
    /// The keys in the order of the file.
    pub entries: Vec<Entry>,
    /// Lines that give no key, each with its number and why: they are left out and told.
    pub faults: Vec<(usize, String)>,
}

/// A key of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The number of its line, from 1.
    pub line: usize,
    /// Whose key it is, as written: one or more names, or patterns of names, parted by commas.
    pub principals: String,
    /// The key.
    pub key: Key,
    /// What it may sign, as patterns; anything where nothing is said.
    pub namespaces: Option<String>,
    /// The first moment of its use.
    pub after: Option<Timestamp>,
    /// The last moment of its use.
    pub before: Option<Timestamp>,
}

/// What stands between the names and the key.
#[derive(Default)]
struct Options {
    authority: bool,
    namespaces: Option<String>,
    after: Option<Timestamp>,
    before: Option<Timestamp>,
}

impl Signers {
    /// Reads a list; a line that cannot be used is a fault, and the others are used.
    pub fn read(text: &str) -> Signers {
        let mut signers = Signers::default();
        for (index, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            match entry(line, index + 1) {
                Ok(entry) => signers.entries.push(entry),
                Err(reason) => signers.faults.push((index + 1, reason)),
            }
        }
        signers
    }

    /// Returns whether a line gives the key of that fingerprint, whatever it may be used for.
    pub fn gives(&self, fingerprint: &str) -> bool {
        self.entries.iter().any(|entry| entry.key.fingerprint() == fingerprint)
    }
}

impl Entry {
    /// Says why the key may not sign for git at a moment; `None` where it may.
    pub fn objection(&self, at: Timestamp) -> Option<String> {
        if let Some(namespaces) = self.namespaces.as_ref().filter(|list| !matches_list("git", list)) {
            return Some(format!("line {} allows it for {namespaces}, not for git", self.line));
        }
        if let Some(after) = self.after.filter(|after| at < *after) {
            return Some(format!("line {} allows it from {after} on", self.line));
        }
        let before = self.before.filter(|before| at > *before)?;
        Some(format!("line {} allows it until {before}", self.line))
    }
}

fn entry(line: &str, number: usize) -> Result<Entry, String> {
    let (principals, rest) = word(line)?;
    let (first, after_first) = word_with_quotes(rest);
    // What looks like no key's kind is a list of options.
    let (options, rest) = match is_kind(first) {
        true => (Options::default(), rest),
        false => (read_options(first)?, after_first),
    };
    if options.authority {
        return Err("it names an authority for certificates (cert-authority), which is not followed: give each key a line of its own"
            .to_owned());
    }
    let mut words = rest.split_ascii_whitespace();
    let (kind, base64) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    if base64.is_empty() {
        return Err("there is no key".to_owned());
    }
    let key = Key::read(kind, base64).map_err(|error| format!("the key cannot be read: {error}"))?;
    Ok(Entry {
        line: number,
        principals: principals.to_owned(),
        key,
        namespaces: options.namespaces,
        after: options.after,
        before: options.before,
    })
}

/// Returns the first word of a line, which may stand in quotes, and the rest.
fn word(line: &str) -> Result<(&str, &str), String> {
    match line.strip_prefix('"') {
        Some(quoted) => quoted.split_once('"').ok_or_else(|| "a quote is not closed".to_owned()),
        None => line.split_once([' ', '\t']).ok_or_else(|| "there is a name and no key behind it".to_owned()),
    }
}

/// Returns the first word of a text, in which spaces may stand between quotes, and the rest.
fn word_with_quotes(text: &str) -> (&str, &str) {
    let text = text.trim_start();
    let mut quoted = false;
    let mut before = ' ';
    let end = text.char_indices().find(|(_, character)| {
        if *character == '"' && before != '\\' {
            quoted = !quoted;
        }
        before = *character;
        !quoted && character.is_ascii_whitespace()
    });
    text.split_at(end.map_or(text.len(), |(at, _)| at))
}

fn is_kind(word: &str) -> bool {
    ["ssh-", "ecdsa-", "sk-"].iter().any(|start| word.starts_with(start)) && !word.contains(['=', ','])
}

/// Reads options as OpenSSH does: names ignoring case, values in quotes, and nothing that is not known.
fn read_options(text: &str) -> Result<Options, String> {
    let mut options = Options::default();
    let mut rest = text;
    while !rest.is_empty() {
        let name_ends = rest.find(['=', ',']).unwrap_or(rest.len());
        let (name, after) = rest.split_at(name_ends);
        let mut value = None;
        rest = after;
        if let Some(quoted) = after.strip_prefix('=') {
            let quoted = quoted.strip_prefix('"').ok_or_else(|| format!("`{name}=` needs quotes"))?;
            let (inner, after) = quoted.split_once('"').ok_or("a quote is not closed")?;
            (value, rest) = (Some(inner), after);
        }
        rest = match rest.strip_prefix(',') {
            Some(more) => more,
            None if rest.is_empty() => rest,
            None => return Err(format!("`{rest}` is not understood")),
        };
        let moment = |value: &str| {
            moment(value).ok_or_else(|| format!("`{value}` is no date: write 20260131, or 20260131235959Z"))
        };
        match (&*name.to_ascii_lowercase(), value) {
            ("cert-authority", None) => options.authority = true,
            ("namespaces", Some(value)) => options.namespaces = Some(value.to_owned()),
            ("valid-after", Some(value)) => options.after = Some(moment(value)?),
            ("valid-before", Some(value)) => options.before = Some(moment(value)?),
            _ => return Err(format!("`{name}` is no option of a list of signers")),
        }
    }
    Ok(options)
}

/// Reads `YYYYMMDD`, `YYYYMMDDHHMM` or `YYYYMMDDHHMMSS`, with or without `Z`. Without it OpenSSH means the zone of whoever asks, which
/// would give another answer elsewhere: here it is UTC too.
fn moment(text: &str) -> Option<Timestamp> {
    let digits = text.strip_suffix(['Z', 'z']).unwrap_or(text);
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) || ![8, 12, 14].contains(&digits.len()) {
        return None;
    }
    let number =
        |from: usize, to: usize| digits.get(from..to).map_or(Some(0), |part| part.parse::<i8>().ok());
    let year = digits[..4].parse().ok()?;
    let time = DateTime::new(
        year,
        number(4, 6)?,
        number(6, 8)?,
        number(8, 10)?,
        number(10, 12)?,
        number(12, 14)?,
        0,
    );
    Offset::UTC.to_timestamp(time.ok()?).ok()
}

/// Returns whether a list of patterns, parted by commas, allows a name: one of them matches, and none with `!` does.
fn matches_list(name: &str, list: &str) -> bool {
    let mut allowed = false;
    for pattern in list.split(',') {
        match pattern.strip_prefix('!') {
            Some(pattern) if matches(name, pattern) => return false,
            Some(_) => {}
            None => allowed |= matches(name, pattern),
        }
    }
    allowed
}

/// Returns whether a pattern matches all of a name: `*` stands for anything, `?` for one character. Neither a long pattern nor many
/// stars take it long.
fn matches(name: &str, pattern: &str) -> bool {
    let (name, pattern) = (name.as_bytes(), pattern.as_bytes());
    let (mut at, mut next) = (0, 0);
    // The last star, and how much of the name it stands for so far.
    let mut star: Option<(usize, usize)> = None;
    while at < name.len() {
        match pattern.get(next) {
            Some(b'*') => {
                star = Some((next, at));
                next += 1;
            }
            Some(wanted) if *wanted == b'?' || *wanted == name[at] => {
                at += 1;
                next += 1;
            }
            Some(_) | None => {
                let Some((place, taken)) = star else { return false };
                star = Some((place, taken + 1));
                (at, next) = (taken + 1, place + 1);
            }
        }
    }
    pattern[next..].iter().all(|rest| *rest == b'*')
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAILM+rvN+ot98qgEN796jTiQfZfG1KaT0PtFDJ/XFSqti";

    #[test]
    fn a_list_is_read_line_by_line_and_what_cannot_be_used_is_told() {
        let list = format!(
            "# ours\n\nada@example.com {KEY} Ada's token\n\
             \"Ada Lang,b@example.com\" namespaces=\"git,file\",valid-after=\"20250101\",VALID-BEFORE=\"202506302359Z\" {KEY}\n\
             *@example.com cert-authority {KEY}\n\
             c@example.com no-such-option {KEY}\n\
             d@example.com valid-after=20250101 {KEY}\n\
             e@example.com valid-after=\"2025-01-01\" {KEY}\n\
             f@example.com ssh-ed25519 AAAA\ng@example.com\nh@example.com ssh-ed25519\n\"i {KEY}\n"
        );
        let Signers { entries, faults } = Signers::read(&list);
        let told: Vec<_> = entries.iter().map(|entry| (entry.line, &*entry.principals)).collect();
        assert_eq!(told, [(3, "ada@example.com"), (4, "Ada Lang,b@example.com")]);
        assert_eq!(faults.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [5, 6, 7, 8, 9, 10, 11, 12]);
        assert!(faults[0].1.contains("cert-authority"), "{faults:?}");
        let at = |time: &str| time.parse::<Timestamp>().expect("it is a time");
        assert_eq!(entries[1].objection(at("2025-03-01T00:00:00Z")), None);
        assert_eq!(entries[1].objection(at("2025-06-30T23:59:00Z")), None);
        assert!(entries[1].objection(at("2024-12-31T23:59:59Z")).is_some());
        assert!(entries[1].objection(at("2025-07-01T00:00:00Z")).is_some());
    }

    #[test]
    fn patterns_of_uses_are_those_of_openssh() {
        for (list, allowed) in [
            ("git", true),
            ("file,git", true),
            ("g?t", true),
            ("*", true),
            ("file", false),
            ("*,!git", false),
            ("", false),
            ("gitx", false),
            ("*i*", true),
            ("**t", true),
            ("*x", false),
        ] {
            assert_eq!(matches_list("git", list), allowed, "{list}");
        }
    }
}
