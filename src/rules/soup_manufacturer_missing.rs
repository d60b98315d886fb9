//! Finds SOUP records that do not say who makes the SOUP.

use super::{Check, Findings, Rule, Severity, is_unreadable};
use crate::dossier::Dossier;
use crate::standard::{Classes, iec_62304};

pub(super) static RULE: Rule = Rule {
    code: "soup-manufacturer-missing",
    clauses: &[&iec_62304::CLAUSE_8_1_2_B],
    classes: Classes::ALL,
    severity: Severity::ERROR,
    summary: "a SOUP record does not say who makes the SOUP",
    explain: "
Whoever makes a SOUP publishes its known anomalies, decides how long it is supported, and is the one to ask. A company, a
foundation, a project or a single maintainer is fine: `Canonical Ltd.`, `NumPy Developers`, `structlog project
(H. Schlawack)`.

The manufacturer is missing when `manufacturer` is not written, or when every word of it is generic, so that it fits any
SOUP: words for a way of publishing (open source, free software, public, freeware), for people without a name (community,
contributors, authors, developers, maintainers, team, vendor, third party), for not knowing (unknown, various, several,
others) and for a place to download from (internet, GitHub, GitLab, PyPI, npm, crates.io). One word that names somebody is
enough: `GitHub` is a place, `GitHub, Inc.` a company; `contributors` is nobody, `curl contributors` a project.
",
    help: "name the company, foundation, project or maintainer that makes it",
    wrong: "
//- soup/SOUP-001.md
---
id: SOUP-001
manufacturer: open source community
#             ^^^^^^^^^^^^^^^^^^^^^ `open source community` names nobody
---
//- soup/SOUP-002.md
---
id: SOUP-002
#   ^^^^^^^^ no manufacturer is given
---
",
    right: "
//- soup/SOUP-001.md
---
id: SOUP-001
manufacturer: NumPy Developers
---
//- soup/SOUP-002.md
---
id: SOUP-002
manufacturer: Free Software Foundation
---
",
    break_it: "
//- soup/SOUP-009.md
-manufacturer: Uvicorn project
+manufacturer: open source
",
    check: Check::Dossier(check),
};

fn check(dossier: &Dossier, found: &mut Findings<'_>) {
    for (record, soup) in dossier.soups() {
        match &soup.manufacturer {
            Some(manufacturer) if is_generic(manufacturer) => {
                let message = format!("`{}` names nobody", &*manufacturer.value);
                found.add(record.at("manufacturer", manufacturer.at), message);
            }
            Some(_) => {}
            None if is_unreadable(record, "manufacturer") => {}
            None => {
                found.add(record.missing("manufacturer"), "no manufacturer is given");
            }
        }
    }
}

/// Words that fit any SOUP, and the small words between them.
#[rustfmt::skip]
const GENERIC: &[&str] = &[
    "a", "an", "and", "by", "from", "in", "is", "not", "of", "on", "or", "the", "their", "its", "see",
    "open", "source", "opensource", "oss", "foss", "floss", "free", "libre", "public", "domain", "freeware", "software",
    "community", "contributor", "contributors", "author", "authors", "developer", "developers", "maintainer", "maintainers",
    "volunteer", "volunteers", "individual", "individuals", "person", "people", "somebody", "someone", "anonymous", "team",
    "vendor", "vendors", "supplier", "suppliers", "manufacturer", "manufacturers", "company", "companies", "project",
    "projects", "third", "3rd", "party", "parties", "external", "upstream", "world",
    "unknown", "unspecified", "undefined", "various", "several", "multiple", "many", "diverse", "different", "other",
    "others", "misc", "miscellaneous", "generic", "any", "all",
    "internet", "web", "website", "online", "download", "github", "gitlab", "bitbucket", "sourceforge", "codeberg", "pypi",
    "npm", "npmjs", "crates", "maven", "central", "nuget", "conan", "rubygems", "com", "org", "net", "io", "www", "https",
];

/// Returns whether a manufacturer consists of generic words alone.
fn is_generic(manufacturer: &str) -> bool {
    let manufacturer = manufacturer.to_lowercase();
    let mut words = manufacturer
        .split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .peekable();
    words.peek().is_some() && words.all(|word| GENERIC.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_fit_any_soup_name_nobody() {
        for manufacturer in [
            "open source",
            "Open-Source",
            "community",
            "The community",
            "unknown",
            "Unknown vendor",
            "various",
            "various contributors",
            "Internet",
            "GitHub",
            "github.com",
            "https://github.com",
            "PyPI",
            "third party",
            "3rd-party",
            "crates.io",
            "maintainers",
            "public domain",
        ] {
            assert!(is_generic(manufacturer), "{manufacturer}");
        }
    }

    #[test]
    fn a_name_among_generic_words_names_somebody() {
        for manufacturer in [
            "NumPy Developers",
            "OpenCV project",
            "Free Software Foundation",
            "GitHub, Inc.",
            "npm, Inc.",
            "The Open Group",
            "Open Source Initiative",
            "Internet Systems Consortium",
            "curl contributors",
            "FastAPI project (S. Ramírez)",
            "Canonical Ltd.",
            "日本電気",
            "The Qt Company",
            "Python Software Foundation",
        ] {
            assert!(!is_generic(manufacturer), "{manufacturer}");
        }
    }

    #[test]
    fn marks_alone_are_left_to_the_rule_for_placeholders() {
        assert!(!is_generic("?") && !is_generic("--") && !is_generic("TBD"));
    }
}
