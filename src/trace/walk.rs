//! The walk from a record along its links: up to what it serves, or down to what serves and shows it.
//!
//! A link has an upper and a lower end, whichever side writes it, so a walk that goes one way only stays on the chain: system,
//! item, SOUP, risk, control, requirement, verification. Going both ways at once would reach everything from everywhere.

use std::collections::{HashSet, VecDeque};

use super::releases::covered;
use crate::dossier::Placed;
use crate::record::Relation;
use crate::record::relations::{
    ANOMALY_CHANGE, BENEFIT_RISK, CONTROLS, COVERS, EXTERNAL_CONTROLS, ITEM_ARCHITECTURE, SOUP_ARCHITECTURE,
    TOOLS,
};

/// Relations whose writing side is the upper end. In all others the record that is written lies below the one it names: a
/// requirement below what it applies to, a verification below what it verifies.
static WRITTEN_ABOVE: &[&Relation] = &[
    &ANOMALY_CHANGE,
    &BENEFIT_RISK,
    &CONTROLS,
    &EXTERNAL_CONTROLS,
    &ITEM_ARCHITECTURE,
    &SOUP_ARCHITECTURE,
    &TOOLS,
];

/// Which way a walk goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// To what the record serves or belongs to.
    Above,
    /// To what serves it or shows something about it.
    Below,
}

/// A record that a walk comes to.
#[derive(Clone, Debug)]
pub struct Step<'d> {
    /// The record.
    pub record: Placed<'d>,
    /// How the record before leads to it, in words: `caused by`. Several where it does so by several relations.
    pub words: Vec<&'static str>,
    /// The versions that these links name, as a verification names those that it tested.
    pub versions: Vec<&'d str>,
    /// Whether and why the walk ends here.
    pub end: End,
    /// What comes next.
    pub steps: Vec<Step<'d>>,
}

/// Whether and why a walk ends at a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// It goes on as far as there are links.
    Open,
    /// The record is told elsewhere in the same walk, with what comes after it.
    Told,
    /// The record is one that the walk came through to get here: the links lead in a circle.
    Circle,
    /// So many more records come next; the walk goes no further.
    Deeper(usize),
}

/// Returns what a record leads to one way, at most `depth` links far. Every record is told in full once, where it is nearest.
pub fn walk(start: Placed<'_>, way: Way, depth: usize) -> Vec<Step<'_>> {
    let mut nodes: Vec<Node<'_>> = Vec::new();
    let mut seen = HashSet::from([start.index]);
    let mut open: VecDeque<(Placed<'_>, Option<usize>, usize)> = VecDeque::from([(start, None, 0)]);
    while let Some((record, parent, far)) = open.pop_front() {
        let next = next(record, way);
        if far == depth {
            let more = next.iter().filter(|next| !seen.contains(&next.record.index)).count();
            if let (Some(parent), true) = (parent, more > 0) {
                nodes[parent].step.end = End::Deeper(more);
            }
            continue;
        }
        for Next { record, words, versions } in next {
            let end = match seen.insert(record.index) {
                true => End::Open,
                false if is_behind(&nodes, parent, start, record) => End::Circle,
                false => End::Told,
            };
            if end == End::Open {
                open.push_back((record, Some(nodes.len()), far + 1));
            }
            nodes.push(Node { parent, step: Step { record, words, versions, end, steps: Vec::new() } });
        }
    }
    tree(nodes)
}

/// A step with the number of the one before it.
struct Node<'d> {
    parent: Option<usize>,
    step: Step<'d>,
}

/// A record one link away.
struct Next<'d> {
    record: Placed<'d>,
    words: Vec<&'static str>,
    versions: Vec<&'d str>,
}

/// Returns whether a walk that came to `parent` came through a record.
fn is_behind(nodes: &[Node<'_>], parent: Option<usize>, start: Placed<'_>, record: Placed<'_>) -> bool {
    let mut behind = std::iter::successors(parent, |node| nodes[*node].parent);
    record == start || behind.any(|node| nodes[node].step.record == record)
}

/// Hangs each step under the one before it. A step comes after its parent, so that children are complete from the back on.
fn tree(nodes: Vec<Node<'_>>) -> Vec<Step<'_>> {
    let mut below: Vec<Vec<Step<'_>>> = nodes.iter().map(|_| Vec::new()).collect();
    let mut top = Vec::new();
    for (number, Node { parent, mut step }) in nodes.into_iter().enumerate().rev() {
        step.steps = std::mem::take(&mut below[number]);
        step.steps.reverse();
        match parent {
            Some(parent) => below[parent].push(step),
            None => top.push(step),
        }
    }
    top.reverse();
    top
}

/// Returns the records one link away, each once, by kind and path.
fn next(start: Placed<'_>, way: Way) -> Vec<Next<'_>> {
    let is_below =
        |relation: &'static Relation| WRITTEN_ABOVE.iter().any(|above| std::ptr::eq(*above, relation));
    let outgoing = start.outgoing().filter_map(|(link, to)| {
        (is_below(link.relation) == (way == Way::Below)).then_some((to, link, link.relation.forward))
    });
    let incoming = start.incoming().filter_map(|(link, from)| {
        (is_below(link.relation) == (way == Way::Above)).then_some((from, link, link.relation.backward))
    });
    let mut each: Vec<_> = outgoing.chain(incoming).collect();
    each.sort_by_key(|(record, _, _)| (record.kind(), record.index));
    let mut all: Vec<Next<'_>> = Vec::new();
    for (record, link, words) in each {
        if all.last().is_none_or(|last| last.record != record) {
            all.push(Next { record, words: Vec::new(), versions: Vec::new() });
        }
        let last = all.last_mut().expect("one was added where there was none");
        if !last.words.contains(&words) {
            last.words.push(words);
        }
        let tested = link.version.as_ref().map(|version| &*version.value);
        let reviewed = std::ptr::eq(link.relation, &COVERS).then(|| match way {
            Way::Above => covered(start, last.record),
            Way::Below => covered(last.record, start),
        });
        for version in tested.into_iter().chain(reviewed.into_iter().flatten()) {
            if !last.versions.contains(&version) {
                last.versions.push(version);
            }
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::drawn;

    const CHAIN: &str = "
//- items/SYS-001.md
---
id: SYS-001
---
//- items/ITEM-001.md
---
id: ITEM-001
parent: SYS-001
---
//- soup/SOUP-001.md
---
id: SOUP-001
used_in: [ITEM-001]
---
//- risks/RISK-001.md
---
id: RISK-001
causes: [{source: SOUP-001}]
controls: [RC-001]
---
//- controls/RC-001.md
---
id: RC-001
---
//- requirements/REQ-001.md
---
id: REQ-001
applies_to: [SOUP-001]
implements: [RC-001]
---
//- verification/VER-001.md
---
id: VER-001
verifies: [REQ-001, RC-001]
soup_versions: {SOUP-001: 1}
---
";

    /// Writes a walk as `ID(…)`, with `^` for what is told elsewhere, `@` for a circle and `+2` for what is left out.
    fn told(steps: &[Step<'_>]) -> String {
        let one = |step: &Step<'_>| {
            let end = match step.end {
                End::Open => String::new(),
                End::Told => "^".to_owned(),
                End::Circle => "@".to_owned(),
                End::Deeper(more) => format!("+{more}"),
            };
            let below = told(&step.steps);
            let below = if below.is_empty() { below } else { format!("({below})") };
            format!("{}{end}{below}", step.record.record().id())
        };
        steps.iter().map(one).collect::<Vec<_>>().join(" ")
    }

    fn walked(example: &str, id: &str, way: Way, depth: usize) -> String {
        let dossier = drawn::dossier(example).expect("the example can be read");
        let record = dossier.find(id).expect("the record is there");
        told(&walk(record, way, depth))
    }

    #[test]
    fn a_walk_down_follows_the_chain_to_its_proof_and_tells_each_record_once() {
        assert_eq!(
            walked(CHAIN, "SYS-001", Way::Below, 9),
            "ITEM-001(SOUP-001(REQ-001(VER-001^) RISK-001(RC-001(REQ-001^ VER-001^)) VER-001))"
        );
    }

    #[test]
    fn a_walk_up_leads_from_the_proof_to_the_system() {
        assert_eq!(
            walked(CHAIN, "VER-001", Way::Above, 9),
            "SOUP-001(ITEM-001(SYS-001)) REQ-001(SOUP-001^ RC-001^) RC-001(RISK-001(SOUP-001^))"
        );
    }

    #[test]
    fn what_lies_further_than_asked_is_counted() {
        assert_eq!(walked(CHAIN, "SOUP-001", Way::Below, 1), "REQ-001 RISK-001+1 VER-001");
        assert_eq!(walked(CHAIN, "SYS-001", Way::Below, 0), "");
        assert_eq!(walked(CHAIN, "SYS-001", Way::Below, 1), "ITEM-001+1");
    }

    #[test]
    fn a_circle_ends_where_it_closes() {
        let circle = "
//- items/ITEM-001.md
---
id: ITEM-001
parent: ITEM-002
---
//- items/ITEM-002.md
---
id: ITEM-002
parent: ITEM-003
---
//- items/ITEM-003.md
---
id: ITEM-003
parent: ITEM-001
---
//- soup/SOUP-001.md
---
id: SOUP-001
dependency_of: [SOUP-001]
used_in: [ITEM-003]
---
";
        assert_eq!(walked(circle, "ITEM-001", Way::Above, 9), "ITEM-002(ITEM-003(ITEM-001@))");
        assert_eq!(
            walked(circle, "ITEM-001", Way::Below, 9),
            "ITEM-003(ITEM-002(ITEM-001@) SOUP-001(SOUP-001@))"
        );
        assert_eq!(
            walked(circle, "SOUP-001", Way::Above, 9),
            "ITEM-003(ITEM-001(ITEM-002(ITEM-003@))) SOUP-001@"
        );
    }

    #[test]
    fn two_relations_to_one_record_are_told_together() {
        let dossier = drawn::dossier(CHAIN).expect("the example can be read");
        let record = dossier.find("RC-001").expect("the record is there");
        let words: Vec<_> = walk(record, Way::Below, 1).into_iter().map(|step| step.words).collect();
        assert_eq!(words, [vec!["implemented by"], vec!["verified by"]]);
    }
}
