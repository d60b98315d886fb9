//! The GitLab template: its script, taken out of the template, in a clone as a GitLab runner makes it.

use std::collections::BTreeMap;
use std::process::Command;

use serde_yaml::Value;

use super::server::BOT;
use super::{Project, archive, embed, sha256};
use crate::device::{Run, git};
use crate::golden::{self, Golden};

const TEMPLATE: &str = ".gitlab/tureen.yml";
const SCRIPT: &str = ".gitlab/tureen.sh";
const TOKEN: &str = "glpat-of_this.test";

/// A job with the template.
struct Job {
    project: Project,
    variables: BTreeMap<String, String>,
}

impl Job {
    /// A job of the pipeline of a merge request, after its clone with so many commits; 0 for all.
    fn of(project: Project, depth: u32) -> Job {
        project.clone_of(depth, "refs/heads/topic");
        let variables = [
            ("CI_MERGE_REQUEST_IID", "7".to_owned()),
            ("CI_MERGE_REQUEST_PROJECT_ID", "11".to_owned()),
            ("CI_MERGE_REQUEST_DIFF_BASE_SHA", project.commit("main")),
            ("CI_MERGE_REQUEST_TITLE", "$(touch owned)`touch owned`".to_owned()),
            ("CI_API_V4_URL", project.host.address("")),
            ("CI_PROJECT_DIR", project.clone().display().to_string()),
            ("CI_PROJECT_URL", "https://gitlab.example/maple/triage".to_owned()),
            ("TUREEN_BINARY", env!("CARGO_BIN_EXE_tureen").to_owned()),
            ("TUREEN_TOKEN", TOKEN.to_owned()),
            ("TUREEN_PAUSE", "0".to_owned()),
        ];
        Job { project, variables: variables.map(|(name, value)| (name.to_owned(), value)).into() }
    }

    fn owing() -> Job {
        Job::of(Project::owing(), 0)
    }

    fn set(mut self, name: &str, value: &str) -> Job {
        self.variables.insert(name.to_owned(), value.to_owned());
        self
    }

    /// Runs the template's script.
    fn run(&self) -> Run {
        let template: Value = serde_yaml::from_str(&golden::read(TEMPLATE)).expect("it is YAML");
        let job = &template[".tureen"];
        assert_eq!(template["tureen"]["extends"], ".tureen");
        assert_eq!(job["variables"]["GIT_DEPTH"], "0");
        let script = job["script"][0].as_str().expect("the job has a script");
        let output = Command::new("sh")
            .args(["-e", "-c", script])
            .current_dir(self.project.clone())
            .env_clear()
            .env("PATH", std::env::var("PATH").expect("there is a PATH"))
            .env("HOME", self.project.runner.path())
            .env("SOURCE_DATE_EPOCH", "1768435200")
            .envs(&self.variables)
            .output()
            .expect("sh starts");
        Run {
            status: output.status.code().expect("it ends by itself"),
            output: String::from_utf8_lossy(&output.stdout).into_owned(),
            errors: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }

    fn report(&self, name: &str) -> String {
        let path = self.project.clone().join("tureen-reports").join(name);
        std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }
}

#[test]
fn the_template_holds_its_script_word_for_word() {
    let mut golden = Golden::default();
    let script = golden::read(SCRIPT)
        .lines()
        .map(|line| {
            let own = [
                ("version=${TUREEN_VERSION:-", env!("CARGO_PKG_VERSION"), "}"),
                ("releases=${TUREEN_RELEASES:-", env!("CARGO_PKG_REPOSITORY"), "/releases/download}"),
            ];
            let own = own.into_iter().find(|(start, ..)| line.starts_with(start));
            own.map_or_else(|| line.to_owned(), |(start, value, end)| format!("{start}{value}{end}")) + "\n"
        })
        .collect::<String>();
    golden.compare(SCRIPT, &script);
    let template = golden::read(TEMPLATE);
    let (before, rest) = template.split_once("    - |\n").expect("the template has a script");
    let (_, after) = rest.split_once("\ntureen:\n").expect("the job follows");
    let indented = |line: &str| if line.is_empty() { "\n".to_owned() } else { format!("      {line}\n") };
    let inside: String = script.lines().map(indented).collect();
    golden.compare(TEMPLATE, &format!("{before}    - |\n{inside}\ntureen:\n{after}"));
    golden.done();
}

#[test]
fn a_merge_request_gets_one_note_and_later_runs_replace_it() {
    let job = Job::owing();
    let run = job.run();
    assert_eq!(run.status, 1, "{}{}", run.output, run.errors);
    assert!(run.output.contains("Wrote the note"), "{}", run.output);
    let notes = job.project.host.comments_of(BOT);
    assert_eq!(notes, [job.report("report.md")]);
    assert!(notes[0].starts_with("<!-- tureen:diff:") && notes[0].contains("SOUP-002"), "{}", notes[0]);
    job.project.host.state().comments.clear();
    for _ in 0..101 {
        job.project.host.comment("reviewer", "Looks good.");
    }
    job.project.host.comment("stranger", &notes[0]);
    job.project.host.comment(BOT, &notes[0].replace("SOUP-002", "SOUP-000"));
    let run = job.run();
    assert!(run.output.contains("Replaced the note"), "{}", run.output);
    assert_eq!(job.project.host.comments_of(BOT), notes);
    assert_eq!(job.project.host.comments_of("stranger"), notes);
}

#[test]
fn a_note_that_cannot_be_written_decides_nothing() {
    let job = Job::owing().set("TUREEN_TOKEN", "");
    let run = job.run();
    assert_eq!((run.status, job.project.host.asked().len()), (1, 0), "{}", run.output);
    assert!(run.output.contains("there is no TUREEN_TOKEN"), "{}", run.output);
    let job = job.set("TUREEN_TOKEN", "x\"\noutput = \"owned");
    assert_eq!((job.run().status, job.project.host.asked().len()), (1, 0));

    let job = job.set("TUREEN_TOKEN", TOKEN);
    job.project.host.refuse("POST", &[403]);
    let run = job.run();
    assert_eq!(run.status, 1, "{}", run.errors);
    assert!(run.output.contains("No note was written: GitLab answered 403"), "{}", run.output);
    job.project.host.refuse("POST", &[500, 0]);
    assert_eq!(job.run().status, 1);
    assert_eq!(job.project.host.comments_of(BOT).len(), 1);
    for request in &job.project.host.state().requests {
        assert!(request.headers.contains(&format!("private-token: {TOKEN}")), "{}", request.headers);
    }
}

#[test]
fn a_run_without_a_report_withdraws_the_one_before() {
    let job = Job::owing().set("CI_MERGE_REQUEST_DIFF_BASE_SHA", "nowhere");
    job.project.host.comment("stranger", "<!-- tureen:diff:MLT -->\nfine");
    job.project.host.comment(BOT, "<!-- tureen:diff:MLT:other -->\nfine");
    job.project.host.comment(BOT, "<!-- tureen:diff:MLT -->\nfine");
    let run = job.run();
    assert_eq!(run.status, 2, "{}{}", run.output, run.errors);
    let notes = job.project.host.comments_of(BOT);
    assert!(notes[1].starts_with("<!-- tureen:diff:MLT -->\n### Tureen could not judge"), "{}", notes[1]);
    assert!(notes[0].ends_with("fine") && job.project.host.comments_of("stranger")[0].ends_with("fine"));
}

#[test]
fn a_change_of_no_record_passes_in_silence() {
    let job = Job::of(Project::harmless(), 0);
    let run = job.run();
    assert_eq!(run.status, 0, "{}{}", run.output, run.errors);
    assert_eq!(job.project.host.comments_of(BOT), Vec::<String>::new());
}

#[test]
fn reports_hold_all_findings_so_that_gitlab_can_compare() {
    let job = Job::owing();
    job.run();
    let quality: serde_json::Value =
        serde_json::from_str(&job.report("codequality.json")).expect("it is JSON");
    let paths = quality.as_array().expect("a list").iter().map(|entry| entry["location"]["path"].as_str());
    let paths: std::collections::BTreeSet<_> = paths.flatten().collect();
    assert!(paths.contains("dhf/soup/SOUP-001.md") && paths.contains("dhf/soup/SOUP-002.md"), "{paths:?}");
    assert!(job.report("junit.xml").contains("<testsuites"));
}

#[test]
fn merged_results_are_compared_with_the_target_as_it_was() {
    let project = Project::harmless();
    let left = project.commit("main");
    project.origin.write("dhf/soup/SOUP-003.md", super::ERROR.replace("002", "003").as_bytes());
    project.origin.commit("An error of others");
    project.merge("refs/merge-requests/7/merge");
    project.clone_of(0, "refs/merge-requests/7/merge");
    let target = project.commit("main");
    // The clone is there already, so the job is put together by hand.
    let folder = project.clone().display().to_string();
    let address = project.host.address("");
    let job = Job { project, variables: BTreeMap::new() }
        .set("CI_MERGE_REQUEST_IID", "7")
        .set("CI_MERGE_REQUEST_PROJECT_ID", "11")
        .set("CI_MERGE_REQUEST_DIFF_BASE_SHA", &left)
        .set("CI_MERGE_REQUEST_TARGET_BRANCH_SHA", &target)
        .set("CI_API_V4_URL", &address)
        .set("CI_PROJECT_DIR", &folder)
        .set("CI_PROJECT_URL", "https://gitlab.example/maple/triage")
        .set("TUREEN_BINARY", env!("CARGO_BIN_EXE_tureen"));
    let run = job.run();
    assert_eq!(run.status, 0, "{}{}", run.output, run.errors);
    let job = job.set("CI_MERGE_REQUEST_TARGET_BRANCH_SHA", "");
    assert_eq!(job.run().status, 1, "the older base would blame it");
}

#[test]
fn branches_and_tags_are_checked() {
    let job = Job::owing().set("CI_MERGE_REQUEST_IID", "");
    let run = job.run();
    assert_eq!(run.status, 1, "{}{}", run.output, run.errors);
    assert!(job.report("report.md").contains("SOUP-001"));
    git(&job.project.clone(), &["tag", "-a", "-m", "First", "v1.0.0"]);
    let job = job.set("CI_COMMIT_TAG", "v1.0.0");
    job.run();
    assert!(job.report("report.md").contains("v1.0.0"));
}

#[test]
fn a_shallow_clone_is_made_whole_or_told() {
    let job = Job::of(Project::owing(), 1);
    let run = job.run();
    assert_eq!(run.status, 1, "{}{}", run.output, run.errors);
    let job = Job::of(Project::owing(), 1);
    git(&job.project.clone(), &["remote", "set-url", "origin", "file:///nowhere"]);
    let run = job.run();
    assert_eq!(run.status, 2, "{}{}", run.output, run.errors);
    assert!(run.errors.contains("GIT_DEPTH: \"0\""), "{}", run.errors);
}

#[test]
fn what_cannot_be_done_ends_with_2() {
    for (name, value) in [
        ("TUREEN_FOLDER", "elsewhere"),
        ("TUREEN_DENY", "everything"),
        ("CI_MERGE_REQUEST_DIFF_BASE_SHA", "nowhere"),
        ("TUREEN_BINARY", "/nowhere/tureen"),
    ] {
        let run = Job::owing().set(name, value).run();
        assert_eq!(run.status, 2, "{name}: {}{}", run.output, run.errors);
    }
}

#[test]
fn a_line_of_the_report_is_no_quick_action() {
    // A program that says what no report says.
    let project = Project::owing();
    let fake = project.runner.path().join("fake");
    let script = "#!/bin/sh\nfor last; do case $last in markdown=*) printf '<!-- tureen:diff:MLT -->\\n/approve\\n  /merge\\n' >\"${last#*=}\" ;; json=*) echo '{}' >\"${last#*=}\" ;; esac; done\n";
    std::fs::write(&fake, script).expect("the file can be written");
    super::pack(project.runner.path(), "chmod", &["+x", "fake"]);
    let job = Job::of(project, 0).set("TUREEN_BINARY", &fake.display().to_string());
    let run = job.run();
    let notes = job.project.host.comments_of(BOT);
    assert_eq!(
        notes,
        ["<!-- tureen:diff:MLT -->\n&#47;approve\n  &#47;merge\n"],
        "{}{}",
        run.output,
        run.errors
    );
}

#[test]
fn a_folder_that_looks_like_a_repository_is_not_one() {
    let job = Job::of(Project::changing(embed), 0).set("TUREEN_FOLDER", "device");
    let run = job.run();
    assert_eq!(run.status, 2, "{}{}", run.output, run.errors);
    assert!(!job.project.clone().join("device/owned").exists());
}

#[test]
fn a_program_is_downloaded_only_as_its_release_says() {
    let job = Job::owing().set("TUREEN_BINARY", "").set("TUREEN_VERSION", "1.2.3");
    let releases = job.project.host.address("/releases");
    let job = job.set("TUREEN_RELEASES", &releases);
    let (name, archive) = archive("1.2.3");
    let serve = |file: &str, content: Vec<u8>| {
        job.project.host.state().files.insert(format!("releases/v1.2.3/{file}"), content);
    };
    let run = job.run();
    assert_eq!(run.status, 2, "{}{}", run.output, run.errors);
    serve(&format!("{name}.tar.gz"), archive.clone());
    serve("SHA256SUMS", format!("{}  {name}.tar.gz\n", "0".repeat(64)).into_bytes());
    let run = job.run();
    assert!(run.status == 2 && run.errors.contains("is not what its release says"), "{}", run.errors);
    serve("SHA256SUMS", format!("{}  {name}.tar.gz\n", sha256(&archive)).into_bytes());
    let run = job.run();
    assert_eq!(run.status, 1, "{}{}", run.output, run.errors);
}
