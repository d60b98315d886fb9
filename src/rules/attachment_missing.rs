//! Finds files that records name and that are not there.

use super::{Check, Findings, Rule, Severity};
use crate::dossier::{BodyTarget, Dossier, Placed};
use crate::field::Text;
use crate::record::Fields;
use crate::record::soup::AnomalySources;
use crate::source::AttachmentState;
use crate::standard::{Classes, iso_13485, practice};

pub(super) static RULE: Rule = Rule {
    code: "attachment-missing",
    clauses: &[&iso_13485::CLAUSE_4_2_5, &practice::CLAUSE_RECORDS],
    classes: Classes::ALL,
    severity: Severity::ERROR,
    summary: "a file that a record names or links to is not in the repository",
    explain: "
Whoever reads the file later has only what the repository holds. Looked at are `license_text` and the `file` of anomaly sources and
reviews, counted from the device's root, and the links and pictures of bodies, counted from the record's own file. Reported is what is
not there, leaves the repository (such a link is never followed), goes over a symbolic link or into a submodule, cannot be read, or is
ignored by git, so that it will be in no release. A folder is fine in a body and not in a field; a Git LFS pointer is fine in both.

Not files are: addresses with a scheme, `#headings`, and links to records by id or path. The evidence of verifications is looked at by
`evidence-missing`.
",
    help: "add the file, or correct the path",
    wrong: "
//- soup/SOUP-001.md
---
id: SOUP-001
license_text: dhf/evidence/LICENSE
#             ^^^^^^^^^^^^^^^^^^^^ there is no file `dhf/evidence/LICENSE`
---
See the [report](../evidence/report.pdf).
<!--             ^^^^^^^^^^^^^^^^^^^^^^ there is no file `dhf/evidence/report.pdf` -->
",
    right: "
//- soup/SOUP-001.md
---
id: SOUP-001
license_text: dhf/evidence/LICENSE
---
See the [report](../evidence/report.pdf), [SOUP-001](SOUP-001.md), [itself](SOUP-001), [the web](https://zlib.net) and
[above](#description).
//- evidence/LICENSE
Permission is granted
//- evidence/report.pdf
12 of 12
",
    break_it: "
//- items/ITEM-202.md
-[VER-014](../verification/VER-014.md) the test by kill, flood and memory exhaustion.
+[VER-014](../verification/VER-041.md) the test by kill, flood and memory exhaustion.
",
    check: Check::Dossier(check),
};

fn check(dossier: &Dossier, found: &mut Findings<'_>) {
    for record in dossier.live() {
        match &record.record().fields {
            Fields::Soup(soup) => {
                if let Some(path) = &soup.license_text {
                    field(record, "license_text".to_owned(), path, found);
                }
                if let Some(AnomalySources::Published(sources)) = &soup.anomaly_sources {
                    for (index, source) in sources.iter().enumerate() {
                        if let Some(path) = &source.file {
                            field(record, named("anomaly_sources", index, source.url.as_ref()), path, found);
                        }
                    }
                }
            }
            Fields::AnomalyReview(review) => {
                for (index, source) in review.sources.iter().enumerate() {
                    if let Some(path) = &source.file {
                        field(record, named("sources", index, source.url.as_ref()), path, found);
                    }
                }
            }
            Fields::Item(_)
            | Fields::Tool(_)
            | Fields::Requirement(_)
            | Fields::Risk(_)
            | Fields::Control(_)
            | Fields::Verification(_)
            | Fields::Change(_)
            | Fields::Problem(_)
            | Fields::Document(_)
            | Fields::Release(_)
            | Fields::Waiver(_) => {}
        }
        body(record, found);
    }
}

/// Returns the path of the `file` of a list's element, named by its address where it has one.
fn named(list: &str, index: usize, url: Option<&Text>) -> String {
    url.map_or_else(|| format!("{list}[{index}].file"), |url| format!("{list}.{}.file", &*url.value))
}

fn field(record: Placed<'_>, named: String, path: &Text, found: &mut Findings<'_>) {
    let Some(attachment) = record.dossier.attachments.get(&*path.value) else { return };
    if let Some((message, help)) = unusable(&path.value, &attachment.state) {
        found.add(record.at(named, path.at), message).help(help);
    }
}

fn body(record: Placed<'_>, found: &mut Findings<'_>) {
    for link in record.record().body_links() {
        let Some(BodyTarget::File(path)) = record.body_target(link) else { continue };
        let Some(attachment) = record.dossier.attachments.get(&*path) else { continue };
        if attachment.state == AttachmentState::Folder {
            continue;
        }
        if let Some((message, help)) = unusable(&path, &attachment.state) {
            let field = format!("body.{}", link.destination);
            found.add(record.at(field, link.span), message).help(help);
        }
    }
}

/// Returns what keeps a file from being used, with what to do about it; `None` for a file or a pointer to one.
pub(super) fn unusable(path: &str, state: &AttachmentState) -> Option<(String, &'static str)> {
    Some(match state {
        AttachmentState::Found { .. } | AttachmentState::LfsPointer { .. } => return None,
        AttachmentState::Missing => {
            (format!("there is no file `{path}`"), "add the file, or correct the path; case counts")
        }
        AttachmentState::OutsideRepository if path.starts_with('/') => (
            format!("`{path}` is an absolute path"),
            "name a file of this repository, in a field counted from the device's root, in a body from the record",
        ),
        AttachmentState::OutsideRepository => (
            format!("`{path}` lies outside the repository"),
            "copy the file into the repository and name it there",
        ),
        AttachmentState::Symlink { target } => (
            format!("`{path}` is, or lies behind, a symbolic link to `{target}`"),
            "links are never followed; put the file itself there",
        ),
        AttachmentState::Submodule => (
            format!("`{path}` lies in another repository"),
            "submodules are never entered; copy the file into this repository",
        ),
        AttachmentState::Folder => (format!("`{path}` is a folder"), "name a file in it"),
        AttachmentState::Ignored => (
            format!("git ignores `{path}`, so it will be in no release"),
            "add it with `git add --force`, or correct `.gitignore`",
        ),
        AttachmentState::Unreadable { reason } => {
            (format!("`{path}` cannot be read: {reason}"), "restore the file, then check again")
        }
    })
}

#[cfg(test)]
mod tests {
    use super::{RULE, unusable};
    use crate::rules::drawn;
    use crate::source::AttachmentState;

    #[test]
    fn links_of_a_body_count_from_its_file_and_never_leave_the_repository() {
        let example = "
//- soup/deep/SOUP-001.md
---
id: SOUP-001
---
![a](a%20b.png) and [b](../../../../etc/passwd) and [c][c] and [d](/etc/passwd) and [e](SOUP-404)
<!-- ^^^^^^^^^ there is no file `dhf/soup/deep/a b.png` -->
<!--                    ^^^^^^^^^^^^^^^^^^^^^^ `../etc/passwd` lies outside the repository -->
<!--                                                               ^^^^^^^^^^^ `/etc/passwd` is an absolute path -->
<!--                                                                                    ^^^^^^^^ there is no file `dhf/soup/deep/SOUP-404` -->

[c]: ../../evidence/c.csv#row=7
<!-- -->
//- evidence/c.csv
1
";
        drawn::check(&RULE, example).expect("as drawn");
    }

    #[test]
    fn sources_of_reviews_and_soup_are_looked_at() {
        let example = "
//- reviews/AR-001.md
---
id: AR-001
sources:
  - url: https://e.example/list
    file: dhf/evidence/list.html
#         ^^^^^^^^^^^^^^^^^^^^^^ there is no file `dhf/evidence/list.html`
---
//- soup/SOUP-001.md
---
id: SOUP-001
anomaly_sources:
  - file: dhf/evidence/errata.pdf
#         ^^^^^^^^^^^^^^^^^^^^^^^ there is no file `dhf/evidence/errata.pdf`
---
";
        let findings = drawn::findings(&RULE, example).expect("an example");
        let fields: Vec<_> = findings.iter().map(|finding| &*finding.field).collect();
        assert_eq!(fields, ["sources.https://e.example/list.file", "anomaly_sources[0].file"]);
        drawn::check(&RULE, example).expect("as drawn");
    }

    #[test]
    fn wiki_links_and_code_are_no_files() {
        let example =
            "//- soup/SOUP-001.md\n---\nid: SOUP-001\n---\n[[1]] and `[x](y)` and [m](mailto:a@b.example)\n";
        drawn::check(&RULE, example).expect("nothing is found");
    }

    #[test]
    fn each_state_has_its_own_message() {
        let states = [
            AttachmentState::Missing,
            AttachmentState::OutsideRepository,
            AttachmentState::Symlink { target: "x".to_owned() },
            AttachmentState::Submodule,
            AttachmentState::Folder,
            AttachmentState::Ignored,
            AttachmentState::Unreadable { reason: "no permission".to_owned() },
        ];
        let messages: std::collections::BTreeSet<_> =
            states.iter().filter_map(|state| unusable("a", state)).collect();
        assert_eq!(messages.len(), states.len());
        assert!(unusable("a", &AttachmentState::LfsPointer { sha256: String::new(), bytes: 1 }).is_none());
    }
}
