//! Finds evidence files that are not there, or are not what was recorded.

use super::attachment_missing::unusable;
use super::{Check, Findings, Rule, Severity, is_unreadable};
use crate::dossier::{Dossier, Placed};
use crate::record::verification::{Evidence, VerificationResult};
use crate::source::AttachmentState;
use crate::standard::{Classes, iec_62304, iso_13485};

pub(super) static RULE: Rule = Rule {
    code: "evidence-missing",
    clauses: &[&iec_62304::CLAUSE_5_7_5, &iso_13485::CLAUSE_4_2_5],
    classes: Classes::ALL,
    severity: Severity::ERROR,
    summary: "a verification's evidence is not in the repository, or not what was recorded",
    explain: "
A result without its report is a claim. Every verification that passed or failed names at least one file in `evidence`, with the SHA-256 of
its bytes, and the file is in the repository as it was recorded. Reported are: no file at all, an entry without path or hash, a path with
no file, a path that leaves the repository or goes over a symbolic link or into a submodule, a folder, a file that git ignores and that so
will be in no release, and a file with another hash. A Git LFS pointer stands for its file: its hash is compared, whether or not the file
itself was fetched. Planned verifications and retired ones are not looked at, except for the files that a planned one does name.
",
    help: "add the report as it was made; where it has changed, find out why before the hash is changed",
    wrong: "
//- verification/VER-001.md
---
id: VER-001
result: pass
evidence:
  - path: dhf/evidence/VER-001.txt
    sha256: 0000000000000000000000000000000000000000000000000000000000000000
#           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ the file has another SHA-256 than the recorded one
  - path: dhf/evidence/VER-001-log.txt
#         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ there is no file `dhf/evidence/VER-001-log.txt`
    sha256: 0000000000000000000000000000000000000000000000000000000000000000
---
//- verification/VER-002.md
---
id: VER-002
result: fail
#       ^^^^ the result is fail, and no evidence file is named
---
//- evidence/VER-001.txt
12 of 12 passed
",
    right: "
//- verification/VER-001.md
---
id: VER-001
result: pass
evidence:
  - path: dhf/evidence/VER-001.txt
    sha256: 1c900f2a5967a0709d0f576251b4c3e14beb2606dd102f714eeba351fa1a77fc
---
//- evidence/VER-001.txt
12 of 12 passed
",
    break_it: "
//- evidence/VER-002/2025-11-20-hostile-images.log
",
    check: Check::Dossier(check),
};

fn check(dossier: &Dossier, found: &mut Findings<'_>) {
    for (record, verification) in dossier.verifications() {
        let result = verification.result.as_ref();
        let done = result.filter(|result| result.value != VerificationResult::Planned);
        if let Some(result) = done
            && verification.evidence.is_empty()
            && !is_unreadable(record, "evidence")
        {
            found.add(
                record.at("evidence", result.at),
                format!("the result is {}, and no evidence file is named", result.value),
            );
        }
        for (index, evidence) in verification.evidence.iter().enumerate() {
            judge(record, index, evidence, found);
        }
    }
}

fn judge(record: Placed<'_>, index: usize, evidence: &Evidence, found: &mut Findings<'_>) {
    let unreadable = |part: &str| is_unreadable(record, &format!("evidence[{index}].{part}"));
    let Some(path) = &evidence.path else {
        if !unreadable("path") {
            found.add(record.at(format!("evidence[{index}]"), evidence.at), "the entry names no file");
        }
        return;
    };
    let named = format!("evidence.{}", &*path.value);
    let Some(attachment) = record.dossier.attachments.get(&*path.value) else { return };
    if let Some((message, help)) = unusable(&path.value, &attachment.state) {
        found.add(record.at(named, path.at), message).help(help);
        return;
    }
    let (AttachmentState::Found { sha256: Some(sha256), .. } | AttachmentState::LfsPointer { sha256, .. }) =
        &attachment.state
    else {
        return;
    };
    match &evidence.sha256 {
        None if unreadable("sha256") => {}
        None => {
            found
                .add(record.at(named, path.at), "no SHA-256 is recorded for the file")
                .help(format!("compare the file with the report, then write `sha256: {sha256}`"));
        }
        Some(recorded) if recorded.eq_ignore_ascii_case(sha256) => {}
        Some(recorded) => {
            let is_hash = recorded.len() == 64 && recorded.bytes().all(|byte| byte.is_ascii_hexdigit());
            let message = if is_hash {
                "the file has another SHA-256 than the recorded one"
            } else {
                "this is no SHA-256: it has 64 hexadecimal digits"
            };
            found
                .add(record.at(format!("{named}.sha256"), recorded.at), message)
                .help(format!("find out why they differ; the SHA-256 of the file that is there is {sha256}"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::drawn;

    #[test]
    fn an_entry_needs_a_path_and_a_hash() {
        let example = "
//- verification/VER-001.md
---
id: VER-001
result: pass
evidence:
  - sha256: 00
#   ^^^^^^^^^^ the entry names no file
  - path: dhf/evidence/a.txt
#         ^^^^^^^^^^^^^^^^^^ no SHA-256 is recorded for the file
  - path: dhf/evidence/b.txt
    sha256: 1234
#           ^^^^ this is no SHA-256: it has 64 hexadecimal digits
  - path: ../elsewhere.txt
#         ^^^^^^^^^^^^^^^^ `../elsewhere.txt` lies outside the repository
---
//- evidence/a.txt
one
//- evidence/b.txt
two
";
        drawn::check(&RULE, example).expect("as drawn");
    }

    #[test]
    fn what_is_planned_owes_no_evidence_and_capital_digits_are_fine() {
        drawn::check(&RULE, "//- verification/a.md\n---\nid: VER-1\nresult: planned\n---\n")
            .expect("nothing is found");
        let example = RULE.right.replace("1c900f2a", "1C900F2A");
        drawn::check(&RULE, &example).expect("nothing is found");
    }
}
