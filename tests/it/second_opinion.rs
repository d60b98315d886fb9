//! Our tree of the front matter and an independent YAML reader agree on every record of the example device.

use std::collections::BTreeMap;

use serde_yaml::Value as Yaml;
use tureen::field::{Node, Value};
use tureen::record::{Kind, Parsed, Record};

#[test]
fn our_tree_and_an_independent_reader_agree_on_every_record() {
    let mut compared = 0;
    for revision in tureen::example::revisions().expect("the history can be replayed") {
        for (path, text) in
            revision.files.iter().filter(|(path, _)| path.starts_with("dhf/") && path.ends_with(".md"))
        {
            let Parsed::Record(record) = Record::parse(Kind::Document, text) else {
                panic!("{path} is malformed")
            };
            let yaml = text
                .strip_prefix("---\n")
                .and_then(|text| text.split_once("\n---\n"))
                .expect("front matter")
                .0;
            let other: BTreeMap<String, Yaml> =
                serde_yaml::from_str(yaml).unwrap_or_else(|error| panic!("{path}: {error}"));
            let Value::Map(ours) = &record.node.value else { panic!("{path} holds fields") };
            assert_eq!(ours.len(), other.len(), "{path}");
            for (key, node) in ours {
                assert!(
                    agree(node, &other[&*key.value]),
                    "{path}: {}: {node:?} {:?}",
                    &*key.value,
                    other[&*key.value]
                );
                compared += 1;
            }
        }
    }
    assert!(compared > 50_000, "only {compared} fields were compared");
}

/// The other reader gives numbers and booleans their types; we keep the text, so those are compared by their meaning.
fn agree(node: &Node, other: &Yaml) -> bool {
    match (&node.value, other) {
        (Value::Absent, Yaml::Null) => true,
        (Value::Scalar { text, .. }, Yaml::String(other)) => **text == **other,
        (Value::Scalar { text, .. }, Yaml::Bool(other)) => **text == other.to_string(),
        (Value::Scalar { text, .. }, Yaml::Number(other)) => {
            text.parse::<f64>().is_ok_and(|ours| other.as_f64() == Some(ours))
        }
        (Value::List(ours), Yaml::Sequence(others)) => {
            ours.len() == others.len() && ours.iter().zip(others).all(|(ours, other)| agree(ours, other))
        }
        (Value::Map(ours), Yaml::Mapping(others)) => {
            ours.len() == others.len()
                && ours
                    .iter()
                    .all(|(key, value)| others.get(&*key.value).is_some_and(|other| agree(value, other)))
        }
        _ => false,
    }
}
