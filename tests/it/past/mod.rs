//! What evidence saw, in real repositories made by git itself: one history per test, judged by the program.

mod branches;
mod kinds;
mod moments;
mod moved;
mod random;
mod rewritten;
mod straight;

use std::cell::Cell;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::device::{Device, Run, run};

/// The rules that ask what evidence saw.
const RULES: [&str; 7] = [
    "acceptance-stale",
    "anomaly-review-stale",
    "approval-stale",
    "risk-assessment-stale",
    "seen-at-unknown",
    "segregation-evidence-stale",
    "verification-stale",
];

/// A repository, each of whose commits is a day later than the one before.
struct Lab {
    device: Device,
    days: Cell<i64>,
    author: Cell<&'static str>,
}

/// A verification that ran on `date`.
fn run_on(date: &str) -> String {
    record(
        "VER-001",
        &format!("verifies: [REQ-001]\nresult: pass\ndate: {date}\nsoup_versions: {{SOUP-001: 1.0}}"),
    )
}

/// A requirement that says `text`.
fn requirement(text: &str) -> String {
    record("REQ-001", &format!("kind: functional\ntext: {text}\napplies_to: [SOUP-001]"))
}

fn record(id: &str, fields: &str) -> String {
    format!("---\nid: {id}\n{fields}\n---\n")
}

const VER: &str = "dhf/verification/VER-001.md";
const REQ: &str = "dhf/requirements/REQ-001.md";
const SOUP: &str = "dhf/soup/SOUP-001.md";

/// What is found of `VER-001` when the text of `REQ-001` went from one word to another in a commit.
fn overtaken(before: &str, after: &str, commit: &str) -> String {
    format!("VER-001 verifies.REQ-001 < REQ-001 text: {before} > {after} ({commit})")
}

impl Lab {
    /// A repository whose first commit holds a SOUP, a requirement and a verification that is fresh.
    fn new() -> Lab {
        let lab = Lab::empty();
        lab.write(SOUP, &record("SOUP-001", "version: 1.0"));
        lab.write(REQ, &requirement("one"));
        lab.write(VER, &run_on("2026-01-01"));
        lab.commit("Start");
        lab
    }

    /// A repository without commits.
    fn empty() -> Lab {
        Lab { device: Device::repository(), days: Cell::new(0), author: Cell::new("Ada") }
    }

    fn path(&self) -> &Path {
        self.device.path()
    }

    fn write(&self, path: &str, text: &str) {
        self.device.write(path, text.as_bytes());
    }

    fn remove(&self, path: &str) {
        std::fs::remove_file(self.path().join(path)).expect("the file is there");
    }

    /// Moves a file or a folder.
    fn rename(&self, from: &str, to: &str) {
        let to = self.path().join(to);
        std::fs::create_dir_all(to.parent().expect("it lies in a folder")).expect("the folder can be made");
        std::fs::rename(self.path().join(from), to).expect("it can be moved");
    }

    #[track_caller]
    fn git(&self, arguments: &[&str]) -> String {
        let (worked, output) = self.try_git(arguments);
        assert!(worked, "git {arguments:?}: {output}");
        output
    }

    /// Runs git as the author of the day, and returns whether it worked, with what it said.
    fn try_git(&self, arguments: &[&str]) -> (bool, String) {
        self.days.set(self.days.get() + 1);
        git_at(self.path(), arguments, self.author.get(), 1_767_225_600 + 86_400 * self.days.get())
    }

    /// Commits everything.
    #[track_caller]
    fn commit(&self, subject: &str) {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--allow-empty", "--message", subject]);
    }

    /// Writes one file and commits everything.
    #[track_caller]
    fn put(&self, path: &str, text: &str, subject: &str) {
        self.write(path, text);
        self.commit(subject);
    }

    /// Goes to a branch that begins at a revision.
    #[track_caller]
    fn branch(&self, name: &str, from: &str) {
        self.git(&["checkout", "--quiet", "-b", name, from]);
    }

    #[track_caller]
    fn checkout(&self, name: &str) {
        self.git(&["checkout", "--quiet", name]);
    }

    /// Merges a branch, which has to work without help.
    #[track_caller]
    fn merge(&self, name: &str) {
        self.git(&["merge", "--quiet", "--no-ff", "--message", &format!("Merge {name}"), name]);
    }

    /// Merges a branch up to the commit; conflicts are left to the caller.
    fn begin_merge(&self, name: &str) {
        self.try_git(&["merge", "--quiet", "--no-ff", "--no-commit", name]);
    }

    fn head(&self) -> String {
        self.git(&["rev-parse", "HEAD"]).trim().to_owned()
    }

    /// Checks that the work tree gives these findings, and so does `HEAD` where nothing else is in the work tree.
    #[track_caller]
    fn finds(&self, expected: &[&str]) {
        let (found, document) = self.found(self.path(), &[]);
        assert_eq!(found, expected);
        assert_eq!(document["complete"], true);
        if document["input"]["dirty"] == false {
            self.finds_at("HEAD", expected);
        }
    }

    /// Checks that a revision gives these findings.
    #[track_caller]
    fn finds_at(&self, revision: &str, expected: &[&str]) {
        let (found, _) = self.found(self.path(), &["--at", revision]);
        assert_eq!(found, expected, "at {revision}");
    }

    /// Runs a check in a folder and returns each finding with its reasons, a line each, beside the whole document.
    #[track_caller]
    fn found(&self, folder: &Path, arguments: &[&str]) -> (Vec<String>, Value) {
        let run = check(folder, arguments);
        assert!(run.status < 2, "{}", run.errors);
        let document: Value = serde_json::from_str(&run.output).expect("the output is JSON");
        let text = |value: &Value| value.as_str().unwrap_or("nothing").to_owned();
        let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
        let mut lines = Vec::new();
        for finding in list(&document["findings"]) {
            let place = format!("{} {}", text(&finding["record"]), text(&finding["field"]));
            if finding["rule"] == "seen-at-unknown" {
                lines.push(format!("{place}: {}", text(&finding["message"])));
            }
            for reason in list(&finding["reasons"]) {
                let commit = match reason["commit"].as_str() {
                    Some(commit) => self.git(&["log", "-1", "--format=%s", commit]).trim().to_owned(),
                    None => "no commit".to_owned(),
                };
                let via: String = list(&reason["path"]).iter().map(|id| format!("{} ", text(id))).collect();
                lines.push(format!(
                    "{place} < {via}{} {}: {} > {} ({commit})",
                    text(&reason["record"]),
                    text(&reason["field"]),
                    text(&reason["before"]),
                    text(&reason["after"]),
                ));
            }
        }
        (lines, document)
    }
}

/// Runs a check of the rules about staleness.
fn check(folder: &Path, arguments: &[&str]) -> Run {
    let mut all = vec!["check", "--as-of", "2026-12-31", "--format", "json"];
    all.extend(RULES.iter().flat_map(|rule| ["--rule", rule]));
    all.extend(arguments);
    run(folder, &all)
}

/// Runs git in a folder at a moment given in seconds, and returns whether it worked, with what it said.
fn git_at(folder: &Path, arguments: &[&str], author: &str, seconds: i64) -> (bool, String) {
    let date = format!("{seconds} +0000");
    let output = Command::new("git")
        .args(["-c", "protocol.file.allow=always", "-c", "core.autocrlf=false", "-c", "gc.auto=0"])
        .args(arguments)
        .current_dir(folder)
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_EDITOR", "true")
        .envs([("GIT_AUTHOR_NAME", author), ("GIT_AUTHOR_EMAIL", "author@example.com")])
        .envs([("GIT_COMMITTER_NAME", author), ("GIT_COMMITTER_EMAIL", "author@example.com")])
        .envs([("GIT_AUTHOR_DATE", &date), ("GIT_COMMITTER_DATE", &date)])
        .output()
        .expect("git starts");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.success(), text(&output.stdout) + &text(&output.stderr))
}

/// Returns a folder for a second repository, with what keeps it.
fn elsewhere() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let path = folder.path().join("other");
    (folder, path)
}

impl Lab {
    /// Hands a stream to `git fast-import`, and checks out what came of it.
    #[track_caller]
    fn fast_import(&self, stream: &str) {
        use std::io::Write;
        let mut import = Command::new("git")
            .args(["fast-import", "--quiet"])
            .current_dir(self.path())
            .stdin(std::process::Stdio::piped())
            .spawn()
            .expect("git starts");
        import.stdin.take().expect("piped").write_all(stream.as_bytes()).expect("git listens");
        assert!(import.wait().expect("git ends").success());
        self.git(&["reset", "--quiet", "--hard"]);
    }

    /// Returns the fields that make a piece of evidence stale, as the library sees it.
    fn stale_fields(&self, id: &str) -> Vec<String> {
        use tureen::{
            past::Past,
            reading::{Days, Desk},
            source::Moment,
        };
        let desk = Desk::open(self.path(), None, Vec::new()).expect("the repository opens");
        let days = Days { today: "2026-12-31".parse().expect("a day"), as_of: None };
        let reading = desk.read(&Moment::WorkTree, days, None).expect("the work tree can be read");
        let past = Past::of(&desk, &reading, days, &[]).expect("history can be read");
        let of_id =
            past.evidence.iter().filter(|evidence| reading.dossier.at_index(evidence.record).id() == id);
        of_id
            .flat_map(|evidence| &evidence.stale)
            .flat_map(|stale| &stale.causes)
            .map(|cause| cause.field.clone())
            .collect()
    }
}
