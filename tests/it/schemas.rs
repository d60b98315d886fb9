//! Our own schemas against what the program reads and writes.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use tureen::field::FaultKind;
use tureen::record::{KINDS, Kind, Parsed, Record};
use tureen::report::schema;

use crate::device::{Device, run};
use crate::golden::read;
use crate::reports::{assert_follows, hostile, json, validator};

fn of(name: &str) -> jsonschema::Validator {
    let schema = schema::all().into_iter().find(|schema| schema.name == name);
    validator(&json(&schema.expect("there is such a schema").render()))
}

/// Returns the front matter of a file, as an independent reader of YAML sees it.
fn front_matter(text: &str) -> Option<Value> {
    let yaml = text.strip_prefix("---\n")?.split_once("\n---\n")?.0;
    serde_yaml::from_str(yaml).ok()
}

#[test]
fn every_schema_is_one_and_is_printed() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let list = run(folder.path(), &["schema"]).output;
    for schema in schema::all() {
        let document = json(&schema.render());
        assert!(jsonschema::meta::is_valid(&document), "{}", schema.name);
        assert!(list.contains(schema.name));
        assert_eq!(run(folder.path(), &["schema", schema.name]).output, schema.render());
    }
    let names: BTreeSet<&str> = schema::all().iter().map(|schema| schema.name).collect();
    assert!(KINDS.iter().all(|card| names.contains(card.name)));
    let wrong = run(folder.path(), &["schema", "suop"]);
    assert_eq!((wrong.status, &*wrong.output), (2, ""));
    assert!(wrong.errors.contains("did you mean `soup`?"), "{}", wrong.errors);
}

#[test]
fn every_record_of_the_example_follows_the_schema_of_its_kind() {
    let validators: Vec<_> = KINDS.iter().map(|card| (card.folder, of(card.name))).collect();
    let mut seen = BTreeSet::new();
    for revision in tureen::example::revisions().expect("the history can be replayed") {
        for (path, text) in &revision.files {
            let folder = path.strip_prefix("dhf/").and_then(|path| path.split('/').next());
            let Some((_, validator)) = validators.iter().find(|(name, _)| folder == Some(name)) else {
                continue;
            };
            if path.ends_with(".md") && seen.insert((path.clone(), text.clone())) {
                assert_follows(validator, &front_matter(text).expect("it has front matter"));
            }
        }
    }
    assert!(seen.len() > 200, "only {} records were looked at", seen.len());
}

#[test]
fn the_reader_and_the_schema_agree_on_what_may_be_written() {
    let validators: Vec<jsonschema::Validator> = KINDS.iter().map(|card| of(card.name)).collect();
    let mut documents: BTreeMap<(Kind, String), Value> = BTreeMap::new();
    for (kind, text) in examples() {
        let Some(mut document) = front_matter(&text) else { continue };
        blank(&mut document);
        documents.insert((kind, document.to_string()), document);
    }
    let mut differences = Vec::new();
    let (mut right, mut wrong) = (0, 0);
    let mut compare = |kind: Kind, document: &Value| {
        // JSON is YAML, so any document can be put before the reader.
        let text = format!("---\n{document}\n---\n");
        let Parsed::Record(record) = Record::parse(kind, &text.as_str().into()) else { return };
        let faults: Vec<_> =
            record.faults.iter().filter(|fault| fault.kind != FaultKind::Duplicate).collect();
        if faults.is_empty() {
            right += 1
        } else {
            wrong += 1
        }
        let validator = &validators[kind as usize];
        if validator.is_valid(document) != faults.is_empty() {
            let error = validator.iter_errors(document).next().map(|error| error.to_string());
            differences.push(format!("{document}\n  reader: {faults:?}\n  schema: {error:?}"));
        }
    };
    for ((kind, _), document) in &documents {
        compare(*kind, document);
        for place in places(document, String::new()) {
            for other in
                ["\"word\"", "[\"word\"]", "[[\"word\"]]", "{\"word\": \"x\"}", "[null]", "null", "{}", "[]"]
            {
                let mut changed = document.clone();
                *changed.pointer_mut(&place).expect("the place is there") = json(other);
                compare(*kind, &changed);
            }
        }
    }
    differences.truncate(5);
    assert!(differences.is_empty(), "{}", differences.join("\n"));
    assert!(right > 1_000 && wrong > 1_000, "{right} right and {wrong} wrong ones");
}

/// Every place of a document below its root but for the id, which a rule asks for.
fn places(value: &Value, at: String) -> Vec<String> {
    let mut found = Vec::new();
    let mut add = |step: &str, value: &Value| {
        let place = format!("{at}/{}", step.replace('~', "~0").replace('/', "~1"));
        if place != "/id" {
            found.push(place.clone());
            found.extend(places(value, place));
        }
    };
    match value {
        Value::Array(elements) => {
            elements.iter().enumerate().for_each(|(index, element)| add(&index.to_string(), element));
        }
        Value::Object(entries) => entries.iter().for_each(|(key, value)| add(key, value)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
    found
}

/// Takes blank texts for nothing, as the reader does. The schema is stricter there: an editor may well ask for a word.
fn blank(value: &mut Value) {
    match value {
        Value::String(text) if text.trim().is_empty() => *value = Value::Null,
        Value::Array(elements) => elements.iter_mut().for_each(blank),
        Value::Object(entries) => entries.values_mut().for_each(blank),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// Every record of the rules' own examples.
fn examples() -> Vec<(Kind, String)> {
    let mut found = Vec::new();
    for rule in tureen::rules::RULES {
        for example in [rule.wrong, rule.right] {
            for file in tureen::rules::drawn::undrawn(example).split("//- ").skip(1) {
                let Some((path, text)) = file.split_once('\n') else { continue };
                let folder = path.split('/').next();
                let kind = KINDS.iter().find(|card| Some(card.folder) == folder && path.ends_with(".md"));
                found.extend(kind.map(|card| (card.kind, text.to_owned())));
            }
        }
    }
    found
}

#[test]
fn an_unknown_key_and_a_wrong_value_do_not_follow_the_schema() {
    let soup = of("soup");
    for (text, follows) in [
        (r#"{"id": "SOUP-001", "version": 1.10, "used_in": "ITEM-001", "owner": null}"#, true),
        (r#"{"id": "SOUP-001", "hashes": {"algorithm": "sha256", "value": "00"}}"#, true),
        (
            r#"{"id": "SOUP-001", "anomaly_sources": {"none_published": {"by": "Ada", "on": "2026-01-15"}}}"#,
            true,
        ),
        (r#"{"id": "SOUP-001", "anomaly_sources": [{"url": "https://example.invalid"}]}"#, true),
        (r#"{"title": "zlib"}"#, false),
        (r#"{"id": null}"#, false),
        (r#"{"id": "../x"}"#, false),
        (r#"{"id": "SOUP-001", "verison": "1"}"#, false),
        (r#"{"id": "SOUP-001", "release_date": "2026-02-30"}"#, false),
        (r#"{"id": "SOUP-001", "release_date": "15.1.2026"}"#, false),
        (r#"{"id": "SOUP-001", "kind": "librarry"}"#, false),
        (r#"{"id": "SOUP-001", "shipped": "yes"}"#, false),
        (r#"{"id": "SOUP-001", "used_in": [null]}"#, false),
        (r#"{"id": "SOUP-001", "hashes": [{"algoritm": "sha256"}]}"#, false),
        (r#"{"id": "SOUP-001", "anomaly_sources": {"none_published": {"who": "Ada"}}}"#, false),
        (r#"{"id": "SOUP-001", "monitoring": {"cadence_days": -1}}"#, false),
    ] {
        assert_eq!(soup.is_valid(&json(text)), follows, "{text}");
    }
    let verification = of("verification");
    assert!(verification.is_valid(&json(r#"{"id": "VER-001", "soup_versions": {"SOUP-001": 1.2}}"#)));
    assert!(!verification.is_valid(&json(r#"{"id": "VER-001", "soup_versions": {"SOUP-001": null}}"#)));
}

#[test]
fn configurations_follow_the_schema_and_a_wrong_one_does_not() {
    let validator = of("config");
    let toml = |text: &str| -> Value { toml::from_str(text).expect("it is TOML") };
    assert_follows(&validator, &toml(&read("example-dhf/tureen.toml")));
    assert_follows(&validator, &toml(""));
    let book = read("book/src/reference/configuration.md");
    let whole = book.rsplit("```toml\n").next().and_then(|rest| rest.split("```").next());
    assert_follows(&validator, &toml(whole.expect("the book shows all of it")));
    for wrong in [
        "[device]\nnmae = \"x\"\n",
        "[devcie]\n",
        "[records]\nsuop = { folder = \"x\" }\n",
        "[rules]\nrulesets = [\"iec62305\"]\n",
        "[rules.levels]\nsoup-license-missing = \"off\"\n",
        "[rules.levels]\nsoup-licence-missing = \"note\"\n",
        "[review]\ngrace = \"a week\"\n",
        "[risk]\nsafety_class = { minor = \"D\" }\n",
    ] {
        assert!(!validator.is_valid(&toml(wrong)), "{wrong}");
    }
}

#[test]
fn what_the_program_writes_follows_the_schemas() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    assert_eq!(run(folder.path(), &["demo", "mlt"]).status, 0);
    let example = folder.path().join("mlt");
    let soup = example.join("dhf/soup/SOUP-005.md");
    let text = std::fs::read_to_string(&soup).expect("it is there").replace("4.12.0.88", "4.13.0.90");
    let unreadable = example.join("dhf/soup/SOUP-006.md");
    std::fs::write(&soup, text + "\nMore.\n").expect("it can be written");
    std::fs::write(&unreadable, "no front matter").expect("it can be written");
    let toml = example.join("tureen.toml");
    let changed = std::fs::read_to_string(&toml).expect("it is there")
        + "\n[rules.levels]\nsoup-license-missing = \"error\"\n";
    std::fs::write(&toml, changed).expect("it can be written");

    let check = of("check");
    for arguments in
        [&["--at", "v2.0.0"][..], &[], &["--rule", "soup-license-missing"], &["--record", "SOUP-005"]]
    {
        let run = run(&example, &[&["check", "--format", "json"], arguments].concat());
        assert_follows(&check, &json(&run.output));
    }
    let document = json(&hostile().run(&["check", "--format", "json"]).output);
    assert_follows(&check, &document);
    let mut wrong = document;
    wrong["colour"] = "red".into();
    assert!(!check.is_valid(&wrong));
    // Outside git there is no commit.
    let plain = Device::new();
    plain.write("dhf/soup/SOUP-001.md", b"---\nid: SOUP-001\n---\n");
    assert_follows(&check, &json(&plain.run(&["check", "--format", "json"]).output));

    let diff = of("diff");
    for arguments in [&["v2.0.0..v2.1.0"][..], &[], &["HEAD"]] {
        let run = run(&example, &[&["diff", "--format", "json"], arguments].concat());
        let document = json(&run.output);
        assert!(document["records"].as_array().is_some_and(|records| !records.is_empty()), "{}", run.errors);
        assert_follows(&diff, &document);
        let mut wrong = document;
        wrong["records"][0]["colour"] = "red".into();
        assert!(!diff.is_valid(&wrong));
    }

    let document = json(&run(&example, &["self-test", "--format", "json"]).output);
    assert_follows(&of("self-test"), &document);

    let trace = of("trace");
    for (arguments, found) in [
        (&["SYS-001", "--depth", "9"][..], "record"),
        (&["VER-012"], "record"),
        (&["SOUP-006"], "unreadable"),
        (&["pkg:pypi/opencv-python-headless@4.13"], "package"),
        (&["CVE-2025-53644"], "anomaly"),
        (&["iec62304-ed1.1"], "clauses"),
        (&["CC-17", "--all-releases"], "releases"),
        (&["pkg:pypi/torch@2.9.1", "--all-releases"], "releases"),
    ] {
        let run = run(&example, &[&["trace", "--format", "json"], arguments].concat());
        assert_eq!(run.status, 0, "{arguments:?}: {}", run.errors);
        let mut document = json(&run.output);
        assert_eq!(document["found"], found, "{arguments:?}");
        assert_follows(&trace, &document);
        document["colour"] = "red".into();
        assert!(!trace.is_valid(&document));
    }
}
