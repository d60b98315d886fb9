//! Writes the corpus: as a repository with one tag per release, or as a plain folder.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::process::{Command, Stdio};

use jiff::tz::Offset;
use rayon::prelude::*;

use super::Corpus;
use super::records::released;

/// Writes a repository with tags `v1.0.0`, `v1.1.0` and so on, packed, and checks out the newest.
///
/// The history goes through `git fast-import`, which takes seconds where single objects would take minutes.
pub fn write_repository(corpus: &Corpus, folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    git(folder, &["init", "--quiet", "--initial-branch=main", "."])?;
    git(folder, &["config", "core.autocrlf", "false"])?;
    let mut import = command(folder, &["fast-import", "--quiet", "--done"]).stdin(Stdio::piped()).spawn()?;
    let mut stream = BufWriter::new(import.stdin.take().expect("standard input is piped"));
    for tag in 0..corpus.tags {
        write_commit(&mut stream, corpus, tag)?;
    }
    stream.write_all(b"done\n")?;
    stream.into_inner()?;
    succeed(import.wait()?)?;
    git(folder, &["repack", "-a", "-d", "-q"])?;
    git(folder, &["pack-refs", "--all"])?;
    git(folder, &["reset", "--quiet", "--hard"])
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
    let person = "Mara Quist <mara@example.org>";
    let morning = released(tag).at(9, 0, 0, 0);
    let day = Offset::UTC.to_timestamp(morning).expect("a day of this century").as_second();
    writeln!(stream, "commit refs/heads/main\nmark :{}", tag + 1)?;
    writeln!(stream, "author {person} {day} +0000\ncommitter {person} {day} +0000")?;
    data(stream, &format!("Release 1.{tag}.0\n"))?;
    for (path, text) in corpus.step(tag) {
        writeln!(stream, "M 100644 inline {path}")?;
        data(stream, &text)?;
    }
    writeln!(stream, "tag v1.{tag}.0\nfrom :{}\ntagger {person} {day} +0000", tag + 1)?;
    data(stream, &format!("Release 1.{tag}.0\n"))
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
