//! `tureen trace`: what is accepted, what surrounds a record, how it is printed, and what every release had.

use serde_json::Value;

use crate::device::{Device, Run, git};

/// A device with a chain from a system to a proof, two releases and a work tree.
fn device() -> Device {
    let device = Device::repository();
    for (path, text) in [
        (
            "items/SYS-001.md",
            "id: SYS-001\ntitle: Reader\nkind: system\nsafety_class: B\nclass_rationale: Minor harm.",
        ),
        (
            "risks/RISK-001.md",
            "id: RISK-001\ntitle: Wrong pixels\ncauses: [{source: SOUP-001, cause: bad data}]\nseverity: minor\nprobability: remote\nlevel: acceptable\ncontrols: [RC-001]",
        ),
        ("controls/RC-001.md", "id: RC-001\ntitle: Checksum\nkind: protective"),
        (
            "requirements/REQ-001.md",
            "id: REQ-001\ntitle: Checks\nkind: functional\napplies_to: [SOUP-001]\nimplements: [RC-001]",
        ),
        (
            "verification/VER-001.md",
            "id: VER-001\ntitle: Run\nmethod: test\nverifies: [REQ-001]\nresult: pass\ndate: 2026-01-05\nsoup_versions: {SOUP-001: 1.3.0}",
        ),
    ] {
        device.write(&format!("dhf/{path}"), format!("---\n{text}\n---\n").as_bytes());
    }
    soup(&device, "1.2.0");
    device.commit("Start");
    git(device.path(), &["tag", "-a", "-m", "First", "v1.0.0"]);
    soup(&device, "1.3.0");
    review(&device, "AR-001", "1.2.0", "affected", "before 1.3.0");
    review(&device, "AR-002", "1.3.0", "fixed", "before 1.3.0");
    device.commit("Move");
    git(device.path(), &["tag", "-a", "-m", "Second", "v1.1.0"]);
    soup(&device, "1.3.1");
    device
}

fn soup(device: &Device, version: &str) {
    let text = format!(
        "---\nid: SOUP-001\ntitle: zlib\nversion: {version}\npurl: pkg:generic/zlib@{version}\nused_in: [SYS-001]\n---\n"
    );
    device.write("dhf/soup/SOUP-001.md", text.as_bytes());
}

fn review(device: &Device, id: &str, version: &str, state: &str, range: &str) {
    let text = format!(
        "---\nid: {id}\ntitle: Review\ndate: 2026-01-0{}\ncovers: [{{soup: SOUP-001, version: {version}}}]\nanomalies:\n  - soup: SOUP-001\n    id: CVE-2018-25032\n    state: {state}\n    affected_range: {range}\n    risks: [RISK-001]\n---\n",
        &id[5..]
    );
    device.write(&format!("dhf/reviews/{id}.md"), text.as_bytes());
}

fn json(run: &Run) -> Value {
    assert_eq!(run.status, 0, "{}", run.errors);
    serde_json::from_str(&run.output).expect("the output is JSON")
}

fn texts(values: &Value) -> Vec<&str> {
    values.as_array().into_iter().flatten().filter_map(Value::as_str).collect()
}

/// Returns the records' files of a walk, nested as it is.
fn walked(steps: &Value) -> String {
    let one = |step: &Value| {
        let path = step["path"].as_str().unwrap_or_default();
        let name = path.rsplit('/').next().unwrap_or_default().trim_end_matches(".md");
        let below = walked(&step["steps"]);
        let end = step["end"].as_str().filter(|end| *end != "open");
        format!(
            "{name}{}{}",
            end.map_or(String::new(), |end| format!(":{end}")),
            if below.is_empty() { below } else { format!("({below})") }
        )
    };
    steps.as_array().into_iter().flatten().map(one).collect::<Vec<_>>().join(" ")
}

#[test]
fn a_record_is_told_with_what_is_above_and_below_it() {
    let document = json(&device().run(&["trace", "soup-001", "--format", "json", "--depth", "9"]));
    assert_eq!((&document["schema"], &document["found"]), (&"tureen/trace/1".into(), &"record".into()));
    let around = &document["neighbourhoods"][0];
    assert_eq!(walked(&around["above"]), "SYS-001");
    assert_eq!(
        walked(&around["below"]),
        "REQ-001(VER-001:told) RISK-001(RC-001(REQ-001:told) AR-001:told AR-002:told) VER-001 AR-001 AR-002"
    );
    let records = document["records"].as_array().expect("a list");
    let of = |id: &str| records.iter().find(|record| record["id"] == id).expect("every record named is told");
    assert_eq!(
        texts(&of("REQ-001")["facts"]),
        ["functional", "verified by passed test of 2026-01-05 (VER-001)"]
    );
    assert_eq!(
        (&of("VER-001")["class"], &of("VER-001")["class_reason"]),
        (&"B".into(), &"serves REQ-001".into())
    );
    let rules = |id: &str| -> Vec<String> {
        let findings = of(id)["findings"].as_array().expect("a list");
        findings.iter().filter_map(|finding| Some(finding["rule"].as_str()?.to_owned())).collect()
    };
    assert!(rules("SOUP-001").contains(&"soup-manufacturer-missing".to_owned()), "{:?}", rules("SOUP-001"));
    assert!(rules("VER-001").contains(&"verification-incomplete".to_owned()), "{:?}", rules("VER-001"));
}

#[test]
fn ids_packages_anomalies_and_clauses_are_all_accepted() {
    let device = device();
    for (asked, found) in [
        ("SOUP-001", "record"),
        ("rc-001", "record"),
        ("pkg:generic/zlib", "package"),
        ("pkg:generic/zlib@1.3.1", "package"),
        ("cve-2018-25032", "anomaly"),
        ("8.1.2", "clauses"),
        ("IEC 62304 7.1.3", "clauses"),
        ("FDA OTS", "clauses"),
        ("iso 14971", "clauses"),
    ] {
        let document = json(&device.run(&["trace", asked, "--format", "json"]));
        assert_eq!(document["found"], found, "{asked}");
        let run = device.run(&["trace", asked]);
        assert!(run.status == 0 && run.output.lines().count() > 3, "{asked}: {}{}", run.output, run.errors);
    }
}

#[test]
fn what_is_not_there_ends_with_what_was_meant() {
    let device = device();
    for (arguments, said) in [
        (&["trace", "SOUP-01"][..], "did you mean SOUP-001?"),
        (&["trace", "CVE-2018-25033"], "did you mean CVE-2018-25032?"),
        (&["trace", "pkg:generic/zlip@1.3.1"], "did you mean pkg:generic/zlib?"),
        (&["trace", "8.1.9"], "did you mean 8.1?"),
        (&["trace", "nothing of the sort"], "--at looks at another moment"),
        (&["trace", "AR-001", "--at", "v1.0.0"], "is called AR-001 at v1.0.0"),
        (&["trace", "SOUP-001", "--all-releases"], "leave out --all-releases"),
        (&["trace", "CVE-2018-25033", "--all-releases"], "did you mean CVE-2018-25032?"),
        (&["trace", "SOUP-001", "--format", "xml"], "possible: human, json, markdown"),
        (&["trace", "SOUP-001", "--at", "nowhere"], "nowhere"),
        (&["trace", "8.1.2", "--all-releases", "--depth", "2"], "cannot be used with"),
    ] {
        let run = device.run(arguments);
        assert_eq!((run.status, &*run.output), (2, ""), "{arguments:?}");
        assert!(run.errors.contains(said), "{arguments:?}: {}", run.errors);
    }
}

#[test]
fn a_moment_is_traced_as_it_was() {
    let device = device();
    let version = |arguments: &[&str]| {
        let document = json(&device.run(&[&["trace", "SOUP-001", "--format", "json"], arguments].concat()));
        let records = document["records"].as_array().expect("a list").clone();
        let soup = records.into_iter().find(|record| record["id"] == "SOUP-001").expect("it is told");
        soup["facts"][0].as_str().unwrap_or_default().to_owned()
    };
    assert_eq!(version(&["--at", "v1.0.0"]), "version 1.2.0");
    assert_eq!(version(&["--staged"]), "version 1.3.0");
    assert_eq!(version(&[]), "version 1.3.1");
}

#[test]
fn every_release_is_told_with_its_version_and_how_that_was_judged() {
    let device = device();
    let document = json(&device.run(&["trace", "CVE-2018-25032", "--all-releases", "--format", "json"]));
    assert_eq!(document["found"], "releases");
    let releases = document["releases"].as_array().expect("a list");
    let told: Vec<String> = releases
        .iter()
        .map(|release| {
            let soup = &release["soups"][0];
            let entry = |entry: &Value| {
                format!(
                    "{} {} {}",
                    text(&entry["review"]),
                    text(&entry["state"]),
                    texts(&entry["versions"]).join("+")
                )
            };
            let own = soup["entries"].as_array().into_iter().flatten().map(entry);
            let later = soup["later"].as_array().into_iter().flatten();
            let later = later.map(|later| format!("{}: {}", text(&later["moment"]), entry(&later["entry"])));
            let all: Vec<String> = own.chain(later).collect();
            format!("{} {} [{}]", text(&release["name"]), text(&soup["version"]), all.join(", "))
        })
        .collect();
    assert_eq!(
        told,
        [
            "v1.0.0 1.2.0 [v1.1.0: AR-001 affected 1.2.0]",
            "v1.1.0 1.3.0 [AR-001 affected 1.2.0, AR-002 fixed 1.3.0]",
            "work tree 1.3.1 [AR-001 affected 1.2.0, AR-002 fixed 1.3.0]",
        ]
    );
    let mentions: Vec<_> =
        releases.iter().map(|release| &release["soups"][0]["ranges"][0]["mentions_version"]).collect();
    assert_eq!(mentions, [false, true, false], "`before 1.3.0` mentions 1.3.0, whatever it says of it");

    let bare = tempfile::tempdir().expect("a temporary folder can be made");
    let to = bare.path().to_str().expect("the path is text");
    git(device.path(), &["clone", "--quiet", "--bare", ".", to]);
    let arguments = ["trace", "CVE-2018-25032", "--all-releases", "--at", "main", "--format", "json"];
    let document = json(&crate::device::run(bare.path(), &arguments));
    let names: Vec<_> =
        document["releases"].as_array().into_iter().flatten().map(|release| text(&release["name"])).collect();
    assert_eq!(names, ["v1.0.0", "v1.1.0", "main"]);

    let run = device.run(&["trace", "pkg:generic/zlib@1.3", "--all-releases"]);
    for said in [
        "recorded version 1.2.0: not 1.3",
        "recorded version 1.3.0: begins with 1.3",
        "CVE-2018-25032 judged later, in the records of v1.1.0, by AR-001",
    ] {
        assert!(run.output.contains(said), "{said}:\n{}", run.output);
    }
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

#[test]
fn circles_end_and_a_record_that_cannot_be_read_is_named() {
    let device = Device::new();
    device.write("dhf/items/ITEM-001.md", b"---\nid: ITEM-001\nparent: ITEM-002\n---\n");
    device.write("dhf/items/ITEM-002.md", b"---\nid: ITEM-002\nparent: ITEM-001\n---\n");
    device.write("dhf/soup/SOUP-001.md", b"---\nid: SOUP-001\ntitle: [\n---\n");
    let document = json(&device.run(&["trace", "ITEM-001", "--depth", "50", "--format", "json"]));
    let around = &document["neighbourhoods"][0];
    assert_eq!(walked(&around["above"]), "ITEM-002(ITEM-001:circle)");
    assert_eq!(walked(&around["below"]), "ITEM-002(ITEM-001:circle)");
    let run = device.run(&["trace", "SOUP-001"]);
    assert!(run.status == 0 && run.output.contains("cannot be read"), "{}{}", run.output, run.errors);
}

#[test]
fn hostile_texts_act_on_no_terminal_and_mark_up_no_comment() {
    let device = Device::new();
    let hostile = "id: SOUP-001\ntitle: \"\\e[31m @octocat <b> [x](https://example.invalid) ![y](z) \u{202e}\"\nversion: \"`@octocat`\"\n";
    device.write("dhf/soup/SOUP-001.md", format!("---\n{hostile}---\n").as_bytes());
    let human = device.run(&["trace", "SOUP-001"]).output;
    assert!(!human.contains(['\u{1b}', '\u{202e}']), "{human:?}");
    let markdown = device.run(&["trace", "SOUP-001", "--format", "markdown"]).output;
    let outside: String = markdown.split('`').step_by(2).collect();
    assert!(!outside.contains(['@', '<', '[']) && !markdown.contains(['\u{1b}', '\u{202e}']), "{markdown}");
}

#[test]
fn other_formats_are_written_to_files_beside() {
    let device = device();
    let run = device.run(&["trace", "RISK-001", "-o", "json=trace.json", "-o", "markdown=trace.md"]);
    assert_eq!(run.status, 0, "{}", run.errors);
    let read = |name: &str| std::fs::read_to_string(device.path().join(name)).expect("it was written");
    assert!(read("trace.json").contains("\"tureen/trace/1\""));
    assert!(read("trace.md").starts_with("### Unnamed device: RISK-001 Wrong pixels\n"));
}
