//! The steps that a site ships: put together, they say of any two versions what a direct comparison says.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use tureen::diff::{ChangeKind, Diff};
use tureen::example;
use tureen::reading::{Days, Desk};
use tureen::site::step::{Composed, Step, compose};
use tureen::site::{Extras, Request, Which, build};
use tureen::source::{Moment, NewTag, Revision, write_history};

use super::device::{Device, git};

fn days() -> Days {
    Days { today: "2026-02-15".parse().expect("it is a date"), as_of: None }
}

/// What is said of a record: its id or path, what happened, what differs.
type Said = (String, String, Vec<String>);

fn of_diff(diff: &Diff) -> Vec<Said> {
    let told =
        diff.records.iter().filter(|record| record.change != ChangeKind::Affected || record.class.is_some());
    let mut all: Vec<Said> = told
        .map(|record| {
            let mut parts: Vec<String> = record
                .fields
                .iter()
                .map(|field| {
                    part(&field.name, field.class.name(), field.before.as_deref(), field.after.as_deref())
                })
                .collect();
            parts.extend(record.path_before.iter().map(|path| format!("from {path}")));
            parts.extend(record.kind_before.iter().map(|kind| format!("was {kind}")));
            parts.extend(record.body.iter().map(|_| "body".to_owned()));
            parts.extend(record.class.iter().map(|class| {
                format!(
                    "class {:?} {:?}",
                    class.before.map(|it| it.to_string()),
                    class.after.map(|it| it.to_string())
                )
            }));
            parts.extend(
                record.unreadable.iter().map(|it| format!("unreadable {:?} {:?}", it.before, it.after)),
            );
            parts.sort();
            (name(&record.id, &record.path), record.change.word().to_owned(), parts)
        })
        .collect();
    all.sort();
    all
}

fn of_steps(composed: &[Composed]) -> Vec<Said> {
    let told = composed.iter().filter_map(|record| Some((record, record.change()?)));
    let mut all: Vec<Said> = told
        .map(|(record, change)| {
            let mut parts: Vec<String> = record
                .fields()
                .iter()
                .map(|field| part(&field.name, &field.class, field.before.as_deref(), field.after.as_deref()))
                .collect();
            let (before, after) = (record.before.as_ref(), record.after.as_ref());
            let named = after.or(before).expect("a record was there on one side at least");
            if let (Some(before), Some(after)) = (before, after) {
                parts.extend((before.path != after.path).then(|| format!("from {}", before.path)));
                parts.extend((before.kind != after.kind).then(|| format!("was {}", before.kind)));
            }
            let body = |face: Option<&tureen::site::step::Face>| {
                face.map_or(String::new(), |face| face.body.clone())
            };
            parts.extend((body(before) != body(after)).then(|| "body".to_owned()));
            let class = |face: Option<&tureen::site::step::Face>| Some(face?.class.as_ref()?.0.clone());
            parts.extend(
                (class(before) != class(after))
                    .then(|| format!("class {:?} {:?}", class(before), class(after))),
            );
            let unreadable =
                |face: Option<&tureen::site::step::Face>| face.and_then(|face| face.unreadable.clone());
            let (old, new) = (unreadable(before), unreadable(after));
            parts.extend((old != new).then(|| format!("unreadable {old:?} {new:?}")));
            parts.sort();
            (name(&named.id, &named.path), change.word().to_owned(), parts)
        })
        .collect();
    all.sort();
    all
}

fn name(id: &str, path: &str) -> String {
    if id.is_empty() { path.to_owned() } else { id.to_ascii_lowercase() }
}

fn part(name: &str, class: &str, before: Option<&str>, after: Option<&str>) -> String {
    format!("{} {class}: {before:?} → {after:?}", name.to_ascii_lowercase())
}

/// Builds the site of a repository and compares every two of its versions in both ways; returns how many differences there are.
fn compare_all(repository: &Path, context: &str) -> usize {
    let out = tempfile::tempdir().expect("a temporary folder can be made");
    let site = out.path().join("site");
    let desk = Desk::open(repository, None, vec![site.clone()]).expect("the repository can be opened");
    let request = Request {
        versions: Which::All,
        work_tree: false,
        out: &site,
        join: &[],
        days: days(),
        no_history: false,
        extras: Extras::default(),
        theme: None,
        jobs: Some(2),
    };
    let built = build(&desk, &request).expect("the site can be built");
    let step = |folder: &str| {
        let script = std::fs::read_to_string(site.join(Step::file(folder))).expect("the step is there");
        let step = Step::from_script(&script).expect("it is a step");
        assert_eq!(step.to_script(), script, "{context}: the step of {folder} is not what was written");
        step
    };
    let steps: Vec<Step> = built.versions.iter().map(|version| step(&version.folder)).collect();
    let readings: Vec<_> = built
        .versions
        .iter()
        .map(|version| {
            desk.read(&Moment::Revision(version.name.clone()), days(), None).expect("it can be read")
        })
        .collect();
    let mut count = 0;
    for from in 0..steps.len() {
        for to in from + 1..steps.len() {
            let direct = of_diff(&Diff::between(&readings[from].dossier, &readings[to].dossier));
            let composed = of_steps(&compose(&steps[from + 1..=to]));
            let (one, two) = (&built.versions[from].name, &built.versions[to].name);
            assert_eq!(composed, direct, "{context}: {one} → {two}");
            count += direct.len();
        }
    }
    count
}

/// Numbers that look random and are the same every time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 33) % sides
    }
}

/// One record of a made-up device, of which anything may change.
fn record(dice: &mut Dice, kind: &str, number: u64) -> (String, Arc<str>) {
    let (folder, prefix) = match kind {
        "soup" => ("soup", "SOUP"),
        "risk" => ("risks", "RISK"),
        "control" => ("controls", "RC"),
        _ => ("items", "ITEM"),
    };
    let below = ["", "old/"][usize::from(dice.roll(6) == 0)];
    let path = format!("dhf/{folder}/{below}{prefix}-{number:03}.md");
    if dice.roll(12) == 0 {
        return (
            path,
            Arc::from(format!("---\nid: {prefix}-{number:03}\ntitle: [\n---\n{}\n", dice.roll(2))),
        );
    }
    let case = if dice.roll(10) == 0 { prefix.to_lowercase() } else { prefix.to_owned() };
    let mut text = format!("---\nid: {case}-{number:03}\ntitle: Name {}\n", dice.roll(3));
    let some = |dice: &mut Dice| dice.roll(2) == 0;
    if some(dice) {
        text += "status: approved\n";
        text +=
            &format!("approved_by: Person {}\napproved_on: 2025-01-0{}\n", dice.roll(2), 1 + dice.roll(3));
    }
    match kind {
        "soup" => {
            text += &format!("version: 1.{}\n", dice.roll(3));
            if some(dice) {
                text += &format!("used_in: [ITEM-00{}]\n", 1 + dice.roll(3));
            }
            if some(dice) {
                text += &format!("license: MIT   OR\n  Apache-{}\n", dice.roll(2));
            }
        }
        "risk" => {
            if some(dice) {
                text += "causes:\n";
                for soup in 1..=dice.roll(3) {
                    let id = if some(dice) { "SOUP" } else { "soup" };
                    text += &format!("  - source: {id}-00{soup}\n    cause: It may fail {}\n", dice.roll(2));
                }
            }
            text += &format!("severity: s{}\nresidual:\n  severity: r{}\n", dice.roll(3), dice.roll(2));
            if some(dice) {
                text += &format!("controls: [RC-00{}, rc-003]\n", 1 + dice.roll(2));
            }
        }
        "control" => {
            text += &format!("controls: [RISK-00{}]\n", 1 + dice.roll(3));
            let words = ["a, b, c", "c, b, a", "a, b", "b, b, a", "x y"];
            text += &format!("remarks: [{}]\n", words[usize::try_from(dice.roll(5)).expect("it is small")]);
        }
        _ => {
            let class = ["A", "B", "C"][usize::try_from(dice.roll(3)).expect("it is small")];
            text += &format!("kind: system\nclass: {class}\n");
        }
    }
    text += "---\n";
    if some(dice) {
        text += &format!("\nIt is\n{}.\n", dice.roll(2));
    }
    (path, Arc::from(text))
}

#[test]
fn steps_put_together_say_what_a_direct_comparison_says_in_random_histories() {
    let mut found = 0;
    for seed in 1..=12 {
        let mut dice = Dice(0x9E37_79B9_7F4A_7C15 ^ (seed * 0x0123_4567));
        let mut files: BTreeMap<(String, u64), (String, Arc<str>)> = BTreeMap::new();
        let mut revisions = Vec::new();
        for number in 1..=6_u64 {
            for kind in ["item", "soup", "risk", "control"] {
                for id in 1..=4 {
                    let key = (kind.to_owned(), id);
                    match dice.roll(8) {
                        0..=2 => drop(files.insert(key, record(&mut dice, kind, id))),
                        3 => drop(files.remove(&key)),
                        _ => {}
                    }
                }
            }
            let mut all: BTreeMap<String, Arc<str>> = files.values().cloned().collect();
            all.insert("tureen.toml".to_owned(), Arc::from(""));
            all.insert(
                "dhf/soup/SOUP-009.md".to_owned(),
                Arc::from("---\nid: SOUP-009\ntitle: Stays\n---\n"),
            );
            let date = format!("2025-0{number}-01T12:00:00+00:00");
            let tag = NewTag {
                name: format!("v{number}"),
                tagger: "T <t@x>".into(),
                date: date.clone(),
                message: None,
            };
            revisions.push(Revision {
                author: "A <a@x>".into(),
                date,
                message: "Go on".into(),
                files: all,
                tag: Some(tag),
            });
        }
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        write_history(folder.path(), &revisions).expect("the history can be written");
        found += compare_all(folder.path(), &format!("seed {seed}"));
    }
    assert!(found > 1000, "{found} differences show little");
}

#[test]
fn steps_put_together_say_what_a_direct_comparison_says_of_the_example() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let revisions = example::revisions().expect("the example can be read");
    write_history(folder.path(), &revisions).expect("the history can be written");
    assert!(compare_all(folder.path(), "the example") > 10);
}

#[test]
fn steps_follow_the_order_of_the_site_where_a_release_is_on_another_line() {
    let device = Device::repository();
    let release = |tag: &str, version: &str| {
        let text = format!("---\nid: SOUP-001\ntitle: zlib\nversion: {version}\n---\n");
        device.write("dhf/soup/SOUP-001.md", text.as_bytes());
        device.commit(tag);
        git(device.path(), &["tag", tag]);
    };
    release("v1.0.0", "1");
    git(device.path(), &["branch", "old"]);
    device.write("dhf/soup/SOUP-002.md", b"---\nid: SOUP-002\ntitle: New on the newer line\n---\n");
    release("v2.0.0", "2");
    git(device.path(), &["checkout", "--quiet", "old"]);
    release("v1.0.1", "1.1");
    git(device.path(), &["checkout", "--quiet", "main"]);
    release("v3.0.0", "3");
    assert!(compare_all(device.path(), "two lines") >= 9);
}

#[test]
fn a_record_without_an_id_and_two_with_one_are_told_apart_by_their_files() {
    let device = Device::repository();
    let write = |name: &str, id: &str, title: &str| {
        let text = format!("---\n{id}title: {title}\n---\n");
        device.write(&format!("dhf/soup/{name}.md"), text.as_bytes());
    };
    let release = |tag: &str| {
        device.commit(tag);
        git(device.path(), &["tag", tag]);
    };
    write("a", "", "No id");
    write("b", "id: SOUP-002\n", "Two");
    release("v1");
    write("a", "id: SOUP-001\n", "Now with an id");
    write("c", "id: SOUP-002\n", "Two again");
    release("v2");
    write("a", "id: SOUP-001\n", "Still with an id");
    std::fs::remove_file(device.path().join("dhf/soup/b.md")).expect("the file is there");
    release("v3");
    write("c", "id: SOUP-002\n", "Two alone");
    release("v4");
    assert!(compare_all(device.path(), "ids that come and go") > 0);
}
