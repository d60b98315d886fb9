//! Each rule's edit of the example device, made alone and in pairs: who speaks, and that nobody falls silent.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::sync::LazyLock;

use rayon::prelude::*;
use tureen::rules::example_edit::ExampleEdit;
use tureen::rules::{RULES, Rule};

use crate::broken::{Files, Found, Key, broken, files, unbroken};
use crate::golden::Golden;

/// Where the table is kept.
const TABLE: &str = "tests/golden/edits.md";

/// Why a rule speaks, or falls silent, though it is not the one whose edit was made. The first line that fits is shown; one cause
/// is reported once, so a reason says what else is wrong, or has to be done, than what the edit's own rule tells.
///
/// No rule named means any, and so with edits.
const BESIDES: &[(&[&str], &[&str], &str)] = &[
    (&[], &["soup-duplicate"], "until it is gone, the copy is judged as any other SOUP"),
    (&["approval-stale"], &[], "something else was approved"),
    (&["verification-stale"], &[], "something else was tested"),
    (&["segregation-evidence-stale"], &[], "something else was provoked"),
    (
        &["risk-assessment-stale"],
        &[],
        "the risk was assessed for something else, and no analysed change answers for it",
    ),
    (&["anomaly-review-stale"], &[], "something else was looked at"),
    (
        &["soup-change-unrecorded"],
        &["anomaly-review-stale", "risk-assessment-stale", "verification-stale"],
        "nobody asked for the move",
    ),
    (
        &["control-unverified"],
        &["requirement-unverified", "trace-chain-broken"],
        "the control is proven by the same run; another run may prove it alone",
    ),
    (
        &["requirement-unverified"],
        &["control-unverified", "verification-failed-unhandled", "verification-orphan"],
        "the requirement is proven by the same run; another run may prove it alone",
    ),
    (
        &["trace-chain-broken"],
        &["control-unverified", "requirement-unverified"],
        "which risks that leaves without proof",
    ),
    (
        &["soup-functional-requirement-missing", "soup-performance-requirement-missing"],
        &[
            "class-below-parent-unjustified",
            "segregation-without-architecture",
            "segregation-without-evidence",
        ],
        "the lower class has no effect, so what class C asks for is owed",
    ),
    (
        &["soup-functional-requirement-missing", "soup-performance-requirement-missing"],
        &["link-to-retired", "requirement-orphan"],
        "it was the only one of its kind that applied",
    ),
    (&["soup-risk-analysis-missing"], &["risk-orphan"], "it was the only risk that named it"),
    (
        &["control-without-requirement"],
        &["external-control-unverified"],
        "a control within the software is required",
    ),
    (&["affected-without-action"], &["kev-open"], "an action would answer that, and leave it exploited"),
    (
        &["link-dangling"],
        &[
            "soup-change-unrecorded",
            "soup-functional-requirement-missing",
            "soup-performance-requirement-missing",
        ],
        "the link leads nowhere, whatever takes the place of what it led to",
    ),
    (
        &["soup-identifier-missing"],
        &["end-of-support-passed", "waiver-invalid"],
        "the waiver no longer suppresses it",
    ),
    (
        &["anomaly-review-overdue", "waiver-invalid"],
        &["end-of-support-passed"],
        "nothing was edited but the day, which counts for all",
    ),
    (&["end-of-support-approaching"], &["end-of-support-passed"], "what has ended no longer approaches"),
];

/// Rules that rightly fall silent on what one edit broke when another one is made as well: the rule, the other edit, and why.
/// Putting the other edit right brings the finding back.
const YIELDS: &[(&str, &str, &str)] = &[
    ("anomaly-review-stale", "anomaly-review-missing", ANEW),
    ("class-above-parent", "class-missing", "nothing is above class C, which a system without class has"),
    ("class-below-risk-severity", "class-missing", "class C is not below anything"),
    ("class-below-risk-severity", "record-id-invalid", NO_ID),
    ("record-id-duplicate", "record-id-invalid", "one of the two has another id now"),
    ("risk-assessment-stale", "class-below-risk-severity", ANEW),
    ("risk-assessment-stale", "link-wrong-type", ANEW),
    ("risk-assessment-stale", "risk-uncontrolled", ANEW),
    ("segregation-evidence-stale", "segregation-evidence-stale", ANEW),
    ("segregation-evidence-stale", "segregation-without-evidence", "the run is no longer about the item"),
    ("soup-functional-requirement-missing", "record-id-invalid", NO_ID),
    ("soup-identifier-missing", "waiver-unused", "the edit gives an identifier"),
    ("soup-performance-requirement-missing", "record-id-invalid", NO_ID),
    ("trace-chain-broken", "risk-uncontrolled", "the walk no longer comes to that control"),
    ("verification-stale", "control-unverified", NO_EVIDENCE),
    ("verification-stale", "requirement-unverified", NO_EVIDENCE),
    ("verification-stale", "seen-at-unknown", "nobody knows what was tested"),
    ("verification-stale", "verification-failed-unhandled", NO_EVIDENCE),
    ("waiver-unused", "waiver-invalid", "a waiver that does not hold cannot be of use"),
];

const ANEW: &str = "who edits what evidence says vouches for it anew";
const NO_EVIDENCE: &str = "only what passed is evidence that could go stale";
const NO_ID: &str = "nothing leads to a SOUP without a usable id";

/// How many pairs of edits are made together; `EVERY_PAIR=1` in the environment makes all, which takes minutes.
const PAIRS: usize = 150;

/// An edit made alone.
struct Made {
    code: &'static str,
    edit: ExampleEdit,
    /// The files with the edit.
    files: Files,
    /// What is found without the edit.
    before: Found,
    /// What is found with it.
    after: Found,
}

/// Every rule's edit, by the rule's name.
static ALONE: LazyLock<Vec<Made>> = LazyLock::new(|| {
    let parse = |rule: &&Rule| {
        let edit = ExampleEdit::parse(rule.break_it).unwrap_or_else(|error| panic!("{}: {error}", rule.code));
        (rule.code, edit)
    };
    let edits: Vec<(&str, ExampleEdit)> = RULES.iter().map(parse).collect();
    let place = |edit: &ExampleEdit| (edit.at.clone(), edit.is_committed, edit.name.clone());
    let places: BTreeMap<_, _> = edits.iter().map(|(_, edit)| (place(edit), edit)).collect();
    let before: BTreeMap<_, Found> =
        places.into_par_iter().map(|(place, edit)| (place, unbroken(edit))).collect();
    let make = |(code, edit): (&'static str, ExampleEdit)| {
        let mut files = files(edit.at.as_deref()).clone();
        edit.apply(&mut files).unwrap_or_else(|error| panic!("{code}: {error}"));
        let (before, after) = (before[&place(&edit)].clone(), broken(&edit, &files));
        Made { code, edit, files, before, after }
    };
    edits.into_par_iter().map(make).collect()
});

#[test]
fn each_edit_wakes_its_rule_and_the_table_says_who_else_speaks() {
    let mut table = String::from(HEAD);
    let mut golden = Golden::default();
    let mut used = BTreeSet::new();
    for made in &*ALONE {
        match part(made, &mut used) {
            Ok(part) => table += &part,
            Err(fault) => golden.differs(fault),
        }
    }
    for (number, (_, _, why)) in BESIDES.iter().enumerate().filter(|(number, _)| !used.contains(number)) {
        golden.differs(format!("no edit needs the reason \"{why}\", number {number}"));
    }
    table += "\n## What yields\n\nOf edits made in pairs, these findings of the one fall silent with the other; `cargo test` makes some of the pairs.\n\n| rule | with the edit of | because |\n|---|---|---|\n";
    for (rule, edit, why) in YIELDS {
        let _ = writeln!(table, "| {rule} | {edit} | {why} |");
    }
    golden.compare(TABLE, &table);
    golden.done();
}

const HEAD: &str = "# Who speaks

Every rule names an edit of the example device that wakes it: `break_it` on its card, shown on its page. Here each is made alone,
where its page says. In bold is the rule whose edit it is. Another rule speaks only where something else is wrong or has to be done;
the reason stands beside it, from `tests/it/edits.rs`. A finding of the example that an edit takes away is told as gone.

`cargo bless --test it edits` writes this table anew. Read the difference as an auditor would: is one cause told twice, or has a
fault fallen silent?
";

/// Tells who speaks after an edit.
///
/// # Errors
/// Its own rule does not, or another one does without a reason.
fn part(made: &Made, used: &mut BTreeSet<usize>) -> Result<String, String> {
    let mut part = format!("\n## {}\n\n", made.code);
    let mut spoke = false;
    let mut faults = Vec::new();
    for key in made.before.keys().chain(made.after.keys()).collect::<BTreeSet<_>>() {
        let of = |found: &Found| found.get(key).cloned().unwrap_or_default();
        let (was, is) = (of(&made.before), of(&made.after));
        let (rule, record, field) = key;
        let own = *rule == made.code;
        let word = match is.len().cmp(&was.len()) {
            Ordering::Greater => "",
            Ordering::Less => "gone: ",
            // What another rule says in other words, of another day, is the same finding.
            Ordering::Equal if is != was && own => "in other words: ",
            Ordering::Equal => continue,
        };
        let field = if field.is_empty() { String::new() } else { format!(" `{field}`") };
        if own {
            spoke |= word != "gone: ";
            let _ = writeln!(part, "- {word}**{rule}**: {record}{field}");
        } else if let Some((number, why)) = besides(rule, made.code) {
            used.insert(number);
            let _ = writeln!(part, "- {word}{rule}: {record}{field} – {why}");
        } else {
            faults.push(format!("\n  {word}{rule}: {record}{field}: {}", [was, is].concat().join("; ")));
        }
    }
    if !spoke {
        return Err(format!("the edit of {} does not wake it", made.code));
    }
    if faults.is_empty() {
        return Ok(part);
    }
    Err(format!(
        "the edit of {} wakes others too; where they tell the same cause, mend a rule, else give the reason in BESIDES:{}",
        made.code,
        faults.concat()
    ))
}

/// Returns why a rule speaks beside the one whose edit it is, and the number of the reason.
fn besides(rule: &str, edit: &str) -> Option<(usize, &'static str)> {
    let fits = |names: &[&str], name: &str| names.is_empty() || names.contains(&name);
    let number = BESIDES.iter().position(|(rules, edits, _)| fits(rules, rule) && fits(edits, edit))?;
    Some((number, BESIDES[number].2))
}

#[test]
fn a_second_fault_hides_no_first_one() {
    // Two edits are made together in the work tree, at the newest state and its day.
    let is_plain =
        |edit: &ExampleEdit| ExampleEdit { files: Vec::new(), ..edit.clone() } == ExampleEdit::default();
    let plain: Vec<&Made> = ALONE.iter().filter(|made| is_plain(&made.edit)).collect();
    let mut pairs: Vec<(&Made, &Made)> = Vec::new();
    for (number, one) in plain.iter().enumerate() {
        let others = plain[number + 1..].iter().filter(|other| one.touched().is_disjoint(&other.touched()));
        pairs.extend(others.map(|other| (*one, *other)));
    }
    shuffle(&mut pairs);
    let every = std::env::var_os("EVERY_PAIR").is_some();
    if !every {
        pairs.truncate(PAIRS);
    }
    let hidden = pairs.par_iter().flat_map_iter(|(one, other)| {
        let mut both = one.files.clone();
        other.edit.apply(&mut both).expect("the edits touch different files");
        let together = broken(&ExampleEdit::default(), &both);
        [hidden(one, other, &together), hidden(other, one, &together)].concat()
    });
    let hidden: Vec<String> = hidden.collect();
    assert!(hidden.is_empty(), "in {} pairs, a fault hides another one:\n{}", pairs.len(), hidden.join("\n"));
}

/// Returns what one edit wakes alone, and not together with another one.
fn hidden(one: &Made, other: &Made, together: &Found) -> Vec<String> {
    let is_rightly_gone = |key: &Key| {
        // What an edit takes away by itself stands in the table.
        let is_taken_away = other.before.contains_key(key) && !other.after.contains_key(key);
        is_taken_away || YIELDS.iter().any(|(rule, edit, _)| (*rule, *edit) == (key.0, other.code))
    };
    let gone = one.after.iter().filter(|(key, _)| !together.contains_key(*key) && !is_rightly_gone(key));
    gone.map(|(key, says)| format!("{} + {}: {key:?} is gone: {}", one.code, other.code, says.join("; ")))
        .collect()
}

impl Made {
    /// Returns the paths of the files that the edit touches.
    fn touched(&self) -> BTreeSet<&str> {
        let before = files(self.edit.at.as_deref());
        let differs = |path: &&String| before.get(*path) != self.files.get(*path);
        before.keys().chain(self.files.keys()).filter(differs).map(String::as_str).collect()
    }
}

/// Puts pairs into an order that looks like none and is always the same.
fn shuffle<T>(items: &mut [T]) {
    let mut state: u64 = 0x5eed;
    for last in (1..items.len()).rev() {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let any = usize::try_from(state >> 33).expect("31 bits") % (last + 1);
        items.swap(last, any);
    }
}
