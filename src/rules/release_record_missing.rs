//! Finds a release without a record of its own.

use super::placeholder_value::is_filler;
use super::{Check, Findings, Rule, Severity, is_unreadable};
use crate::dossier::{Dossier, Placed};
use crate::field::read_toml;
use crate::record::{Kind, Release};
use crate::standard::{Classes, iec_62304};
use crate::text::Span;

pub(super) static RULE: Rule = Rule {
    code: "release-record-missing",
    clauses: &[&iec_62304::CLAUSE_5_8_4],
    classes: Classes::ALL,
    severity: Severity::ERROR,
    summary: "a release has no release record",
    explain: "
A tag says what was released; who released it when, as which version and with which known anomalies stands in the release record. At a release
one live release record is asked for whose `tag` is the name of the tag. A record without `tag` is found by its `version`. What tags of the
project begin with (`releases.tags` in `tureen.toml`) and a `v` before the number may be left out, in the record and in `check --release VERSION`:
`2.1.0` means `v2.1.0`.

It is reported at a record that comes near: one of this version that is retired or names another tag; else at the configuration, which says that
the tag is a release. A release record that cannot be read, or holds a placeholder where its tag or version belongs, may be the one, so then only that is
reported.
",
    help: "write the release record: version, tag, date and the anomalies that remain",
    wrong: "
//= release v2.1.0
//- tureen.toml
[releases]
tags = \"v*\"
#      ^^^^ no release record is about v2.1.0
//- releases/REL-2.0.0.md
---
id: REL-2.0.0
version: 2.0.0
tag: v2.0.0
---
",
    right: "
//= release v2.1.0
//- tureen.toml
[releases]
tags = \"v*\"
//- releases/REL-2.0.0.md
---
id: REL-2.0.0
version: 2.0.0
tag: v2.0.0
---
//- releases/REL-2.1.0.md
---
id: REL-2.1.0
version: 2.1.0
tag: v2.1.0
---
",
    break_it: "
//= at v2.1.0
//- releases/REL-2.1.0.md
",
    check: Check::Dossier(check),
};

fn check(dossier: &Dossier, found: &mut Findings<'_>) {
    let Some(name) = &dossier.judged.release else { return };
    if dossier.release_records().next().is_some() || may_be_unread(dossier) {
        return;
    }
    let message = format!("no release record is about {name}");
    let mut releases = dossier.of_kind(Kind::Release);
    let near = releases.find_map(|record| Some((record, near(record, record.fields()?)?)));
    if let Some((record, (field, span))) = near {
        let help = if record.is_live() {
            "correct the tag, or write a record for this release"
        } else {
            "a retired record is no longer in use: write a live one for this release"
        };
        found.add(record.at(field, span), message).help(help);
        return;
    }
    found.add_config("releases.tags", tags(dossier), message);
}

/// Returns whether a live release record cannot tell which release it is about, or a file cannot be read that may be one.
fn may_be_unread(dossier: &Dossier) -> bool {
    let is_unknown = |record: Placed<'_>, release: &Release| {
        let filler = |text: &Option<crate::field::Text>| text.as_ref().is_some_and(|text| is_filler(text));
        let says_other = release.tag.as_ref().is_some_and(|tag| !is_filler(tag));
        !says_other
            && (filler(&release.tag)
                || filler(&release.version)
                || is_unreadable(record, "tag")
                || is_unreadable(record, "version"))
    };
    dossier.releases().any(|(record, release)| is_unknown(record, release))
        || dossier.malformed.iter().any(|file| file.malformed.kind == Kind::Release)
}

/// Returns the place at which a release record comes near to the release that is judged.
fn near(record: Placed<'_>, release: &Release) -> Option<(&'static str, Span)> {
    let is_meant = |name: &Option<crate::field::Text>| {
        name.as_ref().is_some_and(|name| record.dossier.is_judged_as(name))
    };
    if !is_meant(&release.tag) && !is_meant(&release.version) {
        return None;
    }
    let field = if record.is_live() { "tag" } else { "status" };
    Some((field, record.field(field).span))
}

/// Returns where the configuration says which tags are releases; its beginning where it does not.
fn tags(dossier: &Dossier) -> Span {
    let table = read_toml(&dossier.config.text).ok();
    let tags = table.as_ref().and_then(|table| table.get("releases")?.get("tags"));
    tags.map_or(Span::default(), |tags| tags.at)
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::drawn;

    fn count(example: &str) -> usize {
        drawn::findings(&RULE, example).expect("an example").len()
    }

    #[test]
    fn only_a_release_needs_one_and_a_version_is_enough_to_ask() {
        assert_eq!(count(&RULE.wrong.replace("//= release v2.1.0\n", "")), 0);
        assert_eq!(count(&RULE.right.replace("release v2.1.0", "release 2.1.0")), 0);
        assert_eq!(count(&RULE.right.replace("tag: v2.1.0\n", "")), 0);
    }

    #[test]
    fn a_record_that_comes_near_is_pointed_at() {
        let example = "
//= release v2.1.0
//- releases/REL-2.1.0.md
---
id: REL-2.1.0
version: 2.1.0
tag: v2.0.1
#    ^^^^^^ no release record is about v2.1.0
---
";
        drawn::check(&RULE, example).expect("as drawn");
        let example = "
//= release v2.1.0
//- releases/REL-2.1.0.md
---
id: REL-2.1.0
tag: v2.1.0
status: retired
#       ^^^^^^^ no release record is about v2.1.0
---
";
        drawn::check(&RULE, example).expect("as drawn");
    }

    #[test]
    fn what_may_be_the_record_is_reported_alone() {
        for rest in ["id: REL-2.1.0\ntag: TBD", "id: REL-2.1.0\nversion: [2, 1]", "id: REL-2.1.0\ntag: a: b"]
        {
            let example = format!("{}//- releases/b.md\n---\n{rest}\n---\n", RULE.wrong);
            assert_eq!(count(&example), 0, "{rest}");
        }
        assert_eq!(
            count("//= release v1.0.0\n//- soup/a.md\n---\nid: SOUP-1\n---\n"),
            1,
            "without configuration"
        );
    }
}
