//! Reviews of changes: histories of the example device, what a diff says of them, and that doing what is owed ends in green.

use std::path::Path;
use std::sync::LazyLock;

use serde_json::Value;
use tempfile::TempDir;
use tureen::{edit, example};

use crate::device::{Run, git, run};
use crate::golden::Golden;

mod bumps;
mod clones;
mod gate;
mod locks;
mod many;
mod records;

/// The day on which changes of the example are looked at.
const AS_OF: &str = example::AS_OF;

/// The example device's repository, written once.
static EXAMPLE: LazyLock<TempDir> = LazyLock::new(|| {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let revisions = example::revisions().expect("the history can be replayed");
    tureen::source::write_history(folder.path(), &revisions).expect("the repository can be written");
    folder
});

/// A copy of the example device's repository in which a change is made.
struct Lab {
    folder: TempDir,
}

impl Lab {
    fn new() -> Lab {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let from = EXAMPLE.path().to_str().expect("a path in UTF-8");
        git(folder.path(), &["clone", "--quiet", "--local", from, "."]);
        git(folder.path(), &["checkout", "--quiet", "-B", "topic"]);
        git(folder.path(), &["branch", "--quiet", "--force", "main", "topic"]);
        Lab { folder }
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn git(&self, arguments: &[&str]) -> String {
        git(self.path(), arguments)
    }

    fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.path().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a file has a folder")).expect("folders can be made");
        std::fs::write(path, text).expect("the file can be written");
    }

    /// Puts one text in the place of another, which stands in the file.
    #[track_caller]
    fn replace(&self, path: &str, from: &str, to: &str) {
        let text = self.read(path);
        assert!(text.contains(from), "{path} does not hold {from:?}");
        self.write(path, &text.replace(from, to));
    }

    /// Sets a field of a record.
    #[track_caller]
    fn set(&self, path: &str, field: &str, value: &str) {
        let text = edit::set(&self.read(path), field, value);
        self.write(path, &text.unwrap_or_else(|error| panic!("{path} {field}: {error}")));
    }

    fn commit(&self, message: &str) {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "-m", message]);
    }

    fn run(&self, arguments: &[&str]) -> Run {
        let mut all = vec!["--as-of", AS_OF];
        all.extend(arguments);
        run(self.path(), &all)
    }

    /// Compares with `main` where the two parted, and returns what is said of it.
    #[track_caller]
    fn review(&self) -> Reviewed {
        self.review_of("main...topic")
    }

    #[track_caller]
    fn review_of(&self, range: &str) -> Reviewed {
        let comment = self.path().join(".git/comment.md");
        let written = format!("markdown={}", comment.display());
        let run = self.run(&["diff", range, "--format", "json", "-o", &written, "--deny", "error"]);
        assert!(run.status < 2, "{}", run.errors);
        let document: Value = serde_json::from_str(&run.output).expect("the output is JSON");
        assert_eq!(document["gate"]["verdict"] == "fail", run.status == 1, "the exit status is the gate's");
        let comment = std::fs::read_to_string(comment).expect("the comment was written");
        Reviewed { document, comment }
    }

    /// Does exactly what a review owes, commits it, and asserts that nothing is owed any more.
    #[track_caller]
    fn do_what_is_owed(&self, reviewed: &Reviewed) {
        for owed in reviewed.document["owed"].as_array().expect("a list") {
            let path = owed["path"].as_str().expect("a path");
            let action = owed["action"].as_str().expect("an action");
            let mut is_done = false;
            match owed["command"].as_str() {
                Some(command) if command.starts_with("git ") => {
                    let output = std::process::Command::new("sh")
                        .args(["-c", command])
                        .current_dir(self.path())
                        .output();
                    let output = output.expect("a shell starts");
                    assert!(
                        output.status.success(),
                        "{command}: {}",
                        String::from_utf8_lossy(&output.stderr)
                    );
                    is_done = true;
                }
                Some(command) => {
                    let words: Vec<&str> = command.split(' ').skip(1).collect();
                    let run = self.run(&words);
                    assert!(run.status < 2, "{command}: {}", run.errors);
                    assert!(self.path().join(path).exists(), "{command} writes {path}: {}", run.errors);
                    is_done = true;
                }
                None => {}
            }
            if !self.path().join(path).exists() {
                self.write(path, owed["draft"].as_str().unwrap_or_else(|| panic!("{path} is drafted")));
                is_done = true;
            }
            let mut text = self.read(path);
            for fill in owed["fills"].as_array().expect("a list") {
                let field = fill["field"].as_str().expect("a field");
                if let Some(block) = list(field).filter(|_| !text.contains(&format!("\n{field}:"))) {
                    text = text.replacen("\n---\n", &format!("\n{block}---\n"), 1);
                    is_done = true;
                    continue;
                }
                let answer = fill["value"].as_str().map_or_else(|| answer(field), str::to_owned);
                match edit::set(&text, field, &answer) {
                    Ok(edited) => text = edited,
                    // Nothing to list is an answer, too: the draft says so already.
                    Err(edit::Error::NotOneValue(_)) => continue,
                    Err(error) => panic!("{path} {field}: {error}"),
                }
                is_done = true;
            }
            assert!(is_done, "nothing can be done for {action}");
            self.write(path, &text);
        }
        self.commit("Do what is owed");
        let after = self.review();
        assert!(after.is_green(), "{}", after.comment);
    }
}

/// What a person would answer where a list is asked for.
fn list(field: &str) -> Option<&'static str> {
    match field {
        "anomaly_sources" => Some("anomaly_sources:\n  - url: https://example.invalid/issues\n"),
        _ => None,
    }
}

/// What a person would answer.
fn answer(field: &str) -> String {
    let name = field.rsplit('.').next().unwrap_or(field);
    match name {
        // The day on which the version before was released.
        "release_date" => "2025-01-16",
        "date" | "on" | "approved_on" | "retrieved" | "requested_on" => AS_OF,
        "by" | "approved_by" => "Elif Aydin",
        "reviewer" | "tester" => "Daniel Okafor",
        "reason" => "feature",
        "result" => "pass",
        "status" => "approved",
        "url" => "https://example.invalid/issues",
        "cadence_days" => "30",
        "full_review_days" => "365",
        _ => "Looked at for this change; see the notes of the review.",
    }
    .to_owned()
}

/// What a review says.
struct Reviewed {
    document: Value,
    comment: String,
}

impl Reviewed {
    fn is_green(&self) -> bool {
        self.document["gate"]["verdict"] == "pass" && self.list("owed").is_empty()
    }

    fn list(&self, key: &str) -> Vec<Value> {
        self.document[key].as_array().cloned().unwrap_or_default()
    }

    /// Returns the evidence that became worse, as `ID before > after`.
    fn worse(&self) -> Vec<String> {
        let evidence = self.list("evidence");
        let worse = evidence
            .iter()
            .filter(|it| it["before"] != it["after"] && (it["after"] == "stale" || it["after"] == "missing"));
        let worse = worse.map(|it| {
            let text = |key: &str| it[key].as_str().unwrap_or_default().to_owned();
            format!("{} {} {} > {}", text("record"), text("sort"), text("before"), text("after"))
        });
        worse.collect()
    }

    /// Returns the new findings of errors as `rule ID`.
    fn new_errors(&self) -> Vec<String> {
        let new = self.document["findings"]["new"].as_array().cloned().unwrap_or_default();
        let errors = new.iter().filter(|it| it["level"] == "error");
        let mut errors: Vec<String> = errors
            .map(|it| {
                format!("{} {}", it["rule"].as_str().unwrap_or("?"), it["record"].as_str().unwrap_or("-"))
            })
            .collect();
        errors.sort();
        errors
    }

    /// Returns what is owed as `role path`.
    fn owed(&self) -> Vec<String> {
        let owed = self.list("owed");
        let owed = owed.iter().map(|it| {
            format!("{} {}", it["role"].as_str().unwrap_or("?"), it["path"].as_str().unwrap_or("?"))
        });
        owed.collect()
    }

    /// Returns the SOUP that moved, as `ID before > after by changes`.
    fn moves(&self) -> Vec<String> {
        let moves = self.list("moves");
        let moves = moves.iter().map(|it| {
            let side = |side: &str| it["version"][side].as_str().unwrap_or("-").to_owned();
            let changes = it["changes"]
                .as_array()
                .map(|changes| changes.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" "));
            let covered = if it["covered"] == true { "by" } else { "not by" };
            format!(
                "{} {} > {} {covered} {}",
                it["soup"].as_str().unwrap_or("?"),
                side("before"),
                side("after"),
                changes.unwrap_or_default()
            )
        });
        moves.collect()
    }

    /// Compares the comment with the one that is kept under that name.
    #[track_caller]
    fn is_kept_as(&self, name: &str) {
        let mut golden = Golden::default();
        golden.compare(&format!("tests/golden/review/{name}.md"), &without_commits(&self.comment));
        golden.done();
    }
}

/// Replaces the ids of commits that hold a changing day or a text of the test: what is kept must not depend on them.
fn without_commits(text: &str) -> String {
    let is_digit = |character: char| character.is_ascii_hexdigit() && !character.is_ascii_uppercase();
    let mut out = String::new();
    let mut word = String::new();
    let flush = |word: &mut String, out: &mut String| {
        let is_commit = matches!(word.len(), 10 | 40)
            && word.chars().all(is_digit)
            && word.chars().any(|it| it.is_ascii_alphabetic());
        out.push_str(if is_commit { "(commit)" } else { word });
        word.clear();
    };
    for character in text.chars() {
        if character.is_ascii_alphanumeric() {
            word.push(character);
        } else {
            flush(&mut word, &mut out);
            out.push(character);
        }
    }
    flush(&mut word, &mut out);
    out
}
