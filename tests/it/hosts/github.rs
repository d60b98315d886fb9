//! The GitHub action, run as a runner runs it: its steps as `action.yml` has them, in a clone as `actions/checkout` makes it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_yaml::Value;
use tempfile::TempDir;

use super::server::{BOT, Host};
use crate::device::{Device, git};
use crate::golden;

const ACTION: &str = ".github/actions/tureen";
const TOKEN: &str = "ghs_of-this-test";

/// A repository on a host, a runner's clone of it, and what the event says.
struct Job {
    origin: Device,
    host: Host,
    runner: TempDir,
    event: &'static str,
    inputs: BTreeMap<String, String>,
    more: Vec<(String, String)>,
}

/// What a run of the action left behind.
struct Ran {
    /// How the job ends.
    status: i32,
    /// The log: standard output and standard error of all steps.
    log: String,
    /// The summary of the job.
    summary: String,
    /// The outputs of the steps, as `step.name`.
    outputs: BTreeMap<String, String>,
}

impl Job {
    /// Makes a repository with a main branch, and a pull request that adds one record.
    fn with(record: &str) -> Job {
        let origin = Device::repository();
        origin.write("dhf/soup/SOUP-001.md", &soup("SOUP-001", "zlib", "1.3.1"));
        origin.commit("Start");
        git(origin.path(), &["switch", "--quiet", "--create", "topic"]);
        origin.write("dhf/soup/SOUP-002.md", record.as_bytes());
        origin.commit("Change");
        git(origin.path(), &["switch", "--quiet", "main"]);
        Job {
            origin,
            host: Host::start(),
            runner: tempfile::tempdir().expect("a temporary folder can be made"),
            event: "pull_request",
            inputs: BTreeMap::new(),
            more: Vec::new(),
        }
    }

    /// A pull request that brings an error.
    fn owing() -> Job {
        Job::with("---\nid: SOUP-002\ntitle: libpng\nversion: latest\n---\n")
    }

    /// A pull request that changes nothing that is judged.
    fn harmless() -> Job {
        let job = Job::with("");
        git(job.origin.path(), &["switch", "--quiet", "topic"]);
        std::fs::remove_file(job.origin.path().join("dhf/soup/SOUP-002.md")).expect("it is there");
        job.origin.write("README.txt", b"Words.\n");
        job.origin.commit("Words");
        git(job.origin.path(), &["switch", "--quiet", "main"]);
        job
    }

    fn input(mut self, name: &str, value: &str) -> Job {
        self.inputs.insert(name.to_owned(), value.to_owned());
        self
    }

    fn commit(&self, revision: &str) -> String {
        git(self.origin.path(), &["rev-parse", revision]).trim().to_owned()
    }

    fn clone(&self) -> PathBuf {
        self.runner.path().join("work")
    }

    /// Clones as `actions/checkout` does: the merge of the pull request, with so many commits; 0 for all.
    fn checkout(self, depth: u32) -> Job {
        let origin = self.origin.path();
        git(origin, &["switch", "--quiet", "--detach", "main"]);
        git(origin, &["merge", "--quiet", "--no-ff", "-m", "Merge", "topic"]);
        git(origin, &["update-ref", "refs/pull/7/merge", "HEAD"]);
        git(origin, &["update-ref", "refs/pull/7/head", "topic"]);
        git(origin, &["switch", "--quiet", "main"]);
        self.checkout_of(depth, "refs/pull/7/merge")
    }

    fn checkout_of(self, depth: u32, reference: &str) -> Job {
        let clone = self.clone();
        std::fs::create_dir(&clone).expect("the folder is new");
        let address = format!("file://{}", self.origin.path().display());
        git(&clone, &["init", "--quiet"]);
        git(&clone, &["remote", "add", "origin", &address]);
        let one = format!("+{reference}:refs/remotes/checked/out");
        if depth == 0 {
            let all = ["+refs/heads/*:refs/remotes/origin/*", "+refs/tags/*:refs/tags/*"];
            git(&clone, &["fetch", "--quiet", "origin", all[0], all[1], &one]);
        } else {
            git(&clone, &["fetch", "--quiet", "--no-tags", "--depth", &depth.to_string(), "origin", &one]);
        }
        git(&clone, &["checkout", "--quiet", "--detach", "refs/remotes/checked/out"]);
        self
    }

    /// Runs the action's own steps, one after another, as long as none fails.
    fn run(&self) -> Ran {
        let action: Value =
            serde_yaml::from_str(&golden::read(&format!("{ACTION}/action.yml"))).expect("it is YAML");
        let mut ran = Ran { status: 0, log: String::new(), summary: String::new(), outputs: BTreeMap::new() };
        let summary = self.runner.path().join("summary");
        let _ = std::fs::remove_file(&summary);
        for step in action["runs"]["steps"].as_sequence().expect("an action has steps") {
            let always = step["if"].as_str().is_some_and(|condition| condition.contains("!cancelled()"));
            let Some(script) = step["run"].as_str().filter(|_| ran.status == 0 || always) else { continue };
            let outputs = self.runner.path().join("outputs");
            std::fs::write(&outputs, "").expect("the file can be written");
            let mut command = Command::new("bash");
            command.args(["--noprofile", "--norc", "-eo", "pipefail", "-c", script]);
            command.current_dir(self.clone()).env_clear().envs(self.environment());
            command.env("GITHUB_OUTPUT", &outputs).env("GITHUB_STEP_SUMMARY", &summary);
            for (name, value) in step["env"].as_mapping().into_iter().flatten() {
                let value = self.expand(&action, value.as_str().expect("it is text"), &ran.outputs);
                command.env(name.as_str().expect("it is text"), value);
            }
            let output = command.output().expect("bash starts");
            ran.log += &String::from_utf8_lossy(&output.stdout);
            ran.log += &String::from_utf8_lossy(&output.stderr);
            let status = output.status.code().expect("it ends by itself");
            ran.status = if ran.status == 0 { status } else { ran.status };
            let id = step["id"].as_str().unwrap_or_default();
            for line in std::fs::read_to_string(&outputs).expect("it is text").lines() {
                let (name, value) = line.split_once('=').expect("an output has a value");
                ran.outputs.insert(format!("{id}.{name}"), value.to_owned());
            }
        }
        ran.summary = std::fs::read_to_string(&summary).unwrap_or_default();
        ran
    }

    /// What the runner itself sets.
    fn environment(&self) -> Vec<(String, String)> {
        let action = golden::path(ACTION).display().to_string();
        let temporary = self.runner.path().display().to_string();
        let path = std::env::var("PATH").expect("there is a PATH");
        let mut all: Vec<(String, String)> = [
            ("PATH", path.as_str()),
            ("HOME", temporary.as_str()),
            ("RUNNER_TEMP", &temporary),
            ("RUNNER_TOOL_CACHE", &format!("{temporary}/tools")),
            ("RUNNER_OS", "Linux"),
            ("RUNNER_ARCH", "X64"),
            ("GITHUB_ACTION_PATH", &action),
            ("GITHUB_API_URL", &self.host.address("")),
            ("GITHUB_GRAPHQL_URL", &self.host.address("/graphql")),
            ("GITHUB_SERVER_URL", "https://github.example"),
            ("GITHUB_REPOSITORY", "maple/triage"),
            ("GITHUB_EVENT_NAME", self.event),
            ("GITHUB_SHA", &self.commit("main")),
            ("SOURCE_DATE_EPOCH", "1768435200"),
            ("TUREEN_PAUSE", "0"),
        ]
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .into();
        all.extend(self.more.clone());
        all
    }

    /// Fills in `${{ … }}`, as far as the action uses it.
    fn expand(&self, action: &Value, text: &str, outputs: &BTreeMap<String, String>) -> String {
        let Some(expression) = text.strip_prefix("${{ ").and_then(|text| text.strip_suffix(" }}")) else {
            return text.to_owned();
        };
        if let Some(name) = expression.strip_prefix("inputs.") {
            let input = &action["inputs"][name];
            assert!(input.is_mapping(), "there is no input {name}");
            let default = input["default"].as_str().unwrap_or_default();
            let own = (name == "binary").then(|| env!("CARGO_BIN_EXE_tureen").to_owned());
            let value = self.inputs.get(name).cloned().or(own).unwrap_or_else(|| default.to_owned());
            return if value == "${{ github.token }}" { TOKEN.to_owned() } else { value };
        }
        if let Some(output) = expression.strip_prefix("steps.") {
            let name = output.replacen("outputs.", "", 1);
            return outputs.get(&name).cloned().unwrap_or_default();
        }
        let pulled = self.event.starts_with("pull_request");
        match expression {
            "github.event.pull_request.number" if pulled => "7".to_owned(),
            "github.event.pull_request.base.sha" if pulled => self.commit("main"),
            "github.event.pull_request.head.sha" if pulled => self.commit("topic"),
            "github.event.merge_group.base_sha" if self.event == "merge_group" => self.commit("main"),
            "github.event.before" if self.event == "push" => self.commit("main"),
            _ if expression.starts_with("github.event.") => String::new(),
            other => panic!("the action uses {other}, and this test does not know it"),
        }
    }
}

fn soup(id: &str, title: &str, version: &str) -> Vec<u8> {
    format!("---\nid: {id}\ntitle: {title}\nversion: {version}\n---\n").into_bytes()
}

#[test]
fn a_pull_request_gets_one_comment_and_later_runs_replace_it() {
    let job = Job::owing().checkout(0);
    let first = job.run();
    assert_eq!(first.status, 1, "{}", first.log);
    assert!(first.log.contains("Wrote the comment"), "{}", first.log);
    let comments = job.host.comments_of(BOT);
    assert_eq!(comments.len(), 1);
    assert!(
        comments[0].starts_with("<!-- tureen:diff:") && comments[0].contains("SOUP-002"),
        "{}",
        comments[0]
    );
    assert_eq!(first.summary, comments[0], "the summary says the same");
    assert!(first.log.contains("::error file=dhf/soup/SOUP-002.md,"), "{}", first.log);
    job.host.state().comments[0]["body"] =
        format!("{}\nold", comments[0].lines().next().unwrap_or_default()).into();
    let second = job.run();
    assert_eq!(second.status, 1, "{}", second.log);
    assert!(second.log.contains("Replaced the comment"), "{}", second.log);
    assert_eq!(job.host.comments_of(BOT), comments);
}

#[test]
fn the_comment_is_found_behind_a_hundred_others() {
    let job = Job::owing().checkout(0);
    let report = job.run().summary;
    job.host.state().comments.clear();
    for _ in 0..130 {
        job.host.comment("reviewer", "Looks good.");
    }
    job.host.comment(BOT, &report.replace("SOUP-002", "SOUP-000"));
    job.run();
    assert_eq!(job.host.comments_of(BOT), [report]);
    assert_eq!(job.host.state().comments.len(), 131);
}

#[test]
fn a_comment_with_the_marker_by_somebody_else_is_left_alone() {
    let job = Job::owing().checkout(0);
    let report = job.run().summary;
    job.host.state().comments.clear();
    job.host.comment("stranger", &report);
    job.host.comment(BOT, &format!("Quoting:\n{report}"));
    let ran = job.run();
    assert!(ran.log.contains("Wrote the comment"), "{}", ran.log);
    assert_eq!(job.host.comments_of("stranger"), std::slice::from_ref(&report));
    assert_eq!(job.host.comments_of(BOT), [format!("Quoting:\n{report}"), report]);
}

#[test]
fn a_token_that_may_only_read_is_told_and_the_gate_decides() {
    for refusal in [401, 403, 404] {
        let job = Job::owing().checkout(0);
        job.host.refuse("POST", &[refusal]);
        let ran = job.run();
        assert_eq!(ran.status, 1, "{}", ran.log);
        assert!(ran.log.contains("::notice title=Tureen::No comment was written: the token"), "{}", ran.log);
        assert!(ran.summary.contains("SOUP-002"), "the summary holds the report");
        assert_eq!(job.host.asked().len(), 3, "a refusal is not argued with");
    }
}

#[test]
fn a_host_that_stumbles_is_asked_again_and_one_that_is_down_decides_nothing() {
    let job = Job::owing().checkout(0);
    job.host.refuse("GET", &[502, 0]);
    job.host.refuse("POST", &[500, 0]);
    let ran = job.run();
    assert!(ran.log.contains("Wrote the comment"), "{}", ran.log);
    assert_eq!(job.host.comments_of(BOT).len(), 1);

    job.host.refuse("GET", &[503]);
    let ran = job.run();
    assert_eq!(ran.status, 1, "{}", ran.log);
    assert!(
        ran.log.contains("::warning title=Tureen::No comment was written: the host answered 503"),
        "{}",
        ran.log
    );
    assert!(ran.summary.contains("SOUP-002"), "{}", ran.summary);
}

#[test]
fn a_host_out_of_reach_does_not_keep_the_summary_from_being_written() {
    let mut job = Job::owing().checkout(0);
    job.more.push(("GITHUB_API_URL".to_owned(), "http://127.0.0.1:1".to_owned()));
    let ran = job.run();
    assert_eq!(ran.status, 1, "{}", ran.log);
    assert!(ran.log.contains("::warning title=Tureen::No comment"), "{}", ran.log);
    assert!(ran.summary.contains("SOUP-002"), "{}", ran.summary);
}

#[test]
fn a_change_of_no_record_writes_no_comment_and_clears_an_old_one() {
    let job = Job::harmless().checkout(0);
    let ran = job.run();
    assert_eq!(ran.status, 0, "{}", ran.log);
    assert_eq!(job.host.comments_of(BOT), Vec::<String>::new(), "{}", ran.log);
    let marker = ran.summary.lines().next().expect("the summary has a first line");
    job.host.comment(BOT, &format!("{marker}\nmuch is owed"));
    job.run();
    assert_eq!(job.host.comments_of(BOT), [ran.summary]);
}

#[test]
fn comments_can_be_turned_off() {
    let job = Job::owing().input("comment", "false").checkout(0);
    let ran = job.run();
    assert_eq!((ran.status, job.host.asked().len()), (1, 0), "{}", ran.log);
}

#[test]
fn the_level_that_fails_is_an_input() {
    let warning = "---\nid: SOUP-002\ntitle: libpng\nversion: 1.6.40\nlicense: NO\n---\n";
    for (deny, least) in [("error", 0), ("note", 1)] {
        let ran = Job::with(warning).input("deny", deny).checkout(0).run();
        assert!(ran.status >= least && ran.status < 2, "{deny}: {}", ran.log);
    }
    let ran = Job::owing().input("deny", "everything").checkout(0).run();
    assert_eq!(ran.status, 2, "{}", ran.log);
    assert!(ran.summary.contains("There is no verdict."), "{}", ran.summary);
}

#[test]
fn the_base_is_what_the_pull_request_goes_into_today() {
    // Main brought an error of its own after the event was written; that is not this pull request's doing.
    let job = Job::harmless();
    let old = job.commit("main");
    job.origin.write("dhf/soup/SOUP-003.md", &soup("SOUP-003", "libtiff", "latest"));
    job.origin.commit("An error of others");
    let job = job.checkout(0);
    git(job.origin.path(), &["reset", "--quiet", "--hard", &old]);
    let ran = job.run();
    assert_eq!(ran.status, 0, "{}", ran.log);
}

#[test]
fn a_checkout_of_the_head_itself_is_compared_with_where_it_left() {
    let ran = Job::owing().checkout_of(0, "refs/heads/topic").run();
    assert_eq!(ran.status, 1, "{}", ran.log);
    assert!(ran.summary.contains("SOUP-002"), "{}", ran.summary);
}

#[test]
fn a_shallow_clone_is_made_whole() {
    for depth in [1, 2] {
        let ran = Job::owing().checkout(depth).run();
        assert_eq!(ran.status, 1, "{}", ran.log);
        assert!(
            ran.log.contains("::notice title=Tureen::The clone was shallow; its history was fetched"),
            "{}",
            ran.log
        );
        assert!(ran.summary.contains("SOUP-002"), "{}", ran.summary);
    }
}

#[test]
fn a_shallow_clone_that_stays_so_is_told_with_what_to_do() {
    let job = Job::owing().checkout(1);
    git(&job.clone(), &["remote", "set-url", "origin", "file:///nowhere"]);
    let ran = job.run();
    assert_eq!(ran.status, 2, "{}", ran.log);
    assert!(ran.summary.contains("`fetch-depth: 0`"), "{}", ran.summary);
    assert!(ran.log.contains("::error title=Tureen::This clone is shallow"), "{}", ran.log);
    assert_eq!(job.host.asked().len(), 0);
}

#[test]
fn what_cannot_be_done_is_told_in_the_summary_and_ends_with_2() {
    let job = Job::owing().checkout(0);
    git(&job.clone(), &["rm", "--quiet", "tureen.toml"]);
    git(&job.clone(), &["commit", "--quiet", "-m", "Gone"]);
    for (job, words) in [
        (job, "There is no verdict."),
        (Job::owing().input("working-directory", "elsewhere").checkout(0), "There is no folder elsewhere"),
        (Job::owing().input("command", "format").checkout(0), "`command` is auto, diff or check"),
        (Job::owing().input("base", "--output=/tmp/x").checkout(0), "`base` does not name a revision"),
        (Job::owing().input("base", "nowhere").checkout(0), "The base is not in this clone"),
        (Job::owing().input("binary", "/nowhere/tureen").checkout(0), "There is no program at `binary`"),
    ] {
        let ran = job.run();
        assert_eq!(ran.status, 2, "{words}: {}", ran.log);
        assert!(ran.summary.contains(words), "{words}: {}", ran.summary);
        assert!(ran.log.contains("::error title=Tureen::"), "{words}: {}", ran.log);
    }
}

#[test]
fn a_push_is_checked_and_may_be_compared_with_what_it_replaced() {
    let push = |job: Job| Job { event: "push", ..job };
    let ran = push(Job::owing()).checkout(0).run();
    assert_eq!(ran.status, 1, "{}", ran.log);
    assert!(ran.summary.contains("SOUP-001"), "all findings are told: {}", ran.summary);
    let ran = push(Job::harmless()).input("command", "diff").checkout(0).run();
    assert_eq!(ran.status, 0, "{}", ran.log);
    let ran = Job { event: "schedule", ..Job::owing() }.checkout(0).run();
    assert_eq!(ran.status, 1, "{}", ran.log);
    let ran = Job { event: "merge_group", ..Job::harmless() }.checkout(0).run();
    assert_eq!(ran.status, 0, "{}", ran.log);
}

#[test]
fn a_push_of_a_release_is_judged_as_the_release() {
    let job = Job { event: "push", ..Job::owing() };
    git(job.origin.path(), &["tag", "-a", "-m", "First", "v1.0.0"]);
    let mut job = job.checkout_of(0, "refs/heads/main");
    job.more.push(("GITHUB_REF_TYPE".to_owned(), "tag".to_owned()));
    job.more.push(("GITHUB_REF_NAME".to_owned(), "v1.0.0".to_owned()));
    let ran = job.run();
    assert!(ran.summary.contains("v1.0.0"), "{}", ran.summary);
}

#[test]
fn a_run_that_may_write_reads_a_stranger_from_the_database_alone() {
    let target = |job: Job| Job { event: "pull_request_target", ..job };
    let job = target(Job::owing()).checkout_of(0, "refs/heads/main");
    let ran = job.run();
    assert_eq!(ran.status, 1, "{}", ran.log);
    assert_eq!(job.host.comments_of(BOT).len(), 1);
    assert!(!job.clone().join("dhf/soup/SOUP-002.md").exists());
    let job = target(Job::owing()).checkout(0);
    let ran = job.run();
    assert_eq!((ran.status, job.host.asked().len()), (2, 0), "{}", ran.log);
    assert!(ran.summary.contains("must not hold the files of a stranger"), "{}", ran.summary);
}

#[test]
fn findings_are_written_for_code_scanning() {
    let job = Job::owing().checkout(0);
    let ran = job.run();
    let text = std::fs::read_to_string(&ran.outputs["review.sarif"]).expect("the file is there");
    let sarif: serde_json::Value = serde_json::from_str(&text).expect("it is JSON");
    assert_eq!(sarif["version"], "2.1.0");
    let text = std::fs::read_to_string(&ran.outputs["review.json"]).expect("the file is there");
    assert!(text.contains("tureen/diff/1"), "{text}");
}

#[test]
fn what_strangers_name_is_not_executed() {
    let hostile = "$(touch owned)`touch owned`;touch owned;\"'\n::set-output name=status::0\n::error::owned";
    let record =
        format!("---\nid: SOUP-002\ntitle: |\n  {}\nversion: latest\n---\n", hostile.replace('\n', "\n  "));
    let job = Job::with(&record);
    git(job.origin.path(), &["switch", "--quiet", "topic"]);
    for name in
        ["$(touch owned).md", "`touch owned`.md", ";touch owned;.md", "a\n::error::owned\n.md", "-o.md"]
    {
        job.origin.write(&format!("dhf/soup/{name}"), b"---\nid: [\n---\n");
    }
    job.origin.commit(hostile);
    let branch = "main$(touch${IFS}owned);touch${IFS}owned;";
    git(job.origin.path(), &["branch", branch]);
    git(job.origin.path(), &["switch", "--quiet", "main"]);
    let mut job = job.checkout(0);
    for name in ["GITHUB_REF", "GITHUB_REF_NAME", "GITHUB_HEAD_REF", "GITHUB_BASE_REF"] {
        job.more.push((name.to_owned(), branch.to_owned()));
    }
    let ran = job.run();
    assert_eq!(ran.status, 1, "{}", ran.log);
    assert!(!job.clone().join("owned").exists());
    // Lines that the runner would obey are those of the action itself.
    let mut obeyed = true;
    for line in ran.log.lines() {
        let token = line.strip_prefix("::stop-commands::");
        obeyed = if token.is_some() {
            false
        } else {
            obeyed || line.starts_with("::") && line.ends_with("::") && line.len() == 36
        };
        assert!(!obeyed || !line.starts_with("::error::") && !line.contains("::set-output"), "{line}");
    }
}

#[test]
fn the_token_is_sent_in_a_header_and_named_nowhere() {
    let job = Job::owing().checkout(0);
    let ran = job.run();
    assert!(!ran.log.contains(TOKEN) && !ran.summary.contains(TOKEN));
    let state = job.host.state();
    assert!(!state.requests.is_empty());
    for request in &state.requests {
        assert!(request.headers.contains(&format!("authorization: Bearer {TOKEN}")), "{}", request.headers);
        assert!(!request.line.contains(TOKEN));
    }
    // A token that would end the line that it stands in is not sent.
    drop(state);
    let before = job.host.asked().len();
    let job = job.input("token", "x\"\noutput = \"/tmp/x");
    let ran = job.run();
    assert_eq!((ran.status, job.host.asked().len()), (1, before), "{}", ran.log);
}

#[test]
fn a_program_is_downloaded_once_and_only_as_its_release_says() {
    let job = Job::owing().checkout(0).input("binary", "").input("version", "1.2.3");
    let job = {
        let releases = job.host.address("/releases");
        job.input("releases", &releases)
    };
    let name = "tureen-v1.2.3-x86_64-unknown-linux-musl";
    let archive = archive(name);
    let sum = |text: &str| format!("{text}  {name}.tar.gz\n").into_bytes();
    let serve = |file: &str, content: Vec<u8>| {
        job.host.state().files.insert(format!("releases/v1.2.3/{file}"), content);
    };
    let ran = job.run();
    assert_eq!(ran.status, 2, "{}", ran.log);
    assert!(ran.summary.contains("Could not download"), "{}", ran.summary);

    serve(&format!("{name}.tar.gz"), archive.clone());
    serve("SHA256SUMS", sum(&"0".repeat(64)));
    let ran = job.run();
    assert_eq!(ran.status, 2, "{}", ran.log);
    assert!(ran.summary.contains("is not what its release says"), "{}", ran.summary);

    serve("SHA256SUMS", b"".to_vec());
    assert!(job.run().summary.contains("does not list"));

    serve("SHA256SUMS", sum(&sha256(&archive)));
    let before = job.host.asked().len();
    assert_eq!(job.run().status, 1);
    assert!(job.host.asked().len() > before + 2);
    job.host.state().files.clear();
    let ran = job.run();
    assert_eq!(ran.status, 1, "it is kept: {}", ran.log);
}

/// Packs the program as a release does.
fn archive(name: &str) -> Vec<u8> {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    std::fs::create_dir(folder.path().join(name)).expect("the folder is new");
    let script = format!("#!/bin/sh\nexec '{}' \"$@\"\n", env!("CARGO_BIN_EXE_tureen"));
    let program = folder.path().join(name).join("tureen");
    std::fs::write(&program, script).expect("the file can be written");
    run(folder.path(), "chmod", &["+x", &program.display().to_string()]);
    run(folder.path(), "tar", &["-czf", "archive.tar.gz", name]);
    std::fs::read(folder.path().join("archive.tar.gz")).expect("it was packed")
}

fn run(folder: &Path, program: &str, arguments: &[&str]) {
    let status =
        Command::new(program).args(arguments).current_dir(folder).status().expect("the program starts");
    assert!(status.success(), "{program} {arguments:?}");
}

fn sha256(bytes: &[u8]) -> String {
    use sha2::Digest;
    sha2::Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn no_script_holds_what_an_event_says() {
    for file in golden::files(".github", ".yml") {
        let document: Value = serde_yaml::from_str(&golden::read(&file)).expect("it is YAML");
        let mut scripts = Vec::new();
        collect(&document, &mut scripts);
        for script in scripts {
            assert!(!script.contains("${{"), "{file}: {script}");
        }
    }
}

/// Collects the values of all keys `run`.
fn collect(value: &Value, scripts: &mut Vec<String>) {
    for (key, value) in value.as_mapping().into_iter().flatten() {
        if key.as_str() == Some("run") {
            scripts.push(value.as_str().unwrap_or_default().to_owned());
        }
        collect(value, scripts);
    }
    for value in value.as_sequence().into_iter().flatten() {
        collect(value, scripts);
    }
}
