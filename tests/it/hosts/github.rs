//! The GitHub action, run as a runner runs it: its steps as `action.yml` has them, in a clone as `actions/checkout` makes it.

use std::collections::BTreeMap;
use std::process::Command;

use serde_yaml::Value;

use super::server::BOT;
use super::{Project, archive, embed, sha256, soup};
use crate::device::git;
use crate::golden;

const ACTION: &str = ".github/actions/tureen";
const TOKEN: &str = "ghs_of-this-test";
const MERGE: &str = "refs/pull/7/merge";

/// A run of a workflow with the action.
struct Job {
    project: Project,
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
    /// A job of a pull request, before its checkout.
    fn of(project: Project) -> Job {
        Job { project, event: "pull_request", inputs: BTreeMap::new(), more: Vec::new() }
    }

    /// One whose pull request brings an error.
    fn owing() -> Job {
        Job::of(Project::owing())
    }

    /// One whose pull request changes no record.
    fn harmless() -> Job {
        Job::of(Project::harmless())
    }

    fn on(self, event: &'static str) -> Job {
        Job { event, ..self }
    }

    fn input(mut self, name: &str, value: &str) -> Job {
        self.inputs.insert(name.to_owned(), value.to_owned());
        self
    }

    fn set(mut self, name: &str, value: &str) -> Job {
        self.more.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Checks out what `actions/checkout` does by itself: the merge of the pull request, with so many commits; 0 for all.
    fn checkout(self, depth: u32) -> Job {
        self.project.merge(MERGE);
        self.checkout_of(depth, MERGE)
    }

    fn checkout_of(self, depth: u32, reference: &str) -> Job {
        self.project.clone_of(depth, reference);
        self
    }

    /// Runs the action's own steps, one after another, as long as none fails.
    fn run(&self) -> Ran {
        let action: Value =
            serde_yaml::from_str(&golden::read(&format!("{ACTION}/action.yml"))).expect("it is YAML");
        let mut ran = Ran { status: 0, log: String::new(), summary: String::new(), outputs: BTreeMap::new() };
        let summary = self.project.runner.path().join("summary");
        let _ = std::fs::remove_file(&summary);
        for step in action["runs"]["steps"].as_sequence().expect("an action has steps") {
            let always = step["if"].as_str().is_some_and(|condition| condition.contains("!cancelled()"));
            let Some(script) = step["run"].as_str().filter(|_| ran.status == 0 || always) else { continue };
            let outputs = self.project.runner.path().join("outputs");
            std::fs::write(&outputs, "").expect("the file can be written");
            let mut command = Command::new("bash");
            command.args(["--noprofile", "--norc", "-eo", "pipefail", "-c", script]);
            command.current_dir(self.project.clone()).env_clear().envs(self.environment());
            command.env("GITHUB_OUTPUT", &outputs).env("GITHUB_STEP_SUMMARY", &summary);
            command.env("GITHUB_PATH", self.project.runner.path().join("path"));
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
        let temporary = self.project.runner.path().display().to_string();
        let path = std::env::var("PATH").expect("there is a PATH");
        let mut all: Vec<(String, String)> = [
            ("PATH", path.as_str()),
            ("HOME", temporary.as_str()),
            ("RUNNER_TEMP", &temporary),
            ("RUNNER_TOOL_CACHE", &format!("{temporary}/tools")),
            ("RUNNER_OS", "Linux"),
            ("RUNNER_ARCH", "X64"),
            ("GITHUB_ACTION_PATH", &action),
            ("GITHUB_API_URL", &self.project.host.address("")),
            ("GITHUB_GRAPHQL_URL", &self.project.host.address("/graphql")),
            ("GITHUB_SERVER_URL", "https://github.example"),
            ("GITHUB_REPOSITORY", "maple/triage"),
            ("GITHUB_EVENT_NAME", self.event),
            ("GITHUB_SHA", &self.project.commit("main")),
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
            "github.event.pull_request.base.sha" if pulled => self.project.commit("main"),
            "github.event.pull_request.head.sha" if pulled => self.project.commit("topic"),
            "github.event.merge_group.base_sha" if self.event == "merge_group" => self.project.commit("main"),
            "github.event.before" if self.event == "push" => self.project.commit("main"),
            _ if expression.starts_with("github.event.") => String::new(),
            other => panic!("the action uses {other}, and this test does not know it"),
        }
    }
}

#[test]
fn a_pull_request_gets_one_comment_and_later_runs_replace_it() {
    let job = Job::owing().checkout(0);
    let first = job.run();
    assert_eq!(first.status, 1, "{}", first.log);
    assert!(first.log.contains("Wrote the comment"), "{}", first.log);
    let comments = job.project.host.comments_of(BOT);
    assert_eq!(comments.len(), 1);
    assert!(
        comments[0].starts_with("<!-- tureen:diff:") && comments[0].contains("SOUP-002"),
        "{}",
        comments[0]
    );
    assert_eq!(first.summary, comments[0], "the summary says the same");
    let commit = git(&job.project.clone(), &["rev-parse", "HEAD"]);
    let link = format!("https://github.example/maple/triage/blob/{}/dhf/soup/SOUP-002.md#L", commit.trim());
    assert!(comments[0].contains(&link), "{}", comments[0]);
    assert!(first.log.contains("::error file=dhf/soup/SOUP-002.md,"), "{}", first.log);
    job.project.host.state().comments[0]["body"] =
        format!("{}\nold", comments[0].lines().next().unwrap_or_default()).into();
    let second = job.run();
    assert_eq!(second.status, 1, "{}", second.log);
    assert!(second.log.contains("Replaced the comment"), "{}", second.log);
    assert_eq!(job.project.host.comments_of(BOT), comments);
}

#[test]
fn the_comment_is_found_behind_a_hundred_others() {
    let job = Job::owing().checkout(0);
    let report = job.run().summary;
    job.project.host.state().comments.clear();
    for _ in 0..130 {
        job.project.host.comment("reviewer", "Looks good.");
    }
    job.project.host.comment(BOT, &report.replace("SOUP-002", "SOUP-000"));
    job.run();
    assert_eq!(job.project.host.comments_of(BOT), [report]);
    assert_eq!(job.project.host.state().comments.len(), 131);
}

#[test]
fn a_comment_with_the_marker_by_somebody_else_is_left_alone() {
    let job = Job::owing().checkout(0);
    let report = job.run().summary;
    job.project.host.state().comments.clear();
    job.project.host.comment("stranger", &report);
    job.project.host.comment(BOT, &format!("Quoting:\n{report}"));
    let ran = job.run();
    assert!(ran.log.contains("Wrote the comment"), "{}", ran.log);
    assert_eq!(job.project.host.comments_of("stranger"), std::slice::from_ref(&report));
    assert_eq!(job.project.host.comments_of(BOT), [format!("Quoting:\n{report}"), report]);
}

#[test]
fn a_token_that_may_only_read_is_told_and_the_gate_decides() {
    for refusal in [401, 403, 404] {
        let job = Job::owing().checkout(0);
        job.project.host.refuse("POST", &[refusal]);
        let ran = job.run();
        assert_eq!(ran.status, 1, "{}", ran.log);
        assert!(ran.log.contains("::notice title=Tureen::No comment was written: the token"), "{}", ran.log);
        assert!(ran.summary.contains("SOUP-002"), "the summary holds the report");
        assert_eq!(job.project.host.asked().len(), 3, "a refusal is not argued with");
    }
}

#[test]
fn a_host_that_stumbles_is_asked_again_and_one_that_is_down_decides_nothing() {
    let job = Job::owing().checkout(0);
    job.project.host.refuse("GET", &[502, 0]);
    job.project.host.refuse("POST", &[500, 0]);
    let ran = job.run();
    assert!(ran.log.contains("Wrote the comment"), "{}", ran.log);
    assert_eq!(job.project.host.comments_of(BOT).len(), 1);

    job.project.host.refuse("GET", &[503]);
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
    assert_eq!(job.project.host.comments_of(BOT), Vec::<String>::new(), "{}", ran.log);
    let marker = ran.summary.lines().next().expect("the summary has a first line");
    job.project.host.comment(BOT, &format!("{marker}\nmuch is owed"));
    job.run();
    assert_eq!(job.project.host.comments_of(BOT), [ran.summary]);
}

#[test]
fn the_comment_links_to_a_preview_of_the_site() {
    let ran = Job::owing().input("site-url", "https://preview.example/7").checkout(0).run();
    assert!(
        ran.summary.contains("(https://preview.example/7/unreleased/soup/SOUP-002.html)"),
        "{}",
        ran.summary
    );
}

#[test]
fn a_base_may_be_a_branch_that_is_not_in_the_clone_yet() {
    let job = Job::harmless().input("base", "other").checkout(0);
    git(job.project.origin.path(), &["branch", "other", "main"]);
    let ran = job.run();
    assert_eq!(ran.status, 0, "{}", ran.log);
}

#[test]
fn comments_can_be_turned_off() {
    let job = Job::owing().input("comment", "false").checkout(0);
    let ran = job.run();
    assert_eq!((ran.status, job.project.host.asked().len()), (1, 0), "{}", ran.log);
}

#[test]
fn the_level_that_fails_is_an_input() {
    let warning = "---\nid: SOUP-002\ntitle: libpng\nversion: 1.6.40\nlicense: NO\n---\n";
    for (deny, least) in [("error", 0), ("note", 1)] {
        let ran = Job::of(Project::with(warning)).input("deny", deny).checkout(0).run();
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
    let old = job.project.commit("main");
    job.project.origin.write("dhf/soup/SOUP-003.md", &soup("SOUP-003", "libtiff", "latest"));
    job.project.origin.commit("An error of others");
    let job = job.checkout(0);
    git(job.project.origin.path(), &["reset", "--quiet", "--hard", &old]);
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
    git(&job.project.clone(), &["remote", "set-url", "origin", "file:///nowhere"]);
    let ran = job.run();
    assert_eq!(ran.status, 2, "{}", ran.log);
    assert!(ran.summary.contains("`fetch-depth: 0`"), "{}", ran.summary);
    assert!(ran.log.contains("::error title=Tureen::This clone is shallow"), "{}", ran.log);
    assert_eq!(job.project.host.comments_of(BOT).len(), 0);
}

#[test]
fn what_cannot_be_done_is_told_in_the_summary_and_ends_with_2() {
    let job = Job::owing().checkout(0);
    git(&job.project.clone(), &["rm", "--quiet", "tureen.toml"]);
    git(&job.project.clone(), &["commit", "--quiet", "-m", "Gone"]);
    for (job, words) in [
        (job, "There is no verdict."),
        (Job::owing().input("working-directory", "elsewhere").checkout(0), "There is no folder elsewhere"),
        (Job::owing().input("command", "format").checkout(0), "`command` is auto, diff or check"),
        (Job::owing().input("base", "--output=/tmp/x").checkout(0), "`base` does not name a revision"),
        (Job::owing().input("base", "nowhere").checkout(0), "The base is not in this clone"),
        (Job::owing().input("base", &"1".repeat(40)).checkout(0), "The base is not in this clone"),
        (Job::owing().input("binary", "/nowhere/tureen").checkout(0), "There is no program at `binary`"),
    ] {
        let ran = job.run();
        assert_eq!(ran.status, 2, "{words}: {}", ran.log);
        assert!(ran.summary.contains(words), "{words}: {}", ran.summary);
        assert!(ran.log.contains("::error title=Tureen::"), "{words}: {}", ran.log);
    }
}

#[test]
fn a_run_without_a_report_withdraws_the_one_before() {
    for (folder, marker, withdrawn) in [
        (".", "<!-- tureen:diff:MLT -->", true),
        (".", "<!-- tureen:diff:MLT:other -->", false),
        ("other/", "<!-- tureen:diff:MLT:other -->", true),
        ("other/", "<!-- tureen:diff:MLT -->", false),
    ] {
        let job = Job::owing().input("working-directory", folder).checkout(0);
        git(&job.project.clone(), &["rm", "--quiet", "tureen.toml"]);
        git(&job.project.clone(), &["commit", "--quiet", "-m", "Gone"]);
        let before = format!("{marker}\n\u{2705} Nothing is owed.");
        job.project.host.comment("stranger", &before);
        job.project.host.comment(BOT, &before);
        let ran = job.run();
        assert_eq!(ran.status, 2, "{}", ran.log);
        assert_eq!(job.project.host.comments_of("stranger"), std::slice::from_ref(&before));
        let now = &job.project.host.comments_of(BOT)[0];
        assert_eq!(now.starts_with(&format!("{marker}\n### Tureen could not judge")), withdrawn, "{now}");
        assert_eq!(*now == before, !withdrawn, "{now}");
    }
}

#[test]
fn a_push_is_checked_and_may_be_compared_with_what_it_replaced() {
    let ran = Job::owing().on("push").checkout(0).run();
    assert_eq!(ran.status, 1, "{}", ran.log);
    assert!(ran.summary.contains("SOUP-001"), "all findings are told: {}", ran.summary);
    let ran = Job::harmless().on("push").input("command", "diff").checkout(0).run();
    assert_eq!(ran.status, 0, "{}", ran.log);
    let ran = Job::owing().on("schedule").input("command", "diff").checkout(0).run();
    assert!(ran.log.contains("names nothing to compare with"), "{}", ran.log);
    assert_eq!(ran.status, 1, "{}", ran.log);
    let ran = Job::harmless().on("merge_group").checkout(0).run();
    assert_eq!(ran.status, 0, "{}", ran.log);
}

#[test]
fn a_push_of_a_release_is_judged_as_the_release() {
    let job = Job::owing().on("push");
    git(job.project.origin.path(), &["tag", "-a", "-m", "First", "v1.0.0"]);
    let mut job = job.checkout_of(0, "refs/heads/main");
    job.more.push(("GITHUB_REF_TYPE".to_owned(), "tag".to_owned()));
    job.more.push(("GITHUB_REF_NAME".to_owned(), "v1.0.0".to_owned()));
    let ran = job.run();
    assert!(ran.summary.contains("v1.0.0"), "{}", ran.summary);
}

#[test]
fn a_run_that_may_write_reads_a_stranger_from_the_database_alone() {
    let job = Job::owing().on("pull_request_target").checkout_of(0, "refs/heads/main");
    let ran = job.run();
    assert_eq!(ran.status, 1, "{}", ran.log);
    assert_eq!(job.project.host.comments_of(BOT).len(), 1);
    assert!(!job.project.clone().join("dhf/soup/SOUP-002.md").exists());
    let job = Job::owing().on("pull_request_target").checkout(0);
    let ran = job.run();
    assert_eq!((ran.status, job.project.host.comments_of(BOT).len()), (2, 0), "{}", ran.log);
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
    let job = Job::of(Project::with(&record));
    git(job.project.origin.path(), &["switch", "--quiet", "topic"]);
    for name in
        ["$(touch owned).md", "`touch owned`.md", ";touch owned;.md", "a\n::error::owned\n.md", "-o.md"]
    {
        job.project.origin.write(&format!("dhf/soup/{name}"), b"---\nid: [\n---\n");
    }
    job.project.origin.commit(hostile);
    let branch = "main$(touch${IFS}owned);touch${IFS}owned;";
    git(job.project.origin.path(), &["branch", branch]);
    git(job.project.origin.path(), &["switch", "--quiet", "main"]);
    let mut job = job.checkout(0);
    for name in ["GITHUB_REF", "GITHUB_REF_NAME", "GITHUB_HEAD_REF", "GITHUB_BASE_REF"] {
        job.more.push((name.to_owned(), branch.to_owned()));
    }
    let ran = job.run();
    assert_eq!(ran.status, 1, "{}", ran.log);
    assert!(!job.project.clone().join("owned").exists());
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
fn a_folder_that_looks_like_a_repository_is_not_one() {
    let job = Job::of(Project::changing(embed)).input("working-directory", "device").checkout(0);
    let device = job.project.clone().join("device");
    // This is what has to be withstood.
    let _ = Command::new("git").args(["fetch", "--quiet"]).current_dir(&device).output();
    assert!(device.join("owned").exists(), "git would run it");
    std::fs::remove_file(device.join("owned")).expect("it is there");
    let ran = job.run();
    assert_eq!(ran.status, 2, "{}", ran.log);
    assert!(!device.join("owned").exists());
}

#[test]
fn the_token_is_sent_in_a_header_and_named_nowhere() {
    let job = Job::owing().checkout(0);
    let ran = job.run();
    assert!(!ran.log.contains(TOKEN) && !ran.summary.contains(TOKEN));
    let state = job.project.host.state();
    assert!(!state.requests.is_empty());
    for request in &state.requests {
        assert!(request.headers.contains(&format!("authorization: Bearer {TOKEN}")), "{}", request.headers);
        assert!(!request.line.contains(TOKEN));
    }
    // A token that would end the line that it stands in is not sent.
    drop(state);
    let before = job.project.host.asked().len();
    let job = job.input("token", "x\"\noutput = \"/tmp/x");
    let ran = job.run();
    assert_eq!((ran.status, job.project.host.asked().len()), (1, before), "{}", ran.log);
}

#[test]
fn a_program_is_downloaded_once_and_only_as_its_release_says() {
    let job = Job::owing().checkout(0).input("binary", "").input("version", "1.2.3");
    let releases = job.project.host.address("/releases");
    let arch = if cfg!(target_arch = "aarch64") { "ARM64" } else { "X64" };
    let job = job.input("releases", &releases).set("RUNNER_ARCH", arch);
    let (name, archive) = archive("1.2.3");
    let sum = |text: &str| format!("{}  other.tar.gz\n{text}  {name}.tar.gz\n", "1".repeat(64)).into_bytes();
    let serve = |file: &str, content: Vec<u8>| {
        job.project.host.state().files.insert(format!("releases/v1.2.3/{file}"), content);
    };
    let refused = |words: &str| {
        let ran = job.run();
        assert_eq!(ran.status, 2, "{words}: {}", ran.log);
        assert!(ran.summary.contains(words), "{words}: {}", ran.summary);
    };
    refused("Could not download");
    serve(&format!("{name}.tar.gz"), archive.clone());
    serve("SHA256SUMS", sum(&"0".repeat(64)));
    refused("is not what its release says");
    serve("SHA256SUMS", b"".to_vec());
    refused("does not list");

    serve("SHA256SUMS", sum(&sha256(&archive)));
    let ran = job.run();
    assert_eq!(ran.status, 1, "{}", ran.log);
    job.project.host.state().files.clear();
    let ran = job.run();
    assert_eq!(ran.status, 1, "it is kept: {}", ran.log);
    let path = std::fs::read_to_string(job.project.runner.path().join("path")).expect("later steps find it");
    assert!(std::path::Path::new(path.lines().next().unwrap_or_default()).join("tureen").exists(), "{path}");
}

#[test]
fn the_program_is_that_of_the_actions_own_release() {
    let releases = Job::owing().project.host.address("/releases");
    let ran = Job::owing().checkout(0).input("binary", "").input("releases", &releases).run();
    let expected = format!("releases/v{}/tureen-v{}-", env!("CARGO_PKG_VERSION"), env!("CARGO_PKG_VERSION"));
    assert!(ran.summary.contains(&expected), "{}", ran.summary);
    // A runner keeps an action below `_actions`, with owner and repository; its releases lie there.
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let kept = folder.path().join("_actions/maple/tureen/v0");
    std::fs::create_dir_all(kept.join(".github/actions/tureen")).expect("folders can be made");
    for file in ["Cargo.toml", ".github/actions/tureen/install.sh", ".github/actions/tureen/say.sh"] {
        std::fs::copy(golden::path(file), kept.join(file)).expect("the file can be copied");
    }
    let script = kept.join(".github/actions/tureen/install.sh");
    let output = Command::new("bash")
        .arg(&script)
        .env_clear()
        .envs([("PATH", std::env::var("PATH").expect("there is a PATH"))])
        .envs([("RUNNER_OS", "Linux"), ("RUNNER_ARCH", "X64"), ("https_proxy", "http://127.0.0.1:1")])
        .env("RUNNER_TOOL_CACHE", folder.path())
        .output()
        .expect("bash starts");
    let log = String::from_utf8_lossy(&output.stdout);
    assert!(log.contains("Could not download https://github.com/maple/tureen/releases/download/v"), "{log}");
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
