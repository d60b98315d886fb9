//! Writes the corpus: as a repository with one tag per release, or as a plain folder.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::process::{Command, Stdio};

use jiff::ToSpan;
use jiff::civil::{Date, date};
use jiff::tz::Offset;
use rayon::prelude::*;

use super::Corpus;
use super::records::released;

/// Who makes every commit.
const PERSON: &str = "Mara Quist <mara@example.org>";

/// Writes a repository with tags `v1.0.0`, `v1.1.0` and so on, packed, and checks out the newest.
///
/// The history goes through `git fast-import`, which takes seconds where single objects would take minutes.
pub fn write_repository(corpus: &Corpus, folder: &Path) -> io::Result<()> {
    import_into(folder, |stream| (0..corpus.tags).try_for_each(|tag| write_commit(stream, corpus, tag)))
}

fn import_into(
    folder: &Path,
    write: impl FnOnce(&mut BufWriter<std::process::ChildStdin>) -> io::Result<()>,
) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    git(folder, &["init", "--quiet", "--initial-branch=main", "."])?;
    git(folder, &["config", "core.autocrlf", "false"])?;
    let mut import = command(folder, &["fast-import", "--quiet", "--done"]).stdin(Stdio::piped()).spawn()?;
    let mut stream = BufWriter::new(import.stdin.take().expect("standard input is piped"));
    write(&mut stream)?;
    stream.write_all(b"done\n")?;
    stream.into_inner()?;
    succeed(import.wait()?)?;
    git(folder, &["repack", "-a", "-d", "-q"])?;
    git(folder, &["pack-refs", "--all"])?;
    git(folder, &["reset", "--quiet", "--hard"])
}

/// Writes one release with a long history: all records in the first commit, then `commits` - 1 that each approve a few again.
///
/// With `recent`, the newest 200 commits approve every record again, so that nothing older says anything of today's evidence;
/// without, half of the records still say what they said first.
pub fn write_long_history(corpus: &Corpus, folder: &Path, commits: usize, recent: bool) -> io::Result<()> {
    let import = |stream: &mut BufWriter<_>| {
        let mut files = corpus.files(corpus.tags - 1);
        for number in 0..commits {
            let left = commits - 1 - number;
            let day = day_of(number);
            let touched: Vec<usize> = match (number, recent) {
                (0, _) => (0..files.len()).collect(),
                (_, true) if left < 200 => (0..files.len()).filter(|file| file % 200 == left).collect(),
                _ => (0..3).map(|step| (number * 3 + step) * 2 % files.len()).collect(),
            };
            if number > 0 {
                touched.iter().for_each(|file| approve_again(&mut files[*file].1, day));
            }
            let changed = touched.iter().map(|file| &files[*file]);
            write_step(stream, number, day, &format!("Step {number}\n"), changed)?;
        }
        Ok(())
    };
    import_into(folder, import)
}

/// How many commits a review of [`write_review`] looks at.
pub const REVIEWED: usize = 10;

/// Writes a history to be reviewed, `HEAD~10..HEAD`: each record was approved again in some of the `commits`, the release `v1.0.0`
/// lies twenty commits back, and the newest ten change one record in twenty. Of these the SOUP move to another version, and the
/// verifications that look at them do not.
pub fn write_review(corpus: &Corpus, folder: &Path, commits: usize) -> io::Result<()> {
    let import = |stream: &mut BufWriter<_>| {
        let mut files = corpus.files(0);
        let moved = corpus.step(1);
        for number in 0..commits {
            let (left, day) = (commits - 1 - number, day_of(number));
            let mut touched: Vec<(String, String)> = Vec::new();
            if number == 0 {
                touched.clone_from(&files);
            } else if left >= REVIEWED {
                for (path, text) in files.iter_mut().skip(number).step_by(commits) {
                    approve_again(text, day);
                    touched.push((path.clone(), text.clone()));
                }
            } else {
                for (path, text) in moved.iter().skip(left).step_by(REVIEWED) {
                    let old = files.iter().find(|(old, _)| old == path);
                    let text = match old {
                        Some((_, old)) if path.contains("verification") => old.replace("Okoye", "Okoye-Lind"),
                        _ => text.clone(),
                    };
                    touched.push((path.clone(), text));
                }
            }
            write_step(stream, number, day, &format!("Step {number}\n"), &touched)?;
            if left == 2 * REVIEWED {
                write_tag(stream, "v1.0.0", number, day, "Release\n")?;
            }
        }
        Ok(())
    };
    import_into(folder, import)
}

/// Returns the day of a commit of a long history.
fn day_of(number: usize) -> Date {
    date(2019, 1, 1) + i64::try_from(number).expect("a small number").days()
}

/// Changes what says that somebody looked at a record.
fn approve_again(text: &mut String, day: Date) {
    let again = |line: &str| match line.split_once(": ") {
        Some((key @ ("approved_on" | "date"), _)) => format!("{key}: {day}\n"),
        _ => format!("{line}\n"),
    };
    *text = text.lines().map(again).collect();
}

/// Writes the files of the newest release without git.
pub fn write_work_tree(corpus: &Corpus, folder: &Path) -> io::Result<()> {
    corpus.files(corpus.tags - 1).into_par_iter().try_for_each(|(path, text)| {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().expect("a file in a folder"))?;
        fs::write(path, text)
    })
}

fn write_commit(stream: &mut impl Write, corpus: &Corpus, tag: usize) -> io::Result<()> {
    let message = format!("Release 1.{tag}.0\n");
    write_step(stream, tag, released(tag), &message, &corpus.step(tag))?;
    write_tag(stream, &format!("v1.{tag}.0"), tag, released(tag), &message)
}

/// Writes a tag of a commit, numbered from 0.
fn write_tag(stream: &mut impl Write, name: &str, commit: usize, day: Date, message: &str) -> io::Result<()> {
    writeln!(stream, "tag {name}\nfrom :{}\ntagger {PERSON} {} +0000", commit + 1, morning(day))?;
    data(stream, message)
}

/// Writes a commit, numbered from 0, with the files that it changes.
fn write_step<'f>(
    stream: &mut impl Write,
    number: usize,
    day: Date,
    message: &str,
    files: impl IntoIterator<Item = &'f (String, String)>,
) -> io::Result<()> {
    let time = morning(day);
    writeln!(stream, "commit refs/heads/main\nmark :{}", number + 1)?;
    writeln!(stream, "author {PERSON} {time} +0000\ncommitter {PERSON} {time} +0000")?;
    data(stream, message)?;
    for (path, text) in files {
        writeln!(stream, "M 100644 inline {path}")?;
        data(stream, text)?;
    }
    Ok(())
}

/// Returns nine o'clock of a day in seconds since 1970-01-01 UTC.
fn morning(day: Date) -> i64 {
    Offset::UTC.to_timestamp(day.at(9, 0, 0, 0)).expect("a day of this century").as_second()
}

fn data(stream: &mut impl Write, text: &str) -> io::Result<()> {
    writeln!(stream, "data {}\n{text}", text.len())
}

fn git(folder: &Path, arguments: &[&str]) -> io::Result<()> {
    succeed(command(folder, arguments).status()?)
}

fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new("git");
    // The settings of whoever measures must not change what is measured.
    command
        .current_dir(folder)
        .args(arguments)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1");
    command
}

fn succeed(status: std::process::ExitStatus) -> io::Result<()> {
    if status.success() { Ok(()) } else { Err(io::Error::other(format!("git: {status}"))) }
}
