//! JSON Schemas (draft 2020-12) of what users write and of what the program writes.
//!
//! Those of records and of `tureen.toml` are made from the cards of their fields, so that they say what the reader takes; those
//! of outputs stand beside the writers.

use serde_json::{Map, Value, json};

use crate::config::Config;
use crate::record::{Common, KINDS, KindCard};
use crate::rules::RULES;
use crate::standard::STANDARDS;

mod fields;

use fields::Absent;

/// A schema that there is.
pub struct Schema {
    /// Its name on the command line.
    pub name: &'static str,
    /// What it describes, in one line.
    pub summary: String,
    what: What,
}

/// What a schema describes.
#[derive(Clone, Copy)]
enum What {
    Record(&'static KindCard),
    Config,
    Output(&'static str),
    File(&'static str),
}

/// Returns every schema: of the kinds of records, of the configuration, of the outputs.
pub fn all() -> Vec<Schema> {
    let records = KINDS.iter().map(|card| Schema {
        name: card.name,
        summary: format!("the front matter of a record of kind {}", card.name),
        what: What::Record(card),
    });
    let others = [
        ("config", "`tureen.toml`", What::Config),
        ("check", "what `tureen check --format json` writes", What::Output(CHECK)),
        ("diff", "what `tureen diff --format json` writes", What::Output(DIFF)),
        ("trace", "what `tureen trace --format json` writes", What::Output(TRACE)),
        ("self-test", "what `tureen self-test --format json` writes", What::Output(SELF_TEST)),
        ("verify", "what `tureen verify --format json` writes", What::Output(VERIFY)),
        ("dossier", "data/dossier.json of each version of a site", What::File(DOSSIER)),
    ];
    let others = others.map(|(name, summary, what)| Schema { name, summary: summary.to_owned(), what });
    records.chain(others).collect()
}

const CHECK: &str = include_str!("check.json");
const DIFF: &str = include_str!("diff.json");
const TRACE: &str = include_str!("trace.json");
const SELF_TEST: &str = include_str!("self-test.json");
const VERIFY: &str = include_str!("verify.json");
const DOSSIER: &str = include_str!("dossier.json");
/// What outputs have in common.
const SHARED: &str = include_str!("shared.json");

impl Schema {
    /// Writes the schema, with a newline at its end.
    pub fn render(&self) -> String {
        let (title, mut rest) = match self.what {
            What::Record(card) => (format!("Front matter of a record: {}", card.noun), record(card)),
            What::Config => ("Configuration: tureen.toml".to_owned(), config()),
            What::Output(text) => (format!("Output of tureen {} --format json", self.name), output(text)),
            What::File(text) => (format!("data/{}.json of a version of a site", self.name), output(text)),
        };
        let mut schema = Map::new();
        schema.insert("$schema".to_owned(), "https://json-schema.org/draft/2020-12/schema".into());
        schema.insert("$id".to_owned(), format!("urn:tureen:schema:{}", self.name).into());
        schema.insert("title".to_owned(), title.into());
        schema.append(&mut rest);
        format!("{:#}\n", Value::Object(schema))
    }
}

fn record(card: &KindCard) -> Map<String, Value> {
    let mut schema = fields::map(&[Common::CARDS, card.cards], Absent::Allowed);
    let examples: Vec<String> = card.prefixes.iter().map(|prefix| format!("{prefix}001")).collect();
    // A record without an id is none.
    for (key, value) in fields::id() {
        schema["properties"]["id"][key] = value;
    }
    schema["properties"]["id"]["examples"] = examples.into();
    schema.insert("required".to_owned(), json!(["id"]));
    schema
}

fn config() -> Map<String, Value> {
    let mut schema = fields::map(&[Config::cards()], Absent::Unknown);
    let words = |words: Vec<&'static str>| json!({ "enum": words });
    let rules = &mut schema["properties"]["rules"]["properties"];
    let rulesets = words(STANDARDS.iter().map(|standard| standard.ruleset).collect());
    rules["rulesets"]["anyOf"] = json!([rulesets, { "type": "array", "minItems": 1, "items": rulesets }]);
    rules["levels"]["propertyNames"] = words(RULES.iter().map(|rule| rule.code).collect());
    schema
}

fn output(text: &str) -> Map<String, Value> {
    let read = |text: &str| -> Map<String, Value> {
        serde_json::from_str(text).expect("the file is JSON, and part of the program")
    };
    let mut schema = read(text);
    let own = schema["$defs"].as_object_mut().expect("an output defines something of its own");
    own.append(&mut read(SHARED));
    schema
}
