//! A device in a temporary folder, and the program run in it.

use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

/// A device's folder.
pub struct Device {
    folder: TempDir,
}

/// How a run of the program ended.
pub struct Run {
    /// The exit status.
    pub status: i32,
    /// Standard output.
    pub output: String,
    /// Standard error.
    pub errors: String,
}

/// What a check found.
pub struct Checked {
    /// Each finding as `path:line:column rule: message`, in the order of the report.
    pub findings: Vec<String>,
    /// Standard error.
    pub errors: String,
}

impl Device {
    /// Makes a folder with an empty `tureen.toml`.
    pub fn new() -> Device {
        let device = Device { folder: tempfile::tempdir().expect("a temporary folder can be made") };
        device.write("tureen.toml", b"");
        device
    }

    /// Makes the same with an empty repository.
    pub fn repository() -> Device {
        let device = Device::new();
        git(device.path(), &["init", "--quiet", "--initial-branch", "main"]);
        device
    }

    /// Makes the example device with its history, at its last commit.
    pub fn example() -> Device {
        let device = Device { folder: tempfile::tempdir().expect("a temporary folder can be made") };
        let revisions = tureen::example::revisions().expect("the history fits");
        tureen::source::write_history(device.path(), &revisions).expect("the history can be written");
        device
    }

    /// Returns the folder.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Writes a file, with the folders above it.
    pub fn write(&self, path: &str, content: &[u8]) {
        let path = self.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a file has a folder")).expect("folders can be made");
        std::fs::write(path, content).expect("the file can be written");
    }

    /// Returns what a file holds.
    #[track_caller]
    pub fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.path().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// Replaces a text in a file; it has to be there.
    #[track_caller]
    pub fn replace(&self, path: &str, old: &str, new: &str) {
        let text = self.read(path);
        assert!(text.contains(old), "{path} does not hold `{old}`");
        self.write(path, text.replace(old, new).as_bytes());
    }

    /// Commits everything.
    pub fn commit(&self, message: &str) {
        git(self.path(), &["add", "--all"]);
        git(self.path(), &["commit", "--quiet", "--allow-empty", "-m", message]);
    }

    /// Runs the program.
    pub fn run(&self, arguments: &[&str]) -> Run {
        run(self.path(), arguments)
    }

    /// Runs `check` and returns what it found.
    #[track_caller]
    pub fn check(&self, arguments: &[&str]) -> Checked {
        let mut all = vec!["check", "--as-of", "2026-01-15", "--format", "json"];
        all.extend(arguments);
        let run = self.run(&all);
        assert!(run.status < 2, "{}", run.errors);
        let document: serde_json::Value = serde_json::from_str(&run.output).expect("the output is JSON");
        let findings = document["findings"].as_array().expect("findings are a list").iter().map(|finding| {
            let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
            let start = &finding["range"]["start"];
            format!(
                "{}:{}:{} {}: {}",
                text(&finding["path"]),
                start["line"],
                start["column"],
                text(&finding["rule"]),
                text(&finding["message"])
            )
        });
        Checked { findings: findings.collect(), errors: run.errors }
    }
}

/// Runs the program in a folder, on a fixed day.
pub fn run(folder: &Path, arguments: &[&str]) -> Run {
    let output = Command::new(env!("CARGO_BIN_EXE_tureen"))
        .args(arguments)
        .current_dir(folder)
        .env("SOURCE_DATE_EPOCH", "1768435200")
        .env("NO_COLOR", "1")
        .env_remove("COLUMNS")
        .output()
        .expect("the program starts");
    Run {
        status: output.status.code().expect("the program ends by itself"),
        output: String::from_utf8_lossy(&output.stdout).into_owned(),
        errors: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

/// Runs git in a folder, as a fixed person at a fixed time, and returns what it prints.
#[track_caller]
pub fn git(folder: &Path, arguments: &[&str]) -> String {
    let output = Command::new("git")
        .args(["-c", "protocol.file.allow=always", "-c", "core.autocrlf=false"])
        .args(arguments)
        .current_dir(folder)
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .envs([("GIT_AUTHOR_NAME", "Ada Lang"), ("GIT_AUTHOR_EMAIL", "ada@example.com")])
        .envs([("GIT_COMMITTER_NAME", "Ada Lang"), ("GIT_COMMITTER_EMAIL", "ada@example.com")])
        .envs([
            ("GIT_AUTHOR_DATE", "2026-01-10T10:00:00+01:00"),
            ("GIT_COMMITTER_DATE", "2026-01-10T10:00:00+01:00"),
        ])
        .output()
        .expect("git starts");
    assert!(output.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}
