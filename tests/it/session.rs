//! Sessions: the `console` blocks of a page, run one after another in one folder, their outputs compared with those shown.
//!
//! A page whose first command makes a device starts in an empty folder, any other one in the example device. A block that
//! follows a line with nothing but a path in backticks and a colon is written to that file first. A line `...` stands for any
//! lines, a line `? 1` for the exit status; `$ echo $?` shows it as a shell does.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use super::golden::{self, Golden};

/// Where the example device lies: what a page shows of it is an excerpt, and is not written anywhere.
pub const EXAMPLE: &str = "example-dhf/";

/// The program under test.
const TUREEN: &str = env!("CARGO_BIN_EXE_tureen");

/// A page's blocks, in the order of the page.
pub enum Block {
    /// A file that the page shows, or an excerpt of one of the example device.
    File { path: String, text: String },
    /// Commands with their outputs; `lines` is where they stand in the page.
    Console { lines: std::ops::Range<usize> },
}

/// A command of a console block.
struct Step {
    command: String,
    output: Vec<String>,
}

/// Runs a page, or all of it anew where outputs are to be kept.
pub fn run(from_root: &str, golden: &mut Golden) {
    let page = golden::read(from_root);
    let lines: Vec<&str> = page.lines().collect();
    let blocks = blocks(&lines);
    let first = blocks.iter().find_map(|block| match block {
        Block::Console { lines: range } => lines[range.clone()].iter().find(|line| line.starts_with("$ ")),
        Block::File { .. } => None,
    });
    let Some(first) = first else { return };
    let folder = tempfile::tempdir().expect("a temporary folder");
    let starts_empty = ["demo", "init"].iter().any(|word| first.split_whitespace().any(|part| part == *word));
    let mut shell = Shell { root: folder.path().canonicalize().expect("it exists"), ..Shell::default() };
    if !starts_empty {
        link_or_copy(&example().join("tureen-demo"), &shell.root.join("tureen-demo"));
        shell.run("cd tureen-demo");
    }
    let mut made: Vec<String> = Vec::new();
    let mut next = 0;
    for block in blocks {
        match block {
            Block::File { path, .. } if path.starts_with(EXAMPLE) => {}
            Block::File { path, text } => shell.write(&path, &text),
            Block::Console { lines: range } => {
                made.extend(lines[next..range.start].iter().map(|line| (*line).to_owned()));
                next = range.end;
                for step in steps(&lines[range]) {
                    made.push(format!("$ {}", step.command));
                    let output = shell.run(&step.command);
                    made.extend(if matches(&step.output, &output) { step.output } else { output });
                }
            }
        }
    }
    made.extend(lines[next..].iter().map(|line| (*line).to_owned()));
    golden.compare(from_root, &(made.join("\n") + "\n"));
}

/// Returns a folder in which the example device was written, once for all sessions of a run.
fn example() -> &'static Path {
    static EXAMPLE: OnceLock<PathBuf> = OnceLock::new();
    EXAMPLE.get_or_init(|| {
        // A static is never dropped, so a temporary folder would be left behind; Cargo's own is used again.
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("sessions");
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).expect("the folder can be made");
        let mut shell = Shell { root: folder.clone(), ..Shell::default() };
        shell.run("tureen demo");
        folder
    })
}

/// Copies a repository without its site; git's objects never change, so a link does for them.
fn link_or_copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("the folder can be made");
    for entry in std::fs::read_dir(from).expect("the folder can be listed") {
        let entry = entry.expect("its entries too");
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        if from.ends_with("tureen-demo/site") {
            continue;
        }
        if entry.file_type().expect("its type is known").is_dir() {
            link_or_copy(&from, &to);
        } else if !from.components().any(|part| part.as_os_str() == "objects")
            || std::fs::hard_link(&from, &to).is_err()
        {
            std::fs::copy(&from, &to).expect("the file can be copied");
        }
    }
}

/// Returns what the program prints as help, at the width that it has without a terminal.
pub fn help(arguments: &[&str]) -> String {
    let output =
        Command::new(TUREEN).args(arguments).env("NO_COLOR", "1").output().expect("the program runs");
    let text = String::from_utf8(output.stdout).expect("help is text");
    text.lines()
        .map(|line| line.trim_end().to_owned() + "\n")
        .collect::<String>()
        .replace("tureen.exe", "tureen")
}

/// Returns the blocks of a page that are run, written or compared.
pub fn blocks(lines: &[&str]) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut number = 0;
    let mut said = "";
    while number < lines.len() {
        let line = lines[number];
        let ticks = line.bytes().take_while(|byte| *byte == b'`').count();
        if ticks < 3 {
            if !line.trim().is_empty() {
                said = line;
            }
            number += 1;
            continue;
        }
        let start = number + 1;
        let closes = |line: &&str| line.trim_end() == "`".repeat(ticks);
        let end = start + lines[start..].iter().position(closes).expect("every fence is closed");
        let path = said.trim_end_matches(':').strip_prefix('`').and_then(|rest| rest.strip_suffix('`'));
        let path = path.filter(|path| said.ends_with(':') || path.starts_with(EXAMPLE));
        match (&line[ticks..], path) {
            ("console", _) => blocks.push(Block::Console { lines: start..end }),
            (_, Some(path)) => {
                blocks.push(Block::File { path: path.to_owned(), text: lines[start..end].join("\n") + "\n" })
            }
            _ => {}
        }
        said = "";
        number = end + 1;
    }
    blocks
}

fn steps(lines: &[&str]) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    for line in lines {
        if let Some(command) = line.strip_prefix("$ ") {
            steps.push(Step { command: command.to_owned(), output: Vec::new() });
        } else if let Some(step) = steps.last_mut() {
            step.output.push((*line).to_owned());
        }
    }
    steps
}

/// Returns whether an excerpt is of that text: its parts between lines `...` stand there, in that order.
pub fn is_excerpt(excerpt: &str, text: &str) -> bool {
    let mut expected = vec!["..."];
    expected.extend(excerpt.lines());
    expected.push("...");
    let owned = |lines: Vec<&str>| lines.into_iter().map(ToOwned::to_owned).collect::<Vec<_>>();
    matches(&owned(expected), &owned(text.lines().collect()))
}

/// Returns whether lines are as expected; a line `...` stands for any number of lines.
fn matches(expected: &[String], actual: &[String]) -> bool {
    match expected.split_first() {
        None => actual.is_empty(),
        Some((first, rest)) if first == "..." => {
            (0..=actual.len()).any(|skip| matches(rest, &actual[skip..]))
        }
        Some((first, rest)) => {
            actual.split_first().is_some_and(|(line, more)| line == first && matches(rest, more))
        }
    }
}

/// A shell that knows five commands: the program, `cd`, `git`, `sed -i` with one substitution, and `echo $?`.
#[derive(Default)]
struct Shell {
    root: PathBuf,
    current: PathBuf,
    status: i32,
}

impl Shell {
    fn write(&self, path: &str, text: &str) {
        let path = self.root.join(&self.current).join(path);
        std::fs::create_dir_all(path.parent().expect("a file lies in a folder"))
            .expect("the folder can be made");
        std::fs::write(path, text).expect("the file can be written");
    }

    /// Does `s/old/new/` in every line, where `old` is plain text between an optional `^` and an optional `.*$`.
    fn substitute(&self, script: &str, file: &str) {
        let parts: Vec<&str> = script.split('/').collect();
        let ["s", old, new, ""] = parts[..] else { panic!("`{script}` is no s/old/new/") };
        let path = self.root.join(&self.current).join(file);
        let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{file}: {error}"));
        let (start, old) = old.strip_prefix('^').map_or((false, old), |old| (true, old));
        let (rest, old) = old.strip_suffix(".*$").map_or((false, old), |old| (true, old));
        let edit = |line: &str| match line.find(old) {
            Some(at) if at == 0 || !start => {
                let tail = if rest { "" } else { &line[at + old.len()..] };
                format!("{}{new}{tail}\n", &line[..at])
            }
            _ => format!("{line}\n"),
        };
        let edited: String = text.lines().map(edit).collect();
        assert_ne!(text, edited, "{file}: `{script}` changes nothing");
        std::fs::write(path, edited).expect("the file can be written");
    }

    /// Runs a command and returns what it prints, with a line `? 2` at the end where it fails other than by findings.
    fn run(&mut self, command: &str) -> Vec<String> {
        let words = words(command);
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let (program, arguments) = match &words[..] {
            ["cd", folder] => {
                self.current.push(folder);
                return Vec::new();
            }
            ["echo", "$?"] => return vec![self.status.to_string()],
            ["cargo", "run", "--release", "--", rest @ ..] | ["tureen", rest @ ..] => (TUREEN, rest),
            ["git", rest @ ..] => ("git", rest),
            ["sed", "-i", script, file] => {
                self.substitute(script, file);
                return Vec::new();
            }
            _ => panic!("`{command}` is none of the commands that a session knows"),
        };
        let mut process = Command::new(program);
        process.args(arguments).current_dir(self.root.join(&self.current)).env_remove("COLUMNS");
        // Nothing of the machine may show: its clock, its user, its settings.
        process.env("NO_COLOR", "1").env("SOURCE_DATE_EPOCH", "1771113600").env("HOME", &self.root);
        process.env("GIT_CONFIG_NOSYSTEM", "1").env("GIT_CONFIG_GLOBAL", self.root.join("no-such-file"));
        for (who, when) in [("AUTHOR", "AUTHOR_DATE"), ("COMMITTER", "COMMITTER_DATE")] {
            process
                .env(format!("GIT_{who}_NAME"), "Ada Example")
                .env(format!("GIT_{who}_EMAIL"), "ada@example.invalid");
            process.env(format!("GIT_{when}"), "2026-02-15T12:00:00+00:00");
        }
        let output = process.output().unwrap_or_else(|error| panic!("{command}: {error}"));
        self.status = output.status.code().unwrap_or(-1);
        let root = self.root.display().to_string();
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).replace(&root, "~");
        let mut lines = Vec::new();
        // Status 1 shows in the findings; whatever could not be done has its status written down.
        if self.status > 1 {
            lines.push(format!("? {}", self.status));
        }
        for text in [text(&output.stdout), text(&output.stderr)] {
            lines.extend(text.trim_end().lines().map(|line| line.trim_end().to_owned()));
        }
        lines
    }
}

/// Splits a command at spaces outside quotes.
fn words(command: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quote = None;
    for character in command.chars() {
        match (character, quote) {
            ('"' | '\'', None) => quote = Some(character),
            (_, Some(open)) if open == character => quote = None,
            (' ', None) => words.push(String::new()),
            _ => words.last_mut().expect("there is always a word").push(character),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Returns whether a page has anything to run.
pub fn has_console(from_root: &str) -> bool {
    Path::new(&golden::path(from_root)).exists() && golden::read(from_root).contains("\n```console\n")
}

#[test]
fn dots_stand_for_any_lines() {
    let lines = |text: &str| text.lines().map(ToOwned::to_owned).collect::<Vec<_>>();
    assert!(matches(&lines("a\n...\nd"), &lines("a\nb\nc\nd")));
    assert!(matches(&lines("a\n...\nd"), &lines("a\nd")));
    assert!(!matches(&lines("a\n...\nd"), &lines("a\nb")));
}

#[test]
fn words_are_split_outside_quotes() {
    assert_eq!(words("git commit -m 'two words'"), ["git", "commit", "-m", "two words"]);
}
