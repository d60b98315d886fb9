//! Finds licences that are no SPDX expression.

use std::ops::Range;

use spdx::error::{ParseError, Reason};
use spdx::{Expression, ParseMode};

use super::placeholder_value::is_filler;
use super::{Check, Findings, Rule, Severity, part};
use crate::dossier::Dossier;
use crate::standard::{Classes, practice};

pub(super) static RULE: Rule = Rule {
    code: "soup-license-not-spdx",
    clauses: &[&practice::CLAUSE_LICENCE],
    classes: Classes::ALL,
    severity: Severity::ERROR,
    summary: "the licence of a SOUP is no SPDX expression",
    explain: "
`BSD` may be one of a dozen licences with different duties. An SPDX expression names exactly one, or says how several apply
together, and an SBOM can carry it as it is.

It is reported when `license` cannot be read as an SPDX licence expression: words from the SPDX lists of licences and
exceptions, spelled as there, `+` behind a licence, `AND`, `OR`, `WITH` and parentheses. Ids that the list calls deprecated
(`GPL-2.0`, `GPL-2.0+`) are on the list and so accepted. `NOASSERTION` and `NONE` are accepted as well; their reason is asked
for by `soup-license-missing`.

A `LicenseRef-` names a text that is on no list, so it is reported when `license_text` does not name the file with that text.
",
    help: "write an id of the SPDX licence list (spdx.org/licenses), or `LicenseRef-` with a name of your own and `license_text`",
    wrong: "
//- soup/SOUP-001.md
---
id: SOUP-001
license: BSD OR MIT
#        ^^^ `BSD` is not on the SPDX list
---
//- soup/SOUP-002.md
---
id: SOUP-002
license: LicenseRef-Vendor-EULA
#        ^^^^^^^^^^^^^^^^^^^^^^ `LicenseRef-Vendor-EULA` is on no list, and `license_text` names no text
---
",
    right: "
//- soup/SOUP-001.md
---
id: SOUP-001
license: BSD-3-Clause OR MIT
---
//- soup/SOUP-002.md
---
id: SOUP-002
license: LicenseRef-Vendor-EULA
license_text: dhf/licenses/vendor-eula.txt
---
//- licenses/vendor-eula.txt
All rights reserved.
",
    break_it: "
//- soup/SOUP-003.md
-license: BSD-3-Clause
+license: BSD
",
    check: Check::Dossier(check),
};

/// What is accepted: the lists as they are, deprecated ids included, nothing imprecise.
const MODE: ParseMode =
    ParseMode { allow_deprecated: true, allow_postfix_plus_on_gpl: true, ..ParseMode::STRICT };

fn check(dossier: &Dossier, found: &mut Findings<'_>) {
    for (record, soup) in dossier.soups() {
        let Some(license) = &soup.license else { continue };
        if &*license.value == "NONE" || is_filler(license) {
            continue;
        }
        match Expression::parse_mode(license, MODE) {
            Err(error) => {
                let (within, message) = explain(license, &error);
                let at = part(record, license, within.clone());
                let draft = found.add(record.at("license", at), message);
                if let Some(help) = suggest(license, within) {
                    draft.help(help);
                }
            }
            Ok(expression) if soup.license_text.is_none() => {
                // One missing file is one finding, however many texts it should hold.
                let own =
                    expression.requirements().find(|requirement| requirement.req.license.id().is_none());
                if let Some(own) = own {
                    let within = own.span.start as usize..own.span.end as usize;
                    let message = format!(
                        "`{}` is on no list, and `license_text` names no text",
                        &license.value[within.clone()]
                    );
                    found.add(record.at("license_text", part(record, license, within)), message).help(
                        "name in `license_text` the file with its text, counted from the device's root",
                    );
                }
            }
            Ok(_) => {}
        }
    }
}

/// Returns the bytes at fault and what is wrong with them, in our words.
fn explain(license: &str, error: &ParseError) -> (Range<usize>, String) {
    let end = license.len();
    let within = error.span.start.min(end)..error.span.end.min(end);
    let word = &license[within.clone()];
    match &error.reason {
        Reason::UnknownLicense
        | Reason::UnknownException
        | Reason::UnknownTerm
        | Reason::DeprecatedLicenseId => {
            let message = format!("`{word}` is not on the SPDX list");
            (within, message)
        }
        Reason::InvalidCharacters => {
            let mark = word.chars().next().unwrap_or(' ');
            (
                within.start..within.start + mark.len_utf8(),
                format!("`{mark}` does not belong into an SPDX expression"),
            )
        }
        Reason::UnclosedParens => (within, "this parenthesis is never closed".to_owned()),
        Reason::UnopenedParens => (within, "this parenthesis was never opened".to_owned()),
        Reason::SeparatedPlus => (within, "a `+` stands apart from its licence".to_owned()),
        Reason::GnuNoPlus | Reason::GnuPlusWithSuffix => {
            (within, "a `+` stands behind a licence that says itself whether later ones apply".to_owned())
        }
        Reason::Unexpected(_) if within.is_empty() => (within, "the expression ends too early".to_owned()),
        Reason::Unexpected(expected) => {
            let operators = expected.contains(&"AND");
            let message = if operators {
                format!("no operator stands before `{word}`")
            } else {
                format!("`{word}` stands where a licence or an exception should be")
            };
            (within, message)
        }
        Reason::Empty => (within, "the expression is empty".to_owned()),
    }
}

/// Returns what may have been meant. Where one word may mean several licences they are listed, none is picked.
fn suggest(license: &str, within: Range<usize>) -> Option<String> {
    let is_exception = license[..within.start].trim_end().to_ascii_uppercase().ends_with(" WITH");
    let word = &license[within];
    let licenses = spdx::identifiers::LICENSES.iter().map(|license| (false, license.name));
    let exceptions = spdx::identifiers::EXCEPTIONS.iter().map(|exception| (true, exception.name));
    let all: Vec<_> = licenses.chain(exceptions).collect();
    let ids = || all.iter().filter(|(exception, _)| *exception == is_exception).map(|(_, id)| *id);
    if word.len() == license.len() && word.eq_ignore_ascii_case("NONE") {
        return Some(
            "write `NONE` where its author grants no licence, and give the reason in the text".to_owned(),
        );
    }
    if let Some(id) = ids().find(|id| id.eq_ignore_ascii_case(word)) {
        return Some(format!("write `{id}`"));
    }
    let start = format!("{}-", word.to_ascii_lowercase());
    let is_deprecated = |id: &str| spdx::license_id(id).is_some_and(spdx::LicenseId::is_deprecated);
    let mut family: Vec<&str> =
        ids().filter(|id| id.to_ascii_lowercase().starts_with(&start) && !is_deprecated(id)).collect();
    // Those in common use first: they are approved by the Open Source Initiative, and their ids are short.
    let is_common = |id: &str| spdx::license_id(id).is_some_and(spdx::LicenseId::is_osi_approved);
    family.sort_by_key(|id| (!is_common(id), id.len(), *id));
    match family.as_slice() {
        [] => {}
        [id] => return Some(format!("did you mean `{id}`?")),
        [one, two] => return Some(format!("look up which one it is: `{one}` or `{two}`")),
        [one, two, three, ..] => {
            return Some(format!("look up which one it is: `{one}`, `{two}`, `{three}` or another"));
        }
    }
    let canonical = Expression::canonicalize(license).ok().flatten();
    let canonical = canonical
        .filter(|canonical| Expression::parse(canonical).is_ok() && keeps_digits(license, canonical));
    if let Some(canonical) = canonical {
        return Some(format!("did you mean `{canonical}`?"));
    }
    // Among so many ids a word is near to some by chance: only a slip of the pen is put right.
    let word = word.to_ascii_lowercase();
    let is_slip = |id: &str| {
        // Lengths are compared first, since most ids fall out by them.
        id.len().abs_diff(word.len()) <= 1 && strsim::osa_distance(&word, &id.to_ascii_lowercase()) == 1
    };
    let near = ids().find(|id| word.len() > 4 && is_slip(id));
    near.map(|near| format!("did you mean `{near}`?"))
}

/// Returns whether all digits of one text stand in the other in the same order: a suggestion never changes a version.
fn keeps_digits(written: &str, suggested: &str) -> bool {
    let mut digits = suggested.chars().filter(char::is_ascii_digit);
    written.chars().filter(char::is_ascii_digit).all(|digit| digits.any(|other| other == digit))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::drawn::{check, findings};

    fn record(license: &str) -> String {
        format!("\n//- soup/SOUP-001.md\n---\nid: SOUP-001\nlicense: {license}\n---\n")
    }

    #[test]
    fn expressions_of_all_kinds_are_accepted() {
        for license in [
            "MIT",
            "MIT OR Apache-2.0",
            "GPL-3.0-or-later WITH GCC-exception-3.1",
            "(MIT AND BSD-3-Clause) OR Zlib",
            "Apache-2.0+",
            "PSF-2.0",
            "GPL-2.0",
            "GPL-2.0+",
            "NOASSERTION",
            "NONE",
            "CC-BY-4.0",
            "0BSD",
            "TBD",
            "'MIT'",
        ] {
            check(&RULE, &record(license)).unwrap_or_else(|why| panic!("{license}: {why}"));
        }
    }

    #[test]
    fn the_very_word_is_pointed_at_and_what_was_meant_is_suggested() {
        for (license, place, help) in [
            (
                "BSD",
                "BSD",
                "look up which one it is: `BSD-1-Clause`, `BSD-2-Clause`, `BSD-3-Clause` or another",
            ),
            ("\"mit\"", "mit", "write `MIT`"),
            ("MIT OR apache-2.0", "apache-2.0", "write `Apache-2.0`"),
            ("GPLv3", "GPLv3", "did you mean `GPL-3.0-only`?"),
            ("MIT/Apache-2.0", "/", "did you mean `MIT OR Apache-2.0`?"),
            (
                "none",
                "none",
                "write `NONE` where its author grants no licence, and give the reason in the text",
            ),
            ("BSD3", "BSD3", "did you mean `BSD-3-Clause`?"),
            ("BSD-3-Claus", "BSD-3-Claus", "did you mean `BSD-3-Clause`?"),
            ("GPL-3.0-only WITH gcc-exception-3.1", "gcc-exception-3.1", "write `GCC-exception-3.1`"),
            ("GNU GPL v2", "GNU", RULE.help),
            ("Proprietary", "Proprietary", RULE.help),
            ("see LICENSE", "see", RULE.help),
            ("MIT License", "License", RULE.help),
            ("(MIT", "(", RULE.help),
        ] {
            let found = findings(&RULE, &record(license)).expect("the example is sound");
            let [finding] = found.as_slice() else { panic!("{license}: {found:?}") };
            assert_eq!(&finding.text[finding.span.range()], place, "{license}");
            assert_eq!(finding.help, help, "{license}");
        }
    }

    #[test]
    fn faults_of_grammar_are_told_in_our_words() {
        for (license, message) in [
            ("MIT Apache-2.0", "no operator stands before `Apache-2.0`"),
            ("MIT AND", "the expression ends too early"),
            ("OR MIT", "`OR` stands where a licence or an exception should be"),
            ("(MIT", "this parenthesis is never closed"),
            ("MIT)", "this parenthesis was never opened"),
            ("Apache-2.0 +", "a `+` stands apart from its licence"),
            ("MIT, Zlib", "`,` does not belong into an SPDX expression"),
            ("MIT OR é", "`é` does not belong into an SPDX expression"),
        ] {
            let found = findings(&RULE, &record(license)).expect("the example is sound");
            let messages: Vec<_> = found.iter().map(|finding| finding.message.as_str()).collect();
            assert_eq!(messages, [message], "{license}");
        }
    }

    #[test]
    fn a_suggestion_never_changes_a_version() {
        assert!(keeps_digits("apache2", "Apache-2.0") && keeps_digits("bsd", "BSD-2-Clause"));
        assert!(!keeps_digits("gnu gpl v2", "GPL-3.0-only"));
    }
}
