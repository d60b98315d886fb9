//! Finds records without an id, and ids that are not formed as they must be.

use std::ops::Range;

use super::{Check, Findings, Rule, Severity, is_unreadable, part};
use crate::dossier::{Dossier, Placed};
use crate::record::KINDS;
use crate::standard::{Classes, iec_62304};

/// The longest id, in characters: it names files and pages.
const LONGEST: usize = 64;

pub(super) static RULE: Rule = Rule {
    code: "record-id-invalid",
    clauses: &[&iec_62304::CLAUSE_8_1_1],
    classes: Classes::ALL,
    severity: Severity::ERROR,
    summary: "a record has no id, or one that is not formed as ids are",
    explain: "
The id is the identity of a record: links, file names, page addresses and waivers rest on it. It begins with a prefix of its
kind (any case; `tureen.toml` can set others), followed by ASCII letters, digits, `.`, `_` and `-`, the first and the last of
them a letter or digit, 64 characters altogether. One finding is made per id, about the first thing that is wrong with it.
",
    help: "write an id such as `SOUP-005`, and never change it afterwards",
    wrong: "
//- soup/opencv.md
---
id: OPENCV
#   ^^^^^^ the id of a SOUP begins with `SOUP-`
title: OpenCV
---
",
    right: "
//- soup/opencv.md
---
id: SOUP-opencv
title: OpenCV
---
",
    break_it: "
//- soup/SOUP-005.md
-id: SOUP-005
+id: OPENCV
",
    check: Check::Dossier(check),
};

fn check(dossier: &Dossier, found: &mut Findings<'_>) {
    for record in dossier.live() {
        let Some(id) = &record.record().common.id else {
            if !is_unreadable(record, "id") {
                found.add(record.missing("id"), "the record has no id");
            }
            continue;
        };
        let Some((range, message, help)) = fault(record, &id.value) else { continue };
        let draft = found.add(record.at("id", part(record, id, range)), message);
        if let Some(help) = help {
            draft.help(help);
        }
    }
}

/// Returns what is wrong with an id: the part of it, a statement, and what to do where the rule's help does not say it.
fn fault(record: Placed<'_>, id: &str) -> Option<(Range<usize>, String, Option<String>)> {
    let whole = 0..id.len();
    let belongs = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '.' | '_' | '-');
    if let Some((at, letter)) = id.char_indices().find(|(_, letter)| !belongs(*letter)) {
        let message = match letter {
            ' ' => "a space does not belong into an id".to_owned(),
            letter if letter.is_control() => "a control character does not belong into an id".to_owned(),
            letter => format!("`{letter}` does not belong into an id"),
        };
        return Some((at..at + letter.len_utf8(), message, None));
    }
    if id.len() > LONGEST {
        return Some((
            LONGEST..id.len(),
            format!("the id has {} characters; {LONGEST} are allowed", id.len()),
            None,
        ));
    }
    let prefixes = &record.dossier.config.folder(record.kind()).prefixes;
    let noun = record.kind().card().noun;
    // Of several prefixes that fit, the longest is the one that was meant.
    let prefix = prefixes.iter().filter(|prefix| has_prefix(id, prefix)).max_by_key(|prefix| prefix.len());
    let Some(prefix) = prefix else {
        let names: Vec<String> = prefixes.iter().map(|prefix| format!("`{prefix}`")).collect();
        let message = format!("the id of a {noun} begins with {}", names.join(" or "));
        let folders = &record.dossier.config.records.folders;
        let other = folders.iter().find(|folder| folder.prefixes.iter().any(|prefix| has_prefix(id, prefix)));
        let help = other.map(|other| {
            let other_noun = KINDS[other.kind as usize].noun;
            let root = &record.dossier.config.records.root;
            format!("correct the prefix, or move the file to {root}/{} if it is a {other_noun}", other.folder)
        });
        return Some((whole, message, help));
    };
    let name = &id[prefix.len()..];
    let ends_well = |letter: Option<char>| letter.is_some_and(|letter| letter.is_ascii_alphanumeric());
    if name.is_empty() {
        return Some((whole, format!("nothing follows `{prefix}` in the id"), None));
    }
    if !ends_well(name.chars().next()) {
        let at = prefix.len()..prefix.len() + 1;
        return Some((at, format!("a letter or digit must follow `{prefix}`"), None));
    }
    if !ends_well(name.chars().next_back()) {
        return Some((id.len() - 1..id.len(), "an id ends with a letter or digit".to_owned(), None));
    }
    None
}

fn has_prefix(id: &str, prefix: &str) -> bool {
    id.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix))
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::drawn;

    #[test]
    fn a_record_without_an_id_is_found_at_its_first_line() {
        let example = "//- soup/a.md\n---\n#^^ the record has no id\ntitle: zlib\n---\n";
        drawn::check(&RULE, example).expect("as drawn");
        let example = "//- soup/a.md\n---\nid:\n#^ the record has no id\ntitle: zlib\n---\n";
        drawn::check(&RULE, example).expect("as drawn");
    }

    #[test]
    fn a_path_in_an_id_is_found_at_its_first_separator() {
        let example = "//- soup/a.md\n---\nid: ../../x\n#     ^ `/` does not belong into an id\n---\n";
        drawn::check(&RULE, example).expect("as drawn");
        let example =
            "//- soup/a.md\n---\nid: 'SOUP-a\\b'\n#          ^ `\\` does not belong into an id\n---\n";
        drawn::check(&RULE, example).expect("as drawn");
    }

    #[test]
    fn letters_at_the_ends_the_length_and_the_prefix_are_looked_at() {
        for (id, at, says) in [
            ("SOUP-", "    ^^^^^", "nothing follows `SOUP-` in the id"),
            ("SOUP-.a", "         ^", "a letter or digit must follow `SOUP-`"),
            ("SOUP-a.", "          ^", "an id ends with a letter or digit"),
            ("SOUP-ü", "         ^", "`ü` does not belong into an id"),
            ("RISK-001", "    ^^^^^^^^", "the id of a SOUP begins with `SOUP-`"),
        ] {
            let at = at.replacen(' ', "#", 1);
            let example = format!("//- soup/a.md\n---\nid: {id}\n{at} {says}\n---\n");
            drawn::check(&RULE, &example).expect("as drawn");
        }
        let long = format!("//- soup/a.md\n---\nid: SOUP-{}\n---\n", "a".repeat(60));
        assert_eq!(drawn::findings(&RULE, &long).expect("an example").len(), 1);
    }

    #[test]
    fn prefixes_fit_in_any_case_and_may_be_configured() {
        drawn::check(&RULE, "//- soup/a.md\n---\nid: soup-a\n---\n").expect("nothing is found");
        let example = "
//- tureen.toml
[records]
soup = { prefix = [\"LIB-\", \"OS-\"] }
//- soup/a.md
---
id: SOUP-001
#   ^^^^^^^^ the id of a SOUP begins with `LIB-` or `OS-`
---
//- soup/b.md
---
id: OS-1
---
";
        drawn::check(&RULE, example).expect("as drawn");
    }

    #[test]
    fn an_id_that_is_no_text_is_not_missing_as_well() {
        drawn::check(&RULE, "//- soup/a.md\n---\nid: [a]\n---\n").expect("nothing is found");
    }
}
