//! Finds releases whose tag does not say who made it, or is not signed.

use super::{Check, Findings, Rule, Severity};
use crate::dossier::Dossier;
use crate::past::Past;
use crate::source::TagKind;
use crate::standard::{Classes, practice};

pub(super) static RULE: Rule = Rule {
    code: "release-tag-unsigned",
    clauses: &[&practice::CLAUSE_SIGNED_TAG],
    classes: Classes::ALL,
    severity: Severity::WARNING.at_release_only(),
    summary: "the tag of a release is lightweight or not signed",
    explain: "
An annotated, signed tag says who named this baseline, when, and with which key. Reported is the tag of the release that is judged
when it is lightweight, or annotated and without a signature. A signature is told by its presence: whether it is good, and whose
key made it, is not judged, and a tag's signature is no electronic signature in the sense of a regulation. A release that is asked
after before there is a tag is not judged.
",
    help: "make release tags with `git tag --sign`; a tag that is published already is better left as it is",
    wrong: "
//= commit 2025-06-02 name v2.0.0
//- releases/REL-2.0.0.md
---
id: REL-2.0.0
tag: v2.0.0
#    ^^^^^^ the tag v2.0.0 is lightweight: it names a commit and says nothing of who tagged it and when
---
",
    right: "
//- releases/REL-2.0.0.md
---
id: REL-2.0.0
tag: v2.0.0
---
",
    break_it: "
//= name v2.1.0
",
    check: Check::Past(check),
};

fn check(dossier: &Dossier, past: &Past, found: &mut Findings<'_>) {
    let Some(tag) = &past.tag else { return };
    let name = &tag.name;
    let message = match (tag.kind, tag.signature) {
        (_, Some(_)) => return,
        (TagKind::Lightweight, None) => {
            format!(
                "the tag {name} is lightweight: it names a commit and says nothing of who tagged it and when"
            )
        }
        (TagKind::Annotated, None) => format!("the tag {name} is not signed"),
    };
    let own =
        dossier.releases().find(|(_, release)| release.tag.as_ref().is_some_and(|own| *own.value == **name));
    match own {
        Some((record, _)) => found.add(record.field("tag"), message),
        // The release record is missing, which is reported for itself.
        None => found.add_config("releases", crate::text::Span::default(), message),
    };
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::drawn;

    #[test]
    fn an_annotated_tag_without_signature_is_found_with_or_without_a_release_record() {
        let example = RULE.wrong.replace("name v2.0.0", "tag v2.0.0");
        let message = |example: &str| drawn::findings(&RULE, example).expect("an example")[0].message.clone();
        assert_eq!(message(&example), "the tag v2.0.0 is not signed");
        assert_eq!(message(&example.replace("tag: v2.0.0", "tag: v1.0.0")), "the tag v2.0.0 is not signed");
    }

    #[test]
    fn another_moment_is_not_asked() {
        let example = RULE.wrong.replace(" name v2.0.0", "");
        assert!(drawn::findings(&RULE, &example).expect("an example").is_empty());
    }
}
