//! Measures single stages: `cargo bench --bench pipeline`. Where whole processes take their time shows here.

mod corpus;

use std::sync::Arc;

use divan::{Bencher, black_box};
use jiff::civil::date;
use tempfile::TempDir;
use tureen::config::Config;
use tureen::dossier::{Dossier, Judged, Parses};
use tureen::past::Past;
use tureen::reading::{Days, Desk, Reading};
use tureen::record::{Kind, Record};
use tureen::rules;
use tureen::source::Moment;

use corpus::Corpus;

/// Linear work takes five times as long for the second one.
const RECORDS: [usize; 2] = [600, 3000];

fn main() {
    divan::main();
}

/// A corpus on disk, removed when the measurement ends.
struct Bench {
    folder: TempDir,
}

impl Bench {
    fn of(records: usize) -> Bench {
        let folder = tempfile::tempdir().expect("a folder can be made");
        corpus::write_repository(&Corpus::of(records, 2), folder.path()).expect("git is installed");
        Bench { folder }
    }

    fn desk(&self) -> Desk {
        Desk::open(self.folder.path(), None, Vec::new()).expect("the corpus is a repository")
    }

    fn read(&self, desk: &Desk, moment: &Moment) -> Reading {
        let days = Days { today: date(2022, 1, 1), as_of: None };
        desk.read(moment, days, None).expect("the corpus holds records")
    }

    /// Reads the newest release, with what came before it.
    fn judged(&self) -> (Dossier, Past) {
        let desk = self.desk();
        let reading = self.read(&desk, &newest());
        let days = Days { today: date(2022, 1, 1), as_of: None };
        let past = Past::of(&desk, &reading, days, &[]).expect("the corpus has a history");
        (reading.dossier, past)
    }
}

#[divan::bench(args = RECORDS)]
fn look_at_the_past(bencher: Bencher, records: usize) {
    let bench = Bench::of(records);
    let desk = bench.desk();
    let reading = bench.read(&desk, &newest());
    let days = Days { today: date(2022, 1, 1), as_of: None };
    bencher.bench(|| Past::of(&desk, &reading, days, &[]).expect("the corpus has a history").evidence.len());
}

fn newest() -> Moment {
    Moment::Revision("v1.1.0".to_owned())
}

#[divan::bench(args = [Kind::Soup, Kind::Risk, Kind::Verification])]
fn parse_a_record(bencher: Bencher, kind: Kind) {
    let folder = match kind {
        Kind::Soup => "dhf/soup/",
        Kind::Risk => "dhf/risks/",
        _ => "dhf/verification/",
    };
    let files = Corpus::of(3000, 1).files(0);
    let middle = files.iter().filter(|(path, _)| path.starts_with(folder)).nth(300).expect("there are more");
    let text: Arc<str> = middle.1.as_str().into();
    bencher.bench(|| Record::parse(kind, black_box(&text)));
}

#[divan::bench(args = RECORDS)]
fn read_a_work_tree(bencher: Bencher, records: usize) {
    let bench = Bench::of(records);
    bencher
        .with_inputs(|| bench.desk())
        .bench_values(|desk| bench.read(&desk, &Moment::WorkTree).tree.files.len());
}

#[divan::bench(args = RECORDS)]
fn read_a_tag(bencher: Bencher, records: usize) {
    let bench = Bench::of(records);
    bencher.with_inputs(|| bench.desk()).bench_values(|desk| bench.read(&desk, &newest()).tree.files.len());
}

#[divan::bench(args = RECORDS)]
fn assemble(bencher: Bencher, records: usize) {
    let bench = Bench::of(records);
    let tree = bench.read(&bench.desk(), &newest()).tree;
    let judged = || Judged { as_of: date(2022, 1, 1), release: None };
    bencher.bench(|| {
        Dossier::assemble(&tree, Arc::new(Config::default()), Vec::new(), judged(), &Parses::default())
            .placed
            .len()
    });
}

#[divan::bench(args = RECORDS)]
fn check(bencher: Bencher, records: usize) {
    let bench = Bench::of(records);
    let (dossier, past) = bench.judged();
    bencher.bench(|| rules::check(&dossier, &past).len());
}

/// Every rule by itself: none may take much longer than the others.
#[divan::bench(args = rules::RULES.iter().map(|rule| rule.code))]
fn rule(bencher: Bencher, code: &str) {
    let bench = Bench::of(RECORDS[1]);
    let (dossier, past) = bench.judged();
    let rule = rules::Rule::of_code(code).expect("the code comes from the list");
    bencher.bench(|| rule.findings(&dossier, &past).len());
}
