//! Measures whole processes and writes the table of the book: `cargo bench --bench figures [-- --runs 7 --write]`.
//!
//! Every round runs the small program of `baseline.rs` and then each command, so that a machine that is busy for a while
//! slows all of them alike; the figures are medians over the rounds, after one round that does not count. Memory and
//! processor time come from GNU time; without it, only the clock is read.

mod baseline;
mod corpus;

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::time::Instant;

use corpus::Corpus;

const RECORDS: usize = 3000;
const TAGS: usize = 50;
const COMMITS: usize = 2000;
const REVIEW_COMMITS: usize = 200;
const PAGE: &str = "book/src/reference/speed.md";

/// One figure of the table.
struct Figure {
    what: &'static str,
    /// Which corpus it reads.
    place: Place,
    /// The arguments of the program, `OUT` standing for an empty folder that the corpus does not hold.
    arguments: &'static [&'static str],
    /// At most so many seconds on a machine on which the small program takes 0.2; the must, then the goal.
    seconds: (f64, f64),
    /// At most so many megabytes; the must, then the goal.
    megabytes: (f64, f64),
    /// Whether `OUT` of the last run is kept, so that nothing has changed since.
    again: bool,
}

/// The corpus that a figure reads.
#[derive(Clone, Copy, PartialEq)]
enum Place {
    /// 3,000 records, 50 tags.
    Corpus,
    /// Five times the records, two tags.
    FiveTimes,
    /// 3,000 records in 2,000 commits, of which half still say what they said in the first.
    Long,
    /// The same, where the newest 200 commits hold every stamp.
    Recent,
    /// 3,000 records in 200 commits, of which the newest ten change one in twenty, SOUP without their verifications among them.
    Review,
}

const FIGURES: &[Figure] = &[
    Figure {
        what: "`check` of 3,000 records",
        place: Place::Corpus,
        arguments: &["check"],
        seconds: (0.2, 0.12),
        megabytes: (150.0, 60.0),
        again: false,
    },
    Figure {
        what: "`check` of a tag",
        place: Place::Corpus,
        arguments: &["check", "--at", "v1.49.0"],
        seconds: (0.2, 0.12),
        megabytes: (150.0, 60.0),
        again: false,
    },
    Figure {
        what: "`diff` of two tags",
        place: Place::Corpus,
        arguments: &["diff", "v1.48.0..v1.49.0"],
        seconds: (0.2, 0.07),
        megabytes: (150.0, 60.0),
        again: false,
    },
    Figure {
        what: "`build` of one version",
        place: Place::Corpus,
        arguments: &["build", "--at", "v1.49.0", "-o", "OUT"],
        seconds: (0.8, 0.45),
        megabytes: (150.0, 60.0),
        again: false,
    },
    Figure {
        what: "`build` again, nothing changed",
        place: Place::Corpus,
        arguments: &["build", "--at", "v1.49.0", "-o", "OUT"],
        seconds: (0.8, 0.45),
        megabytes: (150.0, 60.0),
        again: true,
    },
    Figure {
        what: "`build` of 50 tags, 150,000 record pages",
        place: Place::Corpus,
        arguments: &["build", "--tags", "v*", "-o", "OUT"],
        seconds: (10.0, 6.5),
        megabytes: (500.0, 250.0),
        again: false,
    },
    Figure {
        what: "`check` of 3,000 records in 2,000 commits",
        place: Place::Long,
        arguments: &["check"],
        seconds: (1.5, 0.75),
        megabytes: (300.0, 150.0),
        again: false,
    },
    Figure {
        what: "`check` where 200 of 2,000 commits hold all stamps",
        place: Place::Recent,
        arguments: &["check"],
        seconds: (0.5, 0.3),
        megabytes: (300.0, 150.0),
        again: false,
    },
    Figure {
        what: "`diff` of a review: 5 % changed, evidence went stale",
        place: Place::Review,
        arguments: &["diff", "HEAD~10..HEAD"],
        seconds: (1.0, 0.5),
        megabytes: (300.0, 150.0),
        again: false,
    },
    Figure {
        what: "`check` of 15,000 records",
        place: Place::FiveTimes,
        arguments: &["check"],
        seconds: (1.1, 0.66),
        megabytes: (750.0, 300.0),
        again: false,
    },
    Figure {
        what: "`build` of one version of 15,000 records",
        place: Place::FiveTimes,
        arguments: &["build", "--at", "v1.1.0", "-o", "OUT"],
        seconds: (4.4, 2.5),
        megabytes: (750.0, 300.0),
        again: false,
    },
];

/// What the small program takes where the seconds of [`FIGURES`] apply.
const BASELINE_SECONDS: f64 = 0.2;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if arguments.iter().any(|argument| argument == "--baseline") {
        return baseline::main();
    }
    let value = |name: &str| {
        let at = arguments.iter().position(|argument| argument == name)?;
        arguments.get(at + 1).cloned()
    };
    let runs = value("--runs").and_then(|runs| runs.parse().ok()).unwrap_or(7);
    let only = value("--only");
    match measure_all(runs, only.as_deref()) {
        Ok(page) => {
            println!("{page}");
            if arguments.iter().any(|argument| argument == "--write")
                && let Err(error) = write_page(&page)
            {
                eprintln!("{PAGE}: {error}");
                return ExitCode::FAILURE;
            }
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// Returns the page of the book, with what was measured here.
fn measure_all(runs: usize, only: Option<&str>) -> io::Result<String> {
    let memory = Path::new("/dev/shm");
    let parent = if memory.is_dir() { memory.to_owned() } else { std::env::temp_dir() };
    let folder = tempfile::Builder::new().prefix("tureen-figures-").tempdir_in(parent)?;
    let place = |place| {
        folder.path().join(match place {
            Place::Corpus => "corpus",
            Place::FiveTimes => "five-times",
            Place::Long => "long",
            Place::Recent => "recent",
            Place::Review => "review",
        })
    };
    let figures: Vec<&Figure> =
        FIGURES.iter().filter(|figure| only.is_none_or(|only| figure.what.contains(only))).collect();
    corpus::write_repository(&Corpus::of(RECORDS, TAGS), &place(Place::Corpus))?;
    if figures.iter().any(|figure| figure.place == Place::FiveTimes) {
        corpus::write_repository(&Corpus::of(5 * RECORDS, 2), &place(Place::FiveTimes))?;
    }
    if figures.iter().any(|figure| figure.place == Place::Review) {
        corpus::write_review(&Corpus::of(RECORDS, 2), &place(Place::Review), REVIEW_COMMITS)?;
    }
    for (history, recent) in [(Place::Long, false), (Place::Recent, true)] {
        if figures.iter().any(|figure| figure.place == history) {
            corpus::write_long_history(&Corpus::of(RECORDS, 1), &place(history), COMMITS, recent)?;
        }
    }

    let out = folder.path().join("out");
    let mut small: Vec<Run> = Vec::new();
    let mut measured: Vec<Result<Vec<Run>, String>> = figures.iter().map(|_| Ok(Vec::new())).collect();
    for round in 0..=runs {
        let program = std::env::current_exe()?;
        let arguments = ["--baseline".into(), "dhf".into(), out.clone(), "--threads".into(), "2".into()];
        empty(&out)?;
        let run = run(&program, &arguments, &place(Place::Corpus))?.map_err(io::Error::other)?;
        if round > 0 {
            small.push(run);
        }
        for (figure, runs) in figures.iter().zip(&mut measured) {
            let Ok(done) = runs else { continue };
            if !figure.again {
                empty(&out)?;
            }
            let mut arguments: Vec<PathBuf> = vec!["-j".into(), "2".into()];
            arguments.extend(figure.arguments.iter().map(|argument| match *argument {
                "OUT" => out.clone(),
                other => other.into(),
            }));
            match run_tureen(&arguments, &place(figure.place))? {
                Ok(run) if round > 0 => done.push(run),
                Ok(_) => {}
                Err(reason) => *runs = Err(reason),
            }
        }
    }
    Ok(page(&figures, &small, &measured))
}

/// What one run took.
#[derive(Clone, Copy, Default)]
struct Run {
    wall: f64,
    /// Processor time, user and system together.
    processor: Option<f64>,
    megabytes: Option<f64>,
}

impl Run {
    /// Returns the median of each part.
    fn median(runs: &[Run]) -> Run {
        let middle = |mut values: Vec<f64>| {
            values.sort_by(f64::total_cmp);
            values.get(values.len() / 2).copied()
        };
        Run {
            wall: middle(runs.iter().map(|run| run.wall).collect()).unwrap_or_default(),
            processor: middle(runs.iter().filter_map(|run| run.processor).collect()),
            megabytes: middle(runs.iter().filter_map(|run| run.megabytes).collect()),
        }
    }
}

fn run_tureen(arguments: &[PathBuf], at: &Path) -> io::Result<Result<Run, String>> {
    run(Path::new(env!("CARGO_BIN_EXE_tureen")), arguments, at)
}

/// Runs a program whose output goes to a file, as in CI; an exit status above 1 is the reason why there is no figure.
fn run(program: &Path, arguments: &[PathBuf], at: &Path) -> io::Result<Result<Run, String>> {
    let report = at.with_extension("time");
    let output = at.with_extension("stdout");
    let timed = Path::new("/usr/bin/time").exists();
    let mut command = if timed {
        let mut command = Command::new("/usr/bin/time");
        command.args(["--quiet", "--format", "%U %S %M", "--output"]).arg(&report).arg(program);
        command
    } else {
        Command::new(program)
    };
    command.args(arguments).current_dir(at).env("SOURCE_DATE_EPOCH", "1640995200");
    command.stdout(fs::File::create(&output)?).stderr(Stdio::piped());
    let begin = Instant::now();
    let child = command.spawn()?.wait_with_output()?;
    let wall = begin.elapsed().as_secs_f64();
    if child.status.code().is_none_or(|code| code > 1) {
        let said = String::from_utf8_lossy(&child.stderr);
        return Ok(Err(said.lines().find(|line| !line.trim().is_empty()).unwrap_or("no reason").to_owned()));
    }
    let numbers = if timed { fs::read_to_string(&report)? } else { String::new() };
    let numbers: Vec<f64> = numbers.split_whitespace().filter_map(|number| number.parse().ok()).collect();
    Ok(Ok(match *numbers {
        [user, system, kilobytes] => {
            Run { wall, processor: Some(user + system), megabytes: Some(kilobytes / 1024.0) }
        }
        _ => Run { wall, processor: None, megabytes: None },
    }))
}

fn empty(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

fn page(figures: &[&Figure], small: &[Run], measured: &[Result<Vec<Run>, String>]) -> String {
    let (runs, small) = (small.len(), Run::median(small));
    let processors = std::thread::available_parallelism().map_or(1, usize::from);
    let number = |value: Option<f64>, digits: usize| {
        value.map_or_else(|| "–".to_owned(), |value| format!("{value:.digits$}"))
    };
    let mut page = format!(
        "{INTRODUCTION}\nMedians of {runs} runs: the small program took {:.3} s here ({} s of processor time, {} MB), on a \
         machine with {processors} processors.\n\n{HEAD}",
        small.wall,
        number(small.processor, 2),
        number(small.megabytes, 0),
    );
    for (figure, runs) in figures.iter().zip(measured) {
        let limit = |seconds: f64| seconds / BASELINE_SECONDS;
        let _ = write!(
            page,
            "| {} | {:.1} / {:.2} | ",
            figure.what,
            limit(figure.seconds.0),
            limit(figure.seconds.1)
        );
        let command = figure.arguments.join(" ").replace("v*", "'v*'");
        let _ = match runs {
            Ok(runs) => {
                let run = Run::median(runs);
                let processor = run.processor.zip(small.processor).map(|(own, small)| own / small);
                writeln!(
                    page,
                    "{:.2} | {} | {:.3} | {:.0} / {:.0} | {} | `tureen {command}` |",
                    run.wall / small.wall,
                    number(processor, 2),
                    run.wall,
                    figure.megabytes.0,
                    figure.megabytes.1,
                    number(run.megabytes, 0),
                )
            }
            Err(reason) => {
                eprintln!("{}: {reason}", figure.what);
                writeln!(
                    page,
                    "– | – | – | {:.0} / {:.0} | – | `tureen {command}` |",
                    figure.megabytes.0, figure.megabytes.1
                )
            }
        };
    }
    page.push_str(END);
    page
}

fn write_page(page: &str) -> io::Result<()> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(PAGE);
    fs::create_dir_all(path.parent().expect("the page stands in a folder"))?;
    fs::write(path, page)
}

const INTRODUCTION: &str = "# Speed and memory

Machines differ, so time is counted in runs of a small program: `benches/baseline.rs` reads the same 3,000 records, parses
their front matter, renders their Markdown, fills one template each and writes the pages, with the same libraries and on two
threads. A factor of 1 is as long as that takes; must and goal are set for a machine on which it takes 0.2 s.

The corpus is made by `benches/corpus/`: 1,000 SOUP, 800 risks and 1,200 verifications of 2–3 KB, with the items, controls,
requirements and reviews that they link to, under 50 tags that change one record in twenty each. All files are in memory
(`/dev/shm`). Each figure is the median of several whole processes with `-j 2`, the small program and every command in turn.
";

const HEAD: &str = "\
| what | factor: must / goal | measured | of processor time | seconds | MB: must / goal | measured | command |
|---|---:|---:|---:|---:|---:|---:|---|
";

const END: &str = "
*Measured* is the factor by the clock, *of processor time* the factor of the seconds that the processors worked: a machine
that others use as well disturbs it less. Five times the records may take 5.5 times the time. A figure above its must is a
fault that is known and not yet mended.

To measure again: `cargo bench --bench figures`; with `-- --write`, this page is written anew. `cargo bench --bench corpus --
DIR` writes the corpus alone, `cargo bench --bench baseline -- DIR/dhf OUT` runs the small program alone, and `cargo bench
--bench pipeline` measures single stages.
";
