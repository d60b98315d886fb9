//! Finds SOUP records that a machine cannot identify.

use super::{Check, Findings, Rule, Severity, is_unreadable};
use crate::dossier::Dossier;
use crate::standard::{Classes, fda};

pub(super) static RULE: Rule = Rule {
    code: "soup-identifier-missing",
    clauses: &[&fda::CLAUSE_SBOM],
    classes: Classes::ALL,
    severity: Severity::WARNING,
    summary: "a SOUP record has no identifier that a machine can look up",
    explain: "
Vulnerability databases know packages by package URL, CPE or SWID, not by title. Without one of them every search depends on
how somebody spelled a name.

The identifier is missing when none of these is written: `purl`; `cpe`; `swid`; or, for what no catalogue lists,
`source_url` together with an entry of `hashes` that has a value.
",
    help: "write `purl`, `cpe` or `swid`; for what no catalogue lists, `source_url` and a hash",
    wrong: "
//- soup/SOUP-001.md
---
id: SOUP-001
#   ^^^^^^^^ there is neither a package URL, a CPE, a SWID tag, nor a source with a hash
source_url: https://example.org/models/b.pt
---
",
    right: "
//- soup/SOUP-001.md
---
id: SOUP-001
source_url: https://example.org/models/b.pt
hashes:
  - algorithm: sha256
    value: e4a579232200f10669750a5ff764e59fbe82f0943544eb9fea8181724a124be0
---
//- soup/SOUP-002.md
---
id: SOUP-002
purl: pkg:pypi/numpy@2.2.6
---
",
    break_it: "
//- soup/SOUP-009.md
-purl: pkg:pypi/uvicorn@0.38.0
",
    check: Check::Dossier(check),
};

fn check(dossier: &Dossier, found: &mut Findings<'_>) {
    for (record, soup) in dossier.soups() {
        let has_hash = soup.hashes.iter().any(|hash| hash.value.is_some());
        let is_identified = soup.purl.is_some()
            || soup.cpe.is_some()
            || soup.swid.is_some()
            || soup.source_url.is_some() && has_hash;
        let fields = ["purl", "cpe", "swid", "source_url", "hashes"];
        if !is_identified && !fields.iter().any(|field| is_unreadable(record, field)) {
            found.add(
                record.missing("purl"),
                "there is neither a package URL, a CPE, a SWID tag, nor a source with a hash",
            );
        }
    }
}
