//! Finds releases whose tag does not say who made it, or is not signed.

use super::{Check, Findings, Rule, Severity};
use crate::dossier::Dossier;
use crate::past::{Past, Signing, Unlisted};
use crate::signature::Verdict;
use crate::source::{SignatureKind, TagKind};
use crate::standard::{Classes, practice};

pub(super) static RULE: Rule = Rule {
    code: "release-tag-unsigned",
    clauses: &[&practice::CLAUSE_SIGNED_TAG],
    classes: Classes::ALL,
    severity: Severity::WARNING.at_release_only(),
    summary: "the tag of a release is lightweight, not signed, or signed with no key of the repository's own list",
    explain: "
An annotated, signed tag says who named this baseline, when, and with which key. Reported is the tag of the release that is judged
when it is lightweight, when it is not signed, and when its signature cannot be held against the list of keys in the repository:
`[releases] allowed_signers`, by default `.allowed_signers` beside `tureen.toml`, in the format of OpenSSH's allowed signers. The
list is read from the tagged commit, and a key counts for the times that the list gives it, by the tag's own date. A signature
of SSH is good when it matches the tag's bytes and the list gives its key. Signatures of OpenPGP and X.509 are not checked:
`git tag --verify` does that with keys of your own, and a waiver can say so. A good signature shows who held the key. It is no
electronic signature in the sense of a regulation. A release that is asked after before there is a tag is not judged.
",
    help: "make release tags with `git tag --sign` and an SSH key of the list; a tag that is published already is better left as it is",
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
    let message = match (tag.kind, &past.signing) {
        (TagKind::Lightweight, _) => {
            format!(
                "the tag {name} is lightweight: it names a commit and says nothing of who tagged it and when"
            )
        }
        (TagKind::Annotated, Some(Signing { tag: Some(verdict), list, .. })) => {
            let Some(reason) = objection(verdict, &list.path, list.content.as_ref().err()) else { return };
            format!("the tag {name} {reason}")
        }
        (TagKind::Annotated, Some(Signing { tag: None, .. }) | None) => return,
    };
    let own =
        dossier.releases().find(|(_, release)| release.tag.as_ref().is_some_and(|own| *own.value == **name));
    match own {
        Some((record, _)) => found.add(record.field("tag"), message),
        // The release record is missing, which is reported for itself.
        None => found.add_config("releases", crate::text::Span::default(), message),
    };
}

/// Says what is missing for a signature to count; `None` for a good one.
fn objection(verdict: &Verdict, path: &str, unlisted: Option<&Unlisted>) -> Option<String> {
    Some(match verdict {
        Verdict::Good { .. } => return None,
        Verdict::Unsigned => "is not signed".to_owned(),
        Verdict::NotListed { made, objection } => {
            let key = format!("is signed with the key {}", made.fingerprint);
            match (unlisted, objection) {
                (Some(Unlisted::Absent), _) => format!("{key}, and there is no list of keys at {path}"),
                (Some(Unlisted::Unreadable(reason)), _) => {
                    format!("{key}, and the list of keys at {path} cannot be read: {reason}")
                }
                (None, Some(objection)) => format!("{key}, which {path} does not allow: {objection}"),
                (None, None) => format!("{key}, which is not in {path}"),
            }
        }
        Verdict::Bad { reason, .. } => format!("carries a bad signature: {reason}"),
        Verdict::Unsupported { kind } => {
            format!("is signed with a key of the kind {kind}, which cannot be checked here")
        }
        Verdict::NotVerified(kind) => {
            let how = match kind {
                SignatureKind::OpenPgp => "OpenPGP",
                SignatureKind::X509 => "X.509",
                SignatureKind::Ssh | SignatureKind::Other => "an unknown program",
            };
            format!("is signed with {how}, which a list of SSH keys cannot verify")
        }
    })
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
