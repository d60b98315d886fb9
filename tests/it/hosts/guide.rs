//! The page on pull requests: what is to be copied from it names what is there, and what is there is on it.

use std::collections::BTreeSet;

use serde_yaml::Value;

use crate::golden;

const PAGE: &str = "book/src/guides/pull-requests.md";
const OWN: &str = "OWNER/tureen/";

/// Returns the blocks of a language on the page.
fn blocks(language: &str) -> Vec<String> {
    let page = golden::read(PAGE);
    let open = format!("```{language}\n");
    let rest = page.split(&open).skip(1);
    rest.map(|rest| rest.split("```").next().unwrap_or_default().to_owned()).collect()
}

/// Returns what stands in backticks in the first column of tables below a heading.
fn rows(heading: &str) -> BTreeSet<String> {
    let page = golden::read(PAGE);
    let (_, rest) = page.split_once(&format!("\n## {heading}\n")).expect("the page has this heading");
    let section = rest.split("\n## ").next().unwrap_or_default();
    let cells = section.lines().filter_map(|line| line.strip_prefix("| ")?.split(" | ").next());
    let names = cells.flat_map(|cell| cell.split('`').skip(1).step_by(2));
    names.map(ToOwned::to_owned).collect()
}

fn yaml(text: &str) -> Value {
    serde_yaml::from_str(text).unwrap_or_else(|error| panic!("{error}:\n{text}"))
}

#[test]
fn every_set_up_names_an_action_that_is_there() {
    let mut found = 0;
    for block in blocks("yaml") {
        yaml(&block);
        for used in block.lines().filter_map(|line| line.trim_start().strip_prefix("- uses: ")) {
            let Some(path) = used.strip_prefix(OWN) else { continue };
            let (path, tag) = path.split_once('@').expect("an action is used at a tag");
            assert!(golden::path(path).join("action.yml").exists(), "{path}");
            assert_eq!(tag, format!("v{}", env!("CARGO_PKG_VERSION_MAJOR")));
            found += 1;
        }
    }
    assert!(found >= 3, "{found}");
}

#[test]
fn every_file_that_is_included_is_there() {
    for block in blocks("yaml") {
        let included = &yaml(&block)["include"];
        if let Some(address) = included["remote"].as_str() {
            let (_, path) = address.split_once(&format!("{OWN}v0/")).expect("it is one of this project");
            assert!(golden::path(path).exists(), "{path}");
        }
        if let Some(path) = included["file"].as_str() {
            assert!(golden::path(path).exists(), "{path}");
        }
    }
}

#[test]
fn every_hook_on_the_page_is_there() {
    let hooks = golden::read(".pre-commit-hooks.yaml");
    for block in blocks("yaml") {
        for line in block.lines().filter_map(|line| line.trim_start().strip_prefix("- id: tureen-")) {
            assert!(hooks.contains(&format!("- id: tureen-{line}\n")), "{line}");
        }
    }
    assert!(
        blocks("yaml").iter().any(|block| block.contains(&format!("rev: v{}\n", env!("CARGO_PKG_VERSION"))))
    );
}

#[test]
fn every_input_of_the_action_is_on_the_page_with_what_it_is_by_itself() {
    let action = yaml(&golden::read(".github/actions/tureen/action.yml"));
    let inputs = action["inputs"].as_mapping().expect("the action has inputs");
    let names: BTreeSet<String> = inputs.keys().filter_map(Value::as_str).map(ToOwned::to_owned).collect();
    let page = golden::read(PAGE);
    for name in &names {
        let input = &action["inputs"][name.as_str()];
        let row = page.lines().find(|line| {
            line.starts_with("| ")
                && line.split(" | ").next().is_some_and(|cell| cell.contains(&format!("`{name}`")))
        });
        let row = row.unwrap_or_else(|| panic!("{name} is not on the page"));
        let default = input["default"].as_str().expect("every input has a default");
        if !default.is_empty() && !default.contains("${{") && name != "command" {
            assert!(row.ends_with(&format!("| `{default}` |")), "{row} does not say {default}");
        }
    }
    let told = rows("GitHub");
    let events =
        ["pull_request", "merge_group", "push", "schedule", "workflow_dispatch"].map(ToOwned::to_owned);
    let besides: Vec<_> = told.difference(&names).filter(|name| !events.contains(name)).collect();
    assert!(besides.is_empty(), "no inputs: {besides:?}");
}

#[test]
fn every_variable_of_the_template_is_on_the_page() {
    let script = golden::read(".gitlab/tureen.sh");
    let mut names = BTreeSet::new();
    for (at, _) in script.match_indices("${TUREEN_") {
        let name = script[at + 2..]
            .chars()
            .take_while(|character| character.is_ascii_uppercase() || *character == '_');
        names.insert(name.collect::<String>());
    }
    // For tests alone.
    names.remove("TUREEN_PAUSE");
    assert_eq!(rows("GitLab"), names);
}
