//! Changes that are too large for a comment, and texts that would like to be more than text.

use super::*;

#[test]
fn four_hundred_records_fit_into_a_comment_and_what_is_cut_is_declared() {
    let lab = Lab::new();
    for number in 0..400 {
        let soup = format!(
            "---\nid: SOUP-{n}\ntitle: Part {n}\nversion: 1.0.{number}\nmanufacturer: Parts\nused_in: [ITEM-102]\n---\n",
            n = 100 + number
        );
        lab.write(&format!("dhf/soup/many/SOUP-{}.md", 100 + number), &soup);
    }
    lab.commit("Add four hundred parts");
    let run = |arguments: &[&str]| {
        let mut all = vec!["diff", "main...topic", "--format", "markdown"];
        all.extend(arguments);
        lab.run(&all)
    };
    let whole = lab.review();
    let errors = whole.new_errors().len();
    assert!(errors > 2000, "{errors}");
    for budget in [4_000, 10_000, 60_000, 65_536] {
        let run = run(&["--budget", &budget.to_string()]);
        assert_eq!(run.status, 0, "{}", run.errors);
        assert!(run.output.len() <= budget, "{} of {budget}", run.output.len());
        assert!(run.output.contains(&format!("{errors} new errors")), "the count is never cut");
        assert!(run.output.contains("**Cut** to stay below"), "{budget}");
        assert!(run.errors.contains("left out"), "{}", run.errors);
        let opened = run.output.matches("<details").count();
        assert_eq!(opened, run.output.matches("</details>").count(), "every fold is closed");
    }
    let refused = run(&["--budget", "100"]);
    assert_eq!(refused.status, 2);
    // With room for all of it nothing is cut.
    let roomy = run(&["--budget", "50000000"]);
    assert!(!roomy.output.contains("**Cut**"));
    assert!(roomy.output.contains("`SOUP-499`"));
}

#[test]
fn hostile_texts_in_every_field_stay_texts() {
    let lab = Lab::new();
    let hostile =
        "@octocat [x](https://example.invalid) <img src=x onerror=alert(1)> | cell ![y](z) --> #1 ``` `";
    let quoted = hostile.replace('\'', "''");
    for (path, fields) in [
        ("dhf/soup/SOUP-005.md", &["title", "version", "manufacturer", "purl", "intended_use"][..]),
        ("dhf/requirements/REQ-101.md", &["title", "text"]),
        ("dhf/risks/RISK-002.md", &["title", "hazard", "harm"]),
        ("dhf/verification/VER-001.md", &["title", "procedure", "tester", "configuration"]),
        ("dhf/changes/CR-006.md", &["title", "rationale"]),
    ] {
        for field in fields {
            lab.set(path, field, hostile);
        }
    }
    lab.write(
        "dhf/soup/SOUP-666.md",
        &format!("---\nid: 'SOUP-666'\ntitle: '{quoted}'\nversion: '{quoted}'\nused_in: ['{quoted}', ITEM-102]\n---\n{hostile}\n"),
    );
    let config = lab.read("tureen.toml");
    lab.write(
        "tureen.toml",
        &config.replace("name = \"Maplewood Lesion Triage\"", "name = \"@octocat <b>x</b> -->\""),
    );
    lab.commit("@octocat <script>");
    let reviewed = lab.review();
    reviewed.is_kept_as("hostile");
    let full = lab.run(&["diff", "main...topic", "--format", "markdown", "--full"]);
    for comment in [&reviewed.comment, &full.output] {
        is_harmless(comment);
    }
    let annotations = lab.run(&["diff", "main...topic", "--format", "github"]).output;
    assert!(
        annotations.lines().filter(|line| !line.is_empty()).all(|line| line.starts_with("::")),
        "{annotations}"
    );
}

/// Asserts that Markdown makes nothing of a comment but what the program itself writes.
#[track_caller]
fn is_harmless(comment: &str) {
    use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
    let mut in_code = false;
    for event in Parser::new_ext(
        comment,
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS,
    ) {
        match event {
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                panic!("a link to {dest_url}")
            }
            Event::Start(Tag::CodeBlock(_)) => in_code = true,
            Event::End(TagEnd::CodeBlock) => in_code = false,
            Event::Html(html) | Event::InlineHtml(html) => {
                let own = ["<details>", "<details><summary>", "</details>", "<br>", "<!-- tureen:diff:"];
                assert!(own.iter().any(|own| html.trim().starts_with(own)), "{html}");
            }
            Event::Text(text) if !in_code => {
                assert!(!["@", "#1", "://"].iter().any(|it| text.contains(it)), "{text}");
            }
            _ => {}
        }
    }
}
