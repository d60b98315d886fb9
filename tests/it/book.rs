//! The book: pages made from the code are what the code makes, and every page is in the summary and reached.

use std::collections::BTreeSet;

use tureen::report::page;
use tureen::rules::RULES;

use super::golden::{self, Golden};
use super::{reference, session};

const SUMMARY: &str = "book/src/SUMMARY.md";

#[test]
fn every_rule_has_its_page() {
    let mut golden = Golden::default();
    let mut pages = BTreeSet::new();
    let mut index = String::from(
        "# Rules\n\nWhat an auditor would ask of the records. `tureen explain RULE` prints the same pages.\n\n\
         | rule | finds | level | asked for by |\n|---|---|---|---|\n",
    );
    for rule in RULES {
        let name = page::file_name(rule);
        golden.compare(&format!("book/src/rules/{name}"), &page::render(rule));
        let main = rule.clauses[0];
        index +=
            &format!("| [{}]({name}) | {} | {} | {main} |\n", rule.code, rule.summary, page::level(rule));
        pages.insert(format!("book/src/rules/{name}"));
    }
    golden.compare("book/src/rules/index.md", &index);
    pages.insert("book/src/rules/index.md".to_owned());
    for file in golden::files("book/src/rules", ".md") {
        if pages.contains(&file) {
            continue;
        }
        if golden::overwrites() {
            std::fs::remove_file(golden::path(&file)).expect("the page of no rule can go");
        } else {
            golden.differs(format!("{file} is the page of no rule"));
        }
    }
    golden.done();
}

#[test]
fn the_summary_lists_every_rule() {
    let mut golden = Golden::default();
    let summary = golden::read(SUMMARY);
    let is_rule = |line: &&str| line.starts_with("  - [") && line.contains("](rules/");
    let mut lines: Vec<String> =
        summary.lines().filter(|line| !is_rule(line)).map(ToOwned::to_owned).collect();
    let index = lines.iter().position(|line| line.contains("](rules/index.md)"));
    let at = index.expect("the summary has a line for the rules") + 1;
    let rules = RULES.iter().map(|rule| format!("  - [{}](rules/{})", rule.code, page::file_name(rule)));
    lines.splice(at..at, rules);
    golden.compare(SUMMARY, &(lines.join("\n") + "\n"));
    golden.done();
}

#[test]
fn reference_pages_are_what_the_code_says() {
    let mut golden = Golden::default();
    golden.compare("book/src/reference/records.md", &reference::records());
    golden.compare("book/src/reference/configuration.md", &reference::configuration());
    golden.compare("book/src/reference/relations.md", &reference::relations());
    golden.compare("book/src/reference/clauses.md", &reference::clauses());
    golden.compare("book/src/reference/commands.md", &reference::commands());
    golden.done();
}

#[test]
fn the_architecture_names_every_stage_in_the_order_of_the_pipeline() {
    let page = golden::read("book/src/contributing/architecture.md");
    let lib = golden::read("src/lib.rs");
    let stages = lib.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'));
    let named =
        page.lines().filter_map(|line| line.strip_prefix("- `")?.split_once("`: ").map(|(name, _)| name));
    assert_eq!(named.collect::<Vec<_>>(), stages.collect::<Vec<_>>());
}

#[test]
fn every_page_is_in_the_summary_and_every_link_leads_to_a_page() {
    let summary = golden::read(SUMMARY);
    let mut wrong = Vec::new();
    for file in golden::files("book/src", ".md") {
        let name = file.trim_start_matches("book/src/");
        // Pages of rules have their own test, which may be writing them just now.
        if file != SUMMARY && !name.starts_with("rules/") && !summary.contains(&format!("]({name})")) {
            wrong.push(format!("{name} is not in SUMMARY.md"));
        }
    }
    for file in golden::files("book/src", ".md").into_iter().chain(["README.md".to_owned()]) {
        let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
        for link in links(&golden::read(&file)) {
            let target = link.split('#').next().unwrap_or_default();
            if target.is_empty() || target.contains(':') {
                continue;
            }
            if !golden::path(folder).join(target).exists() {
                wrong.push(format!("{file}: {link} leads nowhere"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_is_shown_of_the_example_device_is_in_it() {
    let mut wrong = Vec::new();
    for file in golden::files("book/src", ".md").into_iter().chain(["README.md".to_owned()]) {
        let page = golden::read(&file);
        for block in session::blocks(&page.lines().collect::<Vec<_>>()) {
            if let session::Block::File { path, text } = block
                && path.starts_with(session::EXAMPLE)
                && !session::is_excerpt(&text, &golden::read(&path))
            {
                wrong.push(format!("{file}: this is not in {path}:\n{text}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Returns what Markdown links outside code lead to.
fn links(page: &str) -> Vec<String> {
    let mut links = Vec::new();
    let mut fence = None;
    for line in page.lines() {
        let ticks = line.trim_start().bytes().take_while(|byte| *byte == b'`').count();
        match fence {
            Some(open) if ticks >= open => fence = None,
            None if ticks >= 3 => fence = Some(ticks),
            None => {
                let outside_code: String = line.split('`').step_by(2).collect();
                let targets = outside_code.split("](").skip(1).filter_map(|rest| rest.split(')').next());
                links.extend(targets.map(ToOwned::to_owned));
            }
            Some(_) => {}
        }
    }
    links
}
