//! Finds lock files and SBOMs that are named and cannot be read.

use super::{Check, Findings, Rule, Severity};
use crate::dossier::Dossier;
use crate::inventory::InventoryFile;
use crate::standard::{Classes, fda, iec_62304};

pub(super) static RULE: Rule = Rule {
    code: "inventory-unreadable",
    clauses: &[&iec_62304::CLAUSE_8_1_3, &fda::CLAUSE_SBOM],
    classes: Classes::ALL,
    severity: Severity::ERROR,
    summary: "a lock file or SBOM that `tureen.toml` names cannot be read",
    explain: "
What `[inventory] files` names is held against the SOUP records. A file that is not there, is of no format that is known or cannot be
read as it says nothing, and nothing of it would be missed in silence. Reported are

- a name that leads to no file, and a package URL in `own` or `development` that is none;
- a file that is not UTF-8, larger than 16 MB, a Git LFS pointer, a symbolic link, in a submodule or ignored by git;
- a file of no format that is known, or broken, or with an entry that lacks its name;
- a requirements file that takes in another one that is not named.

As long as one of the files is not read whole, `sbom-mismatch` does not say that a record's package is in none of them.
",
    help: "restore the file, or correct `[inventory]` in `tureen.toml`",
    wrong: "
//- tureen.toml
[inventory]
files = [\"Cargo.lock\", \"sbom/*.cdx.json\"]
#                      ^^^^^^^^^^^^^^^^^ there is no file `sbom/*.cdx.json`
//- /Cargo.lock
version = 4

[[package]]
#^^^^^^^^^^ this entry has no `name`
version = \"1.0.228\"
source = \"registry+https://github.com/rust-lang/crates.io-index\"
",
    right: "
//- tureen.toml
[inventory]
files = [\"Cargo.lock\"]
//- /Cargo.lock
version = 4

[[package]]
name = \"serde\"
version = \"1.0.228\"
source = \"registry+https://github.com/rust-lang/crates.io-index\"
//- soup/SOUP-001.md
---
id: SOUP-001
purl: pkg:cargo/serde@1.0.228
---
",
    break_it: "
//- tureen.toml
 end_of_support_warning = 365
+
+[inventory]
+files = [\"uv.lock\"]
",
    check: Check::Dossier(check),
};

fn check(dossier: &Dossier, found: &mut Findings<'_>) {
    for problem in &dossier.inventory.problems {
        found.add_config(&problem.field, problem.at, problem.message.clone()).help(problem.help);
    }
    for file in &dossier.inventory.files {
        for fault in &file.inventory.faults {
            let draft = found.add_listed(file, "", fault.at, fault.message.clone());
            if let Some(help) = &fault.help {
                draft.help(help.clone());
            }
        }
        for include in &file.inventory.includes {
            let path = beside(file, &include.value);
            if !dossier.inventory.files.iter().any(|other| *other.path == *path) {
                let message = format!("`{path}` is taken in here, and is not read");
                found
                    .add_listed(file, &include.value, include.at, message)
                    .help(format!("add \"{path}\" to `[inventory] files`"));
            }
        }
    }
}

/// Returns the path from the device's root of a path from a file's folder; `..` goes no further up than the root.
fn beside(file: &InventoryFile, path: &str) -> String {
    let mut names: Vec<&str> = file.path.split('/').collect();
    names.pop();
    for name in path.split('/') {
        match name {
            "" | "." => {}
            ".." => drop(names.pop()),
            name => names.push(name),
        }
    }
    names.join("/")
}
