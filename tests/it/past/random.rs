//! Small random histories with branches and merges, each judged by the library and by an oracle that knows nothing of how the
//! library walks: it looks at every commit and every way.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use tureen::past::Past;
use tureen::reading::{Days, Desk};
use tureen::source::Moment;

use super::*;

/// How many histories are judged.
const HISTORIES: u64 = 400;
/// Commits in one of them, at most.
const COMMITS: u64 = 12;
const TARGETS: [&str; 3] = ["REQ-001", "REQ-002", "REQ-003"];
const EVIDENCE: [&str; 2] = ["VER-001", "VER-002"];

/// The files of a commit, as far as they matter.
#[derive(Clone, Debug, Default, PartialEq)]
struct State {
    /// Where all records lie.
    root: u64,
    /// The words of each target, and where its file lies; the folder alone says nothing.
    targets: BTreeMap<&'static str, (u64, u64)>,
    evidence: BTreeMap<&'static str, (Said, u64)>,
}

/// What a piece of evidence says.
#[derive(Clone, Debug, Default, PartialEq)]
struct Said {
    /// `date` and `software_version`.
    words: [u64; 2],
    /// `soup_versions`.
    versions: BTreeMap<u64, u64>,
    verifies: BTreeSet<&'static str>,
}

#[derive(Debug)]
struct Commit {
    parents: Vec<usize>,
    state: State,
    seconds: i64,
}

/// Something that evidence says, of which the newest change is sought.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Name {
    Word(usize),
    /// The version that is named for a SOUP.
    Version(u64),
    /// All versions: what is no longer there was taken away by who left the whole as it is.
    Versions,
}

impl Said {
    /// Whether two pieces of evidence say the same by a name.
    fn agrees(&self, other: &Said, name: Name) -> bool {
        match name {
            Name::Word(at) => self.words[at] == other.words[at],
            Name::Version(soup) => self.versions.get(&soup) == other.versions.get(&soup),
            Name::Versions => self.versions == other.versions,
        }
    }
}

/// Numbers that are the same everywhere.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }

    fn one_in(&mut self, count: u64) -> bool {
        self.below(count) == 0
    }
}

/// Makes a history; where `skewed`, its clocks are wrong.
fn history(dice: &mut Dice, skewed: bool) -> Vec<Commit> {
    let mut commits: Vec<Commit> = Vec::new();
    for number in 0..4 + dice.below(COMMITS - 3) {
        let mut parents = BTreeSet::new();
        if number > 0 && !(number < 3 && dice.one_in(8)) {
            for _ in 0..[1, 1, 2, 2, 2, 3][usize::try_from(dice.below(6)).expect("small")] {
                parents.insert(usize::try_from(number - 1 - dice.below(number.min(4))).expect("small"));
            }
        }
        let parents: Vec<usize> = parents.into_iter().rev().collect();
        let state = match &parents[..] {
            [] => first(dice),
            [parent] => edited(dice, commits[*parent].state.clone()),
            parents => {
                let states: Vec<&State> = parents.iter().map(|parent| &commits[*parent].state).collect();
                let state = merged(dice, &states);
                if dice.one_in(4) { edited(dice, state) } else { state }
            }
        };
        let hour = if skewed { dice.below(30) } else { number };
        let seconds = 1_767_225_600 + 3_600 * i64::try_from(hour).expect("small");
        commits.push(Commit { parents, state, seconds });
    }
    commits
}

fn first(dice: &mut Dice) -> State {
    let mut state = State::default();
    for target in TARGETS {
        state.targets.insert(target, (0, 0));
    }
    for evidence in EVIDENCE {
        let said = Said { verifies: BTreeSet::from([TARGETS[0]]), ..Said::default() };
        state.evidence.insert(evidence, (said, 0));
    }
    edited(dice, state)
}

fn edited(dice: &mut Dice, mut state: State) -> State {
    for _ in 0..=dice.below(3) {
        let target = TARGETS[usize::try_from(dice.below(3)).expect("small")];
        let evidence = EVIDENCE[usize::try_from(dice.below(2)).expect("small")];
        match dice.below(24) {
            0..10 => state.targets.entry(target).or_default().0 = dice.below(3),
            10 => state.targets.entry(target).or_default().1 = dice.below(2),
            11 if dice.one_in(2) => drop(state.targets.remove(target)),
            12 if dice.one_in(2) => drop(state.evidence.remove(evidence)),
            13 if dice.one_in(2) => state.root = dice.below(2),
            choice => {
                let (said, place) = state.evidence.entry(evidence).or_default();
                match choice {
                    14..17 => said.words[usize::try_from(dice.below(2)).expect("small")] = dice.below(4),
                    17..19 => drop(said.versions.insert(dice.below(3), dice.below(2))),
                    19 => drop(said.versions.remove(&dice.below(3))),
                    20..22 => drop(said.verifies.insert(target)),
                    22 => drop(said.verifies.remove(target)),
                    _ => *place = dice.below(2),
                }
            }
        }
    }
    state
}

/// Takes each record from one of the sides, and of evidence even each part.
fn merged(dice: &mut Dice, sides: &[&State]) -> State {
    let mut state = State::default();
    let mut side = || sides[usize::try_from(dice.below(sides.len() as u64)).expect("small")];
    state.root = side().root;
    for target in TARGETS {
        state.targets.extend(side().targets.get(target).map(|found| (target, *found)));
    }
    for evidence in EVIDENCE {
        let Some((mut said, place)) = side().evidence.get(evidence).cloned() else { continue };
        let of = |side: &State| side.evidence.get(evidence).map(|(said, _)| said.clone());
        for at in 0..2 {
            if let Some(other) = of(side()) {
                said.words[at] = other.words[at];
            }
        }
        for soup in 0..3 {
            if let Some(other) = of(side()) {
                match other.versions.get(&soup) {
                    Some(version) => drop(said.versions.insert(soup, *version)),
                    None => drop(said.versions.remove(&soup)),
                }
            }
        }
        if let Some(other) = of(side()) {
            said.verifies = other.verifies;
        }
        state.evidence.insert(evidence, (said, place));
    }
    state
}

/// The files of a state.
fn files(state: &State) -> BTreeMap<String, String> {
    let root = ["dhf", "records"][usize::try_from(state.root).expect("small")];
    let mut files = BTreeMap::new();
    files.insert("tureen.toml".to_owned(), format!("[records]\nroot = \"{root}\"\n"));
    for soup in 0..3 {
        files.insert(format!("{root}/soup/{soup}.md"), record(&format!("SOUP-00{soup}"), "version: 9"));
    }
    for (id, (words, place)) in &state.targets {
        files.insert(format!("{root}/requirements/{place}/{id}.md"), record(id, &format!("text: t{words}")));
    }
    for (id, (said, place)) in &state.evidence {
        let list = |of: Vec<String>| of.join(", ");
        let versions = said.versions.iter().map(|(soup, version)| format!("SOUP-00{soup}: {version}"));
        let text = format!(
            "result: pass\ndate: 2026-01-0{}\nsoftware_version: {}\nsoup_versions: {{{}}}\nverifies: [{}]",
            said.words[0] + 1,
            said.words[1],
            list(versions.collect()),
            list(said.verifies.iter().map(ToString::to_string).collect())
        );
        files.insert(format!("{root}/verification/{place}/{id}.md"), record(id, &text));
    }
    files
}

fn stream(branch: &str, commits: &[Commit], marks: &mut usize) -> String {
    let mut stream = String::new();
    let first = *marks;
    for (number, commit) in commits.iter().enumerate() {
        *marks += 1;
        let reference = format!("refs/heads/{branch}-{number}");
        let _ = writeln!(stream, "reset {reference}\n\ncommit {reference}\nmark :{marks}");
        let _ = writeln!(stream, "committer Ada <ada@example.com> {} +0000", commit.seconds);
        let _ = write!(stream, "data 1\nx");
        for (at, parent) in commit.parents.iter().enumerate() {
            let word = if at == 0 { "from" } else { "merge" };
            let _ = write!(stream, "\n{word} :{}", first + parent + 1);
        }
        stream += "\ndeleteall\n";
        for (path, text) in files(&commit.state) {
            let _ = writeln!(stream, "M 100644 inline {path}\ndata {}\n{text}", text.len());
        }
    }
    stream
}

/// What is expected of the last commit: for each piece of evidence and target, what it saw and what is there, where that differs.
type Found = BTreeSet<String>;

/// Judges the last commit, in each way that the order of commits allows: the newest commit is one that no other of them follows;
/// where the clocks are right, that is the one with the latest hour.
fn expected(commits: &[Commit], skewed: bool) -> Vec<BTreeSet<Option<String>>> {
    let tip = commits.len() - 1;
    let now = &commits[tip].state;
    let mut all = Vec::new();
    for (id, (said, _)) in &now.evidence {
        for target in &said.verifies {
            if let Some((words, _)) = now.targets.get(target) {
                let newest = newest(commits, id, said, target, skewed);
                let outcomes = newest.into_iter().map(|commit| {
                    let seen = commits[commit].state.targets.get(target).map(|(words, _)| *words);
                    let seen_text = seen.map_or("nothing".to_owned(), |seen| format!("t{seen}"));
                    let now = if seen.is_some() { format!("t{words}") } else { "present".to_owned() };
                    (seen != Some(*words)).then(|| format!("{id} {target}: {seen_text} > {now}"))
                });
                all.push(outcomes.collect());
            }
        }
    }
    all
}

fn newest(commits: &[Commit], id: &str, now: &Said, target: &str, skewed: bool) -> Vec<usize> {
    let said = |commit: usize| commits[commit].state.evidence.get(id).map(|(said, _)| said);
    let leads = |commit: usize| said(commit).is_some_and(|said| said.verifies.contains(target));
    let names =
        [Name::Word(0), Name::Word(1), Name::Version(0), Name::Version(1), Name::Version(2), Name::Versions];
    let mut found = BTreeSet::new();
    for name in names {
        let agrees = |commit: usize| said(commit).is_some_and(|said| said.agrees(now, name));
        // What was taken away is told by the whole alone.
        if matches!(name, Name::Version(soup) if !now.versions.contains_key(&soup)) {
            continue;
        }
        for commit in reached(commits, |commit| leads(commit) && agrees(commit)) {
            let parents = &commits[commit].parents;
            let is_written = match name {
                Name::Word(_) | Name::Version(_) => !parents.iter().any(|parent| agrees(*parent)),
                Name::Versions => (0..3).any(|soup| {
                    let has =
                        |parent: &usize| said(*parent).is_some_and(|said| said.versions.contains_key(&soup));
                    !now.versions.contains_key(&soup) && !parents.is_empty() && parents.iter().all(has)
                }),
            };
            if is_written || !parents.iter().any(|parent| leads(*parent)) {
                found.insert(commit);
            }
        }
    }
    if !skewed {
        return found.into_iter().max_by_key(|commit| commits[*commit].seconds).into_iter().collect();
    }
    let follows = |one: usize, other: usize| one != other && ancestors(commits, one).contains(&other);
    found.iter().copied().filter(|commit| !found.iter().any(|other| follows(*other, *commit))).collect()
}

/// The commits that the last one leads to by commits for all of which something holds.
fn reached(commits: &[Commit], holds: impl Fn(usize) -> bool) -> BTreeSet<usize> {
    let mut reached = BTreeSet::new();
    let mut open = vec![commits.len() - 1];
    while let Some(commit) = open.pop() {
        if holds(commit) && reached.insert(commit) {
            open.extend(&commits[commit].parents);
        }
    }
    reached
}

fn ancestors(commits: &[Commit], of: usize) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    let mut open = vec![of];
    while let Some(commit) = open.pop() {
        if found.insert(commit) {
            open.extend(&commits[commit].parents);
        }
    }
    found
}

/// What the library finds, of links that are written down in `verifies` alone.
fn found(desk: &Desk, revision: &str) -> Found {
    let days = Days { today: "2026-12-31".parse().expect("a day"), as_of: None };
    let reading = desk.read(&Moment::Revision(revision.to_owned()), days, None).expect("it can be read");
    let past = Past::of(desk, &reading, days, &[]).expect("history can be read");
    let id = |record: usize| reading.dossier.at_index(record).id().to_owned();
    let mut found = Found::new();
    for evidence in &past.evidence {
        for cause in evidence.stale.iter().flat_map(|stale| &stale.causes).filter(|cause| !cause.named) {
            let text = |text: &Option<String>| text.clone().unwrap_or("nothing".to_owned());
            let line = format!(
                "{} {}: {} > {}",
                id(evidence.record),
                id(cause.record),
                text(&cause.before),
                text(&cause.after)
            );
            found.insert(line);
        }
    }
    found
}

#[test]
fn random_histories_are_judged_as_by_an_oracle_that_looks_at_every_way() {
    let lab = Lab::empty();
    let mut dice = Dice(20_260_115);
    let histories: Vec<(bool, Vec<Commit>)> =
        (0..HISTORIES).map(|number| (number % 4 == 3, history(&mut dice, number % 4 == 3))).collect();
    let mut marks = 0;
    let streams = histories.iter().enumerate();
    let streams: String =
        streams.map(|(number, (_, commits))| stream(&format!("h{number}"), commits, &mut marks)).collect();
    lab.fast_import(&streams);
    let desk = Desk::open(lab.path(), None, Vec::new()).expect("the repository opens");
    let (mut stale, mut judged) = (0, 0);
    for (number, (skewed, commits)) in histories.iter().enumerate() {
        let expected = expected(commits, *skewed);
        judged += expected.len();
        let revision = format!("refs/heads/h{number}-{}", commits.len() - 1);
        let found = found(&desk, &revision);
        let fits = expected.iter().all(|outcomes| {
            outcomes.iter().any(|outcome| match outcome {
                Some(line) => found.contains(line),
                None => !outcomes.iter().flatten().any(|line| found.contains(line)),
            })
        });
        let allowed: BTreeSet<&String> = expected.iter().flatten().flatten().collect();
        let surplus: Vec<&String> = found.iter().filter(|line| !allowed.contains(line)).collect();
        stale += found.len();
        assert!(
            fits && surplus.is_empty(),
            "history {number}, skewed: {skewed}\nfound {found:#?}\nexpected {expected:#?}\n{}",
            told(commits)
        );
    }
    // Both outcomes are common, so that a fault of either sort would show.
    assert!(stale > judged / 5 && stale < judged * 4 / 5, "{stale} of {judged} are stale");
}

fn told(commits: &[Commit]) -> String {
    let mut lines = String::new();
    for (number, commit) in commits.iter().enumerate() {
        let _ = writeln!(lines, "{number} {:?} at {}", commit.parents, commit.seconds);
        let _ = writeln!(lines, "  {:?} {:?}", commit.state.root, commit.state.targets);
        for (id, (said, place)) in &commit.state.evidence {
            let _ = writeln!(lines, "  {id} at {place}: {said:?}");
        }
    }
    lines
}
