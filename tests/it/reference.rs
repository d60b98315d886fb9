//! Writes the reference pages of the book from what the code knows about itself.

use std::fmt::Write;

use tureen::config::Config;
use tureen::field::{Card, Shape};
use tureen::record::relations::RELATIONS;
use tureen::record::{Common, KINDS};
use tureen::standard::STANDARDS;

use super::session;

/// Writes the page of all kinds of records with their fields.
pub fn records() -> String {
    let mut page = String::from(
        "# Records\n\nOne Markdown file with YAML front matter is one record. The folder below the records' root gives its kind; \
         `id` is its identity. Unknown fields are findings, never dropped in silence. Values stay what was written: \
         `version: 1.10` is the text `1.10`.\n\nThe last columns say what a change of the field means in a diff, and whether it \
         makes evidence that vouches for the record stale. Derived \
         fields are the other side of a link that another record writes; see [relations](relations.md).\n\n| kind | folder | ids begin with |\n|---|---|---|\n",
    );
    for kind in KINDS {
        let prefixes: Vec<_> = kind.prefixes.iter().map(|prefix| format!("`{prefix}`")).collect();
        let _ = writeln!(
            page,
            "| [{}](#{}) | `dhf/{}/` | {} |",
            kind.name,
            anchor(kind.heading),
            kind.folder,
            prefixes.join(", ")
        );
    }
    page += "\n## Every record\n\n";
    table(&mut page, Common::CARDS);
    for kind in KINDS {
        let _ = writeln!(page, "\n## {}\n", kind.heading);
        table(&mut page, kind.cards);
    }
    page
}

/// Writes the table of some fields, and below it one per field that has parts.
fn table(page: &mut String, cards: &[Card]) {
    *page += "| field | holds | meaning | change | evidence |\n|---|---|---|---|---|\n";
    rows(page, "", cards);
}

fn rows(page: &mut String, path: &str, cards: &[Card]) {
    for card in cards {
        let name = if path.is_empty() { card.name.to_owned() } else { format!("{path}.{}", card.name) };
        let shape = (card.shape)();
        let relevant = if card.relevant { "makes it stale" } else { "" };
        let _ = writeln!(
            page,
            "| `{name}` | {} | {} | {} | {relevant} |",
            cell(&shape.to_string()),
            cell(card.doc),
            card.class.name()
        );
        if let Some(parts) = parts(&shape) {
            rows(page, &name, parts);
        }
    }
}

fn parts(shape: &Shape) -> Option<&'static [Card]> {
    match shape {
        Shape::Map(cards) => Some(cards),
        Shape::List(inner) => parts(inner),
        Shape::Text
        | Shape::Date
        | Shape::Boolean
        | Shape::Number
        | Shape::Id
        | Shape::Words(_)
        | Shape::Versions
        | Shape::Table(_)
        | Shape::Keys(_)
        | Shape::Special(..) => None,
    }
}

fn cell(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").replace('|', "\\|")
}

fn anchor(heading: &str) -> String {
    heading.to_lowercase().replace(' ', "-")
}

/// Writes the page of `tureen.toml`.
pub fn configuration() -> String {
    let mut page = String::from(
        "# Configuration\n\n`tureen.toml` lies in the folder that is the device's root; a repository may hold several. It is \
         declarative: nothing in it can run code, because pull requests from strangers are checked with it. It is read from the \
         same moment as the records. At the work tree an unknown key is an error with a suggestion, at a past moment a \
         finding. An empty file gives the defaults.\n\n",
    );
    for card in Config::cards() {
        let _ = writeln!(page, "## `[{}]`\n\n{}\n", card.name, cell(card.doc));
        page += "| key | holds | meaning |\n|---|---|---|\n";
        let shape = (card.shape)();
        match parts(&shape) {
            Some(cards) => {
                for card in cards {
                    let _ = writeln!(
                        page,
                        "| `{}` | {} | {} |",
                        card.name,
                        cell(&(card.shape)().to_string()),
                        cell(card.doc)
                    );
                }
            }
            None => {
                page += "| `root` | text | The records' folder below the device's root. Default: `dhf`. |\n";
                for kind in KINDS {
                    let prefixes: Vec<_> = kind.prefixes.iter().map(|prefix| format!("`{prefix}`")).collect();
                    let _ = writeln!(
                        page,
                        "| `{}` | `{{ folder = \"…\", prefix = \"…\" }}` | Default: folder `{}`, ids begin with {}. |",
                        kind.name,
                        kind.folder,
                        prefixes.join(", ")
                    );
                }
            }
        }
        page.push('\n');
    }
    let _ = write!(page, "## All of it, with its defaults\n\n```toml\n{}```\n", with_defaults());
    page
}

/// Writes a configuration in which every key has its default; a test reads it back.
fn with_defaults() -> String {
    let config = Config::default();
    let list = |words: &[String]| {
        let words: Vec<_> = words.iter().map(|word| format!("\"{word}\"")).collect();
        format!("[{}]", words.join(", "))
    };
    let mut text = String::from(
        "[device]\nname = \"Maplewood Lesion Triage\"                 # no default\nid = \"MLT\"                                       # default: the name\n\
         manufacturer = \"Maplewood Imaging GmbH\"          # no default\n",
    );
    let _ = writeln!(
        text,
        "title = \"{}\"\n\n[records]\nroot = \"{}\"",
        config.device.title, config.records.root
    );
    for folder in &config.records.folders {
        let prefix = match &folder.prefixes[..] {
            [one] => format!("\"{one}\""),
            several => list(several),
        };
        let _ = writeln!(text, "{} = {{ folder = \"{}\", prefix = {prefix} }}", folder.kind, folder.folder);
    }
    let _ = writeln!(text, "\n[releases]\ntags = \"{}\"", config.release_tags);
    let _ = writeln!(text, "\n[rules]\nrulesets = {}", list(&config.rulesets));
    text += "levels = {}                                      # a rule's code and error, warning or note\n";
    let risk = &config.risk;
    let _ = writeln!(text, "\n[risk]\nseverity = {}", list(&risk.severity));
    let _ = writeln!(
        text,
        "probability = {}\nlevels = {}\nmatrix = [",
        list(&risk.probability),
        list(&risk.levels)
    );
    for row in &risk.matrix {
        let _ = writeln!(text, "  {},", list(row));
    }
    let classes: Vec<_> = risk
        .severity
        .iter()
        .filter_map(|word| Some(format!("{word} = \"{}\"", risk.safety_class.get(word)?)))
        .collect();
    let _ = writeln!(text, "]\nsafety_class = {{ {} }}", classes.join(", "));
    let review = &config.review;
    let _ = writeln!(
        text,
        "\n[review]\nvulnerability = {}\nfull = {}\ngrace = {}\ntriage = {}\ndecision = {}\nend_of_support_warning = {}",
        review.vulnerability,
        review.full,
        review.grace,
        review.triage,
        review.decision,
        review.end_of_support_warning
    );
    text
}

#[test]
fn the_configuration_shown_with_defaults_says_the_defaults() {
    let (config, faults) = Config::parse(&with_defaults()).expect("it is TOML");
    assert!(faults.is_empty(), "{faults:?}");
    let defaults = Config::default();
    assert_eq!(format!("{:?}", config.risk), format!("{:?}", defaults.risk));
    assert_eq!(format!("{:?}", config.records), format!("{:?}", defaults.records));
    assert_eq!(format!("{:?}", config.review), format!("{:?}", defaults.review));
    assert_eq!(config.rulesets, defaults.rulesets);
}

/// Writes the page of relations between records.
pub fn relations() -> String {
    let mut page = String::from(
        "# Relations\n\nA link is written once, in one direction; the other is derived. Writing the derived side too is \
         allowed, checked, and wrong only when it disagrees. Ids are compared ignoring case.\n\n\
         | written in | field | leads to | in words | derived there | in words |\n|---|---|---|---|---|---|\n",
    );
    for relation in RELATIONS {
        let to: Vec<_> = relation.to.iter().map(ToString::to_string).collect();
        let to = if to.len() == KINDS.len() { "any".to_owned() } else { to.join(", ") };
        let reverse =
            if relation.reverse.is_empty() { "–".to_owned() } else { format!("`{}`", relation.reverse) };
        let _ = writeln!(
            page,
            "| {} | `{}` | {to} | {} | {reverse} | {} |",
            relation.from, relation.field, relation.forward, relation.backward
        );
    }
    page
}

/// Writes the page of clauses that rules may cite.
pub fn clauses() -> String {
    let mut page = String::from(
        "# Clauses\n\nWhat rules cite, in our own words. They say where to look; the standard alone says what it asks. A ruleset \
         is switched on by its name in `rulesets` of [the configuration](configuration.md). A rule runs while one of its clauses \
         belongs to a ruleset that is on, rules about the writing of records, settings and waivers always; a finding cites only those clauses that reach the class of its record, and is no more \
         binding than they are. How another edition would be \
         added is [a decision](../decisions/editions-are-tables.md).\n",
    );
    for standard in STANDARDS {
        let _ = writeln!(
            page,
            "\n## {}: {}\n\n{}, ruleset `{}`, {}.\n",
            standard.name, standard.title, standard.edition, standard.ruleset, standard.basis
        );
        page += "| clause | about | asks for | classes | rules |\n|---|---|---|---|---|\n";
        for clause in standard.clauses {
            let cited =
                |rule: &&&tureen::rules::Rule| rule.clauses.iter().any(|cited| std::ptr::eq(*cited, *clause));
            let rules: Vec<_> = tureen::rules::RULES
                .iter()
                .filter(cited)
                .map(|rule| format!("[{0}](../rules/{0}.md)", rule.code))
                .collect();
            let rules = if rules.is_empty() { "–".to_owned() } else { rules.join(", ") };
            let _ = writeln!(
                page,
                "| {} | {} | {} | {} | {rules} |",
                clause.number,
                cell(clause.title),
                cell(clause.summary),
                clause.classes
            );
        }
    }
    page
}

/// Writes the page of commands from what `--help` prints.
pub fn commands() -> String {
    let main = session::help(&["--help"]);
    let mut page = format!(
        "# Commands\n\nWhat `--help` prints; `-h` prints less of it.\n\n## `tureen`\n\n```text\n{}\n```\n",
        main.trim_end()
    );
    let names = main
        .lines()
        .skip_while(|line| *line != "Commands:")
        .skip(1)
        .take_while(|line| !line.trim().is_empty())
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next())
        .filter(|name| *name != "help");
    for name in names {
        // Options that all commands share are told once, above.
        let help = session::help(&[name, "--help"]);
        let own = help.split("Global options:").next().unwrap_or_default();
        let _ = write!(page, "\n## `tureen {name}`\n\n```text\n{}\n```\n", own.trim_end());
    }
    page
}
