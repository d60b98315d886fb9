//! Finds SOUP records about software that does not ship in the device.

use super::{Check, Findings, Rule, Severity};
use crate::dossier::Dossier;
use crate::standard::{Classes, iec_62304};

pub(super) static RULE: Rule = Rule {
    code: "soup-is-tool",
    clauses: &[&iec_62304::CLAUSE_3_29, &iec_62304::CLAUSE_5_1_10],
    classes: Classes::ALL,
    severity: Severity::WARNING,
    summary: "SOUP that does not ship in the device is a tool",
    explain: "
What does not execute in the delivered software, and is not linked or packed into it, is not SOUP. Compilers, build tools,
test tools and editors are controlled as tools and validated for their use; among the SOUP they hide what ships.
What a tool contributes to the product is SOUP of its own: a standard library, a language runtime, generated run-time code.

A record is taken for a tool when its `kind` is compiler, build-tool, test-tool or editor, or when `shipped` is `false`.
",
    help: "make it a tool record; keep a SOUP record for what it contributes to the product, as a run-time library",
    wrong: "
//- soup/SOUP-001.md
---
id: SOUP-001
kind: compiler
#     ^^^^^^^^ a compiler is a tool: it does not ship in the device
---
//- soup/SOUP-002.md
---
id: SOUP-002
shipped: false
#        ^^^^^ what does not ship in the device is a tool
---
",
    right: "
//- tools/TOOL-001.md
---
id: TOOL-001
title: GNU C++ compiler
---
//- soup/SOUP-001.md
---
id: SOUP-001
title: GNU C++ runtime libstdc++
kind: runtime
shipped: true
---
",
    break_it: "
//- soup/SOUP-011.md
-kind: runtime
+kind: compiler
",
    check: Check::Dossier(check),
};

fn check(dossier: &Dossier, found: &mut Findings<'_>) {
    for (record, soup) in dossier.soups() {
        let kind = soup.kind.as_ref().filter(|kind| kind.value.is_tool());
        let shipped = soup.shipped.as_ref().filter(|shipped| !shipped.value);
        if let Some(kind) = kind {
            let article = if kind.value.word().starts_with('e') { "an" } else { "a" };
            let name = kind.value.word().replace('-', " ");
            let message = format!("{article} {name} is a tool: it does not ship in the device");
            let draft = found.add(record.at("kind", kind.at), message);
            if let Some(shipped) = shipped {
                draft.label(shipped.at, "and it is said not to ship");
            }
        } else if let Some(shipped) = shipped {
            found.add(record.at("shipped", shipped.at), "what does not ship in the device is a tool");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::drawn::check;

    #[test]
    fn a_tool_that_does_not_ship_is_reported_once() {
        check(
            &RULE,
            "
//- soup/SOUP-001.md
---
id: SOUP-001
kind: editor
#     ^^^^^^ an editor is a tool: it does not ship in the device
shipped: false
#        ^^^^^ and it is said not to ship
---
",
        )
        .expect("the places fit");
    }
}
