//! Finds links that lead in a circle.

use super::{Check, Findings, Rule, Severity};
use crate::dossier::{Dossier, Placed};
use crate::record::Relation;
use crate::record::relations::{DEPENDENCY_OF, PARENT};
use crate::standard::{Classes, iec_62304};

pub(super) static RULE: Rule = Rule {
    code: "link-circular",
    clauses: &[&iec_62304::CLAUSE_7_3_3, &iec_62304::CLAUSE_4_3_D],
    classes: Classes::ALL,
    severity: Severity::ERROR,
    summary: "a record leads back to itself",
    explain: "
An item cannot be a part of its own part, and a SOUP cannot be brought along by what it brings along itself: the class of such an
item, and where such a SOUP comes from, cannot be told. Items on a circle of parents are judged as class C. Each circle of
`parent` or `dependency_of` among live records is reported once, at the link that closes it as one walks from the first record by
path; and every link of any sort from a record to itself.
",
    help: "remove one of the links of the circle",
    wrong: "
//- items/ITEM-101.md
---
id: ITEM-101
parent: ITEM-102
---
//- items/ITEM-102.md
---
id: ITEM-102
parent: ITEM-101
#       ^^^^^^^^ this closes a circle: ITEM-101, ITEM-102, ITEM-101
---
",
    right: "
//- items/ITEM-101.md
---
id: ITEM-101
parent: SYS-001
---
//- items/ITEM-102.md
---
id: ITEM-102
parent: ITEM-101
---
//- items/SYS-001.md
---
id: SYS-001
kind: system
---
",
    break_it: "
//- soup/SOUP-007.md
 dependency: direct
+dependency_of: [SOUP-008]
",
    check: Check::Dossier(check),
};

/// How many ids of a circle are named.
const MOST_NAMED: usize = 8;

fn check(dossier: &Dossier, found: &mut Findings<'_>) {
    for record in dossier.live() {
        for (link, target) in record.outgoing() {
            if target == record {
                found.add(record.at(&*link.field, link.id.at), format!("{} links to itself", record.id()));
            }
        }
    }
    for relation in [&PARENT, &DEPENDENCY_OF] {
        circles(dossier, relation, found);
    }
}

/// How far the walk has come with a record.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Walked {
    /// Not reached.
    Not,
    /// On the path that is being walked, at that place.
    Now(usize),
    /// Left behind, with all that it leads to.
    Done,
}

/// A record on the path, with its links and how many of them were followed.
struct Step<'d> {
    record: Placed<'d>,
    links: Vec<(usize, Placed<'d>)>,
    followed: usize,
}

/// Walks all links of one relation once, depth first; a link back onto the path closes a circle.
fn circles(dossier: &Dossier, relation: &'static Relation, found: &mut Findings<'_>) {
    let mut walked = vec![Walked::Not; dossier.placed.len()];
    for start in dossier.live().filter(|record| record.kind() == relation.from) {
        if walked[start.index] != Walked::Not {
            continue;
        }
        walked[start.index] = Walked::Now(0);
        // A path of its own instead of calls: a chain of records may be longer than the call stack.
        let mut path = vec![step(start, relation)];
        while let Some(top) = path.last_mut() {
            let Some(&(written, next)) = top.links.get(top.followed) else {
                walked[top.record.index] = Walked::Done;
                path.pop();
                continue;
            };
            top.followed += 1;
            let record = top.record;
            match walked[next.index] {
                Walked::Not => {
                    walked[next.index] = Walked::Now(path.len());
                    path.push(step(next, relation));
                }
                Walked::Now(from) => {
                    let link = &record.record().links[written];
                    found.add(
                        record.at(&*link.field, link.id.at),
                        format!("this closes a circle: {}", named(&path[from..])),
                    );
                }
                Walked::Done => {}
            }
        }
    }
}

fn step<'d>(record: Placed<'d>, relation: &'static Relation) -> Step<'d> {
    let links = record.record().links.iter().enumerate();
    let links = links
        .filter(|(_, link)| !link.reverse && std::ptr::eq(link.relation, relation))
        .filter_map(|(written, link)| Some((written, record.dossier.find(&link.id)?)))
        .filter(|(_, target)| relation.to.contains(&target.kind()) && target.is_live() && *target != record)
        .collect();
    Step { record, links, followed: 0 }
}

/// Names the records of a circle and the first one again; the middle of a long circle is left out.
fn named(circle: &[Step<'_>]) -> String {
    let ids = circle.iter().take(MOST_NAMED).map(|step| step.record.record().id()).collect::<Vec<_>>();
    let first = ids.first().copied().unwrap_or_default();
    let more = match circle.len().saturating_sub(MOST_NAMED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    format!("{}{more}, {first}", ids.join(", "))
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::drawn;

    #[test]
    fn a_record_that_links_to_itself_is_found_once() {
        let example = "
//- soup/SOUP-001.md
---
id: SOUP-001
dependency_of: [SOUP-001]
#               ^^^^^^^^ SOUP-001 links to itself
---
//- waivers/WAIVER-001.md
---
id: WAIVER-001
record: WAIVER-001
#       ^^^^^^^^^^ WAIVER-001 links to itself
---
";
        drawn::check(&RULE, example).expect("as drawn");
    }

    #[test]
    fn two_ways_to_the_same_record_are_no_circle() {
        let soup =
            |id: &str, of: &str| format!("//- soup/{id}.md\n---\nid: {id}\ndependency_of: [{of}]\n---\n");
        let example = [
            soup("SOUP-1", "SOUP-2, SOUP-3"),
            soup("SOUP-2", "SOUP-4"),
            soup("SOUP-3", "SOUP-4"),
            soup("SOUP-4", ""),
        ];
        drawn::check(&RULE, &example.concat()).expect("nothing is found");
    }

    #[test]
    fn a_retired_record_breaks_a_circle() {
        let example = RULE.wrong.replacen("id: ITEM-101", "id: ITEM-101\nstatus: retired", 1);
        assert!(drawn::findings(&RULE, &example).expect("an example").is_empty());
    }

    #[test]
    fn a_long_circle_is_walked_and_named_in_short() {
        let records = (0..5000).map(|number| {
            format!(
                "//- items/{number}.md\n---\nid: ITEM-{number}\nparent: ITEM-{}\n---\n",
                (number + 1) % 5000
            )
        });
        let findings = drawn::findings(&RULE, &records.collect::<String>()).expect("an example");
        assert_eq!(findings.len(), 1);
        assert!(findings[0].message.ends_with("ITEM-7 and 4992 more, ITEM-0"), "{}", findings[0].message);
    }
}
